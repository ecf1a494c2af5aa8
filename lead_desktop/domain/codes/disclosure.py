"""Consents, and what leaves."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class Audience(Code):
    """For whom a printed copy is."""

    INTERNAL = "internal", "Internal hand-off"
    PROVIDER = "provider", "Treatment provider"
    COMMUNITY = "community", "Community partner"
    JUSTICE = "justice", "Law-enforcement liaison"
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
    EVENTS = "events", "Events"
