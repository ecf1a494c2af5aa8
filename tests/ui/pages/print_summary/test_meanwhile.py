"""What happens elsewhere between the preview and the hand-over, and what then leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.clock import Clock, day_end
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AgreementKind, Audience, Basis, ConsentCategory, Role
from lead_desktop.services.consent import privacy
from lead_desktop.services.consent.consents import WithdrawConsent, withdraw_consent
from lead_desktop.services.desk import Desk
from tests.ui.pages.print_summary.driving import (
    PASSPHRASE,
    RECIPIENT,
    disclosures,
    key,
    press_print,
    save,
)
from tests.ui.pages.printing import Answers, agree
from tests.ui.waiting import catch_up
from ui.pages.page import Page
from ui.pages.print_summary.page import UNREAD, PrintPage
from ui.pages.workplace import Workplace

C = ConsentCategory
Leave = Callable[[QtBot, PrintPage], None]


def printed(qtbot: QtBot, page: PrintPage) -> None:
    press_print(qtbot)


def saved(qtbot: QtBot, page: PrintPage) -> None:
    save(qtbot, page, passphrase=PASSPHRASE)


@pytest.fixture
def provider(qtbot: QtBot, agreed: UUID, page: PrintPage) -> PrintPage:
    """The page with a provider's copy that may leave as it stands."""
    qtbot.waitUntil(lambda: page.choices.audiences.is_covered(Audience.PROVIDER))
    key(qtbot, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.footer.print.isEnabled() and page.source.present is not None)
    return page


def stopped(qtbot: QtBot, page: PrintPage, leave: Leave) -> str:
    """What the window says to a copy that does not leave."""
    with qtbot.waitSignal(page.workplace.navigator.problem_met) as told:
        leave(qtbot, page)
    assert told.args is not None
    return str(told.args[0])


@pytest.mark.parametrize("leave", [printed, saved])
def test_a_copy_on_a_consent_that_was_withdrawn_meanwhile_does_not_leave(
    qtbot: QtBot,
    provider: PrintPage,
    agreed: UUID,
    seat: Callable[..., Desk],
    person: UUID,
    answers: Answers,
    leave: Leave,
) -> None:
    other = seat(Role.SUPERVISOR, name="Priya Demoson")  # in a window of her own: no bus tells this
    withdraw_consent(other, WithdrawConsent(agreed, other.clock.now()))
    assert "was withdrawn" in stopped(qtbot, provider, leave)
    assert not answers.file.exists()
    assert list(answers.file.parent.glob("*.pdf*")) == []
    assert disclosures(other, person) == []
    qtbot.waitUntil(lambda: provider.refused is not None)
    assert provider.preview.canvas.pictures() == {}


def test_a_withdrawal_on_another_page_of_the_window_takes_the_pages_away_at_once(
    qtbot: QtBot, provider: PrintPage, agreed: UUID, desk: Desk
) -> None:
    done = withdraw_consent(desk, WithdrawConsent(agreed, desk.clock.now()))
    provider.workplace.bus.publish(done.change.topics, done.change.ids)
    qtbot.waitUntil(lambda: provider.refused is not None)
    assert provider.preview.canvas.pictures() == {}
    assert not provider.footer.print.isEnabled()


@pytest.mark.parametrize("leave", [printed, saved])
def test_a_consent_signed_meanwhile_is_looked_at_before_a_copy_rests_on_it(
    qtbot: QtBot,
    provider: PrintPage,
    agreed: UUID,
    desk: Desk,
    person: UUID,
    answers: Answers,
    leave: Leave,
) -> None:
    """The preview states one consent as its scope; with two the paper is another one."""
    second = agree(desk, person, Audience.PROVIDER, RECIPIENT, C.GOALS)
    assert "has changed since it was drawn" in stopped(qtbot, provider, leave)
    assert not answers.file.exists()
    assert disclosures(desk, person) == []
    qtbot.waitUntil(lambda: provider.footer.print.isEnabled() and not provider.source.is_working)
    with qtbot.waitSignal(provider.workplace.navigator.toast_wanted):
        leave(qtbot, provider)
    (row,) = disclosures(desk, person)
    assert set(row.consent_ids) == {str(agreed), str(second)}
    assert "goals" in row.sections


def test_a_consent_signed_after_a_refusal_opens_the_copy_when_the_window_hears_of_it(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID
) -> None:
    key(qtbot, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.refused is not None)
    agree(desk, person, Audience.PROVIDER, RECIPIENT, C.SERVICES)
    page.workplace.bus.publish({"consents"}, (person,))
    qtbot.waitUntil(lambda: page.footer.print.isEnabled() and page.source.present is not None)
    assert page.choices.recipient.name() == RECIPIENT


def test_consents_that_come_and_end_never_turn_a_copy_into_one_for_somebody_else(
    qtbot: QtBot, provider: PrintPage, desk: Desk, person: UUID
) -> None:
    recipient = provider.choices.recipient
    second = agree(desk, person, Audience.PROVIDER, "Aspen Example Clinic", C.SERVICES)
    provider.workplace.bus.publish({"consents"}, (person,))
    qtbot.waitUntil(lambda: recipient.choice.count() == 3)
    assert recipient.name() == RECIPIENT
    recipient.choice.setCurrentText("Aspen Example Clinic")
    qtbot.waitUntil(lambda: provider.footer.print.isEnabled() and not provider.source.is_working)
    withdraw_consent(desk, WithdrawConsent(second, desk.clock.now()))
    provider.workplace.bus.publish({"consents"}, (person,))
    qtbot.waitUntil(lambda: recipient.choice.count() == 2)
    assert recipient.name() == "Aspen Example Clinic"  # named, and no longer covered
    qtbot.waitUntil(lambda: provider.refused is not None)
    press_print(qtbot)
    catch_up(qtbot, provider.workplace.runner)
    assert disclosures(desk, person) == []


