"""Audit entries as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

Detail = dict[str, object]


@dataclass(frozen=True)
class AuditRow:
    """One audit entry as it is listed."""

    seq: int
    at: datetime
    worker: str
    action: str
    subject: str
    detail: Detail
    hash: str


@dataclass(frozen=True)
class Actor:
    """Who acts: a worker, or the program itself (`id` None)."""

    id: UUID | None
    name: str


PROGRAM = Actor(None, "program")
