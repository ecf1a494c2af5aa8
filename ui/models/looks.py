"""The look of a state, once for all pages: its tone, its icon, its fill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from lead_desktop.domain.codes import EventKind, LinkageStatus, ServiceCategory, Supply
from lead_desktop.domain.people.cadence import CadenceState, PlaceNow, Standing
from lead_desktop.domain.people.events import LEGAL_EVENTS
from lead_desktop.domain.people.stage import (
    ConsentMark,
    Stage,
)
from lead_desktop.domain.plan.linkage import RUNGS, Column
from ui.theme.tokens import ColorRole, Tone

STAGE_LOOK: Final[Mapping[Stage, tuple[Tone, str]]] = {
    Stage.NEW: ("warn", "sparkle"),
    Stage.OUTREACH: ("plum", "footprints"),
    Stage.INTAKE: ("info", "clipboard-list"),
    Stage.ENGAGING: ("accent", "handshake"),
    Stage.ENGAGED: ("accent", "sprout"),
    Stage.MAINTAINING: ("success", "trees"),
    Stage.IN_THE_WIND: ("neutral", "scan-search"),
    Stage.IN_JAIL: ("plum", "building-2"),
    Stage.IN_FACILITY: ("plum", "hospital"),
    Stage.ON_A_BREAK: ("neutral", "octagon-pause"),
    Stage.CLOSED: ("neutral", "archive"),
    Stage.NOT_ENROLLED: ("neutral", "minus"),
}
PLACE_ICON: Final[Mapping[PlaceNow, str]] = {
    PlaceNow.JAIL: "building-2",
    PlaceNow.HOSPITAL: "hospital",
    PlaceNow.TREATMENT: "hospital",
}
CONSENT_LOOK: Final[Mapping[ConsentMark, tuple[str, ColorRole]]] = {
    ConsentMark.NONE: ("file-x", "text3"),
    ConsentMark.LIVE: ("file-check", "success_text"),
    ConsentMark.ENDING: ("file-clock", "warn_text"),
}
COLUMN_DOT: Final[Mapping[Column, str]] = {
    Column.IDENTIFIED: "empty",
    Column.REFERRED: "quarter",
    Column.SCHEDULED: "half",
    Column.CONNECTED: "three_quarter",
    Column.ENGAGED: "full",
    Column.NOT_COMPLETED: "dash",
}
"""Fill of a linkage's dot: how far along the board it stands."""

CATEGORY_ICON: Final[Mapping[ServiceCategory, str]] = {
    ServiceCategory.SUD_TREATMENT: "pill",
    ServiceCategory.RECOVERY_SUPPORT: "heart-handshake",
    ServiceCategory.MENTAL_HEALTH: "heart-pulse",
    ServiceCategory.HEALTH: "stethoscope",
    ServiceCategory.HARM_REDUCTION: "syringe",
    ServiceCategory.HOUSING: "house",
    ServiceCategory.ID_DOCUMENTS: "id-card",
    ServiceCategory.BENEFITS_INCOME: "wallet",
    ServiceCategory.LEGAL: "scale",
    ServiceCategory.EMPLOYMENT_EDU: "briefcase",
    ServiceCategory.BASIC_NEEDS: "shirt",
    ServiceCategory.FAMILY_SOCIAL: "users",
    ServiceCategory.OTHER: "flag",
}
"""What a need or a service is about."""

SUPPLY_ICON: Final[Mapping[Supply, str]] = {
    Supply.NALOXONE_KIT: "package",
    Supply.SAFER_USE_KIT: "package",
    Supply.WOUND_CARE: "bandage",
    Supply.HYGIENE: "droplets",
    Supply.FOOD: "utensils",
    Supply.WATER: "droplets",
    Supply.CLOTHING: "shirt",
    Supply.BLANKET_TENT: "bed",
    Supply.TRANSIT_PASS: "ticket",
    Supply.PHONE: "smartphone",
}
_CUSTODY = frozenset({EventKind.JAIL_BOOKED, EventKind.JAIL_RELEASED})
_HOSPITAL = frozenset(
    {
        EventKind.HOSPITAL_ED,
        EventKind.HOSPITAL_ADMIT,
        EventKind.HOSPITAL_DISCHARGE,
        EventKind.PSYCH_ADMIT,
        EventKind.TREATMENT_STAY,
    }
)
_HOME = frozenset({EventKind.HOUSED, EventKind.HOUSING_LOST, EventKind.MOVED})

CadenceUrgency = Literal["calm", "warn", "danger", "never"]


def dot_of(status: LinkageStatus) -> str:
    """The fill of the dot that stands for a linkage in this state."""
    return COLUMN_DOT[RUNGS[status].column]


def event_look(kind: EventKind) -> tuple[Tone, str]:
    """Tone and icon of an event on a timeline."""
    if kind in _HOSPITAL:
        return "warn", "hospital"
    if kind in _CUSTODY:
        return "plum", "building-2"
    if kind in LEGAL_EVENTS:
        return "plum", "gavel"
    if kind is EventKind.OVERDOSE_NONFATAL:
        return "danger", "heart-pulse"
    return ("info", "house") if kind in _HOME else ("info", "activity")


def urgency_of(state: CadenceState, *, ever_reached: bool) -> CadenceUrgency:
    """How pressing the time since the last contact is: past cadence warns, well past more."""
    if state.standing is Standing.STRONGLY_PAST:
        return "danger"
    if state.standing is Standing.PAST:
        return "warn"
    return "calm" if ever_reached else "never"
