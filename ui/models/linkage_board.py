"""What the board shows: the linkages that pass its filter, in six columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from lead_desktop.domain.codes import LinkageStatus, ServiceCategory
from lead_desktop.domain.people.names import fold_name
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import (
    RUNGS,
    USUAL_CLOCKS,
    Column,
    LinkageClocks,
    is_stalled,
    stall_words,
)
from ui.models.day_words import Calendar
from ui.models.rows import DatedRows

TARGETS: Final = {
    Column.REFERRED: LinkageStatus.SENT,
    Column.SCHEDULED: LinkageStatus.SCHEDULED,
    Column.CONNECTED: LinkageStatus.STARTED,
    Column.ENGAGED: LinkageStatus.ONGOING,
    Column.NOT_COMPLETED: LinkageStatus.NOT_COMPLETED,
}
"""The state to which a card moves that is put into a column; nothing goes back to Identified."""


def column_beside(column: Column, step: int) -> Column | None:
    """The column before (-1) or after (1) another into which a card can be put; None without."""
    names = list(Column)
    place = names.index(column) + step
    beside = names[place] if 0 <= place < len(names) else None
    return beside if beside in TARGETS else None


class Facet(StrEnum):
    """A part of the filter that a chip stands for."""

    MINE = "mine"
    CATEGORY = "category"
    WORKER = "worker"
    STALLED = "stalled"


@dataclass(frozen=True)
class BoardFilter:
    """What narrows the board. find: words of the participant's, service's or provider's name."""

    mine: bool = True
    category: ServiceCategory | None = None
    worker: str | None = None
    stalled: bool = False
    find: str = ""

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The parts that stand now."""
        standing = {
            Facet.MINE: self.mine,
            Facet.CATEGORY: self.category is not None,
            Facet.WORKER: self.worker is not None,
            Facet.STALLED: self.stalled,
        }
        return tuple(facet for facet, stands in standing.items() if stands)

    def without(self, facet: Facet) -> BoardFilter:
        """The filter with one part let go."""
        plain = BoardFilter(mine=False)
        return replace(self, **{facet.value: getattr(plain, facet.value)})

    def lets_through(self, line: LinkageLine, today: date) -> bool:
        """Whether a linkage passes."""
        if self.mine and not line.mine:
            return False
        if self.category is not None and line.need is not self.category:
            return False
        if self.worker is not None and line.worker != self.worker:
            return False
        if self.stalled and not is_stalled(line.status, line.due_on, today):
            return False
        words = fold_name(self.find).split()
        if not words:
            return True
        text = fold_name(line.participant, line.title, line.organization or "")
        return all(word in text for word in words)


@dataclass(frozen=True)
class Card:
    """A linkage as a card. stall: why it stalls, "" while it does not. again: it may be tried
    again, and nobody has."""

    line: LinkageLine
    stall: str
    again: bool

    @property
    def column(self) -> Column:
        """Where it stands."""
        return RUNGS[self.line.status].column


@dataclass(frozen=True)
class Board:
    """Cards by column, and what the row above them says."""

    columns: dict[Column, tuple[Card, ...]]
    stalled: int
    visits_today: int
    linkages: int
    participants: int

    @classmethod
    def of(
        cls,
        lines: Sequence[LinkageLine],
        wanted: BoardFilter,
        calendar: Calendar,
        clocks: LinkageClocks = USUAL_CLOCKS,
    ) -> Board:
        """The board of `lines`, as listed by the service, narrowed by `wanted`."""
        today = calendar.today
        followed = {line.again_of_id for line in lines}
        shown = [line for line in lines if wanted.lets_through(line, today)]
        columns: dict[Column, list[Card]] = {column: [] for column in Column}
        for line in sorted(shown, key=_order):
            card = card_of(line, today, clocks, followed=line.id in followed)
            columns[card.column].append(card)
        cards = [card for stack in columns.values() for card in stack]
        return cls(
            {column: tuple(stack) for column, stack in columns.items()},
            stalled=sum(bool(card.stall) for card in cards),
            visits_today=sum(
                line.next_at is not None and calendar.day_of(line.next_at) == today
                for line in shown
            ),
            linkages=len(shown),
            participants=len({line.participant_id for line in shown}),
        )

    def column_of(self, linkage_id: UUID) -> Column | None:
        """In which column a linkage stands; None when it is not shown."""
        return next(
            (
                column
                for column, stack in self.columns.items()
                if any(card.line.id == linkage_id for card in stack)
            ),
            None,
        )


def card_of(line: LinkageLine, today: date, clocks: LinkageClocks, *, followed: bool) -> Card:
    """A linkage as a card; followed: it was referred again already."""
    late = is_stalled(line.status, line.due_on, today)
    again = line.status is LinkageStatus.NOT_COMPLETED and not followed
    if not late:
        return Card(line, "", again)
    known = line.provider_known
    words = stall_words(line.status, line.status_since, today, provider_known=known, clocks=clocks)
    return Card(line, words, again)


def _order(line: LinkageLine) -> tuple[bool, str, date, str, str]:
    """The next visit first, then what has stood longest; what ties, by name and by title."""
    at = line.next_at.isoformat() if line.next_at is not None else ""
    return (line.next_at is None, at, line.status_since, line.participant, line.title)


def shows_visit(line: LinkageLine, calendar: Calendar) -> bool:
    """Whether a card names the next visit: the first one always, later ones when they are near."""
    if line.next_at is None:
        return False
    first = line.status is LinkageStatus.SCHEDULED
    return first or (calendar.day_of(line.next_at) - calendar.today).days <= 1


def clock_words(line: LinkageLine, calendar: Calendar) -> str:
    """What a card says of time: the visit, the reason of an end, or how long it stands there."""
    if line.next_at is not None and shows_visit(line, calendar):
        day = calendar.day_of(line.next_at)
        near = abs((day - calendar.today).days) <= 1
        return calendar.moment(line.next_at) if near else calendar.short_date(day)
    if RUNGS[line.status].column is Column.NOT_COMPLETED:
        return line.reason.label if line.reason is not None else line.status.label
    days = max((calendar.today - line.status_since).days, 0)
    return f"{days} d here" if days else "Since today"


def card_words(card: Card, calendar: Calendar) -> str:
    """A card as it is read aloud."""
    line = card.line
    where = f", {line.organization}" if line.organization else ", no provider yet"
    late = f", {card.stall}" if card.stall else ""
    clock = clock_words(line, calendar)
    return f"{line.participant}, {line.title}{where}: {clock}{late}. {line.worker}"


class CardsModel(DatedRows[Card]):
    """The cards of one column."""

    def place_of(self, linkage_id: UUID) -> int:
        """The row of a linkage, -1 when it is not here."""
        return self.place_where(lambda card: card.line.id == linkage_id)

    def shown(self, row: Card, column: int) -> str:
        return row.line.participant

    def spoken(self, row: Card, column: int) -> str:
        return card_words(row, self.calendar)

    def tip(self, row: Card, column: int) -> str:
        return card_words(row, self.calendar)
