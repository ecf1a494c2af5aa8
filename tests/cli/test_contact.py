"""Signing, writing to and striking a saved contact; importing contacts written elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from .conftest import Run

pytestmark = pytest.mark.usefixtures("people")


@pytest.fixture
def contact(within: Run, vault: Path) -> str:
    """An unsigned contact of Tomas with A."""
    told = within(
        "log", vault, "--participant", "A", "--mode", "PHONE", "--outcome", "MET",
        "--note", "Asked about housing.", "--json",
    )  # fmt: skip
    return str(told.json["id"])


def listed(within: Run, vault: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = within("list", vault, "contacts", "--json").json
    return rows


def test_a_contact_is_signed_and_written_to(within: Run, vault: Path, contact: str) -> None:
    early = within("contact", "addendum", vault, contact, "--note", "More")
    assert (early.status, "not signed yet" in early.err) == (1, True)
    assert within("contact", "sign", vault, contact).status == 0
    assert within("contact", "sign", vault, contact).status == 1
    one = uuid4()
    addendum = ("contact", "addendum", vault, contact, "--note", "-", "--id", one, "--json")
    for _ in range(2):
        told = within(*addendum, "--kind", "correction", "--reason", "Wrong day.", stdin="Tuesday.")
        assert (told.status, told.json) == (0, {"id": str(one)})
    lacking = within(*addendum, "--kind", "LATE_ENTRY", "--id", uuid4(), stdin="Words")
    assert (lacking.status, lacking.out) == (1, "")
    (row,) = listed(within, vault)
    assert (row["note"], row["seal"], row["signed"]) == ("Asked about housing.", "INTACT", True)
    (line,) = row["addenda"]
    assert (line["kind"], line["text"], line["reason"]) == ("CORRECTION", "Tuesday.", "Wrong day.")
    assert within("list", vault, "contacts", "--find", "tuesd", "--json").json == [row]


def test_a_struck_contact_is_not_listed(within: Run, vault: Path, contact: str) -> None:
    assert within("contact", "strike", vault, contact, "--reason", "Wrong person.").status == 0
    assert listed(within, vault) == []
    assert within("contact", "strike", vault, contact, "--reason", "Again.").status == 1


def test_contacts_are_imported_once(within: Run, vault: Path, tmp_path: Path) -> None:
    path, rejects = tmp_path / "contacts.csv", tmp_path / "rejects.csv"
    path.write_text(
        "participant,date,type,result,note,shoe size\n"
        "A,2026-01-05,VOICEMAIL,,Please call,44\n"
        "B,2026-01-06,IN_CUSTODY_VISIT,met,,\n"
        "Z,2026-01-06,phone,met,,\n",
        "utf-8",
    )
    take_in = ("import", vault, "contacts", path, "--json")
    dry = within(*take_in, "--dry-run").json
    assert (dry["created"], dry["dry_run"], dry["import_id"]) == (2, True, None)
    assert listed(within, vault) == []
    told = within(*take_in, "--rejects", rejects)
    assert (told.status, told.json["created"], told.json["rejected"]) == (0, 2, 1)
    assert told.json["unplaced"] == ["shoe size"]
    assert rejects.read_text("utf-8-sig").splitlines()[1].startswith("4,participant,")
    again = within(*take_in).json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    first, second = listed(within, vault)
    assert (first["mode"], first["outcome"], first["imported"]) == ("PHONE", "MESSAGE_LEFT", True)
    assert (second["place"], second["signed"], second["late"]) == ("JAIL_BOOKING", False, False)
    assert within("import", vault, "contacts", path, "--source", "x").status == 2
