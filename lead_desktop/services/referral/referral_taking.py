"""Taking a referral in: what is told at the door, checked, and the rows it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Answer,
    Charge,
    DiversionOutcome,
    Door,
    ParticipantStatus,
    Phase,
    Question,
    ReferralState,
    ReferralType,
)
from lead_desktop.domain.people.birth import read_birth
from lead_desktop.domain.people.names import fold_name, phone_digits
from lead_desktop.domain.referral.eligibility import STREET_DOORS
from lead_desktop.domain.referral.referral import OTHER_TYPES, TYPE_OF_DOOR, WarmHandOff
from lead_desktop.services.desk import Desk
from lead_desktop.services.rows import required
from lead_desktop.store.numbers import next_number
from lead_desktop.store.tables import (
    DivertedIncident,
    Participant,
    ParticipantPhone,
    Referral,
    ReferralAnswer,
    StatusChange,
)

NAME_LENGTH = 200


@dataclass(frozen=True)
class OwnerApproval:
    """What the victim or store owner said: who, when, how."""

    answer: Answer | None = None
    by: str = ""
    at: datetime | None = None
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class AddReferral:
    """A referral as it is told. id: made by the writer; saving twice makes one.

    participant_id: somebody of the vault whom it is about; None makes a new participant.
    different_from: people of the vault who looked alike and are not this person. legal_name: where
    it is another than the name they go by. born: as domain/people/birth.py stores it. again_of: the
    referral after which this door was offered.
    """

    id: UUID
    door: Door
    name: str = ""
    legal_name: str = ""
    born: str = ""
    phone: str = ""
    type: ReferralType | None = None
    participant_id: UUID | None = None
    different_from: tuple[UUID, ...] = ()
    received_at: datetime | None = None
    occurred_at: datetime | None = None
    charges: frozenset[Charge] = frozenset()
    basis: str = ""
    officer: str = ""
    unit: str = ""
    district: str = ""
    post: str = ""
    incident_number: str = ""
    place: str = ""
    agency: str = ""
    words: str = ""
    hold_until: date | None = None
    approval: OwnerApproval = OwnerApproval()
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    evidence: Mapping[Question, str] = field(default_factory=dict)
    hand_off: WarmHandOff | None = None
    begin_outreach: bool = False
    again_of: UUID | None = None


def check_referral(command: AddReferral, now: datetime) -> tuple[FieldProblem, ...]:
    """What stands against taking a referral as it is told; empty when it may be saved."""
    problems = []
    if command.participant_id is None and not command.name.strip():
        problems.append(
            FieldProblem("name", "A referral needs a name; a street name or “unknown man” will do.")
        )
    if len(command.name) > NAME_LENGTH or len(command.legal_name) > NAME_LENGTH:
        problems.append(FieldProblem("name", "A name has 200 characters at most."))
    if command.born and read_birth(command.born) is None:
        problems.append(FieldProblem("born", "This birth date cannot be read."))
    if command.type in OTHER_TYPES[:-1] and command.door is not Door.OTHER:
        problems.append(FieldProblem("type", "This type goes with “another way” only."))
    for name in ("received_at", "occurred_at"):
        at = getattr(command, name)
        if at is not None and at > now:
            problems.append(FieldProblem(name, "This lies in the future."))
    hand_off = command.hand_off
    if hand_off and hand_off.arrived_at and hand_off.arrived_at < hand_off.called_at:
        problems.append(FieldProblem("hand_off", "The arrival lies before the call."))
    return tuple(problems)


def person_of(session: Session, desk: Desk, command: AddReferral) -> Participant:
    """The participant whom it is about: of the vault, or new with status Referred."""
    if command.participant_id is not None:
        known = required(session, Participant, command.participant_id)
        if command.born and not known.date_of_birth:
            known.date_of_birth = command.born
        return known
    now = desk.clock.now()
    on = local_day(command.received_at or now, desk.clock.zone)
    name = " ".join(command.name.split())
    *first, last = (command.legal_name or "").split() or [""]
    person = Participant(
        id=new_id(),
        number=next_number(session),
        preferred_name=name,
        legal_first_name=" ".join(first) or None,
        legal_last_name=last or None,
        name_key=fold_name(name, command.legal_name),
        date_of_birth=command.born or None,
        status=ParticipantStatus.REFERRED,
        status_since=on,
        phase=Phase.ENGAGING,
        restricted=False,
        created_at=now,
        updated_at=now,
    )
    session.add(person)
    session.flush()
    stamps = {"participant_id": person.id, "created_at": now, "updated_at": now}
    session.add(
        StatusChange(
            from_status=None,
            to_status=ParticipantStatus.REFERRED,
            effective_on=on,
            worker_id=desk.worker.id,
            reason=command.door.label,
            **stamps,
        )
    )
    if command.phone.strip():
        phone = command.phone.strip()[:60]
        session.add(ParticipantPhone(number=phone, digits=phone_digits(phone), **stamps))
    session.flush()
    return person


def write_referral(
    session: Session, desk: Desk, command: AddReferral, person: Participant
) -> Referral:
    """Write the referral itself within a running transaction, with the incident that a street
    door diverts; what comes of it is judged later. Returns the row, flushed."""
    now = desk.clock.now()
    hand_off, approval = command.hand_off, command.approval
    received = command.received_at or command.occurred_at or now
    referral = Referral(
        id=command.id,
        participant_id=person.id,
        worker_id=desk.worker.id,
        door=command.door,
        type=command.type or TYPE_OF_DOOR[command.door],
        state=ReferralState.PENDING,
        received_at=received,
        occurred_at=command.occurred_at,
        named=" ".join(command.name.split()),
        born=command.born or None,
        charges=sorted(charge.value for charge in command.charges),
        basis=command.basis.strip(),
        officer=command.officer.strip(),
        unit=command.unit.strip(),
        district=command.district.strip(),
        post=command.post.strip(),
        incident_number=command.incident_number.strip(),
        place=command.place.strip(),
        agency=command.agency.strip(),
        words=command.words.strip(),
        reason_codes=[],
        owner_approval=approval.answer,
        approved_by=approval.by.strip(),
        approved_at=approval.at or (now if approval.answer is Answer.YES else None),
        approved_how=approval.how.strip(),
        handoff_called_at=hand_off.called_at if hand_off else None,
        handoff_arrived_at=hand_off.arrived_at if hand_off else None,
        handoff_place=hand_off.place.strip() if hand_off else "",
        handoff_who=hand_off.who_went.strip() if hand_off else "",
        handoff_ride=bool(hand_off and hand_off.ride_given),
        again_of_id=command.again_of,
        created_at=now,
        updated_at=now,
    )
    session.add(referral)
    session.flush()
    if command.door in STREET_DOORS:
        _add_incident(session, desk, command, referral)
    return referral


def _add_incident(session: Session, desk: Desk, command: AddReferral, referral: Referral) -> None:
    """The incident that is diverted. Only before a booking, or with a date, is a charge held."""
    held = command.door is Door.ARREST or command.hold_until is not None
    now = desk.clock.now()
    session.add(
        DivertedIncident(
            id=new_id(),
            participant_id=referral.participant_id,
            referral_id=referral.id,
            worker_id=desk.worker.id,
            occurred_on=local_day(command.occurred_at or referral.received_at, desk.clock.zone),
            incident_number=referral.incident_number,
            charges=referral.charges,
            hold_until=command.hold_until,
            stopped_days=0,
            outcome=DiversionOutcome.PENDING if held else DiversionOutcome.NOT_APPLICABLE,
            created_at=now,
            updated_at=now,
        )
    )


def keep_answers(
    session: Session,
    desk: Desk,
    referral: Referral,
    answers: Mapping[Question, Answer],
    evidence: Mapping[Question, str],
) -> None:
    """Keep the answers on eligibility within a running transaction; a later answer to the same
    question takes the place of the earlier. evidence: what each rests on, in a few words."""
    for question, answer in answers.items():
        session.merge(
            ReferralAnswer(
                referral_id=referral.id,
                question=question,
                answer=answer,
                evidence=evidence.get(question, "").strip()[:300],
                worker_id=desk.worker.id,
                at=desk.clock.now(),
            )
        )
