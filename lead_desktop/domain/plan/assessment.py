"""Short assessments that are asked again: what was answered, and how it changed since the first.

An answer is a value, "declined", or missing because it was not asked; the three are told apart.
A change is only spoken of where both times a value was given. There is no score of a person: the
sums below only say of which way the answers moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from lead_desktop.base.errors import FieldProblem


@dataclass(frozen=True)
class Item:
    """One question. key: how it is stored, never renamed."""

    key: str
    words: str


@dataclass(frozen=True)
class Instrument:
    """A short list of questions with one set of answers, worst or least first.

    more_is_better: whether a higher value is what one hopes for.
    """

    key: str
    title: str
    lead: str
    items: tuple[Item, ...]
    answers: tuple[str, ...]
    more_is_better: bool

    def words_of(self, value: int) -> str:
        """What an answer says."""
        return self.answers[value]


@dataclass(frozen=True)
class Answers:
    """What was said on one day: values by item, and the items that were declined."""

    taken_on: date
    values: Mapping[str, int] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()


class Way(StrEnum):
    """How an answer moved since the first time."""

    BETTER = "better"
    SAME = "the same"
    HARDER = "harder"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Taking:
    """One taking as listed."""

    id: UUID
    instrument: str
    worker: str
    answers: Answers


@dataclass(frozen=True)
class ChangeSinceFirst:
    """How the answers of the last taking moved against the first of each item.

    ways: by item. The counts leave out what is unknown: declined or missing at one of the times.
    """

    ways: Mapping[str, Way]

    def count(self, way: Way) -> int:
        """How many answers moved this way."""
        return sum(one is way for one in self.ways.values())


def answer_problems(instrument: Instrument, answers: Answers, today: date) -> list[FieldProblem]:
    """What stands against keeping these answers."""
    problems = []
    known = {item.key for item in instrument.items}
    if answers.taken_on > today:
        problems.append(FieldProblem("taken_on", "The day lies in the future."))
    if not answers.values and not answers.declined:
        problems.append(FieldProblem("answers", "No question has an answer yet."))
    if not (set(answers.values) | answers.declined) <= known:
        problems.append(FieldProblem("answers", "A question does not belong to this list."))
    if set(answers.values) & answers.declined:
        problems.append(FieldProblem("answers", "An answer is a value or declined, not both."))
    if any(not 0 <= value < len(instrument.answers) for value in answers.values.values()):
        problems.append(FieldProblem("answers", "An answer is not one of those offered."))
    return problems


def change_since_first(
    instrument: Instrument, takings: Sequence[Answers]
) -> ChangeSinceFirst | None:
    """How the newest of `takings`, oldest first, differs from the first; None with fewer than two.

    An item that was first answered later is compared with its own first answer.
    """
    if len(takings) < 2:
        return None
    newest = takings[-1]
    ways = {}
    for item in instrument.items:
        first = next((one.values[item.key] for one in takings[:-1] if item.key in one.values), None)
        now = newest.values.get(item.key)
        ways[item.key] = _way(instrument, first, now)
    return ChangeSinceFirst(ways)


def _way(instrument: Instrument, first: int | None, now: int | None) -> Way:
    if first is None or now is None:
        return Way.UNKNOWN
    if first == now:
        return Way.SAME
    return Way.BETTER if (now > first) is instrument.more_is_better else Way.HARDER
