"""The disclosure gate: what a copy may hold, for whom, and why the rest is withheld.

Closed by default. Copies for partners rest on a written consent (42 CFR 2.31); until this
program can record one with every required element, they are refused whole, enrolment included
(42 CFR 2.13(c): even the presence of a person in the program is not confirmed).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lead_desktop.domain.codes import Audience, Basis, DisclosureMethod


class Section(StrEnum):
    """The sections of a care-coordination summary."""

    NAME = "name"
    IDENTIFIERS = "identifiers"
    FIND = "find"
    PROGRAM_STATUS = "program_status"
    ENGAGEMENT = "engagement"
    GOALS = "goals"
    NEEDS = "needs"
    SERVICES = "services"
    CONTACTS = "contacts"
    COURT = "court"
    EVENTS = "events"
    SUPPLIES = "supplies"
    SAFETY = "safety"
    ASKS = "asks"


SECTION_LABEL: dict[Section, str] = {
    Section.NAME: "Chosen name, pronouns, language",
    Section.IDENTIFIERS: "Legal name, birth date, number",
    Section.FIND: "Where to find, phone",
    Section.PROGRAM_STATUS: "Program status",
    Section.ENGAGEMENT: "How things are",
    Section.GOALS: "Goals, in their words",
    Section.NEEDS: "Needs",
    Section.SERVICES: "Services and appointments",
    Section.CONTACTS: "Contact summary",
    Section.COURT: "Court dates",
    Section.EVENTS: "Hospital, jail and other events",
    Section.SUPPLIES: "Supplies given",
    Section.SAFETY: "Safety notes",
    Section.ASKS: "To do",
}

INTERNAL_SECTIONS = tuple(Section)
PARTICIPANT_SECTIONS = (
    Section.NAME,
    Section.IDENTIFIERS,
    Section.PROGRAM_STATUS,
    Section.ENGAGEMENT,
    Section.GOALS,
    Section.NEEDS,
    Section.SERVICES,
    Section.CONTACTS,
    Section.COURT,
    Section.EVENTS,
    Section.SUPPLIES,
    Section.ASKS,
)
LEGAL_SECTIONS = frozenset({Section.COURT})
"""Sections that only roles with legal detail may read; a peer's copy leaves them out."""


@dataclass(frozen=True)
class Withheld:
    """A section that is not in the copy, and the reason shown on screen (never on paper)."""

    section: Section
    reason: str


@dataclass(frozen=True)
class Permission:
    """What the gate allows: sections in print order, what is withheld and why.

    refusal: why nothing at all may leave, None when something may.
    """

    permitted: tuple[Section, ...]
    withheld: tuple[Withheld, ...]
    refusal: str | None = None


def disclose(audience: Audience, *, legal_detail: bool) -> Permission:
    """What a copy for `audience` may hold.

    legal_detail: whether the worker who prints may read court and legal detail; a section that
    the worker cannot read is never printed by them.
    """
    if audience not in (Audience.INTERNAL, Audience.PARTICIPANT):
        return Permission(
            (),
            tuple(Withheld(section, "No consent on file") for section in Section),
            refusal=(
                "No written consent names this recipient, so nothing may leave, "
                "not even that this person is enrolled."
            ),
        )
    allowed = INTERNAL_SECTIONS if audience is Audience.INTERNAL else PARTICIPANT_SECTIONS
    permitted, withheld = [], []
    for section in Section:
        if section not in allowed:
            withheld.append(Withheld(section, "Never on the participant's own copy"))
        elif section in LEGAL_SECTIONS and not legal_detail:
            withheld.append(Withheld(section, "Your role does not read court and legal detail"))
        else:
            permitted.append(section)
    return Permission(tuple(permitted), tuple(withheld))


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """A copy that left, as accounted for."""

    id: UUID
    participant_id: UUID
    at: datetime
    audience: Audience
    recipient: str
    purpose: str
    basis: Basis
    consent_id: UUID | None
    sections: tuple[str, ...]
    withheld: tuple[dict[str, str], ...]
    sha256: str | None
    method: DisclosureMethod
    document_number: str
