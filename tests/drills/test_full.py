"""full: no room on the disk in the middle of a save, an import, a backup, a copy, an export. The
error has a name, the file is whole, what was being written is still in hand, and saving works again
once there is room. (An update of an older vault without room: test_migrate.)"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from lead_desktop.app import create_vault, open_vault
from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import LeadError, StorageFull
from lead_desktop.base.ids import new_id
from lead_desktop.cli.output import write_file
from lead_desktop.domain.codes import AddendumKind, Role
from lead_desktop.services.contacts import addenda, contacts, drafts, signing
from lead_desktop.services.contacts.addenda import AddAddendum
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.imports import import_caseload
from lead_desktop.services.people.participants import list_caseload
from lead_desktop.store.audit import verify_chain
from lead_desktop.store.store import open_store
from lead_desktop.store.verify import check_store
from lead_desktop.vault.derivation import FAST
from tests.conftest import KEY
from tests.drills.room import no_room_beyond
from tests.services.noting import entry, log

PAGE = 4096
LONG_NOTE = "Every word of this note must survive. " * 400
ROUNDS = [pytest.param(6, id="short"), pytest.param(200, id="long", marks=pytest.mark.drill)]
Saves = dict[str, Callable[[], object]]


@pytest.fixture
def person(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def saves(desk: Desk, person: UUID, signed: UUID) -> Saves:
    """Everything that a worker saves in a day, each with much to write."""
    draft_id, contact_id, addendum_id = new_id(), new_id(), new_id()
    before, unsigned = entry(desk, signed), log(desk, person)
    contact = LogContact(
        contact_id, (person,), before.mode, before.outcome, before.occurred_at, note=LONG_NOTE
    )
    return {
        "draft": lambda: drafts.save_draft(
            desk, drafts.DraftState(draft_id, "contact", person, {"note": LONG_NOTE})
        ),
        "contact": lambda: contacts.log_contact(desk, contact),
        "sign": lambda: signing.sign_contact(desk, unsigned),
        "addendum": lambda: addenda.add_addendum(
            desk, AddAddendum(addendum_id, signed, AddendumKind.ADDENDUM, LONG_NOTE)
        ),
    }


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_full_disk_is_named_and_costs_nothing(desk: Desk, person: UUID, rounds: int) -> None:
    signed = log(desk, person, sign=True)
    moments = random.Random(rounds)
    for _ in range(rounds):
        # A store of its own each time: its log starts anew, so the room ends at another moment.
        desk.store.close()
        desk = replace(desk, store=open_store(desk.store.path, KEY))
        acts = saves(desk, person, signed)
        held = entry(desk, signed)
        for name, act in acts.items():
            room = moments.randrange(PAGE // 2, PAGE if name == "sign" else 3 * PAGE)
            with no_room_beyond(room), pytest.raises(StorageFull) as caught:
                act()
            assert caught.value.meaning == (
                "This change was not saved; everything saved before is intact."
            )
            assert caught.value.remedy
        assert entry(desk, signed) == held
        assert [check for check in check_store(desk.store) if not check.ok] == []
        with desk.store.read() as connection:
            assert verify_chain(connection) is None
        for act in acts.values():  # the same words, still in hand, once there is room
            act()
        assert entry(desk, signed).addenda[-1].text == LONG_NOTE.strip()


def test_a_backup_without_room_is_named_and_the_last_good_one_stays(tmp_path: Path) -> None:
    folder, clock, words = tmp_path / "vault", FixedClock(), "seven calm herons wade upriver"
    create_vault(
        folder, worker="Tomas", role=Role.SUPERVISOR, passphrase=words, cost=FAST, clock=clock
    )
    with open_vault(folder, "Tomas", words, clock=clock) as application:
        application.back_up()
        good = sorted(path.name for path in (folder / "backups").iterdir())
        with no_room_beyond(3 * PAGE), pytest.raises(StorageFull):
            application.back_up()
        left = sorted(path.name for path in (folder / "backups").iterdir())
        assert set(good) <= set(left)
        assert [check for check in check_store(application.desk.store) if not check.ok] == []
        application.back_up()


def test_an_exported_file_without_room_is_named_and_leaves_no_half_behind(tmp_path: Path) -> None:
    path = tmp_path / "directory.json"
    with no_room_beyond(PAGE), pytest.raises(LeadError) as caught:
        write_file(path, b"x" * 3 * PAGE)
    assert caught.value.remedy
    assert not path.exists()
    write_file(path, b"x" * 3 * PAGE)
    assert path.stat().st_size == 3 * PAGE


def test_an_import_without_room_is_named_and_keeps_nothing_of_it(
    seat: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = seat(Role.CASE_MANAGER, name="Ana Specimen", administrator=True)
    people = tmp_path / "people.csv"
    rows = [f"{number},Person {number},Long Street {number}" for number in range(400)]
    people.write_text("\n".join(("id,first,address", *rows)), "utf-8")
    with no_room_beyond(3 * PAGE), pytest.raises(StorageFull):
        import_caseload(desk, people)
    assert list_caseload(desk) == []
    assert [check for check in check_store(desk.store) if not check.ok] == []
    assert import_caseload(desk, people).created == 400
