"""Saved views: own and shared, changed and removed by whom, reached from the command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role
from lead_desktop.domain.people.caseload_filter import CaseloadFilter, Reach
from lead_desktop.domain.people.stage import View
from lead_desktop.services.desk import Desk
from lead_desktop.services.worklist import saved_views
from lead_desktop.services.worklist.saved_views import SaveView

PAST = CaseloadFilter(View.TEAM, reach=Reach.PAST)


def listed(desk: Desk) -> list[tuple[str, bool]]:
    return [(line.name, line.own) for line in saved_views.list_saved_views(desk)]


def test_own_views_are_own_and_shared_ones_are_the_teams(
    desk: Desk, seat: Callable[..., Desk]
) -> None:
    other = seat(Role.PEER, name="Lou Testwell")
    mine, ours = SaveView(new_id(), "Mine", PAST), SaveView(new_id(), "Ours", PAST, shared=True)
    for command in (mine, ours):
        saved_views.save_view(desk, command)
    assert listed(desk) == [("Mine", True), ("Ours", True)]
    assert listed(other) == [("Ours", False)]
    (line,) = saved_views.list_saved_views(other)
    assert (line.maker, line.wanted) == ("Tomas Sampleton", PAST)


def test_a_view_is_changed_and_removed_by_its_maker(desk: Desk, seat: Callable[..., Desk]) -> None:
    other, supervisor = seat(Role.PEER, name="Lou Testwell"), seat(Role.SUPERVISOR)
    command = SaveView(new_id(), "Ours", PAST, shared=True)
    saved_views.save_view(desk, command)
    with pytest.raises(Refused):
        saved_views.save_view(other, SaveView(command.id, "Theirs", PAST))
    with pytest.raises(Refused):
        saved_views.remove_view(other, command.id)
    saved_views.save_view(desk, SaveView(command.id, "Ours, renamed", PAST, shared=True))
    assert listed(other) == [("Ours, renamed", False)]
    saved_views.remove_view(supervisor, command.id)
    assert listed(desk) == []
    with pytest.raises(NotFound):
        saved_views.remove_view(desk, command.id)


def test_a_name_is_needed_once_and_short(desk: Desk) -> None:
    saved_views.save_view(desk, SaveView(new_id(), "Wants housing", PAST))
    for name in (" ", "wants HOUSING", "x" * 61):
        with pytest.raises(InvalidInput):
            saved_views.save_view(desk, SaveView(new_id(), name, PAST))


def test_who_only_reads_shares_nothing(seat: Callable[..., Desk]) -> None:
    reader = seat(Role.READ_ONLY)
    saved_views.save_view(reader, SaveView(new_id(), "Mine", PAST))
    with pytest.raises(Refused):
        saved_views.save_view(reader, SaveView(new_id(), "Ours", PAST, shared=True))
    assert listed(reader) == [("Mine", True)]
