"""The form in two speeds, with several people, and after an attempt: each told by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    LifeArea,
    LinkageStatus,
    PlaceType,
    Relation,
    ServiceCategory,
)
from lead_desktop.domain.contacts.timeline import ContactEntry, EventEntry
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import FollowUp, LearnedEvent, LifeChange
from lead_desktop.services.people import outcomes, participants
from lead_desktop.services.plan import linkages
from lead_desktop.store.tables import ParticipantPhone, SafeContactRow
from tests.services.contacts.test_contacts import a_contact
from tests.ui.pages.typist import ALT, CTRL, Typist, gone, ready
from ui.pages.linkage_sheets.move_sheet import MoveSheet
from ui.pages.quick_log.draft_body import Caret, from_body, to_body
from ui.pages.quick_log.opening import open_quick_log
from ui.pages.quick_log.state import Part, with_outcome
from ui.pages.workplace import Workplace

Key = Qt.Key
Enroll = Callable[..., UUID]


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    return Typist(qtbot)


def only_entry(workplace: Workplace, person: UUID) -> ContactEntry:
    entries = participants.list_timeline(workplace.desk, person)
    (entry,) = [one for one in entries if isinstance(one, ContactEntry)]
    return entry


def test_a_brief_entry_asks_three_things_and_is_saved_with_seven_keys(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Juniper Fable")
    form = ready(qtbot, open_quick_log(workplace, stage, brief=True))
    assert not form.body.story.isVisible()
    assert not form.body.facts.place.isVisible()
    typist.type("jun")
    typist.press(Key.Key_Return)
    typist.press(Key.Key_3, ALT)
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    assert only_entry(workplace, person).mode is ContactMode.PHONE
    assert typist.strokes + 1 == 7  # with the key that opens the form


def test_a_brief_entry_grows_into_a_note_and_back_without_typing_again(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Juniper Fable")
    form = ready(qtbot, open_quick_log(workplace, stage, person, brief=True))
    typist.press(Key.Key_2, ALT)
    typist.press(Key.Key_M, CTRL)
    assert form.body.story.note.boxes[0].hasFocus()
    typist.type("Came by early")
    typist.press(Key.Key_M, CTRL)
    assert not form.body.story.isVisible()
    assert QApplication.focusWidget() is not None
    typist.tab_to("full")
    typist.press(Key.Key_Space)
    assert form.state.note_texts[0] == "Came by early"
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    entry = only_entry(workplace, person)
    assert (entry.place_type, entry.note) == (PlaceType.OFFICE, "What happened: Came by early")


def test_a_problem_out_of_sight_makes_a_brief_form_grow(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    form.body.facts.minutes.setFocus()
    typist.type("ages")
    typist.press(Key.Key_M, CTRL)
    assert not form.body.facts.minutes.isVisible()
    typist.press(Key.Key_S, CTRL)
    assert form.body.facts.minutes.hasFocus()
    assert form.body.facts.minutes.property("st") == "error"


def test_a_group_of_three_is_one_contact_with_a_line_for_one(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    people = [enroll(name) for name in ("Juniper Fable", "Moss Example", "Wren Sample")]
    form = ready(qtbot, open_quick_log(workplace, stage, people[0]))
    form.body.facts.more_people.setFocus()
    typist.press(Key.Key_Space)
    for name in ("moss", "wren"):
        typist.type(name)
        typist.press(Key.Key_Return)
    assert form.state.participant_ids == tuple(people)
    typist.tab_to("kind.with")
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Right)
    typist.tab_to("note.0")
    typist.type("Tea at the drop-in")
    typist.tab_to(f"private.{people[1]}")
    typist.type("Asked about ID")
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    entries = [only_entry(workplace, person) for person in people]
    assert {entry.id for entry in entries} == {form.state.id}
    assert {entry.kind for entry in entries} == {ContactKind.GROUP}
    assert [entry.private_line for entry in entries] == ["", "Asked about ID", ""]


def test_somebody_taken_away_again_takes_their_line_along(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    form = ready(qtbot, open_quick_log(workplace, stage, juniper))
    form.body.facts.more_people.click()
    typist.type("moss")
    typist.press(Key.Key_Return)
    form.body.story.private.edits[moss].setFocus()
    typist.type("A word")
    form.body.facts.also.edit.setFocus()
    typist.press(Key.Key_Backspace)
    assert form.body.story.private.edits == {}
    typist.type("moss")
    typist.press(Key.Key_Return)
    assert form.state.lines == {juniper: "", moss: "A word"}, "a slip of the key loses nothing"


def test_a_contact_about_somebody_names_who_it_was_with(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Wren Sample")
    form = ready(qtbot, open_quick_log(workplace, stage, person))
    form.body.facts.more_people.click()
    typist.tab_to("kind.with")
    typist.press(Key.Key_Right)
    typist.tab_to("relation")
    typist.press(Key.Key_Down)
    typist.press(Key.Key_Tab)
    typist.type("Aunt Ida")
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    entry = only_entry(workplace, person)
    assert (entry.kind, entry.relation) == (ContactKind.COLLATERAL, Relation.FAMILY)
    assert entry.third_party == "Aunt Ida"
    assert participants.read_record(workplace.desk, person).row.last_reached_at is None


def test_learning_that_somebody_is_in_jail_offers_the_event(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Moss Example")
    form = ready(qtbot, open_quick_log(workplace, stage, person, brief=True))
    typist.press(Key.Key_A)
    assert not form.body.facts.after.learned.isVisible()
    typist.tab_to("attempt.NOT_FOUND")
    while form.state.outcome is not ContactOutcome.IN_CUSTODY:
        typist.press(Key.Key_Right)
    assert form.body.facts.after.learned.isVisible()
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    events = [
        one
        for one in participants.list_timeline(workplace.desk, person)
        if isinstance(one, EventEntry)
    ]
    assert [event.kind for event in events] == [EventKind.JAIL_BOOKED]
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Wren Sample"), brief=True))
    typist.press(Key.Key_A)
    typist.tab_to("attempt.NOT_FOUND")
    while form.state.outcome is not ContactOutcome.IN_HOSPITAL:
        typist.press(Key.Key_Right)
    typist.tab_to("learned")
    typist.press(Key.Key_Space)
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    wren = form.state.participant_id
    assert wren is not None
    assert len(participants.list_timeline(workplace.desk, wren)) == 1


def test_an_attempt_proposes_what_was_not_tried_and_never_what_was_ruled_out(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    desk, person = workplace.desk, enroll("Moss Example")
    now = desk.clock.now()
    with desk.store.write() as session:
        session.add(
            ParticipantPhone(
                participant_id=person,
                number="555-0142",
                digits="5550142",
                text_ok=False,
                voicemail_ok=False,
                created_at=now,
                updated_at=now,
            )
        )
    form = ready(qtbot, open_quick_log(workplace, stage, person, brief=True))
    qtbot.waitUntil(lambda: "no voicemail" in form.body.facts.safe.text())
    typist.press(Key.Key_A)
    typist.tab_to("proposal")
    assert form.body.facts.after.proposal.text().startswith("Try a call without a message in the")
    typist.press(Key.Key_Space)
    assert form.body.facts.after.promise.text().startswith("Follow-up: Try a call without")
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    (task,) = participants.read_record(desk, person).tasks
    assert task.words == "Try a call without a message in the afternoon"


def test_a_place_that_is_not_usual_is_two_keys_away(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Moss Example")
    form = ready(qtbot, open_quick_log(workplace, stage, person))
    form.body.facts.how.more.setFocus()
    typist.press(Key.Key_Space)
    typist.press(Key.Key_Space)
    assert form.state.how.place is PlaceType.SHELTER
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    assert only_entry(workplace, person).place_type is PlaceType.SHELTER
    again = ready(qtbot, open_quick_log(workplace, stage, person))
    assert again.state.how.label == "Shelter", "what was used last is offered first"


def test_words_that_can_be_said_better_are_pointed_out_and_saved_as_they_are(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    story = form.body.story
    story.note.boxes[2].setFocus()  # their own words are never reworded
    typist.type("I am an addict")
    assert not story.hint.isVisible()
    story.note.boxes[0].setFocus()
    typist.type("Went AWOL")
    assert story.hint.text() == "“awol” could be: out of contact."
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    (entry,) = contacts.list_contacts(workplace.desk)
    assert "Went AWOL" in entry.note


def test_a_change_in_a_life_is_written_down_with_the_contact(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Moss Example")
    form = ready(qtbot, open_quick_log(workplace, stage, person))
    typist.tab_to("changes")
    typist.press(Key.Key_Space)
    typist.press(Key.Key_Tab)
    changes = form.body.story.changes
    assert changes.value.hasFocus()
    place = changes.value.findData("101")
    changes.value.setCurrentIndex(place)
    changes.value.activated.emit(place)  # what Enter in the open list does
    assert form.state.changes == (LifeChange(LifeArea.HOUSING, "101", person),)
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    (line,) = outcomes.list_outcomes(workplace.desk, person)
    assert (line.area, line.what.label) == (LifeArea.HOUSING, "Emergency shelter")


def test_quiet_hours_and_a_no_to_visits_are_kept(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    desk, person = workplace.desk, enroll("Moss Example")
    now = desk.clock.now()
    with desk.store.write() as session:
        session.add(
            SafeContactRow(
                participant_id=person,
                quiet_from=time(12),
                quiet_to=time(17),
                visit_ok=None,
                who_may_know="Her sister",
                created_at=now,
                updated_at=now,
            )
        )
    form = ready(qtbot, open_quick_log(workplace, stage, person, brief=True))
    qtbot.waitUntil(lambda: "12 pm to 5 pm" in form.body.facts.safe.text())
    assert "Who may know: Her sister" in form.body.facts.safe.text()
    typist.press(Key.Key_A)
    assert form.body.facts.after.proposal.text().startswith("Try in person in the evening")


def test_a_promise_is_kept_with_the_contact_and_open_again_after_undo(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    desk, person = workplace.desk, enroll("Moss Example")
    promise = FollowUp("Bring the ID form", desk.clock.today())
    contacts.log_contact(desk, a_contact(desk, person, follow_up=promise))
    (task,) = participants.read_record(desk, person).tasks
    form = open_quick_log(workplace, stage, person)
    qtbot.waitUntil(lambda: bool(form.body.story.promises.checks))
    typist.tab_to(f"promise.{task.id}")
    typist.press(Key.Key_Space)
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    assert participants.read_record(desk, person).tasks == ()
    contacts.withdraw_contact(desk, form.state.id)
    assert [one.words for one in participants.read_record(desk, person).tasks] == [promise.words]


def test_a_linkage_moves_on_in_the_same_save(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    desk, person = workplace.desk, enroll("Moss Example")
    line = linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    ).line
    form = open_quick_log(workplace, stage, person)
    qtbot.waitUntil(lambda: bool(form.body.story.linkages.checks))
    typist.tab_to(f"linkage.{line.id}")
    typist.press(Key.Key_Space)
    typist.tab_to(f"move.{line.id}")
    typist.press(Key.Key_Space)
    sheet = form.body.findChild(MoveSheet)
    assert isinstance(sheet, MoveSheet)
    place = sheet.to.findText(LinkageStatus.SCHEDULED.label)
    sheet.to.setCurrentIndex(place)
    typist.press(Key.Key_Return, CTRL)  # answers the sheet; the contact is not saved yet
    assert contacts.list_contacts(desk) == []
    (card,) = form.body.story.linkages.checks
    assert card.accessibleDescription() == "Identified, no provider yet to Scheduled"
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    record = participants.read_record(desk, person)
    assert record.linkages[0].status is LinkageStatus.SCHEDULED
    assert len(record.appointments) == 1


def test_what_a_group_leads_to_is_said_for_each(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    """Promises of anyone are ticked, a follow-up leaves one out, a life and an event are named."""
    desk = workplace.desk
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    promise = FollowUp("Bring the ID form", desk.clock.today())
    contacts.log_contact(desk, a_contact(desk, moss, follow_up=promise))
    form = ready(qtbot, open_quick_log(workplace, stage, juniper))
    story, facts = form.body.story, form.body.facts
    facts.more_people.setFocus()
    typist.press(Key.Key_Space)
    typist.type("moss")
    typist.press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(story.promises.checks) == 1)
    assert story.promises.checks[0].accessibleName() == "Promise kept: Moss: Bring the ID form"
    assert [one.text() for one in story.promises.headings] == ["Moss"]
    story.promises.checks[0].setFocus()
    typist.press(Key.Key_Space)
    story.changes.begin.setFocus()
    typist.press(Key.Key_Space)
    story.changes.who.setFocus()
    typist.type("M")
    story.changes.value.setFocus()
    story.changes.value.setCurrentIndex(1)
    story.changes.value.activated.emit(1)
    assert [one.participant_id for one in form.state.changes] == [moss]
    story.follow_up.words.setFocus()
    typist.type("Call the office")
    group = story.follow_up.people.group
    assert group is not None
    assert len(group.values()) == 2
    group.chips[1].setFocus()
    typist.press(Key.Key_Space)
    assert form.state.follow_up_for == (juniper,)
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    words = {
        who: [task.words for task in participants.read_record(desk, who).tasks]
        for who in (juniper, moss)
    }
    assert words == {juniper: ["Call the office"], moss: []}
    assert [len(outcomes.list_outcomes(desk, who)) for who in (juniper, moss)] == [0, 1]


def test_linkages_of_everybody_in_a_group_are_touched_and_moved_each_for_its_own_person(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    desk = workplace.desk
    people = [enroll("Juniper Fable"), enroll("Moss Example"), enroll("Moss Sampleton")]
    made = [
        linkages.add_linkage(
            desk, linkages.AddLinkage(new_id(), one, ServiceCategory.HOUSING)
        ).line.id
        for one in people
    ]
    form = ready(qtbot, open_quick_log(workplace, stage, people[0], also=tuple(people[1:])))
    checks = form.body.story.linkages
    qtbot.waitUntil(lambda: len(checks.checks) == 3)
    assert [one.text() for one in checks.headings] == [
        "Juniper",
        "Moss Example",
        "Moss Sampleton",
    ]
    for card in (checks.checks[0], checks.checks[2]):
        card.setFocus()
        typist.press(Key.Key_Space)
    # Somebody who was not there after all takes their linkage along.
    assert form.state.linkage_ids == (made[0], made[2])
    form.body.facts.also.edit.setFocus()
    typist.press(Key.Key_Backspace)
    qtbot.waitUntil(lambda: len(checks.checks) == 2)
    assert form.state.linkage_ids == (made[0],)
    checks.checks[1].setFocus()
    typist.press(Key.Key_Space)
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    touched = [any(step.talked for step in linkages.list_steps(desk, one)) for one in made]
    assert touched == [True, True, False]


def test_a_group_hears_that_one_of_them_is_in_jail(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    form = ready(qtbot, open_quick_log(workplace, stage, juniper))
    facts = form.body.facts
    facts.more_people.setFocus()
    typist.press(Key.Key_Space)
    typist.type("moss")
    typist.press(Key.Key_Return)
    form.body._take(Part.OUTCOME, with_outcome(form.state, ContactOutcome.IN_CUSTODY))
    assert form.state.learned is None
    assert facts.after.who.isVisible()
    facts.after.who.setFocus()
    typist.type("M")
    assert form.state.learned == LearnedEvent(moss, EventKind.JAIL_BOOKED)
    state, _ = from_body(
        to_body(form.state, Caret()), form.state.id, form.state.role, form.state.opened_at
    )
    assert state.learned == form.state.learned
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    events = {
        who: sum(
            isinstance(one, EventEntry) for one in participants.list_timeline(workplace.desk, who)
        )
        for who in (juniper, moss)
    }
    assert events == {juniper: 0, moss: 1}
