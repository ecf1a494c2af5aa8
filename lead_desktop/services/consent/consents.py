"""Consents: recording them complete, withdrawing, ending, renewing, and what they open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lead_desktop.base.clock import Clock, day_start, local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.codes import Audience, ConsentKind, RevocationWay
from lead_desktop.domain.consent.consent import (
    PARTNERS,
    ConsentLine,
    ConsentTerms,
    default_end,
)
from lead_desktop.domain.consent.consent_rules import check_terms, is_complete
from lead_desktop.domain.consent.disclosed import DisclosureLine, left_after_withdrawal
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.statements import FORM_VERSION
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.consent.consent_rows import (
    EvidencePaper,
    insert_consent,
    release_signature,
    tidied,
    tie_evidence,
)
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries import consents as query
from lead_desktop.store.queries.visibility import require_visible
from lead_desktop.store.queries.workers import list_disclosures
from lead_desktop.store.tables import Consent, ConsentCategoryRow, ConsentRecipient, Participant

CHANGED = frozenset({Topic.CONSENTS, Topic.PARTICIPANTS})


@dataclass(frozen=True)
class RecordConsent:
    """A consent as it was signed. id: made by the writer; recording it twice makes one.

    What the terms leave empty is filled in: the program as discloser, the end that the kind of
    consent has when none is stated, the description from the categories. renews_id: the consent
    that this one takes over from. paper: what shows the signature, kept in the same act; else
    terms.attachment_id may name one that is kept already.
    """

    id: UUID
    participant_id: UUID
    terms: ConsentTerms
    renews_id: UUID | None = None
    paper: EvidencePaper | None = None


@dataclass(frozen=True)
class WithdrawConsent:
    """A withdrawal. received_at: when it reached the program; it counts from then.

    Maryland Health-General 4-303(e), 42 CFR 2.31(a)(6). words: what the participant said.
    """

    consent_id: UUID
    received_at: datetime
    how: RevocationWay = RevocationWay.WRITING
    words: str = ""


@dataclass(frozen=True)
class ChangedConsent:
    """A consent after a change, and what changed.

    left_after: of a withdrawal, the copies that left on the consent since it was received.
    """

    line: ConsentLine
    change: Change
    left_after: tuple[DisclosureLine, ...] = ()


@allowed(Act.SEE_PARTICIPANTS)
def list_consents(desk: Desk, participant_id: UUID | None = None) -> tuple[ConsentLine, ...]:
    """A participant's consents, live ones first; without an id everybody's, person by person."""
    with desk.store.read() as connection:
        return query.list_consents(connection, desk.viewer, participant_id=participant_id)


@allowed(Act.SEE_PARTICIPANTS)
def read_consent(desk: Desk, consent_id: UUID) -> ConsentLine:
    """One consent as it stands on the desk's day. Raises NotFound, also for one of somebody hidden
    from the worker."""
    with desk.store.read() as connection:
        found = query.list_consents(connection, desk.viewer, consent_ids=(consent_id,))
    if not found:
        raise _not_there()
    return found[0]


@allowed(Act.SEE_PARTICIPANTS)
def list_open_consents(desk: Desk, participant_id: UUID) -> dict[Audience, tuple[ConsentLine, ...]]:
    """For each kind of partner the live and complete consents, soonest to end first.

    What a print page offers as recipients and purposes; the gate still decides each copy.
    """
    today = desk.clock.today()
    lines = [
        line
        for line in list_consents(desk, participant_id)
        if line.live and is_complete(line.terms, today)
    ]
    return {
        audience: tuple(line for line in lines if line.recipient_kind is audience)
        for audience in PARTNERS
    }


@allowed(Act.RECORD_CONSENT)
def check_consent(desk: Desk, command: RecordConsent) -> tuple[FieldProblem, ...]:
    """What the law still asks for before this consent can be recorded, by field."""
    return check_terms(_filled(desk, command.terms), desk.clock.today())


@allowed(Act.RECORD_CONSENT)
def record_consent(desk: Desk, command: RecordConsent) -> ChangedConsent:
    """Record a signed consent; raises InvalidInput by field when an element is missing.

    Recording the same id again changes nothing.
    """
    terms = _filled(desk, command.terms)
    problems = check_terms(terms, desk.clock.today())
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        require_visible(session, desk.viewer, command.participant_id)
        required(session, Participant, command.participant_id)
        kept = session.get(Consent, command.id)
        if kept is not None and kept.participant_id != command.participant_id:
            raise Refused(
                "This id belongs to a consent of another participant.",
                meaning="Nothing was recorded.",
                remedy="Record it under an id of its own.",
            )
        if kept is None:
            person = command.participant_id
            terms = tie_evidence(session, desk, person, terms, command.paper)
            insert_consent(session, desk, command.id, person, terms, command.renews_id)
            desk.record(
                session,
                "consent.record",
                subject=command.participant_id,
                detail={"consent": str(command.id), "kind": terms.kind.value},
            )
    done = _changed(desk, command.id, "Consent recorded")
    if command.paper is None:
        return done
    change = done.change
    return replace(done, change=replace(change, topics=change.topics | {Topic.ATTACHMENTS}))


@allowed(Act.RECORD_CONSENT)
def list_known_recipients(desk: Desk) -> tuple[Recipient, ...]:
    """Whom a consent may well name: the directory's organizations, and people named before."""
    with desk.store.read() as connection:
        return query.list_known_recipients(connection, desk.viewer)


def _filled(desk: Desk, terms: ConsentTerms) -> ConsentTerms:
    terms = tidied(terms)
    information = terms.information or ", ".join(one.label for one in terms.categories)
    if not information and terms.kind is ConsentKind.COUNSELING_NOTES:
        information = terms.kind.label
    return replace(
        terms,
        discloser=terms.discloser or desk.settings.program_name,
        expires_on=terms.expires_on or default_end(terms),
        information=information,
        form_version=terms.form_version or FORM_VERSION,
    )


