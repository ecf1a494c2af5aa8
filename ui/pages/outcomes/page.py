"""The outcomes page: what came of linkages that began in a span of days. To learn, not to rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.plan.measures import SMALL_CELL, LinkageMeasures
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import measures
from ui.kit.button import Button, IconButton
from ui.kit.card import Card
from ui.kit.choice_chip import Choice
from ui.kit.kpi import Figure, KpiTile
from ui.kit.label import Label
from ui.kit.row_delegate import RowDelegate
from ui.kit.segmented import Segmented
from ui.kit.table_view import TableView
from ui.models.outcomes import (
    HIDDEN,
    Bar,
    Period,
    day_bars,
    method_bars,
    of_words,
    percent_words,
    reason_bars,
    source_bars,
    span_of,
    span_words,
    stairs,
    stepped,
)
from ui.pages.outcomes.charts import LyingBars, StandingBars
from ui.pages.outcomes.table import FigureModel, FigureRow, rows_of
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme import Theme
from ui.theme.tokens import Space

Read = Callable[[Desk, date, date], LinkageMeasures]
_PERIODS = {
    Qt.Key.Key_1: Period.MONTH,
    Qt.Key.Key_2: Period.QUARTER,
    Qt.Key.Key_3: Period.YEAR,
}


class OutcomesPage(Page):
    """Each role sees its own scope: own linkages, everybody's, or aggregates only."""

    topics = frozenset({Topic.LINKAGES})

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme, desk = workplace.theme, workplace.desk
        self.day = desk.clock.today()
        self._read, self._scope = scope_of(desk)
        self._task: Task[LinkageMeasures] | None = None
        choices = [Choice(one.value, one.value.capitalize()) for one in Period]
        self.period = Segmented(theme, "Span", choices)
        self.period.choose(Period.QUARTER.value)
        self.before = IconButton(theme, "chevron-left", "Earlier (←)")
        self.after = IconButton(theme, "chevron-right", "Later (→)")
        self.table_button = Button(theme, "Table", icon="list-filter", keys="T")
        self._span = Label(theme, "", "sub")
        self.tiles = [KpiTile(theme, Figure("", "")) for _ in range(5)]
        self.stairs = LyingBars(theme, "How far linkages came", label_width=110)
        self.days = StandingBars(theme, "Days from need to first visit")
        self.reasons = LyingBars(
            theme, "Why linkages ended without the service", label_width=190, small=True
        )
        self.sources = LyingBars(theme, "Who confirmed it", label_width=160, small=True)
        self.methods = LyingBars(theme, "How people were connected", label_width=190, small=True)
        self.model = FigureModel(self)
        self.table = TableView(theme, "Outcomes as a table")
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(theme, self.table))
        for column, width in enumerate((240, 220, 90)):
            self.table.setColumnWidth(column, theme.px(width))
        self._foot = Label(theme, "", "caption", "text2", wrap=True)
        self._stack = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Outcomes")
        self._lay_out(theme)
        self._connect()

    def heading(self) -> Heading:
        return Heading("Outcomes", self._scope)

    def hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("←", "→"), "earlier, later"),
            KeyHint(("1", "2", "3"), "month, quarter, year"),
            KeyHint(("T",), "table"),
        )

    def refresh(self) -> None:
        desk, (first, last) = self.workplace.desk, self._days()
        read = self._read
        if self._task is not None:
            self._task.forget()
        self._task = self.workplace.runner.run(
            lambda: read(desk, first, last), self._show, self._fail, owner=self
        )

    def activate(self) -> None:
        super().activate()
        self._take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers:
            event.ignore()
        elif key in _PERIODS:
            self.period.choose(_PERIODS[key].value)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(-1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_T:
            self._turn_table()
        else:
            event.ignore()

    def _days(self) -> tuple[date, date]:
        return span_of(Period(self.period.value() or Period.QUARTER), self.day)

    def _lay_out(self, theme: Theme) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for widget in (self.period, self.before, self.after, self._span):
            tools.addWidget(widget)
        tools.addStretch()
        tools.addWidget(self.table_button)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self.tiles:
            tiles.addWidget(tile)
        charts = QWidget()
        charts.setProperty("kind", "clear")
        grid = QGridLayout(charts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        whole = Qt.AlignmentFlag(0)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(_framed(theme, "From need to care", self.stairs), 0, 0, whole)
        grid.addWidget(_framed(theme, "Days from need to first visit", self.days), 0, 1, whole)
        grid.addWidget(_framed(theme, "Why it did not come about", self.reasons), 1, 0, 2, 1, top)
        grid.addWidget(_framed(theme, "Who confirmed the connection", self.sources), 1, 1, top)
        grid.addWidget(_framed(theme, "How people were connected", self.methods), 2, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Charts")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(charts)
        framed = Card(fixed=False)
        framed.column.setContentsMargins(1, 1, 1, 1)
        framed.column.addWidget(self.table)
        self._stack.addWidget(scroll)
        self._stack.addWidget(framed)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 14, Space.PAGE, 12)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addLayout(tiles)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.period.changed.connect(lambda _: self.refresh())
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.table_button.clicked.connect(self._turn_table)

    def _turn(self, step: int) -> None:
        self.day = stepped(Period(self.period.value() or Period.QUARTER), self.day, step)
        self.refresh()

    def _turn_table(self) -> None:
        self._stack.setCurrentIndex(1 - self._stack.currentIndex())
        self._take_focus()

    def _take_focus(self) -> None:
        target = self.table if self._stack.currentIndex() else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: LeadError) -> None:
        self._stale = True
        self.workplace.navigator.report(error)

    def _show(self, found: LinkageMeasures) -> None:
        first, last = self._days()
        self._span.setText(span_words(first, last))
        for tile, figure in zip(self.tiles, figures(found), strict=True):
            tile.set_figure(figure)
        charts: list[tuple[str, LyingBars | StandingBars, Sequence[Bar]]] = [
            ("From need to care", self.stairs, stairs(found)),
            ("Days from need to first visit", self.days, day_bars(found)),
            ("Why it did not come about", self.reasons, reason_bars(found)),
            ("Who confirmed the connection", self.sources, source_bars(found)),
            ("How people were connected", self.methods, method_bars(found)),
        ]
        rows: list[FigureRow] = [
            FigureRow(one.label, one.value, "", one.note) for one in figures(found)
        ]
        for name, chart, bars in charts:
            chart.show_bars(bars)
            rows += rows_of(name, bars)
        self.model.show_rows(rows)
        self.table.go_to(self.model.index(0, 0))
        self._foot.setText(foot_words(found))


def scope_of(desk: Desk) -> tuple[Read, str]:
    """What this worker may see, and how the page says so."""
    if desk.may(Act.SEE_MEASURES_ALL):
        return measures.all_measures, "Whole team"
    if desk.may(Act.SEE_MEASURES_OWN):
        return measures.own_measures, "My linkages"
    return measures.aggregate_measures, "Whole team, small counts hidden"


def figures(found: LinkageMeasures) -> list[Figure]:
    """The five figures at the top."""
    people = HIDDEN if found.participants is None else f"{found.participants:,}"
    count = HIDDEN if found.linkages is None else f"{found.linkages:,}"
    wait = HIDDEN if found.median_days is None else f"{found.median_days:g}"
    month, quarter = found.retained
    return [
        Figure("Linkages begun", count, f"{people} participants"),
        Figure("Linked to a service", percent_words(found.linked), of_words(found.linked, "")),
        Figure(
            "Confirmed by others",
            percent_words(found.verified),
            f"{percent_words(found.by_word)} by their own word",
        ),
        Figure("Days to first visit, median", wait, "since the need was agreed"),
        Figure(
            "Still there after 30 days",
            percent_words(month.share),
            f"{percent_words(quarter.share)} after 90 days",
        ),
    ]


def foot_words(found: LinkageMeasures) -> str:
    """What is counted, and what is not known or not shown."""
    month = found.retained[0]
    parts = [
        "Counted are the linkages that began in this span, as far as is known today.",
        "Still there: of those of which it is known.",
    ]
    if month.unknown:
        parts.append(f"After 30 days nothing is known yet of {month.unknown:,}.")
    if found.hidden:
        parts.append(f"Counts under {SMALL_CELL} are not shown.")
    return " ".join(parts)


def _framed(theme: Theme, title: str, chart: QWidget) -> Card:
    card = Card(fixed=False)
    card.column.addWidget(Label(theme, title, "sub"))
    card.column.addWidget(chart)
    card.column.addStretch()
    return card
