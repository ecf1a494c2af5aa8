"""lead-desktop vault: make, check, back up and restore vaults, and say who may open them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lead_desktop.base.errors import VaultError
from lead_desktop.cli.codes import read_code
from lead_desktop.cli.output import CannotWrite, print_json, print_table, write_file
from lead_desktop.cli.unlocking import (
    AsJson,
    NewPassphraseFile,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    read_new_passphrase,
    read_passphrase,
    whole_text,
)
from lead_desktop.domain.codes import Role

FirstWorker = Annotated[str, typer.Option("--worker", metavar="NAME", help="The first worker.")]
RoleCode = Annotated[str, typer.Option("--role", metavar="ROLE", help=f"One of {', '.join(Role)}.")]
RecoveryFile = Annotated[
    Path | None,
    typer.Option(
        "--recovery-file",
        metavar="FILE",
        help="Write the recovery sheet to a file instead of printing it. Print it, then delete it.",
    ),
]


def new(
    path: VaultPath,
    worker: FirstWorker,
    role: RoleCode,
    name: Annotated[str, typer.Option("--name", help="The vault's name; else the folder's.")] = "",
    passphrase_file: PassphraseFile = None,
    recovery_file: RecoveryFile = None,
) -> None:
    """Make a vault.

    The first worker is its administrator besides the role that is named.
    """
    from lead_desktop.app import create_vault, risky_place

    first_role = read_code(Role, role, "--role")
    warning = risky_place(path)
    if warning:
        print(warning, file=sys.stderr)
    sheet = create_vault(
        path,
        name=name,
        worker=worker,
        role=first_role,
        passphrase=read_new_passphrase(passphrase_file),
    )
    _hand_over(sheet, recovery_file)
    print(f"The vault stands in {path}.", file=sys.stderr)


def _hand_over(sheet: str, recovery_file: Path | None) -> None:
    """Give out a recovery sheet, which is shown this once."""
    if recovery_file is None:
        print(sheet)
        return
    try:
        write_file(recovery_file, sheet.encode())
    except CannotWrite:
        print(sheet)  # there will be no other; better here than nowhere
        raise


def info(path: VaultPath, as_json: AsJson = False) -> None:
    """Say what is known without a passphrase.

    That is the workers and their roles, the size, and the last proven backup.
    """
    from lead_desktop.services.trust.vault_card import (
        describe_vault,  # without the database's libraries
    )

    card = describe_vault(path)
    workers = [
        {
            "name": worker.name,
            "role": worker.role.value,
            "administrator": worker.administrator,
            "last_unlocked_at": worker.last_unlocked_at,
        }
        for worker in card.workers
    ]
    if as_json:
        print_json(
            {
                "name": card.name,
                "path": card.folder,
                "fictional": card.fictional,
                "size_bytes": card.size_bytes,
                "last_backup_at": card.last_backup_at,
                "workers": workers,
            }
        )
        return
    print(f"{card.name}, {card.size_bytes / 1_000_000:,.1f} MB")
    backup = card.last_backup_at
    print(f"Last proven backup: {backup.isoformat(timespec='minutes') if backup else 'none yet'}")
    print_table(
        ("WORKER", "ROLE", "ADMINISTRATOR"),
        [(worker["name"], worker["role"], worker["administrator"]) for worker in workers],
    )


def verify(
    path: VaultPath,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Run every check of a vault.

    The exit status is 1 when one of them does not pass.
    """
    from lead_desktop.app import describe_vault, verify_folder

    if passphrase_file is None:
        describe_vault(path)  # a missing vault is told before anybody types
    passphrase = read_passphrase(passphrase_file, "Passphrase: ")
    # Checked from outside: a vault too damaged to be opened gets its answer as well.
    checks = verify_folder(path, worker, passphrase)
    found = []
    for check in checks:
        stamp = "" if check.at is None else f" ({check.at.isoformat(timespec='seconds')})"
        found.append((check.name, check.ok, check.detail + stamp))
    ok = all(passed for _, passed, _ in found)
    if as_json:
        rows = [{"name": name, "ok": passed, "detail": detail} for name, passed, detail in found]
        print_json({"ok": ok, "checks": rows})
    else:
        print_table(("CHECK", "PASSED", "DETAIL"), found)
    if not ok:
        raise typer.Exit(1)


