"""A sheet over the middle of the window that lets a person choose, with Ctrl+Enter to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.sheet import Sheet
from ui.theme import Theme


class ChoiceSheet(Sheet):
    """`wanted` carries what was chosen. Subclasses fill `column` and implement `submit`.

    problems_shown: something stood against it, so that the sheet stays.
    """

    wanted = Signal(object)
    problems_shown = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        title: str,
        *,
        icon: str,
        hint: str,
        width: int,
        height: int,
    ) -> None:
        super().__init__(theme, host, title, icon=icon, hint=hint, width=width, height=height)
        self.theme = theme
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(22, 16, 22, 16)
        self.column.setSpacing(12)

    def submit(self) -> None:
        """Send `wanted` with what is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
            event.accept()
            return
        super().keyPressEvent(event)
