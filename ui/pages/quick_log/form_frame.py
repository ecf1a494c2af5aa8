"""How the form is laid out: two columns that scroll for themselves, and what is said above them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.services.desk import Desk
from ui.kit.banner import Banner
from ui.kit.card import hairline
from ui.kit.field import Field
from ui.pages.quick_log.facts_column import FactsColumn
from ui.pages.quick_log.state import Part
from ui.pages.quick_log.story_column import StoryColumn
from ui.pages.quick_log.surroundings import areas_for
from ui.pages.quick_log.which_people import FirstNames
from ui.theme import Theme

FACTS_WIDTH = 492
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own constant, which PySide does not export
_SIDE = 22


class FormFrame(QWidget):
    """banner: what could not be done. notice: what is worth knowing. fields: by their part."""

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._theme = theme
        self.names = FirstNames()
        self.facts = FactsColumn(theme, desk, self, self.names)
        self.story = StoryColumn(theme, desk.clock.today(), areas_for(desk), self.names)
        self.fields: dict[Part, Field[QWidget]] = {**self.facts.fields, **self.story.fields}
        self.banner = Banner(theme, "danger", "", action="Try again")
        self.banner.hide()
        self.notice = Banner(theme, "info", "", closable=True)
        self.notice.hide()
        self.notice.closed.connect(self.notice.hide)
        # Each column scrolls for itself: a long answer on one side leaves the other where it is.
        self._areas = (_scrolling(self.facts), _scrolling(self.story))
        self._divider = QWidget()
        self._lay_out()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._reveal)

    @property
    def scroll_bars(self) -> tuple[QScrollBar, QScrollBar]:
        """The bars of the left and the right column."""
        left, right = self._areas
        return left.verticalScrollBar(), right.verticalScrollBar()

    def set_brief(self, *, brief: bool) -> None:
        """One column of the first answers, or both."""
        self._areas[1].setVisible(not brief)
        self._divider.setVisible(not brief)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        facts, story = self._areas
        if story.isHidden():
            facts.setMinimumWidth(0)
            facts.setMaximumWidth(QWIDGETSIZE_MAX)
        else:
            facts.setFixedWidth(min(self._theme.px(FACTS_WIDTH) + 2 * _SIDE, self.width() // 2))

    def bring_into_sight(self, field: QWidget) -> None:
        """Scroll to `field`, in whichever column it stands."""
        for area in self._areas:
            if area.isAncestorOf(field):
                area.ensureWidgetVisible(field)

    def _reveal(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Scroll to what Tab has reached, also when it came from outside the column."""
        for area in self._areas:
            if focused is not None and area.isAncestorOf(focused):
                area.ensureWidgetVisible(focused, 0, 12)

    def _lay_out(self) -> None:
        divider = QVBoxLayout(self._divider)
        divider.setContentsMargins(0, 16, 0, 14)
        divider.addWidget(hairline(upright=True))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._areas[0], 1)
        row.addWidget(self._divider)
        row.addWidget(self._areas[1], 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE, 0)
        head.addWidget(self.banner)
        head.addWidget(self.notice)
        page.addLayout(head)
        page.addLayout(row, 1)


def _scrolling(column: QWidget) -> QScrollArea:
    """`column` in an area of its own that scrolls down when there is too little room."""
    inner = QWidget()
    inner.setProperty("kind", "clear")
    box = QVBoxLayout(inner)
    box.setContentsMargins(_SIDE, 16, _SIDE, 6)
    box.addWidget(column)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
