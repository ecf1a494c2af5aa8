"""What stands on a worklist, why it is put off, and how supervision is held."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class TaskKind(Code):
    """Why something stands on a worklist. FOLLOW_UP is a promise that a person made; the others
    follow from the record and go away with their cause."""

    AFTER_RELEASE = "AFTER_RELEASE", "Contact after release"
    AFTER_OVERDOSE = "AFTER_OVERDOSE", "Contact after an overdose"
    NALOXONE = "NALOXONE", "Naloxone to bring"
    EXPECTED_END = "EXPECTED_END", "Expected end of a stay"
    SAFETY_REVIEW = "SAFETY_REVIEW", "Safety note to look at"
    PROPOSE_LOST = "PROPOSE_LOST", "In the wind?"
    MEDICATION = "MEDICATION", "Medication runs out"
    NALOXONE_OLD = "NALOXONE_OLD", "Naloxone kit grown old"
    PLAN_REVIEW = "PLAN_REVIEW", "Plan to look at together"
    PAST_CADENCE = "PAST_CADENCE", "Past contact cadence"
    CADENCE_DUE = "CADENCE_DUE", "Contact due"
    TO_FIND = "TO_FIND", "To find"
    FIRST_OUTREACH = "FIRST_OUTREACH", "First outreach"
    INTAKE_DUE = "INTAKE_DUE", "Full intake"
    CHARGE_HOLD = "CHARGE_HOLD", "Charge hold ends"
    APPOINTMENT = "APPOINTMENT", "Appointment"
    FOLLOW_UP = "FOLLOW_UP", "Follow-up"
    HANDED_OVER = "HANDED_OVER", "Handed over"
    TIMELINE_STEP = "TIMELINE_STEP", "Step of the timeline"
    LINKAGE_CHECK = "LINKAGE_CHECK", "Linkage needs a step"
    CONSENT_ENDING = "CONSENT_ENDING", "Consent ends"
    RETURNED_NOTE = "RETURNED_NOTE", "Returned note"
    UNSIGNED_NOTE = "UNSIGNED_NOTE", "Note to sign"
    DRAFT = "DRAFT", "Draft"


class SnoozeReason(Code):
    """Why something is put off; a circumstance, chosen in one tap."""

    IN_HOSPITAL = "IN_HOSPITAL", "In hospital"
    IN_JAIL = "IN_JAIL", "In jail"
    ASKED_FOR_SPACE = "ASKED_FOR_SPACE", "Asked for space"
    WAITING = "WAITING", "Waiting for an answer"
    OTHER = "OTHER", "Other"


class SupervisionForm(Code):
    """How a supervision session was held."""

    INDIVIDUAL = "INDIVIDUAL", "One to one"
    GROUP = "GROUP", "Group"
