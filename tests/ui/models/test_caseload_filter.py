from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from lead_desktop.domain.codes import ParticipantStatus, Phase, Role
from lead_desktop.services import participants
from lead_desktop.services.desk import Desk
from ui.models.caseload_filter import VIEWS, CaseloadFilter, Facet, Order, Shelves, choose

Enroll = Callable[..., UUID]


@pytest.fixture
def shelves(desk: Desk, seat: Callable[..., Desk], enroll: Enroll) -> Shelves:
    other = seat(Role.CASE_MANAGER, name="Ana Other")
    enroll("Juniper Fable", case_manager=desk)
    enroll("Álvaro Mock", case_manager=desk, phase=Phase.MAINTAINING)
    enroll("Wren Sample", case_manager=other)
    enroll("Hazel Specimen", status=ParticipantStatus.REFERRED)
    enroll("Fern Past", case_manager=desk, status=ParticipantStatus.CLOSED)
    enroll("Alder Pretend", case_manager=desk, status=ParticipantStatus.INACTIVE_CUSTODY)
    return Shelves.of(participants.list_caseload(desk))


def names(shelves: Shelves, wanted: CaseloadFilter) -> set[str]:
    return {row.preferred_name for row in choose(shelves, wanted)}


def test_views_hold_what_the_store_says_they_hold(shelves: Shelves, desk: Desk) -> None:
    for view in VIEWS:
        asked = {row.id for row in participants.list_caseload(desk, view=view)}
        assert {row.id for row in shelves.views[view]} == asked, view


def test_counts_and_lists_agree(shelves: Shelves) -> None:
    for view, count in shelves.counts.items():
        assert len(choose(shelves, CaseloadFilter(view))) == count


@pytest.mark.parametrize("typed", ["junip", "JUNIPER", "fable", "P-0001", "p1"])
def test_a_person_is_found_by_names_and_number(shelves: Shelves, typed: str) -> None:
    assert names(shelves, CaseloadFilter(find=typed)) == {"Juniper Fable"}


def test_accents_do_not_matter(shelves: Shelves) -> None:
    assert names(shelves, CaseloadFilter(find="alvaro")) == {"Álvaro Mock"}


def test_without_me_the_team_is_shown(shelves: Shelves) -> None:
    team = CaseloadFilter().without(Facet.MINE)
    assert "Wren Sample" in names(shelves, team)
    assert Facet.MINE not in team.facets


def test_without_not_closed_the_ended_are_let_in(shelves: Shelves) -> None:
    wanted = CaseloadFilter().without(Facet.NOT_CLOSED)
    assert "Fern Past" in names(shelves, wanted)
    assert wanted.facets == (Facet.MINE,)


def test_order_by_name(shelves: Shelves) -> None:
    rows = choose(shelves, CaseloadFilter(order=Order.NAME))
    assert [row.preferred_name for row in rows] == ["Alder Pretend", "Álvaro Mock", "Juniper Fable"]
