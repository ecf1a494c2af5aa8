"""Restricted records: set by the supervisor, opened to some, broken open in an emergency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.codes import AccessKind
from lead_desktop.domain.consent.privacy import BREAK_GLASS_HOURS, AccessLine, check_reason
from lead_desktop.domain.people.names import fold_name, parse_number
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries import privacy as query
from lead_desktop.store.queries.visibility import closes_at, hidden_ids
from lead_desktop.store.tables import Participant, RecordAccess, Worker

CHANGED = frozenset({Topic.PARTICIPANTS, Topic.PRIVACY})


@dataclass(frozen=True)
class GrantAccess:
    """Let a worker into a restricted record. until: None for as long as it is not ended."""

    id: UUID
    participant_id: UUID
    to_worker_id: UUID
    reason: str
    until: datetime | None = None


@dataclass(frozen=True)
class BreakGlass:
    """Open a restricted record in an emergency. id: made by the writer.

    who: the participant's number, the id of another system, or the whole name: somebody who is
    hidden cannot be chosen from a list.
    """

    id: UUID
    who: str
    reason: str


@allowed(Act.KEEP_PRIVACY)
def set_restricted(desk: Desk, participant_id: UUID, restricted: bool, reason: str = "") -> Change:
    """Hide a record from everybody without the right, or show it again; audited with the reason.

    The reason stands in the audit's trail as a mark only; its words stay out of it.
    """
    with desk.store.write() as session:
        person = required(session, Participant, participant_id)
        person.restricted = restricted
        person.updated_at = desk.clock.now()
        desk.record(
            session,
            "restricted.set" if restricted else "restricted.lifted",
            subject=participant_id,
            detail={"with_reason": bool(reason.strip())},
        )
    return Change(CHANGED, (participant_id,), "Record restricted" if restricted else "")


@allowed(Act.KEEP_PRIVACY)
def grant_access(desk: Desk, command: GrantAccess) -> Change:
    """Let a worker into a restricted record. The same id again changes nothing."""
    problems = check_reason(command.reason)
    if problems:
        raise InvalidInput(*problems)
    if command.until is not None and command.until <= desk.clock.now():
        raise InvalidInput(FieldProblem("until", "The access must end in the future."))
    with desk.store.write() as session:
        worker = session.get(Worker, command.to_worker_id)
        if worker is None or not worker.active:
            raise NotFound("This worker is not in the vault.")
        if session.get(RecordAccess, command.id) is None:
            _let_in(
                session,
                desk,
                access_id=command.id,
                participant_id=command.participant_id,
                worker_id=command.to_worker_id,
                kind=AccessKind.GRANT,
                reason=command.reason,
                until=command.until,
            )
    return Change(CHANGED, (command.participant_id,), "Access granted")


def _let_in(
    session: Session,
    desk: Desk,
    *,
    access_id: UUID,
    participant_id: UUID,
    worker_id: UUID,
    kind: AccessKind,
    reason: str,
    until: datetime | None,
) -> None:
    now = desk.clock.now()
    session.add(
        RecordAccess(
            id=access_id,
            participant_id=participant_id,
            worker_id=worker_id,
            kind=kind,
            reason=reason.strip(),
            at=now,
            until=until,
            by_id=desk.worker.id,
            created_at=now,
            updated_at=now,
        )
    )
    desk.record(
        session, f"restricted.{kind.value}", subject=participant_id, detail={"to": str(worker_id)}
    )


@allowed(Act.KEEP_PRIVACY)
def end_access(desk: Desk, access_id: UUID) -> Change:
    """Close a worker's way into a restricted record at once."""
    with desk.store.write() as session:
        access = required(session, RecordAccess, access_id)
        if access.ended_at is None:
            access.ended_at = access.updated_at = desk.clock.now()
            desk.record(
                session,
                "restricted.access_ended",
                subject=access.participant_id,
                detail={"to": str(access.worker_id)},
            )
        person = access.participant_id
    return Change(CHANGED, (person,))


