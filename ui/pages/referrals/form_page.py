"""New referral: screen fast and fairly, with the result beside the form and nothing typed lost."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.errors import InvalidInput, LeadError
from lead_desktop.domain.codes import Answer, Door, Question
from lead_desktop.domain.people.duplicates import PossibleMatch
from lead_desktop.domain.referral.eligibility import Eligibility, checklist_of, judge
from lead_desktop.domain.referral.referral import (
    NOT_WITH_LEAD,
    ReferralLine,
    clocks_of,
    first_outreach_due,
)
from lead_desktop.services.contacts.drafts import DraftLine, DraftState
from lead_desktop.services.referral import referrals
from lead_desktop.services.referral.referrals import Referred
from ui.kit.card import hairline
from ui.models.day_words import Calendar
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.referrals.form_cards import DoorCards, HappenedCard, QuestionsCard, WhoCard
from ui.pages.referrals.form_footer import FormFooter
from ui.pages.referrals.form_sides import FormSides
from ui.pages.referrals.form_state import FORM, FormState, from_body, to_body
from ui.pages.referrals.keeper import Keeper
from ui.pages.referrals.matches import compared_words
from ui.pages.referrals.result_column import ResultColumn
from ui.pages.referrals.seeker import Seeker
from ui.pages.workplace import Workplace

REFERRALS = "referrals"


class NewReferralPage(Page):
    """One referral at a time; a draft of it is kept a second after the last key."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme, clock = workplace.theme, workplace.desk.clock
        self.state = self._fresh()
        self.found: list[PossibleMatch] = []
        self.near: list[PossibleMatch] = []
        self._busy = False
        self._fetched = False
        self.doors = DoorCards(theme)
        self.who = WhoCard(theme)
        self.happened = HappenedCard(theme, clock)
        self.questions = QuestionsCard(theme)
        self.result = ResultColumn(theme)
        self.footer = FormFooter(theme)
        self._seeker = Seeker(workplace, self, lambda: self.state, self._take_matches)
        self._keeper = Keeper(workplace, self, self.draft_state, self.footer)
        self._lay_out()
        self._connect()
        self._show()

    def heading(self) -> Heading:
        return Heading("New referral", crumbs=((REFERRALS, "Referrals"),))

    def hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Tab",), "next"),
            KeyHint(("Y",), "yes"),
            KeyHint(("N",), "no"),
            KeyHint(("U",), "unknown"),
        )

    @property
    def eligibility(self) -> Eligibility:
        """The result as it stands now."""
        today = self.workplace.desk.clock.today()
        facts = self.state.facts(today, enrolled=self._enrolled())
        return judge(facts, checklist_of(self.workplace.desk.settings))

    def refresh(self) -> None:
        desk = self.workplace.desk
        columns = ("officer", "unit", "post", "place", "agency")
        self.workplace.runner.run(
            lambda: {column: referrals.list_spoken(desk, column) for column in columns},
            lambda spoken: self.happened.offer(dict(spoken)),
            owner=self,
        )
        if not self._fetched and self.state.is_empty:
            self._fetched = True
            self._keeper.fetch(lambda line: line.open, self._resume_open)

    def activate(self) -> None:
        super().activate()
        self.who.fields["name"].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, before: object) -> None:
        """Start from a draft by its id, or for the person of a referral whose door was closed."""
        if isinstance(before, UUID):
            self.resume(before)
        elif isinstance(before, ReferralLine):
            self._fetched = True
            self.start_over(
                replace(
                    self._fresh(),
                    door=Door.SOCIAL,
                    name=before.participant,
                    person=(before.participant_id, before.participant),
                    again_of=before.id,
                )
            )

    def resume(self, draft_id: UUID) -> None:
        """Open one of the worker's own drafts."""
        self._fetched = True
        self._keeper.fetch(lambda line: line.id == draft_id, self._take_draft)

    def draft_state(self) -> DraftState | None:
        """What stands in the form, to be kept before a lock; None when there is nothing."""
        if self.state.is_empty and not self._keeper.exists:
            return None
        person = self.state.person
        return DraftState(
            id=self.state.id,
            form=FORM,
            participant_id=person[0] if person else None,
            body=to_body(self.state),
            open=self.isVisible(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save(begin_outreach=True)
        elif control and event.key() == Qt.Key.Key_S:
            self.save(begin_outreach=False)
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def save(self, *, begin_outreach: bool) -> None:
        """Save the referral; problems show at their fields and nothing is written."""
        if self._busy:
            return
        self._read()
        desk, today = self.workplace.desk, self.workplace.desk.clock.today()
        if not self._birth_can_be_read():
            return
        command = self.state.command(today, begin_outreach=begin_outreach)
        self._busy = True
        self._keeper.stop()
        self.footer.set_busy(busy=True)
        self.workplace.runner.run(
            lambda: referrals.add_referral(desk, command), self._saved, self._refused, owner=self
        )

    def start_over(self, state: FormState | None = None) -> None:
        """Empty the form, or begin with `state`."""
        self.state = state or self._fresh()
        self.found, self.near, self._keeper.exists = [], [], False
        self.footer.show_empty()
        self._show()
        self._seeker.touch()
        self._sides.to_top()

    def _fresh(self) -> FormState:
        """An empty form; a program of one district has that district chosen."""
        served = [one.strip() for one in self.workplace.desk.settings.districts.split(",")]
        district = served[0] if len(served) == 1 else ""
        return FormState(district=district, occurred_at=self.workplace.desk.clock.now())

    def _lay_out(self) -> None:
        theme = self.workplace.theme
        cards = (self.doors, self.who, self.happened, self.questions)
        self._sides = FormSides(theme, cards, self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._sides, 1)
        column.addWidget(hairline())
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.doors.chosen.connect(self._choose_door)
        self.who.changed.connect(self._typed_who)
        self.who.left.connect(self._tell_birth)
        self.who.matches.same.connect(self._same)
        self.who.matches.different.connect(self._different)
        self.who.matches.parted.connect(self._part)
        self.who.matches.opened.connect(self.workplace.navigator.open_participant)
        self.happened.changed.connect(self._typed)
        self.questions.answered.connect(self._answer)
        self.result.offered.connect(self._offer_social)
        self.footer.cancelled.connect(self._leave)
        self.footer.save_asked.connect(lambda begin: self.save(begin_outreach=begin))

    def _read(self) -> None:
        self.state = self.happened.read(self.who.read(self.state))

    def _show(self) -> None:
        """Show the whole state, as after a draft came back."""
        self.doors.show_door(self.state.door)
        self.who.show_state(self.state, self._born())
        self.happened.show_state(self.state)
        self._show_matches()
        self._show_result()

    def _show_result(self) -> None:
        result = self.eligibility
        self.questions.show_state(self.state, result)
        self.result.show_result(result, begun=not self.state.is_empty, street=self.state.is_street)
        desk = self.workplace.desk
        came = self.state.occurred_at or desk.clock.now()
        clocks = clocks_of(desk.settings)
        due = Calendar.of(desk.clock).ahead(first_outreach_due(self.state.door, came, clocks))
        hours = clocks.street_hours if self.state.is_street else clocks.social_hours
        self.result.show_next(
            (
                ("timer", "warn_text", f"First outreach within {hours} h: by {due}"),
                ("user-plus", "text2", "Assign a peer after saving"),
                ("eye-off", "text2", "Officer hears back only with consent"),
            )
        )

    def _typed(self) -> None:
        self._read()
        self._show_after_typing()

    def _typed_who(self) -> None:
        self._read()
        self.who.fields["born"].set_problem(None)
        self._seeker.touch()
        self._show_after_typing()

    def _show_after_typing(self) -> None:
        self.who.show_state(self.state, self._born())
        self.happened.show_state(self.state)
        self._show_result()
        self._keeper.touch()

    def _choose_door(self, door: Door) -> None:
        self.doors.show_door(door)
        self._read()
        self.state = self.state.by_door(door, self.workplace.desk.clock.today())
        self._show_after_typing()

    def _answer(self, question: Question, answer: Answer) -> None:
        self.state = replace(self.state, answers={**self.state.answers, question: answer})
        self._show_result()
        self._keeper.touch()

    def _offer_social(self) -> None:
        """The social door for the same person; nothing about the stop is carried over."""
        state = self.state
        self.start_over(
            replace(
                self._fresh(),
                id=state.id,
                door=Door.SOCIAL,
                name=state.name,
                legal_name=state.legal_name,
                born=state.born,
                phone=state.phone,
                person=state.person,
                enrolled=state.enrolled,
                different_from=state.different_from,
                again_of=state.again_of,
            )
        )
        self._keeper.touch()

    def look_for_matches(self) -> None:
        """Compare with the people who are here, now; otherwise done soon after the last key."""
        self._seeker.seek()

    def _take_matches(self, found: list[PossibleMatch], near: list[PossibleMatch]) -> None:
        self.found, self.near = found, near
        self._show_matches()
        self._show_result()

    def _show_matches(self) -> None:
        state, matches = self.state, self.who.matches
        if state.person is not None:
            matches.show_person(state.person[1])
        elif not state.name.strip() and not state.phone.strip():
            matches.show_nothing()
        else:
            compared = compared_words(state.name, self._born(), state.phone)
            matches.show_matches(self.found, compared, self.near)

    def _enrolled(self) -> bool | None:
        """Whether the person is with LEAD already; None while somebody alike may be."""
        if self.state.person is not None:
            return self.state.enrolled
        return None if any(one.status not in NOT_WITH_LEAD for one in self.found) else False

    def _same(self, match: PossibleMatch) -> None:
        self.state = replace(
            self.state,
            person=(match.participant_id, match.name),
            enrolled=match.status not in NOT_WITH_LEAD,
            name=self.state.name or match.name,
        )
        self.found = []
        self._after_choice()

    def _different(self, match: PossibleMatch) -> None:
        told = (*self.state.different_from, match.participant_id)
        self.state = replace(self.state, different_from=told)
        self.found = [one for one in self.found if one.participant_id != match.participant_id]
        self._after_choice()

    def _part(self) -> None:
        self.state = replace(self.state, person=None, enrolled=False)
        self._seeker.touch()
        self._after_choice()

    def _after_choice(self) -> None:
        """The button that was pressed is gone; the focus goes to the name."""
        self._show_matches()
        self._show_after_typing()
        field = self.who.fields["born" if self.state.person else "name"].input
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _born(self) -> str:
        """The birth date as far as it can be read."""
        return self.state.born_stored(self.workplace.desk.clock.today())

    def _tell_birth(self) -> bool:
        """Whether the birth date can be read, or is not known; the field says when not."""
        readable = not self.state.born.strip() or bool(self._born())
        if not readable:
            self.who.fields["born"].set_problem("Write 2/29/1988, Feb 1988, 1988 or about 45.")
        return readable

    def _birth_can_be_read(self) -> bool:
        readable = self._tell_birth()
        if not readable:
            self.who.fields["born"].input.setFocus(Qt.FocusReason.OtherFocusReason)
        return readable

    def _resume_open(self, line: DraftLine) -> None:
        if self.state.is_empty:
            self._take_draft(line)

    def _take_draft(self, line: DraftLine) -> None:
        self.state = from_body(line.id, line.body)
        self._keeper.exists = True
        self._show()
        self.footer.show_saved(line.saved_at.astimezone(self.workplace.desk.clock.zone))
        self._seeker.touch()

    def _saved(self, done: Referred) -> None:
        self._busy = False
        self.footer.set_busy(busy=False)
        self.start_over()
        self._seeker.stop()
        navigator = self.workplace.navigator
        self.workplace.bus.publish(done.change.topics, done.change.ids, writer=self)
        navigator.show_page(REFERRALS)
        navigator.toast(f"{done.line.number_text} saved: {done.eligibility.headline.lower()}")

    def _refused(self, error: LeadError) -> None:
        self._busy = False
        self.footer.set_busy(busy=False)
        self._keeper.touch()
        if not isinstance(error, InvalidInput):
            self.workplace.navigator.report(error)
            return
        first: QWidget | None = None
        for problem in error.problems:
            field = self.who.fields.get(problem.field) or self.happened.fields.get(problem.field)
            if problem.field == "approval":
                first = first or self.happened.approval.choice
            elif field is not None:
                field.set_problem(problem.message)
                first = first or field.input
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        at_field = {*self.who.fields, *self.happened.fields}
        if any(problem.field not in at_field for problem in error.problems):
            self.workplace.navigator.report(error)

    def _leave(self) -> None:
        """Back to the list; what was written stays as a draft."""
        self._keeper.stop()
        state = self.draft_state()
        if state is not None:
            self._keeper.put_away(state)
            self.workplace.navigator.toast("Kept as a draft")
        self.start_over()
        self.workplace.navigator.show_page(REFERRALS)
