"""What a contact counts as: reached, attempted or neither; substantive or not; late or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    OutcomeClass,
    PlaceType,
)

LATE_AFTER = timedelta(hours=48)
"""An entry recorded later than this after the contact is flagged as a late entry."""

SUBSTANTIVE_MINUTES = 5
SUBSTANTIVE_NOTE = 40
_SUBSTANTIVE_MODES = frozenset({ContactMode.IN_PERSON, ContactMode.PHONE, ContactMode.VIDEO})
_REACHED = frozenset({ContactOutcome.MET, ContactOutcome.BRIEF})
_WITH_PARTICIPANT = frozenset({ContactKind.DIRECT, ContactKind.ATTEMPT})

OUTCOME_CLASS: dict[ContactOutcome, OutcomeClass] = {
    outcome: (
        OutcomeClass.REACHED
        if outcome in _REACHED
        else OutcomeClass.NEITHER
        if outcome is ContactOutcome.CANCELLED_BY_STAFF
        else OutcomeClass.ATTEMPTED
    )
    for outcome in ContactOutcome
}


WITH_OTHERS = frozenset({ContactKind.COLLATERAL, ContactKind.CASE_CONFERENCE})
"""Kinds of contact that are with somebody else about the participant."""

LEARNED_EVENT: dict[ContactOutcome, EventKind] = {
    ContactOutcome.IN_CUSTODY: EventKind.JAIL_BOOKED,
    ContactOutcome.IN_HOSPITAL: EventKind.HOSPITAL_ADMIT,
}
"""What an outcome tells of the participant's life: offered as an event in the same save."""

ImportedMode = tuple[ContactMode, ContactOutcome | None, PlaceType | None]
IMPORTED_MODES: dict[str, ImportedMode] = {
    "VOICEMAIL": (ContactMode.PHONE, ContactOutcome.MESSAGE_LEFT, None),
    "IN_CUSTODY_VISIT": (ContactMode.IN_PERSON, None, PlaceType.JAIL_BOOKING),
}
"""Mode codes of other systems: what mode they are stored as, and the outcome or place implied."""


@dataclass(frozen=True)
class ModeChoice:
    """One chip of the contact form: a mode and, in person, the place it stands for."""

    label: str
    icon: str
    mode: ContactMode
    place: PlaceType | None = None


MODE_CHOICES: tuple[ModeChoice, ...] = (
    ModeChoice("Street outreach", "footprints", ContactMode.IN_PERSON, PlaceType.STREET),
    ModeChoice("Office", "building", ContactMode.IN_PERSON, PlaceType.OFFICE),
    ModeChoice("Phone", "phone", ContactMode.PHONE),
    ModeChoice("Text", "message-circle", ContactMode.TEXT),
    ModeChoice("Home visit", "house", ContactMode.IN_PERSON, PlaceType.PARTICIPANT_HOME),
    ModeChoice("Court", "scale", ContactMode.IN_PERSON, PlaceType.COURT),
    ModeChoice("Jail", "building-2", ContactMode.IN_PERSON, PlaceType.JAIL_BOOKING),
    ModeChoice("Hospital", "hospital", ContactMode.IN_PERSON, PlaceType.HOSPITAL_ED),
    ModeChoice("Virtual", "video", ContactMode.VIDEO),
)
"""The usual ways, in sight at once; Alt+1 to Alt+9 choose them."""

_LESS_USUAL_PLACES: dict[PlaceType, tuple[str, str]] = {
    PlaceType.SHELTER: ("Shelter", "house"),
    PlaceType.ENCAMPMENT: ("Encampment", "map-pin"),
    PlaceType.VACANT_BUILDING: ("Vacant building", "building"),
    PlaceType.DROP_IN: ("Drop-in center", "users"),
    PlaceType.TREATMENT_PROGRAM: ("Treatment program", "heart-pulse"),
    PlaceType.HOSPITAL_INPT: ("Hospital ward", "hospital"),
    PlaceType.POLICE_DISTRICT: ("Police district", "shield"),
    PlaceType.BENEFITS_OFFICE: ("Benefits office", "wallet"),
    PlaceType.MVA: ("MVA", "id-card"),
    PlaceType.VEHICLE: ("In a vehicle", "bus"),
    PlaceType.LIBRARY_PUBLIC: ("Library or public place", "building"),
    PlaceType.OTHER: ("Another place", "map-pin"),
}
_LESS_USUAL_CHANNELS = (
    ContactMode.EMAIL,
    ContactMode.LETTER,
    ContactMode.FAX,
    ContactMode.SOCIAL_MESSAGE,
)

