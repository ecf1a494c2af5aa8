"""The neutral numbers of participants (P-0042): counted up, never given twice."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lead_desktop.store.tables import MergeRecord, Participant


def next_number(session: Session) -> int:
    """The number of the next participant; that of a record merged into another stays taken."""
    given = session.scalar(select(func.max(Participant.number))) or 0
    merged = session.scalar(select(func.max(MergeRecord.gone_number))) or 0
    return max(given, merged) + 1
