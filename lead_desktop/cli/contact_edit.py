"""lead-desktop contact edit: change what an unsigned contact says, and take the change back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lead_desktop.cli import contact_told as ask
from lead_desktop.cli.codes import parse_instant, read_code
from lead_desktop.cli.contact import ContactId
from lead_desktop.cli.contact_told import READERS, Given, told_facts
from lead_desktop.cli.json_input import as_texts, completed, read_object
from lead_desktop.cli.output import print_json, tell_id
from lead_desktop.cli.unlocking import (
    STANDARD_INPUT,
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    whole_text,
)

if TYPE_CHECKING:
    from lead_desktop.domain.contacts.contact_facts import ContactFacts
    from lead_desktop.services.desk import Desk

EXAMPLE = '{"minutes": 25, "note": "The note as it is to read."}'


class Clearable(StrEnum):
    """What can be taken out of a contact, with nothing in its place."""

    MINUTES = "minutes"
    KIND = "kind"
    PLACE = "place"
    INITIATED_BY = "initiated_by"
    RELATION = "relation"


_FIELD_OF = {Clearable.PLACE: "place_type"}


@dataclass(frozen=True, repr=False)
class Edited(Given):
    """A change as it was told; None is what stays as it is. clear: what is taken out."""

    clear: tuple[str, ...] | None = None


def edit(
    path: VaultPath,
    contact: ContactId,
    participant: ask.People = None,
    mode: ask.Mode = None,
    outcome: ask.Outcome = None,
    minutes: ask.Minutes = None,
    at: Annotated[
        datetime | None, typer.Option(parser=parse_instant, metavar="ISO", help="When it was.")
    ] = None,
    note: ask.Note = None,
    kind: ask.Kind = None,
    place: ask.Place = None,
    purpose: ask.Purposes = None,
    initiated_by: ask.Initiator = None,
    clear: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help=f"Take out. Repeatable: {', '.join(Clearable)}."),
    ] = None,
    sign: ask.Sign = None,
    source: ask.Source = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Change an own contact that is not signed yet; what is not told stays as it is."""
    told = Edited(
        participant=tuple(participant) if participant else None,
        mode=mode,
        outcome=outcome,
        minutes=minutes,
        at=at,
        note=note,
        kind=kind,
        place=place,
        purpose=tuple(purpose) if purpose else None,
        initiated_by=initiated_by,
        clear=tuple(clear) if clear else None,
        sign=sign,
    )
    if source is None:
        _require(told)
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.note_edits import EditContact, edit_contact, read_saved

        if source is not None:
            told = completed(told, _read_change(whole_text(source)))
            _require(told)
        if note == STANDARD_INPUT:
            told = replace(told, note=whole_text(STANDARD_INPUT))
        desk = application.desk
        saved = read_saved(desk, contact)
        facts = _changed(desk, saved.facts, told)
        edit_contact(desk, EditContact(contact, saved.version, facts, sign=bool(told.sign)))
    if as_json:
        print_json({"id": contact, "version": saved.version, "signed": bool(told.sign)})
    else:
        print(f"Changed {contact}; it was version {saved.version}")


def take_back(
    path: VaultPath,
    contact: ContactId,
    version: Annotated[int, typer.Argument(metavar="VERSION", help="As “contact edit” told it.")],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Make an own unsigned contact say again what it said before its last change."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.note_edits import take_edit_back

        take_edit_back(application.desk, contact, version)
    tell_id(contact, "As it was before:", as_json=as_json)


def _require(told: Edited) -> None:
    if told == Edited():
        raise typer.BadParameter("say what is to change, or name an --input")


def _changed(desk: Desk, before: ContactFacts, told: Edited) -> ContactFacts:
    """What the contact says with the change. What goes beats what is told for the same field."""
    facts = replace(before, **{**told_facts(desk, told), **_cleared(told.clear or ())})
    if told.participant is not None and told.private_lines is None:
        # Words for somebody who was not there after all go with them, as in the form.
        kept = (line for line in before.private_lines if line[0] in facts.participant_ids)
        facts = replace(facts, private_lines=tuple(kept))
    return facts


def _cleared(words: Iterable[str]) -> dict[str, Any]:
    meant = (read_code(Clearable, word, "--clear") for word in words)
    return {_FIELD_OF.get(one, one.value): None for one in meant}


def _read_change(text: str) -> Edited:
    # An id is the contact's own, which stands among the arguments.
    readers = {key: read for key, read in READERS.items() if key != "id"} | {"clear": as_texts}
    return Edited(**read_object(text, readers, noun="a change of a contact", example=EXAMPLE))
