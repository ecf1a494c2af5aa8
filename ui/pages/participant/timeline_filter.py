"""Narrowing a timeline: how, who, signed or not, which days; the vault answers, not the list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from lead_desktop.base.clock import day_end, day_start
from lead_desktop.domain.codes import ContactMode
from lead_desktop.domain.contacts.timeline import TimelineFilter
from ui.kit.button import Button
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import ComboBox, DateEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.models.day_words import Calendar
from ui.theme import Theme

Writers = tuple[tuple[UUID, str], ...]

_MODES = (
    Choice(ContactMode.IN_PERSON, "In person", "footprints"),
    Choice(ContactMode.PHONE, "Phone", "phone"),
    Choice(ContactMode.TEXT, "Text", "message-circle"),
    Choice(ContactMode.VIDEO, "Virtual", "video"),
    Choice("written", "In writing", "pen-line"),
)
_WRITTEN = frozenset(
    {ContactMode.EMAIL, ContactMode.LETTER, ContactMode.FAX, ContactMode.SOCIAL_MESSAGE}
)


class Signed(StrEnum):
    """Which notes, by their signature."""

    ANY = "any"
    YES = "yes"
    NO = "no"


class Days(StrEnum):
    """Which days."""

    ALL = "all"
    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"
    PICKED = "picked"


class FilterPanel(QFrame):
    """A card over the list; `changed` after each answer. Hidden until it is asked for."""

    changed = Signal()

    def __init__(self, theme: Theme, calendar: Calendar) -> None:
        super().__init__()
        self.calendar = calendar
        self.setProperty("kind", "card")
        self.setAccessibleName("Filter")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._filling = False
        self.modes = ChoiceGroup(theme, "How", _MODES, multiple=True)
        self.worker = ComboBox(theme, "Who wrote or was there", size="compact")
        self.worker.addItem("Anybody", None)
        self.signed = Segmented(
            theme,
            "Signed or not",
            (
                Choice(Signed.ANY, "All"),
                Choice(Signed.YES, "Signed"),
                Choice(Signed.NO, "Not signed"),
            ),
            height=30,
        )
        self.days = Segmented(
            theme,
            "Days",
            (
                Choice(Days.ALL, "All time"),
                Choice(Days.MONTH, "30 days"),
                Choice(Days.QUARTER, "90 days"),
                Choice(Days.YEAR, "A year"),
                Choice(Days.PICKED, "From to…"),
            ),
            height=30,
        )
        self.first = DateEdit(theme, "From", size="compact")
        self.last = DateEdit(theme, "To", size="compact")
        self.clear_button = Button(theme, "Clear", kind="link", size="sm", icon="x")
        self._lay_out(theme)
        self._connect()
        self.clear()
        self.hide()

    def set_writers(self, writers: Writers) -> None:
        """Who can be asked for; the one chosen stays."""
        self._filling = True
        chosen = self.worker.currentData()
        self.worker.clear()
        self.worker.addItem("Anybody", None)
        for worker_id, name in writers:
            self.worker.addItem(name, worker_id)
        self.worker.setCurrentIndex(max(self.worker.findData(chosen), 0))
        self._filling = False

    def only(self) -> TimelineFilter:
        """What is asked for."""
        since, until = self._span()
        return TimelineFilter(
            worker_id=self.worker.currentData(),
            modes=self._chosen_modes(),
            signed={Signed.YES: True, Signed.NO: False}.get(Signed(self.signed.value() or "any")),
            since=since,
            until=until,
        )

    def ask_day(self, day: date) -> None:
        """Ask for one day alone."""
        self.clear()
        self._filling = True
        self.days.choose(Days.PICKED)
        self.first.setDate(_q(day))
        self.last.setDate(_q(day))
        self._show_dates()
        self._filling = False

    def clear(self) -> None:
        """Ask for everything again."""
        self._filling = True
        self.modes.choose()
        self.worker.setCurrentIndex(0)
        self.signed.choose(Signed.ANY)
        self.days.choose(Days.ALL)
        today = self.calendar.today
        self.first.setDate(_q(today - timedelta(days=30)))
        self.last.setDate(_q(today))
        self._show_dates()
        self._filling = False

    def _chosen_modes(self) -> frozenset[ContactMode]:
        modes: set[ContactMode] = set()
        for key in self.modes.values():
            modes |= _WRITTEN if key == "written" else {ContactMode(key)}
        return frozenset(modes)

    def _span(self) -> tuple[datetime | None, datetime | None]:
        days, zone = Days(self.days.value() or Days.ALL), self.calendar.zone
        if days is Days.ALL:
            return None, None
        if days is Days.PICKED:
            return day_start(_day(self.first), zone), day_end(_day(self.last), zone)
        return day_start(self.calendar.today - timedelta(days=int(days)), zone), None

    def _lay_out(self, theme: Theme) -> None:
        self.worker.setMinimumWidth(theme.px(200))
        who = _row(self.worker, self.signed)
        when = _row(self.days, self.first, self.last)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(9)
        for row, (words, content) in enumerate((("How", self.modes), ("Who", who), ("When", when))):
            label = Label(theme, words, "capmed", "text2")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(content, row, 1)
        grid.addWidget(self.clear_button, 2, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self.modes)

    def _connect(self) -> None:
        self.modes.changed.connect(self._tell)
        self.worker.currentIndexChanged.connect(self._tell)
        self.signed.changed.connect(self._tell)
        self.days.changed.connect(self._tell)
        self.first.dateChanged.connect(self._tell)
        self.last.dateChanged.connect(self._tell)
        self.clear_button.clicked.connect(self._start_over)

    def _start_over(self) -> None:
        self.clear()
        self.modes.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self) -> None:
        if not self._filling:
            self._show_dates()
            self.changed.emit()

    def _show_dates(self) -> None:
        picked = self.days.value() == Days.PICKED
        self.first.setVisible(picked)
        self.last.setVisible(picked)


def _row(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return whole


def _q(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day(edit: DateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
