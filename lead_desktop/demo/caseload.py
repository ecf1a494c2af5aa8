"""The demonstration caseload: a team's fictional people with half a year of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import Refused
from lead_desktop.base.settings import VaultSettings
from lead_desktop.demo import named
from lead_desktop.demo.baselines import add_baselines
from lead_desktop.demo.board import add_board
from lead_desktop.demo.cast import (
    COLLEAGUES,
    DEFAULT_COUNT,
    PRIYA,
    PROGRAM_NAME,
    Team,
    TeamMember,
    gather_team,
)
from lead_desktop.demo.crowd import (
    NAMED_COUNT,
    Casting,
    crowd_numbers,
    crowd_slots,
)
from lead_desktop.demo.directory import Directory, add_directory
from lead_desktop.demo.fortnight import add_fortnight
from lead_desktop.demo.juniper import add_juniper
from lead_desktop.demo.life_facts import add_life_facts
from lead_desktop.demo.lives import Lives
from lead_desktop.demo.local_knowledge import add_local_knowledge
from lead_desktop.demo.looks import add_looks
from lead_desktop.demo.names import fictional_names
from lead_desktop.demo.papers import add_papers
from lead_desktop.demo.people import Profile, add_person
from lead_desktop.demo.privacy import add_privacy
from lead_desktop.demo.privacy_office import add_privacy_office
from lead_desktop.demo.referrals import add_referrals
from lead_desktop.demo.reviewing import add_writings
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.demo.stories import add_history
from lead_desktop.demo.together import add_together
from lead_desktop.demo.week import add_week
from lead_desktop.demo.worklists import add_worklists
from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.domain.trust.audit import PROGRAM, Detail
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.store import audit
from lead_desktop.store.store import Store
from lead_desktop.store.tables import Contact, Participant, Setting, Worker

SET_UP_AGO = timedelta(hours=2)
"""How long before the demonstration's `now` its vault was made, filled and backed up."""

DEMO_SETTINGS = replace(
    VaultSettings(),
    display_name="Harborlight",
    program_name=PROGRAM_NAME,
    program_address="100 Example Street, Suite 0",
    program_phone="555-0100",
    liaison_name="Lane Demoson",
    liaison_phone="555-0101",
    fictional=True,
)
"""How the demonstration vault calls itself; `fictional` is what every page and paper says."""


def fill_demo(
    store: Store,
    *,
    now: datetime,
    zone: ZoneInfo,
    workers: Mapping[str, UUID],
    participants: int = DEFAULT_COUNT,
    seed: int = 42,
) -> None:
    """Fill an empty vault with the fictional caseload as it stands at `now`, in one transaction.

    workers: ids of the rows of `cast.DEMO_WORKERS` by name; missing colleagues get rows here.
    participants: how many people in all; the seventeen named ones always come, and a smaller
    number leaves out generated ones. The same arguments give the same rows, ids included.
    Raises Refused when the vault holds people already: fictional and real ones never mix.
    """
    days = Days(now, zone)
    rows = Rows(Random(seed))
    with store.write() as session:
        refuse_people(session)
        team = gather_team(add_colleagues(rows, days, workers))
        directory = add_directory(rows, days)
        people = _add_named(rows, days, directory, team)
        crowd = _add_crowd(rows, days, directory, team, max(0, participants - NAMED_COUNT))
        others = [person for person, who in crowd if who.case_manager == team.tomas]
        add_fortnight(rows, days, team, people, others)
        add_together(rows, days, team, people)
        add_local_knowledge(rows, days, directory, team)
        add_week(rows, days, team, people)
        add_life_facts(rows, days, team, people)
        add_baselines(rows, days, crowd)
        counts: Detail = {
            "participants": rows.count(Participant),
            "contacts": rows.count(Contact),
        }
        rows.write(session)
        add_papers(session, rows, days, team, people[named.JUNIPER])
        add_privacy(session, rows, days, team, people, others)
        add_writings(session, rows, team, people[named.JUNIPER], _supervisor(workers), days.now)
        add_referrals(session, rows, days, team)
        add_worklists(session, rows, days, team, people, _supervisor(workers))
        add_looks(session, rows, days)
        add_privacy_office(
            session,
            rows,
            days,
            _supervisor(workers) or team.tomas,
            complainant=people[named.MOSS],
            under_order=people[named.BRIAR],
        )
        _set_settings(session, now, zone)
        audit.append(session, PROGRAM, "demo.fill", now - SET_UP_AGO, detail=counts)


def _supervisor(workers: Mapping[str, UUID]) -> TeamMember | None:
    known = workers.get(PRIYA.name)
    return TeamMember(known, PRIYA.name, PRIYA.role) if known else None


def refuse_people(session: Session) -> None:
    """Raise Refused when the vault holds participants."""
    if session.scalar(select(Participant.id).limit(1)):
        raise Refused(
            "This vault already holds participants.",
            meaning="Fictional people were not added to them.",
            remedy="Make a new vault for the demonstration.",
        )


def add_colleagues(rows: Rows, days: Days, workers: Mapping[str, UUID]) -> dict[str, UUID]:
    """Rows for the colleagues whom the vault does not have yet; returns all ids by name."""
    ids = dict(workers)
    for worker in COLLEAGUES:
        if worker.name not in ids:
            ids[worker.name] = rows.add_stamped(
                Worker,
                days.past(400, 9),
                name=worker.name,
                name_key=worker_key(worker.name),
                role=worker.role,
            )
    return ids


def _set_settings(session: Session, now: datetime, zone: ZoneInfo) -> None:
    usual = asdict(VaultSettings())
    for key, value in asdict(replace(DEMO_SETTINGS, time_zone=str(zone))).items():
        if value != usual[key]:
            session.merge(Setting(key=key, value=value, updated_at=now))


def _add_named(rows: Rows, days: Days, directory: Directory, team: Team) -> dict[str, UUID]:
    """The named people with their plans and what lies longer back than two weeks."""
    people: dict[str, UUID] = {}
    for who in named.named_people(team):
        people[who.name] = person = add_person(rows, days, directory, who)
        if who.name == named.JUNIPER:
            add_juniper(rows, days, team, person)
        elif who.reached is not None:
            _add_past(rows, days, person, who)
    add_board(rows, days, directory, team, people)
    return people


def _add_past(rows: Rows, days: Days, person: UUID, who: Profile) -> None:
    newest = max(who.reached or 0, 14) + 5
    gap = 6.0 if who.status is not ParticipantStatus.ACTIVE else 10.0
    add_history(rows, days, person, who, newest=newest, oldest=who.came - 1, gap=gap)


def _add_crowd(
    rows: Rows, days: Days, directory: Directory, team: Team, count: int
) -> list[tuple[UUID, Profile]]:
    """Generated people with their lives, in order."""
    casting = Casting(rows.random, team, fictional_names(rows.random), crowd_numbers())
    lives = Lives(rows, days, directory, team)
    crowd: list[tuple[UUID, Profile]] = []
    for slot in crowd_slots(count):
        who = casting.profile(slot)
        person = add_person(rows, days, directory, who)
        lives.add(person, who)
        crowd.append((person, who))
    return crowd
