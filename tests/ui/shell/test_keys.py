"""The list of keys (F1) is true: each key in it does what the list says. Own keys hold at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.preferences import load_preferences
from tests.ui.shell.conftest import NAMES, person
from ui.kit.key_field import KeyField
from ui.kit.keycap import KeyCaps
from ui.kit.overlay import Overlay
from ui.kit.search_field import SearchField
from ui.models.shortcuts import FORM_KEYS, LIST_KEYS, WINDOW_SHORTCUTS, Command, KeyNote
from ui.pages.caseload.page import CaseloadPage
from ui.pages.quick_log.form import QuickLog
from ui.pages.quick_log.state import Shape, shape_of
from ui.pages.settings.page import SettingsPage
from ui.shell.history import Place
from ui.shell.main_window import MainWindow
from ui.shell.page_table import CASELOAD, LINKAGES, SETTINGS, TODAY
from ui.shell.shortcut_sheet import ShortcutSheet
from ui.shell.workspace import Workspace

Act = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


def press(workspace: Workspace, keys: str) -> None:
    """Press keys as the list writes them."""
    QTest.keySequence(QApplication.focusWidget() or workspace, QKeySequence(keys))


def _sheet(workspace: Workspace) -> ShortcutSheet | None:
    return next((s for s in workspace.findChildren(ShortcutSheet) if s.isVisible()), None)


class Effects:
    """What must have happened after each command of the window."""

    def __init__(self, qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
        self.window, self.workspace, self.qtbot = window, workspace, qtbot
        self.undone: list[bool] = []
        self.rail = workspace.sidebar.is_rail
        workspace.show_place(Place(SETTINGS))
        workspace.show_place(Place(CASELOAD))
        workspace.toasts.tell("Something was done.", lambda: self.undone.append(True))

    def done(self, command: Command) -> bool:
        space = self.workspace
        focus = QApplication.focusWidget()
        effects: dict[Command, Callable[[], bool]] = {
            Command.FIND: lambda: space.finding.finder is not None,
            Command.LOG_CONTACT: lambda: space.forms.quick_log is not None,
            Command.DRAFTS: lambda: any(
                w.accessibleName() == "Drafts and trash" and w.isVisible()
                for w in space.findChildren(QWidget)
            ),
            Command.UNDO: lambda: self.undone == [True],
            Command.BACK: lambda: space.place() == Place(SETTINGS),
            Command.FORWARD: lambda: space.place() == Place(CASELOAD),
            Command.SIDEBAR: lambda: space.sidebar.is_rail is not self.rail,
            Command.NEXT_REGION: lambda: focus is not None and space.sidebar.isAncestorOf(focus),
            Command.PREVIOUS_REGION: lambda: (
                focus is not None and space.top_bar.isAncestorOf(focus)
            ),
            Command.SHORTCUTS: lambda: _sheet(space) is not None,
            Command.LOCK: lambda: self.window.unlock_page is not None,
        }
        return effects[command]()


@pytest.mark.parametrize(
    ("command", "keys"), [(one.command, keys) for one in WINDOW_SHORTCUTS for keys in one.keys]
)
def test_each_key_of_the_window_does_what_the_list_says(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, command: Command, keys: str
) -> None:
    effects = Effects(qtbot, window, workspace)
    page = workspace.page()
    assert isinstance(page, CaseloadPage)
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or workspace))
    if command is Command.FORWARD:
        press(workspace, "Alt+Left")
    elif command is Command.SIDEBAR:
        effects.rail = workspace.sidebar.is_rail
    assert command is Command.UNDO or not effects.done(command)
    press(workspace, keys)
    assert effects.done(command)


def test_the_list_shows_every_key_and_nothing_is_cut_off(
    qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.show_place(Place(CASELOAD))
    press(workspace, "F1")
    sheet = _sheet(workspace)
    assert sheet is not None
    caps = {label.text() for label in sheet.findChildren(KeyCaps)}
    for note in (*LIST_KEYS, *FORM_KEYS, *(KeyNote(s.keys[0], "") for s in WINDOW_SHORTCUTS)):
        assert " ".join(note.keys.replace("+", " ").split()) in caps
    for label in sheet.findChildren(QLabel):
        assert label.height() >= label.minimumSizeHint().height(), label.text()
    assert sheet.isAncestorOf(QApplication.focusWidget() or workspace)


def test_from_the_list_to_where_keys_are_chosen(qtbot: QtBot, workspace: Workspace) -> None:
    press(workspace, "F1")
    sheet = _sheet(workspace)
    assert sheet is not None
    press(workspace, "Tab")
    press(workspace, "Space")
    page = workspace.page()
    assert isinstance(page, SettingsPage)
    assert QApplication.focusWidget() is page.keys.fields[Command.FIND]


@pytest.fixture
def keys_page(qtbot: QtBot, workspace: Workspace) -> SettingsPage:
    """The settings, with the focus on the keys of Find."""
    workspace.show_place(Place(SETTINGS))
    page = workspace.page()
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: page.appearance.scheme.value() != "")
    page.keys.take_focus()
    return page


def test_another_key_holds_at_once_and_after_the_next_unlock(
    qtbot: QtBot,
    window: MainWindow,
    workspace: Workspace,
    keys_page: SettingsPage,
    unlock: Callable[..., None],
) -> None:
    press(workspace, "Return")
    press(workspace, "Ctrl+J")
    assert keys_page.keys.fields[Command.FIND].accessibleName().endswith(": Ctrl+J")
    config = window.door.config
    qtbot.waitUntil(lambda: load_preferences(config).keys == {"find": "Ctrl+J"})
    workspace.show_place(Place(TODAY))
    press(workspace, "Ctrl+K")
    assert workspace.finding.finder is None
    press(workspace, "Ctrl+J")
    assert workspace.finding.finder is not None
    window.lock()
    unlock()
    again = window.workspace
    assert again is not None
    press(again, "Ctrl+J")
    assert again.finding.finder is not None


def test_a_taken_key_is_refused_with_the_reason_and_the_old_one_stays(
    qtbot: QtBot, workspace: Workspace, keys_page: SettingsPage
) -> None:
    press(workspace, "Space")
    press(workspace, "Ctrl+L")
    assert workspace.forms.quick_log is None  # chosen, not carried out
    assert keys_page.keys.problem.text() == "Ctrl+L is taken: Log a contact."
    assert keys_page.keys.problem.isVisible()
    assert workspace.workplace.keys.keys_of(Command.FIND) == "Ctrl+K"
    press(workspace, "Space")
    press(workspace, "Ctrl+J")
    assert not keys_page.keys.problem.isVisible()


@pytest.mark.parametrize("leave", ["Escape", "Tab"])
def test_leaving_the_question_keeps_the_key(
    qtbot: QtBot, workspace: Workspace, keys_page: SettingsPage, leave: str
) -> None:
    field = keys_page.keys.fields[Command.FIND]
    press(workspace, "Return")
    assert field.listening
    press(workspace, leave)
    assert not field.listening
    assert workspace.workplace.keys.keys_of(Command.FIND) == "Ctrl+K"
    assert workspace.place() == Place(SETTINGS)
    assert field.hasFocus() is (leave == "Escape")


def test_backspace_brings_the_usual_key_back(
    qtbot: QtBot, workspace: Workspace, keys_page: SettingsPage
) -> None:
    for keys in ("Return", "Ctrl+J", "Return", "Backspace"):
        press(workspace, keys)
    assert workspace.workplace.keys.keys_of(Command.FIND) == "Ctrl+K"


def test_all_keys_as_usual_again(
    qtbot: QtBot, workspace: Workspace, keys_page: SettingsPage
) -> None:
    assert not keys_page.keys.usual.isEnabled()
    for keys in ("Return", "Ctrl+J"):
        press(workspace, keys)
    keys_page.keys.usual.click()
    assert workspace.workplace.keys.own() == {}
    assert isinstance(keys_page.keys.fields[Command.FIND], KeyField)


def test_the_key_of_logging_logs_with_whom_the_finder_found(
    qtbot: QtBot, workspace: Workspace
) -> None:
    press(workspace, "Ctrl+K")
    qtbot.keyClicks(QApplication.focusWidget() or workspace, "wren")
    press(workspace, "Ctrl+L")
    assert workspace.finding.finder is None
    form = workspace.forms.quick_log
    assert form is not None
    assert form.state.participant_id == person(workspace, "Wren Sample").participant_id


@pytest.mark.parametrize("letter", ["K", "L"])
def test_the_letter_after_g_never_acts_on_the_page(workspace: Workspace, letter: str) -> None:
    workspace.show_place(person(workspace, NAMES[0]))
    for key in ("G", "G", letter):
        QTest.keyClick(QApplication.focusWidget() or workspace, key)
    assert workspace.forms.quick_log is None
    assert workspace.place() == Place(LINKAGES)
    workspace.show_place(person(workspace, NAMES[0]))
    for key in ("G", "E"):  # no page has it; here it would write an event down
        QTest.keyClick(QApplication.focusWidget() or workspace, key)
    assert workspace.place() == person(workspace, NAMES[0])
    assert not [one for one in workspace.findChildren(Overlay) if one.isVisible()]
    QTest.keyClick(QApplication.focusWidget() or workspace, "E")
    assert [one for one in workspace.findChildren(Overlay) if one.isVisible()]


class ListKeys:
    """The keys of LIST_KEYS on the caseload, each with what it does."""

    def __init__(self, qtbot: QtBot, workspace: Workspace) -> None:
        self.qtbot, self.space = qtbot, workspace
        workspace.show_place(Place(CASELOAD))
        page = workspace.page()
        assert isinstance(page, CaseloadPage)
        self.page = page
        self.table = page.pane.table
        qtbot.waitUntil(lambda: self.table.currentIndex().row() == 0)
        qtbot.waitUntil(self.table.hasFocus)

    def row(self) -> int:
        return self.table.currentIndex().row()

    def try_key(self, keys: str) -> bool:
        focus = QApplication.focusWidget
        if keys == "J K":
            press(self.space, "J")
            down = self.row()
            press(self.space, "K")
            return (down, self.row()) == (1, 0)
        if keys == "Space":
            before = self.page.preview.isVisible()
            press(self.space, "Space")
            return self.page.preview.isVisible() is not before
        if keys == "Esc":
            press(self.space, "X")
            press(self.space, "Esc")
            return not self.page.pane.chosen()
        press(self.space, keys)
        if keys == "Enter":
            place = self.space.place()
            return place is not None and place.participant_id is not None
        if keys == "X":
            return len(self.page.pane.chosen()) == 1
        if keys == "Shift+J":
            return len(self.page.pane.chosen()) == 2
        if keys == "Shift+P":
            return len(self.space.people.pins) == 1
        return keys == "/" and isinstance(focus(), SearchField)


@pytest.mark.parametrize("note", LIST_KEYS, ids=lambda note: note.keys)
def test_each_key_of_lists_does_what_the_list_says(
    qtbot: QtBot, workspace: Workspace, note: KeyNote
) -> None:
    keys = ListKeys(qtbot, workspace)
    done = keys.try_key(note.keys)
    if note.keys == "Shift+P":
        qtbot.waitUntil(lambda: len(workspace.people.pins) == 1)
        return
    assert done


@pytest.mark.parametrize("note", FORM_KEYS, ids=lambda note: note.keys)
def test_each_key_of_forms_does_what_the_list_says(
    qtbot: QtBot, workspace: Workspace, note: KeyNote
) -> None:
    workspace.forms.log_contact(person(workspace, NAMES[1]).participant_id)
    form = workspace.forms.quick_log
    assert isinstance(form, QuickLog)
    before, brief = form.state, form.state.brief
    said = workspace.toasts.text
    press(workspace, note.keys)
    if note.keys == "Ctrl+S":
        qtbot.waitUntil(lambda: workspace.forms.quick_log is None and "aved" in said())
    elif note.keys == "Ctrl+Enter":
        qtbot.waitUntil(lambda: workspace.forms.quick_log is None and "signed" in said())
    elif note.keys == "Ctrl+Shift+Enter":
        qtbot.waitUntil(lambda: form.state.id != before.id and "signed" in said())
    elif note.keys == "Ctrl+M":
        assert form.state.brief is not brief
    elif note.keys == "Alt+1":
        press(workspace, "Alt+3")
        assert form.state.how != before.how
    elif note.keys == "A":
        assert shape_of(form.state) is Shape.BRIEF_ATTEMPT
    else:
        assert note.keys == "Esc"
        assert workspace.forms.quick_log is None
