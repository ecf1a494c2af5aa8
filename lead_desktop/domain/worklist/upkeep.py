"""What runs out or grows old: medication, a naloxone kit, the look at a plan taken together.

Nothing here is an alarm. Each says in words why it is asked, and goes when it was done. Their
times are the program's own; 0 turns one off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import MedicationKind
from lead_desktop.domain.people.cadence import days

FOLLOWED_AFTER = 30
"""Medication that ran out is asked about for so many days; then nobody knows what came after."""

SUPERVISOR_AFTER = 30
"""A plan shows to the supervisor so many days after the look at it was due."""

LONGEST_AHEAD = 730
MOST_WORDS = 120


@dataclass(frozen=True)
class UpkeepClocks:
    """The program's times. medication_days: how long before medication runs out it is listed.
    naloxone_months: how old a kit may grow. plan_days: how long a plan goes without a look."""

    medication_days: int = 7
    naloxone_months: int = 12
    plan_days: int = 90


def upkeep_clocks_of(settings: VaultSettings) -> UpkeepClocks:
    """The times as the vault sets them."""
    return UpkeepClocks(
        settings.medication_days, settings.naloxone_months, settings.plan_review_days
    )


@dataclass(frozen=True, slots=True)
class MedicationLine:
    """A medication as it is looked after. ended: no longer taken, or replaced by a refill."""

    id: UUID
    participant_id: UUID
    kind: MedicationKind
    words: str
    runs_out_on: date
    author: str
    ended: bool

    @property
    def name(self) -> str:
        """What it is called: the words that were written, else the kind."""
        return self.words or self.kind.label


@dataclass(frozen=True, slots=True)
class HarmReduction:
    """What a worker wants to know before going out. kit_on: when a naloxone kit was last given;
    overdose_on: the last overdose that was written down; medications: those taken now."""

    kit_on: date | None = None
    overdose_on: date | None = None
    medications: tuple[MedicationLine, ...] = ()


def check_medication(
    kind: MedicationKind, words: str, runs_out_on: date, today: date
) -> tuple[FieldProblem, ...]:
    """What stands against a medication; empty when it may be kept."""
    problems = []
    if kind is MedicationKind.OTHER and not words.strip():
        problems.append(FieldProblem("words", "Say which medication."))
    if len(words) > MOST_WORDS:
        problems.append(FieldProblem("words", f"Keep it under {MOST_WORDS} characters."))
    if (
        not today - timedelta(days=FOLLOWED_AFTER)
        <= runs_out_on
        <= (today + timedelta(days=LONGEST_AHEAD))
    ):
        problems.append(FieldProblem("runs_out_on", "Choose a day within the next two years."))
    return tuple(problems)


def medication_words(name: str, runs_out_on: date, today: date, clocks: UpkeepClocks) -> str | None:
    """Why somebody's medication is asked about today; None when it is not."""
    left = (runs_out_on - today).days
    if not clocks.medication_days or not -FOLLOWED_AFTER <= left <= clocks.medication_days:
        return None
    if left < 0:
        return f"{name} ran out {days(-left)} ago: refilled?"
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {days(left)}"
    return f"{name} runs out {when}: is the refill arranged?"


def naloxone_due(given_on: date, clocks: UpkeepClocks) -> date | None:
    """From when a kit given on `given_on` is old; None where the program does not ask."""
    return months_after(given_on, clocks.naloxone_months) if clocks.naloxone_months else None


def naloxone_words(given_on: date, today: date, clocks: UpkeepClocks) -> str | None:
    """Why a new kit is asked for today; None while the last one is not old."""
    due = naloxone_due(given_on, clocks)
    if due is None or today < due:
        return None
    return f"Last naloxone kit given {given_on:%b} {given_on.day}, {given_on.year}: bring a new one"


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    longest = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, longest))


def review_due(looked_on: date, clocks: UpkeepClocks) -> date | None:
    """When a plan last looked at on `looked_on` is to be looked at again; None for never."""
    return looked_on + timedelta(days=clocks.plan_days) if clocks.plan_days else None


def review_words(looked_on: date, today: date, clocks: UpkeepClocks, *, ever: bool) -> str | None:
    """Why a look at the plan is asked for today; None while the last one is near enough.

    ever: whether anything of a plan was written down; otherwise the days count from enrolment.
    """
    due = review_due(looked_on, clocks)
    if due is None or today < due:
        return None
    gone = days((today - looked_on).days)
    return f"Plan not looked at for {gone}" if ever else f"No plan yet, {gone} after enrolment"
