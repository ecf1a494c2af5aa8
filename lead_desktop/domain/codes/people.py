"""Participants, workers and what happens in a life."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


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
    """What a worker does; decides what the worker may do (domain/trust/roles.py)."""

    CASE_MANAGER = "case_manager", "Case manager"
    PEER = "peer", "Peer recovery specialist"
    SUPERVISOR = "supervisor", "Supervisor"
    READ_ONLY = "read_only", "Read only"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class WorkerPart(Code):
    """The part a worker has in one participant's team."""

    CASE_MANAGER = "case_manager", "Case manager"
    PEER = "peer", "Peer"


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
    TREATMENT_STAY = "TREATMENT_STAY", "Went into detox or residential treatment"
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
