"""What the copy holds: one check box a section, with how much stands in each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.consent.disclosure import SECTION_LABEL, Section
from ui.kit.card import SectionHeader
from ui.kit.checks import CheckBox
from ui.theme import Theme

LEFT_OUT_AT_FIRST = frozenset({Section.SUPPLIES, Section.SAFETY})
"""Safety notes and supplies are printed only when somebody wants them on this copy."""


class SectionList(QWidget):
    """`changed` after every change by hand. A section left out stays so for other audiences."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._permitted: tuple[Section, ...] = ()
        self._filling = False
        header = SectionHeader(theme, "Sections", action="Select all")
        header.acted.connect(self.select_all)
        self.select_all_button = header.action
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        self.boxes: dict[Section, CheckBox] = {}
        for section in Section:
            box = CheckBox(theme, SECTION_LABEL[section])
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.toggled.connect(self._toggled)
            self.boxes[section] = box
            column.addWidget(box)
        self.start_over()

    def start_over(self) -> None:
        """The choice as it is for a participant whose copy was not looked at yet."""
        self._check({section: section not in LEFT_OUT_AT_FIRST for section in Section})

    def show_permitted(self, permitted: tuple[Section, ...], notes: Mapping[Section, str]) -> None:
        """Offer these sections; notes stand at their right ends."""
        self._permitted = permitted
        for section, box in self.boxes.items():
            box.setVisible(section in permitted)
            box.set_note(notes.get(section, ""))
        self._say_whether_all()

    def chosen(self) -> frozenset[Section]:
        """Every section that is not left out, whether this audience may have it or not."""
        return frozenset(section for section, box in self.boxes.items() if box.isChecked())

    def has_any(self) -> bool:
        """Whether anything permitted is chosen."""
        return bool(self.chosen() & set(self._permitted))

    def select_all(self) -> None:
        """Choose everything that this audience may have."""
        self._check(dict.fromkeys(self._permitted, True))
        self.changed.emit()

    def _check(self, wanted: Mapping[Section, bool]) -> None:
        self._filling = True
        for section, on in wanted.items():
            self.boxes[section].setChecked(on)
        self._filling = False
        self._say_whether_all()

    def _toggled(self) -> None:
        if not self._filling:
            self._say_whether_all()
            self.changed.emit()

    def _say_whether_all(self) -> None:
        everything = all(self.boxes[section].isChecked() for section in self._permitted)
        self.select_all_button.setEnabled(not everything)
