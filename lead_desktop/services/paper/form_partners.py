"""Forms that leave for a partner: through the gate, person by person, coded facts only."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from lead_desktop.base.errors import Refused
from lead_desktop.documents import docket as docket_paper
from lead_desktop.documents import referral_letter as letter_paper
from lead_desktop.documents.summary_content import Worker
from lead_desktop.domain.codes import Audience
from lead_desktop.domain.consent.consent import ConsentLine
from lead_desktop.domain.consent.disclosure import Permission, Section
from lead_desktop.domain.consent.recipients import Recipient, same_recipient
from lead_desktop.domain.consent.redisclosure import strictest
from lead_desktop.domain.consent.sections import may_tell_linkage
from lead_desktop.domain.people.enrolment import enrolment_line
from lead_desktop.domain.people.participant import LinkageLine, ParticipantRecord
from lead_desktop.domain.referral.referral import DocketCopy, DocketLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.consent.accounting import document_number
from lead_desktop.services.consent.gate import Handing, ask_gate, refusal
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.form_heads import about_of, partner_head
from lead_desktop.services.paper.form_request import (
    ComposedForm,
    FormCopy,
    FormRequest,
    without_watch,
)
from lead_desktop.services.paper.summary_person import best_way, whole_day
from lead_desktop.services.paper.summary_plan import STANDING_ASKS
from lead_desktop.services.people.participants import read_record
from lead_desktop.services.referral import docket as docket_service
from lead_desktop.store.queries.consents import list_consents

_OPEN_TO_LETTERS = (Audience.PROVIDER, Audience.COMMUNITY)
_IN_LETTER = (Section.NAME, Section.IDENTIFIERS, Section.FIND, Section.SERVICES, Section.ASKS)


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
        holds=frozenset(_IN_LETTER),
        acknowledged=request.acknowledged,
    )
    with desk.store.read() as connection:
        permission = ask_gate(connection, desk, handing)
        number = document_number(connection, request.participant_id, partner=True)
    if permission.refusal:
        raise refusal(handing, desk, permission)
    record = read_record(desk, request.participant_id)
    sections = tuple(one for one in _IN_LETTER if one in permission.permitted)
    letter = _letter(desk, record, request, permission, sections)
    head = partner_head(
        "Referral",
        desk,
        number=number,
        about=about_of(record.row, numbered=permission.shows_number(sections)),
        recipient=request.recipient,
        recipient_kind=permission.part_of(request.recipient) or handing.audience.label,
        redisclosure=permission.redisclosure,
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
    request: FormRequest,
    permission: Permission,
    sections: tuple[Section, ...],
) -> letter_paper.ReferralLetter:
    row = record.row
    linkage = _linkage(record, request, permission) if Section.SERVICES in sections else None
    known = Section.IDENTIFIERS in sections
    sender = Worker(desk.worker.name, desk.worker.role.label.lower(), desk.settings.program_phone)
    return letter_paper.ReferralLetter(
        organization=request.recipient,
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
    record: ParticipantRecord, request: FormRequest, permission: Permission
) -> LinkageLine | None:
    """The linkage that is asked for, else the newest with this service; only one with this
    recipient and of a kind that the consent covers."""
    for line in record.linkages:
        told = may_tell_linkage(line.need, permission.covered, permission.held)
        asked = request.linkage_id in (None, line.id)
        named = Recipient(line.organization or "")
        if asked and told and same_recipient(named, request.recipient, None):
            return line
    return None


# -- docket ----------------------------------------------------------------------------------------


def compose_docket(request: FormRequest, desk: Desk) -> ComposedForm:
    """The copy of the next meeting's list for one recipient (services.docket asks the gate).

    Nobody else is on it, not even as a number or a count (42 CFR 2.13(c)).
    """
    on = _meeting_on(desk)
    copy = docket_service.compose_docket(
        desk,
        on,
        recipient=request.recipient,
        purpose=request.purpose or request.kind.label,
        labelled=request.labelled,
    )
    copies = tuple(_docket_copy(desk, copy, line.participant_id, request) for line in copy.lines)
    docket = docket_paper.Docket(on, tuple(_docket_line(line) for line in copy.lines))
    head = partner_head(
        "Work group docket",
        desk,
        number=f"D-{desk.clock.now():%y%m%d-%H%M}",
        about="",
        recipient=request.recipient,
        recipient_kind=Audience.JUSTICE.label,
        redisclosure=strictest(one.permission.redisclosure for one in copies),
    )
    return ComposedForm(
        request=request,
        head=head,
        draw=without_watch(lambda head, paper: docket_paper.draw_docket(head, docket, paper=paper)),
        copies=copies,
        labels=tuple((line.name, line.label) for line in copy.lines if line.label),
    )


def _meeting_on(desk: Desk) -> date:
    """The next day for which a referral was put on the list; else the next weekly meeting."""
    today = desk.clock.today()
    days = [line.docket_on for line in docket_service.list_docket(desk) if line.docket_on]
    coming = [day for day in days if day >= today]
    return min(coming, default=docket_service.next_meeting(today))


def _docket_copy(desk: Desk, copy: DocketCopy, person: UUID, request: FormRequest) -> FormCopy:
    handing = Handing(
        participant_id=person,
        audience=Audience.JUSTICE,
        recipient=copy.recipient,
        purpose=copy.purpose,
        holds=docket_service.NEEDED,
        acknowledged=request.acknowledged,
        labelled=request.labelled,
    )
    with desk.store.read() as connection:
        permission = ask_gate(connection, desk, handing)
    sections = tuple(one for one in Section if one in docket_service.NEEDED)
    return FormCopy(handing=handing, permission=permission, sections=sections)


def _docket_line(line: DocketLine) -> docket_paper.DocketLine:
    return docket_paper.DocketLine(
        name=line.label or line.name,
        door=line.door.label,
        referred_on=line.received_on,
        status=enrolment_line(line.status),
        decisions=tuple(f"{partner}: {said.label.lower()}" for partner, said, _ in line.decisions),
        consent_signed_on=line.consent_signed_on,
        consent_until=line.consent_until,
    )
