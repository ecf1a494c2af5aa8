"""Who has seen the record, as a card that is filled when it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal

from lead_desktop.domain.consent.privacy import SeenReport
from ui.kit.card import Card, SectionHeader
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import FactLine, FactRow, Sign
from ui.theme import Theme

SHOWN_LOOKS = 30
"""So many looks at the record stand on the screen; paper has them all."""


class SeenCard(Card):
    """asked: the worker wants to know. The question is audited, so it is never asked by itself."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.header = SectionHeader(theme, "Who has seen this record", action="Show")
        self.header.acted.connect(self.asked)
        self.add_header(self.header)

    def show_report(self, report: SeenReport, calendar: Calendar) -> None:
        """Show how often each worker looked, and the latest looks."""
        theme = self._theme
        self.header.action.hide()
        self.header.set_count(len(report.lines))
        totals = ", ".join(f"{worker} {many}" for worker, many, _ in report.by_worker)
        words = totals or "Nobody has opened or printed it yet."
        self.column.addWidget(Label(theme, words, "caption", "text2", wrap=True))
        for line in report.lines[:SHOWN_LOOKS]:
            facts: list[FactLine] = [(f"{line.worker}: {line.what.lower()}", "body", "text")]
            if line.detail:
                facts.append((line.detail, "caption", "text3"))
            row = FactRow(theme, Sign(theme, icon="eye"), facts, trailing=calendar.moment(line.at))
            self.column.addWidget(row)
