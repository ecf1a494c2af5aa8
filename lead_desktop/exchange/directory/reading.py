"""The way in: a partner's directory, in whatever of the known shapes it comes."""

from __future__ import annotations

from pathlib import Path

from lead_desktop.exchange.directory.assembly import assemble
from lead_desktop.exchange.directory.records import DirectoryFile
from lead_desktop.exchange.directory.sources import read_sources
from lead_desktop.exchange.directory.taxonomy import Taxonomy, load_taxonomy


def read_directory(
    path: Path, *, encoding: str | None = None, taxonomy: Taxonomy | None = None
) -> DirectoryFile:
    """Read a service directory.

    path: a folder (or a zip of it) with HSDS 3.0 or HSDS 1 / Ohana CSV files, among them
        services.csv and organizations.csv; or a JSON file in the shapes of HSDS 3.0: a full
        organization or service, a list or page of them, or the tables as JSON.
    encoding: of all CSV files, as for read_table.
    taxonomy: how terms map to our categories; without it the table shipped with the program.
    Raises UnreadableFile. Rows that are wrong or incomplete are in the result's problems.
    """
    return assemble(read_sources(path, encoding), taxonomy or load_taxonomy())
