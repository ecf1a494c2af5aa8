"""The bar over the caseload while people are chosen: what can be done with all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from lead_desktop.domain.people.caseload_filter import SavedViewLine
from lead_desktop.domain.trust.roles import Act
from ui.kit.selection_bar import BarAction, SelectionBar
from ui.theme import Theme

_ACTIONS = (
    BarAction("log", "Log contact", "message-square-plus", "L"),
    BarAction("assign", "Assign", "user-plus", "A"),
    BarAction("follow_up", "Follow-up", "flag", "U"),
    BarAction("list", "Add to list", "bookmark", "V"),
    BarAction("off", "Take off list", "bookmark", "Del"),
    BarAction("roster", "Roster", "printer", "R"),
)
_NEEDS = {
    "log": Act.LOG_CONTACT,
    "assign": Act.TRANSFER_OWN,
    "follow_up": Act.LOG_CONTACT,
    "roster": Act.PRINT_OWN_COPIES,
}


class ChosenBar(SelectionBar):
    """Only what the worker's role does is shown."""

    def __init__(self, theme: Theme, host: QWidget, may: Callable[[Act], bool]) -> None:
        super().__init__(theme, host, _ACTIONS)
        for key, act in _NEEDS.items():
            self.buttons[key].setVisible(may(act))

    def show_chosen(self, count: int, shown: SavedViewLine | None) -> None:
        """Say how many are chosen. shown: the saved view in which they are."""
        listed = is_own_list(shown)
        self.buttons["off"].setVisible(listed)
        self.buttons["list"].setVisible(not listed)
        self.show_count(count)


def is_own_list(line: SavedViewLine | None) -> bool:
    """Whether a saved view is a list that the worker put together by hand."""
    return line is not None and line.own and bool(line.wanted.picked)
