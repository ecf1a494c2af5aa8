"""How far an entry may be trusted, and finding a service among many."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Capacity, Cost, Insurance, Moud, ServiceCategory, Welcomes
from lead_desktop.domain.directory.directory import (
    Band,
    LocalKnowledge,
    ServiceLine,
    ageing_of,
    check_knowledge,
    knowledge_facts,
    knowledge_text,
)
from lead_desktop.domain.directory.opening_hours import ScheduleLine
from lead_desktop.domain.directory.service_finder import FinderEntry, ServiceFinder, ServiceQuery

TODAY = date(2026, 11, 23)
C = ServiceCategory


@pytest.mark.parametrize(
    ("days", "unanswered", "band", "words"),
    [
        (0, 0, Band.FRESH, "Verified today"),
        (90, 2, Band.FRESH, "Verified 90 d ago"),
        (91, 0, Band.AGEING, "Verified 91 d ago"),
        (181, 0, Band.STALE, "Verified 181 d ago"),
        (None, 0, Band.NEVER, "Never verified"),
        (5, 3, Band.DOUBTFUL, "3 calls not answered"),
        (None, 4, Band.DOUBTFUL, "4 calls not answered"),
    ],
)
def test_an_entry_ages(days: int | None, unanswered: int, band: Band, words: str) -> None:
    verified = None if days is None else TODAY - timedelta(days=days)
    found = ageing_of(verified, TODAY, unanswered)
    assert (found.band, found.words) == (band, words)


def test_a_clock_set_back_makes_no_negative_days() -> None:
    assert ageing_of(TODAY + timedelta(days=2), TODAY).words == "Verified today"


def test_what_is_known_is_said_in_words() -> None:
    known = LocalKnowledge(
        walk_in=False,
        capacity=Capacity.WAITLIST,
        capacity_on=date(2026, 11, 20),
        welcomes=((Welcomes.PETS, True), (Welcomes.WARRANTS, False)),
        handoff_name="Dana",
        handoff_phone="410-555-0142",
    )
    assert knowledge_text(known).split("\n") == [
        "Walk-in: No, call first",
        "Room: Waitlist, heard Nov 20",
        "Takes: Pets",
        "Does not take: People with warrants",
        "Warm hand-off: Dana, 410-555-0142",
    ]
    assert knowledge_facts(LocalKnowledge()) == ()
    assert known.welcomed(Welcomes.PARTNERS) is None


def test_bad_knowledge_is_refused_by_field() -> None:
    wrong = LocalKnowledge(zone="x" * 101, capacity_on=TODAY + timedelta(days=1), words="y" * 5000)
    fields = {problem.field for problem in check_knowledge(wrong, TODAY)}
    assert fields == {"zone", "capacity_on", "words"}
    assert check_knowledge(LocalKnowledge(zone="Sandtown"), TODAY) == ()


def entry(
    name: str,
    organization: str = "Example House",
    *,
    categories: tuple[ServiceCategory, ...] = (C.OTHER,),
    text: str = "",
    schedule: tuple[ScheduleLine, ...] = (),
    zones: tuple[str, ...] = (),
    languages: str = "",
    knowledge: LocalKnowledge | None = None,
    key: UUID | None = None,
) -> FinderEntry:
    line = ServiceLine(
        key or new_id(), name, None, organization, "active", categories, (), (), None
    )
    known = knowledge or LocalKnowledge()
    return FinderEntry(line, text, languages, schedule, frozenset(zones), known, 0)


CLINIC = entry(
    "Methadone maintenance",
    "Sample Street Recovery",
    categories=(C.SUD_TREATMENT,),
    text="Daily dosing. Counseling in a group.",
    schedule=(ScheduleLine("MO", "06:00", "12:00"),),
    zones=("Sandtown-Winchester",),
    languages="Spanish\nAmharic",
    knowledge=LocalKnowledge(
        walk_in=True,
        cost=Cost.FREE,
        moud=(Moud.METHADONE,),
        insurance=(Insurance.MEDICAID,),
        welcomes=((Welcomes.WARRANTS, True), (Welcomes.PETS, False)),
    ),
)
SHELTER = entry(
    "Night shelter",
    categories=(C.HOUSING,),
    text="Beds for the night; showers. A counselor is there on Mondays.",
    knowledge=LocalKnowledge(welcomes=((Welcomes.PETS, True), (Welcomes.PARTNERS, False))),
)
COUNSEL = entry("Counseling", "Clínica Ejemplo", categories=(C.MENTAL_HEALTH,))
FINDER = ServiceFinder([CLINIC, SHELTER, COUNSEL])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("methadone", [CLINIC]),
        ("methdone", [CLINIC]),
        ("shleter night", [SHELTER]),
        ("recovery metha", [CLINIC]),
        ("clinica", [COUNSEL]),
        ("counsel", [COUNSEL, CLINIC, SHELTER]),
        ("housing", [SHELTER]),
        ("helicopter", []),
        ("", [CLINIC, SHELTER, COUNSEL]),
    ],
)
def test_words_find_names_before_descriptions(words: str, found: list[FinderEntry]) -> None:
    assert FINDER.find(ServiceQuery(words)) == found


MONDAY = datetime(2026, 11, 23, 10, 41, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ServiceQuery(category=C.HOUSING), [SHELTER]),
        (ServiceQuery(zone="Sandtown-Winchester"), [CLINIC]),
        (ServiceQuery(open_at=MONDAY), [CLINIC]),
        (ServiceQuery(open_at=MONDAY.replace(hour=13)), []),
        (ServiceQuery(walk_in=True), [CLINIC]),
        (ServiceQuery(language="espan"), []),
        (ServiceQuery(language="amh"), [CLINIC]),
        (ServiceQuery(cost=Cost.FREE), [CLINIC]),
        (ServiceQuery(moud=Moud.METHADONE), [CLINIC]),
        (ServiceQuery(welcomes=frozenset({Welcomes.PETS})), [SHELTER]),
        (ServiceQuery(welcomes=frozenset({Welcomes.PARTNERS})), []),
        (ServiceQuery(welcomes=frozenset({Welcomes.WARRANTS})), [CLINIC]),
        (ServiceQuery(welcomes=frozenset({Welcomes.WARRANTS, Welcomes.PETS})), []),
        (ServiceQuery(insurance=Insurance.MEDICAID), [CLINIC]),
        (ServiceQuery(insurance=Insurance.PRIVATE), []),
        (ServiceQuery("night", walk_in=True), []),
    ],
)
def test_needs_narrow_what_is_found(query: ServiceQuery, found: list[FinderEntry]) -> None:
    assert FINDER.find(query) == found


def test_twenty_thousand_services_are_searched_within_a_keystroke() -> None:
    kinds = ("counseling", "shelter", "clinic", "pantry", "legal aid", "recovery house")
    places = ("Sample", "Fable", "Mock", "Pretend", "Imaginary", "Specimen", "Demo")
    entries = [
        entry(
            f"{places[n % 7]} {kinds[n % 6]} {n}",
            f"{places[n // 7 % 7]} partners {n // 40}",
            text="Help with daily life, papers and benefits; ask for the front desk. " * 6,
        )
        for n in range(20_000)
    ]
    finder = ServiceFinder(entries)
    took = []
    for words in ("c", "couns", "recovery demo", "recuvery", "zzzz"):
        started = time.thread_time()
        finder.find(ServiceQuery(words), limit=200)
        took.append(time.thread_time() - started)
    # Of the processor, as the machine may be busy. The goal is 50 ms.
    assert sorted(took)[2] < 0.15, took
