"""Needs, goals, services and the linkages to them."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class ServiceCategory(Code):
    """What a need, a service or a linkage is about."""

    SUD_TREATMENT = "SUD_TREATMENT", "Substance use treatment"
    RECOVERY_SUPPORT = "RECOVERY_SUPPORT", "Recovery support"
    MENTAL_HEALTH = "MENTAL_HEALTH", "Mental health"
    HEALTH = "HEALTH", "Health care"
    HARM_REDUCTION = "HARM_REDUCTION", "Harm reduction"
    HOUSING = "HOUSING", "Housing"
    ID_DOCUMENTS = "ID_DOCUMENTS", "ID and documents"
    BENEFITS_INCOME = "BENEFITS_INCOME", "Benefits and income"
    LEGAL = "LEGAL", "Legal help"
    EMPLOYMENT_EDU = "EMPLOYMENT_EDU", "Work and education"
    BASIC_NEEDS = "BASIC_NEEDS", "Basic needs"
    FAMILY_SOCIAL = "FAMILY_SOCIAL", "Family and social"
    OTHER = "OTHER", "Other"


class NeedStatus(Code):
    """What has become of a need; "not now" is the participant's choice and respected."""

    IDENTIFIED = "IDENTIFIED", "Identified"
    WORKING_ON = "WORKING_ON", "Working on it"
    MET = "MET", "Met"
    PARTLY_MET = "PARTLY_MET", "Partly met"
    NOT_NOW = "NOT_NOW", "Not now"
    NO_LONGER_NEEDED = "NO_LONGER_NEEDED", "No longer needed"


class GoalStatus(Code):
    """What has become of a goal in the participant's own words."""

    PROPOSED = "PROPOSED", "Proposed"
    ACTIVE = "ACTIVE", "Working toward"
    ON_HOLD = "ON_HOLD", "On hold"
    ACHIEVED = "ACHIEVED", "Achieved"
    CHANGED = "CHANGED", "Changed"
    DROPPED_BY_PARTICIPANT = "DROPPED_BY_PARTICIPANT", "Set aside by participant"


class LinkageStatus(Code):
    """The ladder from an agreed need to care received (rules in domain/plan/linkage.py)."""

    IDENTIFIED = "IDENTIFIED", "Need agreed, not sent"
    SENT = "SENT", "Referral sent"
    WAITING_PROVIDER = "WAITING_PROVIDER", "Provider reviewing"
    WAITING_PARTICIPANT = "WAITING_PARTICIPANT", "Participant has a step to do"
    WAITLIST = "WAITLIST", "On waitlist"
    ACCEPTED = "ACCEPTED", "Accepted, not started"
    SCHEDULED = "SCHEDULED", "Appointment set"
    STARTED = "STARTED", "First visit attended"
    ONGOING = "ONGOING", "Receiving"
    COMPLETED = "COMPLETED", "Completed"
    NOT_COMPLETED = "NOT_COMPLETED", "Not completed"
    WITHDRAWN = "WITHDRAWN", "Participant changed their mind"
    ERROR = "ERROR", "Entered in error"


class LinkageMethod(Code):
    """How a person was connected to a service."""

    WARM_HANDOFF_IN_PERSON = "WARM_HANDOFF_IN_PERSON", "Warm hand-off in person"
    WARM_HANDOFF_PHONE = "WARM_HANDOFF_PHONE", "Warm hand-off by phone"
    ACCOMPANIED = "ACCOMPANIED", "Went along"
    APPOINTMENT_MADE = "APPOINTMENT_MADE", "Appointment made"
    FORM_OR_PORTAL_SENT = "FORM_OR_PORTAL_SENT", "Form or portal sent"
    INFORMATION_GIVEN = "INFORMATION_GIVEN", "Information given"
    SELF_REFERRED = "SELF_REFERRED", "Self-referred"


class VerifiedBy(Code):
    """What a claim of attendance rests on; the sources are reported apart."""

    PARTICIPANT_REPORT = "PARTICIPANT_REPORT", "Participant said so"
    PROVIDER_CONFIRMED = "PROVIDER_CONFIRMED", "Provider confirmed"
    STAFF_PRESENT = "STAFF_PRESENT", "We were there"
    DOCUMENT_SEEN = "DOCUMENT_SEEN", "Document seen"
    NOT_VERIFIED = "NOT_VERIFIED", "Not verified"


class LinkageReason(Code):
    """Why a linkage waits, went back or ended; circumstances, not faults."""

    NOT_ELIGIBLE = "NOT_ELIGIBLE", "Not eligible there"
    NO_CAPACITY = "NO_CAPACITY", "No opening"
    WAITLIST_TOO_LONG = "WAITLIST_TOO_LONG", "Waitlist too long"
    COULD_NOT_CONTACT = "COULD_NOT_CONTACT", "Could not connect"
    MISSED_APPOINTMENT = "MISSED_APPOINTMENT", "Missed visit"
    NO_ID = "NO_ID", "No ID"
    NO_INSURANCE = "NO_INSURANCE", "No insurance"
    COST = "COST", "Cost"
    TRANSPORT = "TRANSPORT", "Transport"
    NO_PHONE = "NO_PHONE", "No phone"
    HOURS_OR_LOCATION = "HOURS_OR_LOCATION", "Hours or location"
    CRIMINAL_RECORD_OR_WARRANT = "CRIMINAL_RECORD_OR_WARRANT", "Record or warrant rule"
    SEX_OFFENSE_REGISTRY = "SEX_OFFENSE_REGISTRY", "Registry rule"
    MEDICAL_CLEARANCE = "MEDICAL_CLEARANCE", "Medical clearance"
    MOUD_NOT_ACCEPTED = "MOUD_NOT_ACCEPTED", "MOUD not accepted"
    BEHAVIOR_BAN = "BEHAVIOR_BAN", "Provider's ban"
    LANGUAGE = "LANGUAGE", "Language"
    CHILD_OR_PET_OR_PARTNER = "CHILD_OR_PET_OR_PARTNER", "Child, pet or partner"
    SAFETY_OR_DV = "SAFETY_OR_DV", "Safety"
    STIGMA_OR_BAD_EXPERIENCE = "STIGMA_OR_BAD_EXPERIENCE", "Bad experience there"
    NOT_READY = "NOT_READY", "Not ready yet"
    CHANGED_MIND = "CHANGED_MIND", "Changed their mind"
    INCARCERATED = "INCARCERATED", "In jail"
    HOSPITALIZED = "HOSPITALIZED", "In hospital"
    DECEASED = "DECEASED", "Deceased"
    PROVIDER_CLOSED = "PROVIDER_CLOSED", "Provider closed"
    OTHER = "OTHER", "Other"


class EndedBy(Code):
    """On whose side a linkage ended without the service; reported apart."""

    PROVIDER = "PROVIDER", "Provider could not take it"
    PARTICIPANT = "PARTICIPANT", "Participant's choice"
    CIRCUMSTANCES = "CIRCUMSTANCES", "Circumstances"


class AppointmentStatus(Code):
    """What became of an appointment; a missed one never closes the linkage."""

    PLANNED = "PLANNED", "Planned"
    ATTENDED = "ATTENDED", "Attended"
    MISSED = "MISSED", "Missed"
    RESCHEDULED = "RESCHEDULED", "Rescheduled"
    CANCELLED = "CANCELLED", "Cancelled"
