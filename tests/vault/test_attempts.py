"""Wrong tries: slower and slower, never for good, whatever the clock or the file says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.vault.attempts import (
    KEPT,
    LONGEST_DELAY,
    Attempts,
    delay_after,
    read_attempts,
    record_unlocked,
    record_wrong,
    wait_needed,
)
from lead_desktop.vault.folder import VaultFolder

NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)


def test_the_delay_doubles_up_to_a_minute() -> None:
    assert [delay_after(tries) for tries in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert delay_after(10**9) == LONGEST_DELAY


def test_a_try_counts_again_once_the_delay_is_over() -> None:
    held = Attempts({"a": (NOW, NOW, NOW)})
    assert wait_needed(held, "a", NOW + timedelta(seconds=1)) == 3.0
    assert wait_needed(held, "a", NOW + timedelta(seconds=4)) == 0.0
    assert wait_needed(held, "b", NOW) == 0.0


@given(st.lists(st.integers(-(10**7), 10**7), max_size=30), st.integers(-(10**7), 10**7))
def test_nobody_ever_waits_longer_than_a_minute(stamps: list[int], at: int) -> None:
    tries = tuple(NOW + timedelta(seconds=stamp) for stamp in stamps)
    now = NOW + timedelta(seconds=at)
    wait = wait_needed(Attempts({"a": tries}), "a", now)
    assert 0 <= wait <= LONGEST_DELAY
    assert wait_needed(Attempts({"a": tries}), "a", now + timedelta(seconds=wait)) == 0.0


def test_a_clock_set_back_by_a_year_locks_nobody_out() -> None:
    held = Attempts({"a": tuple(NOW for _ in range(20))})
    assert wait_needed(held, "a", NOW - timedelta(days=365)) == 0.0


def test_each_slot_keeps_the_time_of_its_own_last_unlock(folder: VaultFolder) -> None:
    later = NOW + timedelta(seconds=5)
    for slot, at in (("a", NOW), ("b", NOW), ("a", later)):
        assert record_unlocked(folder, slot, at) == ()
    assert read_attempts(folder).unlocked == {"a": later, "b": NOW}


def test_wrong_tries_are_kept_until_the_slot_opens(folder: VaultFolder) -> None:
    later = NOW + timedelta(seconds=5)
    record_wrong(folder, "a", NOW)
    record_wrong(folder, "b", NOW)
    assert record_wrong(folder, "a", later).wrong["a"] == (NOW, later)
    assert record_unlocked(folder, "a", later) == (NOW, later)
    assert read_attempts(folder) == Attempts({"b": (NOW,)}, {"a": later})


def test_the_file_does_not_grow_without_end(folder: VaultFolder) -> None:
    stored = {"wrong": {"a": [NOW.isoformat()] * KEPT}, "unlocked": {}}
    folder.attempts.write_text(json.dumps(stored))
    assert len(record_wrong(folder, "a", NOW).wrong["a"]) == KEPT


def test_the_file_holds_no_name_and_is_for_its_owner_alone(folder: VaultFolder) -> None:
    record_wrong(folder, "0011aabb", NOW)
    assert set(json.loads(folder.attempts.read_text())) == {"wrong", "unlocked"}
    assert folder.attempts.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 200_000,
        b'{"wrong": {"a": 5}, "unlocked": {}}',
        b'{"wrong": {"a": ["yesterday"]}, "unlocked": {}}',
        b'{"wrong": [], "unlocked": {}}',
        b'{"wrong": {}}',
    ],
    ids=lambda content: content[:20].decode("latin-1"),
)
def test_a_damaged_file_is_read_as_no_tries(folder: VaultFolder, content: bytes) -> None:
    folder.attempts.write_bytes(content)
    assert read_attempts(folder) == Attempts()


def test_a_stamp_without_zone_is_read_as_utc(folder: VaultFolder) -> None:
    folder.attempts.write_text('{"wrong": {"a": ["2026-11-23T15:41:00"]}, "unlocked": {}}')
    assert read_attempts(folder).wrong["a"] == (NOW,)
