"""The short sections of the summary: labelled facts and dated lines, a few of each."""

from __future__ import annotations

from collections.abc import Callable

from lead_desktop.documents.summary_content import CareSummary, Facts
from lead_desktop.documents.summary_pieces import NONE_RECORDED, Pieces
from lead_desktop.domain.codes import Audience

WriteFacts = Callable[[CareSummary, Pieces], None]
"""Writes one section of a summary, or nothing when the summary has none."""


def write_program_status(summary: CareSummary, pieces: Pieces) -> None:
    """Where the participant stands, since when, and who is the team."""
    status = summary.program_status
    if status is None:
        return
    own = _is_own(summary)
    section = pieces.open("Your place in the program" if own else "Program", status)
    since = pieces.days.short(status.since)
    line = status.status + (f", since {since}" if status.status and since else "")
    team = [
        " ".join(filter(None, (", ".join(filter(None, (w.name, w.role))), w.phone)))
        for w in status.team
    ]
    pieces.column.paragraph(section, line or (NONE_RECORDED if not team else ""))
    if team:
        pieces.labelled(section, "Your team" if own else "Team", "; ".join(team))


def write_engagement(summary: CareSummary, pieces: Pieces) -> None:
    """One line on how we work together."""
    engagement = summary.engagement
    if engagement is not None:
        section = pieces.open("How we work together", engagement)
        pieces.column.paragraph(section, engagement.line or NONE_RECORDED)


def write_find(summary: CareSummary, pieces: Pieces) -> None:
    """The safe contact, and places; the best way to reach stands in the participant block."""
    find = summary.find
    if find is None or not (find.safe_contact or find.places):
        return
    section = pieces.open("Where to find", find)
    if find.safe_contact:
        pieces.labelled(section, "Safe contact", find.safe_contact)
    pieces.column.bullets(section, find.places)


def write_clinical(summary: CareSummary, pieces: Pieces) -> None:
    """Health."""
    _facts("Your health" if _is_own(summary) else "Health", summary.clinical, pieces)


def write_housing(summary: CareSummary, pieces: Pieces) -> None:
    """Housing."""
    _facts("Your housing" if _is_own(summary) else "Housing", summary.housing, pieces)


def write_events(summary: CareSummary, pieces: Pieces) -> None:
    """What happened, by day."""
    events = summary.events
    if events is not None:
        lines = [
            pieces.days.before(event.on, ", ".join(filter(None, (event.what, event.detail))))
            for event in events.events
        ]
        pieces.listed("Events", events, lines)


def write_supplies(summary: CareSummary, pieces: Pieces) -> None:
    """What was given, by day."""
    supplies = summary.supplies
    if supplies is not None:
        lines = [
            pieces.days.before(one.on, f"{one.item} \N{MULTIPLICATION SIGN} {one.count}")
            for one in supplies.supplies
        ]
        pieces.listed("Supplies", supplies, lines)


def _facts(title: str, facts: Facts | None, pieces: Pieces) -> None:
    if facts is None:
        return
    section = pieces.open(title, facts)
    for label, text in facts.facts:
        pieces.labelled(section, label, text)
    if not facts.facts:
        pieces.none(section)


def _is_own(summary: CareSummary) -> bool:
    return summary.audience is Audience.PARTICIPANT
