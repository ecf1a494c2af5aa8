"""What the caseload page fetches, on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lead_desktop.domain.people.caseload_filter import SavedViewLine, Shelves, choose
from lead_desktop.domain.people.stage import View
from lead_desktop.domain.people.transfer import PlannedTransfer
from lead_desktop.domain.worklist.workload import Workload, weight_of_all
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants, transfers
from lead_desktop.services.trust import kept
from lead_desktop.services.worklist import saved_views
from ui.models.caseload import Col
from ui.pages.caseload.preview import Glimpse

COLUMNS = "caseload.hidden_columns"
"""The worker's own setting: which columns are not shown."""


@dataclass(frozen=True)
class Listing:
    """Everybody sorted into views, saved views with their counts, the worker's columns, how full
    their own caseload is, and the transfers still to come that concern them."""

    shelves: Shelves
    saved: tuple[tuple[SavedViewLine, int], ...]
    hidden: frozenset[Col]
    load: Workload
    planned: tuple[PlannedTransfer, ...]


def read_listing(desk: Desk) -> Listing:
    """Everything that the page shows beside the preview."""
    shelves = Shelves.of(participants.list_caseload(desk))
    saved = saved_views.list_saved_views(desk)
    mine = [(row.status, row.phase) for row in shelves.views[View.MINE]]
    worker = desk.worker
    return Listing(
        shelves,
        tuple((line, len(choose(shelves, line.wanted))) for line in saved),
        columns_of(kept.read_own(desk, COLUMNS)),
        Workload(worker.id, worker.name, len(mine), weight_of_all(mine)),
        transfers.list_planned(desk),
    )


def columns_of(stored: object) -> frozenset[Col]:
    """Hidden columns from what is stored; what is not known is left out."""
    names = stored if isinstance(stored, list) else []
    return frozenset(column for column in Col if column.name in names)


def keep_columns(desk: Desk, hidden: frozenset[Col]) -> None:
    """Keep the worker's choice of columns."""
    kept.keep_own(desk, COLUMNS, sorted(column.name for column in hidden))


def glimpse(desk: Desk, participant_id: UUID) -> Glimpse:
    """What the preview shows of one participant."""
    record = participants.read_record(desk, participant_id)
    newest = contacts.list_contacts(desk, participant_id=participant_id, newest_first=True, limit=1)
    planned = transfers.list_planned(desk, participant_id=participant_id)
    return Glimpse(record, newest[0] if newest else None, planned)
