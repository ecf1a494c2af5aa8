"""Printed forms: who may print which, what is in them, and the account that each leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import LeadError, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.base.settings import VaultSettings
from lead_desktop.documents.form import NOT_FOR_RELEASE
from lead_desktop.documents.statements import Law, statement
from lead_desktop.domain.codes import (
    AppointmentStatus,
    Audience,
    Basis,
    ConsentCategory,
    ConsentKind,
    ContactMode,
    ContactOutcome,
    DisclosureMethod,
    Door,
    FormKind,
    FormLanguage,
    Role,
    ServiceCategory,
)
from lead_desktop.domain.consent.consent import ConsentTerms
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS
from lead_desktop.domain.measures.spans import Span
from lead_desktop.services.consent import consents
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from lead_desktop.services.contacts import contacts, trash
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.form_request import OF_THE_TEAM, PERSONAL
from lead_desktop.services.paper.forms import FormRequest
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.services.referral.referral_steps import put_on_docket
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral
from lead_desktop.services.trust import trust
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Appointment, Organization
from tests.services.paper.test_summaries import text_of

Enroll = Callable[..., UUID]
RECIPIENT = "Sample Street Recovery"
GROUP = "LEAD work group"


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    made = enroll(
        "Juniper Fable",
        case_manager=desk,
        legal_first_name="June A.",
        legal_last_name="Fable",
        date_of_birth="1992-01-01",
        pronouns="she / her",
    )
    log(desk, made, "Talked about the housing list.")
    return made


def log(desk: Desk, person: UUID, note: str, *, hours: int = 1) -> UUID:
    contact = new_id()
    contacts.log_contact(
        desk,
        contacts.LogContact(
            id=contact,
            participant_ids=(person,),
            mode=ContactMode.PHONE,
            outcome=ContactOutcome.MET,
            occurred_at=desk.clock.now() - timedelta(hours=hours),
            note=note,
        ),
    )
    return contact


def agree(
    desk: Desk, person: UUID, audience: Audience, recipient: str, *kinds: ConsentCategory
) -> UUID:
    """Record a complete named consent."""
    terms = ConsentTerms(
        kind=ConsentKind.PART2_NAMED,
        recipient_kind=audience,
        recipients=(Recipient(recipient),),
        purpose="Start of treatment",
        categories=kinds,
        signed_on=desk.clock.today() - timedelta(days=3),
        statements=tuple(REQUIRED_STATEMENTS[ConsentKind.PART2_NAMED]),
    )
    consent = new_id()
    consents.record_consent(desk, RecordConsent(id=consent, participant_id=person, terms=terms))
    return consent


def issue(desk: Desk, request: FormRequest) -> tuple[str, tuple[UUID, ...]]:
    """The words of a form that was composed, drawn and accounted for."""
    composed = forms.compose_form(desk, request)
    printed = forms.draw_composed(composed)
    left = forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    return " ".join(text_of(printed.pdf).split()), left


def actions(desk: Desk) -> list[str]:
    with desk.store.read() as connection:
        return [entry.action for entry in list_entries(connection)]


def asking(kind: FormKind, person: UUID | None, **more: object) -> FormRequest:
    """A request with what this kind needs."""
    if kind is FormKind.DOCKET:
        more = {"recipient": GROUP, "purpose": "Start of treatment", **more}
    if kind is FormKind.REFERRAL_LETTER:
        more.setdefault("recipient", RECIPIENT)
    return FormRequest(kind=kind, participant_id=person, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", FormKind)
def test_every_form_can_be_printed_and_is_written_down(
    seat: Callable[..., Desk], enroll: Enroll, kind: FormKind
) -> None:
    desk = seat(Role.SUPERVISOR, name="Priya Specimen")
    person = enroll("Juniper Fable", case_manager=desk)
    agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)
    agree(desk, person, Audience.JUSTICE, GROUP, ConsentCategory.PROGRAM_STATUS)
    assert kind in PERSONAL + OF_THE_TEAM
    text, left = issue(desk, asking(kind, person if kind in PERSONAL else None))
    assert "Page 1 of" in text
    assert actions(desk)[-1] in ("summary.issue", "form.issue")
    lines = trust.list_disclosures(desk, person)
    assert [line.id for line in lines] == list(left)


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.AUDITOR])
def test_roles_that_do_not_print_print_no_form(
    seat: Callable[..., Desk], person: UUID, role: Role
) -> None:
    desk = seat(role)
    for kind in FormKind:
        with pytest.raises(Refused):
            forms.compose_form(desk, asking(kind, person))


def test_a_peer_prints_no_docket_and_no_list_of_looks(
    seat: Callable[..., Desk], person: UUID
) -> None:
    peer = seat(Role.PEER)
    closed = {offer.kind for offer in forms.list_forms(peer, personal=False) if not offer.open}
    assert closed == {FormKind.DOCKET, FormKind.ONE_TO_ONE, FormKind.BREACH_LETTER}
    for kind in (FormKind.DOCKET, FormKind.WHO_HAS_SEEN):
        with pytest.raises(Refused):
            forms.compose_form(peer, asking(kind, person))


@pytest.mark.parametrize("kind", sorted(set(PERSONAL) - {FormKind.PRIVACY_NOTICE}))
def test_a_form_about_a_hidden_participant_finds_nobody(
    seat: Callable[..., Desk], enroll: Enroll, kind: FormKind
) -> None:
    hidden = enroll("Clover Imaginary", restricted=True)
    other = seat(Role.CASE_MANAGER, name="Ada Sampleton")
    with pytest.raises((NotFound, Refused)):
        forms.compose_form(other, asking(kind, hidden))


@pytest.mark.parametrize("kind", [FormKind.ROSTER, FormKind.SHIFT])
def test_a_list_of_the_team_leaves_hidden_people_out(
    seat: Callable[..., Desk], desk: Desk, person: UUID, enroll: Enroll, kind: FormKind
) -> None:
    hidden = enroll("Clover Imaginary", case_manager=desk, restricted=True)
    log(desk, hidden, "Seen today.")
    other = seat(Role.CASE_MANAGER, name="Ada Sampleton")
    own, _ = issue(desk, asking(kind, None, mine=False))
    text, _ = issue(other, asking(kind, None, mine=False))
    assert "Clover" in own
    assert "Juniper Fable" in text
    assert "Clover" not in text


def test_what_is_missing_is_printed_for_a_talk_with_one_worker(
    desk: Desk, seat: Callable[..., Desk], enroll: Enroll
) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    log(desk, moss, "Seen long ago.", hours=24 * 20)
    log(desk, enroll("Juniper Fable", case_manager=desk), "Seen today.")
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    other = seat(Role.CASE_MANAGER, name="Ada Sampleton")
    wanted = asking(FormKind.ONE_TO_ONE, None, worker_id=desk.worker.id)
    text, left = issue(supervisor, wanted)
    for words in ("Tomas Sampleton", "Moss Example", "What we agreed"):
        assert words in text
    assert "Juniper" not in text  # what goes well is not on it
    assert left == ()
    assert actions(desk)[-1] == "form.issue"
    assert "Tomas Sampleton" in issue(supervisor, asking(FormKind.ONE_TO_ONE, None))[0]
    alone, _ = issue(supervisor, replace(wanted, worker_id=other.worker.id))
    assert "Nothing is missing" in alone
    assert "Moss" not in alone
    with pytest.raises(Refused):
        forms.compose_form(desk, wanted)
    with pytest.raises(NotFound):
        forms.compose_form(supervisor, replace(wanted, worker_id=new_id()))


def test_the_contact_log_has_every_contact_of_its_period_and_no_undone_one(
    desk: Desk, person: UUID, enroll: Enroll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lead_desktop.services.paper.form_personal._CHUNK", 3)
    for index in range(7):
        log(desk, person, f"Canary{index} seen.", hours=24 * index + 2)
    log(desk, person, "Oldcanary seen.", hours=24 * 200)
    log(desk, enroll("Moss Example"), "Otherperson seen.")
    undone = log(desk, person, "Undonecanary seen.")
    trash.withdraw_contact(desk, undone)
    text, left = issue(desk, asking(FormKind.CONTACT_LOG, person))
    assert left == ()
    assert all(f"Canary{index}" in text for index in range(7))
    assert "Canary6" in text[: text.index("Canary0")]  # oldest first
    for absent in ("Oldcanary", "Otherperson", "Undonecanary"):
        assert absent not in text
    whole, _ = issue(desk, asking(FormKind.CONTACT_LOG, person, days=None))
    assert "Oldcanary" in whole


def test_a_letter_needs_a_consent_that_names_the_service(desk: Desk, person: UUID) -> None:
    request = asking(FormKind.REFERRAL_LETTER, person)
    with pytest.raises(Refused, match="No written consent names this recipient"):
        forms.compose_form(desk, request)
    assert actions(desk)[-1] == "summary.refused"


def test_a_letter_holds_what_the_consent_covers_and_nothing_else(desk: Desk, person: UUID) -> None:
    now = desk.clock.now()
    organization = Organization(id=new_id(), name=RECIPIENT, created_at=now, updated_at=now)
    with desk.store.write() as session:
        session.add(organization)
    for title, category in (
        ("Outpatient treatment", ServiceCategory.SUD_TREATMENT),
        ("Bus pass", ServiceCategory.BASIC_NEEDS),
    ):
        linkages.add_linkage(
            desk,
            AddLinkage(
                id=new_id(),
                participant_id=person,
                category=category,
                organization_id=organization.id,
                title=title,
            ),
        )
    agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)
    text, left = issue(desk, asking(FormKind.REFERRAL_LETTER, person))
    assert "we refer Juniper Fable" in text
    assert " ".join(statement(Law.NOTICE_TO_RECIPIENT).text.split()) in text
    assert statement(Law.SHORT_NOTICE).text in text
    assert "Scope of consent" in text
    assert "Bus pass" in text
    assert "Outpatient treatment" not in text  # its kind needs a consent of its own
    assert "1992" not in text
    [line] = trust.list_disclosures(desk, person)
    assert (line.id, line.basis, line.recipient) == (left[0], Basis.CONSENT, RECIPIENT)
    assert line.sha256


def test_a_letter_does_not_leave_after_the_consent_was_withdrawn(desk: Desk, person: UUID) -> None:
    consent = agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)
    composed = forms.compose_form(desk, asking(FormKind.REFERRAL_LETTER, person))
    printed = forms.draw_composed(composed)
    consents.withdraw_consent(
        desk, WithdrawConsent(consent_id=consent, received_at=desk.clock.now())
    )
    with pytest.raises(Refused):
        forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    assert trust.list_disclosures(desk, person) == []
    assert actions(desk)[-1] == "form.refused"


def test_a_docket_names_those_alone_who_agreed_and_accounts_for_each(desk: Desk) -> None:
    names = ("Juniper Fable", "Moss Example", "Clover Imaginary")
    people = []
    for name in names:
        command = AddReferral(id=new_id(), door=Door.SOCIAL, name=name, words="Sleeps by a bridge")
        line = add_referral(desk, command).line
        put_on_docket(desk, line.id, desk.clock.today())
        people.append(line.participant_id)
    for person, kind in zip(
        people, (ConsentCategory.PROGRAM_STATUS, ConsentCategory.GOALS), strict=False
    ):
        agree(desk, person, Audience.JUSTICE, GROUP, kind)
    text, left = issue(desk, asking(FormKind.DOCKET, None))
    assert "For the meeting of Nov 23, 2026" in text
    assert "Juniper Fable Social referral" in text
    assert "Scope of each consent" in text
    for absent in ("Moss", "Clover", "bridge"):
        assert absent not in text
    [line] = trust.list_disclosures(desk, people[0])
    assert (line.id, line.audience, line.recipient) == (left[0], Audience.JUSTICE, GROUP)
    assert trust.list_disclosures(desk, people[1]) == []


def test_a_docket_without_anybody_says_so_and_counts_nobody(desk: Desk, person: UUID) -> None:
    text, left = issue(desk, asking(FormKind.DOCKET, None))
    assert "None recorded" in text
    assert "Juniper" not in text
    assert left == ()


def test_cards_carry_no_more_than_a_first_name(desk: Desk, person: UUID) -> None:
    now = desk.clock.now()
    with desk.store.write() as session:
        for title, days in (("Intake for treatment", 2), ("Long past", -2)):
            session.add(
                Appointment(
                    id=new_id(),
                    participant_id=person,
                    title=title,
                    starts_at=now + timedelta(days=days),
                    status=AppointmentStatus.PLANNED,
                    place="200 Sample Street",
                    created_at=now,
                    updated_at=now,
                )
            )
    text, _ = issue(desk, asking(FormKind.APPOINTMENT, person))
    assert "200 Sample Street" in text
    assert text.count("your appointment") == 1
    for word in ("Fable", "treatment", "Intake", "LEAD"):
        assert word not in text
    [line] = trust.list_disclosures(desk, person)
    assert line.basis is Basis.PATIENT_ACCESS


def test_papers_say_how_to_reach_the_team_and_the_liaison(desk: Desk, person: UUID) -> None:
    """Referral documents and the participant's own papers carry both numbers; where the
    participant keeps it, the paper still names no program."""
    reached = VaultSettings(
        program_name="Quiet Program",
        program_phone="555-0140",
        liaison_name="Lane Demoson",
        liaison_phone="555-0141",
    )
    desk = replace(desk, settings=reached)
    now = desk.clock.now()
    with desk.store.write() as session:
        session.add(
            Appointment(
                id=new_id(),
                participant_id=person,
                title="Intake",
                starts_at=now + timedelta(days=2),
                status=AppointmentStatus.PLANNED,
                created_at=now,
                updated_at=now,
            )
        )
    agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)
    letter, _ = issue(desk, asking(FormKind.REFERRAL_LETTER, person))
    docket, _ = issue(desk, asking(FormKind.DOCKET, None))
    cards, _ = issue(desk, asking(FormKind.APPOINTMENT, person))
    own = summaries.issue_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    summary = " ".join(text_of(own.pdf).split())
    for text in (letter, docket, cards, summary):
        assert "555-0140" in text
        assert "Lane Demoson, 555-0141" in text
    for text in (cards, summary):
        assert "Quiet Program" not in text
    assert "Or Lane Demoson, 555-0141" in cards
    inside = summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    assert "555-0141" not in text_of(inside.pdf)


def test_the_account_lists_what_left_and_neither_own_nor_unprinted_copies(
    desk: Desk, person: UUID
) -> None:
    agree(desk, person, Audience.PROVIDER, RECIPIENT, ConsentCategory.SERVICES)
    issue(desk, asking(FormKind.REFERRAL_LETTER, person))
    composed = forms.compose_form(desk, asking(FormKind.REFERRAL_LETTER, person))
    printed = forms.draw_composed(composed)
    left = forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    forms.record_failed_form(desk, composed, left)
    summaries.issue_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    text, _ = issue(desk, asking(FormKind.ACCOUNTING, person))
    assert text.count(RECIPIENT) == 1
    assert "Start of treatment · Written consent" in text
    assert "The participant" not in text


def test_a_blank_consent_form_names_nobody_and_a_filled_one_names_its_person(
    desk: Desk, person: UUID
) -> None:
    blank, left = issue(desk, asking(FormKind.CONSENT, None))
    assert "Juniper" not in blank
    assert left == ()
    filled, left = issue(desk, asking(FormKind.CONSENT, person, recipient=RECIPIENT))
    assert "June A. Fable" in filled
    assert RECIPIENT in filled
    assert len(left) == 1
    spanish, _ = issue(desk, asking(FormKind.CONSENT, person, language=FormLanguage.SPANISH))
    assert "Permiso para compartir mi información" in spanish
    assert "Needs human review" in spanish
    assert forms.review_note(FormKind.CONSENT, FormLanguage.SPANISH)
    assert forms.review_note(FormKind.ROSTER, FormLanguage.SPANISH) == ""


def test_the_notice_names_who_answers_for_it(desk: Desk) -> None:
    named = replace(
        desk,
        settings=VaultSettings(
            privacy_contact="Ada Sampleton", notice_effective_on="2026-11-01", program_name="Fable"
        ),
    )
    text, _ = issue(named, asking(FormKind.PRIVACY_NOTICE, None))
    assert "Notice of Privacy Practices of Fable" in text
    assert "DISCUSS IT WITH Ada Sampleton" in text
    assert "November 1, 2026" in text


def test_a_number_taken_meanwhile_is_not_used_twice(desk: Desk, person: UUID) -> None:
    composed = forms.compose_form(desk, asking(FormKind.TRANSFER, person))
    printed = forms.draw_composed(composed)
    forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    with pytest.raises(LeadError, match="Another copy"):
        forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FormKind.APPOINTMENT, "Mis citas"),
        (FormKind.CONSENT, "Permiso para compartir mi información"),
        (FormKind.REVOCATION, "Retiro mi permiso"),
        (FormKind.PRIVACY_NOTICE, "Aviso de prácticas de privacidad"),
    ],
)
def test_papers_for_a_participant_are_in_their_language_until_another_is_chosen(
    desk: Desk, enroll: Enroll, kind: FormKind, words: str
) -> None:
    maria = enroll("María Ejemplo", case_manager=desk, language="Español")
    juniper = enroll("Juniper Fable", case_manager=desk)
    assert words in issue(desk, asking(kind, maria))[0]
    assert words not in issue(desk, asking(kind, juniper))[0]
    assert words not in issue(desk, asking(kind, maria, language=FormLanguage.ENGLISH))[0]
    assert words in issue(desk, asking(kind, juniper, language=FormLanguage.SPANISH))[0]


def test_a_report_of_measures_for_others_holds_no_small_count(
    desk: Desk, person: UUID, seat: Callable[..., Desk]
) -> None:
    assert person is not None
    shared, left = issue(desk, asking(FormKind.MEASURES, None))
    assert "Active participants –" in shared
    assert NOT_FOR_RELEASE not in shared
    assert left == ()  # no record is in it: the audit alone knows
    inside, _ = issue(desk, asking(FormKind.MEASURES, None, shared=False))
    assert "Active participants 1" in inside
    assert "Every count is shown" in inside
    assert NOT_FOR_RELEASE in inside
    year = Span(date(2024, 1, 1), date(2024, 12, 31))
    before, _ = issue(desk, asking(FormKind.MEASURES, None, shared=False, span=year))
    assert "Jan 1 to Dec 31, 2024" in before
    boss = seat(Role.SUPERVISOR, name="Sue Pervisor")
    team, _ = issue(boss, asking(FormKind.MEASURES, None, shared=False, mine=False))
    assert "whole team" in team
    assert "Active participants 1" in team
    assert actions(desk).count("form.issue") == 4
