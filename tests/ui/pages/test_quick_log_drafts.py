"""Not a word lost: drafts, closing, discarding, locking, and a disk that is full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Connection
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken
from sqlalchemy import event

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role
from lead_desktop.services.contacts import contacts, drafts
from lead_desktop.services.contacts.drafts import DraftLine, DraftState
from lead_desktop.services.desk import Desk
from tests.ui.pages.typist import CTRL, Typist, gone, ready
from ui.kit.banner import Banner
from ui.kit.sheet import Sheet
from ui.pages.quick_log.draft_body import Caret, from_body, to_body
from ui.pages.quick_log.draft_keeper import DELAY_MS
from ui.pages.quick_log.form import FORM, QuickLog
from ui.pages.quick_log.opening import mount, open_quick_log
from ui.pages.quick_log.state import Part
from ui.pages.workplace import Workplace

Key = Qt.Key
Enroll = Callable[..., UUID]


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    return Typist(qtbot)


def kept(desk: Desk) -> list[DraftLine]:
    return drafts.list_drafts(desk)


def first_box(draft: DraftLine) -> str:
    """The words in the first box of a draft's note."""
    now = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
    state, _ = from_body(draft.body, draft.id, Role.CASE_MANAGER, now)
    return state.note_texts[0]


def open_quickly(workplace: Workplace, stage: QWidget, person: UUID | None = None) -> QuickLog:
    """The form with a draft delay that a test can wait for."""
    sheet = Sheet(workplace.theme, stage, "Log a contact")
    form = QuickLog(workplace, person, None, sheet.body, draft_delay_ms=5)
    mount(form, sheet)
    sheet.open()
    form.take_focus()
    return form


def write_note(form: QuickLog, typist: Typist, words: str) -> None:
    form.body.story.note.boxes[0].setFocus()
    typist.type(words)


@contextmanager
def full_disk(desk: Desk) -> Iterator[None]:
    """Let the database grow no further, as on a disk without room."""

    def no_growth(raw: Connection, _record: object, _proxy: object) -> None:
        raw.execute("PRAGMA max_page_count = 1")

    def growth(raw: Connection, _record: object) -> None:
        raw.execute("PRAGMA max_page_count = 1073741823")

    event.listen(desk.store.engine, "checkout", no_growth)
    event.listen(desk.store.engine, "checkin", growth)
    try:
        yield
    finally:
        event.remove(desk.store.engine, "checkout", no_growth)
        event.remove(desk.store.engine, "checkin", growth)


