"""A walk over every page of the real window, as a screen reader takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from tests.ui.shell.conftest import NAMES, person
from tests.ui.words import avoided_words
from ui.kit.focus_trap import is_inner
from ui.pages.participant.page import ParticipantPage
from ui.shell.history import Place
from ui.shell.main_window import MainWindow
from ui.shell.page_table import (
    CALENDAR,
    CASELOAD,
    FORMS,
    LINKAGES,
    OUTCOMES,
    PAGES,
    PRINT,
    PRIVACY,
    SETTINGS,
    TODAY,
)
from ui.shell.workspace import Workspace

_TOLD = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help)


@dataclass(frozen=True)
class Face:
    """What one widget shows to a screen reader, copied out at once."""

    focusable: bool
    role: QAccessible.Role
    told: tuple[str, ...]


def _face(widget: QWidget) -> Face:
    """Qt frees interfaces of which PySide still holds a wrapper, and finds that wrapper again for
    the next one at the same place: asking it ended the process now and then. None outlives this
    function; the interface of a widget that stands is asked for by the widget itself."""
    node = QAccessible.queryAccessibleInterface(widget)
    told = tuple(node.text(kind) for kind in _TOLD)
    return Face(bool(node.state().focusable), node.role(), told)


def _tree(window: MainWindow) -> list[tuple[QWidget, Face]]:
    """Every widget on screen with its face; by widgets, not by `QAccessibleInterface.child`."""
    every = (window, *window.findChildren(QWidget))
    # Asking one for its face may make another show itself anew.
    standing = (widget for widget in every if Shiboken.isValid(widget) and widget.isVisible())
    return [(widget, _face(widget)) for widget in standing]


def _cells(widget: QWidget) -> Iterator[str]:
    """What the rows of a list or table say."""
    model = widget.model() if isinstance(widget, QAbstractItemView) else None
    top = QModelIndex()
    if model is None:
        return
    # A list has one column, and keeps that to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for row in range(model.rowCount(top)):
        for column in range(columns):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(index.data(role) or "")


def _nameless(window: MainWindow) -> list[str]:
    """What takes the focus and does not say what it is."""
    found = []
    for widget, node in _tree(window):
        if not node.focusable or is_inner(widget):
            continue
        if not node.told[0] or node.role is QAccessible.Role.NoRole:
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def _said(window: MainWindow) -> set[str]:
    tree = _tree(window)
    told = {words for _, face in tree for words in face.told}
    return told.union(*(_cells(widget) for widget, _ in tree))


def _participant_tabs(qtbot: QtBot, workspace: Workspace) -> Iterator[str]:
    page = workspace.page()
    assert isinstance(page, ParticipantPage)
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        yield page.tabs.tabText(tab)


def _overlays(qtbot: QtBot, workspace: Workspace) -> Iterator[str]:
    finder = workspace.finding.open()
    yield "finder"
    finder.dismiss()
    workspace.show_shortcuts()
    yield "keys"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    workspace.forms.log_contact(workspace.people.rows[0].id)
    qtbot.waitUntil(lambda: workspace.forms.quick_log is not None)
    form = workspace.forms.quick_log
    assert form is not None
    qtbot.waitUntil(lambda: form.body.has_arrived)
    yield "contact form"
    form.discard()


def _visits(qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]) -> Iterator[str]:
    """Show everything, one after the other; gives the name of what is shown."""
    yield "unlock"
    unlock()
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.people.rows) == len(NAMES) + 1)
    yield TODAY
    workspace.show_place(Place(CASELOAD))
    yield CASELOAD
    juniper = person(workspace, NAMES[0])
    workspace.show_place(juniper)
    yield from _participant_tabs(qtbot, workspace)
    printing = (replace(juniper, page=PRINT), replace(juniper, page=FORMS), Place(FORMS))
    named = (Place(LINKAGES), Place(CALENDAR), Place(OUTCOMES), Place(PRIVACY), Place(SETTINGS))
    for place in (*printing, *named):
        workspace.show_place(place)
        yield place.page
    yield from _overlays(qtbot, workspace)


def test_everything_that_takes_the_focus_has_a_name_and_a_role(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    seen = []
    for shown in _visits(qtbot, window, unlock):
        # A page that has only just opened names some of its parts once its record is there.
        qtbot.waitUntil(lambda: _nameless(window) == [])
        focusable = sum(face.focusable for _, face in _tree(window))
        assert focusable > 3, shown
        seen.append(shown)
    assert len(seen) == 21


def test_every_page_speaks_well_of_people(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    heard: set[str] = set()
    for _ in _visits(qtbot, window, unlock):
        heard |= _said(window)
    assert len(heard) > 150
    assert {text: found for text in heard if (found := avoided_words(text))} == {}


class Windows(QObject):
    """Hears of every widget that opens as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_no_page_opens_a_window_of_its_own_while_it_is_built(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    who = workspace.people.rows[0].id
    heard = Windows()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(heard)
    for entry in PAGES:
        if entry.act is None or workspace.workplace.desk.may(entry.act):
            workspace.show_place(Place(entry.name, who if not entry.icon else None))
            qtbot.waitUntil(lambda: workspace.page() is not None)
    application.removeEventFilter(heard)
    assert heard.opened == []
    assert window.isActiveWindow()
