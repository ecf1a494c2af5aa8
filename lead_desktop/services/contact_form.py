"""What is said of a contact, and what stands against saving it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    NoteFormat,
    PlaceType,
    Purpose,
    Supply,
)

MAX_MINUTES = 24 * 60
CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class FollowUp:
    """A promise made in a contact: what, and by which day."""

    words: str
    due_on: date


@dataclass(frozen=True)
class LogContact:
    """Everything of one contact. The id is made by the form, so saving twice makes one contact.

    kind: COLLATERAL, GROUP and the like; None lets the outcome decide (direct or attempt).
    minutes: None when unknown. worker_ids: who else was there. touched: linkages talked about.
    """

    id: UUID
    participant_ids: tuple[UUID, ...]
    mode: ContactMode
    outcome: ContactOutcome
    occurred_at: datetime
    kind: ContactKind | None = None
    minutes: int | None = None
    place_type: PlaceType | None = None
    place: str = ""
    note: str = ""
    note_format: NoteFormat = NoteFormat.FREE
    purposes: frozenset[Purpose] = frozenset()
    supplies: tuple[tuple[Supply, int], ...] = ()
    worker_ids: tuple[UUID, ...] = ()
    touched: tuple[UUID, ...] = ()
    follow_up: FollowUp | None = None
    closes_tasks: tuple[UUID, ...] = ()
    sign: bool = False


def check_contact(command: LogContact, now: datetime) -> tuple[FieldProblem, ...]:
    """What stands against saving; empty when it may be saved. Pure: the form asks it as well."""
    problems = []
    if not command.participant_ids:
        problems.append(FieldProblem("participant_ids", "Who is this contact with?"))
    if command.occurred_at > now + CLOCK_SLACK:
        problems.append(FieldProblem("occurred_at", "A contact cannot lie in the future."))
    if command.minutes is not None and not 0 <= command.minutes <= MAX_MINUTES:
        problems.append(FieldProblem("minutes", "Minutes go from 0 to 1,440."))
    if any(quantity < 1 for _, quantity in command.supplies):
        problems.append(FieldProblem("supplies", "Count what was given from 1 up."))
    if command.follow_up and not command.follow_up.words.strip():
        problems.append(FieldProblem("follow_up", "Say what the follow-up is."))
    return tuple(problems)
