"""The chip that says how far an entry may be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lead_desktop.domain.directory.directory import Ageing, Band
from ui.kit.chip import Chip
from ui.theme.tokens import Tone

_LOOK: Final[Mapping[Band, tuple[Tone, str]]] = {
    Band.FRESH: ("success", "check"),
    Band.AGEING: ("warn", "clock-alert"),
    Band.STALE: ("warn", "clock-alert"),
    Band.NEVER: ("neutral", "circle-dashed"),
    Band.DOUBTFUL: ("danger", "phone"),
}


def ageing_chip(ageing: Ageing) -> Chip:
    """ "Verified 12 d ago", "3 calls not answered"."""
    tone, icon = _LOOK[ageing.band]
    return Chip(ageing.words, tone, icon, size="sm")
