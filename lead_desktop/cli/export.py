"""lead-desktop export: write what the vault holds to a file that another program reads."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lead_desktop.cli.output import print_json, write_file
from lead_desktop.cli.unlocking import AsJson, PassphraseFile, VaultPath, WorkerName, opened


class ExportKind(StrEnum):
    """What can be exported."""

    DIRECTORY = "directory"


def export_file(
    path: VaultPath,
    kind: Annotated[ExportKind, typer.Argument(help="What to write.")],
    to: Annotated[
        Path,
        typer.Argument(metavar="TO", help="A .zip (HSDS 3.0 CSV tables) or .json (HSDS 3.0) file."),
    ],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write the service directory as HSDS 3.0, for partners and other programs."""
    from lead_desktop.services.directory import exports

    try:
        shape = exports.DirectoryShape(to.suffix.casefold().lstrip("."))
    except ValueError:
        raise typer.BadParameter("name a .zip or a .json file", param_hint="TO") from None
    with opened(path, worker, passphrase_file) as application:
        exported = exports.export_directory(application.desk, shape)
    write_file(to, exported.content)
    if as_json:
        print_json({"kind": kind, "path": str(to), "services": exported.services})
    else:
        print(f"{exported.services:,} services written.")
