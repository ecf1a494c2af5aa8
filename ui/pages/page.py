"""The base of every page: its heading, its key hints, and when it fetches again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from lead_desktop.services.changes import Topic
from ui.kit.held_keys import held_keys
from ui.pages.workplace import Workplace
from ui.runner import Change


@dataclass(frozen=True)
class Heading:
    """What the top bar says: crumbs lead back (page name, words), then the title."""

    title: str
    subtitle: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class KeyHint:
    """A key and what it does here, shown in the status strip."""

    keys: tuple[str, ...]
    words: str


class Page(QWidget):
    """A page of the window.

    A page that is not on screen does not fetch when data changes: it is marked stale and
    fetches when it is shown. Subclasses set `topics` and implement `refresh`.
    """

    heading_changed = Signal()

    topics: frozenset[Topic] = frozenset()
    narrow_navigation = False
    """Whether the sidebar shrinks to icons because the page needs three panes."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self._stale = True
        workplace.bus.subscribe(self, self.topics, self._on_change)

    def heading(self) -> Heading:
        """What the top bar shows."""
        return Heading("")

    def top_bar_widgets(self) -> tuple[QWidget, ...]:
        """Widgets that the page puts into the top bar, left of the search field."""
        return ()

    def hints(self) -> tuple[KeyHint, ...]:
        """Keys worth knowing on this page."""
        return ()

    def refresh(self) -> None:
        """Fetch and show the present state."""

    def current_person(self) -> UUID | None:
        """Whom a key of the window would act upon here: the current row's participant."""
        return None

    def order(self) -> tuple[UUID, ...]:
        """The people whom the page lists, in order, for going from one record to the next."""
        return ()

    def activate(self) -> None:
        """Called by the window each time the page comes on screen; gives the focus a place."""
        if self._stale:
            self._stale = False
            self.refresh()

    def rows_may_focus(self, rows: QWidget) -> bool:
        """Whether rows that have just arrived may take the focus: it is on them, on the page as a
        whole or nowhere, and not in the finder or in a form over the page."""
        focused = QApplication.focusWidget()
        here = focused is None or focused is self or self.isAncestorOf(focused)
        return self.isVisible() and here and self.focusWidget() in (None, self, rows)

    def _on_change(self, change: Change) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True


class KeyedPage(Page):
    """A page on which plain keys do something. What it does not take goes on to the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if held_keys(event) or not self._act_on(Qt.Key(event.key())):
            event.ignore()

    def _act_on(self, key: Qt.Key) -> bool:
        """Do what a plain key asks of this page; False when it asks nothing."""
        return False
