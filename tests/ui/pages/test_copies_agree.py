"""The window and the command line tell the same copies that left, row by row."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.cli import lists, shapes
from lead_desktop.domain.codes import (
    Audience,
    Basis,
    ConsentCategory,
    DisclosureMethod,
)
from lead_desktop.services.consent import privacy
from lead_desktop.services.consent.privacy import AskRestriction
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from tests.services.paper.test_forms import RECIPIENT, agree
from ui.models.papers import AttachmentLine
from ui.models.rows import ROW_ROLE
from ui.pages.facts import FactRow
from ui.pages.participant.documents_tab import DocumentsTab
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TABS, TabName
from ui.pages.workplace import Workplace

Enroll = Callable[..., UUID]
REASON = "Said on the phone that the clinic may know, for this once"
FAX = "410-555-0100"


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    """Somebody with an own copy, one that stayed, and a fax on which a wish was passed over."""
    made = enroll("Juniper Fable", case_manager=desk)
    agree(desk, made, Audience.PROVIDER, RECIPIENT, ConsentCategory.GOALS)
    summaries.issue_summary(desk, SummaryRequest(made, Audience.PARTICIPANT))
    request = SummaryRequest(made, Audience.PROVIDER, RECIPIENT, "Start of treatment")
    leave(desk, request, DisclosureMethod.PRINT, stays=True)
    wish = AskRestriction(
        new_id(), made, "Not my goals", desk.clock.today(), categories=(ConsentCategory.GOALS,)
    )
    privacy.ask_restriction(desk, wish)
    read = summaries.acknowledge(desk, request, REASON)
    leave(desk, read, DisclosureMethod.FAX, FAX)
    return made


def leave(
    desk: Desk,
    request: SummaryRequest,
    method: DisclosureMethod,
    address: str = "",
    *,
    stays: bool = False,
) -> None:
    composed = summaries.compose_summary(desk, request)
    printed = summaries.draw_summary(composed)
    left = summaries.record_copy(desk, composed, printed, method, address=address)
    if stays:
        summaries.record_failed_copy(desk, composed, left)


def command_line(desk: Desk, person: UUID) -> list[shapes.Json]:
    """What `list disclosures --participant` prints, newest first as the window shows it."""
    wanted = lists.Wanted(person, None, "")
    return lists._LISTERS[lists.ListKind.DISCLOSURES](desk, wanted)[::-1]


def said(row: shapes.Json) -> list[str]:
    """What the window must say of a row of the command line."""
    stayed = row["sha256"] is None
    method = DisclosureMethod(str(row["method"])).label.lower()
    stated = (
        row["recipient"], row["recipient_address"], row["purpose"], row["document_number"],
        row["worker"], row["restriction_reason"], Basis(str(row["basis"])).label,
        "not sent" if stayed else method,
    )  # fmt: skip
    return [str(one) for one in stated if one]


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, person: UUID) -> ParticipantPage:
    made = ParticipantPage(workplace)
    qtbot.addWidget(made)
    made.resize(1220, 800)
    made.show()
    made.show_participant(person, ())
    return made


def test_the_consents_tab_tells_every_copy_that_the_command_line_lists(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, person: UUID
) -> None:
    page.show_tab(TabName.CONSENTS)
    rows = command_line(desk, person)
    assert len(rows) == 3

    def shown() -> list[str]:
        names = [one.accessibleName() for one in page.findChildren(FactRow)]
        return [name for name in names if "document " in name]

    qtbot.waitUntil(lambda: len(shown()) == len(rows))
    for told, row in zip(shown(), rows, strict=True):
        assert [one for one in said(row) if one not in told] == []
    assert [REASON in told for told in shown()] == [True, False, False]
    assert [FAX in told for told in shown()] == [True, False, False]


def test_the_documents_tab_lists_them_in_the_same_order_with_address_and_reason(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, person: UUID
) -> None:
    page.show_tab(TabName.DOCUMENTS)
    tab = page._tab([entry.name for entry in TABS].index(TabName.DOCUMENTS))
    assert isinstance(tab, DocumentsTab)
    rows, model = command_line(desk, person), tab.model
    qtbot.waitUntil(lambda: model.rowCount() == len(rows))
    listed = [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]
    assert not any(isinstance(one, AttachmentLine) for one in listed)
    assert [shapes.disclosure(one) for one in listed] == rows
    tab.view.go_to(model.index(0, 0))
    assert FAX in tab._facts.text()
    assert REASON in tab._facts.text()
