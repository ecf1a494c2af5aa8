"""Vaults from the command line, from the first day to recovery."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

import lead_desktop.app
from lead_desktop.vault.derivation import FAST
from lead_desktop.vault.recovery import read_recovery_words

from .conftest import OTHER, PASSPHRASE, Run

CHECKS = {"keyring", "pages", "integrity", "schema", "search", "audit", "backups"}


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys cheaply where a command would measure the machine for a second."""
    for module in ("vaults", "sitting_down"):
        monkeypatch.setattr(f"lead_desktop.services.trust.{module}.calibrate", lambda: FAST)
    monkeypatch.setattr(lead_desktop.app, "calibrate", lambda: FAST)


@pytest.mark.usefixtures("cheap")
def test_a_new_vault_prints_its_sheet_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    arguments = ("vault", "new", folder, "--worker", "Ana Fable", "--role", "peer")
    told = run(*arguments, "--passphrase-file", "-", stdin=f"{PASSPHRASE}\n")
    assert told.status == 0
    assert "RECOVERY SHEET" in told.out
    assert len(read_recovery_words(told.out)) == 32
    info = run("vault", "info", folder, "--json").json
    (worker,) = info["workers"]
    assert (worker["name"], worker["role"], worker["administrator"]) == ("Ana Fable", "peer", True)
    assert info["last_backup_at"] is None
    again = run(*arguments, "--passphrase-file", "-", stdin=f"{PASSPHRASE}\n")
    assert (again.status, again.out) == (1, "")


@pytest.mark.usefixtures("cheap")
def test_the_sheet_can_go_to_a_file_and_recovers(run: Run, within: Run, tmp_path: Path) -> None:
    folder, sheet = tmp_path / "vault", tmp_path / "sheet.txt"
    arguments = ("vault", "new", folder, "--worker", "Ana", "--role", "supervisor")
    told = within(*arguments, "--name", "1. one 13. two", "--recovery-file", sheet)
    assert (told.status, told.out) == (0, "")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    fresh = tmp_path / "new-sheet.txt"
    told = run(
        "vault", "recover", folder, "--recovery-file", sheet, "--new-passphrase-file", "-",
        "--new-recovery-file", fresh, stdin=f"{OTHER}\n",
    )  # fmt: skip
    assert (told.status, told.out) == (0, "")
    assert within("list", folder, "audit", passphrase=OTHER).status == 0
    assert within("list", folder, "audit").status == 1
    again = run(
        "vault", "recover", folder, "--recovery-file", sheet, "--passphrase-file", "-",
        stdin=f"{OTHER}\n",
    )  # fmt: skip
    assert again.status == 1


@pytest.mark.usefixtures("cheap")
def test_a_short_passphrase_leaves_no_vault(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    told = run(
        "vault", "new", folder, "--worker", "Ana", "--role", "peer", "--passphrase-file", "-",
        stdin="short\n",
    )  # fmt: skip
    assert (told.status, told.out) == (1, "")
    assert "15" in told.err
    assert not folder.exists()


def test_verify_names_every_check(within: Run, vault: Path) -> None:
    told = within("vault", "verify", vault, "--json")
    assert told.status == 0
    assert told.json["ok"] is True
    assert {check["name"] for check in told.json["checks"]} == CHECKS
    assert "audit" in within("vault", "verify", vault).out


@pytest.mark.parametrize(("name", "check"), [("caseload.db", "pages"), ("keyring.json", "keyring")])
def test_verify_of_a_damaged_vault_is_json_as_well(
    within: Run, vault: Path, name: str, check: str
) -> None:
    content = bytearray((vault / name).read_bytes())
    content[: len(content) // 2] = bytes(len(content) // 2)
    (vault / name).write_bytes(content)
    told = within("vault", "verify", vault, "--json")
    assert told.status == 1
    assert told.json["ok"] is False
    assert {one["name"] for one in told.json["checks"]} == CHECKS
    assert check in {one["name"] for one in told.json["checks"] if not one["ok"]}
    assert "Traceback" not in told.err


def test_backup_and_restore(within: Run, vault: Path, people: Path, tmp_path: Path) -> None:
    place = tmp_path / "copy"
    made = within("vault", "backup", vault, place, "--json")
    assert (made.status, made.json["path"]) == (0, str(place))
    again = tmp_path / "again"
    assert within("vault", "restore", place, again).status == 0
    assert len(within("list", again, "participants", "--json").json) == 3
    assert within("vault", "restore", tmp_path / "none", again).status == 1
    assert within("vault", "backup", vault, place).status == 1
    assert people.exists()


def test_a_backup_in_the_vault_is_told_by_info(run: Run, within: Run, vault: Path) -> None:
    assert within("vault", "backup", vault).status == 0
    assert run("vault", "info", vault, "--json").json["last_backup_at"]
    assert "Tomas Sampleton" in run("vault", "info", vault).out


def test_workers_come_and_go(run: Run, within: Run, vault: Path) -> None:
    arguments = ("vault", "add-worker", vault, "--name", "Dana", "--role", "read_only")
    told = within(*arguments, "--new-passphrase-file", "-", stdin=f"{OTHER}\n")
    assert told.status == 0
    as_dana = ("list", vault, "participants", "--worker", "Dana")
    assert within(*as_dana, passphrase=OTHER).status == 0
    refused = within(
        "vault", "remove-worker", vault, "--name", "Tomas Sampleton", "--worker", "Dana",
        passphrase=OTHER,
    )  # fmt: skip
    assert refused.status == 1
    as_tomas = ("--worker", "Tomas Sampleton")
    told = within("vault", "remove-worker", vault, "--name", "Dana", *as_tomas)
    assert told.status == 0
    assert "copy" in told.out
    assert within(*as_dana, passphrase=OTHER).status == 1
    assert len(run("vault", "info", vault, "--json").json["workers"]) == 1


def test_a_changed_passphrase_is_the_one_that_opens(within: Run, vault: Path) -> None:
    told = within(
        "vault", "change-passphrase", vault, "--new-passphrase-file", "-", stdin=f"{OTHER}\n"
    )
    assert told.status == 0
    assert within("list", vault, "participants", passphrase=OTHER).status == 0
    assert within("list", vault, "participants").status == 1


@pytest.mark.usefixtures("cheap")
def test_a_synchronised_folder_is_warned_of(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "Dropbox" / "team"
    arguments = ("vault", "new", place, "--worker", "Ana Fable", "--role", "peer")
    told = run(*arguments, "--passphrase-file", "-", stdin=f"{PASSPHRASE}\n")
    assert told.status == 0
    assert "Dropbox" in told.err
