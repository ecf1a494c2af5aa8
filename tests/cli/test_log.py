"""Logging contacts from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from .conftest import Run

pytestmark = pytest.mark.usefixtures("people")


def contacts(within: Run, vault: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = within("list", vault, "contacts", "--json").json
    return rows


def test_every_option_arrives(within: Run, vault: Path) -> None:
    told = within(
        "log", vault, "--participant", "A", "--mode", "in-person", "--outcome", "met",
        "--minutes", "25", "--at", "2026-01-05T10:30", "--note", "-", "--place", "STREET",
        "--purpose", "CHECK_IN", "--purpose", "TRANSPORT",
        "--initiated-by", "police", "--sign", "--json",
        stdin="Went well.\nSecond line.\n",
    )  # fmt: skip
    assert told.status == 0
    (row,) = contacts(within, vault)
    assert row["id"] == told.json["id"]
    assert (row["mode"], row["outcome"], row["kind"]) == ("IN_PERSON", "MET", "DIRECT")
    assert (row["place"], row["minutes"]) == ("STREET", 25)
    assert row["initiated_by"] == "POLICE"
    assert row["occurred_at"] == "2026-01-05T15:30:00+00:00"
    assert row["note"] == "Went well.\nSecond line."
    assert row["purposes"] == ["CHECK_IN", "TRANSPORT"]
    assert (row["signed"], row["late"]) == (True, True)


def test_the_same_id_again_is_harmless(within: Run, vault: Path) -> None:
    arguments = (
        "log", vault, "--participant", "P-1", "--mode", "PHONE", "--outcome", "NO_ANSWER",
        "--id", uuid4(), "--json",
    )  # fmt: skip
    first, second = within(*arguments), within(*arguments)
    assert (first.json["created"], second.json["created"]) == (True, False)
    assert len(contacts(within, vault)) == 1


@pytest.mark.parametrize(
    ("mode", "outcome", "stored"),
    [
        ("VOICEMAIL", None, ("PHONE", "MESSAGE_LEFT", None)),
        ("VOICEMAIL", "MESSAGE_LEFT", ("PHONE", "MESSAGE_LEFT", None)),
        ("IN_CUSTODY_VISIT", "MET", ("IN_PERSON", "MET", "JAIL_BOOKING")),
    ],
)
def test_modes_of_other_systems(
    within: Run, vault: Path, mode: str, outcome: str | None, stored: tuple[str, ...]
) -> None:
    said = ["--outcome", outcome] if outcome else []
    assert within("log", vault, "--participant", "A", "--mode", mode, *said).status == 0
    (row,) = contacts(within, vault)
    assert (row["mode"], row["outcome"], row["place"]) == stored


def test_a_group_is_one_contact_of_several(within: Run, vault: Path) -> None:
    told = within(
        "log", vault, "--participant", "A", "--participant", "B", "--mode", "IN_PERSON",
        "--outcome", "MET", "--kind", "GROUP", "--json",
    )  # fmt: skip
    assert {row["id"] for row in contacts(within, vault)} == {told.json["id"]}
    assert len(contacts(within, vault)) == 2


def test_the_same_as_json(within: Run, vault: Path, tmp_path: Path) -> None:
    told = {
        "participant": "A", "mode": "PHONE", "outcome": "MET", "minutes": 5,
        "at": "2026-01-05T10:30:00-05:00", "note": "-", "purpose": ["CHECK_IN"], "sign": True,
    }  # fmt: skip
    path = tmp_path / "contact.json"
    path.write_text(json.dumps(told), "utf-8")
    assert within("log", vault, "--input", path, "--minutes", "7").status == 0
    (row,) = contacts(within, vault)
    assert (row["note"], row["minutes"], row["signed"]) == ("-", 7, True)
    by_stdin = json.dumps({**told, "note": "Sørina came"})
    assert within("log", vault, "--input", "-", stdin=by_stdin).status == 0
    assert contacts(within, vault)[1]["note"] == "Sørina came"


@pytest.mark.parametrize(
    "text",
    [
        "[]", "{", '{"participant": 1}', '{"colour": "red"}', '{"minutes": "many"}',
        '{"minutes": true}', '{"at": "noon"}', '{"id": "x"}', '{"sign": "yes"}',
        '{"purpose": [1]}', "[" * 5000,
    ],
)  # fmt: skip
def test_json_that_is_no_contact_is_refused(within: Run, vault: Path, text: str) -> None:
    told = within("log", vault, "--input", "-", stdin=text)
    assert (told.status, told.out) == (1, "")
    assert "Traceback" not in told.err
    assert contacts(within, vault) == []


def test_json_without_an_outcome_is_wrong_usage(within: Run, vault: Path) -> None:
    told = within("log", vault, "--input", "-", stdin='{"participant": "A", "mode": "PHONE"}')
    assert told.status == 2


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--mode", "PIGEON", "VOICEMAIL"),
        ("--outcome", "FINE", "MESSAGE_LEFT"),
        ("--kind", "SECRET", "COLLATERAL"),
        ("--place", "MOON", "STREET"),
        ("--purpose", "FUN", "CHECK_IN"),
    ],
)
def test_an_unknown_code_lists_the_allowed_ones(
    within: Run, vault: Path, option: str, value: str, allowed: str
) -> None:
    options = {"--participant": "A", "--mode": "PHONE", "--outcome": "MET", option: value}
    told = within("log", vault, *(word for pair in options.items() for word in pair))
    assert (told.status, told.out) == (1, "")
    assert (option in told.err, allowed in told.err) == (True, True)


def test_a_contact_in_the_future_or_with_nobody_is_refused(within: Run, vault: Path) -> None:
    log = ("log", vault, "--mode", "PHONE", "--outcome", "MET")
    future = within(*log, "--participant", "A", "--at", "2199-01-01T10:00")
    assert (future.status, future.out) == (1, "")
    assert within(*log, "--participant", "nobody").status == 1
    assert within(*log, "--participant", "A", "--minutes", "-3").status == 1
    assert contacts(within, vault) == []
