"""What the team knows of a service beyond what its directory says."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class Capacity(Code):
    """Whether there is room, as last heard."""

    OPEN = "OPEN", "Openings now"
    SOON = "SOON", "Openings soon"
    WAITLIST = "WAITLIST", "Waitlist"
    FULL = "FULL", "Full"


class Cost(Code):
    """What it costs the participant."""

    FREE = "FREE", "Free"
    SLIDING = "SLIDING", "Sliding scale"
    INSURANCE = "INSURANCE", "Insurance only"
    PAID = "PAID", "Has a fee"


class Moud(Code):
    """Medications for opioid use disorder that are offered or accepted there (domain.md 2)."""

    METHADONE = "METHADONE", "Methadone"
    BUPRENORPHINE = "BUPRENORPHINE", "Buprenorphine"
    NALTREXONE = "NALTREXONE", "Naltrexone"


class Insurance(Code):
    """What pays there."""

    MEDICAID = "MEDICAID", "Medicaid"
    MEDICARE = "MEDICARE", "Medicare"
    PRIVATE = "PRIVATE", "Private insurance"
    UNINSURED = "UNINSURED", "No insurance needed"


class Welcomes(Code):
    """Circumstances that doors are often closed for; asked for, not assumed."""

    WARRANTS = "WARRANTS", "People with warrants"
    PETS = "PETS", "Pets"
    PARTNERS = "PARTNERS", "Partners together"
    CHILDREN = "CHILDREN", "Children"
    WITHOUT_ID = "WITHOUT_ID", "People without ID"
    ON_MOUD = "ON_MOUD", "People on MOUD"
    ACTIVE_USE = "ACTIVE_USE", "People who use drugs now"


class CheckOutcome(Code):
    """What a check of an entry found; a call that nobody answered is counted, not hidden."""

    CONFIRMED = "CONFIRMED", "Still right"
    CHANGED = "CHANGED", "Changed, now right"
    NO_ANSWER = "NO_ANSWER", "Nobody answered"
    CLOSED = "CLOSED", "No longer offered"