def backup(
    path: VaultPath,
    to: Annotated[
        Path | None, typer.Argument(metavar="[TO]", help="A new folder; else in the vault.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write a backup and prove that it opens."""
    with opened(path, worker, passphrase_file) as application:
        report = application.back_up(to)
    if as_json:
        print_json({"path": report.path, "made_at": report.made_at})
    else:
        print(f"Proven backup in {report.path}")


def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup's folder.")],
    path: VaultPath,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Put a backup in place of a vault.

    What stood there is kept aside. It takes the passphrase of an administrator.
    """
    from lead_desktop.app import describe_vault, restore_backup

    describe_vault(backup)
    passphrase = read_passphrase(passphrase_file, "Passphrase at the time of the backup: ")
    restore_backup(backup, path, worker=worker, passphrase=passphrase)
    print(f"Restored to {path}")


def add_worker(
    path: VaultPath,
    name: Annotated[str, typer.Option("--name", help="The new worker.")],
    role: RoleCode,
    administrator: Annotated[
        bool, typer.Option("--administrator", help="May look after workers, backups, imports.")
    ] = False,
    new_passphrase_file: NewPassphraseFile = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Let another worker open the vault."""
    new_role = read_code(Role, role, "--role")
    with opened(path, worker, passphrase_file) as application:
        passphrase = read_new_passphrase(new_passphrase_file)
        application.add_worker(name, new_role, administrator, passphrase)
    print("Added.")


def remove_worker(
    path: VaultPath,
    name: Annotated[str, typer.Option("--name", help="The worker who leaves.")],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Take a worker's way in away.

    Their notes stay theirs.
    """
    from lead_desktop.services.trust.workers import REMOVAL_LIMITS

    with opened(path, worker, passphrase_file) as application:
        begun = application.unfinished_of(name)
        application.remove_worker(name)
    print(f"Removed. {REMOVAL_LIMITS}")
    if begun.words:
        print(
            f"They leave {begun.words}. Nothing of it is lost: it waits, and is there again if they"
            " come back under this name. A supervisor sees that it exists."
        )


def change_passphrase(
    path: VaultPath,
    new_passphrase_file: NewPassphraseFile = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Give yourself a new passphrase."""
    from lead_desktop.app import describe_vault, open_vault

    describe_vault(path)
    old = read_passphrase(passphrase_file, "Passphrase: ")
    with open_vault(path, worker, old) as application:
        application.change_passphrase(old, read_new_passphrase(new_passphrase_file))
    print("Changed.")


def recover(
    path: VaultPath,
    recovery_file: Annotated[
        str,
        typer.Option(
            "--recovery-file",
            metavar="FILE",
            help="The recovery sheet, or its words (- for standard input).",
        ),
    ],
    worker: WorkerName = None,
    new_passphrase_file: Annotated[
        str | None,
        typer.Option(
            "--new-passphrase-file",
            "--passphrase-file",
            metavar="FILE",
            help="Take the new passphrase from the first line of a file (- for standard input).",
        ),
    ] = None,
    new_recovery_file: Annotated[
        Path | None,
        typer.Option(
            "--new-recovery-file",
            metavar="FILE",
            help="Write the new recovery sheet to a file instead of printing it.",
        ),
    ] = None,
) -> None:
    """Set a new passphrase by the recovery sheet.

    The sheet is replaced by a new one.
    """
    from lead_desktop.app import describe_vault, recover_vault

    workers = describe_vault(path).workers
    if worker is None and len(workers) != 1:
        raise VaultError(
            "This vault has several workers.",
            remedy="Name yours with --worker; “lead-desktop vault info” lists them.",
        )
    passphrase = read_new_passphrase(new_passphrase_file)
    words = whole_text(recovery_file)
    sheet = recover_vault(
        path, worker=worker or workers[0].name, words=words, new_passphrase=passphrase
    )
    _hand_over(sheet, new_recovery_file)
    print("The new passphrase is set. The old recovery sheet works no more.", file=sys.stderr)
