"""The charts of the outcomes page, each in a card that says what it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from lead_desktop.domain.measures import LinkageMeasures, lines
from lead_desktop.domain.measures.contacts import Channel
from lead_desktop.domain.measures.lines import Line, Pair
from lead_desktop.domain.measures.report import DEFINITIONS, Measures
from lead_desktop.domain.measures.spans import by_weeks
from lead_desktop.domain.plan.assessment import Instrument
from lead_desktop.domain.plan.instruments import NEEDS, RECOVERY_CAPITAL
from ui.kit.card import Card, SectionHeader
from ui.kit.kpi import Figure, KpiTile
from ui.kit.label import ElidingLabel, Label
from ui.kit.tall_column import TallColumn
from ui.models.outcomes import contact_stacks
from ui.pages.outcomes.charts import Chart, LyingBars, StandingBars
from ui.pages.outcomes.figures import linkage_figures
from ui.pages.outcomes.pairs import Dumbbells
from ui.pages.outcomes.stacks import StackedBars
from ui.theme import Theme

LINKAGES = "Linkages begun in this span"
TILES = 5
_ONE_COLUMN_BELOW = 820
_GAP = 12

Show = Callable[[Measures], None]


@dataclass(frozen=True)
class Panel:
    """A card with its chart. show: let it show what was found."""

    card: ChartCard
    show: Show


class ChartCard(Card):
    """A title, what is counted, a chart."""

    def __init__(self, theme: Theme, title: str, definition: str, chart: Chart) -> None:
        super().__init__(fixed=False)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = Label(theme, title, "sub")
        self._note = ElidingLabel(theme, "", "caption", "text2")
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        self.column.addLayout(head)
        self.column.addWidget(Label(theme, definition, "caption", "text3", wrap=True))
        self.column.addSpacing(2)
        self.column.addWidget(chart, 1 if chart.grows else 0)
        if not chart.grows:
            self.column.addStretch(1)

    def say(self, title: str, note: str) -> None:
        """Say the title anew, and beside it whom it is about."""
        self._title.setText(title)
        self._note.setText(note)


class Panels(TallColumn):
    """All charts under each other, two in a row where there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.stages = LyingBars(theme, "From referral to engagement", label_width=128, funnel=True)
        self.days = StandingBars(theme, "Days from need to first visit")
        self.contacts = StackedBars(
            theme, "Contacts", [channel.value for channel in Channel], "Attempted"
        )
        self.marks = Dumbbells(theme, "Then and now", label_width=206)
        self.stairs = LyingBars(theme, "How far linkages came", label_width=110)
        self.categories = LyingBars(
            theme, "Linkages by kind of service", label_width=182, small=True
        )
        self.reasons = LyingBars(
            theme, "Why linkages ended without the service", label_width=190, small=True
        )
        self.sources = LyingBars(theme, "Who confirmed it", label_width=160, small=True)
        self.methods = LyingBars(theme, "How people were connected", label_width=190, small=True)
        self.handoffs = LyingBars(theme, "Warm hand-offs", label_width=230, small=True)
        self.gains = LyingBars(theme, "Gained in this span", label_width=206, small=True)
        self.supplies = LyingBars(theme, "Handed out", label_width=140, small=True)
        self.needs = Dumbbells(theme, NEEDS.title, label_width=250)
        self.strengths = Dumbbells(theme, RECOVERY_CAPITAL.title, label_width=330)
        self.tiles = [KpiTile(theme, Figure("", "")) for _ in range(TILES)]
        self._groups = [
            ("", self._the_work(theme)),
            (LINKAGES, self._the_linkages(theme)),
            ("Lives", self._the_lives(theme)),
        ]
        self._grids: list[QGridLayout] = []
        self._columns = 0
        self._lay_out(theme)

    def show_measures(self, found: Measures) -> None:
        """Show other measures."""
        for tile, figure in zip(self.tiles, linkage_figures(found), strict=True):
            tile.set_figure(figure)
        for _, panels in self._groups:
            for panel in panels:
                panel.show(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 1 if self.width() < _ONE_COLUMN_BELOW else 2
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _the_work(self, theme: Theme) -> list[Panel]:
        return [
            _of_bars(theme, self.stages, "From referral to engagement", "stages", lines.stages),
            self._days_panel(theme),
            self._contacts_panel(theme),
            _of_pairs(theme, self.marks, "Then and now", "then_and_now", lines.then_and_now),
        ]

    def _the_linkages(self, theme: Theme) -> list[Panel]:
        def panel(
            chart: LyingBars, title: str, key: str, read: Callable[[LinkageMeasures], list[Line]]
        ) -> Panel:
            return _of_bars(theme, chart, title, key, lambda found: read(found.linkages))

        return [
            panel(self.stairs, "From need to care", "stairs", lines.stairs),
            panel(self.categories, "By kind of service", "categories", lines.categories),
            panel(self.reasons, "Why it did not come about", "ended", lines.ends),
            panel(self.sources, "Who confirmed the connection", "sources", lines.sources),
            panel(self.methods, "How people were connected", "methods", lines.methods),
            _of_bars(theme, self.handoffs, "Warm hand-offs", "handoffs", lines.handoffs),
        ]

    def _the_lives(self, theme: Theme) -> list[Panel]:
        def answers(chart: Dumbbells, asked: Instrument) -> Panel:
            return _of_pairs(
                theme,
                chart,
                asked.title,
                "assessments",
                lambda found: lines.answers(found, asked.key),
            )

        return [
            answers(self.needs, NEEDS),
            answers(self.strengths, RECOVERY_CAPITAL),
            _of_bars(theme, self.gains, "Gained in this span", "gained", lines.gains),
            _of_bars(theme, self.supplies, "Handed out", "handed_out", lines.handed_out),
        ]

    def _days_panel(self, theme: Theme) -> Panel:
        title = "Days from need to first visit"
        card = ChartCard(theme, title, DEFINITIONS["days"], self.days)

        def show(found: Measures) -> None:
            self.days.target = lines.target_words(found.linkages)
            self.days.show_bars(lines.days_to_visit(found.linkages))
            card.say(title, f"{lines.count_words(found.linkages.linked.count)} first visits")

        return Panel(card, show)

    def _contacts_panel(self, theme: Theme) -> Panel:
        card = ChartCard(theme, "Contacts per week", DEFINITIONS["contacts"], self.contacts)

        def show(found: Measures) -> None:
            said = [f"{one.label} {one.words}, {one.note}" for one in lines.contacts(found)]
            self.contacts.show_stacks(contact_stacks(found), said)
            unit = "week" if by_weeks(found.span) else "month"
            card.say(f"Contacts per {unit}", lines.substance_words(found))

        return Panel(card, show)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for title, panels in self._groups:
            if title:
                column.addSpacing(6)
                column.addWidget(SectionHeader(theme, title, rule=True))
            if title == LINKAGES:
                tiles = QHBoxLayout()
                tiles.setSpacing(_GAP)
                for tile in self.tiles:
                    tiles.addWidget(tile)
                column.addLayout(tiles)
            grid = QGridLayout()
            grid.setSpacing(_GAP)
            for place, panel in enumerate(panels):
                grid.addWidget(panel.card, place, 0)
            self._grids.append(grid)
            column.addLayout(grid)
        column.addStretch(1)

    def _arrange(self) -> None:
        for grid, (_, panels) in zip(self._grids, self._groups, strict=True):
            for place, panel in enumerate(panels):
                grid.removeWidget(panel.card)
                row, column = divmod(place, self._columns)
                alone = column == 0 and place == len(panels) - 1
                wide = self._columns if alone else 1
                grid.addWidget(panel.card, row, column, 1, wide, Qt.AlignmentFlag(0))
            for column in range(2):
                grid.setColumnStretch(column, 1 if column < self._columns else 0)


def _of_bars(
    theme: Theme,
    chart: LyingBars | StandingBars,
    title: str,
    key: str,
    read: Callable[[Measures], Sequence[Line]],
) -> Panel:
    card = ChartCard(theme, title, DEFINITIONS[key], chart)
    return Panel(card, lambda found: chart.show_bars(read(found)))


def _of_pairs(
    theme: Theme,
    chart: Dumbbells,
    title: str,
    key: str,
    read: Callable[[Measures], Sequence[Pair]],
) -> Panel:
    card = ChartCard(theme, title, DEFINITIONS[key], chart)
    return Panel(card, lambda found: chart.show_pairs(read(found)))
