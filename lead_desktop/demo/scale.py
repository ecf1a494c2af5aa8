"""A large fictional vault for measuring: thousands of people, hundreds of thousands of notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate, count, cycle
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.demo.caseload import add_colleagues, refuse_people
from lead_desktop.demo.cast import TeamMember, gather_team
from lead_desktop.demo.contacts import Encounter, add_contact
from lead_desktop.demo.crowd import Casting, Slot
from lead_desktop.demo.directory import Directory, add_directory
from lead_desktop.demo.lives import Lives
from lead_desktop.demo.looks import add_looks
from lead_desktop.demo.names import fictional_names
from lead_desktop.demo.notes import ATTEMPTS, HOME, OFFICE, PHONE, STREET, TEXT
from lead_desktop.demo.people import Profile, add_person
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.demo.vocabulary import NoteMaker
from lead_desktop.domain.codes import (
    ContactOutcome,
    ParticipantStatus,
    Phase,
    Purpose,
    Role,
    Supply,
)
from lead_desktop.domain.trust.audit import PROGRAM, Detail
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.store import audit
from lead_desktop.store.store import Store
from lead_desktop.store.tables import Worker

S = ParticipantStatus

PEOPLE_PER_WORKER = 25
BATCH = 5_000
"""Contacts that are held in memory at a time."""

_HISTORY_DAYS = 900
_TRIED = 0.2
_HOWS = (STREET, STREET, STREET, PHONE, PHONE, OFFICE, OFFICE, TEXT, HOME)
_PURPOSES = tuple(Purpose)
_SLOTS = (
    *(Slot(S.ACTIVE, Phase.ENGAGED),) * 4,
    *(Slot(S.ACTIVE, Phase.MAINTAINING),) * 3,
    *(Slot(S.CLOSED),) * 5,
    *(Slot(S.ACTIVE, Phase.ENGAGING),) * 2,
    Slot(S.INACTIVE_LOST, reached=40),
    Slot(S.OUTREACH, Phase.ENGAGING),
    Slot(S.INTAKE_STARTED, Phase.ENGAGING, 3),
    Slot(S.NOT_ENROLLED, Phase.ENGAGING),
)


@dataclass(frozen=True)
class ScaledPerson:
    """A participant of the large vault, and who writes about them."""

    id: UUID
    workers: tuple[TeamMember, ...]


def fill_scale(
    store: Store,
    *,
    now: datetime,
    zone: ZoneInfo,
    workers: Mapping[str, UUID],
    participants: int,
    contacts: int,
    seed: int = 42,
) -> None:
    """Fill an empty vault with so many people and contacts, in one transaction.

    workers: as for `fill_demo`; every 25 people get a case manager, the first ones Tomas
    Sampleton, further ones by rows made here. Notes have 40 to 400 words of a skewed vocabulary.
    The same arguments give the same rows. Raises Refused when the vault holds people already.
    """
    days = Days(now, zone)
    rows = Rows(Random(seed))
    notes = NoteMaker(rows.random)
    with store.write() as session:
        refuse_people(session)
        ids = add_colleagues(rows, days, workers)
        directory = add_directory(rows, days)
        people = _add_people(rows, days, directory, ids, participants)
        rows.write(session)
        encounters = _contacts(rows.random, days, people, contacts)
        for made, contact in enumerate(encounters, start=1):
            note = notes.note() if contact.outcome is ContactOutcome.MET else contact.note
            add_contact(rows, days, replace(contact, note=note))
            if made % BATCH == 0:
                rows.write(session)
        rows.write(session)
        add_looks(session, rows, days)
        detail: Detail = {"participants": participants, "contacts": contacts}
        audit.append(session, PROGRAM, "demo.fill", now, detail=detail)


def _add_people(
    rows: Rows, days: Days, directory: Directory, ids: Mapping[str, UUID], wanted: int
) -> list[ScaledPerson]:
    team = gather_team(ids)
    managers = _case_managers(rows, days, team.tomas, wanted)
    peers = cycle((team.dre, team.lou))
    casting = Casting(rows.random, team, fictional_names(rows.random), count(1), ending_consents=0)
    lives = Lives(rows, days, directory, team)
    people = []
    for place, slot in zip(range(wanted), cycle(_SLOTS)):
        manager = managers[place // PEOPLE_PER_WORKER]
        who = replace(casting.profile(slot), case_manager=manager, peer=next(peers))
        person = add_person(rows, days, directory, who)
        lives.add_plan(person, who)
        people.append(ScaledPerson(person, _writers(who)))
    return people


def _writers(who: Profile) -> tuple[TeamMember, ...]:
    return tuple(worker for worker in (who.case_manager, who.peer) if worker is not None)


def _case_managers(rows: Rows, days: Days, first: TeamMember, people: int) -> list[TeamMember]:
    """One case manager for every 25 people, the first of them given."""
    managers = [first]
    for number in range(2, -(-people // PEOPLE_PER_WORKER) + 1):
        name = f"Standin {number:03d}"
        worker_id = rows.add_stamped(
            Worker,
            days.past(950, 9),
            name=name,
            name_key=worker_key(name),
            role=Role.CASE_MANAGER,
        )
        managers.append(TeamMember(worker_id, name, Role.CASE_MANAGER))
    return managers


def _contacts(
    random: Random, days: Days, people: Sequence[ScaledPerson], wanted: int
) -> Iterator[Encounter]:
    """Contacts in the order of time; some people have many more of them than others."""
    weights = list(accumulate(random.paretovariate(1.6) for _ in people))
    minutes = sorted(random.sample(range(60, _HISTORY_DAYS * 24 * 60), wanted), reverse=True)
    chosen = random.choices(people, cum_weights=weights, k=wanted)
    for ago, person in zip(minutes, chosen, strict=True):
        yield _contact(random, days.now - timedelta(minutes=ago), person)


def _contact(random: Random, at: datetime, person: ScaledPerson) -> Encounter:
    author = random.choice(person.workers)
    if random.random() < _TRIED:
        tried = random.choice(ATTEMPTS)
        return Encounter(
            people=(person.id,),
            author=author,
            at=at,
            mode=tried.how[0],
            place_type=tried.how[1],
            outcome=tried.outcome,
            note=tried.words,
        )
    mode, place_type = random.choice(_HOWS)
    return Encounter(
        people=(person.id,),
        author=author,
        at=at,
        mode=mode,
        place_type=place_type,
        minutes=random.randint(5, 60),
        purposes=(random.choice(_PURPOSES),),
        supplies=((Supply.NALOXONE_KIT, 1),) if random.random() < 0.2 else (),
    )
