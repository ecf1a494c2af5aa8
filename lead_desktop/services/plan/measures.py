"""What came of linkages, within what a role may see: own, everybody's, or aggregates only."""

from __future__ import annotations

from datetime import date

from lead_desktop.domain.plan.measures import LinkageMeasures, hide_small, measure
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.measures import list_stories


@allowed(Act.SEE_MEASURES_OWN)
def own_measures(desk: Desk, first: date, last: date) -> LinkageMeasures:
    """The measures of the worker's own linkages, and of those of their people."""
    with desk.store.read() as connection:
        stories = list_stories(connection, desk.viewer, first, last, mine=True)
    return measure(stories, desk.clock.today())


@allowed(Act.SEE_MEASURES_ALL)
def all_measures(desk: Desk, first: date, last: date) -> LinkageMeasures:
    """The measures of everybody's linkages."""
    with desk.store.read() as connection:
        stories = list_stories(connection, desk.viewer, first, last)
    return measure(stories, desk.clock.today())


@allowed(Act.SEE_MEASURES_AGGREGATE)
def aggregate_measures(desk: Desk, first: date, last: date) -> LinkageMeasures:
    """The measures of everybody's linkages without any small count."""
    with desk.store.read() as connection:
        stories = list_stories(connection, desk.viewer, first, last)
    return hide_small(measure(stories, desk.clock.today()))
