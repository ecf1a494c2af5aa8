"""The figures over the charts of the outcomes page, each with how it moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lead_desktop.domain.measures import LinkageMeasures
from lead_desktop.domain.measures.lines import (
    count_words,
    days_words,
    of_words,
    percent_words,
)
from lead_desktop.domain.measures.report import DEFINITIONS, Headline, Measures
from lead_desktop.domain.measures.spans import by_weeks
from ui.kit.kpi import Figure
from ui.theme.tokens import ColorRole

_WEEK = 7


def headline_figures(found: Measures) -> list[Figure]:
    """The five figures at the top: people, contacts, reach, time, supplies."""
    now = found.headline()
    wait = days_words(now.median_days)
    return [
        _moved(
            Figure(
                "Active participants",
                count_words(now.active),
                f"{count_words(found.people.started)} enrolled in this span",
                course=_course(found.people.by_part),
                hint=DEFINITIONS["active"],
            ),
            found,
            lambda span: span.active,
        ),
        Figure(
            "Contacts, reached",
            count_words(now.reached),
            _attempts(found),
            course=_course([part.all_reached for part in found.contacts.parts]),
            hint=DEFINITIONS["contacts"],
        ),
        _moved(
            Figure(
                "People reached",
                percent_words(found.people.reached),
                of_words(found.people.reached, "active"),
                hint=DEFINITIONS["reached"],
            ),
            found,
            lambda span: span.reached_share,
            unit="points",
            words=("higher", "lower"),
        ),
        _moved(
            Figure(
                "Days to first visit, median",
                wait,
                "since the need was agreed",
                hint=DEFINITIONS["days"],
            ),
            found,
            lambda span: span.median_days,
            unit="days",
            words=("longer", "shorter"),
            less_is_better=True,
        ),
        _moved(
            Figure(
                "Naloxone kits given",
                count_words(now.naloxone),
                "in contacts of this span",
                hint=DEFINITIONS["handed_out"],
            ),
            found,
            lambda span: span.naloxone,
        ),
    ]


def linkage_figures(found: Measures) -> list[Figure]:
    """The five figures of the linkages that began in the span, and of the needs."""
    linkages: LinkageMeasures = found.linkages
    month, quarter = linkages.retained
    return [
        Figure(
            "Linkages begun",
            count_words(linkages.linkages),
            f"{count_words(linkages.participants)} participants",
        ),
        Figure(
            "Linked to a service",
            percent_words(linkages.linked),
            of_words(linkages.linked),
            hint=DEFINITIONS["linked"],
        ),
        Figure(
            "Confirmed by others",
            percent_words(linkages.verified),
            f"{percent_words(linkages.by_word)} by their own word",
            hint=DEFINITIONS["witnessed"],
        ),
        Figure(
            "Still there after 30 days",
            percent_words(month.share),
            f"{percent_words(quarter.share)} after 90 days",
            hint=DEFINITIONS["retained"],
        ),
        Figure(
            "People with a need met",
            percent_words(found.lives.needs),
            of_words(found.lives.needs, "with a need"),
            hint=DEFINITIONS["needs"],
        ),
    ]


def compared_words(before: Headline | None) -> str:
    """What the arrows compare with."""
    if before is None:
        return ""
    days = "day" if before.days == 1 else f"{before.days} days"
    return f"Compared with the {days} before."


def _attempts(found: Measures) -> str:
    attempted = f"{count_words(found.contacts.attempted)} attempted"
    days = sum(part.span.days for part in found.contacts.parts)
    if not by_weeks(found.span) or found.contacts.reached is None or days < _WEEK:
        return attempted
    return f"{round(found.contacts.reached * _WEEK / days):,} a week, {attempted}"


def _moved(
    figure: Figure,
    found: Measures,
    read: Callable[[Headline], float | None],
    *,
    unit: str = "",
    words: tuple[str, str] = ("more", "fewer"),
    less_is_better: bool = False,
) -> Figure:
    """The figure with how it moved in the place of its note; as it is where that is not known."""
    now = read(found.headline())
    before = read(found.before) if found.before is not None else None
    if now is None or before is None:
        return figure
    step = now - before
    if step == 0:
        return _with_note(figure, "As before", "minus", "text2")
    up = step > 0
    better = up is not less_is_better
    ink: ColorRole = "success_text" if better else "text2"
    many = f"{abs(step):g} {unit}".strip()
    if unit.endswith("s") and abs(step) == 1:
        many = many[:-1]
    icon = "trending-up" if up else "trending-down"
    return _with_note(figure, f"{many} {words[0] if up else words[1]}", icon, ink)


def _with_note(figure: Figure, note: str, icon: str, ink: ColorRole) -> Figure:
    return replace(figure, note=note, note_icon=icon, note_ink=ink)


def _course(counts: Sequence[int | None]) -> tuple[float, ...]:
    """The course of a figure; nothing where a part of it is hidden."""
    shown = [float(count) for count in counts if count is not None]
    return tuple(shown) if len(shown) == len(counts) else ()
