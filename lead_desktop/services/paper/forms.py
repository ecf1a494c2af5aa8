"""Printed forms beside the summary: which there are, composed, drawn and accounted for.

The same three steps as a summary's (see services.summaries), so that nothing blocks and what
leaves is accounted for in the same act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.documents.form import PrintedForm
from lead_desktop.documents.form_texts import form_text
from lead_desktop.documents.statements import Law, statement
from lead_desktop.domain.codes import DisclosureMethod, FormKind, FormLanguage
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.consent.accounting import (
    Account,
    account_failure,
    document_number,
    write_account,
)
from lead_desktop.services.consent.gate import ask_gate_again, refusal, require_print
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.paper import (
    form_consents,
    form_lists,
    form_partners,
    form_personal,
    form_privacy,
    form_supervision,
)
from lead_desktop.services.paper.form_request import OF_THE_TEAM, PAPER_SIZES, PERSONAL, FormCopy
from lead_desktop.services.paper.form_request import ComposedForm as ComposedForm
from lead_desktop.services.paper.form_request import FormRequest as FormRequest
from lead_desktop.store.queries.visibility import require_visible

IN_LANGUAGES = frozenset(
    {
        FormKind.CONSENT,
        FormKind.REVOCATION,
        FormKind.PRIVACY_NOTICE,
        FormKind.APPOINTMENT,
        FormKind.BREACH_LETTER,
    }
)
"""Forms whose words exist in every language of FormLanguage."""

_COMPOSE: dict[FormKind, Callable[[FormRequest, Desk], ComposedForm]] = {
    FormKind.CONTACT_LOG: form_personal.compose_contact_log,
    FormKind.SHIFT: form_lists.compose_shift,
    FormKind.ROSTER: form_lists.compose_roster,
    FormKind.DOCKET: form_partners.compose_docket,
    FormKind.REFERRAL_LETTER: form_partners.compose_letter,
    FormKind.APPOINTMENT: form_personal.compose_appointments,
    FormKind.TRANSFER: form_personal.compose_transfer,
    FormKind.CONSENT: form_consents.compose_consent,
    FormKind.REVOCATION: form_consents.compose_revocation,
    FormKind.ACCOUNTING: form_personal.compose_account,
    FormKind.WHO_HAS_SEEN: form_personal.compose_who_has_seen,
    FormKind.PRIVACY_NOTICE: form_lists.compose_notice,
    FormKind.BREACH_LETTER: form_privacy.compose_breach_letter,
    FormKind.DAILY_LOG: form_lists.compose_daily_log,
    FormKind.MEASURES: form_lists.compose_measures,
    FormKind.ONE_TO_ONE: form_supervision.compose_one_to_one,
}
_FURTHER_ACT: dict[FormKind, Act] = {
    FormKind.DOCKET: Act.PRINT_JUSTICE_COPIES,
    FormKind.REFERRAL_LETTER: Act.PRINT_PARTNER_COPIES,
    FormKind.WHO_HAS_SEEN: Act.SEE_AUDIT,
    FormKind.ONE_TO_ONE: Act.SUPERVISE,
    FormKind.BREACH_LETTER: Act.KEEP_PRIVACY,
}
"""What a form asks for beside the right to print."""


@dataclass(frozen=True)
class FormOffer:
    """A form as it is offered. open: whether the worker's role prints it."""

    kind: FormKind
    open: bool


@allowed(Act.PRINT_OWN_COPIES)
def list_forms(desk: Desk, *, personal: bool) -> tuple[FormOffer, ...]:
    """The forms about one participant, or those of the team."""
    return tuple(
        FormOffer(kind, kind not in _FURTHER_ACT or desk.may(_FURTHER_ACT[kind]))
        for kind in (PERSONAL if personal else OF_THE_TEAM)
    )


def review_note(kind: FormKind, language: FormLanguage) -> str:
    """What a person still has to do with a form's words; empty when nothing."""
    return form_text(kind.value, language).review if kind in IN_LANGUAGES else ""


@allowed(Act.PRINT_OWN_COPIES)
def compose_form(desk: Desk, request: FormRequest) -> ComposedForm:
    """Read a form's content; raises Refused, audited, where the gate or the role says no."""
    if request.kind in _FURTHER_ACT:
        desk.require(_FURTHER_ACT[request.kind])
    return _COMPOSE[request.kind](request, desk)


