"""What a participant wants, needs and is linked to, and what is asked next of whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from lead_desktop.documents import summary_content as paper
from lead_desktop.documents.typesetting.progress import Progress
from lead_desktop.domain.codes import Audience, GoalStatus, NeedStatus
from lead_desktop.domain.consent.sections import Limit, Section
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import RUNGS, Column, is_open
from lead_desktop.services.paper.own_copy import own_words
from lead_desktop.services.paper.summary_material import Material

STANDING_ASKS: dict[Audience, tuple[str, ...]] = {
    Audience.PROVIDER: (
        "Please tell us of a missed or changed appointment within two working days.",
        "Please call us before ending care, so that we can help.",
    ),
    Audience.COMMUNITY: ("Please tell us when a place or a service opens or is full.",),
    Audience.JUSTICE: (
        "Please tell us of any change of court date.",
        "Please call us before a warrant is asked for, so that we can bring the participant in.",
    ),
}
"""What partners are always asked: fixed words, built from nobody's record."""

_PROGRESS: dict[Column, Progress] = {
    Column.IDENTIFIED: Progress.IDENTIFIED,
    Column.REFERRED: Progress.REFERRED,
    Column.SCHEDULED: Progress.SCHEDULED,
    Column.CONNECTED: Progress.CONNECTED,
    Column.ENGAGED: Progress.ENGAGED,
    Column.NOT_COMPLETED: Progress.NOT_COMPLETED,
}


def write_goals(material: Material) -> paper.Goals:
    """Goals in their own words, with the steps done, and what helps."""
    record = material.record
    live = [g for g in record.goals if g.status in (GoalStatus.ACTIVE, GoalStatus.PROPOSED)]
    own = live[0].words if live else ""
    toward = own_words(material.language).label("toward")
    goals = tuple(
        paper.Goal(
            toward if goal.words == own else goal.words.rstrip("."),
            sum(done for _, done in goal.steps),
            len(goal.steps),
        )
        for goal in live
        if goal.words != own or goal.steps
    )
    helps = (record.helps,) if record.helps else ()
    please = (record.please,) if record.please else ()
    return paper.Goals(own_words=own, goals=goals, strengths=helps, requests=please)


def write_needs(material: Material) -> paper.Needs:
    """Needs by where they stand; what gets in the way only where free text may go."""
    record = material.record
    by_status: dict[NeedStatus, list[str]] = {}
    for need in material.needs:
        by_status.setdefault(need.status, []).append(material.say(need.category.label))
    needs = tuple(
        f"{', '.join(labels)} ({material.say(status.label).lower()})"
        for status, labels in by_status.items()
    )
    coded = material.has(Section.NEEDS, Limit.CODES_ONLY)
    barriers = (record.gets_in_the_way,) if record.gets_in_the_way and not coded else ()
    return paper.Needs(needs=needs, barriers=barriers)


def write_services(material: Material) -> paper.Services:
    """Linkages that this reader may be told of."""
    return paper.Services(linkages=linkage_rows(material.linkages, material.say))


def linkage_rows(
    lines: Iterable[LinkageLine], say: Callable[[str], str] = str
) -> tuple[paper.Linkage, ...]:
    """Linkages as they stand on paper: words, mark, since when, what comes next.

    say: puts the words of codes into the language of the paper.
    """
    return tuple(
        paper.Linkage(
            service=say(line.title),
            status=say(RUNGS[line.status].column.value),
            progress=_PROGRESS[RUNGS[line.status].column],
            provider=line.organization or "",
            since=line.status_since,
            next=line.next_at or (line.due_on if is_open(line.status) else None),
        )
        for line in lines
    )


def write_asks(material: Material) -> paper.Asks:
    """What is to be done: the team's list, their own list, or fixed words for a partner."""
    if material.for_partner:
        # Tasks are the team's own words; a partner is asked in words that tell nothing.
        standing = tuple(paper.Ask(words) for words in STANDING_ASKS[material.audience])
        return paper.Asks(asks=standing, team_phone=material.team_phone)
    own = material.audience is Audience.PARTICIPANT
    asks = [
        paper.Ask(task.words, who="" if own else task.worker, by=task.due_on)
        for task in material.record.tasks
    ]
    if own:
        asks += [
            paper.Ask(material.say(line.title), by=line.starts_at) for line in material.appointments
        ]
        asks.sort(key=lambda ask: _day(ask.by))
    return paper.Asks(asks=tuple(asks), team_phone=material.team_phone)


def _day(when: date | datetime | None) -> date:
    if isinstance(when, datetime):
        return when.date()
    return when or date.max


def hand_off(material: Material) -> paper.HandOff:
    """The spoken hand-off of an internal copy: how things are, who, to do, if and then."""
    record, row = material.record, material.record.row
    watched = row.place or record.safety or row.cadence.days_past
    actions = []
    if Section.ASKS in material.sections:
        actions += [paper.Action(task.words, task.worker, task.due_on) for task in record.tasks]
    actions += [
        paper.Action(line.title, line.transport, line.starts_at) for line in material.appointments
    ]
    actions.sort(key=lambda action: _day(action.by))
    find = record.places if Section.FIND in material.sections else ()
    then = f"look at {find[0].place}" if find else "agree on a search with the team"
    return paper.HandOff(
        standing=paper.Standing.CLOSE_EYE if watched else paper.Standing.STEADY,
        who=f"{row.preferred_name}, {row.stage.value.lower()}. {row.cadence.reason}.",
        actions=tuple(actions),
        contingencies=(paper.Contingency("no contact by the target day", then),),
    )
