"""What one fact of a record said before it was written over, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.people.details import EarlierText
from ui.kit.button import Button
from ui.kit.card import hairline
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.pages.participant.details.detail_field import WHAT_IT_SAID
from ui.theme import Theme


class EarlierSheet(SideSheet):
    """Slides in over the page, newest first. wanted carries a text that is to stand again.

    name: what the fact is called on the form. now: what it says. changeable: whether the person
    may write it.
    """

    wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        name: str,
        now: str,
        texts: Sequence[EarlierText],
        calendar: Calendar,
        *,
        changeable: bool,
    ) -> None:
        super().__init__(theme, host, WHAT_IT_SAID)
        self._theme = theme
        content = QWidget()
        content.setProperty("kind", "clear")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.setSpacing(10)
        self._column.addWidget(Label(theme, name, "capmed", "text2", wrap=True))
        self._column.addWidget(Label(theme, now or "Nothing now", "body", wrap=True))
        self.buttons = [self._add(text, now, calendar, changeable) for text in texts]
        self._column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(f"{WHAT_IT_SAID}: {name}")
        scroll.setWidget(content)
        page = QVBoxLayout(self.body)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)
        self.closing.connect(self.dismiss)

    def _add(
        self, earlier: EarlierText, now: str, calendar: Calendar, changeable: bool
    ) -> Button | None:
        """One text; with the way to let it stand again, where that would change anything."""
        until = f"Until {calendar.moment(earlier.at)} · changed by {earlier.worker}"
        self._column.addWidget(hairline())
        self._column.addWidget(Label(self._theme, until, "caption", "text3", wrap=True))
        self._column.addWidget(Label(self._theme, earlier.before, "body", wrap=True))
        if not changeable or earlier.before == now:
            return None
        button = Button(self._theme, "Let it say this again", size="sm")
        button.clicked.connect(partial(self._choose, earlier.before))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _choose(self, text: str, _checked: bool = False) -> None:
        self.dismiss()
        self.wanted.emit(text)
