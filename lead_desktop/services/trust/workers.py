"""Workers of a vault: who may open it, with which role, by which passphrase."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lead_desktop.base.errors import UnknownWorker, VaultError
from lead_desktop.base.given import given
from lead_desktop.domain.codes import Role
from lead_desktop.domain.trust.audit import Detail
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.trust.worker import WorkerLine, worker_key
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.workers import list_workers as worker_lines
from lead_desktop.store.store import Store
from lead_desktop.store.tables import Contact, Draft, Worker
from lead_desktop.vault import keyring as slots
from lead_desktop.vault.derivation import Argon2Cost
from lead_desktop.vault.folder import VaultFolder
from lead_desktop.vault.keyring import Keyring, Slot, Unlocked
from lead_desktop.vault.opening import open_keyring, save_keyring, unlock_vault

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


@contextlib.contextmanager
def with_keyring(
    store: Store, folder: VaultFolder, before: Keyring, after: Keyring
) -> Iterator[Session]:
    """One transaction that ends with the keyring `after` on disk: both change, or neither.

    A process killed between the two leaves a slot without a row, which opens nothing, or a row
    without a slot; `remove_worker` mends either.
    """

    def put_back() -> None:
        with contextlib.suppress(VaultError):
            save_keyring(folder, before, replacing=after)

    # Once the keyring is saved, a refused commit takes it back as well.
    with contextlib.ExitStack() as undo:
        with store.write() as session:
            yield session
            session.flush()
            save_keyring(folder, after, replacing=before)
            undo.callback(put_back)
        undo.pop_all()


@allowed(Act.SEE_VAULT)
def list_workers(desk: Desk) -> list[WorkerLine]:
    """Everybody who may open this vault now, by name; not those who have left."""
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
    """Give a worker a key slot and a row; raises WeakPassphrase, or VaultError for a taken name."""
    before = keys.keyring()
    after, slot = slots.add_worker(
        before,
        keys.unlocked.data_keys,
        command.name,
        command.role,
        administrator=command.administrator or command.role is Role.ADMINISTRATOR,
        passphrase=command.passphrase,
        cost=cost,
    )
    with with_keyring(desk.store, keys.folder, before, after) as session:
        row = put_worker(session, slot, desk.clock.now())
        desk.record(session, "worker.add", subject=row.id, detail={"role": command.role.value})
    return WORKERS


def put_worker(session: Session, slot: Slot, now: datetime) -> Worker:
    """Write a slot's worker; somebody who comes back takes up the old row and its history."""
    row = session.scalar(select(Worker).where(Worker.name_key == worker_key(slot.worker)))
    if row is None:
        row = Worker(
            name=slot.worker, name_key=worker_key(slot.worker), created_at=now, updated_at=now
        )
        session.add(row)
    row.role = given(slot.role)
    row.administrator = slot.administrator
    row.active = True
    row.slot_id = slot.id
    row.public_key = slot.public
    row.updated_at = now
    session.flush()
    return row


@dataclass(frozen=True)
class Unfinished:
    """What a worker has begun: drafts, and saved contacts that wait for a signature."""

    drafts: int
    unsigned: int

    @property
    def words(self) -> str:
        """What waits: "1 draft and 2 notes to sign"; empty for nothing."""
        told = ((self.drafts, "draft", ""), (self.unsigned, "note", " to sign"))
        return " and ".join(
            f"{many} {what}{'' if many == 1 else 's'}{more}" for many, what, more in told if many
        )


@allowed(Act.MANAGE_WORKERS)
def unfinished_of(desk: Desk, name: str) -> Unfinished:
    """How much a worker would leave behind. Nobody else opens a draft or signs in their place: it
    waits, and is there again for somebody who comes back under that name."""
    known = select(Worker.id).where(Worker.name_key == worker_key(name)).scalar_subquery()
    begun = select(func.count()).where(Draft.owner_id == known)
    waiting = select(func.count()).where(
        Contact.author_id == known,
        Contact.signed_at.is_(None),
        Contact.struck_at.is_(None),
        Contact.import_id.is_(None),
    )
    with desk.store.read() as connection:
        return Unfinished(connection.scalar(begun) or 0, connection.scalar(waiting) or 0)


@allowed(Act.MANAGE_WORKERS)
def remove_worker(desk: Desk, keys: Keys, name: str) -> Change:
    """Take a worker's slot away; the row stays, because notes name it.

    Either one without the other, left by a killed process, is taken away as well.
    """
    before = keys.keyring()
    unknown: UnknownWorker | None = None
    try:
        after = slots.remove_worker(before, keys.unlocked.data_keys, name)
    except UnknownWorker as refusal:
        after, unknown = before, refusal
    with with_keyring(desk.store, keys.folder, before, after) as session:
        gone = session.scalar(
            update(Worker)
            .where(Worker.name_key == worker_key(name), Worker.active.is_(True))
            .values(active=False, slot_id=None, public_key=None, updated_at=desk.clock.now())
            .returning(Worker.id)
        )
        if gone is None and unknown is not None:
            raise unknown
        desk.record(session, "worker.remove", subject=gone or "")
    return WORKERS


@allowed(Act.OWN_ACCOUNT)
def change_passphrase(desk: Desk, keys: Keys, old: str, new: str, cost: Argon2Cost) -> Change:
    """Give the worker at this desk a new passphrase; the old one has to be right.

    Wrong tries are delayed as at the door: the chair may have been left for a moment.
    """
    opened = unlock_vault(keys.folder, desk.worker.name, old, desk.clock.now())
    after = slots.replace_passphrase(opened.keyring, opened.unlocked, new, cost)
    with with_keyring(desk.store, keys.folder, opened.keyring, after) as session:
        detail: Detail = {"wrong_tries": len(opened.wrong_tries)} if opened.wrong_tries else {}
        desk.record(session, "passphrase.change", subject=desk.worker.id, detail=detail)
    return WORKERS
