"""Care-coordination summaries: what a copy may hold, the copy itself, and the account of it.

Printing is three steps, so that nothing blocks: `compose_summary` reads the record through the
gate (store thread), `draw_summary` draws it (drawing thread), and `record_copy` asks the gate
once more and writes the account before the copy leaves. `issue_summary` is all three in one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.base.clock import day_start, local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput, Refused
from lead_desktop.base.settings import OWN_COPY_SIZE
from lead_desktop.documents import summary_content as paper
from lead_desktop.documents.care_summary import PrintedForm, draw_care_summary
from lead_desktop.documents.statements import Law, statement
from lead_desktop.documents.typesetting.finish import encrypt
from lead_desktop.documents.typesetting.paper import Notice, PaperSize
from lead_desktop.documents.typesetting.preview import PageImage as PageImage
from lead_desktop.documents.typesetting.preview import open_preview as open_preview
from lead_desktop.domain.codes import Audience, DisclosureMethod, FormLanguage
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.consent.disclosure import Permission, Section, Withheld
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.consent.accounting import (
    Account,
    account_failure,
    document_number,
    last_issued,
    write_account,
)
from lead_desktop.services.consent.gate import (
    Acknowledged,
    Ground,
    Handing,
    ask_gate,
    ask_gate_again,
    refusal,
    require_print,
)
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.paper.form_heads import CONFIDENTIAL, about_of
from lead_desktop.services.paper.own_copy import copy_language, own_words, type_size
from lead_desktop.services.paper.summary_material import Material
from lead_desktop.services.paper.summary_plan import hand_off
from lead_desktop.services.paper.summary_sections import count_items, write_sections
from lead_desktop.services.people.participants import LEGAL_EVENTS, read_record
from lead_desktop.store.queries import contacts as contact_query

PAPER_SIZES = {"letter": PaperSize.LETTER, "a4": PaperSize.A4}
MIN_PDF_PASSPHRASE = 8


@dataclass(frozen=True)
class SummaryRequest:
    """One wanted copy. sections: None for everything permitted. days: how far back contacts go,
    None for all. since_last: from the newest summary for the same kind of reader; without one as
    far as `days`.

    ground: another ground than consent, with what must be documented for it. acknowledged: what
    the worker has read of the participant's restrictions. type_size, language: of a participant's
    own copy; None for what the program has set, and for what they speak.
    """

    participant_id: UUID
    audience: Audience
    recipient: str = ""
    purpose: str = ""
    sections: frozenset[Section] | None = None
    days: int | None = 90
    since_last: bool = False
    paper: str = "letter"
    ground: Ground | None = None
    acknowledged: Acknowledged | None = None
    type_size: int | None = None
    language: FormLanguage | None = None

    @property
    def handing(self) -> Handing:
        """The question for the gate."""
        return Handing(
            participant_id=self.participant_id,
            audience=self.audience,
            recipient=self.recipient,
            purpose=self.purpose,
            ground=self.ground,
            acknowledged=self.acknowledged,
        )


@dataclass(frozen=True)
class SummaryPlan:
    """What the print page shows before anything is drawn. counts: items in each section.

    language, type_size: of a participant's own copy; review: what a person still has to do with
    its words.
    """

    permission: Permission
    counts: dict[Section, int]
    participant: str
    since: date | None = None
    language: FormLanguage = FormLanguage.ENGLISH
    type_size: int = OWN_COPY_SIZE
    review: str = ""


@dataclass(frozen=True)
class ComposedSummary:
    """A copy ready to be drawn, and what its account will say."""

    request: SummaryRequest
    content: paper.CareSummary
    sections: tuple[Section, ...]
    withheld: tuple[Withheld, ...]
    permission: Permission


@dataclass(frozen=True)
class IssuedSummary:
    """A copy that left. pdf: the bytes as handed over."""

    pdf: bytes
    pages: int
    sha256: str
    sections: tuple[Section, ...]
    withheld: tuple[Withheld, ...]
    disclosure_id: UUID | None


@allowed(Act.PRINT_OWN_COPIES)
def plan_summary(desk: Desk, request: SummaryRequest) -> SummaryPlan:
    """What a copy for this audience may hold, with counts; a refusal is told, not raised."""
    permission = _ask_gate(desk, request)
    if permission.refusal:
        record = read_record(desk, request.participant_id)
        return SummaryPlan(permission, {}, record.row.preferred_name)
    material = _gather(desk, request, permission)
    name = material.record.row.preferred_name
    return SummaryPlan(
        permission,
        count_items(material),
        name,
        material.since,
        language=material.language,
        type_size=type_size(desk.settings.own_copy_size, request.type_size),
        review=own_words(material.language).review,
    )


def _ask_gate(desk: Desk, request: SummaryRequest) -> Permission:
    require_print(request.handing, desk)
    with desk.store.read() as connection:
        return ask_gate(connection, desk, request.handing)


@allowed(Act.PRINT_OWN_COPIES)
def compose_summary(desk: Desk, request: SummaryRequest) -> ComposedSummary:
    """Read a copy's content through the gate; raises Refused, audited, when nothing may leave."""
    permission = _ask_gate(desk, request)
    if permission.refusal:
        raise refusal(request.handing, desk, permission)
    chosen = permission.chosen(request.sections)
    material = replace(_gather(desk, request, permission), sections=frozenset(chosen))
    content = _content(desk, request, material, permission)
    return ComposedSummary(request, content, chosen, permission.withheld, permission)


