"""What changed in the participant's life: an area, its new value, and a chip for each change."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.codes import LifeArea
from lead_desktop.domain.codes.outcomes import LIFE_VALUES, life_value
from lead_desktop.services.contacts.contacts import LifeChange
from ui.kit.button import Button
from ui.kit.chip import Chip, RemovableChip
from ui.kit.flow_layout import FlowLayout
from ui.kit.inputs import ComboBox
from ui.pages.quick_log.parts import tab_through
from ui.pages.quick_log.which_people import Named, WhichPerson
from ui.theme import Theme


class LifeChanges(QWidget):
    """Folded into one button until something changed. areas: those that the worker may write.

    `changed`: a change was added or taken away; each area has one at most.
    """

    changed = Signal()

    def __init__(self, theme: Theme, areas: tuple[LifeArea, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._changes: tuple[LifeChange, ...] = ()
        self._chips: list[RemovableChip] = []
        self.setAccessibleName("What changed for them")
        words = "Housing, income, work, papers…"
        self.begin = Button(theme, words, kind="link", size="sm", icon="plus")
        self.begin.setObjectName("changes")
        self._row = QWidget()
        self.who = WhichPerson(theme, "Whose life changed", "Whose?")
        self.who.setObjectName("change_who")
        self._named: dict[UUID | None, str] = {}
        self.area = ComboBox(theme, "What changed")
        self.area.setObjectName("change_area")
        self.value = ComboBox(theme, "What it is now")
        self.value.setObjectName("change_value")
        for area in areas:
            self.area.addItem(area.label, area)
        self._told = QWidget()
        self._flow = FlowLayout(self._told, gap=7, line_gap=4)
        self._lay_out()
        self.begin.clicked.connect(self._unfold)
        self.area.currentIndexChanged.connect(self._offer_values)
        self.value.activated.connect(self._add)
        self.who.activated.connect(self._add)
        self._offer_values()
        self._row.hide()
        self._told.hide()

    def changes(self) -> tuple[LifeChange, ...]:
        """What stands here."""
        return self._changes

    def show_people(self, people: Named) -> None:
        """Ask whose life it is where there are several."""
        named: dict[UUID | None, str] = dict(people) if len(people) > 1 else {}
        # Whoever was the only one is not taken for the one that is meant once there are several.
        before = self.who.chosen() if len(self.who.people) > 1 else None
        self.who.show_people(people, before)
        if named != self._named:
            self._named = named
            changes, self._changes = self._changes, ()
            self.show_changes(changes)  # with the names, or without

    def show_changes(self, changes: tuple[LifeChange, ...]) -> None:
        """Show exactly these."""
        if changes == self._changes:
            return
        self._changes = changes
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for change in changes:
            self._add_chip(change)
        tab_through(self.value, *self._chips)
        self._told.setVisible(bool(changes))
        self.updateGeometry()

    def _lay_out(self) -> None:
        asked = QVBoxLayout(self._row)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(6)
        asked.addWidget(self.who)
        row = QHBoxLayout()
        row.setSpacing(8)
        asked.addLayout(row)
        row.addWidget(self.area, 2)
        row.addWidget(self.value, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.begin)
        column.addWidget(self._row)
        column.addWidget(self._told)
        self.setFocusProxy(self.begin)

    def _unfold(self) -> None:
        self.begin.hide()
        self._row.show()
        self.setFocusProxy(self.area)
        self.area.setFocus()

    def _offer_values(self) -> None:
        area = LifeArea(self.area.currentData())
        self.value.clear()
        self.value.addItem("Choose what it is now", "")
        for value in LIFE_VALUES[area]:
            self.value.addItem(value.label, value.code)

    def _add(self) -> None:
        code = self.value.currentData()
        who = self.who.chosen()
        if not code or (who is None and self._named):
            return
        change = LifeChange(LifeArea(self.area.currentData()), str(code), who)
        same = (change.area, change.participant_id)
        others = tuple(one for one in self._changes if (one.area, one.participant_id) != same)
        self.show_changes((*others, change))
        if self._named:
            self.value.setCurrentIndex(0)  # the next one asked about may be another's
        self.changed.emit()

    def _add_chip(self, change: LifeChange) -> None:
        value = life_value(change.area, change.value)
        words = f"{change.area.label}: {value.label if value else change.value}"
        name = self._named.get(change.participant_id)
        words = f"{name}, {words[0].lower()}{words[1:]}" if name else words
        chip = RemovableChip(self._theme, Chip(words, removable=True))
        chip.removed.connect(lambda: self._remove(change))
        self._chips.append(chip)
        self._flow.addWidget(chip)
        chip.show()

    def _remove(self, change: LifeChange) -> None:
        self.value.setFocus()
        self.show_changes(tuple(one for one in self._changes if one != change))
        self.changed.emit()
