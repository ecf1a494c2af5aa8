"""One service whole, and all services as they are looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, or_, select

from lead_desktop.domain.codes import (
    CheckOutcome,
    Insurance,
    LinkageReason,
    LinkageStatus,
    Moud,
    Welcomes,
)
from lead_desktop.domain.directory.directory import (
    CheckLine,
    LocalKnowledge,
    PlaceLine,
    ServiceDetail,
    ServiceLine,
)
from lead_desktop.domain.directory.opening_hours import ScheduleLine
from lead_desktop.domain.directory.service_finder import FinderEntry
from lead_desktop.store.histories import latest_first
from lead_desktop.store.queries.directory import list_services
from lead_desktop.store.tables import (
    Linkage,
    LinkageChange,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceCheck,
    ServiceLocation,
    Worker,
)
from lead_desktop.store.tables import LocalKnowledge as KnowledgeRow

Zones = Mapping[str, tuple[str, ...]]
"""ZIP code -> the neighborhoods it touches."""

NOTHING_KNOWN = LocalKnowledge()
CHECKS_SHOWN = 20
NOT_OFFERED = frozenset({"inactive", "defunct"})
"""The standard's words for a service that is gone."""


def finder_entries(connection: Connection, zones: Zones) -> list[FinderEntry]:
    """Every service that is still offered, by name, with what a search looks at."""
    lines = {line.id: line for line in list_services(connection)}
    texts = _texts(connection)
    knowledge = {row.service_id: knowledge_of(row) for row in connection.execute(_KNOWLEDGE)}
    schedules = _schedules(connection)
    codes = _postal_codes(connection)
    unanswered = unanswered_since_verified(connection)
    return [
        _entry(line, texts[one], schedules, codes, zones, knowledge, unanswered)
        for one, line in lines.items()
        if line.status not in NOT_OFFERED
    ]


def read_service(connection: Connection, service_id: UUID) -> ServiceDetail | None:
    """One service with everything that the vault holds of it; None when there is no such one."""
    row = connection.execute(select(Service.__table__).where(Service.id == service_id)).first()
    if row is None:
        return None
    [line] = list_services(connection, ids=(service_id,))
    known = connection.execute(_KNOWLEDGE.where(KnowledgeRow.service_id == service_id)).first()
    return ServiceDetail(
        line=line,
        description=row.description,
        eligibility=row.eligibility,
        fees=row.fees,
        application_process=row.application_process,
        required_documents=row.required_documents,
        languages=row.languages,
        hours=row.hours,
        wait_time=row.wait_time,
        email=row.email,
        website=row.website,
        source=row.source or "",
        schedule=_schedules(connection, service_id)[service_id],
        places=_places(connection, service_id),
        phones=_own_phones(connection, service_id),
        knowledge=knowledge_of(known) if known else NOTHING_KNOWN,
        checks=_checks(connection, service_id),
        unanswered=unanswered_since_verified(connection, service_id).get(service_id, 0),
        siblings=_siblings(connection, line),
    )


def unanswered_since_verified(
    connection: Connection, service_id: UUID | None = None
) -> dict[UUID, int]:
    """Calls that nobody answered, and linkages that could not connect, since an entry was last
    verified; services without any are absent."""
    checks = (
        select(ServiceCheck.service_id, func.count().label("count"))
        .join(Service, Service.id == ServiceCheck.service_id)
        .where(
            ServiceCheck.outcome == CheckOutcome.NO_ANSWER,
            ServiceCheck.withdrawn.is_(False),
            or_(
                Service.last_verified_on.is_(None),
                func.date(ServiceCheck.at) > Service.last_verified_on,
            ),
        )
        .group_by(ServiceCheck.service_id)
    )
    outcomes = (
        select(Linkage.service_id, func.count().label("count"))
        .select_from(LinkageChange)
        .join(Linkage, Linkage.id == LinkageChange.linkage_id)
        .join(Service, Service.id == Linkage.service_id)
        .where(
            LinkageChange.reason == LinkageReason.COULD_NOT_CONTACT,
            LinkageChange.to_status == LinkageStatus.NOT_COMPLETED,
            LinkageChange.undone_at.is_(None),
            or_(
                Service.last_verified_on.is_(None),
                LinkageChange.on > Service.last_verified_on,
            ),
        )
        .group_by(Linkage.service_id)
    )
    if service_id is not None:
        checks = checks.where(ServiceCheck.service_id == service_id)
        outcomes = outcomes.where(Linkage.service_id == service_id)
    counts: defaultdict[UUID, int] = defaultdict(int)
    for query in (checks, outcomes):
        for one, count in connection.execute(query):
            if one is not None:
                counts[one] += count
    return dict(counts)


_KNOWLEDGE = select(KnowledgeRow.__table__)


def knowledge_of(row: Row[Any] | KnowledgeRow) -> LocalKnowledge:
    """What the team knows, from its row."""
    return LocalKnowledge(
        walk_in=row.walk_in,
        capacity=row.capacity,
        capacity_on=row.capacity_on,
        cost=row.cost,
        moud=tuple(Moud(one) for one in row.moud),
        insurance=tuple(Insurance(one) for one in row.insurance),
        welcomes=tuple((Welcomes(who), answer) for who, answer in row.welcomes.items()),
        zone=row.zone,
        intake_steps=row.intake_steps,
        documents=row.documents,
        handoff_name=row.handoff_name,
        handoff_phone=row.handoff_phone,
        words=row.words,
        version=row.version,
    )


