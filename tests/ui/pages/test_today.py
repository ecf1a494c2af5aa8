"""Working the Today list at the keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    Audience,
    ConsentKind,
    ContactMode,
    ContactOutcome,
    ParticipantStatus,
    Role,
    SnoozeReason,
    TaskKind,
    WorkerPart,
)
from lead_desktop.domain.plan.calendar import TeamEventLine
from lead_desktop.domain.worklist.work_item import Section
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import transfers
from lead_desktop.services.people.transfers import PassOn
from lead_desktop.services.plan import appointments
from lead_desktop.services.plan.appointments import MakeAppointment
from lead_desktop.services.worklist import tasks, worklist
from lead_desktop.services.worklist.tasks import WriteTask
from lead_desktop.store.tables import Consent, ConsentRecipient
from ui.models.worklist import Head, item_of, line_of
from ui.pages.consent_sheets.consent_sheet import ConsentSheet
from ui.pages.follow_up_sheet import FollowUpSheet
from ui.pages.form_sheet import FormSheet
from ui.pages.life_sheets.transfer_sheet import TransferSheet
from ui.pages.linkage_sheets.appointment_sheets import OutcomeSheet
from ui.pages.today.day_strip import lanes
from ui.pages.today.page import TodayPage
from ui.pages.today.row_actions import RowAct
from ui.pages.today.sheets import HandOverSheet, SnoozeSheet
from ui.pages.workplace import Workplace

Key, Mod = Qt.Key, Qt.KeyboardModifier
Enroll = Callable[..., UUID]
Press = Callable[..., None]


@pytest.fixture
def people(desk: Desk, enroll: Enroll) -> dict[str, UUID]:
    made = {name: enroll(name, case_manager=desk) for name in ("Moss", "Sorrel", "Juniper")}
    for name, days in (("Moss", 19), ("Sorrel", 16), ("Juniper", 0)):
        at = desk.clock.now() - timedelta(days=days)
        phone, met = ContactMode.PHONE, ContactOutcome.MET
        contacts.log_contact(desk, LogContact(new_id(), (made[name],), phone, met, at, sign=True))
    tasks.write_tasks(
        desk, (WriteTask(new_id(), made["Juniper"], "Bring the form", desk.clock.today()),)
    )
    return made


@pytest.fixture
def told(workplace: Workplace) -> list[tuple[str, object]]:
    """Toasts, with their undo."""
    heard: list[tuple[str, object]] = []
    workplace.navigator.toast_wanted.connect(lambda words, undo: heard.append((words, undo)))
    return heard


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, people: dict[str, UUID]) -> Iterator[TodayPage]:
    made = TodayPage(workplace)
    made.resize(1180, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.activate()
    qtbot.waitUntil(lambda: made.loaded)
    yield made
    Shiboken.delete(made)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    def key(which: Qt.Key, held: Mod = Mod.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), which, held)

    return key


def rows(page: TodayPage) -> list[str]:
    return [
        entry.title if isinstance(entry, Head) else item.participant
        for entry in page.model.rows
        if (item := item_of(entry)) or isinstance(entry, Head)
    ]


def undo(told: list[tuple[str, object]]) -> None:
    taken_back = told[-1][1]
    assert callable(taken_back)
    taken_back()


def sheet_of(page: TodayPage, kind: type[FormSheet], qtbot: QtBot) -> FormSheet:
    qtbot.waitUntil(lambda: isinstance(page.acts.sheet, kind))
    assert page.acts.sheet is not None
    return page.acts.sheet


def test_headings_are_skipped_and_each_row_says_why(page: TodayPage, press: Press) -> None:
    assert rows(page) == [Section.PAST, "Moss", "Sorrel", Section.FOLLOW_UPS, "Juniper"]
    seen = []
    for _ in range(3):
        item = item_of(page.entry())
        assert item is not None
        seen.append((item.participant, item.why))
        press(Key.Key_J)
    assert seen == [
        ("Moss", "19 days since reached, target 14"),
        ("Sorrel", "16 days since reached, target 14"),
        ("Juniper", "Bring the form"),
    ]
    assert page.heading().title == "Good morning, Tomas"


def test_one_key_logs_texts_calls_and_opens(
    page: TodayPage, press: Press, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    navigator, moss = page.workplace.navigator, people["Moss"]
    for key, signal, arguments in (
        (Key.Key_L, navigator.log_wanted, [moss]),
        (Key.Key_T, navigator.log_by_wanted, [moss, ContactMode.TEXT]),
        (Key.Key_C, navigator.log_by_wanted, [moss, ContactMode.PHONE]),
        (Key.Key_Return, navigator.participant_wanted, [moss]),
    ):
        with qtbot.waitSignal(signal) as caught:
            press(key)
        assert caught.args == arguments
    assert page.current_person() == moss
    assert page.order() == (moss, people["Sorrel"], people["Juniper"])


def test_the_buttons_on_the_row_do_what_the_keys_do(
    page: TodayPage, qtbot: QtBot, people: dict[str, UUID]
) -> None:
    button = page.buttons.buttons[RowAct.TEXT]
    assert button.isVisible()
    with qtbot.waitSignal(page.workplace.navigator.log_by_wanted) as caught:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert caught.args == [people["Moss"], ContactMode.TEXT]
    assert page.view.hasFocus()


def test_snoozing_asks_until_when_and_why_and_can_be_undone(
    page: TodayPage, press: Press, qtbot: QtBot, told: list[tuple[str, object]]
) -> None:
    press(Key.Key_S)
    sheet = sheet_of(page, SnoozeSheet, qtbot)
    assert isinstance(sheet, SnoozeSheet)
    press(Key.Key_Return, Mod.ControlModifier)
    assert sheet.fields["reason"].problem() == "Say why; one tap is enough."
    for _ in range(2):
        press(Key.Key_Right)
    assert sheet.reason.value() == SnoozeReason.ASKED_FOR_SPACE
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: rows(page)[-2:] == ["Set aside for now", "Moss"])
    assert told[-1][0] == "Put off until Nov 24"
    # What took its place is next; the list does not run after what is done with.
    assert page.view.currentIndex().row() == 1
    undo(told)
    qtbot.waitUntil(lambda: rows(page)[1] == "Moss")


def test_what_was_put_off_is_taken_back_with_one_key(
    page: TodayPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    item = item_of(page.entry())
    assert item is not None
    command = worklist.SnoozeItem(
        new_id(), item.key, item.kind, item.participant_id,
        desk.clock.today() + timedelta(days=1), SnoozeReason.IN_HOSPITAL,
    )  # fmt: skip
    worklist.snooze(desk, command)
    page.refresh()
    qtbot.waitUntil(lambda: rows(page)[-1] == "Moss")
    press(Key.Key_End)
    press(Key.Key_B)
    qtbot.waitUntil(lambda: rows(page)[1] == "Moss")


def test_handing_over_to_the_next_shift_and_undo(
    page: TodayPage,
    press: Press,
    qtbot: QtBot,
    told: list[tuple[str, object]],
    seat: Callable[..., Desk],
) -> None:
    lou = seat(Role.PEER, name="Lou Testwell")
    press(Key.Key_H)
    sheet_of(page, HandOverSheet, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "Try the library steps after six")
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1][0] == "Handed to next shift"
    qtbot.waitUntil(lambda: rows(page)[-1] == "Moss")
    (theirs,) = worklist.list_work(lou).items
    assert theirs.why == "From Tomas Sampleton: Try the library steps after six"
    undo(told)
    qtbot.waitUntil(lambda: rows(page)[1] == "Moss")
    assert worklist.list_work(lou).items == ()


def test_a_follow_up_is_written_changed_done_and_undone(
    page: TodayPage, press: Press, qtbot: QtBot, told: list[tuple[str, object]]
) -> None:
    press(Key.Key_U)
    sheet_of(page, FollowUpSheet, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "Call the pharmacy")
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: rows(page)[3:] == [Section.FOLLOW_UPS, "Juniper", "Moss"])
    qtbot.waitUntil(page.view.hasFocus)
    press(Key.Key_End)
    press(Key.Key_E)
    sheet_of(page, FollowUpSheet, qtbot)
    press(Key.Key_End)
    qtbot.keyClicks(QApplication.focusWidget(), " today")
    press(Key.Key_Return, Mod.ControlModifier)

    def why() -> str:
        item = item_of(page.model.rows[-1])
        return item.why if item else ""

    qtbot.waitUntil(lambda: why() == "Call the pharmacy today")
    qtbot.waitUntil(page.view.hasFocus)
    press(Key.Key_D)
    qtbot.waitUntil(lambda: rows(page)[3:] == [Section.FOLLOW_UPS, "Juniper"])
    undo(told)
    qtbot.waitUntil(lambda: rows(page)[3:] == [Section.FOLLOW_UPS, "Juniper", "Moss"])


def test_the_order_by_hand_stays_within_its_section(
    page: TodayPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    press(Key.Key_Down, Mod.AltModifier)
    assert rows(page)[:3] == [Section.PAST, "Sorrel", "Moss"]
    press(Key.Key_Down, Mod.AltModifier)
    assert rows(page)[:3] == [Section.PAST, "Sorrel", "Moss"]

    def kept() -> bool:
        return [item.participant for item in worklist.list_work(desk).items][:2] == [
            "Sorrel",
            "Moss",
        ]

    qtbot.waitUntil(kept)


def test_a_row_is_dragged_to_another_place_of_its_section(
    page: TodayPage, press: Press, qtbot: QtBot, desk: Desk
) -> None:
    port, left = page.view.viewport(), Qt.MouseButton.LeftButton

    def middle(name: str) -> QPoint:
        row = next(at for at, word in enumerate(rows(page)) if word == name)
        return page.view.visualRect(page.model.index(row, 0)).center()

    def drag(name: str, to: QPoint, *, let_go: bool = True) -> None:
        qtbot.mousePress(port, left, pos=middle(name))
        qtbot.mouseMove(port, middle(name) + QPoint(0, 30))
        qtbot.mouseMove(port, to)
        if not let_go:
            press(Key.Key_Escape)
        qtbot.mouseRelease(port, left, pos=to)

    order = [Section.PAST, "Moss", "Sorrel"]
    assert rows(page)[:3] == order
    drag("Moss", middle("Sorrel"), let_go=False)
    assert rows(page)[:3] == order
    drag("Moss", middle("Juniper"))  # below its section: it goes to the end of its own
    assert rows(page)[:3] == [Section.PAST, "Sorrel", "Moss"]
    qtbot.waitUntil(
        lambda: (
            [one.participant for one in worklist.list_work(desk).items][:2] == ["Sorrel", "Moss"]
        )
    )
    press(Key.Key_M)
    qtbot.waitUntil(lambda: not page.view.movable)
    before = rows(page)
    drag("Sorrel", middle("Moss"))
    assert rows(page) == before


def test_m_shows_the_team(
    page: TodayPage, press: Press, qtbot: QtBot, enroll: Enroll, seat: Callable[..., Desk]
) -> None:
    other = seat(Role.CASE_MANAGER, name="Ana Other")
    wren = enroll("Wren", case_manager=other)
    at = other.clock.now() - timedelta(days=40)
    phone, met = ContactMode.PHONE, ContactOutcome.MET
    contacts.log_contact(other, LogContact(new_id(), (wren,), phone, met, at, sign=True))
    press(Key.Key_M)
    qtbot.waitUntil(lambda: "Wren" in rows(page))
    press(Key.Key_M)
    qtbot.waitUntil(lambda: "Wren" not in rows(page))


def test_a_day_without_anything_due_says_who_comes_next(
    page: TodayPage, qtbot: QtBot, desk: Desk, people: dict[str, UUID]
) -> None:
    for name in ("Moss", "Sorrel"):
        now, phone = desk.clock.now(), ContactMode.PHONE
        made = LogContact(new_id(), (people[name],), phone, ContactOutcome.MET, now, sign=True)
        contacts.log_contact(desk, made)
    for task in tasks.list_tasks(desk):
        tasks.finish_task(desk, task.id)
    page.refresh()
    qtbot.waitUntil(lambda: page.empty_words() != "")
    assert page.empty_words().startswith(
        "Nothing is due. Everyone is inside their contact cadence. Next: Juniper"
    )


def test_figures_count_the_last_seven_days(page: TodayPage) -> None:
    said = [f"{t.accessibleName()} ({t.accessibleDescription()})" for t in page.figures.tiles]
    assert said[:2] == ["Contacts, last 7 days: 1 (1 more)", "People reached: 1 (of 3)"]


def test_appointments_at_the_same_time_stand_side_by_side() -> None:
    def entry(hour: int, minutes: int) -> TeamEventLine:
        at = datetime(2026, 11, 23, hour, tzinfo=UTC)
        return TeamEventLine(new_id(), "Huddle", at, minutes, "", weekly=False)

    day = [entry(9, 120), entry(10, 30), entry(12, 60)]
    assert [(column, columns) for _, column, columns in lanes(day)] == [(0, 2), (1, 2), (0, 1)]


def test_somebody_without_a_caseload_is_not_told_that_all_is_well(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], people: dict[str, UUID]
) -> None:
    reader = seat(Role.READ_ONLY, name="Ray Reader")
    page = TodayPage(replace(workplace, desk=reader))
    qtbot.addWidget(page)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.empty_words().startswith("Nobody is on your caseload"))


def test_a_narrow_row_keeps_its_reason_and_gives_up_buttons(page: TodayPage, qtbot: QtBot) -> None:
    def shown() -> int:
        return sum(1 for button in page.buttons.buttons.values() if not button.isHidden())

    def whole() -> bool:
        line = line_of(page.entry())
        assert line is not None
        return page.delegate.needed(line) + page.delegate.room <= page.view.viewport().width()

    page.resize(1300, 780)
    qtbot.waitUntil(lambda: shown() == 3 and whole())
    page.resize(1180, 780)
    qtbot.waitUntil(lambda: shown() == 2 and whole())
    page.resize(960, 780)
    qtbot.waitUntil(lambda: shown() == 1)


def go_to(page: TodayPage, kind: TaskKind) -> None:
    at = next(
        row
        for row, entry in enumerate(page.model.rows)
        if (item := item_of(entry)) is not None and item.kind is kind
    )
    page.view.go_to(page.model.index(at, 0))


def note(desk: Desk, person: UUID) -> UUID:
    now, phone = desk.clock.now(), ContactMode.PHONE
    made = LogContact(new_id(), (person,), phone, ContactOutcome.MET, now)
    contacts.log_contact(desk, made)
    return made.id


def shows(page: TodayPage, kind: TaskKind) -> bool:
    return any((item := item_of(e)) is not None and item.kind is kind for e in page.model.rows)


def test_a_note_is_signed_from_its_row_by_g_twice_and_by_its_button(
    page: TodayPage,
    press: Press,
    qtbot: QtBot,
    desk: Desk,
    people: dict[str, UUID],
    told: list[tuple[str, object]],
) -> None:
    def signed(contact_id: UUID) -> bool:
        (entry,) = [e for e in contacts.list_contacts(desk) if e.id == contact_id]
        return entry.signed_at is not None

    first = note(desk, people["Juniper"])
    page.refresh()
    qtbot.waitUntil(lambda: shows(page, TaskKind.UNSIGNED_NOTE))
    go_to(page, TaskKind.UNSIGNED_NOTE)
    press(Key.Key_G)  # alone it begins a chord of the window and signs nothing
    press(Key.Key_J)
    go_to(page, TaskKind.UNSIGNED_NOTE)
    press(Key.Key_G)
    assert not signed(first)
    press(Key.Key_G)
    qtbot.waitUntil(lambda: not shows(page, TaskKind.UNSIGNED_NOTE))
    assert signed(first)
    assert told[-1] == ("Note signed", None)
    second = note(desk, people["Moss"])
    page.refresh()
    qtbot.waitUntil(lambda: shows(page, TaskKind.UNSIGNED_NOTE))
    go_to(page, TaskKind.UNSIGNED_NOTE)
    qtbot.mouseClick(page.buttons.buttons[RowAct.SIGN], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shows(page, TaskKind.UNSIGNED_NOTE))
    assert signed(second)


def test_what_signing_refuses_is_shown(
    page: TodayPage, qtbot: QtBot, desk: Desk, people: dict[str, UUID]
) -> None:
    written = note(desk, people["Juniper"])
    page.refresh()
    qtbot.waitUntil(lambda: shows(page, TaskKind.UNSIGNED_NOTE))
    go_to(page, TaskKind.UNSIGNED_NOTE)
    contacts.sign_contact(desk, written)  # meanwhile, in another window
    with qtbot.waitSignal(page.workplace.navigator.problem_met) as caught:
        qtbot.mouseClick(page.buttons.buttons[RowAct.SIGN], Qt.MouseButton.LeftButton)
    assert caught.args is not None
    assert caught.args[0].what == "This note is signed and locked."


def test_a_consent_that_ends_is_renewed_from_its_row(
    page: TodayPage, press: Press, qtbot: QtBot, desk: Desk, people: dict[str, UUID]
) -> None:
    stamps = {"created_at": desk.clock.now(), "updated_at": desk.clock.now()}
    today, consent = desk.clock.today(), new_id()
    with desk.store.write() as session:
        session.add(
            Consent(
                id=consent,
                participant_id=people["Moss"],
                kind=ConsentKind.PART2_NAMED,
                recipient_kind=Audience.PROVIDER,
                purpose="care",
                signed_on=today - timedelta(days=300),
                expires_on=today + timedelta(days=7),
                **stamps,
            )
        )
        session.flush()
        session.add(ConsentRecipient(consent_id=consent, name="Sample Street", **stamps))
    page.refresh()
    qtbot.waitUntil(lambda: shows(page, TaskKind.CONSENT_ENDING))
    go_to(page, TaskKind.CONSENT_ENDING)
    press(Key.Key_R)
    sheet = sheet_of(page, ConsentSheet, qtbot)
    assert isinstance(sheet, ConsentSheet)
    assert sheet.recipients.text() == "Sample Street"


def test_a_past_visit_is_settled_from_its_row_and_undone(
    page: TodayPage,
    press: Press,
    qtbot: QtBot,
    desk: Desk,
    people: dict[str, UUID],
    told: list[tuple[str, object]],
) -> None:
    yesterday = desk.clock.now() - timedelta(days=1)
    appointments.make_appointment(
        desk, MakeAppointment(new_id(), people["Moss"], "Intake", yesterday)
    )
    page.refresh()
    qtbot.waitUntil(lambda: shows(page, TaskKind.APPOINTMENT))
    go_to(page, TaskKind.APPOINTMENT)
    press(Key.Key_O)
    sheet = sheet_of(page, OutcomeSheet, qtbot)
    assert isinstance(sheet, OutcomeSheet)
    sheet.status.choose(AppointmentStatus.MISSED.value)
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: not shows(page, TaskKind.APPOINTMENT))
    undo(told)
    qtbot.waitUntil(lambda: shows(page, TaskKind.APPOINTMENT))


def test_somebody_new_is_assigned_from_the_row(
    page: TodayPage, press: Press, qtbot: QtBot, enroll: Enroll
) -> None:
    enroll("Linden", status=ParticipantStatus.REFERRED)
    page.whose.choose("team")
    qtbot.waitUntil(lambda: shows(page, TaskKind.FIRST_OUTREACH))
    go_to(page, TaskKind.FIRST_OUTREACH)
    press(Key.Key_A)
    sheet = sheet_of(page, TransferSheet, qtbot)
    assert isinstance(sheet, TransferSheet)
    assert "Linden" in sheet.accessibleName()


def test_a_transfer_to_come_stands_beside_the_day_and_is_cancelled(
    page: TodayPage, people: dict[str, UUID], seat: Callable[..., Desk], desk: Desk, qtbot: QtBot,
    told: list[tuple[str, object]],
) -> None:  # fmt: skip
    assert not page.planned.isVisible()
    dre = seat(Role.CASE_MANAGER, name="Dre Exampleton")
    on = desk.clock.today() + timedelta(days=3)
    wish = PassOn(new_id(), (people["Moss"],), dre.worker.id, WorkerPart.CASE_MANAGER, on)
    transfers.pass_on(desk, wish)
    page.refresh()
    qtbot.waitUntil(lambda: page.planned.isVisible())
    (cancel,) = page.planned.cancels
    assert cancel.accessibleName() == "Cancel: Moss to Dre Exampleton, Nov 26"
    cancel.setFocus()
    qtbot.keyClick(cancel, Key.Key_Space)
    qtbot.waitUntil(lambda: bool(told))
    assert transfers.list_planned(desk) == ()
