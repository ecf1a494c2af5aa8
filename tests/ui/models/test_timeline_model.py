from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    LinkageStatus,
    NoteFormat,
    ParticipantStatus,
    Phase,
)
from lead_desktop.domain.contacts.timeline import (
    ChangeEntry,
    ContactEntry,
    EventEntry,
    LinkageEntry,
)
from lead_desktop.domain.people.participant import (
    LinkageStep,
)
from lead_desktop.domain.people.status import StatusLine, StatusStep
from ui.models.day_words import Calendar
from ui.models.timeline import (
    DayMark,
    NotePart,
    Show,
    TimelineModel,
    WordFinder,
    note_parts,
    spoken,
    step_words,
    when_words,
)

CALENDAR = Calendar(date(2026, 11, 23), ZoneInfo("America/New_York"))
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def contact(at: datetime = NOON, **facts: object) -> ContactEntry:
    made = ContactEntry(
        uuid4(),
        1,
        uuid4(),
        "Juniper Fable",
        at,
        at,
        35,
        ContactMode.PHONE,
        None,
        "",
        ContactOutcome.MET,
        ContactKind.DIRECT,
        "Tomas Sampleton",
        ("Tomas Sampleton",),
        NoteFormat.FREE,
        "Spoke about housing.",
        (),
        (),
        None,
        None,
        False,
        1,
    )
    return replace(made, **facts)  # type: ignore[arg-type]  # facts are fields of the entry


def move(before: LinkageStatus, after: LinkageStatus) -> LinkageEntry:
    step = LinkageStep(uuid4(), "Shelter bed", None, before, after, NOON.date(), NOON, "Dre E", "")
    return LinkageEntry(step)


def event(ended: datetime | None) -> EventEntry:
    source = EventSource.SELF_REPORT
    return EventEntry(uuid4(), EventKind.HOSPITAL_ED, source, NOON, ended, "General", "", "Dre E")


@pytest.fixture
def model() -> TimelineModel:
    return TimelineModel(CALENDAR)


def test_each_day_stands_once_over_its_entries(model: TimelineModel) -> None:
    yesterday = contact(NOON - timedelta(days=1))
    model.begin_anew([contact(), contact(), yesterday], CALENDAR)
    days = [model.row_at(row) for row in range(model.rowCount())]
    assert [isinstance(item, DayMark) for item in days] == [True, False, False, True, False]


def test_a_page_goes_on_within_its_day_and_repeats_nothing(model: TimelineModel) -> None:
    first, second = contact(), contact()
    model.begin_anew([first], CALENDAR)
    assert model.append([first, second]) == 1
    assert model.rowCount() == 3
    assert model.loaded == 2


def test_kinds_are_told_apart(model: TimelineModel) -> None:
    model.begin_anew(
        [contact(), move(LinkageStatus.SENT, LinkageStatus.SCHEDULED), event(None)], CALENDAR
    )
    model.show_only(Show.LINKAGES)
    assert isinstance(model.row_at(1), LinkageEntry)
    assert model.rowCount() == 2
    model.show_only(Show.EVERYTHING)
    assert model.rowCount() == 4


def test_days_are_skipped_by_keys_and_entries_speak(model: TimelineModel) -> None:
    model.begin_anew([contact()], CALENDAR)
    day, entry = model.index(0, 0), model.index(1, 0)
    assert not day.flags() & Qt.ItemFlag.ItemIsSelectable
    spoken = str(entry.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Phone, Met, Tomas Sampleton, Today 12:00 · 35 min, not signed yet")


def test_a_note_falls_into_its_boxes() -> None:
    note = "Data: Met at the shelter.\nWarm and talkative.\nPlan: Drive her Monday."
    parts = note_parts(contact(note=note, note_format=NoteFormat.DAP))
    assert parts == (
        NotePart("D", "Met at the shelter.\nWarm and talkative."),
        NotePart("P", "Drive her Monday."),
    )


def test_free_text_with_a_colon_stays_whole() -> None:
    assert note_parts(contact(note="Note: call back")) == (NotePart("", "Note: call back"),)


def test_a_move_inside_one_column_is_told_by_its_states() -> None:
    step = move(LinkageStatus.SENT, LinkageStatus.WAITLIST).step
    assert step_words(step) == ("Referral sent", "On waitlist")
    step = move(LinkageStatus.SENT, LinkageStatus.SENT).step
    assert step_words(step) == ("", "Talked about")


def test_an_event_over_night_tells_both_days() -> None:
    words = when_words(event(NOON + timedelta(hours=18)), CALENDAR)
    assert words == "Nov 23, 12:00 to Nov 24, 06:00"


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("hous (x", "The house, not a greenhouse", ["house"]),
        ("jose", "José y JOSÉ; joseph", ["José", "JOSÉ", "joseph"]),
        ("CAFÉ", "In the cafe\u0301 of the café", ["cafe\u0301", "café"]),
        ("stra", "Straße", ["Straße"]),
        ("  ( ", "( anything", []),
        ("", "anything", []),
    ],
)
def test_found_words_are_beginnings_whatever_their_accents(
    words: str, text: str, found: list[str]
) -> None:
    spans = WordFinder(words).spans(text)
    assert [text[start : start + length] for start, length in spans] == found


def test_a_change_is_an_event_of_one_line_that_says_since_when() -> None:
    step = StatusStep(
        ParticipantStatus.ACTIVE, ParticipantStatus.INACTIVE_LOST, date(2026, 11, 20), Phase.ENGAGED
    )
    written = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    line = StatusLine(uuid4(), step, written, "Tomas Sampleton", "Nobody has seen them")
    entry = ChangeEntry(line, written)
    calendar = Calendar(date(2026, 11, 23), ZoneInfo("America/New_York"))
    assert spoken(entry, calendar).startswith(
        "With the program: from Engaged to In the wind, Today 10:00"
    )
    assert "since Nov 20, Nobody has seen them" in spoken(entry, calendar)
    model = TimelineModel(calendar)
    model.begin_anew([entry], calendar)
    for show, shown in ((Show.EVENTS, 2), (Show.EVERYTHING, 2), (Show.LINKAGES, 0)):
        model.show_only(show)
        assert model.rowCount() == shown
