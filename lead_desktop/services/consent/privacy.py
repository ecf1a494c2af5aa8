"""The privacy office: restrictions, notices, agreements, court orders, complaints, incidents."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, Refused
from lead_desktop.domain.codes import (
    AgreementKind,
    ConsentCategory,
    NoticeMethod,
    RestrictionEnd,
)
from lead_desktop.domain.consent.grounds import Agreement, CourtOrder
from lead_desktop.domain.consent.privacy import (
    NOTICE_VERSION,
    NoticeLine,
)
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, required
from lead_desktop.store.queries import grounds as ground_query
from lead_desktop.store.queries import privacy as query
from lead_desktop.store.queries.consents import list_restrictions as query_restrictions
from lead_desktop.store.queries.visibility import require_visible
from lead_desktop.store.tables import (
    AgreementRow,
    CourtOrderRow,
    NoticeGiven,
    RestrictionRow,
)

CHANGED = frozenset({Topic.PRIVACY, Topic.CONSENTS})
ORDER_SECTIONS = ("2.63", "2.64", "2.65", "2.66", "2.67")
"""The sections of 42 CFR part 2, subpart E, under which a court can order."""


@dataclass(frozen=True)
class AskRestriction:
    """A participant asks that something not be shared. categories: empty for everything.

    paid_in_full: it is to be kept from a health plan, and the participant has paid for it in full.
    """

    id: UUID
    participant_id: UUID
    words: str
    asked_on: date
    recipient: str = ""
    categories: tuple[ConsentCategory, ...] = ()
    paid_in_full: bool = False


def require_asked(command: AskRestriction, today: date) -> None:
    """Raise InvalidInput for a request that cannot be written down so."""
    problems = []
    if not command.words.strip():
        problems.append(FieldProblem("words", "Write down what the participant asks."))
    if command.asked_on > today:
        problems.append(FieldProblem("asked_on", "It cannot be asked in the future."))
    if command.paid_in_full and not command.recipient.strip():
        problems.append(FieldProblem("recipient", "Name the health plan."))
    if problems:
        raise InvalidInput(*problems)


def restriction_facts(command: AskRestriction) -> dict[str, object]:
    """What a request says, as the vault keeps it."""
    return {
        "asked_on": command.asked_on,
        "words": command.words.strip(),
        "recipient": command.recipient.strip(),
        "categories": [one.value for one in command.categories],
        "paid_in_full": command.paid_in_full,
    }


@allowed(Act.RECORD_CONSENT)
def ask_restriction(desk: Desk, command: AskRestriction) -> Change:
    """Write down a request (42 CFR 2.26). It binds once the program has agreed."""
    require_asked(command, desk.clock.today())
    now = desk.clock.now()
    with desk.store.write() as session:
        new = RestrictionRow(
            id=command.id,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            created_at=now,
            updated_at=now,
            **restriction_facts(command),
        )
        if add_once(session, new):
            desk.record(session, "restriction.ask", subject=command.participant_id)
    return Change(CHANGED, (command.participant_id,))


@allowed(Act.KEEP_PRIVACY)
def decide_restriction(desk: Desk, restriction_id: UUID, *, agreed: bool) -> Change:
    """Agree to a request, which binds the program from today, or decline it.

    Refused for one that is decided, and where the law leaves no choice: what was paid in full is
    kept from the health plan (42 CFR 2.26).
    """
    with desk.store.write() as session:
        row = _restriction(session, desk, restriction_id)
        if row.agreed_on or row.declined_on or row.ended_on:
            raise Refused(
                "This restriction was decided already.",
                meaning="Nothing was changed.",
                remedy="End an agreed one, or write down a new one.",
            )
        if row.paid_in_full and not agreed:
            raise Refused(
                "This one cannot be declined.",
                meaning="What a participant paid in full is kept from the health plan by law.",
                remedy="Agree to it.",
            )
        today = desk.clock.today()
        row.agreed_on, row.declined_on = (today, None) if agreed else (None, today)
        row.updated_at = desk.clock.now()
        word = "restriction.agree" if agreed else "restriction.decline"
        desk.record(session, word, subject=row.participant_id)
        person = row.participant_id
    return Change(CHANGED, (person,))


@allowed(Act.KEEP_PRIVACY)
def end_restriction(
    desk: Desk,
    restriction_id: UUID,
    reason: str,
    way: RestrictionEnd = RestrictionEnd.AGREED_ORALLY,
) -> Change:
    """End a restriction with the participant's agreement (45 CFR 164.522(a)(2)); one that nobody
    has decided about is taken back so.

    The law also lets a program end one by telling the participant, for what comes from then on
    alone. A copy cannot keep the two apart, so that is not offered here.
    """
    if not reason.strip():
        raise InvalidInput(FieldProblem("reason", "Say how it came to end, and who was told."))
    with desk.store.write() as session:
        row = _restriction(session, desk, restriction_id)
        if row.declined_on is not None or row.ended_on is not None:
            raise Refused("This restriction does not bind.", meaning="Nothing was changed.")
        row.ended_on, row.end_reason = desk.clock.today(), reason.strip()
        row.end_way = way
        row.updated_at = desk.clock.now()
        desk.record(session, "restriction.end", subject=row.participant_id)
        person = row.participant_id
    return Change(CHANGED, (person,))


def _restriction(session: Session, desk: Desk, restriction_id: UUID) -> RestrictionRow:
    row = required(session, RestrictionRow, restriction_id)
    require_visible(session, desk.viewer, row.participant_id)
    return row


@allowed(Act.SEE_PARTICIPANTS)
def list_restrictions(desk: Desk, participant_id: UUID | None = None) -> tuple[Restriction, ...]:
    """Restrictions asked for, oldest first."""
    with desk.store.read() as connection:
        return query_restrictions(connection, desk.viewer, participant_id=participant_id)


@dataclass(frozen=True)
class GiveNotice:
    """The privacy notice in a participant's hands (42 CFR 2.22)."""

    id: UUID
    participant_id: UUID
    given_on: date
    method: NoticeMethod = NoticeMethod.PAPER
    acknowledged: bool = True


