"""A row as JSON and back: how a row that is taken back is kept until it may be wanted again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.types import Date, TypeEngine, Uuid
from sqlalchemy.types import Enum as CodeType

from lead_desktop.store.tables.base import Base, UtcDateTime


def snapshot(row: Base) -> dict[str, object]:
    """Every stored column of `row` by its attribute's name, JSON types only."""
    columns = inspect(type(row)).column_attrs
    return {column.key: _plain(getattr(row, column.key)) for column in columns}


def revive(table: type[Base], kept: Mapping[str, object]) -> dict[str, object]:
    """The values of a row out of its snapshot; columns that are no more are left out."""
    columns = inspect(table).column_attrs
    return {
        column.key: _typed(column.columns[0].type, kept[column.key])
        for column in columns
        if column.key in kept
    }


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):  # a datetime is one as well
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _typed(kind: TypeEngine[object], value: object) -> object:
    if not isinstance(value, str):
        return value
    if isinstance(kind, Uuid):
        return UUID(value)
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, CodeType) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value