def _entry(
    line: ServiceLine,
    text: tuple[str, str],
    schedules: Mapping[UUID, tuple[ScheduleLine, ...]],
    codes: Mapping[UUID, set[str]],
    zones: Zones,
    knowledge: Mapping[UUID, LocalKnowledge],
    unanswered: Mapping[UUID, int],
) -> FinderEntry:
    known = knowledge.get(line.id, NOTHING_KNOWN)
    where = {zone for code in codes.get(line.id, ()) for zone in zones.get(code, ())}
    if known.zone:
        where.add(known.zone)
    described, languages = text
    return FinderEntry(
        line=line,
        text=described,
        languages=languages,
        schedule=schedules.get(line.id, ()),
        zones=frozenset(where),
        knowledge=known,
        unanswered=unanswered.get(line.id, 0),
    )


def _texts(connection: Connection) -> dict[UUID, tuple[str, str]]:
    """service id -> (what is said of it, its languages)."""
    said = (Service.alternate_name, Service.description, Service.eligibility, Service.fees)
    return {
        one: (" ".join(part for part in parts if part), languages)
        for one, languages, *parts in connection.execute(
            select(Service.id, Service.languages, *said)
        )
    }


def _schedules(
    connection: Connection, service_id: UUID | None = None
) -> defaultdict[UUID, tuple[ScheduleLine, ...]]:
    query = select(
        Schedule.service_id,
        Schedule.by_day,
        Schedule.opens_at,
        Schedule.closes_at,
        Schedule.words,
    ).order_by(Schedule.service_id, Schedule.position)
    if service_id is not None:
        query = query.where(Schedule.service_id == service_id)
    found: defaultdict[UUID, tuple[ScheduleLine, ...]] = defaultdict(tuple)
    for one, *line in connection.execute(query):
        found[one] = (*found[one], ScheduleLine(*line))
    return found


def _postal_codes(connection: Connection) -> dict[UUID, set[str]]:
    codes: defaultdict[UUID, set[str]] = defaultdict(set)
    for one, code in connection.execute(
        select(ServiceLocation.service_id, Location.postal_code).join(
            Location, Location.id == ServiceLocation.location_id
        )
    ):
        codes[one].add(code[:5])
    return codes


def _places(connection: Connection, service_id: UUID) -> tuple[PlaceLine, ...]:
    places = connection.execute(
        select(Location.__table__)
        .join(ServiceLocation, ServiceLocation.location_id == Location.id)
        .where(ServiceLocation.service_id == service_id)
        .order_by(Location.name, Location.id)
    ).all()
    phones: defaultdict[UUID | None, list[str]] = defaultdict(list)
    ids = [place.id for place in places]
    for one, number in connection.execute(
        select(Phone.location_id, Phone.number).where(
            Phone.location_id.in_(ids), Phone.service_id.is_(None)
        )
    ):
        if number not in phones[one]:
            phones[one].append(number)
    return tuple(
        PlaceLine(
            name=place.name,
            address=_address(place),
            postal_code=place.postal_code,
            accessibility=place.accessibility,
            transportation=place.transportation,
            phones=tuple(phones[place.id]),
        )
        for place in places
    )


def _address(place: Row[Any]) -> str:
    region = " ".join(part for part in (place.state, place.postal_code) if part)
    return ", ".join(part for part in (place.address, place.city, region) if part)


def _own_phones(connection: Connection, service_id: UUID) -> tuple[tuple[str, str], ...]:
    """(number, what answers) of the service itself, else of its organization."""
    own = connection.execute(
        select(Phone.number, Phone.extension, Phone.label, Phone.kind).where(
            Phone.service_id == service_id
        )
    ).all()
    if not own:
        own = connection.execute(
            select(Phone.number, Phone.extension, Phone.label, Phone.kind)
            .join(Service, Service.organization_id == Phone.organization_id)
            .where(
                Service.id == service_id, Phone.service_id.is_(None), Phone.location_id.is_(None)
            )
        ).all()
    listed: dict[str, str] = {}
    for number, extension, label, kind in own:
        shown = f"{number}, ext. {extension}" if extension else number
        listed.setdefault(shown, label or ("" if kind in ("", "voice") else kind))
    return tuple(listed.items())


def _checks(connection: Connection, service_id: UUID) -> tuple[CheckLine, ...]:
    rows = connection.execute(
        select(
            ServiceCheck.id, Worker.name, ServiceCheck.at, ServiceCheck.outcome, ServiceCheck.words
        )
        .join(Worker, Worker.id == ServiceCheck.worker_id)
        .where(ServiceCheck.service_id == service_id, ServiceCheck.withdrawn.is_(False))
        .order_by(*latest_first(ServiceCheck.at))
        .limit(CHECKS_SHOWN)
    )
    return tuple(CheckLine(*row) for row in rows)


def _siblings(connection: Connection, line: ServiceLine) -> tuple[tuple[UUID, str], ...]:
    """The organization's other services: (id, name)."""
    if line.organization_id is None:
        return ()
    rows = connection.execute(
        select(Service.id, Service.name)
        .where(Service.organization_id == line.organization_id, Service.id != line.id)
        .order_by(func.lower(Service.name))
    )
    return tuple((row.id, row.name) for row in rows)
