"""Participants: caseload, one record, timeline, finding people and words in notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from lead_desktop.base.clock import day_start
from lead_desktop.domain.contacts.timeline import (
    EVERYTHING,
    ContactDay,
    EventEntry,
    NoteHit,
    TimelineEntry,
    TimelineFilter,
)
from lead_desktop.domain.people.events import LEGAL_EVENTS as LEGAL_EVENTS
from lead_desktop.domain.people.participant import CaseloadRow, ParticipantRecord, View
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import caseload as caseload_query
from lead_desktop.store.queries import contacts as contact_query
from lead_desktop.store.queries import notes, participants
from lead_desktop.store.queries.contact_days import contact_days, writers_about


@allowed(Act.SEE_PARTICIPANTS)
def list_caseload(
    desk: Desk, *, view: View | None = None, find: str = "", need_first: bool = True
) -> list[CaseloadRow]:
    """Participants with their derived facts; see store.queries.caseload.list_caseload."""
    with desk.store.read() as connection:
        return caseload_query.list_caseload(
            connection, desk.viewer, view=view, find=find, need_first=need_first
        )


@allowed(Act.SEE_PARTICIPANTS)
def find_participant_id(desk: Desk, text: str) -> UUID:
    """The participant named by an id, a number (P-0042) or an external id; raises NotFound."""
    with desk.store.read() as connection:
        return participants.find_participant_id(connection, text, viewer=desk.viewer)


@allowed(Act.SEE_PARTICIPANTS)
def open_record(desk: Desk, participant_id: UUID) -> ParticipantRecord:
    """A participant's record, opened by a person: the look itself is audited."""
    record = read_record(desk, participant_id)
    with desk.store.write() as session:
        desk.record(session, "participant.view", subject=participant_id)
    return record


@allowed(Act.SEE_PARTICIPANTS)
def read_record(desk: Desk, participant_id: UUID) -> ParticipantRecord:
    """The same record without an audit entry of its own: a preview, or a refresh of an open page.

    Roles without legal detail get it without court appointments.
    """
    with desk.store.read() as connection:
        record = participants.read_record(connection, desk.viewer, participant_id)
    if desk.may(Act.SEE_LEGAL_DETAIL):
        return record
    visible = tuple(line for line in record.appointments if not line.court)
    return replace(record, appointments=visible)


@allowed(Act.SEE_PARTICIPANTS)
def list_timeline(
    desk: Desk,
    participant_id: UUID,
    *,
    limit: int = 60,
    before: datetime | None = None,
    only: TimelineFilter = EVERYTHING,
) -> list[TimelineEntry]:
    """One screen of a participant's timeline, newest first; `before` pages on."""
    legal = desk.may(Act.SEE_LEGAL_DETAIL)
    with desk.store.read() as connection:
        entries = contact_query.list_timeline(
            connection,
            participant_id,
            limit=limit,
            before=before,
            only=only,
            late_after=desk.settings.late_after,
            legal=legal,
        )
    if legal:
        return entries
    return [
        entry
        for entry in entries
        if not (isinstance(entry, EventEntry) and entry.kind in LEGAL_EVENTS)
    ]


@allowed(Act.SEE_PARTICIPANTS)
def list_contact_days(desk: Desk, participant_id: UUID, since: date) -> tuple[ContactDay, ...]:
    """Days since `since` on which the participant was reached or tried, the earliest first."""
    zone = desk.clock.zone
    with desk.store.read() as connection:
        return contact_days(connection, participant_id, day_start(since, zone), zone)


@allowed(Act.SEE_PARTICIPANTS)
def list_writers(desk: Desk, participant_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Workers who took part in the participant's contacts: (id, name), by name."""
    with desk.store.read() as connection:
        return writers_about(connection, participant_id)


@allowed(Act.SEE_PARTICIPANTS)
def find_in_notes(
    desk: Desk, words: str, *, participant_id: UUID | None = None, limit: int = 50
) -> list[NoteHit]:
    """Notes that hold the beginning of every word, newest first."""
    with desk.store.read() as connection:
        return notes.find_in_notes(
            connection, words, participant_id=participant_id, limit=limit, viewer=desk.viewer
        )
