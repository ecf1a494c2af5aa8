"""A whole import is taken back: whom it brought in goes, whom it changed stands as before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, Role
from lead_desktop.services.contacts.contacts import LogContact, log_contact
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.imports import import_caseload
from lead_desktop.services.importing.undoing import list_imports, undo_import
from lead_desktop.services.people.participants import list_caseload
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Base

Seat = Callable[..., Desk]


@pytest.fixture
def boss(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Ada Sampleton", administrator=True)


def later(desk: Desk, minutes: int) -> Desk:
    at = desk.clock.now() + timedelta(minutes=minutes)
    return replace(desk, clock=FixedClock(instant=at))


def write(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


HEAD = "ID,First name,Last name,Status,Phone,AKA,Case manager"


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the vault about people, without version counters and the account of imports."""
    leave_out = {"audit", "import_run", "import_before", "blocking_stale", "blocking_behind"}
    with desk.store.read() as connection:
        found = {}
        for table in Base.metadata.sorted_tables:
            if table.name in leave_out:
                continue
            columns = ", ".join(f'"{c.name}"' for c in table.columns if c.name != "version")
            rows = connection.exec_driver_sql(f"SELECT {columns} FROM {table.name}").all()
            found[table.name] = sorted(map(tuple, rows), key=repr)
    return found


def test_taking_an_import_back_leaves_the_vault_as_it_was(boss: Desk, tmp_path: Path) -> None:
    first = write(tmp_path, HEAD, "A1,Anna,Fable,Active,410-555-0100,Annie,Ada Sampleton")
    import_caseload(boss, first)
    before = everything(boss)
    second = write(
        tmp_path,
        HEAD,
        "A1,Anna,Fable-Ray,Closed,410-555-0199,Ann,Somebody Else",
        "B2,Zoë,Sample,Active,,,",
        "C3,ሰላም,ምሳሌ,Referred,,,Ada Sampleton",
    )
    report = import_caseload(later(boss, 5), second)
    assert (report.created, report.updated) == (2, 1)
    assert report.import_id is not None
    assert everything(boss) != before
    done = undo_import(later(boss, 9), report.import_id)
    assert (done.removed, done.brought_back, done.kept) == (2, 1, 0)
    assert everything(boss) == before
    with boss.store.read() as connection:
        entry = next(one for one in list_entries(connection) if one.action == "import.undo")
    assert entry.detail == {"removed": 2, "back": 1, "kept": 0}
    with pytest.raises(Refused):
        undo_import(later(boss, 10), report.import_id)
    assert [(line.created, line.undone, line.can_undo) for line in list_imports(boss)] == [
        (2, True, False),
        (1, False, True),
    ]


def test_who_was_worked_with_since_stays(boss: Desk, tmp_path: Path) -> None:
    import_caseload(boss, write(tmp_path, HEAD, "A1,Anna,Fable,Active,,,"))
    path = write(tmp_path, HEAD, "A1,Anna,Ray,Active,,,", "B2,Zoe,Sample,Active,,,",
                 "C3,Moss,Sample,Active,,,")  # fmt: skip
    report = import_caseload(later(boss, 5), path)
    people = {row.legal_name: row.id for row in list_caseload(boss)}
    then = later(boss, 9)
    met = ContactMode.PHONE, ContactOutcome.MET
    for name in ("Zoe Sample",):
        log_contact(then, LogContact(new_id(), (people[name],), *met, boss.clock.now()))
    import_caseload(then, write(tmp_path, HEAD, "A1,Anna,Sun,Active,,,"))
    assert report.import_id is not None
    done = undo_import(later(boss, 20), report.import_id)
    assert (done.removed, done.brought_back, done.kept) == (1, 0, 2)
    assert {row.legal_name for row in list_caseload(boss)} == {"Anna Sun", "Zoe Sample"}


def test_the_same_file_comes_in_again_after_it_was_taken_back(boss: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, "A1,Anna,Fable,Active,,,", "B2,Zoe,Sample,Active,,,")
    report = import_caseload(boss, path)
    assert report.import_id is not None
    undo_import(later(boss, 1), report.import_id)
    assert list_caseload(boss) == []
    assert import_caseload(later(boss, 2), path).created == 2


def test_only_who_imports_takes_back_and_an_unknown_one_is_told(boss: Desk, seat: Seat) -> None:
    with pytest.raises(NotFound):
        undo_import(boss, new_id())
    with pytest.raises(Refused):
        undo_import(seat(Role.CASE_MANAGER), new_id())
    with pytest.raises(Refused):
        list_imports(seat(Role.SUPERVISOR))
