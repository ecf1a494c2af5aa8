"""The timeline at work: narrowed in the vault, 20,000 entries without a pause, seals in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken
from sqlalchemy import event, text, update

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AddendumKind,
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    InitiatedBy,
    Relation,
    Role,
    Seal,
)
from lead_desktop.domain.contacts.timeline import ContactDay, ContactEntry, EventEntry
from lead_desktop.services.contacts import addenda, contacts
from lead_desktop.services.contacts.addenda import AddAddendum
from lead_desktop.services.contacts.contacts import LearnedEvent
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.store.tables import Contact
from tests.services.contacts.test_contacts import a_contact
from ui.models.day_words import Calendar
from ui.pages.note_sheets.acts import NoteAct, acts_on
from ui.pages.participant.contacts_tab import ContactsTab
from ui.pages.participant.heat_strip import day_words, first_day, sum_words
from ui.pages.participant.timeline_entry import face_of
from ui.pages.participant.timeline_filter import Days, Signed
from ui.pages.participant.timeline_tab import TimelineTab
from ui.pages.workplace import Workplace

Key = Qt.Key
Enroll = Callable[..., UUID]
CALENDAR = Calendar(date(2026, 11, 23), ZoneInfo("America/New_York"))


@pytest.fixture
def tab(qtbot: QtBot, workplace: Workplace) -> Iterator[TimelineTab]:
    made = TimelineTab(workplace)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    Shiboken.delete(made)


def show(tab: TimelineTab, desk: Desk, person: UUID) -> None:
    tab.show_record(participants.read_record(desk, person), Calendar.of(desk.clock))
    tab.take_focus()


def entry_of(desk: Desk, person: UUID) -> ContactEntry:
    (entry,) = participants.list_timeline(desk, person)
    assert isinstance(entry, ContactEntry)
    return entry


def test_a_filter_is_set_and_cleared_by_keys(
    qtbot: QtBot, tab: TimelineTab, desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    contacts.log_contact(desk, a_contact(desk, person, mode=ContactMode.TEXT, sign=True))
    contacts.log_contact(desk, a_contact(desk, person))
    show(tab, desk, person)
    qtbot.waitUntil(lambda: tab.model.loaded == 2)
    assert tab.act_on(Key.Key_F)
    qtbot.waitUntil(lambda: tab.panel.worker.count() == 2)
    assert tab.panel.modes.chips[0].hasFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)
    qtbot.waitUntil(lambda: tab.model.loaded == 1)
    assert tab.filter_button.text() == "Filter (1)"
    tab.panel.signed.choose(Signed.NO)
    qtbot.waitUntil(lambda: tab.model.loaded == 0)
    tab.panel.clear_button.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)
    qtbot.waitUntil(lambda: tab.model.loaded == 2)
    assert tab.filter_button.text() == "Filter"
    tab.panel.days.choose(Days.PICKED)
    assert tab.panel.first.isVisible()


_MANY = """
WITH RECURSIVE hours(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM hours WHERE n + 1 < :many)
INSERT INTO contact (id, author_id, occurred_at, recorded_at, mode, place, outcome, kind, standing,
                     note_format, note, created_at, updated_at, version)
SELECT printf('%032x', n + 1), :worker, moment, moment, 'PHONE', '', 'MET', 'DIRECT', 'reached',
       'FREE', 'Spoke', moment, moment, 1
  FROM (SELECT n, strftime('%Y-%m-%d %H:%M:%f', :now, '-' || n || ' hours') || '000' AS moment
          FROM hours)
