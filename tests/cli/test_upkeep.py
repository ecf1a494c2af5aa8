"""Medication, looks at a plan and planned transfers from the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from lead_desktop.app import open_vault
from lead_desktop.domain.codes import Role
from lead_desktop.services.people.participants import find_participant_id
from lead_desktop.store.tables import Participant

from .conftest import OTHER, PASSPHRASE, Run

pytestmark = pytest.mark.usefixtures("people")
SOON, LATER = (datetime.now(UTC).date() + timedelta(days=days) for days in (5, 33))
NEW_WORKER = "Wren Example"


def rows(within: Run, vault: Path, kind: str, *more: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = within("list", vault, kind, *more, "--json").json
    return listed


@pytest.fixture
def medication(within: Run, vault: Path) -> str:
    """Buprenorphine of A, as Tomas wrote it down."""
    told = within(
        "medication", "add", vault, "--participant", "A", "--kind", "buprenorphine",
        "--runs-out", SOON, "--words", "-", "--json", stdin="Strips, 8 mg",
    )  # fmt: skip
    return str(told.json["id"])


@pytest.fixture
def peer(vault: Path) -> str:
    """A peer who joined after Tomas."""
    with open_vault(vault, None, PASSPHRASE) as application:
        application.add_worker(NEW_WORKER, Role.PEER, False, OTHER)
    return NEW_WORKER


def test_medication_is_refilled_and_set_aside(within: Run, vault: Path, medication: str) -> None:
    (row,) = rows(within, vault, "medications", "--participant", "A")
    assert (row["kind"], row["words"]) == ("BUPRENORPHINE", "Strips, 8 mg")
    assert (row["runs_out_on"], row["ended"]) == (SOON.isoformat(), False)
    assert rows(within, vault, "medications", "--participant", "B") == []
    one = uuid4()
    refill = ("medication", "refill", vault, medication, "--runs-out", LATER, "--id", one, "--json")
    assert [within(*refill).json for _ in range(2)] == [{"id": str(one)}] * 2
    former, new = rows(within, vault, "medications")
    assert (former["id"], former["ended"]) == (medication, True)
    assert (new["words"], new["runs_out_on"], new["ended"]) == (
        "Strips, 8 mg", LATER.isoformat(), False,
    )  # fmt: skip
    for verb, ended in (("end", True), ("reopen", False)):
        assert within("medication", verb, vault, one).status == 0
        assert rows(within, vault, "medications")[1]["ended"] is ended
    assert within("medication", "remove", vault, one).status == 0
    assert [row["ended"] for row in rows(within, vault, "medications")] == [False]


def test_medication_that_is_not_sound_is_refused(within: Run, vault: Path, medication: str) -> None:
    add = ("medication", "add", vault, "--participant", "A", "--runs-out")
    assert within(*add, SOON, "--kind", "OTHER").status == 1
    assert within(*add, SOON, "--kind", "TEA").status == 1
    assert within(*add, "2001-01-01", "--kind", "NALOXONE").status == 1
    assert within(*add, "soon", "--kind", "NALOXONE").status == 2
    assert within("medication", "refill", vault, uuid4(), "--runs-out", LATER).status == 1
    assert len(rows(within, vault, "medications")) == 1


def test_medication_of_somebody_hidden_is_out_of_reach(
    within: Run, vault: Path, medication: str, peer: str
) -> None:
    with open_vault(vault, "Tomas Sampleton", PASSPHRASE) as application:
        person = find_participant_id(application.desk, "A")
        with application.desk.store.write() as session:
            restrict = update(Participant).where(Participant.id == person)
            session.execute(restrict.values(restricted=True))
    peers = {"passphrase": OTHER}
    for verb in ("end", "reopen", "remove"):
        told = within("medication", verb, vault, medication, "--worker", peer, **peers)
        assert (told.status, told.out) == (1, ""), verb
    refill = ("medication", "refill", vault, medication, "--runs-out", LATER)
    assert within(*refill, "--worker", peer, **peers).status == 1
    review = ("plan", "review", vault, "--participant", person, "--worker", peer)
    assert within(*review, **peers).status == 1


def test_a_look_at_a_plan_is_written_down_once_and_taken_back(within: Run, vault: Path) -> None:
    one = uuid4()
    review = ("plan", "review", vault, "--participant", "A", "--id", one, "--json")
    assert [within(*review).json for _ in range(2)] == [{"id": str(one)}] * 2
    assert within("plan", "review-undo", vault, one).status == 0
    assert within("plan", "review-undo", vault, one).status == 1


def test_a_transfer_is_planned_listed_and_cancelled(within: Run, vault: Path, peer: str) -> None:
    ours = ("--worker", "Tomas Sampleton", "--json")
    add = ("transfer", "add", vault, "--to", "wren example", "--part", "peer", "--on", SOON)
    told = within(
        *add, "--participant", "A", "--participant", "B", "--words", "-", *ours, stdin="A new peer"
    )
    assert told.status == 0, told.err
    (plan,) = rows(within, vault, "transfers", *ours[:2])
    assert plan["id"] == told.json["id"]
    assert (sorted(plan["people"]), plan["to_worker"]) == (["Bo", "Juniper"], peer)
    assert (plan["on"], plan["part"]) == (SOON.isoformat(), "peer")
    assert rows(within, vault, "transfers", "--participant", "A", *ours[:2]) == [plan]
    assert within("transfer", "undo", vault, plan["id"], *ours).status == 0
    assert rows(within, vault, "transfers", *ours[:2]) == []
    assert within("transfer", "again", vault, plan["id"], *ours).status == 0
    assert rows(within, vault, "transfers", *ours[:2]) == [plan]
    assert within("transfer", "again", vault, plan["id"], *ours).status == 1


def test_a_whole_caseload_is_passed_on_at_once(within: Run, team: Path) -> None:
    dana = ("--worker", "Dana Example")
    add = ("transfer", "add", team, "--to", "Dana Example", "--part", "case_manager", *dana)
    for whom in ((), ("--all-of", "Tomas Sampleton", "--participant", "A")):
        assert within(*add, *whom, passphrase=OTHER).status == 2
    made = within(*add, "--all-of", "Tomas Sampleton", "--json", passphrase=OTHER)
    assert made.status == 0, made.err

    def managers() -> list[str | None]:
        listed = within("list", team, "participants", *dana, "--json", passphrase=OTHER).json
        return [row["case_manager"] for row in listed]

    assert managers() == ["Dana Example", None, None]
    undo = ("transfer", "undo", team, UUID(made.json["id"]), *dana)
    assert within(*undo, passphrase=OTHER).status == 0
    assert managers() == ["Tomas Sampleton", None, None]
