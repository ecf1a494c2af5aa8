"""The right column: the note, what it was about, the linkages it touched, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.codes import LifeArea, NoteFormat, Purpose
from lead_desktop.domain.contacts.wording import Hint
from lead_desktop.domain.people.participant import ParticipantRecord
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.field import Field
from ui.kit.inputs import DateEdit, LineEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.pages.quick_log.life_changes import LifeChanges
from ui.pages.quick_log.linkage_checks import LinkageChecks, PromiseChecks
from ui.pages.quick_log.note_pad import NotePad
from ui.pages.quick_log.parts import FormColumn, MoreChips, name_chips, set_text, tab_through
from ui.pages.quick_log.private_lines import PrivateLines
from ui.pages.quick_log.state import FormState, Part, with_follow_up, with_touched
from ui.pages.quick_log.which_people import FirstNames, WhichPeople
from ui.theme import Theme
from ui.theme.tokens import Space

TODAY, TOMORROW, PICK = "today", "tomorrow", "pick"
_PICK_AHEAD = timedelta(days=7)
_TOPICS: dict[Purpose, str] = {
    Purpose.CHECK_IN: "message-square",
    Purpose.SERVICE_LINKAGE: "link",
    Purpose.TRANSPORT: "bus",
    Purpose.ACCOMPANY_BENEFITS: "wallet",
    Purpose.BASIC_NEEDS: "package",
    Purpose.DOCUMENT_HELP: "id-card",
    Purpose.PEER_SUPPORT: "heart-handshake",
    Purpose.GOAL_PLANNING: "flag",
    Purpose.OUTREACH_ENGAGE: "footprints",
    Purpose.REENGAGEMENT: "refresh-cw",
    Purpose.CRISIS: "life-buoy",
    Purpose.OD_EDUCATION: "heart-pulse",
    Purpose.ACCOMPANY_COURT: "scale",
    Purpose.ACCOMPANY_MEDICAL: "stethoscope",
    Purpose.JAIL_VISIT: "building-2",
    Purpose.HOSPITAL_VISIT: "hospital",
    Purpose.FOLLOW_UP_REFERRAL: "route",
    Purpose.ADVOCACY: "handshake",
    Purpose.HANDOFF: "users",
    Purpose.SCREENING: "clipboard-list",
    Purpose.INTAKE: "user-plus",
    Purpose.ASSESSMENT: "search-check",
    Purpose.CLOSING: "archive",
}
_USUAL_TOPICS = 4


class FollowUpLine(QWidget):
    """What comes next, and by which day."""

    words_changed = Signal()
    day_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._today = date.min
        self.words = LineEdit(
            theme, "Follow-up", placeholder="What comes next", icon="flag", parent=self
        )
        self.words.setObjectName("follow_up")
        choices = (
            Choice(TODAY, "Today"),
            Choice(TOMORROW, "Tomorrow"),
            Choice(PICK, "Pick…", "calendar"),
        )
        self.days = name_chips(ChoiceGroup(theme, "Follow-up by", choices), "due")
        self.day = DateEdit(theme, "Day of the follow-up", size="compact")
        self.day.setObjectName("due_day")
        first = QHBoxLayout()
        first.setSpacing(7)
        first.addWidget(self.words, 1)
        first.addWidget(self.days, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.day, 0, Qt.AlignmentFlag.AlignRight)
        self.people = WhichPeople(theme, "Follow-up for")
        column.addWidget(self.people)
        self.day.hide()
        self.setFocusProxy(self.words)
        self.words.textEdited.connect(self.words_changed)
        # Left, it shows how the words begin, not how they end.
        self.words.editingFinished.connect(lambda: self.words.home(False))
        self.days.changed.connect(self.day_changed)
        self.day.dateChanged.connect(self.day_changed)

    def due_on(self) -> date | None:
        """The day that stands chosen."""
        match self.days.value():
            case "today":
                return self._today
            case "tomorrow":
                return self._today + timedelta(days=1)
            case "pick":
                if self.day.isHidden():
                    return self._today + _PICK_AHEAD
                chosen = self.day.date()
                return date(chosen.year(), chosen.month(), chosen.day())
            case _:
                return None

    def show_follow_up(self, words: str, due_on: date | None, today: date) -> None:
        """Show the words and the day; `today` is what the chips are counted from."""
        self._today = today
        set_text(self.words, words)
        picking = due_on is not None and due_on not in (today, today + timedelta(days=1))
        # A day picked by hand may be today: the calendar then stays open until a chip is used.
        picking = picking or (due_on is not None and self.days.value() == PICK)
        if due_on is None:
            self.days.choose()
        elif picking:
            self.day.setDate(QDate(due_on.year, due_on.month, due_on.day))
            self.days.choose(PICK)
        else:
            self.days.choose(TODAY if due_on == today else TOMORROW)
        self.day.setVisible(picking)


class StoryColumn(FormColumn):
    """The words of a contact, and what they lead to."""

    format_wanted = Signal(object)
    line_typed = Signal(object)

    def __init__(
        self, theme: Theme, today: date, areas: tuple[LifeArea, ...], names: FirstNames
    ) -> None:
        super().__init__()
        self._today = today
        self._names = names
        formats = [Choice(one, one.label) for one in NoteFormat]
        self.formats = Segmented(theme, "Note format", formats, height=26)
        for segment in self.formats.segments:
            segment.setObjectName(f"format.{segment.choice.key}")
        self.note = NotePad(theme, after=self.formats.segments[-1])
        self.mention = Label(theme, "", "caption", "warn_text", wrap=True)
        self.mention.hide()
        self.hint = Label(theme, "", "caption", "text2", wrap=True)
        self.hint.hide()
        self.private = PrivateLines(theme, after=self.note.last_stop)
        topics = [Choice(topic, topic.label, icon) for topic, icon in _TOPICS.items()]
        self.topics = MoreChips(theme, "Topics", "topic", topics, _USUAL_TOPICS)
        self.linkages = LinkageChecks(theme, after=self.topics.more)
        self.promises = PromiseChecks(theme, after=self.linkages)
        self.changes = LifeChanges(theme, areas)
        self.follow_up = FollowUpLine(theme)
        self.fields: dict[Part, Field[QWidget]] = {
            Part.PRIVATE: Field(theme, "For one person alone", self.private),
            Part.TOPICS: Field(theme, "Topics", self.topics),
            Part.LINKAGES: Field(theme, "Linkages touched", self.linkages),
            Part.PROMISES: Field(theme, "Promises kept", self.promises),
            Part.CHANGES: Field(theme, "What changed for them", self.changes),
            Part.FOLLOW_UP: Field(theme, "Follow-up", self.follow_up),
        }
        self._lay_out(theme)
        self._connect()

    def fill(self, state: FormState) -> None:
        self.formats.choose(state.note_format)
        self.note.show_note(state.boxes, state.note_texts)
        self.private.show_lines(state.lines)
        self.fields[Part.PRIVATE].setVisible(bool(state.lines))
        self.topics.show_values(tuple(state.purposes))
        self.linkages.show_chosen(state.linkage_ids)
        self.linkages.show_moves(state.moves)
        self.promises.show_chosen(state.task_ids)
        offered = bool(self.promises.checks) and state.changes_to is None
        self.fields[Part.PROMISES].setVisible(offered)
        people = self._names.of(state)
        self.changes.show_people(people)
        self.changes.show_changes(state.changes)
        beside = state.changes_to is None  # what a contact does beside itself is no part of an edit
        self.fields[Part.CHANGES].setVisible(
            beside and bool(people) and bool(self.changes.area.count())
        )
        for part in (Part.LINKAGES, Part.FOLLOW_UP):
            self.fields[part].setVisible(beside)
        self.follow_up.people.show_people(people, state.follow_up_not_for)
        self.follow_up.show_follow_up(state.follow_up, state.follow_up_on, self._today)

    def read(self, part: Part, state: FormState) -> FormState:
        """`state` with what stands in `part` now."""
        match part:
            case Part.NOTE:
                return replace(state, note_texts=self.note.texts())
            case Part.TOPICS:
                return replace(state, purposes=frozenset(map(Purpose, self.topics.group.values())))
            case Part.LINKAGES:
                return with_touched(state, self.linkages.chosen())
            case Part.PROMISES:
                return replace(state, task_ids=self.promises.chosen())
            case Part.CHANGES:
                return replace(state, changes=self.changes.changes())
            case Part.FOLLOW_UP:
                line = self.follow_up
                state = replace(state, follow_up_not_for=line.people.left_out())
                return with_follow_up(state, line.words.text(), line.due_on(), self._today)
            case _:
                return state

    def show_person(
        self, record: ParticipantRecord | None, others: Sequence[ParticipantRecord] = ()
    ) -> None:
        """Offer the open linkages and promises of the participant and of the others in the contact,
        each one's apart; None: nobody is chosen."""
        people = () if record is None else (record, *others)
        named = list(zip(_told_apart(people) if others else [""], people, strict=False))
        self.linkages.show_people(
            None if record is None else [(name, one.linkages) for name, one in named]
        )
        self.promises.show_people([(name, one.tasks) for name, one in named])
        tab_through(self.linkages.last, *self.promises.checks, self.changes.begin)

    def show_mentions(self, names: tuple[str, ...]) -> None:
        """Point out that the note names other participants; it does not stand in the way."""
        people = " and ".join(names)
        words = f"This note names {people}. Their record is separate: initials may do."
        self.mention.setText(words if names else "")
        self.mention.setVisible(bool(names))

    def show_hints(self, hints: tuple[Hint, ...]) -> None:
        """Say what could be said better, each word once; it does not stand in the way."""
        better = {hint.said.casefold(): hint.better for hint in hints}
        words = [f"“{said}” could be: {instead}." for said, instead in list(better.items())[:2]]
        self.hint.setText(" ".join(words))
        self.hint.setVisible(bool(words))

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        label = Label(theme, "Note", "capmed", "text2")
        label.setBuddy(self.note)
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self.formats)
        page = QVBoxLayout()
        page.setSpacing(Space.LABEL)
        page.addLayout(head)
        page.addWidget(self.note, 1)
        page.addWidget(self.mention)
        page.addWidget(self.hint)
        self.column.addLayout(page, 1)
        for field in self.fields.values():
            self.column.addWidget(field)

    def _connect(self) -> None:
        self.formats.changed.connect(self._ask_format)
        self.private.changed.connect(self._tell_line)
        self.note.changed.connect(lambda: self.tell(Part.NOTE))
        self.topics.changed.connect(lambda: self.tell(Part.TOPICS))
        self.linkages.changed.connect(lambda: self.tell(Part.LINKAGES))
        self.promises.changed.connect(lambda: self.tell(Part.PROMISES))
        self.changes.changed.connect(lambda: self.tell(Part.CHANGES))
        self.follow_up.words_changed.connect(lambda: self.tell(Part.FOLLOW_UP))
        self.follow_up.day_changed.connect(lambda: self.tell(Part.FOLLOW_UP))
        self.follow_up.people.changed.connect(lambda: self.tell(Part.FOLLOW_UP))

    def _tell_line(self, who: UUID) -> None:
        if not self._showing:
            self.line_typed.emit(who)

    def _ask_format(self, key: str) -> None:
        if not self._showing:
            self.format_wanted.emit(NoteFormat(key))


def _told_apart(people: Sequence[ParticipantRecord]) -> list[str]:
    """First names; whole ones where two people share the first."""
    whole = [one.row.preferred_name for one in people]
    first = [name.split()[0] for name in whole]
    return [
        name if first.count(short) > 1 else short for name, short in zip(whole, first, strict=True)
    ]