def draw_composed(
    composed: ComposedForm,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PrintedForm:
    """Draw a composed form; touches no vault, so it may run on any thread."""
    return composed.draw(
        composed.head,
        paper=PAPER_SIZES[composed.request.paper],
        progress=progress,
        cancelled=cancelled,
    )


@allowed(Act.PRINT_OWN_COPIES)
def record_form(
    desk: Desk,
    composed: ComposedForm,
    printed: PrintedForm,
    method: DisclosureMethod,
    *,
    address: str = "",
) -> tuple[UUID, ...]:
    """Account for a form in the moment before it leaves; the gate is asked again, for each record.

    printed, address: see services.paper.summaries.record_copy. Raises NotFound for a list of the
    team that names somebody whose record was hidden from the worker since it was drawn.
    Returns the disclosures' ids: none for the team's own and for blank forms, which are audited.
    """
    for copy in composed.copies:
        require_print(copy.handing, desk)
    with desk.store.write() as session:
        require_visible(session.connection(), desk.viewer, *composed.listed)
        asked_again = [
            replace(copy, permission=ask_gate_again(session, desk, copy.handing))
            for copy in composed.copies
        ]
        hindered = _hindered(composed, asked_again)
        if hindered is None:
            found = [
                write_account(
                    session, desk, _account(session, composed, copy, printed, method, address)
                )
                for copy in asked_again
            ]
            if not composed.copies:
                _audit(session, desk, composed, printed, method)
            return tuple(one for one in found if one is not None)
    copy, why = hindered
    raise refusal(copy.handing, desk, copy.permission, why=why, action="form.refused")


def _hindered(
    composed: ComposedForm, asked_again: Iterable[FormCopy]
) -> tuple[FormCopy, str] | None:
    """The first record that may not leave as it stands in the form, by today's answer, and why."""
    for now, copy in zip(asked_again, composed.copies, strict=True):
        why = now.permission.hinders(copy.permission, copy.sections)
        if why is not None:
            return now, why
    return None


def _account(
    session: Session,
    composed: ComposedForm,
    copy: FormCopy,
    printed: PrintedForm,
    method: DisclosureMethod,
    address: str,
) -> Account:
    partner = copy.handing.audience in PARTNERS
    person = copy.handing.participant_id
    number = _number_on_paper(composed) or document_number(
        session.connection(), person, partner=partner
    )
    return Account(
        handing=copy.handing,
        permission=copy.permission,
        method=method,
        document_number=number,
        sections=copy.sections,
        sha256=printed.sha256,
        pages=printed.pages,
        document_kind=composed.request.kind.value,
        recipient_address=address,
        notice_version=statement(Law.NOTICE_TO_RECIPIENT).version if partner else "",
    )


def _number_on_paper(composed: ComposedForm) -> str | None:
    """The number that the form and the account of its one record share.

    None for a list of several: it carries a number of its own; each record counts its copies apart.
    """
    several = len(composed.copies) > 1 or composed.request.kind is FormKind.DOCKET
    return None if several else composed.head.document_number


def _audit(
    session: Session,
    desk: Desk,
    composed: ComposedForm,
    printed: PrintedForm,
    method: DisclosureMethod,
) -> None:
    desk.record(
        session,
        "form.issue",
        detail={
            "kind": composed.request.kind.value,
            "method": method.value,
            "document": composed.head.document_number,
            "people": len(composed.listed),
            "sha256": printed.sha256,
            **({"incident": str(about)} if (about := composed.request.incident_id) else {}),
        },
    )


@allowed(Act.PRINT_OWN_COPIES)
def record_failed_form(
    desk: Desk, composed: ComposedForm, disclosure_ids: tuple[UUID, ...]
) -> Change:
    """Correct the account of a form that did not leave after all; raises Refused as
    services.paper.summaries.record_failed_copy does, for all of it or for none."""
    number = _number_on_paper(composed)
    people = [copy.handing.participant_id for copy in composed.copies]
    with desk.store.write() as session:
        if disclosure_ids:
            for person, disclosure_id in zip(people, disclosure_ids, strict=True):
                account_failure(session, desk, person, disclosure_id, document_number=number)
        else:
            desk.record(session, "form.failed", detail={"kind": composed.request.kind.value})
    return Change(frozenset({Topic.DISCLOSURES}), tuple(people))
