"""Which records were made part of which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection

_STANDING = "SELECT kept_id, gone_id FROM merge_record WHERE undone_at IS NULL"


def read_merged(connection: Connection) -> Mapping[UUID, Sequence[UUID]]:
    """For each kept record those that were merged into it, directly or by way of another: a merge
    of the kept one moves its own merges along. A note signed for one of them still holds."""
    merged: dict[UUID, list[UUID]] = {}
    for kept, gone in connection.exec_driver_sql(_STANDING):
        merged.setdefault(UUID(kept), []).append(UUID(gone))
    return merged
