"""The directory as records of exchange, in which every id is the vault's own."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory.opening_hours import ScheduleLine
from lead_desktop.exchange.directory import hsds, records
from lead_desktop.store.tables import (
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceCategoryRow,
    ServiceLocation,
)


def read_records(connection: Connection) -> hsds.Directory:
    """Everything that the directory holds, oldest entries first."""
    verified = connection.execute(
        select(Service.id, Service.last_verified_on).where(Service.last_verified_on.is_not(None))
    )
    return hsds.Directory(
        organizations=_organizations(connection),
        services=_services(connection),
        locations=_locations(connection),
        phones=_phones(connection),
        verified={str(one): day for one, day in verified if day is not None},
    )


def _text(key: UUID | None) -> str | None:
    return str(key) if key else None


def _organizations(connection: Connection) -> list[records.Organization]:
    rows = connection.execute(select(Organization.__table__).order_by(Organization.id))
    return [
        records.Organization(
            source_id=str(row.id),
            name=row.name,
            alternate_name=row.alternate_name,
            description=row.description,
            email=row.email,
            website=row.website,
        )
        for row in rows
    ]


def _services(connection: Connection) -> list[records.Service]:
    categories: defaultdict[UUID, list[ServiceCategory]] = defaultdict(list)
    for one, category in connection.execute(
        select(ServiceCategoryRow.service_id, ServiceCategoryRow.category)
    ):
        categories[one].append(category)
    places: defaultdict[UUID, list[str]] = defaultdict(list)
    for one, place in connection.execute(
        select(ServiceLocation.service_id, ServiceLocation.location_id)
    ):
        places[one].append(str(place))
    lines: defaultdict[UUID, list[ScheduleLine]] = defaultdict(list)
    for row in connection.execute(
        select(Schedule.__table__).order_by(Schedule.service_id, Schedule.position)
    ):
        lines[row.service_id].append(
            ScheduleLine(row.by_day, row.opens_at, row.closes_at, row.words)
        )
    return [
        records.Service(
            source_id=str(row.id),
            organization_source_id=_text(row.organization_id),
            name=row.name,
            alternate_name=row.alternate_name,
            description=row.description,
            status=row.status,
            categories=tuple(categories[row.id]),
            eligibility=row.eligibility,
            fees=row.fees,
            application_process=row.application_process,
            required_documents=row.required_documents,
            languages=row.languages,
            hours=row.hours,
            wait_time=row.wait_time,
            website=row.website,
            email=row.email,
            location_source_ids=tuple(places[row.id]),
            schedule=tuple(lines[row.id]),
        )
        for row in connection.execute(select(Service.__table__).order_by(Service.id))
    ]


def _locations(connection: Connection) -> list[records.Location]:
    rows = connection.execute(select(Location.__table__).order_by(Location.id))
    return [
        records.Location(
            source_id=str(row.id),
            organization_source_id=_text(row.organization_id),
            name=row.name,
            address=row.address,
            city=row.city,
            state=row.state,
            postal_code=row.postal_code,
            latitude=row.latitude,
            longitude=row.longitude,
            accessibility=row.accessibility,
            transportation=row.transportation,
        )
        for row in rows
    ]


def _phones(connection: Connection) -> list[records.Phone]:
    rows = connection.execute(select(Phone.__table__).order_by(Phone.id))
    return [
        records.Phone(
            source_id=str(row.id),
            organization_source_id=_text(row.organization_id),
            service_source_id=_text(row.service_id),
            location_source_id=_text(row.location_id),
            number=row.number,
            extension=row.extension,
            kind=row.kind,
            label=row.label,
        )
        for row in rows
    ]
