"""The service directory: who offers what, where, and how to reach them.

Shaped after the Human Services Data Specification (HSDS 3.0): organization, service, location,
phone. `source` and `source_id` say where an entry came from, so that reading the same directory
again updates it instead of doubling it.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import Capacity, CheckOutcome, Cost, ServiceCategory
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Sourced:
    """Where an entry was read from; both None for one that was typed in."""

    source: Mapped[str | None] = mapped_column(String(60))
    source_id: Mapped[str | None] = mapped_column(String(120))
    source_hash: Mapped[str | None] = mapped_column(String(64))


class Organization(Identified, Sourced, Stamped, Versioned, Base):
    """A body that offers services."""

    __tablename__ = "organization"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    name: Mapped[str] = mapped_column(String(300))
    alternate_name: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    website: Mapped[str] = mapped_column(String(500), default="")


class Service(Identified, Sourced, Stamped, Versioned, Base):
    """One thing that an organization offers."""

    __tablename__ = "service"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    organization_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("organization.id"), index=True
    )
    name: Mapped[str] = mapped_column(String(300))
    alternate_name: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(40), default="active")
    eligibility: Mapped[str] = mapped_column(Text, default="")
    fees: Mapped[str] = mapped_column(Text, default="")
    application_process: Mapped[str] = mapped_column(Text, default="")
    required_documents: Mapped[str] = mapped_column(Text, default="")
    languages: Mapped[str] = mapped_column(Text, default="")
    hours: Mapped[str] = mapped_column(Text, default="")
    wait_time: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    last_verified_on: Mapped[date | None] = mapped_column(Date)


class ServiceCategoryRow(Base):
    """What a service is about, in the program's own categories."""

    __tablename__ = "service_category"

    service_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("service.id"), primary_key=True)
    category: Mapped[ServiceCategory] = mapped_column(code(ServiceCategory), primary_key=True)


class Location(Identified, Sourced, Stamped, Versioned, Base):
    """A place where services are offered."""

    __tablename__ = "location"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    organization_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("organization.id"), index=True
    )
    name: Mapped[str] = mapped_column(String(300), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    state: Mapped[str] = mapped_column(String(40), default="")
    postal_code: Mapped[str] = mapped_column(String(20), default="")
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    accessibility: Mapped[str] = mapped_column(Text, default="")
    transportation: Mapped[str] = mapped_column(Text, default="")


class ServiceLocation(Base):
    """A service is offered at a location."""

    __tablename__ = "service_location"

    service_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("service.id"), primary_key=True)
    location_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("location.id"), primary_key=True, index=True
    )


class Phone(Identified, Sourced, Stamped, Versioned, Base):
    """A number of an organization, a service or a location."""

    __tablename__ = "phone"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    organization_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("organization.id"), index=True
    )
    service_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("service.id"), index=True)
    location_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("location.id"), index=True)
    number: Mapped[str] = mapped_column(String(100))
    extension: Mapped[str] = mapped_column(String(60), default="")
    kind: Mapped[str] = mapped_column(String(40), default="")
    label: Mapped[str] = mapped_column(String(200), default="")


class Schedule(Identified, Base):
    """One line of a service's opening hours, as its directory gives it; replaced as a whole.

    by_day: days as iCalendar writes them ("MO,WE"), opens_at and closes_at as "09:00"; any of them
    may be empty, then `words` say when it is open.
    """

    __tablename__ = "schedule"

    service_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("service.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    by_day: Mapped[str] = mapped_column(String(60), default="")
    opens_at: Mapped[str] = mapped_column(String(20), default="")
    closes_at: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(Text, default="")


class LocalKnowledge(Stamped, Versioned, Base):
    """What the team knows of a service. No import ever writes here.

    moud, insurance: lists of codes. welcomes: code -> true or false; what nobody asked is absent.
    """

    __tablename__ = "local_knowledge"

    service_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("service.id"), primary_key=True)
    walk_in: Mapped[bool | None] = mapped_column(Boolean)
    capacity: Mapped[Capacity | None] = mapped_column(code(Capacity))
    capacity_on: Mapped[date | None] = mapped_column(Date)
    cost: Mapped[Cost | None] = mapped_column(code(Cost))
    moud: Mapped[list[str]] = mapped_column(JSON, default=list)
    insurance: Mapped[list[str]] = mapped_column(JSON, default=list)
    welcomes: Mapped[dict[str, bool]] = mapped_column(JSON, default=dict)
    zone: Mapped[str] = mapped_column(String(100), default="")
    intake_steps: Mapped[str] = mapped_column(Text, default="")
    documents: Mapped[str] = mapped_column(Text, default="")
    handoff_name: Mapped[str] = mapped_column(String(200), default="")
    handoff_phone: Mapped[str] = mapped_column(String(60), default="")
    words: Mapped[str] = mapped_column(Text, default="")


class ServiceCheck(Identified, Stamped, Base):
    """Somebody checked an entry: when, and what they found; rows are added, never changed."""

    __tablename__ = "service_check"
    __table_args__ = (Index("ix_service_check_service_id_at", "service_id", "at"),)

    service_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("service.id"))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[CheckOutcome] = mapped_column(code(CheckOutcome))
    words: Mapped[str] = mapped_column(Text, default="")
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)
