"""Sheets of the referrals page: a decision, a meeting, an ending, an exception, open answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Answer,
    Decision,
    IneligibleReason,
    NotEnrolledReason,
    Question,
)
from lead_desktop.domain.referral.eligibility import APPROVAL_CHARGES, asked_questions
from lead_desktop.domain.referral.referral import GivenAnswer, ReferralLine
from lead_desktop.services.referral.referral_steps import RecordDecision
from lead_desktop.services.referral.referral_taking import OwnerApproval
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import ComboBox, DateEdit, LineEdit, NoteEdit
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.pages.referrals.form_parts import QuestionRow
from ui.theme import Theme

REASONS = tuple(NotEnrolledReason)
WHY = (
    IneligibleReason.SAO_DECLINED,
    IneligibleReason.PARTNER_DECLINED,
    IneligibleReason.NO_CAPACITY,
    IneligibleReason.QUANTITY,
    IneligibleReason.VIOLENT_HISTORY,
    IneligibleReason.PROMOTING_PROSTITUTION,
    IneligibleReason.EXPLOITS_MINORS,
    IneligibleReason.SUPERVISION_NOT_APPROVED,
    IneligibleReason.OTHER,
)
"""Grounds that a person decides; those that follow from an answer are not chosen here."""


class DecisionSheet(FormSheet):
    """`wanted` carries a RecordDecision."""

    def __init__(
        self, theme: Theme, host: QWidget, line: ReferralLine, partners: Sequence[str], today: date
    ) -> None:
        super().__init__(
            theme,
            host,
            "A partner's decision",
            "Write down",
            lead="Each partner decides alone. The newest word of a partner counts.",
        )
        self._line = line
        self._partners = tuple(partners)
        self.partner = ComboBox(theme, "Partner")
        self.partner.addItems(list(partners))
        decided = {one.partner for one in line.decisions}
        waiting = [place for place, name in enumerate(partners) if name not in decided]
        self.partner.setCurrentIndex(waiting[0] if waiting else 0)
        self.decision = ChoiceGroup(
            theme, "Decision", [Choice(one.value, one.label) for one in Decision]
        )
        self.on = DateEdit(theme, "Decided on")
        self.on.setDate(as_qdate(today))
        self.by = LineEdit(theme, "Who said so", placeholder="Name")
        self.words = NoteEdit(theme, "Reason", placeholder="Never printed")
        self.words.setFixedHeight(theme.px(80))
        self.add("partner", "Partner", self.partner)
        self.add("decision", "Decision", self.decision)
        self.add("on", "Decided on", self.on)
        self.add("by", "Who said so", self.by)
        self.add("words", "Reason", self.words, hint="Stays with the team; no copy holds it.")

    def submit(self) -> None:
        value = self.decision.value()
        if value is None:
            self.show_problems([FieldProblem("decision", "Choose what the partner said.")])
            return
        self.wanted.emit(
            RecordDecision(
                new_id(),
                self._line.id,
                self._partners[self.partner.currentIndex()],
                Decision(value),
                day_in(self.on),
                self.by.text(),
                self.words.toPlainText(),
            )
        )


class MeetingSheet(FormSheet):
    """`wanted` carries the day of the meeting."""

    def __init__(self, theme: Theme, host: QWidget, proposed: date) -> None:
        super().__init__(
            theme,
            host,
            "Put on the docket",
            "Put on the docket",
            lead="Up for discussion at a partners' meeting. A copy for partners shows only people "
            "whose consent lets them hear it.",
        )
        self.on = DateEdit(theme, "Meeting")
        self.on.setDate(as_qdate(proposed))
        self.add("on", "Meeting", self.on)

    def submit(self) -> None:
        self.wanted.emit(day_in(self.on))


class EndingSheet(FormSheet):
    """`wanted` carries (NotEnrolledReason, IneligibleReason or None)."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(
            theme,
            host,
            "Does not go on",
            "Write down",
            lead="It stays countable, and can be taken up again at any time.",
        )
        self.reason = code_box(theme, "Reason", REASONS)
        self.why = code_box(theme, "Which", WHY)
        self.add("reason", "Reason", self.reason)
        self._why_field = self.add("why", "Why not eligible", self.why)
        self._why_field.hide()
        self.reason.currentIndexChanged.connect(self._follow)

    def submit(self) -> None:
        reason, why = chosen_code(self.reason, REASONS), chosen_code(self.why, WHY)
        problems = []
        if reason is None:
            problems.append(FieldProblem("reason", "Choose a reason."))
        if reason is NotEnrolledReason.NOT_ELIGIBLE and why is None:
            problems.append(FieldProblem("why", "Choose why."))
        if problems:
            self.show_problems(problems)
            return
        not_eligible = reason is NotEnrolledReason.NOT_ELIGIBLE
        self.wanted.emit((reason, why if not_eligible else None))

    def _follow(self) -> None:
        asked = chosen_code(self.reason, REASONS) is NotEnrolledReason.NOT_ELIGIBLE
        self._why_field.setVisible(asked)


