"""Forms of consents: to be signed, as they were signed, and to take one back."""

from __future__ import annotations

from dataclasses import replace

from lead_desktop.base.errors import NotFound
from lead_desktop.documents import consent_form
from lead_desktop.documents.form import FormHead
from lead_desktop.domain.codes import Audience, ConsentState, FormLanguage, Signer
from lead_desktop.domain.consent.consent import ConsentLine, ConsentTerms, day_words
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.form_heads import text_head
from lead_desktop.services.paper.form_personal import Subject, subject_of
from lead_desktop.services.paper.form_request import (
    ComposedForm,
    FormCopy,
    FormRequest,
    without_watch,
)
from lead_desktop.services.paper.summary_person import whole_day


def compose_consent(request: FormRequest, desk: Desk) -> ComposedForm:
    """A consent form: blank, with what is known of a participant filled in, or as it was signed."""
    number = ""
    language = request.language or FormLanguage.ENGLISH
    copies: tuple[FormCopy, ...] = ()
    form = consent_form.ConsentForm(
        kind=request.consent_kind,
        discloser=desk.settings.program_name,
        recipients=(request.recipient,) if request.recipient else (),
        purpose=request.purpose,
        how=desk.settings.program_address or desk.settings.program_name,
    )
    if request.participant_id is not None:
        subject = subject_of(request, desk, Audience.PARTICIPANT)
        copies, number = (subject.copy,), subject.number
        language = subject.language(request)
        form = replace(
            form,
            participant=_name(subject),
            born=whole_day(subject.record.row.date_of_birth),
        )
        recorded = _asked_for(request, subject)
        if recorded is not None:
            form = _as_signed(form, recorded)
        elif request.terms is not None:
            form = _stating(form, request.terms)
    head = text_head("consent", desk, language)
    return ComposedForm(
        request=request,
        head=_numbered(head, number),
        draw=without_watch(
            lambda head, paper: consent_form.draw_consent_form(head, form, paper=paper)
        ),
        copies=copies,
    )


def compose_revocation(request: FormRequest, desk: Desk) -> ComposedForm:
    """The form to take back a consent: blank, or for one participant and one consent."""
    number, name, signed = "", "", None
    language = request.language or FormLanguage.ENGLISH
    copies: tuple[FormCopy, ...] = ()
    recipients: tuple[str, ...] = (request.recipient,) if request.recipient else ()
    if request.participant_id is not None:
        subject = subject_of(request, desk, Audience.PARTICIPANT)
        copies, number = (subject.copy,), subject.number
        language = subject.language(request)
        name = _name(subject)
        named = [one for one in subject.record.consents if request.recipient in one.recipients]
        taken_back = _asked_for(request, subject) or next(iter(named), None)
        signed = taken_back.signed_on if taken_back else None
        if taken_back is not None and not recipients:
            recipients = taken_back.recipients
    form = consent_form.RevocationForm(participant=name, recipients=recipients, signed_on=signed)
    head = text_head("revocation", desk, language)
    return ComposedForm(
        request=request,
        head=_numbered(head, number),
        draw=without_watch(
            lambda head, paper: consent_form.draw_revocation_form(head, form, paper=paper)
        ),
        copies=copies,
    )


def _asked_for(request: FormRequest, subject: Subject) -> ConsentLine | None:
    """The consent on file that the request is about; None when it is about none."""
    if request.consent_id is None:
        return None
    for line in subject.record.consents:
        if line.id == request.consent_id:
            return line
    raise NotFound("This consent is not on file for the participant.")


def _as_signed(form: consent_form.ConsentForm, line: ConsentLine) -> consent_form.ConsentForm:
    """The form with everything that was recorded of a signed one, and where that stands."""
    terms = line.terms
    signed = consent_form.Signed(
        on=terms.signed_on,
        by="" if terms.signer is Signer.SELF else f"{terms.signer_name}, {terms.signer.label}",
        evidence=terms.evidence,
        explained_by=line.recorded_by,
        form=terms.form_version,
        ended=line.state is ConsentState.EXPIRED,
        withdrawn=line.revoked_at is not None,
        seal=line.seal,
    )
    return replace(_stating(form, terms), signed=signed)


def _stating(form: consent_form.ConsentForm, terms: ConsentTerms) -> consent_form.ConsentForm:
    """The form with everything that these terms say; what they leave open is a line to write on."""
    listed = ", ".join(one.label for one in terms.categories)
    return replace(
        form,
        kind=terms.kind,
        discloser=terms.discloser or form.discloser,
        recipients=tuple(one.name for one in terms.recipients),
        group=terms.recipient_class,
        through=terms.intermediary,
        members=terms.intermediary_members,
        categories=frozenset(terms.categories),
        information="" if terms.information == listed else terms.information,
        received=terms.includes_received,
        purpose=terms.purpose,
        case=terms.proceeding,
        condition=terms.condition_imposed_by,
        part="; ".join(dict.fromkeys(filter(None, (one.role for one in terms.recipients)))),
        since=terms.effective_from,
        over=terms.final_disposition_on,
        revocable=_revocable(terms),
        until=terms.expires_on,
        event=terms.expires_event,
    )


def _revocable(terms: ConsentTerms) -> str:
    """From which day, or after what, it can be taken back."""
    day = day_words(terms.revocable_on) if terms.revocable_on else ""
    return "; ".join(filter(None, (day, terms.revocable_event)))


def _name(subject: Subject) -> str:
    return subject.record.row.legal_name or subject.name


def _numbered(head: FormHead, number: str) -> FormHead:
    return replace(head, document_number=number) if number else head
