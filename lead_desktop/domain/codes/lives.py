"""What changes in a life, and why the work with somebody changes."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class CloseReason(Code):
    """Why work with somebody ended. Nobody fails out; each can come back."""

    GOALS_MET = "GOALS_MET", "Goals met"
    TRANSFERRED_PROGRAM = "TRANSFERRED_PROGRAM", "Went on with another program"
    MOVED_AWAY = "MOVED_AWAY", "Moved away"
    PARTICIPANT_WITHDREW = "PARTICIPANT_WITHDREW", "Participant chose to leave"
    UNABLE_TO_LOCATE = "UNABLE_TO_LOCATE", "Could not be found"
    EXTENDED_INCARCERATION = "EXTENDED_INCARCERATION", "Long stay in jail or prison"
    DECEASED = "DECEASED", "Died"
    HIGHER_LEVEL_OF_CARE = "HIGHER_LEVEL_OF_CARE", "Needs more care than we can give"
    PROTECTIVE_ORDER_OR_STAFF_SAFETY = (
        "PROTECTIVE_ORDER_OR_STAFF_SAFETY",
        "Protective order or staff safety",
    )
    DUPLICATE_RECORD = "DUPLICATE_RECORD", "Same person as another record"
    ADMINISTRATIVE = "ADMINISTRATIVE", "Administrative"


class NotEnrolledReason(Code):
    """Why somebody who was referred did not come in."""

    NOT_ELIGIBLE = "NOT_ELIGIBLE", "Not eligible"
    DECLINED_AT_HANDOFF = "DECLINED_AT_HANDOFF", "Said no at the hand-off"
    DECLINED_LATER = "DECLINED_LATER", "Said no later"
    UNABLE_TO_CONTACT_LOCATE = "UNABLE_TO_CONTACT_LOCATE", "Could not be found"
    ALREADY_IN_PROGRAM = "ALREADY_IN_PROGRAM", "Already with the program"
    INCARCERATED = "INCARCERATED", "In jail or prison"
    DECEASED = "DECEASED", "Died"
    MISSED_INTAKE_WINDOW = "MISSED_INTAKE_WINDOW", "Intake did not happen in time"


class WorkerChangeReason(Code):
    """Why somebody's worker changes."""

    PRIOR_WORKER_REQUESTED = "PRIOR_WORKER_REQUESTED", "Participant asked for another worker"
    CAPACITY = "CAPACITY", "Caseload too full"
    WORKER_LEAVING = "WORKER_LEAVING", "Worker leaves the program"
    AGENCY_TRANSFER = "AGENCY_TRANSFER", "Goes to another agency"
    MOVED_OUT_OF_AREA = "MOVED_OUT_OF_AREA", "Moved out of the area"
    ACTIVE_ELSEWHERE = "ACTIVE_ELSEWHERE", "Active with another agency"
    ADDED_IN_ERROR = "ADDED_IN_ERROR", "Assigned by mistake"
    REENGAGEMENT = "REENGAGEMENT", "To or from re-engagement"


class MedicationKind(Code):
    """A medication of which the team wants to know when it runs out."""

    BUPRENORPHINE = "BUPRENORPHINE", "Buprenorphine"
    METHADONE = "METHADONE", "Methadone, take-home doses"
    NALTREXONE = "NALTREXONE", "Naltrexone injection"
    NALOXONE = "NALOXONE", "Naloxone kit"
    OTHER = "OTHER", "Another medication"


class LifeArea(Code):
    """A part of life in which changes are written down with their day."""

    HOUSING = "HOUSING", "Where they stay"
    INCOME = "INCOME", "Income and benefits"
    WORK = "WORK", "Work and school"
    INSURANCE = "INSURANCE", "Health insurance"
    HEALTH = "HEALTH", "Health care"
    TREATMENT = "TREATMENT", "Treatment and medication"
    IDENTITY_PAPERS = "IDENTITY_PAPERS", "ID and papers"
    LEGAL = "LEGAL", "Court and warrants"
    SUPPORTS = "SUPPORTS", "People around them"


class Evidence(Code):
    """What the knowledge of a change rests on."""

    SELF_REPORT = "SELF_REPORT", "Participant said so"
    STAFF_SEEN = "STAFF_SEEN", "Seen by us"
    PROVIDER = "PROVIDER", "Provider said so"
    DOCUMENT_SEEN = "DOCUMENT_SEEN", "Document seen"
    PUBLIC_RECORD = "PUBLIC_RECORD", "Public record"


class EmergencyRelation(Code):
    """Who a person to call in an emergency is to the participant."""

    PARENT = "PARENT", "Parent"
    SIBLING = "SIBLING", "Brother or sister"
    CHILD = "CHILD", "Grown child"
    PARTNER = "PARTNER", "Partner or spouse"
    OTHER_FAMILY = "OTHER_FAMILY", "Other family"
    FRIEND = "FRIEND", "Friend"
    SPONSOR = "SPONSOR", "Sponsor or mentor"
    PROVIDER = "PROVIDER", "Worker elsewhere"
    OTHER = "OTHER", "Somebody else"


class NumberKind(Code):
    """A number under which others know a participant."""

    MEDICAID = "MEDICAID", "Medicaid (MA) number"
    HMIS = "HMIS", "HMIS number"
    STATE_ID = "STATE_ID", "State ID (SID)"
    COURT_CASE = "COURT_CASE", "Court case number"
    OTHER = "OTHER", "Other number"


class ReversedBy(Code):
    """Who reversed an overdose."""

    SELF_OR_NOBODY = "SELF_OR_NOBODY", "Came round without help"
    BYSTANDER = "BYSTANDER", "Somebody who was there"
    STAFF = "STAFF", "Our staff"
    EMS = "EMS", "Ambulance"
    POLICE = "POLICE", "Police"
    HOSPITAL = "HOSPITAL", "Hospital"
    UNKNOWN = "UNKNOWN", "Not known"


class SearchStep(Code):
    """One way of looking for somebody who is out of contact."""

    USUAL_PLACES = "USUAL_PLACES", "Went to the usual places"
    LAST_ADDRESS = "LAST_ADDRESS", "Went to the last address"
    ALL_NUMBERS = "ALL_NUMBERS", "Called every number"
    PEOPLE_AROUND = "PEOPLE_AROUND", "Asked those who may know"
    SHELTERS = "SHELTERS", "Asked the shelters"
    HOSPITALS = "HOSPITALS", "Asked the hospitals"
    JAIL_LOOKUP = "JAIL_LOOKUP", "Looked in the jail list"
    COURT_LOOKUP = "COURT_LOOKUP", "Looked for court dates"
    PROVIDERS = "PROVIDERS", "Asked providers, as consent allows"
    LETTER = "LETTER", "Sent a letter"
    OTHER = "OTHER", "Something else"


class SearchResult(Code):
    """What a step of looking brought."""

    NOTHING_YET = "NOTHING_YET", "Nothing yet"
    HEARD_OF = "HEARD_OF", "Somebody has seen them"
    FOUND = "FOUND", "Found"
