"""The sheet of rejects."""

from __future__ import annotations

import csv
import io

from lead_desktop.exchange.rejects import Problem, spreadsheet_safe, write_rejects


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_rejects_are_listed_by_row_column_and_reason() -> None:
    problems = [Problem(3, "DOB", "there is no such day"), Problem(7, "", "no name", rejected=True)]
    assert read(write_rejects(problems)) == [
        ["row", "column", "reason"],
        ["3", "DOB", "there is no such day"],
        ["7", "", "no name"],
    ]


def test_the_file_is_named_where_several_were_read() -> None:
    assert read(write_rejects([Problem(2, "id", "x", file="phones.csv")]))[1][0] == "phones.csv"


def test_a_heading_cannot_become_a_formula() -> None:
    rows = read(write_rejects([Problem(2, '=HYPERLINK("x")', "-1")]))
    assert rows[1] == ["2", '\'=HYPERLINK("x")', "'-1"]
    assert spreadsheet_safe("plain") == "plain"
