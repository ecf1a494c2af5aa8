"""The keyring's file: whatever happened to it, it loads equal or is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import KeyringDamaged, NewerSchema
from lead_desktop.vault import sealing
from lead_desktop.vault.canonical import canonical_json
from lead_desktop.vault.keyring import FORMAT, Keyring
from lead_desktop.vault.keyring_file import MOST_BYTES, dump, load
from tests.vault.conftest import Ring

Body = dict[str, Any]


def rewritten(keyring: Keyring, change: Callable[[Body], object]) -> bytes:
    """The file with its body changed on purpose and the checksum made right again."""
    content = json.loads(dump(keyring))
    del content["checksum"]
    change(content["body"])
    content["checksum"] = sealing.checksum(canonical_json(content)).hex()
    return json.dumps(content).encode()


def test_what_was_written_is_read(ring: Ring) -> None:
    assert load(dump(ring.keyring)) == ring.keyring
    assert dump(load(dump(ring.keyring))) == dump(ring.keyring)


def test_other_spacing_is_no_damage(ring: Ring) -> None:
    assert load(json.dumps(json.loads(dump(ring.keyring))).encode()) == ring.keyring


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.data())
def test_a_flipped_bit_is_refused_or_means_nothing(ring: Ring, place: st.DataObject) -> None:
    content = bytearray(dump(ring.keyring))
    at = place.draw(st.integers(0, len(content) * 8 - 1))
    content[at // 8] ^= 1 << at % 8
    try:
        read = load(bytes(content))
    except (KeyringDamaged, NewerSchema):
        return
    assert read == ring.keyring


def test_a_flipped_bit_in_the_readable_part_is_refused_or_means_nothing(ring: Ring) -> None:
    whole = dump(ring.keyring)
    read = set()
    for at in [*range(0, 1200, 4), *range(len(whole) - 300, len(whole), 2)]:
        for bit in range(8):
            content = bytearray(whole)
            content[at] ^= 1 << bit
            try:
                read.add(load(bytes(content)))
            except (KeyringDamaged, NewerSchema):
                continue
    assert read <= {ring.keyring}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_short_is_refused(ring: Ring, share: float) -> None:
    content = dump(ring.keyring).rstrip()
    with pytest.raises(KeyringDamaged):
        load(content[: int(len(content) * share)])


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(KeyringDamaged):
        load(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"body": ' * 50_000,
        b'{"body": {"format": NaN}}',
        b'{"body": {"format": 1' + b"0" * 5000 + b"}}",
        b" " * (MOST_BYTES + 1),
        "\ufeff{}".encode("utf-16"),
    ],
    ids=lambda content: content[:16].decode("latin-1"),
)
def test_other_content_is_refused(content: bytes) -> None:
    with pytest.raises((KeyringDamaged, NewerSchema)):
        load(content)


def test_a_newer_format_is_told_apart_however_it_looks(ring: Ring) -> None:
    newer = {"body": {"format": FORMAT + 1, "keys": []}, "seal": 5}
    with pytest.raises(NewerSchema, match="newer version"):
        load(json.dumps(newer).encode())
    assert load(dump(ring.keyring))


def lock(memory: object, iterations: object, lanes: object) -> Callable[[Body], object]:
    def change(body: Body) -> None:
        body["slots"][0]["lock"].update(memory_kib=memory, iterations=iterations, lanes=lanes)

    return change


@pytest.mark.parametrize(
    "change",
    [
        lock(2**40, 1, 1),
        lock(64, 2**31, 1),
        lock(64, 1, 10**6),
        lock(0, 1, 1),
        lock(64, 0, 1),
        lock(64, 1, 0),
        lock(-64, 1, 1),
        lock(64.5, 1, 1),
        lock(True, 1, 1),
        lock("64", 1, 1),
        lambda body: body["slots"].append(body["slots"][0]),
        lambda body: body["slots"].append({**body["slots"][0], "id": "another"}),
        lambda body: body["slots"].clear(),
        lambda body: body["slots"][0].update(role="emperor"),
        lambda body: body["slots"][0].update(role=None),
        lambda body: body["slots"][0].update(administrator=1),
        lambda body: body["slots"][0].update(worker="\ud800"),
        lambda body: body["slots"][0].update(extra=1),
        lambda body: body["slots"][0].update(public="00"),
        lambda body: body["slots"][0].update(wrapped="zz"),
        lambda body: body["slots"][0].update(sealed=[]),
        lambda body: body["slots"][0]["lock"].update(kind="plain"),
        lambda body: body["slots"][0]["lock"].update(salt="00"),
        lambda body: body.update(suite="ROT13"),
        lambda body: body.update(format=0),
        lambda body: body.update(format=True),
        lambda body: body.update(vault=7),
        lambda body: body.pop("name"),
    ],
)
def test_a_body_that_makes_no_sense_is_refused(
    ring: Ring, change: Callable[[Body], object]
) -> None:
    with pytest.raises(KeyringDamaged):
        load(rewritten(ring.keyring, change))


@pytest.mark.parametrize("count", [0, 2, 3])
def test_codes_and_sealed_keys_must_agree(ring: Ring, count: int) -> None:
    altered = replace(ring.keyring, codes=ring.keyring.codes * count)
    with pytest.raises(KeyringDamaged):
        load(dump(altered))


def test_a_file_larger_than_any_keyring_is_not_even_read(ring: Ring) -> None:
    whole = dump(ring.keyring)
    padded = whole + b" " * (MOST_BYTES - len(whole))
    assert load(padded) == ring.keyring
    with pytest.raises(KeyringDamaged):
        load(padded + b" ")
