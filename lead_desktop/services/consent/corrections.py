"""Putting right what was written down in the privacy office, and taking back what was not so.

What binds the program is not rewritten: a restriction is corrected only while nobody has decided
about it. The audit names the fields that were changed, never their words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.codes import Basis
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.consent import privacy, privacy_log
from lead_desktop.services.consent.privacy import (
    AskRestriction,
    GiveNotice,
    RecordAgreement,
    RecordOrder,
)
from lead_desktop.services.consent.privacy_log import TakeComplaint
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries.visibility import require_visible
from lead_desktop.store.tables import (
    AgreementRow,
    Complaint,
    CourtOrderRow,
    Disclosure,
    DisclosureException,
    NoticeGiven,
    RestrictionRow,
)

_Row: TypeAlias = (
    RestrictionRow | NoticeGiven | AgreementRow | CourtOrderRow | Complaint | DisclosureException
)


@allowed(Act.RECORD_CONSENT)
def correct_restriction(desk: Desk, command: AskRestriction) -> Change:
    """Put right what a participant asked for; Refused once somebody has decided about it."""
    privacy.require_asked(command, desk.clock.today())
    with desk.store.write() as session:
        row = required(session, RestrictionRow, command.id)
        require_visible(session, desk.viewer, row.participant_id)
        if row.agreed_on or row.declined_on or row.ended_on:
            raise Refused(
                "This restriction was decided already.",
                meaning="It stays as it was asked for.",
                remedy="End it, and write down a new one.",
            )
        facts = privacy.restriction_facts(command)
        _put(session, desk, row, facts, "restriction.correct", row.participant_id)
        person = row.participant_id
    return Change(privacy.CHANGED, (person,), "Restriction corrected")


@allowed(Act.RECORD_CONSENT)
def correct_notice(desk: Desk, command: GiveNotice) -> Change:
    """Put right how and when the privacy notice was given."""
    privacy.require_given(command, desk.clock.today())
    with desk.store.write() as session:
        row = _notice(session, desk, command.id)
        facts = {
            "given_on": command.given_on,
            "method": command.method,
            "acknowledged": command.acknowledged,
        }
        _put(session, desk, row, facts, "notice.correct", row.participant_id)
        person = row.participant_id
    return Change(privacy.CHANGED, (person,), "Notice corrected")


@allowed(Act.RECORD_CONSENT)
def take_back_notice(desk: Desk, notice_id: UUID) -> Change:
    """Undo that a notice was given: the worker's own, or any for who keeps the privacy office."""
    with desk.store.write() as session:
        row = _notice(session, desk, notice_id)
        if row.worker_id != desk.worker.id and not desk.may(Act.KEEP_PRIVACY):
            raise Refused("Somebody else wrote this down.", meaning="It stands.")
        person = row.participant_id
        session.delete(row)
        desk.record(session, "notice.give_undone", subject=person)
    return Change(privacy.CHANGED, (person,), "Notice taken back")


@allowed(Act.KEEP_PRIVACY)
def correct_agreement(desk: Desk, command: RecordAgreement, version: int) -> Change:
    """Put right an agreement, or give it an end; it must still say what the law asks of it."""
    privacy.require_agreement(command, desk.clock.today())
    with desk.store.write() as session:
        row = required(session, AgreementRow, command.id)
        _unchanged(row.version, version)
        facts = asdict(command) | {"organization": command.organization.strip()}
        _put(session, desk, row, facts, "agreement.correct", row.id)
    return Change(privacy.CHANGED, (), "Agreement corrected")


@allowed(Act.KEEP_PRIVACY)
def correct_order(desk: Desk, command: RecordOrder, version: int) -> Change:
    """Put right a court order, add what was missing, or give it an end; its person stays."""
    privacy.require_order(command, desk.clock.today())
    with desk.store.write() as session:
        row = session.get(CourtOrderRow, command.id)
        if row is None or row.participant_id != command.participant_id:
            raise NotFound("There is no such court order for this participant.")
        require_visible(session, desk.viewer, row.participant_id)
        _unchanged(row.version, version)
        _put(
            session,
            desk,
            row,
            privacy.order_facts(command),
            "court_order.correct",
            row.participant_id,
        )
        person = row.participant_id
    return Change(privacy.CHANGED, (person,), "Court order corrected")


@allowed(Act.KEEP_PRIVACY)
def correct_complaint(desk: Desk, command: TakeComplaint, version: int) -> Change:
    """Put right the words of a complaint, its day, or whose it is."""
    privacy_log.require_complaint(command, desk.clock.today())
    with desk.store.write() as session:
        row = required(session, Complaint, command.id)
        _unchanged(row.version, version)
        facts = {
            "words": command.words.strip(),
            "received_on": command.received_on,
            "participant_id": command.participant_id,
        }
        _put(session, desk, row, facts, "complaint.correct", row.participant_id or "")
    return Change(privacy_log.CHANGED, (), "Complaint corrected")


@allowed(Act.KEEP_PRIVACY)
def reopen_complaint(desk: Desk, complaint_id: UUID) -> Change:
    """Take the answer of a complaint back: its clock runs on from the day it was received."""
    with desk.store.write() as session:
        row = required(session, Complaint, complaint_id)
        if row.outcome is None:
            raise InvalidInput(FieldProblem("outcome", "This complaint is open."))
        facts = {"outcome": None, "answer": "", "answered_on": None}
        _put(session, desk, row, facts, "complaint.reopen", row.participant_id or "")
    return Change(privacy_log.CHANGED, (), "Complaint opened again")


@dataclass(frozen=True)
class EmergencyFacts:
    """What 42 CFR 2.51(c) asks to be documented beside the time and the worker."""

    personnel: str
    affiliation: str
    emergency: str


@allowed(Act.KEEP_PRIVACY)
def correct_emergency(desk: Desk, disclosure_id: UUID, facts: EmergencyFacts) -> Change:
    """Put right what was documented of a copy for medical personnel; none of it may be empty."""
    written = {name: words.strip() for name, words in asdict(facts).items()}
    problems = [
        FieldProblem(name, "The law asks for this.") for name in written if not written[name]
    ]
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        row = session.get(DisclosureException, disclosure_id)
        copy = session.get(Disclosure, disclosure_id)
        if row is None or copy is None or copy.basis is not Basis.EMERGENCY:
            raise NotFound("There is no such emergency.")
        require_visible(session, desk.viewer, copy.participant_id)
        _put(session, desk, row, written, "emergency.correct", copy.participant_id)
        person = copy.participant_id
    return Change(privacy_log.CHANGED, (person,), "Emergency corrected")


def _notice(session: Session, desk: Desk, notice_id: UUID) -> NoticeGiven:
    row = required(session, NoticeGiven, notice_id)
    require_visible(session, desk.viewer, row.participant_id)
    return row


def _unchanged(version: int, seen: int) -> None:
    if version != seen:
        raise Refused(
            "Somebody else changed this a moment ago.",
            meaning="Nothing of yours was written.",
            remedy="Look at it as it stands now, then correct it.",
        )


def _put(
    session: Session,
    desk: Desk,
    row: _Row,
    facts: Mapping[str, object],
    action: str,
    subject: UUID | str,
) -> None:
    """Write what differs, and name the fields in the audit."""
    changed = sorted(name for name, value in facts.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, facts[name])
    if changed:
        row.updated_at = desk.clock.now()
        desk.record(session, action, subject=subject, detail={"fields": changed})
