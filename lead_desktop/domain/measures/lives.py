"""Measures of lives: then and now, and what was gained in a span. Dated changes, own answers.

Then is the first known answer, now the last one by the end of the span. "Does not know", "prefers
not to answer" and "not asked" are no answers. Only people with two answers are in a comparison,
and nobody is ranked: it says how many stand where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from lead_desktop.domain.codes import LifeArea
from lead_desktop.domain.codes.outcomes import LifeGroup, LifeValue, life_value
from lead_desktop.domain.measures.cells import NOT_SHOWN, Share, hide_cell, hide_share
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.plan.assessment import Answers, Instrument
from lead_desktop.domain.plan.instruments import INSTRUMENTS

ENOUGH_PEOPLE = 5
"""Fewer people with two answers say nothing in percent."""

_G = LifeGroup


class Mark(StrEnum):
    """What the program hopes to see more of, or less, in lives; each is read from one area."""

    HOME = "Home of their own"
    STAYING = "In a shelter or staying for now"
    OUTSIDE = "Outside"
    TREATMENT = "In treatment or on medication"
    INCOME = "Income or benefits"
    WORK = "Work, training or school"
    PAPERS = "ID and papers"
    INSURANCE = "Health insurance"


Reads = Callable[[LifeValue], bool]

_OUTSIDE = "116"
MARKS: dict[Mark, tuple[LifeArea, Reads]] = {
    Mark.HOME: (LifeArea.HOUSING, lambda value: value.group is _G.PERMANENT),
    Mark.STAYING: (
        LifeArea.HOUSING,
        lambda value: (
            value.group is _G.TEMPORARY
            or (value.group is _G.OUTSIDE_OR_SHELTER and value.code != _OUTSIDE)
        ),
    ),
    Mark.OUTSIDE: (LifeArea.HOUSING, lambda value: value.code == _OUTSIDE),
    Mark.TREATMENT: (LifeArea.TREATMENT, lambda value: value.group is _G.GAINED),
    Mark.INCOME: (LifeArea.INCOME, lambda value: value.group is _G.GAINED),
    Mark.WORK: (
        LifeArea.WORK,
        lambda value: value.group is _G.GAINED or value.code == "TRAINING",
    ),
    Mark.PAPERS: (LifeArea.IDENTITY_PAPERS, lambda value: value.group is _G.GAINED),
    Mark.INSURANCE: (LifeArea.INSURANCE, lambda value: value.group is _G.GAINED),
}

GAINS = (Mark.HOME, Mark.TREATMENT, Mark.INCOME, Mark.WORK, Mark.PAPERS, Mark.INSURANCE)
"""Of these the page says how many came to it in the span."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One dated change of somebody: the area, its value, since when."""

    participant_id: UUID
    area: LifeArea
    value: str
    on: date


@dataclass(frozen=True, slots=True)
class DatedAnswers:
    """What somebody said to an instrument on one day."""

    participant_id: UUID
    instrument: str
    answers: Answers


@dataclass(frozen=True)
class ThenAndNow:
    """How many of the people with two answers stood there then, and stand there now."""

    then: Share
    now: Share

    @property
    def people(self) -> int | None:
        """How many have two answers."""
        return self.then.of

    @property
    def told(self) -> bool:
        """Whether there are enough people to say it in percent."""
        return (self.people or 0) >= ENOUGH_PEOPLE


@dataclass(frozen=True)
class LifeMeasures:
    """marks: then and now. gained: people who came to it in the span. assessments: by instrument
    and question, how many gave one of the better answers. needs: of the people with a need agreed
    in the span, those with one met, fully or partly."""

    marks: Mapping[Mark, ThenAndNow]
    gained: Mapping[Mark, int | None]
    assessments: Mapping[str, Mapping[str, ThenAndNow]]
    needs: Share


