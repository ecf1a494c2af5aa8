"""The page of printed forms: choose one, look at it, hand it over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    Door,
    FormKind,
    FormLanguage,
    Role,
    ServiceCategory,
)
from lead_desktop.domain.measures.spans import Span
from lead_desktop.services.consent.privacy import (
    AskRestriction,
    ask_restriction,
    decide_restriction,
)
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import appointments, linkages
from lead_desktop.services.plan.appointments import MakeAppointment
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.referral.referral_steps import put_on_docket
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral
from lead_desktop.services.trust import trust
from lead_desktop.store.tables import Organization
from tests.ui.pages.printing import Answers, agree, words_of
from ui.kit.chip import RemovableChip
from ui.pages.copies.restrictions import UNREAD
from ui.pages.forms.page import NAME_SOMEBODY, NOBODY_AGREED, NOT_YOURS, FormsPage
from ui.pages.workplace import FormWish, Workplace

NAME = "Juniper Fable"
RECIPIENT = "Sample Street Recovery"


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll(NAME, case_manager=desk)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path)


@pytest.fixture
def open_page(
    qtbot: QtBot, workplace: Workplace, answers: Answers
) -> Iterator[Callable[..., FormsPage]]:
    """Bring the page on screen for one participant, or for the team; gone before its threads."""
    made: list[FormsPage] = []

    def bring(person: UUID | None = None, desk: Desk | None = None) -> FormsPage:
        place = replace(workplace, desk=desk) if desk else workplace
        page = FormsPage(
            place, ask_for_printer=answers.choose_printer, ask_for_file=answers.choose_file
        )
        made.append(page)
        page.resize(1220, 814)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        if person is None:
            page.show_team()
        else:
            page.show_participant(person)
        page.activate()
        return page

    yield bring
    for page in made:
        Shiboken.delete(page)


def ready(qtbot: QtBot, page: FormsPage) -> str:
    """The words of the form, once it is drawn."""
    qtbot.waitUntil(lambda: page.counter.source.present is not None)
    copy = page.counter.source.present
    assert copy is not None
    return words_of(copy.pdf)


def test_the_arrow_keys_go_through_the_forms_and_each_is_shown(
    qtbot: QtBot, open_page: Callable[..., FormsPage], person: UUID
) -> None:
    page = open_page(person)
    assert "Contact log" in ready(qtbot, page)
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert page.forms.kind() is FormKind.TRANSFER
    assert "First steps together" in ready(qtbot, page)
    qtbot.waitUntil(lambda: page.heading().crumbs == (("participant", NAME),))
    assert page.counter.preview.canvas.pictures() or not page.counter.source.is_working


def test_a_letter_waits_for_somebody_to_go_to_and_leaves_with_its_account(
    qtbot: QtBot,
    open_page: Callable[..., FormsPage],
    desk: Desk,
    person: UUID,
    answers: Answers,
) -> None:
    page = open_page(person)
    page.choose(FormKind.REFERRAL_LETTER)
    assert page.counter.footer.words.text() == NAME_SOMEBODY
    assert not page.counter.footer.print.isEnabled()
    agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)
    page.refresh()
    qtbot.waitUntil(lambda: page.options.recipient.name() == RECIPIENT)
    assert f"we refer {NAME}" in ready(qtbot, page)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted) as told:
        page.counter.print_copy()
    assert told.args is not None
    assert "Disclosures" in told.args[0]
    (row,) = trust.list_disclosures(desk, person)
    assert row.recipient == RECIPIENT
    assert answers.job_name == row.document_number


def test_a_letter_waits_until_a_wish_that_touches_it_was_read(
    qtbot: QtBot,
    open_page: Callable[..., FormsPage],
    seat: Callable[..., Desk],
    desk: Desk,
    person: UUID,
) -> None:
    kinds = (ConsentCategory.SERVICES, ConsentCategory.IDENTITY)
    agree(desk, person, Audience.PROVIDER, RECIPIENT, *kinds)
    wish = AskRestriction(
        new_id(), person, "Not my number", desk.clock.today(), categories=(kinds[1],)
    )
    ask_restriction(desk, wish)
    decide_restriction(seat(Role.SUPERVISOR, name="Priya Demoson"), wish.id, agreed=True)
    page = open_page(person)
    page.choose(FormKind.REFERRAL_LETTER)
    box, footer = page.options.restrictions, page.counter.footer
    qtbot.waitUntil(lambda: box.isVisible() and page.counter.source.present is not None)
    assert (footer.words.text(), footer.print.isEnabled()) == (UNREAD, False)
    box.read.setFocus()
    qtbot.keyClick(box.read, Qt.Key.Key_Space)
    qtbot.keyClicks(box.reason, "She asked for the letter herself")
    qtbot.waitUntil(footer.print.isEnabled)
    with qtbot.waitSignal(page.workplace.navigator.toast_wanted):
        page.counter.print_copy()
    (row,) = trust.list_disclosures(desk, person)
    assert row.restriction_reason == "She asked for the letter herself"
    page.choose(FormKind.CONTACT_LOG)
    qtbot.waitUntil(lambda: not box.isVisible())


def test_without_a_consent_a_letter_shows_the_reason_and_no_page(
    qtbot: QtBot, open_page: Callable[..., FormsPage], person: UUID
) -> None:
    page = open_page(person)
    page.choose(FormKind.REFERRAL_LETTER)
    page.options.recipient.other.setFocus()
    qtbot.keyClicks(page.options.recipient.other, "Nobody Agreed")
    footer = page.counter.footer
    qtbot.waitUntil(lambda: "No written consent" in footer.words.text())
    assert page.counter.preview.canvas.pictures() == {}
    assert not footer.print.isEnabled()


def test_the_teams_forms_are_the_roster_first_and_spanish_says_it_waits_for_review(
    qtbot: QtBot, open_page: Callable[..., FormsPage], person: UUID
) -> None:
    page = open_page()
    assert NAME in ready(qtbot, page)
    assert page.forms.kind() is FormKind.ROSTER
    page.choose(FormKind.CONSENT)
    page.options.language.choose(FormLanguage.SPANISH.value)
    page.options.changed.emit()
    qtbot.waitUntil(lambda: "Permiso para compartir" in ready(qtbot, page))
    assert NAME not in ready(qtbot, page)
    assert page.options._reviewed


def test_a_role_that_does_not_print_is_told_so(
    qtbot: QtBot, open_page: Callable[..., FormsPage], seat: Callable[..., Desk], person: UUID
) -> None:
    page = open_page(person, seat(Role.READ_ONLY))
    assert page.counter.footer.words.text() == NOT_YOURS
    assert page.forms.cards == {}
    assert not page.counter.footer.save.isEnabled()


def test_a_docket_on_which_nobody_agreed_to_stand_is_not_printed(
    qtbot: QtBot, workplace: Workplace, open_page: Callable[..., FormsPage]
) -> None:
    desk = workplace.desk
    asked = AddReferral(id=new_id(), door=Door.SOCIAL, name=NAME)
    line = add_referral(desk, asked).line
    put_on_docket(desk, line.id, desk.clock.today())
    page = open_page()
    page.choose(FormKind.DOCKET)
    page.options.recipient.other.setText("LEAD work group")
    page.options.recipient.changed.emit()
    footer = page.counter.footer
    qtbot.waitUntil(lambda: not page.counter.source.is_working)
    assert NOBODY_AGREED in [label.text() for label in page.counter.pane.findChildren(QLabel)]
    assert not footer.print.isEnabled()
    assert page.counter.source.present is None

    agree(
        desk,
        line.participant_id,
        Audience.JUSTICE,
        "LEAD work group",
        ConsentCategory.PROGRAM_STATUS,
    )
    other = add_referral(desk, AddReferral(id=new_id(), door=Door.SOCIAL, name="Moss Example"))
    moss = other.line.participant_id
    agree(desk, moss, Audience.JUSTICE, "Sample liaison", ConsentCategory.PROGRAM_STATUS)
    page.refresh()
    assert NAME in ready(qtbot, page)
    assert footer.print.isEnabled()
    # Whom somebody who is up has named stands before others' recipients.
    assert page.options.recipient.name() == "LEAD work group"
    box = page.options.labels.box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    words = page.options.labels.words
    qtbot.waitUntil(lambda: f"{NAME}: Person" in words.text())
    assert NAME not in ready(qtbot, page)


def test_a_peer_is_not_offered_the_docket(
    open_page: Callable[..., FormsPage], seat: Callable[..., Desk]
) -> None:
    page = open_page(None, seat(Role.PEER))
    assert not page.forms.cards[FormKind.DOCKET].isEnabled()
    assert page.forms.cards[FormKind.ROSTER].isEnabled()


def test_the_roster_of_chosen_people_names_them_alone_until_that_is_let_go(
    qtbot: QtBot, open_page: Callable[..., FormsPage], person: UUID, enroll: Callable[..., UUID]
) -> None:
    enroll("Moss Example")
    page = open_page()
    page.options.whose.choose("team")
    page.grant(FormWish(kind=FormKind.ROSTER, people=(person,), words=NAME))
    assert "Chosen participants" in ready(qtbot, page)
    assert NAME in ready(qtbot, page)
    assert "Moss Example" not in ready(qtbot, page)
    assert not page.options.whose.isVisible()
    (chip,) = page.options.findChildren(RemovableChip)
    chip.click()
    qtbot.waitUntil(lambda: "Moss Example" in ready(qtbot, page))
    page.grant(FormWish(kind=FormKind.ROSTER, people=(person,), words=NAME))
    qtbot.waitUntil(lambda: "Moss Example" not in ready(qtbot, page))
    page.show_team()  # another way in asks for all of it again
    qtbot.waitUntil(lambda: "Moss Example" in ready(qtbot, page))


def test_the_card_of_one_appointment_holds_no_other(
    qtbot: QtBot, open_page: Callable[..., FormsPage], desk: Desk, person: UUID
) -> None:
    for hours, place in ((30, "Sample Street"), (60, "Example House")):
        at = desk.clock.now() + timedelta(hours=hours)
        made = MakeAppointment(new_id(), person, "Intake", at, place=place)
        appointments.make_appointment(desk, made)
    page = open_page(person)
    wish = FormWish(person, FormKind.APPOINTMENT, appointment_id=made.id, words="Intake")
    page.grant(wish)
    assert page.forms.kind() is FormKind.APPOINTMENT
    assert "Example House" in ready(qtbot, page)
    assert "Sample Street" not in ready(qtbot, page)


def test_a_letter_asked_for_beside_a_linkage_speaks_of_it(
    qtbot: QtBot, open_page: Callable[..., FormsPage], desk: Desk, person: UUID
) -> None:
    now = desk.clock.now()
    organization = Organization(id=new_id(), name=RECIPIENT, created_at=now, updated_at=now)
    with desk.store.write() as session:
        session.add(organization)
    made = []
    for title in ("Bus pass", "Warm coat"):
        made.append(new_id())
        linkages.add_linkage(
            desk,
            AddLinkage(
                id=made[-1],
                participant_id=person,
                category=ServiceCategory.BASIC_NEEDS,
                organization_id=organization.id,
                title=title,
            ),
        )
    agree(desk, person, Audience.PROVIDER, "Another House", ConsentCategory.SERVICES)
    page = open_page(person)
    asked = {"kind": FormKind.REFERRAL_LETTER, "recipient": RECIPIENT, "words": "Bus pass"}
    page.grant(FormWish(person, linkage_id=made[0], **asked))
    footer = page.counter.footer
    qtbot.waitUntil(lambda: "No written consent" in footer.words.text())
    assert page.options.recipient.name() == RECIPIENT
    agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)
    page.refresh()
    qtbot.waitUntil(lambda: page.options.recipient.consent() is not None)
    qtbot.waitUntil(lambda: "Bus pass" in ready(qtbot, page))
    assert "Warm coat" not in ready(qtbot, page)


def test_a_report_of_measures_is_of_the_days_that_the_button_stood_beside(
    qtbot: QtBot, open_page: Callable[..., FormsPage], person: UUID
) -> None:
    page = open_page()
    span = Span(date(2026, 2, 1), date(2026, 2, 28))
    page.grant(FormWish(kind=FormKind.MEASURES, span=span, mine=True, words="February"))
    qtbot.waitUntil(lambda: "Feb 1 to Feb 28, 2026" in ready(qtbot, page))
    assert "Counts under 11 are not shown" in ready(qtbot, page)
    assert not page.options.whose.isVisible()  # a case manager has no other people's measures
    page.options.readers.choose("inside")
    qtbot.waitUntil(lambda: "Every count is shown" in ready(qtbot, page))
    page.options.let_go.emit()
    qtbot.waitUntil(lambda: "Oct 1 to Dec 31, 2026" in ready(qtbot, page))
    assert page.options.span.isVisible()
