"""Switching at run time, palette, fonts, icons."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.resources import resource
from ui.kit.button import Button
from ui.kit.label import Label
from ui.theme import Look, Theme
from ui.theme.fonts import FAMILIES, register_fallback_fonts
from ui.theme.offscreen import offscreen_platform
from ui.theme.tokens import FAMILY, Scheme

_UI = Path(__file__).resolve().parents[3] / "ui"
_DOMAIN = _UI.parent / "lead_desktop" / "domain"
# Which positional argument of which call names an icon.
_PLACES = {
    "pixmap": 0, "icon": 0, "set_icon": 0, "IconButton": 1, "StatusItem": 1, "EmptyState": 1,
    "IconLabel": 1,
    "Choice": 2, "Chip": 2, "BarAction": 2, "CounterChip": 2, "draw_icon": 2, "_draw_trailing": 2,
}  # fmt: skip


def _icons_named_in(source: str) -> set[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        named = [word.value for word in node.keywords if (word.arg or "").endswith("icon")]
        called = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
        place = _PLACES.get(called)
        if place is not None and len(node.args) > place:
            named.append(node.args[place])
        for value in named:
            choices = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            found |= {c.value for c in choices if isinstance(c, ast.Constant) and c.value}
    return {name for name in found if isinstance(name, str)}


def test_every_icon_named_in_code_is_shipped() -> None:
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    named = {
        (name, path.name)
        for path in _UI.rglob("*.py")
        for name in _icons_named_in(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert [use for use in sorted(named) if use[0] not in shipped] == []


def test_no_icon_is_shipped_that_nothing_names() -> None:
    # Some are named in tables rather than in calls, a few beside the codes they stand for.
    named = {
        node.value
        for path in (*_UI.rglob("*.py"), *_DOMAIN.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert sorted({path.stem for path in resource("icons").glob("*.svg")} - named) == []


def test_every_shipped_icon_can_be_drawn(theme: Theme) -> None:
    blank = []
    for path in resource("icons").glob("*.svg"):
        if path.stem != "mark":
            image = theme.pixmap(path.stem, "text", 16).toImage()
            points = ((x, y) for x in range(16) for y in range(16))
            if not any(image.pixelColor(x, y).alpha() for x, y in points):
                blank.append(path.stem)
    assert blank == []


def test_an_icon_is_drawn_once_per_colour_size_and_ratio(theme: Theme) -> None:
    first = theme.pixmap("sun", "text", 16)
    assert theme.pixmap("sun", "text", 16).cacheKey() == first.cacheKey()
    assert theme.pixmap("sun", "accent", 16).cacheKey() != first.cacheKey()
    assert theme.pixmap("sun", "text", 16, 2.0).width() == 32


def test_an_unknown_icon_is_an_error(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        theme.pixmap("no-such-icon", "text", 16)


def test_the_palette_has_no_system_colour_left(theme: Theme) -> None:
    for scheme in Scheme:
        theme.switch(Look(scheme=scheme))
        palette = QApplication.palette()
        assert palette.color(QPalette.ColorRole.Window) == theme.color("window")
        assert palette.color(QPalette.ColorRole.Base) == theme.color("surface")
        assert palette.color(QPalette.ColorRole.Base) != QColor("black")


def test_a_switch_repaints_what_is_on_screen(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    button = Button(theme, "Save", kind="primary", parent=host)
    button.move(60, 60)  # away from the pointer, which would make it hovered
    host.show()
    light = button.grab().toImage().pixelColor(4, 16)
    theme.switch(Look(scheme=Scheme.DARK))
    dark = button.grab().toImage().pixelColor(4, 16)
    assert (light, dark) == (QColor("#12675F"), QColor("#5CC4B5"))


def test_the_text_size_reaches_labels_and_controls(theme: Theme, qtbot: QtBot) -> None:
    label, button = Label(theme, "Today", "title"), Button(theme, "Save")
    for widget in (label, button):
        qtbot.addWidget(widget)
        widget.show()
    theme.switch(Look(text_percent=130))
    assert label.font().pixelSize() == 26
    assert button.sizeHint().height() == 42


def test_a_label_keeps_its_font_and_colour_through_a_switch(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, "Today", "title", "text3")
    qtbot.addWidget(label)
    label.show()
    theme.switch(Look(scheme=Scheme.DARK))
    assert label.font().pixelSize() == 20
    assert label.palette().color(label.foregroundRole()) == theme.color("text3")


def test_reduced_motion_stops_all_movement(theme: Theme) -> None:
    assert theme.duration("pane") == 180
    theme.switch(Look(reduced_motion=True))
    assert theme.duration("pane") == 0


def test_the_interface_is_set_in_inter_case(theme: Theme) -> None:
    assert QFontInfo(theme.font("body")).family() == FAMILY
    assert theme.font("body").families() == FAMILIES


def test_fallback_fonts_cover_other_scripts(theme: Theme) -> None:
    register_fallback_fonts()
    families = QFontDatabase.families()
    assert {"Noto Sans Khmer", "Noto Sans Arabic", "Noto Sans Ethiopic"} <= set(families)


@pytest.mark.parametrize(
    "name", ["ሰላም ምሳሌ", "مثال سلام", "דוגמה", "ឧទាហរណ៍", "例え", "उदाहरण", "Ünal Şahin"]
)
def test_a_name_in_another_script_is_drawn_with_its_own_letters(theme: Theme, name: str) -> None:
    register_fallback_fonts()
    layout = QTextLayout(name, theme.font("strong"))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert glyphs
    assert 0 not in glyphs  # the box that stands for a missing letter


def test_the_offscreen_screen_description_is_written(tmp_path: Path) -> None:
    value = offscreen_platform(tmp_path / "screens.json")
    assert value == f"offscreen:configfile={tmp_path / 'screens.json'}"
    assert '"width": 2560' in (tmp_path / "screens.json").read_text(encoding="utf-8")


def test_the_test_screen_is_large_enough(theme: Theme) -> None:
    assert QApplication.primaryScreen().size().width() >= 1440


def test_nothing_that_may_be_gone_listens_to_the_theme() -> None:
    """The theme outlives every page. A method leaves with its widget; a lambda stays, and raised
    at the first change of the look after a lock."""
    sources = (Path(__file__).resolve().parents[3] / "ui").rglob("*.py")
    tied = [path.name for path in sources if "theme.changed.connect(lambda" in path.read_text()]
    assert tied == []
