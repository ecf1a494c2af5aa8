"""Locking: instant, asks nothing, loses nothing, leaves nothing on screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.preferences import Preferences, save_preferences
from lead_desktop.domain.people.details import DetailField
from lead_desktop.services.changes import Topic
from lead_desktop.services.people.details import read_details
from lead_desktop.services.trust.settings import change_settings
from tests.ui.shell.conftest import ENDED, NAMES, NOTE, PASSPHRASE, PEER, PEER_PASSPHRASE, Seconds
from ui.kit.toast import Toast
from ui.pages.participant.details.tab import DetailsTab
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TabName
from ui.shell.history import Place
from ui.shell.main_window import MainWindow
from ui.shell.page_table import PARTICIPANT, SETTINGS, TODAY
from ui.shell.workspace import Workspace

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def wait_for_people(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: len(workspace_of(window).people.rows) == len(NAMES) + 1)


def lock(qtbot: QtBot, window: MainWindow) -> None:
    gone = workspace_of(window)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_L, CTRL_SHIFT)
    qtbot.waitUntil(lambda: not Shiboken.isValid(gone))
    assert window.workspace is None
    assert window.unlock_page is not None


def texts_below(root: QObject) -> str:
    """Everything that widgets below `root` could show or tell."""
    said = []
    for child in [root, *root.findChildren(QObject)]:
        meta = child.metaObject()
        for place in range(meta.propertyCount()):
            value = child.property(meta.property(place).name())
            if isinstance(value, str):
                said.append(value)
        if isinstance(child, QPlainTextEdit):
            said.append(child.toPlainText())
    return "\n".join(said)


def test_after_a_lock_no_widget_knows_a_participant(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    wait_for_people(qtbot, window)
    person = workspace_of(window).people.rows[0]
    workspace_of(window).show_place(Place(PARTICIPANT, person.id))
    qtbot.waitUntil(lambda: person.preferred_name in texts_below(window))
    lock(qtbot, window)
    for root in QApplication.topLevelWidgets():
        left = texts_below(root)
        for secret in (*NAMES, ENDED, NOTE):
            assert secret not in left


def test_the_same_worker_comes_back_to_the_same_page(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    wait_for_people(qtbot, window)
    place = Place(PARTICIPANT, workspace_of(window).people.rows[0].id)
    workspace_of(window).show_place(place)
    lock(qtbot, window)
    unlock()
    assert workspace_of(window).place() == place


def test_another_worker_starts_fresh(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    workspace_of(window).show_place(Place(SETTINGS))
    lock(qtbot, window)
    unlock(PEER, PEER_PASSPHRASE)
    assert workspace_of(window).place() == Place(TODAY)


def test_an_open_form_comes_back_with_its_words_and_its_caret(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    wait_for_people(qtbot, window)
    workspace_of(window).forms.log_contact(workspace_of(window).people.rows[0].id)
    form = workspace_of(window).forms.quick_log
    assert form is not None
    note = form.findChildren(QPlainTextEdit)[0]
    note.setFocus()
    qtbot.keyClicks(note, "She smiled")
    for _ in range(3):
        qtbot.keyClick(note, Qt.Key.Key_Left)
    lock(qtbot, window)
    unlock()
    qtbot.waitUntil(lambda: workspace_of(window).forms.quick_log is not None)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
    again = QApplication.focusWidget()
    assert isinstance(again, QPlainTextEdit)
    assert again.toPlainText() == "She smiled"
    assert again.textCursor().position() == len("She smi")


def test_idle_minutes_lock_after_a_warning(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None], seconds: Seconds
) -> None:
    unlock()
    idle = window.idle
    assert idle is not None
    seconds.now = 575.0
    idle.tick()
    toast = window.findChild(Toast)
    assert toast is not None
    assert toast.accessibleName() == "Locking in 25 s"
    seconds.now = 600.0
    idle.tick()
    assert window.workspace is None


def test_any_key_keeps_it_open(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None], seconds: Seconds
) -> None:
    unlock()
    idle = window.idle
    assert idle is not None
    seconds.now = 575.0
    idle.tick()
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    seconds.now = 600.0
    idle.tick()
    assert window.workspace is not None
    assert not [toast for toast in window.findChildren(Toast) if toast.isVisible()]


def test_what_was_copied_here_leaves_the_clipboard(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    field = workspace_of(window).finding.open().field
    qtbot.keyClicks(field, NAMES[0])
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == NAMES[0]
    lock(qtbot, window)
    assert QApplication.clipboard().text() == ""


def test_what_others_copied_stays_on_the_clipboard(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    QApplication.clipboard().setText("from another program")
    lock(qtbot, window)
    assert QApplication.clipboard().text() == "from another program"


def test_a_locked_window_keeps_no_passphrase(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    lock(qtbot, window)
    assert PASSPHRASE not in texts_below(window)
    assert isinstance(window.centralWidget(), QWidget)


def test_a_new_limit_for_idle_minutes_holds_at_once(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    workplace = workspace_of(window).workplace
    change = change_settings(workplace.desk, lock_minutes=3)
    workplace.bus.publish(change.topics)
    idle = window.idle
    assert idle is not None
    qtbot.waitUntil(lambda: idle.seconds_left() == 180)
    assert idle.seconds_left() == 180


def test_turning_single_letters_off_holds_at_once(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    save_preferences(window.door.config, Preferences(single_keys=False))
    workspace_of(window).workplace.bus.publish([Topic.SETTINGS])
    qtbot.keyClicks(QApplication.focusWidget(), "gs")
    assert workspace_of(window).place() == Place(TODAY)


def test_a_detail_that_was_being_typed_is_kept_when_the_vault_locks(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    unlock()
    wait_for_people(qtbot, window)
    workspace = workspace_of(window)
    person = workspace.people.rows[0]
    workspace.show_place(Place(PARTICIPANT, person.id))
    page = workspace.findChild(ParticipantPage)
    assert isinstance(page, ParticipantPage)
    page.show_tab(TabName.DETAILS)
    tab = page.findChild(DetailsTab)
    assert isinstance(tab, DetailsTab)
    names = tab.form.inputs
    qtbot.waitUntil(lambda: names[DetailField.PREFERRED_NAME].text() == person.preferred_name)
    language = names[DetailField.LANGUAGE].box.input
    language.setFocus()
    qtbot.keyClicks(language, "Amharic")
    lock(qtbot, window)
    unlock()
    desk = workspace_of(window).workplace.desk
    assert read_details(desk, person.id).texts[DetailField.LANGUAGE] == "Amharic"