def require_given(command: GiveNotice, today: date) -> None:
    """Raise InvalidInput for a notice that cannot have been given so."""
    if command.given_on > today:
        raise InvalidInput(FieldProblem("given_on", "It cannot be given in the future."))


@allowed(Act.RECORD_CONSENT)
def give_notice(desk: Desk, command: GiveNotice) -> Change:
    """Write down that the notice was given. The same id again changes nothing."""
    require_given(command, desk.clock.today())
    now = desk.clock.now()
    with desk.store.write() as session:
        new = NoticeGiven(
            id=command.id,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            notice_version=NOTICE_VERSION,
            given_on=command.given_on,
            method=command.method,
            acknowledged=command.acknowledged,
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            desk.record(session, "notice.give", subject=command.participant_id)
    return Change(CHANGED, (command.participant_id,))


@allowed(Act.SEE_PARTICIPANTS)
def list_notices(desk: Desk, participant_id: UUID) -> tuple[NoticeLine, ...]:
    """The privacy notices that a participant was given, newest first."""
    with desk.store.read() as connection:
        return query.list_notices(connection, desk.viewer, participant_id=participant_id)


@allowed(Act.SEE_PARTICIPANTS)
def list_without_notice(desk: Desk) -> tuple[tuple[UUID, str], ...]:
    """Enrolled participants with no privacy notice on file: (id, chosen name)."""
    with desk.store.read() as connection:
        return query.list_without_notice(connection, desk.viewer)


@dataclass(frozen=True)
class RecordAgreement:
    """A signed agreement with an organization.

    binds_to_part2: it acknowledges that it is fully bound. will_resist: it will resist attempts in
    court to get at records (42 CFR 2.11, both asked of a service organization).
    """

    id: UUID
    kind: AgreementKind
    organization: str
    signed_on: date
    ends_on: date | None = None
    binds_to_part2: bool = False
    will_resist: bool = False
    words: str = ""


def require_agreement(command: RecordAgreement, today: date) -> None:
    """Raise InvalidInput for an agreement that lacks what the law asks of its kind."""
    problems = []
    if not command.organization.strip():
        problems.append(FieldProblem("organization", "Name the organization."))
    if command.signed_on > today:
        problems.append(FieldProblem("signed_on", "It cannot be signed in the future."))
    if command.ends_on is not None and command.ends_on < command.signed_on:
        problems.append(FieldProblem("ends_on", "It cannot end before it is signed."))
    if not command.binds_to_part2:
        problems.append(
            FieldProblem("binds_to_part2", "It must say that they are bound by 42 CFR part 2.")
        )
    if command.kind is AgreementKind.QSO and not command.will_resist:
        problems.append(
            FieldProblem("will_resist", "It must say that they will resist in court (2.11).")
        )
    if problems:
        raise InvalidInput(*problems)


@allowed(Act.KEEP_PRIVACY)
def record_agreement(desk: Desk, command: RecordAgreement) -> Change:
    """Keep an agreement; raises InvalidInput when it lacks what the law asks of its kind."""
    require_agreement(command, desk.clock.today())
    now = desk.clock.now()
    with desk.store.write() as session:
        facts = asdict(command) | {"organization": command.organization.strip()}
        new = AgreementRow(**facts, worker_id=desk.worker.id, created_at=now, updated_at=now)
        if add_once(session, new):
            desk.record(session, "agreement.record", subject=command.id)
    return Change(CHANGED)


@allowed(Act.KEEP_PRIVACY)
def list_agreements(desk: Desk) -> tuple[Agreement, ...]:
    """Agreements with organizations, oldest first."""
    with desk.store.read() as connection:
        return ground_query.list_agreements(connection)


@dataclass(frozen=True)
class RecordOrder:
    """A court order (42 CFR part 2, subpart E) with what makes it usable."""

    id: UUID
    participant_id: UUID
    court: str
    section: str
    ordered_on: date
    recipients: tuple[str, ...]
    categories: tuple[ConsentCategory, ...]
    case_number: str = ""
    expires_on: date | None = None
    findings_present: bool = False
    notice_given: bool = False
    mandate_attached: bool = False


def require_order(command: RecordOrder, today: date) -> None:
    """Raise InvalidInput for an order that cannot be kept so."""
    problems = []
    if not command.court.strip():
        problems.append(FieldProblem("court", "Name the court."))
    if command.section not in ORDER_SECTIONS:
        problems.append(FieldProblem("section", f"One of {', '.join(ORDER_SECTIONS)}."))
    if command.ordered_on > today:
        problems.append(FieldProblem("ordered_on", "It cannot be ordered in the future."))
    if not [one for one in command.recipients if one.strip()]:
        problems.append(FieldProblem("recipients", "Say to whom the order lets information go."))
    if not command.categories:
        problems.append(FieldProblem("categories", "Say what the order lets go."))
    if problems:
        raise InvalidInput(*problems)


def order_facts(command: RecordOrder) -> dict[str, object]:
    """What an order says, as the vault keeps it."""
    return asdict(command) | {
        "recipients": [one.strip() for one in command.recipients if one.strip()],
        "categories": [one.value for one in command.categories],
    }


@allowed(Act.KEEP_PRIVACY)
def record_order(desk: Desk, command: RecordOrder) -> Change:
    """Keep a court order. One without findings, notice or subpoena is kept, and opens nothing."""
    require_order(command, desk.clock.today())
    now = desk.clock.now()
    with desk.store.write() as session:
        new = CourtOrderRow(
            **order_facts(command), worker_id=desk.worker.id, created_at=now, updated_at=now
        )
        if add_once(session, new):
            desk.record(session, "court_order.record", subject=command.participant_id)
    return Change(CHANGED, (command.participant_id,))


@allowed(Act.KEEP_PRIVACY)
def list_orders(desk: Desk, participant_id: UUID | None = None) -> tuple[CourtOrder, ...]:
    """Court orders on file, oldest first."""
    with desk.store.read() as connection:
        return ground_query.list_orders(connection, desk.viewer, participant_id=participant_id)
