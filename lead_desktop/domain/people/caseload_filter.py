"""Which participants of one fetch are shown, and in which order. Pure, and fast per keystroke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from lead_desktop.domain.people.cadence import DUE_BEFORE, CadenceState, Standing
from lead_desktop.domain.people.caseload import CaseloadRow, in_view
from lead_desktop.domain.people.names import fold_name, parse_number, phone_digits
from lead_desktop.domain.people.stage import ConsentMark, Stage, View

VIEWS: tuple[View, ...] = (
    View.MINE,
    View.TEAM,
    View.PAST_CADENCE,
    View.NEW,
    View.AWAY,
    View.UNASSIGNED,
    View.CLOSED,
    View.TO_FIND,
)
"""The views of the rail, in order; keys 1 to 8."""

MemberT = TypeVar("MemberT", bound=StrEnum)

_SHORTEST_DIGITS = 3


class Order(StrEnum):
    """How the list is sorted."""

    NEED = "need"
    NAME = "name"


class Reach(StrEnum):
    """How somebody stands to their cadence, as a filter."""

    PAST = "Past cadence"
    DUE = "Contact due"
    NEVER = "Never reached"


class Facet(StrEnum):
    """What a removable filter chip stands for."""

    NOT_CLOSED = "not_closed"
    MINE = "mine"
    STAGE = "stage"
    WORKER = "worker"
    CONSENT = "consent"
    REACH = "reach"
    SAFETY = "safety"
    PICKED = "picked"


@dataclass(frozen=True)
class CaseloadFilter:
    """Everything that narrows the list. `with_ended`: closed people are let in as well.
    safety: only people with something to be kept in mind on a visit. picked: only these, chosen
    by hand; empty for everybody."""

    view: View = View.MINE
    find: str = ""
    stage: Stage | None = None
    worker: str | None = None
    consent: ConsentMark | None = None
    with_ended: bool = False
    order: Order = Order.NEED
    reach: Reach | None = None
    safety: bool = False
    picked: frozenset[UUID] = frozenset()

    @property
    def facets(self) -> tuple[Facet, ...]:
        """What can be taken away, in the order of the chips."""
        standing = {
            Facet.NOT_CLOSED: self.view in (View.MINE, View.TEAM) and not self.with_ended,
            Facet.MINE: self.view is View.MINE,
            Facet.STAGE: self.stage is not None,
            Facet.WORKER: self.worker is not None,
            Facet.CONSENT: self.consent is not None,
            Facet.REACH: self.reach is not None,
            Facet.SAFETY: self.safety,
            Facet.PICKED: bool(self.picked),
        }
        return tuple(facet for facet, stands in standing.items() if stands)

    def without(self, facet: Facet) -> CaseloadFilter:
        """The same without `facet`; without "me" the view becomes that of the team."""
        match facet:
            case Facet.NOT_CLOSED:
                return replace(self, with_ended=True)
            case Facet.MINE:
                return replace(self, view=View.TEAM)
            case Facet.STAGE:
                return replace(self, stage=None)
            case Facet.WORKER:
                return replace(self, worker=None)
            case Facet.CONSENT:
                return replace(self, consent=None)
            case Facet.REACH:
                return replace(self, reach=None)
            case Facet.SAFETY:
                return replace(self, safety=False)
            case Facet.PICKED:
                return replace(self, picked=frozenset())

    def in_another(self, view: View) -> CaseloadFilter:
        """The same order in another view; what was narrowed in the old one is let go."""
        return CaseloadFilter(view=view, order=self.order)

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the view narrows the list, so that clearing would help."""
        return bool(self.find.strip()) or self.has_filters

    @property
    def has_filters(self) -> bool:
        """Whether something besides the view and the words narrows the list."""
        chosen = self.stage or self.worker or self.consent or self.reach
        return bool(chosen or self.safety or self.picked)

    def cleared(self) -> CaseloadFilter:
        """The whole view again."""
        return self.in_another(self.view)


def to_json(wanted: CaseloadFilter) -> dict[str, object]:
    """A filter as a saved view stores it; what stands at its default is left out."""
    usual = asdict(CaseloadFilter())
    stored: dict[str, object] = {
        name: str(value) if isinstance(value, StrEnum) else value
        for name, value in asdict(wanted).items()
        if value != usual[name]
    }
    if wanted.picked:
        stored["picked"] = sorted(who.hex for who in wanted.picked)
    return stored


