"""The named people stand as the pictures of the program show them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select

from lead_desktop.base.clock import days_between, local_day
from lead_desktop.domain.codes import (
    AppointmentStatus,
    LinkageStatus,
    OutcomeClass,
    SafetyKind,
    Supply,
)
from lead_desktop.domain.contacts.timeline import ContactEntry, EventEntry, LinkageEntry
from lead_desktop.domain.people.cadence import PlaceNow, Standing
from lead_desktop.domain.people.participant import CaseloadRow, ConsentMark, Stage, View
from lead_desktop.domain.plan.linkage import RUNGS, Column, is_open, is_stalled
from lead_desktop.store.queries.caseload import Viewer, list_caseload
from lead_desktop.store.queries.contacts import list_contacts, list_timeline
from lead_desktop.store.queries.linkages import furthest_first, list_linkages
from lead_desktop.store.queries.participants import find_participant_id, read_record
from lead_desktop.store.tables import Appointment, Contact, Task

ZONE = ZoneInfo("America/New_York")


@pytest.fixture
def mine(demo: Connection, tomas: Viewer) -> dict[str, CaseloadRow]:
    """Tomas's caseload by name."""
    return {row.preferred_name: row for row in list_caseload(demo, tomas, view=View.MINE)}


@pytest.fixture
def juniper(demo: Connection) -> UUID:
    """Juniper Fable, P-0042."""
    return find_participant_id(demo, "P-0042")


def clock_time(instant: datetime) -> str:
    return f"{instant.astimezone(ZONE):%a %b %d %H:%M}"


def test_juniper_is_listed_as_pictured(mine: dict[str, CaseloadRow]) -> None:
    row = mine["Juniper Fable"]
    assert row.second_line == "Legal: June A. Fable"
    assert (row.stage, row.pronouns, row.date_of_birth) == (Stage.ENGAGED, "she/her", "1992-01-01")
    assert (row.case_manager, row.peer) == ("Tomas Sampleton", "Dre Exampleton")
    assert (row.cadence.days_since, row.cadence.standing) == (0, Standing.WITHIN)
    assert row.enrolled_on == date(2026, 3, 3)
    assert row.next_at is not None
    assert (row.next_step, clock_time(row.next_at)) == ("Intake", "Mon Nov 23 11:00")
    assert row.linkages == (LinkageStatus.ONGOING, LinkageStatus.STARTED, LinkageStatus.SCHEDULED)
    assert (row.consent, row.consent_ends_on) == (ConsentMark.ENDING, date(2026, 11, 30))
    assert row.safety


def test_junipers_record_is_as_pictured(demo: Connection, tomas: Viewer, juniper: UUID) -> None:
    record = read_record(demo, tomas, juniper)
    assert [(place.label, place.place) for place in record.places] == [
        ("Mornings", "Fable St & Example Ave, bus shelter"),
        ("Nights", "Sister's place, do not visit"),
    ]
    assert [(phone.number, phone.label) for phone in record.phones] == [("555-0142", "text first")]
    assert record.helps == "texts the day before, a ride, same faces"
    assert record.gets_in_the_way == "no transit money, early mornings"
    assert record.please == "no calls to her sister's number"
    assert record.cadence_note == "in person once a month"
    own_door, treatment = record.goals
    assert own_door.words == "My own door with my own key."
    assert [done for _, done in own_door.steps] == [True, True, True, False, False]
    assert treatment.words == "Start outpatient treatment, evenings if possible"
    assert [note.kind for note in record.safety] == [SafetyKind.SUICIDE_SAFETY_PLAN_EXISTS]
    assert record.contact_count == 41


def test_junipers_services_and_consents_are_as_pictured(
    demo: Connection, tomas: Viewer, juniper: UUID
) -> None:
    record = read_record(demo, tomas, juniper)
    lines = furthest_first(list(record.linkages))
    assert [
        (line.title, line.organization, (tomas.today - line.status_since).days) for line in lines
    ] == [
        ("Medication for opioid use", "Fictional Health Clinic", 61),
        ("Peer support group", "Demo Community Hall", 12),
        ("Outpatient treatment", "Sample Street Recovery", 3),
    ]
    assert [
        (consent.recipients, consent.signed_on, consent.live) for consent in record.consents
    ] == [
        (("Sample Street Recovery",), date(2026, 8, 30), True),
        (("Fictional Health Clinic",), date(2026, 5, 17), True),
    ]


