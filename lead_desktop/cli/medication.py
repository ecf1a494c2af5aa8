"""lead-desktop medication: what the team looks after, and when it runs out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.base.errors import NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.cli.codes import parse_day, read_code
from lead_desktop.cli.output import tell_id
from lead_desktop.cli.participant import Person
from lead_desktop.cli.unlocking import (
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    words_of,
)
from lead_desktop.domain.codes import MedicationKind

if TYPE_CHECKING:
    from lead_desktop.services.desk import Desk

MedicationId = Annotated[
    UUID, typer.Argument(metavar="MEDICATION", help="Its id, as “list medications” shows it.")
]
RunsOut = Annotated[
    date, typer.Option("--runs-out", parser=parse_day, metavar="DAY", help="When it runs out.")
]
OwnId = Annotated[
    UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one medication.")
]


def add(
    path: VaultPath,
    participant: Person,
    kind: Annotated[str, typer.Option(metavar="CODE", help=f"One of {', '.join(MedicationKind)}.")],
    runs_out: RunsOut,
    words: Annotated[
        str,
        typer.Option(metavar="TEXT|-", help="What it is called; - reads it from standard input."),
    ] = "",
    medication_id: OwnId = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write a medication down, with the day on which it runs out."""
    meant = read_code(MedicationKind, kind, "--kind")
    made = medication_id or new_id()
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.medications import AddMedication, add_medication
        from lead_desktop.services.people.participants import find_participant_id

        person = find_participant_id(application.desk, participant)
        command = AddMedication(made, person, meant, runs_out, words_of(words))
        add_medication(application.desk, command)
    tell_id(made, "Written down as", as_json=as_json)


def refill(
    path: VaultPath,
    medication: MedicationId,
    runs_out: RunsOut,
    medication_id: OwnId = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write a refill down: the same medication, with a new day on which it runs out."""
    made = medication_id or new_id()
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.medications import AddMedication, add_medication

        desk = application.desk
        person, kind, words = _former(desk, medication)
        command = AddMedication(made, person, kind, runs_out, words, refill_of=medication)
        add_medication(desk, command)
    tell_id(made, "Refilled as", as_json=as_json)


def end(
    path: VaultPath,
    medication: MedicationId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Set a medication aside: no longer taken, or somebody else looks after it."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.medications import end_medication

        end_medication(application.desk, medication)
    tell_id(medication, "Set aside:", as_json=as_json)


def reopen(
    path: VaultPath,
    medication: MedicationId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Look after a medication again that was set aside."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.medications import reopen_medication

        reopen_medication(application.desk, medication)
    tell_id(medication, "Looked after again:", as_json=as_json)


def remove(
    path: VaultPath,
    medication: MedicationId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take back what was just written down; what it was a refill of is looked after again."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.medications import remove_medication

        remove_medication(application.desk, medication)
    tell_id(medication, "Taken back:", as_json=as_json)


def _former(desk: Desk, medication: UUID) -> tuple[UUID, MedicationKind, str]:
    """Whose a medication is, its kind and words. The right to write is asked for first."""
    from lead_desktop.domain.trust.roles import Act
    from lead_desktop.services.people.medications import list_medications

    desk.require(Act.EDIT_PERSON)
    for line in list_medications(desk):
        if line.id == medication:
            return line.participant_id, line.kind, line.words
    raise NotFound("This medication is not in the vault.", meaning="Nothing was written down.")
