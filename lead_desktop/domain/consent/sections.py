"""What a copy may hold, as data: section by section, for each kind of reader.

The table is that of the program's policy (decisions, section 6). Closed by default: a section
without an entry for a reader is never in that reader's copy. Counseling notes, other people,
unlawful acts and struck notes are in no section at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lead_desktop.domain.codes import Audience, ConsentCategory, EventKind, ServiceCategory


class Section(StrEnum):
    """The sections of a care-coordination summary, in print order."""

    NAME = "name"
    IDENTIFIERS = "identifiers"
    FIND = "find"
    PROGRAM_STATUS = "program_status"
    ENGAGEMENT = "engagement"
    GOALS = "goals"
    NEEDS = "needs"
    SERVICES = "services"
    CONTACTS = "contacts"
    COURT = "court"
    CLINICAL = "clinical"
    HOUSING = "housing"
    EVENTS = "events"
    SUPPLIES = "supplies"
    SAFETY = "safety"
    ASKS = "asks"


SECTION_LABEL: dict[Section, str] = {
    Section.NAME: "Chosen name, pronouns, language",
    Section.IDENTIFIERS: "Legal name, birth date, number",
    Section.FIND: "Where to find, phone",
    Section.PROGRAM_STATUS: "Program status",
    Section.ENGAGEMENT: "How things are",
    Section.GOALS: "Goals, in their words",
    Section.NEEDS: "Needs",
    Section.SERVICES: "Services and appointments",
    Section.CONTACTS: "Contact summary",
    Section.COURT: "Court dates",
    Section.CLINICAL: "Health and substance use",
    Section.HOUSING: "Housing",
    Section.EVENTS: "Jail and other events",
    Section.SUPPLIES: "Supplies given",
    Section.SAFETY: "Safety notes",
    Section.ASKS: "To do",
}

LEGAL_SECTIONS = frozenset({Section.COURT})
"""Sections that only roles with legal detail may read; a peer's copy leaves them out."""


class Limit(StrEnum):
    """How much of a section a reader gets."""

    NAME_ONLY = "name only"
    NO_NUMBERS = "no numbers"
    PHONE_ONLY = "phone only"
    CODES_ONLY = "codes only"
    OWN_LINKAGES = "only linkages with this recipient"
    COUNTS_ONLY = "counts only"
    BRIEF_NOTES = "with the last 3 notes in brief"
    CODED_LINE = "coded line only"
    OWN_LIST = "own to-do list"
    LABEL = "a label in the place of the name"


@dataclass(frozen=True, slots=True)
class Rule:
    """On what a section rests for one reader.

    categories: one of these must be covered by a consent; empty with `consent` false means that
    the section needs none. with_any: it comes with any section that a consent opens.
    when_asked: permitted, but only on a copy that asks for it.
    """

    consent: bool = False
    categories: frozenset[ConsentCategory] = frozenset()
    limit: Limit | None = None
    with_any: bool = False
    when_asked: bool = False


def _with(*categories: ConsentCategory, limit: Limit | None = None) -> Rule:
    return Rule(consent=True, categories=frozenset(categories), limit=limit)


_IDENTITY, _STATUS = ConsentCategory.IDENTITY, ConsentCategory.PROGRAM_STATUS
_CLINICAL = (
    ConsentCategory.SUD_TREATMENT,
    ConsentCategory.MENTAL_HEALTH,
    ConsentCategory.MEDICAL,
)
_NAMED = Rule(consent=True, limit=Limit.NAME_ONLY)
_ASKS = Rule(consent=True, with_any=True)
_YES = Rule()

