"""Measures as lines of words and numbers: what charts, the table and the paper show alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lead_desktop.domain.codes import LinkageMethod
from lead_desktop.domain.measures.cells import NOT_SHOWN, SMALL_CELL, Share
from lead_desktop.domain.measures.contacts import Channel, PartOfContacts
from lead_desktop.domain.measures.handoffs import Met
from lead_desktop.domain.measures.linkages import LinkageMeasures
from lead_desktop.domain.measures.lives import ENOUGH_PEOPLE, ThenAndNow
from lead_desktop.domain.measures.report import DEFINITIONS, DEFINITIONS_VERSION, Measures
from lead_desktop.domain.measures.spans import Span, by_weeks
from lead_desktop.domain.plan.instruments import INSTRUMENTS, NEEDS, RECOVERY_CAPITAL
from lead_desktop.domain.plan.linkage import Column
from lead_desktop.domain.worklist.day_figures import FIRST_SERVICE_TARGET

HIDDEN = "–"
"""Stands for a count that is too small to be shown, and for nothing to say."""

STATION_WORDS = {
    Column.IDENTIFIED: "Need agreed",
    Column.REFERRED: "Referred",
    Column.SCHEDULED: "Visit set",
    Column.CONNECTED: "First visit",
    Column.ENGAGED: "Engaged",
}


@dataclass(frozen=True)
class Line:
    """One measure: what, how much, and a note. count: for a bar; None where it is too small to be
    shown. light: a sum of others, or beyond what is hoped for."""

    label: str
    words: str
    note: str = ""
    count: int | None = None
    light: bool = False


@dataclass(frozen=True)
class Pair:
    """Then and now in percent; both None where there are too few people, or too few to show."""

    label: str
    then: int | None
    now: int | None
    words: str


@dataclass(frozen=True)
class Block:
    """The lines that belong together, and what they count."""

    title: str
    definition: str
    lines: tuple[Line, ...]


def span_words(span: Span) -> str:
    """ "Jul 1 to Sep 30, 2026"; with both years where they are two."""
    first, last = span.first, span.last
    year = f", {first.year}" if first.year != last.year else ""
    return f"{_day(first)}{year} to {_day(last)}, {last.year}"


def part_label(part: Span, span: Span) -> str:
    """A week of a span by its first day, a month by its name."""
    return _day(part.first) if by_weeks(span) else f"{part.first:%b}"


def count_words(count: int | None) -> str:
    """A count as it is written, or what stands for one that is not shown."""
    return HIDDEN if count is None else f"{count:,}"


def percent_words(share: Share) -> str:
    """ "71%", or what stands for nothing to say."""
    return HIDDEN if share.percent is None else f"{share.percent}%"


def of_words(share: Share, whole: str = "") -> str:
    """ "31 of 44 linkages"."""
    if share.count is None or share.of is None:
        return "Too few to show"
    return f"{share.count:,} of {share.of:,} {whole}".strip()


def days_words(days: float | None) -> str:
    """A number of days as it is written."""
    return HIDDEN if days is None else f"{days:g}"


def stages(found: Measures) -> list[Line]:
    """How far the people who were referred came, each stage with its part of the one before."""
    return _stairs([(one.value, count) for one, count in found.people.stages.items()])


def stairs(measures: LinkageMeasures) -> list[Line]:
    """How many linkages got how far, each with its part of the station before."""
    return _stairs([(STATION_WORDS[one], count) for one, count in measures.reached.items()])


def days_to_visit(measures: LinkageMeasures) -> list[Line]:
    """Days from the agreed need to the first visit; light beyond the target."""
    return [
        _counted(
            f"{low}+" if high is None else f"{low}–{high}",
            count,
            light=low > FIRST_SERVICE_TARGET,
        )
        for (low, high), count in measures.days.items()
    ]


def within_target(measures: LinkageMeasures) -> Share:
    """The first visits within the target; hidden where a part of it is."""
    counts = measures.days
    if any(count is None for count in counts.values()):
        return NOT_SHOWN
    within = sum(count or 0 for (low, _), count in counts.items() if low <= FIRST_SERVICE_TARGET)
    return Share(within, sum(count or 0 for count in counts.values()))


def target_words(measures: LinkageMeasures) -> str:
    """ "Target 7 days: 73% within"; without the part where it is not known or hidden."""
    words, share = f"Target {FIRST_SERVICE_TARGET} days", within_target(measures)
    return words if share.percent is None else f"{words}: {share.percent}% within"


def ends(measures: LinkageMeasures) -> list[Line]:
    """On whose side it ended without the service, then the reasons, the commonest first."""
    sides = [_counted(side.label, count, light=True) for side, count in measures.ended.items()]
    return [*sides, *(_counted(one.label, count) for one, count in measures.reasons.items())]


def sources(measures: LinkageMeasures) -> list[Line]:
    """By whose word the connections stand."""
    return [_counted(one.label, count) for one, count in measures.sources.items()]


def methods(measures: LinkageMeasures) -> list[Line]:
    """How people were connected; not written down counts as that."""

    def words(method: LinkageMethod | None) -> str:
        return method.label if method is not None else "Not written down"

    return [_counted(words(one), count) for one, count in measures.methods.items()]


def handoffs(found: Measures) -> list[Line]:
    """Warm hand-offs by direction: met and not met, and of how many it is not known."""
    measures = found.handoffs
    words = {
        Met.MET: f"within {measures.minutes} min",
        Met.LATE: "later",
        Met.UNKNOWN: "times not known",
    }
    lines = []
    for way, counts in measures.counts.items():
        percent = measures.share(way).percent
        known = "" if percent is None else f"{percent}% of those known"
        for met, count in counts.items():
            note, light = (known, False) if met is Met.MET else ("", True)
            lines.append(_counted(f"{way.value}, {words[met]}", count, note, light=light))
    return lines


def categories(measures: LinkageMeasures) -> list[Line]:
    """Linkages by kind of service, with how many were linked and how soon."""
    lines = []
    for category, one in measures.categories.items():
        linked = f"{one.linked.count:,} linked" if one.linked.count is not None else ""
        soon = f"median {one.median_days:g} d" if one.median_days is not None else ""
        note = ", ".join(filter(None, (linked, soon)))
        lines.append(_counted(category.label, one.begun, note))
    return lines


def gains(found: Measures) -> list[Line]:
    """People who came to something in the span."""
    return [_counted(mark.value, count) for mark, count in found.lives.gained.items()]


def handed_out(found: Measures) -> list[Line]:
    """Things that were handed out."""
    return [_counted(one.label, count) for one, count in found.contacts.handed_out.items()]


def then_and_now(found: Measures) -> list[Pair]:
    """Where people stood then and stand now, by what is hoped for."""
    return [_pair(mark.value, one) for mark, one in found.lives.marks.items()]


def answers(found: Measures, instrument: str) -> list[Pair]:
    """How many gave one of the better answers, question by question."""
    pairs = found.lives.assessments[instrument]
    return [_pair(item.words, pairs[item.key]) for item in INSTRUMENTS[instrument].items]


def people(found: Measures) -> list[Line]:
    """Who was with the program and who was reached."""
    return [
        _counted("Active participants", found.people.active),
        _counted("Enrolled for the first time", found.people.started),
        _share("Reached, of the active", found.people.reached),
        _share("With a need met, of those with one", found.lives.needs),
    ]


def contacts(found: Measures) -> list[Line]:
    """Contacts in all, then by week or month."""
    counts = found.contacts
    return [
        _counted("Reached", counts.reached),
        _counted("Attempted, no contact", counts.attempted),
        _share("Reached, of all tries", counts.tries),
        _share("Substantive, of those reached", counts.substantive),
        _counted("With others about a participant", counts.about),
        *(_part(part, found.span) for part in counts.parts),
    ]


def linkages(found: Measures) -> list[Line]:
    """What came of the linkages that began."""
    measures = found.linkages
    return [
        _counted("Linkages begun", measures.linkages),
        _counted("Participants", measures.participants),
        _share("Linked to a service", measures.linked),
        _share("Confirmed by others", measures.verified),
        _share("By the participant’s own word", measures.by_word),
        Line("Days to the first visit, median", days_words(measures.median_days)),
        *(
            _share(f"Still there after {one.days} days", one.share, _unknown(one.unknown))
            for one in measures.retained
        ),
    ]


def blocks(found: Measures) -> list[Block]:
    """Everything of a span, in the order in which the page shows it."""
    of = found.linkages

    def block(title: str, keys: str, lines: Iterable[Line]) -> Block:
        return Block(title, " ".join(DEFINITIONS[key] for key in keys.split()), tuple(lines))

    return [
        block("People", "active reached needs", people(found)),
        block("From referral to engagement", "stages", stages(found)),
        block("Contacts", "contacts", contacts(found)),
        block("Then and now", "then_and_now", _as_lines(then_and_now(found))),
        block("Linkages begun in this span", "linked witnessed retained", linkages(found)),
        block("From need to care", "stairs", stairs(of)),
        block(
            "Days from need to first visit",
            "days",
            [*days_to_visit(of), _share(f"Within {FIRST_SERVICE_TARGET} days", within_target(of))],
        ),
        block("By kind of service", "categories", categories(of)),
        block("Why it did not come about", "ended", ends(of)),
        block("Who confirmed the connection", "sources", sources(of)),
        block("How people were connected", "methods", methods(of)),
        block("Warm hand-offs", "handoffs", handoffs(found)),
        block("Gained in this span", "gained", gains(found)),
        block("Handed out", "handed_out", handed_out(found)),
        *(
            block(one.title, "assessments", _as_lines(answers(found, one.key)))
            for one in (NEEDS, RECOVERY_CAPITAL)
        ),
    ]


def head_lines(found: Measures, *, program: str, whose: str, by: str, at: datetime) -> list[str]:
    """What a report says of itself: whose measures, which days, counted when and by whom, by which
    definitions, and what is left out. at: in the vault's zone."""
    hidden = (
        f"Counts under {SMALL_CELL} are not shown." if found.hidden else "Every count is shown."
    )
    return [
        f"{program}: {whose.lower()}",
        f"{span_words(found.span)}, counted on {_day(at.date())}, {at.year} at {at:%H:%M} by {by}",
        f"Definitions, version {DEFINITIONS_VERSION}. Struck entries, and what was taken back, "
        f"are left out. {hidden}",
    ]


