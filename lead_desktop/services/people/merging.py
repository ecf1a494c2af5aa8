"""Two records of one person made one: what differs is shown first, and it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.people.merging import (
    FIELD_LABEL,
    TABLE_LABEL,
    MergeField,
    MergeLine,
    MergePreview,
    shown_value,
)
from lead_desktop.domain.people.names import number_text
from lead_desktop.domain.people.status import is_death
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.people.merging_steps import join_records
from lead_desktop.services.people.statuses import standing_of
from lead_desktop.store.blocking import refresh_blocking_keys
from lead_desktop.store.histories import latest_first, moment_after
from lead_desktop.store.merging import Before, count_owned, take_back
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import (
    ContactParticipant,
    CounselingDraft,
    MergeRecord,
    NotTheSame,
    Participant,
    Worker,
)

TOPICS = frozenset(Topic)
"""A merge touches every kind of record."""


@dataclass(frozen=True)
class MergeRecords:
    """Make `gone_id` part of `kept_id`. take: fields whose value of the other record stands."""

    id: UUID
    kept_id: UUID
    gone_id: UUID
    take: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Merged:
    """A merge that was done; `id` takes it back."""

    id: UUID
    kept_id: UUID
    change: Change


@allowed(Act.TRANSFER_OWN)
def preview_merge(desk: Desk, kept_id: UUID, gone_id: UUID) -> MergePreview:
    """What a merge would do: every field that differs, what would move, and what forbids it."""
    with desk.store.write() as session:
        kept, gone = _both(session, kept_id, gone_id)
        counts = count_owned(session.connection(), gone_id)
        return MergePreview(
            kept_id=kept_id,
            gone_id=gone_id,
            kept_name=kept.preferred_name,
            gone_name=gone.preferred_name,
            kept_number=number_text(kept.number),
            gone_number=number_text(gone.number),
            fields=_fields(kept, gone),
            moved=tuple(
                (TABLE_LABEL[table][int(count != 1)], count)
                for table, count in sorted(counts.items())
                if table in TABLE_LABEL
            ),
            refusal=_refusal(session, desk, kept, gone),
            together=_together(session, kept_id, gone_id),
        )


@allowed(Act.TRANSFER_OWN)
def merge_records(desk: Desk, command: MergeRecords) -> Merged:
    """Merge two records. Refused, with the reason, when that would not be safe; the same id again
    changes nothing. The number of the record that goes is never given to anybody else."""
    with desk.store.write() as session:
        if session.get(MergeRecord, command.id) is None:
            kept, gone = _both(session, command.kept_id, command.gone_id)
            refusal = _refusal(session, desk, kept, gone)
            if refusal is not None:
                raise Refused(refusal, meaning="Nothing was merged.")
            unknown = command.take - {field.name for field in _fields(kept, gone)}
            if unknown:
                raise InvalidInput(FieldProblem("take", "This field does not differ."))
            _merge(session, desk, command, gone.number)
    change = Change(TOPICS, (command.kept_id, command.gone_id))
    return Merged(command.id, command.kept_id, change)


@allowed(Act.OVERRIDE)
def undo_merge(desk: Desk, merge_id: UUID) -> Change:
    """Take a merge back: a supervisor's act. What was written since stays with the kept record."""
    with desk.store.write() as session:
        record = session.get(MergeRecord, merge_id)
        if record is None or record.undone_at is not None:
            raise NotFound("This merge is not in the vault, or was taken back already.")
        latest = session.scalar(
            select(MergeRecord.id)
            .where(MergeRecord.kept_id == record.kept_id, MergeRecord.undone_at.is_(None))
            .order_by(*latest_first(MergeRecord.at))
            .limit(1)
        )
        if latest != merge_id:
            raise Refused(
                "A later merge into the same record stands on this one.",
                remedy="Take the later one back first.",
            )
        connection = session.connection()
        take_back(connection, Before.of(record.before), record.kept_id, record.gone_id)
        record.undone_at, record.undone_by_id = desk.clock.now(), desk.worker.id
        refresh_blocking_keys(session, (record.kept_id, record.gone_id))
        desk.record(session, "merge.undo", subject=record.kept_id, detail={"merge": str(merge_id)})
    return Change(TOPICS, (record.kept_id, record.gone_id))


