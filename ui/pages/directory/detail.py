"""One service whole, beside the list: how to get in, what to bring, whom to call, who checked."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.directory.directory import (
    PlaceLine,
    ServiceDetail,
    ageing_of,
    knowledge_facts,
)
from lead_desktop.domain.directory.opening_hours import is_open
from ui.kit.button import Button
from ui.kit.card import SectionHeader, hairline
from ui.kit.chip import Chip, ChipLabel
from ui.kit.empty_state import EmptyState
from ui.kit.flow_layout import FlowLayout
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.models.looks import CATEGORY_ICON
from ui.pages.directory.ageing import ageing_chip
from ui.pages.facts import FactLine, FactRow, Sign, boxed, clear_layout
from ui.theme import Theme

_CHECKS = 4


class Detail(QFrame):
    """link_asked, verify_asked, edit_asked: the buttons."""

    link_asked = Signal()
    verify_asked = Signal()
    edit_asked = Signal()

    def __init__(self, theme: Theme, *, may_edit: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.detail: ServiceDetail | None = None
        self.setProperty("kind", "pane")
        self.setAccessibleName("Service")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._nothing = EmptyState(theme, "life-buoy", "No service chosen")
        whole.addWidget(self._nothing)
        self._content = QWidget()
        whole.addWidget(self._content)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(12)
        self._head = QVBoxLayout()
        self._head.setSpacing(8)
        column.addLayout(self._head)
        self._tools = QWidget()
        tools = FlowLayout(self._tools, gap=6)
        link = Button(theme, "Link somebody", kind="primary", size="sm", icon="route", keys="N")
        link.clicked.connect(self.link_asked)
        tools.addWidget(link)
        verify = Button(theme, "Check", size="sm", icon="search-check", keys="V")
        verify.setAccessibleName("Note a check of this entry")
        verify.clicked.connect(self.verify_asked)
        edit = Button(theme, "What we know", size="sm", icon="pencil", keys="E")
        edit.clicked.connect(self.edit_asked)
        tools.addWidget(verify)
        tools.addWidget(edit)
        column.addWidget(self._tools)
        # Only after it stands in the pane: shown without a parent it would open as a window.
        self._tools.setVisible(may_edit)
        column.addWidget(hairline())
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("About this service")
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._facts = QVBoxLayout(inside)
        self._facts.setContentsMargins(0, 2, 8, 8)
        self._facts.setSpacing(8)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        self.show_nothing()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, 1, self.height(), self._theme.color("line"))

    def show_nothing(self) -> None:
        """No service is current."""
        self.detail = None
        self._content.hide()
        self._nothing.show()

    def show_detail(self, detail: ServiceDetail, calendar: Calendar, now: datetime) -> None:
        """Show one service. now: local time, for whether it is open."""
        self.detail = detail
        self._nothing.hide()
        self._content.show()
        clear_layout(self._head)
        clear_layout(self._facts)
        self._add_head(detail, calendar, now)
        self._add_reach(detail)
        self._add_known(detail)
        for title, text in (
            ("Who can come", detail.eligibility),
            ("Cost", detail.fees),
            ("Bring", detail.required_documents),
            ("How to get in", detail.application_process),
            ("Languages", detail.languages.replace("\n", ", ")),
            ("What they do", detail.description),
        ):
            self._add_text(title, text)
        self._add_checks(detail, calendar)
        self._facts.addStretch()
        self.area.verticalScrollBar().setValue(0)

    def _add_head(self, detail: ServiceDetail, calendar: Calendar, now: datetime) -> None:
        theme, line = self._theme, detail.line
        self._head.addWidget(Label(theme, line.name, "heading", wrap=True))
        if line.organization:
            self._head.addWidget(Label(theme, line.organization, "body", "text2", wrap=True))
        ageing = ageing_of(line.last_verified_on, calendar.today, detail.unanswered)
        chips = [ageing_chip(ageing)]
        now_open = is_open(detail.schedule, now)
        if now_open is not None:
            tone, words = ("success", "Open now") if now_open else ("neutral", "Closed now")
            chips.append(Chip(words, "success" if tone == "success" else "neutral", "clock"))
        chips += [
            Chip(one.label, "accent", CATEGORY_ICON[one]) for one in detail.line.categories[:3]
        ]
        if line.status in ("inactive", "defunct"):
            chips.insert(0, Chip("No longer offered", "danger", "ban"))
        flow = FlowLayout(gap=6)
        for chip in chips:
            flow.addWidget(ChipLabel(theme, chip))
        self._head.addWidget(boxed(flow))

    def _add_reach(self, detail: ServiceDetail) -> None:
        rows = [self._phone(number, label) for number, label in detail.phones]
        for place in detail.places:
            rows += self._place(detail, place)
        hours = [one.text() for one in detail.schedule] or detail.hours.split("\n")
        rows += [self._fact("clock", (one, "body", "text")) for one in hours if one]
        for icon, text in (("arrow-up-right", detail.website), ("message-square", detail.email)):
            if text:
                rows.append(self._fact(icon, (text, "body", "text2")))
        self._add_part("How to reach them", rows, "No number, place or hours in the directory")

    def _place(self, detail: ServiceDetail, place: PlaceLine) -> list[FactRow]:
        words: list[FactLine] = [
            (place.address or place.name or "Address not given", "body", "text")
        ]
        if place.name and place.address and place.name != detail.line.organization:
            words.append((place.name, "caption", "text3"))
        rows = [self._fact("map-pin", *words)]
        known = dict(detail.phones)
        rows += [self._phone(number, "") for number in place.phones if number not in known]
        if place.transportation:
            rows.append(self._fact("bus", (place.transportation, "caption", "text3")))
        return rows

    def _phone(self, number: str, label: str) -> FactRow:
        words: list[FactLine] = [(number, "med", "text")]
        if label:
            words.append((label, "caption", "text3"))
        return self._fact("phone", *words)

    def _fact(self, icon: str, *lines: FactLine) -> FactRow:
        return FactRow(self._theme, Sign(self._theme, icon=icon), lines, wrap=True)

    def _add_known(self, detail: ServiceDetail) -> None:
        theme = self._theme
        rows = [
            FactRow(
                theme,
                Sign(theme, icon="sparkle", ink="accent_text"),
                ((heading, "caption", "text3"), (words, "body", "text")),
                wrap=True,
            )
            for heading, words in knowledge_facts(detail.knowledge)
        ]
        self._add_part("What we know", rows, "Nothing yet. What you learn at the door helps next.")

    def _add_checks(self, detail: ServiceDetail, calendar: Calendar) -> None:
        theme = self._theme
        rows = [
            FactRow(
                theme,
                Sign(theme, icon="search-check"),
                (
                    (f"{one.outcome.label} · {one.worker}", "body", "text"),
                    (one.words or calendar.moment(one.at), "caption", "text3"),
                ),
                trailing=calendar.short_date(calendar.day_of(one.at)) if one.words else "",
                wrap=True,
            )
            for one in detail.checks[:_CHECKS]
        ]
        self._add_part("Checks", rows, "Nobody has checked this entry yet")

    def _add_part(self, title: str, rows: list[FactRow], empty: str) -> None:
        self._facts.addWidget(SectionHeader(self._theme, title))
        for row in rows:
            self._facts.addWidget(row)
        if not rows:
            self._facts.addWidget(Label(self._theme, empty, "caption", "text3", wrap=True))
        self._facts.addSpacing(6)

    def _add_text(self, title: str, text: str) -> None:
        if text:
            self._facts.addWidget(SectionHeader(self._theme, title))
            self._facts.addWidget(Label(self._theme, text, "body", "text2", wrap=True))
            self._facts.addSpacing(6)
