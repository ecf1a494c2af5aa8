"""Working through the review queue at the keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AddendumKind, Role, Seal
from lead_desktop.services.contacts import note_edits, note_writing, reviews, revisions
from lead_desktop.services.contacts.note_writing import Purpose
from lead_desktop.services.desk import Desk
from tests.services.noting import NOTE, edited, entry, log
from ui.kit.banner import Banner
from ui.models.worklist import Head
from ui.pages.note_sheets.difference import DifferenceText
from ui.pages.note_sheets.sheets import AddendumSheet, ReturnSheet, StrikeSheet
from ui.pages.quick_log.form import QuickLog
from ui.pages.review.page import ReviewPage
from ui.pages.workplace import Workplace
from ui.shell.forms import Forms

Key, Mod = Qt.Key, Qt.KeyboardModifier
Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
Press = Callable[..., None]
Opens = Callable[[Desk], ReviewPage]


@pytest.fixture
def person(enroll: Enroll) -> UUID:
    return enroll("Juniper Fable")


@pytest.fixture
def told(workplace: Workplace) -> list[tuple[str, object]]:
    """Toasts, with their undo."""
    heard: list[tuple[str, object]] = []
    workplace.navigator.toast_wanted.connect(lambda words, undo: heard.append((words, undo)))
    return heard


@pytest.fixture
def opens(qtbot: QtBot, workplace: Workplace) -> Iterator[Opens]:
    """Open the page for somebody: opens(desk)."""
    made: list[ReviewPage] = []

    def show(desk: Desk) -> ReviewPage:
        page = ReviewPage(replace(workplace, desk=desk))
        made.append(page)
        page.resize(1180, 780)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.activate()
        qtbot.waitUntil(lambda: page.loaded)
        if page.model.rows:
            qtbot.waitUntil(lambda: reads(page))
        return page

    yield show
    for page in made:
        Shiboken.delete(page)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Mod = Mod.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


def reads(page: ReviewPage) -> bool:
    """Whether the current note is the one that is shown."""
    item = page.item()
    return item is not None and page.entry is not None and page.entry.id == item.contact_id


def changes(qtbot: QtBot, page: ReviewPage, press: Press) -> QuickLog:
    """Press E: the contact form opens over the note, with the focus in its words."""
    forms = Forms(page.workplace, page)
    page.workplace.navigator.change_wanted.connect(forms.change_contact)
    press(Key.Key_E)
    qtbot.waitUntil(lambda: forms.quick_log is not None)
    form = forms.quick_log
    assert form is not None
    qtbot.waitUntil(lambda: form.body.has_arrived)
    form.body.story.note.boxes[0].setFocus()
    return form


def said(form: QuickLog) -> str:
    """What stands above the fields."""
    return " ".join(one.accessibleName() for one in form.findChildren(Banner) if one.isVisible())


def headings(page: ReviewPage) -> list[tuple[str, int]]:
    return [(one.title, one.count) for one in page.model.rows if isinstance(one, Head)]


def test_an_author_signs_one_and_then_all_that_are_checked(
    qtbot: QtBot,
    desk: Desk,
    person: UUID,
    opens: Opens,
    press: Press,
    told: list[tuple[str, object]],
) -> None:
    notes = [log(desk, person) for _ in range(3)]
    page = opens(desk)
    assert headings(page) == [("To sign", 3)]
    assert page.heading().subtitle == "3 notes for you"
    press(Key.Key_S)
    qtbot.waitUntil(lambda: headings(page) == [("To sign", 2)])
    press(Key.Key_X)
    press(Key.Key_J)
    press(Key.Key_X)
    assert page.bar.isVisible()
    press(Key.Key_S)
    qtbot.waitUntil(lambda: page.model.rows == ())
    assert {entry(desk, one).seal for one in notes} == {Seal.INTACT}
    assert [words for words, _ in told] == ["Note signed", "2 notes signed"]
    assert not page.view.isVisible()


def test_a_returned_note_is_changed_and_the_change_taken_back(
    qtbot: QtBot,
    desk: Desk,
    seat: Seat,
    person: UUID,
    opens: Opens,
    press: Press,
    told: list[tuple[str, object]],
) -> None:
    one = log(desk, person)
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    reviews.return_note(supervisor, reviews.ReturnNote(new_id(), one, "Which shelter?"))
    page = opens(desk)
    assert headings(page) == [("Returned to you", 1)]
    form = changes(qtbot, page, press)
    press(Key.Key_End, Mod.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), " The one on Fable St.")
    press(Key.Key_S, Mod.ControlModifier)
    qtbot.waitUntil(lambda: not Shiboken.isValid(form) or not form.isVisible())
    qtbot.waitUntil(lambda: headings(page) == [("To sign", 1)])
    assert entry(desk, one).note == f"{NOTE} The one on Fable St."
    qtbot.waitUntil(lambda: bool(page.reading.findChildren(DifferenceText)))
    shown = page.reading.findChildren(DifferenceText)[-1]
    assert shown.toPlainText() == f"{NOTE} The one on Fable St."
    assert shown.accessibleDescription() == "added: The one on Fable St."
    undo = told[-1][1]
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: entry(desk, one).note == NOTE)
    assert len(revisions.list_revisions(desk, one)) == 2


def test_two_windows_on_one_note_both_keep_their_text(
    qtbot: QtBot, desk: Desk, person: UUID, opens: Opens, press: Press
) -> None:
    one = log(desk, person)
    page = opens(desk)
    form = changes(qtbot, page, press)
    note_edits.edit_contact(
        desk, edited(desk, one, note="From elsewhere.", place="The library", minutes=12)
    )
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("From here.")
    press(Key.Key_S, Mod.ControlModifier)
    qtbot.waitUntil(lambda: said(form).startswith("This contact was changed in another window."))
    assert "From elsewhere." in said(form)
    assert form.state.note == "From here."
    press(Key.Key_S, Mod.ControlModifier)
    qtbot.waitUntil(lambda: entry(desk, one).note == "From here.")
    # What was changed there and not here stands as it was changed there.
    now = entry(desk, one)
    assert (now.place, now.minutes) == ("The library", 12)
    assert [line.note for line in revisions.list_revisions(desk, one)] == ["From elsewhere.", NOTE]


def test_a_signed_note_is_added_to_from_the_queue(
    qtbot: QtBot, desk: Desk, seat: Seat, person: UUID, opens: Opens, press: Press
) -> None:
    one = log(desk, person, sign=True)
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    reviews.return_note(supervisor, reviews.ReturnNote(new_id(), one, "Which shelter?"))
    page = opens(desk)
    press(Key.Key_E)
    assert page.acts.sheet is None  # what is signed is not changed
    press(Key.Key_A)
    sheet = page.acts.sheet
    assert isinstance(sheet, AddendumSheet)
    assert sheet.text.hasFocus()
    press(Key.Key_Backtab, Mod.ShiftModifier)
    assert sheet.kind.hasFocus()
    sheet.kind.setCurrentIndex(list(AddendumKind).index(AddendumKind.CORRECTION))
    sheet.text.setPlainText("The one on Fable St.")
    sheet.text.setFocus()
    press(Key.Key_Return, Mod.ControlModifier)
    assert sheet.fields["reason"].problem() == "Say what was wrong in the note."
    sheet.reason.setText("I did not name it.")
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: page.model.rows == ())
    assert [line.text for line in entry(desk, one).addenda] == ["The one on Fable St."]


def test_a_supervisor_cosigns_and_returns(
    qtbot: QtBot,
    seat: Seat,
    person: UUID,
    opens: Opens,
    press: Press,
    told: list[tuple[str, object]],
) -> None:
    peer, supervisor = seat(Role.PEER, name="Dre"), seat(Role.SUPERVISOR, name="Ada")
    first, second = log(peer, person, sign=True), log(peer, person, sign=True)
    page = opens(supervisor)
    assert headings(page) == [("To co-sign", 2)]
    item = page.item()
    assert item is not None
    press(Key.Key_C)
    qtbot.waitUntil(lambda: headings(page) == [("To co-sign", 1)])
    assert entry(peer, item.contact_id).cosigned_by == "Ada, supervisor"
    qtbot.waitUntil(lambda: reads(page))
    press(Key.Key_R)
    sheet = page.acts.sheet
    assert isinstance(sheet, ReturnSheet)
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: sheet.fields["comment"].problem() is not None)
    sheet.comment.setPlainText("Which day?")
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: headings(page) == [("Returned, waiting for the author", 1)])
    returned = page.model.item(1)
    assert returned is not None
    assert {first, second} == {item.contact_id, returned.contact_id}
    undo = told[-1][1]
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: headings(page) == [("To co-sign", 1)])


def test_a_note_entered_in_error_is_struck_and_the_strike_taken_back(
    qtbot: QtBot,
    desk: Desk,
    seat: Seat,
    person: UUID,
    opens: Opens,
    press: Press,
    told: list[tuple[str, object]],
) -> None:
    one = log(desk, person, sign=True)
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    reviews.return_note(supervisor, reviews.ReturnNote(new_id(), one, "Is this Juniper?"))
    page = opens(desk)
    press(Key.Key_A)
    adding = page.acts.sheet
    assert isinstance(adding, AddendumSheet)
    adding.strike_button.click()
    sheet = page.acts.sheet
    assert isinstance(sheet, StrikeSheet)
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: sheet.fields["reason"].problem() is not None)
    sheet.reason.setText("It was another person.")
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: page.model.rows == ())
    assert entry(desk, one).struck_reason == "It was another person."
    undo = told[-1][1]
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: headings(page) == [("Returned to you", 1)])
    assert entry(desk, one).struck_at is None


def test_words_of_a_sheet_that_was_closed_are_there_again(
    qtbot: QtBot, desk: Desk, seat: Seat, person: UUID, opens: Opens, press: Press
) -> None:
    one = log(desk, person, sign=True)
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    reviews.return_note(supervisor, reviews.ReturnNote(new_id(), one, "Which shelter?"))
    page = opens(desk)
    press(Key.Key_A)
    sheet = page.acts.sheet
    assert isinstance(sheet, AddendumSheet)
    sheet.text.setFocus()
    qtbot.keyClicks(sheet.text, "The one on")
    # A second after the last key it is inside the vault, whatever becomes of the window.
    qtbot.waitUntil(lambda: kept(desk, one) is not None)
    qtbot.keyClicks(sheet.text, " Fable St.")
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: page.acts.sheet is None)
    page.view.setFocus()
    press(Key.Key_A)
    again = page.acts.sheet
    assert isinstance(again, AddendumSheet)
    qtbot.waitUntil(lambda: again.text.toPlainText() == "The one on Fable St.")
    again.text.setFocus()
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: page.model.rows == ())
    assert [line.text for line in entry(desk, one).addenda] == ["The one on Fable St."]
    qtbot.waitUntil(lambda: kept(desk, one) is None)
    assert note_writing.read_writing(supervisor, one, Purpose.ADDENDUM) is None


def kept(desk: Desk, contact_id: UUID) -> object:
    return note_writing.read_writing(desk, contact_id, Purpose.ADDENDUM)


def test_the_trash_is_one_press_away(workplace: Workplace, desk: Desk, opens: Opens) -> None:
    asked: list[bool] = []
    workplace.navigator.drawer_wanted.connect(lambda: asked.append(True))
    page = opens(desk)
    assert page.top_bar_widgets() == (page.drawer_button,)
    page.drawer_button.click()
    assert asked == [True]
