"""Directories: the real one of Baltimore, the examples of the standard, and damaged ones."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import UnreadableFile
from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.exchange.directory.reading import read_directory
from lead_desktop.exchange.directory.records import DirectoryFile, content_hash


@pytest.fixture(scope="module")
def charmcare(shared_data: Path) -> DirectoryFile:
    return read_directory(shared_data / "hsds" / "charmcare_baltimore")


def test_charmcare_is_read_whole(charmcare: DirectoryFile) -> None:
    counts = charmcare.counts
    assert (counts["organizations"], counts["services"]) == (748, 1876)
    assert (counts["locations"], counts["phones"]) == (1482, 7157)
    assert (len(charmcare.organizations), len(charmcare.services)) == (748, 1876)
    assert (len(charmcare.locations), len(charmcare.phones)) == (1482, 7157)


def test_charmcare_links_lead_somewhere(charmcare: DirectoryFile) -> None:
    organizations = {organization.source_id for organization in charmcare.organizations}
    locations = {location.source_id for location in charmcare.locations}
    without = [s for s in charmcare.services if s.organization_source_id not in organizations]
    assert [service.source_id for service in without] == ["144332"]
    assert all(set(s.location_source_ids) <= locations for s in charmcare.services)
    assert sum(not service.location_source_ids for service in charmcare.services) == 1
    assert all(phone.organization_source_id in organizations for phone in charmcare.phones)


def test_what_is_incomplete_in_charmcare_is_reported(charmcare: DirectoryFile) -> None:
    reasons = Counter((problem.file, problem.reason) for problem in charmcare.problems)
    assert reasons == {
        ("phones.csv", "this is not a phone number; it was kept as text"): 41,
        ("locations.csv", "the location has no street address"): 9,
        ("services.csv", "no organization could be found for the service"): 1,
        ("services.csv", "the service has no location"): 1,
    }
    assert all(problem.row > 1 for problem in charmcare.problems)


def test_charmcare_terms_become_our_categories(charmcare: DirectoryFile) -> None:
    services = {service.source_id: service for service in charmcare.services}
    assert ServiceCategory.HOUSING in services["143903"].categories
    assert ServiceCategory.LEGAL in services["140239"].categories
    assert charmcare.unmapped_terms == {}
    held = Counter(category for service in charmcare.services for category in service.categories)
    assert held[ServiceCategory.SUD_TREATMENT] > 200
    assert held[ServiceCategory.OTHER] < 100


def test_charmcare_texts_are_fit_to_be_read(charmcare: DirectoryFile) -> None:
    by_id = {organization.source_id: organization for organization in charmcare.organizations}
    assert "Association's mission" in by_id["139570"].description
    assert "\n" in charmcare.services[0].description
    labels = {phone.label for phone in charmcare.phones}
    assert "James Reeder, Director" in labels


def test_the_sample_of_ohana(shared_data: Path) -> None:
    directory = read_directory(shared_data / "hsds" / "ohana_sample_csv")
    assert (len(directory.organizations), len(directory.services)) == (8, 23)
    assert (len(directory.locations), len(directory.phones)) == (22, 54)
    hours = {service.source_id: service.hours for service in directory.services}
    assert "Mon 08:00-12:00" in hours["22"]
    assert all(service.organization_source_id for service in directory.services)


def test_all_shapes_of_the_hsds_example_tell_the_same(shared_data: Path) -> None:
    spec = shared_data / "hsds" / "hsds3_spec"
    shapes = [
        spec / "examples_csv",
        *(
            spec / "examples_json" / f"{name}.json"
            for name in (
                "organization_full", "service_full", "service_at_location_full", "tabular",
            )
        ),
    ]  # fmt: skip
    found = [read_directory(shape) for shape in shapes]
    assert len({directory.organizations for directory in found}) == 1
    assert len({directory.services for directory in found}) == 1
    assert len({directory.locations for directory in found}) == 1
    assert len({directory.phones for directory in found}) == 1
    (service,) = found[0].services
    assert service.hours.startswith("Thu, Fri 10:00-18:00")
    assert (service.languages.splitlines()[-1], "35 gbp" in service.fees) == ("Urdu", True)
    (location,) = found[0].locations
    assert (location.latitude, location.longitude) == (None, 101.0)
    assert location.organization_source_id == service.organization_source_id


def test_pages_and_lists_of_json(shared_data: Path, tmp_path: Path) -> None:
    examples = shared_data / "hsds" / "hsds3_spec" / "examples_json"
    page = read_directory(examples / "service_list.json")
    assert (len(page.organizations), len(page.services)) == (1, 1)
    elements = json.loads((examples / "organization_list.json").read_text())["contents"]
    path = tmp_path / "list.json"
    path.write_text(json.dumps([*elements, 7, {"x": 1}]))
    plain = read_directory(path)
    assert len(plain.organizations) == 1
    assert [(problem.row, problem.rejected) for problem in plain.problems] == [(2, True), (3, True)]


def test_a_zip_is_read_like_its_folder(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "hsds" / "ohana_sample_csv"
    path = tmp_path / "sample.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for source in folder.iterdir():
            archive.write(source, f"export/{source.name}")
    assert replace(read_directory(path), unused_files=()) == replace(
        read_directory(folder), unused_files=()
    )
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(UnreadableFile, match="zip"):
        read_directory(path)


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_rows_that_cannot_be_used_are_rejected_with_file_and_row(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        organizations="id,name\n1,Aid\n1,Again\n2,\n,Nameless id\n",
        services="id,organization_id,location_id,name\n5,1,9,Food\n6,7,,Bed\n",
        locations="id,organization_id,name,latitude\n8,1,Hall,north\n",
        phones="id,service_id,number\n1,5,(410) 555-0142\n2,99,(410) 555-0143\n3,5,\n",
        funding="id\n1\n",
    )
    directory = read_directory(folder)
    rejected = {(p.file, p.row) for p in directory.problems if p.rejected}
    assert rejected == {
        ("organizations.csv", 3), ("organizations.csv", 4), ("organizations.csv", 5),
        ("phones.csv", 3), ("phones.csv", 4),
    }  # fmt: skip
    assert len(directory.services) == 2
    assert directory.locations[0].latitude is None
    assert directory.unused_files == ("funding.csv",)
    told = {(p.file, p.row, p.column) for p in directory.problems if not p.rejected}
    assert ("services.csv", 2, "location_id") in told
    assert ("locations.csv", 2, "latitude") in told


def test_a_partner_s_own_encoding_is_named_once_for_all_files(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_bytes("id,name\n1,Señora\n".encode("cp1252"))
    with pytest.raises(UnreadableFile, match=r"services\.csv"):
        read_directory(tmp_path)
    assert read_directory(tmp_path, encoding="cp1252").services[0].name == "Señora"


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"a": 1}', "[" * 200_000, '{"x.csv": 1}'])
def test_what_is_no_directory_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "d.json"
    path.write_text(text)
    with pytest.raises(UnreadableFile):
        read_directory(path)


def test_endless_nesting_is_reported(tmp_path: Path) -> None:
    deep: dict[str, object] = {"id": "1", "name": "x", "status": "active"}
    for _ in range(60):
        deep = {"id": "1", "name": "x", "services": [deep]}
    path = tmp_path / "deep.json"
    path.write_text(json.dumps([deep, {"id": "2", "name": "Aid"}]))
    directory = read_directory(path)
    assert len(directory.organizations) == 1
    assert "deeply" in directory.problems[0].reason


def test_the_hash_of_a_record_changes_with_any_field(charmcare: DirectoryFile) -> None:
    service = charmcare.services[0]
    assert content_hash(service) == content_hash(replace(service))
    assert content_hash(service) != content_hash(replace(service, fees="none"))


def test_an_empty_folder_is_no_directory(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not a service directory"):
        read_directory(tmp_path)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "name", "services", "phones", "number", "location", "organization",
                 "service_at_locations", "status", "contents", "services.csv", "latitude"]
            ),
            inner, max_size=5,
        )
    ),
    max_leaves=25,
)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(json_values)
def test_any_json_gives_a_directory_or_a_refusal(tmp_path: Path, value: object) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(value))
    try:
        directory = read_directory(path)
    except UnreadableFile:
        return
    assert all(service.name for service in directory.services)


def test_a_folder_with_a_truncated_file_still_gives_the_rest(
    shared_data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "cut"
    shutil.copytree(shared_data / "hsds" / "ohana_sample_csv", folder)
    target = folder / "services.csv"
    target.chmod(0o644)
    target.write_bytes(target.read_bytes()[:9000])
    directory = read_directory(folder)
    assert 0 < len(directory.services) < 23
    assert any(p.rejected and p.file == "services.csv" for p in directory.problems)
