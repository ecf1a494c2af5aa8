"""XLSX: values as typed, errors and missing results named, hostile archives refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import UnreadableFile
from lead_desktop.exchange import workbooks
from lead_desktop.exchange.rows import Row, Table
from lead_desktop.exchange.tables import parse_table, read_table

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: list[object], title: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part replaced."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member.filename, old.read(member))
        new.writestr(name, content)
    return target.getvalue()


def sheet_xml(rows: str, dimension: str = "A1:B2") -> bytes:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def read(data: bytes, **options: str) -> tuple[Table, list[Row]]:
    table = parse_table(data, **options)
    return table, list(table.rows)


def test_values_come_as_a_person_would_type_them() -> None:
    data = workbook(
        ["zip", "dob", "seen", "ok", "rate", "text"],
        [
            21201.0,
            date(1980, 5, 17),
            datetime.fromisoformat("2026-01-02T09:30:00"),
            True,
            1.5,
            " Øyvind ",
        ],
    )
    table, rows = read(data)
    assert table.headers == ("zip", "dob", "seen", "ok", "rate", "text")
    assert rows[0].cells == ("21201", "1980-05-17", "2026-01-02T09:30:00", "TRUE", "1.5", "Øyvind")


def test_row_numbers_are_those_of_the_sheet() -> None:
    _, rows = read(workbook(["a"], ["1"], [None], ["3"]))
    assert [row.number for row in rows] == [2, 4]


def test_error_cells_are_named_and_left_empty() -> None:
    _, rows = read(workbook(["a", "b"], ["#REF!", "x"]))
    assert rows[0].cells == ("", "x")
    assert "#REF!" in rows[0].flaws[0].reason


def test_a_formula_without_a_stored_result_is_reported_and_an_empty_result_is_not() -> None:
    xml = sheet_xml(
        f'<row r="1">{inline("A1", "a")}{inline("B1", "b")}{inline("C1", "c")}</row>'
        '<row r="2"><c r="A2"><f>1+1</f><v></v></c><c r="B2"><f>2+2</f><v>4</v></c>'
        '<c r="C2" t="str"><f>IF(1,"","")</f><v></v></c></row>'
    )
    _, rows = read(with_part(workbook(["x"]), SHEET, xml))
    assert rows[0].cells == ("", "4", "")
    assert [(flaw.column, "formula" in flaw.reason) for flaw in rows[0].flaws] == [(0, True)]


def test_the_first_sheet_with_cells_is_read_and_others_by_name() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("People").append(["name"])
    book.create_sheet("More").append(["other"])
    target = io.BytesIO()
    book.save(target)
    assert parse_table(target.getvalue()).headers == ("name",)
    assert parse_table(target.getvalue(), sheet="more").headers == ("other",)
    with pytest.raises(UnreadableFile, match="no sheet of that name"):
        parse_table(target.getvalue(), sheet="none")


def test_a_note_beside_the_table_does_not_spoil_its_row(shared_data: Path) -> None:
    table = read_table(shared_data / "tables" / "csvkit" / "test.xlsx")
    rows = list(table.rows)
    assert len(rows) == 5
    assert rows[0].cells[:4] == ("Chicago Reader", "1971-01-01", "40", "TRUE")
    assert not any(row.fatal_reason for row in rows)


def test_a_huge_declared_sheet_costs_nothing() -> None:
    xml = sheet_xml(
        f'<row r="1">{inline("A1", "a")}</row><row r="2">{inline("A2", "1")}</row>',
        dimension="A1:XFD1048576",
    )
    _, rows = read(with_part(workbook(["x"]), SHEET, xml))
    assert [row.cells for row in rows] == [("1",)]


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="1">{inline("A1", "a")}{inline("XFD1", "b")}</row>',
        f'<row r="1">{inline("A1", "a")}</row><row r="2">{inline("XFD2", "b")}</row>',
    ],
)
def test_a_row_of_sixteen_thousand_columns_is_refused(rows: str) -> None:
    with pytest.raises(UnreadableFile, match="columns"):
        read(with_part(workbook(["x"]), SHEET, sheet_xml(rows)))


def test_a_row_number_beyond_any_sheet_is_refused() -> None:
    xml = sheet_xml(
        f'<row r="1">{inline("A1", "a")}</row><row r="99999999999"><c r="A9"><v>1</v></c></row>'
    )
    with pytest.raises(UnreadableFile):
        read(with_part(workbook(["x"]), SHEET, xml))


@pytest.mark.parametrize(
    ("part", "limit"),
    [
        ("xl/sharedStrings.xml", "MAX_STRINGS_BYTES"),
        ("xl/styles.xml", "MAX_OTHER_BYTES"),
        (SHEET, "MAX_SHEET_BYTES"),
    ],
)
def test_a_part_that_unpacks_to_far_too_much_is_refused_before_parsing(
    monkeypatch: pytest.MonkeyPatch, part: str, limit: str
) -> None:
    monkeypatch.setattr(workbooks, limit, 1_000_000)
    bomb = with_part(workbook(["x"]), part, b" " * 1_000_001)
    with pytest.raises(UnreadableFile, match="unpacks"):
        parse_table(bomb)


def test_one_monstrous_row_is_refused() -> None:
    xml = sheet_xml('<row r="1">' + "<c/>" * 3_000_000 + "</row>")
    with pytest.raises(UnreadableFile, match="unpacks"):
        parse_table(with_part(workbook(["x"]), SHEET, xml))


def test_xml_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sheet_xml(
        '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'
    )
    with pytest.raises(UnreadableFile, match="damaged"):
        read(with_part(workbook(["x"]), SHEET, bomb))


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("xl/workbook.bin", "binary"),
        ("content.xml", "OpenDocument"),
        ("word/document.xml", "Word"),
        ("x.txt", "without a workbook"),
    ],
)
def test_other_archives_are_named(member: str, words: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(member, b"")
    with pytest.raises(UnreadableFile, match=words):
        parse_table(target.getvalue())


WHOLE = workbook(["name", "dob"], ["Ann", date(1980, 1, 2)], ["Bo", "=1+1"], ["Cy", None])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_cut_and_altered_workbooks_are_read_or_refused(cut: int, at: int, byte: int) -> None:
    altered = WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    for data in (b"PK\x03\x04" + WHOLE[4:cut], altered):
        try:
            _, rows = read(data)
        except UnreadableFile:
            continue
        assert len(rows) <= 3
