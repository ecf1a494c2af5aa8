"""How the generated people stood when they came and how they stand now: dated changes, answers.

Most have moved a little toward what they wanted, some have not, some are harder off: a chart on
which everybody gains would teach nobody to read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from uuid import UUID

from lead_desktop.demo.people import Profile
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import Evidence, LifeArea
from lead_desktop.domain.people.status import ENROLLED
from lead_desktop.domain.plan.assessment import Instrument
from lead_desktop.domain.plan.instruments import NEEDS, RECOVERY_CAPITAL
from lead_desktop.store.tables import Assessment, AssessmentAnswer, OutcomeChange

A = LifeArea

_LADDERS: dict[LifeArea, tuple[tuple[str, ...], float]] = {
    A.HOUSING: (("116", "101", "336", "302", "435"), 0.5),
    A.TREATMENT: (("NOT_WANTED_NOW", "WAITING", "BUPRENORPHINE", "METHADONE"), 0.55),
    A.INCOME: (("NONE", "APPLIED", "SNAP", "TDAP"), 0.6),
    A.WORK: (("NOT_LOOKING", "LOOKING", "TRAINING", "PART_TIME"), 0.35),
    A.IDENTITY_PAPERS: (("NONE", "BIRTH_CERTIFICATE", "STATE_ID"), 0.6),
    A.INSURANCE: (("NONE", "APPLIED", "MEDICAID"), 0.65),
}
"""Values of an area from the hardest on, and how likely somebody is to have gone up."""

_ASKED_TWICE = 0.7
_SETTLED_DAYS = 70
"""Who came less than so many days ago has not been asked a second time."""


def add_baselines(rows: Rows, days: Days, people: Iterable[tuple[UUID, Profile]]) -> None:
    """Write down how everybody stood at the beginning, and for most how they stand now."""
    chance = Random("baselines")
    for person, who in people:
        if who.status not in ENROLLED or who.case_manager is None:
            continue
        worker = who.case_manager.id
        again = who.came > _SETTLED_DAYS and chance.random() < _ASKED_TWICE
        later = max(3, int(who.came * chance.uniform(0.05, 0.5)))
        for area, (ladder, likely) in _LADDERS.items():
            first = chance.choices(range(len(ladder)), range(len(ladder) + 1, 1, -1))[0]
            _add_value(rows, days, person, worker, area, ladder[first], who.came)
            if again:
                step = 1 if chance.random() < 0.7 else 2
                up = chance.random() < likely
                down = not up and chance.random() < 0.12
                now = min(first + step, len(ladder) - 1) if up else max(first - down, 0)
                _add_value(rows, days, person, worker, area, ladder[now], later)
        for instrument in (NEEDS, RECOVERY_CAPITAL):
            _add_answers(rows, days, person, worker, instrument, who.came, chance, shift=0)
            if again:
                _add_answers(rows, days, person, worker, instrument, later, chance, shift=1)


def _add_value(
    rows: Rows, days: Days, person: UUID, worker: UUID, area: LifeArea, value: str, ago: int
) -> None:
    rows.add_stamped(
        OutcomeChange,
        days.past(ago, 15),
        participant_id=person,
        worker_id=worker,
        area=area,
        value=value,
        on=days.day(ago),
        evidence=Evidence.SELF_REPORT,
        words="",
    )


def _add_answers(
    rows: Rows,
    days: Days,
    person: UUID,
    worker: UUID,
    instrument: Instrument,
    ago: int,
    chance: Random,
    *,
    shift: int,
) -> None:
    taken = rows.add_stamped(
        Assessment,
        days.past(ago, 14),
        participant_id=person,
        worker_id=worker,
        instrument=instrument.key,
        taken_on=days.day(ago),
    )
    most = len(instrument.answers) - 1
    for item in instrument.items:
        step = shift if chance.random() < 0.7 else 0
        value = min(int(chance.triangular(0, most + 1, 1.2)) + step, most)
        rows.add(
            AssessmentAnswer,
            assessment_id=taken,
            item=item.key,
            value=value if instrument.more_is_better else most - value,
            declined=False,
        )
