"""What README, ARCHITECTURE and CONTRIBUTING say of the code is so."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from uuid import uuid4

import pytest
import typer

from lead_desktop.cli import COMMANDS
from lead_desktop.cli.program import build
from lead_desktop.store.tables import Base

HOUSE = Path(__file__).resolve().parents[1]
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")
MADE_LATER = {"benchmarks/results.json", "tour/", "backups/", "charmcare/"}
ROOTS = ("lead_desktop/", "ui/", "tests/", "benchmarks/", "resources/", ".ci/")
ROOMS = ("store/", "services/", "domain/", "documents/", "vault/", "exchange/", "base/", "cli/")


def said(paper: str) -> str:
    return (HOUSE / paper).read_text("utf-8")


def test_the_tables_of_the_map_are_those_of_the_schema() -> None:
    room = said("ARCHITECTURE.md").partition("### The whole schema")[2].partition("\n## ")[0]
    rows = [line for line in room.splitlines() if line.startswith("| ")]
    named = re.findall(r"\*\*(\w+)\*\*", "\n".join(rows))
    assert sorted(named) == sorted(set(named))
    assert set(named) == set(Base.metadata.tables)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_and_folder_named_is_there(paper: str) -> None:
    missing = []
    for word in re.findall(r"`([\w./-]+/[\w./-]*)`", said(paper)):
        places = (HOUSE / word, HOUSE / "lead_desktop" / word, HOUSE / "ui" / word)
        known = word.startswith((*ROOTS, *ROOMS)) or (HOUSE / word.partition("/")[0]).exists()
        if known and word not in MADE_LATER and not any(
            place.exists() or place.with_suffix(".py").exists() for place in places
        ):  # fmt: skip
            missing.append(word)
    assert missing == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[=<>\[; ]", one)[0].lower() for one in project["dependencies"]}
    table = said("ARCHITECTURE.md").partition("## Dependencies")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")][1:]
    told = {re.split(r"\s", name.strip())[0].lower() for row in rows for name in row.split(",")}
    assert told == needed


def spoken_commands() -> list[list[str]]:
    """Every call of the program that stands in a block of README."""
    blocks = re.findall(r"^```\n(.*?)^```", said("README.md"), re.DOTALL | re.MULTILINE)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    calls = [shlex.split(line)[1:] for line in lines if line.startswith("lead-desktop ")]
    return [call for call in calls if call[0] in COMMANDS]


@pytest.mark.parametrize("words", spoken_commands(), ids=lambda words: " ".join(words[:3]))
def test_every_call_in_the_readme_parses(words: list[str]) -> None:
    """As far as it can be told without a vault: the command, its arguments and its options."""
    command = typer.main.get_command(build())
    while hasattr(command, "commands"):
        name, *words = words
        command = command.commands[name]
    words = [str(uuid4()) if word.endswith("_ID") else word for word in words]
    context = command.make_context(command.name, words)
    assert context.params["path"] is not None
