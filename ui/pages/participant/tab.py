"""What every tab of the participant page can do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.participant import ParticipantRecord
from ui.models.day_words import Calendar


class Tab(QWidget):
    """Shown below the header. A tab that has more to fetch does so in `show_record`."""

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        """Show this participant's part; called at each opening and each refresh."""

    def take_focus(self) -> None:
        """Put the keyboard where work in this tab begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def act_on(self, key: Qt.Key) -> bool:
        """Do what a plain key asks of this tab; False when it asks nothing."""
        return False
