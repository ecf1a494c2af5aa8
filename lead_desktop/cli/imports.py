"""lead-desktop import: take in a caseload, contacts, linkages or a service directory."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.cli.output import Json, print_json, print_table, write_file
from lead_desktop.cli.unlocking import AsJson, PassphraseFile, VaultPath, WorkerName, opened
from lead_desktop.domain.codes import ImportKind

if TYPE_CHECKING:
    from lead_desktop.services.importing.imports import ImportReport

SHOWN = 20
"""Problems shown to a person; --rejects and --json give all."""


class Order(StrEnum):
    """Which of the numbers of 01/02/2026 is the month."""

    MDY = "mdy"
    DMY = "dmy"
    YMD = "ymd"


def import_file(
    path: VaultPath,
    kind: Annotated[ImportKind, typer.Argument(help="What the file holds.")],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV, TSV or XLSX with one person, contact or linkage a row; or services: a "
            "folder, zip or JSON file (HSDS), or a CSV, TSV or XLSX with one service a row.",
        ),
    ],
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="JSON object {our field: their column}."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="The text's encoding where it is not UTF-8 or marked.")
    ] = None,
    date_order: Annotated[
        Order | None, typer.Option(help="How 01/02/2026 is meant; not for directories.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(help="Which sheet of a workbook; else the first.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="The name of the directory, if it has changed.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen and change nothing.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every problem to a CSV file.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take in a caseload, contacts or linkages kept elsewhere, or a service directory.

    Good rows come in, bad ones are reported by row and reason. Importing a file twice changes
    nothing.
    """
    only_for = {"--date-order": date_order, "--sheet": sheet}
    if kind is not ImportKind.DIRECTORY:
        only_for = {"--source": source}
    for option, value in only_for.items():
        if value is not None:
            raise typer.BadParameter(f"it does not go with “{kind.value}”", param_hint=option)
    from lead_desktop.services.importing import imports

    hints = imports.FileHints(
        mapping=imports.read_mapping(mapping) if mapping else None,
        encoding=encoding,
        date_order=imports.DateOrder(date_order) if date_order else None,
        sheet=sheet,
    )
    with opened(path, worker, passphrase_file) as application:
        report = imports.import_file(
            application.desk, kind, file, hints=hints, source=source, dry_run=dry_run
        )
    if rejects is not None:
        write_file(rejects, report.rejects_file())
    if as_json:
        print_json(_as_json(report))
    else:
        _print(report)
        _print_way_back(report, path)


def undo_import(
    path: VaultPath,
    import_id: Annotated[UUID, typer.Argument(metavar="ID", help="The id that the import told.")],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take a whole import of people back, but for whoever somebody has worked with since."""
    from lead_desktop.services.importing import undoing

    with opened(path, worker, passphrase_file) as application:
        done = undoing.undo_import(application.desk, import_id)
    counts: dict[str, object] = {
        "removed": done.removed,
        "brought_back": done.brought_back,
        "kept": done.kept,
    }
    if as_json:
        print_json(counts)
    else:
        print(f"Taken back: {done.removed} gone, {done.brought_back} as before, {done.kept} kept.")


def _as_json(report: ImportReport) -> Json:
    shape: dict[str, object] = {
        "kind": report.kind,
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "dry_run": report.dry_run,
        "import_id": report.import_id,
        "rejects": [
            {
                "row": problem.row,
                "column": problem.column,
                "reason": problem.reason,
                "rejected": problem.rejected,
                "file": problem.file,
            }
            for problem in report.rejects
        ],
        "unplaced": list(report.unplaced),
    }
    if report.kind == ImportKind.CASELOAD:
        shape["possible_duplicates"] = report.possible_duplicates
    if report.tables:
        shape["source"] = report.source
        shape["counts"] = dict(report.counts)
        shape["tables"] = {
            name: {
                "created": tally.created,
                "updated": tally.updated,
                "unchanged": tally.unchanged,
            }
            for name, tally in report.tables.items()
        }
        shape["changes"] = [asdict(change) for change in report.changes]
    return shape


def _print(report: ImportReport) -> None:
    if report.dry_run:
        print("Dry run: nothing was changed.")
    for name, tally in report.tables.items():
        print(
            f"{name}: {tally.created:,} new, {tally.updated:,} updated, "
            f"{tally.unchanged:,} unchanged"
        )
    if not report.tables:
        print(
            f"{report.read:,} rows: {report.created:,} new, {report.updated:,} updated, "
            f"{report.unchanged:,} unchanged, {report.rejected:,} left out"
        )
    if report.changes:
        print()
        told = [(c.table, c.entry, c.field, c.before, c.after) for c in report.changes[:SHOWN]]
        print_table(("TABLE", "ENTRY", "FIELD", "BEFORE", "NOW"), told)
    if len(report.changes) > SHOWN:
        print(f"and {len(report.changes) - SHOWN:,} more; --json gives all of them")
    if report.possible_duplicates:
        print(f"{report.possible_duplicates:,} may be people you already have: see Duplicates")
    if report.unplaced:
        print(f"Not used: {', '.join(report.unplaced)}")
    if report.rejects:
        print()
        shown = report.rejects[:SHOWN]
        rows = [(problem.file, problem.row, problem.column, problem.reason) for problem in shown]
        print_table(("FILE", "ROW", "COLUMN", "REASON"), rows)
    if len(report.rejects) > SHOWN:
        print(f"and {len(report.rejects) - SHOWN:,} more; --rejects FILE writes all of them")


def _print_way_back(report: ImportReport, vault: Path) -> None:
    """An import of people that changed something can be taken back: say how, with its id."""
    of_people = report.kind == ImportKind.CASELOAD
    if of_people and report.import_id is not None and (report.created or report.updated):
        print()
        back = shlex.join(("lead-desktop", "import-undo", str(vault), str(report.import_id)))
        print(f"To take it back: {back}")
