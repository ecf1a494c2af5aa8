"""What stands where nothing stands: what is good about it, or what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize


class EmptyState(QWidget):
    """Icon, heading, one or two lines, at most one action (`acted`)."""

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        heading: str,
        line: str = "",
        *,
        action: str = "",
        action_icon: str | None = None,
        keys: str = "",
        tone: ColorRole = "accent_text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._heading = Label(theme, heading, "heading", "text")
        self._heading.setAlignment(middle)
        self._line = Label(theme, line, "body", "text2", wrap=True)
        self._line.setAlignment(middle)
        if not line:
            self._line.hide()
        if not heading:
            self._heading.hide()
        self.action = Button(theme, action, icon=action_icon, keys=keys)
        if not action:
            self.action.hide()
        self.action.clicked.connect(self.acted)
        column.addStretch()
        column.addWidget(IconLabel(theme, icon, tone, IconSize.EMPTY), 0, middle)
        column.addSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._line)
        if action:
            column.addSpacing(8)
        column.addWidget(self.action, 0, middle)
        column.addStretch()
        self.setAccessibleName(f"{heading}. {line}".strip())

    def set_text(self, heading: str, line: str = "") -> None:
        """Say something else."""
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.setAccessibleName(f"{heading}. {line}".strip())
