"""The letter about a breach: what the privacy office wrote down of it, and nobody's record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lead_desktop.base.errors import NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import FormKind, Role
from lead_desktop.domain.consent.privacy import IncidentFacts
from lead_desktop.services.consent import privacy_log
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms
from lead_desktop.store.audit import list_entries
from tests.services.paper.test_forms import asking, issue


def test_the_letter_about_a_breach_tells_what_the_office_wrote_down(
    desk: Desk, seat: Callable[..., Desk]
) -> None:
    office = seat(Role.SUPERVISOR, name="Priya Demoson")
    breach = new_id()
    facts = IncidentFacts(
        discovered_on=date(2026, 11, 18), words="A bag with two lists was left on a bus.",
        people=2, what_data="First names and phone numbers.", mitigation="The bag came back.",
    )  # fmt: skip
    privacy_log.save_incident(office, breach, facts)
    request = asking(FormKind.BREACH_LETTER, None, incident_id=breach)
    text, ids = issue(office, request)
    assert ids == ()  # nobody's record is in it
    for told in (facts.words, facts.what_data, facts.mitigation, "November 18, 2026"):
        assert told in text
    assert office.settings.program_name not in text
    head = text.split("Why we write to you")[0]
    assert (head.count("2026"), "November 23, 2026" in head) == (1, True)  # its day stands once
    with office.store.read() as connection:
        last = list(list_entries(connection))[-1]
    assert (last.action, last.detail["incident"]) == ("form.issue", str(breach))
    with pytest.raises(Refused):
        forms.compose_form(desk, request)
    with pytest.raises(NotFound):
        forms.compose_form(office, asking(FormKind.BREACH_LETTER, None, incident_id=new_id()))


def test_there_is_no_letter_about_what_is_no_breach(seat: Callable[..., Desk]) -> None:
    office = seat(Role.SUPERVISOR, name="Priya Demoson")
    breach = new_id()
    factors = dict.fromkeys(("what_data", "who_got_it", "was_seen", "mitigation"), "Known")
    facts = IncidentFacts(
        discovered_on=date(2026, 11, 18), words="A list lay on a desk.", is_breach=False, **factors
    )
    privacy_log.save_incident(office, breach, facts)
    with pytest.raises(Refused, match="no breach"):
        forms.compose_form(office, asking(FormKind.BREACH_LETTER, None, incident_id=breach))
