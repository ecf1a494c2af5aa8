"""Who only reads meets no button and no hint of a key that does nothing for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    Door,
    ParticipantStatus,
    Role,
    ServiceCategory,
)
from lead_desktop.domain.referral.referral import Shelf
from lead_desktop.domain.trust.roles import may
from lead_desktop.services.contacts.contacts import LogContact, log_contact
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.imports import import_directory
from lead_desktop.services.plan.appointments import MakeAppointment, make_appointment
from lead_desktop.services.plan.linkages import AddLinkage, add_linkage
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral
from ui.pages.calendar.page import CalendarPage
from ui.pages.caseload.page import CaseloadPage
from ui.pages.directory.page import DirectoryPage
from ui.pages.linkages.page import LinkagesPage
from ui.pages.page import Page
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TABS
from ui.pages.referrals.page import DOCKET, DUPLICATES, ReferralsPage
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.section import ADMINISTRATORS_ONLY
from ui.pages.today.page import TodayPage
from ui.pages.workplace import Workplace
from ui.shell.page_table import (
    CASELOAD,
    DIRECTORY,
    LINKAGES,
    NEW_REFERRAL,
    OUTCOMES,
    PRIVACY,
    REFERRALS,
    REVIEW,
    SETTINGS,
    TEAM,
    TODAY,
    pages_for,
)

WRITES = (
    "Add", "Ask", "Assign", "Cancel", "Change", "Decide", "Done", "Edit", "Follow", "Log", "Move",
    "New", "Pass", "Print", "Record", "Remove participant", "Reopen", "Sign", "Snooze", "Text",
    "Write",
)  # fmt: skip
HOUSE = (
    "Accept", "All as", "Answer", "Back up", "Clock", "Different", "Does not", "Hand-off", "Make",
    "Offer", "One person", "Put", "Save", "Start", "Still there", "Take", "Verify", "Warm",
)  # fmt: skip
"""Further words with which buttons of the pages of the team's work and house begin."""
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
        assert (entry.name, unexplained(page)) == (entry.name, [])
    Shiboken.delete(page)


def silent(page: Page, *own: QWidget) -> list[str]:
    """Words of what stands there for a hand but does nothing and does not say why: enabled, or
    locked without a reason beside it. own: parts of the page that are everybody's."""
    found = []
    for one in page.findChildren(QAbstractButton):
        name = one.accessibleName() or one.text()
        if not one.isVisible() or any(part.isAncestorOf(one) for part in own):
            continue
        if not name.startswith((*WRITES, *HOUSE)):
            continue
        if one.isEnabled() or not _has_reason(one):
            found.append(name)
    return sorted(found)


def unexplained(page: Page, *own: QWidget) -> list[str]:
    """Words of locked buttons that do not say why they are. own: as in `silent`."""
    buttons = (one for one in page.findChildren(QAbstractButton) if one.isVisible())
    locked = (one for one in buttons if not one.isEnabled() and not _has_reason(one))
    theirs = (one for one in locked if not any(part.isAncestorOf(one) for part in own))
    return sorted(one.accessibleName() or one.text() for one in theirs)


def _has_reason(button: QWidget) -> bool:
    at: QWidget | None = button
    while at is not None:
        if at.accessibleDescription():
            return True
        at = at.parentWidget()
    return False


def words_on(page: Page) -> str:
    labels = (one for one in page.findChildren(QLabel) if one.isVisible())
    return " ".join(label.text() for label in labels)


