"""Linkages from the command line, asking for facts by the names of the options."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lead_desktop.app import open_vault
from lead_desktop.services.plan.linkages import list_steps

from .conftest import PASSPHRASE, Run


@pytest.fixture
def linkage(within: Run, vault: Path, people: Path, tmp_path: Path) -> str:
    """The id of a linkage to a service of a small directory."""
    folder = tmp_path / "partners"
    folder.mkdir()
    (folder / "organizations.csv").write_text("id,name\n1,Example House\n", "utf-8")
    (folder / "services.csv").write_text("id,organization_id,name\n1,1,Beds\n", "utf-8")
    assert people.exists()
    assert within("import", vault, "directory", folder).status == 0
    (service,) = within("list", vault, "services", "--json").json
    added = within(
        "linkage", "add", vault, "--participant", "P-0001", "--need", "housing",
        "--service", service["id"], "--json",
    ).json  # fmt: skip
    assert (added["service"], added["organization"]) == ("Beds", "Example House")
    assert (added["status"], added["next_owner"], added["need"]) == (
        "IDENTIFIED", "worker", "HOUSING",
    )  # fmt: skip
    return str(added["id"])


def test_up_the_ladder(within: Run, vault: Path, linkage: str) -> None:
    steps: list[tuple[str, ...]] = [
        ("SENT", "--method", "WARM_HANDOFF_PHONE"),
        ("WAITLIST", "--next-check", "2199-01-01"),
        ("SCHEDULED", "--appointment", "2199-01-05T10:30-05:00"),
        ("STARTED", "--verified-by", "PROVIDER_CONFIRMED"),
        ("COMPLETED", "--verified-by", "PARTICIPANT_REPORT", "--partly"),
    ]
    for status, *facts in steps:
        told = within("linkage", "move", vault, linkage, status, *facts, "--json")
        assert (told.status, told.json["status"]) == (0, status)
    assert told.json["next_owner"] is None


@pytest.mark.parametrize(
    ("status", "option"),
    [
        ("WAITLIST", "--next-check"),
        ("SCHEDULED", "--appointment"),
        ("STARTED", "--verified-by"),
        ("NOT_COMPLETED", "--reason"),
    ],
)
def test_a_missing_fact_is_asked_for_by_its_option(
    within: Run, vault: Path, linkage: str, status: str, option: str
) -> None:
    told = within("linkage", "move", vault, linkage, status)
    assert (told.status, told.out) == (1, "")
    assert option in told.err


def test_refusals(within: Run, vault: Path, linkage: str) -> None:
    move = ("linkage", "move", vault)
    assert within(*move, linkage, "NOWHERE").status == 1
    assert within(*move, linkage, "IDENTIFIED").status == 1
    assert within(*move, linkage, "SENT", "--on", "2199-01-01").status == 1
    assert within(*move, uuid4(), "SENT").status == 1
    assert within(*move, "not-an-id", "SENT").status == 1
    assert within(*move, linkage, "STARTED", "--verified-by", "HEARSAY").status == 1
    add = ("linkage", "add", vault, "--participant", "A", "--need", "LEGAL")
    assert within(*add, "--service", uuid4()).status == 1
    assert within(*add, "--service", "Beds").status == 1


def test_the_same_id_again_is_harmless(within: Run, vault: Path, people: Path) -> None:
    add = ("linkage", "add", vault, "--participant", "A", "--need", "LEGAL", "--id", uuid4())
    assert within(*add).status == within(*add).status == 0
    assert len(within("list", vault, "linkages", "--json").json) == 1
    assert people.exists()


def test_linkages_come_in_from_a_file(
    within: Run, vault: Path, people: Path, tmp_path: Path
) -> None:
    assert people.exists()
    file = tmp_path / "linkages.csv"
    file.write_text("participant,need,status\nP-0001,Legal,Referred\nP-9999,Legal,Referred\n")
    report = within("import", vault, "linkages", file, "--json").json
    assert (report["kind"], report["created"], report["rejected"]) == ("linkages", 1, 1)
    again = within("import", vault, "linkages", file, "--json").json
    assert (again["created"], again["unchanged"]) == (0, 1)
    (listed,) = within("list", vault, "linkages", "--json").json
    assert (listed["status"], listed["method"], listed["fhir_status"]) == (
        "SENT", "INFORMATION_GIVEN", "requested",
    )  # fmt: skip


def test_a_step_is_taken_back_and_what_ended_is_tried_again(
    within: Run, vault: Path, linkage: str
) -> None:
    assert within("linkage", "move", vault, linkage, "SENT").status == 0
    back = within("linkage", "undo", vault, linkage, "--json")
    assert (back.status, back.json["status"]) == (0, "IDENTIFIED")
    assert within("linkage", "again", vault, linkage).status != 0  # it is open still
    within("linkage", "move", vault, linkage, "NOT_COMPLETED", "--reason", "NO_CAPACITY")
    again = within("linkage", "again", vault, linkage, "--json")
    assert (again.status, again.json["again_of"]) == (0, linkage)
    assert again.json["service"] == "Beds"


def test_a_move_takes_a_note_that_no_other_program_sees(
    within: Run, vault: Path, linkage: str
) -> None:
    said = "They ask for the birth certificate first."
    move = ("linkage", "move", vault, linkage)
    assert within(*move, "SENT", "--note", "-", stdin=f"{said}\n").status == 0
    assert within(*move, "NOT_COMPLETED", "--reason", "NO_ID", "--note", "Next week").status == 0
    with open_vault(vault, None, PASSPHRASE) as application:
        steps = list_steps(application.desk, UUID(linkage))
    assert [step.words for step in steps[:2]] == ["Next week", said]
