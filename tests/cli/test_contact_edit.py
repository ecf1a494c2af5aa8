"""Changing an unsigned contact, taking the change back, and the trash, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lead_desktop.app import open_vault
from lead_desktop.domain.codes import Role
from lead_desktop.domain.contacts.contact_facts import ContactFacts
from lead_desktop.services.contacts.note_edits import read_saved

from .conftest import OTHER, PASSPHRASE, Run
from .test_contact import contact, listed

__all__ = ["contact"]  # the fixture: an unsigned contact of Tomas with A
pytestmark = pytest.mark.usefixtures("people")


def facts_of(vault: Path, contact: str) -> ContactFacts:
    with open_vault(vault, "Tomas Sampleton", PASSPHRASE) as application:
        return read_saved(application.desk, UUID(contact)).facts


def test_what_is_told_changes_and_the_rest_stays(within: Run, vault: Path, contact: str) -> None:
    (before,) = listed(within, vault)
    told = within(
        "contact", "edit", vault, contact, "--mode", "in-custody-visit", "--minutes", "25",
        "--at", "2026-01-05T10:30", "--purpose", "CHECK_IN", "--initiated-by", "police",
        "--participant", "B", "--note", "-", "--json",
        stdin="Bo asked about housing.\n",
    )  # fmt: skip
    assert (told.status, told.json["id"], told.json["signed"]) == (0, contact, False)
    (row,) = listed(within, vault)
    assert row["participant_id"] != before["participant_id"]
    assert (row["mode"], row["place"], row["outcome"]) == ("IN_PERSON", "JAIL_BOOKING", "MET")
    assert (row["occurred_at"], row["minutes"]) == ("2026-01-05T15:30:00+00:00", 25)
    assert (row["initiated_by"], row["purposes"]) == ("POLICE", ["CHECK_IN"])
    assert row["note"] == "Bo asked about housing."
    assert within("contact", "edit", vault, contact, "--outcome", "NO_ANSWER").status == 0
    (row,) = listed(within, vault)
    assert (row["kind"], row["minutes"], row["place"]) == ("ATTEMPT", 0, "JAIL_BOOKING")


def test_every_other_field_comes_as_json(within: Run, vault: Path, contact: str) -> None:
    change: dict[str, Any] = {
        "participant": ["A", "B"], "kind": "GROUP", "place": "STREET", "place_words": "By the gate",
        "supplies": {"NALOXONE_KIT": 2}, "private_lines": {"B": "For Bo alone"}, "minutes": 9,
    }  # fmt: skip
    edit = ("contact", "edit", vault, contact, "--input", "-")
    assert within(*edit, stdin=json.dumps(change)).status == 0
    facts = facts_of(vault, contact)
    assert len(facts.participant_ids) == 2
    assert (facts.place, [many for _, many in facts.supplies]) == ("By the gate", [2])
    assert list(facts.written_lines.values()) == ["For Bo alone"]
    about = {
        "participant": "A", "kind": "COLLATERAL", "relation": "FAMILY", "third_party": "Aunt Juni",
        "supplies": {}, "note_format": "DAP", "clear": ["minutes", "place"],
    }  # fmt: skip
    assert within(*edit, stdin=json.dumps(about)).status == 0
    facts = facts_of(vault, contact)
    assert (facts.relation, facts.third_party) == ("FAMILY", "Aunt Juni")
    assert (facts.supplies, facts.minutes, facts.place_type) == ((), None, None)
    assert (facts.note_format, facts.private_lines) == ("DAP", ())
    assert facts.note == "Asked about housing."


def test_a_change_is_taken_back(within: Run, vault: Path, contact: str) -> None:
    told = within("contact", "edit", vault, contact, "--note", "Another note", "--json")
    back = ("contact", "edit-undo", vault, contact, told.json["version"])
    assert within(*back).status == 0
    assert [row["note"] for row in listed(within, vault)] == ["Asked about housing."]
    assert within(*back).status == 1
    assert within("contact", "edit-undo", vault, contact, 99).status == 1


def test_a_change_signs_and_a_signed_one_stays(within: Run, vault: Path, contact: str) -> None:
    edit = ("contact", "edit", vault, contact)
    assert within(*edit, "--minutes", "5", "--sign", "--json").json["signed"] is True
    refused = within(*edit, "--minutes", "6")
    assert (refused.status, "signed and locked" in refused.err) == (1, True)
    (row,) = listed(within, vault)
    assert (row["minutes"], row["signed"], row["seal"]) == (5, True, "INTACT")


def test_only_the_author_changes_a_contact(within: Run, vault: Path, contact: str) -> None:
    with open_vault(vault, None, PASSPHRASE) as application:
        application.add_worker("Wren Example", Role.PEER, False, OTHER)
    edit = ("contact", "edit", vault, contact, "--minutes", "5", "--worker", "Wren Example")
    refused = within(*edit, passphrase=OTHER)
    assert (refused.status, "Only the author" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("options", "stdin", "status"),
    [
        ((), "", 2),
        (("--input", "-"), "{}", 2),
        (("--input", "-"), '{"id": "5f2b"}', 1),
        (("--input", "-"), '{"supplies": ["FOOD"]}', 1),
        (("--input", "-"), '{"supplies": {"GOLD": 1}}', 1),
        (("--input", "-"), '{"private_lines": {"B": "Not there"}}', 1),
        (("--input", "-"), '{"workers": ["Nobody"]}', 1),
        (("--clear", "note"), "", 1),
        (("--minutes", "-3"), "", 1),
        (("--at", "2199-01-01T10:00"), "", 1),
    ],
)
def test_what_is_no_change_leaves_everything(
    within: Run, vault: Path, contact: str, options: tuple[str, ...], stdin: str, status: int
) -> None:
    before = listed(within, vault)
    told = within("contact", "edit", vault, contact, *options, stdin=stdin)
    assert (told.status, told.out, "Traceback" in told.err) == (status, "", False)
    assert listed(within, vault) == before


def test_log_takes_the_same_json(within: Run, vault: Path) -> None:
    told = {
        "participant": "A", "mode": "IN_PERSON", "outcome": "MET", "supplies": {"FOOD": 1},
        "private_lines": {"A": "Alone"},
    }  # fmt: skip
    made = within("log", vault, "--input", "-", "--json", stdin=json.dumps(told)).json["id"]
    facts = facts_of(vault, made)
    assert (dict(facts.supplies), list(facts.written_lines.values())) == ({"FOOD": 1}, ["Alone"])


def test_into_the_trash_and_out_of_it(within: Run, vault: Path, contact: str) -> None:
    before = listed(within, vault)
    withdraw = ("contact", "withdraw", vault, contact, "--reason", "-")
    assert within(*withdraw, stdin="Another person.").status == 0
    assert listed(within, vault) == []
    assert within("contact", "restore", vault, contact, "--json").json == {"id": contact}
    assert listed(within, vault) == before
    assert within("contact", "restore", vault, contact).status == 1
    assert within("contact", "sign", vault, contact).status == 0
    (signed,) = listed(within, vault)
    assert within("contact", "strike", vault, contact, "--reason", "Wrong").status == 0
    assert within("contact", "unstrike", vault, contact).status == 0
    assert listed(within, vault) == [signed]
