"""The way to the counseling-type notes: there only for those who may write or read one."""

from __future__ import annotations

from uuid import UUID

from lead_desktop.domain.contacts.counseling import CounselingLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.contacts import counseling
from ui.kit.button import Button
from ui.pages.workplace import Workplace
from ui.runner import Change, Task


class CounselingButton(Button):
    """Says how many notes this worker may read; hidden where that is none and none may be written.

    Whoever may read none is not told that there are any.
    """

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "", kind="ghost", icon="lock")
        self._workplace = workplace
        self._who: UUID | None = None
        self._task: Task[tuple[CounselingLine, ...]] | None = None
        self.hide()  # until it stands in a row of tools: without a parent it would be a window
        workplace.bus.subscribe(self, frozenset({Topic.COUNSELING}), self._on_change)

    def show_person(self, participant_id: UUID) -> None:
        """Ask for the notes of this participant."""
        desk = self._workplace.desk
        if participant_id != self._who:
            self._take(())
        self._who = participant_id
        if not desk.may(Act.READ_COUNSELING):
            return
        if self._task is not None:
            self._task.forget()
        self._task = self._workplace.runner.run(
            lambda: counseling.list_counseling(desk, participant_id),
            self._take,
            self._workplace.navigator.report,
            owner=self,
        )

    def _take(self, lines: tuple[CounselingLine, ...]) -> None:
        count = len(lines)
        self.setText(str(count) if count else "")
        self.setAccessibleName(
            f"Counseling-type notes, {count}" if count else "Counseling-type notes"
        )
        self.setToolTip(self.accessibleName())
        self.setVisible(bool(count) or self._workplace.desk.may(Act.WRITE_COUNSELING))
        self.updateGeometry()

    def _on_change(self, _change: Change) -> None:
        if self._who is not None:
            self.show_person(self._who)
