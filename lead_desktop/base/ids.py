"""Identifiers made by the writer, so that saving twice makes one row."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def new_id(at_ms: int | None = None) -> UUID:
    """A UUIDv7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then 74 random bits.

    Sorts by time of making, so index pages stay warm. `at_ms` is for reproducible data.
    """
    stamp = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    rand_a = secrets.randbits(12) << 64
    rand_b = secrets.randbits(62)
    return UUID(int=(stamp & (1 << 48) - 1) << 80 | _VERSION_7 | rand_a | _VARIANT | rand_b)
