"""The shape of a demonstration note: boxes with open places, filled anew for each contact."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    NoteFormat,
    PlaceType,
    Purpose,
    Role,
    Supply,
)
from lead_desktop.domain.contacts.note import FORMATS, join_boxes

M, P = ContactMode, PlaceType
How = tuple[ContactMode, PlaceType | None]

STREET: How = (M.IN_PERSON, P.STREET)
OFFICE: How = (M.IN_PERSON, P.OFFICE)
HOME: How = (M.IN_PERSON, P.PARTICIPANT_HOME)
COURT: How = (M.IN_PERSON, P.COURT)
JAIL: How = (M.IN_PERSON, P.JAIL_BOOKING)
HOSPITAL: How = (M.IN_PERSON, P.HOSPITAL_INPT)
DROP_IN: How = (M.IN_PERSON, P.DROP_IN)
BENEFITS: How = (M.IN_PERSON, P.BENEFITS_OFFICE)
CLINIC: How = (M.IN_PERSON, P.TREATMENT_PROGRAM)
PHONE: How = (M.PHONE, None)
TEXT: How = (M.TEXT, None)
VIDEO: How = (M.VIDEO, None)


@dataclass(frozen=True)
class Note:
    """A note with open places: how it happened, its boxes, its length and what came with it."""

    how: How
    note_format: NoteFormat
    texts: tuple[str, ...]
    minutes: tuple[int, int]
    purposes: tuple[Purpose, ...] = ()
    supplies: tuple[tuple[Supply, int], ...] = ()

    def fits(self, role: Role) -> bool:
        """Whether a worker of `role` writes in this format."""
        return role is not Role.PEER or all(
            box.heading != "Assessment" for box in FORMATS[self.note_format]
        )

    def words(self, random: Random) -> str:
        """The note with its open places filled."""
        filled = tuple(text.format_map(_choices(random)) for text in self.texts)
        return join_boxes(FORMATS[self.note_format], filled)


_PLACES: dict[str, tuple[str, ...]] = {
    "spot": (
        "the bus shelter",
        "the library steps",
        "the corner by the market",
        "the park bench",
        "the underpass",
        "the hall door",
    ),
    "when": ("Tuesday", "Wednesday morning", "Thursday", "Friday after lunch", "Monday"),
    "snack": ("a sandwich", "coffee", "soup", "oranges", "granola bars"),
    "worry": (
        "sleeping outside now that it is cold",
        "the waiting time",
        "the letter from the court",
        "keeping the phone charged",
        "running into old company",
        "getting there on time",
    ),
    "hope": (
        "“I want my own kitchen.”",
        "“One thing at a time.”",
        "“I want to see my kids for the holidays.”",
        "“I'd like to work with my hands again.”",
        "“I just want to sleep through the night.”",
        "“I'm ready to try again.”",
    ),
    "paper": ("birth certificate", "ID card", "Social Security card", "proof of income"),
}


def _choices(random: Random) -> dict[str, str]:
    return {key: random.choice(options) for key, options in _PLACES.items()}


@dataclass(frozen=True)
class Attempt:
    """A try that did not connect."""

    how: How
    outcome: ContactOutcome
    words: str


ATTEMPTS: tuple[Attempt, ...] = (
    Attempt(
        STREET,
        ContactOutcome.NOT_FOUND,
        "Went by the usual place; left a card with the outreach number.",
    ),
    Attempt(
        STREET,
        ContactOutcome.NOT_FOUND,
        "Walked the block twice. Asked the people at the van to say hello.",
    ),
    Attempt(
        STREET,
        ContactOutcome.DECLINED_TODAY,
        "Waved from across the street: not today. Will come again.",
    ),
    Attempt(PHONE, ContactOutcome.NO_ANSWER, "Rang out. Will try in the evening."),
    Attempt(PHONE, ContactOutcome.MESSAGE_LEFT, "Left a short message without naming the program."),
    Attempt(PHONE, ContactOutcome.WRONG_NUMBER_OR_DISCONNECTED, "Number is out of service."),
    Attempt(
        OFFICE,
        ContactOutcome.NO_SHOW,
        "Waited at the office; did not connect. Sent a text with a new time.",
    ),
    Attempt(
        OFFICE,
        ContactOutcome.CANCELLED_BY_PARTICIPANT,
        "Wrote that today is too much. New time agreed.",
    ),
    Attempt(HOME, ContactOutcome.NOT_FOUND, "Nobody at the door. Left a card without details."),
    Attempt(
        OFFICE,
        ContactOutcome.CANCELLED_BY_STAFF,
        "We had to move the meeting; apologized and offered two times.",
    ),
)
