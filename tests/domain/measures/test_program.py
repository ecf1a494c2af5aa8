"""Measures of contacts, people and lives, and what of them may leave the team."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    LifeArea,
    LinkageStatus,
    ParticipantStatus,
    Phase,
    PlaceType,
    ServiceCategory,
    Supply,
    VerifiedBy,
)
from lead_desktop.domain.measures import SMALL_CELL, LinkageStory, Share, measure
from lead_desktop.domain.measures.contacts import (
    Channel,
    ContactGroup,
    channel_of,
    measure_contacts,
)
from lead_desktop.domain.measures.lines import blocks, head_lines
from lead_desktop.domain.measures.lives import (
    DatedAnswers,
    DatedValue,
    Mark,
    better_answers,
    measure_lives,
)
from lead_desktop.domain.measures.people import (
    PersonStory,
    Stage,
    enrolled_in,
    first_enrolled,
    measure_people,
)
from lead_desktop.domain.measures.report import (
    DEFINITIONS,
    DEFINITIONS_VERSION,
    Measures,
    for_others,
    hidden_counts,
)
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.people.status import StatusStep
from lead_desktop.domain.plan.assessment import Answers
from lead_desktop.domain.plan.instruments import NEEDS, RECOVERY_CAPITAL
from lead_desktop.domain.plan.linkage_history import Step

P = ParticipantStatus
A = LifeArea
TODAY = date(2026, 11, 23)
SPAN = Span(date(2026, 11, 1), date(2026, 11, 30))
NO_NEEDS = Share(0, 0)


def step(to: P, on: date, *, undone: bool = False) -> StatusStep:
    return StatusStep(None, to, on, Phase.ENGAGING, undone=undone)


def november(day: int) -> date:
    return date(2026, 11, day)


def group(
    outcome: ContactOutcome,
    *,
    kind: ContactKind = ContactKind.DIRECT,
    mode: ContactMode = ContactMode.PHONE,
    place: PlaceType | None = None,
    long: bool = False,
    part: int = 0,
    count: int = 1,
) -> ContactGroup:
    return ContactGroup(part, mode, place, kind, outcome, long, False, False, count)


def test_reached_attempted_and_about_somebody_are_three_things() -> None:
    found = measure_contacts(
        [
            group(ContactOutcome.MET, long=True, count=4),
            group(ContactOutcome.BRIEF, count=2),
            group(ContactOutcome.NO_ANSWER, kind=ContactKind.ATTEMPT, count=3),
            group(ContactOutcome.MET, kind=ContactKind.COLLATERAL, count=5),
            group(ContactOutcome.MET, kind=ContactKind.ADMIN, count=7),
            group(ContactOutcome.CANCELLED_BY_STAFF, count=9),
        ],
        {Supply.WATER: 2, Supply.NALOXONE_KIT: 8},
        [SPAN],
    )
    assert (found.reached, found.attempted, found.about) == (6, 3, 5)
    assert found.tries == Share(6, 9)
    assert found.substantive == Share(4, 6)  # a brief word is none
    assert list(found.handed_out) == [Supply.NALOXONE_KIT, Supply.WATER]


@pytest.mark.parametrize(
    ("mode", "place", "channel"),
    [
        (ContactMode.IN_PERSON, PlaceType.ENCAMPMENT, Channel.STREET),
        (ContactMode.IN_PERSON, PlaceType.SHELTER, Channel.INDOORS),
        (ContactMode.IN_PERSON, None, Channel.INDOORS),
        (ContactMode.IN_PERSON, PlaceType.COURT, Channel.INSTITUTION),
        (ContactMode.VIDEO, PlaceType.OFFICE, Channel.LINE),
    ],
)
def test_every_contact_is_drawn_under_one_heading(
    mode: ContactMode, place: PlaceType | None, channel: Channel
) -> None:
    assert channel_of(mode, place) is channel


@settings(max_examples=80)
@given(
    parts=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(list(PlaceType)), st.integers(1, 30)),
        max_size=12,
    )
)
def test_the_parts_add_up_to_the_whole(parts: list[tuple[int, PlaceType, int]]) -> None:
    groups = [
        group(ContactOutcome.MET, mode=ContactMode.IN_PERSON, place=place, part=at, count=count)
        for at, place, count in parts
    ]
    found = measure_contacts(groups, {}, [SPAN, SPAN, SPAN])
    assert found.reached == sum(part.all_reached or 0 for part in found.parts)


def test_active_is_who_was_enrolled_on_a_day_of_the_span() -> None:
    before, after = date(2026, 3, 1), date(2026, 12, 5)
    assert enrolled_in([step(P.ACTIVE, before)], SPAN)
    assert enrolled_in([step(P.ACTIVE, before), step(P.INACTIVE_CUSTODY, november(3))], SPAN)
    assert enrolled_in([step(P.ACTIVE, before), step(P.CLOSED, SPAN.first)], SPAN)
    assert not enrolled_in([step(P.ACTIVE, before), step(P.CLOSED, date(2026, 10, 31))], SPAN)
    assert not enrolled_in([step(P.OUTREACH, before)], SPAN)
    assert not enrolled_in([step(P.ACTIVE, after)], SPAN)
    assert not enrolled_in([step(P.ACTIVE, before, undone=True)], SPAN)
    again = [step(P.ACTIVE, before), step(P.CLOSED, date(2026, 5, 1)), step(P.ACTIVE, november(9))]
    assert enrolled_in(again, SPAN)
    assert first_enrolled(again) == before


def linked(person: UUID, *moves: tuple[LinkageStatus, date]) -> LinkageStory:
    steps = [Step(None, LinkageStatus.IDENTIFIED, november(1))]
    for to, on in moves:
        steps.append(Step(steps[-1].to_status, to, on, verified_by=VerifiedBy.PARTICIPANT_REPORT))
    return LinkageStory(uuid4(), person, ServiceCategory.LEGAL, november(1), tuple(steps))


def test_the_way_from_a_referral_counts_each_person_once() -> None:
    stays, begins, waits, told = (uuid4() for _ in range(4))
    began, later = (LinkageStatus.STARTED, november(2)), (LinkageStatus.ONGOING, date(2026, 12, 9))
    stories = [
        PersonStory(stays, (step(P.ACTIVE, november(2)),), reached=True),
        PersonStory(begins, (step(P.ACTIVE, november(2)),)),
        PersonStory(waits, (step(P.OUTREACH, november(2)),)),
        # Without a referral of its own: the history says that they were referred.
        PersonStory(told, (step(P.REFERRED, november(4)),)),
    ]
    linkages = {
        stays: [linked(stays, began, later), linked(stays, began)],
        begins: [linked(begins, began)],
    }
    found = measure_people(
        stories, [stays, begins, waits, stays], linkages, [SPAN], SPAN, date(2027, 1, 5)
    )
    assert found.stages == {Stage.REFERRED: 4, Stage.ENROLLED: 2, Stage.LINKED: 2, Stage.ENGAGED: 1}
    assert (found.active, found.started, found.reached) == (2, 2, Share(1, 2))


def values(*told: tuple[A, str, date], who: UUID | None = None) -> list[DatedValue]:
    person = who or uuid4()
    return [DatedValue(person, area, value, on) for area, value, on in told]


def test_then_is_the_first_known_answer_and_now_the_last_by_the_end() -> None:
    early, late = date(2026, 2, 1), date(2026, 12, 9)
    told = [
        *values((A.HOUSING, "116", early), (A.HOUSING, "435", november(5))),
        *values((A.HOUSING, "NOT_ASKED", early), (A.HOUSING, "101", november(5))),  # one answer
        *values((A.HOUSING, "116", early), (A.HOUSING, "410", late)),  # after the span
        *values((A.HOUSING, "435", early), (A.HOUSING, "116", november(6))),  # not only upward
    ]
    found = measure_lives(told, [], NO_NEEDS, SPAN)
    assert found.marks[Mark.HOME].then == found.marks[Mark.HOME].now == Share(1, 2)
    assert found.marks[Mark.OUTSIDE].then == Share(1, 2)
    assert not found.marks[Mark.HOME].told  # two people say nothing in percent


def test_gained_is_what_came_in_the_span_and_stayed_to_its_end() -> None:
    early = date(2026, 2, 1)
    told = [
        *values((A.WORK, "LOOKING", early), (A.WORK, "PART_TIME", november(5))),
        *values((A.WORK, "PART_TIME", early), (A.WORK, "FULL_TIME", november(5))),  # had it
        *values((A.WORK, "PART_TIME", november(5)), (A.WORK, "LOOKING", november(9))),  # lost it
        *values((A.WORK, "LOOKING", early), (A.WORK, "DAY_LABOR", date(2026, 10, 5))),  # before
        *values((A.WORK, "TRAINING", november(5))),  # the first that is known
    ]
    assert measure_lives(told, [], NO_NEEDS, SPAN).gained[Mark.WORK] == 2


def test_answers_are_compared_on_the_better_side_of_their_middle() -> None:
    assert better_answers(NEEDS) == {0, 1}
    assert better_answers(RECOVERY_CAPITAL) == {3, 4}
    people = [uuid4() for _ in range(6)]
    takings = [
        DatedAnswers(who, NEEDS.key, Answers(on, {"food": value}))
        for who in people
        for on, value in ((date(2026, 3, 1), 3), (november(3), 1), (date(2026, 12, 3), 3))
    ]
    found = measure_lives([], takings, NO_NEEDS, SPAN).assessments[NEEDS.key]
    assert (found["food"].then, found["food"].now) == (Share(0, 6), Share(6, 6))
    assert found["food"].told
    assert found["health"].people == 0


def everything(people: int) -> Measures:
    ids = [uuid4() for _ in range(people)]
    told = [one for who in ids for one in values((A.WORK, "LOOKING", november(1)), who=who)]
    return Measures(
        span=SPAN,
        people=measure_people(
            [PersonStory(who, (step(P.ACTIVE, november(2)),), reached=True) for who in ids],
            ids,
            {who: [linked(who, (LinkageStatus.STARTED, november(3)))] for who in ids},
            [SPAN],
            SPAN,
            TODAY,
        ),
        contacts=measure_contacts(
            [group(ContactOutcome.MET, long=True, count=people)],
            {Supply.NALOXONE_KIT: people},
            [SPAN],
        ),
        linkages=measure([linked(who, (LinkageStatus.STARTED, november(3))) for who in ids], TODAY),
        lives=measure_lives(told, [], Share(people, people), SPAN),
    )


NO_COUNTS = {"median_days"}
"""Fields that hold a length of time. Days after a first visit are 30 and 90: no small number."""


def numbers(value: object) -> list[int]:
    """Every whole number in the measures, wherever it stands; days and percent excluded."""
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int):
        return [value]
    if isinstance(value, dict):
        return [number for one in value.values() for number in numbers(one)]
    if isinstance(value, list | tuple):
        return [number for one in value for number in numbers(one)]
    if is_dataclass(value) and not isinstance(value, Span):
        names = [field.name for field in fields(value) if field.name not in NO_COUNTS]
        return [number for name in names for number in numbers(getattr(value, name))]
    return []


@settings(max_examples=40)
@given(people=st.integers(1, 40))
def test_no_small_count_leaves_the_team(people: int) -> None:
    shared = for_others(everything(people))
    small = [number for number in numbers(shared) if 0 < number < SMALL_CELL]
    assert small == []
    assert shared.before is None
    assert for_others(shared) is shared
    if people < SMALL_CELL:
        assert hidden_counts(shared) > 0
        assert not any(
            line.words == str(people) for block in blocks(shared) for line in block.lines
        )


def test_every_block_says_what_it_counts() -> None:
    told = blocks(everything(12))
    assert all(block.definition and block.title for block in told)
    said = " ".join(block.definition for block in told)
    assert [key for key, words in DEFINITIONS.items() if words not in said] == []


def test_a_report_says_whose_it_is_and_by_which_definitions() -> None:
    found = everything(3)
    at = datetime(2026, 11, 23, 10, 41, tzinfo=UTC)
    about = {"program": "LEAD", "whose": "My people", "by": "Tomas Sampleton", "at": at}
    head = head_lines(found, **about)  # type: ignore[arg-type]
    assert head[0] == "LEAD: my people"
    assert head[1].endswith("counted on Nov 23, 2026 at 10:41 by Tomas Sampleton")
    assert f"version {DEFINITIONS_VERSION}" in head[2]
    assert "Every count is shown" in head[2]
    shared = head_lines(for_others(found), **about)  # type: ignore[arg-type]
    assert "Counts under 11 are not shown" in shared[2]