class ExceptionSheet(FormSheet):
    """A supervisor's exception. `wanted` carries the reason."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(
            theme,
            host,
            "Make an exception",
            "Make the exception",
            lead="The checklist says no. The referral goes on in your name, with your reason.",
        )
        self.reason = NoteEdit(theme, "Reason")
        self.reason.setFixedHeight(theme.px(110))
        self.add("reason", "Reason", self.reason)

    def submit(self) -> None:
        self.wanted.emit(self.reason.toPlainText())


@dataclass(frozen=True)
class Answered:
    """What the answers sheet gives: new answers, and the owner's approval where it is asked."""

    answers: dict[Question, Answer]
    approval: OwnerApproval | None


class AnswersSheet(FormSheet):
    """Questions that were left open. `wanted` carries an Answered."""

    def __init__(
        self, theme: Theme, host: QWidget, line: ReferralLine, given: Sequence[GivenAnswer]
    ) -> None:
        super().__init__(
            theme,
            host,
            "Answer questions",
            "Save answers",
            lead="Y, N, U or D answers a question. Not to know, or not to say, is never a no.",
        )
        self._answers: dict[Question, Answer] = {}
        known = {one.question: one.answer for one in given}
        self.rows = {}
        for question in asked_questions(line.door, line.charges):
            row = QuestionRow(theme, question)
            row.show_answer(known.get(question))
            row.answered.connect(self._take)
            self.insert(row)
            self.rows[question] = row
        self.approval: ChoiceGroup | None = None
        if set(line.charges) & APPROVAL_CHARGES:
            self.approval = ChoiceGroup(
                theme,
                "Did the owner or person affected agree?",
                [
                    Choice(Answer.YES.value, "Agreed", "check"),
                    Choice(Answer.NO.value, "Did not agree", "x"),
                    Choice(Answer.UNKNOWN.value, "Not asked yet", "hourglass"),
                ],
            )
            self.by = LineEdit(theme, "Who answered", placeholder="Name or store")
            self.how = LineEdit(theme, "How they answered", placeholder="In person, by phone …")
            self.add("approval", "Did the owner or person affected agree?", self.approval)
            self.add("by", "Who answered", self.by)
            self.add("how", "How they answered", self.how)

    def submit(self) -> None:
        approval = None
        value = self.approval.value() if self.approval is not None else None
        if value is not None:
            if value == Answer.YES.value and not (
                self.by.text().strip() and self.how.text().strip()
            ):
                problem = "Write down who agreed, and how."
                self.show_problems([FieldProblem("by", problem)])
                return
            approval = OwnerApproval(Answer(value), self.by.text(), how=self.how.text())
        self.wanted.emit(Answered(dict(self._answers), approval))

    def _take(self, question: Question, answer: Answer) -> None:
        self._answers[question] = answer
