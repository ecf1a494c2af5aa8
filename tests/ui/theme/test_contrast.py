"""High contrast: the system's colours, no tints, outlines in their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.preferences import Preferences, save_preferences
from tests.ui.theme.test_tokens import CONTROLS, PAIRS
from ui.kit.chip import Chip, ChipLabel
from ui.kit.choice_chip import Choice
from ui.kit.segmented import Segmented
from ui.shell.system_look import SystemLook
from ui.theme import Look, Theme, look_of
from ui.theme.contrast import (
    BLACK_ON_WHITE,
    WHITE_ON_BLACK,
    SystemColors,
    contrast_table,
    ratio,
    system_colors,
)
from ui.theme.tokens import TONE_TINT, Scheme

# Themes as desktops ship them, and one whose colours cannot be told from each other.
_DESERT = SystemColors("#FFFAEF", "#3D3D3D", "#676767", "#903909", "#FFF5E3", "#1C5E75")
_DUSK = SystemColors("#2D3236", "#FFFFFF", "#A6A6A6", "#A1BFDE", "#212D3B", "#70EBDE")
_AQUATIC = SystemColors("#202020", "#FFFFFF", "#A6A6A6", "#8EE3F0", "#263B50", "#75E9FC")
_UNREADABLE = SystemColors("#808080", "#909090", "#858585", "#888888", "#808088", "#7F7F90")
_THEMES = (BLACK_ON_WHITE, WHITE_ON_BLACK, _DESERT, _DUSK, _AQUATIC, _UNREADABLE)


@pytest.mark.parametrize("system", _THEMES)
def test_every_pair_can_be_read_in_every_theme_of_a_system(system: SystemColors) -> None:
    table = contrast_table(system)
    text = [pair for pair in PAIRS if ratio(table[pair[0]], table[pair[1]]) < 4.5]
    parts = [pair for pair in CONTROLS if ratio(table[pair[0]], table[pair[1]]) < 3.0]
    assert (text, parts) == ([], [])


def test_no_tint_is_left(theme: Theme) -> None:
    theme.switch(Look(contrast=_DESERT))
    tints = {theme.color(role).name() for role in (*TONE_TINT.values(), "selected", "hover")}
    assert tints == {theme.color("window").name()} == {_DESERT.ground.lower()}
    assert theme.edge == theme.color("control")
    assert not theme.is_dark
    theme.switch(Look(contrast=_DUSK))
    assert theme.is_dark
    theme.switch(Look(Scheme.DARK))
    assert theme.edge is None


def test_what_was_told_by_a_tint_has_an_outline(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    chip = ChipLabel(theme, Chip("In jail", "plum"), host)
    spans = Segmented(theme, "Span", (Choice("day", "Day"), Choice("week", "Week")), parent=host)
    spans.choose("week")
    chip.adjustSize()
    chip.move(60, 40)
    spans.adjustSize()
    spans.move(60, 80)
    host.show()

    def edges() -> tuple[QColor, QColor]:
        pill = chip.grab().toImage()
        chosen = spans.segments[1].grab().toImage()
        return pill.pixelColor(pill.width() // 2, 0), chosen.pixelColor(chosen.width() // 2, 1)

    tint = edges()[0]
    theme.switch(Look(contrast=BLACK_ON_WHITE))
    assert tint == QColor("#F2E8F5")
    assert edges() == (QColor("#000000"), QColor(BLACK_ON_WHITE.chosen))


def test_high_contrast_can_be_chosen_where_the_system_has_none(theme: Theme) -> None:
    look = look_of(Preferences(scheme="contrast", text_percent=115))
    assert look.contrast in (BLACK_ON_WHITE, WHITE_ON_BLACK)
    assert look.text_percent == 115
    assert look_of(Preferences(scheme="dark")).contrast is None


def test_the_systems_colours_are_read_through_ours(theme: Theme) -> None:
    before = QApplication.palette().color(QPalette.ColorRole.Window)
    said = system_colors()
    assert QColor(said.ground) != theme.color("window") == before
    assert QApplication.palette().color(QPalette.ColorRole.Window) == before


@pytest.fixture
def following(theme: Theme, tmp_path: Path) -> Iterator[SystemLook]:
    host = QWidget()
    yield SystemLook(theme, tmp_path, host)
    host.deleteLater()


def test_a_change_of_the_system_is_followed_while_the_program_runs(
    theme: Theme, tmp_path: Path, following: SystemLook
) -> None:
    save_preferences(tmp_path, Preferences(scheme="contrast", text_percent=130))
    hints = QGuiApplication.styleHints()
    access = hints.accessibility()
    access.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert theme.look.contrast is not None
    assert theme.look.text_percent == 130
    save_preferences(tmp_path, Preferences(scheme="light"))
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.look == Look()
