"""The measures of the interface: colours of both schemes, type, space, radii, strokes, motion.

Every value that a widget draws with stands here once. Lengths are logical pixels at 100 % text
size, durations are milliseconds, colours are sRGB hex strings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class Scheme(StrEnum):
    """Light or dark ground."""

    LIGHT = "light"
    DARK = "dark"


ColorRole = Literal[
    "window",  # ground of the program
    "sidebar",  # navigation, status strip, board columns
    "surface",  # cards, tables, panes, fields
    "subtle",  # footers, wells, search field
    "raised",  # dialogs, menus
    "hover",  # a row under the pointer
    "selected",  # chosen row, active navigation
    "backdrop",  # behind a dialog, at DIM_OPACITY
    "line",  # hairlines (decoration)
    "border",  # outlines of cards and buttons (decoration: the label names the control)
    "control",  # outlines of inputs
    "text",
    "text2",  # secondary text
    "text3",  # tertiary text, placeholders
    "disabled",
    "inverse",  # text on solid fills
    "accent",  # primary fill, charts, progress
    "accent_hover",
    "on_accent",
    "accent_text",
    "accent_tint",  # accent chip, banner, chosen option
    "accent_line",  # chosen outline, second chart fill (always labelled)
    "plum",
    "plum_text",
    "plum_tint",
    "success",
    "success_text",
    "success_tint",
    "warn",
    "warn_text",
    "warn_tint",
    "danger",
    "danger_text",
    "danger_tint",
    "info",
    "info_text",
    "info_tint",
    "neutral_text",
    "neutral_tint",
    "focus",  # the keyboard focus ring
    "pill",  # toast and selection bar
    "on_pill",
]

Tone = Literal["neutral", "accent", "plum", "info", "success", "warn", "danger"]

LIGHT: Final[Mapping[ColorRole, str]] = {
    "window": "#F7F6F3",
    "sidebar": "#EFEEE9",
    "surface": "#FFFFFF",
    "subtle": "#F4F3EF",
    "raised": "#FFFFFF",
    "hover": "#F1F0EB",
    "selected": "#E1EFEB",
    "backdrop": "#1D2422",
    "line": "#E7E4DD",
    "border": "#D8D4CB",
    "control": "#888D87",
    "text": "#1B2220",
    "text2": "#4F5753",
    "text3": "#5F6662",
    "disabled": "#9BA09C",
    "inverse": "#FFFFFF",
    "accent": "#12675F",
    "accent_hover": "#0E564F",
    "on_accent": "#FFFFFF",
    "accent_text": "#0F625A",
    "accent_tint": "#DDEEEA",
    "accent_line": "#A9CFC7",
    "plum": "#7B4A8C",
    "plum_text": "#6C3D7E",
    "plum_tint": "#F2E8F5",
    "success": "#2E7D4A",
    "success_text": "#1E6639",
    "success_tint": "#E1F2E6",
    "warn": "#B87503",
    "warn_text": "#7A4B00",
    "warn_tint": "#FBEDD0",
    "danger": "#C0392B",
    "danger_text": "#9E2A20",
    "danger_tint": "#FBE6E3",
    "info": "#3A6FB0",
    "info_text": "#27558F",
    "info_tint": "#E4EDF8",
    "neutral_text": "#4F5753",
    "neutral_tint": "#E8E5DE",
    "focus": "#0B7A70",
    "pill": "#1F2725",
    "on_pill": "#F3F5F4",
}

DARK: Final[Mapping[ColorRole, str]] = {
    "window": "#151918",
    "sidebar": "#101413",
    "surface": "#1B201F",
    "subtle": "#202625",
    "raised": "#242A29",
    "hover": "#232928",
    "selected": "#19352F",
    "backdrop": "#000000",
    "line": "#282F2D",
    "border": "#37403D",
    "control": "#76827E",
    "text": "#E8ECEA",
    "text2": "#B2BBB7",
    "text3": "#96A09C",
    "disabled": "#5F6965",
    "inverse": "#0F1312",
    "accent": "#5CC4B5",
    "accent_hover": "#74D2C4",
    "on_accent": "#06231E",
    "accent_text": "#6FD0C2",
    "accent_tint": "#173631",
    "accent_line": "#2C6158",
    "plum": "#C193D2",
    "plum_text": "#D3A9E1",
    "plum_tint": "#33243A",
    "success": "#6CC48A",
    "success_text": "#86D3A0",
    "success_tint": "#18321F",
    "warn": "#E0AE4A",
    "warn_text": "#EDC373",
    "warn_tint": "#3A2D12",
    "danger": "#F08577",
    "danger_text": "#F6A095",
    "danger_tint": "#40201C",
    "info": "#82B1EC",
    "info_text": "#9AC1F4",
    "info_tint": "#1B2B41",
    "neutral_text": "#B2BBB7",
    "neutral_tint": "#2C3432",
    "focus": "#5CD6C5",
    "pill": "#E8ECEA",
    "on_pill": "#151918",
}

COLORS: Final[Mapping[Scheme, Mapping[ColorRole, str]]] = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
}

TONE_TINT: Final[Mapping[Tone, ColorRole]] = {
    "neutral": "neutral_tint",
    "accent": "accent_tint",
    "plum": "plum_tint",
    "info": "info_tint",
    "success": "success_tint",
    "warn": "warn_tint",
    "danger": "danger_tint",
}

TONE_TEXT: Final[Mapping[Tone, ColorRole]] = {
    "neutral": "neutral_text",
    "accent": "accent_text",
    "plum": "plum_text",
    "info": "info_text",
    "success": "success_text",
    "warn": "warn_text",
    "danger": "danger_text",
}

TypeRole = Literal[
    "display",
    "title",
    "heading",
    "sub",
    "long",
    "body",
    "strong",
    "med",
    "caption",
    "capmed",
    "capstrong",
    "micro",
    "kpi",
]


@dataclass(frozen=True)
class TypeStyle:
    """One step of the type scale: pixel size, weight (100-900), line height, letter spacing."""

    px: int
    weight: int
    line: int
    spacing: float = 0.0


TYPE: Final[Mapping[TypeRole, TypeStyle]] = {
    "display": TypeStyle(28, 600, 36, -0.5),
    "title": TypeStyle(20, 600, 28, -0.3),
    "heading": TypeStyle(16, 600, 24, -0.15),
    "sub": TypeStyle(14, 600, 20),
    "long": TypeStyle(14, 400, 22),
    "body": TypeStyle(13, 400, 20),
    "strong": TypeStyle(13, 600, 20),
    "med": TypeStyle(13, 500, 20),
    "caption": TypeStyle(12, 400, 16),
    "capmed": TypeStyle(12, 500, 16),
    "capstrong": TypeStyle(12, 600, 16),
    "micro": TypeStyle(11, 600, 16),
    "kpi": TypeStyle(24, 600, 32, -0.4),
}

TEXT_SIZES: Final = (90, 100, 115, 130)
"""The text sizes offered in Settings, in per cent."""

FAMILY: Final = "Inter Case"


class Space:
    """Gaps and paddings; they stay as they are at every text size."""

    PAGE: Final = 24
    CARD_X: Final = 16
    CARD_Y: Final = 14
    CARDS: Final = 12
    FIELDS: Final = 12
    LABEL: Final = 6
    LINK_REACH: Final = 4
    """So far a link's target reaches over and under the words beside it."""
    CHIPS: Final = 8


