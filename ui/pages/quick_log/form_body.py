"""The form itself: two columns that follow one immutable state, and what they offer to choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from lead_desktop.base.errors import FieldProblem, LeadError
from lead_desktop.domain.codes import ContactKind, NoteFormat
from lead_desktop.domain.contacts.contact import ModeChoice
from lead_desktop.domain.contacts.next_try import NextTry, Try, propose_next_try
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.contacts.contacts import LastChoices, LinkageMove
from lead_desktop.services.contacts.wording import person_first
from ui.pages.doing import when_saved
from ui.pages.linkage_sheets.move_sheet import MoveSheet
from ui.pages.quick_log.caret import place_caret, read_caret
from ui.pages.quick_log.draft_body import Caret
from ui.pages.quick_log.facts_column import BRIEF_PARTS
from ui.pages.quick_log.form_frame import FormFrame
from ui.pages.quick_log.offers import (
    with_last_choices,
    with_minutes_of,
    with_place_of,
    with_records_of,
)
from ui.pages.quick_log.state import (
    FormState,
    Part,
    WhenChoice,
    shape_of,
    with_format,
    with_how,
    with_move,
    with_private_line,
    with_reached,
)
from ui.pages.quick_log.surroundings import Known, Surroundings
from ui.pages.quick_log.vault_offers import VaultOffers
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace

_MUCH = 5000
"""Characters of a note that are looked through for remarks at each key."""
_REST_MS = 250
_FACT_PARTS = frozenset(tuple(Part)[: tuple(Part).index(Part.NOTE)])


class FormBody(QWidget):
    """Shows a FormState and turns every act of a person into the next one.

    edited: a person changed something. retry_asked: the banner's action. reshaped: carries the
    Shape that the form has now. fills_in: whether last-used choices are offered (not in a form that
    comes out of a draft).
    """

    edited = Signal()
    retry_asked = Signal()
    reshaped = Signal(object)

    def __init__(
        self, workplace: Workplace, state: FormState, caret: Caret, *, fills_in: bool
    ) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._vault = VaultOffers(workplace, self)
        self._rests = QTimer(self, singleShot=True, interval=_REST_MS)
        self._wording = person_first()
        self._enter_waits = False
        self._sheet: MoveSheet | None = None
        self._fills_in = fills_in
        self._caret_due = caret
        self._state = state
        self._frame = FormFrame(workplace.theme, self._desk)
        self.facts, self.story = self._frame.facts, self._frame.story
        self._fields = self._frame.fields
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._frame)
        self._connect()
        self._show(state)
        self._vault.look_around()
        self._vault.get_to_know(state)

    @property
    def state(self) -> FormState:
        """The form as it stands."""
        return self._state

    @property
    def has_arrived(self) -> bool:
        """Whether the caseload is there to find in."""
        return self._vault.has_arrived

    @property
    def scroll_bars(self) -> tuple[QScrollBar, QScrollBar]:
        """The bars of the left and the right column."""
        return self._frame.scroll_bars

    def restart(self, state: FormState) -> None:
        """Begin another form in the place of this one."""
        self._forget_person()
        self._fills_in = True
        self.clear_problems()
        self._show(self._prefilled(with_minutes_of(state, self._vault.last)))
        self._show_remarks()
        self.take_focus()

    def show_newer(self, state: FormState) -> None:
        """Go on over what somebody else has saved meanwhile."""
        self.clear_problems()
        self._show(state)
        self._vault.get_to_know(state)

    def remember(self, last: LastChoices) -> None:
        """What was chosen in the contact just saved, offered in the next form."""
        self._vault.last = last

    def take_id(self, form_id: UUID) -> None:
        """Go on as another draft; everything that is written stays."""
        self._state = replace(self._state, id=form_id)

    def notify(self, title: str, line: str) -> None:
        """Say something above the fields that is no failure; it stays until it is put away."""
        self._frame.notice.set_text(title, line)
        self._frame.notice.show()

    def take_focus(self) -> None:
        """Put the focus where the draft had it, or on the first answer that is still open."""
        if self._caret_due.field:
            self._put_caret()
        elif self._state.participant_id is not None:
            self.facts.how.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.facts.participant.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_brief(self, *, brief: bool) -> None:
        """Fold to the first answers, or grow into the full note with the focus in its first box."""
        if brief == self._state.brief:
            return
        self._show(replace(self._state, brief=brief))
        if brief:
            self.take_focus()
        else:
            self.story.note.boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def caret(self) -> Caret:
        """Where the person is."""
        return read_caret(self, self.scroll_bars)

    def choose_mode(self, how: ModeChoice) -> None:
        """Choose how the contact happened."""
        self._take(Part.HOW, with_how(self._state, how))

    def tell(self, error: LeadError, *, retry: bool) -> None:
        """Say above the fields what could not be done; the words stay as they are."""
        banner = self._frame.banner
        banner.action.setVisible(retry)
        banner.set_text(error.what, f"{error.meaning} {error.remedy}".strip())
        banner.show()

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """Say at each field what is wrong with it, and go to the first."""
        self.clear_problems()
        for problem in reversed(tuple(problems)):
            part = Part(problem.field)
            self._fields[part].set_problem(problem.message)
            self._focus(part)

    def clear_problems(self) -> None:
        """Take all complaints away."""
        self._frame.banner.hide()
        for field in self._fields.values():
            field.set_problem(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only keys from where no text is typed arrive here.
        if event.key() == Qt.Key.Key_A and not event.modifiers():
            self._take(Part.OUTCOME, with_reached(self._state, reached=False))
            return
        super().keyPressEvent(event)

    # A person changes something

    def _take(self, part: Part, state: FormState) -> None:
        state = replace(state, by_hand=state.by_hand | {part})
        if part is Part.HOW:
            state = self._prefilled(with_minutes_of(state, self._vault.last))
        if part in self._fields:
            self._fields[part].set_problem(None)
        self._show(state)
        if part in (Part.NOTE, Part.PARTICIPANT, Part.ALSO, Part.PRIVATE):
            self._look_for_remarks()
        if part is Part.ALSO:
            self._vault.get_to_know(state)  # with the promises of whoever joined
        self.edited.emit()

    def _edited(self, part: Part) -> None:
        if part not in _FACT_PARTS:
            self._take(part, self.story.read(part, self._state))
            return
        was_picking = self._state.when is WhenChoice.PICKED
        self._take(part, self.facts.read(part, self._state, self._desk.clock.now()))
        if self._state.when is WhenChoice.PICKED and not was_picking:
            self._focus(Part.WHEN)
            self.facts.when.edit.selectAll()

    def _change_format(self, note_format: NoteFormat) -> None:
        self._take(Part.NOTE, with_format(self._state, note_format))

    def _type_line(self, who: UUID) -> None:
        line = self.story.private.edits[who].text()
        self._take(Part.PRIVATE, with_private_line(self._state, who, line))

    def _ask_move(self, line: LinkageLine) -> None:
        """Ask in a sheet over the form for what the move needs; it is made with the save."""
        clock = self._desk.clock
        sheet = MoveSheet(self._workplace.theme, self, line, clock.today(), clock.zone)
        keep_words(self._workplace, sheet, line.participant_id, line.id)
        sheet.choose_provider.setEnabled(False)  # on the linkage itself, not amid a note

        def move(wanted: Move) -> None:
            when_saved(sheet)()  # the form holds it from here on, and keeps it itself
            told = LinkageMove(line.id, line.version, wanted)
            self._take(Part.LINKAGES, with_move(self._state, told))

        sheet.wanted.connect(move)
        sheet.closing.connect(sheet.dismiss)
        sheet.dismissed.connect(self._forget_sheet)
        self._sheet = sheet
        sheet.open()

    def _forget_sheet(self) -> None:
        self._sheet = None

    def answer_sheet(self) -> bool:
        """The keys that save answer the sheet over the form first; False when none is open."""
        if self._sheet is None:
            return False
        self._sheet.submit()
        return True

    def _show(self, state: FormState) -> None:
        shape_changed = shape_of(state) != shape_of(self._state)
        self._state = state
        self.facts.show_state(state)
        self.story.show_state(state)
        self.facts.after.show_proposal(self._proposal(state))
        self._frame.set_brief(brief=state.brief)
        if shape_changed:
            self.reshaped.emit(shape_of(state))

    def _proposal(self, state: FormState) -> NextTry | None:
        """What to try next; nothing over words that the person has written."""
        if state.follow_up.strip() or state.with_others or state.kind is ContactKind.ADMIN:
            return None
        if state.changes_to is not None:
            return None
        clock = self._desk.clock
        this = Try(state.how.mode, state.occurred_at, state.outcome)
        tries, ways = self._vault.tried
        return propose_next_try(this, tries, ways, clock.today(), clock.zone)

    def _follow_proposal(self, proposal: NextTry) -> None:
        state = replace(self._state, follow_up=proposal.words, follow_up_on=proposal.due_on)
        self._take(Part.FOLLOW_UP, state)
        if state.brief:
            self.facts.full.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus(Part.FOLLOW_UP)

    def _prefilled(self, state: FormState) -> FormState:
        return with_place_of(state, self._vault.places)

    def _look_for_remarks(self) -> None:
        """At once; through a pasted story when the hands rest, for that takes longer than a key."""
        if sum(map(len, self._state.note_texts)) > _MUCH:
            self._rests.start()
        else:
            self._show_remarks()

    def _show_remarks(self) -> None:
        """Whom else the words name, and what could be said better."""
        state = self._state
        self.story.show_mentions(self._vault.others_named(state))
        said = zip(state.boxes, state.note_texts, strict=True)
        ours = [text for box, text in said if not box.own_words]
        self.story.show_hints(self._wording.hints_in("\n".join(ours)))

    def _focus(self, part: Part) -> None:
        if self._state.brief and part not in BRIEF_PARTS:
            self.set_brief(brief=False)
        picking = part is Part.WHEN and self._state.when is WhenChoice.PICKED
        target = self.facts.when.edit if picking else self._fields[part].input
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._frame.bring_into_sight(self._fields[part])

    # Whom it is about

    def _find(self, text: str) -> None:
        if self._state.participant_id is not None:
            self._forget_person()
        state = replace(
            self._state, participant_id=None, linkage_ids=(), task_ids=(), find_text=text
        )
        self._take(Part.PARTICIPANT, self._prefilled(state))
        self._offer()

    def _forget_person(self) -> None:
        if self._sheet is not None:
            self._sheet.dismiss()
        self._vault.remember(None)
        self.story.show_person(None)
        self.facts.safe.show_lines(())

    def _offer(self) -> None:
        self.facts.participant.offer(self._vault.matches(self._state.find_text))

    def _enter(self) -> None:
        """Enter with nothing on offer: move on, or pick as soon as the caseload is there."""
        if self._state.participant_id is not None:
            self.facts.how.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self._vault.has_arrived:
            self._enter_waits = True

    def _pick(self, participant_id: UUID) -> None:
        self._enter_waits = False
        if (row := self._vault.row_of(participant_id)) is not None:
            self.facts.show_person(row)
        also = tuple(one for one in self._state.also_ids if one != participant_id)
        state = replace(self._state, participant_id=participant_id, also_ids=also, find_text="")
        self._take(Part.PARTICIPANT, state)
        self._vault.get_to_know(state)
        if self.facts.participant.hasFocus():
            self.facts.how.setFocus(Qt.FocusReason.TabFocusReason)

    # What the vault has to offer

    def _surrounded(self, around: Surroundings) -> None:
        self.facts.people.set_colleagues(around.colleagues)
        self.facts.also.set_rows(around.rows)
        names = {row.id: row.preferred_name for row in around.rows}
        self.story.private.set_names(names)
        self._frame.names.learn(names)
        state = self._state
        if self._fills_in:
            state = self._prefilled(with_last_choices(state, around.last))
        self._show(state)
        self._show_remarks()
        if self._state.participant_id is None and self._state.find_text:
            self._offer()
            offered = self.facts.participant.offered()
            if self._enter_waits and offered:
                self._pick(offered[0].id)

    def _got_to_know(self, known: Known) -> None:
        record = known.record
        people = (record.row.id, *(one.row.id for one in known.others))
        if self._state.participant_ids != people:
            return  # somebody else was chosen meanwhile
        self._vault.remember(known)
        self.facts.show_person(record.row)
        self.facts.safe.show_lines(known.safe_lines)
        self.story.show_person(record, known.others)
        self._state = with_records_of(self._state, (record, *known.others))
        self._show(self._prefilled(self._state) if self._fills_in else self._state)
        self._put_caret()

    def _fetch_failed(self, error: LeadError) -> None:
        self.tell(error, retry=False)

    def _put_caret(self) -> None:
        if place_caret(self, self.scroll_bars, self._caret_due):
            self._caret_due = Caret()

    def _connect(self) -> None:
        self._rests.timeout.connect(self._show_remarks)
        self._vault.arrived.connect(self._surrounded)
        self._vault.known.connect(self._got_to_know)
        self._vault.failed.connect(self._fetch_failed)
        self.facts.edited.connect(self._edited)
        self.story.edited.connect(self._edited)
        self.story.format_wanted.connect(self._change_format)
        self.story.line_typed.connect(self._type_line)
        self.story.linkages.move_wanted.connect(self._ask_move)
        self.facts.after.taken.connect(self._follow_proposal)
        self.facts.more_asked.connect(lambda: self.set_brief(brief=False))
        self.facts.participant.textEdited.connect(self._find)
        self.facts.participant.picked.connect(self._pick)
        self.facts.participant.asked.connect(self._enter)
        self._frame.banner.acted.connect(self.retry_asked)
