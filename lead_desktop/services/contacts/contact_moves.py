"""Moves of linkages that a contact brought about: taken back with it, made again with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lead_desktop.domain.codes import (
    AppointmentStatus,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    VerifiedBy,
)
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan.linkages import move_within, undo_within
from lead_desktop.store.tables import AppointmentChange, Linkage, LinkageChange

Kept = dict[str, str | None]
"""A move and the linkage that it was of, JSON types only."""


def take_moves_back(
    session: Session, desk: Desk, contact_id: UUID, people: Collection[UUID] | None = None
) -> list[Kept]:
    """Undo the contact's moves that are still the latest of their linkage; returns those.
    people: only of their linkages."""
    made_here = select(LinkageChange).where(
        LinkageChange.contact_id == contact_id,
        LinkageChange.from_status != LinkageChange.to_status,
        LinkageChange.undone_at.is_(None),
    )
    if people is not None:
        made_here = made_here.where(LinkageChange.linkage_id.in_(linkages_of(people)))
    steps = session.scalars(made_here).all()
    kept = []
    for step in steps:
        move = _keep(session, step)
        if undo_within(session, desk, step.linkage_id, step.id):
            kept.append(move)
    return kept


def linkages_of(people: Collection[UUID]) -> Select[UUID]:
    """The linkages of these people."""
    return select(Linkage.id).where(Linkage.participant_id.in_(people))


def make_moves_again(session: Session, desk: Desk, contact_id: UUID, moves: object) -> None:
    """Make moves again that were taken back, unless the linkage stands elsewhere by now."""
    for kept in moves if isinstance(moves, list) else []:
        linkage = session.get(Linkage, UUID(kept["linkage"]))
        if linkage is not None and linkage.status == LinkageStatus(str(kept["from"])):
            move_within(session, desk, linkage.id, _move(kept), contact_id=contact_id)


def _keep(session: Session, step: LinkageChange) -> Kept:
    booked = session.scalar(
        select(AppointmentChange.starts_at).where(
            AppointmentChange.linkage_change_id == step.id,
            AppointmentChange.from_status.is_(None),
            AppointmentChange.to_status == AppointmentStatus.PLANNED,
        )
    )
    waits = step.to_status is LinkageStatus.WAITLIST and step.due_on is not None
    return {
        "linkage": str(step.linkage_id),
        "from": step.from_status.value if step.from_status else None,
        "to": step.to_status.value,
        "on": step.on.isoformat(),
        "method": step.method.value if step.method else None,
        "verified_by": step.verified_by.value if step.verified_by else None,
        "reason": step.reason.value if step.reason else None,
        "appointment": booked.isoformat() if booked else None,
        "next_check": step.due_on.isoformat() if waits and step.due_on else None,
        "need_met": step.need_met,
        "words": step.words,
    }


def _move(kept: Kept) -> Move:
    method, witness, reason = kept["method"], kept["verified_by"], kept["reason"]
    appointment, next_check = kept["appointment"], kept["next_check"]
    return Move(
        to=LinkageStatus(str(kept["to"])),
        on=date.fromisoformat(kept["on"] or ""),
        method=LinkageMethod(method) if method else None,
        verified_by=VerifiedBy(witness) if witness else None,
        reason=LinkageReason(reason) if reason else None,
        appointment=datetime.fromisoformat(appointment) if appointment else None,
        next_check=date.fromisoformat(next_check) if next_check else None,
        need_met=kept["need_met"],
        words=kept["words"] or "",
    )
