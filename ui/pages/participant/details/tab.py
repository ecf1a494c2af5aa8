"""The details tab: who somebody is, how to reach them safely, and what changed in their life."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.domain.people.details import DetailField, EarlierText, PersonDetails
from lead_desktop.domain.people.events import EventLine
from lead_desktop.domain.people.outcomes import OutcomeLine
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.searching import SearchLine
from lead_desktop.domain.people.status import StatusLine
from lead_desktop.domain.referral.referral import IncidentLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import details, events, outcomes, searching, statuses
from lead_desktop.services.referral import incidents
from ui.kit.card import Card
from ui.models.day_words import Calendar
from ui.pages.facts import boxed
from ui.pages.life_sheets.acts import LifeActs
from ui.pages.life_sheets.entry_acts import EntryActs
from ui.pages.life_sheets.incident_acts import IncidentActs
from ui.pages.participant.details.entries import EntryCards
from ui.pages.participant.details.form import DetailsForm
from ui.pages.participant.details.incidents import IncidentCard
from ui.pages.participant.details.life import LifeCards
from ui.pages.participant.tab import CardsTab
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Space

F = DetailField
_TWO_COLUMNS = 940
"""Width in px at 100 % text size from which the cards stand in two columns."""


@dataclass(frozen=True)
class Known:
    """What the tab shows, fetched together."""

    details: PersonDetails
    earlier: tuple[EarlierText, ...]
    history: tuple[StatusLine, ...]
    events: tuple[EventLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    searches: tuple[SearchLine, ...]
    incidents: tuple[IncidentLine, ...]


def fetch(desk: Desk, who: UUID) -> Known:
    """Everything that the tab shows of one participant; legal detail for who may see it."""
    legal = desk.may(Act.SEE_LEGAL_DETAIL)
    return Known(
        details.read_details(desk, who),
        details.list_earlier_texts(desk, who),
        statuses.list_history(desk, who),
        events.list_events(desk, who),
        outcomes.list_outcomes(desk, who),
        searching.list_searches(desk, who),
        tuple(incidents.list_incidents(desk, who)) if legal else (),
    )


class DetailsTab(CardsTab):
    """Facts save themselves; lists are changed through sheets, each with undo."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Details")
        self._workplace = workplace
        self._who: UUID | None = None
        self._task: Task[Known] | None = None
        self.form = DetailsForm(workplace, self)
        self.life = LifeActs(workplace, self)
        self.entries = EntryActs(workplace, self)
        self.incidents = IncidentActs(workplace, self)
        self.incident_card = IncidentCard(workplace.theme, self.incidents)
        self.entry_cards = EntryCards(workplace, self.entries)
        self.life_cards = LifeCards(workplace, self.life)
        self.form.changed.connect(self.changed)
        self.form.sheet_wanted.connect(self.sheet_wanted)
        for acts in (self.life, self.entries, self.incidents):
            acts.changed.connect(self.changed)
            acts.sheet_wanted.connect(self.sheet_wanted)
        self._lay_out()

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        desk, who = self._workplace.desk, record.row.id
        lost = record.row.status is ParticipantStatus.INACTIVE_LOST
        if self._task is not None:
            self._task.forget()
        self._task = self._workplace.runner.run(
            lambda: fetch(desk, who),
            lambda known: self._fill(who, known, calendar, lost=lost),
            self._workplace.navigator.report,
            owner=self,
        )

    def _fill(self, who: UUID, known: Known, calendar: Calendar, *, lost: bool) -> None:
        self._who = who
        self.form.show_details(known.details, known.earlier)
        self.entry_cards.show_details(known.details, calendar)
        self.life_cards.show_life(who, known.events, known.outcomes, known.history, calendar)
        self.incident_card.show_incidents(who, known.incidents, calendar)
        self.life_cards.show_searches(known.searches, calendar, lost=lost)

    def _lay_out(self) -> None:
        left = (
            self._person(),
            self.entry_cards.aliases,
            self.entry_cards.numbers,
            self._mail(),
            self._wishes(),
            self._cadence(),
        )
        right = (
            self._safe_contact(),
            self.entry_cards.phones,
            self.entry_cards.places,
            self.life_cards.searches,
            self.entry_cards.emergency,
            self.life_cards.events,
            self.incident_card,
            self.life_cards.outcomes,
            self.life_cards.history,
        )
        self._sides = both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(Space.CARDS)
        for cards in (left, right):
            both.addWidget(_stack(cards), 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(boxed(both))
        self.column.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = self.width() >= self._workplace.theme.px(_TWO_COLUMNS)
        self._sides.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def _person(self) -> Card:
        form = self.form
        return form.section(
            "Person",
            (
                form.line(F.PREFERRED_NAME, "Chosen name", hint="Shown everywhere."),
                form.line(F.PRONOUNS, "Pronouns"),
            ),
            (
                form.line(F.LEGAL_FIRST_NAME, "Legal first name"),
                form.line(F.LEGAL_LAST_NAME, "Legal last name"),
            ),
            form.line(
                F.DATE_OF_BIRTH,
                "Born",
                hint="A date, a month, a year, or an age: “about 45”.",
            ),
            (form.line(F.LANGUAGE, "Language"), form.line(F.EXTERNAL_ID, "Number in other system")),
        )

    def _safe_contact(self) -> Card:
        form = self.form
        return form.section(
            "Safe contact",
            form.note(F.WHO_MAY_KNOW, "Who may know", hint="Nobody else hears from us."),
            (
                form.line(F.QUIET_FROM, "Quiet from", example="9 pm"),
                form.line(F.QUIET_TO, "Quiet until", example="8 am"),
            ),
            (
                form.answer(F.MAIL_OK, "Letters are welcome"),
                form.answer(F.VISIT_OK, "Visits are welcome"),
            ),
            form.line(F.CONTACT_WORDS, "Good to know"),
        )

    def _mail(self) -> Card:
        form = self.form
        return form.section(
            "Address and e-mail",
            form.line(F.ADDRESS, "Mail goes to"),
            (form.line(F.CITY, "City"), form.line(F.POSTAL_CODE, "ZIP")),
            form.line(F.EMAIL, "E-mail"),
        )

    def _wishes(self) -> Card:
        form = self.form
        return form.section(
            "In their words",
            form.note(F.HELPS, "What helps"),
            form.note(F.GETS_IN_THE_WAY, "What gets in the way"),
            form.note(F.PLEASE, "Please"),
        )

    def _cadence(self) -> Card:
        form = self.form
        return form.section(
            "Agreed cadence",
            (
                form.line(F.CADENCE_DAYS, "Every … days", hint="Empty: by the phase."),
                form.line(F.CADENCE_NOTE, "How it was agreed"),
            ),
            (
                form.line(F.CASE_MANAGER_DAYS, "Case manager, every … days"),
                form.line(F.PEER_DAYS, "Peer, every … days"),
            ),
        )


def _stack(cards: tuple[Card, ...]) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.CARDS)
    for card in cards:
        column.addWidget(card)
    return side
