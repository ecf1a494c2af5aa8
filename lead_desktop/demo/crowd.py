"""Everybody else of the team: generated people, obviously fictional, in every state of the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, cycle, islice
from itertools import count as naturals
from random import Random

from lead_desktop.demo.cast import Team, TeamMember
from lead_desktop.demo.people import Agreement, Aim, Profile
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ParticipantStatus,
    Phase,
    SafetyKind,
)

S = ParticipantStatus


@dataclass(frozen=True)
class Slot:
    """The part that a generated person plays. reached: days since the last contact that did.

    mine: the place in Tomas's caseload, from 1; None for everybody else's people.
    """

    status: ParticipantStatus
    phase: Phase = Phase.ENGAGED
    reached: int | None = None
    mine: int | None = None
    assigned: bool = True


def _tomas_slots() -> tuple[Slot, ...]:
    """Twenty-one people beside the named ones: fourteen met this week, the rest within cadence."""
    last = (0, 0, 2, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 10, 12, 15, 18, 21, 25, 34)
    slots = []
    for mine, reached in enumerate(last, start=1):
        phase = Phase.ENGAGED
        if mine <= 4:
            phase = Phase.ENGAGING
        elif mine in (12, 13, 14, 17, 18, 19, 20):
            phase = Phase.MAINTAINING
        status = S.INACTIVE_PAUSED if mine == 21 else S.ACTIVE
        slots.append(Slot(status, phase, reached, mine))
    return tuple(slots)


_RARE: tuple[Slot, ...] = (
    Slot(S.SCREENING, Phase.ENGAGING, assigned=False),
    Slot(S.INACTIVE_LOST, reached=46),
    Slot(S.INACTIVE_CUSTODY, reached=9),
    Slot(S.INACTIVE_FACILITY, reached=5),
    Slot(S.INACTIVE_PAUSED, reached=40),
    Slot(S.OUTREACH, Phase.ENGAGING),
    Slot(S.INTAKE_STARTED, Phase.ENGAGING, 4),
    Slot(S.INTAKE_SCHEDULED, Phase.ENGAGING, 3),
    Slot(S.NOT_ENROLLED, Phase.ENGAGING),
    Slot(S.CLOSED),
    Slot(S.REFERRED, Phase.ENGAGING, assigned=False),
    Slot(S.INACTIVE_LOST, reached=61),
    Slot(S.INACTIVE_LOST, reached=38),
    Slot(S.INACTIVE_PAUSED, reached=22),
    Slot(S.OUTREACH, Phase.ENGAGING),
    Slot(S.OUTREACH, Phase.ENGAGING),
    Slot(S.INTAKE_STARTED, Phase.ENGAGING, 6),
    Slot(S.INTAKE_SCHEDULED, Phase.ENGAGING, 1),
)
"""Sixteen open and two ended people: every state occurs even in a small demonstration."""

_ENGAGING = Slot(S.ACTIVE, Phase.ENGAGING)
_ENGAGED = Slot(S.ACTIVE, Phase.ENGAGED)
_MAINTAINING = Slot(S.ACTIVE, Phase.MAINTAINING)
_CLOSED = Slot(S.CLOSED)

_OPEN = (_ENGAGED, _MAINTAINING, _ENGAGED, _ENGAGING, _MAINTAINING, _ENGAGED)
_ENDED = (_CLOSED, _CLOSED, _CLOSED, Slot(S.NOT_ENROLLED, Phase.ENGAGING), _CLOSED)
_ROUND = 39
"""Open and ended people take turns; twenty open ones stand in a round of thirty-nine."""

NAMED_COUNT = 17


def crowd_slots(count: int) -> list[Slot]:
    """The parts of `count` generated people, Tomas's first."""
    return list(islice(chain(_tomas_slots(), _RARE, _usual_slots()), count))


def _usual_slots() -> Iterator[Slot]:
    still_open, ended = cycle(_OPEN), cycle(_ENDED)
    for place in naturals():
        yield next(still_open if place % _ROUND % 2 == 0 else ended)


