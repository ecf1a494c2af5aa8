"""The disclosure gate: what a copy may hold, for whom, and why the rest is withheld.

Closed by default. A partner's copy rests on a live and complete written consent that names the
recipient, the purpose and the kinds of information (42 CFR 2.31), or on one of the few grounds
that the law knows beside consent. Without either it is refused whole, enrolment included
(42 CFR 2.13(c): even the presence of a person in the program is not confirmed).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from lead_desktop.domain.codes import (
    Audience,
    Basis,
    ConsentCategory,
    ConsentKind,
    ConsentState,
)
from lead_desktop.domain.consent.consent import PARTNERS, ConsentLine, scope_text
from lead_desktop.domain.consent.consent_rules import is_complete
from lead_desktop.domain.consent.grounds import LegalGround, check_ground, ground_covers
from lead_desktop.domain.consent.recipients import same_purpose, same_recipient
from lead_desktop.domain.consent.redisclosure import NoticeKind, redisclosure_rule, strictest
from lead_desktop.domain.consent.restriction import (
    Acknowledgement,
    Restriction,
    concerning,
    held_back,
    touches,
)
from lead_desktop.domain.consent.sections import LEGAL_SECTIONS as LEGAL_SECTIONS
from lead_desktop.domain.consent.sections import RULES, SENSITIVE_CARE, Rule, tellable
from lead_desktop.domain.consent.sections import SECTION_LABEL as SECTION_LABEL
from lead_desktop.domain.consent.sections import Limit as Limit
from lead_desktop.domain.consent.sections import Section as Section

NEVER = "Never in a copy for this reader"
NOT_COVERED = "Not covered by the consent"
RESTRICTED = "Held back at the participant's request"
LABELLED = "A label stands in the place of the name"
NO_LEGAL_DETAIL = "Your role does not read court and legal detail"
CHANGED = "What this copy may hold has changed since it was drawn: look at the consent again."
UNREAD = "The participant asked for something that touches this copy"

OPENING = frozenset({ConsentKind.PART2_NAMED, ConsentKind.PART2_TPO, ConsentKind.CJ_2_35})
"""Kinds that can open a copy together. A consent for a legal proceeding opens one only alone
(42 CFR 2.31(d)); one for counseling notes opens no copy, because no copy holds them; a general
release is never a basis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRequest:
    """Who wants to hand what kind of copy to whom.

    legal_detail: whether the worker may read court and legal detail; what a worker cannot read
    is never printed by them. ground: a ground beside consent, already allowed to this worker.
    holds: the sections that a paper of this kind has at all. acknowledged: what the worker has
    read of the participant's restrictions. labelled: a label in the place of the name, for a
    justice partner.
    """

    audience: Audience
    recipient: str = ""
    organization_id: UUID | None = None
    purpose: str = ""
    legal_detail: bool = True
    ground: LegalGround | None = None
    holds: frozenset[Section] = frozenset(Section)
    acknowledged: Acknowledgement | None = None
    labelled: bool = False


@dataclass(frozen=True)
class Withheld:
    """A section that is not in the copy, and the reason shown on screen (never on paper)."""

    section: Section
    reason: str


