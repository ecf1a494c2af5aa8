"""Importing service directories: read once, updated by their next export, never mixed up."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from lead_desktop.base.errors import Cancelled, UnreadableFile
from lead_desktop.domain.codes import Role, ServiceCategory
from lead_desktop.services.desk import Desk
from lead_desktop.services.directory.directory import list_services
from lead_desktop.services.importing.bulk import Tally
from lead_desktop.services.importing.imports import ImportReport, import_directory
from lead_desktop.store.tables import Organization, Phone, Service, ServiceLocation

ORGANIZATIONS = "id,name\n1,Example House\n2,Sample Clinic\n"
SERVICES = (
    "id,organization_id,location_id,name,description,taxonomy_ids\n"
    "1,1,1,Shelter,Beds,106-01\n2,2,,Counseling,Talks,\n"
)
LOCATIONS = "id,organization_id,name,address_1,city\n1,1,House,1 Example St,Baltimore\n"
PHONES = "id,service_id,number\n1,1,410-555-0142\n2,2,410-555-0143\n"


@pytest.fixture
def boss(seat: Callable[..., Desk]) -> Desk:
    """A case manager who is administrator."""
    return seat(Role.CASE_MANAGER, name="Tomas Sampleton", administrator=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small directory in HSDS CSV files."""
    return write(tmp_path / "partners")


def write(folder: Path, **changed: str) -> Path:
    tables = {
        "organizations": ORGANIZATIONS,
        "services": SERVICES,
        "locations": LOCATIONS,
        "phones": PHONES,
        **changed,
    }
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def tally(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.created, report.updated, report.unchanged, report.rejected


def test_a_directory_comes_in_with_its_links(boss: Desk, folder: Path) -> None:
    report = import_directory(boss, folder)
    assert tally(report) == (2, 2, 0, 0, 0)
    assert report.counts == {"organizations": 2, "services": 2, "locations": 1, "phones": 2}
    counseling, shelter = list_services(boss)
    assert (shelter.name, shelter.organization) == ("Shelter", "Example House")
    assert shelter.addresses == ("1 Example St, Baltimore",)
    assert shelter.phones == ("410-555-0142",)
    assert shelter.categories == (ServiceCategory.SUD_TREATMENT,)
    assert counseling.addresses == ()
    assert [problem.reason for problem in report.rejects] == ["the service has no location"]


def test_again_it_changes_nothing(boss: Desk, folder: Path) -> None:
    import_directory(boss, folder)
    before = list_services(boss)
    report = import_directory(boss, folder)
    assert tally(report) == (2, 0, 0, 2, 0)
    assert set(report.tables.values()) == {Tally(0, 0, 2), Tally(0, 0, 1)}
    assert list_services(boss) == before


def test_the_next_export_updates_and_keeps_what_the_team_noted(boss: Desk, folder: Path) -> None:
    import_directory(boss, folder)
    with boss.store.write() as session:
        for service in session.scalars(select(Service)):
            service.last_verified_on = date(2026, 11, 1)
    ids = {line.name: line.id for line in list_services(boss)}
    later = write(
        folder.with_name("export of next month"),
        services=SERVICES.replace("Beds", "Beds and meals").replace("1,1,1,", "1,2,,"),
    )
    report = import_directory(boss, later)
    assert tally(report) == (2, 0, 1, 1, 0)
    assert report.source == "partners"
    shelter = list_services(boss, find="meals")[0]
    assert (shelter.id, shelter.organization) == (ids["Shelter"], "Sample Clinic")
    assert shelter.addresses == ()
    assert shelter.last_verified_on == date(2026, 11, 1)


def test_entries_that_are_gone_are_kept(boss: Desk, folder: Path) -> None:
    import_directory(boss, folder)
    write(folder, services=SERVICES.rsplit("2,2", 1)[0], phones="id,service_id,number\n")
    assert tally(import_directory(boss, folder)) == (1, 0, 0, 1, 0)
    assert len(list_services(boss)) == 2


def test_two_directories_with_the_same_ids_stay_two(boss: Desk, folder: Path) -> None:
    import_directory(boss, folder)
    stranger = folder.parent / "elsewhere" / "partners"
    stranger.parent.mkdir()
    write(
        stranger,
        organizations="id,name\n1,Legal Aid\n2,Job Center\n",
        services=SERVICES.replace("Shelter", "Expungement").replace("Counseling", "Training"),
    )
    report = import_directory(boss, stranger)
    assert (tally(report), report.source) == ((2, 2, 0, 0, 0), "partners 2")
    assert len(list_services(boss)) == 4
    assert tally(import_directory(boss, stranger)) == (2, 0, 0, 2, 0)


def test_a_source_can_be_named(boss: Desk, folder: Path) -> None:
    assert import_directory(boss, folder, source="CHARMcare").source == "CHARMcare"
    assert tally(import_directory(boss, folder, source="another")) == (2, 2, 0, 0, 0)


def test_a_dry_run_counts_and_leaves_nothing(boss: Desk, folder: Path) -> None:
    dry = import_directory(boss, folder, dry_run=True)
    assert list_services(boss) == []
    real = import_directory(boss, folder)
    assert (tally(dry), dry.tables) == (tally(real), real.tables)


def test_stopped_in_the_middle_nothing_is_kept(boss: Desk, folder: Path) -> None:
    shares: list[float] = []
    with pytest.raises(Cancelled):
        import_directory(boss, folder, progress=shares.append, cancelled=lambda: len(shares) == 4)
    assert list_services(boss) == []


def test_what_is_no_directory_is_refused(boss: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        import_directory(boss, tmp_path)


@pytest.mark.shared
def test_the_directory_of_baltimore(boss: Desk, shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "hsds" / "charmcare_baltimore"
    report = import_directory(boss, path)
    assert tally(report) == (1876, 1876, 0, 0, 0)
    assert report.counts["organizations"] == 748
    assert len(report.rejects) == 52
    assert all(problem.reason and problem.file for problem in report.rejects)
    with boss.store.read() as connection:
        held = [
            connection.execute(select(func.count()).select_from(table)).scalar()
            for table in (Organization, Service, Phone)
        ]
        without = connection.execute(
            select(func.count())
            .select_from(Service)
            .where(Service.id.not_in(select(ServiceLocation.service_id)))
        ).scalar()
    assert (held, without) == ([748, 1876, 7157], 1)
    copy = tmp_path / "export 2026-12"
    shutil.copytree(path, copy)
    again = import_directory(boss, copy)
    assert (tally(again), again.source) == ((1876, 0, 0, 1876, 0), "charmcare_baltimore")


@pytest.mark.shared
def test_the_other_directories_do_not_mix(boss: Desk, shared_data: Path) -> None:
    hsds = shared_data / "hsds"
    import_directory(boss, hsds / "ohana_sample_csv")
    csv = import_directory(boss, hsds / "hsds3_spec" / "examples_csv")
    json = import_directory(boss, hsds / "hsds3_spec" / "examples_json" / "service_full.json")
    assert len(list_services(boss)) == 23 + csv.created
    assert (json.created, json.source) == (0, csv.source)
