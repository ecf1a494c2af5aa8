"""Contacts and notes."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


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


class Relation(Code):
    """Who somebody else is to the participant: with whom a contact about them was."""

    FAMILY = "FAMILY", "Family"
    PARTNER = "PARTNER", "Partner"
    FRIEND = "FRIEND", "Friend or neighbor"
    PROVIDER = "PROVIDER", "Service provider"
    SHELTER = "SHELTER", "Shelter or housing"
    DEFENDER = "DEFENDER", "Public defender or attorney"
    PROSECUTOR = "PROSECUTOR", "Prosecutor"
    POLICE = "POLICE", "Police"
    SUPERVISION = "SUPERVISION", "Parole or probation"
    COURT = "COURT", "Court"
    BENEFITS = "BENEFITS", "Benefits office"
    EMPLOYER = "EMPLOYER", "Employer"
    OTHER = "OTHER", "Somebody else"


class InitiatedBy(Code):
    """Who started a contact (domain.md 3.2)."""

    STAFF = "STAFF", "Us"
    PARTICIPANT = "PARTICIPANT", "Participant"
    POLICE = "POLICE", "Police"
    PROSECUTOR_DEFENDER = "PROSECUTOR_DEFENDER", "Prosecutor or defender"
    PROVIDER = "PROVIDER", "Service provider"
    FAMILY_FRIEND = "FAMILY_FRIEND", "Family or friend"
    COMMUNITY = "COMMUNITY", "Community"


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


class AddendumKind(Code):
    """What is written to a signed note: three different acts, and the note itself stays."""

    ADDENDUM = "ADDENDUM", "Addendum"
    LATE_ENTRY = "LATE_ENTRY", "Late entry"
    CORRECTION = "CORRECTION", "Correction"


class Verdict(Code):
    """What a reviewer says of a note."""

    COSIGNED = "COSIGNED", "Co-signed"
    RETURNED = "RETURNED", "Returned with a comment"


class Seal(Code):
    """Whether a note still matches what was signed; of another system's note, what it held here
    since something was written to it."""

    UNSIGNED = "UNSIGNED", "To sign"
    INTACT = "INTACT", "Signed"
    IMPORTED = "IMPORTED", "From another system"
    BROKEN = "BROKEN", "No longer matches its signature"
