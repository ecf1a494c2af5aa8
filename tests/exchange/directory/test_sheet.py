"""Any partner's spreadsheet becomes a directory; bad rows and files are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from lead_desktop.base.errors import UnreadableFile
from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.exchange.columns import BadMapping
from lead_desktop.exchange.directory.reading import read_directory
from lead_desktop.exchange.directory.records import DirectoryFile

SHEET = (
    "Agency,Service Name,Type,Phone,Street Address,City,Zip,Hours,Color\n"
    "Example House,Night shelter,Shelter,410-555-0142,1 Example St,Baltimore,21201,Nightly,red\n"
    "Example House,Meals,Food,410-555-0143,1 Example St,Baltimore,21201,,\n"
    "Sample Clinic,,Clinic,410-555-0144,2 Sample St,Baltimore,21217,,\n"
)


def read(tmp_path: Path, text: str, **options: object) -> DirectoryFile:
    path = tmp_path / "partner.csv"
    path.write_text(text, encoding="utf-8")
    return read_directory(path, **options)  # type: ignore[arg-type]


def test_usual_headings_are_recognized_and_rows_taken_apart(tmp_path: Path) -> None:
    found = read(tmp_path, SHEET)
    assert [one.name for one in found.organizations] == ["Example House", "Sample Clinic"]
    assert [one.name for one in found.services] == ["Night shelter", "Meals"]
    shelter, meals = found.services
    assert shelter.organization_source_id == meals.organization_source_id
    assert shelter.location_source_ids == meals.location_source_ids
    assert shelter.hours == "Nightly"
    assert ServiceCategory.HOUSING in shelter.categories
    assert [phone.number for phone in found.phones] == ["410-555-0142", "410-555-0143"]
    assert found.unused_files == ("Color",)


def test_a_row_without_a_service_is_rejected_with_its_reason(tmp_path: Path) -> None:
    rejected = [problem for problem in read(tmp_path, SHEET).problems if problem.rejected]
    assert [(one.row, one.column, one.reason) for one in rejected] == [
        (4, "name", "the service has no name"),
        (4, "", "the phone belongs to nothing in this directory"),
    ]


def test_a_mapping_says_which_column_is_which(tmp_path: Path) -> None:
    text = "Who,What,Where\nExample House,Beds,1 Example St\n"
    mapping = {"organization": "who", "name": "What", "address": "Where"}
    found = read(tmp_path, text, mapping=mapping)
    assert [one.name for one in found.services] == ["Beds"]
    with pytest.raises(BadMapping, match="No column holds the name"):
        read(tmp_path, "Agency,Phone\nExample House,410\n")
    with pytest.raises(BadMapping, match="does not exist"):
        read(tmp_path, text, mapping={"date_of_birth": "What", "name": "What"})


def test_a_mapping_does_not_go_with_tables(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match="goes with a spreadsheet"):
        read_directory(tmp_path, mapping={"name": "What"})


def test_the_same_rows_from_a_workbook_and_other_encodings(tmp_path: Path) -> None:
    text = "Agency,Service\nClínica Ejemplo,Consejería\n"
    plain = read(tmp_path, text)
    for encoding in ("utf-8-sig", "utf-16", "cp1252", "latin-1"):
        path = tmp_path / f"{encoding}.csv"
        path.write_text(text, encoding=encoding)
        told = encoding if encoding in ("cp1252", "latin-1") else None
        assert read_directory(path, encoding=told).services == plain.services
    book = Workbook()
    for row in text.splitlines():
        book.active.append(row.split(","))
    book.save(tmp_path / "partner.xlsx")
    assert read_directory(tmp_path / "partner.xlsx").services == plain.services


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"\xff\xfe\x00", b"Color\nred\n"],
    ids=["empty", "pdf", "zip", "cut", "other"],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "partner.csv"
    path.write_bytes(data)
    with pytest.raises((UnreadableFile, BadMapping)) as refused:
        read_directory(path)
    assert refused.value.what


def test_a_row_whose_cells_have_shifted_is_left_out_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, "Agency,Service\nExample House,Beds,extra,cells\nSample,Meals\n")
    assert [one.name for one in found.services] == ["Meals"]
    assert [(one.row, one.rejected) for one in found.problems if "shifted" in one.reason] == [
        (2, True)
    ]
