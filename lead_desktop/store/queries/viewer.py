"""Who asks a query, and when it is for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day


@dataclass(frozen=True)
class Viewer:
    """A worker at an instant. sees_restricted: meets restricted records of other workers too.
    reading: only reads; to change a record, having had it once is not enough. legal: sees court
    dates and diverted incidents. intake_days: the program's days until the intake of those.
    """

    worker_id: UUID
    now: datetime
    zone: ZoneInfo
    sees_restricted: bool = False
    reading: bool = True
    legal: bool = True
    intake_days: int = 30

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)
