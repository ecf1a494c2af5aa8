"""The counts in the sidebar: what the pages themselves say, anew after every change."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Answer,
    Charge,
    Door,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    Question,
    ServiceCategory,
)
from lead_desktop.domain.plan.linkage import Move, is_open
from lead_desktop.domain.referral.referral import Shelf
from lead_desktop.services.changes import Change
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.referral import referrals
from lead_desktop.services.referral.referral_taking import AddReferral, OwnerApproval
from tests.ui.shell.conftest import ENDED, PEER, PEER_PASSPHRASE, person
from ui.pages.linkages.page import LinkagesPage
from ui.pages.referrals.page import ReferralsPage
from ui.shell.history import Place
from ui.shell.main_window import MainWindow
from ui.shell.page_table import LINKAGES, REFERRALS
from ui.shell.workspace import Workspace

WILLING = {Question.CONSENTS_TO_MEET: Answer.YES, Question.NO_EXCLUSION: Answer.YES}


def count(workspace: Workspace, page: str) -> str:
    """The number beside a page, as it is read aloud; "" without one."""
    said = workspace.sidebar.rows[page].accessibleDescription()
    return said.removesuffix("shown now").removesuffix(", ")


def tell(workspace: Workspace, change: Change) -> None:
    workspace.workplace.bus.publish(change.topics, change.ids)


def begin(workspace: Workspace, name: str, category: ServiceCategory) -> AddLinkage:
    who = person(workspace, name).participant_id
    assert who is not None
    command = AddLinkage(new_id(), who, category)
    tell(workspace, linkages.add_linkage(workspace.workplace.desk, command).change)
    return command


def test_open_linkages_are_counted_as_on_the_board(qtbot: QtBot, workspace: Workspace) -> None:
    desk = workspace.workplace.desk
    assert count(workspace, LINKAGES) == ""
    bed = begin(workspace, "Moss Example", ServiceCategory.HOUSING)
    begin(workspace, "Wren Sample", ServiceCategory.LEGAL)
    begin(workspace, ENDED, ServiceCategory.LEGAL)  # nothing is due for them any more
    qtbot.waitUntil(lambda: count(workspace, LINKAGES) == "2")
    today, way = desk.clock.today(), LinkageMethod.INFORMATION_GIVEN
    cost = LinkageReason.COST
    end = Move(LinkageStatus.NOT_COMPLETED, today, method=way, reason=cost)
    tell(workspace, linkages.move_linkage(desk, bed.id, end).change)
    qtbot.waitUntil(lambda: count(workspace, LINKAGES) == "1")
    workspace.show_place(Place(LINKAGES))
    page = workspace.page()
    assert isinstance(page, LinkagesPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)  # the ended one stands there as well
    cards = [page.model.row_at(row) for row in range(2)]
    assert sum(card is not None and is_open(card.line.status) for card in cards) == 1
    assert count(workspace, LINKAGES) == "1"


def test_only_the_workers_own_linkages_count(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, unlock: object
) -> None:
    begin(workspace, "Moss Example", ServiceCategory.HOUSING)
    qtbot.waitUntil(lambda: count(workspace, LINKAGES) == "1")
    window.lock()
    assert callable(unlock)
    unlock(PEER, PEER_PASSPHRASE)
    other = window.workspace
    assert other is not None
    qtbot.waitUntil(lambda: bool(other.people.rows))
    assert count(other, LINKAGES) == ""


def test_referrals_that_wait_are_counted_as_on_their_shelves(
    qtbot: QtBot, workspace: Workspace
) -> None:
    desk = workspace.workplace.desk
    possession, trespass = frozenset({Charge.CDS_POSSESSION}), frozenset({Charge.TRESPASS})
    refused = OwnerApproval(Answer.NO, "Example Market")
    for told in (  # one waits for a first visit, one for answers, one for nothing
        AddReferral(
            id=new_id(), door=Door.STOP, name="Rue Madeup", born="1988-02-29", charges=possession,
            district="Central", answers=WILLING,
        ),
        AddReferral(id=new_id(), door=Door.SOCIAL, name="Sage Madeup"),
        AddReferral(
            id=new_id(), door=Door.STOP, name="Fern Madeup", born="1990-01-01", charges=trespass,
            district="Central", answers=WILLING, approval=refused,
        ),
    ):  # fmt: skip
        change = referrals.add_referral(desk, told).change
        tell(workspace, change)
    qtbot.waitUntil(lambda: count(workspace, REFERRALS) == "2")
    workspace.show_place(Place(REFERRALS))
    page = workspace.page()
    assert isinstance(page, ReferralsPage)
    qtbot.waitUntil(lambda: page.loaded)
    on_shelf = {}
    for shelf in (Shelf.OUTREACH, Shelf.ANSWERS, Shelf.NOT_ELIGIBLE):
        page.show_shelf(shelf)
        on_shelf[shelf] = len(page.model.rows)
    assert on_shelf == {Shelf.OUTREACH: 1, Shelf.ANSWERS: 1, Shelf.NOT_ELIGIBLE: 1}
