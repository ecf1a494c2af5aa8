"""A print page on screen, with a participant who has been in contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ContactMode,
    ContactOutcome,
)
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from tests.ui.pages.print_summary.driving import NAME, RECIPIENT
from tests.ui.pages.printing import Answers, agree
from ui.pages.page import Page
from ui.pages.print_summary.page import PrintPage
from ui.pages.workplace import Workplace


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    participant = enroll(NAME, case_manager=desk, pronouns="she/her")
    contacts.log_contact(
        desk,
        contacts.LogContact(
            id=new_id(),
            participant_ids=(participant,),
            mode=ContactMode.PHONE,
            outcome=ContactOutcome.MET,
            occurred_at=desk.clock.now(),
            note="Talked about the housing list.",
        ),
    )
    return participant


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path)


@pytest.fixture
def show(qtbot: QtBot, workplace: Workplace) -> Iterator[Callable[[Page], None]]:
    """Bring a page on screen; it is gone before the workplace's threads are."""
    shown: list[Page] = []

    def bring(page: Page) -> None:
        shown.append(page)
        page.resize(1220, 814)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)

    yield bring
    for page in shown:
        Shiboken.delete(page)


@pytest.fixture
def page(
    qtbot: QtBot,
    workplace: Workplace,
    show: Callable[[Page], None],
    person: UUID,
    answers: Answers,
) -> PrintPage:
    made = PrintPage(
        workplace, ask_for_printer=answers.choose_printer, ask_for_file=answers.choose_file
    )
    show(made)
    with qtbot.waitSignal(made.preview.pictured):
        made.show_participant(person)
    made.activate()
    return made


@pytest.fixture
def agreed(desk: Desk, person: UUID) -> UUID:
    """The person has agreed that a provider hears of services."""
    return agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)
