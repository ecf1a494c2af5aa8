"""A wanted move of a linkage as JSON of a draft, and back; what cannot be read is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from lead_desktop.domain.codes import LinkageMethod, LinkageReason, LinkageStatus, VerifiedBy
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.contacts.contacts import LinkageMove

Value = TypeVar("Value")


def move_to_json(told: LinkageMove) -> dict[str, object]:
    """JSON types only."""
    move = told.move
    return {
        "linkage": str(told.linkage_id),
        "version": told.version,
        "to": move.to.value,
        "on": move.on.isoformat(),
        "method": move.method.value if move.method else None,
        "verified_by": move.verified_by.value if move.verified_by else None,
        "reason": move.reason.value if move.reason else None,
        "appointment": move.appointment.isoformat() if move.appointment else None,
        "next_check": move.next_check.isoformat() if move.next_check else None,
        "need_met": move.need_met,
        "words": move.words,
    }


def move_from_json(value: object) -> LinkageMove | None:
    """The move, None when its linkage, state or day cannot be read."""
    if not isinstance(value, dict):
        return None
    linkage_id, to = _read(UUID, value.get("linkage")), _read(LinkageStatus, value.get("to"))
    on, version = _read(date.fromisoformat, value.get("on")), value.get("version")
    if linkage_id is None or to is None or on is None or not isinstance(version, int):
        return None
    appointment = _read(datetime.fromisoformat, value.get("appointment"))
    if appointment is not None and appointment.tzinfo is None:
        appointment = None
    words, need_met = value.get("words"), value.get("need_met")
    move = Move(
        to=to,
        on=on,
        method=_read(LinkageMethod, value.get("method")),
        verified_by=_read(VerifiedBy, value.get("verified_by")),
        reason=_read(LinkageReason, value.get("reason")),
        appointment=appointment,
        next_check=_read(date.fromisoformat, value.get("next_check")),
        need_met=need_met if isinstance(need_met, str) else None,
        words=words if isinstance(words, str) else "",
    )
    return LinkageMove(linkage_id, version, move)


def _read(parse: Callable[[str], Value], value: object) -> Value | None:
    if not isinstance(value, str):
        return None
    try:
        return parse(value)
    except ValueError:
        return None
