"""XLSX workbooks as numbered records: values only, nothing is calculated or executed.

A workbook is a zip of XML from an unknown hand, so sizes are limited before anything is parsed, and
entities are refused by defusedxml, which openpyxl uses when it is installed.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import chain, islice
from typing import TYPE_CHECKING

from lead_desktop.base.errors import UnreadableFile
from lead_desktop.exchange.rows import MAX_COLUMNS, Flaw, Row, too_wide

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_SHEET_BYTES = 256 * 1024 * 1024
MAX_STRINGS_BYTES = 64 * 1024 * 1024
MAX_OTHER_BYTES = 8 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_ROWS = 1_048_576  # what a spreadsheet program can hold
_MAX_ROW_BYTES = 8 * 1024 * 1024
_CHUNK = 1024 * 1024
_BATCH = 500
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!"}
)
# openpyxl lets whatever goes wrong inside a damaged workbook through; RuntimeError holds an
# encrypted member and too deep nesting, ValueError the refusals of defusedxml.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    EOFError,
    OSError,
)


def read_records(data: bytes, sheet: str | None = None) -> tuple[Iterator[Row], tuple[str, ...]]:
    """All records of one sheet with their row numbers, and the names of all sheets.

    sheet: a sheet's name; without it the first one that is not hidden and not empty.
    Raises UnreadableFile at once, or while walking when the damage lies deeper.
    """
    has_formulas = _inspect(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = _load(data)
        sheets = tuple(book.sheetnames)
        candidates = _choose(book, sheet)
    except _FAULTS:
        raise _damaged() from None
    for candidate in candidates:
        walk = _walk(data, candidate, has_formulas)
        first = next((row for row in walk if row.flaws or any(row.cells)), None)
        if first is not None:
            return chain([first], walk), sheets
    return iter(()), sheets


def _inspect(data: bytes) -> bool:
    """Refuse what is no workbook or too large to open; True when a sheet holds formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_kind({member.filename for member in members})
            if any(member.flag_bits & 1 for member in members):
                raise locked()
            for member in members:
                _check_size(member, len(members))
            formulas = [_scan(archive, member) for member in members if _is_sheet(member.filename)]
            return any(formulas)
    except _FAULTS:
        raise _damaged() from None


def _check_kind(names: set[str]) -> None:
    if "[Content_Types].xml" in names and any(_is_sheet(name) for name in names):
        return
    if "xl/workbook.bin" in names:
        kind = "a binary workbook (xlsb)"
    elif "content.xml" in names:
        kind = "an OpenDocument file"
    elif "word/document.xml" in names:
        kind = "a Word document"
    else:
        kind = "a zip archive without a workbook"
    raise UnreadableFile(
        f"The file is {kind}.",
        meaning="Nothing was read.",
        remedy="Save the table as XLSX or CSV and try again.",
    )


def _is_sheet(name: str) -> bool:
    return "worksheets/" in name and name.endswith(".xml")


def _check_size(member: zipfile.ZipInfo, members: int) -> None:
    """The declared size binds: zipfile never unpacks more than a member declares."""
    limit = MAX_OTHER_BYTES
    if _is_sheet(member.filename):
        limit = MAX_SHEET_BYTES
    elif member.filename.casefold().endswith("sharedstrings.xml"):
        limit = MAX_STRINGS_BYTES
    elif not member.filename.endswith((".xml", ".rels")):
        return  # pictures and the like are never opened
    if members > MAX_MEMBERS or member.file_size > limit:
        raise _too_large()


