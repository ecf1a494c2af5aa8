"""The form itself: two columns that follow one immutable state, and what they offer to choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.base.errors import FieldProblem, LeadError
from lead_desktop.domain.caseload import CaseloadRow
from lead_desktop.domain.codes import NoteFormat
from lead_desktop.domain.contact import ModeChoice
from lead_desktop.domain.participant import ParticipantRecord
from lead_desktop.services import contacts, participants
from lead_desktop.services.contacts import LastChoices
from lead_desktop.services.desk import Desk
from ui.kit.banner import Banner
from ui.kit.card import hairline
from ui.kit.field import Field
from ui.models.finder import find_people
from ui.pages.quick_log.caret import place_caret, read_caret
from ui.pages.quick_log.draft_body import Caret
from ui.pages.quick_log.facts_column import FactsColumn
from ui.pages.quick_log.mentions import NameIndex
from ui.pages.quick_log.next_try import NextTry, propose_next_try
from ui.pages.quick_log.participant_field import MOST_OFFERED, suggestion_of
from ui.pages.quick_log.people_field import Colleagues
from ui.pages.quick_log.state import (
    FormState,
    Part,
    WhenChoice,
    with_format,
    with_how,
    with_last_choices,
    with_minutes_of,
    with_place_of,
    with_reached,
)
from ui.pages.quick_log.story_column import StoryColumn
from ui.pages.workplace import Workplace

FACTS_WIDTH = 492
_SIDE = 22
_FACT_PARTS = frozenset(tuple(Part)[: tuple(Part).index(Part.NOTE)])


@dataclass(frozen=True)
class Surroundings:
    """What the form offers: the caseload to find in, colleagues, and the worker's last choices."""

    rows: tuple[CaseloadRow, ...]
    colleagues: Colleagues
    last: LastChoices


def look_around(desk: Desk) -> Surroundings:
    """Everything that the form offers whoever it is about; for the store thread."""
    return Surroundings(
        tuple(participants.list_caseload(desk, need_first=False)),
        contacts.colleagues(desk),
        contacts.last_choices(desk),
    )


