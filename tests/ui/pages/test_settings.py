"""The settings page: what is kept, what comes into force, and what a role may not touch."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.app import Application, open_vault
from lead_desktop.base.clock import FixedClock
from lead_desktop.base.preferences import Preferences, load_preferences, save_preferences
from lead_desktop.domain.codes import Question, Role
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust.backups import Check
from lead_desktop.services.trust.settings import read_settings
from lead_desktop.services.trust.vaults import create_vault
from lead_desktop.services.trust.workers import REMOVAL_LIMITS
from lead_desktop.services.worklist.program_timelines import list_steps
from lead_desktop.vault.derivation import FAST
from tests.ui.pages.test_read_only import silent, unexplained
from ui.models.day_words import Calendar
from ui.pages.settings.backups import BackupsSection
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.section import ADMINISTRATORS_ONLY
from ui.pages.settings.sheets import AddWorkerSheet, PassphraseSheet, RemoveWorkerSheet
from ui.pages.workplace import Workplace
from ui.theme.tokens import Scheme

ADMINISTRATOR, PEER, READER = "Priya Demoson", "Dre Exampleton", "Rae Reader"
PASSPHRASE = "harbor lantern quiet maple river"
OTHER = "willow copper drift stanza orbit"

Shown = Callable[..., SettingsPage]


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of an administrator and a peer, made once; the tests work on copies."""
    folder, clock = tmp_path_factory.mktemp("settings") / "vault", FixedClock()
    create_vault(
        folder,
        name="Downtown",
        worker=ADMINISTRATOR,
        role=Role.SUPERVISOR,
        passphrase=PASSPHRASE,
        cost=FAST,
        clock=clock,
    )
    with open_vault(folder, ADMINISTRATOR, PASSPHRASE, clock=clock) as first:
        first.add_worker(PEER, Role.PEER, False, PASSPHRASE)
    return folder


@pytest.fixture
def vault(staffed: Path, tmp_path: Path) -> Path:
    """A vault of the test's own."""
    return Path(shutil.copytree(staffed, tmp_path / staffed.name))


@pytest.fixture
def open_as(vault: Path, clock: FixedClock) -> Iterator[Callable[[str], Application]]:
    opened: list[Application] = []

    def sit_down(worker: str) -> Application:
        application = open_vault(vault, worker, PASSPHRASE, clock=clock)
        opened.append(application)
        return application

    yield sit_down
    for application in opened:
        application.close()


@pytest.fixture
def show(
    qtbot: QtBot, open_as: Callable[[str], Application], workplace: Workplace, tmp_path: Path
) -> Iterator[Shown]:
    """The page as a worker of the vault sees it, filled and with the focus in it."""
    pages: list[SettingsPage] = []

    def bring(worker: str = ADMINISTRATOR) -> SettingsPage:
        application = open_as(worker)
        seat = replace(workplace, desk=application.desk)
        page = SettingsPage(seat, application, config=tmp_path / "config")
        pages.append(page)
        page.resize(1220, 814)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.activate()
        assert page.house is not None
        house = page.house
        qtbot.waitUntil(lambda: len(house.workers.names()) >= 2)
        return page

    yield bring
    workplace.runner.close()  # before the vault it works on is closed
    for page in pages:
        Shiboken.delete(page)


def test_the_house_locks_what_a_reader_may_not_do_and_says_so(
    open_as: Callable[[str], Application], show: Shown
) -> None:
    open_as(ADMINISTRATOR).add_worker(READER, Role.READ_ONLY, False, PASSPHRASE)
    page = show(READER)
    house = page.house
    assert house is not None
    assert silent(page, page.keys, page.appearance, house.passphrase) == []
    assert unexplained(page, page.keys) == []
    assert all(part.reason == ADMINISTRATORS_ONLY for part in (house.workers, house.backups))
    own = house.passphrase.findChildren(QAbstractButton)
    assert [button.isEnabled() for button in own] == [True]  # one's own passphrase is one's own


def told(qtbot: QtBot, page: SettingsPage, act: Callable[[], object]) -> str:
    """The words of the toast that `act` leads to."""
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as signal:
        act()
    assert signal.args is not None
    return str(signal.args[0])


