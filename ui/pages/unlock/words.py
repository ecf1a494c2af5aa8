"""Short words of the unlock page: when somebody was here last, how big, how old a backup is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lead_desktop.app import VaultCard

_MEGABYTE = 1_000_000


def last_here(at: datetime | None, now: datetime) -> str:
    """ "Today, 08:12", "Yesterday", "Nov 19", or "" for never; `now` is in the zone to show."""
    if at is None:
        return ""
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"Today, {local:%H:%M}"
    if local.date() == now.date() - timedelta(days=1):
        return "Yesterday"
    day = f"{local:%b} {local.day}"
    return day if local.year == now.year else f"{day}, {local.year}"


def age(at: datetime, now: datetime) -> str:
    """How long ago: "just now", "12 min ago", "2 h ago", "3 days ago"."""
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    hours = minutes // 60
    if hours < 48:
        return f"{hours} h ago"
    return f"{hours // 24} days ago"


def size_words(size_bytes: int) -> str:
    """ "214 MB"; small vaults in kB."""
    if size_bytes < _MEGABYTE:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{round(size_bytes / _MEGABYTE)} MB"


def vault_line(card: VaultCard, now: datetime) -> str:
    """The second line of a vault: where, how big, how safe."""
    backup = "no backup yet"
    if card.last_backup_at is not None:
        backup = f"backed up {age(card.last_backup_at, now)}"
    return f"This computer · {size_words(card.size_bytes)} · {backup}"
