"""Workers, settings, imports and the audit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from lead_desktop.domain.codes import Role
from lead_desktop.store.tables.base import (
    Base,
    Identified,
    Stamped,
    UtcDateTime,
    Versioned,
    code,
)


class Worker(Identified, Stamped, Versioned, Base):
    """Somebody who works in this vault. Rows stay when the person leaves: notes name them.

    `public_key` is the key that a rotation seals to; it is read from here, inside the
    encryption, never from the keyring file alone. `name_key` is the folded name, unique.
    """

    __tablename__ = "worker"

    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), unique=True)
    role: Mapped[Role] = mapped_column(code(Role))
    administrator: Mapped[bool] = mapped_column(Boolean, default=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    slot_id: Mapped[str | None] = mapped_column(String(60))
    public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    last_unlocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Setting(Base):
    """One setting of the vault, by key. Defaults live in lead_desktop.base.settings."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[object] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ImportRun(Identified, Stamped, Base):
    """One import: what was read, by whom, and what came of it."""

    __tablename__ = "import_run"

    kind: Mapped[str] = mapped_column(String(40))
    worker_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("worker.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ImportBefore(Base):
    """How a person stood before an import changed them, in stored values by table."""

    __tablename__ = "import_before"

    import_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("import_run.id"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    before: Mapped[dict[str, object]] = mapped_column(JSON)


class AuditEntry(Base):
    """One act, chained to the one before by its hash; never changed, never removed.

    `hash` is the SHA-256 over the previous hash and this row's own fields (store/audit.py), but for
    `worker_id`. Who did it is `worker`, the name that the hash covers; `worker_id` only keeps the
    row of somebody who ever did anything from being removed, and no reader may take it as evidence.
    """

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    worker_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("worker.id"))
    worker: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60), default="", index=True)
    detail: Mapped[dict[str, object]] = mapped_column(JSON)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
