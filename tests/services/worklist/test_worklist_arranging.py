"""What a worker does to the list itself: puts off, hands over, orders by hand, keeps promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactOutcome,
    Role,
    SnoozeReason,
    TaskKind,
)
from lead_desktop.domain.contacts.timeline import (
    EVERYTHING,
    ChangeEntry,
    EntryKind,
    TimelineFilter,
)
from lead_desktop.domain.worklist.work_arranging import AsideKind
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.trust import kept
from lead_desktop.services.worklist import tasks, worklist
from lead_desktop.services.worklist.tasks import WriteTask
from lead_desktop.services.worklist.worklist import HandOver, SnoozeItem
from tests.services.worklist.working import Enroll, Seat, only, put_off, reach, told


def test_what_is_put_off_stands_aside_with_its_reason_and_returns(
    desk: Desk, enroll: Enroll
) -> None:
    reach(desk, enroll("Moss Example", case_manager=desk), days=19)
    item = only(worklist.list_work(desk), TaskKind.PAST_CADENCE)
    snooze_id = put_off(desk, item)
    work = worklist.list_work(desk)
    assert work.items == ()
    assert [(a.kind, a.words, a.act_id) for a in work.aside] == [
        (AsideKind.SNOOZED, "Until Nov 26: asked for space", snooze_id)
    ]
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=3)))
    assert only(worklist.list_work(later), TaskKind.PAST_CADENCE)
    worklist.end_snooze(desk, snooze_id)
    assert only(worklist.list_work(desk), TaskKind.PAST_CADENCE).key == item.key


def test_a_snooze_is_the_workers_own_and_needs_an_end_and_a_reason(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    reach(desk, enroll("Moss Example", case_manager=desk), days=19)
    item = only(worklist.list_work(desk), TaskKind.PAST_CADENCE)
    for days in (0, 15):
        with pytest.raises(InvalidInput):
            put_off(desk, item, days=days)
    wordless = SnoozeItem(
        new_id(), item.key, item.kind, item.participant_id, date(2026, 11, 25), SnoozeReason.OTHER
    )
    with pytest.raises(InvalidInput):
        worklist.snooze(desk, wordless)
    snooze_id = put_off(desk, item)
    with pytest.raises(NotFound):
        worklist.end_snooze(seat(Role.SUPERVISOR), snooze_id)


def test_a_hand_over_moves_from_giver_to_receiver_and_back(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    lou = seat(Role.PEER, name="Lou Testwell")
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss, days=19)
    item = only(worklist.list_work(desk), TaskKind.PAST_CADENCE)
    command = HandOver(new_id(), item.key, moss, lou.worker.id, "Try the library steps")
    worklist.hand_over(desk, command)
    mine = worklist.list_work(desk)
    assert mine.items == ()
    assert [(a.kind, a.words) for a in mine.aside] == [
        (AsideKind.HANDED, "To Lou Testwell: Try the library steps")
    ]
    theirs = only(worklist.list_work(lou), TaskKind.HANDED_OVER)
    assert theirs.why == "From Tomas Sampleton: Try the library steps"
    assert len(worklist.list_work(desk, everybody=True).items) == 1
    worklist.close_handover(lou, command.id)
    assert worklist.list_work(lou).items == ()
    assert only(worklist.list_work(desk), TaskKind.PAST_CADENCE)
    worklist.reopen_handover(lou, command.id)
    assert only(worklist.list_work(lou), TaskKind.HANDED_OVER)


def test_the_next_shift_is_everybody_but_the_giver(desk: Desk, seat: Seat, enroll: Enroll) -> None:
    lou, dre = seat(Role.PEER, name="Lou Testwell"), seat(Role.PEER, name="Dre Exampleton")
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss)
    worklist.hand_over(desk, HandOver(new_id(), "FOLLOW_UP:x", moss, None, "Naloxone at 6"))
    for other in (lou, dre):
        assert told(worklist.list_work(other)) == [(TaskKind.HANDED_OVER, "Moss Example")]
    (aside,) = worklist.list_work(desk).aside
    assert aside.words == "To the next shift: Naloxone at 6"
    with pytest.raises(InvalidInput):
        worklist.hand_over(desk, HandOver(new_id(), "k", moss, None, "  "))


def test_what_was_put_off_and_handed_over_stands_quietly_on_the_timeline(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    moss, peer = enroll("Moss Example", case_manager=desk), seat(Role.PEER, name="Lou Testwell")
    until = desk.clock.today() + timedelta(days=3)

    def snoozed(kind: TaskKind, words: str = "") -> UUID:
        wish = SnoozeItem(
            new_id(), f"{kind.value}:{moss.hex}", kind, moss, until, SnoozeReason.WAITING, words
        )
        worklist.snooze(desk, wish)
        return wish.id

    def pass_on(to: Desk | None, words: str) -> UUID:
        whom = to.worker.id if to else None
        wish = HandOver(new_id(), f"{TaskKind.FOLLOW_UP.value}:1", moss, whom, words)
        worklist.hand_over(desk, wish)
        return wish.id

    def shown(who: Desk, narrowed: TimelineFilter = EVERYTHING) -> set[tuple[str, str, str]]:
        entries = participants.list_timeline(who, moss, only=narrowed)
        changes = [one for one in entries if isinstance(one, ChangeEntry)]
        assert all(one.quiet for one in changes)
        return {(one.title, one.sides[1], one.change.words) for one in changes}

    due = ("Contact due", "put off until Nov 26", "Waiting for an answer")
    hold = ("Charge hold ends", "put off until Nov 26", "Asked the court")
    lou = ("Follow-up", "handed to Lou Testwell", "Bring the form")
    shift = ("Follow-up", "handed to the next shift", "Call again")
    snoozed(TaskKind.CADENCE_DUE)
    held = snoozed(TaskKind.CHARGE_HOLD, "Asked the court")
    given, taken_back = pass_on(peer, "Bring the form"), pass_on(None, "Call again")
    assert shown(desk) == {due, hold, lou, shift}
    assert shown(peer) == {due, lou, shift}
    assert shown(desk, TimelineFilter(kind=EntryKind.CONTACT)) == set()
    assert shown(desk, TimelineFilter(worker_id=peer.worker.id)) == set()
    worklist.end_snooze(desk, held)
    worklist.close_handover(peer, given)
    worklist.close_handover(desk, taken_back)
    assert shown(desk) == {due, ("Follow-up", "handed to Lou Testwell, done", "Bring the form")}


def test_called_lately_moves_aside_for_eight_hours(desk: Desk, enroll: Enroll) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss, days=19)
    reach(desk, moss, days=1 / 24, outcome=ContactOutcome.NO_ANSWER)
    work = worklist.list_work(desk)
    assert work.items == ()
    assert [(a.kind, a.words) for a in work.aside] == [
        (AsideKind.TRIED, "Tried 09:41, back at 17:41")
    ]
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(hours=8)))
    assert only(worklist.list_work(later), TaskKind.PAST_CADENCE)


def test_the_order_by_hand_is_kept_for_the_day(desk: Desk, enroll: Enroll) -> None:
    for name, days in (("Moss", 30), ("Tansy", 20), ("Sorrel", 16)):
        reach(desk, enroll(name, case_manager=desk), days=days)
    names = [item.participant for item in worklist.list_work(desk).items]
    assert names == ["Moss", "Tansy", "Sorrel"]
    keys = [item.key for item in worklist.list_work(desk).items]
    worklist.keep_order(desk, (keys[1], keys[0], keys[2]))
    assert [item.participant for item in worklist.list_work(desk).items] == [
        "Tansy", "Moss", "Sorrel",
    ]  # fmt: skip
    tomorrow = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(days=1)))
    assert [item.participant for item in worklist.list_work(tomorrow).items] == names


def test_a_follow_up_is_done_and_undone(desk: Desk, enroll: Enroll) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss)
    wanted = WriteTask(new_id(), moss, "Call the clinic", desk.clock.today())
    tasks.write_tasks(desk, (wanted,))
    tasks.write_tasks(desk, (replace(wanted, words="Call the pharmacy"),))
    assert only(worklist.list_work(desk), TaskKind.FOLLOW_UP).why == "Call the pharmacy"
    assert tasks.read_task(desk, wanted.id).words == "Call the pharmacy"
    tasks.finish_task(desk, wanted.id)
    assert worklist.list_work(desk).items == ()
    tasks.reopen_task(desk, wanted.id)
    assert len(worklist.list_work(desk).items) == 1
    tasks.remove_tasks(desk, (wanted.id,))
    assert worklist.list_work(desk).items == ()
    with pytest.raises(InvalidInput):
        tasks.write_tasks(desk, (replace(wanted, words=" "),))


def test_pins_are_the_workers_own_and_at_most_eight(desk: Desk, seat: Seat, enroll: Enroll) -> None:
    made = [enroll(f"Person {n}") for n in range(9)]
    for who in (*made, made[-1]):
        kept.pin(desk, who)
    assert kept.list_pins(desk) == tuple(made[1:])
    kept.unpin(desk, made[3])
    assert made[3] not in kept.list_pins(desk)
    assert kept.list_pins(seat(Role.PEER)) == ()
