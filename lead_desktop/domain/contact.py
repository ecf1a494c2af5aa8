"""What a contact counts as: reached, attempted or neither; substantive or not; late or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
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


def mode_label(mode: ContactMode, place: PlaceType | None) -> str:
    """The words for how a contact happened: "Street outreach", "Phone", "In person"."""
    for choice in MODE_CHOICES:
        if choice.mode is mode and choice.place is place:
            return choice.label
    if mode is ContactMode.IN_PERSON and place is PlaceType.HOSPITAL_INPT:
        return "Hospital"
    return mode.label


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