def _gather(desk: Desk, request: SummaryRequest, permission: Permission) -> Material:
    record = read_record(desk, request.participant_id)
    with desk.store.read() as connection:
        since = _since(connection, desk, request)
        start = day_start(since, desk.clock.zone) if since else None
        contacts = contact_query.list_contacts(
            connection,
            participant_id=request.participant_id,
            since=start,
            newest_first=True,
            late_after=desk.settings.late_after,
        )
        events = contact_query.list_events(connection, request.participant_id)
    legal = desk.may(Act.SEE_LEGAL_DETAIL)
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
        language=copy_language(request.audience, request.language, record.language),
    )


def _since(connection: Connection, desk: Desk, request: SummaryRequest) -> date | None:
    """The first day of the copy's contacts and events."""
    if request.since_last:
        last = last_issued(connection, request.participant_id, request.audience)
        if last is not None:
            return local_day(last, desk.clock.zone)
    if request.days is None:
        return None
    return desk.clock.today() - timedelta(days=request.days)


def _content(
    desk: Desk, request: SummaryRequest, material: Material, permission: Permission
) -> paper.CareSummary:
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
        participant=about_of(row, numbered=permission.shows_number(material.sections)),
        zone=desk.clock.zone,
        fictional=settings.fictional,
        recipient=request.recipient,
        recipient_kind="" if own else request.audience.label,
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
    who = names[0] if names and Section.NAME in material.sections else "the participant"
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
    terms = permission.consents[0].terms
    return paper.Purpose(request.purpose, terms.signed_on, terms.expires_on, permission.scope)


def _notice_to_recipient(permission: Permission) -> Notice:
    """Statement 1 of 42 CFR 2.32 word for word, under what the recipient may do."""
    heading = permission.redisclosure or "To the recipient."
    return Notice(heading, statement(Law.NOTICE_TO_RECIPIENT).text)


def _document_number(desk: Desk, request: SummaryRequest) -> str:
    partner = request.audience in PARTNERS
    with desk.store.read() as connection:
        return document_number(connection, request.participant_id, partner=partner)


def draw_summary(
    composed: ComposedSummary,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PrintedForm:
    """Draw a composed copy; touches no vault, so it may run on any thread."""
    return draw_care_summary(
        composed.content,
        paper=PAPER_SIZES[composed.request.paper],
        progress=progress,
        cancelled=cancelled,
    )


def encrypt_copy(printed: PrintedForm, passphrase: str) -> bytes:
    """The drawn copy as an AES-256 encrypted PDF."""
    if len(passphrase) < MIN_PDF_PASSPHRASE:
        raise Refused(
            f"The PDF's passphrase needs at least {MIN_PDF_PASSPHRASE} characters.",
            meaning="Nothing was saved.",
        )
    return encrypt(printed.pdf, passphrase)


@allowed(Act.PRINT_OWN_COPIES)
def acknowledge(desk: Desk, request: SummaryRequest, reason: str) -> SummaryRequest:
    """The same request by somebody who has read whatever restrictions touch its copy now.

    One that comes up after this is not among them, and stops the copy.
    """
    if not reason.strip():
        raise InvalidInput(FieldProblem("reason", "Say why this copy may leave."))
    touching = _ask_gate(desk, request).touching
    return replace(request, acknowledged=Acknowledged(frozenset(touching), reason))


@allowed(Act.PRINT_OWN_COPIES)
def require_read(desk: Desk, composed: ComposedSummary) -> None:
    """Refuse, audited, a copy that a participant's wish touches and that nobody acknowledged.

    The account asks the same again; this says so before anything is drawn.
    """
    if composed.permission.unread:
        raise refusal(composed.request.handing, desk, composed.permission)


@allowed(Act.PRINT_OWN_COPIES)
def record_copy(
    desk: Desk, composed: ComposedSummary, printed: PrintedForm, method: DisclosureMethod
) -> UUID | None:
    """Write the account of a copy in the moment before it leaves; the gate is asked again.

    Returns the disclosure's id, or None for an internal copy, which is audited only.
    """
    request = composed.request
    require_print(request.handing, desk)
    partner = request.audience in PARTNERS
    with desk.store.write() as session:
        permission = ask_gate_again(session, desk, request.handing)
        why = permission.hinders(composed.permission, composed.sections)
        if why is None:
            account = Account(
                handing=request.handing,
                permission=permission,
                method=method,
                document_number=composed.content.document_number,
                sections=composed.sections,
                withheld=composed.withheld,
                sha256=printed.sha256,
                pages=printed.pages,
                notice_version=statement(Law.NOTICE_TO_RECIPIENT).version if partner else "",
            )
            return write_account(session, desk, account)
    raise refusal(request.handing, desk, permission, why=why)


@allowed(Act.PRINT_OWN_COPIES)
def record_failed_copy(desk: Desk, composed: ComposedSummary, disclosure_id: UUID | None) -> Change:
    """Correct the account of a copy that did not leave after all: it keeps no hash."""
    with desk.store.write() as session:
        account_failure(session, desk, composed.request.participant_id, disclosure_id)
    return Change(frozenset({Topic.DISCLOSURES}), (composed.request.participant_id,))


@allowed(Act.PRINT_OWN_COPIES)
def issue_summary(
    desk: Desk,
    request: SummaryRequest,
    *,
    method: DisclosureMethod = DisclosureMethod.FILE,
    passphrase: str | None = None,
) -> IssuedSummary:
    """Compose, draw and account for a copy in one go; the command line's way."""
    composed = compose_summary(desk, request)
    printed = draw_summary(composed)
    if passphrase is not None:
        pdf = encrypt_copy(printed, passphrase)
        method = DisclosureMethod.ENCRYPTED_FILE
    else:
        pdf = printed.pdf
    disclosure_id = record_copy(desk, composed, printed, method)
    return IssuedSummary(
        pdf, printed.pages, printed.sha256, composed.sections, composed.withheld, disclosure_id
    )
