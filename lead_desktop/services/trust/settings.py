"""The vault's settings: read, and changed with the right to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, fields
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.base.settings import OWN_COPY_SIZES, VaultSettings
from lead_desktop.base.settings import read_settings as typed_settings
from lead_desktop.domain.codes import Question
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.workers import read_settings as stored_settings
from lead_desktop.store.tables import Setting

RANGES: dict[str, tuple[Collection[int], str]] = {
    "lock_minutes": (range(1, 121), "Minutes go from 1 to 120."),
    "attachment_mib": (range(1, 101), "The largest paper may have 1 to 100 MiB."),
    "removed_papers_days": (range(1, 366), "Days go from 1 to 365."),
    "late_hours": (range(1, 337), "Hours go from 1 to 336, two weeks."),
    "unsigned_hours": (range(1, 721), "Hours go from 1 to 720, thirty days."),
    "cosign_days": (range(366), "Days go from 0, for never, to 365."),
    "former_view_days": (range(91), "Days go from 0, for none, to 90."),
    "backup_hours": (range(1, 169), "Hours go from 1 to 168, a week."),
    "street_outreach_hours": (range(1, 337), "Hours go from 1 to 336, two weeks."),
    "social_outreach_hours": (range(1, 337), "Hours go from 1 to 336, two weeks."),
    "handoff_minutes": (range(5, 481), "Minutes go from 5 to 480."),
    "intake_days": (range(1, 181), "Days go from 1 to 180."),
    "medication_days": (range(61), "Days go from 0, for never, to 60."),
    "naloxone_months": (range(61), "Months go from 0, for never, to 60."),
    "plan_review_days": (range(731), "Days go from 0, for never, to 730."),
    "linkage_identified_days": (range(1, 181), "Days go from 1 to 180."),
    "linkage_sent_days": (range(1, 181), "Days go from 1 to 180."),
    "linkage_provider_days": (range(1, 181), "Days go from 1 to 180."),
    "linkage_participant_days": (range(1, 181), "Days go from 1 to 180."),
    "linkage_waitlist_days": (range(1, 181), "Days go from 1 to 180."),
    "linkage_accepted_days": (range(1, 181), "Days go from 1 to 180."),
    "linkage_started_days": (range(1, 181), "Days go from 1 to 180."),
    "linkage_ongoing_days": (range(1, 181), "Days go from 1 to 180."),
    "linkage_supervisor_times": (range(1, 11), "Once to ten times."),
    "own_copy_size": (OWN_COPY_SIZES, "Type is set in 12, 14 or 18 points."),
}
"""What a number may be, with the words for one that is not."""


@allowed(Act.SEE_VAULT)
def read_settings(desk: Desk) -> VaultSettings:
    """The settings that the vault holds now, with the usual value of each that was never set."""
    with desk.store.read() as connection:
        return typed_settings(stored_settings(connection))


@allowed(Act.CHANGE_SETTINGS)
def change_settings(desk: Desk, /, **changes: object) -> Change:
    """Change some settings by name; raises InvalidInput by field. Audited by key, not by value.

    Texts are kept without the spaces around them, just as they were checked: a zone or a day with
    one more could not be read again.
    """
    trimmed = {key: _trimmed(value) for key, value in changes.items()}
    problems = _check(trimmed)
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        for key, value in trimmed.items():
            _put(session, desk, key, value)
        desk.record(session, "settings.change", detail={"keys": sorted(changes)})
    return Change(frozenset({Topic.SETTINGS}))


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _put(session: Session, desk: Desk, key: str, value: object) -> None:
    row = session.get(Setting, key)
    if row is None:
        session.add(Setting(key=key, value=value, updated_at=desk.clock.now()))
    else:
        row.value = value
        row.updated_at = desk.clock.now()


def _check(changes: dict[str, object]) -> list[FieldProblem]:
    defaults = asdict(VaultSettings())
    known = {field.name for field in fields(VaultSettings)}
    problems = []
    for key, value in changes.items():
        if key not in known:
            problems.append(FieldProblem(key, "There is no such setting."))
        elif type(value) is not type(defaults[key]):
            problems.append(FieldProblem(key, "This setting takes another kind of value."))
        elif key in RANGES and value not in RANGES[key][0]:
            problems.append(FieldProblem(key, RANGES[key][1]))
        elif key in _WORDED and not _WORDED[key][0](str(value)):
            problems.append(FieldProblem(key, _WORDED[key][1]))
    return problems


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_day_or_empty(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _are_questions(text: str) -> bool:
    """Whether each part is the key of a question: a slip would let that question go on deciding."""
    known = {question.value for question in Question}
    return {part.strip().casefold() for part in text.split(",") if part.strip()} <= known


_WORDED: dict[str, tuple[Callable[[str], bool], str]] = {
    "display_name": (bool, "The program needs a name."),
    "time_zone": (_is_zone, "This time zone is not known."),
    "privacy_email": (lambda text: not text or "@" in text, "An address has an @ in it."),
    "notice_effective_on": (_is_day_or_empty, "Write the day as 2026-11-23."),
    "recorded_only": (_are_questions, "One of these is not a question of the checklist."),
}
"""What a text must be, with the words for one that is not."""