@allowed(Act.RECORD_CONSENT)
def withdraw_consent(desk: Desk, command: WithdrawConsent) -> ChangedConsent:
    """Record that a participant took a consent back; what was shared before stays shared.

    A withdrawal that is written down later than it came counts from when it came: copies that left
    in between are named.
    """
    now = desk.clock.now()
    with desk.store.write() as session:
        consent = _find(session, desk, command.consent_id)
        if consent.revoked_at is not None:
            raise Refused("This consent was withdrawn already.", meaning="Nothing was changed.")
        if command.received_at > now:
            raise InvalidInput(
                FieldProblem("received_at", "A withdrawal cannot be received in the future.")
            )
        if local_day(command.received_at, desk.clock.zone) < consent.signed_on:
            raise InvalidInput(
                FieldProblem("received_at", "A withdrawal cannot come before the signature.")
            )
        consent.revoked_at = command.received_at
        consent.revoked_how = command.how
        consent.revocation_words = command.words.strip()
        consent.revoked_by_id = desk.worker.id
        consent.revocation_entered_at = now
        consent.updated_at = now
        desk.record(
            session,
            "consent.revoke",
            subject=consent.participant_id,
            detail={"consent": str(consent.id), "received": command.received_at.isoformat()},
        )
    done = _changed(desk, command.consent_id, "Consent withdrawn")
    with desk.store.read() as connection:
        copies = list_disclosures(
            connection, participant_id=done.line.participant_id, viewer=desk.viewer
        )
    return replace(done, left_after=left_after_withdrawal(done.line, copies, desk.clock.zone))


@allowed(Act.RECORD_CONSENT)
def take_back_withdrawal(desk: Desk, consent_id: UUID) -> ChangedConsent:
    """Undo a withdrawal that was entered by mistake, the worker's own; audited."""
    with desk.store.write() as session:
        consent = _find(session, desk, consent_id)
        if consent.revoked_at is None:
            raise Refused("This consent was not withdrawn.", meaning="Nothing was changed.")
        if consent.revoked_by_id != desk.worker.id and not desk.may(Act.OVERRIDE):
            raise Refused(
                "Somebody else entered this withdrawal.",
                meaning="It stands.",
                remedy="A new consent can be signed at any time.",
            )
        consent.revoked_at = None
        consent.revoked_how = None
        consent.revocation_words = ""
        consent.revoked_by_id = None
        consent.revocation_entered_at = None
        consent.updated_at = desk.clock.now()
        _record(session, desk, consent, "consent.revoke_undone")
    return _changed(desk, consent_id)


@allowed(Act.RECORD_CONSENT)
def take_back_consent(desk: Desk, consent_id: UUID) -> Change:
    """Undo the recording of a consent on which nothing has left yet; audited."""
    with desk.store.write() as session:
        consent = _find(session, desk, consent_id)
        copies = list_disclosures(
            session.connection(), participant_id=consent.participant_id, viewer=desk.viewer
        )
        # A copy may rest on several; its foreign key holds the first alone.
        used = any(copy.rests_on(consent_id) for copy in copies)
        if used or consent.recorded_by_id != desk.worker.id:
            raise Refused(
                "This consent can no longer be taken back.",
                meaning="Something was shared on it, or somebody else recorded it.",
                remedy="Withdraw it instead.",
            )
        person = consent.participant_id
        _record(session, desk, consent, "consent.record_undone")
        release_signature(session, desk, consent)
        for part in (ConsentRecipient, ConsentCategoryRow):
            session.execute(delete(part).where(part.consent_id == consent_id))
        session.delete(consent)
    return Change(CHANGED | {Topic.ATTACHMENTS}, (person,))


@allowed(Act.RECORD_CONSENT)
def end_by_event(desk: Desk, consent_id: UUID, on: date | None) -> ChangedConsent:
    """The event written on a consent came about: it ends with that day's beginning.

    on: None takes back that it did.
    """
    if on is not None and on > desk.clock.today():
        raise InvalidInput(FieldProblem("on", "An event cannot lie in the future."))
    with desk.store.write() as session:
        consent = _find(session, desk, consent_id)
        if not consent.expires_event:
            raise Refused("No event ends this consent.", remedy="Withdraw it instead.")
        consent.ended_by_event_on = on
        consent.updated_at = desk.clock.now()
        _record(session, desk, consent, "consent.ended" if on else "consent.ended_undone")
    return _changed(desk, consent_id)


def received_on(clock: Clock, day: date) -> datetime:
    """The instant for a withdrawal of which only the day is known: now for today, else noon."""
    if day == clock.today():
        return clock.now()
    return day_start(day, clock.zone) + timedelta(hours=12)


def _find(session: Session, desk: Desk, consent_id: UUID) -> Consent:
    consent = session.get(Consent, consent_id)
    if consent is None:
        raise _not_there()
    require_visible(session, desk.viewer, consent.participant_id)
    return consent


def _not_there() -> NotFound:
    return NotFound(
        "No consent of this vault has that id.",
        remedy="“lead-desktop list PATH consents” shows the ids.",
    )


def _record(session: Session, desk: Desk, consent: Consent, action: str) -> None:
    desk.record(
        session, action, subject=consent.participant_id, detail={"consent": str(consent.id)}
    )


def _changed(desk: Desk, consent_id: UUID, undo: str = "") -> ChangedConsent:
    line = read_consent(desk, consent_id)
    return ChangedConsent(line, Change(CHANGED, (line.participant_id,), undo))
