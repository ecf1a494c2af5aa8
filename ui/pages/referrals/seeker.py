"""Looks, while one types, for people who are here already and may be the same."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from lead_desktop.domain.people.duplicates import PossibleMatch
from lead_desktop.services.people import duplicates
from ui.pages.referrals.form_state import FormState
from ui.pages.workplace import Workplace
from ui.runner import Task

_AFTER_MS = 250


class Seeker(QObject):
    """Compares what `take` returns; `told` gets who may be the person, the likeliest first, and
    where there is nobody, whose names are spelled alike."""

    def __init__(
        self,
        workplace: Workplace,
        owner: QObject,
        take: Callable[[], FormState],
        told: Callable[[list[PossibleMatch], list[PossibleMatch]], None],
    ) -> None:
        super().__init__(owner)
        self._workplace = workplace
        self._take = take
        self._told = told
        self._task: Task[tuple[list[PossibleMatch], list[PossibleMatch]]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.seek)

    def touch(self) -> None:
        """Something changed: look soon."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more until the next touch."""
        self._timer.stop()

    def seek(self) -> None:
        """Look now. Nothing is asked about somebody who was chosen, or of whom too little is known;
        those told apart in this form are left out."""
        if self._task is not None:
            self._task.forget()
        state, desk = self._take(), self._workplace.desk
        known = any(len(words.strip()) > 1 for words in (state.name, state.phone))
        if state.person is not None or not known:
            self._told([], [])
            return
        sought, apart = state.sought(desk.clock.today()), state.different_from

        def look() -> tuple[list[PossibleMatch], list[PossibleMatch]]:
            found = _without(apart, duplicates.find_matches(desk, sought))
            near = [] if found else duplicates.find_spelled_alike(desk, sought.names)
            return found, _without(apart, near)

        self._task = self._workplace.runner.run(look, lambda both: self._told(*both), owner=self)


def _without(apart: Collection[UUID], people: list[PossibleMatch]) -> list[PossibleMatch]:
    return [one for one in people if one.participant_id not in apart]
