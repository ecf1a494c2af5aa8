"""What every tab of the participant page can do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.people.participant import ParticipantRecord
from ui.kit.gutter import keep_gutter
from ui.models.day_words import Calendar
from ui.theme.tokens import Size, Space

BESIDE_BAR = Size.SCROLL_BAR
"""What does not scroll ends this far from a tab's right edge: at the edge of what does."""


class Tab(QWidget):
    """Shown below the header. A tab that has more to fetch does so in `show_record`.

    changed carries the Change of an act done here; the page tells the other views and shows the
    record anew. sheet_wanted carries a Callable[[QWidget], SideSheet], called with the page over
    which the sheet is to open.
    """

    changed = Signal(object)
    sheet_wanted = Signal(object)

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        """Show this participant's part; called at each opening and each refresh."""

    def take_focus(self) -> None:
        """Put the keyboard where work in this tab begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def act_on(self, key: Qt.Key) -> bool:
        """Do what a plain key asks of this tab; False when it asks nothing."""
        return False


class CardsTab(Tab):
    """A tab of cards under each other: `column` takes them, and the keyboard scrolls it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(name)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = QWidget()
        content.setProperty("kind", "clear")
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 16, 0, 16)
        self.column.setSpacing(Space.CARDS)
        self._scroll.setWidget(content)
        keep_gutter(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def take_focus(self) -> None:
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
