"""Reading one table, whatever kind of spreadsheet file it is."""

from __future__ import annotations

from pathlib import Path

from lead_desktop.base.errors import UnreadableFile
from lead_desktop.exchange import delimited, workbooks
from lead_desktop.exchange.encodings import decode
from lead_desktop.exchange.rows import Table, to_table

MAX_FILE_BYTES = 256 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TABLES = (
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed (gzip) file"),
    (b"BZh", "a compressed (bzip2) file"),
    (b"7z\xbc\xaf", "a compressed (7-Zip) file"),
    (b"Rar!", "a compressed (RAR) file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a text document (RTF)"),
)


def read_table(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Table:
    """Open a CSV, TSV or XLSX file and read its headings; the rows follow as they are walked.

    encoding: for text files, applied strictly; without it UTF-8, or what a byte-order mark says.
    sheet: for workbooks; without it the first sheet that is neither hidden nor empty.
    Raises UnreadableFile, for a damaged workbook also while the rows are walked.
    """
    return parse_table(
        read_bytes(path),
        encoding=encoding,
        sheet=sheet,
        prefer="\t" if path.suffix.casefold() in (".tsv", ".tab") else ",",
    )


def parse_table(
    data: bytes, *, encoding: str | None = None, sheet: str | None = None, prefer: str = ","
) -> Table:
    """As read_table, for the bytes of a file. The bytes decide what kind it is, not the name."""
    if data.startswith(_ZIP):
        records, sheets = workbooks.read_records(data, sheet)
        return to_table(records, can_shift=False, sheets=sheets)
    _refuse_other_kinds(data)
    text, used = decode(data, encoding)
    records = delimited.read_records(text, prefer=prefer)
    return to_table(records, can_shift=True, encoding=used)


def read_bytes(path: Path) -> bytes:
    """The whole file; raises UnreadableFile when it is missing, a folder, too large or barred."""
    try:
        if path.is_dir():
            raise UnreadableFile("This is a folder, not a file.", remedy="Name the file itself.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableFile(
                f"The file is larger than {MAX_FILE_BYTES // 1024**2} MB.",
                meaning="It was not opened.",
                remedy="Split it and import the parts.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("There is no such file.", remedy="Check the place and name.") from None
    except (OSError, ValueError) as fault:  # ValueError: a NUL character in the path
        reason = getattr(fault, "strerror", None) or "the path is not valid"
        raise UnreadableFile(f"The file cannot be opened: {reason}.") from None


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise workbooks.locked()
        raise UnreadableFile(
            "The file is in the old Excel format (xls) or another old Office format.",
            meaning="Nothing was read.",
            remedy="Open it and save it as XLSX or CSV.",
        )
    for magic, kind in _NOT_TABLES:
        if data.startswith(magic):
            raise UnreadableFile(
                f"The file is {kind}, not a table.",
                meaning="Nothing was read.",
                remedy="Give a CSV, TSV or XLSX file.",
            )
