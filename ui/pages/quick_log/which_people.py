"""Whom of several participants something is about: one of them, or those who are left ticked."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import ComboBox
from ui.kit.label import Label
from ui.pages.quick_log.parts import name_chips
from ui.pages.quick_log.state import FormState
from ui.theme import Theme

Named = tuple[tuple[UUID, str], ...]
"""People with their first names, in the order of the form."""


class FirstNames:
    """How the people of a form are called; filled once the caseload is there."""

    def __init__(self) -> None:
        self._known: dict[UUID, str] = {}

    def learn(self, names: Mapping[UUID, str]) -> None:
        """Take the names in."""
        self._known.update(names)

    def of(self, state: FormState) -> Named:
        """Everybody in the contact, by first name."""
        known = self._known
        return tuple(
            (who, known.get(who, "Participant").split()[0]) for who in state.participant_ids
        )


class WhichPerson(ComboBox):
    """One of them; out of sight while there is no choice. ask: said while nobody is chosen."""

    def __init__(self, theme: Theme, name: str, ask: str) -> None:
        super().__init__(theme, name)
        self._ask = ask
        self.people: Named = ()
        self.hide()

    def show_people(self, people: Named, chosen: UUID | None) -> None:
        """Offer these; sends nothing."""
        self.blockSignals(True)
        if people != self.people:
            self.people = people
            self.clear()
            self.addItem(self._ask)
            self.addItems([name for _, name in people])
        ids = [who for who, _ in people]
        self.setCurrentIndex(ids.index(chosen) + 1 if chosen in ids else 0)
        self.blockSignals(False)
        self.setVisible(len(people) > 1)

    def chosen(self) -> UUID | None:
        """Who it is; the only one where there is no choice."""
        if len(self.people) == 1:
            return self.people[0][0]
        place = self.currentIndex() - 1
        return self.people[place][0] if 0 <= place < len(self.people) else None


class WhichPeople(QWidget):
    """Several of them, all at first; out of sight while there is no choice."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._people: Named = ()
        self.group: ChoiceGroup | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(Label(theme, "For", "caption", "text2"))
        self.hide()

    def show_people(self, people: Named, left_out: tuple[UUID, ...]) -> None:
        """Offer these, all ticked but `left_out`."""
        people = people if len(people) > 1 else ()
        if people != self._people:
            self._people = people
            self._renew()
        wanted = [str(who) for who, _ in people if who not in left_out]
        if self.group is not None and list(self.group.values()) != wanted:
            self.group.blockSignals(True)
            self.group.choose(*wanted)
            self.group.blockSignals(False)
        self.setVisible(bool(people))

    def left_out(self) -> tuple[UUID, ...]:
        """Those who are not ticked."""
        ticked = self.group.values() if self.group is not None else ()
        return tuple(who for who, _ in self._people if str(who) not in ticked)

    def _renew(self) -> None:
        if self.group is not None:
            self._row.removeWidget(self.group)
            self.group.hide()
            self.group.deleteLater()
            self.group = None
        if not self._people:
            return
        choices = [Choice(str(who), name) for who, name in self._people]
        group = ChoiceGroup(self._theme, self._name, choices, multiple=True, parent=self)
        self.group = name_chips(group, "follow_up_for")
        self.group.changed.connect(self.changed)
        self._row.addWidget(self.group, 1)
        self.group.show()  # at once: a layout shows late comers only with the next event
