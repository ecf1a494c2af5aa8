"""lead-desktop log: write down a contact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.base.clock import to_utc
from lead_desktop.base.ids import new_id
from lead_desktop.cli.codes import parse_instant, read_code, unknown_code
from lead_desktop.cli.json_input import (
    Readers,
    as_flag,
    as_text,
    as_texts,
    as_whole,
    completed,
    read_object,
)
from lead_desktop.cli.output import print_json
from lead_desktop.cli.unlocking import (
    STANDARD_INPUT,
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    whole_text,
)
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    PlaceType,
    Purpose,
)
from lead_desktop.domain.contacts.contact import IMPORTED_MODES

if TYPE_CHECKING:
    from lead_desktop.services.contacts.contacts import LogContact
    from lead_desktop.services.desk import Desk


@dataclass(frozen=True)
class Given:
    """A contact as it was told on the command line or in JSON; None is what was not told."""

    participant: tuple[str, ...] | None = None
    mode: str | None = None
    outcome: str | None = None
    minutes: int | None = None
    at: datetime | None = None
    note: str | None = None
    id: UUID | None = None
    kind: str | None = None
    place: str | None = None
    purpose: tuple[str, ...] | None = None
    sign: bool | None = None
    initiated_by: str | None = None


def log(
    path: VaultPath,
    participant: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="With whom: id, P-number or external id. Repeatable."),
    ] = None,
    mode: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(ContactMode)}.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(ContactOutcome)}.")
    ] = None,
    minutes: Annotated[int | None, typer.Option(help="How long it took.")] = None,
    at: Annotated[
        datetime | None,
        typer.Option(parser=parse_instant, metavar="ISO", help="When it was; else now."),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT|-",
            help="The note; - reads it from standard input, where no other program sees it.",
        ),
    ] = None,
    contact_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one contact.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(ContactKind)}.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(PlaceType)}.")
    ] = None,
    purpose: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help=f"Repeatable: {', '.join(Purpose)}."),
    ] = None,
    initiated_by: Annotated[
        str | None,
        typer.Option(metavar="CODE", help=f"Who started it: one of {', '.join(InitiatedBy)}."),
    ] = None,
    sign: Annotated[
        bool | None, typer.Option("--sign", help="Sign it; it cannot be changed afterwards.")
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
    """Write down a contact. It needs a participant, a mode and an outcome."""
    told = Given(
        participant=tuple(participant) if participant else None,
        mode=mode,
        outcome=outcome,
        minutes=minutes,
        at=at,
        note=note,
        id=contact_id,
        kind=kind,
        place=place,
        purpose=tuple(purpose) if purpose else None,
        sign=sign,
        initiated_by=initiated_by,
    )
    # Opened first: the passphrase may be the first line of the same standard input.
    if source is None:
        _require(told)
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.contacts import log_contact

        if source is not None:
            told = completed(told, read_input(whole_text(source)))
            _require(told)
        if told.note == STANDARD_INPUT and note is not None:
            told = replace(told, note=whole_text(STANDARD_INPUT))
        logged = log_contact(application.desk, _command(application.desk, told))
    if as_json:
        print_json({"id": logged.id, "created": logged.created})
    else:
        print(f"Logged as {logged.id}" if logged.created else f"{logged.id} was logged before")


def _require(told: Given) -> None:
    implied = IMPORTED_MODES.get((told.mode or "").upper())
    outcome = told.outcome or (implied and implied[1])
    for option, value in (
        ("--participant", told.participant),
        ("--mode", told.mode),
        ("--outcome", outcome),
    ):
        if not value:
            raise typer.BadParameter("it is needed", param_hint=option)


def _command(desk: Desk, told: Given) -> LogContact:
    from lead_desktop.services.contacts.contacts import LogContact
    from lead_desktop.services.people.participants import find_participant_id

    mode, outcome, place = _how(told)
    return LogContact(
        id=told.id or new_id(),
        participant_ids=tuple(find_participant_id(desk, one) for one in told.participant or ()),
        mode=mode,
        outcome=outcome,
        occurred_at=to_utc(told.at, desk.clock.zone) if told.at else desk.clock.now(),
        kind=read_code(ContactKind, told.kind, "--kind") if told.kind else None,
        minutes=told.minutes,
        place_type=place,
        note=told.note or "",
        purposes=frozenset(read_code(Purpose, one, "--purpose") for one in told.purpose or ()),
        sign=bool(told.sign),
        initiated_by=(
            read_code(InitiatedBy, told.initiated_by, "--initiated-by")
            if told.initiated_by
            else None
        ),
    )


def _how(told: Given) -> tuple[ContactMode, ContactOutcome, PlaceType | None]:
    """Mode, outcome and place; modes of other systems stand for a mode and one of the others."""
    place = read_code(PlaceType, told.place, "--place") if told.place else None
    outcome = read_code(ContactOutcome, told.outcome, "--outcome") if told.outcome else None
    word = (told.mode or "").strip().replace("-", "_").upper()
    if word in IMPORTED_MODES:
        mode, implied, implied_place = IMPORTED_MODES[word]
        outcome, place = implied or outcome, place or implied_place
    elif word in list(ContactMode):
        mode = ContactMode(word)
    else:
        raise unknown_code("--mode", [*ContactMode, *IMPORTED_MODES])
    if outcome is None:
        raise unknown_code("--outcome", list(ContactOutcome))
    return mode, outcome, place


def read_input(text: str) -> Given:
    """A contact from JSON; raises BadInput naming the first key that cannot be taken."""
    example = '{"participant": "P-0001", "mode": "PHONE", "outcome": "MET"}'
    values = read_object(text, _READERS, noun="a contact", example=example)
    return Given(**values)


_READERS: Readers = {
    "participant": as_texts,
    "mode": as_text,
    "outcome": as_text,
    "minutes": as_whole,
    "at": lambda value: parse_instant(as_text(value)),
    "note": as_text,
    "id": lambda value: UUID(as_text(value)),
    "kind": as_text,
    "place": as_text,
    "purpose": as_texts,
    "sign": as_flag,
    "initiated_by": as_text,
}
