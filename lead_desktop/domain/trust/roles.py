"""Who may do what: one table of acts by role, read by every service.

The administrator right is held beside a role. It opens the vault's housekeeping and gives no
act upon a participant's record.
"""

from __future__ import annotations

from enum import StrEnum

from lead_desktop.domain.codes import Audience, Role


class Act(StrEnum):
    """Everything that a role can be allowed to do."""

    SEE_PARTICIPANTS = "see participants"
    SEE_LEGAL_DETAIL = "see court and legal detail"
    SEE_DIRECTORY = "see the service directory"
    LOG_CONTACT = "log contacts"
    SIGN_OWN = "sign own notes"
    EDIT_PERSON = "change what a participant's record says"
    EDIT_PLAN = "change needs, goals and linkages"
    RECORD_REFERRAL = "record referrals"
    RECORD_CONSENT = "record consents"
    KEEP_PAPERS = "keep papers with a record"
    PRINT_OWN_COPIES = "print internal and participant copies"
    PRINT_PARTNER_COPIES = "print copies for providers and community partners"
    PRINT_JUSTICE_COPIES = "print copies for justice partners"
    COSIGN = "co-sign and return notes"
    SUPERVISE = "see what needs a supervisor"
    WRITE_COUNSELING = "write counseling-type notes"
    READ_COUNSELING = "read counseling-type notes"
    OVERRIDE = "override a refusal"
    KEEP_PRIVACY = "keep the privacy office"
    BREAK_GLASS = "open a restricted record in an emergency"
    TRANSFER_OWN = "transfer own people and merge records"
    TRANSFER_OTHERS = "transfer other workers' people"
    SEE_RESTRICTED = "see every restricted record"
    SEE_MEASURES_OWN = "see own measures"
    SEE_MEASURES_ALL = "see everybody's measures"
    SEE_MEASURES_AGGREGATE = "see aggregate measures"
    SEE_AUDIT = "see the audit"
    SEE_DISCLOSURES = "see all disclosures"
    SEE_VAULT = "see the vault's state"
    MANAGE_WORKERS = "manage workers and keys"
    MANAGE_BACKUPS = "make and restore backups"
    IMPORT = "import files"
    EXPORT = "export files"
    CHANGE_SETTINGS = "change the team's settings"
    OWN_ACCOUNT = "change the own passphrase"


READING = frozenset({Act.SEE_PARTICIPANTS, Act.SEE_LEGAL_DETAIL})
"""Acts that only read a record: what a former worker may go on doing for a while."""

_CARE = frozenset(
    {
        Act.SEE_PARTICIPANTS,
        Act.SEE_DIRECTORY,
        Act.LOG_CONTACT,
        Act.SIGN_OWN,
        Act.READ_COUNSELING,
        Act.EDIT_PERSON,
        Act.EDIT_PLAN,
        Act.RECORD_REFERRAL,
        Act.RECORD_CONSENT,
        Act.KEEP_PAPERS,
        Act.PRINT_OWN_COPIES,
        Act.PRINT_PARTNER_COPIES,
        Act.BREAK_GLASS,
        Act.SEE_MEASURES_OWN,
    }
)
_EVERYBODY = frozenset({Act.SEE_VAULT, Act.OWN_ACCOUNT})

ACTS_BY_ROLE: dict[Role, frozenset[Act]] = {
    Role.CASE_MANAGER: _EVERYBODY
    | _CARE
    | {
        Act.WRITE_COUNSELING,
        Act.SEE_LEGAL_DETAIL,
        Act.PRINT_JUSTICE_COPIES,
        Act.TRANSFER_OWN,
    },
    Role.PEER: _EVERYBODY | _CARE | {Act.WRITE_COUNSELING},
    Role.SUPERVISOR: _EVERYBODY
    | _CARE
    | {
        Act.SEE_LEGAL_DETAIL,
        Act.PRINT_JUSTICE_COPIES,
        Act.TRANSFER_OWN,
        Act.TRANSFER_OTHERS,
        Act.COSIGN,
        Act.SUPERVISE,
        Act.OVERRIDE,
        Act.KEEP_PRIVACY,
        Act.SEE_RESTRICTED,
        Act.SEE_MEASURES_ALL,
        Act.SEE_AUDIT,
        Act.SEE_DISCLOSURES,
    },
    Role.READ_ONLY: _EVERYBODY
    | {
        Act.SEE_PARTICIPANTS,
        Act.SEE_DIRECTORY,
        Act.SEE_LEGAL_DETAIL,
        Act.SEE_MEASURES_AGGREGATE,
    },
    Role.AUDITOR: _EVERYBODY | {Act.SEE_AUDIT, Act.SEE_DISCLOSURES, Act.SEE_MEASURES_AGGREGATE},
    Role.ADMINISTRATOR: _EVERYBODY,
}

ADMINISTRATOR_ACTS = frozenset(
    {
        Act.MANAGE_WORKERS,
        Act.MANAGE_BACKUPS,
        Act.IMPORT,
        Act.EXPORT,
        Act.CHANGE_SETTINGS,
        Act.SEE_DIRECTORY,
    }
)

PRINT_ACT: dict[Audience, Act] = {
    Audience.INTERNAL: Act.PRINT_OWN_COPIES,
    Audience.PARTICIPANT: Act.PRINT_OWN_COPIES,
    Audience.PROVIDER: Act.PRINT_PARTNER_COPIES,
    Audience.COMMUNITY: Act.PRINT_PARTNER_COPIES,
    Audience.JUSTICE: Act.PRINT_JUSTICE_COPIES,
}


def may(role: Role, act: Act, *, administrator: bool = False) -> bool:
    """Whether a worker of `role`, with or without the administrator right, may do `act`."""
    return act in ACTS_BY_ROLE[role] or (administrator and act in ADMINISTRATOR_ACTS)
