"""Notes on paper: what was written to them stands with them, and a broken seal is said in words."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from lead_desktop.domain.codes import AddendumKind, Audience, FormKind
from lead_desktop.domain.contacts.signature import BROKEN_WORDS
from lead_desktop.services.contacts import addenda
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.form_request import FormRequest
from tests.documents.reading import whole_text
from tests.services.noting import NOTE, log, tamper, write_to

Printer = Callable[[Desk, UUID], str]


def contact_log(desk: Desk, person: UUID) -> str:
    composed = forms.compose_form(
        desk, FormRequest(kind=FormKind.CONTACT_LOG, participant_id=person)
    )
    return " ".join(whole_text(forms.draw_composed(composed).pdf).split())


def internal_summary(desk: Desk, person: UUID) -> str:
    composed = summaries.compose_summary(desk, summaries.SummaryRequest(person, Audience.INTERNAL))
    return " ".join(whole_text(summaries.draw_summary(composed).pdf).split())


@pytest.fixture(params=[contact_log, internal_summary])
def printed(request: pytest.FixtureRequest) -> Printer:
    printer: Printer = request.param
    return printer


@pytest.fixture
def person(enroll: Callable[..., UUID], desk: Desk) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def test_a_note_is_printed_with_what_was_written_to_it(
    desk: Desk, person: UUID, printed: Printer
) -> None:
    one = log(desk, person, sign=True)
    write_to(desk, one, "It was by the library.", AddendumKind.CORRECTION, "Wrong place.")
    text = printed(desk, person)
    assert NOTE in text
    assert "Correction, Nov 23" in text
    assert "Tomas Sampleton, case manager: It was by the library." in text
    assert BROKEN_WORDS not in text


@pytest.mark.parametrize(
    "statement",
    ["UPDATE contact SET note = 'Other words.'", "UPDATE addendum SET text = 'Other words.'"],
)
def test_a_note_that_was_changed_behind_the_program_says_so_on_paper(
    desk: Desk, person: UUID, printed: Printer, statement: str
) -> None:
    write_to(desk, log(desk, person, sign=True))
    tamper(desk.store, statement)
    text = printed(desk, person)
    assert "Other words." in text
    assert BROKEN_WORDS in text


def test_a_struck_note_is_never_printed(desk: Desk, person: UUID, printed: Printer) -> None:
    one = log(desk, person, sign=True)
    log(desk, person, note="This one stays.", sign=True)
    addenda.strike_note(desk, one, "Written for another person.")
    text = printed(desk, person)
    assert "This one stays." in text
    assert NOTE not in text
    assert "another person" not in text
