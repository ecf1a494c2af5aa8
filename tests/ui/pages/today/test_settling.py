"""Signing, renewing, settling and assigning from the row that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    Audience,
    ConsentKind,
    ParticipantStatus,
    Role,
    TaskKind,
    WorkerPart,
)
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import transfers
from lead_desktop.services.people.transfers import PassOn
from lead_desktop.services.plan import appointments
from lead_desktop.services.plan.appointments import MakeAppointment
from lead_desktop.store.tables import Consent, ConsentRecipient
from tests.ui.pages.today.hands import Enroll, Press, go_to, note, sheet_of, shows, undo
from ui.pages.consent_sheets.consent_sheet import ConsentSheet
from ui.pages.life_sheets.transfer_sheet import TransferSheet
from ui.pages.linkage_sheets.appointment_sheets import OutcomeSheet
from ui.pages.today.page import TodayPage
from ui.pages.today.row_actions import RowAct

Key, Mod = Qt.Key, Qt.KeyboardModifier


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
