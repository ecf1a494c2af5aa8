"""Opening a vault: each kind of damage or mistake is refused in its own words."""

from __future__ import annotations

import contextlib
import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import (
    DatabaseDamaged,
    KeyringDamaged,
    NewerSchema,
    NotEncrypted,
    UnknownWorker,
    VaultBusy,
    VaultError,
    VaultMissing,
    WrongPassphrase,
)
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Door, Role, WorkerChangeReason, WorkerPart
from lead_desktop.services.people import participants, transfers
from lead_desktop.services.people.transfers import PassOn
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral
from lead_desktop.services.trust import backups, workers
from lead_desktop.services.trust.sitting_down import OpenVault, open_desk
from lead_desktop.services.trust.workers import NewWorker
from lead_desktop.store.audit import list_entries
from lead_desktop.store.backup import remove_database
from lead_desktop.store.engine import connect, sqlcipher
from lead_desktop.store.schema import MIGRATIONS
from lead_desktop.vault.derivation import FAST, Argon2Cost
from lead_desktop.vault.locking import locked
from lead_desktop.vault.opening import open_keyring
from tests.services.conftest import PASSPHRASE, WORKER, Vault

CHEAP, DEAR = Argon2Cost(96, 1, 1), Argon2Cost(256, 2, 1)


def test_the_only_worker_need_not_be_named(vault: Vault) -> None:
    opened = open_desk(vault.path, None, PASSPHRASE, clock=FixedClock())
    with opened.hold:
        assert opened.desk.worker.name == WORKER


def test_among_several_workers_one_must_be_named(vault: Vault, inside: OpenVault) -> None:
    other = NewWorker("Dre Fable", Role.PEER, "copper lantern nine rivers")
    workers.add_worker(inside.desk, inside.keys, other, FAST)
    with pytest.raises(VaultError, match="several workers"):
        open_desk(vault.path, None, PASSPHRASE)


def test_an_unlock_is_audited_with_the_wrong_tries_before_it(vault: Vault) -> None:
    start = FixedClock().now()
    for seconds in (0, 2):
        clock = FixedClock(instant=start + timedelta(seconds=seconds))
        with pytest.raises(WrongPassphrase, match="did not open"):
            vault.open(passphrase="not the passphrase", clock=clock)
    opened = vault.open(clock=FixedClock(instant=start + timedelta(seconds=9)))
    with opened.hold, opened.desk.store.read() as connection:
        newest = list_entries(connection)[-1]
    assert (newest.action, newest.detail) == ("vault.unlock", {"wrong_tries": 2})


def test_refusals_at_the_door(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(UnknownWorker):
        vault.open(worker="Nobody Here")
    with pytest.raises(VaultMissing, match="no vault at this place"):
        open_desk(tmp_path / "nowhere", WORKER, PASSPHRASE)
    with pytest.raises(VaultMissing, match="no vault at this place"):
        open_desk(tmp_path, WORKER, PASSPHRASE)
    vault.folder.database.rename(tmp_path / "away.db")
    with pytest.raises(VaultMissing, match=r"caseload\.db"):
        vault.open()
    (tmp_path / "away.db").rename(vault.folder.database)
    vault.folder.keyring.unlink()
    with pytest.raises(KeyringDamaged, match="missing"):
        vault.open()


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("1x.db", DatabaseDamaged),
        ("corrupt.db", NotEncrypted),
        ("hello.db", VaultError),
        ("unencrypted.db", NotEncrypted),
    ],
)
def test_a_foreign_file_in_place_of_the_records_is_refused(
    vault: Vault, shared_data: Path, name: str, refusal: type[VaultError]
) -> None:
    foreign = shared_data / "sqlcipher" / "android_tests" / name
    shutil.copyfile(foreign, vault.folder.database)
    with pytest.raises(refusal) as caught:
        vault.open()
    assert "vault restore" in str(caught.value)
    assert vault.folder.database.read_bytes() == foreign.read_bytes()


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 4096, bytes(100_000)])
def test_rubbish_in_place_of_the_records_is_refused(vault: Vault, content: bytes) -> None:
    vault.folder.database.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        vault.open()
    assert vault.folder.database.read_bytes() == content


