"""Entries of the service directory as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lead_desktop.domain.codes import ServiceCategory


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service as listed: who offers it, where, and how to reach them."""

    id: UUID
    name: str
    organization_id: UUID | None
    organization: str | None
    status: str
    categories: tuple[ServiceCategory, ...]
    phones: tuple[str, ...]
    addresses: tuple[str, ...]
    last_verified_on: date | None