@allowed(Act.TRANSFER_OWN)
def list_merges(desk: Desk) -> tuple[MergeLine, ...]:
    """Merges of two records that were not taken apart again, the newest first."""
    with desk.store.read() as connection:
        return _merges(connection, desk)


def _merges(connection: Connection, desk: Desk) -> tuple[MergeLine, ...]:
    rows = connection.execute(
        select(
            MergeRecord.id,
            MergeRecord.kept_id,
            Participant.preferred_name,
            Participant.number,
            MergeRecord.gone_number,
            MergeRecord.at,
            Worker.name,
        )
        .join(Participant, Participant.id == MergeRecord.kept_id)
        .join(Worker, Worker.id == MergeRecord.worker_id)
        .where(MergeRecord.undone_at.is_(None), seen_by(MergeRecord.kept_id, desk.viewer))
        .order_by(*latest_first(MergeRecord.at))
    )
    return tuple(
        MergeLine(one, kept, name, number_text(number), number_text(gone), at, worker)
        for one, kept, name, number, gone, at, worker in rows
    )


def _both(session: Session, kept_id: UUID, gone_id: UUID) -> tuple[Participant, Participant]:
    kept, gone = session.get(Participant, kept_id), session.get(Participant, gone_id)
    if kept is None or gone is None:
        raise NotFound("One of these two records is not in the vault.")
    return kept, gone


def _fields(kept: Participant, gone: Participant) -> tuple[MergeField, ...]:
    """Every field in which both records say something, and not the same."""
    found = []
    for name, label in FIELD_LABEL.items():
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if theirs not in (None, "") and mine not in (None, "") and mine != theirs:
            found.append(MergeField(name, label, shown_value(mine), shown_value(theirs)))
    return tuple(found)


def _together(session: Session, kept_id: UUID, gone_id: UUID) -> int:
    """In how many contacts both took part, so that somebody met them as two people."""
    mine = select(ContactParticipant.contact_id).where(ContactParticipant.participant_id == kept_id)
    both = select(func.count()).where(
        ContactParticipant.participant_id == gone_id, ContactParticipant.contact_id.in_(mine)
    )
    return session.scalar(both) or 0


def _refusal(session: Session, desk: Desk, kept: Participant, gone: Participant) -> str | None:
    """Why these two must not be merged; None when they may."""
    if kept.id == gone.id:
        return "These are one record already."
    if (kept.restricted or gone.restricted) and not desk.may(Act.OVERRIDE):
        return "One of these records is restricted; a supervisor decides about it."
    deaths = [
        is_death(standing.status, standing.reason_code)
        for standing in (standing_of(session, kept), standing_of(session, gone))
    ]
    if deaths[0] != deaths[1]:
        return "One record says that the person has died. Correct the status first."
    first, second = sorted((kept.id, gone.id), key=lambda one: one.hex)
    if session.get(NotTheSame, (first, second)) is not None:
        return "Somebody told these two apart. Take that back first."
    authors = select(CounselingDraft.author_id).where(CounselingDraft.participant_id == kept.id)
    writing = select(CounselingDraft.id).where(
        CounselingDraft.participant_id == gone.id, CounselingDraft.author_id.in_(authors)
    )
    if session.scalar(writing.limit(1)) is not None:
        return "Somebody is writing a separate note about both. It has to be finished first."
    return None


def _merge(session: Session, desk: Desk, command: MergeRecords, gone_number: int) -> None:
    now = desk.clock.now()
    before = join_records(
        session,
        command.kept_id,
        command.gone_id,
        command.take,
        worker=desk.worker.id,
        now=now,
        today=desk.clock.today(),
    )
    session.add(
        MergeRecord(
            id=command.id,
            kept_id=command.kept_id,
            gone_id=command.gone_id,
            gone_number=gone_number,
            worker_id=desk.worker.id,
            at=moment_after(session, MergeRecord.at, now, MergeRecord.kept_id == command.kept_id),
            before=before.as_json(),
            created_at=now,
            updated_at=now,
        )
    )
    session.flush()
    refresh_blocking_keys(session, (command.kept_id,))
    detail = {"gone": str(command.gone_id), "merge": str(command.id)}
    desk.record(session, "merge", subject=command.kept_id, detail=dict(detail))
