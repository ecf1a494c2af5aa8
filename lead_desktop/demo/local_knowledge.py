"""What the fictional team knows of the fictional services: hours, doors, and who checked last."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from lead_desktop.demo.cast import Team
from lead_desktop.demo.directory import Directory, checked_ago
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    Capacity,
    CheckOutcome,
    Cost,
    Insurance,
    Moud,
    Welcomes,
)
from lead_desktop.store.tables import LocalKnowledge, Schedule, ServiceCheck

WEEK, EVERY_DAY = "MO,TU,WE,TH,FR", "MO,TU,WE,TH,FR,SA,SU"
W = Welcomes


@dataclass(frozen=True)
class Known:
    """What is known of one provider's services. hours: (days, opens, closes) each."""

    provider: str
    hours: tuple[tuple[str, str, str], ...] = ()
    walk_in: bool | None = None
    capacity: Capacity | None = None
    cost: Cost | None = None
    moud: tuple[Moud, ...] = ()
    insurance: tuple[Insurance, ...] = ()
    welcomes: dict[Welcomes, bool] = field(default_factory=dict)
    zone: str = ""
    intake_steps: str = ""
    handoff: tuple[str, str] = ("", "")
    words: str = ""


KNOWN: tuple[Known, ...] = (
    Known(
        "Sample Street Recovery",
        (("MO,TU,WE,TH,FR,SA", "08:00", "20:00"),),
        walk_in=False,
        capacity=Capacity.SOON,
        cost=Cost.SLIDING,
        moud=(Moud.BUPRENORPHINE, Moud.NALTREXONE),
        insurance=(Insurance.MEDICAID, Insurance.UNINSURED),
        welcomes={W.WARRANTS: True, W.WITHOUT_ID: True, W.ON_MOUD: True, W.PETS: False},
        zone="Sample Street",
        intake_steps="Front desk, short form, intake worker within the hour. Ask for a quiet room.",
        handoff=("Quincy at intake", "555-0160"),
        words="Bring people before 11:00: the wait doubles after lunch.",
    ),
    Known(
        "Fictional Health Clinic",
        ((WEEK, "08:00", "18:00"),),
        walk_in=True,
        capacity=Capacity.OPEN,
        cost=Cost.FREE,
        moud=(Moud.BUPRENORPHINE, Moud.METHADONE),
        insurance=(Insurance.MEDICAID, Insurance.MEDICARE, Insurance.UNINSURED),
        welcomes={W.WARRANTS: True, W.WITHOUT_ID: True, W.ACTIVE_USE: True, W.CHILDREN: True},
        zone="Fictional Avenue",
        intake_steps="Walk in before 10:00 for a same-day first dose.",
        handoff=("Nurse on the blue phone", "555-0161"),
    ),
    Known(
        "Demo Community Hall",
        ((EVERY_DAY, "12:00", "21:00"),),
        walk_in=True,
        cost=Cost.FREE,
        welcomes={W.PETS: True, W.PARTNERS: True, W.ACTIVE_USE: True},
        zone="Demo Square",
    ),
    Known(
        "Example House",
        ((EVERY_DAY, "00:00", "24:00"),),
        walk_in=False,
        capacity=Capacity.WAITLIST,
        cost=Cost.FREE,
        welcomes={W.PARTNERS: False, W.PETS: False, W.WARRANTS: True, W.ON_MOUD: True},
        zone="Example Avenue",
        words="Beds are given out at 16:00; call at 15:30.",
    ),
    Known("Demo Benefits Desk", ((WEEK, "09:00", "17:00"),), walk_in=True, cost=Cost.FREE),
    Known("Sample Legal Clinic", (("TU,TH", "10:00", "16:00"),), walk_in=True, cost=Cost.FREE),
    Known("Example Records Office", ((WEEK, "09:00", "17:00"),), cost=Cost.PAID),
    Known("Pretend Works", (("MO,TU,WE,TH", "09:00", "15:00"),), welcomes={W.WITHOUT_ID: False}),
    Known(
        "Sample Detox",
        ((EVERY_DAY, "00:00", "24:00"),),
        walk_in=False,
        capacity=Capacity.FULL,
        insurance=(Insurance.MEDICAID,),
        moud=(Moud.METHADONE, Moud.BUPRENORPHINE),
        words="A bed opens most mornings around 09:00.",
    ),
    Known("Madeup Minds", ((WEEK, "09:00", "19:00"),), insurance=(Insurance.MEDICAID,)),
    Known(
        "Placeholder Point",
        (("MO,WE,FR", "13:00", "18:00"),),
        walk_in=True,
        cost=Cost.FREE,
        welcomes={W.ACTIVE_USE: True, W.WITHOUT_ID: True},
    ),
    Known("Storybook Pantry", (("TU,TH,SA", "11:00", "14:00"),), walk_in=True, cost=Cost.FREE),
)
UNANSWERED = "Imaginary Families"
"""A provider whom nobody has reached by phone of late."""


def add_local_knowledge(rows: Rows, days: Days, directory: Directory, team: Team) -> None:
    """Write what is known, and the checks that made it known."""
    at = days.past(60, 10)
    for known in KNOWN:
        for listed in directory[known.provider].values():
            _add_known(rows, days, listed.service_id, known)
            _add_check(rows, days, team, listed.service_id, known)
    for listed in directory[UNANSWERED].values():
        for ago in (9, 5, 2):
            rows.add_stamped(
                ServiceCheck,
                at,
                service_id=listed.service_id,
                worker_id=team.tomas.id,
                at=days.past(ago, 11),
                outcome=CheckOutcome.NO_ANSWER,
                words="",
                withdrawn=False,
            )


def _add_known(rows: Rows, days: Days, service_id: UUID, known: Known) -> None:
    at = days.past(40, 15)
    for position, (by_day, opens, closes) in enumerate(known.hours):
        rows.add(
            Schedule,
            id=rows.new_id(at),
            service_id=service_id,
            position=position,
            by_day=by_day,
            opens_at=opens,
            closes_at=closes,
        )
    rows.add(
        LocalKnowledge,
        service_id=service_id,
        walk_in=known.walk_in,
        capacity=known.capacity,
        capacity_on=days.day(3) if known.capacity else None,
        cost=known.cost,
        moud=[one.value for one in known.moud],
        insurance=[one.value for one in known.insurance],
        welcomes={who.value: answer for who, answer in known.welcomes.items()},
        zone=known.zone,
        intake_steps=known.intake_steps,
        handoff_name=known.handoff[0],
        handoff_phone=known.handoff[1],
        words=known.words,
        created_at=at,
        updated_at=at,
    )


def _add_check(rows: Rows, days: Days, team: Team, service_id: UUID, known: Known) -> None:
    ago = checked_ago(known.provider)
    if ago is None:
        return
    at = days.past(ago, 14)
    rows.add_stamped(
        ServiceCheck,
        at,
        service_id=service_id,
        worker_id=team.dre.id,
        at=at,
        outcome=CheckOutcome.CONFIRMED,
        words="Spoke to the front desk" if known.handoff[0] else "",
        withdrawn=False,
    )
