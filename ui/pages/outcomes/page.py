"""The outcomes page: what the work came to in a span of days. To learn and report, not to rank."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import FormKind
from lead_desktop.domain.measures import SMALL_CELL
from lead_desktop.domain.measures.lines import head_lines, span_words
from lead_desktop.domain.measures.report import Measures, for_others, hidden_counts
from lead_desktop.domain.measures.spans import Period, Span, span_of, stepped
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.desk import Desk
from lead_desktop.services.measures import measures
from ui.kit.button import Button, IconButton
from ui.kit.card import Card
from ui.kit.choice_chip import Choice
from ui.kit.flow_layout import FlowLayout
from ui.kit.held_keys import held_keys
from ui.kit.inputs import DateEdit
from ui.kit.kpi import Figure, KpiTile
from ui.kit.label import Label
from ui.kit.row_delegate import RowDelegate
from ui.kit.segmented import Segmented
from ui.kit.skeleton import Skeleton
from ui.kit.table_view import TableView
from ui.pages.form_sheet import as_qdate, day_in
from ui.pages.outcomes.figures import compared_words, headline_figures
from ui.pages.outcomes.panels import TILES, Panels
from ui.pages.outcomes.table import FigureModel, copied, rows_of
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.workplace import FormWish, Workplace
from ui.runner import Task
from ui.theme import Theme
from ui.theme.tokens import Size, Space

MINE, TEAM = "mine", "team"
_CHARTS_AT, _TABLE_AT, _LOADING_AT = range(3)
_PERIODS = {
    Qt.Key.Key_1: Period.MONTH,
    Qt.Key.Key_2: Period.QUARTER,
    Qt.Key.Key_3: Period.YEAR,
    Qt.Key.Key_4: Period.CUSTOM,
}


class OutcomesPage(Page):
    """Each role sees its own scope: own people, everybody, or aggregates only."""

    topics = frozenset(
        {Topic.LINKAGES, Topic.CONTACTS, Topic.PARTICIPANTS, Topic.REFERRALS, Topic.APPOINTMENTS}
    )

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme, desk = workplace.theme, workplace.desk
        self.span = span_of(Period.QUARTER, desk.clock.today())
        self._found: Measures | None = None
        self._tabled = False
        self._task: Task[Measures] | None = None
        choices = [Choice(one.value, one.value.capitalize()) for one in Period]
        self.period = Segmented(theme, "Span", choices)
        self.period.choose(Period.QUARTER.value)
        self.before = IconButton(theme, "chevron-left", "Earlier (←)")
        self.after = IconButton(theme, "chevron-right", "Later (→)")
        self.first, self.last = DateEdit(theme, "From"), DateEdit(theme, "To")
        whose = (Choice(MINE, "Mine", "user"), Choice(TEAM, "Team", "users"))
        self.whose = Segmented(theme, "Whose", whose)
        self.whose.choose(TEAM)
        self.table_button = Button(theme, "Table", icon="list-filter", keys="T")
        self.copy_button = Button(theme, "Copy table", icon="copy", keys="C")
        self.print_button = Button(theme, "Report", icon="printer", keys="P")
        self._span = _line(theme)
        self.tiles = [KpiTile(theme, Figure("", "")) for _ in range(TILES)]
        self.panels = Panels(theme)
        self._scroll = QScrollArea()
        self.model = FigureModel(self)
        self.table = TableView(theme, "Outcomes as a table")
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(theme, self.table))
        for column, width in enumerate((240, 260, 110, 380)):
            self.table.setColumnWidth(column, theme.px(width))
        self._skeleton = Skeleton(theme, rows=6, row_height=96)
        self._skeleton.hide()
        self._foot = Label(theme, "", "caption", "text2", wrap=True)
        self._stack = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Outcomes")
        self._lay_out()
        self._connect()

    def heading(self) -> Heading:
        return Heading("Outcomes", heading_words(self.workplace.desk, mine=self._mine()))

    def hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("←", "→"), "earlier, later"),
            KeyHint(("1", "…", "4"), "month to custom"),
            KeyHint(("T",), "table"),
        )

    def refresh(self) -> None:
        desk, span = self.workplace.desk, self.span
        read = measures.reader_for(desk.may, mine=self._mine())
        if self._task is not None:
            self._task.forget()
        if self._found is None:
            self._skeleton.wait()
        self._task = self.workplace.runner.run(
            lambda: read(desk, span), self._show, self._fail, owner=self
        )

    def activate(self) -> None:
        super().activate()
        self._take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = held_keys(event)
        deed = None if modifiers else self._deeds().get(Qt.Key(event.key()))
        if deed is None:
            event.ignore()
        else:
            deed()

    def _deeds(self) -> dict[Qt.Key, Callable[[], None]]:
        key = Qt.Key
        bar = self._scroll.verticalScrollBar()
        page = self._scroll.viewport().height() - 40
        return {
            **{pressed: partial(self._choose_period, one) for pressed, one in _PERIODS.items()},
            key.Key_Left: lambda: self._turn(-1),
            key.Key_Right: lambda: self._turn(1),
            key.Key_T: self._turn_table,
            key.Key_C: self.copy_table,
            key.Key_P: self._print,
            key.Key_M: self._turn_whose,
            key.Key_Down: lambda: bar.setValue(bar.value() + 80),
            key.Key_Up: lambda: bar.setValue(bar.value() - 80),
            key.Key_PageDown: lambda: bar.setValue(bar.value() + page),
            key.Key_PageUp: lambda: bar.setValue(bar.value() - page),
            key.Key_Space: lambda: bar.setValue(bar.value() + page),
            key.Key_Home: lambda: bar.setValue(0),
            key.Key_End: lambda: bar.setValue(bar.maximum()),
        }

    def copy_table(self) -> None:
        """Put the measures on the clipboard as they may leave the team: no small count in them."""
        if self._found is None:
            return
        desk = self.workplace.desk
        shared = for_others(self._found)
        head = head_lines(
            shared,
            program=desk.settings.program_name,
            whose=measures.scope_words(desk.may, mine=self._mine()),
            by=desk.worker.name,
            at=desk.clock.now().astimezone(desk.clock.zone),
        )
        QGuiApplication.clipboard().setText(copied(head, shared))
        self.workplace.navigator.toast(f"Copied, without counts under {SMALL_CELL}")

    def _mine(self) -> bool:
        return not self.whose.isHidden() and self.whose.value() == MINE

    def _period(self) -> Period:
        return Period(self.period.value() or Period.QUARTER)

    def _lay_out(self) -> None:
        desk = self.workplace.desk
        unwanted: list[QWidget] = [self.first, self.last]
        unwanted += [] if desk.may(Act.SEE_MEASURES_ALL) else [self.whose]
        unwanted += [] if desk.may(Act.PRINT_OWN_COPIES) else [self.print_button]
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self.tiles:
            tiles.addWidget(tile)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("Charts")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.panels)
        framed = Card(fixed=False)
        framed.column.setContentsMargins(1, 1, 1, 1)
        framed.column.addWidget(self.table)
        tabled = QWidget()
        inside = QHBoxLayout(tabled)
        inside.addWidget(framed)
        loading = QWidget()
        shapes = QVBoxLayout(loading)
        shapes.setContentsMargins(0, 0, Size.SCROLL_BAR, 0)
        shapes.addWidget(self._skeleton)
        shapes.addStretch()
        for part in (self._scroll, tabled, loading):
            self._stack.addWidget(part)
        self._stack.setCurrentIndex(_LOADING_AT)
        bar = self._tool_bar()
        # The scroll bar stands in the margin, so that the cards end where the tiles end.
        for row in (bar, tiles, inside):
            row.setContentsMargins(0, 0, Size.SCROLL_BAR, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 14, Space.PAGE - Size.SCROLL_BAR, 12)
        column.setSpacing(12)
        column.addLayout(bar)
        column.addLayout(tiles)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)
        for one in unwanted:
            one.hide()

    def _tool_bar(self) -> QHBoxLayout:
        tools = QWidget()
        left = FlowLayout(tools)
        for widget in (self.period, self.before, self.after, self.first, self.last, self._span):
            left.addWidget(widget)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(tools, 1)
        for button in (self.whose, self.table_button, self.copy_button, self.print_button):
            bar.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return bar

    def _connect(self) -> None:
        self.period.changed.connect(lambda _: self._period_chosen())
        self.whose.changed.connect(lambda _: self._whose_chosen())
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.first.editingFinished.connect(self._take_days)
        self.last.editingFinished.connect(self._take_days)
        self.table_button.clicked.connect(self._turn_table)
        self.copy_button.clicked.connect(self.copy_table)
        self.print_button.clicked.connect(self._print)

    def _choose_period(self, period: Period) -> None:
        self.period.choose(period.value)
        if period is Period.CUSTOM:
            self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _period_chosen(self) -> None:
        period = self._period()
        custom = period is Period.CUSTOM
        for field in (self.first, self.last):
            field.setVisible(custom)
        self._span.setHidden(custom)
        if not custom:
            today = self.workplace.desk.clock.today()
            inside = self.span.first <= today <= self.span.last
            self.span = span_of(period, today if inside else self.span.first)
        self._show_days()
        self.refresh()

    def _show_days(self) -> None:
        for field, day in ((self.first, self.span.first), (self.last, self.span.last)):
            field.setDate(as_qdate(day))

    def _take_days(self) -> None:
        """Two days that were typed; the later one is the end, whichever field it stands in."""
        first, last = sorted((day_in(self.first), day_in(self.last)))
        if Span(first, last) != self.span:
            self.span = Span(first, last)
            self._show_days()
            self.refresh()

    def _turn(self, step: int) -> None:
        self.span = stepped(self._period(), self.span, step)
        self._show_days()
        self.refresh()

    def _turn_whose(self) -> None:
        if not self.whose.isHidden():
            self.whose.choose(TEAM if self._mine() else MINE)

    def _whose_chosen(self) -> None:
        self.heading_changed.emit()
        self.refresh()

    def _turn_table(self) -> None:
        self._tabled = not self._tabled
        self.table_button.setText("Charts" if self._tabled else "Table")
        self._show_view()
        self._take_focus()

    def _show_view(self) -> None:
        if self._found is not None:
            self._stack.setCurrentIndex(_TABLE_AT if self._tabled else _CHARTS_AT)

    def _print(self) -> None:
        if self.print_button.isHidden():
            return
        self.workplace.navigator.print_form(
            FormWish(
                kind=FormKind.MEASURES,
                span=self.span,
                mine=self._mine(),
                words=span_words(self.span),
            )
        )

    def _take_focus(self) -> None:
        target = self.table if self._stack.currentIndex() == _TABLE_AT else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: LeadError) -> None:
        self._skeleton.stop()
        self._stale = True
        self.workplace.navigator.report(error)

    def _show(self, found: Measures) -> None:
        self._found = found
        self._skeleton.stop()
        self._show_view()
        self._span.setText(span_words(found.span))
        for tile, figure in zip(self.tiles, headline_figures(found), strict=True):
            tile.set_figure(figure)
        self.panels.show_measures(found)
        self.model.replace(rows_of(found))
        self.table.go_to(self.model.index(0, 0))
        self._foot.setText(foot_words(found))


def _line(theme: Theme) -> Label:
    """Words that stand in the middle of a row of buttons that may wrap."""
    label = Label(theme, "", "strong")
    label.setMinimumHeight(theme.px(Size.BUTTON_MD))
    return label


def heading_words(desk: Desk, *, mine: bool) -> str:
    """Whose measures the page shows."""
    words = measures.scope_words(desk.may, mine=mine)
    hidden = not (desk.may(Act.SEE_MEASURES_ALL) or desk.may(Act.SEE_MEASURES_OWN))
    return f"{words}, small counts hidden" if hidden else words


def foot_words(found: Measures) -> str:
    """What is compared, what is not known, and what is not shown."""
    month = found.linkages.retained[0]
    parts = [compared_words(found.before), "Counted as far as is known today."]
    if month.unknown:
        parts.append(f"Of {month.unknown:,} nothing is known yet after 30 days.")
    if found.hidden:
        parts.append(
            f"Counts under {SMALL_CELL} are not shown: {hidden_counts(found):,} of them here."
        )
    return " ".join(filter(None, parts))
