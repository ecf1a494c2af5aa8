"""What a participant's record says about the person: single facts and lists of entries.

Facts are saved one by one as text, so that two people may fill different fields of one form, and
so that both texts can be shown where they fill the same one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import EmergencyRelation, NumberKind
from lead_desktop.domain.people.birth import parse_birth
from lead_desktop.domain.people.safe_contact import SafeContact

LONGEST_CADENCE = 365
"""Days; a longer agreed cadence is a slip of the keyboard."""


class DetailField(StrEnum):
    """A single fact of the record, saved by itself."""

    PREFERRED_NAME = "preferred_name"
    LEGAL_FIRST_NAME = "legal_first_name"
    LEGAL_LAST_NAME = "legal_last_name"
    PRONOUNS = "pronouns"
    DATE_OF_BIRTH = "date_of_birth"
    LANGUAGE = "language"
    EXTERNAL_ID = "external_id"
    EMAIL = "email"
    ADDRESS = "address"
    CITY = "city"
    POSTAL_CODE = "postal_code"
    CADENCE_DAYS = "cadence_days"
    CADENCE_NOTE = "cadence_note"
    CASE_MANAGER_DAYS = "case_manager_days"
    PEER_DAYS = "peer_days"
    HELPS = "helps"
    GETS_IN_THE_WAY = "gets_in_the_way"
    PLEASE = "please"
    WHO_MAY_KNOW = "who_may_know"
    QUIET_FROM = "quiet_from"
    QUIET_TO = "quiet_to"
    MAIL_OK = "mail_ok"
    VISIT_OK = "visit_ok"
    CONTACT_WORDS = "contact_words"


F = DetailField

SAFE_CONTACT_FIELDS = frozenset(
    {F.WHO_MAY_KNOW, F.QUIET_FROM, F.QUIET_TO, F.MAIL_OK, F.VISIT_OK, F.CONTACT_WORDS}
)
NAME_FIELDS = frozenset({F.PREFERRED_NAME, F.LEGAL_FIRST_NAME, F.LEGAL_LAST_NAME, F.EXTERNAL_ID})
"""Facts by which a participant is found."""

LONGEST: dict[DetailField, int] = {
    F.PREFERRED_NAME: 200,
    F.LEGAL_FIRST_NAME: 200,
    F.LEGAL_LAST_NAME: 200,
    F.PRONOUNS: 60,
    F.LANGUAGE: 60,
    F.EXTERNAL_ID: 100,
    F.EMAIL: 200,
    F.ADDRESS: 300,
    F.CITY: 100,
    F.POSTAL_CODE: 20,
    F.CADENCE_NOTE: 200,
}
"""Letters that a fact may have, where the vault keeps so many."""

LEGAL_NUMBERS = frozenset({NumberKind.STATE_ID, NumberKind.COURT_CASE})
"""Numbers that roles without legal detail are not shown and do not write."""

Stored = str | int | bool | time | None
"""A fact as the vault holds it."""


@dataclass(frozen=True, slots=True)
class PhoneEntry:
    """A number and how it may be used; None is "not asked yet"."""

    id: UUID
    participant_id: UUID
    number: str
    label: str = ""
    text_ok: bool | None = None
    voicemail_ok: bool | None = None


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A usual place and when; good_until: after this day it may no longer hold."""

    id: UUID
    participant_id: UUID
    label: str
    place: str
    good_until: date | None = None
    words: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """Another name: a street name, a former name."""

    id: UUID
    participant_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class EmergencyEntry:
    """Whom to call when something happens. knows: whether they know about the program."""

    id: UUID
    participant_id: UUID
    name: str
    relation: EmergencyRelation
    phone: str = ""
    knows: bool | None = None


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A number under which others know the participant."""

    id: UUID
    participant_id: UUID
    kind: NumberKind
    number: str


Entry = PhoneEntry | PlaceEntry | AliasEntry | EmergencyEntry | NumberEntry


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Everything that the details of a record show and edit."""

    participant_id: UUID
    texts: dict[DetailField, str]
    phones: tuple[PhoneEntry, ...]
    places: tuple[PlaceEntry, ...]
    aliases: tuple[AliasEntry, ...]
    emergency: tuple[EmergencyEntry, ...]
    numbers: tuple[NumberEntry, ...]
    safe_contact: SafeContact


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What a fact said before somebody wrote over it, by whom and when."""

    field: DetailField
    before: str
    at: datetime
    worker: str


ONE_WRITING = timedelta(minutes=10)
"""Saves of one worker in one field within so long are one writing; its first text is kept."""

_WANTED: dict[type[Entry], tuple[tuple[str, str, int], ...]] = {
    PhoneEntry: (("number", "Write the number.", 60),),
    PlaceEntry: (
        ("label", "Say when: mornings, nights, Sundays.", 100),
        ("place", "Say where.", 300),
    ),
    AliasEntry: (("name", "Write the name.", 200),),
    EmergencyEntry: (("name", "Write the name.", 200),),
    NumberEntry: (("number", "Write the number.", 100),),
}


def check_entry(entry: Entry) -> tuple[FieldProblem, ...]:
    """What stands against an entry; empty when it may be saved."""
    problems = []
    for field, missing, longest in _WANTED[type(entry)]:
        text = str(getattr(entry, field)).strip()
        if not text:
            problems.append(FieldProblem(field, missing))
        elif len(text) > longest:
            problems.append(FieldProblem(field, f"At most {longest} letters."))
    return tuple(problems)


def read_detail(field: DetailField, text: str, today: date) -> Stored | FieldProblem:
    """What a person typed into a field, as the vault holds it; or what stands against it.

    Raises InvalidInput for a birth date that is none.
    """
    typed = text.strip()
    if field is F.PREFERRED_NAME and not typed:
        return FieldProblem(field.value, "A name to call the person by is needed.")
    longest = LONGEST.get(field)
    if longest is not None and len(typed) > longest:
        return FieldProblem(field.value, f"At most {longest} letters.")
    reader = _READERS.get(field)
    if not typed:
        return None
    return reader(field, typed, today) if reader is not None else typed


def _read_birth(field: DetailField, typed: str, today: date) -> Stored:
    born = parse_birth(typed, today)
    return born.stored if born is not None else None


def _read_days(field: DetailField, typed: str, today: date) -> Stored | FieldProblem:
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= LONGEST_CADENCE:
        return int(typed)
    return FieldProblem(field.value, f"A number of days between 1 and {LONGEST_CADENCE}.")


def _read_hour(field: DetailField, typed: str, today: date) -> Stored | FieldProblem:
    hour = parse_hour(typed)
    return hour or FieldProblem(field.value, "Write an hour like 9 pm, 8:30 am or 21:00.")


def parse_hour(typed: str) -> time | None:
    """An hour as people write it: "9 pm", "8:30am", "21:00"; None for anything else."""
    text = typed.casefold().replace(" ", "").replace(".", "")
    half = text[-2:] if text[-2:] in ("am", "pm") else ""
    hours, _, minutes = text.removesuffix(half).partition(":")
    if not (hours.isdecimal() and (minutes or "0").isdecimal()) or not hours.isascii():
        return None
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


_ANSWERS = {"yes": True, "no": False}


def _read_answer(field: DetailField, typed: str, today: date) -> Stored | FieldProblem:
    answer = _ANSWERS.get(typed.casefold())
    return FieldProblem(field.value, "Yes, no, or nothing.") if answer is None else answer


_READERS: dict[DetailField, Callable[[DetailField, str, date], Stored | FieldProblem]] = {
    F.DATE_OF_BIRTH: _read_birth,
    F.CADENCE_DAYS: _read_days,
    F.CASE_MANAGER_DAYS: _read_days,
    F.PEER_DAYS: _read_days,
    F.QUIET_FROM: _read_hour,
    F.QUIET_TO: _read_hour,
    F.MAIL_OK: _read_answer,
    F.VISIT_OK: _read_answer,
}


def detail_text(value: Stored) -> str:
    """A stored fact as the text that a field holds; `read_detail` reads it again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)
