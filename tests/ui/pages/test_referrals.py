"""The referrals pages: somebody screens a person at the desk, with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Answer, Charge, Decision, Door, Question, ReferralState, Role
from lead_desktop.domain.people.duplicates import DuplicatePair
from lead_desktop.domain.referral.referral import WarmHandOff
from lead_desktop.services.contacts import drafts
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import duplicates
from lead_desktop.services.referral import referrals
from lead_desktop.services.referral.referral_steps import grant_exception
from lead_desktop.services.referral.referral_taking import AddReferral, OwnerApproval
from tests.ui.pages.typist import CTRL, SHIFT, Typist
from ui.models.day_words import Calendar
from ui.models.drawer import draft_row
from ui.pages.referrals.form_page import NewReferralPage
from ui.pages.referrals.form_state import FORM, FormState, from_body, to_body
from ui.pages.referrals.merge_sheet import MergeSheet
from ui.pages.referrals.page import DOCKET, DUPLICATES, ReferralsPage
from ui.pages.sheet_keeper import SheetKeeper
from ui.pages.workplace import Workplace

Enroll = Callable[..., UUID]


@pytest.fixture
def form(workplace: Workplace, stage: QWidget, qtbot: QtBot) -> NewReferralPage:
    return opened(workplace, stage, qtbot)


def opened(workplace: Workplace, stage: QWidget, qtbot: QtBot) -> NewReferralPage:
    page = NewReferralPage(workplace, stage)
    page.resize(1180, 820)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.who.fields["name"].input.hasFocus())
    return page


def saved(workplace: Workplace) -> list[object]:
    return [(line.state, line.participant) for line in referrals.list_referrals(workplace.desk)]


def test_a_stop_referral_by_keys_from_name_to_outreach(
    form: NewReferralPage, workplace: Workplace, qtbot: QtBot
) -> None:
    typist = Typist(qtbot)
    typist.type("Cypress Hypothetical")
    typist.tab_to("born")
    typist.type("2/29/1988")
    form.happened.charges.chips[0].setFocus()
    typist.press(Qt.Key.Key_Space)
    for question in (Question.CONSENTS_TO_MEET, Question.NO_EXCLUSION):
        form.questions.rows[question].choice.segments[0].setFocus()
        typist.press(Qt.Key.Key_Y)
    assert form.result.banner.title() == "Eligible"
    typist.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: saved(workplace) != [])
    assert saved(workplace) == [(ReferralState.OUTREACH, "Cypress Hypothetical")]
    qtbot.waitUntil(lambda: form.state.is_empty)
    assert drafts.list_drafts(workplace.desk) == []


def test_a_birth_date_that_cannot_be_read_is_told_when_it_is_left(
    form: NewReferralPage, qtbot: QtBot
) -> None:
    typist = Typist(qtbot)
    typist.type("Cypress Hypothetical")
    typist.tab_to("born")
    typist.type("13/45")
    qtbot.waitUntil(lambda: "Checked" in line_of(form))
    assert "date of birth" not in line_of(form)  # nothing was compared with what is no date
    assert not form.who.is_complete()
    assert form.who.fields["born"].problem() is None  # not while it is being written
    typist.press(Qt.Key.Key_Tab)
    assert form.who.fields["phone"].input.hasFocus()  # told, not held up
    assert "2/29/1988" in (form.who.fields["born"].problem() or "")
    typist.press(Qt.Key.Key_Tab, SHIFT)
    typist.type("2/13/1945")  # Tab into a field selects what stands there
    assert form.who.fields["born"].problem() is None
    assert form.who.is_complete()
    qtbot.waitUntil(lambda: "date of birth" in line_of(form))


def line_of(form: NewReferralPage) -> str:
    """What the form says about who was compared."""
    return " ".join(one.text() for one in form.who.matches.findChildren(QLabel))


def test_letters_answer_and_the_result_names_what_is_missing(
    form: NewReferralPage, qtbot: QtBot
) -> None:
    typist = Typist(qtbot)
    row = form.questions.rows[Question.NO_EXCLUSION]
    row.choice.segments[0].setFocus()
    for key, answer in (
        (Qt.Key.Key_N, Answer.NO),
        (Qt.Key.Key_D, Answer.DECLINED),
        (Qt.Key.Key_U, Answer.UNKNOWN),
        (Qt.Key.Key_Y, Answer.YES),
    ):
        typist.press(key)
        assert form.state.answers[Question.NO_EXCLUSION] is answer
    assert "missing" in form.result.banner.title()


def test_trespass_asks_for_the_owner_and_cannot_start_outreach_without(
    form: NewReferralPage, workplace: Workplace, qtbot: QtBot
) -> None:
    typist = Typist(qtbot)
    assert form.happened.approval.isHidden()
    typist.type("Cypress Hypothetical")
    form.happened.charges.choose(Charge.TRESPASS.value)
    assert not form.happened.approval.isHidden()
    problems: list[object] = []
    workplace.navigator.problem_met.connect(problems.append)
    form.save(begin_outreach=True)
    qtbot.waitUntil(lambda: bool(problems))
    assert saved(workplace) == []
    assert form.state.name == "Cypress Hypothetical"  # nothing typed is gone
    form.happened.approval.choice.choose(Answer.UNKNOWN.value)
    typist.press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: saved(workplace) != [])
    assert saved(workplace) == [(ReferralState.PENDING, "Cypress Hypothetical")]


def test_who_may_be_here_already_shows_while_one_types_and_is_taken(
    workplace: Workplace, stage: QWidget, qtbot: QtBot, enroll: Enroll
) -> None:
    june = enroll("Juniper Fable", date_of_birth="1988-02-29")
    form = opened(workplace, stage, qtbot)
    Typist(qtbot).type("Junipper Fable")
    qtbot.waitUntil(lambda: len(form.who.matches.rows) == 1)
    assert form.who.matches.rows[0].match.participant_id == june
    assert Question.NOT_ENROLLED in form.eligibility.missing
    form.who.matches.rows[0].same.click()
    assert form.state.person == (june, "Juniper Fable")
    assert form.eligibility.eligible is False  # with LEAD already; the incident is still kept
    assert not form.who.matches.rows


def test_whoever_is_spelled_alike_stands_beside_no_match_and_can_be_opened(
    workplace: Workplace, stage: QWidget, qtbot: QtBot, enroll: Enroll
) -> None:
    june = enroll("Juniper Fable")
    form = opened(workplace, stage, qtbot)
    Typist(qtbot).type("Junipr Fabel")
    near = form.who.matches.near
    qtbot.waitUntil(lambda: [one.text() for one in near.links] == ["Juniper Fable, P-0001"])
    assert "No match in this vault." in line_of(form)
    assert near.isVisible()
    assert not form.who.matches.rows
    asked: list[object] = []
    form.who.matches.opened.connect(asked.append)
    near.links[0].click()
    assert asked == [june]
    Typist(qtbot).type(" Entirely-New")
    qtbot.waitUntil(lambda: near.isHidden())


def test_a_different_person_is_remembered_with_the_referral(
    workplace: Workplace, stage: QWidget, qtbot: QtBot, enroll: Enroll
) -> None:
    from lead_desktop.services.people.duplicates import list_duplicates

    enroll("Juniper Fable")
    form = opened(workplace, stage, qtbot)
    Typist(qtbot).type("Juniper Fable")
    qtbot.waitUntil(lambda: len(form.who.matches.rows) == 1)
    form.who.matches.rows[0].different.click()
    form.save(begin_outreach=False)
    qtbot.waitUntil(lambda: len(saved(workplace)) == 1)
    assert list_duplicates(workplace.desk) == []


def test_not_eligible_is_told_calmly_and_the_social_door_carries_nothing_of_the_stop(
    form: NewReferralPage, qtbot: QtBot
) -> None:
    Typist(qtbot).type("Cypress Hypothetical")
    form.happened.charges.choose(Charge.TRESPASS.value)
    form.happened.spoken["officer"].setFocus()
    Typist(qtbot).type("Ofc. Placeholder")
    form.happened.approval.choice.choose(Answer.NO.value)
    assert form.result.banner.title().startswith("Not this way")
    assert not form.result.offer.isHidden()
    form.result.offer.click()
    assert form.state.door is Door.SOCIAL
    assert form.state.name == "Cypress Hypothetical"
    command = form.state.command(form.workplace.desk.clock.today(), begin_outreach=False)
    assert (command.charges, command.officer, command.incident_number) == (frozenset(), "", "")


def test_what_was_typed_is_kept_and_comes_back(
    workplace: Workplace, stage: QWidget, qtbot: QtBot
) -> None:
    form = opened(workplace, stage, qtbot)
    Typist(qtbot).type("Cypress")
    form.happened.charges.choose(Charge.LARCENY.value)
    qtbot.waitUntil(lambda: form.footer.status().startswith("Draft saved"))
    (kept,) = drafts.list_drafts(workplace.desk)
    assert (kept.form, kept.open) == (FORM, True)
    row = draft_row(kept, Calendar.of(workplace.desk.clock))
    assert (row.title, row.line) == ("Cypress", "New referral")
    form.hide()
    again = opened(workplace, stage, qtbot)
    qtbot.waitUntil(lambda: again.state.name == "Cypress")
    assert again.state.charges == {Charge.LARCENY}
    assert again.state.id == kept.id


def test_a_late_draft_never_brings_a_saved_referral_back(workplace: Workplace) -> None:
    state = FormState(name="Cypress Hypothetical")
    desk = workplace.desk
    referrals.add_referral(desk, state.command(desk.clock.today(), begin_outreach=False))
    drafts.save_draft(desk, drafts.DraftState(state.id, FORM, None, to_body(state)))
    assert drafts.list_drafts(desk) == []


def test_a_damaged_draft_gives_back_what_is_whole() -> None:
    state = FormState(name="Cypress", charges=frozenset({Charge.LARCENY}), answers={
        Question.ADULT: Answer.YES})  # fmt: skip
    assert from_body(state.id, to_body(state)) == state
    damaged = to_body(state) | {"door": "window", "answers": [], "born": 7}
    back = from_body(state.id, damaged)
    assert (back.name, back.charges, back.door) == ("Cypress", state.charges, Door.STOP)


@pytest.mark.parametrize(
    ("door", "asked", "not_asked"),
    [
        (
            Door.STOP,
            {"officer", "unit", "post", "basis", "incident_number"},
            {"hold_until", "type"},
        ),
        (Door.ARREST, {"officer", "incident_number", "hold_until"}, {"agency", "type"}),
        (
            Door.SOCIAL,
            {"agency", "officer", "district"},
            {"basis", "incident_number", "hold_until"},
        ),
        (Door.COMMUNITY, {"agency", "officer", "place"}, {"unit", "basis", "incident_number"}),
        (Door.OTHER, {"type", "agency", "officer"}, {"unit", "basis", "incident_number"}),
    ],
)
def test_each_door_asks_its_own_short_form(
    form: NewReferralPage, door: Door, asked: set[str], not_asked: set[str]
) -> None:
    form.doors.cards[door].click()
    shown = {name for name, one in form.happened.fields.items() if one.isVisible()}
    assert asked <= shown
    assert not shown & not_asked
    street = door in (Door.STOP, Door.ARREST)
    assert form.happened.charges.isVisible() == street
    social = form.questions.rows.get(Question.RECENT_POLICE_CONTACT)
    assert (social is not None and social.isVisible()) == (door is Door.SOCIAL)


def test_the_subsistence_question_is_asked_where_the_poster_has_it(form: NewReferralPage) -> None:
    def asked() -> bool:
        row = form.questions.rows.get(Question.SUBSISTENCE)
        return row is not None and row.isVisible()

    form.happened.charges.chips[0].click()
    assert form.state.charges == {Charge.CDS_POSSESSION}
    assert not asked()
    for chip in form.happened.charges.chips[:2]:  # possession off, distribution on
        chip.click()
    assert form.state.charges == {Charge.CDS_DISTRIBUTION}
    assert asked()
    assert Question.SUBSISTENCE in form.eligibility.missing


def test_the_detail_tells_who_agreed_and_why_an_exception_was_made(
    workplace: Workplace, stage: QWidget, qtbot: QtBot, seat: Callable[..., Desk]
) -> None:
    desk, why = workplace.desk, "Stays around the corner of the district"
    agreed = OwnerApproval(Answer.YES, "Example Market", desk.clock.now(), "by phone")
    called = desk.clock.now() - timedelta(minutes=50)
    done = referrals.add_referral(
        desk,
        AddReferral(
            id=new_id(), door=Door.STOP, name="Moss Example", district="Western", post="Post 12",
            charges=frozenset({Charge.TRESPASS}), basis="Asked to leave", approval=agreed,
            hand_off=WarmHandOff(called, called + timedelta(minutes=41)),
        ),
    )  # fmt: skip
    grant_exception(seat(Role.SUPERVISOR), done.line.id, why)
    page = ReferralsPage(workplace, stage)
    page.resize(1400, 900)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.loaded)
    page.show_shelf("answers")
    qtbot.waitUntil(lambda: page.detail.name.isVisible())
    told = [label.text() for label in page.detail.findChildren(QLabel) if label.isVisible()]
    for words in (why, "Agreed · Example Market · by phone", "Asked to leave", "Western · Post 12",
                  "41 min · goal 30"):  # fmt: skip
        assert any(words in text for text in told), words


def test_a_decision_is_recorded_by_keys_and_can_be_taken_back(
    workplace: Workplace, stage: QWidget, qtbot: QtBot
) -> None:
    desk = workplace.desk
    referrals.add_referral(desk, AddReferral(id=new_id(), door=Door.COMMUNITY, name="Moss Example"))
    page = ReferralsPage(workplace, stage)
    page.resize(1180, 820)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.loaded)
    undo: list[object] = []
    workplace.navigator.toast_wanted.connect(lambda _, back: undo.append(back))
    page.show_shelf("answers")
    qtbot.waitUntil(lambda: page.detail.buttons["decide"].isVisible())
    typist = Typist(qtbot)
    page.table.setFocus()
    typist.press(Qt.Key.Key_E)
    qtbot.waitUntil(lambda: page.acts.sheet is not None)
    sheet = page.acts.sheet
    assert sheet is not None
    sheet.decision.choose(Decision.APPROVED.value)  # type: ignore[attr-defined]  # DecisionSheet
    sheet.submit()
    qtbot.waitUntil(lambda: len(undo) == 1)
    (line,) = referrals.list_referrals(desk)
    assert [one.decision for one in line.decisions] == [Decision.APPROVED]
    undo[0]()  # type: ignore[operator]  # the toast's way back
    qtbot.waitUntil(lambda: referrals.list_referrals(desk)[0].decisions == ())


def test_the_docket_is_printed_from_its_tab_alone(
    workplace: Workplace, stage: QWidget, qtbot: QtBot
) -> None:
    page = ReferralsPage(workplace, stage)
    page.resize(1180, 820)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.loaded)
    page.activate()
    assert not page.print.isVisible()
    page.show_shelf(DOCKET)
    assert page.print.isVisible()
    for ask in (page.print.click, lambda: qtbot.keyClick(page, Qt.Key.Key_O)):
        with qtbot.waitSignal(workplace.navigator.docket_wanted):
            ask()


def test_a_pair_is_told_apart_on_the_page(
    workplace: Workplace, stage: QWidget, qtbot: QtBot, enroll: Enroll
) -> None:
    enroll("Juniper Fable", date_of_birth="1988-02-29")
    enroll("Juniper Fable", date_of_birth="1988-02-29")
    page = ReferralsPage(workplace, stage)
    page.resize(1180, 820)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.loaded)
    page.show_shelf(DUPLICATES)
    qtbot.waitUntil(lambda: len(page.duplicates.rows) == 1)
    page.duplicates.rows[0].apart.click()
    qtbot.waitUntil(lambda: not page.duplicates.rows)


def test_the_window_saves_while_everybody_is_compared(
    workplace: Workplace,
    stage: QWidget,
    qtbot: QtBot,
    enroll: Enroll,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enroll("Juniper Fable", date_of_birth="1988-02-29")
    enroll("Jun Fable", date_of_birth="1988-02-29")
    compare_all, saved_meanwhile = duplicates.list_duplicates, Event()

    def slowly(desk: Desk) -> list[DuplicatePair]:
        assert saved_meanwhile.wait(timeout=20)
        return compare_all(desk)

    monkeypatch.setattr(duplicates, "list_duplicates", slowly)
    page = ReferralsPage(workplace, stage)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.loaded)
    page.show_shelf(DUPLICATES)
    workplace.runner.run(lambda: None, lambda _: saved_meanwhile.set(), owner=page)
    qtbot.waitUntil(lambda: len(page.duplicates.rows) == 1, timeout=20_000)
    assert saved_meanwhile.is_set()


def test_two_records_are_compared_and_made_one_with_the_chosen_values(
    workplace: Workplace, stage: QWidget, qtbot: QtBot, enroll: Enroll
) -> None:
    from lead_desktop.services.people.participants import list_caseload

    enroll("Juniper Fable", date_of_birth="1988-02-29")
    enroll("Junipper Fable", date_of_birth="1988-02-29")
    page = ReferralsPage(workplace, stage)
    page.resize(1180, 820)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.loaded)
    page.show_shelf(DUPLICATES)
    qtbot.waitUntil(lambda: len(page.duplicates.rows) == 1)
    page.duplicates.rows[0].merge.click()
    qtbot.waitUntil(lambda: page.merging.sheet is not None)
    sheet = page.merging.sheet
    assert sheet is not None
    assert set(sheet.choices) == {"preferred_name"}
    sheet.choose("preferred_name", gone=True)
    Typist(qtbot).press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(list_caseload(workplace.desk)) == 1)
    (row,) = list_caseload(workplace.desk)
    assert row.preferred_name == "Junipper Fable"
    qtbot.waitUntil(lambda: len(page.duplicates.merges) == 1)
    assert page.duplicates.merges[0].undo.isHidden()  # a case manager asks the supervisor


def test_what_was_chosen_of_two_records_survives_a_closing_and_a_change_of_sides(
    workplace: Workplace, stage: QWidget, qtbot: QtBot, enroll: Enroll
) -> None:
    """As at a lock: the sheet goes without having been answered, and is opened again."""
    enroll("Juniper Fable", date_of_birth="1988-02-29")
    enroll("Junipper Fable", date_of_birth="1988-02-29")
    page = ReferralsPage(workplace, stage)
    page.resize(1180, 820)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.loaded)
    page.show_shelf(DUPLICATES)
    qtbot.waitUntil(lambda: len(page.duplicates.rows) == 1)

    def shown() -> MergeSheet:
        qtbot.waitUntil(lambda: page.merging.sheet is not None)
        sheet = page.merging.sheet
        assert sheet is not None
        keeper = sheet.findChild(SheetKeeper)
        assert isinstance(keeper, SheetKeeper)
        qtbot.waitUntil(lambda: keeper.looked)
        return sheet

    page.duplicates.rows[0].merge.click()
    first = shown()
    first.choose("preferred_name", gone=True)
    Typist(qtbot).press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.merging.sheet is None)
    page.duplicates.rows[0].merge.click()
    again = shown()
    assert again.choices["preferred_name"][1].isChecked()
    again.swap.click()
    qtbot.waitUntil(lambda: page.merging.sheet is not again)
    swapped = shown()
    assert swapped.choices["preferred_name"][0].isChecked()  # Junipper, which stays by now
    assert swapped.choices["preferred_name"][0].text() == "Junipper Fable"


def test_the_clock_of_a_diverted_incident_is_stopped_from_the_page(
    workplace: Workplace, stage: QWidget, qtbot: QtBot
) -> None:
    from lead_desktop.domain.codes import StopClockReason
    from lead_desktop.services.referral.incidents import list_incidents
    from ui.pages.life_sheets.incident_sheets import IncidentSheet

    desk = workplace.desk
    command = AddReferral(
        id=new_id(),
        door=Door.ARREST,
        name="Moss Example",
        charges=frozenset({Charge.LARCENY}),
    )
    referrals.add_referral(desk, command)
    page = ReferralsPage(workplace, stage)
    page.resize(1180, 820)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.loaded)
    page.show_shelf("answers")
    qtbot.waitUntil(lambda: page.detail.buttons["incident"].isVisible())
    page.detail.buttons["incident"].click()
    sheet = page.acts.sheet
    assert isinstance(sheet, IncidentSheet)
    sheet.clock.choose("stands")
    sheet.submit()
    assert sheet.fields["reason"].problem() is not None  # a clock stops with a reason only
    sheet.reason.setCurrentIndex(list(StopClockReason).index(StopClockReason.IN_JAIL))
    sheet.submit()
    qtbot.waitUntil(lambda: list_incidents(desk)[0].stopped.reason is StopClockReason.IN_JAIL)
