"""Sheets of the privacy office: a break-glass, a complaint, an agreement, an order, an incident."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AgreementKind, ComplaintOutcome, ConsentCategory
from lead_desktop.domain.consent.consent import a_year_after
from lead_desktop.domain.consent.grounds import Agreement, CourtOrder
from lead_desktop.domain.consent.privacy import (
    ComplaintLine,
    ExceptionLine,
    IncidentFacts,
    IncidentLine,
)
from lead_desktop.services.consent.corrections import EmergencyFacts
from lead_desktop.services.consent.privacy import ORDER_SECTIONS, RecordAgreement, RecordOrder
from lead_desktop.services.consent.privacy_log import TakeComplaint
from lead_desktop.services.consent.restricted import BreakGlass
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import ComboBox, DateEdit, LineEdit, NoteEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.theme import Theme

_KINDS = tuple(AgreementKind)
_OUTCOMES = tuple(ComplaintOutcome)
_WORDS_HEIGHT = 96
_YES, _NO, _OPEN = "yes", "no", "open"


class _Sheet(FormSheet):
    def words(self, name: str, label: str, *, hint: str = "") -> NoteEdit:
        """A field of several lines."""
        edit = NoteEdit(self.theme, label)
        edit.setFixedHeight(self.theme.px(_WORDS_HEIGHT))
        self.add(name, label, edit, hint=hint)
        return edit

    def day(self, name: str, label: str, day: date, *, latest: date | None = None) -> DateEdit:
        """A field of a day."""
        edit = DateEdit(self.theme, label)
        edit.setDate(as_qdate(day))
        if latest is not None:
            edit.setMaximumDate(as_qdate(latest))
        self.add(name, label, edit)
        return edit

    def line(self, name: str, label: str, *, hint: str = "") -> LineEdit:
        """A field of one line."""
        edit = LineEdit(self.theme, label)
        self.add(name, label, edit, hint=hint)
        return edit


class BreakGlassSheet(_Sheet):
    """`wanted` carries a BreakGlass."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        lead = "It opens for four hours. Your supervisor sees who opened it, and why."
        super().__init__(theme, host, "Open in an emergency", "Open", lead=lead)
        self.who = self.line(
            "who", "Whose record", hint="The number, or the whole name as it is written."
        )
        self.reason = self.words("reason", "Why it cannot wait")

    def submit(self) -> None:
        self.show_problems(())
        who, reason = self.who.text(), self.reason.toPlainText()
        self.wanted.emit(BreakGlass(new_id(), who, reason))


class ComplaintSheet(_Sheet):
    """`wanted` carries (whose it is as typed, what makes the TakeComplaint of that participant).

    earlier: the one that is put right; left empty, whose it is stays as it was.
    """

    def __init__(
        self, theme: Theme, host: QWidget, today: date, earlier: ComplaintLine | None = None
    ) -> None:
        lead = "Nobody loses anything by complaining, and nobody asks them to take it back."
        title = "A complaint put right" if earlier else "A complaint about privacy"
        super().__init__(theme, host, title, "Write it down", lead=lead)
        self._id = earlier.id if earlier else new_id()
        self.said = self.words("words", "What was said")
        known = earlier is not None and earlier.participant_id is not None
        hint = "Empty: as it was." if known else "A participant's number; empty: somebody else's."
        self.who = self.line("who", "Whose complaint", hint=hint)
        on = earlier.received_on if earlier else today
        self.received_on = self.day("received_on", "Received on", on, latest=today)
        if earlier is not None:
            self.said.setPlainText(earlier.words)

    def submit(self) -> None:
        self.show_problems(())
        words = self.said.toPlainText()
        complaint = partial(TakeComplaint, self._id, words, day_in(self.received_on))
        self.wanted.emit((self.who.text().strip(), complaint))


