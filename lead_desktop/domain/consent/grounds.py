"""The grounds beside consent on which a copy may leave, and what each must have on file.

Medical emergency (42 CFR 2.51), court order (subpart E), service organization (2.12(c)(4)),
audit (2.53), and an override by the supervisor with type, authority and reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import AgreementKind, Audience, Basis, ConsentCategory
from lead_desktop.domain.consent.recipients import Recipient, same_recipient


def _missing(*asked: tuple[bool, str]) -> tuple[str, ...]:
    return tuple(words for there, words in asked if not there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A written agreement with an organization: service organization, audit, research."""

    id: UUID
    kind: AgreementKind
    organization: str
    signed_on: date
    organization_id: UUID | None = None
    ends_on: date | None = None
    binds_to_part2: bool = False
    will_resist: bool = False
    words: str = ""
    version: int = 1

    def lacks(self, today: date) -> tuple[str, ...]:
        """What 42 CFR 2.11 and 2.53 ask of it that it has not on `today`, in words."""
        in_time = self.signed_on <= today and (self.ends_on is None or today <= self.ends_on)
        resists = self.will_resist or self.kind is not AgreementKind.QSO
        return _missing(
            (in_time, "its time has passed"),
            (self.binds_to_part2, "it does not bind them to 42 CFR part 2"),
            (resists, "it does not say that they will resist in court"),
        )

    def holds(self, today: date) -> bool:
        """Whether it stands on `today` with what the law asks of it."""
        return not self.lacks(today)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtOrder:
    """An order under 42 CFR part 2, subpart E. It compels nothing without a subpoena (2.61)."""

    id: UUID
    participant_id: UUID
    court: str
    case_number: str
    section: str
    ordered_on: date
    expires_on: date | None = None
    findings_present: bool = False
    notice_given: bool = False
    mandate_attached: bool = False
    recipients: tuple[str, ...] = ()
    categories: tuple[ConsentCategory, ...] = ()
    version: int = 1

    def lacks(self, today: date) -> tuple[str, ...]:
        """What subpart E asks of it that it has not on `today`, in words."""
        in_time = self.ordered_on <= today and (self.expires_on is None or today <= self.expires_on)
        return _missing(
            (in_time, "its time has passed"),
            (self.findings_present, "the findings are missing"),
            (self.notice_given, "no notice was given"),
            (self.mandate_attached, "no subpoena goes with it"),
        )

    def opens(self, today: date) -> bool:
        """Whether it can open a copy on `today`."""
        return not self.lacks(today)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalGround:
    """A ground beside consent, with what must be documented for it.

    authority: the law, order or person relied on; for an override also its type. personnel,
    affiliation, emergency: the facts of 42 CFR 2.51(c); the time and the worker are recorded by
    the act itself.
    """

    basis: Basis
    reason: str = ""
    authority: str = ""
    override_type: str = ""
    personnel: str = ""
    affiliation: str = ""
    emergency: str = ""
    order: CourtOrder | None = None
    agreement: Agreement | None = None


def ground_covers(ground: LegalGround) -> frozenset[ConsentCategory]:
    """The kinds of information that a ground opens; the table of the audience limits further."""
    if ground.order is not None:
        return frozenset(ground.order.categories)
    return frozenset(ConsentCategory)


def check_ground(
    ground: LegalGround, audience: Audience, recipient: str, purpose: str, today: date
) -> tuple[FieldProblem, ...]:
    """What keeps a copy from leaving on this ground, by field; empty when nothing does."""
    problems = []
    if not recipient.strip():
        problems.append(FieldProblem("recipient", "Say who receives the copy."))
    if not purpose.strip():
        problems.append(FieldProblem("purpose", "Say what the copy is for."))
    if ground.basis is Basis.EMERGENCY:
        problems += _check_emergency(ground, audience)
    elif ground.basis is Basis.COURT_ORDER:
        problems += _check_order(ground.order, recipient, today)
    elif ground.basis in (Basis.QSO, Basis.AUDIT):
        problems += _check_agreement(ground, recipient, today)
    elif ground.basis is Basis.OVERRIDE:
        problems += [
            FieldProblem(name, words)
            for name, value, words in (
                ("override_type", ground.override_type, "Say which kind of exception this is."),
                ("authority", ground.authority, "Name the authority for it."),
                ("reason", ground.reason, "Give the reason."),
            )
            if not value.strip()
        ]
    else:
        problems.append(FieldProblem("basis", "This is not a ground beside consent."))
    return tuple(problems)


def _check_emergency(ground: LegalGround, audience: Audience) -> list[FieldProblem]:
    """42 CFR 2.51: to medical personnel, and documented at once."""
    problems = [
        FieldProblem(name, words)
        for name, value, words in (
            ("personnel", ground.personnel, "Name the medical personnel who receive it."),
            ("affiliation", ground.affiliation, "Name their hospital or service."),
            ("emergency", ground.emergency, "Say what the emergency is."),
        )
        if not value.strip()
    ]
    if audience is not Audience.PROVIDER:
        problems.append(FieldProblem("audience", "An emergency copy is for medical personnel."))
    return problems


def _check_order(order: CourtOrder | None, recipient: str, today: date) -> list[FieldProblem]:
    if order is None:
        return [FieldProblem("order", "Choose the court order. A subpoena alone opens nothing.")]
    lacks = order.lacks(today)
    if lacks:
        return [FieldProblem("order", f"This court order opens nothing: {', '.join(lacks)}.")]
    if not any(same_recipient(Recipient(name), recipient, None) for name in order.recipients):
        return [FieldProblem("recipient", "The court order does not name this recipient.")]
    return []


def _check_agreement(ground: LegalGround, recipient: str, today: date) -> list[FieldProblem]:
    agreement = ground.agreement
    kind = AgreementKind.QSO if ground.basis is Basis.QSO else AgreementKind.AUDIT
    if agreement is None or agreement.kind is not kind or not agreement.holds(today):
        return [FieldProblem("agreement", "No agreement of this kind holds today.")]
    if not same_recipient(Recipient(agreement.organization), recipient, None):
        return [FieldProblem("recipient", "The agreement is with another organization.")]
    return []
