"""What shows that a consent was signed, and whom it may name: kept with it, tied to it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from lead_desktop.base.errors import InvalidInput, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AttachmentKind, ConsentEvidence, Role
from lead_desktop.domain.consent.consent_rules import check_terms
from lead_desktop.domain.consent.recipients import Recipient, RecipientBook
from lead_desktop.services.changes import Topic
from lead_desktop.services.consent import attachments, consents
from lead_desktop.services.consent.attachments import AddAttachment
from lead_desktop.services.consent.consent_rows import EvidencePaper
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.desk import Desk
from lead_desktop.store.tables import Organization
from tests.domain.consents import terms

Enroll = Callable[..., UUID]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def signed_with(
    person: UUID, evidence: ConsentEvidence, paper: EvidencePaper | None, **facts: object
) -> RecordConsent:
    return RecordConsent(new_id(), person, terms(evidence=evidence, **facts), paper=paper)


def test_a_signature_is_kept_with_its_consent_and_goes_when_that_is_taken_back(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    paper = EvidencePaper(new_id(), PNG, "Signature")
    command = signed_with(person, ConsentEvidence.ON_SCREEN, paper)
    done = consents.record_consent(desk, command)
    consents.record_consent(desk, command)
    assert done.line.terms.attachment_id == paper.id
    assert Topic.ATTACHMENTS in done.change.topics
    kept = attachments.open_attachment(desk, paper.id)
    assert (kept.content, kept.line.kind) == (PNG, AttachmentKind.CONSENT)
    with pytest.raises(Refused):  # a consent rests on it
        attachments.remove_attachment(desk, paper.id)
    consents.take_back_consent(desk, command.id)
    assert attachments.list_attachments(desk, person) == []
    assert len(attachments.list_attachments(desk, person, removed=True)) == 1


def test_a_signature_that_shows_another_consent_as_well_stays_with_it(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    paper = EvidencePaper(new_id(), PNG, "Signature")
    first = signed_with(person, ConsentEvidence.ON_SCREEN, paper)
    second = signed_with(person, ConsentEvidence.ON_SCREEN, None, attachment_id=paper.id)
    for command in (first, second):
        consents.record_consent(desk, command)
    consents.take_back_consent(desk, first.id)
    assert [line.id for line in attachments.list_attachments(desk, person)] == [paper.id]
    consents.take_back_consent(desk, second.id)
    assert attachments.list_attachments(desk, person) == []


def test_a_scan_that_is_kept_already_can_show_the_signature_and_stays(
    desk: Desk, enroll: Enroll
) -> None:
    person, other = enroll("Juniper Fable"), enroll("Ash Example")
    scan = AddAttachment(new_id(), person, AttachmentKind.CONSENT, PNG)
    attachments.add_attachment(desk, scan)
    for wrong in (new_id(), scan.id):
        owner = other if wrong == scan.id else person
        with pytest.raises(InvalidInput) as caught:
            consents.record_consent(
                desk, signed_with(owner, ConsentEvidence.SCAN, None, attachment_id=wrong)
            )
        assert [one.field for one in caught.value.problems] == ["evidence"]
    command = signed_with(person, ConsentEvidence.SCAN, None, attachment_id=scan.id)
    assert consents.record_consent(desk, command).line.terms.attachment_id == scan.id
    consents.take_back_consent(desk, command.id)
    assert len(attachments.list_attachments(desk, person)) == 1


def test_a_file_that_cannot_be_kept_leaves_no_consent(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    paper = EvidencePaper(new_id(), b"MZ nothing of ours")
    with pytest.raises(InvalidInput) as caught:
        consents.record_consent(desk, signed_with(person, ConsentEvidence.SCAN, paper))
    assert [one.field for one in caught.value.problems] == ["evidence"]
    assert consents.list_consents(desk, person) == ()


def test_known_recipients_are_organizations_and_people_named_before_but_of_nobody_hidden(
    desk: Desk, seat: Callable[..., Desk], enroll: Enroll
) -> None:
    with desk.store.write() as session:
        now = desk.clock.now()
        session.add(
            Organization(name="Sample Health", alternate_name="SHC", created_at=now, updated_at=now)
        )
    seen, hidden = enroll("Juniper Fable"), enroll("Ash Example", restricted=True)
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    for person, name in ((seen, "Aunt Demo"), (hidden, "Uncle Hidden"), (seen, "sample health")):
        named = terms(recipients=(Recipient(name),))
        consents.record_consent(supervisor, RecordConsent(new_id(), person, named))
    known = consents.list_known_recipients(desk)
    assert [one.name for one in known] == ["Aunt Demo", "Sample Health"]
    assert known[1].aliases == ("SHC",)
    assert known[1].organization_id is not None
    assert "Uncle Hidden" in [one.name for one in consents.list_known_recipients(supervisor)]


def test_a_class_and_an_intermediary_are_kept_and_a_class_alone_names_nobody(
    desk: Desk, enroll: Enroll
) -> None:
    facts = {
        "recipient_class": "My treating providers",
        "intermediary": "Example Exchange",
        "intermediary_members": "Those who treat me",
    }
    alone = terms(recipients=(), **facts)
    (problem,) = check_terms(alone, desk.clock.today())
    assert (problem.field, "class" in problem.message) == ("recipients", True)
    command = RecordConsent(new_id(), enroll("Juniper Fable"), terms(**facts))
    line = consents.record_consent(desk, command).line
    assert {name: getattr(line.terms, name) for name in facts} == facts


def test_names_other_names_and_their_words_are_found_whole_names_first() -> None:
    health = Recipient("Sample Health", new_id(), aliases=("Harbor Clinic",))
    hall = Recipient("Harbor Hall", new_id())
    aunt = Recipient("Rose Harborne", role="Aunt")
    book = RecipientBook([health, hall, aunt, Recipient("Harbor; Sons")])
    assert book.find("harbor") == (hall, health, aunt)
    assert book.find("clinic") == (health,)
    assert book.find(" HARBOR h") == (hall,)
    assert book.find("harbor", most=1) == (hall,)
    assert book.find("  ") == () == book.find("arbor")
