"""Consents, and what leaves."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class Audience(Code):
    """For whom a printed copy is. The label stands on paper beside the recipient's name, so that it
    is true of each of its kind: police, prosecutor, court, probation."""

    INTERNAL = "internal", "Internal hand-off"
    PROVIDER = "provider", "Treatment provider"
    COMMUNITY = "community", "Community partner"
    JUSTICE = "justice", "Justice partner"
    PARTICIPANT = "participant", "Participant copy"


class Basis(Code):
    """The legal ground on which a disclosure stands."""

    CONSENT = "consent", "Written consent"
    PATIENT_ACCESS = "patient_access", "The participant's own record"
    EMERGENCY = "emergency", "Medical emergency"
    COURT_ORDER = "court_order", "Court order"
    QSO = "qso", "Service organization agreement"
    AUDIT = "audit", "Audit or evaluation"
    OVERRIDE = "override", "Override with a reason"


class DisclosureMethod(Code):
    """How a copy left."""

    PRINT = "print", "Printed"
    FILE = "file", "Saved as a file"
    ENCRYPTED_FILE = "encrypted_file", "Saved as an encrypted file"
    HANDED = "handed", "Handed over"
    FAX = "fax", "Fax"
    MAIL = "mail", "Mail"
    VERBAL = "verbal", "Spoken"


class ConsentCategory(Code):
    """Kinds of information that a consent can name."""

    IDENTITY = "identity", "Identity and how to reach"
    PROGRAM_STATUS = "program_status", "Program status"
    SERVICES = "services", "Services and linkages"
    GOALS = "goals", "Goals"
    NEEDS = "needs", "Needs"
    CONTACTS = "contacts", "Contact summary"
    SUD_TREATMENT = "sud_treatment", "Substance use treatment"
    MENTAL_HEALTH = "mental_health", "Mental health"
    MEDICAL = "medical", "Medical"
    LEGAL = "legal", "Legal and court"
    HOUSING = "housing", "Housing"
    EVENTS = "events", "Hospital, jail and other events"


class ConsentKind(Code):
    """What a consent is, and by which rule it is judged."""

    PART2_NAMED = "part2_named", "Named recipient"
    PART2_TPO = "part2_tpo", "Treatment, payment, operations"
    CJ_2_35 = "cj_2_35", "Criminal-justice condition"
    COUNSELING_NOTES = "counseling_notes", "Counseling notes only"
    LEGAL_PROCEEDING = "legal_proceeding", "Legal proceeding only"
    NON_PART2_RELEASE = "non_part2_release", "General release (opens nothing)"


class Signer(Code):
    """Who signed (42 CFR 2.14, 2.15)."""

    SELF = "self", "The participant"
    GUARDIAN = "guardian", "Guardian"
    PERSONAL_REP = "personal_rep", "Personal representative"
    COURT_GUARDIAN = "court_guardian", "Court-appointed guardian"


class ConsentEvidence(Code):
    """What shows that a consent was signed."""

    WET = "wet", "Signed paper on file"
    SCAN = "scan", "Scan in the vault"
    ON_SCREEN = "on_screen", "Signed on screen"


class ConsentState(Code):
    """Where a consent stands on a day."""

    LIVE = "live", "Live"
    NOT_BEGUN = "not_begun", "Not begun"
    EXPIRED = "expired", "Ended"
    REVOKED = "revoked", "Withdrawn"
    ALTERED = "altered", "Changed after signing"


class ConsentSeal(Code):
    """Whether what is written on a consent is still what its signature was given for."""

    NOT_BOUND = "not_bound", "Signed before terms were bound to signatures"
    INTACT = "intact", "As signed"
    BROKEN = "broken", "No longer as signed"


class RevocationWay(Code):
    """How a withdrawal reached the program."""

    WRITING = "writing", "In writing"
    FORM = "form", "Signed revocation form"
    SPOKEN = "spoken", "Spoken, written down by staff"
    OTHER = "other", "Another way"


class AgreementKind(Code):
    """A written agreement under which information may go to an organization."""

    QSO = "qso", "Service organization"
    AUDIT = "audit", "Audit or evaluation"
    RESEARCH = "research", "Research"


class RestrictionEnd(Code):
    """How an agreed restriction came to an end (42 CFR 2.26, as 45 CFR 164.522(a)(2) has it)."""

    AGREED_IN_WRITING = "agreed_in_writing", "The participant agreed in writing"
    AGREED_ORALLY = "agreed_orally", "The participant agreed aloud, written down here"


class NoticeMethod(Code):
    """How the privacy notice was given (42 CFR 2.22(c))."""

    PAPER = "paper", "On paper"
    EMAIL = "email", "By e-mail, as agreed"
    READ_ALOUD = "read_aloud", "Read aloud"


class ComplaintOutcome(Code):
    """What became of a privacy complaint."""

    UPHELD = "upheld", "Upheld, put right"
    PARTLY = "partly", "Upheld in part"
    NOT_UPHELD = "not_upheld", "Not upheld"
    PASSED_ON = "passed_on", "Passed on"


class AccessKind(Code):
    """How a worker came into a restricted record."""

    GRANT = "grant", "Granted by the supervisor"
    BREAK_GLASS = "break_glass", "Opened in an emergency"
