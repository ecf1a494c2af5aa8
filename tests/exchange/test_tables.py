"""Text tables: encodings, delimiters, quotes, broken rows, and any bytes at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import UnreadableFile
from lead_desktop.exchange.encodings import UnknownEncoding
from lead_desktop.exchange.rows import MAX_COLUMNS, Row
from lead_desktop.exchange.tables import parse_table, read_table


def rows_of(data: bytes, **options: str) -> list[Row]:
    return list(parse_table(data, **options).rows)


def cells_of(data: bytes, **options: str) -> list[tuple[str, ...]]:
    return [row.cells for row in rows_of(data, **options)]


# location_coordinates.json gives another phone number than its CSV, and newlines_crlf.csv was
# stored with plain line feeds: both are slips of the collection itself.
SPECTRUM_SLIPS = {"location_coordinates", "newlines_crlf"}


def test_csv_spectrum_reads_as_its_authors_expect(shared_data: Path) -> None:
    folder = shared_data / "tables" / "csv_spectrum"
    checked = 0
    for path in sorted((folder / "csvs").glob("*.csv")):
        if path.stem in SPECTRUM_SLIPS:
            continue
        table = read_table(path)
        found = [dict(zip(table.headers, row.cells, strict=True)) for row in table.rows]
        assert found == json.loads((folder / "json" / f"{path.stem}.json").read_text()), path.name
        checked += 1
    assert checked == 10


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("agate/test_utf16_big.csv", ("1", "2", "3")),
        ("agate/test_utf16_little.csv", ("1", "2", "3")),
        ("agate/test_csv_sniff.csv", ("1", "a", "True", "2015-11-04", "2015-11-04T12:22:00")),
        ("agate/test_cr.csv", ("1", "a", "True", "2015-11-04", "2015-11-04T12:22:00")),
        ("csvkit/dummy.tsv", ("1", "2", "3")),
        ("csvkit/mac_newlines.csv", ("1", "2", "3")),
        ("csvkit/optional_quote_characters.csv", ("1", "2", "3")),
        ("csvkit/sniff_limit.csv", ("1", "2", "3")),
        ("csvkit/test_header_newline.csv", ("d", "e", "f")),
        ("csvkit/test_utf8_bom.csv", ("1", "2", "3")),
        ("csvkit/join_a_short.csv", ("1", "b", "")),
    ],
)
def test_odd_files_of_agate_and_csvkit(
    shared_data: Path, name: str, expected: tuple[str, ...]
) -> None:
    first = next(read_table(shared_data / "tables" / name).rows)
    assert first.cells[: len(expected)] == expected


def test_a_line_break_in_a_cell_does_not_add_rows() -> None:
    rows = rows_of(b'a,b\r\n1,"x\r\ny"\r\n\r\n3,z\r\n')
    assert [(row.number, row.cells) for row in rows] == [(2, ("1", "x\r\ny")), (4, ("3", "z"))]


def test_excel_separator_line_is_obeyed_and_not_counted() -> None:
    rows = rows_of(b"sep=;\nname;note\nAnn;a,b\n")
    assert [(row.number, row.cells) for row in rows] == [(2, ("Ann", "a,b"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_found_although_cells_hold_others(delimiter: str) -> None:
    lines = [["name", "address"], ["Ann", '"1 A St, Apt; 2"'], ["Bo", '"3 B St, Apt; 4"']]
    data = "\n".join(delimiter.join(cells) for cells in lines).encode()
    assert cells_of(data) == [("Ann", "1 A St, Apt; 2"), ("Bo", "3 B St, Apt; 4")]


def test_blank_after_the_delimiter_does_not_undo_a_quote() -> None:
    assert cells_of(b'id, name\n1, "Doe, J"\n') == [("1", "Doe, J")]


def test_short_rows_are_filled_and_long_ones_not_trusted() -> None:
    short, long = rows_of(b"a,b,c\n1\n1,2,3,4\n")
    assert short.cells == ("1", "", "")
    assert not short.flaws
    assert "more cells than there are headings" in long.fatal_reason


def test_a_cell_beyond_the_last_heading_has_not_shifted_when_the_heading_row_is_as_wide() -> None:
    (row,) = rows_of(b"a,b,\n1,2,note\n")
    assert row.cells == ("1", "2")
    assert not row.fatal_reason
    assert len(row.flaws) == 1


def test_an_unclosed_quote_costs_one_row() -> None:
    rows = rows_of(b'a,b\n1,x\n2,"y\n3,z\n4,w\n')
    assert [row.number for row in rows if not row.fatal_reason] == [2, 4, 5]
    assert "never closed" in rows[1].fatal_reason


def test_rows_of_another_width_below_a_broken_row_are_not_taken_for_rows() -> None:
    rows = rows_of(b'a,b,c\n1,"he said "hi\nand left",x\n2,y,z\n')
    assert [row.cells for row in rows if not row.fatal_reason] == [("2", "y", "z")]
    assert all(row.fatal_reason for row in rows[:-1])


def test_quotes_inside_a_quoted_cell_are_read_and_mentioned() -> None:
    (row,) = rows_of(b'a,b\n1,"the "big" one"\n')
    assert not row.fatal_reason
    assert row.cells[0] == "1"
    assert "not doubled" in row.flaws[0].reason


def test_huge_cell_costs_one_row() -> None:
    rows = rows_of(b"a,b\n1," + b"x" * 200_000 + b"\n2,y\n")
    assert "131,072" in rows[0].fatal_reason
    assert rows[-1].cells == ("2", "y")


def test_nul_characters_are_taken_out_and_mentioned() -> None:
    (row,) = rows_of(b"a,b\nx\0y,2\n")
    assert row.cells == ("xy", "2")
    assert "NUL" in row.flaws[0].reason


@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n\r\n", b",,\n,,\n", b"\xef\xbb\xbf", b"  \n"])
def test_a_file_without_headings_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no row of column headings"):
        parse_table(data)


def test_headings_alone_make_an_empty_table() -> None:
    table = parse_table(b" First  name ,First name\n")
    assert table.headers == ("First name", "First name")
    assert list(table.rows) == []


def test_far_too_many_columns_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="columns"):
        parse_table(b",".join([b"a"] * (MAX_COLUMNS + 1)))


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"SQLite format 3\x00", "database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_other_kinds_of_files_are_named(start: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        parse_table(start + b"\0" * 600)


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match="folder"):
        read_table(tmp_path)


# --- encodings

NAMES = "name,city\nØyvind,Bête\nBjörk,Łódź\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_a_mark_needs_no_name(encoding: str) -> None:
    assert cells_of(NAMES.encode(encoding))[0] == ("Øyvind", "Bête")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_asked_about(encoding: str) -> None:
    data = NAMES.encode(encoding)
    with pytest.raises(UnknownEncoding) as refusal:
        parse_table(data)
    assert refusal.value.candidates[0] == encoding
    assert cells_of(data, encoding=encoding)[1] == ("Björk", "Łódź")


@pytest.mark.parametrize(
    ("name", "encoding"), [("Windows-1252.csv", "windows-1252"), ("macRoman.csv", "mac-roman")]
)
def test_eight_bit_files_are_refused_with_the_right_candidate_first(
    shared_data: Path, name: str, encoding: str
) -> None:
    path = shared_data / "tables" / "hmis_encodings" / name
    with pytest.raises(UnknownEncoding, match="--encoding") as refusal:
        read_table(path)
    assert refusal.value.candidates[0] == encoding


def test_one_table_in_five_encodings_is_the_same_table(shared_data: Path) -> None:
    folder = shared_data / "tables" / "hmis_encodings"
    named = {"Windows-1252.csv": "windows-1252", "macRoman.csv": "mac-roman"}
    tables = [read_table(path, encoding=named.get(path.name)) for path in folder.glob("*.csv")]
    contents = {(table.headers, tuple(table.rows)) for table in tables}
    assert len(tables) == 5
    assert len(contents) == 1


def test_a_named_encoding_is_strict() -> None:
    with pytest.raises(UnreadableFile, match="not utf-8"):
        parse_table("name\nØ\n".encode("cp1252"), encoding="utf-8")
    with pytest.raises(UnreadableFile, match="own mark"):
        parse_table("name\nØ\n".encode("utf-8-sig"), encoding="cp1252")


@pytest.mark.parametrize("name", ["klingon", "utf-7", "rot13", "unicode_escape", "zip", "a\0b", ""])
def test_encodings_that_no_spreadsheet_writes_are_refused(name: str) -> None:
    with pytest.raises(UnreadableFile):
        parse_table(b"name\nAnn\n", encoding=name)


# --- any bytes

pieces = st.sampled_from(
    [b'"', b",", b";", b"\t", b"\n", b"\r", b"\0", b"a", b"1", b"\xff", b"\xfe", b"\xc3\xb8", b"PK"]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(pieces, max_size=80).map(b"".join)))
def test_any_bytes_give_a_table_or_a_refusal(data: bytes) -> None:
    try:
        table = parse_table(data)
        rows = list(table.rows)
    except UnreadableFile:
        return
    assert all(len(row.cells) == len(table.headers) for row in rows)
    numbers = [row.number for row in rows]
    assert numbers == sorted(set(numbers))
