"""A saved contact in the contact form: every field of it can be changed until it is signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Role,
    Seal,
    Supply,
)
from lead_desktop.services.contacts import drafts, note_edits, revisions, signing
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from tests.services.noting import entry, log
from tests.ui.pages.typist import CTRL, Typist, gone, ready
from ui.kit.banner import Banner
from ui.pages.quick_log.editing import edited_facts
from ui.pages.quick_log.form import QuickLog
from ui.pages.quick_log.state import Part
from ui.pages.workplace import Workplace
from ui.shell.forms import Forms

Key = Qt.Key
Enroll = Callable[..., UUID]
Opens = Callable[[UUID], QuickLog]
BOXES = "What happened: Met at the bus.\nNext step: Call on Monday."


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    return Typist(qtbot)


@pytest.fixture
def forms(workplace: Workplace, stage: QWidget) -> Forms:
    made = Forms(workplace, stage)
    workplace.navigator.draft_wanted.connect(made.resume)
    return made


@pytest.fixture
def change(qtbot: QtBot, forms: Forms) -> Opens:
    """Open a saved contact to change it."""

    def show(contact_id: UUID) -> QuickLog:
        forms.change_contact(contact_id)
        qtbot.waitUntil(lambda: forms.quick_log is not None)
        assert forms.quick_log is not None
        return ready(qtbot, forms.quick_log)

    return show


@pytest.fixture
def told(workplace: Workplace) -> list[tuple[str, object]]:
    heard: list[tuple[str, object]] = []
    workplace.navigator.toast_wanted.connect(lambda words, undo: heard.append((words, undo)))
    return heard


@pytest.fixture
def whole(desk: Desk, enroll: Enroll, seat: Callable[..., Desk]) -> UUID:
    """A contact in which every field says something."""
    lou = seat(Role.PEER, name="Lou Testerman")
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    return log(
        desk,
        juniper,
        moss,
        mode=ContactMode.IN_PERSON,
        outcome=ContactOutcome.MET,
        occurred_at=desk.clock.now() - timedelta(hours=3, seconds=17, microseconds=5),
        kind=ContactKind.CASE_CONFERENCE,
        minutes=25,
        place_type=PlaceType.LIBRARY_PUBLIC,
        place="Second floor",
        note=BOXES,
        note_format=NoteFormat.FOUR_BOX,
        purposes=frozenset({Purpose.CHECK_IN, Purpose.HANDOFF}),
        supplies=((Supply.WATER, 2),),
        worker_ids=(lou.worker.id,),
        private_lines=((moss, "Asked for shoes."),),
        relation=Relation.PROVIDER,
        third_party="Ash at the clinic",
        initiated_by=InitiatedBy.PROVIDER,
    )


def test_the_form_shows_a_whole_contact_and_changes_nothing_by_itself(
    qtbot: QtBot, desk: Desk, stage: QWidget, whole: UUID, change: Opens, typist: Typist
) -> None:
    before = note_edits.read_saved(desk, whole)
    form = change(whole)
    assert edited_facts(form.state, desk.clock.zone) == before.facts
    assert form.state.note_texts == ("Met at the bus.", "", "", "Call on Monday.")
    # What a contact does beside itself is not there to be changed.
    for part in (Part.LINKAGES, Part.PROMISES, Part.CHANGES, Part.FOLLOW_UP):
        assert form.body.story.fields[part].isHidden()
    form.close_form()
    gone(qtbot, stage)
    assert drafts.list_drafts(desk) == []
    assert note_edits.read_saved(desk, whole) == before


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 1, 5, 30, 7, tzinfo=UTC),  # half past one, the first time that night
        datetime(2026, 11, 1, 6, 30, 7, tzinfo=UTC),  # and the second time
        datetime(2026, 11, 2, 4, 59, 59, 999999, tzinfo=UTC),  # the last moment before midnight
    ],
)
def test_a_time_that_nobody_touches_stays_to_the_instant(
    qtbot: QtBot,
    desk: Desk,
    stage: QWidget,
    enroll: Enroll,
    change: Opens,
    typist: Typist,
    at: datetime,
) -> None:
    one = log(desk, enroll("Juniper Fable"), occurred_at=at)
    form = change(one)
    form.body.facts.place.setFocus()
    typist.type("By the fountain")
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    assert (entry(desk, one).place, entry(desk, one).occurred_at) == ("By the fountain", at)


def test_late_is_what_was_written_down_late_and_not_what_is_changed_late(
    desk: Desk, enroll: Enroll, change: Opens
) -> None:
    one = log(desk, enroll("Juniper Fable"))
    with desk.store.write() as session:  # three days went by since
        session.connection().exec_driver_sql(
            "UPDATE contact SET occurred_at = datetime(occurred_at, '-3 days') || '.000000',"
            " recorded_at = datetime(recorded_at, '-3 days') || '.000000'"
        )
    form = change(one)
    assert not entry(desk, one).late
    assert "late entry" not in form.body.facts.fields[Part.WHEN].label.text()


def test_every_field_is_changed_and_the_change_taken_back(
    qtbot: QtBot,
    desk: Desk,
    stage: QWidget,
    enroll: Enroll,
    change: Opens,
    typist: Typist,
    told: list[tuple[str, object]],
) -> None:
    juniper, wren = enroll("Juniper Fable"), enroll("Wren Sampleton")
    one = log(desk, juniper, note="Called about the bus.", minutes=5)
    before = note_edits.read_saved(desk, one).facts
    form = change(one)
    form.body.facts.participant.setFocus()
    form.body.facts.participant.selectAll()
    typist.type("wre")
    typist.press(Key.Key_Return)
    form.body.facts.how.chips[1].click()  # Office
    form.body.facts.when.edit.setFocus()
    form.body.facts.when.edit.selectAll()
    typist.type("2h")
    form.body.facts.minutes.setFocus()
    form.body.facts.minutes.selectAll()
    typist.type("40")
    form.body.facts.place.setFocus()
    typist.type("Front desk")
    form.body.facts.initiator.group.chips[2].click()  # Police
    form.body.story.topics.group.chips[0].click()
    form.body.story.note.boxes[0].setFocus()
    typist.press(Key.Key_End, CTRL)
    typist.type(" Then walked in.")
    typist.press(Key.Key_S, CTRL)
    gone(qtbot, stage)
    now = entry(desk, one)
    assert (now.participant_id, now.how, now.minutes) == (wren, "Office", 40)
    assert (now.place, now.initiated_by) == ("Front desk", InitiatedBy.POLICE)
    assert now.note == "Called about the bus. Then walked in."
    assert desk.clock.now() - now.occurred_at == timedelta(hours=2)
    assert len(now.purposes) == 1
    # Whoever it was with counts it; whoever it was not with does not.
    reached = [participants.read_record(desk, who).row.last_reached_at for who in (wren, juniper)]
    assert reached == [now.occurred_at, None]
    (earlier,) = revisions.list_revisions(desk, one)
    assert [line.label for line in earlier.fields] == [
        "With", "How", "Started by", "When", "Minutes", "Place", "Topics",
    ]  # fmt: skip
    words, undo = told[-1]
    assert words == "Contact changed"
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: entry(desk, one).participant_id == juniper)
    assert note_edits.read_saved(desk, one).facts == before


def test_what_is_being_changed_outlives_a_closing_and_is_signed_with_the_change(
    qtbot: QtBot, desk: Desk, stage: QWidget, whole: UUID, change: Opens, typist: Typist
) -> None:
    form = change(whole)
    form.body.facts.place.setFocus()
    typist.type("Third floor, ")
    form.close_form()
    gone(qtbot, stage)
    (draft,) = drafts.list_drafts(desk)
    assert (draft.form, draft.participant) == (drafts.CHANGE_FORM, "Juniper Fable")
    assert entry(desk, whole).place == "Second floor"
    again = change(whole)
    assert again.state.id == draft.id
    assert again.body.facts.place.text() == "Third floor, Second floor"
    typist.press(Key.Key_Return, CTRL)
    gone(qtbot, stage)
    now = entry(desk, whole)
    assert (now.place, now.seal) == ("Third floor, Second floor", Seal.INTACT)
    assert drafts.list_drafts(desk) == []


def test_a_contact_signed_meanwhile_refuses_and_the_words_stay(
    qtbot: QtBot, desk: Desk, whole: UUID, change: Opens, typist: Typist
) -> None:
    form = change(whole)
    form.body.facts.place.setFocus()
    typist.type("Third floor, ")

    signing.sign_contact(desk, whole)
    typist.press(Key.Key_S, CTRL)
    qtbot.waitUntil(
        lambda: any(
            "signed and locked" in one.accessibleName() for one in form.findChildren(Banner)
        )
    )
    assert form.state.place == "Third floor, Second floor"
    assert entry(desk, whole).place == "Second floor"
