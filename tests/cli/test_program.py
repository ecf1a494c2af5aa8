"""The contract of every command: exit status, one sentence on standard error, pure JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lead_desktop.cli import COMMANDS
from lead_desktop.cli.program import build

from .conftest import PASSPHRASE, Run


def test_help_names_every_command(run: Run) -> None:
    told = run("--help")
    assert told.status == 0
    assert all(f"  {name} " in told.out for name in (*COMMANDS, "demo", "tour"))


def test_the_window_hands_over_exactly_these_commands() -> None:
    program = build()
    names = [command.name for command in program.registered_commands]
    names += [group.name for group in program.registered_groups]
    assert sorted(map(str, names)) == sorted(COMMANDS)


def test_the_version(run: Run) -> None:
    told = run("--version")
    assert (told.status, told.out.split()[0]) == (0, "lead-desktop")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["vault", "new", "x"],
        ["list", "x", "nothings"],
        ["import", "x", "hmis", "y"],
        ["list", "x", "audit", "--view", "mine"],
        ["list", "x", "audit", "--find", "mine"],
        ["list", "x", "services", "--participant", "P-1"],
        ["log", "x", "--mode", "PHONE", "--outcome", "MET"],
        ["log", "x", "--participant", "P-1", "--mode", "PHONE"],
        ["log", "x", "--participant", "P", "--mode", "M", "--outcome", "O", "--minutes", "many"],
        ["log", "x", "--participant", "P", "--mode", "M", "--outcome", "O", "--at", "noon"],
        ["linkage", "move", "x", "y", "SENT", "--on", "yesterday"],
        ["linkage", "move", "x", "y", "SENT", "--appointment", "2026-11-30"],
        ["import", "x", "directory", "y", "--sheet", "z"],
        ["import", "x", "caseload", "y", "--date-order", "myd"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(run: Run, arguments: list[str]) -> None:
    told = run(*arguments)
    assert (told.status, told.out) == (2, "")
    assert told.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "{vault}", "participants", "--view", "nowhere"], "past_cadence"),
        (["vault", "new", "{vault}-2", "--worker", "A", "--role", "boss"], "case_manager"),
        (["linkage", "add", "{vault}", "--participant", "A", "--need", "SNACKS"], "HOUSING"),
        (["summary", "{vault}", "--participant", "A", "--audience", "x", "-o", "y"], "internal"),
    ],
    ids=["view", "role", "need", "audience"],
)
def test_an_unknown_code_is_1_and_the_allowed_ones_are_listed(
    within: Run, vault: Path, arguments: list[str], words: str
) -> None:
    told = within(*(argument.format(vault=vault) for argument in arguments))
    assert (told.status, told.out) == (1, "")
    assert words in told.err


def test_a_missing_vault_is_told_before_anybody_types(run: Run, tmp_path: Path) -> None:
    told = run("list", tmp_path / "none", "participants")
    assert told.status == 1
    assert "Traceback" not in told.err
    assert "vault" in told.err


def test_without_a_terminal_or_file_there_is_no_passphrase(run: Run, vault: Path) -> None:
    told = run("list", vault, "participants")
    assert (told.status, told.out) == (1, "")
    assert "--passphrase-file" in told.err


def test_a_wrong_passphrase_is_refused(within: Run, vault: Path) -> None:
    told = within("list", vault, "participants", passphrase="not the one at all, sorry")
    assert told.status == 1
    assert "sorry" not in told.err


def test_a_team_needs_a_name(within: Run, team: Path) -> None:
    told = within("list", team, "participants")
    assert told.status == 1
    assert "vault info" in told.err
    assert within("list", team, "participants", "--worker", "tomas sampleton").status == 0
    assert within("list", team, "participants", "--worker", "Nobody").status == 1


def test_the_passphrase_is_the_first_line_of_a_file(run: Run, vault: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nmore\r\n")
    assert run("list", vault, "participants", "--passphrase-file", secret).status == 0
    for content in (b"\xff\xfe\x00", None):
        other = tmp_path / "other"
        if content is not None:
            other.write_bytes(content)
        else:
            other.unlink()
        told = run("list", vault, "participants", "--passphrase-file", other)
        assert told.status == 1
        assert "Traceback" not in told.err


def test_as_a_process_of_its_own(people: Path, vault: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "lead_desktop.cli", "list", str(vault), "participants", "--json",
         "--passphrase-file", "-"],
        input=f"{PASSPHRASE}\n".encode(),
        capture_output=True,
        check=False,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert [row["preferred_name"] for row in json.loads(ran.stdout)] == ["Juniper", "Bo", "Zoë"]
    assert people.exists()


def test_a_refusal_as_a_process_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lead_desktop.cli", "vault", "info", str(tmp_path / "none")]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b"Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["--help", "vault info {vault}"])
def test_help_and_what_needs_no_passphrase_load_no_database(vault: Path, command: str) -> None:
    code = (
        "import sys; from lead_desktop.cli import main; status = main(sys.argv[1:]);"
        "sys.exit(status or any(m in sys.modules for m in ('sqlalchemy', 'reportlab', 'PySide6')))"
    )
    arguments = [part.format(vault=vault) for part in command.split()]
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False)
    assert ran.returncode == 0


def test_half_a_character_is_named_and_never_a_traceback(
    within: Run, vault: Path, people: Path
) -> None:
    """What a terminal gives for a byte that is no UTF-8, and some keyboards for an emoji."""
    log = ("log", vault, "--participant", "A", "--mode", "PHONE", "--outcome", "MET")
    for told in (
        within(*log, "--note", "met \udcff there"),
        within(*log, "--input", "-", stdin='{"note": "met \\ud83d there"}'),
        within("list", vault, "participants", "--find", "\udcff"),
        within("linkage", "add", vault, "--participant", "A\udcff", "--need", "HOUSING"),
    ):
        assert (told.status, told.out) == (1, "")
        assert told.err.startswith("The text holds a sign that is broken")
    assert within("list", vault, "contacts", "--json").json == []


def test_a_mistake_of_the_program_is_told_by_its_place_alone(
    within: Run, vault: Path, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(*_: object, **__: object) -> None:
        raise KeyError("Juniper Fable")

    monkeypatch.setattr("lead_desktop.services.people.participants.list_caseload", slip)
    monkeypatch.setattr("lead_desktop.cli.lists.list_caseload", slip, raising=False)
    told = within("list", vault, "participants")
    assert (told.status, told.out) == (1, "")
    assert "made a mistake" in told.err
    assert "KeyError at tests.cli.test_program:" in told.err
    assert "Juniper" not in told.err
    assert "Traceback" not in told.err
