"""What stands half-written in a sheet comes back in that sheet for that record, nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role
from lead_desktop.services.contacts import drafts
from lead_desktop.services.contacts.drafts import DraftState
from lead_desktop.services.contacts.sheet_drafts import (
    SheetPlace,
    read_sheet_draft,
    sheet_state,
)
from lead_desktop.services.desk import Desk

FIELDS: dict[str, object] = {"words": "Half a sentence"}


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def begin(desk: Desk, place: SheetPlace, fields: dict[str, object] = FIELDS) -> UUID:
    state = DraftState(new_id(), "", None, {})
    return drafts.save_draft(desk, sheet_state(place, fields, state)).id


def test_it_comes_back_where_it_was_begun(desk: Desk, person: UUID) -> None:
    place = SheetPlace("need", person, "a record")
    assert read_sheet_draft(desk, place) is None
    made = begin(desk, place)
    found = read_sheet_draft(desk, place)
    assert found is not None
    assert (found.id, found.fields, found.started_at) == (made, FIELDS, desk.clock.now())


def test_it_comes_back_in_no_other_place_and_for_no_other_worker(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID], person: UUID
) -> None:
    begin(desk, SheetPlace("need", person, "a record"))
    other = enroll("Moss Example", case_manager=desk)
    for place in (
        SheetPlace("goal", person, "a record"),
        SheetPlace("need", person),
        SheetPlace("need", other, "a record"),
        SheetPlace("need", None, "a record"),
    ):
        assert read_sheet_draft(desk, place) is None, place
    assert read_sheet_draft(seat(Role.PEER), SheetPlace("need", person, "a record")) is None


def test_a_sheet_about_nobody_has_a_draft_as_well(desk: Desk) -> None:
    begin(desk, SheetPlace("team_event", None))
    found = read_sheet_draft(desk, SheetPlace("team_event", None))
    assert found is not None
    assert found.fields == FIELDS
