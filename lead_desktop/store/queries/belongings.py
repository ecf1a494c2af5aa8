"""Whose record an identifier belongs to: by this, a call that names one is turned away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, select

from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import hidden_ids
from lead_desktop.store.tables import (
    Appointment,
    Assessment,
    Attachment,
    Complaint,
    Consent,
    ContactParticipant,
    CounselingNote,
    Disclosure,
    DivertedIncident,
    Event,
    Goal,
    GoalStep,
    Linkage,
    LinkageChange,
    Medication,
    Need,
    NoteReview,
    NoticeGiven,
    OutcomeChange,
    Participant,
    PartnerDecision,
    PlanReview,
    RecordAccess,
    Referral,
    RestrictionRow,
    SafetyNote,
    Search,
    StatusChange,
    Task,
    TransferPerson,
)

_Owners = Select[Any, Any]


def _own(table: Any) -> _Owners:
    return select(table.id, table.participant_id)


_PEOPLE: _Owners = select(Participant.id, Participant.id)
_CONTACTS: _Owners = select(ContactParticipant.contact_id, ContactParticipant.participant_id)
_STEPS: tuple[_Owners, ...] = (
    select(GoalStep.id, Goal.participant_id).join(Goal, Goal.id == GoalStep.goal_id),
    select(LinkageChange.id, Linkage.participant_id).join(
        Linkage, Linkage.id == LinkageChange.linkage_id
    ),
)

BELONGS: dict[str, tuple[_Owners, ...]] = {
    "access_id": (_own(RecordAccess),),
    "again_of": (_own(Referral),),
    "appointment_id": (_own(Appointment),),
    "assessment_id": (_own(Assessment),),
    "attachment_id": (_own(Attachment),),
    "change_id": (_own(StatusChange),),
    "closes_tasks": (_own(Task),),
    "complaint_id": (_own(Complaint),),
    "consent_id": (_own(Consent),),
    "contact_id": (_CONTACTS,),
    "contact_ids": (_CONTACTS,),
    "decision_id": (
        select(PartnerDecision.id, Referral.participant_id).join(
            Referral, Referral.id == PartnerDecision.referral_id
        ),
    ),
    "different_from": (_PEOPLE,),
    "disclosure_id": (_own(Disclosure),),
    "disclosure_ids": (_own(Disclosure),),
    "event_id": (_own(Event), _own(StatusChange), _own(Appointment)),
    "goal_id": (_own(Goal),),
    "gone_id": (_PEOPLE,),
    "incident_id": (_own(DivertedIncident),),
    "kept_id": (_PEOPLE,),
    "linkage_id": (_own(Linkage),),
    "medication_id": (_own(Medication),),
    "need_id": (_own(Need),),
    "note_id": (_own(SafetyNote), _own(CounselingNote)),
    "notice_id": (_own(NoticeGiven),),
    "of_id": (_own(Linkage),),
    "one": (_PEOPLE,),
    "other": (_PEOPLE,),
    "outcome_id": (_own(OutcomeChange),),
    "participant_id": (_PEOPLE,),
    "participant_ids": (_PEOPLE,),
    "plan_review_id": (_own(PlanReview),),
    "referral_id": (_own(Referral),),
    "refill_of": (_own(Medication),),
    "restriction_id": (_own(RestrictionRow),),
    "review_id": (
        select(NoteReview.id, ContactParticipant.participant_id).join(
            ContactParticipant, ContactParticipant.contact_id == NoteReview.contact_id
        ),
    ),
    "search_id": (_own(Search),),
    "step_id": _STEPS,
    "task_id": (_own(Task),),
    "task_ids": (_own(Task),),
    "touched": (_own(Linkage),),
    "transfer_id": (select(TransferPerson.transfer_id, TransferPerson.participant_id),),
}
"""By the name under which services take an identifier: the identifiers and their participants.
A test holds the services' parameters, and the fields of their commands, to this table."""


def belongs_to_hidden(
    connection: Connection, viewer: Viewer, named: Mapping[str, Collection[UUID]]
) -> bool:
    """Whether one of these records, by the names of BELONGS, is a hidden participant's.

    What belongs to several people (a contact, a hand-over of many) is hidden when all of them are.
    """
    hidden = hidden_ids(connection, viewer)
    if not hidden:
        return False
    for name, ids in named.items():
        for owners in BELONGS[name]:
            record = owners.selected_columns[0]
            found: dict[UUID, list[UUID]] = {}
            for one, owner in connection.execute(owners.where(record.in_(ids))):
                found.setdefault(one, []).append(owner)
            if any(hidden.issuperset(people) for people in found.values()):
                return True
    return False
