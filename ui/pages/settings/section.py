"""A card of the settings page: a heading, what it is about, and why it may not be changed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.card import Card
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import IconSize, Space

ADMINISTRATORS_ONLY = "Only an administrator of this vault can change this."


class Section(Card):
    """Add to `column`; put what a `reason` locks into `guarded`, which lies in the column."""

    def __init__(
        self, theme: Theme, icon: str, title: str, line: str = "", *, reason: str = ""
    ) -> None:
        super().__init__()
        self.theme = theme
        self.reason = reason
        self.setAccessibleName(title)
        self.column.setSpacing(Space.FIELDS)
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(IconLabel(theme, icon, "accent_text", IconSize.NAV))
        head.addWidget(Label(theme, title, "sub"), 1)
        self.column.addLayout(head)
        if line:
            self.column.addWidget(Label(theme, line, "caption", "text2", wrap=True))
        self.guarded = QWidget()
        self.form = QVBoxLayout(self.guarded)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(Space.FIELDS)
        if reason:
            self.column.addWidget(_reason_row(theme, reason))
            self.guarded.setEnabled(False)
            self.guarded.setAccessibleDescription(reason)
        self.column.addWidget(self.guarded)


def _reason_row(theme: Theme, reason: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(IconLabel(theme, "lock", "text2", IconSize.INLINE))
    row.addWidget(Label(theme, reason, "caption", "text2", wrap=True), 1)
    return holder


def button_row(*buttons: QWidget) -> QHBoxLayout:
    """Buttons from the left, at their own widths."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