def test_referrals_offer_nothing_that_only_writers_do(
    qtbot: QtBot, reader: Workplace, desk: Desk, enroll: Callable[..., UUID]
) -> None:
    for _ in range(2):
        enroll("Juniper Fable", date_of_birth="1988-02-29")
    for name, door, district in (("Bo Example", Door.COMMUNITY, ""), ("Ida Pretend", Door.STOP, ""),
                                 ("Lou Sample", Door.STOP, "Western")):  # fmt: skip
        add_referral(desk, AddReferral(id=new_id(), door=door, name=name, district=district))
    page = ReferralsPage(reader)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page.loaded)
    assert page.top_bar_widgets() == ()
    assert holds(page, HINTS | {"decision", "docket"}) == []
    for shelf in (*Shelf, DOCKET, DUPLICATES):
        page.show_shelf(shelf)
        if shelf == DUPLICATES:
            qtbot.waitUntil(lambda: bool(page.duplicates.rows))
        elif page.current is not None:
            page.fetch_detail()
            name = page.current.participant
            qtbot.waitUntil(lambda name=name: page.detail.name.text() == name)  # type: ignore[misc]
        assert (shelf, silent(page)) == (shelf, [])
        assert (shelf, "P on a referral" in words_on(page)) == (shelf, False)
    Shiboken.delete(page)


def test_linkages_offer_nothing_that_only_writers_do(
    qtbot: QtBot, reader: Workplace, desk: Desk, moss: UUID
) -> None:
    add_linkage(desk, AddLinkage(new_id(), moss, ServiceCategory.HOUSING, title="Shelter bed"))
    page = LinkagesPage(reader)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page.current() is not None)
    assert page.top_bar_widgets() == ()
    assert holds(page, HINTS | {"move"}) == []
    assert "Move a linkage" not in words_on(page)
    assert silent(page) == []
    page.board.opened.emit(page.current())
    qtbot.waitUntil(lambda: page.sheet is not None)
    assert silent(page) == []
    Shiboken.delete(page)


def test_the_calendar_offers_nothing_that_only_writers_do(
    qtbot: QtBot, reader: Workplace, desk: Desk, moss: UUID
) -> None:
    at = desk.clock.now() + timedelta(hours=2)
    make_appointment(desk, MakeAppointment(new_id(), moss, "Housing viewing", at, 60))
    page = CalendarPage(reader)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page.grid.current() is not None)
    assert page.top_bar_widgets() == ()
    assert (silent(page), unexplained(page)) == ([], [])
    block = page.grid.current()
    assert block is not None
    block.click()
    assert page.sheet is not None
    assert (offered(page), unexplained(page)) == ([], [])
    Shiboken.delete(page)


def test_the_directory_offers_nothing_that_only_writers_do(
    qtbot: QtBot, reader: Workplace, seat: Callable[..., Desk], tmp_path: Path
) -> None:
    path = tmp_path / "partner.csv"
    path.write_text("Agency,Service,Type\nExample House,Night shelter,Shelter\n", encoding="utf-8")
    import_directory(seat(Role.CASE_MANAGER, name="Ada Specimen", administrator=True), path)
    page = DirectoryPage(reader)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page.detail.detail is not None)
    assert holds(page, HINTS | {"link somebody", "check", "what we know"}) == []
    assert silent(page) == []
    Shiboken.delete(page)


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.AUDITOR])
def test_settings_lock_what_is_an_administrators_and_say_so(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], role: Role, tmp_path: Path
) -> None:
    seated = replace(workplace, desk=seat(role, name="Rae Reader"))
    page = SettingsPage(seated, config=tmp_path)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page.program.isVisible())
    assert holds(page, HINTS | {"save"}) == []
    assert silent(page, page.keys, page.appearance) == []
    assert ADMINISTRATORS_ONLY in words_on(page)
    Shiboken.delete(page)


def test_neither_reads_the_supervisors_page_and_an_auditor_meets_no_people() -> None:
    reader = {entry.name for entry in pages_for(lambda act: may(Role.READ_ONLY, act))}
    auditor = {entry.name for entry in pages_for(lambda act: may(Role.AUDITOR, act))}
    assert not reader & {TEAM, REVIEW, PRIVACY, NEW_REFERRAL}
    assert reader >= {TODAY, CASELOAD, REFERRALS, LINKAGES, DIRECTORY, OUTCOMES, SETTINGS}
    assert not auditor & {TEAM, TODAY, CASELOAD, REFERRALS, LINKAGES, DIRECTORY, NEW_REFERRAL}
    assert auditor >= {OUTCOMES, SETTINGS}
