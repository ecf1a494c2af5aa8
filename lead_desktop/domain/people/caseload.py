"""One participant in a list, with every derived fact that a list shows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import EventKind, LinkageStatus, ParticipantStatus, Phase
from lead_desktop.domain.people.cadence import PLACE_EVENTS, CadenceState, PlaceNow
from lead_desktop.domain.people.names import number_text
from lead_desktop.domain.people.stage import (
    CONSENT_ENDING_DAYS,
    ENDED,
    ConsentMark,
    Stage,
    View,
    stage_of,
)
from lead_desktop.domain.plan.linkage import LADDER
from lead_desktop.domain.referral.incident_clock import Deadline

SEPARATOR = "\x1f"
"""Stands between the members of a joined column; no text that a person types holds it."""

NO_END = "9999-12-31"
"""The day at which a consent without an end is said to end, where ends are compared."""

_AWAY = frozenset({ParticipantStatus.INACTIVE_CUSTODY, ParticipantStatus.INACTIVE_FACILITY})
_RUNG = {status: index for index, status in enumerate(LADDER)}


class CaseloadFacts(NamedTuple):
    """The columns of the caseload query as they are stored: instants as UTC text, codes as text.

    linkages, aliases, digits: joined by SEPARATOR. consent_end: the first end among live
    consents, NO_END for none, None without a consent. event_*: an open stay somewhere.
    clocks: of the few who are in the wind or have a clock agreed for one role: the last day of
    looking, then for case manager and peer the agreed days and when they last reached the person.
    """

    id: str
    number: int
    external_id: str | None
    preferred_name: str
    legal_first_name: str | None
    legal_last_name: str | None
    pronouns: str | None
    date_of_birth: str | None
    status: str
    status_since: str
    phase: str
    enrolled_on: str | None
    cadence_days: int | None
    name_key: str
    case_manager: str | None
    peer: str | None
    mine: int
    reached_at: str | None
    attempted_at: str | None
    attempts_since: int
    linkages: str | None
    aliases: str | None
    digits: str | None
    consent_end: str | None
    safety: int
    event_kind: str | None
    event_at: str | None
    appointment: str | None
    starts_at: str | None
    task: str | None
    task_due: str | None
    clocks: str | None


class CaseloadRow:
    """One participant in a list. A value: compared by its facts, never changed.

    Facts are turned into dates, codes and words when they are asked for: a list of thousands is
    judged and ordered as a whole, but a page shows some twenty rows of it.

    deadlines: what is counted down for diverted incidents, the earliest first; empty for whoever
    does not see legal detail.
    """

    def __init__(
        self,
        facts: CaseloadFacts,
        cadence: CadenceState,
        today: date,
        zone: ZoneInfo,
        deadlines: tuple[Deadline, ...] = (),
    ) -> None:
        self._facts = facts
        self.cadence = cadence
        self._today = today
        self._zone = zone
        self.deadlines = deadlines

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CaseloadRow):
            return NotImplemented
        mine = (self._facts, self.cadence, self.deadlines)
        return mine == (other._facts, other.cadence, other.deadlines)

    def __hash__(self) -> int:
        return hash(self._facts.id)

    @cached_property
    def id(self) -> UUID:
        return UUID(self._facts.id)

    @property
    def number(self) -> int:
        return self._facts.number

    @property
    def number_text(self) -> str:
        return number_text(self._facts.number)

    @property
    def external_id(self) -> str | None:
        return self._facts.external_id

    @property
    def preferred_name(self) -> str:
        return self._facts.preferred_name

    @property
    def legal_name(self) -> str:
        names = (self._facts.legal_first_name, self._facts.legal_last_name)
        return " ".join(name for name in names if name)

    @property
    def pronouns(self) -> str:
        return self._facts.pronouns or ""

    @property
    def aliases(self) -> tuple[str, ...]:
        joined = self._facts.aliases
        return tuple(joined.split(SEPARATOR)) if joined else ()

    @property
    def date_of_birth(self) -> str | None:
        return self._facts.date_of_birth

    @property
    def status(self) -> ParticipantStatus:
        return ParticipantStatus(self._facts.status)

    @property
    def phase(self) -> Phase:
        return Phase(self._facts.phase)

    @property
    def stage(self) -> Stage:
        """The word of the stage chip."""
        return stage_of(self.status, self.phase)

    @property
    def enrolled_on(self) -> date | None:
        enrolled = self._facts.enrolled_on
        return date.fromisoformat(enrolled) if enrolled else None

    @property
    def case_manager(self) -> str | None:
        return self._facts.case_manager

    @property
    def peer(self) -> str | None:
        return self._facts.peer

    @property
    def mine(self) -> bool:
        """Whether the worker who asked is on this person's team."""
        return bool(self._facts.mine)

    @property
    def last_reached_at(self) -> datetime | None:
        return _instant(self._facts.reached_at)

    @property
    def last_attempted_at(self) -> datetime | None:
        return _instant(self._facts.attempted_at)

    @property
    def status_since(self) -> date:
        return date.fromisoformat(self._facts.status_since)

    @property
    def days_since_reached(self) -> int | None:
        """Calendar days since anybody of the team reached the person; None when nobody did.

        The cadence may run by another clock: an attempt, looking for them, one role's own.
        """
        reached = self.last_reached_at
        return (self._today - local_day(reached, self._zone)).days if reached else None

    @property
    def attempts_since_reached(self) -> int:
        return self._facts.attempts_since

    @cached_property
    def linkages(self) -> tuple[LinkageStatus, ...]:
        """The states of open linkages, furthest along first."""
        joined = self._facts.linkages
        if not joined:
            return ()
        states = (LinkageStatus(code) for code in joined.split(SEPARATOR))
        return tuple(sorted(states, key=_RUNG.__getitem__, reverse=True))

    @property
    def consent(self) -> ConsentMark:
        """What the consent column says."""
        if self._facts.consent_end is None:
            return ConsentMark.NONE
        ends = self.consent_ends_on
        if ends is not None and (ends - self._today).days <= CONSENT_ENDING_DAYS:
            return ConsentMark.ENDING
        return ConsentMark.LIVE

    @property
    def consent_ends_on(self) -> date | None:
        """The first end among live consents; None without one or without an end."""
        end = self._facts.consent_end
        return None if end is None or end == NO_END else date.fromisoformat(end)

    @property
    def safety(self) -> bool:
        """Whether something is to be kept in mind on a visit."""
        return bool(self._facts.safety)

    @property
    def place(self) -> PlaceNow | None:
        """Where an open event says that the person is."""
        kind = self._facts.event_kind
        return PLACE_EVENTS[EventKind(kind)] if kind else None

    @property
    def place_since(self) -> date | None:
        since = _instant(self._facts.event_at)
        return local_day(since, self._zone) if since else None

    @property
    def deadline(self) -> Deadline | None:
        """The first of the deadlines."""
        return self.deadlines[0] if self.deadlines else None

    @property
    def intake_due_on(self) -> date | None:
        """Until when a diverted incident asks for the full intake; None when none does."""
        return next((one.on for one in self.deadlines if one.intake), None)

    @property
    def next_step(self) -> str | None:
        """The earliest promise, an appointment or a follow-up; else reaching out when past."""
        if self._appointment_first():
            return self._facts.appointment
        return self._facts.task or ("Reach out" if self.cadence.days_past else None)

    @property
    def next_at(self) -> datetime | None:
        """When the next step is, where it is an appointment."""
        return _instant(self._facts.starts_at) if self._appointment_first() else None

    def _appointment_first(self) -> bool:
        starts = _instant(self._facts.starts_at)
        if starts is None or self._facts.task_due is None:
            return starts is not None
        return local_day(starts, self._zone).isoformat() <= self._facts.task_due

    @cached_property
    def find_key(self) -> str:
        """Folded names, number and phone digits, for finding as one types."""
        facts = self._facts
        return f"{facts.name_key} p-{facts.number:04d} {facts.digits or ''}"

    @property
    def second_line(self) -> str:
        """What stands under the name: where the person is, legal name, alias or pronouns."""
        since = self.place_since
        if self.place and since:
            return f"{self.place.value} since {since:%b} {since.day}"
        if self.legal_name and self.legal_name != self.preferred_name:
            return f"Legal: {self.legal_name}"
        if self.aliases:
            return f"Also “{self.aliases[0]}”"
        return self.pronouns or self.number_text


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def in_view(row: CaseloadRow, view: View) -> bool:
    """Whether a participant belongs to one of the ready-made views of whoever asked for `row`.

    People may stand in several views at once; those whose time with the program has ended only
    in CLOSED. The store narrows its statement by the same rules where an index helps it.
    """
    if row.status in ENDED:
        return view is View.CLOSED
    match view:
        case View.MINE:
            return row.mine
        case View.PAST_CADENCE:
            return row.cadence.days_past > 0
        case View.NEW:
            return row.stage is Stage.NEW
        case View.AWAY:
            return row.place is not None or row.status in _AWAY
        case View.UNASSIGNED:
            return row.case_manager is None
        case View.TO_FIND:
            return row.status is ParticipantStatus.INACTIVE_LOST
        case _:
            return view is View.TEAM
