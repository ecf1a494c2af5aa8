"""The quick contact log: opened anywhere, kept as a draft at every pause, saved with one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lead_desktop.base.errors import EditConflict, InvalidInput, LeadError
from lead_desktop.base.ids import new_id
from lead_desktop.domain.contacts.contact import ModeChoice
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts import contacts, drafts, note_edits
from lead_desktop.services.contacts.contacts import LastChoices, LogContact, LoggedContact
from lead_desktop.services.contacts.drafts import CHANGE_FORM, DraftLine, DraftState, SavedDraft
from lead_desktop.services.contacts.note_edits import EditContact, SavedFacts
from ui.pages.quick_log.checking import check_form, to_command
from ui.pages.quick_log.draft_body import Caret, from_body, to_body
from ui.pages.quick_log.draft_keeper import DELAY_MS, DraftKeeper
from ui.pages.quick_log.editing import change_command, edit_form, over_newer
from ui.pages.quick_log.footer import Footer
from ui.pages.quick_log.form_body import FormBody
from ui.pages.quick_log.state import FormState, Part, new_form, next_form, resumed
from ui.pages.quick_log.undo import bring_back, put_back, take_back
from ui.pages.workplace import Workplace
from ui.theme import Theme

FORM = "contact"
"""The name of this form among the drafts."""


class QuickLog(QWidget):
    """One contact being written down, for a participant or with nobody chosen yet.

    also: further participants. draft: restores that draft, with focus, caret and scroll. saved:
    changes this contact instead of writing a new one. brief: asks only who, how and what came of
    it, until more is wanted. `footer` is laid below the form by
    whoever mounts it (opening.py). saved carries the LoggedContact. closed: the form has nothing
    more to do; whoever opened it takes it away.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(
        self,
        workplace: Workplace,
        participant_id: UUID | None = None,
        draft: DraftLine | None = None,
        parent: QWidget | None = None,
        *,
        draft_delay_ms: int = DELAY_MS,
        brief: bool = False,
        also: tuple[UUID, ...] = (),
        saved: SavedFacts | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._desk = workplace.desk
        self._busy = False
        self._finished = False
        self._came_from: QWidget | None = None
        self._retry: Callable[[], None] | None = None
        self._version = draft.version if draft is not None else 0
        self._writer, self._copy_id = new_id(), new_id()
        state, caret = self._first_state((participant_id, also), draft, saved, brief=brief)
        changes = state.changes_to is not None
        self.footer = Footer(workplace.theme, changes=changes)
        self.body = FormBody(workplace, state, caret, fills_in=draft is None and not changes)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.body)
        self._keeper = DraftKeeper(
            workplace,
            self,
            self.current_draft_state,
            self._draft_saved,
            self._draft_failed,
            delay_ms=draft_delay_ms,
            exists=draft is not None,
        )
        if draft is not None:
            self.footer.show_saved(draft.saved_at.astimezone(self._desk.clock.zone))
        self.body.edited.connect(self._keeper.touch)
        self.body.retry_asked.connect(self._try_again)
        self.footer.save_asked.connect(lambda sign: self.save(sign=sign))
        self.footer.discard_asked.connect(self.discard)

    @property
    def theme(self) -> Theme:
        """What the form is dressed in."""
        return self._workplace.theme

    @property
    def state(self) -> FormState:
        """The form as it stands."""
        return self.body.state

    def current_draft_state(self) -> DraftState | None:
        """The form as a draft, read at once; None when there is nothing worth keeping."""
        state = self.state
        if self._finished or not state.is_touched:
            return None
        return DraftState(
            state.id,
            FORM if state.changes_to is None else CHANGE_FORM,
            state.participant_id,
            to_body(state, self.body.caret()),
            words=state.written,
            version=self._version,
            writer=self._writer,
            copy_id=self._copy_id,
        )

    def flush_draft(self) -> None:
        """Start saving the draft now, without waiting for a pause."""
        self._keeper.flush()

    def take_focus(self) -> None:
        """Put the focus into the form: where the draft had it, or on the first open answer."""
        self.body.take_focus()

    def reshape(self) -> None:
        """Grow into the full note, or fold back; nothing that was written goes."""
        if not self._busy:
            self.body.set_brief(brief=not self.state.brief)

    def choose_mode(self, how: ModeChoice) -> None:
        """Choose how the contact happened (Alt+1 to Alt+9)."""
        if not self._busy:
            self.body.choose_mode(how)

    def save(self, *, sign: bool, another: bool = False) -> None:
        """Save the contact, or say at the fields what is missing. `another` begins the next one."""
        if self._busy or self._finished or self.body.answer_sheet():
            return
        clock, state = self._desk.clock, self.state
        problems = check_form(state, clock.now(), clock.zone)
        if problems:
            self.body.show_problems(problems)
            return
        self._retry = lambda: self.save(sign=sign, another=another)
        self._begin_act()
        desk, ends = self._desk, (self._writer, self._version)
        if state.changes_to is not None:
            change = change_command(state, clock.zone, sign=sign, ends=ends)
            self._workplace.runner.run(
                lambda: note_edits.edit_contact(desk, change),
                lambda done: self._changed(change, done),
                self._change_failed,
                owner=self,
            )
            return
        command = to_command(state, clock.now(), clock.zone, sign=sign)
        command = replace(command, writer=ends[0], draft_version=ends[1])
        self._workplace.runner.run(
            lambda: contacts.log_contact(desk, command),
            lambda result: self._saved(command, result, another=another),
            self._act_failed,
            owner=self,
        )

    def close_form(self) -> None:
        """Put the form away. Its words stay as a draft; an untouched form leaves none."""
        if self._busy or self._finished:
            return
        state = self.current_draft_state()
        if state is None:
            self._finish()
            return
        self._retry = self.close_form
        self._begin_act()
        desk, kept = self._desk, replace(state, open=False)
        self._workplace.runner.run(
            lambda: drafts.save_draft(desk, kept), self._put_away, self._act_failed, owner=self
        )

    def discard(self) -> None:
        """Throw the form's words away; the toast brings them back."""
        if self._busy or self._finished:
            return
        state = self.current_draft_state()
        if state is None and not self._keeper.exists:
            self._finish()
            return
        self._retry = self.discard
        self._begin_act()
        desk, draft_id = self._desk, self.state.id
        self._workplace.runner.run(
            lambda: drafts.discard_draft(desk, draft_id),
            lambda change: self._discarded(change, state),
            self._act_failed,
            owner=self,
        )

    def _first_state(
        self,
        people: tuple[UUID | None, tuple[UUID, ...]],
        draft: DraftLine | None,
        saved: SavedFacts | None,
        *,
        brief: bool,
    ) -> tuple[FormState, Caret]:
        clock, role = self._desk.clock, self._desk.worker.role
        now = clock.now()
        if saved is not None:
            return edit_form(saved, new_id(), role, now, clock.zone), Caret()
        if draft is None:
            fresh = new_form(new_id(), role, now, participant_id=people[0])
            return replace(fresh, also_ids=people[1], brief=brief), Caret()
        state, caret = from_body(draft.body, draft.id, role, now)
        return resumed(state, now, clock.zone), caret

    def _saved(self, command: LogContact, result: LoggedContact, *, another: bool) -> None:
        if result.differs:
            self._part_from_saved()
            return
        self._publish(result.change)
        words = "Contact saved and signed" if command.sign else "Contact saved, to be signed"
        undo = None if command.sign else take_back(self._workplace, result.id)
        self._workplace.navigator.toast(words, undo)
        self.saved.emit(result)
        if not another:
            self._finish()
            return
        self._end_act()
        self._retry = None
        self._begin_draft()
        self.footer.show_empty()
        minutes = command.minutes or None
        self.body.remember(
            LastChoices(
                command.mode,
                command.place_type,
                minutes,
                command.note_format,
                command.initiated_by,
            )
        )
        self.body.restart(next_form(self.state, new_id(), self._desk.clock.now()))

    def _changed(self, command: EditContact, change: Change) -> None:
        self._publish(change)
        words = "Contact changed and signed" if command.sign else "Contact changed"
        undo = None if command.sign else put_back(self._workplace, command)
        self._workplace.navigator.toast(words, undo)
        self.saved.emit(LoggedContact(command.contact_id, True, change))
        self._finish()

    def _change_failed(self, error: LeadError) -> None:
        """Somebody else changed the contact: theirs and ours stand together, to be saved again."""
        saved, desk = self.state.changes_to, self._desk
        if not isinstance(error, EditConflict) or saved is None:
            self._act_failed(error)
            return
        self._workplace.runner.run(
            lambda: note_edits.read_saved(desk, saved.contact_id),
            lambda newer: self._stand_over(error, newer),
            self._act_failed,
            owner=self,
        )

    def _stand_over(self, conflict: EditConflict, newer: SavedFacts) -> None:
        self._go_back()
        self._retry = None
        clock = self._desk.clock
        self.body.show_newer(over_newer(self.state, newer, clock.now(), clock.zone))
        self.body.notify(
            "This contact was changed in another window.",
            f"Your changes stand here over those. Its note says now: {conflict.kept or 'nothing'}",
        )
        self._keeper.touch()

    def _begin_draft(self) -> None:
        """From here on the form writes a draft that the vault does not know yet."""
        self._keeper.exists, self._version, self._copy_id = False, 0, new_id()

    def _part_from_saved(self) -> None:
        """Another window saved this contact with other words: these become one of their own."""
        self._end_act()
        self._retry = None
        self._begin_draft()
        self.body.take_id(new_id())
        self.body.notify(
            "This contact was saved in another window, with other words.",
            "Yours are all here, as a contact of their own: save it too, or discard it.",
        )
        self._keeper.flush()

    def _put_away(self, saved: SavedDraft) -> None:
        if saved.id != self.state.id:
            self._workplace.navigator.toast("Kept as a draft of its own: another window wrote too")
        self._publish(Change(frozenset({Topic.DRAFTS}), (saved.id,)))
        self._finish()

    def _discarded(self, change: Change, state: DraftState | None) -> None:
        self._publish(change)
        undo = None if state is None else bring_back(self._workplace, state)
        self._workplace.navigator.toast("Draft discarded", undo)
        self._finish()

    def _finish(self) -> None:
        self._finished = True
        self._keeper.stop()
        self.closed.emit()

    def _begin_act(self) -> None:
        """From now until the answer comes nothing can be typed, so nothing typed can be missed."""
        self._busy = True
        self._keeper.stop()
        self._came_from = QApplication.focusWidget()
        self.footer.set_busy(True)
        self.body.setEnabled(False)

    def _go_back(self) -> None:
        """The act came to nothing: the form is as it was, with the focus where it was."""
        self._end_act()
        if self._came_from is not None and self.body.isAncestorOf(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_act(self) -> None:
        self._busy = False
        self.footer.set_busy(False)
        self.body.setEnabled(True)

    def _act_failed(self, error: LeadError) -> None:
        self._go_back()
        fields = {part.value for part in Part} - {Part.HOW, Part.OUTCOME, Part.NOTE}
        if isinstance(error, InvalidInput) and all(p.field in fields for p in error.problems):
            self.body.show_problems(error.problems)
        else:
            self.body.tell(error, retry=True)
        # The words may still fit as a draft where the whole contact did not.
        self._keeper.touch()

    def _try_again(self) -> None:
        if self._retry is not None:
            self.body.clear_problems()
            self._retry()

    def _draft_saved(self, saved: SavedDraft) -> None:
        if self._finished or not self._keeper.exists:
            return
        if self._retry == self.flush_draft:
            self._retry = None
            self.body.clear_problems()
        self._version = saved.version
        if saved.id == self._copy_id:
            self._go_on_in_copy(saved)
        self.footer.show_saved(saved.at.astimezone(self._desk.clock.zone))

    def _go_on_in_copy(self, saved: SavedDraft) -> None:
        """Another window has written the same draft: both keep their words, each in its own."""
        self.body.take_id(saved.id)
        self._copy_id = new_id()
        self._publish(Change(frozenset({Topic.DRAFTS}), (saved.id,)))
        self.body.notify(
            "Another window has changed this draft as well.",
            "Your words go on in a draft of their own; the other ones are among your drafts.",
        )

    def _draft_failed(self, error: LeadError) -> None:
        self.footer.show_unsaved()
        if self._retry is None:
            self._retry = self.flush_draft
            self.body.tell(error, retry=True)

    def _publish(self, change: Change) -> None:
        self._workplace.bus.publish(change.topics, change.ids, self)
