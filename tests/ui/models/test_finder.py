"""What the finder lists for what is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from lead_desktop.base.clock import DEFAULT_ZONE
from lead_desktop.domain.codes import ContactMode, ParticipantStatus
from lead_desktop.domain.contacts.timeline import NoteHit
from lead_desktop.domain.directory.directory import ServiceLine
from lead_desktop.domain.people.caseload import (
    CaseloadRow,
)
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from ui.models.finder import (
    Entry,
    FinderModel,
    Kind,
    Question,
    find_near,
    find_people,
    list_entries,
    note_entry,
)

SERVICES = (
    ServiceLine(
        uuid4(), "Recovery house", uuid4(), "Sample Street", "active", (), ("555-0100",), (), None
    ),
)
NOW = datetime(2026, 11, 23, 10, 41, tzinfo=DEFAULT_ZONE)
OFFERS = (Entry(Kind.PAGE, "Caseload", target="caseload"), Entry(Kind.COMMAND, "Lock now"))


@pytest.fixture
def rows(desk: Desk, enroll: Callable[..., UUID]) -> list[CaseloadRow]:
    enroll("Juniper Fable", case_manager=desk)
    enroll("Moss Example", case_manager=desk)
    enroll("Wren Juniper", case_manager=desk)
    enroll("June Bugsley", status=ParticipantStatus.CLOSED)
    enroll("Zoë D'Arc", case_manager=desk)
    return participants.list_caseload(desk, need_first=False)


def ask(rows: list[CaseloadRow], text: str, **changes: object) -> tuple[Entry, ...]:
    question = Question(
        text=text,
        people=find_people(rows, text),
        recent=rows[:2],
        offers=OFFERS,
        notes=(),
        services=SERVICES if text == "recov" else (),
        pinned=frozenset({rows[0].id}),
        may_log=bool(changes.get("may_log", True)),
        may_print=True,
        now=NOW,
        near=tuple(changes.get("near", ())),  # type: ignore[call-overload]
    )
    return list_entries(question)


def names(rows: list[CaseloadRow], text: str) -> list[str]:
    return [row.preferred_name for row in find_people(rows, text)]


def test_a_name_that_begins_with_the_text_comes_first(rows: list[CaseloadRow]) -> None:
    assert names(rows, "jun") == ["Juniper Fable", "Wren Juniper", "June Bugsley"]


def test_people_whose_time_has_ended_need_two_letters(rows: list[CaseloadRow]) -> None:
    assert "June Bugsley" not in names(rows, "j")
    assert "June Bugsley" in names(rows, "ju")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fable juniper", "Juniper Fable"),
        ("P-0002", "Moss Example"),
        ("p2", "Moss Example"),
        ("zoe darc", "Zoë D'Arc"),
        ("MOSS", "Moss Example"),
    ],
)
def test_every_way_to_write_it_finds_the_person(
    rows: list[CaseloadRow], text: str, found: str
) -> None:
    assert names(rows, text)[0] == found


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert find_people((), text) == []
    assert find_near((), text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("junipr fabel", ["Juniper Fable"]),
        ("Exampel", ["Moss Example"]),
        ("zoe darc juniper", []),  # a word that is nobody's else
        ("jun", []),  # too short to be compared
        ("5550", []),
        ("", []),
    ],
)
def test_a_name_that_was_mistyped_is_near(
    rows: list[CaseloadRow], text: str, found: list[str]
) -> None:
    assert [row.preferred_name for row in find_near(rows, text)] == found


def test_who_is_spelled_alike_is_named_so_and_nothing_is_done_about_them(
    rows: list[CaseloadRow],
) -> None:
    header, person = ask(rows, "junipr", near=find_near(rows, "junipr fable"))
    assert (header.kind, header.title) == (Kind.HEADER, "Spelled alike")
    assert (person.kind, person.title) == (Kind.PARTICIPANT, "Juniper Fable")


def test_nothing_typed_lists_who_was_open_and_where_to_go(rows: list[CaseloadRow]) -> None:
    kinds = [entry.kind for entry in ask(rows, "")]
    assert kinds == [
        Kind.HEADER, Kind.PARTICIPANT, Kind.PARTICIPANT, Kind.HEADER, Kind.PAGE, Kind.COMMAND,
    ]  # fmt: skip


def test_actions_stand_below_the_people_and_name_the_best_match(rows: list[CaseloadRow]) -> None:
    entries = ask(rows, "moss")
    assert [entry.title for entry in entries] == [
        "Participants",
        "Moss Example",
        "Actions",
        "Log a contact with Moss Example",
        "Print summary for Moss Example",
        "Pin Moss Example to the sidebar",
    ]


def test_who_may_not_log_is_not_offered_it(rows: list[CaseloadRow]) -> None:
    assert Kind.LOG not in {entry.kind for entry in ask(rows, "moss", may_log=False)}


def test_found_words_of_a_note_are_marked() -> None:
    hit = NoteHit(
        uuid4(), uuid4(), "Moss Example", datetime(2026, 11, 20, tzinfo=UTC),
        ContactMode.PHONE, None, "asked for \x02marmalade\x03 again",
    )  # fmt: skip
    entry = note_entry(hit)
    assert entry.line == "asked for marmalade again"
    assert [entry.line[start : start + length] for start, length in entry.marks] == ["marmalade"]


def test_headers_cannot_be_chosen_and_every_line_speaks(rows: list[CaseloadRow]) -> None:
    model = FinderModel()
    model.replace(ask(rows, "jun"))
    lines = [model.index(row, 0) for row in range(model.rowCount())]
    assert not lines[0].flags() & Qt.ItemFlag.ItemIsSelectable
    assert lines[1].flags() & Qt.ItemFlag.ItemIsSelectable
    spoken = lines[1].data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Juniper Fable, Engaged · not reached yet"


def test_services_of_the_directory_are_found_beside_people(rows: list[CaseloadRow]) -> None:
    header, service = ask(rows, "recov")
    assert (header.title, service.title) == ("Services", "Recovery house")
    assert (service.line, service.target) == ("Sample Street · 555-0100", "Recovery house")


def test_whoever_is_found_can_be_pinned_or_let_go(rows: list[CaseloadRow]) -> None:
    def acts(text: str) -> list[str]:
        return [entry.title for entry in ask(rows, text) if entry.kind is Kind.PIN]

    assert acts("juniper f") == ["Let Juniper Fable go from the sidebar"]
    assert acts("moss") == ["Pin Moss Example to the sidebar"]
