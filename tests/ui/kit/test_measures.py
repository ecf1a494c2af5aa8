"""Parts that take the room of what they show, and change with it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.choice_chip import Choice
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.kit.status_strip import StatusStrip
from ui.kit.tab_bar import TabBar
from ui.theme import Look, Theme


def test_a_tab_makes_room_for_its_count(theme: Theme, qtbot: QtBot) -> None:
    bar = TabBar(theme, "Parts")
    qtbot.addWidget(bar)
    bar.add("Contacts")
    bar.add("Plan")
    bar.show()
    before = [bar.tabRect(place).width() for place in (0, 1)]
    bar.set_count(0, 41)
    after = [bar.tabRect(place).width() for place in (0, 1)]
    assert after[0] > before[0]
    assert after[1] == before[1]
    bar.set_count(0, None)
    assert bar.tabRect(0).width() == before[0]


def test_the_strip_shows_its_keys_only_where_all_of_them_fit(theme: Theme, qtbot: QtBot) -> None:
    strip = StatusStrip(theme)
    qtbot.addWidget(strip)
    words = Label(theme, "Encrypted")
    strip.add_left(words)
    strip.hints.set_hints([("J", "next"), ("Ctrl+Enter", "save and sign")])
    strip.resize(600, strip.height())
    strip.show()
    qtbot.waitUntil(strip.hints.isVisible)
    strip.resize(160, strip.height())
    qtbot.waitUntil(strip.hints.isHidden)
    strip.resize(600, strip.height())
    qtbot.waitUntil(strip.hints.isVisible)
    words.setText("Encrypted " * 20)
    qtbot.waitUntil(strip.hints.isHidden)
    words.setText("Encrypted")
    qtbot.waitUntil(strip.hints.isVisible)
    theme.switch(Look(text_percent=130))
    assert strip.height() == 39


def test_the_focus_goes_along_when_another_answer_is_put_in(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    choices = [Choice("a", "As the system"), Choice("b", "Light")]
    segmented = Segmented(theme, "Colors", choices)
    QVBoxLayout(host).addWidget(segmented)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    segmented.setFocus()
    assert segmented.segments[0].hasFocus()
    segmented.choose("b")
    assert segmented.segments[1].hasFocus()