def from_json(stored: Mapping[str, object]) -> CaseloadFilter:
    """A stored filter; what a later version may have written and is not known is left out."""
    find, worker = stored.get("find"), stored.get("worker")
    return CaseloadFilter(
        view=_member(View, stored.get("view")) or View.MINE,
        find=find if isinstance(find, str) else "",
        stage=_member(Stage, stored.get("stage")),
        worker=worker if isinstance(worker, str) else None,
        consent=_member(ConsentMark, stored.get("consent")),
        with_ended=stored.get("with_ended") is True,
        order=_member(Order, stored.get("order")) or Order.NEED,
        reach=_member(Reach, stored.get("reach")),
        safety=stored.get("safety") is True,
        picked=_people(stored.get("picked")),
    )


def _people(value: object) -> frozenset[UUID]:
    return frozenset(UUID(who) for who in value) if isinstance(value, list) else frozenset()


def list_of(people: Iterable[UUID]) -> CaseloadFilter:
    """A list put together by hand: these people, of the whole team, closed ones too."""
    return CaseloadFilter(view=View.TEAM, with_ended=True, picked=frozenset(people))


def _member(kind: type[MemberT], value: object) -> MemberT | None:
    return next((member for member in kind if member.value == value), None)


@dataclass(frozen=True)
class SavedViewLine:
    """A saved view as listed. own: the asker made it. columns hidden are the worker's, not its."""

    id: UUID
    name: str
    shared: bool
    own: bool
    maker: str
    wanted: CaseloadFilter
    version: int


@dataclass(frozen=True)
class Shelves:
    """One fetch of the caseload, sorted into its views, so that counts and lists agree."""

    views: Mapping[View, tuple[CaseloadRow, ...]]

    @classmethod
    def of(cls, rows: Sequence[CaseloadRow]) -> Shelves:
        """Sort `rows`, most needed first, into all views. Off the GUI thread for long lists."""
        for row in rows:
            _ = row.find_key  # made now, on this thread, not at the first key in the search field
        return cls({view: tuple(row for row in rows if in_view(row, view)) for view in VIEWS})

    @property
    def counts(self) -> dict[View, int]:
        """How many people stand in each view."""
        return {view: len(rows) for view, rows in self.views.items()}

    @property
    def everybody(self) -> tuple[CaseloadRow, ...]:
        """All people of the fetch, those whose time here has ended at the end."""
        return self.views[View.TEAM] + self.views[View.CLOSED]


def choose(shelves: Shelves, wanted: CaseloadFilter) -> tuple[CaseloadRow, ...]:
    """The rows that `wanted` lets through, in its order."""
    rows = shelves.views[wanted.view]
    if wanted.with_ended and wanted.view in (View.MINE, View.TEAM):
        ended = shelves.views[View.CLOSED]
        rows += tuple(row for row in ended if row.mine or wanted.view is View.TEAM)
    if wanted.find.strip():
        rows = _found(rows, wanted.find)
    if wanted.has_filters:
        rows = tuple(row for row in rows if _passes(row, wanted))
    if wanted.order is Order.NAME:
        # The key for finding begins with the folded name.
        rows = tuple(sorted(rows, key=lambda row: row.find_key))
    return rows


def _passes(row: CaseloadRow, wanted: CaseloadFilter) -> bool:
    if wanted.stage is not None and row.stage is not wanted.stage:
        return False
    if wanted.worker is not None and wanted.worker not in (row.case_manager, row.peer):
        return False
    if wanted.reach is not None and not stands_so(row.cadence, wanted.reach):
        return False
    if wanted.safety and not row.safety:
        return False
    if wanted.picked and row.id not in wanted.picked:
        return False
    return wanted.consent is None or row.consent is wanted.consent


def stands_so(state: CadenceState, reach: Reach) -> bool:
    """Whether somebody stands to their cadence as a filter says."""
    match reach:
        case Reach.PAST:
            return state.days_past > 0
        case Reach.NEVER:
            return state.days_since is None
        case Reach.DUE:
            if state.cadence is None or state.standing is Standing.NO_CADENCE:
                return False
            return not state.days_past and state.waited >= state.cadence.days - DUE_BEFORE


def _found(rows: Iterable[CaseloadRow], typed: str) -> tuple[CaseloadRow, ...]:
    """The rows that have what was typed: words of a name, a number, digits of a phone.

    Written out in one expression because it runs over thousands of rows at each key.
    """
    words, exact = fold_name(typed), typed.strip().casefold()
    number, digits = parse_number(typed), phone_digits(typed)
    if len(digits) < _SHORTEST_DIGITS:
        digits = ""
    return tuple(
        row
        for row in rows
        if (words and words in row.find_key)
        or (digits and digits in row.find_key)
        or (number is not None and row.number == number)
        or ((outside := row.external_id) is not None and outside.casefold() == exact)
    )