@pytest.mark.parametrize("leave", [printed, saved])
def test_a_wish_asked_for_meanwhile_is_read_before_the_copy_leaves(
    qtbot: QtBot,
    provider: PrintPage,
    desk: Desk,
    person: UUID,
    answers: Answers,
    leave: Leave,
) -> None:
    asked = privacy.AskRestriction(
        new_id(), person, "Not which places", desk.clock.today(), categories=(C.SERVICES,)
    )
    privacy.ask_restriction(desk, asked)
    words = stopped(qtbot, provider, leave)
    assert "asked for something that touches this copy" in words
    assert asked.words not in words
    assert not answers.file.exists()
    assert disclosures(desk, person) == []
    qtbot.waitUntil(lambda: provider.footer.words.text() == UNREAD)
    assert not provider.footer.print.isEnabled()
    press_print(qtbot)
    catch_up(qtbot, provider.workplace.runner)
    assert disclosures(desk, person) == []


@dataclass(frozen=True)
class _Turned(Clock):
    """A clock that a test moves on."""

    at: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at[-1]


def test_an_agreement_that_ended_between_preview_and_printer_opens_nothing(
    qtbot: QtBot,
    workplace: Workplace,
    show: Callable[[Page], None],
    seat: Callable[..., Desk],
    person: UUID,
    answers: Answers,
) -> None:
    """Its last day ends at midnight, within the minutes that a drawn copy is good for."""
    office = seat(Role.SUPERVISOR, name="Priya Demoson")
    today = office.clock.today()
    clock = _Turned(at=[day_end(today, office.clock.zone) - timedelta(minutes=1)])
    office = replace(office, clock=clock)
    agreement = privacy.RecordAgreement(
        new_id(), AgreementKind.QSO, "Example Data Helpers", today - timedelta(days=30),
        ends_on=today, binds_to_part2=True, will_resist=True,
    )  # fmt: skip
    privacy.record_agreement(office, agreement)
    page = PrintPage(replace(workplace, desk=office), ask_for_printer=answers.choose_printer)
    show(page)
    page.show_participant(person)
    page.activate()
    key(qtbot, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: page.refused is not None)
    page.record_exception()
    qtbot.waitUntil(lambda: page._exception is not None)
    sheet = page._exception
    assert sheet is not None
    sheet.kind.setCurrentIndex(sheet._grounds.index(Basis.QSO))
    sheet.purpose.setFocus()
    qtbot.keyClicks(sheet.purpose, "Keeping our data")
    qtbot.keyClick(sheet.purpose, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.footer.print.isEnabled() and page.source.present is not None)
    clock.at.append(clock.now() + timedelta(minutes=2))
    page.activate()
    assert "No agreement of this kind holds today" in stopped(qtbot, page, printed)
    assert not answers.file.exists()
    assert disclosures(office, person) == []
    qtbot.waitUntil(lambda: page.refused is not None)
    assert page.preview.canvas.pictures() == {}


def test_an_empty_passphrase_saves_nothing_and_never_a_plain_file(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID, answers: Answers
) -> None:
    key(qtbot, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: page.source.present is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.counter.sheet is not None)
    sheet = page.counter.sheet
    assert sheet is not None
    sheet.passphrase.first.input.setFocus()
    for typed in ("", " " * 7):
        qtbot.keyClicks(QApplication.focusWidget(), typed)
        key(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
        assert sheet.isVisible()
    sheet.wanted.emit("")  # even past the field that refuses it
    qtbot.waitUntil(lambda: not page.hand_over.is_busy)
    catch_up(qtbot, page.workplace.runner)
    assert not answers.file.exists()
    assert disclosures(desk, person) == []


@pytest.mark.parametrize("place", ["", "no such folder"])
def test_a_page_destroyed_while_its_copy_is_saved_leaves_a_whole_file_or_a_true_account(
    qtbot: QtBot,
    workplace: Workplace,
    desk: Desk,
    person: UUID,
    tmp_path: Path,
    place: str,
) -> None:
    """As at a lock: the pages go at once, and the vault is closed behind what was begun."""
    answers = Answers(tmp_path)
    answers.file = tmp_path / place / "copy.pdf"
    page = PrintPage(workplace, ask_for_file=answers.choose_file)
    page.resize(1220, 814)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_participant(person)
    page.activate()
    key(qtbot, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: page.source.present is not None)
    go_on = Event()
    workplace.runner.run(lambda: go_on.wait(30), lambda _: None, owner=workplace.navigator)
    save(qtbot, page, passphrase=PASSPHRASE)
    qtbot.waitUntil(lambda: page.hand_over.is_busy)
    Shiboken.delete(page)
    go_on.set()
    catch_up(qtbot, workplace.runner)
    (row,) = disclosures(desk, person)
    left = list(tmp_path.rglob("*.pdf*"))
    assert left == ([] if place else [answers.file])
    assert (row.sha256 is None) is bool(place)
    if not place:
        assert sha256(answers.file.read_bytes()).hexdigest() == row.sha256
