"""The tabs of the participant page, in the order of the keys [ and ]. One line adds a tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lead_desktop.domain.people.participant import ParticipantRecord
from ui.pages.facts import open_linkages
from ui.pages.participant.consents_tab import ConsentsTab
from ui.pages.participant.contacts_tab import ContactsTab
from ui.pages.participant.details.tab import DetailsTab
from ui.pages.participant.documents_tab import DocumentsTab
from ui.pages.participant.plan_tab import PlanTab
from ui.pages.participant.services_tab import ServicesTab
from ui.pages.participant.tab import Tab
from ui.pages.participant.timeline_tab import TimelineTab
from ui.pages.workplace import Workplace


class TabName(StrEnum):
    """A tab by name, as other parts of the page and tests call it up."""

    TIMELINE = "timeline"
    CONTACTS = "contacts"
    SERVICES = "services"
    PLAN = "plan"
    CONSENTS = "consents"
    DOCUMENTS = "documents"
    DETAILS = "details"


def _uncounted(record: ParticipantRecord) -> int | None:
    return None


@dataclass(frozen=True)
class TabEntry:
    """A tab: its words, what builds it when it is first shown, and the count beside the words."""

    name: TabName
    words: str
    build: Callable[[Workplace], Tab]
    count: Callable[[ParticipantRecord], int | None] = _uncounted


TABS: tuple[TabEntry, ...] = (
    TabEntry(TabName.TIMELINE, "Timeline", TimelineTab),
    TabEntry(TabName.CONTACTS, "Contacts", ContactsTab, lambda record: record.contact_count),
    TabEntry(
        TabName.SERVICES,
        "Services",
        ServicesTab,
        lambda record: len(open_linkages(record.linkages)),
    ),
    TabEntry(TabName.PLAN, "Plan", PlanTab),
    TabEntry(
        TabName.CONSENTS,
        "Consents & disclosures",
        ConsentsTab,
        lambda record: sum(line.live for line in record.consents),
    ),
    TabEntry(TabName.DOCUMENTS, "Documents", DocumentsTab),
    TabEntry(TabName.DETAILS, "Details", DetailsTab),
)
