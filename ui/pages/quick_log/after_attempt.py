"""What an attempt leads to: an event that it told of, and the next try that is offered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.contacts.next_try import NextTry
from lead_desktop.services.contacts.contacts import LearnedEvent
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.label import Label
from ui.pages.quick_log.which_people import Named, WhichPerson
from ui.theme import Theme


class AfterAttempt(QWidget):
    """learned_changed: the event is to be recorded, or not. taken carries the NextTry."""

    learned_changed = Signal()
    taken = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._proposal: NextTry | None = None
        self.learned = CheckBox(theme, "Record it on the timeline", note="An event, as of today")
        self.learned.setObjectName("learned")
        self.who = WhichPerson(theme, "Who is there", "Which of them? Choose to record it")
        self.who.setObjectName("learned_who")
        self.proposal = Button(theme, "", kind="link", size="sm", icon="corner-down-right")
        self.proposal.setObjectName("proposal")
        self.promise = Label(theme, "", "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.who, self.learned, self.proposal, self.promise):
            column.addWidget(widget)
            widget.hide()
        self.learned.toggled.connect(self.learned_changed)
        self.who.activated.connect(lambda _: self.learned_changed.emit())
        self.proposal.clicked.connect(self._take)

    def ask_who(self, people: Named, chosen: UUID | None) -> None:
        """Ask which of several people the outcome tells of; nobody to ask about: empty."""
        self.who.show_people(people, chosen)
        self._fold()

    def show_learned(self, learned: LearnedEvent | None, *, wanted: bool) -> None:
        """Offer the event that the outcome tells of, or none."""
        if learned is not None:
            self.learned.setText(f"Record on the timeline: {learned.kind.label.lower()}")
            self.learned.setAccessibleName(self.learned.text())
            self.learned.setChecked(wanted)
        self.learned.setVisible(learned is not None)
        self._fold()

    def show_proposal(self, proposal: NextTry | None) -> None:
        """Offer a next try, or none."""
        self._proposal = proposal
        if proposal is not None:
            self.proposal.setText(f"{proposal.words}, {_day(proposal.due_on)}")
            self.proposal.setAccessibleName(f"Take as follow-up: {proposal.words}")
            self.proposal.updateGeometry()
        self.proposal.setVisible(proposal is not None)
        self._fold()

    def show_promise(self, words: str, due_on: date | None) -> None:
        """Say which follow-up stands, where its own field is out of sight; empty for none."""
        self.promise.setText(f"Follow-up: {words}, {_day(due_on)}" if words and due_on else "")
        self.promise.setVisible(bool(self.promise.text()))
        self._fold()

    def _take(self) -> None:
        if self._proposal is not None:
            self.taken.emit(self._proposal)

    def _fold(self) -> None:
        parts = (self.who, self.learned, self.proposal, self.promise)
        self.setVisible(not all(part.isHidden() for part in parts))


def _day(day: date) -> str:
    return f"{day:%b} {day.day}"
