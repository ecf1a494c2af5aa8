"""Filters of the caseload: views, facets, words, and how a saved view is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, ParticipantStatus, Phase, Role
from lead_desktop.domain.people.caseload_filter import (
    VIEWS,
    CaseloadFilter,
    Facet,
    Order,
    Reach,
    Shelves,
    choose,
    from_json,
    to_json,
)
from lead_desktop.domain.people.stage import ConsentMark, Stage, View
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants

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


def test_filters_combine(shelves: Shelves, desk: Desk, enroll: Enroll) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    at = desk.clock.now() - timedelta(days=30)
    phone, met = ContactMode.PHONE, ContactOutcome.MET
    contacts.log_contact(desk, LogContact(new_id(), (moss,), phone, met, at))
    fresh = Shelves.of(participants.list_caseload(desk))
    assert "Moss Example" in names(fresh, CaseloadFilter(reach=Reach.PAST))
    assert names(fresh, CaseloadFilter(reach=Reach.PAST, find="moss")) == {"Moss Example"}
    assert "Moss Example" not in names(fresh, CaseloadFilter(reach=Reach.NEVER))
    assert "Juniper Fable" in names(fresh, CaseloadFilter(reach=Reach.NEVER))
    assert names(fresh, CaseloadFilter(safety=True)) == set()
    both = CaseloadFilter(reach=Reach.PAST, safety=True)
    assert both.facets[-2:] == (Facet.REACH, Facet.SAFETY)
    assert both.without(Facet.SAFETY).without(Facet.REACH) == CaseloadFilter()


@given(
    st.builds(
        CaseloadFilter,
        view=st.sampled_from(View),
        find=st.text(max_size=8),
        stage=st.none() | st.sampled_from(Stage),
        worker=st.none() | st.text(max_size=8),
        consent=st.none() | st.sampled_from(ConsentMark),
        with_ended=st.booleans(),
        order=st.sampled_from(Order),
        reach=st.none() | st.sampled_from(Reach),
        safety=st.booleans(),
    )
)
def test_a_stored_filter_is_read_back_as_it_was(wanted: CaseloadFilter) -> None:
    assert from_json(to_json(wanted)) == wanted


def test_what_is_not_known_in_a_stored_filter_is_left_out() -> None:
    stored = {"view": "some_new_view", "stage": 7, "worker": None, "tomorrow": True, "safety": "x"}
    assert from_json(stored) == CaseloadFilter()