def crowd_numbers() -> Iterator[int]:
    """Participant numbers around those of the named people (42 to 58)."""
    return chain(range(1, 42), iter(range(59, 1_000_000)))


_PRONOUNS = ("she/her", "he/him", "they/them", "")
_LANGUAGES = (None, None, None, None, "Spanish", "Amharic", "Arabic", "Korean")
_ALIASES = ("Sunny", "Lefty", "Stitch", "Auntie", "Coach", "Slim", "Blue", "Professor")
_PLACES = (
    ("Mornings", "Demo Square, by the fountain"),
    ("Afternoons", "Library steps"),
    ("Evenings", "Demo Community Hall"),
    ("Most days", "Bus shelter at Sample St"),
    ("Nights", "Example House, front desk takes messages"),
)
_AIMS = (
    ("“A room with a window.”", ("Fill in the form", "See two rooms", "Save for the deposit")),
    ("“My name off the old case.”", ("Call the legal clinic", "Collect the papers")),
    ("“Sleep without watching my bag.”", ("Locker at the hall", "Bed for the winter")),
    ("“Call my mother on Sundays.”", ("Get a phone", "Write down her number")),
    ("“Paint houses again.”", ("Job training talk", "Work shoes", "First week")),
    ("“Feel like myself in the morning.”", ("First clinic visit", "Same hour each day")),
)
_HELPS = ("a text the evening before", "meeting outdoors", "writing things on a card", "a ride")
_IN_THE_WAY = ("no phone of their own", "long bus rides", "crowded waiting rooms", "early hours")
_CLOSE_REASONS = (
    "GOALS_MET",
    "MOVED_AWAY",
    "GOALS_MET",
    "PARTICIPANT_WITHDREW",
    "TRANSFERRED_PROGRAM",
    "UNABLE_TO_LOCATE",
    "HIGHER_LEVEL_OF_CARE",
)
_NOT_ENROLLED_REASONS = ("DECLINED_AT_HANDOFF", "ALREADY_IN_PROGRAM", "NOT_ELIGIBLE")
_PARTNERS = (
    "Fictional Health Clinic",
    "Sample Street Recovery",
    "Example House",
    "Madeup Minds",
    "Pretend Works",
)
DECEASED = "DECEASED"
_DECEASED_PLACE = 20
"""The one among the generated people who has died: the name stays, every list is quiet."""


