"""Sealing and wrapping: what was put in comes out, for the right key and context only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.vault import sealing

PAIR, OTHER = sealing.new_key_pair(), sealing.new_key_pair()
KEY, DATA = bytes(range(32)), bytes(32)
WRAPPED = sealing.wrap(PAIR.private, KEY, b"context")
SEALED = sealing.seal(DATA, PAIR.public, b"context")


def test_sizes_are_what_the_keyring_expects() -> None:
    assert len(PAIR.private) == sealing.PRIVATE_KEY_BYTES
    assert len(PAIR.public) == sealing.PUBLIC_KEY_BYTES
    assert len(WRAPPED) == sealing.WRAPPED_BYTES
    assert len(SEALED) == sealing.SEALED_BYTES
    assert len(sealing.new_data_key()) == sealing.DATA_KEY_BYTES


def test_what_was_closed_opens_again() -> None:
    assert sealing.unwrap(WRAPPED, KEY, b"context") == PAIR.private
    assert sealing.unseal(SEALED, PAIR.private, b"context") == DATA
    assert sealing.public_of(PAIR.private) == PAIR.public


def test_nothing_is_closed_the_same_way_twice() -> None:
    assert sealing.wrap(PAIR.private, KEY, b"context") != WRAPPED
    assert sealing.seal(DATA, PAIR.public, b"context") != SEALED
    assert OTHER.public != PAIR.public


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: sealing.unwrap(WRAPPED, bytes(32), b"context"),
        lambda: sealing.unwrap(WRAPPED, KEY, b"another"),
        lambda: sealing.unwrap(b"", KEY, b"context"),
        lambda: sealing.unseal(SEALED, OTHER.private, b"context"),
        lambda: sealing.unseal(SEALED, PAIR.private, b"another"),
        lambda: sealing.unseal(b"", PAIR.private, b"context"),
        lambda: sealing.seal(DATA, b"short", b"context"),
    ],
)
def test_another_key_or_context_opens_nothing(attempt: Callable[[], bytes]) -> None:
    with pytest.raises(sealing.NotOpened):
        attempt()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_flipped_bit_opens_nothing(data: st.DataObject) -> None:
    for content, opened in (
        (WRAPPED, lambda altered: sealing.unwrap(altered, KEY, b"context")),
        (SEALED, lambda altered: sealing.unseal(altered, PAIR.private, b"context")),
    ):
        altered = bytearray(content)
        at = data.draw(st.integers(0, len(altered) * 8 - 1))
        altered[at // 8] ^= 1 << at % 8
        with pytest.raises(sealing.NotOpened):
            opened(bytes(altered))


def test_a_code_holds_for_its_key_and_content_only() -> None:
    code = sealing.authenticate(KEY, b"content")
    assert sealing.is_authentic(KEY, b"content", code)
    assert not sealing.is_authentic(DATA, b"content", code)
    assert not sealing.is_authentic(KEY, b"contents", code)
    assert not sealing.is_authentic(KEY, b"content", b"")


def test_keys_from_entropy_differ_by_salt_and_purpose() -> None:
    made = {
        sealing.key_from_entropy(KEY, salt, purpose)
        for salt in (b"a", b"b")
        for purpose in (b"x", b"y")
    }
    assert len(made) == 4


def test_a_key_pair_shows_nothing_of_itself() -> None:
    assert PAIR.private.hex() not in repr(PAIR)
    assert str(PAIR.private) not in repr(PAIR)
