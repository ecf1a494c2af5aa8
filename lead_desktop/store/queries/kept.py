"""What a worker keeps for themselves: settings of their own and pinned people."""

from __future__ import annotations

import json
from uuid import UUID

from sqlalchemy import Connection


def worker_setting(connection: Connection, worker_id: UUID, key: str) -> object:
    """One setting of one worker; None when it was never set."""
    stored = connection.exec_driver_sql(
        "SELECT value FROM worker_setting WHERE worker_id = ? AND key = ?", (worker_id.hex, key)
    ).scalar()
    return None if stored is None else json.loads(str(stored))
