"""The measures of one span brought together, with the definition of each beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lead_desktop.domain.codes import Supply
from lead_desktop.domain.measures import contacts, lives, people
from lead_desktop.domain.measures.contacts import ContactMeasures
from lead_desktop.domain.measures.handoffs import HandoffMeasures, hide_handoffs
from lead_desktop.domain.measures.linkages import LinkageMeasures, hide_small
from lead_desktop.domain.measures.lives import LifeMeasures
from lead_desktop.domain.measures.people import PeopleMeasures
from lead_desktop.domain.measures.spans import Span

DEFINITIONS_VERSION = "2"
"""Raised whenever a definition below, or what it describes, changes: two reports compare only
when they name the same."""

DEFINITIONS = {
    "stages": (
        "People referred in this span, and how far they had come by today: enrolled, a first visit "
        "to a service, still there 30 days later."
    ),
    "days": (
        "Linkages begun in this span: days from the day a need was agreed to the first visit."
    ),
    "contacts": (
        "Reached: spoke with the participant. Attempted: no contact. Substantive: by voice or "
        "face, with 5 minutes, a purpose or some lines of note."
    ),
    "then_and_now": (
        "People with two answers: the first known one, and the last by the end of the span. "
        "“Does not know” and “not asked” are no answers."
    ),
    "gained": "People who came to it in this span and still stood there at its end.",
    "assessments": (
        "People who answered a question twice: how many gave one of the better answers the first "
        "time, and the last time by the end of the span."
    ),
    "stairs": (
        "Linkages begun in this span, by the furthest station reached so far. Entries made in "
        "error are left out."
    ),
    "ended": ("Linkages that ended without the service, by whose choice or circumstance, and why."),
    "sources": ("Linkages with a first visit, by the best word that there is for it."),
    "methods": "Linkages begun in this span, by how the person was connected.",
    "handoffs": (
        "Warm hand-offs called in this span: whether somebody was there within the target. Where "
        "one of the two times is not known it is counted apart, never as a no."
    ),
    "categories": (
        "Linkages begun in this span by kind of service, how many had a first visit, and the "
        "median days to it."
    ),
    "handed_out": "Things given in contacts of this span, by number.",
    "active": "People enrolled on at least one day of the span, in or out of touch.",
    "reached": "Of the active people, those whom anybody of the team reached in the span.",
    "linked": "Of the linkages begun in this span, those with a first visit so far.",
    "witnessed": (
        "Of those, the ones that a provider confirmed, we saw or a paper shows. The participant’s "
        "own word is enough and is counted apart."
    ),
    "retained": (
        "Of the first visits of which it is known, those still there after 30 days. What is not "
        "known is counted apart, never as a no."
    ),
    "needs": (
        "Of the people with a need agreed in this span, those with at least one met, fully or "
        "partly, so far."
    ),
}
"""What each measure counts, in words that stand beside it on screen and on paper."""


@dataclass(frozen=True)
class Headline:
    """The few figures of a span that the next one is compared with. days: of that span."""

    days: int
    active: int | None
    reached: int | None
    reached_share: int | None
    median_days: float | None
    naloxone: int | None


@dataclass(frozen=True)
class Measures:
    """Everything of one span. before: the span of the same length right before it. hidden: small
    counts are not shown."""

    span: Span
    people: PeopleMeasures
    contacts: ContactMeasures
    linkages: LinkageMeasures
    lives: LifeMeasures
    handoffs: HandoffMeasures = field(default_factory=HandoffMeasures)
    before: Headline | None = None
    hidden: bool = False

    def headline(self) -> Headline:
        """The figures that the next span is compared with."""
        return headline_of(self.span, self.people, self.contacts, self.linkages)


def headline_of(
    span: Span, people: PeopleMeasures, contacts: ContactMeasures, linkages: LinkageMeasures
) -> Headline:
    """The few figures of a span, from the measures that hold them."""
    return Headline(
        span.days,
        people.active,
        contacts.reached,
        people.reached.percent,
        linkages.median_days,
        contacts.handed_out.get(Supply.NALOXONE_KIT, 0),
    )


def for_others(measures: Measures) -> Measures:
    """The same as it may leave the team: every small count is hidden, and no comparison would
    tell it. Hiding twice hides the same."""
    if measures.hidden:
        return measures
    return replace(
        measures,
        people=people.hide_people(measures.people),
        contacts=contacts.hide_contacts(measures.contacts),
        linkages=hide_small(measures.linkages),
        lives=lives.hide_lives(measures.lives),
        handoffs=hide_handoffs(measures.handoffs),
        before=None,
        hidden=True,
    )


def hidden_counts(measures: Measures) -> int:
    """How many counts are not shown because they are small."""
    return sum(count is None for count in _counts(measures))


def _counts(measures: Measures) -> Iterator[int | None]:
    yield from (measures.people.active, measures.people.started, measures.people.reached.count)
    yield from measures.people.stages.values()
    for part in measures.contacts.parts:
        yield from (*part.reached.values(), part.attempted)
    yield from measures.contacts.handed_out.values()
    linkages = measures.linkages
    for counts in (linkages.reached, linkages.days, linkages.reasons, linkages.ended):
        yield from counts.values()
    yield from (*linkages.methods.values(), *linkages.sources.values())
    yield from (one.begun for one in linkages.categories.values())
    for ways in measures.handoffs.counts.values():
        yield from ways.values()
    yield from measures.lives.gained.values()
    yield from (one.then.count for one in measures.lives.marks.values())
