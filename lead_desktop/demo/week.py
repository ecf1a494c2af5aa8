"""The week of the demonstration: the team's own events, visits of the named people, answers."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from lead_desktop.demo import named
from lead_desktop.demo.cast import Team
from lead_desktop.demo.plans import Visit, add_visit
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import AppointmentStatus
from lead_desktop.domain.plan.instruments import NEEDS, RECOVERY_CAPITAL
from lead_desktop.store.tables import Assessment, AssessmentAnswer, TeamEvent

_EVENTS = (
    ("Team meeting", 1, (9, 0), 60, "Office"),
    ("Operational work group", 2, (14, 0), 90, "Sample District"),
    ("Supervision", 4, (9, 30), 60, "Office"),
)
"""Title, days ahead, time, minutes, place; each comes every week."""

_ANSWERS = (
    (NEEDS.key, 260, (3, 2, 2, 3, 2, 2, 3, 1, 2, 2), ()),
    (NEEDS.key, 30, (2, 1, 1, 2, 2, 1, 1, 0, 1, 1), (7,)),
    (RECOVERY_CAPITAL.key, 258, (0, 1, 1, 1, 0, 1, 1, 1, 1, 2), (6,)),
    (RECOVERY_CAPITAL.key, 30, (1, 2, 2, 3, 2, 1, 2, 2, 2, 3), ()),
)
"""Which list, days ago, the answers in its order, and the places of those that were declined."""


def add_week(rows: Rows, days: Days, team: Team, people: Mapping[str, UUID]) -> None:
    """Write what makes the calendar and the plan look like those of a working team."""
    for title, ahead, at, minutes, place in _EVENTS:
        rows.add_stamped(
            TeamEvent,
            days.past(180, 9),
            title=title,
            starts_at=days.ahead(ahead - 26 * 7, *at),
            minutes=minutes,
            place=place,
            weekly=True,
            worker_id=team.lou.id,
        )
    for name, visit in _visits(team):
        add_visit(rows, days, people[name], visit)
    for instrument, ago, answers, declined in _ANSWERS:
        _add_answers(rows, days, team, people[named.JUNIPER], instrument, ago, answers, declined)


def _visits(team: Team) -> tuple[tuple[str, Visit], ...]:
    return (
        (
            named.SAGE,
            Visit(
                title="Work boots voucher",
                days=0,
                at=(9, 0),
                place="Pretend Works",
                minutes=30,
                status=AppointmentStatus.ATTENDED,
            ),
        ),
        (
            named.BASIL,
            Visit(
                title="Lease questions",
                days=1,
                at=(10, 30),
                place="Sample Legal Clinic",
                transport=team.dre.name,
                minutes=45,
            ),
        ),
        (
            named.CLOVER,
            Visit(title="Blood pressure check", days=2, at=(9, 0), place=named.CLINIC, minutes=30),
        ),
        (
            named.CLOVER,
            Visit(title="SNAP papers", days=4, at=(13, 0), place="Demo Benefits Desk", minutes=45),
        ),
        (
            named.BASIL,
            Visit(title="Furniture pick-up", days=4, at=(15, 0), place="Example House", minutes=90),
        ),
    )


def _add_answers(
    rows: Rows,
    days: Days,
    team: Team,
    person: UUID,
    instrument: str,
    ago: int,
    answers: tuple[int, ...],
    declined: tuple[int, ...],
) -> None:
    taken = rows.add_stamped(
        Assessment,
        days.past(ago, 14),
        participant_id=person,
        worker_id=team.tomas.id,
        instrument=instrument,
        taken_on=days.day(ago),
    )
    items = (NEEDS if instrument == NEEDS.key else RECOVERY_CAPITAL).items
    for place, (item, value) in enumerate(zip(items, answers, strict=True)):
        said_no = place in declined
        rows.add(
            AssessmentAnswer,
            assessment_id=taken,
            item=item.key,
            value=None if said_no else value,
            declined=said_no,
        )
