"""The short sections of the summary: labelled facts and dated lines, a few of each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from lead_desktop.documents.summary_content import CareSummary, Facts
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.summary_words import words_of

WriteFacts = Callable[[CareSummary, Pieces], None]
"""Writes one section of a summary, or nothing when the summary has none."""


def write_program_status(summary: CareSummary, pieces: Pieces) -> None:
    """Where the participant stands, since when, and who is the team."""
    status = summary.program_status
    if status is None:
        return
    words = words_of(summary)
    section = pieces.open(words["program"], status)
    line, since = status.status, pieces.days.short(status.since)
    if line and since:
        line = words["since"].format(what=line, day=since)
    team = [
        " ".join(filter(None, (", ".join(filter(None, (w.name, w.role))), w.phone)))
        for w in status.team
    ]
    pieces.column.paragraph(section, line or ("" if team else pieces.nothing))
    if team:
        pieces.labelled(section, words["team"], "; ".join(team))


def write_engagement(summary: CareSummary, pieces: Pieces) -> None:
    """One line on how we work together."""
    engagement = summary.engagement
    if engagement is not None:
        section = pieces.open(words_of(summary)["engagement"], engagement)
        pieces.column.paragraph(section, engagement.line or pieces.nothing)


def write_find(summary: CareSummary, pieces: Pieces) -> None:
    """The safe contact, and places; the best way to reach stands in the participant block."""
    find = summary.find
    if find is None or not (find.safe_contact or find.places):
        return
    section = pieces.open("Where to find", find)
    if find.safe_contact:
        pieces.labelled(section, "Safe contact", find.safe_contact)
    pieces.column.bullets(section, find.places)


def write_no_court(summary: CareSummary, pieces: Pieces) -> None:
    """Court, where there is no date; with one it is a table."""
    court = summary.court
    if court is not None and not court.dates:
        pieces.none(pieces.open(words_of(summary)["court"], court))


def write_clinical(summary: CareSummary, pieces: Pieces) -> None:
    """Health."""
    _facts(words_of(summary)["health"], summary.clinical, pieces)


def write_housing(summary: CareSummary, pieces: Pieces) -> None:
    """Housing."""
    _facts(words_of(summary)["housing"], summary.housing, pieces)


def write_events(summary: CareSummary, pieces: Pieces) -> None:
    """What happened, by day."""
    events = summary.events
    if events is not None:
        lines = [
            pieces.days.before(event.on, ", ".join(filter(None, (event.what, event.detail))))
            for event in events.events
        ]
        pieces.listed(words_of(summary)["events"], events, lines)


def write_supplies(summary: CareSummary, pieces: Pieces) -> None:
    """What was given, by day."""
    supplies = summary.supplies
    if supplies is not None:
        lines = [
            pieces.days.before(
                on, ", ".join(f"{one.item} \N{MULTIPLICATION SIGN} {one.count}" for one in given)
            )
            for on, given in groupby(supplies.supplies, key=lambda one: one.on)
        ]
        pieces.listed(words_of(summary)["supplies"], supplies, lines)


def _facts(title: str, facts: Facts | None, pieces: Pieces) -> None:
    if facts is None:
        return
    section = pieces.open(title, facts)
    for label, text in facts.facts:
        pieces.labelled(section, label, text)
    if not facts.facts:
        pieces.none(section)
