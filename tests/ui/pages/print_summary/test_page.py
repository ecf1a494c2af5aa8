"""The print page itself: what it begins with, its choices, its keys, its preview."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ContactMode,
    ContactOutcome,
    Supply,
)
from lead_desktop.domain.consent.disclosure import Section
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from tests.ui.pages.print_summary.driving import NAME, drawn_text, key
from tests.ui.pages.printing import words_of
from ui.kit.focus_trap import tab_stops
from ui.pages.print_summary.page import NOTHING_CHOSEN, PrintPage
from ui.pages.print_summary.summary_copy import reading_of


def test_the_page_begins_with_an_internal_copy_and_shows_it(page: PrintPage) -> None:
    assert page.choices.audiences.audience() is Audience.INTERNAL
    assert page.preview.canvas.pictures()
    assert page.footer.print.isEnabled()
    assert page.heading().crumbs == (("participant", NAME),)


def test_safety_notes_are_left_out_until_somebody_wants_them(page: PrintPage) -> None:
    assert Section.SAFETY not in page.choices.sections.chosen()
    page.choices.sections.select_all()
    assert Section.SAFETY in page.choices.sections.chosen()
    assert not page.choices.sections.select_all_button.isEnabled()


def test_numbers_typed_into_a_field_choose_no_audience(qtbot: QtBot, page: PrintPage) -> None:
    page.choices.purpose.input.setFocus()
    key(qtbot, Qt.Key.Key_4)
    assert page.choices.purpose.input.text() == "4"
    assert page.choices.audiences.audience() is Audience.INTERNAL


def test_leaving_a_section_out_changes_the_copy(qtbot: QtBot, page: PrintPage) -> None:
    assert "housing list" in drawn_text(page)
    box = page.choices.sections.boxes[Section.CONTACTS]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: NAME in drawn_text(page))
    assert "housing list" not in drawn_text(page)


def test_an_empty_copy_cannot_be_printed(qtbot: QtBot, page: PrintPage) -> None:
    for box in page.choices.sections.boxes.values():
        box.setChecked(False)
    qtbot.waitUntil(lambda: page.footer.words.text() == NOTHING_CHOSEN)
    assert not page.footer.print.isEnabled()


def test_only_the_newest_wish_is_shown(qtbot: QtBot, page: PrintPage) -> None:
    shown: list[str] = []
    page.source.drawn.connect(lambda copy: shown.append(words_of(copy.pdf)))
    request = replace(page.choices.request(new_id()), sections=frozenset({Section.NAME}))
    first = replace(request, participant_id=page._participant or new_id())
    page.source.ask(reading_of(first), at_once=True)
    second = replace(first, sections=frozenset({Section.NAME, Section.GOALS}))
    with qtbot.waitSignal(page.source.drawn):
        page.source.ask(reading_of(second), at_once=True)
    assert len(shown) == 1
    assert "what we are working on" in shown[0]


def test_zoom_keys_change_the_pictures(qtbot: QtBot, page: PrintPage) -> None:
    def width() -> int:
        return page.preview.canvas.pictures()[0].width()

    control = Qt.KeyboardModifier.ControlModifier
    before = width()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Equal, control)
    qtbot.waitUntil(lambda: width() > before)
    larger = width()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Minus, control)
    qtbot.waitUntil(lambda: width() < larger)
    assert page.preview.canvas.page_rects()[0].width() < larger


def test_page_keys_lead_from_page_to_page(
    qtbot: QtBot, page: PrintPage, desk: Desk, person: UUID
) -> None:
    for day in range(45):
        contacts.log_contact(
            desk,
            contacts.LogContact(
                id=new_id(),
                participant_ids=(person,),
                mode=ContactMode.PHONE,
                outcome=ContactOutcome.MET,
                occurred_at=desk.clock.now() - timedelta(days=day),
                supplies=((Supply.FOOD, 1),),
            ),
        )
    page.choices.sections.select_all()
    area = page.preview.area
    qtbot.waitUntil(lambda: area.accessibleDescription()[-1:] > "1")
    last = area.accessibleDescription()[-1]
    assert area.accessibleName() == "Preview"
    area.setFocus()
    for pressed, number in (
        (Qt.Key.Key_PageDown, "2"),
        (Qt.Key.Key_PageUp, "1"),
        (Qt.Key.Key_PageUp, "1"),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_PageDown, last),
        (Qt.Key.Key_Home, "1"),
    ):
        key(qtbot, pressed)
        assert area.accessibleDescription() == f"Page {number} of {last}"
        qtbot.waitUntil(lambda at=int(number) - 1: at in page.preview.canvas.pictures())


def test_a_page_higher_than_the_pane_is_scrolled_through(qtbot: QtBot, page: PrintPage) -> None:
    for _ in range(8):
        page.preview.zoom_in()
    bar = page.preview.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 800)
    page.preview.area.setFocus()
    key(qtbot, Qt.Key.Key_PageDown)
    assert 0 < bar.value() <= page.preview.area.viewport().height()


def test_escape_goes_back(qtbot: QtBot, page: PrintPage) -> None:
    with qtbot.waitSignal(page.workplace.navigator.back_wanted):
        key(qtbot, Qt.Key.Key_Escape)
    assert page.isVisible()


def test_another_participant_starts_from_the_beginning(
    qtbot: QtBot, page: PrintPage, enroll: Callable[..., UUID]
) -> None:
    qtbot.keyClicks(page.choices.purpose.input, "Start of treatment")
    other = enroll("Moss Example")
    page.show_participant(other)
    qtbot.waitUntil(lambda: "Moss" in drawn_text(page))
    assert page.choices.purpose.input.text() == ""
    assert NAME not in drawn_text(page)


def test_everything_that_takes_focus_has_a_name(page: PrintPage) -> None:
    reachable = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    unnamed = [
        widget
        for widget in reachable
        if not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert reachable
    assert unnamed == []


def test_tab_follows_the_reading_order(page: PrintPage) -> None:
    parts = (page.choices, page.footer, page.preview)
    reached = []
    for stop in tab_stops(page):
        (part,) = [at for at, part in enumerate(parts) if part.isAncestorOf(stop)]
        place = stop.mapTo(parts[part], stop.rect().center())
        reached.append((part, place.y() // 16, place.x()))
    assert {part for part, _, _ in reached} == {0, 1, 2}
    assert reached == sorted(reached)


def test_the_picture_stands_soon_after_the_last_change(qtbot: QtBot, page: PrintPage) -> None:
    """The path is the one of quality: the pause, then reading, drawing and picturing."""
    box = page.choices.sections.boxes[Section.CONTACTS]
    spent: list[float] = []
    for _ in range(5):
        with qtbot.waitSignal(page.preview.pictured):
            box.toggle()
            began = time.process_time()  # of all threads; the machine may be busy
        spent.append(time.process_time() - began)
    assert min(spent) < 0.3
