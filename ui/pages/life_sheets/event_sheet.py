"""The sheets that write down what happened in a life, correct it, and end a stay."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.domain.codes import EventKind, EventSource, ReversedBy
from lead_desktop.domain.people.events import (
    LEGAL_EVENTS,
    OFFERED,
    STAYS,
    EventFacts,
    EventLine,
    check_event,
)
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice
from ui.kit.inputs import ComboBox, DateEdit, DateTimeEdit, LineEdit, NoteEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import (
    FormSheet,
    as_qdate,
    chosen_code,
    code_box,
    day_in,
    moment_in,
    show_moment,
)
from ui.theme import Theme

_YES_NO = (Choice("yes", "Yes"), Choice("no", "No"), Choice("", "Not known"))
_SOURCES = tuple(EventSource)
_REVERSED = tuple(ReversedBy)
_ANSWER = {"yes": True, "no": False}


class EventSheet(FormSheet):
    """`wanted` carries the EventFacts once nothing stands against them.

    legal: whether the worker's role writes court and legal detail. line: an event to correct;
    its kind stays. kind: the one chosen already.
    """

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        clock: Clock,
        *,
        legal: bool,
        line: EventLine | None = None,
        kind: EventKind | None = None,
    ) -> None:
        title = "Correct event" if line else "Add event"
        super().__init__(theme, host, title, "Save")
        self._clock = clock
        self._legal = legal
        self._line = line
        self._kinds = tuple(
            kind
            for _, kinds in OFFERED
            for kind in kinds
            if legal or kind not in LEGAL_EVENTS or (line and line.facts.kind is kind)
        )
        self.kind = ComboBox(theme, "What happened")
        self.kind.addItems([kind.label for kind in self._kinds])
        self.occurred = DateTimeEdit(theme, "When")
        self.still = CheckBox(theme, "Still there")
        self.ended = DateTimeEdit(theme, "Until")
        self.expects = CheckBox(theme, "An end is expected")
        self.expected = DateEdit(theme, "Expected end")
        self.place = LineEdit(theme, "Where")
        self.naloxone = Segmented(theme, "Naloxone used", _YES_NO)
        self.reversed_by = code_box(theme, "Who reversed it", _REVERSED)
        self.source = code_box(theme, "How we know", _SOURCES, EventSource.SELF_REPORT)
        self.words = NoteEdit(theme, "In a few words")
        self.words.setFixedHeight(72)
        self.asked = LineEdit(theme, "What we ask of the court")
        self.legal_detail = LineEdit(theme, "Legal detail")
        self._add_fields()
        self._fill(line, kind)
        self.kind.currentIndexChanged.connect(lambda _: self._ask_needed())
        self.still.toggled.connect(lambda _: self._ask_needed())
        self.expects.toggled.connect(lambda _: self._ask_needed())
        self._ask_needed()

    def submit(self) -> None:
        facts = self._filled()
        problems = check_event(facts, self._clock.now(), self._clock.zone)
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(facts)

    def choose(self, kind: EventKind) -> None:
        """Choose what happened, as a person would."""
        self.kind.setCurrentIndex(self._kinds.index(kind))

    def _add_fields(self) -> None:
        self.add("kind", "What happened", self.kind)
        self.add("occurred_at", "When", self.occurred)
        self.insert(self.still)
        self.add("ended_at", "Until", self.ended)
        self.insert(self.expects)
        self.add("expected_end_on", "Expected end", self.expected)
        self.add("place", "Where", self.place)
        self.add("naloxone_used", "Naloxone used", self.naloxone)
        self.add("reversed_by", "Who reversed it", self.reversed_by)
        self.add("asked", "What we ask of the court", self.asked)
        self.add("words", "In a few words", self.words)
        hint = "Only for those who see court and legal detail."
        self.add("legal_detail", "Legal detail", self.legal_detail, hint=hint)
        self.add("source", "How we know", self.source)

    def _fill(self, line: EventLine | None, kind: EventKind | None) -> None:
        now, zone = self._clock.now(), self._clock.zone
        today = as_qdate(self._clock.today())
        show_moment(self.occurred, now, zone)
        show_moment(self.ended, now, zone)
        self.expected.setDate(today.addDays(14))
        self.still.setChecked(True)
        if line is None:
            if kind in self._kinds:
                self.choose(kind)
            self.naloxone.choose("")
            return
        facts = line.facts
        self.choose(facts.kind)
        self.kind.setEnabled(False)
        show_moment(self.occurred, facts.occurred_at, zone)
        self.still.setChecked(facts.ended_at is None)
        if facts.ended_at is not None:
            show_moment(self.ended, facts.ended_at, zone)
        self.expects.setChecked(facts.expected_end_on is not None)
        if facts.expected_end_on is not None:
            self.expected.setDate(as_qdate(facts.expected_end_on))
        self.place.setText(facts.place)
        self.words.setPlainText(facts.words)
        self.asked.setText(facts.asked)
        self.legal_detail.setText(facts.legal_detail)
        self.source.setCurrentIndex(_SOURCES.index(facts.source))
        self.naloxone.choose({True: "yes", False: "no", None: ""}[facts.naloxone_used])
        if facts.reversed_by is not None:
            self.reversed_by.setCurrentIndex(_REVERSED.index(facts.reversed_by))

    def _chosen(self) -> EventKind:
        return self._kinds[max(self.kind.currentIndex(), 0)]

    def _ask_needed(self) -> None:
        kind = self._chosen()
        stay, court = kind in STAYS, kind is EventKind.COURT_DATE
        overdose = kind is EventKind.OVERDOSE_NONFATAL
        self.still.setVisible(stay)
        self.expects.setVisible(stay and self.still.isChecked())
        shown = {
            "ended_at": stay and not self.still.isChecked(),
            "expected_end_on": stay and self.still.isChecked() and self.expects.isChecked(),
            "naloxone_used": overdose,
            "reversed_by": overdose,
            "asked": court,
            "legal_detail": self._legal and (stay or kind in LEGAL_EVENTS),
        }
        for name, visible in shown.items():
            self.fields[name].setVisible(visible)
        said = {
            EventKind.DEATH: "The record closes quietly: reminders stop, the name stays.",
            EventKind.JAIL_RELEASED: "Asks for a contact within 72 hours, with naloxone in hand.",
            EventKind.OVERDOSE_NONFATAL: "Asks for a contact within 72 hours.",
            EventKind.COURT_DATE: "A day to come stands in the calendar as well.",
        }.get(kind, "Changes what is due at once. The status is yours to change." if stay else "")
        self.lead.setText(said)
        self.lead.setVisible(bool(said))

    def _filled(self) -> EventFacts:
        zone = self._clock.zone
        shown = {name for name, field in self.fields.items() if not field.isHidden()}
        asks_end = "ended_at" in shown
        return EventFacts(
            kind=self._chosen(),
            source=chosen_code(self.source, _SOURCES) or EventSource.SELF_REPORT,
            occurred_at=moment_in(self.occurred, zone),
            ended_at=moment_in(self.ended, zone) if asks_end else None,
            expected_end_on=day_in(self.expected) if "expected_end_on" in shown else None,
            place=self.place.text(),
            words=self.words.toPlainText(),
            legal_detail=self.legal_detail.text() if "legal_detail" in shown else "",
            asked=self.asked.text() if "asked" in shown else "",
            naloxone_used=_ANSWER.get(self.naloxone.value() or "")
            if "naloxone_used" in shown
            else None,
            reversed_by=chosen_code(self.reversed_by, _REVERSED)
            if "reversed_by" in shown
            else None,
        )


class EndStaySheet(FormSheet):
    """When a stay ended; `wanted` carries the instant."""

    def __init__(self, theme: Theme, host: QWidget, line: EventLine, clock: Clock) -> None:
        jail = line.facts.kind is EventKind.JAIL_BOOKED
        lead = "Asks for a contact within 72 hours, with naloxone in hand." if jail else ""
        title = "Released from jail" if jail else "Stay ended"
        super().__init__(theme, host, title, "Save", lead=lead)
        self._zone = clock.zone
        self.at = DateTimeEdit(theme, "When")
        show_moment(self.at, clock.now(), clock.zone)
        self.add("ended_at", "When", self.at)
        self.at.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.wanted.emit(moment_in(self.at, self._zone))
