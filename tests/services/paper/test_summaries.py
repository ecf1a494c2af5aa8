"""Summaries: what may leave, what is withheld, and the account written in the same act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from uuid import UUID

import pikepdf
import pypdfium2
import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import (
    Audience,
    ContactMode,
    ContactOutcome,
    FormLanguage,
    GoalStatus,
    NeedStatus,
    Role,
    ServiceCategory,
)
from lead_desktop.domain.consent.disclosure import Section
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import participants
from lead_desktop.services.trust import trust
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Goal, GoalStep, Need, ParticipantPhone, SafeContactRow
from tests.services.paper.record import write_record

Enroll = Callable[..., UUID]
NOTE = "Talked about the housing list and the bus pass."


def pages_of(pdf: bytes) -> list[str]:
    """What a reader can extract from each page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text_page = page.get_textpage()
        pages.append(text_page.get_text_range().replace("\u200b", ""))
        text_page.close()
        page.close()
    document.close()
    return pages


def text_of(pdf: bytes) -> str:
    """Everything that a reader can extract from a PDF."""
    return "\n".join(pages_of(pdf))


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    participant = enroll(
        "Juniper Fable",
        case_manager=desk,
        legal_first_name="June A.",
        legal_last_name="Fable",
        date_of_birth="1992-01-01",
        pronouns="she / her",
    )
    contacts.log_contact(
        desk,
        contacts.LogContact(
            id=new_id(),
            participant_ids=(participant,),
            mode=ContactMode.PHONE,
            outcome=ContactOutcome.MET,
            occurred_at=desk.clock.now(),
            note=NOTE,
        ),
    )
    return participant


def audit_actions(desk: Desk) -> list[str]:
    with desk.store.read() as connection:
        return [entry.action for entry in list_entries(connection)]


def test_an_internal_copy_holds_the_record_and_is_audited(desk: Desk, person: UUID) -> None:
    issued = summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    text = text_of(issued.pdf)
    assert "Juniper Fable" in text
    assert "June A. Fable" in text
    assert "housing list" in text
    assert "not for release" in text
    assert issued.disclosure_id is None
    assert trust.list_disclosures(desk, person) == []
    assert audit_actions(desk)[-1] == "summary.issue"


def test_the_participants_own_copy_is_neutral_and_accounted_for(desk: Desk, person: UUID) -> None:
    issued = summaries.issue_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    text = text_of(issued.pdf)
    assert "Juniper Fable" in text
    assert NOTE not in text
    assert "LEAD" not in text
    (row,) = trust.list_disclosures(desk, person)
    assert (row.basis.value, row.sha256) == ("patient_access", issued.sha256)
    assert {one["section"] for one in row.withheld} == {"find", "safety"}


@pytest.mark.parametrize("audience", [Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE])
def test_without_a_consent_nothing_leaves_and_the_refusal_is_audited(
    desk: Desk, person: UUID, audience: Audience
) -> None:
    with pytest.raises(Refused) as caught:
        summaries.issue_summary(desk, SummaryRequest(person, audience, recipient="Example House"))
    assert "consent" in str(caught.value)
    assert "Juniper" not in str(caught.value)
    assert trust.list_disclosures(desk, person) == []
    assert audit_actions(desk)[-1] == "summary.refused"


def test_a_section_left_out_leaves_no_trace(desk: Desk, person: UUID) -> None:
    chosen = frozenset(Section) - {Section.CONTACTS}
    issued = summaries.issue_summary(
        desk, SummaryRequest(person, Audience.INTERNAL, sections=chosen)
    )
    assert "housing list" not in text_of(issued.pdf)
    assert Section.CONTACTS not in issued.sections


def test_a_peer_prints_without_court_detail(
    desk: Desk, seat: Callable[..., Desk], person: UUID
) -> None:
    peer = seat(Role.PEER, name="Dre Exampleton")
    issued = summaries.issue_summary(peer, SummaryRequest(person, Audience.INTERNAL))
    assert Section.COURT not in issued.sections
    assert Section.COURT in {one.section for one in issued.withheld}


