"""What a worker keeps for themselves, wherever they unlock this vault: settings, pinned people."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lead_desktop.base.ids import new_id
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries.kept import worker_setting
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import Participant, Pin, WorkerSetting

MOST_PINS = 8


def put_setting(session: Session, desk: Desk, key: str, value: object) -> None:
    """Write one setting of the worker within a running transaction."""
    row = session.get(WorkerSetting, (desk.worker.id, key))
    now = desk.clock.now()
    if row is None:
        session.add(WorkerSetting(worker_id=desk.worker.id, key=key, value=value, updated_at=now))
    else:
        row.value, row.updated_at = value, now


@allowed(Act.SEE_PARTICIPANTS)
def read_own(desk: Desk, key: str) -> object:
    """One of the worker's own settings, as JSON; None when it was never set."""
    with desk.store.read() as connection:
        return worker_setting(connection, desk.worker.id, key)


@allowed(Act.SEE_PARTICIPANTS)
def keep_own(desk: Desk, key: str, value: object) -> None:
    """Keep one of the worker's own settings; it follows them to wherever they unlock this vault.
    value: anything that JSON holds."""
    with desk.store.write() as session:
        put_setting(session, desk, key, value)


@allowed(Act.SEE_PARTICIPANTS)
def list_pins(desk: Desk) -> tuple[UUID, ...]:
    """Whom the worker keeps at hand, the first pinned first."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(Pin.participant_id)
            .where(Pin.worker_id == desk.worker.id, seen_by(Pin.participant_id, desk.viewer))
            .order_by(Pin.position)
        )
        return tuple(dict.fromkeys(row.participant_id for row in rows))


@allowed(Act.SEE_PARTICIPANTS)
def pin(desk: Desk, participant_id: UUID) -> Change:
    """Keep a participant at hand in the sidebar; the oldest pin gives way to a ninth."""
    now = desk.clock.now()
    with desk.store.write() as session:
        required(session, Participant, participant_id)
        own = session.scalars(
            select(Pin).where(Pin.worker_id == desk.worker.id).order_by(Pin.position)
        ).all()
        if all(row.participant_id != participant_id for row in own):
            for row in own[: max(0, len(own) + 1 - MOST_PINS)]:
                session.delete(row)
            session.add(
                Pin(
                    id=new_id(),
                    worker_id=desk.worker.id,
                    participant_id=participant_id,
                    position=own[-1].position + 1 if own else 0,
                    created_at=now,
                    updated_at=now,
                )
            )
    return Change(frozenset({Topic.WORKLISTS}), (participant_id,), "Pinned")


@allowed(Act.SEE_PARTICIPANTS)
def unpin(desk: Desk, participant_id: UUID) -> Change:
    """Let a pinned participant go from the worker's sidebar; one who is not pinned stays so."""
    with desk.store.write() as session:
        session.execute(
            delete(Pin).where(Pin.worker_id == desk.worker.id, Pin.participant_id == participant_id)
        )
    return Change(frozenset({Topic.WORKLISTS}), (participant_id,), "Unpinned")
