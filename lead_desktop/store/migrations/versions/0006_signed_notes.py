"""Signed notes: addenda, reviews, counseling-type notes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# What a signature stands for. The mark of a strike, the standing that follows from it and the
# version are not among them: a struck note is kept as it was signed.
SIGNED = (
    "author_id",
    "author_text",
    "occurred_at",
    "recorded_at",
    "minutes",
    "mode",
    "place_type",
    "place",
    "outcome",
    "kind",
    "note_format",
    "note",
    "signed_at",
    "signed_by_id",
    "signed_as",
    "content_hash",
    "hash_recipe",
)


# A note is found by what was written to it afterwards as well.
SEARCHED = """CREATE VIEW note_search_source AS
    SELECT contact.seq AS seq, contact.id AS contact_id,
           contact.note || coalesce(
             (SELECT char(10) || group_concat(text, char(10)) FROM addendum
               WHERE contact_id = contact.id), '') AS body,
           (SELECT group_concat('p' || participant_id, ' ')
              FROM contact_participant WHERE contact_id = contact.id)
           || ' k' || lower(replace(contact.kind, '_', ''))
           || CASE WHEN contact.struck_at IS NULL THEN '' ELSE ' struck' END AS scope
      FROM contact
     WHERE EXISTS (SELECT 1 FROM contact_participant WHERE contact_id = contact.id)"""
LEAVE = (
    "INSERT INTO note_search (note_search, rowid, body, scope) SELECT 'delete', seq, body, scope"
)
ENTER = "INSERT INTO note_search (rowid, body, scope) SELECT seq, body, scope"


def upgrade() -> None:
    _extend_contacts()
    _create_what_follows_a_note()
    _create_counseling_notes()
    _search_addenda()
    _lock()


def _extend_contacts() -> None:
    op.add_column("contact", sa.Column("hash_recipe", sa.Integer(), nullable=True))
    op.add_column("contact", sa.Column("struck_by_id", sa.Uuid(), nullable=True))
    op.add_column("contact", sa.Column("struck_as", sa.String(length=300), nullable=True))
    op.add_column("contact", sa.Column("struck_reason", sa.Text(), nullable=True))
    op.add_column("contact", sa.Column("struck_effects", sa.JSON(), nullable=True))
    op.create_index(
        "ix_contact_to_sign",
        "contact",
        ["author_id", "recorded_at"],
        sqlite_where=sa.text("signed_at IS NULL AND struck_at IS NULL AND import_id IS NULL"),
    )


def _create_what_follows_a_note() -> None:
    op.create_table(
        "note_revision",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note_format", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_identified("note_revision"),
        *_belongs("note_revision", "contact_id", "contact.id"),
        *_belongs("note_revision", "replaced_by_id", "worker.id"),
    )
    op.create_index("ix_note_revision_contact_id", "note_revision", ["contact_id"])
    op.create_table(
        "addendum",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("signed_as", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        *_identified("addendum"),
        *_belongs("addendum", "contact_id", "contact.id"),
        *_belongs("addendum", "author_id", "worker.id"),
    )
    op.create_index("ix_addendum_contact_id", "addendum", ["contact_id"])
    op.create_table(
        "note_review",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(), nullable=False),
        sa.Column("signed_as", sa.String(length=300), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("note_hash", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        *_identified("note_review"),
        *_belongs("note_review", "contact_id", "contact.id"),
        *_belongs("note_review", "reviewer_id", "worker.id"),
    )
    op.create_index("ix_note_review_contact_id", "note_review", ["contact_id"])
    op.create_index(
        "ix_note_review_open",
        "note_review",
        ["contact_id"],
        sqlite_where=sa.text("verdict = 'RETURNED' AND closed_at IS NULL"),
    )
    op.create_table(
        "note_writing",
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        *_identified("note_writing"),
        *_belongs("note_writing", "author_id", "worker.id"),
        *_belongs("note_writing", "contact_id", "contact.id"),
        sa.UniqueConstraint(
            "author_id",
            "contact_id",
            "purpose",
            name="uq_note_writing_author_id_contact_id_purpose",
        ),
    )
    op.create_index("ix_note_writing_contact_id", "note_writing", ["contact_id"])
    op.create_table(
        "imported_contact",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        *_belongs("imported_contact", "contact_id", "contact.id"),
        sa.PrimaryKeyConstraint("contact_id", name="pk_imported_contact"),
        sa.UniqueConstraint("external_id", name="uq_imported_contact_external_id"),
        sa.UniqueConstraint("fingerprint", name="uq_imported_contact_fingerprint"),
    )


def _create_counseling_notes() -> None:
    op.create_table(
        "counseling_note",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("signed_as", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        *_identified("counseling_note"),
        *_belongs("counseling_note", "participant_id", "participant.id"),
        *_belongs("counseling_note", "author_id", "worker.id"),
    )
    op.create_index("ix_counseling_note_participant_id", "counseling_note", ["participant_id"])
    op.create_table(
        "counseling_grant",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("granted_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        *_belongs("counseling_grant", "note_id", "counseling_note.id"),
        *_belongs("counseling_grant", "worker_id", "worker.id"),
        sa.PrimaryKeyConstraint("note_id", "worker_id", name="pk_counseling_grant"),
    )
    op.create_table(
        "counseling_draft",
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_identified("counseling_draft"),
        *_belongs("counseling_draft", "author_id", "worker.id"),
        *_belongs("counseling_draft", "participant_id", "participant.id"),
        sa.UniqueConstraint(
            "author_id", "participant_id", name="uq_counseling_draft_author_id_participant_id"
        ),
    )


def _search_addenda() -> None:
    """No addendum exists yet, so what the view shows of each note stays what is in the index."""
    op.execute("DROP VIEW note_search_source")
    op.execute(SEARCHED)
    for moment, act in (("BEFORE", LEAVE), ("AFTER", ENTER)):
        op.execute(
            f"CREATE TRIGGER note_search_addendum_{moment.lower()} {moment} INSERT ON addendum "
            f"BEGIN {act} FROM note_search_source WHERE contact_id = new.contact_id; END"
        )


def _lock() -> None:
    """Whoever forgets the rule, the database refuses: what is signed stays as it was signed."""
    op.execute(
        f"CREATE TRIGGER contact_signed_stays BEFORE UPDATE OF {', '.join(SIGNED)} ON contact "
        "WHEN old.signed_at IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'a signed contact is never changed'); END"
    )
    # Not the participant of a counseling-type note: a merge of two records moves it.
    for table, columns in (
        ("addendum", ""),
        ("counseling_note", " OF author_id, held_at, signed_at, signed_as, text, content_hash"),
    ):
        for act in (f"UPDATE{columns}", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.split()[0].lower()} BEFORE {act} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'what was signed is never changed'); END"
            )


def _identified(table: str) -> tuple[sa.Column[object] | sa.PrimaryKeyConstraint, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _belongs(table: str, column: str, to: str) -> tuple[sa.ForeignKeyConstraint]:
    return (sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}"),)