def test_a_failed_print_keeps_no_hash(desk: Desk, person: UUID) -> None:
    composed = summaries.compose_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    printed = summaries.draw_summary(composed)
    method = summaries.DisclosureMethod.PRINT
    disclosure_id = summaries.record_copy(desk, composed, printed, method)
    summaries.record_failed_copy(desk, composed, disclosure_id)
    (row,) = trust.list_disclosures(desk, person)
    assert row.sha256 is None


def test_an_encrypted_copy_opens_with_its_passphrase_only(desk: Desk, person: UUID) -> None:
    request = SummaryRequest(person, Audience.PARTICIPANT)
    issued = summaries.issue_summary(desk, request, passphrase="maple river stone")
    (row,) = trust.list_disclosures(desk, person)
    assert row.method.value == "encrypted_file"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(issued.pdf))


def test_the_plan_counts_what_stands_in_each_section(desk: Desk, person: UUID) -> None:
    plan = summaries.plan_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    assert plan.counts[Section.CONTACTS] == 1
    refused = summaries.plan_summary(desk, SummaryRequest(person, Audience.JUSTICE))
    assert refused.permission.refusal
    assert refused.counts == {}


def test_an_unsigned_note_says_so_on_paper(desk: Desk, person: UUID) -> None:
    issued = summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    assert "unsigned" in text_of(issued.pdf).lower()
    assert participants.read_record(desk, person).contact_count == 1


def test_goals_and_needs_read_as_sentences(desk: Desk, person: UUID) -> None:
    now, today = desk.clock.now(), desk.clock.today()
    stamps = {"participant_id": person, "created_at": now, "updated_at": now}
    with desk.store.write() as session:
        goal = Goal(words="My own door.", status=GoalStatus.ACTIVE, since=today, **stamps)
        session.add(goal)
        session.flush()
        session.add(
            GoalStep(
                goal_id=goal.id,
                words="Fill in the form",
                position=0,
                done=True,
                created_at=now,
                updated_at=now,
            )
        )
        for category in (ServiceCategory.HOUSING, ServiceCategory.LEGAL):
            session.add(
                Need(
                    category=category,
                    status=NeedStatus.WORKING_ON,
                    identified_on=today,
                    **stamps,
                )
            )
    text = text_of(summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL)).pdf)
    words = " ".join(text.split())
    assert "Toward this goal, 1 of 1 steps done" in words
    assert "Housing, Legal help (working on it)" in words


def test_a_period_is_a_number_of_days_or_all_or_since_the_last_copy(
    desk: Desk, person: UUID, clock: FixedClock
) -> None:
    """Since the last: of the same kind of reader; before the first one as far as usual."""

    def since(**period: object) -> date | None:
        request = SummaryRequest(person, Audience.INTERNAL, **period)  # type: ignore[arg-type]
        content = summaries.compose_summary(desk, request).content
        assert content.contacts is not None
        since = content.contacts.since
        assert not isinstance(since, datetime)
        return since

    today = clock.today()
    assert since(days=30) == today - timedelta(days=30)
    assert since(days=None) is None
    assert since(since_last=True) == today - timedelta(days=90)
    summaries.issue_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    assert since(since_last=True) == today - timedelta(days=90)
    summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    assert since(since_last=True) == today


def test_sections_say_of_when_they_are_and_who_said_so(desk: Desk, person: UUID) -> None:
    internal = summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    own = summaries.issue_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    text = " ".join(text_of(internal.pdf).split())
    assert "as of Nov 23 · reported by the team" in text
    assert "reported by the participant" in text
    assert "reported by" not in text_of(own.pdf)


def test_court_dates_and_safety_notes_say_so_as_well(
    desk: Desk, enroll: Callable[..., UUID]
) -> None:
    person = write_record(desk, enroll)
    content = summaries.compose_summary(desk, SummaryRequest(person, Audience.INTERNAL)).content
    today = desk.clock.today()
    found = {
        name: (section.as_of, section.reported_by)
        for name in ("court", "safety", "supplies", "find", "program_status", "engagement")
        if (section := getattr(content, name))
    }
    assert found == {
        "court": (today, "the team"),
        "safety": (today, desk.worker.name),
        "supplies": (today, "the team"),
        "find": (today, "the team"),
        "program_status": (date(2026, 3, 3), "the team"),  # since when it is so: nobody moved it
        "engagement": (None, "the team"),
    }


