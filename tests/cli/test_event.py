"""Events of a life from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lead_desktop.app import open_vault
from lead_desktop.domain.people.events import EventLine
from lead_desktop.services.people.events import list_events
from lead_desktop.services.people.participants import find_participant_id

from .conftest import PASSPHRASE, Run

pytestmark = pytest.mark.usefixtures("people")


def events(vault: Path) -> list[EventLine]:
    with open_vault(vault, None, PASSPHRASE) as application:
        desk = application.desk
        return list(list_events(desk, find_participant_id(desk, "A")))


def test_a_stay_is_written_down_once_and_ended(within: Run, vault: Path) -> None:
    one = str(uuid4())
    told = {
        "participant": "A", "kind": "jail_booked", "source": "PUBLIC_RECORD", "id": one,
        "at": "2026-01-05T10:30", "expected_end_on": "2026-01-09", "place": "Sample Hall",
        "words": "Her sister called",
    }  # fmt: skip
    for _ in range(2):
        made = within("event", "add", vault, "--input", "-", "--json", stdin=json.dumps(told))
        assert (made.status, made.json) == (0, {"id": one}), made.err
    (line,) = events(vault)
    assert (line.id, line.facts.place) == (UUID(one), "Sample Hall")
    assert (line.facts.words, line.facts.source) == ("Her sister called", "PUBLIC_RECORD")
    assert line.facts.occurred_at.isoformat() == "2026-01-05T15:30:00+00:00"
    end = ("event", "end", vault, one, "--at")
    assert within(*end, "2026-01-04T10:00").status == 1
    assert within(*end, "2026-01-08T10:00").status == 0
    (line,) = events(vault)
    assert line.facts.ended_at is not None


def test_an_event_is_struck_and_restored(within: Run, vault: Path) -> None:
    add = ("event", "add", vault, "--participant", "A", "--kind", "ARREST", "--source", "STAFF")
    one = within(*add, "--at", "2026-01-05T10:30", "--json").json["id"]
    assert within("event", "strike", vault, one).status == 0
    assert within("event", "end", vault, one, "--at", "2026-01-06T10:00").status == 1
    assert within("event", "restore", vault, one).status == 0
    assert [str(line.id) for line in events(vault)] == [one]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (("--kind", "ARREST", "--source", "STAFF"), 2),
        (("--kind", "ARREST", "--at", "2026-01-05T10:30"), 2),
        (("--kind", "PARTY", "--source", "STAFF", "--at", "2026-01-05T10:30"), 1),
        (("--kind", "ARREST", "--source", "RUMOR", "--at", "2026-01-05T10:30"), 1),
        (("--kind", "ARREST", "--source", "STAFF", "--at", "2199-01-05T10:30"), 1),
    ],
)
def test_what_is_no_event_is_refused(
    within: Run, vault: Path, options: tuple[str, ...], status: int
) -> None:
    told = within("event", "add", vault, "--participant", "A", *options)
    assert (told.status, told.out) == (status, "")
    assert events(vault) == []
