"""The code lists of the program, each with the words shown for it.

A code is what the vault stores and the command line speaks; the label is what a person reads.
Labels are person-first: a place or a state of the work, never a judgement.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A member of a code list: its stored value and the words shown for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class ParticipantStatus(Code):
    """Where a person stands with the program. Nobody fails out; every change is a history row."""

    REFERRED = "REFERRED", "Referred"
    SCREENING = "SCREENING", "Eligibility check"
    OUTREACH = "OUTREACH", "Looking to connect"
    INTAKE_STARTED = "INTAKE_STARTED", "Intake part 1 done"
    INTAKE_SCHEDULED = "INTAKE_SCHEDULED", "Full intake scheduled"
    ACTIVE = "ACTIVE", "Active"
    INACTIVE_LOST = "INACTIVE_LOST", "In the wind"
    INACTIVE_CUSTODY = "INACTIVE_CUSTODY", "In jail"
    INACTIVE_FACILITY = "INACTIVE_FACILITY", "In hospital or treatment"
    INACTIVE_PAUSED = "INACTIVE_PAUSED", "On a break"
    CLOSED = "CLOSED", "Closed"
    NOT_ENROLLED = "NOT_ENROLLED", "Not enrolled"


class Phase(Code):
    """How far along an active participant is; set by a person, never by a score."""

    ENGAGING = "ENGAGING", "Engaging"
    ENGAGED = "ENGAGED", "Engaged"
    MAINTAINING = "MAINTAINING", "Maintaining"


class Role(Code):
    """What a worker does; decides what the worker may do (domain/roles.py)."""

    CASE_MANAGER = "case_manager", "Case manager"
    PEER = "peer", "Peer recovery specialist"
    SUPERVISOR = "supervisor", "Supervisor"
    READ_ONLY = "read_only", "Read only"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class ContactMode(Code):
    """The channel of a contact."""

    IN_PERSON = "IN_PERSON", "In person"
    PHONE = "PHONE", "Phone"
    TEXT = "TEXT", "Text"
    VIDEO = "VIDEO", "Virtual"
    EMAIL = "EMAIL", "E-mail"
    LETTER = "LETTER", "Letter"
    FAX = "FAX", "Fax"
    SOCIAL_MESSAGE = "SOCIAL_MESSAGE", "Social message"


class PlaceType(Code):
    """The kind of place where a contact happened."""

    STREET = "STREET", "Street"
    ENCAMPMENT = "ENCAMPMENT", "Encampment"
    VACANT_BUILDING = "VACANT_BUILDING", "Vacant building"
    PARTICIPANT_HOME = "PARTICIPANT_HOME", "Participant's home"
    SHELTER = "SHELTER", "Shelter"
    OFFICE = "OFFICE", "Office"
    POLICE_DISTRICT = "POLICE_DISTRICT", "Police district"
    JAIL_BOOKING = "JAIL_BOOKING", "Jail or booking"
    COURT = "COURT", "Court"
    HOSPITAL_ED = "HOSPITAL_ED", "Emergency department"
    HOSPITAL_INPT = "HOSPITAL_INPT", "Hospital ward"
    TREATMENT_PROGRAM = "TREATMENT_PROGRAM", "Treatment program"
    DROP_IN = "DROP_IN", "Drop-in center"
    BENEFITS_OFFICE = "BENEFITS_OFFICE", "Benefits office"
    MVA = "MVA", "MVA"
    VEHICLE = "VEHICLE", "Vehicle"
    LIBRARY_PUBLIC = "LIBRARY_PUBLIC", "Library or public place"
    OTHER = "OTHER", "Other"


class ContactOutcome(Code):
    """How a contact went."""

    MET = "MET", "Met"
    BRIEF = "BRIEF", "Brief, spoke shortly"
    MESSAGE_LEFT = "MESSAGE_LEFT", "Message left"
    NO_ANSWER = "NO_ANSWER", "No answer"
    NOT_FOUND = "NOT_FOUND", "Not found"
    NO_SHOW = "NO_SHOW", "Did not connect as planned"
    CANCELLED_BY_PARTICIPANT = "CANCELLED_BY_PARTICIPANT", "Participant cancelled"
    CANCELLED_BY_STAFF = "CANCELLED_BY_STAFF", "We cancelled"
    DECLINED_TODAY = "DECLINED_TODAY", "Not today"
    IN_CUSTODY = "IN_CUSTODY", "Learned: in jail"
    IN_HOSPITAL = "IN_HOSPITAL", "Learned: in hospital"
    WRONG_NUMBER_OR_DISCONNECTED = "WRONG_NUMBER_OR_DISCONNECTED", "Number not in service"


class OutcomeClass(Code):
    """What an outcome counts as. Reached and attempted are disjoint; "neither" counts as none."""

    REACHED = "REACHED", "Reached"
    ATTEMPTED = "ATTEMPTED", "Attempted, no contact"
    NEITHER = "NEITHER", "Cancelled by us"


class ContactKind(Code):
    """With whom a contact was; only DIRECT and GROUP reset the cadence."""

    DIRECT = "DIRECT", "With the participant"
    COLLATERAL = "COLLATERAL", "About the participant"
    ATTEMPT = "ATTEMPT", "Attempted, no contact"
    GROUP = "GROUP", "Group"
    CASE_CONFERENCE = "CASE_CONFERENCE", "Case conference"
    ADMIN = "ADMIN", "Paperwork"


class Purpose(Code):
    """What a contact was for; shown as topics."""

    OUTREACH_ENGAGE = "OUTREACH_ENGAGE", "Outreach"
    HANDOFF = "HANDOFF", "Hand-off"
    SCREENING = "SCREENING", "Screening"
    INTAKE = "INTAKE", "Intake"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    GOAL_PLANNING = "GOAL_PLANNING", "Goals"
    CHECK_IN = "CHECK_IN", "Check-in"
    PEER_SUPPORT = "PEER_SUPPORT", "Peer support"
    CRISIS = "CRISIS", "Crisis"
    ACCOMPANY_COURT = "ACCOMPANY_COURT", "Went along to court"
    ACCOMPANY_MEDICAL = "ACCOMPANY_MEDICAL", "Went along to care"
    ACCOMPANY_BENEFITS = "ACCOMPANY_BENEFITS", "Benefits"
    TRANSPORT = "TRANSPORT", "Transport"
    JAIL_VISIT = "JAIL_VISIT", "Jail visit"
    HOSPITAL_VISIT = "HOSPITAL_VISIT", "Hospital visit"
    SERVICE_LINKAGE = "SERVICE_LINKAGE", "Service linkage"
    FOLLOW_UP_REFERRAL = "FOLLOW_UP_REFERRAL", "Referral follow-up"
    DOCUMENT_HELP = "DOCUMENT_HELP", "ID and papers"
    ADVOCACY = "ADVOCACY", "Advocacy"
    OD_EDUCATION = "OD_EDUCATION", "Overdose education"
    BASIC_NEEDS = "BASIC_NEEDS", "Basic needs"
    REENGAGEMENT = "REENGAGEMENT", "Re-engagement"
    CLOSING = "CLOSING", "Closing"


class Supply(Code):
    """Things handed out, counted per contact."""

    NALOXONE_KIT = "NALOXONE_KIT", "Naloxone kit"
    FENTANYL_TEST_STRIPS = "FENTANYL_TEST_STRIPS", "Test strips"
    SAFER_USE_KIT = "SAFER_USE_KIT", "Safer-use kit"
    WOUND_CARE = "WOUND_CARE", "Wound care"
    CONDOMS = "CONDOMS", "Condoms"
    HYGIENE = "HYGIENE", "Hygiene kit"
    FOOD = "FOOD", "Food"
    WATER = "WATER", "Water"
    CLOTHING = "CLOTHING", "Clothing"
    BLANKET_TENT = "BLANKET_TENT", "Blanket or tent"
    TRANSIT_PASS = "TRANSIT_PASS", "Transit pass"
    PHONE = "PHONE", "Phone or phone card"
    ID_FEE = "ID_FEE", "ID fee"
    GIFT_CARD = "GIFT_CARD", "Gift card"
    OTHER = "OTHER", "Other"


class NoteFormat(Code):
    """The boxes of a contact note (domain/notes.py holds their headings)."""

    FOUR_BOX = "FOUR_BOX", "Plain"
    DAP = "DAP", "DAP"
    SOAP = "SOAP", "SOAP"
    BIRP = "BIRP", "BIRP"
    GIRP = "GIRP", "GIRP"
    FREE = "FREE", "Free"


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
    """The ladder from an agreed need to care received (rules in domain/linkage.py)."""

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


class AppointmentStatus(Code):
    """What became of an appointment; a missed one never closes the linkage."""

    PLANNED = "PLANNED", "Planned"
    ATTENDED = "ATTENDED", "Attended"
    MISSED = "MISSED", "Missed"
    RESCHEDULED = "RESCHEDULED", "Rescheduled"
    CANCELLED = "CANCELLED", "Cancelled"


class EventKind(Code):
    """Things that happen in a life and change the work."""

    ARREST = "ARREST", "Arrest"
    JAIL_BOOKED = "JAIL_BOOKED", "Went to jail"
    JAIL_RELEASED = "JAIL_RELEASED", "Released from jail"
    COURT_DATE = "COURT_DATE", "Court date"
    WARRANT_ISSUED = "WARRANT_ISSUED", "Warrant issued"
    WARRANT_RESOLVED = "WARRANT_RESOLVED", "Warrant resolved"
    CHARGE_FILED = "CHARGE_FILED", "Charge filed"
    CHARGE_DISMISSED = "CHARGE_DISMISSED", "Charge dismissed"
    HOSPITAL_ED = "HOSPITAL_ED", "Emergency department"
    HOSPITAL_ADMIT = "HOSPITAL_ADMIT", "Went into hospital"
    HOSPITAL_DISCHARGE = "HOSPITAL_DISCHARGE", "Left hospital"
    PSYCH_ADMIT = "PSYCH_ADMIT", "Psychiatric admission"
    OVERDOSE_NONFATAL = "OVERDOSE_NONFATAL", "Overdose, survived"
    DEATH = "DEATH", "Died"
    HOUSED = "HOUSED", "Housed"
    HOUSING_LOST = "HOUSING_LOST", "Housing lost"
    TREATMENT_START = "TREATMENT_START", "Started treatment"
    TREATMENT_END = "TREATMENT_END", "Finished treatment"
    MOUD_START = "MOUD_START", "Started MOUD"
    MOUD_STOP = "MOUD_STOP", "Stopped MOUD"
    BENEFIT_APPROVED = "BENEFIT_APPROVED", "Benefit approved"
    BENEFIT_DENIED = "BENEFIT_DENIED", "Benefit denied"
    BENEFIT_LOST = "BENEFIT_LOST", "Benefit lost"
    ID_OBTAINED = "ID_OBTAINED", "ID obtained"
    JOB_START = "JOB_START", "Started a job"
    JOB_END = "JOB_END", "Job ended"
    VICTIMIZATION = "VICTIMIZATION", "Was harmed by someone"
    PREGNANCY_BIRTH = "PREGNANCY_BIRTH", "Pregnancy or birth"
    MOVED = "MOVED", "Moved"


class EventSource(Code):
    """Where the knowledge of an event comes from."""

    SELF_REPORT = "SELF_REPORT", "Self-reported"
    STAFF = "STAFF", "Seen by staff"
    PROVIDER = "PROVIDER", "Provider"
    PUBLIC_RECORD = "PUBLIC_RECORD", "Public court record"
    HOSPITAL_NOTICE = "HOSPITAL_NOTICE", "Hospital notice"


class SafetyKind(Code):
    """What to keep in mind when going to see somebody; behavior, never a label on a person."""

    GO_IN_PAIRS = "GO_IN_PAIRS", "Go in pairs"
    MEET_IN_PUBLIC = "MEET_IN_PUBLIC", "Meet in public"
    DOG = "DOG", "Dog"
    WEAPON_SEEN = "WEAPON_SEEN", "Weapon seen"
    OTHERS_AT_LOCATION = "OTHERS_AT_LOCATION", "Others at the place"
    AVOID_PERSON = "AVOID_PERSON", "Keep apart from a person"
    COMMUNICABLE_ILLNESS_PRECAUTION = "COMMUNICABLE_ILLNESS_PRECAUTION", "Illness precaution"
    HEAT_COLD_RISK = "HEAT_COLD_RISK", "Heat or cold risk"
    OVERDOSE_RISK_ALONE = "OVERDOSE_RISK_ALONE", "Overdose risk when alone"
    SUICIDE_SAFETY_PLAN_EXISTS = "SUICIDE_SAFETY_PLAN_EXISTS", "Safety plan on file"
    PREFERS_STAFF_GENDER = "PREFERS_STAFF_GENDER", "Prefers staff of a gender"
    TRIGGER_TO_AVOID = "TRIGGER_TO_AVOID", "Something to avoid"


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


class WorkerPart(Code):
    """The part a worker has in one participant's team."""

    CASE_MANAGER = "case_manager", "Case manager"
    PEER = "peer", "Peer"
