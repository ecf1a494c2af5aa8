"""What the privacy office keeps: access, exceptions, notices, complaints, incidents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, exists, select, true
from sqlalchemy.orm import aliased

from lead_desktop.domain.codes import AccessKind
from lead_desktop.domain.consent.privacy import (
    AccessLine,
    ComplaintLine,
    ExceptionLine,
    IncidentFacts,
    IncidentLine,
    NoticeLine,
)
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import (
    Complaint,
    Disclosure,
    DisclosureException,
    Incident,
    NoticeGiven,
    Participant,
    RecordAccess,
    Worker,
)


def list_access(
    connection: Connection,
    viewer: Viewer,
    *,
    participant_id: UUID | None = None,
    kind: AccessKind | None = None,
) -> tuple[AccessLine, ...]:
    """Ways into restricted records, newest first."""
    query = (
        select(
            RecordAccess.id,
            RecordAccess.participant_id,
            Participant.preferred_name,
            RecordAccess.worker_id,
            Worker.name,
            RecordAccess.kind,
            RecordAccess.reason,
            RecordAccess.at,
            RecordAccess.until,
            RecordAccess.ended_at,
            RecordAccess.seen_at,
        )
        .join(Participant, Participant.id == RecordAccess.participant_id)
        .join(Worker, Worker.id == RecordAccess.worker_id)
        .where(seen_by(RecordAccess.participant_id, viewer))
        .order_by(RecordAccess.at.desc(), RecordAccess.id.desc())
    )
    if participant_id is not None:
        query = query.where(RecordAccess.participant_id == participant_id)
    if kind is not None:
        query = query.where(RecordAccess.kind == kind)
    return tuple(AccessLine(*tuple[Any, ...](row)) for row in connection.execute(query))


def list_exceptions(connection: Connection, viewer: Viewer) -> tuple[ExceptionLine, ...]:
    """Copies that left on another ground than consent, newest first."""
    rows = connection.execute(
        select(
            Disclosure.id,
            Disclosure.participant_id,
            Participant.preferred_name,
            Disclosure.at,
            Worker.name,
            Disclosure.recipient,
            Disclosure.purpose,
            Disclosure.basis,
            DisclosureException.override_type,
            DisclosureException.authority,
            DisclosureException.reason,
            DisclosureException.personnel,
            DisclosureException.affiliation,
            DisclosureException.emergency,
            DisclosureException.reviewed_at,
            DisclosureException.review_words,
        )
        .join(Disclosure, Disclosure.id == DisclosureException.disclosure_id)
        .join(Participant, Participant.id == Disclosure.participant_id)
        .join(Worker, Worker.id == Disclosure.worker_id)
        .where(seen_by(Disclosure.participant_id, viewer))
        .order_by(Disclosure.at.desc(), Disclosure.id)
    )
    return tuple(ExceptionLine(*tuple[Any, ...](row)) for row in rows)


def list_notices(
    connection: Connection, viewer: Viewer, *, participant_id: UUID
) -> tuple[NoticeLine, ...]:
    """The privacy notices that a participant was given, newest first."""
    rows = connection.execute(
        select(
            NoticeGiven.id,
            NoticeGiven.participant_id,
            NoticeGiven.notice_version,
            NoticeGiven.given_on,
            NoticeGiven.method,
            NoticeGiven.acknowledged,
            Worker.name,
        )
        .join(Worker, Worker.id == NoticeGiven.worker_id)
        .where(
            NoticeGiven.participant_id == participant_id,
            seen_by(NoticeGiven.participant_id, viewer),
        )
        .order_by(NoticeGiven.given_on.desc(), NoticeGiven.id)
    )
    return tuple(NoticeLine(*tuple[Any, ...](row)) for row in rows)


def list_without_notice(connection: Connection, viewer: Viewer) -> tuple[tuple[UUID, str], ...]:
    """Participants in the program who were given no privacy notice yet: (id, chosen name)."""
    given = exists().where(NoticeGiven.participant_id == Participant.id)
    rows = connection.execute(
        select(Participant.id, Participant.preferred_name)
        .where(
            ~given,
            Participant.status.not_in(ENDED),
            Participant.enrolled_on.is_not(None),
            seen_by(Participant.id, viewer),
        )
        .order_by(Participant.number)
    )
    return tuple((row.id, row.preferred_name) for row in rows)


def list_restricted(connection: Connection, viewer: Viewer) -> tuple[tuple[UUID, str], ...]:
    """Restricted participants whom the viewer may see: (id, chosen name)."""
    rows = connection.execute(
        select(Participant.id, Participant.preferred_name)
        .where(Participant.restricted == true(), seen_by(Participant.id, viewer))
        .order_by(Participant.number)
    )
    return tuple((row.id, row.preferred_name) for row in rows)


def list_complaints(connection: Connection, viewer: Viewer) -> tuple[ComplaintLine, ...]:
    """Complaints about privacy, newest first."""
    writer = aliased(Worker)
    rows = connection.execute(
        select(
            Complaint.id,
            Complaint.participant_id,
            Complaint.received_on,
            Complaint.words,
            Complaint.outcome,
            Complaint.answered_on,
            Complaint.answer,
            writer.name,
            Complaint.version,
        )
        .join(writer, writer.id == Complaint.worker_id)
        .where(
            Complaint.participant_id.is_(None) | seen_by(Complaint.participant_id, viewer),
        )
        .order_by(Complaint.received_on.desc(), Complaint.id)
    )
    return tuple(ComplaintLine(*tuple[Any, ...](row)) for row in rows)


def list_incidents(connection: Connection) -> tuple[IncidentLine, ...]:
    """Possible breaches, the newest discovered first. They name no participant."""
    rows = connection.execute(
        select(*Incident.__table__.columns, Worker.name.label("worker"))
        .join(Worker, Worker.id == Incident.worker_id)
        .order_by(Incident.discovered_on.desc(), Incident.id)
    )
    return tuple(
        IncidentLine(
            row.id,
            IncidentFacts(
                discovered_on=row.discovered_on,
                words=row.words,
                happened_on=row.happened_on,
                people=row.people,
                what_data=row.what_data,
                who_got_it=row.who_got_it,
                was_seen=row.was_seen,
                mitigation=row.mitigation,
                is_breach=row.is_breach,
                told_people_on=row.told_people_on,
                told_hhs_on=row.told_hhs_on,
                told_media_on=row.told_media_on,
                closed_on=row.closed_on,
            ),
            row.worker,
            row.version,
        )
        for row in rows
    )
