"""Keeping the directory true: checks, what the team knows, re-import, export, finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import EditConflict, InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Capacity,
    CheckOutcome,
    LinkageReason,
    LinkageStatus,
    Moud,
    Role,
    ServiceCategory,
    Welcomes,
)
from lead_desktop.domain.directory.directory import Band, LocalKnowledge, ageing_of
from lead_desktop.domain.directory.service_finder import ServiceQuery
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.desk import Desk
from lead_desktop.services.directory import directory
from lead_desktop.services.directory.directory import CheckService
from lead_desktop.services.directory.exports import DirectoryShape, export_directory
from lead_desktop.services.importing.imports import ImportReport, import_directory
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.store.audit import list_entries

TABLES = {
    "organizations": "id,name\n1,Example House\n2,Sample Clinic\n",
    "services": (
        "id,organization_id,location_id,name,description,fees\n"
        "1,1,1,Night shelter,Beds,Free\n2,2,2,Methadone maintenance,Dosing,\n"
    ),
    "locations": (
        "id,organization_id,name,address_1,city,postal_code\n"
        "1,1,House,1 Example St,Baltimore,21217\n2,2,Clinic,2 Sample St,Baltimore,21201\n"
    ),
    "phones": "id,service_id,number\n1,1,410-555-0142\n2,2,410-555-0143\n",
    "regular_schedules": "id,service_id,weekday,opens_at,closes_at\n1,2,Monday,06:00,12:00\n",
}


@pytest.fixture
def boss(seat: Callable[..., Desk]) -> Desk:
    return seat(Role.CASE_MANAGER, name="Ada Specimen", administrator=True)


def bring(desk: Desk, folder: Path, **changed: str) -> ImportReport:
    folder.mkdir(exist_ok=True)
    for name, text in {**TABLES, **changed}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return import_directory(desk, folder)


@pytest.fixture
def shelter(boss: Desk, tmp_path: Path) -> UUID:
    bring(boss, tmp_path / "partners")
    return service_id(boss, "Night shelter")


def service_id(desk: Desk, name: str) -> UUID:
    return next(line.id for line in directory.list_services(desk) if line.name == name)


def acts(desk: Desk) -> list[str]:
    with desk.store.read() as connection:
        return [entry.action for entry in list_entries(connection)]


KNOWN = LocalKnowledge(
    walk_in=True,
    capacity=Capacity.OPEN,
    capacity_on=date(2026, 11, 20),
    moud=(Moud.METHADONE,),
    welcomes=((Welcomes.PETS, True), (Welcomes.PARTNERS, False)),
    zone="By the park",
    handoff_name="Dana at the door",
    words="Ring twice",
)


def test_what_the_team_knows_is_kept_and_read(desk: Desk, shelter: UUID) -> None:
    change = directory.save_knowledge(desk, shelter, KNOWN)
    assert change.ids == (shelter,)
    assert directory.read_service(desk, shelter).knowledge == replace(KNOWN, version=1)
    assert acts(desk)[-1] == "service.knowledge"


def test_the_second_of_two_writers_sees_both_versions(desk: Desk, shelter: UUID) -> None:
    directory.save_knowledge(desk, shelter, KNOWN)
    with pytest.raises(EditConflict) as conflict:
        directory.save_knowledge(desk, shelter, LocalKnowledge(words="Ring once"))
    assert "Ring twice" in conflict.value.kept
    assert "Ring once" in conflict.value.offered
    assert directory.read_service(desk, shelter).knowledge.words == "Ring twice"


def test_bad_knowledge_writes_nothing(desk: Desk, shelter: UUID) -> None:
    with pytest.raises(InvalidInput):
        directory.save_knowledge(desk, shelter, LocalKnowledge(zone="x" * 200))
    with pytest.raises(NotFound):
        directory.save_knowledge(desk, new_id(), KNOWN)
    assert directory.read_service(desk, shelter).knowledge == LocalKnowledge()


def test_a_check_verifies_and_taking_it_back_restores(desk: Desk, shelter: UUID) -> None:
    check = CheckService(shelter, CheckOutcome.CONFIRMED, "Spoke to the front desk")
    directory.check_service(desk, check)
    directory.check_service(desk, check)  # twice is once
    found = directory.read_service(desk, shelter)
    assert found.line.last_verified_on == desk.clock.today()
    assert [(one.worker, one.words) for one in found.checks] == [
        ("Tomas Sampleton", "Spoke to the front desk")
    ]
    directory.withdraw_check(desk, check.id)
    found = directory.read_service(desk, shelter)
    assert (found.line.last_verified_on, found.checks) == (None, ())
    with pytest.raises(NotFound):
        directory.withdraw_check(desk, check.id)


def test_a_closed_service_is_no_longer_offered_until_it_is_again(desk: Desk, shelter: UUID) -> None:
    directory.check_service(desk, CheckService(shelter, CheckOutcome.CLOSED))
    assert directory.read_service(desk, shelter).line.status == "inactive"
    found = directory.open_finder(desk).find(ServiceQuery("shelter"))
    assert found == []
    directory.check_service(desk, CheckService(shelter, CheckOutcome.CONFIRMED))
    assert directory.read_service(desk, shelter).line.status == "active"


def test_three_unanswered_calls_put_an_entry_in_doubt_until_verified(
    desk: Desk, shelter: UUID
) -> None:
    for _ in range(3):
        directory.check_service(desk, CheckService(shelter, CheckOutcome.NO_ANSWER))
    found = directory.read_service(desk, shelter)
    today = desk.clock.today()
    assert found.unanswered == 3
    assert ageing_of(found.line.last_verified_on, today, found.unanswered).band is Band.DOUBTFUL
    directory.check_service(desk, CheckService(shelter, CheckOutcome.CONFIRMED))
    assert directory.read_service(desk, shelter).unanswered == 0


def test_linkages_that_could_not_connect_count_as_calls_until_taken_back(
    desk: Desk, enroll: Callable[..., UUID], shelter: UUID
) -> None:
    """Issue 4: outcomes of linkages feed the ageing ("3 calls not answered")."""
    ended = []
    for _ in range(3):
        person = enroll("Juniper Fable", case_manager=desk)
        made = AddLinkage(new_id(), person, ServiceCategory.HOUSING, service_id=shelter)
        linkage = linkages.add_linkage(desk, made).line.id
        move = Move(
            LinkageStatus.NOT_COMPLETED,
            desk.clock.today(),
            reason=LinkageReason.COULD_NOT_CONTACT,
        )
        ended.append(linkages.move_linkage(desk, linkage, move))
    found = directory.read_service(desk, shelter)
    words = ageing_of(found.line.last_verified_on, desk.clock.today(), found.unanswered).words
    assert words == "3 calls not answered"
    last = ended[-1]
    assert last.step_id is not None
    linkages.undo_move(desk, last.line.id, last.step_id)
    assert directory.read_service(desk, shelter).unanswered == 2


def test_only_those_who_plan_may_write(
    seat: Callable[..., Desk], shelter: UUID, desk: Desk
) -> None:
    reader = seat(Role.READ_ONLY)
    assert directory.read_service(reader, shelter).line.name == "Night shelter"
    with pytest.raises(Refused):
        directory.save_knowledge(reader, shelter, KNOWN)
    with pytest.raises(Refused):
        directory.check_service(reader, CheckService(shelter, CheckOutcome.CONFIRMED))


def test_a_second_import_says_what_changed_and_keeps_what_we_know(
    boss: Desk, shelter: UUID, tmp_path: Path
) -> None:
    directory.save_knowledge(boss, shelter, KNOWN)
    directory.check_service(boss, CheckService(shelter, CheckOutcome.CONFIRMED))
    before = directory.read_service(boss, shelter)
    services = TABLES["services"].replace("Beds,Free", "Beds and breakfast,Five dollars")
    report = bring(boss, tmp_path / "partners", services=services)
    assert [(c.table, c.entry, c.field, c.before, c.after) for c in report.changes] == [
        ("service", "Night shelter", "description", "Beds", "Beds and breakfast"),
        ("service", "Night shelter", "fees", "Free", "Five dollars"),
    ]
    after = directory.read_service(boss, shelter)
    assert after.description == "Beds and breakfast"
    assert after.knowledge == before.knowledge
    assert after.checks == before.checks
    assert after.line.last_verified_on == before.line.last_verified_on


def test_a_dry_run_shows_the_changes_and_makes_none(
    boss: Desk, shelter: UUID, tmp_path: Path
) -> None:
    folder = tmp_path / "partners"
    (folder / "services.csv").write_text(TABLES["services"].replace("Beds", "Cots"))
    report = import_directory(boss, folder, dry_run=True)
    assert [(c.before, c.after) for c in report.changes] == [("Beds", "Cots")]
    assert directory.read_service(boss, shelter).description == "Beds"


def test_the_finder_knows_hours_zones_and_what_we_know(desk: Desk, shelter: UUID) -> None:
    directory.save_knowledge(desk, shelter, KNOWN)
    finder = directory.open_finder(desk)
    monday = desk.clock.now().astimezone(desk.clock.zone).replace(hour=8)

    def names(query: ServiceQuery) -> list[str]:
        return [entry.line.name for entry in finder.find(query)]

    assert names(ServiceQuery(open_at=monday)) == ["Methadone maintenance"]
    assert names(ServiceQuery(zone="By the park")) == ["Night shelter"]
    assert names(ServiceQuery(zone="Sandtown-Winchester/Harlem Park")) == ["Night shelter"]
    assert names(ServiceQuery(walk_in=True)) == ["Night shelter"]
    assert names(ServiceQuery(welcomes=frozenset({Welcomes.PETS}))) == ["Night shelter"]


@pytest.mark.parametrize("shape", DirectoryShape)
def test_an_export_is_imported_elsewhere_without_loss(
    boss: Desk, shelter: UUID, tmp_path: Path, shape: DirectoryShape
) -> None:
    exported = export_directory(boss, shape)
    assert exported.services == 2
    assert acts(boss)[-1] == "export.directory"
    path = tmp_path / f"ours.{shape.value}"
    path.write_bytes(exported.content)
    report = import_directory(boss, path, source="elsewhere")
    assert (report.created, report.rejected) == (2, 0)
    first, second = [
        replace(directory.read_service(boss, line.id), source="", siblings=())
        for line in directory.list_services(boss)
        if line.name == "Methadone maintenance"
    ]
    ids = {"id": first.line.id, "organization_id": first.line.organization_id}
    assert replace(second, line=replace(second.line, **ids)) == first


def test_a_check_of_long_ago_ages(seat: Callable[..., Desk], desk: Desk, shelter: UUID) -> None:
    early = replace(desk, clock=FixedClock(instant=desk.clock.now() - timedelta(days=200)))
    directory.check_service(early, CheckService(shelter, CheckOutcome.CONFIRMED))
    verified = directory.read_service(desk, shelter).line.last_verified_on
    assert ageing_of(verified, desk.clock.today()).band is Band.STALE
