"""Whether LEAD is open to somebody by the door at which they stand: one function, and its reasons.

The criteria are those of the program's poster (resources name them by charge) and of domain 1.4.
The checklist is data: a program may take a question out of those that decide. An answer that is
unknown, declined or missing never decides against anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import Answer, Charge, Door, IneligibleReason, Question
from lead_desktop.domain.people.birth import read_birth

Q = Question
R = IneligibleReason

ADULT_AGE = 18
STREET_DOORS = frozenset({Door.STOP, Door.ARREST})
"""Doors that begin with an officer's stop: these have a charge, and a diverted incident."""

SUBSISTENCE_CHARGES = frozenset({Charge.CDS_DISTRIBUTION, Charge.LARCENY, Charge.LARCENY_FROM_AUTO})
"""Charges that the poster takes only when they were for subsistence."""
APPROVAL_CHARGES = frozenset({Charge.TRESPASS, Charge.PUBLIC_URINATION})
"""Charges for which the poster has the victim's or store owner's approval sought first."""

EVERY_DOOR = (Q.ADULT, Q.CONSENTS_TO_MEET, Q.IN_AREA, Q.NO_EXCLUSION, Q.NOT_ENROLLED)
OF_SOCIAL = (Q.RECENT_POLICE_CONTACT, Q.TIED_TO_NEED)
PRIORITY = (
    Q.DISCONNECTED_FROM_CARE,
    Q.TROUBLE_COMPLETING_TREATMENT,
    Q.HOMELESSNESS,
    Q.EXTREME_POVERTY,
)
"""Recorded for everybody, because the poster looks for these people first; never deciding."""

ASKED: Mapping[Question, str] = {
    Q.ADULT: "Is the person 18 or older?",
    Q.SUBSISTENCE: "Was it to get by, not for profit?",
    Q.RECENT_POLICE_CONTACT: "Recent law violations or police contacts around here?",
    Q.TIED_TO_NEED: "Tied to drug use, mental health or extreme poverty?",
    Q.CONSENTS_TO_MEET: "Do they agree to meet with the team?",
    Q.IN_AREA: "Did it happen, or do they stay, in the area we serve?",
    Q.NO_EXCLUSION: "Free of a pending case or protective order that rules LEAD out?",
    Q.NOT_ENROLLED: "Not with LEAD already?",
    Q.DISCONNECTED_FROM_CARE: "Out of touch with primary health care?",
    Q.TROUBLE_COMPLETING_TREATMENT: "Had trouble completing treatment?",
    Q.HOMELESSNESS: "Without a stable place to live?",
    Q.EXTREME_POVERTY: "Living in poverty?",
}
"""How each question is put to a person; those that are not here follow from something else."""

_REASONS: Mapping[Question, IneligibleReason] = {
    Q.ADULT: R.UNDER_18,
    Q.CHARGE_LISTED: R.CHARGE_NOT_ELIGIBLE,
    Q.SUBSISTENCE: R.QUANTITY,
    Q.OWNER_APPROVAL: R.VICTIM_OR_OWNER_DECLINED,
    Q.RECENT_POLICE_CONTACT: R.NOT_TIED_TO_NEED,
    Q.TIED_TO_NEED: R.NOT_TIED_TO_NEED,
    Q.CONSENTS_TO_MEET: R.DECLINES_TO_MEET,
    Q.IN_AREA: R.OUTSIDE_AREA,
    Q.NO_EXCLUSION: R.PROTECTIVE_ORDER,
    Q.NOT_ENROLLED: R.ALREADY_IN_PROGRAM,
}


@dataclass(frozen=True)
class Checklist:
    """The program's own choice. recorded_only: asked and kept, but not deciding here.

    districts: those that the program serves, by name.
    """

    districts: frozenset[str] = frozenset({"central"})
    recorded_only: frozenset[Question] = frozenset()

    def serves(self, district: str) -> Answer | None:
        """Whether a district is one of ours; None when none was named."""
        if not district.strip():
            return None
        return Answer.YES if district.strip().casefold() in self.districts else Answer.NO


def checklist_of(settings: VaultSettings) -> Checklist:
    """The checklist as the vault sets it, in names parted by commas."""
    known = {question.value: question for question in Question}
    names = (part.strip().casefold() for part in settings.districts.split(","))
    keys = (part.strip().casefold() for part in settings.recorded_only.split(","))
    return Checklist(
        frozenset(name for name in names if name),
        frozenset(known[key] for key in keys if key in known),
    )