@allowed(Act.BREAK_GLASS)
def break_glass(desk: Desk, command: BreakGlass) -> UUID:
    """Open a restricted record for a few hours; returns whose it is.

    It goes to the supervisor's list and into the audit. A try that names nobody is audited too,
    and is answered in the words for somebody who is not there.
    """
    problems = check_reason(command.reason)
    if problems:
        # Whoever has to write again is told all of it; with a reason, it is a try, and audited.
        raise InvalidInput(*_check_who(command.who), *problems)
    with desk.store.write() as session:
        found = _named(session, command.who)
        if len(found) == 1:
            if found[0] in hidden_ids(session.connection(), desk.viewer):
                _let_in(
                    session,
                    desk,
                    access_id=command.id,
                    participant_id=found[0],
                    worker_id=desk.worker.id,
                    kind=AccessKind.BREAK_GLASS,
                    reason=command.reason,
                    until=desk.clock.now() + timedelta(hours=BREAK_GLASS_HOURS),
                )
            return found[0]
        desk.record(session, "restricted.turned_away", detail={"matches": len(found)})
    raise NotFound(
        "No restricted record answers to that exactly.",
        meaning="Nothing was opened.",
        remedy="Give the participant's number, or the whole name as it is written.",
    )


def _check_who(who: str) -> tuple[FieldProblem, ...]:
    words = "Say whose record: the number, or the whole name as it is written."
    return () if fold_name(who) else (FieldProblem("who", words),)


def _named(session: Session, who: str) -> list[UUID]:
    """Restricted participants of this number, external id, or whole name; there are few."""
    wanted = fold_name(who)
    if not wanted:
        return []
    rows = session.execute(
        select(
            Participant.id,
            Participant.number,
            Participant.external_id,
            Participant.preferred_name,
            Participant.legal_first_name,
            Participant.legal_last_name,
        ).where(Participant.restricted == true())
    )
    return [
        row.id
        for row in rows
        if row.number == parse_number(who)
        or row.external_id == who.strip()
        or wanted == fold_name(row.preferred_name)
        or wanted == fold_name(row.legal_first_name, row.legal_last_name)
    ]


@allowed(Act.SEE_PARTICIPANTS)
def read_open_until(desk: Desk, participant_id: UUID) -> datetime | None:
    """When a restricted record closes by itself for this worker; None when it does not."""
    with desk.store.read() as connection:
        return closes_at(connection, desk.viewer, participant_id)


@allowed(Act.KEEP_PRIVACY)
def list_break_glass(desk: Desk) -> tuple[AccessLine, ...]:
    """Every emergency opening, newest first; the supervisor's list."""
    with desk.store.read() as connection:
        return query.list_access(connection, desk.viewer, kind=AccessKind.BREAK_GLASS)


@allowed(Act.KEEP_PRIVACY)
def list_access(desk: Desk, participant_id: UUID) -> tuple[AccessLine, ...]:
    """Every way into one restricted record, newest first."""
    with desk.store.read() as connection:
        return query.list_access(connection, desk.viewer, participant_id=participant_id)


@allowed(Act.KEEP_PRIVACY)
def list_restricted(desk: Desk) -> tuple[tuple[UUID, str], ...]:
    """Every restricted participant: (id, chosen name)."""
    with desk.store.read() as connection:
        return query.list_restricted(connection, desk.viewer)


@allowed(Act.KEEP_PRIVACY)
def note_seen(desk: Desk, access_id: UUID) -> Change:
    """The supervisor has looked at an emergency opening."""
    with desk.store.write() as session:
        access = required(session, RecordAccess, access_id)
        if access.worker_id == desk.worker.id:
            raise Refused("Your own emergency opening is for another supervisor to look at.")
        access.seen_at = access.updated_at = desk.clock.now()
        access.seen_by_id = desk.worker.id
        desk.record(session, "restricted.looked_at", subject=access.participant_id)
        person = access.participant_id
    return Change(CHANGED, (person,))
