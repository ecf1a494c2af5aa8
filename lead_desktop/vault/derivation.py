"""From a passphrase to a key: Argon2id (RFC 9106), tuned to the machine."""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from lead_desktop.base.errors import VaultError

KEY_BYTES = 32
SALT_BYTES = 16

_MIB = 1024
_FLOOR_KIB = 64 * _MIB
_CEILING_KIB = 256 * _MIB  # an older office computer must still be able to open the vault
_LANES = 4
_MOST_ITERATIONS = 64
_MOST_KIB = 1024 * _MIB
_MOST_LANES = 16
_FASTEST, _TARGET, _SLOWEST = 0.7, 0.85, 1.0  # seconds
_ROUNDS = 5


@dataclass(frozen=True)
class Argon2Cost:
    """How much work one try costs: memory in KiB, passes over it, lanes.

    Raises ValueError outside the range this program accepts, so that an altered file cannot
    make it ask for a terabyte or compute for a day.
    """

    memory_kib: int
    iterations: int
    lanes: int

    def __post_init__(self) -> None:
        if not 1 <= self.lanes <= _MOST_LANES:
            raise ValueError("Argon2 lanes out of range")
        if not 1 <= self.iterations <= _MOST_ITERATIONS:
            raise ValueError("Argon2 iterations out of range")
        if not 8 * self.lanes <= self.memory_kib <= _MOST_KIB:
            raise ValueError("Argon2 memory out of range")

    @property
    def work(self) -> int:
        """Memory times passes, in KiB: what an attacker pays for each guess."""
        return self.memory_kib * self.iterations


@dataclass(frozen=True)
class Argon2Parameters:
    """Everything but the passphrase: the cost and the slot's own salt."""

    cost: Argon2Cost
    salt: bytes

    def __post_init__(self) -> None:
        if len(self.salt) != SALT_BYTES:
            raise ValueError("Argon2 salt of the wrong length")


FAST = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
"""For throw-away vaults only (tests, the demonstration): it protects nothing."""


def salted(cost: Argon2Cost) -> Argon2Parameters:
    """The cost with a fresh random salt. Every new passphrase gets its own."""
    return Argon2Parameters(cost, secrets.token_bytes(SALT_BYTES))


def derive_key(secret: bytes, parameters: Argon2Parameters) -> bytes:
    """The 256-bit key for `secret`. Raises VaultError when the memory cannot be had."""
    cost = parameters.cost
    try:
        return Argon2id(
            salt=parameters.salt,
            length=KEY_BYTES,
            iterations=cost.iterations,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive(secret)
    except MemoryError as problem:
        raise VaultError(
            f"Unlocking needs {cost.memory_kib // _MIB} MiB of free memory.",
            remedy="Close other programs and try again.",
        ) from problem


def measure_seconds(cost: Argon2Cost) -> float:
    """How long one derivation of this cost takes here, in seconds."""
    parameters = salted(cost)
    start = time.perf_counter()
    derive_key(b"calibration", parameters)
    return time.perf_counter() - start


def calibrate(measure: Callable[[Argon2Cost], float] = measure_seconds) -> Argon2Cost:
    """The cost at which one try takes 0.7 to 1.0 s on this machine, never below 64 MiB.

    Memory grows first, up to 256 MiB, then the number of passes. Takes about two seconds.
    A machine on which the floor alone takes longer gets the floor.
    """
    cost = _cost_for(_FLOOR_KIB)
    for _ in range(_ROUNDS):
        seconds = measure(cost)
        if _FASTEST <= seconds <= _SLOWEST:
            break
        better = _cost_for(math.floor(cost.work * _TARGET / max(seconds, 1e-3)))
        if better == cost:
            break
        cost = better
    return cost


def is_weaker(held: Argon2Cost, today: Argon2Cost) -> bool:
    """Whether a slot's cost is clearly below what this machine affords today.

    A quarter of tolerance keeps a noisy calibration from rewriting the slot at every unlock.
    """
    return held.work * 4 < today.work * 3


def _cost_for(work_kib: int) -> Argon2Cost:
    iterations = min(max(1, math.ceil(work_kib / _CEILING_KIB)), _MOST_ITERATIONS)
    whole_mib = work_kib // iterations // _MIB * _MIB
    return Argon2Cost(min(max(_FLOOR_KIB, whole_mib), _CEILING_KIB), iterations, _LANES)
