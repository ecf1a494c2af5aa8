"""What leaves the vault as a file that another program reads. So far the service directory, which
holds nothing of any participant; each export is written into the audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lead_desktop.domain.trust.roles import Act
from lead_desktop.exchange.directory import hsds
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.directory.directory_records import read_records


class DirectoryShape(StrEnum):
    """How a directory is written: HSDS 3.0 as a zip of CSV tables, or as JSON."""

    ZIP = "zip"
    JSON = "json"


@dataclass(frozen=True)
class ExportedDirectory:
    """The bytes to be written, and how many services are in them."""

    content: bytes
    services: int


_WRITERS: dict[DirectoryShape, Callable[[hsds.Directory], bytes]] = {
    DirectoryShape.ZIP: hsds.write_zip,
    DirectoryShape.JSON: hsds.write_json,
}


@allowed(Act.EXPORT)
def export_directory(desk: Desk, shape: DirectoryShape) -> ExportedDirectory:
    """The whole directory as valid HSDS 3.0; what the team alone knows stays in the vault."""
    with desk.store.read() as connection:
        directory = read_records(connection)
    content = _WRITERS[shape](directory)
    with desk.store.write() as session:
        desk.record(
            session,
            "export.directory",
            detail={"shape": shape.value, "services": len(directory.services)},
        )
    return ExportedDirectory(content, len(directory.services))
