"""The values of dated changes in a life, per area; HMIS codes where HMIS has a list.

"Does not know", "prefers not to answer" and "not asked" are three different answers and stand in
every area.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lead_desktop.domain.codes.lives import LifeArea


class LifeGroup(StrEnum):
    """How values are counted together; housing follows the HMIS groups."""

    OUTSIDE_OR_SHELTER = "Outside or in a shelter"
    INSTITUTION = "In an institution"
    TEMPORARY = "Staying for now"
    PERMANENT = "Home of their own"
    GAINED = "Gained"
    UNDER_WAY = "Under way"
    NONE = "None"
    UNKNOWN = "Not known"


@dataclass(frozen=True)
class LifeValue:
    """One value of an area: the code that is stored, its words, and how it is counted."""

    code: str
    label: str
    group: LifeGroup


UNKNOWN: tuple[LifeValue, ...] = (
    LifeValue("DOES_NOT_KNOW", "Does not know", LifeGroup.UNKNOWN),
    LifeValue("PREFERS_NOT_TO_ANSWER", "Prefers not to answer", LifeGroup.UNKNOWN),
    LifeValue("NOT_ASKED", "Not asked", LifeGroup.UNKNOWN),
)

_G = LifeGroup

LIFE_VALUES: dict[LifeArea, tuple[LifeValue, ...]] = {
    LifeArea.HOUSING: (
        LifeValue("116", "Outside, vacant building or vehicle", _G.OUTSIDE_OR_SHELTER),
        LifeValue("101", "Emergency shelter", _G.OUTSIDE_OR_SHELTER),
        LifeValue("118", "Safe Haven", _G.OUTSIDE_OR_SHELTER),
        LifeValue("204", "Psychiatric hospital", _G.INSTITUTION),
        LifeValue("205", "Substance use treatment or detox", _G.INSTITUTION),
        LifeValue("206", "Hospital", _G.INSTITUTION),
        LifeValue("207", "Jail or prison", _G.INSTITUTION),
        LifeValue("225", "Nursing home or long-term care", _G.INSTITUTION),
        LifeValue("302", "Transitional housing", _G.TEMPORARY),
        LifeValue("329", "Recovery residence or halfway house", _G.TEMPORARY),
        LifeValue("314", "Hotel or motel", _G.TEMPORARY),
        LifeValue("335", "With family", _G.TEMPORARY),
        LifeValue("336", "With friends", _G.TEMPORARY),
        LifeValue("410", "Rents, no subsidy", _G.PERMANENT),
        LifeValue("435", "Rents, with a subsidy", _G.PERMANENT),
        LifeValue("421", "Owns", _G.PERMANENT),
        LifeValue("17", "Other", _G.TEMPORARY),
        *UNKNOWN,
    ),
    LifeArea.INCOME: (
        LifeValue("NONE", "No income", _G.NONE),
        LifeValue("APPLIED", "Applied, waiting", _G.UNDER_WAY),
        LifeValue("EARNED", "Pay from work", _G.GAINED),
        LifeValue("SNAP", "SNAP", _G.GAINED),
        LifeValue("TDAP", "TDAP (cash assistance)", _G.GAINED),
        LifeValue("TCA", "TCA (family cash)", _G.GAINED),
        LifeValue("SSI", "SSI", _G.GAINED),
        LifeValue("SSDI", "SSDI", _G.GAINED),
        LifeValue("UNEMPLOYMENT", "Unemployment benefits", _G.GAINED),
        LifeValue("VA", "Veterans benefits", _G.GAINED),
        LifeValue("PENSION", "Retirement or pension", _G.GAINED),
        LifeValue("STOPPED", "A benefit stopped", _G.NONE),
        LifeValue("OTHER", "Other income", _G.GAINED),
        *UNKNOWN,
    ),
    LifeArea.WORK: (
        LifeValue("FULL_TIME", "Full time", _G.GAINED),
        LifeValue("PART_TIME", "Part time", _G.GAINED),
        LifeValue("DAY_LABOR", "Day labor or seasonal", _G.GAINED),
        LifeValue("TRAINING", "Training or school", _G.UNDER_WAY),
        LifeValue("LOOKING", "Looking for work", _G.UNDER_WAY),
        LifeValue("NOT_LOOKING", "Not looking now", _G.NONE),
        LifeValue("UNABLE", "Not able to work", _G.NONE),
        LifeValue("RETIRED", "Retired", _G.NONE),
        *UNKNOWN,
    ),
    LifeArea.INSURANCE: (
        LifeValue("NONE", "None", _G.NONE),
        LifeValue("APPLIED", "Applied, waiting", _G.UNDER_WAY),
        LifeValue("MEDICAID", "Medicaid", _G.GAINED),
        LifeValue("MEDICARE", "Medicare", _G.GAINED),
        LifeValue("VA", "Veterans", _G.GAINED),
        LifeValue("EMPLOYER", "Through work", _G.GAINED),
        LifeValue("OTHER", "Other", _G.GAINED),
        *UNKNOWN,
    ),
    LifeArea.HEALTH: (
        LifeValue("NO_DOCTOR", "No regular doctor", _G.NONE),
        LifeValue("FIRST_VISIT", "First visit made", _G.UNDER_WAY),
        LifeValue("REGULAR_CARE", "Sees a doctor regularly", _G.GAINED),
        *UNKNOWN,
    ),
    LifeArea.TREATMENT: (
        LifeValue("NOT_WANTED_NOW", "Not wanted now", _G.NONE),
        LifeValue("WAITING", "Waiting for a place", _G.UNDER_WAY),
        LifeValue("OUTPATIENT", "Outpatient", _G.GAINED),
        LifeValue("RESIDENTIAL", "Residential", _G.GAINED),
        LifeValue("METHADONE", "Methadone", _G.GAINED),
        LifeValue("BUPRENORPHINE", "Buprenorphine", _G.GAINED),
        LifeValue("NALTREXONE", "Naltrexone", _G.GAINED),
        LifeValue("STOPPED", "Not in treatment now", _G.NONE),
        *UNKNOWN,
    ),
    LifeArea.IDENTITY_PAPERS: (
        LifeValue("NONE", "No papers", _G.NONE),
        LifeValue("BIRTH_CERTIFICATE", "Birth certificate", _G.GAINED),
        LifeValue("SOCIAL_SECURITY_CARD", "Social security card", _G.GAINED),
        LifeValue("STATE_ID", "State ID or license", _G.GAINED),
        LifeValue("GONE", "Papers gone", _G.NONE),
        *UNKNOWN,
    ),
    LifeArea.LEGAL: (
        LifeValue("OPEN_CASE", "Open case", _G.UNDER_WAY),
        LifeValue("NO_OPEN_CASE", "No open case", _G.GAINED),
        LifeValue("WARRANT_OPEN", "Open warrant", _G.UNDER_WAY),
        LifeValue("WARRANT_RESOLVED", "Warrant resolved", _G.GAINED),
        LifeValue("PROBATION", "On probation or parole", _G.UNDER_WAY),
        LifeValue("PROBATION_ENDED", "Probation or parole ended", _G.GAINED),
        LifeValue("EXPUNGED", "Record expunged", _G.GAINED),
        *UNKNOWN,
    ),
    LifeArea.SUPPORTS: (
        LifeValue("NOBODY", "Nobody to turn to", _G.NONE),
        LifeValue("SOMEBODY", "Somebody to turn to", _G.GAINED),
        LifeValue("FAMILY_AGAIN", "In touch with family again", _G.GAINED),
        LifeValue("RECOVERY_COMMUNITY", "Recovery community", _G.GAINED),
        *UNKNOWN,
    ),
}

_BY_CODE = {(area, value.code): value for area, values in LIFE_VALUES.items() for value in values}


def life_value(area: LifeArea, code: str) -> LifeValue | None:
    """The value of a code in an area; None for a code that the area does not have."""
    return _BY_CODE.get((area, code))