@pytest.mark.parametrize("seed", range(25))
def test_whatever_bit_is_flipped_the_vault_opens_or_is_refused_by_name(
    vault: Vault, seed: int
) -> None:
    content = bytearray(vault.folder.database.read_bytes())
    at = random.Random(seed).randrange(len(content) * 8)
    content[at // 8] ^= 1 << at % 8
    vault.folder.database.write_bytes(content)
    told: list[str] = []
    try:
        vault.open().hold.close()
    except DatabaseDamaged as refusal:
        told.append(refusal.remedy)
    assert all("vault restore" in remedy for remedy in told)


def test_a_folder_in_place_of_the_records_is_refused(vault: Vault) -> None:
    vault.folder.database.unlink()
    vault.folder.database.mkdir()
    with pytest.raises(DatabaseDamaged, match="cannot be read"):
        vault.open()


def test_a_database_of_another_program_version_is_refused(vault: Vault, inside: OpenVault) -> None:
    key = inside.keys.unlocked.data_keys[0]
    inside.hold.close()
    with contextlib.closing(connect(vault.folder.database, key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema, match="newer version"):
        vault.open()
    with contextlib.closing(connect(vault.folder.database, key)) as connection:
        connection.execute("DROP TABLE alembic_version")
    with pytest.raises(DatabaseDamaged, match="none of this program's tables"):
        vault.open()


def test_a_keyring_of_another_vault_does_not_open_the_records(
    vault: Vault, vault_template: Vault, tmp_path: Path
) -> None:
    from tests.services.trust.test_vaults import create

    create(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "keyring.json", vault.folder.keyring)
    with pytest.raises(DatabaseDamaged, match="another vault"):
        vault.open()


def test_nobody_comes_in_while_somebody_restores(vault: Vault) -> None:
    with locked(vault.folder, shared=False), pytest.raises(VaultBusy):
        vault.open()


def test_a_refused_desk_lets_go_of_the_vault(vault: Vault, inside: OpenVault) -> None:
    key = inside.keys.unlocked.data_keys[0]
    inside.hold.close()
    with contextlib.closing(connect(vault.folder.database, key)) as connection:
        connection.execute("UPDATE worker SET public_key = zeroblob(32)")
    with pytest.raises(DatabaseDamaged, match="do not know this key slot"):
        vault.open()
    with locked(vault.folder, shared=False):
        assert vault.path.exists()


def test_what_a_worker_may_do_is_read_from_inside_the_encryption(
    vault: Vault, inside: OpenVault
) -> None:
    key = inside.keys.unlocked.data_keys[0]
    inside.hold.close()
    with contextlib.closing(connect(vault.folder.database, key)) as connection:
        connection.execute("UPDATE worker SET role = 'peer', administrator = 0")
    opened = vault.open()
    with opened.hold:
        assert (opened.desk.worker.role, opened.desk.worker.administrator) == (Role.PEER, False)


def remade(vault: Vault, cost: Argon2Cost) -> Vault:
    from tests.services.trust.test_vaults import create

    path = vault.path.parent / "cheap"
    return Vault(path, create(path, cost=cost))


def test_a_slot_made_on_a_slower_computer_is_raised(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lead_desktop.services.trust.sitting_down.calibrate", lambda: DEAR)
    cheap = remade(vault, CHEAP)
    cheap.open().hold.close()
    assert [slot.cost for slot in open_keyring(cheap.folder).workers()] == [DEAR]
    cheap.open().hold.close()


def test_a_slot_is_not_lowered_and_a_throw_away_one_is_left(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lead_desktop.services.trust.sitting_down.calibrate", lambda: CHEAP)
    dear = remade(vault, DEAR)
    dear.open().hold.close()
    assert [slot.cost for slot in open_keyring(dear.folder).workers()] == [DEAR]
    monkeypatch.setattr("lead_desktop.services.trust.sitting_down.calibrate", lambda: DEAR)
    vault.open().hold.close()
    assert [slot.cost for slot in open_keyring(vault.folder).workers()] == [FAST]


def test_a_raise_that_cannot_be_saved_does_not_stop_the_work(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise VaultBusy("Somebody else changed this vault's keyring a moment ago.")

    monkeypatch.setattr("lead_desktop.services.trust.sitting_down.calibrate", lambda: DEAR)
    monkeypatch.setattr("lead_desktop.services.trust.sitting_down.save_keyring", refuse)
    cheap = remade(vault, CHEAP)
    opened = cheap.open()
    with opened.hold:
        assert opened.desk.worker.name == WORKER


@pytest.fixture
def older(vault: Vault) -> Vault:
    """The vault with the same worker in a database of revision 0004."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import StaticPool, create_engine

    opened = vault.open()
    key = opened.keys.unlocked.data_keys[0]
    with opened.desk.store.read() as connection:
        worker = connection.execute(text("SELECT * FROM worker")).mappings().one()
    opened.hold.close()
    remove_database(vault.folder.database)
    raw = connect(vault.folder.database, key, create=True)
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: raw, poolclass=StaticPool)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        columns, values = ", ".join(worker), ", ".join(f":{name}" for name in worker)
        connection.execute(text(f"INSERT INTO worker ({columns}) VALUES ({values})"), worker)
    engine.dispose()
    return vault


def test_an_older_vault_is_backed_up_and_brought_up_to_date(older: Vault) -> None:
    opened = older.open()
    with opened.hold:
        assert all(check.ok for check in backups.verify(opened.desk, opened.keys))
    assert len(backups.list_backups(older.folder)) == 1
    older.open().hold.close()
    assert len(backups.list_backups(older.folder)) == 1


def test_an_older_vault_is_not_updated_while_others_are_in(older: Vault) -> None:
    with locked(older.folder), pytest.raises(VaultBusy):
        older.open()
    assert backups.list_backups(older.folder) == []


def test_an_older_vault_is_checked_without_being_touched(older: Vault) -> None:
    checks = {check.name: check for check in backups.verify_folder(older.path, WORKER, PASSPHRASE)}
    assert checks["pages"].ok
    assert not checks["schema"].ok
    assert checks["schema"].detail == "revision 0004; opening the vault brings it up to date"


def test_people_are_passed_on_by_the_first_unlock_of_the_day_that_was_planned(
    vault: Vault,
) -> None:
    opened = vault.open()
    with opened.hold:
        desk = opened.desk
        command = NewWorker("Dre Fable", Role.CASE_MANAGER, "copper lantern nine rivers")
        workers.add_worker(desk, opened.keys, command, FAST)
        (dre,) = (one for one in workers.list_workers(desk) if one.name == command.name)
        told = AddReferral(id=new_id(), door=Door.SOCIAL, name="Juniper Fable")
        person = add_referral(desk, told).line.participant_id
        day, reason = desk.clock.today() + timedelta(days=3), WorkerChangeReason.CAPACITY
        plan = PassOn(new_id(), (person,), dre.id, WorkerPart.CASE_MANAGER, day, reason)
        transfers.pass_on(desk, plan)
        assert len(transfers.list_planned(desk)) == 1
    for days, manager in ((1, None), (3, "Dre Fable")):
        clock = FixedClock(instant=FixedClock().now() + timedelta(days=days))
        again = vault.open(clock=clock)
        with again.hold:
            row = participants.read_record(again.desk, person).row
            assert row.case_manager == manager
