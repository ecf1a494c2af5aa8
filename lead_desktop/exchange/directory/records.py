"""What a service directory holds, in the shape of the Human Services Data Specification.

Everything is keyed by the ids of its source, as text. Empty text means that the source says
nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory.opening_hours import ScheduleLine
from lead_desktop.exchange.rejects import Problem


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that offers services."""

    source_id: str
    name: str
    alternate_name: str = ""
    description: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """One thing that an organization offers.

    organization_source_id: None when the source does not let it be found.
    location_source_ids: where it is offered; may be none.
    categories: our own, the likeliest first; OTHER alone when no term of the source is known.
    hours, languages, fees and the like: text for people, as the source words it.
    schedule: the hours again, line by line, to be computed with; its own or those of its places.
    """

    source_id: str
    organization_source_id: str | None
    name: str
    alternate_name: str = ""
    description: str = ""
    status: str = "active"
    categories: tuple[ServiceCategory, ...] = (ServiceCategory.OTHER,)
    eligibility: str = ""
    fees: str = ""
    application_process: str = ""
    required_documents: str = ""
    languages: str = ""
    hours: str = ""
    wait_time: str = ""
    website: str = ""
    email: str = ""
    location_source_ids: tuple[str, ...] = ()
    schedule: tuple[ScheduleLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A place. address: street lines joined by commas. Coordinates in degrees (WGS 84)."""

    source_id: str
    organization_source_id: str | None
    name: str
    address: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: str = ""
    transportation: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number of a service, a location or an organization; at least one of them is named.

    number: as written; e164: None when it is no valid number. label: who or what answers.
    """

    source_id: str
    organization_source_id: str | None
    service_source_id: str | None
    location_source_id: str | None
    number: str
    e164: str | None = None
    extension: str = ""
    kind: str = ""
    label: str = ""


@dataclass(frozen=True)
class DirectoryFile:
    """A directory as it was read.

    counts: rows read for each kind (organizations, services, locations, phones, addresses ...),
        the rejected ones included. unmapped_terms: taxonomy terms of the source for which
        resources/directory/taxonomy.csv has no line, with how often they are used.
    unused_files: files in the folder that hold nothing the program keeps.
    """

    organizations: tuple[Organization, ...]
    services: tuple[Service, ...]
    locations: tuple[Location, ...]
    phones: tuple[Phone, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    unmapped_terms: Mapping[str, int]
    unused_files: tuple[str, ...] = ()


def content_hash(record: Organization | Service | Location | Phone) -> str:
    """SHA-256 over all fields, so that reading a directory again shows what changed."""
    canonical = json.dumps(asdict(record), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