def test_what_is_typed_is_a_draft_after_a_pause(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    person = enroll("Moss Example")
    form = ready(qtbot, open_quickly(workplace, stage, person))
    assert form.footer.status() == "No draft yet"
    write_note(form, typist, "Half a sen")
    qtbot.waitUntil(lambda: form.footer.status() == "Draft saved 10:41:00")
    (draft,) = kept(workplace.desk)
    assert (draft.participant, draft.open, draft.form) == ("Moss Example", True, "contact")
    assert first_box(draft) == "Half a sen"
    assert contacts.list_contacts(workplace.desk) == []


def test_a_pause_is_shorter_than_a_second() -> None:
    assert DELAY_MS < 1000


def test_typing_without_a_pause_is_saved_in_between(
    qtbot: QtBot,
    stage: QWidget,
    workplace: Workplace,
    enroll: Enroll,
    typist: Typist,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.pages.quick_log.draft_keeper._LONGEST_MS", -1)
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    write_note(form, typist, "ab")
    qtbot.waitUntil(lambda: form.footer.status().startswith("Draft saved"), timeout=DELAY_MS - 100)
    assert len(kept(workplace.desk)) == 1


def test_an_untouched_form_leaves_no_draft(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    form = ready(qtbot, open_quickly(workplace, stage, enroll("Moss Example")))
    assert form.current_draft_state() is None
    typist.press(Key.Key_Escape)
    gone(qtbot, stage)
    assert kept(workplace.desk) == []
    assert stage.findChild(QLineEdit).hasFocus()


def test_closing_keeps_the_words_silently_at_once(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, typist: Typist
) -> None:
    told: list[object] = []
    workplace.bus.subscribe(stage, {"drafts"}, told.append)
    form = ready(qtbot, open_quick_log(workplace, stage))
    write_note(form, typist, "Unfinished")
    typist.press(Key.Key_Escape)
    gone(qtbot, stage)
    (draft,) = kept(workplace.desk)
    assert (draft.open, draft.participant_id) == (False, None)
    assert first_box(draft) == "Unfinished"
    assert len(told) == 1


def test_a_draft_comes_back_with_focus_caret_and_scroll(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    stage.resize(1100, 560)
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    form.body.facts.place.setFocus()
    typist.type("The usual corner")
    write_note(form, typist, "One two three")
    for _ in range(5):
        typist.press(Key.Key_Left)
    left, right = form.body.scroll_bars
    left.setValue(40)
    right.setValue(15)
    assert (left.value(), right.value()) == (40, 15)
    typist.press(Key.Key_Escape)
    gone(qtbot, stage)
    (draft,) = kept(workplace.desk)
    again = open_quick_log(workplace, stage, draft=draft)
    box = again.body.story.note.boxes[0]
    qtbot.waitUntil(lambda: [bar.value() for bar in again.body.scroll_bars] == [40, 15])
    qtbot.waitUntil(lambda: again.body.facts.participant.text() == "Moss Example")
    assert box.hasFocus()
    assert box.textCursor().position() == 8
    typist.type("and ")
    assert again.state.note_texts[0] == "One two and three"
    assert again.state.place == "The usual corner"
    assert again.state.id == draft.id


def test_saving_a_restored_draft_ends_it(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    write_note(form, typist, "Met at the shelter")
    typist.press(Key.Key_Escape)
    gone(qtbot, stage)
    (draft,) = kept(workplace.desk)
    ready(qtbot, open_quick_log(workplace, stage, draft=draft))
    typist.press(Key.Key_Return, CTRL)
    gone(qtbot, stage)
    (entry,) = contacts.list_contacts(workplace.desk)
    assert (entry.id, entry.note) == (draft.id, "What happened: Met at the shelter")
    assert kept(workplace.desk) == []


def test_discarded_words_can_be_brought_back(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, typist: Typist
) -> None:
    undos: list[Callable[[], None]] = []
    workplace.navigator.toast_wanted.connect(lambda _words, undo: undos.append(undo))
    form = ready(qtbot, open_quickly(workplace, stage))
    write_note(form, typist, "Not meant to go")
    qtbot.waitUntil(lambda: len(kept(workplace.desk)) == 1)
    form.footer.discard.setFocus()
    typist.press(Key.Key_Space)
    gone(qtbot, stage)
    assert kept(workplace.desk) == []
    with qtbot.waitSignal(workplace.navigator.draft_wanted) as wanted:
        undos[0]()
    (draft,) = kept(workplace.desk)
    assert wanted.args == [draft.id]
    assert first_box(draft) == "Not meant to go"


def test_locking_takes_the_words_at_once_and_a_late_save_does_no_harm(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage))
    write_note(form, typist, "In the middle of a wor")
    state = form.current_draft_state()
    form.flush_draft()
    Shiboken.delete(stage.findChild(Sheet))
    assert state is not None
    drafts.save_draft(workplace.desk, state)
    qtbot.waitUntil(lambda: len(kept(workplace.desk)) == 1)
    (draft,) = kept(workplace.desk)
    caret = draft.body["caret"]
    assert caret == {"field": "note.0", "at": 22, "scroll": [0, 0]}
    assert draft.body == state.body


def test_words_that_do_not_fit_on_the_disk_stay_on_the_screen(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    form = ready(qtbot, open_quick_log(workplace, stage, enroll("Moss Example")))
    box = form.body.story.note.boxes[0]
    box.setFocus()
    box.setPlainText("A long day. " * 4000)
    with full_disk(workplace.desk):
        typist.press(Key.Key_Return, CTRL)
        banner = form.body.findChild(Banner)
        qtbot.waitUntil(banner.isVisible)
        assert banner.accessibleName().startswith("The disk has no room left.")
        assert form.state.note_texts[0] == "A long day. " * 4000
        assert box.hasFocus()
        form.flush_draft()
        qtbot.waitUntil(lambda: form.footer.status() == "Draft not saved")
        typist.press(Key.Key_Escape)
        qtbot.waitUntil(form.footer.sign.isEnabled)
        assert form.isVisible(), "closing would have lost the words"
        form.save(sign=True)
        qtbot.waitUntil(form.footer.sign.isEnabled)
    banner.action.setFocus()
    typist.press(Key.Key_Space)
    gone(qtbot, stage)
    (entry,) = contacts.list_contacts(workplace.desk)
    assert entry.note.count("A long day.") == 4000
    assert entry.signed_by is not None


def test_the_draft_about_one_person_never_turns_up_in_the_form_of_another(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    form = ready(qtbot, open_quick_log(workplace, stage, juniper))
    write_note(form, typist, "About Juniper alone")
    form.body.facts.place.setFocus()
    typist.type("Her sister's")
    form.close_form()
    gone(qtbot, stage)
    for person in (moss, juniper, None):
        fresh = ready(qtbot, open_quick_log(workplace, stage, person))
        assert not any(fresh.state.note_texts)
        assert (fresh.state.place, fresh.state.is_touched) == ("", False)
        fresh.close_form()
        gone(qtbot, stage)
    (draft,) = kept(workplace.desk)
    assert (draft.participant, first_box(draft)) == ("Juniper Fable", "About Juniper alone")


def test_two_hundred_drafts_are_listed_and_each_opens_as_itself(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    form = ready(qtbot, open_quick_log(workplace, stage, person))
    form.body.facts.place.setText("Draft")
    state = form.current_draft_state()
    assert state is None  # nothing was typed
    now = workplace.desk.clock.now()
    for place in range(200):
        fresh = replace(form.state, id=new_id(), place=f"Place {place}", by_hand=frozenset(Part))
        body = to_body(fresh, Caret())
        drafts.save_draft(workplace.desk, DraftState(fresh.id, FORM, person, body, open=False))
    form.close_form()
    gone(qtbot, stage)
    lines = kept(workplace.desk)
    assert len(lines) == 200
    again = [from_body(line.body, line.id, Role.CASE_MANAGER, now)[0] for line in lines]
    assert {one.place for one in again} == {f"Place {place}" for place in range(200)}


def test_a_draft_of_another_worker_is_not_in_the_way(
    qtbot: QtBot,
    stage: QWidget,
    workplace: Workplace,
    seat: Callable[..., Desk],
    typist: Typist,
) -> None:
    other = replace(workplace, desk=seat(name="Lou Testerman"))
    form = ready(qtbot, open_quick_log(other, stage))
    write_note(form, typist, "Lou's words")
    typist.press(Key.Key_Escape)
    gone(qtbot, stage)
    assert kept(workplace.desk) == []
    assert len(kept(other.desk)) == 1


def test_two_windows_on_one_draft_both_keep_their_words(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    first = ready(qtbot, open_quickly(workplace, stage, enroll("Moss Example")))
    write_note(first, typist, "From the car")
    qtbot.waitUntil(lambda: len(kept(workplace.desk)) == 1)
    (draft,) = kept(workplace.desk)
    sheet = Sheet(workplace.theme, stage, "The other window")
    second = QuickLog(workplace, None, draft, sheet.body, draft_delay_ms=5)
    mount(second, sheet)
    sheet.open()
    ready(qtbot, second)
    write_note(first, typist, ", later")
    qtbot.waitUntil(lambda: first_box(kept(workplace.desk)[0]) == "From the car, later")
    write_note(second, typist, ", at the desk")
    qtbot.waitUntil(lambda: len(kept(workplace.desk)) == 2)
    qtbot.waitUntil(lambda: second.state.id != draft.id)
    words = {first_box(line) for line in kept(workplace.desk)}
    assert words == {"From the car, later", "From the car, at the desk"}
    notice = next(
        banner for banner in second.body.findChildren(Banner) if banner.isVisibleTo(second)
    )
    assert notice.accessibleName().startswith("Another window has changed this draft as well.")
    first.save(sign=False)
    qtbot.waitUntil(lambda: len(contacts.list_contacts(workplace.desk)) == 1)
    second.save(sign=False)
    qtbot.waitUntil(lambda: len(contacts.list_contacts(workplace.desk)) == 2)
    assert kept(workplace.desk) == []


def test_words_of_a_second_window_survive_the_save_of_the_first(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    first = ready(qtbot, open_quickly(workplace, stage, enroll("Moss Example")))
    write_note(first, typist, "Met")
    qtbot.waitUntil(lambda: len(kept(workplace.desk)) == 1)
    (draft,) = kept(workplace.desk)
    sheet = Sheet(workplace.theme, stage, "The other window")
    second = QuickLog(workplace, None, draft, sheet.body, draft_delay_ms=60_000)
    mount(second, sheet)
    sheet.open()
    ready(qtbot, second)
    first.save(sign=True)
    qtbot.waitUntil(lambda: len(contacts.list_contacts(workplace.desk)) == 1)
    write_note(second, typist, " and talked")
    second.save(sign=True)
    qtbot.waitUntil(lambda: second.state.id != draft.id)
    qtbot.waitUntil(lambda: len(kept(workplace.desk)) == 1)
    assert first_box(kept(workplace.desk)[0]) == "Met and talked"
    second.save(sign=True)
    qtbot.waitUntil(lambda: len(contacts.list_contacts(workplace.desk)) == 2)
    notes = {entry.note for entry in contacts.list_contacts(workplace.desk)}
    assert notes == {"What happened: Met", "What happened: Met and talked"}


def lock_away(stage: QWidget) -> None:
    """What a lock does to the window: out of sight at once, then destroyed."""
    sheet = stage.findChild(Sheet)
    sheet.hide()
    Shiboken.delete(sheet)


FIELDS = ("also", "people", "third_party", "when_text", "private", "note.3", "participant")
NAMES = ("also", "people")
"""Whom half a name meant is not known yet: it is typed anew."""


def test_a_lock_in_the_middle_of_any_field_keeps_text_and_caret(
    qtbot: QtBot, stage: QWidget, workplace: Workplace, enroll: Enroll, typist: Typist
) -> None:
    people = (enroll("Juniper Fable"), enroll("Moss Example"))
    form = ready(qtbot, open_quick_log(workplace, stage, people[0]))
    form.body.facts.also.show_chosen(people[1:])
    form.body.facts.also.changed.emit()
    form.body.facts.kind.segments[1].click()
    form.body.facts.when.chips.choose("picked")
    for name in FIELDS:
        wanted = f"private.{people[1]}" if name == "private" else name
        field = form.body.findChild(QWidget, wanted)
        assert field is not None, name
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()
        typist.type("4 5 mi")
        typist.press(Key.Key_Left)
        state = form.current_draft_state()
        assert state is not None
        lock_away(stage)
        drafts.save_draft(workplace.desk, state)
        line = kept(workplace.desk)[0]
        form = ready(qtbot, open_quick_log(workplace, stage, draft=line))
        back = form.body.findChild(QWidget, wanted)
        assert back is not None, name
        qtbot.waitUntil(back.hasFocus)
        if name not in NAMES:
            typist.type("X")
            text = back.text() if isinstance(back, QLineEdit) else back.toPlainText()
            assert text == "4 5 mXi", name
