"""What is seen and done at the Today list."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    TaskKind,
)
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from ui.models.worklist import Head, item_of
from ui.pages.form_sheet import FormSheet
from ui.pages.today.page import TodayPage

Key, Mod = Qt.Key, Qt.KeyboardModifier
Enroll = Callable[..., UUID]
Press = Callable[..., None]


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
