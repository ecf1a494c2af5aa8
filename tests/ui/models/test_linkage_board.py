"""The board: which cards pass, where they stand, in what order, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from lead_desktop.domain.codes import LinkageReason, LinkageStatus, ServiceCategory
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import RUNGS, Column, Move, Position, check_move
from ui.models.day_words import Calendar
from ui.models.linkage_board import (
    TARGETS,
    Board,
    BoardFilter,
    Facet,
    card_words,
    clock_words,
)

S = LinkageStatus
TODAY = date(2026, 11, 23)
CALENDAR = Calendar(TODAY, ZoneInfo("America/New_York"))


def line(
    status: S = S.SENT, *, name: str = "Moss Example", days: int = 2, **facts: object
) -> LinkageLine:
    made = LinkageLine(
        uuid4(), uuid4(), name, ServiceCategory.HOUSING, "Shelter bed", None, "Example House",
        "Lou Testwell", status, TODAY - timedelta(days=days), None, None, 1, mine=True,
    )  # fmt: skip
    return replace(made, **facts)  # type: ignore[arg-type]  # facts by name, as a test wants them


def board(*lines: LinkageLine, wanted: BoardFilter | None = None) -> Board:
    return Board.of(lines, wanted or BoardFilter(), CALENDAR)


def names(made: Board, column: Column) -> list[str]:
    return [card.line.participant for card in made.columns[column]]


def test_the_next_visit_comes_first_then_what_stands_longest() -> None:
    soon = datetime(2026, 11, 24, 15, tzinfo=UTC)
    made = board(
        line(S.SCHEDULED, name="Later", next_at=soon + timedelta(days=3)),
        line(S.SCHEDULED, name="Soon", next_at=soon),
        line(S.SCHEDULED, name="No date", days=1),
        line(S.SCHEDULED, name="No date, long", days=9),
    )
    assert names(made, Column.SCHEDULED) == ["Soon", "Later", "No date, long", "No date"]


def test_what_ties_stands_by_name_and_title() -> None:
    lines = [line(name=name, title=title) for name in "BA" for title in ("Rent", "Bed")]
    for given in (lines, lines[::-1]):
        cards = board(*given).columns[Column.REFERRED]
        said = [(card.line.participant, card.line.title) for card in cards]
        assert said == [("A", "Bed"), ("A", "Rent"), ("B", "Bed"), ("B", "Rent")]


@pytest.mark.parametrize(
    ("wanted", "passes"),
    [
        (BoardFilter(), True),
        (BoardFilter(category=ServiceCategory.LEGAL), False),
        (BoardFilter(worker="Somebody Else"), False),
        (BoardFilter(stalled=True), False),
        (BoardFilter(find="shelter moss"), True),
        (BoardFilter(find="example house"), True),
        (BoardFilter(find="juniper"), False),
    ],
)
def test_filters(wanted: BoardFilter, passes: bool) -> None:
    assert board(line(), wanted=wanted).linkages == int(passes)


def test_the_row_above_counts_stalled_visits_of_today_and_people_once() -> None:
    today = datetime(2026, 11, 24, 2, tzinfo=UTC)  # nine in the evening of Baltimore
    visit = line(S.SCHEDULED, next_at=today)
    made = board(
        visit,
        line(S.SCHEDULED, next_at=today + timedelta(hours=12)),
        line(S.SENT, days=12, due_on=TODAY - timedelta(days=2)),
        line(S.IDENTIFIED, participant_id=visit.participant_id),
    )
    assert (made.visits_today, made.stalled) == (1, 1)
    assert (made.linkages, made.participants) == (4, 3)


def test_only_own_until_that_is_let_go() -> None:
    others = line(mine=False)
    assert board(others).linkages == 0
    assert board(others, wanted=BoardFilter().without(Facet.MINE)).linkages == 1


def test_a_stalled_card_says_why() -> None:
    made = board(line(S.SENT, days=12, due_on=TODAY - timedelta(days=9)))
    (card,) = made.columns[Column.REFERRED]
    assert (card.stall, made.stalled) == ("No reply, 12 d", 1)
    assert "No reply, 12 d" in card_words(card, CALENDAR)


def test_try_again_is_offered_until_somebody_did() -> None:
    ended = line(S.NOT_COMPLETED, reason=LinkageReason.NO_CAPACITY)
    assert board(ended).columns[Column.NOT_COMPLETED][0].again
    followed = board(ended, line(S.IDENTIFIED, again_of_id=ended.id))
    assert not followed.columns[Column.NOT_COMPLETED][0].again
    assert not board(line(S.WITHDRAWN)).columns[Column.NOT_COMPLETED][0].again


def test_what_a_card_says_of_time() -> None:
    today = datetime(2026, 11, 23, 16, tzinfo=UTC)
    far = today + timedelta(days=9)
    assert clock_words(line(days=3), CALENDAR) == "3 d here"
    assert clock_words(line(S.SCHEDULED, next_at=today), CALENDAR) == "Today 11:00"
    assert clock_words(line(S.SCHEDULED, next_at=far), CALENDAR) == "Dec 2"
    assert clock_words(line(S.ONGOING, next_at=far, days=61), CALENDAR) == "61 d here"
    ended = line(S.NOT_COMPLETED, reason=LinkageReason.NO_CAPACITY)
    assert clock_words(ended, CALENDAR) == "No opening"


def test_every_target_of_a_column_stands_in_that_column() -> None:
    assert set(TARGETS) == set(Column) - {Column.IDENTIFIED}
    for column, status in TARGETS.items():
        assert RUNGS[status].column is column
    asked = check_move(Position(S.STARTED, True), Move(S.ONGOING, TODAY))
    assert asked == ()
