"""The forms that stand open over the page: at present the contact form."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.codes import ContactMode
from lead_desktop.domain.contacts.contact import MODE_CHOICES
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.contacts import drafts, note_edits
from lead_desktop.services.contacts.drafts import DraftLine, DraftState
from lead_desktop.services.contacts.note_edits import SavedFacts
from ui.pages.drafts.drawer import Drawer
from ui.pages.quick_log.form import QuickLog
from ui.pages.quick_log.opening import open_quick_log
from ui.pages.quick_log.state import Shape
from ui.pages.referrals.form_state import FORM as REFERRAL_FORM
from ui.pages.workplace import Workplace


class Forms(QObject):
    """Opens forms over `host`, one at a time."""

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._host = host
        self._log: QuickLog | None = None
        self._drawer: Drawer | None = None
        self._brief = True  # as the worker had it last in this session

    @property
    def quick_log(self) -> QuickLog | None:
        """The contact form while it is open."""
        return self._log

    def log_contact(self, participant_id: UUID | None = None) -> None:
        """Open the contact form; one that is open already stays as it is."""
        if self._log is None and self._workplace.desk.may(Act.LOG_CONTACT):
            brief = self._brief
            self._show(open_quick_log(self._workplace, self._host, participant_id, brief=brief))

    def log_by(self, participant_id: UUID | None, mode: ContactMode) -> None:
        """Open the contact form with its channel chosen; one that is open stays as it is."""
        was_open = self.quick_log is not None
        self.log_contact(participant_id)
        choice = next((c for c in MODE_CHOICES if c.mode is mode and c.place is None), None)
        form = self.quick_log
        if form is not None and choice is not None and not was_open:
            form.choose_mode(choice)

    def log_several(self, people: tuple[UUID, ...]) -> None:
        """Open the contact form, whole, for one contact with several participants."""
        if self._log is None and people and self._workplace.desk.may(Act.LOG_CONTACT):
            first, *also = people
            self._show(open_quick_log(self._workplace, self._host, first, also=tuple(also)))

    def change_contact(self, contact_id: UUID) -> None:
        """Open the contact form over a saved contact, with what was begun to change in it."""
        if self._log is not None:
            return
        desk = self._workplace.desk

        def found(begun: tuple[DraftLine | None, SavedFacts]) -> None:
            draft, saved = begun
            if self._log is not None:
                return
            if draft is not None:
                self.show_draft(draft)
            else:
                self._show(open_quick_log(self._workplace, self._host, saved=saved))

        self._workplace.runner.run(
            lambda: (
                drafts.find_change(desk, contact_id),
                note_edits.read_saved(desk, contact_id),
            ),
            found,
            self._workplace.navigator.report,
            owner=self,
        )

    def show_draft(self, draft: DraftLine) -> None:
        """Open the form that `draft` came from, with everything in it."""
        if draft.form == REFERRAL_FORM:
            self._workplace.navigator.refer(draft.id)
            return
        if self._log is None:
            self._show(open_quick_log(self._workplace, self._host, draft.participant_id, draft))

    def resume(self, draft_id: UUID) -> None:
        """Open the worker's own draft by its id; one that is gone meanwhile opens nothing."""
        desk = self._workplace.desk

        def found(lines: list[DraftLine]) -> None:
            line = next((line for line in lines if line.id == draft_id), None)
            if line is not None:
                self.show_draft(line)

        self._workplace.runner.run(lambda: drafts.list_drafts(desk), found, owner=self)

    def show_drawer(self) -> Drawer | None:
        """Slide in the drafts and the trash; None for somebody who writes no contacts."""
        if not self._workplace.desk.may(Act.LOG_CONTACT):
            return None
        if self._drawer is None:
            self._drawer = Drawer(self._workplace, self._host)
            self._drawer.draft_wanted.connect(self.resume)
            self._drawer.closing.connect(self._drawer.dismiss)
            self._drawer.dismissed.connect(self._forget_drawer)
            self._drawer.open()
        return self._drawer

    def draft_states(self) -> list[DraftState]:
        """What stands in the open forms, to be kept before a lock."""
        state = self._log.current_draft_state() if self._log is not None else None
        return [state] if state is not None else []

    def _show(self, form: QuickLog) -> None:
        self._log = form
        form.body.reshaped.connect(self._remember_shape)
        form.closed.connect(self._gone)

    def _remember_shape(self, shape: Shape) -> None:
        self._brief = shape is not Shape.FULL

    def _forget_drawer(self) -> None:
        self._drawer = None

    def _gone(self) -> None:
        self._log = None
