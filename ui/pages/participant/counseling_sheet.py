"""Counseling-type notes about one participant, for their author and those let in: a sheet that
lists, reads, shares and writes them. Nothing of it stands anywhere else in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lead_desktop.base.errors import InvalidInput, LeadError
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Seal
from lead_desktop.domain.contacts.counseling import CounselingLine, CounselingNote, Reader
from lead_desktop.domain.contacts.signature import BROKEN_WORDS
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.contacts import counseling
from lead_desktop.services.contacts.counseling import WriteCounseling
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.card import SectionHeader
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, DateTimeEdit, NoteEdit
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.pages.facts import clear_layout
from ui.pages.form_sheet import moment_in, show_moment
from ui.pages.last_words import Keep, LastWords
from ui.pages.workplace import Workplace

KEEP_AFTER_MS = 700
"""What is being written is kept inside the vault this long after the last key."""

_APART = (
    "Kept apart from the record: never in search, summaries, prints or exports. Nobody but you "
    "reads one until you let somebody in."
)
_NOTE_HEIGHT = 220
_NOBODY = "Choose a colleague"


class CounselingSheet(SideSheet):
    """Shows the list first; a note, or the form to write one, in its place when asked."""

    def __init__(self, workplace: Workplace, host: QWidget, participant_id: UUID) -> None:
        super().__init__(workplace.theme, host, "Counseling-type notes")
        self._workplace = workplace
        self._who = participant_id
        self._may_write = workplace.desk.may(Act.WRITE_COUNSELING)
        self._draft_id = new_id()
        self._kept: WriteCounseling | None = None
        self.text: NoteEdit | None = None
        self.held: DateTimeEdit | None = None
        self._text_field: Field[NoteEdit] | None = None
        self.readers: ComboBox | None = None
        self.lines: list[Button] = []
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(KEEP_AFTER_MS)
        self._keep_timer.timeout.connect(self.keep)
        LastWords(self, self._unkept)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("kind", "clear")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(10)
        scroll.setWidget(content)
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        theme = workplace.theme
        self.back_button = Button(theme, "All notes", kind="ghost")
        self.write_button = Button(theme, "Write one", kind="primary", icon="pen-line")
        self.save_button = Button(theme, "Sign and keep", kind="primary", keys="Ctrl+Enter")
        self.footer.addWidget(self.back_button)
        self.footer.addStretch()
        self.footer.addWidget(self.write_button)
        self.footer.addWidget(self.save_button)
        self.back_button.clicked.connect(self.show_list)
        self.write_button.clicked.connect(self._begin)
        self.save_button.clicked.connect(self.save)
        self.closing.connect(self._close)
        self.show_list()

    def show_list(self) -> None:
        """The notes that this worker may read."""
        self.keep()
        self._forget_form()
        desk, who = self._workplace.desk, self._who
        self._run(lambda: counseling.list_counseling(desk, who), self._take_list)

    def keep(self) -> None:
        """Keep what is being written, now."""
        self._keep_timer.stop()
        write = self._unkept()
        if write is not None:
            self._workplace.runner.run(
                write,
                lambda _: None,
                self._workplace.navigator.report,
                # Even when the sheet is gone: these are the last words typed into it.
                owner=self._workplace.bus,
            )

    def _unkept(self) -> Keep | None:
        command = self._filled()
        if command is None or command == self._kept:
            return None
        self._kept = command
        return partial(counseling.keep_counseling_draft, self._workplace.desk, command)

    def save(self) -> None:
        """Sign the note that is being written."""
        command, desk = self._filled(), self._workplace.desk
        if command is None:
            return
        self._keep_timer.stop()
        self._run(
            lambda: counseling.write_counseling(desk, command), self._tell_written, self._refuse
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
            return
        super().keyPressEvent(event)
        event.accept()  # the page behind must not act on what is typed here

    def _close(self) -> None:
        self.keep()
        self.dismiss()

    # -- the list ------------------------------------------------------------------------------

    def _take_list(self, lines: tuple[CounselingLine, ...]) -> None:
        theme, calendar = self._workplace.theme, self._calendar()
        self._empty_out(list_shown=True)
        self._column.addWidget(Label(theme, _APART, "caption", "text2", wrap=True))
        if not lines:
            words = "No note about this participant that you may read."
            self._column.addWidget(Label(theme, words, "body", "text2", wrap=True))
        for line in lines:
            words = f"{calendar.moment(line.held_at)} · {'You' if line.own else line.author}"
            button = Button(theme, words, icon="lock")
            button.clicked.connect(lambda _=False, note=line.id: self._read(note))
            self._column.addWidget(button)
            self.lines.append(button)
        self._column.addStretch()
        self._take_focus(self.lines[0] if self.lines else self.write_button)

    # -- one note ------------------------------------------------------------------------------

    def _read(self, note_id: UUID) -> None:
        desk = self._workplace.desk

        def fetch() -> tuple[CounselingNote, tuple[Reader, ...]]:
            note = counseling.read_counseling(desk, note_id)
            may_share = note.line.own and desk.may(Act.WRITE_COUNSELING)
            return note, counseling.possible_readers(desk) if may_share else ()

        self._run(fetch, lambda read: self._show_note(*read))

    def _show_note(self, note: CounselingNote, colleagues: tuple[Reader, ...]) -> None:
        theme, calendar = self._workplace.theme, self._calendar()
        self._empty_out(list_shown=False)
        head = f"{calendar.moment(note.line.held_at)} · {note.line.author}"
        self._column.addWidget(Label(theme, head, "strong", wrap=True))
        signed = f"Signed by {note.signed_by}, {calendar.moment(note.signed_at)}"
        self._column.addWidget(Label(theme, signed, "caption", "text2", wrap=True))
        if note.seal is Seal.BROKEN:
            self._column.addWidget(Banner(theme, "danger", BROKEN_WORDS))
        self._column.addWidget(Label(theme, note.text, "long", wrap=True))
        if note.line.own:
            self._add_readers(note, colleagues)
        self._column.addStretch()
        self._take_focus(self.back_button)

    def _add_readers(self, note: CounselingNote, colleagues: tuple[Reader, ...]) -> None:
        theme, inside = self._workplace.theme, {one.worker_id for one in note.readers}
        self._column.addSpacing(8)
        self._column.addWidget(SectionHeader(theme, "Who else may read it", rule=True))
        if not note.readers:
            self._column.addWidget(Label(theme, "Nobody yet.", "caption", "text2"))
        for reader in note.readers:
            button = Button(theme, f"Close it to {reader.name}", size="sm", icon="x")
            button.clicked.connect(lambda _=False, one=reader: self._end(note.line.id, one))
            self._column.addWidget(button)
        others = [one for one in colleagues if one.worker_id not in inside]
        if not others:
            return
        self.readers = ComboBox(theme, "Let somebody in")
        self.readers.addItem(_NOBODY, None)
        for one in others:
            self.readers.addItem(one.name, one.worker_id)
        self._column.addWidget(Field(theme, "Let somebody in", self.readers))
        # Only when chosen: arrows that pass over a name let nobody in.
        box = self.readers
        box.activated.connect(lambda _: self._grant(note.line.id, box.currentData()))

    def _grant(self, note_id: UUID, worker_id: UUID | None) -> None:
        desk = self._workplace.desk
        if worker_id is not None:
            self._run(
                lambda: counseling.grant_counseling(desk, note_id, worker_id),
                lambda change: self._changed(change, note_id),
            )

    def _end(self, note_id: UUID, reader: Reader) -> None:
        desk = self._workplace.desk
        self._run(
            lambda: counseling.end_counseling_grant(desk, note_id, reader.worker_id),
            lambda change: self._changed(change, note_id),
        )

    def _changed(self, change: Change, note_id: UUID) -> None:
        self._publish(change)
        self._read(note_id)

    # -- writing -------------------------------------------------------------------------------

    def _begin(self) -> None:
        desk, who = self._workplace.desk, self._who
        self._run(lambda: counseling.counseling_draft(desk, who), self._show_form)

    def _show_form(self, draft: WriteCounseling | None) -> None:
        workplace, theme = self._workplace, self._workplace.theme
        self._empty_out(list_shown=False, writing=True)
        self._kept = draft
        self._draft_id = draft.id if draft else new_id()
        self._column.addWidget(Label(theme, _APART, "caption", "text2", wrap=True))
        self.held = DateTimeEdit(theme, "When it was")
        show_moment(self.held, self._held_at(draft), workplace.desk.clock.zone)
        self._column.addWidget(Field(theme, "When it was", self.held))
        self.text = NoteEdit(theme, "Note")
        self.text.setMinimumHeight(theme.px(_NOTE_HEIGHT))
        self.text.setPlainText(draft.text if draft else "")
        self._text_field = Field(theme, "Note", self.text)
        self._column.addWidget(self._text_field, 1)
        self.text.textChanged.connect(self._keep_timer.start)
        self.held.dateTimeChanged.connect(lambda _: self._keep_timer.start())
        self._take_focus(self.text)

    def _held_at(self, draft: WriteCounseling | None) -> datetime:
        return draft.held_at if draft else self._workplace.desk.clock.now()

    def _filled(self) -> WriteCounseling | None:
        """What stands in the form; None while there is no form."""
        if self.text is None or self.held is None:
            return None
        at = moment_in(self.held, self._workplace.desk.clock.zone)
        return WriteCounseling(self._draft_id, self._who, at, self.text.toPlainText())

    def _tell_written(self, change: Change) -> None:
        self._forget_form()
        self._publish(change)
        self._workplace.navigator.toast("Counseling-type note signed")
        self.show_list()

    def _refuse(self, error: LeadError) -> None:
        if isinstance(error, InvalidInput) and self._text_field is not None:
            self._text_field.set_problem(str(error))
        else:
            self._workplace.navigator.report(error)

    # -- common --------------------------------------------------------------------------------

    def _empty_out(self, *, list_shown: bool, writing: bool = False) -> None:
        self._forget_form()
        self.lines = []
        self.readers = None
        clear_layout(self._column)
        self.back_button.setHidden(list_shown)
        self.write_button.setVisible(list_shown and self._may_write)
        self.save_button.setVisible(writing)

    def _forget_form(self) -> None:
        self.text, self.held, self._text_field = None, None, None

    def _take_focus(self, widget: QWidget) -> None:
        """Give the focus a place, unless somebody works outside of the sheet."""
        focus = self.window().focusWidget()
        if focus is None or self.isAncestorOf(focus) or not focus.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _calendar(self) -> Calendar:
        return Calendar.of(self._workplace.desk.clock)

    def _publish(self, change: Change) -> None:
        self._workplace.bus.publish(change.topics, change.ids)

    def _run(
        self,
        act: Callable[[], object],
        then: Callable[..., None],
        refuse: Callable[[LeadError], None] | None = None,
    ) -> None:
        self._workplace.runner.run(
            act, then, refuse or self._workplace.navigator.report, owner=self
        )
