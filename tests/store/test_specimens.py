"""Every released schema's specimen opens with today's program, whole and readable."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lead_desktop.domain.codes import Role, Seal
from lead_desktop.services.contacts.contacts import list_contacts
from lead_desktop.services.trust import backups
from lead_desktop.services.trust.sitting_down import OpenVault, open_desk
from lead_desktop.store.queries.notes import find_in_notes
from lead_desktop.store.schema import RELEASED
from tests.specimens import make

SPECIMENS = sorted(path.parent for path in make.SPECIMENS.glob("*/keyring.json"))


@pytest.fixture(params=SPECIMENS, ids=lambda path: path.name)
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one specimen, as it might come from an old computer."""
    return Path(shutil.copytree(request.param, tmp_path / "vault"))


def open_vault(vault: Path, worker: str, passphrase: str) -> OpenVault:
    return open_desk(vault, worker, passphrase, clock=make.CLOCK)


def test_the_released_schema_has_its_specimen() -> None:
    assert RELEASED in {path.name for path in SPECIMENS}


def test_a_specimen_opens_is_brought_up_to_date_and_passes_every_check(vault: Path) -> None:
    opened = open_vault(vault, make.WORKER, make.PASSPHRASE)
    with opened.hold:
        checks = backups.verify(opened.desk, opened.keys)
        assert [check.name for check in checks if not check.ok] == []
        assert opened.desk.worker.administrator


def test_a_known_contact_is_read_and_a_word_of_it_found(vault: Path) -> None:
    opened = open_vault(vault, make.SECOND, make.SECOND_PASSPHRASE)
    with opened.hold:
        assert opened.desk.worker.role is Role.PEER
        contacts = {one.id: one for one in list_contacts(opened.desk)}
        assert set(contacts) == {make.CONTACT, make.ATTEMPT}
        assert contacts[make.CONTACT].note == make.NOTE
        assert contacts[make.CONTACT].seal is Seal.INTACT
        with opened.desk.store.read() as connection:
            for word in ("founta", "naive", "SMORGASBORD"):
                hits = find_in_notes(connection, word, participant_id=make.PERSON)
                assert [hit.contact_id for hit in hits] == [make.CONTACT]
            assert find_in_notes(connection, "elephant") == []


def test_a_specimen_is_small(vault: Path) -> None:
    # Each table and each index takes a page of 4 KiB, however little is in it.
    assert sum(path.stat().st_size for path in vault.iterdir()) < 1_500_000


def test_the_recipe_still_makes_a_vault_like_it(tmp_path: Path) -> None:
    make.make(tmp_path / "fresh")
    opened = open_vault(tmp_path / "fresh", make.WORKER, make.PASSPHRASE)
    with opened.hold:
        assert len(list_contacts(opened.desk)) == 2
