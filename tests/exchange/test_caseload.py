"""Caseload files: good rows in, everything else reported, the same people however they come."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.exchange.caseload import CaseloadFile, read_caseload
from lead_desktop.exchange.dates import AmbiguousDates, DateOrder, PartialDate
from lead_desktop.exchange.record_reader import FileHints
from lead_desktop.exchange.texts import clean

TODAY = date(2026, 11, 23)
FEBRL = {
    "external_id": "rec_id",
    "legal_first_name": "given_name",
    "legal_last_name": "surname",
    "date_of_birth": "date_of_birth",
    "address": ["street_number", "address_1", "address_2"],
    "city": "suburb",
    "postal_code": "postcode",
}


class Reader(Protocol):
    def __call__(self, text: str, *, date_order: DateOrder | None = None) -> CaseloadFile: ...


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read a caseload from the text of a CSV file."""

    def reading(text: str, *, date_order: DateOrder | None = None) -> CaseloadFile:
        path = tmp_path / "people.csv"
        path.write_text(text, encoding="utf-8")
        return read_caseload(path, today=TODAY, hints=FileHints(date_order=date_order))

    return reading


def test_every_field_of_a_person(read: Reader) -> None:
    headings = (
        "external_id,preferred_name,legal_first_name,legal_last_name,aliases,date_of_birth,phone,"
        "email,address,city,postal_code,pronouns,language,status,case_manager,peer,enrolled_on"
    )
    cells = (
        "A-1,Sam,Samuel,Okafor,Sunny; Red|Ray,1980-05,(410) 555-0142,sam@example.org,1 E St,"
        "Baltimore,21202,they/them,Igbo,in jail,D. Whitfield,Jo,2026-01-05"
    )
    file = read(f"{headings}\n{cells}\n")
    (person,) = file.rows
    assert file.problems == ()
    assert (person.row, person.external_id, person.preferred_name) == (2, "A-1", "Sam")
    assert person.aliases == ("Sunny", "Red", "Ray")
    assert person.date_of_birth == PartialDate(1980, 5)
    assert (person.phone, person.phone_e164) == ("(410) 555-0142", "+14105550142")
    assert person.status is ParticipantStatus.INACTIVE_CUSTODY
    assert person.enrolled_on == date(2026, 1, 5)
    assert person.given == set(headings.split(",")) - {
        "aliases", "date_of_birth", "status", "enrolled_on"
    }  # fmt: skip


def test_bad_cells_are_left_empty_and_reported_while_the_row_comes_in(read: Reader) -> None:
    file = read(
        "First,Last,DOB,Phone,Email,Status,Enrolled\n"
        "Ann,Lee,19080230,call Bob,nowhere,purple,2026\n"
        "Bo,Ray,2030-01-01,,,,2027-01-01\n"
    )
    first, second = file.rows
    assert (first.date_of_birth, first.email, first.status, first.enrolled_on) == (
        None, "", None, None,
    )  # fmt: skip
    assert (first.phone, first.phone_e164) == ("call Bob", None)
    assert second.date_of_birth is None
    found = [(problem.row, problem.column, problem.rejected) for problem in file.problems]
    assert sorted(found) == [
        (2, "DOB", False), (2, "Email", False), (2, "Enrolled", False), (2, "Phone", False),
        (2, "Status", False), (3, "DOB", False), (3, "Enrolled", False),
    ]  # fmt: skip
    told = " ".join(problem.reason for problem in file.problems)
    assert not {"Ann", "Bob", "nowhere", "purple"} & set(told.split())


def test_a_row_without_name_and_id_is_rejected(read: Reader) -> None:
    file = read("id,first,aliases,phone\n,,,410-555-0142\n7,,,\n,,Red,\n")
    assert [(person.external_id, person.preferred_name) for person in file.rows] == [
        ("7", ""), ("", "Red"),
    ]  # fmt: skip
    assert [(problem.row, problem.rejected) for problem in file.problems] == [(2, True)]
    assert (file.read, file.rejected) == (3, 1)


def test_the_first_row_of_an_external_id_is_kept(read: Reader) -> None:
    file = read("id,first\n1,Ann\n1,Bo\n2,Cy\n")
    assert [person.legal_first_name for person in file.rows] == ["Ann", "Cy"]
    assert (file.problems[0].row, file.problems[0].column) == (3, "id")
    assert "row 2" in file.problems[0].reason


def test_two_people_who_share_everything_known_stay_two(read: Reader) -> None:
    text = "first,last\nJohn,Smith\nJohn,Smith\n"
    file = read(text)
    assert len({person.fingerprint for person in file.rows}) == 2
    assert [person.fingerprint for person in read(text).rows] == [
        person.fingerprint for person in file.rows
    ]
    assert not file.problems[0].rejected


