"""Services of the directory as a list to choose from; the first row is "none yet"."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from PySide6.QtCore import QObject

from lead_desktop.domain.directory.directory import ServiceDetail, ServiceLine
from lead_desktop.domain.directory.opening_hours import is_open
from ui.models.rows import RowsModel

NONE_YET: Final = "No provider chosen yet"


def where_words(line: ServiceLine) -> str:
    """Who offers it, and where."""
    return " · ".join(part for part in (line.organization, *line.addresses[:1]) if part)


class CallFact(NamedTuple):
    """What one needs while calling a provider: an icon, what it is, and the words."""

    icon: str
    heading: str
    words: str


def call_facts(detail: ServiceDetail, now: datetime) -> list[CallFact]:
    """How to reach a service, whom to ask for and what to bring, before anything else about it.
    now: local time, for whether it is open."""
    known, numbers = detail.knowledge, [number for number, _ in detail.phones]
    numbers += [one for place in detail.places for one in place.phones if one not in numbers]
    is_now = {True: "open now", False: "closed now", None: ""}[is_open(detail.schedule, now)]
    handoff = ", ".join(part for part in (known.handoff_name, known.handoff_phone) if part)
    room = known.capacity.label if known.capacity else ""
    if room and known.capacity_on:
        room += f", heard {known.capacity_on:%b} {known.capacity_on.day}"
    facts = (
        CallFact("phone", "Call", ", ".join(filter(None, (*numbers, is_now)))),
        CallFact("handshake", "Ask for", handoff),
        CallFact("bed", "Room", room),
        CallFact("id-card", "Bring", known.documents or detail.required_documents),
        CallFact("route", "First steps", known.intake_steps or detail.application_process),
    )
    return [fact for fact in facts if fact.words]


class ServicesModel(RowsModel[ServiceLine | None]):
    """What a search of the directory found; above it a row for "none yet", which is None."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.show_lines(())

    def show_lines(self, lines: tuple[ServiceLine, ...]) -> None:
        """Show other services."""
        self.replace((None, *lines))

    def shown(self, row: ServiceLine | None, column: int) -> str:
        return row.name if row else NONE_YET

    def spoken(self, row: ServiceLine | None, column: int) -> str:
        return f"{row.name}, {where_words(row)}" if row else NONE_YET
