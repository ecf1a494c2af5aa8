"""From the form to the command: what stands against saving, and what is saved."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.domain.contacts.contact_facts import ContactFacts
from lead_desktop.services.contacts.contacts import FollowUp, LogContact, check_contact
from ui.pages.quick_log.moment import parse_when
from ui.pages.quick_log.state import FormState, Part, WhenChoice

_MINUTES = re.compile(
    r"(?:(?P<hours>\d{1,2}) ?(?:h(?:(?:ou)?rs?)?|:) ?)?"
    r"(?:(?P<minutes>\d{1,4}) ?(?:m|mins?|minutes?)?)?"
)


def parse_minutes(text: str) -> int | None:
    """Minutes out of "20", "20 min", "1 h 20" or "1:20"; None for an empty field.

    Raises InvalidInput for anything else.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return None
    match = _MINUTES.fullmatch(words)
    if match is None:
        raise InvalidInput(FieldProblem(Part.MINUTES, "Give the length as “20” or “1 h 20”."))
    return int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)


def check_form(state: FormState, now: datetime, zone: ZoneInfo) -> tuple[FieldProblem, ...]:
    """What stands against saving, in tab order; empty when it may be saved."""
    problems: list[FieldProblem] = []
    minutes: int | None = None
    if state.when is WhenChoice.PICKED and parse_when(state.when_text, now, zone) is None:
        words = "Say when as “yest 3p”, “fri 14:10” or “2h”."
        problems.append(FieldProblem(Part.WHEN, words))
    if state.is_reached:
        try:
            minutes = parse_minutes(state.minutes_text)
        except InvalidInput as refusal:
            problems.extend(refusal.problems)
    if state.follow_up.strip() and state.follow_up_on is None:
        problems.append(FieldProblem(Part.FOLLOW_UP, "Choose the day of the follow-up."))
    if state.follow_up.strip() and state.participant_ids and not state.follow_up_for:
        problems.append(FieldProblem(Part.FOLLOW_UP, "Choose for whom the follow-up is."))
    problems.extend(check_contact(_command(state, minutes), now))
    order = [part.value for part in Part]
    return tuple(sorted(problems, key=lambda problem: order.index(problem.field)))


def to_command(
    state: FormState, now: datetime, zone: ZoneInfo, *, sign: bool = False
) -> LogContact:
    """What the form asks the service to save; raises InvalidInput with the problems by field."""
    problems = check_form(state, now, zone)
    if problems:
        raise InvalidInput(*problems)
    minutes = parse_minutes(state.minutes_text) if state.is_reached else None
    return replace(_command(state, minutes), sign=sign)


def facts_of(state: FormState) -> ContactFacts:
    """What the contact says as the form stands; a length that cannot be read yet is unknown."""
    try:
        minutes = parse_minutes(state.minutes_text) if state.is_reached else None
    except InvalidInput:
        minutes = None
    return _command(state, minutes).facts


def _command(state: FormState, minutes: int | None) -> LogContact:
    attempted = not state.is_reached
    follow_up = None
    if state.follow_up.strip() and state.follow_up_on is not None:
        follow_up = FollowUp(state.follow_up.strip(), state.follow_up_on, state.follow_up_for)
    return LogContact(
        id=state.id,
        participant_ids=state.participant_ids,
        mode=state.how.mode,
        outcome=state.outcome,
        occurred_at=state.occurred_at,
        minutes=0 if attempted else minutes,
        place_type=state.how.place,
        place=state.place,
        note=state.note,
        note_format=state.note_format,
        purposes=state.purposes,
        supplies=state.supplies,
        worker_ids=state.worker_ids,
        touched=state.linkage_ids,
        moves=state.moves,
        closes_tasks=state.task_ids,
        follow_up=follow_up,
        kind=state.kind,
        private_lines=tuple(state.lines.items()),
        relation=state.relation if state.with_others else None,
        third_party=state.third_party if state.with_others else "",
        learned=state.learned if state.learns else None,
        changes=state.changes_now,
        initiated_by=state.told_initiator,
    )
