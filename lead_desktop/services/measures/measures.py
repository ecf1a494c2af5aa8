"""What the work came to, within what a role may see: own, everybody's, or aggregates only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from lead_desktop.domain.measures import measure
from lead_desktop.domain.measures.contacts import measure_contacts
from lead_desktop.domain.measures.handoffs import measure_handoffs
from lead_desktop.domain.measures.lives import measure_lives
from lead_desktop.domain.measures.people import measure_people
from lead_desktop.domain.measures.report import Headline, Measures, for_others, headline_of
from lead_desktop.domain.measures.spans import Span, parts_of
from lead_desktop.domain.referral.referral import clocks_of
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import measure_facts as facts
from lead_desktop.store.queries.measures import list_stories, list_stories_of_referred


@allowed(Act.SEE_MEASURES_OWN)
def own_measures(desk: Desk, span: Span) -> Measures:
    """The measures of the worker's own people, contacts and linkages."""
    return _measures(desk, span, mine=True)


@allowed(Act.SEE_MEASURES_ALL)
def all_measures(desk: Desk, span: Span) -> Measures:
    """What the work of the whole team came to in a span of days, for a role that sees it."""
    return _measures(desk, span, mine=False)


@allowed(Act.SEE_MEASURES_AGGREGATE)
def aggregate_measures(desk: Desk, span: Span) -> Measures:
    """The measures of everybody without any small count."""
    return for_others(_measures(desk, span, mine=False))


Read = Callable[[Desk, Span], Measures]
May = Callable[[Act], bool]


def reader_for(may: May, *, mine: bool = False) -> Read:
    """What reads the widest measures of a role; `mine` narrows a supervisor's to their own."""
    if may(Act.SEE_MEASURES_ALL) and not mine:
        return all_measures
    return own_measures if may(Act.SEE_MEASURES_OWN) else aggregate_measures


def scope_words(may: May, *, mine: bool = False) -> str:
    """Whose work a reader's measures tell of, in the words of the page and the paper."""
    return "My people" if reader_for(may, mine=mine) is own_measures else "Whole team"


def _measures(desk: Desk, span: Span, *, mine: bool) -> Measures:
    with desk.store.read() as connection:
        before = _headline(connection, desk, span.before(desk.clock.today()), mine=mine)
        return replace(_read(connection, desk, span, mine=mine), before=before)


def _headline(connection: Connection, desk: Desk, span: Span, *, mine: bool) -> Headline:
    """The figures to compare with, without reading what is not compared."""
    viewer, today, whole = desk.viewer, desk.clock.today(), (span,)
    people = facts.list_person_stories(connection, viewer, span, mine=mine)
    groups = facts.group_contacts(connection, viewer, whole, mine=mine)
    supplies = facts.count_supplies(connection, viewer, span, mine=mine)
    stories = list_stories(connection, viewer, span, mine=mine)
    return headline_of(
        span,
        measure_people(people, (), {}, (), span, today),
        measure_contacts(groups, supplies, whole),
        measure(stories, today),
    )


def _read(connection: Connection, desk: Desk, span: Span, *, mine: bool) -> Measures:
    viewer, today = desk.viewer, desk.clock.today()
    parts = parts_of(span, today)
    return Measures(
        span=span,
        people=measure_people(
            facts.list_person_stories(connection, viewer, span, mine=mine),
            facts.list_referred(connection, viewer, span, mine=mine),
            list_stories_of_referred(connection, viewer, span, mine=mine),
            parts,
            span,
            today,
        ),
        contacts=measure_contacts(
            facts.group_contacts(connection, viewer, parts, mine=mine),
            facts.count_supplies(connection, viewer, span, mine=mine),
            parts,
        ),
        linkages=measure(list_stories(connection, viewer, span, mine=mine), today),
        lives=measure_lives(
            facts.list_dated_values(connection, viewer, span, mine=mine),
            facts.list_dated_answers(connection, viewer, span, mine=mine),
            facts.share_of_needs_met(connection, viewer, span, mine=mine),
            span,
        ),
        handoffs=measure_handoffs(
            facts.list_handoffs(connection, viewer, span, mine=mine), clocks_of(desk.settings)
        ),
    )
