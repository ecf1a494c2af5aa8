"""Who only reads meets no button and no hint of a key that does nothing for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, ParticipantStatus, Role
from lead_desktop.services.contacts.contacts import LogContact, log_contact
from lead_desktop.services.desk import Desk
from ui.pages.caseload.page import CaseloadPage
from ui.pages.page import Page
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TABS
from ui.pages.today.page import TodayPage
from ui.pages.workplace import Workplace

WRITES = (
    "Add", "Ask", "Assign", "Cancel", "Change", "Decide", "Done", "Edit", "Follow", "Log", "Move",
    "New", "Pass", "Print", "Record", "Remove participant", "Reopen", "Sign", "Snooze", "Text",
    "Write",
)  # fmt: skip
HINTS = {"log", "text", "follow-up", "event", "status", "print", "new", "done", "snooze"}
NOT_FOR_THEM = {"Print the roster and other forms", "Print a form", "New, 0"}
"""Buttons that open the page of forms, which says why nothing can be printed; and a view."""


def offered(page: Page) -> list[str]:
    buttons = (one for one in page.findChildren(QAbstractButton) if one.isVisible())
    names = {one.accessibleName() or one.text() for one in buttons if one.isEnabled()}
    return sorted(name for name in names - NOT_FOR_THEM if name.startswith(WRITES))


@pytest.fixture
def reader(workplace: Workplace, seat: Callable[..., Desk]) -> Workplace:
    return replace(workplace, desk=seat(Role.READ_ONLY, name="Rae Reader"))


@pytest.fixture
def moss(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    person = enroll("Moss Example", case_manager=desk)
    enroll("Wren Sample", case_manager=desk, status=ParticipantStatus.INACTIVE_LOST)
    met = ContactMode.PHONE, ContactOutcome.MET
    at = desk.clock.now() - timedelta(days=40)
    log_contact(desk, LogContact(new_id(), (person,), *met, at, sign=True))
    for days in (3, 2, 1):
        tried = ContactMode.PHONE, ContactOutcome.NO_ANSWER
        at = desk.clock.now() - timedelta(days=days)
        log_contact(desk, LogContact(new_id(), (person,), *tried, at, sign=True))
    return person


def shown(qtbot: QtBot, page: Page) -> Page:
    page.resize(1400, 900)
    page.show()
    page.activate()
    return page


def holds(page: Page, names: set[str]) -> list[str]:
    return sorted({hint.words for hint in page.hints()} & names)


@pytest.mark.parametrize("kind", [TodayPage, CaseloadPage])
def test_lists_offer_nothing_that_only_writers_do(
    qtbot: QtBot, reader: Workplace, moss: UUID, kind: type[TodayPage] | type[CaseloadPage]
) -> None:
    page = shown(qtbot, kind(reader))
    if isinstance(page, TodayPage):
        page.whose.choose("team")
        qtbot.waitUntil(lambda: bool(page.order()))
    elif isinstance(page, CaseloadPage):
        qtbot.waitUntil(lambda: page.pane.loaded)
        page.rail.buttons[list(page.rail.buttons)[1]].click()
        qtbot.waitUntil(lambda: page.current_person() is not None)
    assert offered(page) == []
    assert holds(page, HINTS) == []
    Shiboken.delete(page)


def test_a_record_offers_nothing_that_only_writers_do(
    qtbot: QtBot, reader: Workplace, moss: UUID
) -> None:
    page = ParticipantPage(reader)
    shown(qtbot, page)
    page.show_participant(moss, (moss,))
    qtbot.waitUntil(lambda: page.heading().title == "Moss Example")
    assert holds(page, HINTS) == []
    for entry in TABS:
        page.show_tab(entry.name)
        qtbot.waitUntil(lambda: any(tab.isVisible() for tab in page.findChildren(QWidget)))
        assert (entry.name, offered(page)) == (entry.name, [])
    Shiboken.delete(page)