MORE_MODES: tuple[ModeChoice, ...] = (
    *(
        ModeChoice(label, icon, ContactMode.IN_PERSON, place)
        for place, (label, icon) in _LESS_USUAL_PLACES.items()
    ),
    *(ModeChoice(mode.label, "message-square", mode) for mode in _LESS_USUAL_CHANNELS),
)
"""Every other kind of place and channel, one key away."""

ALL_MODES: tuple[ModeChoice, ...] = (*MODE_CHOICES, *MORE_MODES)


_LABELS = {(choice.mode, choice.place): choice.label for choice in ALL_MODES}


def mode_label(mode: ContactMode, place: PlaceType | None) -> str:
    """The words for how a contact happened: "Street outreach", "Phone", "In person"."""
    return _LABELS.get((mode, place), mode.label)


ATTEMPTS_IN_PERSON = (
    ContactOutcome.NOT_FOUND,
    ContactOutcome.NO_ANSWER,
    ContactOutcome.NO_SHOW,
    ContactOutcome.DECLINED_TODAY,
    ContactOutcome.CANCELLED_BY_PARTICIPANT,
    ContactOutcome.CANCELLED_BY_STAFF,
    ContactOutcome.IN_CUSTODY,
    ContactOutcome.IN_HOSPITAL,
)
ATTEMPTS_BY_LINE = (
    ContactOutcome.NO_ANSWER,
    ContactOutcome.MESSAGE_LEFT,
    ContactOutcome.WRONG_NUMBER_OR_DISCONNECTED,
    ContactOutcome.NO_SHOW,
    ContactOutcome.DECLINED_TODAY,
    ContactOutcome.CANCELLED_BY_PARTICIPANT,
    ContactOutcome.CANCELLED_BY_STAFF,
    ContactOutcome.IN_CUSTODY,
    ContactOutcome.IN_HOSPITAL,
)
REACHED_OUTCOMES = (ContactOutcome.MET, ContactOutcome.BRIEF)


def outcomes_for(mode: ContactMode, *, reached: bool) -> tuple[ContactOutcome, ...]:
    """The outcomes that are offered for a mode, the likeliest first."""
    if reached:
        return REACHED_OUTCOMES
    return ATTEMPTS_IN_PERSON if mode is ContactMode.IN_PERSON else ATTEMPTS_BY_LINE


def kind_of(outcome: ContactOutcome, stated: ContactKind | None = None) -> ContactKind:
    """The kind of a contact. ATTEMPT is never stated: it follows from an attempted outcome."""
    if stated is None or stated in _WITH_PARTICIPANT:
        attempted = OUTCOME_CLASS[outcome] is OutcomeClass.ATTEMPTED
        return ContactKind.ATTEMPT if attempted else ContactKind.DIRECT
    return stated


def resets_cadence(kind: ContactKind, outcome: ContactOutcome) -> bool:
    """Whether the contact reached the participant: the only thing that restarts the cadence."""
    with_person = kind in (ContactKind.DIRECT, ContactKind.GROUP)
    return with_person and OUTCOME_CLASS[outcome] is OutcomeClass.REACHED


def counts_as_attempt(kind: ContactKind, outcome: ContactOutcome) -> bool:
    """Whether the contact was a try to reach the participant that did not connect."""
    with_person = kind in (ContactKind.ATTEMPT, ContactKind.GROUP)
    return with_person and OUTCOME_CLASS[outcome] is OutcomeClass.ATTEMPTED


def standing_of(kind: ContactKind, outcome: ContactOutcome) -> str:
    """The word that the database counts by: "reached", "attempted" or "none"."""
    if resets_cadence(kind, outcome):
        return "reached"
    return "attempted" if counts_as_attempt(kind, outcome) else "none"


def minutes_of(kind: ContactKind, outcome: ContactOutcome, minutes: int | None) -> int | None:
    """The length that is stored: an attempt takes 0 minutes, whatever was typed before."""
    return 0 if counts_as_attempt(kind, outcome) else minutes


def is_substantive(
    kind: ContactKind,
    outcome: ContactOutcome,
    mode: ContactMode,
    *,
    minutes: int | None,
    purposes: int,
    note_length: int,
) -> bool:
    """Whether a contact had substance: with the person, met, by voice or face, and content.

    minutes: length, None when not recorded. purposes: how many were named.
    note_length: characters of the note.
    """
    if kind is not ContactKind.DIRECT or outcome is not ContactOutcome.MET:
        return False
    if mode not in _SUBSTANTIVE_MODES:
        return False
    return (minutes or 0) >= SUBSTANTIVE_MINUTES or purposes > 0 or note_length >= SUBSTANTIVE_NOTE


def is_late(occurred_at: datetime, recorded_at: datetime, after: timedelta = LATE_AFTER) -> bool:
    """Whether an entry was first written more than `after` past the contact itself."""
    return recorded_at - occurred_at > after