class AnswerSheet(_Sheet):
    """`wanted` carries (ComplaintOutcome, the answer)."""

    def __init__(self, theme: Theme, host: QWidget, words: str) -> None:
        super().__init__(theme, host, "Answer a complaint", "Close it", lead=f"“{words}”")
        self.outcome = code_box(theme, "What came of it", _OUTCOMES, ComplaintOutcome.UPHELD)
        self.add("outcome", "What came of it", self.outcome)
        self.answer = self.words("answer", "What was answered")

    def submit(self) -> None:
        self.show_problems(())
        outcome = chosen_code(self.outcome, _OUTCOMES) or ComplaintOutcome.UPHELD
        self.wanted.emit((outcome, self.answer.toPlainText()))


class ReviewSheet(_Sheet):
    """`wanted` carries the supervisor's words, which may be empty."""

    def __init__(self, theme: Theme, host: QWidget, told: str) -> None:
        super().__init__(theme, host, "Left without consent", "Looked at", lead=told)
        self.said = self.words("words", "What you think of it, if anything")

    def submit(self) -> None:
        self.wanted.emit(self.said.toPlainText())


class EmergencySheet(_Sheet):
    """`wanted` carries EmergencyFacts: what was documented of `line`, put right."""

    def __init__(self, theme: Theme, host: QWidget, line: ExceptionLine) -> None:
        lead = "The day, the time and who handed the copy over stay as they were recorded."
        super().__init__(theme, host, "An emergency put right", "Keep it", lead=lead)
        self.personnel = self.line("personnel", "Which medical personnel received it")
        self.affiliation = self.line("affiliation", "Their hospital or service")
        self.emergency = self.words("emergency", "What the emergency was")
        self.personnel.setText(line.personnel)
        self.affiliation.setText(line.affiliation)
        self.emergency.setPlainText(line.emergency)

    def submit(self) -> None:
        self.show_problems(())
        self.wanted.emit(
            EmergencyFacts(
                self.personnel.text(), self.affiliation.text(), self.emergency.toPlainText()
            )
        )


class AgreementSheet(_Sheet):
    """`wanted` carries a RecordAgreement. earlier: the one that is put right or comes to an end."""

    def __init__(
        self, theme: Theme, host: QWidget, today: date, earlier: Agreement | None = None
    ) -> None:
        title = "An agreement put right" if earlier else "An agreement"
        super().__init__(theme, host, title, "Keep it")
        self._id = earlier.id if earlier else new_id()
        kind = earlier.kind if earlier else AgreementKind.QSO
        self.kind = code_box(theme, "Kind", _KINDS, kind)
        self.add("kind", "Kind", self.kind)
        self.organization = self.line("organization", "With whom")
        signed = earlier.signed_on if earlier else today
        self.signed_on = self.day("signed_on", "Signed on", signed, latest=today)
        ends = earlier.ends_on if earlier and earlier.ends_on else a_year_after(today)
        self.ends_on = self.day("ends_on", "Ends on", ends)
        self.open_end = CheckBox(theme, "No end is agreed")
        self.open_end.toggled.connect(lambda on: self.fields["ends_on"].setVisible(not on))
        self.add("open_end", "End", self.open_end)
        self.binds = CheckBox(theme, "They are bound by 42 CFR part 2")
        self.add("binds_to_part2", "It says", self.binds)
        self.resists = CheckBox(theme, "They will resist in court")
        self.add("will_resist", "For a service organization it also says", self.resists)
        self.about = self.words("words", "What it is about, if that helps")
        if earlier is not None:
            self.organization.setText(earlier.organization)
            self.open_end.setChecked(earlier.ends_on is None)
            self.binds.setChecked(earlier.binds_to_part2)
            self.resists.setChecked(earlier.will_resist)
            self.about.setPlainText(earlier.words)

    def submit(self) -> None:
        self.show_problems(())
        self.wanted.emit(
            RecordAgreement(
                id=self._id,
                kind=chosen_code(self.kind, _KINDS) or AgreementKind.QSO,
                organization=self.organization.text(),
                signed_on=day_in(self.signed_on),
                ends_on=None if self.open_end.isChecked() else day_in(self.ends_on),
                binds_to_part2=self.binds.isChecked(),
                will_resist=self.resists.isChecked(),
                words=self.about.toPlainText().strip(),
            )
        )


