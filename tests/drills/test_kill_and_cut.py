"""kill: the process dies at a random moment. cut: the disk is as it was at a random moment.

What was acknowledged is there; what was not is there whole or not at all; every check passes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from lead_desktop.domain.codes import Seal
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import verify_chain
from lead_desktop.store.queries.contacts import list_contacts
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Contact, Draft
from lead_desktop.store.verify import check_store
from tests.conftest import KEY

ROUNDS = [pytest.param(4, id="short"), pytest.param(200, id="long", marks=pytest.mark.drill)]
WITHIN_LINES = 60


class Saver:
    """The saving process and everything that it has acknowledged."""

    def __init__(self, database: Path) -> None:
        self.acknowledged: list[dict[str, str]] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.drills.saving", str(database)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
        )

    def read(self, lines: int) -> None:
        """Wait for so many acknowledgements."""
        assert self._process.stdout is not None
        for _ in range(lines):
            line = self._process.stdout.readline()
            assert line.endswith("\n"), "the saving process ended by itself"
            self.acknowledged.append(json.loads(line))

    def stop(self, sign: signal.Signals) -> None:
        os.kill(self._process.pid, sign)

    def kill(self) -> None:
        """End it without warning and read what it had still said."""
        self._process.kill()
        assert self._process.stdout is not None
        rest = self._process.stdout.read()
        self.acknowledged += [json.loads(line) for line in rest.splitlines() if line.endswith("}")]
        self._process.stdout.close()
        self._process.wait()


@pytest.fixture
def database(store: Store, desk: Desk, enroll: Callable[..., UUID], tmp_path: Path) -> Path:
    """A database with one worker and one participant, not open anywhere."""
    enroll("Juniper Fable", case_manager=desk)
    store.close()
    return store.path


def assert_holds(database: Path, acknowledged: list[dict[str, str]]) -> None:
    """Every acknowledged save is in the database, and every check of it passes."""
    store = open_store(database, KEY)
    with store.read() as connection:
        held = set(connection.scalars(select(Contact.id)))
        rows = connection.execute(select(Draft.id, Draft.body)).all()
        notes = {row.id: row.body for row in rows}
        assert verify_chain(connection) is None
    logged = {UUID(one["contact"]) for one in acknowledged if "contact" in one}
    assert logged <= held
    typed = {UUID(one["draft"]): one["note"] for one in acknowledged if "draft" in one}
    for draft_id, note in typed.items():
        if draft_id in held:
            continue  # its contact was saved, so the draft is gone
        assert str(notes[draft_id]["note"]).startswith(note)
    with store.read() as connection:
        entries = {entry.id: entry for entry in list_contacts(connection)}
    for one in acknowledged:
        if "signed" in one:
            assert entries[UUID(one["signed"])].seal is Seal.INTACT
        if "added" in one:
            assert len(entries[UUID(one["added"])].addenda) == 1
    assert all(entry.whole for entry in entries.values())
    assert [check for check in check_store(store) if not check.ok] == []
    store.close()


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_killed_process_loses_nothing_that_it_acknowledged(database: Path, rounds: int) -> None:
    moments = random.Random(rounds)
    for _ in range(rounds):
        saver = Saver(database)
        saver.read(1 + moments.randrange(WITHIN_LINES))
        saver.kill()
        assert_holds(database, saver.acknowledged)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("rounds", ROUNDS)
def test_the_disk_at_any_moment_is_some_committed_state(
    database: Path, tmp_path: Path, rounds: int
) -> None:
    moments = random.Random(rounds)
    saver = Saver(database)
    for number in range(rounds):
        saver.read(1 + moments.randrange(WITHIN_LINES // 4))
        saver.stop(signal.SIGSTOP)
        cut = tmp_path / f"cut{number}" / database.name
        cut.parent.mkdir()
        for suffix in ("", "-wal"):
            part = database.with_name(database.name + suffix)
            if part.exists():
                shutil.copyfile(part, cut.with_name(cut.name + suffix))
        safe = list(saver.acknowledged)
        saver.stop(signal.SIGCONT)
        assert_holds(cut, safe)
        shutil.rmtree(cut.parent)
    saver.kill()
