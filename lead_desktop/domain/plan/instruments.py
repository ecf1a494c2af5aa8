"""The assessments of the program, as data in its own words. Keys are stored: add, never rename."""

from __future__ import annotations

from lead_desktop.domain.plan.assessment import Instrument, Item

NEEDS = Instrument(
    key="NEEDS",
    title="How things are",
    lead="How are things with this right now?",
    items=(
        Item("place_to_stay", "A safe place to sleep"),
        Item("food", "Enough to eat"),
        Item("health", "Your body and your health"),
        Item("use", "Your drinking or drug use, as you see it"),
        Item("mind", "Your mood, sleep and worries"),
        Item("money", "Money and benefits"),
        Item("papers", "ID and papers"),
        Item("court", "Court, warrants, probation"),
        Item("safety", "Being safe around others"),
        Item("people", "People who stand by you"),
    ),
    answers=("Going well", "Some worry", "Hard right now", "Need help soon"),
    more_is_better=False,
)

RECOVERY_CAPITAL = Instrument(
    key="RECOVERY_CAPITAL",
    title="What I can build on",
    lead="How true is this for you today?",
    items=(
        Item("own_place", "I have a place that feels like mine."),
        Item("body", "I look after my body."),
        Item("day", "My days have something in them that I look forward to."),
        Item("someone", "There is somebody I can call when it gets hard."),
        Item("belong", "There is a group or a place where I belong."),
        Item("get_by", "I get by with the money that I have."),
        Item("choices", "I make my own choices about my use."),
        Item("handle", "I can handle a bad day without getting hurt."),
        Item("rights", "I know whom to ask when something is unfair."),
        Item("hope", "I can picture a better year."),
    ),
    answers=("Not at all", "A little", "Half and half", "Mostly", "Yes, fully"),
    more_is_better=True,
)

INSTRUMENTS: dict[str, Instrument] = {one.key: one for one in (NEEDS, RECOVERY_CAPITAL)}
