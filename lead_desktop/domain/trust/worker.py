"""Workers as values: who they are, and how their names are compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lead_desktop.domain.codes import Role


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """A worker as listed."""

    id: UUID
    name: str
    role: Role
    administrator: bool
    active: bool
    last_unlocked_at: datetime | None


def worker_key(name: str) -> str:
    """A worker's name folded: names are unique whatever their case and composition."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
