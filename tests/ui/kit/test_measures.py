"""Parts that take the room of what they show, and change with it."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from ui.kit.choice_chip import Choice
from ui.kit.gutter import keep_gutter
from ui.kit.keep_width import keep_width
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


def test_the_strip_shows_as_many_keys_as_fit_the_first_ones_first(
    theme: Theme, qtbot: QtBot
) -> None:
    strip = StatusStrip(theme)
    qtbot.addWidget(strip)
    words = Label(theme, "Encrypted")
    strip.add_left(words)
    strip.hints.set_hints([("J", "next"), ("Ctrl+Enter", "save and sign")])

    def shown() -> list[str]:
        labels = strip.hints.findChildren(Label)
        return [label.text() for label in labels if label.isVisible()]

    strip.resize(600, strip.height())
    strip.show()
    qtbot.waitUntil(lambda: shown() == ["next", "save and sign"])
    strip.resize(240, strip.height())
    qtbot.waitUntil(lambda: shown() == ["next"])
    strip.resize(600, strip.height())
    qtbot.waitUntil(lambda: shown() == ["next", "save and sign"])
    words.setText("Encrypted " * 20)
    qtbot.waitUntil(lambda: shown() == [])
    words.setText("Encrypted")
    qtbot.waitUntil(lambda: shown() == ["next", "save and sign"])
    theme.switch(Look(text_percent=130))
    assert strip.height() == 39


def test_a_label_that_changes_its_parent_keeps_the_size_of_its_text(
    theme: Theme, qtbot: QtBot
) -> None:
    page, bar = QWidget(), QWidget()
    for widget in (page, bar):
        qtbot.addWidget(widget)
        widget.show()
    label = Label(theme, "36 of 38", "caption", parent=page)
    QVBoxLayout(bar).addWidget(label)
    theme.switch(Look(text_percent=130))
    label.setParent(page)
    assert label.font().pixelSize() == theme.font("caption").pixelSize() == 16


def test_a_kept_width_follows_the_text_size(theme: Theme, qtbot: QtBot) -> None:
    field = QWidget()
    qtbot.addWidget(field)
    keep_width(field, theme, 200)
    assert field.width() == 200
    theme.switch(Look(text_percent=130))
    assert field.width() == 260
    Shiboken.delete(field)
    theme.switch(Look())  # and nothing is left that would still reach for it


def test_showing_the_scroll_bar_does_not_move_the_content(theme: Theme, qtbot: QtBot) -> None:
    area, content = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(content)
    keep_gutter(area)
    area.resize(300, 200)
    area.show()
    bar = area.verticalScrollBar()
    before = content.width()
    assert not bar.isEnabled()
    content.setMinimumHeight(900)
    qtbot.waitUntil(bar.isEnabled)
    assert content.width() == before < 300


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
