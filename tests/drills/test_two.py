"""two: two programs at one note. No word is lost, the second is told, a signature ends it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lead_desktop.domain.codes import Seal
from lead_desktop.services.contacts import revisions
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import verify_chain
from tests.services.noting import entry, log

COUNTS = [pytest.param(12, id="short"), pytest.param(400, id="long", marks=pytest.mark.drill)]


class Editor:
    """One of the two processes."""

    def __init__(self, database: Path, contact_id: UUID, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.drills.editing",
                str(database),
                str(contact_id),
                *arguments,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def begin(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def end(self) -> dict[str, Any]:
        told, _ = self._process.communicate(timeout=900)
        assert self._process.returncode == 0
        answer: dict[str, Any] = json.loads(told)
        return answer


@pytest.fixture
def note(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return log(desk, enroll("Juniper Fable", case_manager=desk), note="Begun.")


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("count", COUNTS)
def test_two_programs_at_one_note_lose_no_word(desk: Desk, note: UUID, count: int) -> None:
    editors = [Editor(desk.store.path, note, name, str(count)) for name in ("left", "right")]
    for editor in editors:
        editor.begin()
    told = [editor.end() for editor in editors]
    words = entry(desk, note).note.split()
    assert sorted(words) == sorted(["Begun.", *told[0]["saved"], *told[1]["saved"]])
    assert len(words) == 1 + 2 * count
    # Every state that was written over is kept, in order.
    earlier = revisions.list_revisions(desk, note)
    assert [len(one.note.split()) for one in earlier] == list(range(2 * count, 0, -1))
    with desk.store.read() as connection:
        assert verify_chain(connection) is None


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("count", COUNTS)
def test_a_signature_ends_what_another_program_writes(desk: Desk, note: UUID, count: int) -> None:
    signer = Editor(desk.store.path, note, "signer", str(count), "sign")
    other = Editor(desk.store.path, note, "other", "100000")
    for editor in (signer, other):
        editor.begin()
    mine, theirs = signer.end(), other.end()
    assert theirs["locked"]
    now = entry(desk, note)
    assert now.seal is Seal.INTACT
    assert sorted(now.note.split()) == sorted(["Begun.", *mine["saved"], *theirs["saved"]])