class FormBody(QWidget):
    """Shows a FormState and turns every act of a person into the next one.

    edited: a person changed something. retry_asked: the banner's action.
    fills_in: whether last-used choices are offered (not in a form that comes out of a draft).
    """

    edited = Signal()
    retry_asked = Signal()

    def __init__(
        self, workplace: Workplace, state: FormState, caret: Caret, *, fills_in: bool
    ) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._rows: tuple[CaseloadRow, ...] | None = None
        self._names = NameIndex(())
        self._last = LastChoices()
        self._record: ParticipantRecord | None = None
        self._enter_waits = False
        self._fills_in = fills_in
        self._caret_due = caret
        self._state = state
        self._build()
        self._connect()
        self._show(state)
        self._fetch()

    @property
    def state(self) -> FormState:
        """The form as it stands."""
        return self._state

    @property
    def has_arrived(self) -> bool:
        """Whether the caseload is there to find in."""
        return self._rows is not None

    @property
    def scroll_bars(self) -> tuple[QScrollBar, QScrollBar]:
        """The bars of the left and the right column."""
        left, right = self._areas
        return left.verticalScrollBar(), right.verticalScrollBar()

    def restart(self, state: FormState) -> None:
        """Begin another form in the place of this one."""
        self._record = None
        self._fills_in = True
        self.story.linkages.show_lines(None)
        self.clear_problems()
        self._show(self._prefilled(with_minutes_of(state, self._last)))
        self._show_mentions()
        self.take_focus()

    def remember(self, last: LastChoices) -> None:
        """What was chosen in the contact just saved, offered in the next form."""
        self._last = last

    def take_id(self, form_id: UUID) -> None:
        """Go on as another draft; everything that is written stays."""
        self._state = replace(self._state, id=form_id)

    def notify(self, title: str, line: str) -> None:
        """Say something above the fields that is no failure; it stays until it is put away."""
        self._notice.set_text(title, line)
        self._notice.show()

    def take_focus(self) -> None:
        """Put the focus where the draft had it, or on the first answer that is still open."""
        if self._caret_due.field:
            self._put_caret()
        elif self._state.participant_ids:
            self.facts.how.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.facts.participant.setFocus(Qt.FocusReason.OtherFocusReason)

    def caret(self) -> Caret:
        """Where the person is."""
        return read_caret(self, self.scroll_bars)

    def choose_mode(self, how: ModeChoice) -> None:
        """Choose how the contact happened."""
        self._take(Part.HOW, with_how(self._state, how))

    def tell(self, error: LeadError, *, retry: bool) -> None:
        """Say above the fields what could not be done; the words stay as they are."""
        self._banner.action.setVisible(retry)
        self._banner.set_text(error.what, f"{error.meaning} {error.remedy}".strip())
        self._banner.show()

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """Say at each field what is wrong with it, and go to the first."""
        self.clear_problems()
        for problem in reversed(tuple(problems)):
            part = Part(problem.field)
            self._fields[part].set_problem(problem.message)
            self._focus(part)

    def clear_problems(self) -> None:
        """Take all complaints away."""
        self._banner.hide()
        for field in self._fields.values():
            field.set_problem(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only keys from where no text is typed arrive here.
        if event.key() == Qt.Key.Key_A and not event.modifiers():
            self._take(Part.OUTCOME, with_reached(self._state, reached=False))
            return
        super().keyPressEvent(event)

    def _reveal(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Scroll to what Tab has reached, also when it came from outside the column."""
        for area in self._areas:
            if focused is not None and area.isAncestorOf(focused):
                area.ensureWidgetVisible(focused, 0, 12)

    # A person changes something

    def _take(self, part: Part, state: FormState) -> None:
        state = replace(state, by_hand=state.by_hand | {part})
        if part is Part.HOW:
            state = self._prefilled(with_minutes_of(state, self._last))
        if part in self._fields:
            self._fields[part].set_problem(None)
        self._show(state)
        if part in (Part.NOTE, Part.PARTICIPANT):
            self._show_mentions()
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

    def _show(self, state: FormState) -> None:
        self._state = state
        self.facts.show_state(state)
        self.story.show_state(state)
        phones = self._record.phones if self._record else ()
        clock = self._desk.clock
        self.story.show_proposal(propose_next_try(state, phones, clock.today(), clock.zone))

    def _follow_proposal(self, proposal: NextTry) -> None:
        state = replace(self._state, follow_up=proposal.words, follow_up_on=proposal.due_on)
        self._take(Part.FOLLOW_UP, state)
        self._focus(Part.FOLLOW_UP)

    def _prefilled(self, state: FormState) -> FormState:
        return with_place_of(state, self._record.places if self._record else ())

    def _show_mentions(self) -> None:
        words = "\n".join(self._state.note_texts)
        self.story.show_mentions(self._names.others_named(words, self._state.participant_ids))

    def _focus(self, part: Part) -> None:
        picking = part is Part.WHEN and self._state.when is WhenChoice.PICKED
        target = self.facts.when.edit if picking else self._fields[part].input
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._areas[0 if part in _FACT_PARTS else 1].ensureWidgetVisible(self._fields[part])

    # Whom it is about

    def _find(self, text: str) -> None:
        if self._state.participant_ids:
            self._record = None
            self.story.linkages.show_lines(None)
        state = replace(self._state, participant_ids=(), linkage_ids=(), find_text=text)
        self._take(Part.PARTICIPANT, self._prefilled(state))
        self._offer()

    def _offer(self) -> None:
        found = find_people(self._rows or (), self._state.find_text, MOST_OFFERED)
        self.facts.participant.offer(tuple(map(suggestion_of, found)))

    def _enter(self) -> None:
        """Enter with nothing on offer: move on, or pick as soon as the caseload is there."""
        if self._state.participant_ids:
            self.facts.how.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._rows is None:
            self._enter_waits = True

    def _pick(self, participant_id: UUID) -> None:
        self._enter_waits = False
        row = next((one for one in self._rows or () if one.id == participant_id), None)
        if row is not None:
            self.facts.show_person(row)
        state = replace(self._state, participant_ids=(participant_id,), find_text="")
        self._take(Part.PARTICIPANT, state)
        self._fetch_record()
        if self.facts.participant.hasFocus():
            self.facts.how.setFocus(Qt.FocusReason.TabFocusReason)

    # What the vault has to offer

    def _fetch(self) -> None:
        desk, runner = self._desk, self._workplace.runner
        runner.run(lambda: look_around(desk), self._surrounded, self._fetch_failed, owner=self)
        self._fetch_record()

    def _surrounded(self, around: Surroundings) -> None:
        self._rows = around.rows
        self._last = around.last
        self._names = NameIndex(around.rows)
        self.facts.people.set_colleagues(around.colleagues)
        if self._fills_in:
            self._show(self._prefilled(with_last_choices(self._state, around.last)))
        self._show_mentions()
        if not self._state.participant_ids and self._state.find_text:
            self._offer()
            offered = self.facts.participant.offered()
            if self._enter_waits and offered:
                self._pick(offered[0].id)

    def _fetch_record(self) -> None:
        people, desk = self._state.participant_ids, self._desk
        if people:
            self._workplace.runner.run(
                lambda: participants.read_record(desk, people[0]),
                self._recorded,
                self._fetch_failed,
                owner=self,
            )

    def _recorded(self, record: ParticipantRecord) -> None:
        if self._state.participant_ids[:1] != (record.row.id,):
            return  # somebody else was chosen meanwhile
        self._record = record
        self.facts.show_person(record.row)
        self.story.linkages.show_lines(record.linkages)
        self._show(self._prefilled(self._state) if self._fills_in else self._state)
        self._put_caret()

    def _fetch_failed(self, error: LeadError) -> None:
        self.tell(error, retry=False)

    def _put_caret(self) -> None:
        if place_caret(self, self.scroll_bars, self._caret_due):
            self._caret_due = Caret()

    # How it is put together

    def _build(self) -> None:
        theme, clock = self._workplace.theme, self._desk.clock
        self.facts = FactsColumn(theme, self._desk.worker.name, clock.zone, self)
        self.story = StoryColumn(theme, clock.today())
        self._fields: dict[Part, Field[QWidget]] = {**self.facts.fields, **self.story.fields}
        self._banner = Banner(theme, "danger", "", action="Try again")
        self._banner.hide()
        self._notice = Banner(theme, "info", "", closable=True)
        self._notice.hide()
        self._notice.closed.connect(self._notice.hide)
        # Each column scrolls for itself: a long answer on one side leaves the other where it is.
        self._areas = (_scrolling(self.facts), _scrolling(self.story))
        self._areas[0].setFixedWidth(FACTS_WIDTH + 2 * _SIDE)
        divider = QVBoxLayout()
        divider.setContentsMargins(0, 16, 0, 14)
        divider.addWidget(hairline(upright=True))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._areas[0])
        row.addLayout(divider)
        row.addWidget(self._areas[1], 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE, 0)
        head.addWidget(self._banner)
        head.addWidget(self._notice)
        page.addLayout(head)
        page.addLayout(row, 1)

    def _connect(self) -> None:
        self.facts.edited.connect(self._edited)
        self.story.edited.connect(self._edited)
        self.story.proposal_taken.connect(self._follow_proposal)
        self.story.format_wanted.connect(self._change_format)
        self.facts.participant.textEdited.connect(self._find)
        self.facts.participant.picked.connect(self._pick)
        self.facts.participant.asked.connect(self._enter)
        self._banner.acted.connect(self.retry_asked)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._reveal)


def _scrolling(column: QWidget) -> QScrollArea:
    """`column` in an area of its own that scrolls down when there is too little room."""
    inner = QWidget()
    inner.setProperty("kind", "clear")
    box = QVBoxLayout(inner)
    box.setContentsMargins(_SIDE, 16, _SIDE, 6)
    box.addWidget(column)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
