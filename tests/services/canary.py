"""A record with one word in every text that a person can type, to see where it comes out again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    Audience,
    Basis,
    ContactMode,
    ContactOutcome,
    DisclosureMethod,
    Door,
    EventKind,
    EventSource,
    GoalStatus,
    MedicationKind,
    NoticeMethod,
    ReferralState,
    ReferralType,
    SafetyKind,
    ServiceCategory,
    WorkerPart,
)
from lead_desktop.services.consent import consents, privacy
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import FollowUp
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import linkages
from lead_desktop.store.tables import (
    Alias,
    Appointment,
    Disclosure,
    Event,
    Goal,
    Handover,
    Medication,
    ParticipantPhone,
    Referral,
    SafetyNote,
    Transfer,
    TransferPerson,
    WhereToFind,
)
from tests.domain.consents import terms


def write_everywhere(desk: Desk, person: UUID, canary: str) -> None:
    """Put the word into contacts, linkages, consents, papers and all else of a participant."""
    now, today = desk.clock.now(), desk.clock.today()
    for signed in (True, False):
        contacts.log_contact(
            desk,
            contacts.LogContact(
                new_id(), (person,), ContactMode.PHONE, ContactOutcome.MET, now, note=canary,
                sign=signed, follow_up=FollowUp(canary, today),
            ),
        )  # fmt: skip
    linkages.add_linkage(
        desk, linkages.AddLinkage(new_id(), person, ServiceCategory.HOUSING, title=canary)
    )
    ending = terms(purpose=canary, signed_on=today, expires_on=today + timedelta(days=5))
    consents.record_consent(desk, RecordConsent(new_id(), person, ending))
    privacy.ask_restriction(desk, privacy.AskRestriction(new_id(), person, canary, today))
    privacy.give_notice(desk, privacy.GiveNotice(new_id(), person, today, NoticeMethod.PAPER))
    stamps = {"participant_id": person, "created_at": now, "updated_at": now}
    plan = Transfer(
        id=new_id(), worker_id=desk.worker.id, to_worker_id=desk.worker.id, part=WorkerPart.PEER,
        effective_on=today + timedelta(days=5), words=canary, view_days=0, created_at=now,
        updated_at=now,
    )  # fmt: skip
    with desk.store.write() as session:
        session.add(plan)
        session.flush()
        session.add(TransferPerson(transfer_id=plan.id, participant_id=person))
    with desk.store.write() as session:
        session.add_all(
            [
                Alias(name=canary, **stamps),
                ParticipantPhone(number="410-555-0199", digits="4105550199", **stamps),
                WhereToFind(label="Mornings", place=canary, **stamps),
                Medication(
                    worker_id=desk.worker.id, kind=MedicationKind.OTHER, words=canary,
                    runs_out_on=today + timedelta(days=3), **stamps,
                ),
                SafetyNote(
                    author_id=desk.worker.id, kind=SafetyKind.DOG, words=canary,
                    review_by=today + timedelta(days=3), **stamps,
                ),
                Event(
                    kind=EventKind.JAIL_BOOKED, source=EventSource.STAFF, occurred_at=now,
                    place=canary, words=canary, worker_id=desk.worker.id, **stamps,
                ),
                Referral(
                    worker_id=desk.worker.id, door=Door.SOCIAL, type=ReferralType.SOCIAL_CONTACT,
                    state=ReferralState.PENDING, received_at=now, named=canary, charges=[],
                    reason_codes=[], docket_on=today, words=canary, **stamps,
                ),
                Handover(
                    item_key="x", from_worker_id=desk.worker.id, words=canary, **stamps
                ),
                Goal(words=canary, status=GoalStatus.ACTIVE, since=today, **stamps),
                Appointment(
                    title=canary, starts_at=now + timedelta(hours=2),
                    status=AppointmentStatus.PLANNED, **stamps,
                ),
                Disclosure(
                    worker_id=desk.worker.id, at=now, audience=Audience.PROVIDER,
                    recipient=canary, purpose=canary, basis=Basis.CONSENT,
                    method=DisclosureMethod.FAX, document_number="P-0001-1", sections=[],
                    withheld=[], sha256="0" * 64, **stamps,
                ),
            ]
        )  # fmt: skip
