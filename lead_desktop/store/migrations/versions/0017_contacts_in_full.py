"""Contacts in full: who started one, and edits of every field"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# What hangs on a contact's row and is signed with it. Its participants are not among them: merging
# two records moves them, and the signature is held against that.
PARTS = ("contact_worker", "contact_purpose", "contact_supply", "contact_third_party")


def upgrade() -> None:
    """Columns are added, not tables rebuilt: a rebuild would drop the triggers."""
    op.add_column("contact", sa.Column("initiated_by", sa.String(length=40), nullable=True))
    # Earlier revisions knew the note, the outcome and the minutes alone.
    op.add_column("note_revision", sa.Column("facts", sa.JSON(), nullable=True))
    op.add_column("note_revision", sa.Column("effects", sa.JSON(), nullable=True))
    _lock()


def _lock() -> None:
    """Whoever forgets the rule, the database refuses: every field of a signed contact stays."""
    op.execute(
        "CREATE TRIGGER contact_signed_stays_too BEFORE UPDATE OF initiated_by ON contact "
        "WHEN old.signed_at IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'a signed contact is never changed'); END"
    )
    for table in PARTS:
        # Not what enters: bulk writers put the parts in after their contact. The seal tells of it.
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_signed_no_{act.lower()} BEFORE {act} ON {table} "
                "WHEN EXISTS (SELECT 1 FROM contact WHERE id = old.contact_id "
                "AND signed_at IS NOT NULL) "
                "BEGIN SELECT RAISE(ABORT, 'a signed contact is never changed'); END"
            )
