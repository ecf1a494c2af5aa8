"""lead-desktop log: write down a contact."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.base.ids import new_id
from lead_desktop.cli import contact_told as ask
from lead_desktop.cli.codes import parse_instant, unknown_code
from lead_desktop.cli.contact_told import Given, read_input, told_facts
from lead_desktop.cli.json_input import completed
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
from lead_desktop.domain.codes import ContactOutcome
from lead_desktop.domain.contacts.contact import IMPORTED_MODES

if TYPE_CHECKING:
    from lead_desktop.services.contacts.contacts import LogContact
    from lead_desktop.services.desk import Desk


def log(
    path: VaultPath,
    participant: ask.People = None,
    mode: ask.Mode = None,
    outcome: ask.Outcome = None,
    minutes: ask.Minutes = None,
    at: Annotated[
        datetime | None,
        typer.Option(parser=parse_instant, metavar="ISO", help="When it was; else now."),
    ] = None,
    note: ask.Note = None,
    contact_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one contact.")
    ] = None,
    kind: ask.Kind = None,
    place: ask.Place = None,
    purpose: ask.Purposes = None,
    initiated_by: ask.Initiator = None,
    sign: ask.Sign = None,
    source: ask.Source = None,
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

    facts = {"occurred_at": desk.clock.now(), **told_facts(desk, told)}
    if "outcome" not in facts:
        raise unknown_code("--outcome", list(ContactOutcome))
    return LogContact(id=told.id or new_id(), sign=bool(told.sign), **facts)
