"""Referrals: doors, charges, the questions of eligibility, decisions, diverted incidents."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class Door(Code):
    """By which way somebody comes to LEAD; each has its own short form and clock."""

    STOP = "stop", "Stop referral"
    ARREST = "arrest", "Arrest diversion"
    SOCIAL = "social", "Social referral"
    COMMUNITY = "community", "Community referral"
    OTHER = "other", "Another way"


class ReferralType(Code):
    """Who refers, as reports count it."""

    STOP_REFERRAL = "STOP_REFERRAL", "Stop referral"
    ARREST_DIVERSION = "ARREST_DIVERSION", "Arrest diversion (before booking)"
    SOCIAL_CONTACT = "SOCIAL_CONTACT", "Social contact referral"
    COMMUNITY = "COMMUNITY", "Community referral"
    PROSECUTOR = "PROSECUTOR", "Prosecutor"
    DEFENDER = "DEFENDER", "Public defender"
    SELF = "SELF", "The person themselves"
    OTHER = "OTHER", "Somebody else"


class Charge(Code):
    """The catalogue of the program's poster (domain/referral/eligibility.py: what each asks)."""

    CDS_POSSESSION = "CDS_POSSESSION", "CDS possession"
    CDS_DISTRIBUTION = "CDS_DISTRIBUTION", "CDS distribution to get by"
    PROSTITUTION = "PROSTITUTION", "Prostitution (charge)"
    LARCENY = "LARCENY", "Larceny to get by (petty too)"
    LARCENY_FROM_AUTO = "LARCENY_FROM_AUTO", "Larceny from auto to get by"
    TRESPASS = "TRESPASS", "Misdemeanor trespass"
    PUBLIC_URINATION = "PUBLIC_URINATION", "Public urination"


class Answer(Code):
    """An answer to a question of eligibility. Not to know, or not to say, is never a "no"."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Unknown"
    DECLINED = "declined", "Prefers not to say"


class Question(Code):
    """The checklist's keys; "yes" always speaks for LEAD. The label names the rule."""

    ADULT = "adult", "Adult"
    CHARGE_LISTED = "charge_listed", "Charge on the list"
    SUBSISTENCE = "subsistence", "To get by"
    OWNER_APPROVAL = "owner_approval", "Owner or person affected agrees"
    RECENT_POLICE_CONTACT = "recent_police_contact", "Recent police contact"
    TIED_TO_NEED = "tied_to_need", "Tied to drug use, mental health or poverty"
    CONSENTS_TO_MEET = "consents_to_meet", "Agrees to meet"
    IN_AREA = "in_area", "In our area"
    NO_EXCLUSION = "no_exclusion", "Nothing pending that rules LEAD out"
    NOT_ENROLLED = "not_enrolled", "Not already with LEAD"
    DISCONNECTED_FROM_CARE = "disconnected_from_care", "Out of touch with health care"
    TROUBLE_COMPLETING_TREATMENT = (
        "trouble_completing_treatment",
        "Had trouble completing treatment",
    )
    HOMELESSNESS = "homelessness", "Without a stable place to live"
    EXTREME_POVERTY = "extreme_poverty", "Living in poverty"


class IneligibleReason(Code):
    """Why a referral does not lead into the program; each stays countable."""

    UNDER_18 = "UNDER_18", "Under 18"
    OUTSIDE_AREA = "OUTSIDE_AREA", "Outside our area"
    CHARGE_NOT_ELIGIBLE = "CHARGE_NOT_ELIGIBLE", "Charge not on the list"
    QUANTITY = "QUANTITY", "More than to get by"
    VIOLENT_HISTORY = "VIOLENT_HISTORY", "Excluded by history"
    PROMOTING_PROSTITUTION = "PROMOTING_PROSTITUTION", "Promoting the work of others"
    EXPLOITS_MINORS = "EXPLOITS_MINORS", "Minors involved"
    PROTECTIVE_ORDER = "PROTECTIVE_ORDER", "Pending case or protective order"
    SUPERVISION_NOT_APPROVED = "SUPERVISION_NOT_APPROVED", "Supervising agency does not agree"
    VICTIM_OR_OWNER_DECLINED = "VICTIM_OR_OWNER_DECLINED", "Owner or person affected disagrees"
    SAO_DECLINED = "SAO_DECLINED", "State's Attorney disagrees"
    PARTNER_DECLINED = "PARTNER_DECLINED", "A partner disagrees"
    NO_CAPACITY = "NO_CAPACITY", "No room on the team"
    NOT_TIED_TO_NEED = "NOT_TIED_TO_NEED", "Not tied to need or police contact"
    DECLINES_TO_MEET = "DECLINES_TO_MEET", "Does not want to meet"
    ALREADY_IN_PROGRAM = "ALREADY_IN_PROGRAM", "Already with LEAD"
    OTHER = "OTHER", "Another reason"


class ReferralState(Code):
    """Where a referral stands. A referral is not an approval."""

    PENDING = "PENDING", "Waiting for answers"
    OUTREACH = "OUTREACH", "Outreach begun"
    ACCEPTED = "ACCEPTED", "Accepted"
    NOT_ELIGIBLE = "NOT_ELIGIBLE", "Not eligible this way"
    DECLINED = "DECLINED", "Did not go on"


class Decision(Code):
    """What a partner said to one referral; the newest of each partner counts."""

    APPROVED = "APPROVED", "Agrees"
    DEFERRED = "DEFERRED", "Wants to know more"
    NOT_APPROVED = "NOT_APPROVED", "Does not agree"


class DiversionOutcome(Code):
    """What became of a diverted incident with the State's Attorney."""

    PENDING = "PENDING", "Open"
    INTAKE_MET_NOT_FILED = "INTAKE_MET_NOT_FILED", "Intake done, not filed"
    INTAKE_NOT_MET_RETURNED = "INTAKE_NOT_MET_RETURNED", "Returned, intake not done"
    FILED_OTHER_REASON = "FILED_OTHER_REASON", "Filed for another reason"
    NOT_APPLICABLE = "NOT_APPLICABLE", "No charge held"


class StopClockReason(Code):
    """Why the days until intake stand still."""

    IN_JAIL = "IN_JAIL", "In jail"
    IN_HOSPITAL = "IN_HOSPITAL", "In hospital or treatment"
    PARTNER_DECIDING = "PARTNER_DECIDING", "A partner is deciding"
    PROGRAM_CLOSED = "PROGRAM_CLOSED", "Office closed"
    AGREED_WITH_PARTNER = "AGREED_WITH_PARTNER", "Agreed with the State's Attorney"
