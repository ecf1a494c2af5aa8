"""The demonstration as a whole: reproducible, sound, complete, kindly worded."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, select

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import Refused
from lead_desktop.base.settings import read_settings as settings_from
from lead_desktop.demo.caseload import fill_demo
from lead_desktop.demo.cast import DEFAULT_COUNT
from lead_desktop.demo.crowd import NAMED_COUNT
from lead_desktop.demo.names import is_fictional
from lead_desktop.demo.referrals import DOCKET_AGREEMENT, WORK_GROUP
from lead_desktop.domain.codes import FormKind, LinkageStatus, ParticipantStatus, Seal, WorkerPart
from lead_desktop.domain.people.participant import ConsentMark, View
from lead_desktop.domain.people.status import MOVES
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.forms import FormRequest, compose_form
from lead_desktop.services.referral.docket import list_docket
from lead_desktop.store import audit
from lead_desktop.store.queries.caseload import Viewer, list_caseload
from lead_desktop.store.queries.contacts import list_contacts
from lead_desktop.store.queries.linkages import list_linkages
from lead_desktop.store.queries.notes import find_in_notes
from lead_desktop.store.queries.workers import list_workers, read_settings
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import (
    Assignment,
    Base,
    Consent,
    Contact,
    ContactParticipant,
    Participant,
    StatusChange,
    Worker,
)
from tests.demo.conftest import KEY, hire_workers, read_everything

NOT_OUR_WORDS = re.compile(
    r"\b(offenders?|addict\w*|clients?|clean|dirty|non-?compliant|fail\w*|relaps\w*|junkies?|"
    r"abus\w*|habit|refus\w*|resist\w*|homeless|vagrants?|abscond\w*|awol|prostitut\w*|hookers?|"
    r"felons?|inmates?|convicts?|criminals?|crazy|manipulat\w*)\b",
    re.IGNORECASE,
)


def test_the_same_arguments_give_the_same_rows(
    filled: tuple[Store, dict[str, UUID]], store: Store, clock: FixedClock
) -> None:
    workers = hire_workers(store)
    fill_demo(store, now=clock.now(), zone=clock.zone, workers=workers)
    assert read_everything(store) == read_everything(filled[0])


def test_another_seed_gives_other_people_around_the_same_named_ones(
    store: Store, clock: FixedClock, demo: Connection
) -> None:
    workers = hire_workers(store)
    fill_demo(store, now=clock.now(), zone=clock.zone, workers=workers, participants=40, seed=7)
    names = select(Participant.preferred_name).order_by(Participant.number)
    with store.read() as connection:
        others = set(connection.scalars(names))
    default = set(demo.scalars(names))
    assert len(others) == 40
    assert "Juniper Fable" in others & default
    assert others - default


def test_foreign_keys_audit_chain_and_search_index_are_sound(demo: Connection) -> None:
    assert demo.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert audit.verify_chain(demo) is None
    actions = [entry.action for entry in audit.list_entries(demo)]
    assert actions == [*["summary.issue"] * 3, "demo.fill"]
    assert find_in_notes(demo, "starting outpatient")[0].participant == "Juniper Fable"


def test_every_contact_has_people_with_its_own_time_and_standing(demo: Connection) -> None:
    stray = demo.execute(
        select(Contact.id)
        .outerjoin(ContactParticipant, ContactParticipant.contact_id == Contact.id)
        .where(
            (ContactParticipant.contact_id.is_(None))
            | (ContactParticipant.occurred_at != Contact.occurred_at)
            | (ContactParticipant.standing != Contact.standing)
        )
    ).all()
    assert stray == []


def test_signatures_hold_for_what_was_signed(demo: Connection) -> None:
    seals = Counter(entry.seal for entry in list_contacts(demo))
    assert seals[Seal.INTACT] > 1000
    assert seals[Seal.BROKEN] == 0


def test_the_order_of_recording_is_the_order_of_the_index(demo: Connection) -> None:
    recorded = list(demo.scalars(select(Contact.recorded_at).order_by(Contact.seq)))
    assert recorded == sorted(recorded)


def test_the_views_hold_as_many_people_as_the_pictures_say(demo: Connection, tomas: Viewer) -> None:
    counts = {view: len(list_caseload(demo, tomas, view=view)) for view in View}
    assert counts[View.MINE] == 38
    assert counts[View.TEAM] == 112
    assert counts[View.CLOSED] == 57
    assert counts[View.PAST_CADENCE] == 3
    assert counts[View.UNASSIGNED] == 2
    team = list_caseload(demo, tomas, view=View.TEAM)
    assert sum(row.consent is ConsentMark.ENDING for row in team) == 7


def test_every_status_and_every_rung_occurs(demo: Connection, tomas: Viewer) -> None:
    people = list_caseload(demo, tomas)
    linkages = list_linkages(demo, tomas, include_errors=True)
    assert {row.status for row in people} == set(ParticipantStatus)
    assert {line.status for line in linkages} == set(LinkageStatus)


def test_consents_are_live_ending_withdrawn_and_missing(demo: Connection, tomas: Viewer) -> None:
    marks = {row.consent for row in list_caseload(demo, tomas)}
    kinds = set(demo.scalars(select(Consent.recipient_kind)))
    longest = max(
        consent.expires_on - consent.signed_on for consent in demo.execute(select(Consent)).all()
    )
    assert marks == set(ConsentMark)
    assert {kind.value for kind in kinds} == {"provider", "community", "justice"}
    assert demo.scalar(select(Consent.id).where(Consent.revoked_at.is_not(None)).limit(1))
    assert longest.days <= 365


def test_closed_people_have_no_open_part(demo: Connection) -> None:
    open_parts = demo.scalars(
        select(Assignment.part)
        .join(Participant, Participant.id == Assignment.participant_id)
        .where(Participant.status == ParticipantStatus.CLOSED, Assignment.to_on.is_(None))
    ).all()
    assert open_parts == []
    assert set(demo.scalars(select(Assignment.part))) == set(WorkerPart)


def test_nobody_could_be_taken_for_a_real_person(demo: Connection) -> None:
    names = list(demo.scalars(select(Participant.preferred_name)))
    numbers = demo.exec_driver_sql("SELECT number FROM participant_phone").scalars().all()
    assert [name for name in names if not is_fictional(name)] == []
    assert len(set(names)) == len(names)
    assert any(not name.isascii() for name in names)
    assert [number for number in numbers if not number.startswith("555-01")] == []


def test_every_word_is_one_that_the_team_would_say(filled: tuple[Store, dict[str, UUID]]) -> None:
    found = {
        word.group()
        for rows in read_everything(filled[0]).values()
        for row in rows
        for value in row
        if isinstance(value, str)
        for word in NOT_OUR_WORDS.finditer(value)
    }
    assert found == set()


def test_the_vault_says_that_everybody_is_fictional(demo: Connection) -> None:
    settings = settings_from(read_settings(demo))
    assert settings.fictional
    assert settings.display_name == "Harborlight"
    assert settings.program_name == "LEAD Sample City"
    assert settings.program_phone == "555-0100"


def test_colleagues_get_rows_only_where_the_vault_has_none(
    filled: tuple[Store, dict[str, UUID]], demo: Connection
) -> None:
    names = {worker.name for worker in list_workers(demo)}
    assert names == {*filled[1], "Ines Mockley", "Theo Standin"}


def test_a_vault_with_people_is_left_alone(
    filled: tuple[Store, dict[str, UUID]], clock: FixedClock
) -> None:
    store, workers = filled
    before = read_everything(store)
    with pytest.raises(Refused):
        fill_demo(store, now=clock.now(), zone=clock.zone, workers=workers)
    assert read_everything(store) == before


def test_a_worker_who_is_not_there_is_named(store: Store, clock: FixedClock) -> None:
    with pytest.raises(ValueError, match="Tomas Sampleton"):
        fill_demo(store, now=clock.now(), zone=clock.zone, workers={})


@pytest.mark.parametrize("wanted", [0, NAMED_COUNT, 48, DEFAULT_COUNT + 60])
def test_any_number_of_people_from_the_named_ones_up(
    wanted: int, store: Store, clock: FixedClock
) -> None:
    workers = hire_workers(store)
    fill_demo(store, now=clock.now(), zone=clock.zone, workers=workers, participants=wanted)
    with store.read() as connection:
        names = list(connection.scalars(select(Participant.preferred_name)))
    assert len(names) == max(wanted, NAMED_COUNT)
    assert "Juniper Fable" in names


@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 3, 14, 6, 30, tzinfo=UTC),  # the night before clocks go forward
        datetime(2028, 3, 1, 5, 0, 10, tzinfo=UTC),  # midnight after a leap day
        datetime(2026, 7, 4, 23, 59, 59, 7, tzinfo=UTC),
    ],
)
def test_on_any_day_nothing_has_happened_in_the_future(
    now: datetime, empty_database: Path, tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "caseload.db"
    shutil.copyfile(empty_database, path)
    store = open_store(path, KEY)
    workers = hire_workers(store, now)
    fill_demo(store, now=now, zone=clock.zone, workers=workers, participants=60)
    viewer = Viewer(workers["Tomas Sampleton"], now, clock.zone)
    with store.read() as connection:
        late = [
            (table.name, column.name)
            for table in Base.metadata.sorted_tables
            for column in table.columns
            if column.name in ("created_at", "updated_at", "occurred_at", "signed_at", "at")
            and connection.scalar(select(column).where(column > now).limit(1))
        ]
        past = [row.preferred_name for row in list_caseload(connection, viewer, view=View.MINE)][:3]
        workers_kept = connection.scalar(select(Worker.id).limit(1))
    store.close()
    assert late == []
    assert workers_kept
    assert past == ["Moss Example", "Sorrel Fictional", "Tansy Madeup"]


def test_the_docket_of_the_next_meeting_names_those_who_agreed_alone(
    filled: tuple[Store, dict[str, UUID]], clock: FixedClock, demo: Connection
) -> None:
    store, _ = filled
    tomas = next(line for line in list_workers(demo) if line.name == "Tomas Sampleton")
    desk = Desk(store, tomas, clock, settings_from(read_settings(demo)))
    up = list_docket(desk)
    asked = FormRequest(
        kind=FormKind.DOCKET, recipient=WORK_GROUP, purpose=DOCKET_AGREEMENT.purpose
    )
    composed = compose_form(desk, asked)
    assert 1 <= len(composed.copies) < len(up)


def test_everybody_came_to_where_they_stand_by_moves_of_the_table(demo: Connection) -> None:
    steps = demo.execute(
        select(StatusChange.from_status, StatusChange.to_status).where(
            StatusChange.from_status.is_not(None)
        )
    ).all()
    assert len(steps) > 100
    moves = {(step.from_status, step.to_status) for step in steps}
    assert {(a, b) for a, b in moves if a is not b and b not in MOVES[a]} == set()