@dataclass(frozen=True)
class ReferralFacts:
    """What is known when eligibility is judged.

    born: an ISO date or its known beginning. day: that of the referral. enrolled: whether the
    person is with LEAD already, None while a likely match is not yet told apart.
    """

    door: Door
    day: date
    born: str = ""
    charges: frozenset[Charge] = frozenset()
    district: str = ""
    owner_approval: Answer | None = None
    enrolled: bool | None = False
    answers: Mapping[Question, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the result. answer: None while it is missing. evidence: what it rests on."""

    question: Question
    answer: Answer | None
    evidence: str
    deciding: bool


@dataclass(frozen=True)
class Eligibility:
    """The result. eligible: None while a deciding answer is open."""

    eligible: bool | None
    checks: tuple[Check, ...]

    @property
    def missing(self) -> tuple[Question, ...]:
        """Deciding questions that are still open: missing, unknown or declined."""
        return tuple(
            check.question
            for check in self.checks
            if check.deciding and check.answer not in (Answer.YES, Answer.NO)
        )

    @property
    def against(self) -> tuple[Check, ...]:
        """The answers that decided against."""
        return tuple(check for check in self.checks if check.deciding and check.answer is Answer.NO)

    @property
    def reason_codes(self) -> tuple[IneligibleReason, ...]:
        """Why not, as reports count it."""
        return tuple(dict.fromkeys(_REASONS[check.question] for check in self.against))

    @property
    def reasons(self) -> tuple[str, ...]:
        """What decided, or what is still open, in words."""
        told = self.against or tuple(
            check
            for check in self.checks
            if check.deciding and check.answer in (Answer.UNKNOWN, Answer.DECLINED)
        )
        return tuple(f"{check.question.label}: {check.evidence}" for check in told)

    @property
    def headline(self) -> str:
        """The result in a few words; it names what decides."""
        if self.eligible is None:
            count = len(self.missing)
            return f"Almost there: {count} answer{'s' if count > 1 else ''} missing"
        return "Eligible" if self.eligible else f"Not this way: {self.reason_codes[0].label}"


def judge(facts: ReferralFacts, checklist: Checklist | None = None) -> Eligibility:
    """Whether LEAD is open by this door: false if a deciding answer is "no"; else None if one is
    unknown, declined or missing; else true."""
    rules = checklist or Checklist()
    checks = tuple(
        Check(question, *_answer(question, facts, rules), question not in rules.recorded_only)
        for question in deciding_questions(facts.door, facts.charges)
    )
    priority = tuple(
        Check(question, *_given(facts, question), False)
        for question in PRIORITY
        if question in facts.answers
    )
    decided = [check.answer for check in checks if check.deciding]
    eligible: bool | None = True
    if Answer.NO in decided:
        eligible = False
    elif any(answer is not Answer.YES for answer in decided):
        eligible = None
    return Eligibility(eligible, (*checks, *priority))


def deciding_questions(door: Door, charges: Iterable[Charge]) -> tuple[Question, ...]:
    """The questions that this door, with these charges, asks; in the order in which they stand."""
    given = frozenset(charges)
    of_door: tuple[Question, ...] = ()
    if door in STREET_DOORS:
        of_door = (
            Q.CHARGE_LISTED,
            *((Q.SUBSISTENCE,) if given & SUBSISTENCE_CHARGES else ()),
            *((Q.OWNER_APPROVAL,) if given & APPROVAL_CHARGES else ()),
        )
    elif door is Door.SOCIAL:
        of_door = OF_SOCIAL
    return (Q.ADULT, *of_door, *EVERY_DOOR[1:])


def asked_questions(door: Door, charges: Iterable[Charge]) -> tuple[Question, ...]:
    """Those of the deciding questions that a person answers, then the priority ones."""
    asked = (question for question in deciding_questions(door, charges) if question in ASKED)
    return (*asked, *PRIORITY)


def other_door(door: Door) -> Door | None:
    """Which door to offer when one is not open: after a stop, the social one."""
    return Door.SOCIAL if door in STREET_DOORS else None


def _answer(
    question: Question, facts: ReferralFacts, rules: Checklist
) -> tuple[Answer | None, str]:
    if question is Q.ADULT:
        return _adult(facts)
    if question is Q.CHARGE_LISTED:
        if facts.charges:
            return Answer.YES, ", ".join(sorted(charge.label for charge in facts.charges))
        return None, "No charge named yet"
    if question is Q.OWNER_APPROVAL:
        return _approval(facts.owner_approval or facts.answers.get(question))
    if question in facts.answers:
        return _given(facts, question)
    if question is Q.IN_AREA:
        served = rules.serves(facts.district)
        return served, f"{facts.district.strip()} District" if served else "No district named yet"
    if question is Q.NOT_ENROLLED:
        return _enrolled(facts.enrolled)
    return None, "Not asked yet"


def _given(facts: ReferralFacts, question: Question) -> tuple[Answer, str]:
    answer = facts.answers[question]
    words = {
        Answer.YES: "Answered yes",
        Answer.NO: "Answered no",
        Answer.UNKNOWN: "Unknown. Look it up, or ask the liaison",
        Answer.DECLINED: "Prefers not to say",
    }
    return answer, words[answer]


def _approval(answer: Answer | None) -> tuple[Answer | None, str]:
    words = {
        Answer.YES: "Agreed",
        Answer.NO: "Did not agree",
        Answer.UNKNOWN: "Not asked yet",
        Answer.DECLINED: "Would not say",
    }
    return (answer, words[answer]) if answer else (None, "Not asked yet")


def _enrolled(enrolled: bool | None) -> tuple[Answer, str]:
    if enrolled is None:
        return Answer.UNKNOWN, "Somebody alike is with LEAD. Is it the same person?"
    if enrolled:
        return Answer.NO, "With LEAD already"
    return Answer.YES, "No match in this vault"


def _adult(facts: ReferralFacts) -> tuple[Answer | None, str]:
    """From the birth date where it decides; a year alone may leave it open."""
    birth = read_birth(facts.born)
    if birth is not None:
        youngest, oldest = birth.ages(facts.day)
        if youngest >= ADULT_AGE or oldest < ADULT_AGE:
            answer = Answer.YES if youngest >= ADULT_AGE else Answer.NO
            return answer, f"Born {birth.words(facts.day)}"
    if Q.ADULT in facts.answers:
        return _given(facts, Q.ADULT)
    return None, "Birth date or answer missing"