@dataclass(frozen=True)
class Permission:
    """What the gate allows: sections in print order, what is withheld and why.

    refusal: why nothing at all may leave, None when something may. limits: how much of a section.
    when_asked: permitted sections that are in a copy only when it asks for them. covered: kinds of
    information that may be in it; held: those that a restriction keeps back, wherever they would
    stand. consents: those it rests on. notices: statements that must be on the paper. scope: the
    explanation of the consent's scope that goes with it (42 CFR 2.32(b)). restrictions: those that
    concern this recipient, agreed or not decided yet. touching: those of them about something that
    the copy tells, or could have told. limited_by: the agreed ones of these; they hold it back.
    acknowledged: by whom and why, for the account.
    """

    permitted: tuple[Section, ...]
    withheld: tuple[Withheld, ...]
    refusal: str | None = None
    limits: Mapping[Section, Limit] = field(default_factory=lambda: MappingProxyType({}))
    when_asked: frozenset[Section] = frozenset()
    covered: frozenset[ConsentCategory] = frozenset(ConsentCategory)
    basis: Basis | None = None
    consents: tuple[ConsentLine, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    scope: str = ""
    redisclosure: str = ""
    held: frozenset[ConsentCategory] = frozenset()
    restrictions: tuple[Restriction, ...] = field(default=(), repr=False)
    touching: tuple[UUID, ...] = ()
    limited_by: tuple[UUID, ...] = ()
    acknowledged: Acknowledgement | None = None

    @property
    def unread(self) -> tuple[Restriction, ...]:
        """Touching restrictions that nobody has acknowledged for this copy: until then it may be
        looked at, but it does not leave."""
        read = self.acknowledged
        return tuple(
            one
            for one in self.restrictions
            if one.id in self.touching and (read is None or not read.covers(one))
        )

    @property
    def stop(self) -> str | None:
        """Why nothing may leave on this answer; None when a copy may."""
        if self.refusal is not None or not self.unread:
            return self.refusal
        return f"{UNREAD}: {'; '.join(one.scope for one in self.unread)}."

    @property
    def consent_ids(self) -> tuple[UUID, ...]:
        return tuple(consent.id for consent in self.consents)

    def part_of(self, recipient: str) -> str:
        """The recipient's part in the case ("Assistant State's Attorney"), where the consents say
        it; not beside a label, because it is in somebody's own words."""
        if self.limits.get(Section.NAME) is Limit.LABEL:
            return ""
        named = (one for line in self.consents for one in line.terms.recipients)
        parts = (one.role.strip() for one in named if same_recipient(one, recipient, None))
        return ", ".join(dict.fromkeys(part for part in parts if part))

    def shows_number(self, sections: Iterable[Section]) -> bool:
        """Whether the participant's number may stand in the feet of a copy of these sections."""
        limited = self.limits.get(Section.IDENTIFIERS) is Limit.NO_NUMBERS
        return Section.IDENTIFIERS in sections and not limited

    def hinders(self, earlier: Permission, sections: Iterable[Section]) -> str | None:
        """Why a copy of these sections, composed under an earlier answer, may not leave now."""
        same = (
            self.refusal is None
            and set(sections) <= set(self.permitted)
            and earlier.covered <= self.covered
            and self.held <= earlier.held
            and self.basis is earlier.basis
            and self.consent_ids == earlier.consent_ids
        )
        return self.stop if same else self.refusal or CHANGED

    def chosen(self, wanted: frozenset[Section] | None) -> tuple[Section, ...]:
        """The sections of a copy that wants these; None for all that needs no asking."""
        if wanted is None:
            return tuple(one for one in self.permitted if one not in self.when_asked)
        return tuple(one for one in self.permitted if one in wanted)


def disclose(
    request: DisclosureRequest,
    consents: Sequence[ConsentLine],
    restrictions: Sequence[Restriction],
    today: date,
) -> Permission:
    """What a copy may hold. `consents` and `restrictions` are those of the one participant."""
    if request.labelled and request.audience is not Audience.JUSTICE:
        return refused("A label in the place of the name is for justice partners.")
    if request.audience not in PARTNERS:
        return _own_copy(request)
    if request.ground is not None:
        return _on_ground(request, request.ground, restrictions, today)
    if not request.recipient.strip():
        return refused("Name the recipient: a consent is for somebody named.")
    if not request.purpose.strip():
        return refused("Say what the copy is for: a consent is for a purpose.")
    found = applicable(request, consents, today)
    if not found:
        return refused(_why_none(request, consents, today))
    covered = frozenset(category for line in found for category in line.categories)
    applied = concerning(restrictions, request.recipient, request.organization_id, today)
    permission = _restricted(request, covered, applied, today)
    if permission.refusal:
        return permission
    return replace(
        permission,
        basis=Basis.CONSENT,
        consents=found,
        notices=(NoticeKind.STATEMENT_1, NoticeKind.STATEMENT_2, NoticeKind.SCOPE),
        scope=" ".join(_scope(request, line, permission) for line in found),
        redisclosure=strictest(redisclosure_rule(request.audience, one.kind) for one in found),
    )


def refused(why: str) -> Permission:
    """Nothing may leave."""
    return Permission(
        (),
        tuple(Withheld(section, "No consent on file") for section in Section),
        refusal=f"{why} Nothing may leave, not even that this person is enrolled.",
        covered=frozenset(),
    )


def applicable(
    request: DisclosureRequest, consents: Iterable[ConsentLine], today: date
) -> tuple[ConsentLine, ...]:
    """The consents on which a copy may rest: live, complete, for this reader and purpose."""
    fitting = [line for line in consents if _fits(request, line, today)]
    opening = tuple(line for line in fitting if line.kind in OPENING)
    if opening:
        return opening
    return tuple(line for line in fitting if line.kind is ConsentKind.LEGAL_PROCEEDING)[:1]


def _fits(request: DisclosureRequest, line: ConsentLine, today: date) -> bool:
    return (
        line.live
        and line.recipient_kind is request.audience
        and _names(line, request)
        and same_purpose(line.purpose, request.purpose)
        and is_complete(line.terms, today)
    )


def _names(line: ConsentLine, request: DisclosureRequest) -> bool:
    return any(
        same_recipient(named, request.recipient, request.organization_id)
        for named in line.terms.recipients
    )


def _scope(request: DisclosureRequest, line: ConsentLine, permission: Permission) -> str:
    """The scope of one consent, as far as this recipient's copy goes."""
    rules = RULES[request.audience]
    told = {category for one in permission.permitted for category in rules[one].categories}
    if Section.SERVICES in permission.permitted:
        told.update(SENSITIVE_CARE.values())
    named = [
        one.name
        for one in line.terms.recipients
        if same_recipient(one, request.recipient, request.organization_id)
    ]
    return scope_text(
        line.terms,
        recipients=named,
        categories=told & permission.covered,
        purpose=request.purpose,
        nameless=request.labelled,
    )


def _why_none(request: DisclosureRequest, consents: Iterable[ConsentLine], today: date) -> str:
    """The nearest reason, so that the worker knows what to ask for."""
    naming = [line for line in consents if _names(line, request)]
    usable = [line for line in naming if line.kind in OPENING | {ConsentKind.LEGAL_PROCEEDING}]
    if not naming:
        return "No written consent names this recipient."
    if not usable:
        return "The consent that names this recipient cannot open a copy."
    live = [line for line in usable if line.live]
    if not live:
        states = {line.state for line in usable}
        if ConsentState.ALTERED in states:
            return "The consent for this recipient is no longer what was signed."
        if ConsentState.REVOKED in states:
            return "The consent for this recipient was withdrawn."
        if ConsentState.EXPIRED in states:
            return "The consent for this recipient has ended."
        return "The consent for this recipient has not begun."
    if not any(line.recipient_kind is request.audience for line in live):
        return "The consent names this recipient as another kind of partner."
    if not any(same_purpose(line.purpose, request.purpose) for line in live):
        return "The consent for this recipient is for another purpose."
    return "The consent for this recipient lacks a required element."


def _own_copy(request: DisclosureRequest) -> Permission:
    """The team's own copy, and the participant's (42 CFR 2.12(c)(3), 2.23)."""
    own = request.audience is Audience.PARTICIPANT
    permission = _open(request, frozenset(ConsentCategory), frozenset())
    never = "Never on the participant's own copy"
    withheld = tuple(
        replace(one, reason=never) if own and one.reason == NEVER else one
        for one in permission.withheld
    )
    return replace(permission, withheld=withheld, basis=Basis.PATIENT_ACCESS if own else None)


def _on_ground(
    request: DisclosureRequest,
    ground: LegalGround,
    restrictions: Sequence[Restriction],
    today: date,
) -> Permission:
    problems = check_ground(ground, request.audience, request.recipient, request.purpose, today)
    if problems:
        return refused(problems[0].message)
    applied = concerning(restrictions, request.recipient, request.organization_id, today)
    covered = ground_covers(ground)
    # 42 CFR 2.26: an agreed restriction binds, except where emergency treatment needs the facts.
    if ground.basis is Basis.EMERGENCY:
        permission = replace(_open(request, covered, frozenset()), restrictions=applied)
    else:
        permission = _restricted(request, covered, applied, today)
    if permission.refusal:
        return permission
    return replace(
        permission,
        basis=ground.basis,
        notices=(NoticeKind.STATEMENT_1, NoticeKind.STATEMENT_2),
        redisclosure=redisclosure_rule(request.audience, None),
    )


def _restricted(
    request: DisclosureRequest,
    covered: frozenset[ConsentCategory],
    applied: Sequence[Restriction],
    today: date,
) -> Permission:
    """The answer under the restrictions that concern it; refused when they leave nothing.

    An agreed one withholds, one that waits for a decision is told; both have to be acknowledged
    before a copy leaves that they touch.
    """
    told = tellable(request.audience, covered, request.holds)
    held = held_back(applied, today) & told
    touching = [one for one in applied if touches(one, told)]
    limiting = tuple(one.id for one in touching if one.binds(today))
    permission = _open(request, covered, held_back(applied, today))
    if not permission.permitted:
        permission = refused("A restriction agreed with the participant holds back everything.")
    return replace(
        permission,
        held=held,
        restrictions=tuple(applied),
        touching=tuple(one.id for one in touching),
        limited_by=limiting,
        acknowledged=request.acknowledged,
    )


def _open(
    request: DisclosureRequest,
    covered: frozenset[ConsentCategory],
    held: frozenset[ConsentCategory],
) -> Permission:
    """Walk the table of the audience, section by section."""
    rules = RULES[request.audience]
    usable = covered - held
    opened = [one for one in rules if _is_open(rules[one], usable)]
    # What comes along (the name, what we ask) comes only beside something that was agreed to.
    brings = any(rules[one].categories for one in opened) or request.audience not in PARTNERS
    permitted, withheld = [], []
    for section in Section:
        rule = rules.get(section)
        if rule is None:
            withheld.append(Withheld(section, NEVER))
        elif section in LEGAL_SECTIONS and not request.legal_detail:
            withheld.append(Withheld(section, NO_LEGAL_DETAIL))
        elif section is Section.IDENTIFIERS and request.labelled:
            withheld.append(Withheld(section, LABELLED))
        elif rule.consent and not rule.categories and not (brings if rule.with_any else usable):
            withheld.append(Withheld(section, NOT_COVERED))
        elif section not in opened:
            reason = RESTRICTED if rule.categories & held & covered else NOT_COVERED
            withheld.append(Withheld(section, reason))
        else:
            permitted.append(section)
    limits = {one: rules[one].limit for one in permitted}
    if request.labelled and Section.NAME in permitted:
        limits[Section.NAME] = Limit.LABEL
    return Permission(
        tuple(permitted),
        tuple(withheld),
        limits=MappingProxyType({one: limit for one, limit in limits.items() if limit}),
        when_asked=frozenset(one for one in permitted if rules[one].when_asked),
        covered=usable,
    )


def _is_open(rule: Rule, usable: frozenset[ConsentCategory]) -> bool:
    return not rule.categories or bool(rule.categories & usable)
