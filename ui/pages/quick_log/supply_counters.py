"""What was handed out: the six most usual things in sight, the others one key away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from lead_desktop.domain.codes import Supply
from ui.kit.button import Button
from ui.kit.counter_chip import CounterChip
from ui.theme import Theme

USUAL = 6
ICONS: dict[Supply, str] = {
    Supply.NALOXONE_KIT: "package",
    Supply.FOOD: "utensils",
    Supply.TRANSIT_PASS: "ticket",
    Supply.HYGIENE: "droplets",
    Supply.CLOTHING: "shirt",
    Supply.PHONE: "smartphone",
    Supply.FENTANYL_TEST_STRIPS: "flask-conical",
    Supply.SAFER_USE_KIT: "syringe",
    Supply.WOUND_CARE: "bandage",
    Supply.CONDOMS: "shield",
    Supply.WATER: "droplets",
    Supply.BLANKET_TENT: "snowflake",
    Supply.ID_FEE: "id-card",
    Supply.GIFT_CARD: "wallet",
    Supply.OTHER: "plus",
}
"""The supplies in the order in which they stand, with their icons."""


class SupplyCounters(QWidget):
    """A counter for each supply in two columns; `changed` when a number did."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Supplies given")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        self.counters: dict[Supply, CounterChip] = {}
        self.more = Button(theme, "More supplies", kind="link", size="sm", icon="plus")
        for place, (supply, icon) in enumerate(ICONS.items()):
            counter = CounterChip(theme, supply.label, icon, parent=self)
            counter.setObjectName(f"supply.{supply.value}")
            counter.valueChanged.connect(self.changed)
            counter.setVisible(place < USUAL)
            self.counters[supply] = counter
            grid.addWidget(counter, place // 2, place % 2)
        grid.addWidget(self.more, len(ICONS) // 2 + 1, 0, 1, 2)
        self.more.clicked.connect(self._show_all)

    def counts(self) -> tuple[tuple[Supply, int], ...]:
        """What was given, with how many of each."""
        return tuple(
            (supply, counter.value())
            for supply, counter in self.counters.items()
            if counter.value() > 0
        )

    def show_counts(self, counts: tuple[tuple[Supply, int], ...]) -> None:
        """Show exactly these numbers."""
        given = dict(counts)
        for supply, counter in self.counters.items():
            counter.setValue(given.get(supply, 0))
            if given.get(supply):
                counter.show()

    def _show_all(self) -> None:
        first_hidden = next(c for c in self.counters.values() if c.isHidden())
        for counter in self.counters.values():
            counter.show()
        self.more.hide()
        first_hidden.setFocus()
