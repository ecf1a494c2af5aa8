"""What the vault offers to the contact form: fetched on the store's thread, asked here at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from lead_desktop.domain.contacts.next_try import KnownWays, Try
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.participant import FindLine
from lead_desktop.services.contacts.contacts import LastChoices
from ui.models.finder import find_people
from ui.pages.quick_log.mentions import NameIndex
from ui.pages.quick_log.participant_field import MOST_OFFERED, suggestion_of
from ui.pages.quick_log.state import FormState
from ui.pages.quick_log.surroundings import Known, Surroundings, get_to_know, look_around
from ui.pages.suggestions import Suggestion
from ui.pages.workplace import Workplace


class VaultOffers(QObject):
    """arrived: carries Surroundings; known: the Known of whoever was asked for, and of those who
    are with them; failed: a LeadError."""

    arrived = Signal(object)
    known = Signal(object)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._rows: tuple[CaseloadRow, ...] | None = None
        self._names = NameIndex(())
        self._person: Known | None = None
        self.last = LastChoices()

    @property
    def has_arrived(self) -> bool:
        """Whether the caseload is there to find in."""
        return self._rows is not None

    @property
    def places(self) -> tuple[FindLine, ...]:
        """Where the person in question is usually found."""
        return self._person.record.places if self._person else ()

    @property
    def tried(self) -> tuple[Sequence[Try], KnownWays]:
        """What was tried to reach them, and what may be."""
        person = self._person
        return (person.tries, person.ways) if person else ((), KnownWays())

    def look_around(self) -> None:
        """Fetch what is offered whoever it is about."""
        desk, runner = self._workplace.desk, self._workplace.runner
        runner.run(lambda: look_around(desk), self._take, self.failed.emit, owner=self)

    def get_to_know(self, state: FormState) -> None:
        """Fetch the records of those who are in the form."""
        who, also, desk = state.participant_id, state.also_ids, self._workplace.desk
        if who is not None:
            self._workplace.runner.run(
                lambda: get_to_know(desk, who, also), self.known.emit, self.failed.emit, owner=self
            )

    def remember(self, person: Known | None) -> None:
        """Whom the form is about; None when nobody is chosen any more."""
        self._person = person

    def row_of(self, participant_id: UUID) -> CaseloadRow | None:
        """Somebody of the caseload."""
        return next((one for one in self._rows or () if one.id == participant_id), None)

    def matches(self, text: str) -> tuple[Suggestion, ...]:
        """Whom `text` may mean, the likeliest first."""
        return tuple(map(suggestion_of, find_people(self._rows or (), text, MOST_OFFERED)))

    def others_named(self, state: FormState) -> tuple[str, ...]:
        """Other participants whom the words of the form name."""
        words = "\n".join((*state.note_texts, *state.lines.values()))
        return self._names.others_named(words, state.participant_ids)

    def _take(self, around: Surroundings) -> None:
        self._rows, self.last = around.rows, around.last
        self._names = NameIndex(around.rows)
        self.arrived.emit(around)
