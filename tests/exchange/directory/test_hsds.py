"""What is written is valid HSDS 3.0, and reading it again gives what was written."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory.opening_hours import ScheduleLine
from lead_desktop.exchange.directory import hsds
from lead_desktop.exchange.directory.reading import read_directory
from lead_desktop.exchange.directory.records import Location, Organization, Phone, Service

SPACE = UUID("6f1f64a0-27e8-4f39-8a31-3f0a0c1c7f00")
WORDS = st.text("abcdefgh ABCXYZ áéñ ሰላም 0123456789.,;-", min_size=1, max_size=24).map(
    lambda text: " ".join(text.split()) or "x"
)
MAYBE = st.one_of(st.just(""), WORDS)
CLOCK = st.builds(lambda h, m: f"{h:02}:{m:02}", st.integers(0, 23), st.sampled_from((0, 15, 30)))
LINES = st.builds(
    ScheduleLine,
    st.sampled_from(("MO", "MO,TU,FR", "SA,SU")),
    CLOCK,
    CLOCK,
    st.just(""),
)


def key(kind: str, number: int) -> str:
    return str(uuid5(SPACE, f"{kind}{number}"))


@st.composite
def directories(draw: st.DrawFn) -> hsds.Directory:
    count = draw(st.integers(1, 3))
    organizations = [
        Organization(key("o", n), draw(WORDS), draw(MAYBE), draw(WORDS), "a@example.org", "")
        for n in range(count)
    ]
    locations = [
        Location(
            key("l", n),
            organizations[n % count].source_id,
            draw(MAYBE),
            address=draw(WORDS),
            city="Baltimore",
            state="MD",
            postal_code="21201",
            latitude=draw(st.sampled_from((None, 39.29))),
            accessibility=draw(MAYBE),
            transportation=draw(MAYBE),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    services = []
    for n in range(draw(st.integers(1, 4))):
        lines = tuple(dict.fromkeys(draw(st.lists(LINES, max_size=3))))
        categories = draw(st.lists(st.sampled_from(ServiceCategory), min_size=1, unique=True))
        if len(categories) > 1 and ServiceCategory.OTHER in categories:
            categories.remove(ServiceCategory.OTHER)
        places = draw(st.lists(st.sampled_from(locations), unique=True)) if locations else []
        services.append(
            Service(
                key("s", n),
                organizations[n % count].source_id,
                draw(WORDS),
                description=draw(MAYBE),
                status=draw(st.sampled_from(hsds.STATUSES)),
                categories=tuple(categories),
                eligibility=draw(MAYBE),
                fees=draw(MAYBE),
                application_process=draw(MAYBE),
                required_documents="\n".join(dict.fromkeys(draw(st.lists(WORDS, max_size=2)))),
                languages="\n".join(dict.fromkeys(draw(st.lists(WORDS, max_size=2)))),
                hours="\n".join(dict.fromkeys(line.text() for line in lines)),
                wait_time=draw(MAYBE),
                website=draw(st.sampled_from(("", "https://example.org"))),
                email="",
                location_source_ids=tuple(place.source_id for place in places),
                schedule=lines,
            )
        )
    phones = [
        Phone(
            key("p", n),
            owner.organization_source_id,
            owner.source_id,
            None,
            "410-555-0142",
            extension=draw(st.sampled_from(("", "12"))),
            kind="voice",
            label=draw(MAYBE),
        )
        for n, owner in enumerate(services)
    ]
    return hsds.Directory(organizations, services, locations, phones)


def same(record: Service) -> Service:
    """A service without the order of what has none."""
    return replace(
        record,
        categories=tuple(sorted(record.categories)),
        location_source_ids=tuple(sorted(record.location_source_ids)),
    )


@pytest.mark.parametrize("shape", ["zip", "json"])
@given(directory=directories())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_again(
    directory: hsds.Directory, shape: str, tmp_path: Path
) -> None:
    write = hsds.write_zip if shape == "zip" else hsds.write_json
    path = tmp_path / f"out.{shape}"
    path.write_bytes(write(directory))
    found = read_directory(path)
    assert not [problem for problem in found.problems if problem.rejected]
    by_id = {one.source_id: one for one in found.services}
    assert {k: same(one) for k, one in by_id.items()} == {
        one.source_id: same(one) for one in directory.services
    }
    assert {one.source_id: one for one in found.organizations} == {
        one.source_id: one for one in directory.organizations
    }
    assert {one.source_id for one in found.locations} == {
        one.source_id for one in directory.locations
    }
    assert {one.source_id: one.address for one in found.locations} == {
        one.source_id: one.address for one in directory.locations
    }
    assert {one.source_id: replace(one, e164=None) for one in found.phones} == {
        one.source_id: one for one in directory.phones
    }


def test_the_same_directory_gives_the_same_bytes() -> None:
    directory = hsds.Directory([Organization(key("o", 1), "Example House")], [], [], [])
    assert hsds.write_zip(directory) == hsds.write_zip(directory)


def sample() -> hsds.Directory:
    """A directory whose every oddity the standard has an opinion about."""
    organization = Organization(key("o", 1), "Example House", website="example.org")
    location = replace(
        Location(key("l", 1), organization.source_id, "House", address="1 Example St"),
        accessibility="A ramp",
    )
    lonely = Location(key("l", 2), organization.source_id, "Empty lot")
    service = Service(
        key("s", 1),
        organization.source_id,
        "Night shelter",
        status="open on request",
        hours="Nightly",
        languages="Spanish",
        required_documents="Any ID",
        location_source_ids=(location.source_id,),
        schedule=(ScheduleLine("MO", "dusk", "dawn"), ScheduleLine("TU", "20:00", "08:00")),
    )
    phone = Phone(key("p", 1), organization.source_id, None, None, "+1 410", extension="x9")
    directory = hsds.Directory([organization], [service], [location, lonely], [phone])
    return replace(directory, verified={service.source_id: date(2026, 11, 1)})


def validators(shared_data: Path) -> dict[str, Draft202012Validator]:
    """Checkers of the standard's own schemas; their links to each other are followed."""
    folder = shared_data / "hsds" / "hsds3_spec" / "schema"
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    resources = {name: Resource.from_contents(schema, default_specification=DRAFT202012)
                 for name, schema in schemas.items()}  # fmt: skip
    registry = Registry().with_resources(list(resources.items()))
    return {
        name.removesuffix(".json"): Draft202012Validator(schema, registry=registry)
        for name, schema in schemas.items()
    }


