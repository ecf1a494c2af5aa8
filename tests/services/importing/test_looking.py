"""A first look at a file: what its columns hold, and what was said of such a file before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lead_desktop.domain.codes import ImportKind, Role
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.looking import REMEMBERED, look_at, remember
from lead_desktop.services.trust.kept import put_setting

HEADINGS = ("Client", "Date", "Type")


@pytest.fixture
def boss(seat: Callable[..., Desk]) -> Desk:
    return seat(Role.CASE_MANAGER, name="Ada Sampleton", administrator=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "file.csv"
    made.write_text(",".join(HEADINGS) + "\nA1,2026-11-20,Phone\n", "utf-8")
    return made


def test_the_same_headings_mean_what_the_kind_of_file_says(boss: Desk, path: Path) -> None:
    contacts = look_at(boss, ImportKind.CONTACTS, path)
    assert contacts.places == {"participant": "Client", "occurred_at": "Date", "mode": "Type"}
    linkages = look_at(boss, ImportKind.LINKAGES, path)
    assert linkages.places == {"participant": "Client", "sent_on": "Date", "need": "Type"}
    assert contacts.samples == {"Client": "A1", "Date": "2026-11-20", "Type": "Phone"}


def test_what_was_said_is_remembered_for_its_kind_alone(boss: Desk, path: Path) -> None:
    said = {"participant": "Client", "note": "Type"}
    remember(boss, ImportKind.CONTACTS, HEADINGS, said)
    remember(boss, ImportKind.LINKAGES, HEADINGS, {"need": "Date"})
    contacts = look_at(boss, ImportKind.CONTACTS, path)
    assert (contacts.places, contacts.remembered) == (said, True)
    assert look_at(boss, ImportKind.LINKAGES, path).places == {"need": "Date"}
    assert not look_at(boss, ImportKind.CASELOAD, path).remembered


def test_what_was_said_before_there_were_kinds_is_of_people(boss: Desk, path: Path) -> None:
    places = {"external_id": "Client"}
    with boss.store.write() as session:
        old = {"headings": list(HEADINGS), "places": places}
        put_setting(session, boss, REMEMBERED, [old])
    assert look_at(boss, ImportKind.CASELOAD, path).places == places
    assert not look_at(boss, ImportKind.CONTACTS, path).remembered


def test_the_tables_of_a_directory_ask_nothing(boss: Desk, tmp_path: Path) -> None:
    look = look_at(boss, ImportKind.DIRECTORY, tmp_path / "partners.zip")
    assert (look.whole, look.headings, look.places) == (True, (), {})