RULES: dict[Audience, dict[Section, Rule]] = {
    Audience.INTERNAL: {
        **dict.fromkeys(Section, _YES),
        Section.CONTACTS: Rule(limit=Limit.BRIEF_NOTES),
    },
    Audience.PARTICIPANT: {
        Section.NAME: _YES,
        Section.IDENTIFIERS: _YES,
        Section.PROGRAM_STATUS: _YES,
        Section.ENGAGEMENT: _YES,
        Section.GOALS: _YES,
        Section.NEEDS: _YES,
        Section.SERVICES: _YES,
        Section.CONTACTS: Rule(limit=Limit.COUNTS_ONLY),
        Section.COURT: _YES,
        Section.CLINICAL: Rule(when_asked=True),
        Section.HOUSING: _YES,
        Section.EVENTS: _YES,
        Section.SUPPLIES: _YES,
        Section.ASKS: Rule(limit=Limit.OWN_LIST),
    },
    Audience.PROVIDER: {
        Section.NAME: Rule(consent=True),
        Section.IDENTIFIERS: _with(_IDENTITY),
        Section.FIND: _with(_IDENTITY, limit=Limit.PHONE_ONLY),
        Section.PROGRAM_STATUS: _with(_STATUS),
        Section.ENGAGEMENT: _with(_STATUS, limit=Limit.CODED_LINE),
        Section.GOALS: _with(ConsentCategory.GOALS),
        Section.NEEDS: _with(ConsentCategory.NEEDS),
        Section.SERVICES: _with(ConsentCategory.SERVICES),
        Section.CONTACTS: _with(ConsentCategory.CONTACTS),
        Section.COURT: _with(ConsentCategory.LEGAL),
        Section.CLINICAL: _with(*_CLINICAL),
        Section.HOUSING: _with(ConsentCategory.HOUSING),
        Section.EVENTS: _with(ConsentCategory.EVENTS),
        Section.ASKS: _ASKS,
    },
    Audience.COMMUNITY: {
        Section.NAME: Rule(consent=True),
        Section.IDENTIFIERS: _with(_IDENTITY),
        Section.PROGRAM_STATUS: _with(_STATUS),
        Section.ENGAGEMENT: _with(_STATUS, limit=Limit.CODED_LINE),
        Section.GOALS: _with(ConsentCategory.GOALS),
        Section.NEEDS: _with(ConsentCategory.NEEDS),
        Section.SERVICES: _with(ConsentCategory.SERVICES, limit=Limit.OWN_LINKAGES),
        Section.HOUSING: _with(ConsentCategory.HOUSING),
        Section.ASKS: _ASKS,
    },
    Audience.JUSTICE: {
        Section.NAME: _NAMED,
        Section.IDENTIFIERS: _with(_IDENTITY, limit=Limit.NO_NUMBERS),
        Section.PROGRAM_STATUS: _with(_STATUS, limit=Limit.CODES_ONLY),
        Section.ENGAGEMENT: _with(_STATUS, limit=Limit.CODED_LINE),
        Section.NEEDS: _with(ConsentCategory.NEEDS, limit=Limit.CODES_ONLY),
        Section.COURT: _with(ConsentCategory.LEGAL, limit=Limit.CODES_ONLY),
        Section.ASKS: _ASKS,
    },
}

SENSITIVE_CARE: dict[ServiceCategory, ConsentCategory] = {
    ServiceCategory.SUD_TREATMENT: ConsentCategory.SUD_TREATMENT,
    ServiceCategory.RECOVERY_SUPPORT: ConsentCategory.SUD_TREATMENT,
    ServiceCategory.HARM_REDUCTION: ConsentCategory.SUD_TREATMENT,
    ServiceCategory.MENTAL_HEALTH: ConsentCategory.MENTAL_HEALTH,
    ServiceCategory.HEALTH: ConsentCategory.MEDICAL,
    ServiceCategory.LEGAL: ConsentCategory.LEGAL,
}
"""What a need or linkage of this kind tells beside that it is there. A linkage leaves only when
this is covered as well; a need is covered by needs alone."""

CARE_TELLS: dict[ServiceCategory, ConsentCategory] = {
    **SENSITIVE_CARE,
    ServiceCategory.HOUSING: ConsentCategory.HOUSING,
}
"""What a restriction asks about a need or linkage: one on housing holds back that somebody looks
for it as well, though no consent needs to name it for that."""