_ONE_OF = {
    "organizations": "organization",
    "services": "service",
    "locations": "location",
    "addresses": "address",
    "service_at_location": "service_at_location",
    "phones": "phone",
    "schedules": "schedule",
    "languages": "language",
    "required_documents": "required_document",
    "accessibility": "accessibility",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "attributes": "attribute",
}


def test_every_row_is_valid_by_the_schemas_of_the_standard(shared_data: Path) -> None:
    checkers = validators(shared_data)
    for table, rows in hsds.tables_of(sample()).items():
        assert rows, table
        for row in rows:
            faults = [error.message for error in checkers[_ONE_OF[table]].iter_errors(row)]
            assert faults == [], table


def test_the_json_is_valid_by_the_schemas_of_the_standard(shared_data: Path) -> None:
    checkers = validators(shared_data)
    service, location = json.loads(hsds.write_json(sample()))
    assert list(checkers["service"].iter_errors(service)) == []
    assert list(checkers["location"].iter_errors(location)) == []
    assert service["assured_date"] == "2026-11-01"
    assert service["organization"]["website"] == "http://example.org"


def test_the_zip_is_a_datapackage_whose_columns_the_standard_knows(shared_data: Path) -> None:
    spec = json.loads((shared_data / "hsds" / "hsds3_spec" / "datapackage.json").read_text("utf-8"))
    known = {r["path"]: {f["name"] for f in r["schema"]["fields"]} for r in spec["resources"]}
    with zipfile.ZipFile(io.BytesIO(hsds.write_zip(sample()))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            assert resource["path"] in archive.namelist()
            columns = {field["name"] for field in resource["schema"]["fields"]}
            assert columns <= known[resource["path"]]


def test_the_real_directory_survives_the_round(shared_data: Path, tmp_path: Path) -> None:
    """Ids of the source become UUIDs first, as the vault does it."""
    read = read_directory(shared_data / "hsds" / "charmcare_baltimore")

    def uuid(kind: str, source_id: str | None) -> str | None:
        return str(uuid5(SPACE, f"{kind}{source_id}")) if source_id else None

    directory = hsds.Directory(
        [replace(o, source_id=uuid("o", o.source_id)) for o in read.organizations],
        [
            replace(
                s,
                source_id=uuid("s", s.source_id),
                organization_source_id=uuid("o", s.organization_source_id),
                location_source_ids=tuple(uuid("l", p) for p in s.location_source_ids),
            )
            for s in read.services
        ],
        [
            replace(
                place,
                source_id=uuid("l", place.source_id),
                organization_source_id=uuid("o", place.organization_source_id),
            )
            for place in read.locations
        ],
        [
            replace(
                p,
                source_id=uuid("p", p.source_id),
                organization_source_id=uuid("o", p.organization_source_id),
                service_source_id=uuid("s", p.service_source_id),
                location_source_id=uuid("l", p.location_source_id),
            )
            for p in read.phones
        ],
    )
    path = tmp_path / "out.zip"
    path.write_bytes(hsds.write_zip(directory))
    again = {one.source_id: same(one) for one in read_directory(path).services}
    lost = [
        one.name
        for one in directory.services
        if replace(again[one.source_id], website="") != replace(same(one), website="")
    ]
    assert lost == []
