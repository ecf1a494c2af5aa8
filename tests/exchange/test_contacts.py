"""Reading a file of contacts: what is understood, what is reported, what is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    PlaceType,
    Purpose,
    Supply,
)
from lead_desktop.exchange.contact_words import mode_of, outcome_of
from lead_desktop.exchange.contacts import ContactFile, read_contacts
from lead_desktop.exchange.dates import AmbiguousDates, BadDate, DateOrder
from lead_desktop.exchange.moments import parse_moment
from lead_desktop.exchange.record_reader import FileHints

NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
HEAD = (
    "contact id,participant id,date,start time,duration,type,result,where,purpose,given,notes,staff"
)


def read(
    tmp_path: Path, *lines: str, head: str = HEAD, order: DateOrder | None = None
) -> ContactFile:
    path = tmp_path / "contacts.csv"
    path.write_text("\n".join((head, *lines)), "utf-8")
    return read_contacts(path, now=NOW, zone=ZONE, hints=FileHints(date_order=order))


def told(file: ContactFile) -> list[tuple[int, str, bool]]:
    return [(one.row, one.reason, one.rejected) for one in file.problems]


def test_a_whole_row_is_understood(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        "C-1,P-0042; A7,2026-11-20,2:30 PM,45 min,Home visit,Met,Blue house,"
        '"Check-in, TRANSPORT","Naloxone kit x2; water","First line.\n  Second  line.",Dre',
    )
    (row,) = file.rows
    assert (row.external_id, row.participants, row.author) == ("C-1", ("P-0042", "A7"), "Dre")
    assert row.occurred_at == datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
    assert (row.mode, row.outcome) == (ContactMode.IN_PERSON, ContactOutcome.MET)
    assert (row.place_type, row.place) == (PlaceType.PARTICIPANT_HOME, "Blue house")
    assert row.purposes == (Purpose.CHECK_IN, Purpose.TRANSPORT)
    assert row.supplies == ((Supply.NALOXONE_KIT, 2), (Supply.WATER, 1))
    assert (row.minutes, row.note) == (45, "First line.\nSecond line.")
    assert (file.problems, file.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("mode", "outcome", "stored"),
    [
        ("VOICEMAIL", "", (ContactMode.PHONE, ContactOutcome.MESSAGE_LEFT, None)),
        ("voicemail", "no answer", (ContactMode.PHONE, ContactOutcome.NO_ANSWER, None)),
        (
            "IN_CUSTODY_VISIT",
            "met",
            (ContactMode.IN_PERSON, ContactOutcome.MET, PlaceType.JAIL_BOOKING),
        ),
        (
            "Street outreach",
            "unable to locate",
            (ContactMode.IN_PERSON, ContactOutcome.NOT_FOUND, PlaceType.STREET),
        ),
        ("Phone call", "LVM", (ContactMode.PHONE, ContactOutcome.MESSAGE_LEFT, None)),
    ],
)
def test_words_of_other_programs(
    tmp_path: Path, mode: str, outcome: str, stored: tuple[object, ...]
) -> None:
    (row,) = read(tmp_path, f",A,2026-11-20,,,{mode},{outcome},,,,,").rows
    assert (row.mode, row.outcome, row.place_type) == stored


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",,2026-11-20,,,Phone,Met,,,,,", "the row does not say who the contact was with"),
        (",A,,,,Phone,Met,,,,,", "the row does not say on which day it was"),
        (",A,2026-11-20,,,,Met,,,,,", "the row does not say how the contact happened"),
        (",A,2026-11-20,,,Phone,,,,,,", "the row does not say how the contact went"),
    ],
)
def test_a_row_without_the_minimum_is_left_out(tmp_path: Path, line: str, reason: str) -> None:
    file = read(tmp_path, line, ",A,2026-11-20,,,Phone,Met,,,,,")
    assert told(file) == [(2, reason, True)]
    assert [row.row for row in file.rows] == [3]


def test_another_bad_cell_is_left_empty_and_reported(tmp_path: Path) -> None:
    file = read(tmp_path, "C-1,A,2026-11-20,25:00,many,Phone,Met,,Fun,Gold,Words,")
    (row,) = file.rows
    assert (row.minutes, row.purposes, row.supplies, row.note) == (None, (), (), "Words")
    assert row.occurred_at == datetime(2026, 11, 20, 17, 0, tzinfo=UTC)  # noon: the day is known
    assert {reason for _, reason, _ in told(file)} == {
        "there is no such time of day",
        "this is not a number of minutes",
        "this is not a known purpose",
        "this is not a known supply with its count",
    }
    assert not any("Gold" in reason for _, reason, _ in told(file))


def test_no_contact_lies_in_the_future(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        ",A,2026-11-24,,,Phone,Met,,,,,",
        ",A,2026-11-23,11:30,,Phone,Met,,,,,",
        ",A,2026-11-23,,,Phone,Met,,,,,",
    )
    (today,) = file.rows
    assert today.occurred_at == NOW  # of today without a time, and noon is still to come
    assert [row for row, _, rejected in told(file) if rejected] == [2, 3]


def test_the_order_of_dates_is_asked_about_and_not_guessed(tmp_path: Path) -> None:
    line = ",A,01/02/2026,,,Phone,Met,,,,,"
    with pytest.raises(AmbiguousDates):
        read(tmp_path, line)
    (row,) = read(tmp_path, line, order=DateOrder.DMY).rows
    assert row.occurred_at.date().isoformat() == "2026-02-01"


def test_rows_are_told_apart_by_id_or_by_all_that_they_say(tmp_path: Path) -> None:
    same = ",A,2026-11-20,,,Phone,No answer,,,,,"
    file = read(
        tmp_path,
        same,
        same,
        "C-1,A,2026-11-20,,,Phone,Met,,,,,",
        "C-1,B,2026-11-20,,,Phone,Met,,,,,",
    )
    assert len({row.fingerprint for row in file.rows}) == 3
    assert told(file) == [
        (3, "the row is the same as row 2; it was taken as another contact", False),
        (5, "row 4 has the same id and was taken", True),
    ]
    assert file.rows == read(tmp_path, same, same, "C-1,A,2026-11-20,,,Phone,Met,,,,,").rows


@pytest.mark.parametrize(
    ("day", "at", "instant"),
    [
        ("2026-01-05", "", "2026-01-05T17:00+00:00"),
        ("2026-01-05T10:30", "", "2026-01-05T15:30+00:00"),
        ("2026-01-05T10:30:00Z", "", "2026-01-05T10:30+00:00"),
        ("2026-01-05 10:30-0800", "", "2026-01-05T18:30+00:00"),
        ("1/15/2026 12:05 am", "", "2026-01-15T05:05+00:00"),
        ("2026-07-05", "9am", "2026-07-05T13:00+00:00"),
        ("2026-03-08", "02:30", "2026-03-08T07:30+00:00"),  # an hour that the clocks skip
    ],
)
def test_times_are_those_of_the_team(day: str, at: str, instant: str) -> None:
    assert parse_moment(day, at, ZONE) == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    ("day", "at"), [("2026", ""), ("soon", ""), ("2026-01-05", "noon"), ("2026-01-05", "13 pm")]
)
def test_no_time_is_guessed(day: str, at: str) -> None:
    with pytest.raises(BadDate):
        parse_moment(day, at, ZONE)


def test_every_code_and_label_is_known() -> None:
    for mode in ContactMode:
        assert mode_of(mode.value) == (mode, None, None)
    for outcome in ContactOutcome:
        assert outcome_of(outcome.value) is outcome_of(outcome.label) is outcome
    assert mode_of("carrier pigeon") is outcome_of("so-so") is None


def test_a_workbook_and_another_encoding_say_the_same(tmp_path: Path) -> None:
    head = ["Participant", "Date", "Method", "Result", "Narrative"]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(head)
    sheet.append(["A", datetime(2026, 11, 20, 14, 30), "Call", "Met", "Søren\ncame"])  # noqa: DTZ001 - a cell has no zone
    book.save(tmp_path / "contacts.xlsx")
    lines = [",".join(head), 'A,2026-11-20 14:30,Call,Met,"Søren\ncame"']
    (tmp_path / "contacts.csv").write_bytes("\n".join(lines).encode("cp1252"))
    (of_book,) = read_contacts(tmp_path / "contacts.xlsx", now=NOW, zone=ZONE).rows
    (of_text,) = read_contacts(
        tmp_path / "contacts.csv", now=NOW, zone=ZONE, hints=FileHints(encoding="cp1252")
    ).rows
    assert of_book._replace(fingerprint="") == of_text._replace(fingerprint="")
    assert of_book.note == "Søren\ncame"
    assert of_book.occurred_at == datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
