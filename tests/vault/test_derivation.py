"""From passphrase to key: the same bytes everywhere, bounded work, tuned to the machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.vault.derivation import (
    FAST,
    KEY_BYTES,
    SALT_BYTES,
    Argon2Cost,
    Argon2Parameters,
    calibrate,
    derive_key,
    is_weaker,
    measure_seconds,
    salted,
)

MIB = 1024


def test_the_key_stays_the_same_whatever_the_library() -> None:
    # A value of the day this was written: another one would lock every vault.
    key = derive_key(b"password", Argon2Parameters(Argon2Cost(64, 1, 1), b"somesaltsomesalt"))
    assert key.hex() == "e793d64ef75d58f503d4631b2b149f7f80127c5f3993d89b1c9b781e51d0b413"
    assert len(key) == KEY_BYTES


def test_every_part_of_the_parameters_changes_the_key() -> None:
    salt, other = b"s" * SALT_BYTES, b"t" * SALT_BYTES
    variants = [
        Argon2Parameters(Argon2Cost(64, 1, 1), salt),
        Argon2Parameters(Argon2Cost(72, 1, 1), salt),
        Argon2Parameters(Argon2Cost(64, 2, 1), salt),
        Argon2Parameters(Argon2Cost(64, 1, 2), salt),
        Argon2Parameters(Argon2Cost(64, 1, 1), other),
    ]
    assert len({derive_key(b"secret", one) for one in variants}) == len(variants)


@pytest.mark.parametrize(
    ("memory", "iterations", "lanes"),
    [(2**40, 1, 1), (64, 65, 1), (64, 1, 17), (7, 1, 1), (64, 0, 1), (64, 1, 0), (-1, 1, 1)],
)
def test_numbers_out_of_range_are_refused(memory: int, iterations: int, lanes: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Argon2Cost(memory, iterations, lanes)


def test_a_salt_is_fresh_each_time_and_of_one_length() -> None:
    assert salted(FAST).salt != salted(FAST).salt
    with pytest.raises(ValueError, match="salt"):
        Argon2Parameters(FAST, b"short")


@given(st.floats(1e-4, 300.0))
def test_whatever_the_machine_the_floor_is_kept_and_the_target_met(seconds_at_floor: float) -> None:
    def measure(cost: Argon2Cost) -> float:
        return seconds_at_floor * cost.work / (64 * MIB)

    cost = calibrate(measure)
    assert 64 * MIB <= cost.memory_kib <= 256 * MIB
    at_ends = cost.work == 64 * MIB or cost.iterations == 64
    assert at_ends or 0.6 <= measure(cost) <= 1.1


def test_a_clock_that_does_not_move_does_not_stop_calibration() -> None:
    assert calibrate(lambda _: 0.0).memory_kib <= 256 * MIB


def test_only_a_clearly_lower_cost_is_weaker() -> None:
    today = Argon2Cost(100 * MIB, 1, 4)
    assert is_weaker(Argon2Cost(70 * MIB, 1, 4), today)
    assert not is_weaker(Argon2Cost(80 * MIB, 1, 4), today)
    assert not is_weaker(today, FAST)


def test_one_derivation_can_be_timed() -> None:
    assert measure_seconds(FAST) > 0
