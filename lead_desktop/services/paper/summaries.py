"""Care-coordination summaries: what a copy may hold, the copy itself, and the account of it.

Printing is three steps, so that nothing blocks: `compose_summary` reads the record through the
gate (store thread), `draw_summary` draws it (drawing thread), and `record_copy` asks the gate
once more and writes the account before the copy leaves. `issue_summary` is all three in one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from lead_desktop.base.errors import FieldProblem, InvalidInput, Refused
from lead_desktop.documents.care_summary import PrintedForm, draw_care_summary
from lead_desktop.documents.statements import Law, statement
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.preview import PageImage as PageImage
from lead_desktop.documents.typesetting.preview import open_preview as open_preview
from lead_desktop.domain.codes import DisclosureMethod
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.consent.disclosure import Permission
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.consent.accounting import (
    Account,
    account_failure,
    write_account,
)
from lead_desktop.services.consent.gate import (
    Acknowledged,
    ask_gate,
    ask_gate_again,
    refusal,
    require_print,
)
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.paper.own_copy import own_words, type_size
from lead_desktop.services.paper.summary_reading import content_of, gather
from lead_desktop.services.paper.summary_request import ComposedSummary as ComposedSummary
from lead_desktop.services.paper.summary_request import IssuedSummary as IssuedSummary
from lead_desktop.services.paper.summary_request import SummaryPlan as SummaryPlan
from lead_desktop.services.paper.summary_request import SummaryRequest as SummaryRequest
from lead_desktop.services.paper.summary_sections import count_items
from lead_desktop.services.people.participants import read_record

PAPER_SIZES = {"letter": PaperSize.LETTER, "a4": PaperSize.A4}
MIN_PDF_PASSPHRASE = 8


@allowed(Act.PRINT_OWN_COPIES)
def plan_summary(desk: Desk, request: SummaryRequest) -> SummaryPlan:
    """What a copy for this audience may hold, with counts; a refusal is told, not raised."""
    permission = _ask_gate(desk, request)
    if permission.refusal:
        record = read_record(desk, request.participant_id)
        return SummaryPlan(permission, {}, record.row.preferred_name)
    material = gather(request, desk, permission)
    name = material.record.row.preferred_name
    return SummaryPlan(
        permission,
        count_items(material),
        name,
        material.since,
        language=material.language,
        type_size=type_size(desk.settings.own_copy_size, request.type_size),
        review=own_words(material.language).review,
        label=material.label,
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
    material = replace(gather(request, desk, permission), sections=frozenset(chosen))
    content = content_of(request, desk, material, permission)
    return ComposedSummary(request, content, chosen, permission.withheld, permission)


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


def encrypt_copy(printed: PrintedForm, passphrase: str) -> PrintedForm:
    """The drawn copy as a PDF that AES-256 opens with `passphrase` alone; its hash is that of the
    encrypted bytes, which are what leaves. Refused for a passphrase that is too short."""
    if len(passphrase) < MIN_PDF_PASSPHRASE:
        raise Refused(
            f"The PDF's passphrase needs at least {MIN_PDF_PASSPHRASE} characters.",
            meaning="Nothing was saved.",
        )
    from lead_desktop.documents.typesetting.finish import encrypt  # late: paid by those who print

    pdf = encrypt(printed.pdf, passphrase)
    return replace(printed, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


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
    desk: Desk,
    composed: ComposedSummary,
    printed: PrintedForm,
    method: DisclosureMethod,
    *,
    address: str = "",
) -> UUID | None:
    """Write the account of a copy in the moment before it leaves; the gate is asked again.

    printed: as it leaves, encrypted or not: its hash goes into the account. address: where it is
    sent, when it is. Returns the disclosure's id, or None for an internal copy, which is audited
    only.
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
                recipient_address=address,
                notice_version=statement(Law.NOTICE_TO_RECIPIENT).version if partner else "",
            )
            return write_account(session, desk, account)
    raise refusal(request.handing, desk, permission, why=why)


@allowed(Act.PRINT_OWN_COPIES)
def record_failed_copy(desk: Desk, composed: ComposedSummary, disclosure_id: UUID | None) -> Change:
    """Correct the account of a copy that did not leave after all: it keeps no hash.

    Raises Refused for the account of any other copy, and for one that is corrected already.
    """
    person = composed.request.participant_id
    with desk.store.write() as session:
        account_failure(
            session,
            desk,
            person,
            disclosure_id,
            document_number=composed.content.document_number,
        )
    return Change(frozenset({Topic.DISCLOSURES}), (person,))


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
        printed = encrypt_copy(printed, passphrase)
        method = DisclosureMethod.ENCRYPTED_FILE
    disclosure_id = record_copy(desk, composed, printed, method)
    return IssuedSummary(
        printed.pdf,
        printed.pages,
        printed.sha256,
        composed.sections,
        composed.withheld,
        disclosure_id,
    )
