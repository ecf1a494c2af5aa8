"""The plan tab: goals in the participant's words, needs in their order, what they answered."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.base.given import given
from lead_desktop.base.ids import new_id
from lead_desktop.domain.people.participant import GoalLine, NeedLine, ParticipantRecord, StepLine
from lead_desktop.domain.plan.assessment import Instrument, Taking
from lead_desktop.domain.plan.instruments import INSTRUMENTS
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.plan import assessments, plan
from lead_desktop.services.plan.plan import Evidence, SetGoal, SetNeed, SetStep
from ui.kit.button import Button
from ui.kit.card import Card, SectionHeader
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.pages.doing import Doing, Work
from ui.pages.facts import boxed, clear_layout
from ui.pages.form_sheet import FormSheet
from ui.pages.participant.plan.answers import AnswersCard
from ui.pages.participant.plan.assessment_sheet import AssessmentSheet
from ui.pages.participant.plan.goals import GoalCard
from ui.pages.participant.plan.needs import NeedsList, NeedsModel
from ui.pages.participant.plan.sheets import GoalSheet, NeedSheet, StepSheet
from ui.pages.participant.tab import CardsTab
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import READS_ONLY, Workplace
from ui.runner import Task
from ui.theme.tokens import Size


class PlanTab(CardsTab):
    """Keys: A a new goal (an aim), N a new need, Shift with ↑ ↓ their order, Q the questions.

    After each act the record is shown anew and the focus goes back to where it was.
    """

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Plan")
        self._workplace = workplace
        self._theme = workplace.theme
        self._desk = workplace.desk
        self._may = workplace.desk.may(Act.EDIT_PLAN)
        self._doing = Doing(workplace, self, self.changed.emit)
        self._record: ParticipantRecord | None = None
        self._calendar = Calendar.of(workplace.desk.clock)
        self._takings: list[Taking] = []
        self._task: Task[list[Taking]] | None = None
        self.needs = NeedsModel(self)
        self.list: NeedsList | None = None

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        if self._record is None or self._record.row.id != record.row.id:
            self._takings = []
        self._record, self._calendar = record, calendar
        self._show()
        if self._task is not None:
            self._task.forget()
        desk, who = self._desk, record.row.id
        self._task = self._workplace.runner.run(
            lambda: assessments.list_assessments(desk, who),
            self._take_answers,
            self._workplace.navigator.report,
            owner=self,
        )

    def act_on(self, key: Qt.Key) -> bool:
        if not self._may or self._record is None:
            return False
        if key == Qt.Key.Key_A:
            self._ask_goal(None)
        elif key == Qt.Key.Key_N:
            self._ask_need(None)
        elif key == Qt.Key.Key_Q:
            self._ask_questions(next(iter(INSTRUMENTS.values())))
        else:
            return False
        return True

    def _take_answers(self, takings: list[Taking]) -> None:
        if takings != self._takings:
            self._takings = takings
            self._show()

    def _show(self) -> None:
        record = self._record
        if record is None:
            return
        focused = QApplication.focusWidget()
        kept = focused.objectName() if focused and self.isAncestorOf(focused) else ""
        row = self.list.currentIndex().row() if self.list is not None else 0
        clear_layout(self.column)
        self.column.addWidget(self._tools())
        for goal in record.goals:
            self.column.addWidget(self._goal(goal))
        self.column.addWidget(self._needs(record, max(row, 0)))
        for instrument in INSTRUMENTS.values():
            self.column.addWidget(self._answers(instrument))
        wishes = (
            ("What helps", record.helps),
            ("What gets in the way", record.gets_in_the_way),
            ("Please", record.please),
        )
        said = [(title, words) for title, words in wishes if words]
        if said:
            self.column.addWidget(self._in_their_words(said))
        self.column.addStretch()
        for again in self.findChildren(QWidget, kept)[-1:] if kept else ():
            # The newest of that name; it can take the focus once the layout has shown it.
            QTimer.singleShot(0, again, again.setFocus)

    def _tools(self) -> QWidget:
        theme, row = self._theme, QHBoxLayout()
        goals = "Goals stand here in the person’s own words."
        row.addWidget(Label(theme, goals, "body", "text2"))
        row.addStretch()
        for words, keys, act in (
            ("New goal", "A", lambda: self._ask_goal(None)),
            ("New need", "N", lambda: self._ask_need(None)),
        ):
            button = Button(theme, words, icon="plus", keys=keys)
            if not self._may:
                button.lock(READS_ONLY)
            button.setObjectName(f"tool:{keys}")
            button.clicked.connect(act)
            row.addWidget(button)
        return boxed(row)

    def _goal(self, goal: GoalLine) -> Card:
        card = GoalCard(self._theme, goal, self._calendar, may=self._may)
        card.edit_asked.connect(lambda: self._ask_goal(goal))
        card.checked.connect(lambda step, done: self._check(goal, step, done))
        card.step_asked.connect(lambda step: self._ask_step(goal, step))
        card.added.connect(lambda words: self._add_step(goal, words))
        return card

    def _needs(self, record: ParticipantRecord, row: int) -> Card:
        theme, card = self._theme, Card()
        count = len(record.needs) or None
        card.column.addWidget(SectionHeader(theme, "Needs, in their order", count=count))
        if not record.needs:
            said = "No need agreed yet. What would help first?"
            card.column.addWidget(Label(theme, said, "caption", "text2"))
            self.list = None
            return card
        self.needs.replace(record.needs)
        self.list = NeedsList(theme, self.needs)
        self.list.setObjectName("needs")
        self.list.fit(theme.px(Size.ROW_TWO_LINES))
        self.list.go_to(self.needs.index(min(row, len(record.needs) - 1), 0))
        self.list.opened.connect(lambda index: self._ask_need(self.needs.row_at(index.row())))
        self.list.moved.connect(self._order)
        card.column.addWidget(self.list)
        if self._may:
            hint = "Enter changes a need, Shift with ↑ or ↓ moves it in their order."
            card.column.addWidget(Label(theme, hint, "caption", "text3"))
        return card

    def _answers(self, instrument: Instrument) -> Card:
        takings = [one for one in self._takings if one.instrument == instrument.key]
        card = AnswersCard(self._theme, instrument, takings, self._calendar, may=self._may)
        card.ask_asked.connect(lambda: self._ask_questions(instrument))
        card.removed.connect(self._remove_answers)
        return card

    def _in_their_words(self, said: list[tuple[str, str]]) -> Card:
        theme, card = self._theme, Card()
        for title, words in said:
            card.column.addWidget(SectionHeader(theme, title))
            card.column.addWidget(Label(theme, words, "body", wrap=True))
        return card

    def _who(self) -> UUID:
        return given(self._record).row.id

    def _ask_goal(self, goal: GoalLine | None) -> None:
        if not self._may:
            return

        def make(host: QWidget) -> SideSheet:
            sheet = GoalSheet(self._theme, host, self._who(), goal)
            keep_words(self._workplace, sheet, self._who(), goal.id if goal else "")
            sheet.wanted.connect(lambda command: self._keep_goal(sheet, goal, command))
            return sheet

        self.sheet_wanted.emit(make)

    def _keep_goal(self, sheet: FormSheet, before: GoalLine | None, command: SetGoal) -> None:
        undo: Work = partial(plan.take_back_goal, self._desk, command.id)
        if before is not None:
            old = SetGoal(before.id, self._who(), before.words, before.status, before.category)
            undo = partial(plan.set_goal, self._desk, old)
        self._run(sheet, lambda: plan.set_goal(self._desk, command), "Goal kept", undo)

    def _ask_need(self, need: NeedLine | None) -> None:
        if not self._may:
            return

        def make(host: QWidget) -> SideSheet:
            sheet = NeedSheet(self._theme, host, self._who(), need)
            keep_words(self._workplace, sheet, self._who(), need.id if need else "")
            sheet.wanted.connect(lambda command: self._keep_need(sheet, need, command))
            return sheet

        self.sheet_wanted.emit(make)

    def _keep_need(self, sheet: FormSheet, before: NeedLine | None, command: SetNeed) -> None:
        undo: Work = partial(plan.take_back_need, self._desk, command.id)
        if before is not None:
            old = SetNeed(before.id, self._who(), before.category, before.status, before.words)
            undo = partial(plan.set_need, self._desk, old)
        words = f"{command.category.label}: {command.status.label}"
        self._run(sheet, lambda: plan.set_need(self._desk, command), words, undo)

    def _order(self, order: tuple[UUID, ...]) -> None:
        before, who = self.needs.order, self._who()
        if not self._may:
            return
        if self.list is not None:
            moved = self.needs.row_at(self.list.currentIndex().row())
            if moved is not None:
                self.list.go_to(self.needs.index(order.index(moved.id), 0))
        self._run(
            None,
            lambda: plan.order_needs(self._desk, who, order),
            "Their order is kept",
            lambda: plan.order_needs(self._desk, who, before),
        )

    def _check(self, goal: GoalLine, step: StepLine, done: bool) -> None:
        def as_it_is(checked: bool) -> SetStep:
            kept = step.contact_id if checked and step.done else None
            day = step.done_on if checked and step.done else None
            return SetStep(step.id, goal.id, step.words, checked, day, kept)

        self._run(
            None,
            lambda: plan.set_step(self._desk, as_it_is(done)),
            f"{step.words}: {'done' if done else 'to do'}",
            lambda: plan.set_step(self._desk, as_it_is(not done)),
        )

    def _add_step(self, goal: GoalLine, words: str) -> None:
        made = new_id()
        self._run(
            None,
            lambda: plan.set_step(self._desk, SetStep(made, goal.id, words)),
            "Step added",
            lambda: plan.remove_step(self._desk, made),
        )

    def _ask_step(self, goal: GoalLine, step: StepLine) -> None:
        desk, who = self._desk, self._who()
        self._workplace.runner.run(
            lambda: plan.list_evidence(desk, who),
            lambda evidence: self._open_step(goal, step, evidence),
            self._workplace.navigator.report,
            owner=self,
        )

    def _open_step(self, goal: GoalLine, step: StepLine, evidence: list[Evidence]) -> None:
        old = SetStep(step.id, goal.id, step.words, step.done, step.done_on, step.contact_id)

        def make(host: QWidget) -> SideSheet:
            sheet = StepSheet(self._theme, host, goal.id, step, evidence, self._calendar)
            keep_words(self._workplace, sheet, self._who(), step.id)
            sheet.wanted.connect(
                lambda command: self._run(
                    sheet,
                    lambda: plan.set_step(self._desk, command),
                    "Step kept",
                    lambda: plan.set_step(self._desk, old),
                )
            )
            sheet.removed.connect(
                lambda: self._run(
                    sheet,
                    lambda: plan.remove_step(self._desk, step.id),
                    "Step taken out",
                    lambda: plan.remove_step(self._desk, step.id, back=True),
                )
            )
            return sheet

        self.sheet_wanted.emit(make)

    def _ask_questions(self, instrument: Instrument) -> None:
        if not self._may:
            return

        def make(host: QWidget) -> SideSheet:
            sheet = AssessmentSheet(self._theme, host, self._who(), instrument, self._desk.clock)
            keep_words(self._workplace, sheet, self._who(), instrument.key)
            sheet.wanted.connect(
                lambda command: self._run(
                    sheet,
                    lambda: assessments.take_assessment(self._desk, command),
                    "Answers kept",
                    lambda: assessments.remove_assessment(self._desk, command.id),
                )
            )
            return sheet

        self.sheet_wanted.emit(make)

    def _remove_answers(self, taking: Taking) -> None:
        self._run(
            None,
            lambda: assessments.remove_assessment(self._desk, taking.id),
            "Answers taken back",
            lambda: assessments.remove_assessment(self._desk, taking.id, back=True),
        )

    def _run(self, sheet: FormSheet | None, work: Work, words: str, undo: Work | None) -> None:
        """Do `work` on the store thread, say so, and offer to take it back."""
        if sheet is not None:
            self._doing.save(sheet, work, words, undo)
        else:
            self._doing.do(work, words, undo, refused=self._stand_again)

    def _stand_again(self, error: LeadError) -> None:
        self._workplace.navigator.report(error)
        self._show()  # a box that was ticked stands again as it does in the vault
