"""What a justice partner gets: coded fields of a fixed list, with a label in the place of a name.

42 CFR 2.35; decisions, section 6: coded fields only, never free text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from uuid import UUID

import pytest

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.documents.docket import DocketLine
from lead_desktop.documents.summary_content import CareSummary
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentKind,
    Decision,
    DisclosureMethod,
    FormKind,
    Role,
)
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.sections import Section
from lead_desktop.services.consent.consents import RecordConsent, record_consent
from lead_desktop.services.consent.labels import read_labels
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.referral.referral_steps import RecordDecision, record_decision
from lead_desktop.services.trust import trust
from lead_desktop.store.audit import list_entries
from tests.domain.consents import terms
from tests.services.paper.leaks import everything, found_in
from tests.services.paper.record import NEVER, NEVER_FOR_PARTNERS, write_record
from tests.services.paper.test_forms import asking
from tests.services.paper.test_gate_copies import agree, wanted
from tests.services.paper.test_summaries import text_of
from tests.services.referral.test_docket import GROUP, PURPOSE, consent, referred

Enroll = Callable[..., UUID]
C = ConsentCategory

SECTIONS = {
    "name": {"chosen"},
    "identifiers": {"legal_name", "birth_date"},
    "program_status": {"status", "since", "team", "reported_by"},
    "engagement": {"line", "reported_by"},
    "needs": {"needs", "as_of", "reported_by"},
    "court": {"dates", "as_of", "reported_by"},
    "asks": {"asks", "team_phone", "reported_by"},
}
"""The sections of a justice copy, and what is filled in each: the whole list."""

AROUND = {
    "program", "document_number", "audience", "title", "as_of", "printed_by", "participant", "zone",
    "fictional", "recipient", "recipient_kind", "confidential", "purpose", "notices", "foot_notice",
    "limited_line", "language", "size", "signatures",
}  # fmt: skip
"""What stands around the sections of any partner's copy."""

DOCKET = {
    "name",
    "door",
    "referred_on",
    "status",
    "decisions",
    "consent_signed_on",
    "consent_until",
}


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    made = write_record(desk, enroll)
    agree(desk, made, Audience.JUSTICE, *ConsentCategory)
    return made


def filled(value: object) -> set[str]:
    """The names of the fields that hold something."""
    return {one.name for one in fields(value) if getattr(value, one.name)}  # type: ignore[arg-type]


def test_a_justice_copy_fills_no_field_beside_those_of_the_list(desk: Desk, person: UUID) -> None:
    content = summaries.compose_summary(desk, wanted(person, Audience.JUSTICE)).content
    assert {one.name for one in fields(CareSummary)} >= AROUND | set(SECTIONS)
    assert filled(content) - AROUND == set(SECTIONS)
    for name, allowed in SECTIONS.items():
        assert filled(getattr(content, name)) <= allowed, name
    (date,) = content.court.dates if content.court else ()
    assert (date.what, date.where) == ("Court date", "")
    assert content.program_status is not None
    assert content.program_status.status == "Enrolled"


def test_no_line_of_a_docket_has_a_field_beside_those_of_the_list() -> None:
    assert {one.name for one in fields(DocketLine)} == DOCKET


def test_a_label_stands_in_the_place_of_the_name_on_every_copy(
    desk: Desk, seat: Callable[..., Desk], person: UUID
) -> None:
    request = SummaryRequest(
        person, Audience.JUSTICE, "Example House", "To coordinate care", labelled=True
    )
    plan = summaries.plan_summary(desk, request)
    label = read_labels(desk)(person)
    assert plan.label == label
    assert Section.IDENTIFIERS in {one.section for one in plan.permission.withheld}
    for who in (desk, seat(Role.SUPERVISOR, name="Priya Specimen")):
        issued = summaries.issue_summary(who, request)
        text = everything(issued.pdf)
        assert label in text
        telling = ("Junipera", "Legalname", "1987", "P-0001", "JF ·")
        assert found_in(text, (*NEVER, *NEVER_FOR_PARTNERS, *telling)) == []
        assert "the participant's consent" in text
    with desk.store.read() as connection:
        assert list_entries(connection)[-1].detail["labelled"] is True
    named = summaries.issue_summary(desk, wanted(person, Audience.JUSTICE))
    assert label not in everything(named.pdf)
    assert len(trust.list_disclosures(desk, person)) == 3  # accounted for like any other


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.JUSTICE])
def test_no_other_reader_gets_a_label(desk: Desk, person: UUID, audience: Audience) -> None:
    request = SummaryRequest(person, audience, "Example House", "To coordinate care", labelled=True)
    with pytest.raises(Refused, match="justice partners"):
        summaries.compose_summary(desk, request)


