"""The consents tab: what may be shared with whom, and what has left."""

from __future__ import annotations

from uuid import UUID

from lead_desktop.domain.disclosure import DisclosureLine
from lead_desktop.domain.participant import (
    ConsentLine,
    ParticipantRecord,
)
from lead_desktop.services import trust
from ui.kit.card import Card, SectionHeader
from ui.kit.chip import Chip
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import FactLine, FactRow, Sign, clear_layout, consent_is_ending
from ui.pages.participant.tab import CardsTab
from ui.pages.workplace import Workplace
from ui.runner import Task


class ConsentsTab(CardsTab):
    """Read only: one card of consents, one of copies that left."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Consents")
        self._workplace = workplace
        self._who: UUID | None = None
        self._task: Task[list[DisclosureLine]] | None = None

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        desk, who = self._workplace.desk, record.row.id
        if who != self._who:
            self._who = who
            clear_layout(self.column)
        if self._task is not None:
            self._task.forget()
        self._task = self._workplace.runner.run(
            lambda: trust.list_disclosures(desk, who),
            lambda left: self._fill(record, left, calendar),
            self._workplace.navigator.report,
            owner=self,
        )

    def _fill(
        self, record: ParticipantRecord, left: list[DisclosureLine], calendar: Calendar
    ) -> None:
        clear_layout(self.column)
        self.column.addWidget(self._consents(record.consents, calendar))
        self.column.addWidget(self._disclosures(left, calendar))
        self.column.addStretch()

    def _consents(self, lines: tuple[ConsentLine, ...], calendar: Calendar) -> Card:
        theme, card = self._workplace.theme, Card()
        live = sum(line.live for line in lines)
        card.column.addWidget(SectionHeader(theme, "Consents on file", count=live))
        if not lines:
            words = "None. Nothing may be shared, not even that this person is enrolled."
            card.column.addWidget(Label(theme, words, "body", "text2", wrap=True))
        for line in lines:
            name = ", ".join(line.recipients) or "No recipient named"
            scope = ", ".join(category.label for category in line.categories)
            signed = f"Signed {calendar.short_date(line.signed_on)}"
            about = " · ".join(part for part in (line.purpose, signed) if part)
            words_of: list[FactLine] = [(name, "med", "text"), (scope, "caption", "text2")]
            words_of.append((about, "caption", "text3"))
            icon = "file-check" if line.live else "file-x"
            sign = Sign(theme, icon=icon, ink="success_text" if line.live else "text3")
            chip = _consent_chip(line, calendar)
            card.column.addWidget(FactRow(theme, sign, words_of, chip=chip))
        return card

    def _disclosures(self, lines: list[DisclosureLine], calendar: Calendar) -> Card:
        theme, card = self._workplace.theme, Card()
        card.column.addWidget(SectionHeader(theme, "Copies that left", count=len(lines)))
        if not lines:
            card.column.addWidget(Label(theme, "None so far.", "body", "text2"))
        for line in reversed(lines):
            recipient = line.recipient or line.audience.label
            about = " · ".join(
                part
                for part in (line.basis.label, line.purpose, f"document {line.document_number}")
                if part
            )
            words: list[FactLine] = [(recipient, "med", "text"), (about, "caption", "text3")]
            sign = Sign(theme, icon="printer" if line.sha256 else "file-x")
            said = line.method.label if line.sha256 else "Not sent"
            trailing = f"{calendar.moment(line.at)} · {said.lower()}"
            card.column.addWidget(FactRow(theme, sign, words, trailing=trailing))
        return card


def _consent_chip(line: ConsentLine, calendar: Calendar) -> Chip:
    if line.revoked_at is not None:
        day = calendar.short_date(calendar.day_of(line.revoked_at))
        return Chip(f"Withdrawn {day}", "neutral")
    if line.expires_on is None:
        return Chip("No end date", "success" if line.live else "neutral")
    end = calendar.short_date(line.expires_on)
    if consent_is_ending(line, calendar.today):
        return Chip(f"Ends {end}", "warn", "hourglass")
    return Chip(f"To {end}", "success") if line.live else Chip(f"Ended {end}", "neutral")
