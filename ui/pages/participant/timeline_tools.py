"""The row of tools over the timeline: where it has no room, words give way and no answer is cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.keep_width import keep_width
from ui.kit.search_field import SearchField
from ui.kit.segmented import Segmented
from ui.pages.participant.note_buttons import NoteButtons, Room
from ui.theme import Theme

_GAP = 12
_SEARCH, _SEARCH_LEAST = 184, 148
_FILTER = "Filter"
_STAGES = ((Room.WORDS, False), (Room.ICONS, False), (Room.ICONS, True), (Room.MENU, True))
"""What gives way after the search field, one after the other: how much room the buttons of a note
have, and whether the filter goes without its word."""


class TimelineTools(QWidget):
    """Segments at the left, the rest at the right; it is never wider than it is given."""

    def __init__(
        self,
        theme: Theme,
        kinds: Segmented,
        note_buttons: NoteButtons,
        search: SearchField,
        *others: QWidget,
    ) -> None:
        super().__init__()
        self._kinds, self._notes, self._search = kinds, note_buttons, search
        self._others = others
        self._count = 0
        self.filter_button = Button(theme, _FILTER, kind="ghost", icon="list-filter", keys="F")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(kinds)
        row.addStretch()
        row.addWidget(note_buttons)
        row.addWidget(self.filter_button)
        keep_width(search, theme, _SEARCH, least=_SEARCH_LEAST)
        row.addWidget(search, 1)
        for other in others:
            row.addWidget(other)

    def show_count(self, count: int) -> None:
        """Say on the button how many answers narrow the timeline."""
        self._count = count
        self.filter_button.setText(self._filter_words(brief=False))
        self.filter_button.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        # A note was chosen, a button came or went, the text became larger.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        room, brief = _STAGES[-1]
        return QSize(self.least_width(room, brief=brief), super().minimumSizeHint().height())

    def least_width(self, room: Room, *, brief: bool) -> int:
        """How wide the row is at least, with that much room for the buttons of a note."""
        widths = [
            self._kinds.sizeHint().width(),
            self._search.minimumWidth(),
            self.filter_button.width_of(self._filter_words(brief=brief)),
            *(one.sizeHint().width() for one in self._others if not one.isHidden()),
        ]
        if not self._notes.isHidden():
            widths.append(self._notes.width_at(room))
        return sum(widths) + _GAP * (len(widths) - 1)

    def _fit(self) -> None:
        fitting = (one for one in _STAGES if self.least_width(one[0], brief=one[1]) <= self.width())
        room, brief = next(fitting, _STAGES[-1])
        self._notes.set_room(room)
        self.filter_button.set_brief(self._filter_words(brief=True) if brief else None)

    def _filter_words(self, *, brief: bool) -> str:
        if brief:
            return str(self._count or "")
        return f"{_FILTER} ({self._count})" if self._count else _FILTER
