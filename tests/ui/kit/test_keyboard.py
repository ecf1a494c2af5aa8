"""The kit by keyboard alone: groups, counters, lists, tables, overlays."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from ui.kit.button import Button
from ui.kit.chip import Chip, ChipButton, RemovableChip
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.counter_chip import CounterChip
from ui.kit.list_view import ListView
from ui.kit.option_card import Option, OptionCard
from ui.kit.row_delegate import RowDelegate
from ui.kit.search_field import SearchButton, SearchField
from ui.kit.segmented import Segmented
from ui.kit.sheet import Sheet
from ui.kit.side_sheet import SideSheet
from ui.kit.table_view import TableView
from ui.theme import Look, Theme

Key = Qt.Key
_CHOICES = [Choice("a", "Phone"), Choice("b", "Text"), Choice("c", "Office")]
Shown = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """A window with the given widgets in a column, active."""

    kept: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        window.resize(900, 700)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def _press(qtbot: QtBot, *keys: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def test_arrows_choose_in_a_group_and_tab_leaves_it(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    group, after = ChoiceGroup(theme, "How", _CHOICES), QLineEdit()
    shown(group, after)
    group.chips[0].setFocus()
    _press(qtbot, Key.Key_Right)
    assert group.value() == "b"
    _press(qtbot, Key.Key_Right, Key.Key_Right)
    assert group.value() == "a"
    _press(qtbot, Key.Key_Tab)
    assert after.hasFocus()
    _press(qtbot, Key.Key_Backtab)
    assert group.chips[0].hasFocus()


def test_a_multiple_group_moves_by_arrow_and_toggles_by_space(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    group = ChoiceGroup(theme, "Topics", _CHOICES, multiple=True)
    shown(group)
    group.chips[0].setFocus()
    _press(qtbot, Key.Key_Space, Key.Key_Right, Key.Key_Right, Key.Key_Space)
    assert group.values() == ("a", "c")


def test_choosing_by_code_sends_one_change(theme: Theme, qtbot: QtBot) -> None:
    group, changes = ChoiceGroup(theme, "How", _CHOICES), list[None]()
    qtbot.addWidget(group)
    group.changed.connect(lambda: changes.append(None))
    group.choose("b")
    group.choose("b")
    assert (group.value(), len(changes)) == ("b", 1)


def test_arrows_go_on_from_an_answer_that_was_chosen_by_code(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    group = ChoiceGroup(theme, "How", _CHOICES)
    shown(group)
    group.chips[0].setFocus()
    group.choose("b")
    assert group.chips[1].hasFocus()
    _press(qtbot, Key.Key_Right)
    assert group.value() == "c"


def test_arrows_move_in_a_segmented_control(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    control, seen = Segmented(theme, "View", _CHOICES), list[str]()
    control.changed.connect(seen.append)
    shown(control)
    control.segments[0].setFocus()
    _press(qtbot, Key.Key_Right, Key.Key_End, Key.Key_Left)
    assert control.value() == "b"
    assert seen == ["b", "c", "b"]


def test_a_counter_goes_up_and_down_and_hides_its_minus_at_zero(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    counter = CounterChip(theme, "Naloxone kit", "package")
    shown(counter)
    counter.setFocus()
    assert not counter.fewer.isVisible()
    _press(qtbot, Key.Key_Up, Key.Key_Up, Key.Key_Down)
    assert counter.value() == 1
    assert counter.fewer.isVisible()
    qtbot.mouseClick(counter.more, Qt.MouseButton.LeftButton)
    assert counter.value() == 2
    _press(qtbot, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert counter.value() == 0


def test_option_cards_move_by_arrow(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    cards = [OptionCard(theme, Option(title)) for title in ("Provider", "Community", "Justice")]
    shown(*cards)
    cards[0].setChecked(True)
    cards[0].setFocus()
    _press(qtbot, Key.Key_Down)
    assert [card.isChecked() for card in cards] == [False, True, False]


def test_backspace_removes_a_chip(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    chip = RemovableChip(theme, Chip("District: all", "accent", "funnel", removable=True))
    shown(chip)
    chip.setFocus()
    with qtbot.waitSignal(chip.removed):
        _press(qtbot, Key.Key_Backspace)
    assert chip.accessibleName() == "Remove District: all"


def _model(rows: int) -> QStandardItemModel:
    model = QStandardItemModel(rows, 2)
    for row in range(rows):
        model.setItem(row, 0, QStandardItem(f"Row {row}"))
    return model


def test_a_table_is_walked_by_letters_and_opened_by_enter(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    table, model, opened = TableView(theme, "Caseload"), _model(5), list[int]()
    table.setModel(model)
    table.setItemDelegate(RowDelegate(theme, table))
    table.opened.connect(lambda index: opened.append(index.row()))
    shown(table, QLineEdit())
    table.setFocus()
    _press(qtbot, Key.Key_J, Key.Key_J, Key.Key_J, Key.Key_K, Key.Key_Return)
    assert opened == [2]  # focus stood on the first row
    _press(qtbot, Key.Key_End)
    assert table.currentIndex().row() == 4
    _press(qtbot, Key.Key_J, Key.Key_Home)
    assert table.currentIndex().row() == 0
    _press(qtbot, Key.Key_X)
    _press(qtbot, Key.Key_J, shift=True)
    assert table.chosen_rows() == (0, 1)
    table.clear_chosen()
    assert table.chosen_rows() == ()
    _press(qtbot, Key.Key_Tab)
    assert not table.hasFocus()


def test_letters_can_be_turned_off(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    table, model = TableView(theme, "Caseload"), _model(3)
    table.setModel(model)
    table.letters_enabled = False
    shown(table)
    table.setFocus()
    table.go_to(model.index(0, 0))
    _press(qtbot, Key.Key_J)
    assert table.currentIndex().row() == 0
    _press(qtbot, Key.Key_Down)
    assert table.currentIndex().row() == 1


def test_the_ring_needs_current_row_and_focus(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    table, model, field = TableView(theme, "Caseload"), _model(3), QLineEdit()
    table.setModel(model)
    table.setItemDelegate(RowDelegate(theme, table))
    shown(table, field)
    table.go_to(model.index(1, 0))
    edge = table.viewport().width() // 2, table.rowViewportPosition(1)
    table.setFocus()
    assert table.viewport().grab().toImage().pixelColor(*edge) == theme.color("focus")
    field.setFocus()
    assert table.viewport().grab().toImage().pixelColor(*edge) == theme.color("selected")


def test_a_list_skips_its_headers(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    view, model = ListView(theme, "Agenda"), _model(5)
    for row in (0, 2):
        model.item(row, 0).setFlags(Qt.ItemFlag.ItemIsEnabled)
    view.setModel(model)
    view.setItemDelegate(RowDelegate(theme, view, card=True))
    shown(view)
    view.setFocus()
    rows = []
    for _ in range(3):
        _press(qtbot, Key.Key_J)
        rows.append(view.currentIndex().row())
    assert rows == [1, 3, 4]


def test_escape_empties_the_search_field_and_down_leaves_it(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    field = SearchField(theme, "Find a participant")
    shown(field)
    field.setFocus()
    qtbot.keyClicks(field, "jun")
    _press(qtbot, Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        _press(qtbot, Key.Key_Down)


def test_a_sheet_keeps_the_focus_inside_and_gives_it_back(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    behind = QLineEdit()
    window = shown(behind)
    behind.setFocus()
    sheet = Sheet(theme, window, "Log a contact")
    first, last = QLineEdit(), Button(theme, "Save")
    QVBoxLayout(sheet.body).addWidget(first)
    sheet.footer.addWidget(last)
    sheet.open()
    assert first.hasFocus()
    for _ in range(3):
        _press(qtbot, Key.Key_Tab)
        assert sheet.isAncestorOf(QApplication.focusWidget())
    assert first.hasFocus()
    with qtbot.waitSignal(sheet.closing):
        _press(qtbot, Key.Key_Escape)
    sheet.dismiss()
    assert behind.hasFocus()


def test_a_sheet_covers_a_window_that_grows_and_never_leaves_it(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    window = shown(QLineEdit())
    sheet = Sheet(theme, window, "Log a contact")
    sheet.open()
    window.resize(1400, 900)
    qtbot.waitUntil(lambda: sheet.size() == window.size())
    assert (sheet.panel.width(), sheet.panel.height()) == (1064, 744)
    window.resize(700, 500)
    qtbot.waitUntil(lambda: sheet.size() == window.size())
    assert window.rect().contains(sheet.panel.geometry())


def test_a_side_sheet_stands_at_the_right_edge(theme: Theme, qtbot: QtBot, shown: Shown) -> None:
    theme.switch(Look(reduced_motion=True))
    window = shown(QLineEdit())
    sheet = SideSheet(theme, window, "Outpatient treatment")
    QVBoxLayout(sheet.body).addWidget(QLineEdit())
    sheet.open()
    assert sheet.geometry().getRect() == (460, 0, 440, 700)
    with qtbot.waitSignal(sheet.closing):
        _press(qtbot, Key.Key_Escape)


def test_a_sheet_lives_on_when_garbage_is_collected(
    theme: Theme, qtbot: QtBot, shown: Shown
) -> None:
    """Looking for the first field of a sheet let go of the scroll area around all of them."""
    sheet = SideSheet(theme, shown(QLineEdit()), "What we know")
    field = _scrolled(sheet)
    sheet.open()
    assert field.hasFocus()
    QApplication.processEvents()
    gc.collect()
    assert Shiboken.isValid(field)


def _scrolled(sheet: SideSheet) -> QLineEdit:
    """A field in a scroll area that nobody keeps a name for."""
    area, inside, field = QScrollArea(), QWidget(), QLineEdit()
    QVBoxLayout(inside).addWidget(field)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    QVBoxLayout(sheet.body).addWidget(area)
    return field


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_presses_whatever_can_be_pressed(
    qtbot: QtBot, theme: Theme, shown: Shown, key: Qt.Key
) -> None:
    buttons = [
        Button(theme, "Print"),
        Button(theme, "Add", kind="link"),
        ChipButton(theme, Chip("2 consents")),
        SearchButton(theme, "Find"),
    ]
    shown(*buttons)
    for button in buttons:
        button.setFocus()
        with qtbot.waitSignal(button.clicked):
            _press(qtbot, key)


def test_enter_with_ctrl_is_the_forms_and_not_the_buttons(
    qtbot: QtBot, theme: Theme, shown: Shown
) -> None:
    pressed: list[bool] = []
    button = Button(theme, "Cancel")
    button.clicked.connect(lambda: pressed.append(True))
    shown(button)
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
