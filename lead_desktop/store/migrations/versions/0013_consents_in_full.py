"""Consents with every required element, restrictions, notices"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_privacy_tables()
    _make_exceptions()
    _widen()


def _make_privacy_tables() -> None:
    op.create_table(
        "agreement",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("organization", sa.String(length=300), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("binds_to_part2", sa.Boolean(), nullable=False),
        sa.Column("will_resist", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_agreement_organization_id")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_agreement_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_table(
        "complaint",
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_complaint_participant_id")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_complaint_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
    )
    op.create_index(
        op.f("ix_complaint_participant_id"), "complaint", ["participant_id"], unique=False
    )
    op.create_table(
        "court_order",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("court", sa.String(length=300), nullable=False),
        sa.Column("case_number", sa.String(length=100), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("findings_present", sa.Boolean(), nullable=False),
        sa.Column("notice_given", sa.Boolean(), nullable=False),
        sa.Column("mandate_attached", sa.Boolean(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_court_order_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_court_order_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_order")),
    )
    op.create_index(
        op.f("ix_court_order_participant_id"), "court_order", ["participant_id"], unique=False
    )
    op.create_table(
        "incident",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("discovered_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("what_data", sa.Text(), nullable=False),
        sa.Column("who_got_it", sa.Text(), nullable=False),
        sa.Column("was_seen", sa.Text(), nullable=False),
        sa.Column("mitigation", sa.Text(), nullable=False),
        sa.Column("is_breach", sa.Boolean(), nullable=True),
        sa.Column("told_people_on", sa.Date(), nullable=True),
        sa.Column("told_hhs_on", sa.Date(), nullable=True),
        sa.Column("told_media_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_incident_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_table(
        "notice_given",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("notice_version", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("acknowledged", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_notice_given_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_notice_given_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_given")),
    )
    op.create_index(
        op.f("ix_notice_given_participant_id"), "notice_given", ["participant_id"], unique=False
    )
    op.create_table(
        "record_access",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("seen_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["worker.id"], name=op.f("fk_record_access_by_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_record_access_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["worker.id"], name=op.f("fk_record_access_seen_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_record_access_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_access")),
    )
    op.create_index(
        op.f("ix_record_access_participant_id"), "record_access", ["participant_id"], unique=False
    )
    op.create_index(
        "ix_record_access_worker_id_participant_id",
        "record_access",
        ["worker_id", "participant_id"],
        unique=False,
    )
    op.create_table(
        "restriction",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recipient", sa.String(length=300), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_restriction_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_restriction_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_restriction_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    op.create_index(
        op.f("ix_restriction_participant_id"), "restriction", ["participant_id"], unique=False
    )


def _make_exceptions() -> None:
    op.create_table(
        "disclosure_exception",
        sa.Column("disclosure_id", sa.Uuid(), nullable=False),
        sa.Column("override_type", sa.String(length=100), nullable=False),
        sa.Column("authority", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("personnel", sa.String(length=200), nullable=False),
        sa.Column("affiliation", sa.String(length=300), nullable=False),
        sa.Column("emergency", sa.Text(), nullable=False),
        sa.Column("court_order_id", sa.Uuid(), nullable=True),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("review_words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_disclosure_exception_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["court_order_id"],
            ["court_order.id"],
            name=op.f("fk_disclosure_exception_court_order_id"),
        ),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosure.id"], name=op.f("fk_disclosure_exception_disclosure_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["worker.id"], name=op.f("fk_disclosure_exception_reviewed_by_id")
        ),
        sa.PrimaryKeyConstraint("disclosure_id", name=op.f("pk_disclosure_exception")),
    )


def _widen() -> None:
    op.add_column(
        "consent", sa.Column("discloser", sa.String(length=300), server_default="", nullable=False)
    )
    op.add_column("consent", sa.Column("information", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "consent", sa.Column("signer", sa.String(length=40), server_default="self", nullable=False)
    )
    op.add_column(
        "consent",
        sa.Column("signer_name", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column(
        "consent", sa.Column("evidence", sa.String(length=40), server_default="wet", nullable=False)
    )
    op.add_column("consent", sa.Column("attachment_id", sa.Uuid(), nullable=True))
    op.add_column(
        "consent", sa.Column("statements", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column(
        "consent",
        sa.Column("form_version", sa.String(length=40), server_default="", nullable=False),
    )
    op.add_column(
        "consent", sa.Column("includes_received", sa.Boolean(), server_default="0", nullable=False)
    )
    op.add_column(
        "consent", sa.Column("refusal_consequences", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "consent",
        sa.Column("expires_event", sa.String(length=300), server_default="", nullable=False),
    )
    op.add_column("consent", sa.Column("ended_by_event_on", sa.Date(), nullable=True))
    op.add_column(
        "consent",
        sa.Column("condition_imposed_by", sa.String(length=300), server_default="", nullable=False),
    )
    op.add_column("consent", sa.Column("effective_from", sa.Date(), nullable=True))
    op.add_column("consent", sa.Column("revocable_on", sa.Date(), nullable=True))
    op.add_column(
        "consent",
        sa.Column("revocable_event", sa.String(length=300), server_default="", nullable=False),
    )
    op.add_column("consent", sa.Column("final_disposition_on", sa.Date(), nullable=True))
    op.add_column(
        "consent", sa.Column("proceeding", sa.String(length=300), server_default="", nullable=False)
    )
    op.add_column(
        "consent",
        sa.Column("recipient_class", sa.String(length=300), server_default="", nullable=False),
    )
    op.add_column(
        "consent",
        sa.Column("intermediary", sa.String(length=300), server_default="", nullable=False),
    )
    op.add_column(
        "consent", sa.Column("intermediary_members", sa.Text(), server_default="", nullable=False)
    )
    op.add_column("consent", sa.Column("renews_id", sa.Uuid(), nullable=True))
    op.add_column("consent", sa.Column("recorded_by_id", sa.Uuid(), nullable=True))
    op.add_column("consent", sa.Column("revoked_how", sa.String(length=40), nullable=True))
    op.add_column(
        "consent", sa.Column("revocation_words", sa.Text(), server_default="", nullable=False)
    )
    op.add_column("consent", sa.Column("revoked_by_id", sa.Uuid(), nullable=True))
    op.add_column(
        "consent_recipient",
        sa.Column("role", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column(
        "consent_recipient", sa.Column("aliases", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column(
        "disclosure",
        sa.Column("document_kind", sa.String(length=40), server_default="summary", nullable=False),
    )
    op.add_column(
        "disclosure", sa.Column("copy_number", sa.Integer(), server_default="1", nullable=False)
    )
    op.add_column(
        "disclosure",
        sa.Column("recipient_address", sa.String(length=300), server_default="", nullable=False),
    )
    op.add_column(
        "disclosure", sa.Column("consent_ids", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column(
        "disclosure", sa.Column("categories", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column(
        "disclosure", sa.Column("restrictions", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column(
        "disclosure",
        sa.Column("notice_version", sa.String(length=40), server_default="", nullable=False),
    )
    op.add_column(
        "disclosure",
        sa.Column("scope_attached", sa.String(length=20), server_default="", nullable=False),
    )
    op.create_index(
        "ix_participant_restricted",
        "participant",
        ["restricted"],
        unique=False,
        sqlite_where=sa.text("restricted = 1"),
    )