def test_a_docket_with_labels_names_nobody_and_the_screen_says_who_is_meant(desk: Desk) -> None:
    first, second = referred(desk, "Moss Example"), referred(desk, "Cypress Hypothetical")
    for one in (first, second):
        consent(desk, one.participant_id, C.PROGRAM_STATUS)
    record_decision(
        desk,
        RecordDecision(
            UUID(int=7), first.id, "Police Department", Decision.APPROVED, desk.clock.today(),
            words="Said at length",
        ),
    )  # fmt: skip
    request = asking(FormKind.DOCKET, None, recipient=GROUP, purpose=PURPOSE, labelled=True)
    composed = forms.compose_form(desk, request)
    printed = forms.draw_composed(composed)
    left = forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    text = everything(printed.pdf)
    assert len(left) == 2
    labels = read_labels(desk)
    assert dict(composed.labels) == {
        "Moss Example": labels(first.participant_id),
        "Cypress Hypothetical": labels(second.participant_id),
    }
    assert set(found_in(text, dict(composed.labels).values())) == set(
        dict(composed.labels).values()
    )
    assert found_in(text, ("Moss", "Cypress", "length", "bridge")) == []
    assert "Moss" not in repr(composed)


@pytest.mark.parametrize(
    ("role", "labelled", "told"),
    [
        ("Assistant State's Attorney", False, "Assistant State's Attorney"),
        ("Prosecutor of Moss Example", True, "Justice partner"),  # no words of anybody's there
        ("", False, "Justice partner"),
    ],
)
def test_a_copy_says_who_its_reader_really_is(
    desk: Desk, enroll: Enroll, role: str, labelled: bool, told: str
) -> None:
    """A prosecutor is no liaison of the police: the consent's own words for their part, or words
    that are true of every justice partner."""
    person = write_record(desk, enroll)
    written = terms(
        kind=ConsentKind.CJ_2_35,
        expires_on=None,
        expires_event="When Moss Example is through with it" if labelled else "When it is settled",
        revocable_on=None,
        revocable_event="Moss Example has moved" if labelled else "The charge is settled",
        recipients=(Recipient("Office of the State's Attorney", role=role or "Prosecutor"),),
    )
    if not role:
        written = replace(
            terms(recipient_kind=Audience.JUSTICE),
            recipients=(Recipient("Office of the State's Attorney"),),
        )
    record_consent(desk, RecordConsent(new_id(), person, written))
    request = SummaryRequest(
        person, Audience.JUSTICE, "Office of the State's Attorney", written.purpose,
        labelled=labelled,
    )  # fmt: skip
    issued = summaries.issue_summary(desk, request)
    text = " ".join(text_of(issued.pdf).split())
    assert f"{told} · Nov" in text
    assert "iaison" not in text
    assert "Moss" not in text


def test_a_docket_of_unlike_consents_states_the_strictest_rule(desk: Desk) -> None:
    """The condition of one person's charge lets nobody share what another one agreed to."""
    bound, free = referred(desk, "Cypress Hypothetical"), referred(desk, "Moss Example")
    written = terms(
        kind=ConsentKind.CJ_2_35,
        recipients=(Recipient(GROUP, role="Prosecutor"),),
        purpose=PURPOSE,
        categories=(C.PROGRAM_STATUS,),
    )
    record_consent(desk, RecordConsent(new_id(), bound.participant_id, written))

    def told() -> str:
        request = asking(FormKind.DOCKET, None, recipient=GROUP, purpose=PURPOSE)
        (notice,) = forms.compose_form(desk, request).head.notices
        return notice.heading

    assert "official duties" in told()
    consent(desk, free.participant_id, C.PROGRAM_STATUS)
    assert "may not share this further" in told()
