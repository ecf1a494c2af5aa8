"""The open linkages of those in a contact, to tick those that were talked about, and the open
promises to them, to tick those that were kept; each person's apart."""

from __future__ import annotations

from collections.abc import Sequence
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
    """The open linkages of those who are in the contact. A ticked one can move on with the contact:
    move_wanted carries its LinkageLine."""

    move_wanted = Signal(object)

    def __init__(self, theme: Theme, after: QWidget) -> None:
        super().__init__(theme, "Linkages touched", after)
        self.lines: dict[UUID, LinkageLine] = {}
        self.show_people(None)

    def show_people(self, people: Sequence[tuple[str, tuple[LinkageLine, ...]]] | None) -> None:
        """Each one's linkages under their first name, those that have ended left out; the name is
        empty for one person alone. None: nobody is chosen."""
        shown = [
            (name, [line for line in lines if is_open(line.status)]) for name, lines in people or ()
        ]
        self.lines = {line.id: line for _, lines in shown for line in lines}
        words = "Choose a participant to see theirs" if people is None else "No open linkages"
        self._show_cards(
            [(name, [self._card(line, name) for line in lines]) for name, lines in shown], words
        )

    def _card(self, line: LinkageLine, name: str) -> CheckCard:
        dot = Dot(dot_of(line.status))
        card = CheckCard(
            self._theme, line.id, line.title, standing_words(line), "Note added", dot=dot
        )
        whose = f"{name}: {line.title}" if name else line.title
        card.setObjectName(f"linkage.{line.id}")
        card.setAccessibleName(f"Linkage touched: {whose}")
        card.follow_with(self._move_button(line, whose))
        return card

    def show_moves(self, moves: tuple[LinkageMove, ...]) -> None:
        """Say at each card where it moves with this contact."""
        told = {one.linkage_id: one.move for one in moves}
        for card in self.checks:
            move, line = told.get(card.key), self.lines[card.key]
            words = standing_words(line)
            card.say(words if move is None else f"{words} to {RUNGS[move.to].column.value}")

    def _move_button(self, line: LinkageLine, whose: str) -> Button:
        button = Button(self._theme, "Move it on…", kind="link", size="sm", icon="arrow-right")
        button.setObjectName(f"move.{line.id}")
        button.setAccessibleName(f"Move it on: {whose}")
        button.clicked.connect(lambda: self.move_wanted.emit(line))
        return button


class PromiseChecks(CheckCards):
    """The open promises to those who are in the contact; what is ticked is done with it."""

    def __init__(self, theme: Theme, after: QWidget) -> None:
        super().__init__(theme, "Promises kept", after)
        self.show_people(())

    def show_people(self, people: Sequence[tuple[str, tuple[TaskLine, ...]]]) -> None:
        """Each one's open promises under their first name, the earliest day first."""
        sections = []
        for name, tasks in people:
            soonest = sorted(tasks, key=lambda task: task.due_on)[:MOST_TASKS]
            sections.append((name, [self._card(task, name) for task in soonest]))
        self._show_cards(sections, "No open promises")

    def _card(self, task: TaskLine, name: str) -> CheckCard:
        day = f"by {task.due_on:%b} {task.due_on.day}"
        card = CheckCard(self._theme, task.id, task.words, day, "Kept")
        whose = f"{name}: {task.words}" if name else task.words
        card.setObjectName(f"promise.{task.id}")
        card.setAccessibleName(f"Promise kept: {whose}")
        return card
