"""What an edit changed in a contact beside its note, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import Purpose, Supply
from lead_desktop.domain.contacts.contact import kind_of, mode_label
from lead_desktop.domain.contacts.contact_facts import ContactFacts

NOBODY_SHOWN = "Somebody else"
"""Stands for whoever the reader may not see."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after an edit; empty words where nothing was said."""

    label: str
    before: str
    after: str


def changed_fields(
    before: ContactFacts, after: ContactFacts, names: Mapping[UUID, str], zone: ZoneInfo
) -> tuple[FieldChange, ...]:
    """What an edit changed but for the note. names: of participants and workers by id."""
    old, new = _described(before, names, zone), _described(after, names, zone)
    labels = dict.fromkeys((*old, *new))
    return tuple(
        FieldChange(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    )


def _described(facts: ContactFacts, names: Mapping[UUID, str], zone: ZoneInfo) -> dict[str, str]:
    def named(people: tuple[UUID, ...]) -> str:
        return ", ".join(sorted(names.get(one, NOBODY_SHOWN) for one in people))

    at = facts.occurred_at.astimezone(zone)
    given = dict(facts.supplies)
    else_there = (facts.relation.label if facts.relation else "", facts.third_party.strip())
    words = {
        "With": named(facts.participant_ids),
        "Kind": kind_of(facts.outcome, facts.kind).label,
        "Somebody else": ", ".join(filter(None, else_there)),
        "How": mode_label(facts.mode, facts.place_type),
        "Outcome": facts.outcome.label,
        "Started by": facts.initiated_by.label if facts.initiated_by else "",
        "When": f"{at:%b} {at.day}, {at.year}, {at:%H:%M %Z}",
        "Minutes": "" if facts.minutes is None else str(facts.minutes),
        "Place": facts.place.strip(),
        "Who was there": named(facts.worker_ids),
        "Given": ", ".join(f"{one.label} × {given[one]}" for one in Supply if one in given),
        "Topics": ", ".join(one.label for one in Purpose if one in facts.purposes),
        "Note format": facts.note_format.label,
    }
    for who, line in facts.written_lines.items():
        words[f"For {names.get(who, NOBODY_SHOWN)} alone"] = line
    return words
