"""lead-desktop contact: what is done to a contact that is already saved."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from lead_desktop.base.ids import new_id
from lead_desktop.cli.codes import read_code
from lead_desktop.cli.output import tell_id
from lead_desktop.cli.unlocking import (
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    words_of,
)
from lead_desktop.domain.codes import AddendumKind

ContactId = Annotated[
    UUID, typer.Argument(metavar="CONTACT", help="Its id, as “list contacts” shows it.")
]
Words = Annotated[
    str,
    typer.Option(
        metavar="TEXT|-",
        help="The words; - reads them from standard input, where no other program sees them.",
    ),
]


def sign(
    path: VaultPath,
    contact: ContactId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Sign an own contact; it cannot be changed afterwards."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.signing import sign_contact

        sign_contact(application.desk, contact)
    tell_id(contact, "Signed", as_json=as_json)


def addendum(
    path: VaultPath,
    contact: ContactId,
    note: Words,
    kind: Annotated[
        str, typer.Option(metavar="CODE", help=f"One of {', '.join(AddendumKind)}.")
    ] = AddendumKind.ADDENDUM.value,
    reason: Annotated[str, typer.Option(help="Why; a late entry and a correction need it.")] = "",
    addendum_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one addendum.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write to a signed contact; what was signed stays as it is."""
    meant = read_code(AddendumKind, kind, "--kind")
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.addenda import AddAddendum, add_addendum

        text = words_of(note)
        made = addendum_id or new_id()
        add_addendum(application.desk, AddAddendum(made, contact, meant, text, reason))
    tell_id(made, "Added as", as_json=as_json)


def strike(
    path: VaultPath,
    contact: ContactId,
    reason: Annotated[str, typer.Option(help="Why it was entered in error.")],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Mark a contact as entered in error: kept, never counted, found or printed."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.addenda import strike_note

        strike_note(application.desk, contact, reason)
    tell_id(contact, "Struck", as_json=as_json)


def unstrike(
    path: VaultPath,
    contact: ContactId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take a mark of “entered in error” back: the contact counts again."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.addenda import unstrike_note

        unstrike_note(application.desk, contact)
    tell_id(contact, "Counts again:", as_json=as_json)


def withdraw(
    path: VaultPath,
    contact: ContactId,
    reason: Annotated[
        str, typer.Option(metavar="TEXT|-", help="Why; - reads it from standard input.")
    ] = "",
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Put an own unsigned contact into the trash, with what it had brought about."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.trash import withdraw_contact

        withdraw_contact(application.desk, contact, words_of(reason))
    tell_id(contact, "Taken back:", as_json=as_json)


def restore(
    path: VaultPath,
    contact: ContactId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take an own contact out of the trash, with everything that it did."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.contacts.trash import restore_contact

        restore_contact(application.desk, contact)
    tell_id(contact, "Restored", as_json=as_json)
