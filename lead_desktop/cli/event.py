"""lead-desktop event: what happened in a life and changes the work: jail, hospital, release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.base.clock import to_utc
from lead_desktop.base.ids import new_id
from lead_desktop.cli.codes import parse_day, parse_instant, read_code
from lead_desktop.cli.json_input import Readers, as_flag, as_text, completed, read_object
from lead_desktop.cli.output import tell_id
from lead_desktop.cli.unlocking import (
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    whole_text,
)
from lead_desktop.domain.codes import EventKind, EventSource, ReversedBy
from lead_desktop.domain.people.events import EventFacts

if TYPE_CHECKING:
    from lead_desktop.services.desk import Desk

EXAMPLE = (
    '{"participant": "P-0001", "kind": "JAIL_BOOKED", "source": "STAFF", "at": "2026-11-23T10:30"}'
)
EventId = Annotated[UUID, typer.Argument(metavar="EVENT", help="As “event add” told it.")]


@dataclass(frozen=True, repr=False)
class Given:
    """An event as it was told on the command line or in JSON; None is what was not told."""

    participant: str | None = None
    kind: str | None = None
    source: str | None = None
    at: datetime | None = None
    ended_at: datetime | None = None
    expected_end_on: date | None = None
    place: str | None = None
    words: str | None = None
    legal_detail: str | None = None
    asked: str | None = None
    naloxone_used: bool | None = None
    reversed_by: str | None = None
    id: UUID | None = None


def add(
    path: VaultPath,
    participant: Annotated[
        str | None, typer.Option(metavar="ID", help="An id, a P-number or an external id.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(EventKind)}.")
    ] = None,
    at: Annotated[
        datetime | None, typer.Option(parser=parse_instant, metavar="ISO", help="When it was.")
    ] = None,
    known_from: Annotated[
        str | None,
        typer.Option("--source", metavar="CODE", help=f"One of {', '.join(EventSource)}."),
    ] = None,
    event_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one event.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--input",
            metavar="FILE|-",
            help="The same as a JSON object; options go before it. It also takes ended_at, "
            "expected_end_on, place, words, legal_detail, asked, naloxone_used, reversed_by.",
        ),
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write an event down; a release or a discharge ends the stay that is open."""
    told = Given(participant=participant, kind=kind, source=known_from, at=at, id=event_id)
    if source is None:
        _require(told)
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.events import AddEvent, add_event
        from lead_desktop.services.people.participants import find_participant_id

        if source is not None:
            told = completed(told, _read_input(whole_text(source)))
            _require(told)
        desk, made = application.desk, told.id or new_id()
        person = find_participant_id(desk, told.participant or "")
        add_event(desk, AddEvent(made, person, _facts(desk, told)))
    tell_id(made, "Written down as", as_json=as_json)


def end(
    path: VaultPath,
    event: EventId,
    at: Annotated[
        datetime, typer.Option(parser=parse_instant, metavar="ISO", help="When it ended.")
    ],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write down when a stay ended."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.events import end_event

        desk = application.desk
        end_event(desk, event, to_utc(at, desk.clock.zone))
    tell_id(event, "Ended:", as_json=as_json)


def strike(
    path: VaultPath,
    event: EventId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Say that an event was entered in error."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.events import strike_event

        strike_event(application.desk, event)
    tell_id(event, "Struck", as_json=as_json)


def restore(
    path: VaultPath,
    event: EventId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take it back that an event was entered in error."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.events import restore_event

        restore_event(application.desk, event)
    tell_id(event, "Restored", as_json=as_json)


def _require(told: Given) -> None:
    for option, value in (
        ("--participant", told.participant),
        ("--kind", told.kind),
        ("--at", told.at),
        ("--source", told.source),
    ):
        if not value:
            raise typer.BadParameter("it is needed", param_hint=option)


def _facts(desk: Desk, told: Given) -> EventFacts:
    zone = desk.clock.zone
    return EventFacts(
        kind=read_code(EventKind, told.kind or "", "--kind"),
        source=read_code(EventSource, told.source or "", "--source"),
        occurred_at=to_utc(told.at, zone) if told.at else desk.clock.now(),
        ended_at=to_utc(told.ended_at, zone) if told.ended_at else None,
        expected_end_on=told.expected_end_on,
        place=told.place or "",
        words=told.words or "",
        legal_detail=told.legal_detail or "",
        asked=told.asked or "",
        naloxone_used=told.naloxone_used,
        reversed_by=(
            read_code(ReversedBy, told.reversed_by, "reversed_by") if told.reversed_by else None
        ),
    )


def _read_input(text: str) -> Given:
    return Given(**read_object(text, _READERS, noun="an event", example=EXAMPLE))


_READERS: Readers = {
    "participant": as_text,
    "kind": as_text,
    "source": as_text,
    "at": lambda value: parse_instant(as_text(value)),
    "ended_at": lambda value: parse_instant(as_text(value)),
    "expected_end_on": lambda value: parse_day(as_text(value)),
    "place": as_text,
    "words": as_text,
    "legal_detail": as_text,
    "asked": as_text,
    "naloxone_used": as_flag,
    "reversed_by": as_text,
    "id": lambda value: UUID(as_text(value)),
}
