"""The vault's settings and their defaults: one place, typed, read once at unlock."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class VaultSettings:
    """What a team can set for its vault.

    display_name: the program's own name on screen and paper; a neutral one keeps a window title
    from outing anybody. lock_minutes: idle minutes until the vault locks itself.
    backup_hours: a backup older than this is said aloud. attachment_mib: the largest paper kept.
    """

    display_name: str = "LEAD Desktop"
    program_name: str = "LEAD program"
    program_address: str = ""
    program_phone: str = ""
    time_zone: str = "America/New_York"
    lock_minutes: int = 10
    late_hours: int = 48
    attachment_mib: int = 10
    backup_hours: int = 24
    fictional: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def read_settings(stored: dict[str, object]) -> VaultSettings:
    """Settings from what the vault stores; unknown keys and wrong types fall back to defaults."""
    defaults = VaultSettings()
    known = {
        field.name: stored[field.name]
        for field in fields(VaultSettings)
        if type(stored.get(field.name)) is type(getattr(defaults, field.name))
    }
    return replace(defaults, **known)  # type: ignore[arg-type]  # types were compared above
