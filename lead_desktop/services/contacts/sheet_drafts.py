"""What stands half-written in a sheet: kept like every draft, found again for the same record.

A sheet's draft never stands in the drawer, which opens forms: it comes back where the same sheet
is opened for the same participant and record, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.contacts.drafts import SHEET_FORM, DraftState
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.tables import Draft

Fields = dict[str, object]
"""What a person put into a sheet, by the names of its fields; JSON types only."""


@dataclass(frozen=True)
class SheetPlace:
    """Which sheet this is: its kind, about whom, and about which record of theirs ("" for none)."""

    sheet: str
    participant_id: UUID | None
    record: str = ""


@dataclass(frozen=True)
class SheetDraft:
    """What was begun in a sheet, and when it was begun."""

    id: UUID
    version: int
    started_at: datetime
    fields: Fields


def sheet_state(place: SheetPlace, fields: Fields, state: DraftState) -> DraftState:
    """`state` (of which id, version, writer and copy count) with a sheet's fields."""
    body: dict[str, object] = {"sheet": place.sheet, "record": place.record, "fields": fields}
    return DraftState(
        state.id,
        SHEET_FORM,
        place.participant_id,
        body,
        open=False,
        version=state.version,
        writer=state.writer,
        copy_id=state.copy_id,
    )


@allowed(Act.LOG_CONTACT)
def read_sheet_draft(desk: Desk, place: SheetPlace) -> SheetDraft | None:
    """What the worker last began in this sheet about this record; None when nothing is kept."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(Draft.id, Draft.version, Draft.created_at, Draft.body)
            .where(
                Draft.owner_id == desk.worker.id,
                Draft.form == SHEET_FORM,
                Draft.participant_id.is_(None)
                if place.participant_id is None
                else Draft.participant_id == place.participant_id,
            )
            .order_by(Draft.updated_at.desc())
        ).all()
    for draft_id, version, started_at, body in rows:
        fields = body.get("fields")
        same = (body.get("sheet"), body.get("record")) == (place.sheet, place.record)
        if same and isinstance(fields, dict):
            return SheetDraft(draft_id, version, started_at, fields)
    return None