class OrderSheet(_Sheet):
    """`wanted` carries (the number typed, what makes the RecordOrder of that participant).

    earlier: the one that is put right; it stays with its participant, who is not asked for.
    """

    def __init__(
        self, theme: Theme, host: QWidget, today: date, earlier: CourtOrder | None = None
    ) -> None:
        lead = "An order lets information go; only a subpoena beside it asks for it."
        title = "A court order put right" if earlier else "A court order"
        super().__init__(theme, host, title, "Keep it", lead=lead)
        self._id = earlier.id if earlier else new_id()
        self.who = self.line("who", "Whose record", hint="The number, such as P-0042.")
        self.court = self.line("court", "Court")
        self.case = self.line("case_number", "Case number")
        self.section = ComboBox(theme, "Under 42 CFR part 2, section")
        self.section.addItems(ORDER_SECTIONS)
        self.add("section", "Under 42 CFR part 2, section", self.section)
        self.ordered_on = self.day("ordered_on", "Ordered on", today, latest=today)
        self.expires_on = self.day("expires_on", "Ends on", a_year_after(today))
        self.recipients = self.line("recipients", "To whom", hint="Several are set apart by “;”.")
        choices = [Choice(one.value, one.label) for one in ConsentCategory]
        self.categories = ChoiceGroup(theme, "What may go", choices, multiple=True)
        self.add("categories", "What may go", self.categories)
        self.findings = CheckBox(theme, "It states its findings")
        self.notice = CheckBox(theme, "Notice and a hearing were given")
        self.mandate = CheckBox(theme, "A subpoena lies beside it")
        for name, box in (
            ("findings_present", self.findings),
            ("notice_given", self.notice),
            ("mandate_attached", self.mandate),
        ):
            self.add(name, "Without all three it opens nothing", box)
        if earlier is not None:
            self._put(earlier)

    def _put(self, earlier: CourtOrder) -> None:
        self.fields["who"].setVisible(False)
        self.court.setText(earlier.court)
        self.case.setText(earlier.case_number)
        self.section.setCurrentIndex(ORDER_SECTIONS.index(earlier.section))
        self.ordered_on.setDate(as_qdate(earlier.ordered_on))
        if earlier.expires_on is not None:
            self.expires_on.setDate(as_qdate(earlier.expires_on))
        self.recipients.setText("; ".join(earlier.recipients))
        self.categories.choose(*(one.value for one in earlier.categories))
        self.findings.setChecked(earlier.findings_present)
        self.notice.setChecked(earlier.notice_given)
        self.mandate.setChecked(earlier.mandate_attached)

    def submit(self) -> None:
        self.show_problems(())
        names = [name.strip() for name in self.recipients.text().split(";")]
        order = partial(
            RecordOrder,
            id=self._id,
            court=self.court.text(),
            case_number=self.case.text(),
            section=self.section.currentText(),
            ordered_on=day_in(self.ordered_on),
            expires_on=day_in(self.expires_on),
            recipients=tuple(name for name in names if name),
            categories=tuple(ConsentCategory(one) for one in self.categories.values()),
            findings_present=self.findings.isChecked(),
            notice_given=self.notice.isChecked(),
            mandate_attached=self.mandate.isChecked(),
        )
        self.wanted.emit((self.who.text(), order))