def test_a_look_is_kept_and_comes_into_force(qtbot: QtBot, show: Shown, tmp_path: Path) -> None:
    page = show()
    theme = page.workplace.theme
    with qtbot.waitSignal(theme.changed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert theme.look.contrast is not None
    with qtbot.waitSignal(theme.changed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert (theme.look.scheme, theme.look.contrast) == (Scheme.DARK, None)
    assert load_preferences(tmp_path / "config").scheme == "dark"
    with qtbot.waitSignal(theme.changed):
        page.appearance.text_size.choose("130")
    assert theme.look.text_percent == 130
    with qtbot.waitSignal(theme.changed):
        page.appearance.motion.click()
    assert theme.look.reduced_motion
    assert load_preferences(tmp_path / "config") == Preferences("dark", 130, True, True)


def test_letter_keys_can_be_turned_off(qtbot: QtBot, show: Shown, tmp_path: Path) -> None:
    page = show()
    page.appearance.letters.click()
    qtbot.waitUntil(lambda: not load_preferences(tmp_path / "config").single_keys)
    assert not page.appearance.letters.isChecked()


def test_kept_preferences_are_shown_and_showing_them_changes_nothing(
    qtbot: QtBot, show: Shown, tmp_path: Path
) -> None:
    kept = Preferences("light", 115, True, False)
    save_preferences(tmp_path / "config", kept)
    page = show()
    qtbot.waitUntil(lambda: page.appearance.text_size.value() == "115")
    assert page.appearance.motion.isChecked()
    assert not page.appearance.letters.isChecked()
    assert page.workplace.theme.look.text_percent == 100


def test_a_look_that_cannot_be_kept_holds_and_is_told(
    qtbot: QtBot, show: Shown, tmp_path: Path
) -> None:
    (tmp_path / "config").write_text("a file where a folder should be")
    page = show()
    with qtbot.waitSignal(page.workplace.navigator.problem_met) as signal:
        page.appearance.scheme.choose("dark")
    assert page.workplace.theme.is_dark
    assert signal.args is not None
    assert "kept" in str(signal.args[0])


def test_the_program_is_renamed_and_others_hear_of_it(qtbot: QtBot, show: Shown) -> None:
    page = show()
    field = page.program.fields["display_name"].input
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Harborlight")
    heard: list[object] = []
    page.workplace.bus.subscribe(page.program, {"settings"}, heard.append)
    words = told(
        qtbot,
        page,
        lambda: qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    )
    assert words == "Settings saved."
    assert read_settings(page.workplace.desk).display_name == "Harborlight"
    assert not page.program.save.isEnabled()
    assert heard


def test_a_program_without_a_name_is_refused_at_the_field(qtbot: QtBot, show: Shown) -> None:
    page = show()
    field = page.program.fields["display_name"]
    field.input.clear()
    page.program.save_changes()
    qtbot.waitUntil(lambda: field.problem() == "The program needs a name.")
    assert read_settings(page.workplace.desk).display_name


def test_targets_and_limits_are_typed_in_figures_and_saved_together(
    qtbot: QtBot, show: Shown
) -> None:
    page = show()
    rules, desk = page.rules, page.workplace.desk
    rules.fields["unsigned_hours"].input.setText("soon")
    rules.save_changes()
    assert rules.fields["unsigned_hours"].problem() == "In figures, please."
    rules.fields["unsigned_hours"].input.setText("9999")
    rules.save_changes()
    qtbot.waitUntil(lambda: "720" in (rules.fields["unsigned_hours"].problem() or ""))
    assert page.program.fields["display_name"].problem() is None
    typed = {
        "street_outreach_hours": "12",
        "social_outreach_hours": "48",
        "handoff_minutes": "20",
        "intake_days": "14",
        "unsigned_hours": "24",
        "cosign_days": "0",
        "attachment_mib": "25",
    }
    for key, text in typed.items():
        rules.fields[key].input.setText(text)
    page.program.fields["privacy_contact"].input.setText("Priya Demoson")
    told(qtbot, page, rules.save_changes)
    told(qtbot, page, page.program.save_changes)
    found = read_settings(desk)
    assert {key: str(getattr(found, key)) for key in typed} == typed
    assert found.privacy_contact == "Priya Demoson"


def test_the_clocks_of_linkages_are_set_and_refused_out_of_range(qtbot: QtBot, show: Shown) -> None:
    page = show()
    clocks, desk = page.linkages, page.workplace.desk
    assert clocks.fields["linkage_sent_days"].input.text() == "3"
    clocks.fields["linkage_sent_days"].input.setText("0")
    clocks.save_changes()
    qtbot.waitUntil(lambda: "180" in (clocks.fields["linkage_sent_days"].problem() or ""))
    clocks.fields["linkage_sent_days"].input.setText("5")
    clocks.fields["linkage_supervisor_times"].input.setText("3")
    told(qtbot, page, clocks.save_changes)
    found = read_settings(desk)
    assert (found.linkage_sent_days, found.linkage_supervisor_times) == (5, 3)


def test_a_question_is_made_not_to_decide(qtbot: QtBot, show: Shown) -> None:
    page = show()
    box = page.checklist.questions[Question.IN_AREA]
    told(qtbot, page, box.click)
    assert read_settings(page.workplace.desk).recorded_only == "in_area"
    told(qtbot, page, box.click)
    assert read_settings(page.workplace.desk).recorded_only == ""


def test_the_minutes_until_locking_are_saved_once_the_choice_rests(
    qtbot: QtBot, show: Shown
) -> None:
    page = show()
    box = page.locking.minutes
    box.setFocus()
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert read_settings(page.workplace.desk).lock_minutes == 20


def test_others_see_the_teams_settings_but_cannot_change_them(show: Shown) -> None:
    page = show(PEER)
    assert page.house is not None
    for section in (page.locking, page.program, page.house.workers, page.house.backups):
        assert not section.guarded.isEnabled()
        assert section.guarded.accessibleDescription() == ADMINISTRATORS_ONLY
    assert not page.house.backups.back_up.isEnabled()
    assert page.house.backups.check.isEnabled()
    assert page.house.passphrase.guarded.isEnabled()
    assert page.appearance.guarded.isEnabled()


def test_a_worker_is_added_and_can_open_the_vault(
    qtbot: QtBot, show: Shown, vault: Path, clock: FixedClock
) -> None:
    page = show()
    assert page.house is not None
    house = page.house
    house.workers.add.click()
    sheet = house.sheet
    assert isinstance(sheet, AddWorkerSheet)
    qtbot.keyClicks(sheet.name.input, "Lou Testwell")
    sheet.role.input.setCurrentIndex(sheet.role.input.findData(Role.PEER.value))
    qtbot.keyClicks(sheet.passphrase.first.input, OTHER)
    qtbot.keyClicks(sheet.passphrase.second.input, OTHER)
    told(qtbot, page, lambda: qtbot.keyClick(sheet.passphrase.second.input, Qt.Key.Key_Return))
    assert house.sheet is None
    qtbot.waitUntil(lambda: len(house.workers.names()) == 3)
    with open_vault(vault, "Lou Testwell", OTHER, clock=clock) as opened:
        assert opened.desk.worker.role is Role.PEER


def test_what_a_new_worker_lacks_is_said_at_the_field(qtbot: QtBot, show: Shown) -> None:
    page = show()
    assert page.house is not None
    page.house.open_add()
    sheet = page.house.sheet
    assert isinstance(sheet, AddWorkerSheet)
    sheet.submit()
    assert sheet.name.problem() == "Who is it?"
    qtbot.keyClicks(sheet.name.input, "Lou Testwell")
    sheet.submit()
    assert sheet.passphrase.first.problem() == "Too short: 0 of 15 characters."
    for field in (sheet.passphrase.first, sheet.passphrase.second):
        qtbot.keyClicks(field.input, "a" * 20)
    sheet.submit()
    qtbot.waitUntil(lambda: "repeats" in (sheet.passphrase.first.problem() or ""))
    sheet.leave()
    assert sheet.passphrase.text() == ""


def test_six_words_are_proposed_and_have_to_be_typed_once_more(qtbot: QtBot, show: Shown) -> None:
    page = show()
    assert page.house is not None
    page.house.open_add()
    sheet = page.house.sheet
    assert isinstance(sheet, AddWorkerSheet)
    sheet.passphrase.propose.click()
    qtbot.waitUntil(lambda: sheet.passphrase.text() != "")
    assert len(sheet.passphrase.text().split()) == 6
    assert not sheet.passphrase.is_usable()


def test_removing_a_worker_says_what_it_cannot_undo(
    qtbot: QtBot, show: Shown, vault: Path, clock: FixedClock
) -> None:
    page = show()
    assert page.house is not None
    house = page.house
    assert ADMINISTRATOR not in house.workers.removes
    house.workers.removes[PEER].click()
    sheet = house.sheet
    assert isinstance(sheet, RemoveWorkerSheet)
    words = [widget.accessibleName() for widget in sheet.findChildren(QWidget)]
    assert any(REMOVAL_LIMITS in word for word in words)
    assert QApplication.focusWidget() is sheet.cancel
    told(qtbot, page, sheet.act.click)
    qtbot.waitUntil(lambda: len(house.workers.names()) == 1)


def ask_for_another_passphrase(qtbot: QtBot, page: SettingsPage, old: str) -> PassphraseSheet:
    assert page.house is not None
    page.house.open_passphrase()
    sheet = page.house.sheet
    assert isinstance(sheet, PassphraseSheet)
    qtbot.keyClicks(sheet.old.input, old)
    for field in (sheet.passphrase.first, sheet.passphrase.second):
        qtbot.keyClicks(field.input, OTHER)
    return sheet


def test_a_worker_changes_the_own_passphrase(
    qtbot: QtBot, show: Shown, vault: Path, clock: FixedClock
) -> None:
    page = show(PEER)
    sheet = ask_for_another_passphrase(qtbot, page, PASSPHRASE)
    assert told(qtbot, page, sheet.act.click) == "Your passphrase is changed."
    with open_vault(vault, PEER, OTHER, clock=clock) as opened:
        assert opened.desk.worker.name == PEER


def test_without_the_present_passphrase_nothing_is_changed(qtbot: QtBot, show: Shown) -> None:
    sheet = ask_for_another_passphrase(qtbot, show(), "not the one")
    sheet.submit()
    qtbot.waitUntil(lambda: sheet.old.problem() is not None)
    assert sheet.act.isEnabled()


def test_a_backup_is_made_and_told(qtbot: QtBot, show: Shown, vault: Path) -> None:
    page = show()
    assert page.house is not None
    section = page.house.backups
    assert "No backup" in section.last.text()
    told(qtbot, page, section.back_up.click)
    assert section.last.text() == "Last proven backup: Today 10:41."
    assert section.job is None
    assert len(list((vault / "backups").iterdir())) == 1


def test_a_stopped_backup_leaves_nothing(qtbot: QtBot, show: Shown, vault: Path) -> None:
    page = show()
    assert page.house is not None
    section = page.house.backups

    def start_and_stop() -> None:
        section.back_up.click()
        assert section.job is not None
        section.job.button.click()

    assert "stopped" in told(qtbot, page, start_and_stop)
    assert list((vault / "backups").iterdir()) == []
    assert section.back_up.isEnabled()


def test_every_check_is_listed(qtbot: QtBot, show: Shown) -> None:
    page = show()
    assert page.house is not None
    section = page.house.backups
    section.check.click()
    qtbot.waitUntil(lambda: section.results.isVisible())
    assert section.results.accessibleName() == "Every check passed"


def test_without_the_open_vault_its_housekeeping_is_left_out(
    workplace: Workplace, desk: Desk, tmp_path: Path
) -> None:
    page = SettingsPage(workplace, config=tmp_path)
    assert page.house is None
    assert not page.program.guarded.isEnabled()
    Shiboken.delete(page)


def test_everything_that_takes_focus_has_a_name(show: Shown) -> None:
    page = show()
    reachable = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    unnamed = [
        widget
        for widget in reachable
        if not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert reachable
    assert unnamed == []


def test_steps_of_the_first_months_are_changed_and_refused(show: Shown, qtbot: QtBot) -> None:
    page = show()
    section, desk = page.timeline, page.workplace.desk
    qtbot.waitUntil(lambda: len(section.rows) == 4)
    section.add_button.click()
    section.rows[-1].day.setText("soon")
    section.rows[-1].title.setText("Call the family")
    section.save_button.click()
    assert section.problem.text() == "Days go in figures: 0, 7, 30."
    section.rows[-1].day.setText("14")
    section.rows[0].title.setText("")
    section.save_button.click()

    def kept() -> list[tuple[int, str]]:
        return [(step.day, step.title) for step in list_steps(desk)][:2]

    qtbot.waitUntil(lambda: (14, "Call the family") in kept())
    assert next(step.key for step in list_steps(desk)) == "day7"


def test_a_check_says_in_words_when_the_newest_backup_was_made(
    qtbot: QtBot, workplace: Workplace
) -> None:
    section = BackupsSection(workplace.theme, "")
    qtbot.addWidget(section)
    made_at = workplace.desk.clock.now()
    calendar = Calendar.of(workplace.desk.clock)
    section.show_checks((Check("backups", True, "3 kept, the newest opens", made_at),), calendar)
    said = [label.text() for label in section.results.findChildren(QLabel)]
    assert f"3 kept, the newest opens (Today {calendar.time(made_at)})" in said
