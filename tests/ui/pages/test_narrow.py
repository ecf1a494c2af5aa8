"""A narrow window, or large type: nothing lies upon anything else, nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.domain.worklist.upkeep import HarmReduction
from lead_desktop.services.people.participants import read_record
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.flow_layout import FlowLayout
from ui.kit.inputs import LineEdit
from ui.kit.search_field import SearchButton
from ui.models.day_words import Calendar
from ui.models.linkage_board import Board, BoardFilter
from ui.pages.directory.filter_bar import FilterBar
from ui.pages.form_sheet import FormSheet
from ui.pages.linkages.filter_row import FilterRow
from ui.pages.note_sheets.acts import NoteAct
from ui.pages.participant.facts_column import FactsColumn
from ui.pages.participant.note_buttons import Room
from ui.pages.participant.timeline_tab import TimelineTab
from ui.pages.settings.page import SettingsPage
from ui.pages.workplace import Workplace
from ui.theme import Look


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int = 400) -> QWidget:
    """Show a widget in a window of that size, as a page shows it."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    window.resize(width, height)
    window.show()
    qtbot.waitUntil(window.isVisible)
    return window


def standing(widget: QWidget) -> list[QWidget]:
    """The parts of a row that are on screen, not what they are made of."""
    parts = widget.findChildren(QWidget)
    seen = [part for part in parts if part.isVisible() and part.layout() is None]
    return [
        part for part in seen if not any(one is not part and one.isAncestorOf(part) for one in seen)
    ]


def assert_apart(widget: QWidget) -> None:
    inside = widget.rect()
    places = [(part, part.rect().translated(part.mapTo(widget, part.rect().topLeft())))
              for part in standing(widget)]  # fmt: skip
    assert places
    for part, place in places:
        assert inside.contains(place), part.accessibleName()
        assert place.width() >= part.sizeHint().width() or not isinstance(part, Button)
    for (one, first), (other, second) in combinations(places, 2):
        assert not first.intersects(second), (one.accessibleName(), other.accessibleName())


@pytest.mark.parametrize("width", [1180, 900, 760, 520])
def test_the_tools_over_the_board_take_lines_enough(
    qtbot: QtBot, workplace: Workplace, width: int
) -> None:
    row = FilterRow(workplace.theme)
    board = replace(
        Board.of((), BoardFilter(), Calendar.of(workplace.desk.clock)), stalled=3, visits_today=2
    )
    row.show_filter(BoardFilter(), board)
    window = shown(qtbot, row, width)
    assert_apart(row)
    assert window.width() == width


@pytest.mark.parametrize("width", [905, 770, 600, 420])
def test_the_bar_over_the_directory_takes_lines_enough(
    qtbot: QtBot, workplace: Workplace, width: int
) -> None:
    bar = FilterBar(workplace.theme)
    bar.show_count(20_000)
    window = shown(qtbot, bar, width)
    assert_apart(bar)
    assert window.width() == width


def test_what_is_pushed_stands_at_the_right_of_its_line(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    words = [QLabel(text) for text in ("one", "two", "three")]
    for label in words:
        flow.addWidget(label)
    flow.push_right(words[1])
    window = shown(qtbot, holder, 400)
    assert words[0].x() == 0
    assert words[2].geometry().right() == holder.width() - 1
    assert words[1].geometry().right() < words[2].x()
    assert window.width() == 400


def test_a_message_has_the_height_of_its_lines(qtbot: QtBot, workplace: Workplace) -> None:
    title = "Priya Demoson, supervisor, on the twenty-first of November: " * 2
    banner = Banner(workplace.theme, "warn", title, "Say when you go again. " * 6)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(banner)
    column.addWidget(QLabel("The note"))
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    window = shown(qtbot, area, 380)
    labels = [label for label in banner.findChildren(QLabel) if label.text()]

    def whole() -> bool:
        return all(label.height() >= label.heightForWidth(label.width()) for label in labels)

    qtbot.waitUntil(whole)
    window.resize(260, 400)
    qtbot.waitUntil(lambda: banner.width() < 260 and whole())
    assert len(labels) == 2


def test_the_search_field_gives_way_to_the_actions_of_a_page(
    qtbot: QtBot, workplace: Workplace
) -> None:
    field = SearchButton(workplace.theme, "Find a participant or action")
    window = shown(qtbot, field, 200)
    assert (field.width(), window.width()) == (200, 200)


def test_settings_stand_under_each_other_where_two_have_no_room(
    qtbot: QtBot, workplace: Workplace
) -> None:
    page = SettingsPage(workplace)
    window = shown(qtbot, page, 1200, 700)
    assert page.rules.x() > page.appearance.x()
    window.resize(620, 700)
    qtbot.waitUntil(lambda: page.rules.x() == page.appearance.x())
    assert page.rules.mapTo(page, page.rules.rect().topRight()).x() < page.width()


@pytest.mark.parametrize("percent", [100, 130])
def test_the_cards_of_facts_keep_their_right_edge(
    qtbot: QtBot, workplace: Workplace, enroll: Callable[..., UUID], percent: int
) -> None:
    theme = workplace.theme
    theme.switch(Look(text_percent=percent))
    facts = FactsColumn(theme)
    calendar = Calendar.of(workplace.desk.clock)
    record = read_record(workplace.desk, enroll("Moss Example"))
    facts.show_record(record, calendar, harm=HarmReduction(None, None, ()))
    window = shown(qtbot, facts, 800)
    inside = facts.widget()
    assert inside.minimumSizeHint().width() <= facts.viewport().width()
    assert inside.width() == facts.viewport().width() < window.width()


def test_a_field_stays_in_sight_while_what_stands_above_it_grows(
    qtbot: QtBot, workplace: Workplace, stage: QWidget
) -> None:
    sheet = FormSheet(workplace.theme, stage, "Signed on screen", "Record")
    picture = QWidget()
    sheet.insert(picture)
    for name in ("signed", "kept"):
        sheet.add(name, name.title(), LineEdit(workplace.theme, name))
    sheet.open()
    last = sheet.fields["kept"].input
    last.setFocus()
    picture.setMinimumHeight(2000)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())


@pytest.mark.parametrize(
    "acts", [(), (NoteAct.SIGN, NoteAct.CHANGE), (NoteAct.ADD, NoteAct.HISTORY)]
)
@pytest.mark.parametrize("width", [1100, 851, 760, 700])
def test_the_tools_over_the_timeline_cut_no_answer(
    qtbot: QtBot, workplace: Workplace, width: int, acts: tuple[NoteAct, ...]
) -> None:
    tab = TimelineTab(workplace)
    tools = tab.tools
    window = shown(qtbot, tools, width)
    tab.note_buttons.offer((NoteAct.ADD, NoteAct.HISTORY))  # another note was chosen before
    tab.note_buttons.offer(acts)
    assert acts or tab.note_buttons.isHidden()
    tools.show_count(2)

    def whole() -> bool:
        parts = [*tab.kinds.segments, *tools.findChildren(Button)]
        return all(one.width() >= one.sizeHint().width() for one in parts if one.isVisible())

    qtbot.waitUntil(lambda: whole() and tools.width() == width)
    assert_apart(tools)
    assert window.width() == width
    at_once = [button for button in tab.note_buttons.buttons.values() if button.isVisible()]
    assert len(at_once) == (len(acts) if width > 760 else 0)
    roomy = tab.note_buttons.sizeHint().width() == tab.note_buttons.width_at(Room.WORDS)
    assert roomy == (width > 1000 or not acts)
    Shiboken.delete(tab)
