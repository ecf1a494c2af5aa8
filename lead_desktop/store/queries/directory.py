"""Services with provider, numbers and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory.directory import ServiceLine
from lead_desktop.store.tables import (
    Location,
    Organization,
    Phone,
    Service,
    ServiceCategoryRow,
    ServiceLocation,
)

BATCH = 500


def list_services(
    connection: Connection,
    *,
    find: str = "",
    category: ServiceCategory | None = None,
    ids: tuple[UUID, ...] = (),
    limit: int | None = None,
) -> list[ServiceLine]:
    """Services by name. `find`: words that all occur in name, organization or description.

    ids: of these only, where any are given.
    """
    query = (
        select(
            Service.id,
            Service.name,
            Service.organization_id,
            Organization.name.label("organization"),
            Service.status,
            Service.last_verified_on,
        )
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .order_by(func.lower(Service.name), Service.id)
        .limit(limit)
    )
    for word in find.split():
        query = query.where(
            or_(
                Service.name.icontains(word, autoescape=True),
                Organization.name.icontains(word, autoescape=True),
                Service.description.icontains(word, autoescape=True),
            )
        )
    if ids:
        query = query.where(Service.id.in_(ids))
    if category is not None:
        query = query.join(ServiceCategoryRow, ServiceCategoryRow.service_id == Service.id).where(
            ServiceCategoryRow.category == category
        )
    rows = connection.execute(query).all()
    found = [row.id for row in rows]
    categories = _categories(connection, found)
    phones = _phones(connection, found)
    addresses = _addresses(connection, found)
    return [
        ServiceLine(
            id=row.id,
            name=row.name,
            organization_id=row.organization_id,
            organization=row.organization,
            status=row.status,
            categories=tuple(categories.get(row.id, ())),
            phones=tuple(phones.get(row.id, ())),
            addresses=tuple(addresses.get(row.id, ())),
            last_verified_on=row.last_verified_on,
        )
        for row in rows
    ]


def _batches(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _categories(connection: Connection, ids: list[UUID]) -> dict[UUID, list[ServiceCategory]]:
    found: dict[UUID, list[ServiceCategory]] = {}
    for some in _batches(ids):
        for service_id, category in connection.execute(
            select(ServiceCategoryRow.service_id, ServiceCategoryRow.category).where(
                ServiceCategoryRow.service_id.in_(some)
            )
        ):
            found.setdefault(service_id, []).append(category)
    return found


def _phones(connection: Connection, ids: list[UUID]) -> dict[UUID, list[str]]:
    """The service's own numbers; where it has none, those of its locations."""
    own: dict[UUID, list[str]] = {}
    inherited: dict[UUID, list[str]] = {}
    for some in _batches(ids):
        for service_id, number in connection.execute(
            select(Phone.service_id, Phone.number).where(Phone.service_id.in_(some))
        ):
            if service_id is not None and number not in own.setdefault(service_id, []):
                own[service_id].append(number)
        for service_id, number in connection.execute(
            select(ServiceLocation.service_id, Phone.number)
            .join(Phone, Phone.location_id == ServiceLocation.location_id)
            .where(ServiceLocation.service_id.in_(some), Phone.service_id.is_(None))
        ):
            if number not in inherited.setdefault(service_id, []):
                inherited[service_id].append(number)
    return {**inherited, **own}


def _addresses(connection: Connection, ids: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for some in _batches(ids):
        for service_id, address, city, state, postal_code in connection.execute(
            select(
                ServiceLocation.service_id,
                Location.address,
                Location.city,
                Location.state,
                Location.postal_code,
            )
            .join(Location, Location.id == ServiceLocation.location_id)
            .where(ServiceLocation.service_id.in_(some))
        ):
            region = " ".join(part for part in (state, postal_code) if part)
            text = ", ".join(part for part in (address, city, region) if part)
            if text:
                found.setdefault(service_id, []).append(text)
    return found
