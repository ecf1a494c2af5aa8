"""A label in the place of a name: whether a copy for justice partners has it, and who is meant."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.checks import CheckBox
from ui.kit.label import Label
from ui.theme import Theme

INSTEAD = "A label in the place of the name"
LASTING = "The same on every copy. Only here does it stand who is meant."


class LabelChoice(QWidget):
    """`changed` when labels are wished for, or not after all."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = CheckBox(theme, INSTEAD)
        self.box.toggled.connect(lambda _: self.changed.emit())
        self.words = Label(theme, "", "caption", "text2", wrap=True)
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self.words)
        self.hide()

    def is_wanted(self) -> bool:
        """Whether the copy shall carry labels; never while it is not offered."""
        return self.box.isChecked() and not self.isHidden()

    def start_over(self) -> None:
        """Names again, without telling anybody."""
        self.box.blockSignals(True)
        self.box.setChecked(False)
        self.box.blockSignals(False)
        self.show_labels(())

    def show_labels(self, labels: Iterable[tuple[str, str]]) -> None:
        """Say who is meant by each label: (name, label)."""
        lines = [f"{name}: {label}" for name, label in labels]
        self.words.setText("\n".join([*lines, LASTING]) if lines else "")
        self.words.setVisible(bool(lines))
