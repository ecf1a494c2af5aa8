"""The order of a history is that of its writing, whatever ids and clocks say.

An id is made before its writer waits for the store, two steps may be of one moment, and a clock
may be set back. Who writes a step stamps it by `moment_after`; who reads a history orders it by
`as_written` or `latest_first`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute, Session

Stamp = InstrumentedAttribute[datetime]


def moment_after(
    session: Session, stamp: Stamp, now: datetime, *of: ColumnElement[bool]
) -> datetime:
    """`now`, or a moment after the latest `stamp` of the rows `of` one history."""
    return _after(session.scalar(select(func.max(stamp)).where(*of)), now)


def moments_after(
    session: Session,
    stamp: Stamp,
    now: datetime,
    owner: InstrumentedAttribute[UUID],
    owners: Collection[UUID],
) -> dict[UUID, datetime]:
    """As `moment_after`, for the history of each of many `owners` at once."""
    rows = session.execute(select(owner, func.max(stamp)).where(owner.in_(owners)).group_by(owner))
    latest: dict[UUID, datetime] = {row[0]: row[1] for row in rows}
    return {one: _after(latest.get(one), now) for one in owners}


def as_written(stamp: Stamp) -> tuple[ColumnElement[datetime], ColumnElement[int]]:
    """What to order by: the oldest step first. Older vaults hold steps of one moment."""
    return stamp.asc(), _row(stamp).asc()


def latest_first(stamp: Stamp) -> tuple[ColumnElement[datetime], ColumnElement[int]]:
    """What to order by: the step first that was written last."""
    return stamp.desc(), _row(stamp).desc()


def _after(latest: datetime | None, now: datetime) -> datetime:
    return now if latest is None else max(now, latest + timedelta.resolution)


def _row(stamp: Stamp) -> ColumnElement[int]:
    return literal_column(f"{stamp.class_.__tablename__}.rowid")
