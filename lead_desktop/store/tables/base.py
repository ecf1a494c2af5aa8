"""What all tables share: identifiers, stamps, versions, types and constraint names."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import DateTime, Dialect, Enum, Integer, MetaData, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from lead_desktop.base.ids import new_id

CodeT = TypeVar("CodeT", bound=StrEnum)

# Migrations alter constraints by name, so every constraint has a predictable one.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware datetimes in, aware UTC ones out; a naive one is a programming error."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def code(kind: type[CodeT]) -> Enum:
    """A column type that stores a code list's values as text, readable by any other tool."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """Root of the mapped tables."""

    metadata = MetaData(naming_convention=NAMES)


class Identified:
    """A row with an identifier made by its writer: saving twice makes one row."""

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)


class Stamped:
    """When a row was first written and last changed, in UTC, by the desk's clock."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Versioned:
    """Optimistic locking: a second writer's update finds no row and is told so."""

    version: Mapped[int] = mapped_column(Integer, default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.__dict__.get("version") or cls.version}