def test_junipers_timeline_begins_as_pictured(demo: Connection, juniper: UUID) -> None:
    text, moved, street, hospital, attempt = list_timeline(demo, juniper, limit=5)
    assert isinstance(text, ContactEntry)
    assert (clock_time(text.occurred_at), text.minutes) == ("Mon Nov 23 08:40", 5)
    assert (text.how, text.author) == ("Text", "Dre Exampleton")
    assert text.note.startswith("Confirmed ride for 10:30.")
    assert isinstance(moved, LinkageEntry)
    assert clock_time(moved.occurred_at) == "Fri Nov 20 14:52"
    assert RUNGS[LinkageStatus(moved.step.from_status or "")].column is Column.REFERRED
    assert (moved.step.to_status, moved.step.title) == (
        LinkageStatus.SCHEDULED,
        "Outpatient treatment",
    )
    assert isinstance(street, ContactEntry)
    assert (clock_time(street.occurred_at), street.minutes) == ("Fri Nov 20 14:10", 35)
    assert street.workers == ("Tomas Sampleton", "Dre Exampleton")
    assert street.supplies == (
        (Supply.NALOXONE_KIT, 2),
        (Supply.FOOD, 1),
        (Supply.TRANSIT_PASS, 1),
    )
    assert street.signed_by == "Tomas Sampleton, case manager"
    assert "Plan: Book intake, drive her Monday." in street.note
    assert isinstance(hospital, EventEntry)
    assert hospital.ended_at is not None
    assert clock_time(hospital.occurred_at) == "Tue Nov 17 22:15"
    assert clock_time(hospital.ended_at) == "Wed Nov 18 06:30"
    assert isinstance(attempt, ContactEntry)
    assert clock_time(attempt.occurred_at) == "Mon Nov 16 10:05"
    assert attempt.outcome_class is OutcomeClass.ATTEMPTED


def test_juniper_was_reached_nine_times_since_october(demo: Connection, juniper: UUID) -> None:
    since = datetime(2026, 10, 1, tzinfo=ZONE)
    entries = list_contacts(demo, participant_id=juniper, since=since)
    reached = [entry.outcome_class for entry in entries].count(OutcomeClass.REACHED)
    given = sum(quantity for entry in entries for _, quantity in entry.supplies)
    assert (reached, len(entries) - reached, given) == (9, 2, 12)


@pytest.mark.parametrize(
    ("name", "second_line", "stage", "consent"),
    [
        ("Moss Example", "Also “Mossy”", Stage.ENGAGED, ConsentMark.LIVE),
        ("Wren Sample", "Legal: W. B. Sample", Stage.INTAKE, ConsentMark.ENDING),
        ("Clover Imaginary", "they/them", Stage.ENGAGED, ConsentMark.LIVE),
        ("Sorrel Fictional", "Legal: S. Fictional", Stage.ENGAGED, ConsentMark.LIVE),
        ("Basil Placeholder", "Also “Baz”", Stage.INTAKE, ConsentMark.LIVE),
        ("Tansy Madeup", "she/her", Stage.OUTREACH, ConsentMark.NONE),
        ("Marigold Demo", "Legal: M. Demo", Stage.MAINTAINING, ConsentMark.LIVE),
        ("Rowan Storybook", "Also “Ro”", Stage.ENGAGED, ConsentMark.ENDING),
        ("Alder Pretend", "In jail since Nov 17", Stage.ENGAGED, ConsentMark.LIVE),
        ("Hazel Specimen", "P-0052", Stage.NEW, ConsentMark.NONE),
        ("Linden Mock", "P-0053", Stage.NEW, ConsentMark.NONE),
        ("Cedar Makebelieve", "Also “Ced”", Stage.ENGAGED, ConsentMark.LIVE),
        ("Briar Whatif", "Legal: B. Whatif", Stage.ENGAGED, ConsentMark.LIVE),
        ("Fern Invented", "they/them", Stage.ENGAGING, ConsentMark.NONE),
    ],
)
def test_the_caseload_reads_as_pictured(
    mine: dict[str, CaseloadRow], name: str, second_line: str, stage: Stage, consent: ConsentMark
) -> None:
    row = mine[name]
    assert (row.second_line, row.stage, row.consent) == (second_line, stage, consent)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Wren Sample", 2),
        ("Clover Imaginary", 1),
        ("Basil Placeholder", 3),
        ("Marigold Demo", 6),
        ("Rowan Storybook", 4),
        ("Alder Pretend", 3),
        ("Cedar Makebelieve", 8),
        ("Briar Whatif", 9),
        ("Hazel Specimen", None),
        ("Linden Mock", None),
    ],
)
def test_days_since_reached_are_as_pictured(
    mine: dict[str, CaseloadRow], name: str, days: int | None
) -> None:
    assert mine[name].cadence.days_since == days