class IncidentSheet(_Sheet):
    """`wanted` carries IncidentFacts, of a new incident or of `line` further written."""

    def __init__(
        self, theme: Theme, host: QWidget, today: date, line: IncidentLine | None = None
    ) -> None:
        lead = "The deadlines run from the day of discovery, whether it is judged yet or not."
        super().__init__(theme, host, "A possible breach", "Keep it", lead=lead)
        facts = line.facts if line else IncidentFacts(discovered_on=today, words="")
        self.facts = facts
        self._today = today
        self.told_on: dict[str, DateEdit] = {}
        self.said = self.words("words", "What happened", hint="Without anybody's name.")
        self.said.setPlainText(facts.words)
        self.discovered_on = self.day(
            "discovered_on", "Discovered on", facts.discovered_on, latest=today
        )
        self.known = CheckBox(theme, "It is known when it happened")
        self.add("known", "When it happened", self.known)
        happened = facts.happened_on or facts.discovered_on
        self.happened_on = self.day("happened_on", "Happened on", happened, latest=today)
        self.known.toggled.connect(self.fields["happened_on"].setVisible)
        self.known.setChecked(facts.happened_on is not None)
        self.fields["happened_on"].setVisible(facts.happened_on is not None)
        self.people = self.line("people", "How many people it concerns")
        self.people.setText(str(facts.people))
        self.what_data = self.words("what_data", "1. Which information")
        self.who_got_it = self.words("who_got_it", "2. Who got it, or could have")
        self.was_seen = self.words("was_seen", "3. Whether it was really seen")
        self.mitigation = self.words("mitigation", "4. What was done about it")
        for edit, text in (
            (self.what_data, facts.what_data),
            (self.who_got_it, facts.who_got_it),
            (self.was_seen, facts.was_seen),
            (self.mitigation, facts.mitigation),
        ):
            edit.setPlainText(text)
        judged = (Choice(_OPEN, "Not judged"), Choice(_YES, "A breach"), Choice(_NO, "No breach"))
        self.is_breach = Segmented(theme, "Judged", judged)
        self.is_breach.choose({True: _YES, False: _NO, None: _OPEN}[facts.is_breach])
        self.add("is_breach", "Judged", self.is_breach)
        self.told_people = self._told("told_people_on", "The people were told", facts)
        self.told_hhs = self._told("told_hhs_on", "The Secretary of HHS was told", facts)
        self.told_media = self._told("told_media_on", "The media were told", facts)
        self.closed = self._told("closed_on", "Closed", facts)

    def submit(self) -> None:
        self.show_problems(())
        people = self.people.text().strip()
        self.wanted.emit(
            IncidentFacts(
                discovered_on=day_in(self.discovered_on),
                happened_on=day_in(self.happened_on) if self.known.isChecked() else None,
                words=self.said.toPlainText().strip(),
                people=int(people) if people.isdecimal() else -1,
                what_data=self.what_data.toPlainText().strip(),
                who_got_it=self.who_got_it.toPlainText().strip(),
                was_seen=self.was_seen.toPlainText().strip(),
                mitigation=self.mitigation.toPlainText().strip(),
                is_breach={_YES: True, _NO: False}.get(self.is_breach.value() or _OPEN),
                told_people_on=self._day_of("told_people_on", self.told_people),
                told_hhs_on=self._day_of("told_hhs_on", self.told_hhs),
                told_media_on=self._day_of("told_media_on", self.told_media),
                closed_on=self._day_of("closed_on", self.closed),
            )
        )

    def _told(self, name: str, label: str, facts: IncidentFacts) -> CheckBox:
        """A tick, and once it is set the day, which is rarely that of the writing down."""
        on: date | None = getattr(facts, name)
        box = CheckBox(self.theme, label)
        self.add(f"{name}_ticked", label, box)
        self.told_on[name] = self.day(name, f"{label} on", on or self._today, latest=self._today)
        box.toggled.connect(self.fields[name].setVisible)
        box.setChecked(on is not None)
        self.fields[name].setVisible(on is not None)
        return box

    def _day_of(self, name: str, box: CheckBox) -> date | None:
        """The day beside a tick, None when it is not set."""
        return day_in(self.told_on[name]) if box.isChecked() else None
