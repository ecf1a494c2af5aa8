"""Contrast of every pair of text and ground that the tokens allow, in both schemes."""

from __future__ import annotations

from typing import get_args

import pytest

from ui.theme.contrast import ratio
from ui.theme.tokens import COLORS, TONE_TEXT, TONE_TINT, ColorRole, Scheme, icon_stroke

_GROUNDS: tuple[ColorRole, ...] = (
    "window", "sidebar", "surface", "subtle", "raised", "hover", "selected",
)  # fmt: skip
_TEXTS: tuple[ColorRole, ...] = ("text", "text2", "text3", "accent_text")
PAIRS: list[tuple[ColorRole, ColorRole]] = [
    *((text, ground) for text in _TEXTS for ground in _GROUNDS),
    *((TONE_TEXT[tone], TONE_TINT[tone]) for tone in TONE_TINT),
    *((TONE_TEXT[tone], ground) for tone in TONE_TINT for ground in _GROUNDS),
    ("text", "accent_tint"), ("text2", "accent_tint"),
    ("text3", "accent_tint"), ("text2", "neutral_tint"), ("text3", "neutral_tint"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_pill", "pill"),
    ("neutral_text", "warn_tint"), ("neutral_text", "danger_tint"), ("neutral_text", "info_tint"),
    ("neutral_text", "success_tint"), ("neutral_text", "accent_tint"),
]  # fmt: skip
CONTROLS: list[tuple[ColorRole, ColorRole]] = [
    *(("control", ground) for ground in ("surface", "window", "raised", "subtle")),
    *(("focus", g) for g in ("surface", "window", "sidebar", "selected", "raised", "subtle")),
    *((fill, "surface") for fill in ("accent", "plum", "success", "warn", "danger", "info")),
    *((fill, "raised") for fill in ("accent", "plum", "success", "warn", "danger", "info")),
    ("accent", "accent_tint"),
    ("accent", "selected"),
]


@pytest.mark.parametrize("scheme", Scheme)
def test_every_role_has_a_colour(scheme: Scheme) -> None:
    assert set(COLORS[scheme]) == set(get_args(ColorRole))


@pytest.mark.parametrize("scheme", Scheme)
def test_text_can_be_read_on_every_ground(scheme: Scheme) -> None:
    table = COLORS[scheme]
    low = [
        (text, ground, round(ratio(table[text], table[ground]), 2))
        for text, ground in PAIRS
        if ratio(table[text], table[ground]) < 4.5
    ]
    assert low == []


@pytest.mark.parametrize("scheme", Scheme)
def test_controls_and_rings_can_be_seen(scheme: Scheme) -> None:
    table = COLORS[scheme]
    low = [
        (part, ground, round(ratio(table[part], table[ground]), 2))
        for part, ground in CONTROLS
        if ratio(table[part], table[ground]) < 3.0
    ]
    assert low == []


def test_strokes_grow_finer_with_the_icon() -> None:
    assert [icon_stroke(size) for size in (13, 14, 15, 20, 21, 30)] == [2, 2, 1.75, 1.75, 1.5, 1.5]
