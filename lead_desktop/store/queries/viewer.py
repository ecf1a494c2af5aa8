"""Who asks a query, and when it is for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.domain.worklist.upkeep import UpkeepClocks


@dataclass(frozen=True)
class Viewer:
    """A worker at an instant. sees_restricted: meets restricted records of other workers too.
    reading: only reads; to change a record, having had it once is not enough. legal: sees court
    dates and diverted incidents. intake_days: the program's days until the intake of those;
    upkeep: its times for medication, naloxone and plans.
    """

    worker_id: UUID
    now: datetime
    zone: ZoneInfo
    sees_restricted: bool = False
    reading: bool = True
    legal: bool = True
    intake_days: int = 30
    upkeep: UpkeepClocks = field(default_factory=UpkeepClocks)

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)


EVERYTHING = Viewer(UUID(int=0), datetime(2000, 1, 1, tzinfo=UTC), ZoneInfo("UTC"), True)
"""For checks, which count every record, restricted ones too, and need no day."""
