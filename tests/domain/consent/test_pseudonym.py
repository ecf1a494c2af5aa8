"""A label in the place of a name: lasting, and telling nothing."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.consent.pseudonym import KEY_BYTES, pseudonym

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


@given(key=KEYS, person=st.uuids(), other=st.uuids(), second=KEYS)
def test_it_is_one_persons_in_one_vault(
    key: bytes, person: UUID, other: UUID, second: bytes
) -> None:
    label = pseudonym(key, person)
    assert label == pseudonym(key, person)
    assert (label == pseudonym(key, other)) == (person == other)
    assert (label == pseudonym(second, person)) == (key == second)


@given(key=KEYS, person=st.uuids())
def test_it_holds_no_sign_that_makes_a_word_or_is_mistaken_by_hand(
    key: bytes, person: UUID
) -> None:
    kind, _, signs = pseudonym(key, person).partition(" ")
    assert kind == "Person"
    assert (len(signs), signs[3]) == (8, "-")
    assert not set(signs) & set("AEIOUYL01")


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        pseudonym(b"short", uuid4())
