"""Identifiers: UUIDv7, unique, in the order of their making."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.ids import new_hex_ids, new_id, new_ids


@given(st.integers(0, 2**48 - 1))
def test_an_id_carries_its_moment_version_and_variant(at_ms: int) -> None:
    made = new_id(at_ms)
    assert made.int >> 80 == at_ms
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


@given(st.integers(0, 2**48 - 2))
def test_a_later_id_sorts_later(at_ms: int) -> None:
    assert new_id(at_ms) < new_id(at_ms + 1)
    assert str(new_id(at_ms)) < str(new_id(at_ms + 1))


def test_ids_of_one_moment_differ() -> None:
    assert len({new_id(1) for _ in range(1000)}) == 1000
    assert new_id() != new_id()


@given(st.integers(0, 300), st.integers(0, 2**48 - 1))
def test_many_ids_of_one_moment_ascend(count: int, at_ms: int) -> None:
    made = new_ids(count, at_ms)
    assert len(set(made)) == count
    assert made == sorted(made)
    assert {(one.version, one.int >> 80) for one in made} <= {(7, at_ms)}
    stored = new_hex_ids(count, at_ms)
    assert stored == sorted(stored) == [UUID(one).hex for one in stored]
    assert {(UUID(one).version, UUID(one).int >> 80) for one in stored} <= {(7, at_ms)}
