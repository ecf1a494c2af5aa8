"""Workers of a vault: who may open it, with which role, by which passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lead_desktop.base.errors import NotFound
from lead_desktop.domain.codes import Role
from lead_desktop.domain.roles import Act
from lead_desktop.domain.worker import WorkerLine, worker_key
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.workers import list_workers as worker_lines
from lead_desktop.store.tables import Worker
from lead_desktop.vault import keyring as slots
from lead_desktop.vault.derivation import Argon2Cost
from lead_desktop.vault.folder import VaultFolder
from lead_desktop.vault.keyring import Keyring, Slot, Unlocked
from lead_desktop.vault.opening import open_keyring, save_keyring

WORKERS = Change(frozenset({Topic.WORKERS}))
REMOVAL_LIMITS = (
    "Copies of this vault made before today, opened with the old passphrase, still show "
    "everything up to the day of the copy. Removing a worker cannot undo that."
)
"""What is said plainly before a worker is removed."""


@dataclass(frozen=True, repr=False)
class Keys:
    """What an open vault holds of its own lock: the folder and the unlocked slot."""

    folder: VaultFolder
    unlocked: Unlocked

    def keyring(self) -> Keyring:
        """The keyring as it stands on disk, proven to be written by a holder of the key."""
        keyring = open_keyring(self.folder)
        slots.check_codes(keyring, self.unlocked.data_keys)
        return keyring


@allowed(Act.SEE_VAULT)
def list_workers(desk: Desk) -> list[WorkerLine]:
    """Everybody who may open this vault, by name."""
    with desk.store.read() as connection:
        return worker_lines(connection)


@dataclass(frozen=True, repr=False)
class NewWorker:
    """A worker to be added. The passphrase is the worker's own first one."""

    name: str
    role: Role
    passphrase: str
    administrator: bool = False


@allowed(Act.MANAGE_WORKERS)
def add_worker(desk: Desk, keys: Keys, command: NewWorker, cost: Argon2Cost) -> Change:
    """Give a worker a key slot and a row; raises WeakPassphrase, or VaultError for a taken name.

    The row is written first and undone when the keyring cannot be saved: a slot without a row
    would open a vault in which its owner is nobody.
    """
    keyring, slot = slots.add_worker(
        keys.keyring(),
        keys.unlocked.data_keys,
        command.name,
        command.role,
        administrator=command.administrator,
        passphrase=command.passphrase,
        cost=cost,
    )
    with desk.store.write() as session:
        put_worker(session, desk, slot)
        desk.record(session, "worker.add", detail={"role": command.role.value})
        session.flush()
        save_keyring(keys.folder, keyring)
    return WORKERS


def put_worker(session: Session, desk: Desk, slot: Slot) -> None:
    """Write a slot's worker; somebody who comes back takes up the old row and its history."""
    assert slot.role is not None
    now = desk.clock.now()
    row = session.scalar(select(Worker).where(Worker.name_key == worker_key(slot.worker)))
    if row is None:
        row = Worker(
            name=slot.worker, name_key=worker_key(slot.worker), created_at=now, updated_at=now
        )
        session.add(row)
    row.role = slot.role
    row.administrator = slot.administrator
    row.active = True
    row.slot_id = slot.id
    row.public_key = slot.public
    row.updated_at = now


@allowed(Act.MANAGE_WORKERS)
def remove_worker(desk: Desk, keys: Keys, name: str) -> Change:
    """Take a worker's slot away; the row stays, because notes name it."""
    keyring = slots.remove_worker(keys.keyring(), keys.unlocked.data_keys, name)
    with desk.store.write() as session:
        changed = session.execute(
            update(Worker)
            .where(Worker.name_key == worker_key(name), Worker.active.is_(True))
            .values(active=False, slot_id=None, public_key=None, updated_at=desk.clock.now())
            .returning(Worker.id)
        ).all()
        if not changed:
            raise NotFound("No active worker of this vault has that name.")
        desk.record(session, "worker.remove", subject=changed[0].id)
        session.flush()
        save_keyring(keys.folder, keyring)
    return WORKERS


@allowed(Act.OWN_ACCOUNT)
def change_passphrase(desk: Desk, keys: Keys, old: str, new: str, cost: Argon2Cost) -> Change:
    """Give the worker at this desk a new passphrase; the old one has to be right."""
    keyring = keys.keyring()
    unlocked = slots.unlock(keyring, desk.worker.name, old)
    save_keyring(keys.folder, slots.replace_passphrase(keyring, unlocked, new, cost))
    with desk.store.write() as session:
        desk.record(session, "passphrase.change", subject=desk.worker.id)
    return WORKERS
