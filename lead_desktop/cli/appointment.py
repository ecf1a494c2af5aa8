"""lead-desktop appointment: visits and court dates, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.base.clock import to_utc
from lead_desktop.base.ids import new_id
from lead_desktop.cli.codes import parse_instant, read_code, read_id
from lead_desktop.cli.json_input import Readers, as_flag, as_text, as_whole, completed, read_object
from lead_desktop.cli.output import tell_id
from lead_desktop.cli.unlocking import (
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    whole_text,
    words_of,
)
from lead_desktop.domain.codes import AppointmentStatus, VerifiedBy

if TYPE_CHECKING:
    from lead_desktop.services.desk import Desk
    from lead_desktop.services.plan.appointments import MakeAppointment

EXAMPLE = '{"participant": "P-0001", "title": "Intake", "at": "2026-11-23T10:30"}'
SETTLED = (AppointmentStatus.ATTENDED, AppointmentStatus.MISSED, AppointmentStatus.CANCELLED)
AppointmentId = Annotated[
    UUID, typer.Argument(metavar="APPOINTMENT", help="Its id, as “list appointments” shows it.")
]


@dataclass(frozen=True, repr=False)
class Given:
    """An appointment as it was told on the command line or in JSON; None is what was not told."""

    participant: str | None = None
    title: str | None = None
    at: datetime | None = None
    minutes: int | None = None
    place: str | None = None
    transport: str | None = None
    court: bool | None = None
    linkage: str | None = None
    id: UUID | None = None


def add(
    path: VaultPath,
    participant: Annotated[
        str | None, typer.Option(metavar="ID", help="An id, a P-number or an external id.")
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT|-", help="What it is for; - reads it from standard input."),
    ] = None,
    at: Annotated[
        datetime | None, typer.Option(parser=parse_instant, metavar="ISO", help="When it begins.")
    ] = None,
    minutes: Annotated[int | None, typer.Option(help="How long it takes.")] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT")] = None,
    transport: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How they get there.")
    ] = None,
    court: Annotated[bool | None, typer.Option("--court", help="It is a court date.")] = None,
    linkage: Annotated[
        str | None, typer.Option(metavar="ID", help="The linkage that it belongs to.")
    ] = None,
    appointment_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one appointment.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--input", metavar="FILE|-", help="The same as a JSON object; options go before it."
        ),
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write an appointment down. It needs a participant, a title and a time."""
    told = Given(participant, title, at, minutes, place, transport, court, linkage, appointment_id)
    if source is None:
        _require(told)
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.plan.appointments import make_appointment

        if source is not None:
            told = completed(told, _read_input(whole_text(source)))
            _require(told)
        words = words_of(title) if title is not None else told.title or ""
        command = _command(application.desk, told, words)
        make_appointment(application.desk, command)
    tell_id(command.id, "Written down as", as_json=as_json)


def reschedule(
    path: VaultPath,
    appointment: AppointmentId,
    at: Annotated[
        datetime, typer.Option(parser=parse_instant, metavar="ISO", help="When it begins now.")
    ],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Give a planned or missed appointment a new date, which is an appointment of its own."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.plan.appointments import reschedule_appointment

        desk = application.desk
        new = reschedule_appointment(desk, appointment, to_utc(at, desk.clock.zone))
    tell_id(new.line.id, "Set anew as", as_json=as_json)


def settle(
    path: VaultPath,
    appointment: AppointmentId,
    status: Annotated[str, typer.Argument(metavar="STATUS", help=f"One of {', '.join(SETTLED)}.")],
    verified_by: Annotated[
        str | None,
        typer.Option(metavar="CODE", help=f"By whose word: one of {', '.join(VerifiedBy)}."),
    ] = None,
    words: Annotated[
        str, typer.Option(metavar="TEXT|-", help="More of it; - reads it from standard input.")
    ] = "",
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Say what became of an appointment; a missed one ends nothing."""
    meant = read_code(AppointmentStatus, status, "STATUS")
    whose = read_code(VerifiedBy, verified_by, "--verified-by") if verified_by else None
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.domain.plan.calendar import Outcome
        from lead_desktop.services.plan.appointments import settle_appointment

        outcome = Outcome(meant, whose, words_of(words))
        settle_appointment(application.desk, appointment, outcome)
    tell_id(appointment, f"{meant.label}:", as_json=as_json)


def undo(
    path: VaultPath,
    appointment: AppointmentId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take back what was last said of an appointment, and what its linkage did for it."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.plan.appointments import undo_settling

        undo_settling(application.desk, appointment)
    tell_id(appointment, "Taken back:", as_json=as_json)


def _require(told: Given) -> None:
    for option, value in (
        ("--participant", told.participant),
        ("--title", told.title),
        ("--at", told.at),
    ):
        if not value:
            raise typer.BadParameter("it is needed", param_hint=option)


def _command(desk: Desk, told: Given, title: str) -> MakeAppointment:
    from lead_desktop.services.people.participants import find_participant_id
    from lead_desktop.services.plan.appointments import MakeAppointment

    return MakeAppointment(
        id=told.id or new_id(),
        participant_id=find_participant_id(desk, told.participant or ""),
        title=title,
        starts_at=to_utc(told.at, desk.clock.zone) if told.at else desk.clock.now(),
        minutes=told.minutes,
        place=told.place or "",
        transport=told.transport or "",
        court=bool(told.court),
        linkage_id=read_id(told.linkage, "linkages") if told.linkage else None,
    )


def _read_input(text: str) -> Given:
    return Given(**read_object(text, _READERS, noun="an appointment", example=EXAMPLE))


_READERS: Readers = {
    "participant": as_text,
    "title": as_text,
    "at": lambda value: parse_instant(as_text(value)),
    "minutes": as_whole,
    "place": as_text,
    "transport": as_text,
    "court": as_flag,
    "linkage": as_text,
    "id": lambda value: UUID(as_text(value)),
}