def test_unclear_dates_are_asked_about_and_the_answer_is_obeyed(read: Reader) -> None:
    text = "first,dob\nAnn,01/02/1980\nBo,03/04/1981\n"
    with pytest.raises(AmbiguousDates, match="dob"):
        read(text)
    assert read(text, date_order=DateOrder.DMY).rows[0].date_of_birth == PartialDate(1980, 2, 1)
    proven = read(text + "Cy,12/25/1990\n")
    assert proven.rows[0].date_of_birth == PartialDate(1980, 1, 2)


def test_a_shifted_row_is_rejected_with_its_number(read: Reader) -> None:
    file = read("first,address\nAnn,1 E St, Apt 2\nBo,2 E St\n")
    assert [person.row for person in file.rows] == [3]
    assert [(problem.row, problem.rejected) for problem in file.problems] == [(2, True)]


def test_a_cell_in_the_wrong_column_is_too_long(read: Reader) -> None:
    file = read(f"first,pronouns\nAnn,{'x' * 61}\n")
    assert file.rows[0].pronouns == ""
    assert "longer than 60" in file.problems[0].reason


def test_people_of_thirty_locales(shared_data: Path) -> None:
    path = shared_data / "persons" / "faker_multiscript_names" / "names_multiscript.csv"
    file = read_caseload(path, today=TODAY)
    assert (file.read, len(file.rows), file.problems) == (3000, 3000, ())
    assert file.unplaced == ("locale", "full_name")
    with path.open(encoding="utf-8", newline="") as source:
        expected = [f"{r['first_name']} {r['last_name']}" for r in csv.DictReader(source)]
    assert [person.preferred_name for person in file.rows] == [clean(name) for name in expected]


def test_febrl_with_a_mapping(shared_data: Path) -> None:
    path = shared_data / "persons" / "febrl" / "dataset2.csv"
    file = read_caseload(path, today=TODAY, hints=FileHints(mapping=FEBRL))
    assert (file.read, len(file.rows)) == (5000, 5000)
    assert {problem.reason for problem in file.problems} == {"there is no such day in the calendar"}
    assert len(file.problems) == 10
    assert file.rows[0].address == "44 forbes street wintersloe"
    assert file.rows[0].date_of_birth == PartialDate(1930, 2, 13)


def test_five_encodings_and_a_workbook_give_the_same_people(
    shared_data: Path, tmp_path: Path
) -> None:
    folder = shared_data / "tables" / "hmis_encodings"
    named = {"Windows-1252.csv": "windows-1252", "macRoman.csv": "mac-roman"}
    files = [
        read_caseload(path, today=TODAY, hints=FileHints(encoding=named.get(path.name)))
        for path in folder.glob("*.csv")
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    text = (folder / "UTF-8.csv").read_text(encoding="utf-8")
    headings, *rows = csv.reader(io.StringIO(text, newline=""))
    born = headings.index("DOB")
    sheet.append(headings)
    for cells in rows:
        typed: list[object] = [int(cell) if cell.isdigit() else cell for cell in cells]
        typed[born] = date.fromisoformat(cells[born])
        sheet.append(typed)
    book.save(tmp_path / "people.xlsx")
    files.append(read_caseload(tmp_path / "people.xlsx", today=TODAY))
    assert len(files) == 6
    assert len(files[0].rows) == 7
    assert len({file.rows for file in files}) == 1


def test_naughty_strings_are_kept_or_reported(shared_data: Path, tmp_path: Path) -> None:
    strings = (shared_data / "text" / "blns" / "blns.txt").read_text(encoding="utf-8")
    lines = [line for line in strings.split("\n") if line and not line.startswith("#")]
    path = tmp_path / "naughty.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["id", "first", "phone", "email", "dob", "status"])
        writer.writerows([str(at), *[line] * 5] for at, line in enumerate(lines))
    file = read_caseload(path, today=TODAY)
    assert len(file.rows) == len(lines) == file.read
    names = [person.preferred_name for person in file.rows]
    assert all(name.encode() == clean(name).encode() for name in names)
    told = {problem.row for problem in file.problems if problem.column == "first"}
    blank = {person.row for person in file.rows if not person.preferred_name}
    invisible = {at + 2 for at, line in enumerate(lines) if not clean(line)}
    assert blank == told | invisible


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.lists(st.text(max_size=12) | st.sampled_from(["1/2/1980", "x@y.org", '"']), max_size=7),
        max_size=6,
    ),
    st.binary(max_size=20),
)
def test_any_rows_give_people_or_reasons(
    tmp_path: Path, rows: list[list[str]], tail: bytes
) -> None:
    path = tmp_path / "any.csv"
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["id", "first", "dob", "phone", "email", "status"], *rows])
    path.write_bytes(text.getvalue().encode("utf-8", "surrogatepass") + tail)
    try:
        file = read_caseload(path, today=TODAY)
    except LeadError:
        return
    rejected = {problem.row for problem in file.problems if problem.rejected}
    assert file.read == len(file.rows) + len(rejected)
    assert len({person.fingerprint for person in file.rows}) == len(file.rows)
