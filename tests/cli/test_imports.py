"""Importing from the command line."""

from __future__ import annotations

import csv
import json
import shlex
from pathlib import Path

import pytest

from .conftest import OTHER, Run

KEYS = {
    "kind", "read", "created", "updated", "unchanged", "rejected", "dry_run", "import_id",
    "rejects", "unplaced", "possible_duplicates",
}  # fmt: skip


def test_the_report_is_one_json_document(within: Run, vault: Path, tmp_path: Path) -> None:
    path, rejects = tmp_path / "people.csv", tmp_path / "rejects.csv"
    path.write_text("id,first,dob,shoe size\n1,Ana,1980-02-31,9\n,,,\n,,1980-01-01,\n", "utf-8")
    dry = within("import", vault, "caseload", path, "--dry-run", "--json").json
    assert (dry["dry_run"], dry["import_id"], dry["created"]) == (True, None, 1)
    told = within("import", vault, "caseload", path, "--rejects", rejects, "--json")
    report = told.json
    assert (told.status, set(report)) == (0, KEYS)
    counted = [report[key] for key in ("read", "created", "updated", "unchanged", "rejected")]
    assert counted == [2, 1, 0, 0, 1]
    assert [(one["row"], one["column"]) for one in report["rejects"]] == [(2, "dob"), (4, "")]
    assert report["unplaced"] == ["shoe size"]
    with rejects.open(encoding="utf-8-sig", newline="") as source:
        assert [row["row"] for row in csv.DictReader(source)] == ["2", "4"]
    assert within("import", vault, "caseload", path, "--json").json["unchanged"] == 1


