"""Follow-ups and appointments from the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from lead_desktop.app import open_vault
from lead_desktop.domain.codes import Role
from lead_desktop.services.worklist.tasks import list_tasks

from .conftest import OTHER, PASSPHRASE, Run

pytestmark = pytest.mark.usefixtures("people")
SOON = datetime.now(UTC).date() + timedelta(days=5)
TOMAS = ("--worker", "Tomas Sampleton")


def rows(within: Run, vault: Path, kind: str, *more: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = within("list", vault, kind, *more, "--json").json
    return listed


def open_tasks(vault: Path) -> list[tuple[str, str, str]]:
    """Words, day and keeper of every open follow-up."""
    with open_vault(vault, TOMAS[1], PASSPHRASE) as application:
        found = list_tasks(application.desk)
    return [(line.words, line.due_on.isoformat(), line.worker) for line in found]


def test_a_follow_up_is_written_changed_and_done(within: Run, vault: Path) -> None:
    with open_vault(vault, None, PASSPHRASE) as application:
        application.add_worker("Wren Example", Role.PEER, False, OTHER)
    one = str(uuid4())
    add = ("task", "add", vault, "--participant", "A", "--words", "-", "--due", SOON, *TOMAS)
    for _ in range(2):
        assert within(*add, "--id", one, "--json", stdin="Call the shelter").json == {"id": one}
    assert open_tasks(vault) == [("Call the shelter", SOON.isoformat(), "Tomas Sampleton")]
    assert one in {row["id"] for row in rows(within, vault, "tasks", *TOMAS)}
    change = ("task", "change", vault, one, *TOMAS)
    assert within(*change).status == 2
    assert within(*change, "--for", "Nobody").status == 1
    assert within(*change, "--words", "Bring the form", "--for", "wren example").status == 0
    assert open_tasks(vault) == [("Bring the form", SOON.isoformat(), "Wren Example")]
    assert within(*change, "--words", " ").status == 1
    for verb, left in (("done", 0), ("done", 0), ("reopen", 1), ("remove", 0)):
        assert within("task", verb, vault, one, *TOMAS).status == 0
        assert len(open_tasks(vault)) == left
    assert within("task", "done", vault, one, *TOMAS).status == 1


def test_an_appointment_is_made_and_set_anew(within: Run, vault: Path) -> None:
    told = {
        "participant": "A", "title": "Intake", "at": f"{SOON}T10:30:00+00:00", "minutes": 30,
        "place": "Sample House", "transport": "Bus 54",
    }  # fmt: skip
    made = within("appointment", "add", vault, "--input", "-", "--json", stdin=json.dumps(told))
    assert made.status == 0, made.err
    (row,) = rows(within, vault, "appointments")
    assert (row["id"], row["title"], row["status"]) == (made.json["id"], "Intake", "PLANNED")
    assert (row["starts_at"], row["minutes"]) == (told["at"], 30)
    assert (row["place"], row["transport"], row["court"]) == ("Sample House", "Bus 54", False)
    early = within("appointment", "settle", vault, row["id"], "missed")
    assert (early.status, "not come" in early.err) == (1, True)
    anew = ("appointment", "reschedule", vault, row["id"], "--at", f"{SOON}T12:00", "--json")
    new = within(*anew).json["id"]
    assert [one["id"] for one in rows(within, vault, "appointments")] == [new]
    both = rows(within, vault, "appointments", "--participant", "A")
    assert [one["status"] for one in both] == ["RESCHEDULED", "PLANNED"]
    assert within("appointment", "settle", vault, new, "cancelled", "--words", "-").status == 0
    assert rows(within, vault, "appointments") == []
    assert within("appointment", "undo", vault, new).status == 0
    assert [one["id"] for one in rows(within, vault, "appointments")] == [new]


def test_what_became_of_an_appointment(within: Run, vault: Path) -> None:
    add = ("appointment", "add", vault, "--participant", "A", "--at", "2026-01-05T10:30")
    one = within(*add, "--title", "-", "--json", stdin="Sample visit").json["id"]
    settle = ("appointment", "settle", vault, one)
    assert within(*settle, "ATTENDED").status == 1
    assert within(*settle, "SLEPT").status == 1
    assert within(*settle, "attended", "--verified-by", "participant-report").status == 0
    (row,) = rows(within, vault, "appointments", "--participant", "A")
    assert (row["title"], row["status"]) == ("Sample visit", "ATTENDED")
    assert row["verified_by"] == "PARTICIPANT_REPORT"
    assert within(*settle, "MISSED").status == 1


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (("--title", "Intake"), 2),
        (("--at", "2026-01-05T10:30"), 2),
        (("--title", "Intake", "--at", "2026-01-05"), 2),
        (("--title", "Intake", "--at", "2026-01-05T10:30", "--minutes", "-5"), 1),
        (("--title", "Intake", "--at", "2026-01-05T10:30", "--linkage", "x"), 1),
    ],
)
def test_what_is_no_appointment_is_refused(
    within: Run, vault: Path, options: tuple[str, ...], status: int
) -> None:
    told = within("appointment", "add", vault, "--participant", "A", *options)
    assert (told.status, told.out) == (status, "")
    assert rows(within, vault, "appointments", "--participant", "A") == []
