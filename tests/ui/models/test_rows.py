"""What every list and table shares: rows that stay where nothing changed, words by role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from ui.models.day_words import Calendar
from ui.models.rows import ROW_ROLE, DatedRows

ZONE = ZoneInfo("America/New_York")
TODAY, TOMORROW = (Calendar(date(2026, 11, day), ZONE) for day in (25, 26))


@dataclass(frozen=True)
class Tree:
    name: str
    height: int


class Trees(DatedRows[Tree]):
    titles = ("Tree", "Feet")

    def shown(self, row: Tree, column: int) -> str:
        return (row.name, str(row.height))[column]

    def spoken(self, row: Tree, column: int) -> str:
        return f"{self.titles[column]}: {self.shown(row, column)}"


@pytest.fixture
def trees() -> Trees:
    model = Trees(TODAY)
    model.replace_on([Tree("Juniper", 12), Tree("Hazel", 9)], TODAY)
    return model


def test_a_cell_has_words_to_see_words_to_hear_and_its_row(trees: Trees) -> None:
    feet = trees.index(1, 1)
    assert feet.data() == "9"
    assert feet.data(Qt.ItemDataRole.AccessibleTextRole) == "Feet: 9"
    assert feet.data(Qt.ItemDataRole.ToolTipRole) is None
    assert feet.data(ROW_ROLE) == Tree("Hazel", 9)
    assert trees.headerData(1, Qt.Orientation.Horizontal) == "Feet"
    assert trees.headerData(1, Qt.Orientation.Vertical) is None


def test_outside_of_the_list_there_is_nothing(trees: Trees) -> None:
    assert trees.row_at(2) is None
    assert trees.row_at(-1) is None
    assert trees.data(QModelIndex()) is None
    assert trees.place_where(lambda tree: tree.height > 20) == -1
    assert trees.rowCount(trees.index(0, 0)) == 0


def test_the_same_rows_again_leave_what_stands_on_them_where_it_is(trees: Trees) -> None:
    current = QPersistentModelIndex(trees.index(1, 0))
    trees.replace_on([Tree("Juniper", 12), Tree("Hazel", 9)], TODAY)
    assert current.isValid()
    trees.replace_on([Tree("Juniper", 13), Tree("Hazel", 9)], TODAY)
    assert not current.isValid()


def test_another_day_tells_the_same_rows_anew(trees: Trees) -> None:
    current = QPersistentModelIndex(trees.index(1, 0))
    trees.replace_on(trees.rows, TOMORROW)
    assert not current.isValid()
    assert trees.calendar == TOMORROW


def test_further_rows_come_below_and_leave_the_others_alone(trees: Trees) -> None:
    current = QPersistentModelIndex(trees.index(1, 0))
    trees.extend([Tree("Moss", 0)])
    trees.extend([])
    assert [row.name for row in trees.rows] == ["Juniper", "Hazel", "Moss"]
    assert current.isValid()
