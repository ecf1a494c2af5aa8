"""Consents in doubt: those of which something that their seals cover was written"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# All that a seal is made over (recipe 1), the seal itself, and whose consent it is. Withdrawing
# and ending change none of it.
COVERED = (
    "participant_id",
    "kind",
    "recipient_kind",
    "purpose",
    "signed_on",
    "expires_on",
    "expires_event",
    "discloser",
    "information",
    "signer",
    "signer_name",
    "evidence",
    "attachment_id",
    "statements",
    "form_version",
    "includes_received",
    "refusal_consequences",
    "condition_imposed_by",
    "effective_from",
    "revocable_on",
    "revocable_event",
    "final_disposition_on",
    "proceeding",
    "recipient_class",
    "intermediary",
    "intermediary_members",
    "terms_hash",
    "terms_recipe",
)


def upgrade() -> None:
    op.create_table(
        "consent_doubt",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"],
            ["consent.id"],
            name=op.f("fk_consent_doubt_consent_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("consent_id", name=op.f("pk_consent_doubt")),
    )
    _watch()
    # What was written before the triggers were there is held against its seal once.
    op.execute(
        "INSERT INTO consent_doubt (consent_id) SELECT id FROM consent WHERE terms_hash IS NOT NULL"
    )


def _watch() -> None:
    mark = "INSERT OR IGNORE INTO consent_doubt (consent_id)"
    op.execute(
        f"CREATE TRIGGER consent_doubt_terms AFTER UPDATE OF {', '.join(COVERED)} ON consent "
        f"WHEN old.terms_hash IS NOT NULL OR new.terms_hash IS NOT NULL "
        f"BEGIN {mark} VALUES (new.id); END"
    )
    for table in ("consent_recipient", "consent_category"):
        for act, rows in (("INSERT", "new"), ("UPDATE", "old new"), ("DELETE", "old")):
            whose = ", ".join(f"{row}.consent_id" for row in rows.split())
            op.execute(
                f"CREATE TRIGGER consent_doubt_{table}_{act.lower()} AFTER {act} ON {table} "
                f"BEGIN {mark} SELECT id FROM consent WHERE id IN ({whose})"
                " AND terms_hash IS NOT NULL; END"
            )
    for name, act in (("update", "UPDATE OF sha256"), ("delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER consent_doubt_paper_{name} AFTER {act} ON attachment "
            f"BEGIN {mark} SELECT id FROM consent WHERE attachment_id = old.id"
            " AND terms_hash IS NOT NULL; END"
        )