@dataclass
class Casting:
    """Turns slots into people, one after the other, so that nothing repeats in a visible way."""

    random: Random
    team: Team
    names: Iterator[str]
    numbers: Iterator[int]
    place: int = 0
    ended: int = 0
    ending_consents: int = 4

    def profile(self, slot: Slot) -> Profile:
        """The next generated person."""
        self.place += 1
        random = self.random
        came, since, enrolled = self._times(slot)
        manager, peer = self._workers(slot)
        name = next(self.names)
        active = slot.status is S.ACTIVE
        return Profile(
            name=name,
            number=next(self.numbers),
            status=slot.status,
            phase=slot.phase,
            came=came,
            since=since,
            enrolled=enrolled,
            reached=self._reached(slot),
            referral=random.choice(("Social referral", "Stop referral", "Community referral")),
            pronouns=random.choice(_PRONOUNS),
            aliases=(random.choice(_ALIASES),) if self.place % 7 == 3 else (),
            born=f"{random.randint(1958, 2004)}-{random.randint(1, 12):02d}-01",
            language=random.choice(_LANGUAGES),
            phone=f"555-01{self.place % 100:02d}" if random.random() < 0.6 else None,
            text_ok=random.random() < 0.7,
            places=(random.choice(_PLACES),) if active else (),
            case_manager=manager,
            peer=peer,
            recorded_by=self.team.tomas,
            helps=random.choice(_HELPS) if active else None,
            gets_in_the_way=random.choice(_IN_THE_WAY) if active else None,
            safety=((SafetyKind.MEET_IN_PUBLIC, ""),) if self.place % 17 == 5 and active else (),
            agreements=self._agreements(slot, came, since),
            aims=self._aims() if active and slot.phase is not Phase.ENGAGING else (),
            end_reason=self._end_reason(slot),
        )

    def _times(self, slot: Slot) -> tuple[int, int, int | None]:
        """Days since the referral, since the present status began, and since enrolment."""
        random = self.random
        lead = random.randint(5, 16)
        if slot.status is S.ACTIVE:
            spans = {
                Phase.ENGAGING: (20, 45),
                Phase.ENGAGED: (60, 240),
                Phase.MAINTAINING: (180, 420),
            }
            enrolled = random.randint(*spans[slot.phase])
            return enrolled + lead, enrolled, enrolled
        if slot.status in (S.REFERRED, S.SCREENING):
            return 2, 1, None
        if slot.status is S.CLOSED:
            since = random.randint(12, 320)
            enrolled = since + random.randint(60, 240)
            return enrolled + lead, since, enrolled
        if slot.status is S.NOT_ENROLLED:
            since = random.randint(15, 200)
            return since + lead, since, None
        if slot.status in (S.OUTREACH, S.INTAKE_STARTED, S.INTAKE_SCHEDULED):
            since = random.randint(7, 11)
            return since + lead, since, None
        since = max((slot.reached or 0) - 1, 6)
        enrolled = since + random.randint(60, 160)
        return enrolled + lead, since, enrolled

    def _workers(self, slot: Slot) -> tuple[TeamMember | None, TeamMember | None]:
        if not slot.assigned:
            return None, None
        peer = self.team.dre if self.place % 2 else self.team.lou
        if slot.mine is not None:
            return self.team.tomas, peer
        return (self.team.ines if self.place % 4 < 2 else self.team.theo), peer

    def _reached(self, slot: Slot) -> int | None:
        if slot.status is not S.ACTIVE or slot.reached is not None:
            return slot.reached
        spans = {Phase.ENGAGING: (0, 6), Phase.ENGAGED: (0, 12), Phase.MAINTAINING: (1, 27)}
        return self.random.randint(*spans[slot.phase])

    def _agreements(self, slot: Slot, came: int, since: int) -> tuple[Agreement, ...]:
        random = self.random
        partner = random.choice(_PARTNERS)
        signed = random.randint(31, max(31, min(300, came - 1)))
        if slot.status is S.CLOSED:
            return (Agreement(partner, came - 5, came - 370, revoked=since),)
        if slot.status is not S.ACTIVE or signed > came:
            return ()
        if slot.mine is None and self.ending_consents:
            self.ending_consents -= 1
            return (Agreement(partner, signed, -16 - 3 * self.ending_consents),)
        kind = random.random()
        if kind < 0.25:
            return ()
        if kind < 0.32:
            return (Agreement(partner, signed, signed - 365, revoked=7),)
        agreement = Agreement(partner, signed, signed - 365)
        if kind < 0.4:
            return agreement, _justice(signed)
        if kind < 0.5:
            housing = Agreement("Example House", signed, signed - 365, audience=Audience.COMMUNITY)
            return agreement, housing
        return (agreement,)

    def _aims(self) -> tuple[Aim, ...]:
        words, steps = self.random.choice(_AIMS)
        done = self.random.randint(0, len(steps))
        return (Aim(words, tuple((step, at < done) for at, step in enumerate(steps))),)

    def _end_reason(self, slot: Slot) -> str | None:
        if slot.status is S.NOT_ENROLLED:
            return self.random.choice(_NOT_ENROLLED_REASONS)
        if slot.status is not S.CLOSED:
            return None
        self.ended += 1
        if self.ended == _DECEASED_PLACE:
            return DECEASED
        return _CLOSE_REASONS[self.ended % len(_CLOSE_REASONS)]


def _justice(signed: int) -> Agreement:
    return Agreement(
        "Sample District liaison",
        signed,
        signed - 180 if signed < 150 else signed - 365,
        purpose="To say whether we are working together",
        audience=Audience.JUSTICE,
        kind="cj_2_35",
        categories=(ConsentCategory.PROGRAM_STATUS,),
    )
