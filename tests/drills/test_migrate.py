"""migrate: every specimen is brought up to date; a process killed on the way, or a disk without
room, leaves a vault that the old program reads as before and the new one brings up to date later.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lead_desktop.base.errors import StorageFull
from lead_desktop.services.contacts.contacts import list_contacts
from lead_desktop.services.trust import backups
from lead_desktop.services.trust.sitting_down import open_desk
from lead_desktop.store.schema import HEAD
from tests.drills.room import no_room_beyond
from tests.specimens import make
from tests.specimens.make import CLOCK, CONTACT, NOTE, PASSPHRASE, SPECIMENS, WORKER

OLD = sorted(path.parent for path in SPECIMENS.glob("*/keyring.json") if path.parent.name != HEAD)
ROUNDS = [pytest.param(2, id="short"), pytest.param(60, id="long", marks=pytest.mark.drill)]
SPECIMEN = pytest.mark.parametrize(
    "specimen",
    [
        # The oldest goes every step of the way; the others are taken in the long form alone.
        pytest.param(path, id=path.name, marks=() if path is OLD[0] else pytest.mark.drill)
        for path in OLD
    ],
)
OPEN = (
    "import sys; from pathlib import Path;"
    "from lead_desktop.services.trust.sitting_down import open_desk;"
    "from tests.specimens.make import CLOCK, PASSPHRASE, WORKER;"
    "print('begun', flush=True);"
    "open_desk(Path(sys.argv[1]), WORKER, PASSPHRASE, clock=CLOCK).hold.close();"
    "print('done', flush=True)"
)


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path, str], Path]:
    def copied(specimen: Path, name: str) -> Path:
        return Path(shutil.copytree(specimen, tmp_path / name / "vault"))

    return copied


def assert_whole(vault: Path) -> None:
    """It opens, brought up to date, passes every check and holds what it held."""
    opened = open_desk(vault, WORKER, PASSPHRASE, clock=CLOCK)
    with opened.hold:
        assert [one for one in backups.verify(opened.desk, opened.keys) if not one.ok] == []
        notes = {contact.id: contact.note for contact in list_contacts(opened.desk)}
        assert notes[CONTACT] == NOTE


def open_and_kill(vault: Path, after: float) -> bool:
    """Bring a vault up to date in another process and end it without warning `after` seconds;
    whether it had got to the end by then."""
    process = subprocess.Popen(
        [sys.executable, "-c", OPEN, str(vault)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(make.__file__).resolve().parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(after)
    process.kill()
    said = process.stdout.read()
    process.stdout.close()
    process.wait()
    return said == "done\n"


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("rounds", ROUNDS)
@SPECIMEN
def test_a_process_killed_on_the_way_leaves_a_vault_that_opens(
    specimen: Path, copy_of: Callable[[Path, str], Path], rounds: int
) -> None:
    moments = random.Random(rounds)
    began = time.monotonic()
    assert_whole(copy_of(specimen, "whole"))
    longest = time.monotonic() - began
    for number in range(rounds):
        vault = copy_of(specimen, f"round{number}")
        open_and_kill(vault, moments.uniform(0, longest))
        assert_whole(vault)
        shutil.rmtree(vault.parent)


@SPECIMEN
def test_a_disk_without_room_is_named_and_leaves_the_old_vault_usable(
    specimen: Path, copy_of: Callable[[Path, str], Path]
) -> None:
    """Each step finds no room once: the backup before, the update itself, the log of it."""
    size = (specimen / "caseload.db").stat().st_size
    for share in (0.05, 0.9, 1.05):
        vault = copy_of(specimen, f"room{share}")
        told = ""
        try:
            with no_room_beyond(int(size * share)):
                open_desk(vault, WORKER, PASSPHRASE, clock=CLOCK).hold.close()
        except StorageFull as full:
            told = full.remedy
        # A young vault may find room for the update itself, never for the copy that goes before it.
        assert told or share > 1
        assert_whole(vault)
