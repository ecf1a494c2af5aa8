"""Fixtures of the command line: a real vault with cheap keys, and a way to run commands on it."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lead_desktop.app import create_vault, open_vault
from lead_desktop.cli import main
from lead_desktop.domain.codes import Role
from lead_desktop.vault.derivation import FAST

PASSPHRASE = "lamp quiet river anchor seven"
OTHER = "orange ladder cloud ninety tulip"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def new_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of Tomas Sampleton, case manager and administrator; made once, copied per test."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    create_vault(
        folder,
        name="Downtown",
        worker="Tomas Sampleton",
        role=Role.CASE_MANAGER,
        passphrase=PASSPHRASE,
        cost=FAST,
    )
    return folder


@pytest.fixture
def vault(new_vault: Path, tmp_path: Path) -> Path:
    """A vault of the test's own."""
    folder = tmp_path / "vault"
    shutil.copytree(new_vault, folder)
    return folder


@pytest.fixture
def team(vault: Path) -> Path:
    """A vault with a supervisor, Dana Example, besides its case manager."""
    with open_vault(vault, None, PASSPHRASE) as application:
        application.add_worker("Dana Example", Role.SUPERVISOR, False, OTHER)
    return vault


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; `stdin` is what it can read."""

    def command(*arguments: object, stdin: str = "") -> Ran:
        source = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", source)
        status = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Ran(status, told.out, told.err)

    return command


@pytest.fixture
def within(run: Run) -> Run:
    """The same with the passphrase on standard input, before anything else read there."""

    def command(*arguments: object, stdin: str = "", passphrase: str = PASSPHRASE) -> Ran:
        return run(*arguments, "--passphrase-file", "-", stdin=f"{passphrase}\n{stdin}")

    return command


@pytest.fixture
def people(vault: Path, within: Run, tmp_path: Path) -> Path:
    """A caseload of three, imported: A (active), B (in jail), C (closed)."""
    path = tmp_path / "people.csv"
    path.write_text(
        "id,preferred,first,last,status,phone,cm\n"
        "A,Juniper,June,Fable,active,410-555-0142,Tomas Sampleton\n"
        "B,Bo,Robert,Example,in jail,,\n"
        "C,Zoë,Zoe,O'Nym,closed,,\n",
        encoding="utf-8",
    )
    assert within("import", vault, "caseload", path).status == 0
    return path