def test_for_a_person_it_is_a_few_lines(within: Run, vault: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("first,dob\n" + "Ana,1980-02-31\n" * 25, "utf-8")
    told = within("import", vault, "caseload", path, "--dry-run")
    assert "Dry run" in told.out
    assert "25 rows: 25 new" in told.out
    assert "29 more" in told.out


def test_what_cannot_be_read_is_refused_with_the_way_out(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("first,dob\nAna,01/02/1980\n", "utf-8")
    told = within("import", vault, "caseload", path)
    assert told.status == 1
    assert "--date-order" in told.err
    assert within("import", vault, "caseload", path, "--date-order", "dmy").status == 0
    path.write_bytes("first\nSørina\n".encode("windows-1252"))
    told = within("import", vault, "caseload", path)
    assert told.status == 1
    assert "--encoding windows-1252" in told.err
    assert within("import", vault, "caseload", path, "--encoding", "cp1252").status == 0
    for arguments in (("caseload", tmp_path / "none"), ("directory", tmp_path)):
        told = within("import", vault, *arguments)
        assert (told.status, told.out) == (1, "")
        assert "Traceback" not in told.err


def test_a_mapping_file_places_the_columns(within: Run, vault: Path, tmp_path: Path) -> None:
    path, mapping = tmp_path / "people.csv", tmp_path / "mapping.json"
    path.write_text("Wie heißt du\nAna\n", "utf-8")
    mapping.write_text(json.dumps({"preferred_name": "wie heißt du"}), "utf-8")
    assert within("import", vault, "caseload", path).status == 1
    assert within("import", vault, "caseload", path, "--mapping", mapping).status == 0
    mapping.write_text("[]", "utf-8")
    assert within("import", vault, "caseload", path, "--mapping", mapping).status == 1


def test_only_an_administrator_imports(within: Run, team: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("first\nAna\n", "utf-8")
    told = within("import", team, "caseload", path, "--worker", "Dana Example", passphrase=OTHER)
    assert told.status == 1
    assert "may not import" in told.err


def test_rejects_that_cannot_be_written(within: Run, vault: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("first\nAna\n", "utf-8")
    told = within("import", vault, "caseload", path, "--rejects", tmp_path / "no" / "where")
    assert told.status == 1
    assert "Traceback" not in told.err


@pytest.mark.shared
def test_the_directory_of_baltimore(within: Run, vault: Path, shared_data: Path) -> None:
    path = shared_data / "hsds" / "charmcare_baltimore"
    report = within("import", vault, "directory", path, "--json").json
    assert (report["read"], report["created"], report["rejected"]) == (1876, 1876, 0)
    assert (report["counts"]["organizations"], report["counts"]["services"]) == (748, 1876)
    assert report["tables"]["organizations"]["created"] == 748
    services = within("list", vault, "services", "--json").json
    assert len(services) == 1876
    found = within("list", vault, "services", "--find", "needle exchange", "--json").json
    assert 0 < len(found) < 100
    again = within("import", vault, "directory", path)
    assert "services: 0 new, 0 updated, 1,876 unchanged" in again.out


def test_a_spreadsheet_of_services_is_mapped_and_its_next_edition_compared(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    path, mapping = tmp_path / "partner.csv", tmp_path / "mapping.json"
    path.write_text("Nr,Who,What,Fee\n7,Example House,Beds,Free\n", "utf-8")
    mapping.write_text(
        json.dumps({"id": "Nr", "organization": "Who", "name": "What", "fees": "Fee"})
    )
    told = within("import", vault, "directory", path, "--mapping", mapping, "--json")
    assert (told.status, told.json["created"], told.json["changes"]) == (0, 1, [])
    path.write_text("Nr,Who,What,Fee\n7,Example House,Beds,Five dollars\n", "utf-8")
    again = ("import", vault, "directory", path, "--mapping", mapping)
    dry = within(*again, "--dry-run", "--json").json
    assert (dry["updated"], dry["dry_run"]) == (1, True)
    assert dry["changes"] == [
        {
            "table": "service",
            "entry": "Beds",
            "field": "fees",
            "before": "Free",
            "after": "Five dollars",
        }
    ]
    assert "Five dollars" in within(*again).out


def test_the_directory_is_exported_for_a_partner(within: Run, vault: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "partner.csv", tmp_path / "ours.zip"
    source.write_text("Agency,Service\nExample House,Beds\n", "utf-8")
    within("import", vault, "directory", source)
    told = within("export", vault, "directory", out, "--json")
    assert told.json == {"kind": "directory", "path": str(out), "services": 1}
    assert out.stat().st_mode & 0o777 == 0o600
    again = within("import", vault, "directory", out, "--source", "other", "--json").json
    assert (again["created"], again["rejected"]) == (1, 0)
    assert within("export", vault, "directory", tmp_path / "ours.pdf").status == 2


def test_a_whole_import_of_people_is_taken_back(
    within: Run, vault: Path, people: Path, tmp_path: Path
) -> None:
    path = tmp_path / "more.csv"
    path.write_text("id,first,status\nA,June,closed\nD,Dora,active\n", "utf-8")
    report = within("import", vault, "caseload", path, "--json").json
    assert (report["created"], report["updated"]) == (1, 1)
    undone = within("import-undo", vault, report["import_id"], "--json")
    assert undone.json == {"removed": 1, "brought_back": 1, "kept": 0}
    listed = within("list", vault, "participants", "--json").json
    assert {one["external_id"]: one["status"] for one in listed} == {
        "A": "ACTIVE", "B": "INACTIVE_CUSTODY", "C": "CLOSED",
    }  # fmt: skip
    again = within("import-undo", vault, report["import_id"])
    assert again.status == 1
    assert "cannot be taken back" in again.err


def test_an_import_of_people_tells_how_it_is_taken_back(
    within: Run, vault: Path, people: Path, tmp_path: Path
) -> None:
    path = tmp_path / "more.csv"
    path.write_text("id,first,status\nD,Dora,active\n", "utf-8")
    assert "import-undo" not in within("import", vault, "caseload", path, "--dry-run").out
    told = within("import", vault, "caseload", path).out.splitlines()[-1]
    assert told.startswith("To take it back: ")
    program, *command = shlex.split(told.removeprefix("To take it back: "))
    assert program == "lead-desktop"
    assert within(*command).out == "Taken back: 1 gone, 0 as before, 0 kept.\n"
    within("import", vault, "caseload", people)
    assert "import-undo" not in within("import", vault, "caseload", people).out
