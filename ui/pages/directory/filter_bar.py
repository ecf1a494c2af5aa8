"""The bar over the directory: what is looked for, and what the person needs of the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from lead_desktop.domain.codes import Cost, Insurance, Moud, ServiceCategory, Welcomes
from ui.kit.button import Button
from ui.kit.chip import Chip, RemovableChip
from ui.kit.choice_chip import Choice, ChoiceChip
from ui.kit.flow_layout import FlowLayout
from ui.kit.inputs import ComboBox
from ui.kit.label import Label
from ui.kit.search_field import SearchField
from ui.theme import Theme

_CATEGORIES = tuple(ServiceCategory)
_FIND_WIDTH, _NEED_WIDTH, _ZONE_WIDTH = 143, 156, 156


@dataclass(frozen=True)
class Wanted:
    """What stands in the bar. `open_now` becomes a time when the list is searched."""

    words: str = ""
    category: ServiceCategory | None = None
    zone: str = ""
    open_now: bool = False
    walk_in: bool = False
    language: str = ""
    cost: Cost | None = None
    moud: Moud | None = None
    insurance: Insurance | None = None
    welcomes: tuple[Welcomes, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is looked for at all."""
        return self != Wanted()


class FilterBar(QWidget):
    """`changed` carries a Wanted. show_count: how many services it lets through."""

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wanted = Wanted()
        self._languages: tuple[str, ...] = ()
        self.search = SearchField(theme, "Find a service")
        self.search.setFixedWidth(theme.px(_FIND_WIDTH))
        self.need = ComboBox(theme, "Need", size="compact")
        self.need.addItems(["Any need", *(one.label for one in _CATEGORIES)])
        self.need.setFixedWidth(theme.px(_NEED_WIDTH))
        self.zone = ComboBox(theme, "Neighborhood", size="compact")
        self.zone.addItem("Anywhere")
        self.zone.setFixedWidth(theme.px(_ZONE_WIDTH))
        self.open_now = ChoiceChip(theme, Choice("open", "Open now", "clock"))
        self.walk_in = ChoiceChip(theme, Choice("walk", "Walk-in", "footprints"))
        self.more = Button(theme, "Filter", kind="ghost", icon="list-filter", keys="F")
        self._count = Label(theme, "", "caption", "text2")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=8)
        self._lay_out()
        self.search.textChanged.connect(lambda words: self._set(replace(self._wanted, words=words)))
        self.need.currentIndexChanged.connect(self._choose_need)
        self.zone.currentIndexChanged.connect(self._choose_zone)
        self.open_now.toggled.connect(lambda on: self._set(replace(self._wanted, open_now=on)))
        self.walk_in.toggled.connect(lambda on: self._set(replace(self._wanted, walk_in=on)))
        self.more.clicked.connect(self.open_filters)

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return self._wanted

    def offer(self, zones: Sequence[str], languages: Sequence[str]) -> None:
        """Offer the neighborhoods and languages that occur in the directory."""
        self._languages = tuple(languages)
        standing = self._wanted.zone
        self.zone.blockSignals(True)
        self.zone.clear()
        self.zone.addItems(["Anywhere", *zones])
        self.zone.setCurrentIndex(max(self.zone.findText(standing), 0) if standing else 0)
        self.zone.blockSignals(False)

    def show_count(self, count: int) -> None:
        """How many services are shown."""
        self._count.setText(f"{count:,} {'service' if count == 1 else 'services'}")

    def clear(self) -> None:
        """Let go of everything that is looked for."""
        for box in (self.need, self.zone):
            box.setCurrentIndex(0)
        for chip in (self.open_now, self.walk_in):
            chip.setChecked(False)
        self.search.clear()
        self._set(Wanted())

    def open_filters(self) -> None:
        """The menu of everything else by which the list can be narrowed."""
        menu = QMenu(self)
        groups: tuple[tuple[str, str, list[tuple[str, Wanted]]], ...] = (
            ("People it takes", "users", [(w.label, self._welcoming(w)) for w in Welcomes]),
            ("MOUD", "pill", [(m.label, replace(self._wanted, moud=m)) for m in Moud]),
            ("Cost", "wallet", [(c.label, replace(self._wanted, cost=c)) for c in Cost]),
            (
                "Pays there",
                "id-card",
                [(i.label, replace(self._wanted, insurance=i)) for i in Insurance],
            ),
            (
                "Language",
                "message-circle",
                [(name, replace(self._wanted, language=name)) for name in self._languages],
            ),
        )
        for title, icon, answers in groups:
            part = menu.addMenu(self._theme.icon(icon, "text2", 16), title)
            part.setEnabled(bool(answers))
            for words, narrowed in answers:
                action = part.addAction(words.replace("&", "&&"))
                action.triggered.connect(lambda _=False, to=narrowed: self._set(to))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _welcoming(self, who: Welcomes) -> Wanted:
        asked = dict.fromkeys((*self._wanted.welcomes, who))
        return replace(self._wanted, welcomes=tuple(asked))

    def _choose_need(self, place: int) -> None:
        self._set(replace(self._wanted, category=_CATEGORIES[place - 1] if place > 0 else None))

    def _choose_zone(self, place: int) -> None:
        self._set(replace(self._wanted, zone=self.zone.itemText(place) if place > 0 else ""))

    def _set(self, wanted: Wanted) -> None:
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._show_chips()
        self.changed.emit(wanted)

    def _show_chips(self) -> None:
        """What the menu narrowed, each to be taken away by itself."""
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        wanted = self._wanted
        standing: list[tuple[str, str, Wanted]] = [
            (
                f"Takes: {who.label.lower()}",
                "users",
                replace(wanted, welcomes=tuple(one for one in wanted.welcomes if one is not who)),
            )
            for who in wanted.welcomes
        ]
        if wanted.moud:
            standing.append((wanted.moud.label, "pill", replace(wanted, moud=None)))
        if wanted.cost:
            standing.append((wanted.cost.label, "wallet", replace(wanted, cost=None)))
        if wanted.insurance:
            standing.append((wanted.insurance.label, "id-card", replace(wanted, insurance=None)))
        if wanted.language:
            standing.append((wanted.language, "message-circle", replace(wanted, language="")))
        for words, icon, without in standing:
            chip = RemovableChip(
                self._theme, Chip(words, "accent", icon, size="lg", removable=True)
            )
            chip.removed.connect(self._setter(without))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(standing))

    def _setter(self, wanted: Wanted) -> Callable[[], None]:
        return lambda: self._set(wanted)

    def _lay_out(self) -> None:
        tools = QWidget()
        row = FlowLayout(tools)
        asked = (self.search, self.need, self.zone, self.open_now, self.walk_in, self.more)
        for widget in (*asked, self._count):
            row.addWidget(widget)
        row.push_right(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(tools)
        column.addWidget(self._chips)
        self._chips.hide()
