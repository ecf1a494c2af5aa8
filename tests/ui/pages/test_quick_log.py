"""The contact form by keyboard: few keys, errors at the field, nothing twice, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    PlaceType,
    Purpose,
    Role,
    ServiceCategory,
    Supply,
)
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.contacts import contacts, drafts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.plan import linkages
from tests.services.contacts.test_contacts import a_contact
from tests.ui.pages.typist import ALT, CTRL, SHIFT, Typist, gone, ready
from ui.kit.focus_trap import tab_stops
from ui.kit.sheet import Sheet
from ui.pages.quick_log.form import QuickLog
from ui.pages.quick_log.opening import open_quick_log
from ui.pages.quick_log.state import Part
from ui.pages.workplace import Workplace

Key = Qt.Key
Enroll = Callable[..., UUID]


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    return Typist(qtbot)


def entries(desk: Desk) -> list[ContactEntry]:
    return contacts.list_contacts(desk)


def test_six_keys_from_anywhere_to_a_signed_contact(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Juniper Fable")
    enroll("Moss Example")
    opener = QShortcut(QKeySequence("Ctrl+L"), stage)
    opener.activated.connect(lambda: open_quick_log(workplace, stage))
    typist.press(Key.Key_L, CTRL)
    typist.type("jun")
    typist.press(Key.Key_Return)
    (form,) = stage.findChildren(QuickLog)
    qtbot.waitUntil(lambda: form.state.participant_ids == (person,))
    typist.press(Key.Key_Return, CTRL)
    gone(qtbot, stage)
    (entry,) = entries(workplace.desk)
    assert (entry.outcome, entry.signed_by) == (
        ContactOutcome.MET,
        "Tomas Sampleton, case manager",
    )
    assert typist.strokes == 6 <= 12
    assert stage.findChild(QLineEdit).hasFocus()
    assert drafts.list_drafts(workplace.desk) == []


def test_enter_before_the_caseload_has_arrived_is_not_lost(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Juniper Fable")
    form = open_quick_log(workplace, stage)
    typist.type("fab")
    typist.press(Key.Key_Return)
    qtbot.waitUntil(lambda: form.state.participant_ids == (person,))
    assert form.body.facts.participant.text() == "Juniper Fable"
    assert form.body.facts.how.chips[0].hasFocus()


def test_a_whole_contact_is_logged_with_the_keyboard_alone(
    qtbot: QtBot,
    stage: QWidget,
    workplace: Workplace,
    enroll: Enroll,
    seat: Callable[..., Desk],
    typist: Typist,
) -> None:
    desk = workplace.desk
    person, lou = enroll("Moss Example"), seat(Role.PEER, name="Lou Testerman")
    linkage = linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    ).line
    form = ready(qtbot, open_quick_log(workplace, stage))
    typist.type("mos")
    typist.press(Key.Key_Return)
    qtbot.waitUntil(lambda: bool(form.body.story.linkages.checks))
    typist.press(Key.Key_Right)  # Office
    typist.press(Key.Key_Tab)  # outcome
    typist.press(Key.Key_Tab)  # met or brief
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Tab)  # when
    typist.press(Key.Key_Right)  # an hour ago
    typist.press(Key.Key_Tab)
    typist.type("25")
    typist.press(Key.Key_Tab)  # the timer in the field
    typist.press(Key.Key_Tab)
    typist.type("The library")
    typist.press(Key.Key_Tab)
    typist.type("lou")
    typist.press(Key.Key_Return)
    typist.press(Key.Key_Tab)
    typist.press(Key.Key_Up)
    typist.press(Key.Key_Up)  # two kits
    typist.tab_to("note.0")
    typist.type("Came by early.")
    typist.press(Key.Key_Tab)
    typist.type("Made tea.")
    typist.tab_to("topic.CHECK_IN")
    typist.press(Key.Key_Space)
    typist.tab_to(f"linkage.{linkage.id}")
    typist.press(Key.Key_Space)
    typist.tab_to("follow_up")
    typist.type("Call the landlord")
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    (entry,) = entries(desk)
    assert (entry.mode, entry.outcome, entry.minutes) == (
        ContactMode.IN_PERSON,
        ContactOutcome.BRIEF,
        25,
    )
    assert entry.note == "What happened: Came by early.\nWhat I did: Made tea."
    assert entry.supplies == ((Supply.NALOXONE_KIT, 2),)
    assert (entry.place, entry.purposes) == ("The library", (Purpose.CHECK_IN,))
    assert set(entry.workers) == {desk.worker.name, lou.worker.name}
    assert entry.signed_by is None
    assert (desk.clock.now() - entry.occurred_at).total_seconds() == 3600
    (task,) = participants.read_record(desk, person).tasks
    assert task.words == "Call the landlord"
    assert len(linkages.list_steps(desk, linkage.id)) == 2


def test_tab_follows_the_reading_order(qtbot: QtBot, stage: QWidget, workplace: Workplace) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage))
    stops = tab_stops(form)
    places = [stop.mapTo(form, stop.rect().topLeft()) for stop in stops]
    columns = [place.x() > 520 for place in places]
    assert columns == sorted(columns), "the left column comes first"
    for right in (False, True):
        heights = [
            place.y() // 40 for place, at in zip(places, columns, strict=True) if at is right
        ]
        assert heights == sorted(heights)


def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll
) -> None:
    person = enroll("Moss Example")
    linkages.add_linkage(
        workplace.desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING)
    )
    form = open_quick_log(workplace, stage, person)
    qtbot.waitUntil(lambda: bool(form.body.story.linkages.checks))
    (sheet,) = stage.findChildren(Sheet)
    stops = tab_stops(sheet)
    nameless = [stop for stop in stops if not (stop.accessibleName() or _words(stop))]
    assert len(stops) > 20
    assert nameless == []


def _words(stop: QWidget) -> str:
    words = stop.property("text")
    return words if isinstance(words, str) and not isinstance(stop, QLineEdit) else ""


def test_saving_without_anybody_asks_who(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage))
    form.body.facts.place.setFocus()
    typist.press(Key.Key_Return, CTRL)
    facts = form.body.facts
    assert facts.participant.hasFocus()
    assert facts.participant.accessibleDescription() == "Who is this contact with?"
    assert entries(workplace.desk) == []


def test_a_wrong_length_is_said_at_the_field_and_saving_goes_on_after(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    form.body.facts.minutes.setFocus()
    typist.type("ages")
    form.body.facts.place.setFocus()
    typist.press(Key.Key_S, CTRL)
    minutes = form.body.facts.minutes
    assert minutes.hasFocus()
    assert minutes.property("st") == "error"
    minutes.selectAll()
    typist.type("1 h 5")
    assert minutes.property("st") == ""
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    assert [entry.minutes for entry in entries(workplace.desk)] == [65]


def test_an_attempt_is_one_key_and_proposes_the_next_try(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Moss Example")
    form = ready(qtbot, open_quick_log(workplace, stage, person))
    typist.press(Key.Key_A)
    facts = form.body.facts
    assert not facts.minutes.isVisible()
    assert facts.outcome.attempt.value() == ContactOutcome.NOT_FOUND
    typist.press(Key.Key_3, ALT)
    assert facts.outcome.attempt.value() == ContactOutcome.NO_ANSWER
    form.body.facts.after.proposal.setFocus()
    typist.press(Key.Key_Space)
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    (entry,) = entries(workplace.desk)
    assert (entry.mode, entry.outcome, entry.minutes) == (
        ContactMode.PHONE,
        ContactOutcome.NO_ANSWER,
        0,
    )
    (task,) = participants.read_record(workplace.desk, person).tasks
    assert task.words == "Try in person in the afternoon"


def test_the_letter_a_in_a_text_is_a_letter(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    for field in (form.body.story.note.boxes[0], form.body.facts.place):
        field.setFocus()
        typist.type("a")
    assert form.state.is_reached
    assert (form.state.note_texts[0], form.state.place) == ("a", "a")


def test_a_picked_time_is_echoed_in_full(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    when = form.body.facts.when
    when.chips.setFocus()
    for _ in range(3):
        typist.press(Key.Key_Right)
    assert when.edit.hasFocus()
    typist.type("fri 14:10")
    label = form.body.facts.fields[Part.WHEN].label
    assert label.text() == "When: Fri Nov 20, 14:10, a late entry"
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    (entry,) = entries(workplace.desk)
    assert entry.occurred_at.isoformat() == "2026-11-20T19:10:00+00:00"
    assert entry.late


def test_peers_are_given_no_box_for_an_assessment(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, seat: Callable[..., Desk], typist: Typist
) -> None:
    peer = replace(workplace, desk=seat(Role.PEER, name="Lou Testerman"))
    form = ready(qtbot, open_quick_log(peer, stage))
    names: dict[str, list[str]] = {}
    form.body.story.formats.segments[0].setFocus()
    for _ in form.body.story.formats.segments:
        typist.press(Key.Key_Right)
        boxes = form.body.story.note.boxes
        names[form.state.note_format.label] = [box.accessibleName() for box in boxes]
    assert names["DAP"] == ["Data", "Plan"]
    assert all("Assessment" not in boxes for boxes in names.values())


def test_sign_and_another_keeps_people_place_and_mode(
    qtbot: QtBot,
    stage: QWidget,
    workplace: Workplace,
    enroll: Enroll,
    seat: Callable[..., Desk],
    typist: Typist,
) -> None:
    enroll("Moss Example")
    enroll("Juniper Fable")
    lou = seat(Role.PEER, name="Lou Testerman")
    form = ready(qtbot, open_quick_log(workplace, stage))
    typist.type("moss")
    typist.press(Key.Key_Return)
    typist.press(Key.Key_2, ALT)
    form.body.facts.place.setFocus()
    typist.type("Drop-in table")
    typist.press(Key.Key_Tab)
    typist.type("lou")
    typist.press(Key.Key_Return)
    first = form.state.id
    typist.press(Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: form.state.id != first)
    assert form.body.facts.participant.hasFocus()
    assert form.body.facts.participant.text() == ""
    typist.type("juni")
    typist.press(Key.Key_Return)
    typist.press(Key.Key_Return, CTRL)
    gone(qtbot, stage)
    both = entries(workplace.desk)
    assert len({entry.participant_id for entry in both}) == 2
    assert {entry.place for entry in both} == {"Drop-in table"}
    assert {entry.place_type for entry in both} == {PlaceType.OFFICE}
    assert all(lou.worker.name in entry.workers for entry in both)


def test_an_unsigned_contact_can_be_taken_back(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    toasts: list[tuple[str, object]] = []
    workplace.navigator.toast_wanted.connect(lambda words, undo: toasts.append((words, undo)))
    told: list[frozenset[str]] = []
    workplace.bus.subscribe(stage, {"contacts"}, lambda change: told.append(change.topics))
    ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    ((words, undo),) = toasts
    assert words == "Contact saved, to be signed"
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert entries(workplace.desk) == []


def test_pressing_save_twice_makes_one_contact(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    with qtbot.waitSignal(form.saved) as told:
        form.save(sign=False)
        form.save(sign=True)
        assert not form.footer.sign.isEnabled()
    gone(qtbot, stage)
    assert told.args is not None
    assert told.args[0].created
    assert len(entries(workplace.desk)) == 1


def test_the_last_choices_are_offered_first(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll
) -> None:
    desk, person = workplace.desk, enroll("Moss Example")
    contacts.log_contact(
        desk,
        LogContact(
            new_id(), (person,), ContactMode.PHONE, ContactOutcome.MET, desk.clock.now(), minutes=15
        ),
    )
    form = ready(qtbot, open_quick_log(workplace, stage))
    assert (form.state.how.label, form.state.minutes_text) == ("Phone", "15 min")
    assert not form.state.is_touched


def test_who_started_it_is_offered_as_last_time_and_saved_where_it_was_seen(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    desk, person = workplace.desk, enroll("Moss Example")
    contacts.log_contact(desk, a_contact(desk, person, initiated_by=InitiatedBy.PARTICIPANT))
    form = ready(qtbot, open_quick_log(workplace, stage, person))
    assert form.body.facts.initiator.group.value() == InitiatedBy.PARTICIPANT
    form.body.facts.initiator.more.setFocus()
    typist.press(Key.Key_Space)  # everybody else who may have started it
    typist.press(Key.Key_Right)
    assert form.state.initiated_by is InitiatedBy.PROVIDER
    typist.press(Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: form.state.participant_id is None)
    # The next form offers the same; a brief one, where nobody sees it, says nothing.
    assert form.state.initiated_by is InitiatedBy.PROVIDER
    form.reshape()
    typist.type("mos")
    typist.press(Key.Key_Return)
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    told = [entry.initiated_by for entry in entries(desk)]
    assert sorted(map(str, told)) == sorted(map(str, ("PARTICIPANT", "PROVIDER", None)))


def test_a_note_that_names_somebody_else_says_so_and_stands(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Moss Example")
    enroll("Juniper Fable")
    enroll("Sky")
    form = ready(qtbot, open_quick_log(workplace, stage, person))
    form.body.story.note.boxes[0].setFocus()
    typist.type("The sky was clear, Moss Example rested.")
    assert not form.body.story.mention.isVisible()
    typist.type(" juniper fable came along")
    assert "Juniper Fable" in form.body.story.mention.text()
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    assert len(entries(workplace.desk)) == 1


def test_remarks_on_a_pasted_story_come_when_the_hands_rest(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Moss Example")
    enroll("Juniper Fable")
    form = ready(qtbot, open_quick_log(workplace, stage, person))
    story = form.body.story
    story.note.boxes[0].setPlainText("Nothing to remark. " * 5000)
    story.note.boxes[0].setFocus()
    typist.press(Key.Key_End, CTRL)
    typist.type("Juniper Fable came too.")
    assert not story.mention.isVisible()
    qtbot.waitUntil(story.mention.isVisible)
    assert "Juniper Fable" in story.mention.text()


def test_linkages_are_those_of_the_person_chosen_now(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    moss = enroll("Moss Example")
    enroll("Juniper Fable")
    linkages.add_linkage(
        workplace.desk, linkages.AddLinkage(new_id(), moss, ServiceCategory.HOUSING)
    )
    form = open_quick_log(workplace, stage, moss)
    checks = form.body.story.linkages
    qtbot.waitUntil(lambda: bool(checks.checks))
    checks.checks[0].setFocus()
    typist.press(Key.Key_Space)
    assert len(form.state.linkage_ids) == 1
    form.body.facts.participant.setFocus()
    form.body.facts.participant.selectAll()
    typist.type("juni")
    assert (form.state.linkage_ids, checks.checks) == ((), [])


def test_the_form_fits_a_small_window(qtbot: QtBot, workplace: Workplace) -> None:
    small = QWidget()
    small.resize(1100, 700)
    qtbot.addWidget(small)
    small.show()
    form = open_quick_log(workplace, small)
    box = form.rect().translated(form.mapTo(small, form.rect().topLeft()))
    assert small.rect().contains(box)
    assert isinstance(form.body.story.note.boxes[0], QPlainTextEdit)
    follow_up = form.body.story.follow_up
    right = follow_up.mapTo(form, follow_up.rect().topRight()).x()
    assert right <= form.width()


def test_tab_brings_everything_into_sight_in_a_low_window(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    stage.resize(1100, 480)
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    hidden: list[str] = []
    for _ in tab_stops(form):
        typist.press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused.visibleRegion().isEmpty():
            hidden.append(focused.objectName())
    assert hidden == []


def test_a_long_note_shows_every_line_and_keeps_the_caret_in_sight(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage))
    pad = form.body.story.note
    first, last = pad.boxes[0], pad.boxes[-1]
    first.setFocus()
    for _ in range(9):
        typist.type("A line of words that is long enough to fill the width of the box.")
        typist.press(Key.Key_Return)
    line = first.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: first.height() >= 10 * line)
    assert first.verticalScrollBar().value() == 0
    last.setFocus()
    typist.type("Call")
    for _ in range(12):
        typist.press(Key.Key_Return)
    typist.type("End")

    def caret_in_sight() -> bool:
        spot = last.mapTo(pad, last.cursorRect().center())
        return pad.rect().contains(spot)

    qtbot.waitUntil(caret_in_sight)
    assert form.state.note_texts[-1].endswith("End")
