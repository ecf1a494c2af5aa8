"""The participant's open linkages, to tick those that were talked about, and their open promises,
to tick those that were kept."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.people.participant import LinkageLine, TaskLine
from lead_desktop.domain.plan.linkage import RUNGS, Column, is_open
from lead_desktop.services.contacts.contacts import LinkageMove
from ui.kit.button import Button
from ui.kit.dots import Dot
from ui.models.looks import dot_of
from ui.pages.quick_log.check_card import CheckCard, CheckCards
from ui.theme import Theme

MOST_TASKS = 4
"""Promises that are offered to be ticked: those whose day comes first."""


def standing_words(line: LinkageLine) -> str:
    """Where a linkage stands: "Referred", "Identified, no provider yet"."""
    column = RUNGS[line.status].column
    if column is Column.IDENTIFIED and line.organization is None and line.service is None:
        return f"{column.value}, no provider yet"
    return column.value


class LinkageChecks(CheckCards):
    """The open linkages of whoever is chosen. A ticked one can move on with the contact:
    move_wanted carries its LinkageLine."""

    move_wanted = Signal(object)

    def __init__(self, theme: Theme, after: QWidget) -> None:
        super().__init__(theme, "Linkages touched", after)
        self.lines: dict[UUID, LinkageLine] = {}
        self.show_lines(None)

    def show_lines(self, lines: tuple[LinkageLine, ...] | None) -> None:
        """The participant's linkages, those that have ended left out; None: nobody is chosen."""
        shown = [line for line in lines or () if is_open(line.status)]
        self.lines = {line.id: line for line in shown}
        cards = []
        for line in shown:
            dot = Dot(dot_of(line.status))
            card = CheckCard(
                self._theme, line.id, line.title, standing_words(line), "Note added", dot=dot
            )
            card.setObjectName(f"linkage.{line.id}")
            card.setAccessibleName(f"Linkage touched: {line.title}")
            card.follow_with(self._move_button(line))
            cards.append(card)
        words = "Choose a participant to see theirs" if lines is None else "No open linkages"
        self._show_cards(cards, words)

    def show_moves(self, moves: tuple[LinkageMove, ...]) -> None:
        """Say at each card where it moves with this contact."""
        told = {one.linkage_id: one.move for one in moves}
        for card in self.checks:
            move, line = told.get(card.key), self.lines[card.key]
            words = standing_words(line)
            card.say(words if move is None else f"{words} to {RUNGS[move.to].column.value}")

    def _move_button(self, line: LinkageLine) -> Button:
        button = Button(self._theme, "Move it on…", kind="link", size="sm", icon="arrow-right")
        button.setObjectName(f"move.{line.id}")
        button.setAccessibleName(f"Move it on: {line.title}")
        button.clicked.connect(lambda: self.move_wanted.emit(line))
        return button


class PromiseChecks(CheckCards):
    """The open promises of whoever is chosen; what is ticked is done with this contact."""

    def __init__(self, theme: Theme, after: QWidget) -> None:
        super().__init__(theme, "Promises kept", after)
        self.show_tasks(())

    def show_tasks(self, tasks: tuple[tuple[TaskLine, str], ...]) -> None:
        """Open promises, the earliest day first, each with a first name where there are several."""
        cards = []
        soonest = sorted(tasks, key=lambda told: told[0].due_on)
        for task, name in soonest[: MOST_TASKS * max(len({name for _, name in tasks}), 1)]:
            day = f"by {task.due_on:%b} {task.due_on.day}"
            words = f"{name}: {task.words}" if name else task.words
            card = CheckCard(self._theme, task.id, words, day, "Kept")
            card.setObjectName(f"promise.{task.id}")
            card.setAccessibleName(f"Promise kept: {words}")
            cards.append(card)
        self._show_cards(cards, "No open promises")
