"""Measures by role over a real store: own, everybody's, aggregates without small counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    LinkageMethod,
    LinkageStatus,
    Role,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.domain.plan.measures import Share
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import linkages, measures
from lead_desktop.services.plan.linkages import AddLinkage
from lead_desktop.store.queries.measures import list_stories

S = LinkageStatus
TODAY = date(2026, 11, 23)
SPAN = (TODAY - timedelta(days=30), TODAY)


def link(desk: Desk, person: UUID, *, started: bool) -> None:
    made = new_id()
    linkages.add_linkage(desk, AddLinkage(made, person, ServiceCategory.LEGAL))
    if started:
        linkages.move_linkage(
            desk,
            made,
            Move(S.STARTED, TODAY, LinkageMethod.ACCOMPANIED, VerifiedBy.STAFF_PRESENT),
        )


def test_everybody_sees_what_their_role_may_see(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]
) -> None:
    other = seat(Role.CASE_MANAGER, name="Lou Testwell")
    boss = seat(Role.SUPERVISOR, name="Sue Pervisor")
    reader = seat(Role.READ_ONLY, name="Ray Reader")
    link(desk, enroll("Juniper Fable", case_manager=desk), started=True)
    link(other, enroll("Moss Example", case_manager=other), started=False)
    assert measures.own_measures(desk, *SPAN).linked == Share(1, 1)
    assert measures.own_measures(other, *SPAN).linked == Share(0, 1)
    assert measures.all_measures(boss, *SPAN).linked == Share(1, 2)
    assert measures.aggregate_measures(reader, *SPAN).linkages is None
    with pytest.raises(Refused):
        measures.all_measures(desk, *SPAN)
    with pytest.raises(Refused):
        measures.own_measures(reader, *SPAN)


def test_a_cohort_is_what_began_in_the_span(desk: Desk, enroll: Callable[..., UUID]) -> None:
    link(desk, enroll("Juniper Fable", case_manager=desk), started=True)
    before = (TODAY - timedelta(days=30), TODAY - timedelta(days=1))
    assert measures.own_measures(desk, *before).linkages == 0


def test_a_move_taken_back_counts_nowhere(desk: Desk, enroll: Callable[..., UUID]) -> None:
    made = new_id()
    person = enroll("Juniper Fable", case_manager=desk)
    linkages.add_linkage(desk, AddLinkage(made, person, ServiceCategory.LEGAL))
    moved = linkages.move_linkage(
        desk, made, Move(S.STARTED, TODAY, verified_by=VerifiedBy.STAFF_PRESENT)
    )
    assert measures.own_measures(desk, *SPAN).linked == Share(1, 1)
    assert moved.step_id is not None
    linkages.undo_move(desk, made, moved.step_id)
    assert measures.own_measures(desk, *SPAN).linked == Share(0, 1)


def test_people_who_are_hidden_are_in_no_count(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]
) -> None:
    hidden = enroll("Quillon Example", case_manager=desk, restricted=True)
    link(desk, hidden, started=True)
    assert measures.own_measures(desk, *SPAN).linkages == 1
    assert list_stories_of(seat(Role.READ_ONLY, name="Ray Reader")) == 0
    assert list_stories_of(seat(Role.SUPERVISOR, name="Sue Pervisor")) == 1


def list_stories_of(desk: Desk) -> int:
    with desk.store.read() as connection:
        return len(list_stories(connection, desk.viewer, *SPAN))
