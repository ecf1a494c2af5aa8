"""Reading a service directory, in whatever shape it came."""

from __future__ import annotations

from pathlib import Path

from lead_desktop.exchange.columns import BadMapping, ColumnMapping
from lead_desktop.exchange.directory.assembly import assemble
from lead_desktop.exchange.directory.records import DirectoryFile
from lead_desktop.exchange.directory.sheet import is_sheet, read_sheet
from lead_desktop.exchange.directory.sources import read_sources
from lead_desktop.exchange.directory.taxonomy import Taxonomy, load_taxonomy


def read_directory(
    path: Path,
    *,
    mapping: ColumnMapping | None = None,
    encoding: str | None = None,
    taxonomy: Taxonomy | None = None,
) -> DirectoryFile:
    """Read a service directory.

    path: a folder (or a zip of it) with HSDS 3.0 or HSDS 1 / Ohana CSV files, among them
        services.csv and organizations.csv; a JSON file in the shapes of HSDS 3.0: a full
        organization or service, a list or page of them, or the tables as JSON; or a spreadsheet
        (CSV, TSV, XLSX) with one service a row.
    mapping: for a spreadsheet, which column holds which field; else usual headings are known.
    encoding: of all CSV files, as for read_table.
    taxonomy: how terms map to our categories; without it the table shipped with the program.
    Raises UnreadableFile, BadMapping. Rows that are wrong or incomplete are in the result's
    problems.
    """
    if is_sheet(path):
        sources = read_sheet(path, mapping=mapping, encoding=encoding)
    elif mapping is not None:
        raise BadMapping(
            "A mapping goes with a spreadsheet; this is a directory of tables.",
            meaning="Nothing was read.",
            remedy="Leave the mapping out, or give a CSV, TSV or XLSX file.",
        )
    else:
        sources = read_sources(path, encoding)
    return assemble(sources, taxonomy or load_taxonomy())
