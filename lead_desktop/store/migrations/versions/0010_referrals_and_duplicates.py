"""Referrals, incidents, partner decisions, pairs told apart"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Whatever writes a person, by whichever way, marks the keys of that person as stale: no writer
# can forget it. An import marks everybody from its first number on by one row beforehand, which
# spares it a sixth of its time; only those whom that row marks already are not marked once more.
STALE = "INSERT OR IGNORE INTO blocking_stale (participant_id) VALUES ({person})"
COMPARED = (
    "preferred_name, legal_first_name, legal_last_name, date_of_birth, address, city, postal_code"
)
MARKED = "EXISTS (SELECT 1 FROM blocking_behind WHERE from_number <= {number})"
NUMBER = "(SELECT number FROM participant WHERE id = {person})"
OWN = MARKED.format(number="new.number")
NEW = MARKED.format(number=NUMBER.format(person="new.participant_id"))
OLD = MARKED.format(number=NUMBER.format(person="old.participant_id"))
MARKS = (
    ("participant_in", "AFTER INSERT ON participant", OWN, "new.id"),
    ("participant_on", f"AFTER UPDATE OF {COMPARED} ON participant", OWN, "new.id"),
    ("number_on", "AFTER UPDATE OF number ON participant", "FALSE", "new.id"),
    ("alias_in", "AFTER INSERT ON participant_alias", NEW, "new.participant_id"),
    ("alias_on", "AFTER UPDATE ON participant_alias", NEW, "new.participant_id"),
    ("alias_out", "AFTER DELETE ON participant_alias", OLD, "old.participant_id"),
    ("phone_in", "AFTER INSERT ON participant_phone", NEW, "new.participant_id"),
    ("phone_on", "AFTER UPDATE ON participant_phone", NEW, "new.participant_id"),
    ("phone_out", "AFTER DELETE ON participant_phone", OLD, "old.participant_id"),
)


def upgrade() -> None:
    op.create_table(
        "blocking_key",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_blocking_key_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "participant_id", name=op.f("pk_blocking_key")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("blocking_key", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_blocking_key_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "blocking_stale",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_blocking_stale_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_blocking_stale")),
    )
    op.create_table(
        "blocking_behind",
        sa.Column("from_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("from_number", name=op.f("pk_blocking_behind")),
    )
    op.create_table(
        "merge_record",
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("gone_number", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["participant.id"], name=op.f("fk_merge_record_kept_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["worker.id"], name=op.f("fk_merge_record_undone_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_merge_record_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_record")),
    )
    with op.batch_alter_table("merge_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_merge_record_gone_number"), ["gone_number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_merge_record_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "not_the_same",
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_not_the_same_order")),
        sa.ForeignKeyConstraint(
            ["one_id"], ["participant.id"], name=op.f("fk_not_the_same_one_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["participant.id"], name=op.f("fk_not_the_same_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_not_the_same_worker_id")
        ),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_not_the_same")),
    )
    with op.batch_alter_table("not_the_same", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_not_the_same_other_id"), ["other_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "door",
            sa.Enum(
                "stop",
                "arrest",
                "social",
                "community",
                "other",
                name="door",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "type",
            sa.Enum(
                "STOP_REFERRAL",
                "ARREST_DIVERSION",
                "SOCIAL_CONTACT",
                "COMMUNITY",
                "PROSECUTOR",
                "DEFENDER",
                "SELF",
                "OTHER",
                name="referraltype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "PENDING",
                "OUTREACH",
                "ACCEPTED",
                "NOT_ELIGIBLE",
                "DECLINED",
                name="referralstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(), nullable=True),
        sa.Column("named", sa.String(length=200), nullable=False),
        sa.Column("born", sa.String(length=10), nullable=True),
        sa.Column("charges", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("officer", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("district", sa.String(length=60), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("incident_number", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=True),
        sa.Column("reason_codes", sa.JSON(), nullable=False),
        sa.Column(
            "owner_approval",
            sa.Enum(
                "yes", "no", "unknown", "declined", name="answer", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("approved_by", sa.String(length=200), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("approved_how", sa.String(length=100), nullable=False),
        sa.Column("handoff_called_at", sa.DateTime(), nullable=True),
        sa.Column("handoff_arrived_at", sa.DateTime(), nullable=True),
        sa.Column("handoff_place", sa.String(length=300), nullable=False),
        sa.Column("handoff_who", sa.String(length=200), nullable=False),
        sa.Column("handoff_ride", sa.Boolean(), nullable=False),
        sa.Column("exception_by_id", sa.Uuid(), nullable=True),
        sa.Column("exception_at", sa.DateTime(), nullable=True),
        sa.Column("exception_reason", sa.Text(), nullable=False),
        sa.Column("docket_on", sa.Date(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column(
            "settled_reason",
            sa.Enum(
                "UNDER_18",
                "OUTSIDE_AREA",
                "CHARGE_NOT_ELIGIBLE",
                "QUANTITY",
                "VIOLENT_HISTORY",
                "PROMOTING_PROSTITUTION",
                "EXPLOITS_MINORS",
                "PROTECTIVE_ORDER",
                "SUPERVISION_NOT_APPROVED",
                "VICTIM_OR_OWNER_DECLINED",
                "SAO_DECLINED",
                "PARTNER_DECLINED",
                "NO_CAPACITY",
                "NOT_TIED_TO_NEED",
                "DECLINED_AT_HANDOFF",
                "DECLINED_LATER",
                "UNABLE_TO_CONTACT_LOCATE",
                "ALREADY_IN_PROGRAM",
                "INCARCERATED",
                "DECEASED",
                "MISSED_INTAKE_WINDOW",
                "OTHER",
                name="notenrolledreason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("again_of_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["again_of_id"], ["referral.id"], name=op.f("fk_referral_again_of_id")
        ),
        sa.ForeignKeyConstraint(
            ["exception_by_id"], ["worker.id"], name=op.f("fk_referral_exception_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_referral_participant_id")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_referral_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(
            "ix_referral_docket",
            ["docket_on"],
            unique=False,
            sqlite_where=sa.text("docket_on IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_referral_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index("ix_referral_state_received", ["state", "received_at"], unique=False)

    op.create_table(
        "diverted_incident",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("incident_number", sa.String(length=60), nullable=False),
        sa.Column("charges", sa.JSON(), nullable=False),
        sa.Column("hold_until", sa.Date(), nullable=True),
        sa.Column("stopped_days", sa.Integer(), nullable=False),
        sa.Column("stopped_since", sa.Date(), nullable=True),
        sa.Column(
            "stop_reason",
            sa.Enum(
                "IN_JAIL",
                "IN_HOSPITAL",
                "PARTNER_DECIDING",
                "PROGRAM_CLOSED",
                "AGREED_WITH_PARTNER",
                name="stopclockreason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "PENDING",
                "INTAKE_MET_NOT_FILED",
                "INTAKE_NOT_MET_RETURNED",
                "FILED_OTHER_REASON",
                "NOT_APPLICABLE",
                name="diversionoutcome",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_diverted_incident_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_diverted_incident_referral_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_diverted_incident_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diverted_incident")),
    )
    with op.batch_alter_table("diverted_incident", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_diverted_incident_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_diverted_incident_referral_id"), ["referral_id"], unique=False
        )

    op.create_table(
        "partner_decision",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("partner", sa.String(length=200), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "APPROVED",
                "DEFERRED",
                "NOT_APPROVED",
                name="decision",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_partner_decision_referral_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_partner_decision_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_decision")),
    )
    with op.batch_alter_table("partner_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partner_decision_referral_id"), ["referral_id"], unique=False
        )

    op.create_table(
        "referral_answer",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "adult",
                "charge_listed",
                "subsistence",
                "owner_approval",
                "recent_police_contact",
                "tied_to_need",
                "consents_to_meet",
                "in_area",
                "no_exclusion",
                "not_enrolled",
                "disconnected_from_care",
                "trouble_completing_treatment",
                "homelessness",
                "extreme_poverty",
                name="question",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "answer",
            sa.Enum(
                "yes", "no", "unknown", "declined", name="answer", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.String(length=300), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_answer_referral_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_referral_answer_worker_id")
        ),
        sa.PrimaryKeyConstraint("referral_id", "question", name=op.f("pk_referral_answer")),
    )

    for name, moment, marked, person in MARKS:
        mark = STALE.format(person=person)
        op.execute(
            f"CREATE TRIGGER blocking_stale_{name} {moment} WHEN NOT {marked} BEGIN {mark}; END"
        )
    op.execute("INSERT INTO blocking_stale (participant_id) SELECT id FROM participant")