def measure_lives(
    values: Sequence[DatedValue], takings: Iterable[DatedAnswers], needs: Share, span: Span
) -> LifeMeasures:
    """The measures of the lives of a span's people, nothing hidden. Values and takings of one day
    come in the order in which they were written down."""
    courses = _courses(values, span)
    return LifeMeasures(
        marks={mark: _then_and_now(courses[area], reads) for mark, (area, reads) in MARKS.items()},
        gained={mark: _gained(courses[MARKS[mark][0]], MARKS[mark][1], span) for mark in GAINS},
        assessments=_assessments(takings, span),
        needs=needs,
    )


def hide_lives(measures: LifeMeasures) -> LifeMeasures:
    """The same without small counts."""
    return LifeMeasures(
        marks={mark: _hidden(one) for mark, one in measures.marks.items()},
        gained={mark: hide_cell(count) for mark, count in measures.gained.items()},
        assessments={
            key: {item: _hidden(one) for item, one in items.items()}
            for key, items in measures.assessments.items()
        },
        needs=hide_share(measures.needs),
    )


def better_answers(instrument: Instrument) -> frozenset[int]:
    """The answers of an instrument on the better side of its middle."""
    middle = (len(instrument.answers) - 1) / 2
    return frozenset(
        value
        for value in range(len(instrument.answers))
        if value != middle and (value > middle) is instrument.more_is_better
    )


_Course = list[tuple[date, LifeValue]]


def _courses(values: Sequence[DatedValue], span: Span) -> dict[LifeArea, list[_Course]]:
    """Of each area the known values of every person up to the end of the span, oldest first."""
    by_person: defaultdict[tuple[LifeArea, UUID], _Course] = defaultdict(list)
    for one in sorted(values, key=lambda value: value.on):
        value = life_value(one.area, one.value)
        if one.on <= span.last and value is not None and value.group is not _G.UNKNOWN:
            by_person[one.area, one.participant_id].append((one.on, value))
    courses: dict[LifeArea, list[_Course]] = {area: [] for area in LifeArea}
    for (area, _), course in by_person.items():
        courses[area].append(course)
    return courses


def _then_and_now(courses: Iterable[_Course], reads: Reads) -> ThenAndNow:
    pairs = [(one[0][1], one[-1][1]) for one in courses if len(one) > 1]
    return ThenAndNow(
        Share(sum(reads(then) for then, _ in pairs), len(pairs)),
        Share(sum(reads(now) for _, now in pairs), len(pairs)),
    )


def _gained(courses: Iterable[_Course], reads: Reads, span: Span) -> int:
    """Who stands there at the end of the span and came to it in the span, from elsewhere or
    from nowhere known."""
    count = 0
    for course in courses:
        here = next(
            (
                day
                for place, (day, value) in enumerate(course)
                if all(reads(later) for _, later in course[place:])
            ),
            None,
        )
        count += here is not None and here >= span.first
    return count


def _assessments(takings: Iterable[DatedAnswers], span: Span) -> dict[str, dict[str, ThenAndNow]]:
    given: defaultdict[tuple[str, str, UUID], list[int]] = defaultdict(list)
    for one in sorted(takings, key=lambda taking: taking.answers.taken_on):
        if one.answers.taken_on <= span.last:
            for item, value in one.answers.values.items():
                given[one.instrument, item, one.participant_id].append(value)
    found: dict[str, dict[str, ThenAndNow]] = {}
    for key, instrument in INSTRUMENTS.items():
        good = better_answers(instrument)
        found[key] = {}
        for question in instrument.items:
            pairs = [
                (values[0], values[-1])
                for (of, asked, _), values in given.items()
                if of == key and asked == question.key and len(values) > 1
            ]
            found[key][question.key] = ThenAndNow(
                Share(sum(then in good for then, _ in pairs), len(pairs)),
                Share(sum(now in good for _, now in pairs), len(pairs)),
            )
    return found


def _hidden(one: ThenAndNow) -> ThenAndNow:
    then, now = hide_share(one.then), hide_share(one.now)
    if then.of is None or now.of is None:
        return ThenAndNow(NOT_SHOWN, NOT_SHOWN)
    return ThenAndNow(then, now)