@pytest.mark.parametrize(
    ("name", "days_since", "days_past"),
    [("Moss Example", 19, 5), ("Sorrel Fictional", 16, 2), ("Tansy Madeup", 5, 1)],
)
def test_three_people_are_past_their_cadence(
    mine: dict[str, CaseloadRow], name: str, days_since: int, days_past: int
) -> None:
    cadence = mine[name].cadence
    assert (cadence.days_since, cadence.days_past) == (days_since, days_past)
    assert sum(row.cadence.days_past > 0 for row in mine.values()) == 3


def test_alder_alone_is_away(mine: dict[str, CaseloadRow]) -> None:
    assert [row.preferred_name for row in mine.values() if row.place] == ["Alder Pretend"]
    assert mine["Alder Pretend"].place is PlaceNow.JAIL


def test_the_board_is_as_pictured(demo: Connection, tomas: Viewer) -> None:
    ids = {row.id for row in list_caseload(demo, tomas, view=View.MINE)}
    cards = [
        line
        for line in list_linkages(demo, tomas)
        if line.participant_id in ids
        and (is_open(line.status) or (tomas.today - line.status_since).days <= 30)
    ]
    columns = [RUNGS[line.status].column for line in cards]
    assert {column: columns.count(column) for column in Column} == {
        Column.IDENTIFIED: 5,
        Column.REFERRED: 7,
        Column.SCHEDULED: 6,
        Column.CONNECTED: 5,
        Column.ENGAGED: 4,
        Column.NOT_COMPLETED: 3,
    }
    assert len({line.participant_id for line in cards}) == 15
    assert {
        (line.participant, line.title)
        for line in cards
        if is_stalled(line.status, line.due_on, tomas.today)
    } == {
        ("Moss Example", "Medication for opioid use"),
        ("Moss Example", "Wound care"),
        ("Cedar Makebelieve", "Shelter bed"),
    }


def test_today_holds_three_appointments_and_two_follow_ups(demo: Connection, tomas: Viewer) -> None:
    planned = select(Appointment.starts_at).where(Appointment.status == AppointmentStatus.PLANNED)
    starts = demo.scalars(planned.order_by(Appointment.starts_at)).all()
    today = [at for at in starts if local_day(at, ZONE) == tomas.today]
    due = select(Task.words).where(Task.due_on <= tomas.today, Task.done_at.is_(None))
    assert [f"{at.astimezone(ZONE):%H:%M}" for at in today] == ["11:00", "13:30", "15:00"]
    assert set(demo.scalars(due)) == {
        "Call pharmacy about prescription transfer",
        "Drop off birth-certificate form",
    }


def test_two_notes_wait_for_a_signature(demo: Connection) -> None:
    waiting = [
        (entry.participant, clock_time(entry.occurred_at), entry.how)
        for entry in list_contacts(demo)
        if entry.signed_at is None
    ]
    assert waiting == [
        ("Alder Pretend", "Fri Nov 20 16:40", "Street outreach"),
        ("Wren Sample", "Sat Nov 21 09:15", "Phone"),
    ]


def test_the_last_seven_days_are_as_pictured(
    demo: Connection, tomas: Viewer, mine: dict[str, CaseloadRow]
) -> None:
    own = demo.execute(
        select(Contact.occurred_at).where(
            Contact.author_id == tomas.worker_id, Contact.standing == "reached"
        )
    ).scalars()
    ago = [days_between(at, tomas.today, ZONE) for at in own]
    kits = sum(
        quantity
        for entry in list_contacts(demo)
        if entry.author == "Tomas Sampleton"
        and days_between(entry.occurred_at, tomas.today, ZONE) < 7
        for supply, quantity in entry.supplies
        if supply is Supply.NALOXONE_KIT
    )
    reached = [row for row in mine.values() if row.cadence.days_since is not None]
    assert [ago.count(day) for day in range(6, -1, -1)] == [9, 7, 8, 5, 2, 0, 2]
    assert sum(ago.count(day) for day in range(7, 14)) == 27
    assert (
        sum(
            (row.cadence.days_since or 0) < 7 and row.last_reached_at is not None for row in reached
        )
        == 24
    )
    assert kits == 17
