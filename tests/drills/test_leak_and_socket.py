"""leak: after a working day no word of it lies in clear anywhere. socket: no network, ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lead_desktop.app import open_vault
from lead_desktop.services.contacts import contacts, counseling, drafts
from tests.drills.canaries import ALL, CHANGED, COUNSELING, DRAFT, NAME, NOTE, PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sandbox(tmp_path: Path) -> Path:
    """A home of its own, and in `given` the files that a person hands in by choice."""
    for folder in ("given", "home", "tmp", "config", "demo"):
        (tmp_path / folder).mkdir()
    given = tmp_path / "given"
    (given / "passphrase.txt").write_text(PASSPHRASE + "\n", "utf-8")
    first, last = NAME.split()
    (given / "people.csv").write_text(f"first name,last name,phone\n{first},{last},410-555-0142\n")
    contact = {"participant": "P-0001", "mode": "PHONE", "outcome": "MET", "note": NOTE}
    (given / "note.json").write_text(json.dumps(contact), "utf-8")
    return tmp_path


def live_a_day(sandbox: Path) -> subprocess.CompletedProcess[str]:
    """One session in a process whose home and temporary files lie in the sandbox."""
    inside = {
        "HOME": "home",
        "TMPDIR": "tmp",
        "XDG_CONFIG_HOME": "home/config",
        "XDG_CACHE_HOME": "home/cache",
        "XDG_DATA_HOME": "home/data",
        "XDG_RUNTIME_DIR": "tmp",
    }
    environment = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        **{name: str(sandbox / place) for name, place in inside.items()},
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.drills.session", str(sandbox)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )


def leaks(sandbox: Path) -> list[tuple[str, str]]:
    """Files outside `given` that hold a canary, in any of the usual encodings."""
    marks = {
        word: (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")) for word in ALL
    }
    found = []
    for path in sandbox.rglob("*"):
        if not path.is_file() or (sandbox / "given") in path.parents:
            continue
        content = path.read_bytes()
        name = str(path.relative_to(sandbox))
        found += [
            (name, word)
            for word, forms in marks.items()
            if word in name or any(form in content for form in forms)
        ]
    return found


def words_kept(sandbox: Path) -> dict[str, str]:
    """What the vault holds of the day: the day was real, not merely quiet."""
    with open_vault(sandbox / "vault", None, PASSPHRASE) as application:
        (contact,) = contacts.list_contacts(application.desk)
        (draft,) = drafts.list_drafts(application.desk)
        (apart,) = counseling.list_counseling(application.desk, contact.participant_id)
        told = counseling.read_counseling(application.desk, apart.id)
    typed = [word for word in json.dumps(draft.body).split('"') if DRAFT in word]
    return {
        "note": contact.note,
        "place": contact.place,
        "draft": typed[0] if typed else "",
        "apart": told.text,
    }


@pytest.mark.long
def test_a_day_leaves_no_word_in_clear_and_opens_no_network(sandbox: Path) -> None:
    day = live_a_day(sandbox)
    assert day.returncode == 0, day.stderr
    assert (sandbox / "vault" / "caseload.db").stat().st_size > 0
    assert list((sandbox / "vault" / "backups").iterdir())
    kept = {"note": NOTE, "place": CHANGED, "draft": DRAFT, "apart": COUNSELING}
    assert words_kept(sandbox) == kept
    assert leaks(sandbox) == []
    said = day.stdout + day.stderr
    assert [word for word in ALL if word in said] == []


def test_the_search_for_leaks_would_find_one(sandbox: Path) -> None:
    (sandbox / "tmp" / "left-over.txt").write_text(f"about {NAME}", "utf-16-le")
    assert ("tmp/left-over.txt", NAME) in leaks(sandbox)


def test_the_guard_against_sockets_would_end_the_process() -> None:
    script = (
        "import sys, socket; from tests.drills.session import forbid_network;"
        "sys.addaudithook(forbid_network); socket.socket(socket.AF_INET)"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert ended.returncode == 3