def test_a_hand_off_with_an_unsigned_note_says_so_on_every_page(desk: Desk, person: UUID) -> None:
    issued = summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    assert "Unsigned · Internal hand-off" in text_of(issued.pdf)
    own = summaries.issue_summary(desk, SummaryRequest(person, Audience.PARTICIPANT))
    assert "Unsigned" not in text_of(own.pdf)


def body_size(pdf: bytes) -> float:
    """The size in which most of the text is set."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        sizes = [
            round(float(operands[1]))
            for page in opened.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        ]
    return max(set(sizes), key=sizes.count)


def own_copy(desk: Desk, person: UUID, **wish: object) -> bytes:
    request = SummaryRequest(person, Audience.PARTICIPANT, **wish)  # type: ignore[arg-type]
    return summaries.issue_summary(desk, request).pdf


def test_the_type_of_an_own_copy_is_as_set_and_can_be_chosen(
    seat: Callable[..., Desk], person: UUID
) -> None:
    usual, settled = seat(Role.CASE_MANAGER), VaultSettings(own_copy_size=18)
    assert body_size(own_copy(usual, person)) == 14
    large = replace(usual, settings=settled)
    assert body_size(own_copy(large, person)) == 18
    assert body_size(own_copy(large, person, type_size=12)) == 12
    with pytest.raises(Refused):
        own_copy(usual, person, type_size=13)
    plan = summaries.plan_summary(large, SummaryRequest(person, Audience.PARTICIPANT))
    assert plan.type_size == 18


def test_type_and_language_of_other_copies_are_not_to_be_chosen(desk: Desk, person: UUID) -> None:
    request = SummaryRequest(person, Audience.INTERNAL, type_size=18, language=FormLanguage.SPANISH)
    issued = summaries.issue_summary(desk, request)
    assert body_size(issued.pdf) == 9
    assert "Care-coordination summary" in text_of(issued.pdf)


def test_an_own_copy_is_in_the_language_of_its_reader_until_another_is_chosen(
    desk: Desk, enroll: Enroll
) -> None:
    maria = enroll("María Ejemplo", case_manager=desk, language="Spanish")
    text = " ".join(text_of(own_copy(desk, maria)).split())
    for words in ("Mi resumen", "Idioma Español", "Sus servicios", "Nada anotado", "Su equipo"):
        assert words in text
    assert "Este papel es suyo. Piense antes de mostrarlo." in text
    assert "None recorded" not in text
    english = " ".join(text_of(own_copy(desk, maria, language=FormLanguage.ENGLISH)).split())
    assert "My summary" in english
    assert "This is yours. Think before you share it." in english
    plan = summaries.plan_summary(desk, SummaryRequest(maria, Audience.PARTICIPANT))
    assert plan.language is FormLanguage.SPANISH
    assert "human review" in plan.review


def test_the_safe_contact_card_is_handed_on_with_the_summary(desk: Desk, person: UUID) -> None:
    with desk.store.write() as session:
        stamps = {"created_at": desk.clock.now(), "updated_at": desk.clock.now()}
        session.add(
            SafeContactRow(
                participant_id=person,
                who_may_know="her sister",
                quiet_from=time(21),
                quiet_to=time(8),
                **stamps,
            )
        )
        session.add(
            ParticipantPhone(
                participant_id=person,
                number="555-0142",
                digits="5550142",
                label="Own",
                voicemail_ok=False,
                text_ok=True,
                **stamps,
            )
        )
    issued = summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
    text = " ".join(text_of(issued.pdf).split())
    for words in (
        "Best way to reach Text 555-0142",
        "no voicemail; texts fine; not from 9 pm to 8 am; who may know: her sister",
    ):
        assert words in text