EVENT_CATEGORY: dict[EventKind, ConsentCategory] = {
    EventKind.ARREST: ConsentCategory.LEGAL,
    EventKind.JAIL_BOOKED: ConsentCategory.LEGAL,
    EventKind.JAIL_RELEASED: ConsentCategory.LEGAL,
    EventKind.COURT_DATE: ConsentCategory.LEGAL,
    EventKind.WARRANT_ISSUED: ConsentCategory.LEGAL,
    EventKind.WARRANT_RESOLVED: ConsentCategory.LEGAL,
    EventKind.CHARGE_FILED: ConsentCategory.LEGAL,
    EventKind.CHARGE_DISMISSED: ConsentCategory.LEGAL,
    EventKind.HOSPITAL_ED: ConsentCategory.MEDICAL,
    EventKind.HOSPITAL_ADMIT: ConsentCategory.MEDICAL,
    EventKind.HOSPITAL_DISCHARGE: ConsentCategory.MEDICAL,
    EventKind.PREGNANCY_BIRTH: ConsentCategory.MEDICAL,
    EventKind.PSYCH_ADMIT: ConsentCategory.MENTAL_HEALTH,
    EventKind.OVERDOSE_NONFATAL: ConsentCategory.SUD_TREATMENT,
    EventKind.TREATMENT_STAY: ConsentCategory.SUD_TREATMENT,
    EventKind.TREATMENT_START: ConsentCategory.SUD_TREATMENT,
    EventKind.TREATMENT_END: ConsentCategory.SUD_TREATMENT,
    EventKind.MOUD_START: ConsentCategory.SUD_TREATMENT,
    EventKind.MOUD_STOP: ConsentCategory.SUD_TREATMENT,
    EventKind.HOUSED: ConsentCategory.HOUSING,
    EventKind.HOUSING_LOST: ConsentCategory.HOUSING,
    EventKind.MOVED: ConsentCategory.HOUSING,
}
"""What an event tells beside that something happened; the rest tell no more than that. A
restriction on it holds the event back in whichever section it stands."""

_SECTION_OF: dict[ConsentCategory, Section] = {
    **dict.fromkeys(_CLINICAL, Section.CLINICAL),
    ConsentCategory.HOUSING: Section.HOUSING,
}


_HOSPITAL = frozenset(
    {EventKind.HOSPITAL_ED, EventKind.HOSPITAL_ADMIT, EventKind.HOSPITAL_DISCHARGE}
)
"""Stays that "hospital, jail and other events" names on a consent. What kind of care it was, they
do not tell: a stay on a psychiatric ward, an overdose, a birth have kinds of their own."""


def event_categories(kind: EventKind) -> frozenset[ConsentCategory]:
    """What opens an event, one of these; a restriction on any of them holds it back.

    Health by its own kind and housing by its own; all else, and stays in hospital, as an event.
    """
    category = EVENT_CATEGORY.get(kind, ConsentCategory.EVENTS)
    if kind in _HOSPITAL:
        return frozenset({category, ConsentCategory.EVENTS})
    return frozenset({category if category in _SECTION_OF else ConsentCategory.EVENTS})


def event_section(
    kind: EventKind, covered: frozenset[ConsentCategory] = frozenset(ConsentCategory)
) -> Section:
    """The one section in which an event of this kind is told under what is covered."""
    category = EVENT_CATEGORY.get(kind, ConsentCategory.EVENTS)
    if kind in _HOSPITAL and category not in covered:
        return Section.EVENTS
    return _SECTION_OF.get(category, Section.EVENTS)


def tellable(
    audience: Audience,
    covered: frozenset[ConsentCategory],
    holds: frozenset[Section] = frozenset(Section),
) -> frozenset[ConsentCategory]:
    """The kinds of information that a paper for this reader can tell under what is covered.

    More than is covered by name: a need tells which kind of care it is about. holds: the sections
    that such a paper has at all.
    """
    rules = {section: rule for section, rule in RULES[audience].items() if section in holds}
    told = covered & {category for rule in rules.values() for category in rule.categories}
    care = frozenset(CARE_TELLS.values())
    sensitive = frozenset(SENSITIVE_CARE.values())
    if Section.SERVICES in rules and ConsentCategory.SERVICES in covered:
        told |= care - (sensitive - covered)
    if Section.NEEDS in rules and ConsentCategory.NEEDS in covered:
        told |= care
    if Section.EVENTS in rules and ConsentCategory.EVENTS in covered:
        told |= {ConsentCategory.LEGAL, ConsentCategory.MEDICAL}
    if Section.CLINICAL in rules and ConsentCategory.MEDICAL in covered:
        told |= {ConsentCategory.EVENTS}
    return told


def may_tell_need(kind: ServiceCategory, held: frozenset[ConsentCategory]) -> bool:
    """Whether a need of this kind may be told where needs are; held: kept back by a restriction."""
    return CARE_TELLS.get(kind) not in held


def may_tell_linkage(
    kind: ServiceCategory, covered: frozenset[ConsentCategory], held: frozenset[ConsentCategory]
) -> bool:
    """Whether a linkage of this kind may be told: a sensitive one by its own category as well."""
    sensitive = SENSITIVE_CARE.get(kind)
    return (sensitive is None or sensitive in covered) and CARE_TELLS.get(kind) not in held


def categories_of(audience: Audience) -> frozenset[ConsentCategory]:
    """The kinds of information that a copy for this reader can tell at all."""
    return tellable(audience, frozenset(ConsentCategory))