class Size:
    """Heights and widths at 100 % text size."""

    NAV: Final = 220
    NAV_RAIL: Final = 60
    TOP_BAR: Final = 56
    STATUS_STRIP: Final = 30
    SUB_RAIL: Final = 188
    PREVIEW: Final = 316
    SIDE_COLUMN: Final = 300
    SIDE_SHEET: Final = 440
    SHEET_WIDTH: Final = 1064
    SHEET_HEIGHT: Final = 744
    ROW: Final = 36
    ROW_FOCUSED: Final = 46
    ROW_TWO_LINES: Final = 48
    TABLE_HEADER: Final = 34
    BUTTON_SM: Final = 26
    BUTTON_MD: Final = 32
    BUTTON_LG: Final = 40
    FIELD_COMPACT: Final = 32
    FIELD: Final = 36
    FIELD_LG: Final = 42
    CHIP: Final = 22
    CHIP_SMALL: Final = 20
    KEYCAP: Final = 18
    SCROLL_BAR: Final = 10
    """As the stylesheet draws it; pages keep their content clear of it."""
    TARGET: Final = 24
    """The smallest side of anything that can be clicked (WCAG 2.2, 2.5.8)."""


class Radius:
    """Corner radii."""

    KEYCAP: Final = 4
    CHECK: Final = 4
    BUTTON: Final = 6
    FIELD: Final = 7
    OPTION: Final = 8
    CARD: Final = 10
    PILL: Final = 12
    DIALOG: Final = 14


class Border:
    """Pen widths."""

    HAIRLINE: Final = 1.0
    CHOSEN: Final = 1.25
    FOCUS: Final = 2.0
    FOCUS_OFFSET: Final = 1.0


class IconSize:
    """Sides of icons."""

    INLINE: Final = 13
    SMALL: Final = 15
    DEFAULT: Final = 16
    NAV: Final = 17
    RAIL: Final = 18
    EMPTY: Final = 30


def icon_stroke(size: int) -> float:
    """Stroke width (in the icon's own 24-unit grid) that keeps icons of `size` px even."""
    if size <= 14:
        return 2.0
    return 1.75 if size <= 20 else 1.5


Motion = Literal["press", "toast", "pane", "dialog"]

MOTION_MS: Final[Mapping[Motion, int]] = {"press": 80, "toast": 160, "pane": 180, "dialog": 140}

TOAST_STAY_MS: Final = 6000
SKELETON_AFTER_MS: Final = 300
DIM_OPACITY: Final = 0.43