def _scan(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Walk a sheet's XML once, raw: are there formulas, and is no single row a monster?

    Rows are parsed as a whole, so one row of many megabytes would fill the memory.
    """
    found = False
    without_row = 0
    rest = b""
    with archive.open(member) as source:
        while chunk := source.read(_CHUNK):
            window = rest + chunk
            found = found or _FORMULA.search(window) is not None
            without_row = 0 if b"row" in window else without_row + len(chunk)
            if without_row > _MAX_ROW_BYTES:
                raise _too_large()
            rest = chunk[-64:]
    return found


def _load(data: bytes) -> Workbook:
    import openpyxl  # a third of a second: paid by those who open a workbook

    return openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )


def _choose(book: Workbook, name: str | None) -> Sequence[ReadOnlyWorksheet]:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
    if name is not None:
        sheets = [sheet for sheet in sheets if sheet.title.casefold() == name.casefold()]
        if not sheets:
            raise UnreadableFile(
                "The workbook has no sheet of that name.", remedy="Name one of its sheets."
            )
    return tuple(sheet for sheet in sheets if sheet.sheet_state == "visible") or tuple(sheets)


def _walk(data: bytes, sheet: ReadOnlyWorksheet, has_formulas: bool) -> Iterator[Row]:
    # The size that a sheet declares may be a lie of millions of empty cells.
    sheet.reset_dimensions()
    unsaved = _formulas_without_result(data, sheet) if has_formulas else frozenset()
    for number, values in enumerate(_quietly(sheet.values), start=1):
        if number > MAX_ROWS:
            raise _too_large()
        if len(values) > MAX_COLUMNS and any(value is not None for value in values[MAX_COLUMNS:]):
            raise too_wide()
        yield _record(number, values[:MAX_COLUMNS], unsaved)


def _quietly(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """`rows` without the library's warnings, which it prints for odd dates and extensions."""
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = list(islice(rows, _BATCH))
        except _FAULTS:
            raise _damaged() from None
        if not batch:
            return
        yield from batch


def _record(number: int, values: tuple[object, ...], unsaved: frozenset[tuple[int, int]]) -> Row:
    cells = tuple(_text(value) for value in values)
    flaws = []
    for column, cell in enumerate(cells):
        if cell in _ERRORS:
            flaws.append(Flaw(column, f"the cell shows the error {cell}"))
        elif unsaved and (number, column) in unsaved:
            reason = "the cell holds a formula whose result was never stored in the file"
            flaws.append(Flaw(column, reason))
    if flaws:
        cells = tuple("" if cell in _ERRORS else cell for cell in cells)
    return Row(number, cells, tuple(flaws))


def _text(value: object) -> str:
    """A cell's value as a person would type it; dates in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _formulas_without_result(data: bytes, sheet: ReadOnlyWorksheet) -> frozenset[tuple[int, int]]:
    """(row, column index) of every formula whose result was never stored in the file.

    The library hands such a cell on as empty, like a formula whose result is an empty text.
    """
    from defusedxml.ElementTree import iterparse
    from openpyxl.utils.cell import coordinate_to_tuple

    found = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            path: str = vars(sheet)["_worksheet_path"]
            with archive.open(path) as source:
                for _, element in iterparse(source):
                    kind = element.tag.rpartition("}")[2]
                    if kind == "row":
                        element.clear()
                    elif kind == "c" and element.get("t") != "str" and element.get("r"):
                        parts = {part.tag.rpartition("}")[2]: part.text for part in element}
                        if "f" in parts and not parts.get("v"):
                            row, column = coordinate_to_tuple(element.get("r"))
                            found.add((row, column - 1))
    except _FAULTS:
        raise _damaged() from None
    return frozenset(found)


def locked() -> UnreadableFile:
    """The refusal of a workbook that is protected by a password."""
    return UnreadableFile(
        "The workbook is protected by a password.",
        meaning="Nothing was read.",
        remedy="Open it, save a copy without the password, import that and delete it afterwards.",
    )


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        "The workbook is damaged or cut short.",
        meaning="Nothing was read.",
        remedy="Open it in a spreadsheet program, save it again, or save it as CSV.",
    )


def _too_large() -> UnreadableFile:
    return UnreadableFile(
        "The workbook unpacks to far more than a table of people or services would.",
        meaning="It was not opened.",
        remedy="Copy the rows into a new workbook, or save them as CSV.",
    )
