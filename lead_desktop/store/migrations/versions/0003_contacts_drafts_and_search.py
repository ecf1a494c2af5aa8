"""Contacts, drafts and search"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


# The full-text index over notes. A participant, the kind and a struck mark are words of the
# index itself (column "scope"), so that a search for one person never walks everybody's notes.
SEARCH = (
    """CREATE VIEW note_search_source AS
    SELECT contact.seq AS seq, contact.id AS contact_id, contact.note AS body,
           (SELECT group_concat('p' || participant_id, ' ')
              FROM contact_participant WHERE contact_id = contact.id)
           || ' k' || lower(replace(contact.kind, '_', ''))
           || CASE WHEN contact.struck_at IS NULL THEN '' ELSE ' struck' END AS scope
      FROM contact
     WHERE EXISTS (SELECT 1 FROM contact_participant WHERE contact_id = contact.id)""",
    """CREATE VIRTUAL TABLE note_search USING fts5(
        body, scope, content='note_search_source', content_rowid='seq',
        tokenize="unicode61 remove_diacritics 2", prefix='2 3')""",
    # A removed word must be gone from the index at once, not at some later merge.
    "INSERT INTO note_search (note_search, rank) VALUES ('secure-delete', 1)",
)

# An entry leaves the index while the old text can still be read, and enters after the change.
LEAVE = (
    "INSERT INTO note_search (note_search, rowid, body, scope) SELECT 'delete', seq, body, scope"
)
ENTER = "INSERT INTO note_search (rowid, body, scope) SELECT seq, body, scope"
REINDEX = (
    ("person_in_before", "BEFORE INSERT ON contact_participant", LEAVE, "new.contact_id"),
    ("person_in_after", "AFTER INSERT ON contact_participant", ENTER, "new.contact_id"),
    ("person_out_before", "BEFORE DELETE ON contact_participant", LEAVE, "old.contact_id"),
    ("person_out_after", "AFTER DELETE ON contact_participant", ENTER, "old.contact_id"),
    ("note_before", "BEFORE UPDATE OF note, kind, struck_at ON contact", LEAVE, "old.id"),
    ("note_after", "AFTER UPDATE OF note, kind, struck_at ON contact", ENTER, "new.id"),
)


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["worker.id"], name=op.f("fk_draft_owner_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_draft_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_text", sa.String(length=200), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("place_type", sa.String(length=40), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("note_format", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_as", sa.String(length=100), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_contact_minutes")),
        sa.ForeignKeyConstraint(["author_id"], ["worker.id"], name=op.f("fk_contact_author_id")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_run.id"], name=op.f("fk_contact_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["worker.id"], name=op.f("fk_contact_signed_by_id")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_contact")),
        sa.UniqueConstraint(
            "id", "occurred_at", "standing", name=op.f("uq_contact_id_occurred_at_standing")
        ),
        sa.UniqueConstraint("id", name=op.f("uq_contact_id")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contact_author_unsigned", ["author_id", "signed_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contact_occurred_at"), ["occurred_at"], unique=False)

    op.create_table(
        "contact_participant",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("private_line", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id", "occurred_at", "standing"],
            ["contact.id", "contact.occurred_at", "contact.standing"],
            name="fk_contact_participant_contact",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_contact_participant_participant_id"),
        ),
        sa.PrimaryKeyConstraint(
            "contact_id", "participant_id", name=op.f("pk_contact_participant")
        ),
    )
    with op.batch_alter_table("contact_participant", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contact_participant_standing",
            ["participant_id", "standing", "occurred_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_contact_participant_timeline",
            ["participant_id", "occurred_at", "contact_id"],
            unique=False,
        )

    op.create_table(
        "contact_purpose",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_purpose_contact_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", "purpose", name=op.f("pk_contact_purpose")),
    )
    op.create_table(
        "contact_supply",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("supply", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_contact_supply_quantity")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_supply_contact_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", "supply", name=op.f("pk_contact_supply")),
    )
    op.create_table(
        "contact_worker",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_worker_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_contact_worker_worker_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", "worker_id", name=op.f("pk_contact_worker")),
    )
    for statement in SEARCH:
        op.execute(statement)
    for name, moment, act, contact in REINDEX:
        op.execute(
            f"CREATE TRIGGER note_search_{name} {moment} "
            f"BEGIN {act} FROM note_search_source WHERE contact_id = {contact}; END"
        )
