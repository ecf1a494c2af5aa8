"""The side sheet of one linkage: everything about it beside the board."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.people.participant import LinkageLine
from ui.kit.button import Button
from ui.kit.held_keys import held_keys
from ui.kit.side_sheet import SideSheet
from ui.pages.linkage_sheets.acts import LinkageActs
from ui.pages.linkage_sheets.detail import LinkageDetail
from ui.pages.workplace import Workplace


class LinkageSheet(SideSheet):
    """The letters of its buttons work while it has the focus. person_wanted: open the record."""

    person_wanted = Signal()

    def __init__(self, workplace: Workplace, host: QWidget, acts: LinkageActs) -> None:
        super().__init__(workplace.theme, host, "Linkage")
        self.detail = LinkageDetail(workplace, acts)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self.detail)
        self.person = Button(workplace.theme, "Open the record", icon="user", keys="P")
        self.person.clicked.connect(self.person_wanted)
        self.footer.addWidget(self.person)
        self.footer.addStretch()

    def show_line(self, line: LinkageLine, earlier: list[LinkageLine]) -> None:
        """Show this linkage."""
        self.title.setText(f"{line.participant}: {line.title}")
        self.setAccessibleName(f"Linkage {line.title} of {line.participant}")
        self.detail.show_line(line, earlier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = held_keys(event)
        key = Qt.Key(event.key())
        if not modifiers and key is Qt.Key.Key_P:
            self.person.click()
        elif modifiers or not self.detail.press(key):
            super().keyPressEvent(event)