def substance_words(found: Measures) -> str:
    """ "61% substantive"; how much of what was reached had substance."""
    return f"{percent_words(found.contacts.substantive)} substantive"


def _day(day: date) -> str:
    return f"{day:%b} {day.day}"


def _counted(label: str, count: int | None, note: str = "", *, light: bool = False) -> Line:
    return Line(label, count_words(count), note, count, light)


def _share(label: str, share: Share, note: str = "") -> Line:
    return Line(label, percent_words(share), note or of_words(share))


def _unknown(count: int | None) -> str:
    return f"not known of {count:,}" if count else ""


def _stairs(steps: Sequence[tuple[str, int | None]]) -> list[Line]:
    lines: list[Line] = []
    before: int | None = None
    for label, count in steps:
        share = Share(count, before) if before and count is not None else NOT_SHOWN
        note = f"{share.percent}% of those before" if share.percent is not None else ""
        lines.append(_counted(label, count, note))
        before = count
    return lines


def _part(part: PartOfContacts, span: Span) -> Line:
    reached = [
        f"{channel.value} {count_words(part.reached[channel])}"
        for channel in Channel
        if part.reached[channel] != 0
    ]
    attempted = f"attempted {count_words(part.attempted)}"
    unit = "Week from" if by_weeks(span) else "In"
    label = f"{unit} {part_label(part.span, span)}"
    return Line(label, count_words(part.all_reached), "; ".join([*reached, attempted]))


def _pair(label: str, one: ThenAndNow) -> Pair:
    if one.people is None:
        return Pair(label, None, None, HIDDEN)
    if not one.told:
        return Pair(label, None, None, f"{one.people} of {ENOUGH_PEOPLE} people")
    then, now = one.then.percent, one.now.percent
    return Pair(label, then, now, f"{then} → {now}%")


def _as_lines(pairs: Iterable[Pair]) -> list[Line]:
    return [Line(one.label, one.words) for one in pairs]
