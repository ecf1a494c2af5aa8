"""The navigation at the left: pages, who was open lately, the worker and the lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.avatar import Avatar, avatar_tone
from ui.kit.button import IconButton
from ui.kit.card import hairline
from ui.kit.label import ElidingLabel
from ui.kit.paint import begin
from ui.shell.nav_row import NavRow
from ui.shell.people_rows import PeopleRows
from ui.theme import Theme
from ui.theme.tokens import Size

_NARROW_BELOW = 1600
_LEAST = 1240
_INSET = 8
_HEAD = 36


@dataclass(frozen=True)
class NavPage:
    """A page as the sidebar lists it. low: at the lower end."""

    name: str
    title: str
    icon: str
    low: bool = False


@dataclass(frozen=True)
class Signboard:
    """The words at the head and the foot: program, vault, worker, role."""

    program: str
    vault: str
    worker: str
    role: str


class Sidebar(QFrame):
    """page_wanted carries a page's name, participant_wanted an id."""

    page_wanted = Signal(str)
    participant_wanted = Signal(object)
    lock_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        pages: Sequence[NavPage],
        board: Signboard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rail = False
        self.setProperty("kind", "sidebar")
        self.setAccessibleName("Navigation")
        self.rows = {page.name: NavRow(theme, page.title, icon=page.icon) for page in pages}
        for name, row in self.rows.items():
            row.clicked.connect(lambda _=False, page=name: self.page_wanted.emit(page))
        self.pinned = PeopleRows(theme, "Pinned")
        self.recent = PeopleRows(theme, "Recent")
        for people in (self.pinned, self.recent):
            people.wanted.connect(self.participant_wanted)
        self._words: list[QWidget] = []
        self._lay_out(pages, board)
        self.set_rail(False)
        theme.changed.connect(self._measure_width)

    @property
    def is_rail(self) -> bool:
        """Whether only icons show."""
        return self._rail

    def set_rail(self, rail: bool) -> None:
        """Shrink to icons, or widen."""
        self._rail = rail
        self._measure_width()
        for row in self.rows.values():
            row.set_rail(rail)
        for people in (self.pinned, self.recent):
            people.set_rail(rail)
        for words in self._words:
            words.setVisible(not rail)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._foot.setDirection(down if rail else across)
        self._foot.setContentsMargins(0 if rail else 4, 4, 0, 4)
        self._column.setContentsMargins(*((12, 12, 12, 8) if rail else (_INSET, 12, _INSET, 8)))

    def _measure_width(self) -> None:
        self.setFixedWidth(Size.NAV_RAIL if self._rail else self._theme.px(Size.NAV))

    def set_program(self, name: str) -> None:
        """The program is called `name` from now on."""
        self._program.setText(name)

    def set_current(self, name: str) -> None:
        """Mark the page `name`; with a name that is not listed, none."""
        for key, row in self.rows.items():
            row.set_current(key == name)

    def set_count(self, name: str, count: int | None) -> None:
        """How many stand on the page `name`."""
        self.rows[name].set_count(count)

    def show_people(
        self, pinned: Sequence[tuple[UUID, str]], recent: Sequence[tuple[UUID, str]]
    ) -> None:
        """List whom the worker pinned, and who was open in this session, the last first."""
        self.pinned.show_people(pinned)
        self.recent.show_people(recent)

    def _lay_out(self, pages: Sequence[NavPage], board: Signboard) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addLayout(self._head(board))
        self._column.addSpacing(12)
        for page in pages:
            if not page.low:
                self._column.addWidget(self.rows[page.name])
        self._column.addWidget(self.pinned)
        self._column.addWidget(self.recent)
        self._column.addStretch(1)
        for page in pages:
            if page.low:
                self._column.addWidget(self.rows[page.name])
        self._column.addSpacing(4)
        self._column.addWidget(hairline())
        self._column.addSpacing(4)
        self._column.addWidget(self._make_foot(board))

    def _head(self, board: Signboard) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(10 - _INSET, 0, 4, 0)
        head.setSpacing(10)
        head.addWidget(_Mark(self._theme))
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        self._program = ElidingLabel(self._theme, board.program, "sub")
        column.addWidget(self._program)
        column.addWidget(ElidingLabel(self._theme, board.vault, "caption", "text2"))
        column.addStretch(1)
        self._name = words
        self._measure()
        self._theme.changed.connect(self._measure)
        self._words.append(words)
        head.addWidget(words, 1)
        return head

    def _measure(self) -> None:
        self._name.setFixedHeight(self._theme.px(_HEAD))

    def _make_foot(self, board: Signboard) -> QWidget:
        foot = QWidget()
        self._foot = row = QHBoxLayout(foot)
        row.setContentsMargins(4, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(Avatar(self._theme, board.worker, avatar_tone(board.worker), 28))
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ElidingLabel(self._theme, board.worker, "strong"))
        column.addWidget(ElidingLabel(self._theme, board.role, "caption", "text2"))
        row.addWidget(words, 1)
        lock = IconButton(self._theme, "lock", "Lock now")
        lock.clicked.connect(self.lock_wanted)
        row.addWidget(lock)
        self._words.append(words)
        return foot


def needs_rail(theme: Theme, width: int, *, three_panes: bool) -> bool:
    """Whether a window of `width` px leaves a page too little beside the wide sidebar: a page of
    three panes, or any page where the letters are large for the window."""
    return width < (_NARROW_BELOW if three_panes else theme.px(_LEAST))


class _Mark(QLabel):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = self._theme.mark(28, self.devicePixelRatioF())
        begin(self).drawPixmap(QPointF(0, 0), pixmap)
