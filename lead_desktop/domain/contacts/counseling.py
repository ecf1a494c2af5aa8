"""Counseling-type notes as values (42 CFR 2.11: kept apart from the rest of the record)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lead_desktop.domain.codes import Seal


@dataclass(frozen=True, slots=True)
class CounselingLine:
    """That a note exists, for somebody who may read it; never its words. own: written by them."""

    id: UUID
    participant_id: UUID
    held_at: datetime
    author: str
    own: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """A worker who may be, or has been, let in by the author."""

    worker_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class CounselingNote:
    """A note with its words. readers: whom the author has let in, told to the author alone."""

    line: CounselingLine
    signed_at: datetime
    signed_by: str
    seal: Seal
    readers: tuple[Reader, ...]
    text: str = field(repr=False)