"""
_WITH = """INSERT INTO contact_participant (contact_id, participant_id, occurred_at, standing,
    private_line) SELECT id, :person, occurred_at, standing, '' FROM contact"""
_BY = "INSERT INTO contact_worker (contact_id, worker_id) SELECT id, author_id FROM contact"


def test_somebody_who_only_reads_is_offered_no_drawer(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk]
) -> None:
    reads = TimelineTab(replace(workplace, desk=seat(Role.READ_ONLY, name="Rea Donly")))
    qtbot.addWidget(reads)
    reads.show()
    assert not reads.drawer_button.isVisible()


def fill(desk: Desk, person: UUID, many: int) -> None:
    """So many contacts with one person, an hour apart; written in one go, for speed."""
    now = f"{desk.clock.now():%Y-%m-%d %H:%M:%S}"
    bounds = {"many": many, "worker": desk.worker.id.hex, "now": now, "person": person.hex}
    with desk.store.write() as session:
        for moment in ("before", "after"):  # nobody looks for words here
            session.execute(text(f"DROP TRIGGER note_search_person_in_{moment}"))
        for statement in (_MANY, _WITH, _BY):
            session.connection().exec_driver_sql(statement, bounds)


def test_twenty_thousand_entries_are_fetched_in_windows(
    qtbot: QtBot, tab: TimelineTab, desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    fill(desk, person, 20_000)
    sent: list[str] = []
    event.listen(
        desk.store.engine,
        "before_cursor_execute",
        lambda _c, _cu, statement, *_: sent.append(statement),
    )
    started = time.process_time()  # of all threads; the machine may be busy
    show(tab, desk, person)
    qtbot.waitUntil(lambda: tab.model.loaded >= 100)
    assert time.process_time() - started < 1.5, "the first screen came late"
    assert tab.model.loaded <= 300, "more was fetched than is in sight and just below"
    bar = tab.view.verticalScrollBar()

    def scroll_on(known: int) -> None:
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda: tab.model.loaded > known)

    for _ in range(3):
        scroll_on(tab.model.loaded)
    assert tab.model.loaded <= 1000
    pages = [
        statement for statement in sent if "LIMIT" in statement and "contact.note" in statement
    ]
    assert pages
    assert all("LIMIT 100" in statement for statement in pages)


def test_one_kind_alone_is_asked_of_the_vault(
    qtbot: QtBot, tab: TimelineTab, desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    fill(desk, person, 400)
    show(tab, desk, person)
    qtbot.waitUntil(lambda: tab.model.loaded >= 100)
    tab.kinds.choose("linkages")
    qtbot.waitUntil(lambda: tab.model.loaded == 0)  # without reading through all the contacts


def test_what_was_written_to_a_note_stands_below_it(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    command = a_contact(desk, person, note="Met at noon", sign=True)
    contacts.log_contact(desk, command)
    addenda.add_addendum(
        desk,
        AddAddendum(new_id(), command.id, AddendumKind.CORRECTION, "It was at one", "Wrong hour"),
    )
    face = face_of(entry_of(desk, person), CALENDAR, desk.worker.name)
    assert [part.words for part in face.parts] == ["Met at noon", "It was at one (Wrong hour)"]
    assert face.parts[1].mark == "Correction, Today"
    assert [chip.text for chip in face.chips] == ["Reached", "Signed", "Amended Nov 23"]


def test_an_imported_note_asks_for_no_signature_and_is_written_to(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    contacts.log_contact(desk, a_contact(desk, person, initiated_by=InitiatedBy.POLICE))
    own = entry_of(desk, person)
    assert NoteAct.CHANGE in acts_on(own, desk)
    brought = replace(own, imported=True, seal=Seal.IMPORTED, author="A. Former")
    face = face_of(brought, CALENDAR, desk.worker.name)
    chips = [chip.text for chip in face.chips]
    assert "From another system" in chips
    assert not {"To sign", "Not signed yet", "Signed"} & set(chips)
    assert acts_on(brought, desk) == (NoteAct.ADD,)
    assert face.beside == "A. Former with Tomas Sampleton · started by police"


def test_a_struck_note_is_crossed_out_and_a_broken_seal_is_said(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    command = a_contact(desk, person, note="Met at noon", sign=True)
    contacts.log_contact(desk, command)
    with desk.store.write() as session:
        session.execute(text("DROP TRIGGER contact_signed_stays"))  # as another program would
        session.execute(update(Contact).where(Contact.id == command.id).values(note="Altered"))
    face = face_of(entry_of(desk, person), CALENDAR, desk.worker.name)
    assert "No longer matches its signature" in [chip.text for chip in face.chips]
    addenda.strike_note(desk, command.id, "Another person")
    face = face_of(entry_of(desk, person), CALENDAR, desk.worker.name)
    assert face.struck
    assert [chip.text for chip in face.chips] == ["Entered in error: Another person"]


def test_groups_private_lines_and_third_parties_are_told(desk: Desk, enroll: Enroll) -> None:
    juniper, moss = enroll("Juniper Fable"), enroll("Moss Example")
    group = a_contact(
        desk,
        juniper,
        participant_ids=(juniper, moss),
        kind=ContactKind.GROUP,
        private_lines=((moss, "Asked about ID"),),
    )
    contacts.log_contact(desk, group)
    face = face_of(entry_of(desk, moss), CALENDAR, "")
    assert "2 people" in [chip.text for chip in face.chips]
    assert [(part.mark, part.words) for part in face.parts] == [
        ("For them alone", "Asked about ID")
    ]
    wren = enroll("Wren Sample")
    about = a_contact(
        desk,
        wren,
        kind=ContactKind.COLLATERAL,
        relation=Relation.FAMILY,
        third_party="Aunt Ida",
    )
    contacts.log_contact(desk, about)
    face = face_of(entry_of(desk, wren), CALENDAR, "")
    assert face.title == "About them, street outreach"
    assert face.beside == "Family, Aunt Ida · Tomas Sampleton"
    assert "Reached" not in [chip.text for chip in face.chips]


def test_an_event_tells_that_a_contact_taught_us_of_it(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Moss Example")
    learned = LearnedEvent(person, EventKind.JAIL_BOOKED)
    told = a_contact(desk, person, outcome=ContactOutcome.IN_CUSTODY, learned=learned)
    contacts.log_contact(desk, told)
    (happened,) = [
        one for one in participants.list_timeline(desk, person) if isinstance(one, EventEntry)
    ]
    face = face_of(happened, CALENDAR, "")
    assert [chip.text for chip in face.chips] == ["Event", "1 contact linked"]


def test_the_heat_strip_tells_the_same_in_words(
    qtbot: QtBot, workplace: Workplace, enroll: Enroll
) -> None:
    desk, person = workplace.desk, enroll("Juniper Fable")
    now = desk.clock.now()

    def log(days: int, outcome: ContactOutcome) -> None:
        at = now - timedelta(days=days, hours=1)
        contacts.log_contact(desk, a_contact(desk, person, outcome=outcome, occurred_at=at))

    for days, outcome in (
        (0, ContactOutcome.MET),
        (0, ContactOutcome.BRIEF),
        (12, ContactOutcome.MET),
        (12, ContactOutcome.NO_ANSWER),
        (300, ContactOutcome.MET),
    ):
        log(days, outcome)
    tab = ContactsTab(workplace)
    qtbot.addWidget(tab)
    tab.resize(900, 600)
    tab.show()
    tab.show_record(participants.read_record(desk, person), Calendar.of(desk.clock))
    said = "Last 26 weeks: reached on 2 days, 1 try without; longest gap 12 days"
    qtbot.waitUntil(lambda: tab.strip_words.text().startswith(said))
    assert tab.strip.accessibleDescription() == said


def test_a_strip_begins_on_a_sunday_and_a_day_is_told_in_words() -> None:
    assert first_day(date(2026, 11, 23), weeks=1) == date(2026, 11, 22)
    assert first_day(date(2026, 11, 22), weeks=2) == date(2026, 11, 15)
    assert day_words(ContactDay(date(2026, 11, 20), 3, 1), CALENDAR) == (
        "Nov 20: reached 3 times, 1 try"
    )
    assert sum_words((), CALENDAR) == "Last 26 weeks: reached on 0 days"


def test_days_are_counted_in_the_zone_of_the_vault(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    late = datetime(2026, 11, 21, 4, 30, tzinfo=ZoneInfo("UTC"))  # 23:30 of the 20th here
    contacts.log_contact(desk, a_contact(desk, person, occurred_at=late))
    days = participants.list_contact_days(desk, person, date(2026, 11, 1))
    assert days == (ContactDay(date(2026, 11, 20), 1, 0),)
