"""From the vault to the content of a summary: what is read through the gate's answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from lead_desktop.base.clock import day_start, local_day
from lead_desktop.documents import summary_content as paper
from lead_desktop.documents.statements import Law, statement
from lead_desktop.documents.typesetting.paper import Notice
from lead_desktop.domain.codes import Audience
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.consent.disclosure import Permission, Section
from lead_desktop.domain.consent.sections import Limit
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.consent.accounting import document_number, last_issued
from lead_desktop.services.consent.labels import read_labels
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.form_heads import CONFIDENTIAL, about_of
from lead_desktop.services.paper.own_copy import copy_language, own_words, type_size
from lead_desktop.services.paper.summary_material import Material
from lead_desktop.services.paper.summary_plan import hand_off
from lead_desktop.services.paper.summary_request import SummaryRequest
from lead_desktop.services.paper.summary_sections import write_sections
from lead_desktop.services.people.participants import LEGAL_EVENTS, read_record
from lead_desktop.store.queries import contacts as contact_query
from lead_desktop.store.queries.statuses import list_history


def gather(request: SummaryRequest, desk: Desk, permission: Permission) -> Material:
    """The record and what happened, as far as the worker and the wished period go."""
    record = read_record(desk, request.participant_id)
    with desk.store.read() as connection:
        since = _first_day(connection, desk, request)
        start = day_start(since, desk.clock.zone) if since else None
        contacts = contact_query.list_contacts(
            connection,
            participant_id=request.participant_id,
            since=start,
            newest_first=True,
            late_after=desk.settings.late_after,
        )
        events = contact_query.list_events(connection, request.participant_id)
        internal = request.audience is Audience.INTERNAL
        history = list_history(connection, request.participant_id) if internal else ()
    legal = desk.may(Act.SEE_LEGAL_DETAIL)
    labelled = permission.limits.get(Section.NAME) is Limit.LABEL
    return Material(
        record=record,
        contacts=tuple(contacts),
        events=tuple(
            event
            for event in events
            if (start is None or event.occurred_at >= start)
            and (legal or event.kind not in LEGAL_EVENTS)
        ),
        audience=request.audience,
        since=since,
        team_phone=desk.settings.program_phone,
        recipient=request.recipient,
        covered=permission.covered,
        held=permission.held,
        limits=permission.limits,
        zone=desk.clock.zone,
        label=read_labels(desk)(request.participant_id) if labelled else "",
        language=copy_language(request.audience, request.language, record.language),
        history=history,
    )


def _first_day(connection: Connection, desk: Desk, request: SummaryRequest) -> date | None:
    """The first day of the copy's contacts and events."""
    if request.since_last:
        last = last_issued(connection, request.participant_id, request.audience)
        if last is not None:
            return local_day(last, desk.clock.zone)
    if request.days is None:
        return None
    return desk.clock.today() - timedelta(days=request.days)


def content_of(
    request: SummaryRequest, desk: Desk, material: Material, permission: Permission
) -> paper.CareSummary:
    """What is drawn: the copy's head and its sections."""
    own = request.audience is Audience.PARTICIPANT
    text = own_words(material.language)
    row = material.record.row
    settings = desk.settings
    # The participant's copy names no programme: a paper left on a table must not out anybody.
    name = settings.display_name if own else settings.program_name
    base = paper.CareSummary(
        program=paper.Program(
            name="" if own else name,
            address="" if own else settings.program_address,
            phone=settings.program_phone,
            logo=not own,
            liaison="" if request.audience is Audience.INTERNAL else settings.liaison,
        ),
        document_number=_document_number(desk, request),
        audience=request.audience,
        title=text.title if own else "Care-coordination summary",
        as_of=desk.clock.now(),
        printed_by=paper.Worker(desk.worker.name, desk.worker.role.label.lower()),
        participant=material.label
        or about_of(row, numbered=permission.shows_number(material.sections)),
        zone=desk.clock.zone,
        fictional=settings.fictional,
        recipient=request.recipient,
        recipient_kind=""
        if own
        else permission.part_of(request.recipient) or request.audience.label,
        confidential=text.label("yours") if own else CONFIDENTIAL,
        purpose=_purpose(request, permission),
        hand_off=hand_off(material) if request.audience is Audience.INTERNAL else None,
        language=material.language,
        size=type_size(desk.settings.own_copy_size, request.type_size),
    )
    if request.audience in PARTNERS:
        base = replace(
            base,
            notices=(_notice_to_recipient(permission),),
            foot_notice=statement(Law.SHORT_NOTICE).text,
            limited_line=_limited_line(permission, material),
        )
    written: dict[str, Any] = write_sections(material)
    content = replace(base, **written)
    notes = content.contacts.notes if content.contacts else ()
    unsigned = any(not note.signed for note in notes)
    return replace(content, mark=paper.Mark.UNSIGNED) if unsigned else content


def _limited_line(permission: Permission, material: Material) -> str:
    """What a partner's copy is limited to; never which kinds of information are kept back, because
    naming one discloses it."""
    names = material.record.row.preferred_name.split()
    named = names and Section.NAME in material.sections and not material.label
    who = names[0] if named else "the participant"
    if not permission.consents:
        return "This copy is limited to what its purpose needs. It is not a complete record."
    return (
        f"This copy is limited to what {who}'s consent covers. It is not a complete record. "
        f"Please ask {who} directly about anything else you need."
    )


def _purpose(request: SummaryRequest, permission: Permission) -> paper.Purpose | None:
    if not request.purpose.strip():
        return None
    if not permission.consents:
        return paper.Purpose(request.purpose)
    return paper.Purpose(request.purpose, permission.scope)


def _notice_to_recipient(permission: Permission) -> Notice:
    """Statement 1 of 42 CFR 2.32 word for word, under what the recipient may do."""
    heading = permission.redisclosure or "To the recipient."
    return Notice(heading, statement(Law.NOTICE_TO_RECIPIENT).text)


def _document_number(desk: Desk, request: SummaryRequest) -> str:
    partner = request.audience in PARTNERS
    with desk.store.read() as connection:
        return document_number(connection, request.participant_id, partner=partner)
