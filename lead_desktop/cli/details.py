"""lead-desktop participant edit: the single facts of a record, told as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.cli.json_input import as_text, read_object
from lead_desktop.cli.output import print_json
from lead_desktop.cli.participant import Person
from lead_desktop.cli.unlocking import (
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    whole_text,
)
from lead_desktop.domain.people.details import DetailField, read_detail

if TYPE_CHECKING:
    from lead_desktop.services.desk import Desk

EXAMPLE = '{"preferred_name": "Juniper", "pronouns": "they/them"}'


def edit(
    path: VaultPath,
    participant: Person,
    source: Annotated[
        str,
        typer.Option(
            "--input",
            metavar="FILE|-",
            help="A JSON object of texts; an empty one takes the fact out. "
            f"Keys: {', '.join(DetailField)}.",
        ),
    ],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Change the facts of a record; what the input does not name stays as it is."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.participants import find_participant_id

        desk = application.desk
        person = find_participant_id(desk, participant)
        readers = {field.value: as_text for field in DetailField}
        told = read_object(whole_text(source), readers, noun="a record", example=EXAMPLE)
        changed = _save(desk, person, {DetailField(key): text for key, text in told.items()})
    if as_json:
        print_json({"participant_id": person, "changed": changed})
    else:
        print(f"{person}: {', '.join(changed) or 'nothing'} changed")


def _save(desk: Desk, person: UUID, told: dict[DetailField, str]) -> list[str]:
    """Save each fact; every one is looked at before the first is saved."""
    from lead_desktop.domain.trust.roles import Act
    from lead_desktop.services.people.details import SaveDetail, read_details, save_detail

    desk.require(Act.EDIT_PERSON)
    read = (read_detail(field, text, desk.clock.today()) for field, text in told.items())
    problems = [one for one in read if isinstance(one, FieldProblem)]
    if problems:
        raise InvalidInput(*problems)
    before = read_details(desk, person).texts
    # First what only the vault can refuse: a number that another record has.
    in_turn = sorted(told.items(), key=lambda one: one[0] is not DetailField.EXTERNAL_ID)
    return [
        field.value
        for field, text in in_turn
        if save_detail(desk, SaveDetail(person, field, text, before[field])).change.topics
    ]
