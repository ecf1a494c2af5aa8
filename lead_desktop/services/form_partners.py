"""Forms that leave for a partner: through the gate, person by person, coded facts only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from lead_desktop.base.errors import Refused
from lead_desktop.documents import docket as docket_paper
from lead_desktop.documents import referral_letter as letter_paper
from lead_desktop.documents.summary_content import Worker
from lead_desktop.domain.codes import Audience, ConsentCategory
from lead_desktop.domain.consent import ConsentLine
from lead_desktop.domain.disclosure import Permission, Section
from lead_desktop.domain.enrolment import enrolment_line
from lead_desktop.domain.participant import LinkageLine, ParticipantRecord
from lead_desktop.domain.recipients import Recipient, same_recipient
from lead_desktop.domain.referral import ReferralLine, standing_decisions
from lead_desktop.domain.roles import Act
from lead_desktop.domain.sections import SENSITIVE_CARE
from lead_desktop.services.accounting import document_number
from lead_desktop.services.desk import Desk
from lead_desktop.services.form_heads import about_of, partner_head
from lead_desktop.services.form_request import ComposedForm, FormCopy, FormRequest, without_watch
from lead_desktop.services.gate import Handing, ask_gate, refusal
from lead_desktop.services.participants import read_record
from lead_desktop.services.referrals import list_referrals
from lead_desktop.services.summary_sections import (
    STANDING_ASKS,
    best_way,
    engagement_line,
    whole_day,
)
from lead_desktop.store.queries.consents import list_consents

_OPEN_TO_LETTERS = (Audience.PROVIDER, Audience.COMMUNITY)
_IN_LETTER = (Section.NAME, Section.IDENTIFIERS, Section.FIND, Section.SERVICES, Section.ASKS)
_ON_DOCKET = (Section.NAME, Section.PROGRAM_STATUS, Section.ENGAGEMENT, Section.COURT)


# -- referral letter -------------------------------------------------------------------------------


def compose_letter(request: FormRequest, desk: Desk) -> ComposedForm:
    """A letter to one service; raises Refused, audited, without a consent that names it.

    The audience and the purpose are those of the consent: a worker need not repeat them.
    """
    desk.require(Act.PRINT_PARTNER_COPIES)
    if request.participant_id is None:
        raise Refused("A letter is about one participant.", remedy="Open a participant first.")
    if not request.recipient.strip():
        raise Refused("Say to which service the letter goes.", meaning="Nothing was drawn.")
    consent = _naming(desk, request.participant_id, request.recipient)
    handing = Handing(
        participant_id=request.participant_id,
        audience=consent.recipient_kind if consent else Audience.PROVIDER,
        recipient=request.recipient,
        purpose=consent.purpose.split(";")[0].strip() if consent else request.kind.label,
    )
    with desk.store.read() as connection:
        permission = ask_gate(connection, desk, handing)
        number = document_number(connection, request.participant_id, partner=True)
    if permission.refusal:
        raise refusal(handing, desk, permission)
    record = read_record(desk, request.participant_id)
    sections = tuple(one for one in _IN_LETTER if one in permission.permitted)
    letter = _letter(desk, record, request.recipient, permission, sections)
    head = partner_head(
        "Referral",
        desk,
        number=number,
        about=about_of(record.row, numbered=permission.shows_number),
        recipient=request.recipient,
        recipient_kind=handing.audience.label,
        permission=permission,
    )
    return ComposedForm(
        request=request,
        head=head,
        draw=without_watch(
            lambda head, paper: letter_paper.draw_referral_letter(head, letter, paper=paper)
        ),
        copies=(FormCopy(handing=handing, permission=permission, sections=sections),),
    )


def _naming(desk: Desk, person: UUID, recipient: str) -> ConsentLine | None:
    """The first live consent that names this service; the gate then judges it."""
    with desk.store.read() as connection:
        lines = list_consents(connection, desk.viewer, participant_id=person)
    return next(
        (
            line
            for line in lines
            if line.live
            and line.recipient_kind in _OPEN_TO_LETTERS
            and any(same_recipient(named, recipient, None) for named in line.terms.recipients)
        ),
        None,
    )


def _letter(
    desk: Desk,
    record: ParticipantRecord,
    recipient: str,
    permission: Permission,
    sections: tuple[Section, ...],
) -> letter_paper.ReferralLetter:
    row = record.row
    linkage = _linkage(record, recipient, permission) if Section.SERVICES in sections else None
    known = Section.IDENTIFIERS in sections
    sender = Worker(desk.worker.name, desk.worker.role.label.lower(), desk.settings.program_phone)
    return letter_paper.ReferralLetter(
        organization=recipient,
        service=(linkage.service or linkage.title) if linkage else "",
        participant=row.preferred_name,
        pronouns=row.pronouns,
        language=record.language,
        born=whole_day(row.date_of_birth) if known else None,
        phone=best_way(record) if Section.FIND in sections else "",
        appointment=linkage.next_at if linkage else None,
        asks=STANDING_ASKS[Audience.PROVIDER] if Section.ASKS in sections else (),
        sender=sender,
        scope=permission.scope,
    )


def _linkage(
    record: ParticipantRecord, recipient: str, permission: Permission
) -> LinkageLine | None:
    """The newest linkage with this service, of a kind that the consent covers."""
    for line in record.linkages:
        category: ConsentCategory | None = SENSITIVE_CARE.get(line.need)
        told = category is None or category in permission.covered
        if told and same_recipient(Recipient(line.organization or ""), recipient, None):
            return line
    return None


# -- docket ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Seat:
    """One participant on the docket: what the gate permits, and the consent it rests on."""

    copy: FormCopy
    consent: ConsentLine


def compose_docket(request: FormRequest, desk: Desk) -> ComposedForm:
    """The docket of the next meeting: those alone whose consent names the recipient.

    Nobody else is on it, not even as a number or a count (42 CFR 2.13(c)).
    """
    desk.require(Act.PRINT_JUSTICE_COPIES)
    recipient = request.recipient.strip()
    if not recipient:
        raise Refused("Say for whom the docket is.", meaning="Nothing was drawn.")
    seats = _seats(desk, recipient)
    referrals = {line.participant_id: line for line in list_referrals(desk)}
    lines = tuple(
        _docket_line(desk, seat, referrals.get(seat.consent.participant_id)) for seat in seats
    )
    first = seats[0].copy.permission if seats else Permission((), ())
    docket = docket_paper.Docket(_meeting_on(referrals, desk.clock.today()), lines)
    head = partner_head(
        "Work group docket",
        desk,
        number=f"D-{desk.clock.now():%y%m%d-%H%M}",
        about="",
        recipient=recipient,
        recipient_kind=Audience.JUSTICE.label,
        permission=first,
    )
    return ComposedForm(
        request=request,
        head=head,
        draw=without_watch(lambda head, paper: docket_paper.draw_docket(head, docket, paper=paper)),
        copies=tuple(seat.copy for seat in seats),
    )


def _seats(desk: Desk, recipient: str) -> list[_Seat]:
    seats: dict[UUID, _Seat] = {}
    with desk.store.read() as connection:
        for line in list_consents(connection, desk.viewer):
            named = any(same_recipient(one, recipient, None) for one in line.terms.recipients)
            if not (line.live and named and line.recipient_kind is Audience.JUSTICE):
                continue
            handing = Handing(
                participant_id=line.participant_id,
                audience=Audience.JUSTICE,
                recipient=recipient,
                purpose=line.purpose.split(";")[0].strip(),
            )
            permission = ask_gate(connection, desk, handing)
            if permission.refusal is None and line.participant_id not in seats:
                sections = tuple(one for one in _ON_DOCKET if one in permission.permitted)
                copy = FormCopy(handing=handing, permission=permission, sections=sections)
                seats[line.participant_id] = _Seat(copy=copy, consent=line)
    return list(seats.values())


def _docket_line(desk: Desk, seat: _Seat, referral: ReferralLine | None) -> docket_paper.DocketLine:
    record = read_record(desk, seat.consent.participant_id)
    row, may = record.row, seat.copy.sections
    line = docket_paper.DocketLine(
        name=row.preferred_name,
        consent_signed_on=seat.consent.signed_on,
        consent_until=seat.consent.expires_on,
    )
    if Section.PROGRAM_STATUS in may:
        line = replace(line, status=enrolment_line(row.status))
        if referral is not None:
            said = standing_decisions(referral.decisions).values()
            line = replace(
                line,
                door=referral.door.label,
                referred_on=referral.received_at.astimezone(desk.clock.zone).date(),
                decision=", ".join(dict.fromkeys(one.decision.label for one in said)),
            )
    if Section.ENGAGEMENT in may:
        line = replace(line, engagement=engagement_line(row))
    if Section.COURT in may:
        court = [one.starts_at for one in record.appointments if one.court]
        coming = [at for at in court if at >= desk.clock.now()]
        line = replace(line, next_on=min(coming, default=None))
    return line


def _meeting_on(referrals: dict[UUID, ReferralLine], today: date) -> date:
    """The next day for which a referral was put on the docket; today without one."""
    days = [line.docket_on for line in referrals.values() if line.docket_on is not None]
    return min((day for day in days if day >= today), default=today)
