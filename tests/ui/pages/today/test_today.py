"""What the Today list shows, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    Role,
)
from lead_desktop.domain.plan.calendar import TeamEventLine
from lead_desktop.domain.worklist.work_item import Section
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.worklist import tasks, worklist
from tests.ui.pages.today.hands import Enroll, Press, rows
from ui.models.worklist import item_of, line_of
from ui.pages.today.day_strip import lanes
from ui.pages.today.page import TodayPage
from ui.pages.workplace import Workplace

Key, Mod = Qt.Key, Qt.KeyboardModifier


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
