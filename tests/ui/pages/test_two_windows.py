"""Two windows over one vault, each with its own way into the store, at the same act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.errors import LeadError
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ConsentState, Role
from lead_desktop.services.consent import consents
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import list_entries
from lead_desktop.store.store import open_store
from tests.conftest import KEY
from tests.domain.consents import terms
from tests.ui.waiting import catch_up
from ui.pages.consent_sheets.small_sheets import WithdrawSheet
from ui.pages.participant.consent_card import ConsentCard
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TabName
from ui.pages.workplace import Navigator, Workplace
from ui.runner import ChangeBus, Runner


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


@pytest.fixture
def elsewhere(
    workplace: Workplace, seat: Callable[..., Desk], tmp_path: Path
) -> Iterator[Workplace]:
    """A second window's workplace, of a supervisor: nothing is shared but the vault's file."""
    runner = Runner()
    office = seat(Role.SUPERVISOR, name="Priya Demoson")
    own = open_store(tmp_path / "caseload.db", KEY)
    office = replace(office, store=own)
    yield replace(workplace, desk=office, runner=runner, bus=ChangeBus(), navigator=Navigator())
    runner.close()
    own.close()


@pytest.fixture
def bring(qtbot: QtBot) -> Iterator[Callable[[Workplace, UUID], ParticipantPage]]:
    shown: list[ParticipantPage] = []

    def make(workplace: Workplace, person: UUID) -> ParticipantPage:
        page = ParticipantPage(workplace)
        shown.append(page)
        page.resize(1220, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.show_participant(person, ())
        page.show_tab(TabName.CONSENTS)
        qtbot.waitUntil(lambda: any(one.withdraw for one in page.findChildren(ConsentCard)))
        page.activate()
        return page

    yield make
    for page in shown:
        Shiboken.delete(page)


def asking(qtbot: QtBot, page: ParticipantPage, words: str) -> WithdrawSheet:
    """The page's sheet to withdraw its consent, filled in and not sent."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    (card,) = [one for one in page.findChildren(ConsentCard) if one.withdraw]
    assert card.withdraw is not None
    card.withdraw.setFocus()
    qtbot.keyClick(card.withdraw, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.findChildren(WithdrawSheet)))
    (sheet,) = page.findChildren(WithdrawSheet)
    sheet.words.setFocus()
    qtbot.keyClicks(sheet.words, words)
    return sheet


def test_two_windows_record_one_withdrawal_once(
    qtbot: QtBot,
    workplace: Workplace,
    elsewhere: Workplace,
    desk: Desk,
    person: UUID,
    bring: Callable[[Workplace, UUID], ParticipantPage],
) -> None:
    consent = new_id()
    consents.record_consent(desk, RecordConsent(consent, person, terms()))
    windows = (workplace, elsewhere)
    said = ("They talk too much", "No more, they said")
    pages = [bring(one, person) for one in windows]
    sheets = [asking(qtbot, page, words) for page, words in zip(pages, said, strict=True)]
    done: list[str] = []
    refused: list[LeadError] = []
    for window in windows:
        window.navigator.toast_wanted.connect(lambda words, *_: done.append(words))
        window.navigator.problem_met.connect(refused.append)
    together = Barrier(2, timeout=30)
    for window in windows:  # both store threads begin in the same moment
        window.runner.run(together.wait, lambda _: None, owner=window.navigator)
    for sheet in sheets:
        qtbot.keyClick(sheet.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for window in windows:
        catch_up(qtbot, window.runner)
    assert done == ["Consent withdrawn"]
    told = [str(one) for one in refused]
    stands = [sheet for sheet in sheets if Shiboken.isValid(sheet) and sheet.isVisible()]
    assert len(stands) == 1  # whose words were not kept still has them
    assert any("withdrawn already" in words for words in told), told
    line = consents.read_consent(desk, consent)
    kept = said[1 - sheets.index(stands[0])]
    assert (line.state, line.revocation_words) == (ConsentState.REVOKED, kept)
    with desk.store.read() as connection:
        acts = [one.action for one in list_entries(connection)]
    assert acts.count("consent.revoke") == 1
