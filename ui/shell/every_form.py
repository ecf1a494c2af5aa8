"""Every printed form of the demonstration, for `make tour`: looked at as paper, not as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from lead_desktop.base.errors import Refused
from lead_desktop.domain.codes import Audience, ConsentKind, FormKind, FormLanguage
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.services.consent import privacy_log
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.form_request import OF_THE_TEAM, PERSONAL
from lead_desktop.services.paper.forms import FormRequest
from lead_desktop.services.paper.summaries import SummaryRequest


def draw_all(desk: Desk, record: ParticipantRecord) -> dict[str, bytes]:
    """PDFs by name: a summary for each audience that something may leave for, and each form."""
    drawn: dict[str, bytes] = {}
    for request in _summaries(record):
        if summaries.plan_summary(desk, request).permission.refusal is not None:
            continue  # nothing may leave, so there is no such paper
        issued = summaries.issue_summary(desk, request)
        drawn[f"07-summary-{request.audience.value}"] = issued.pdf
    for name, form in _forms(record):
        try:
            composed = forms.compose_form(desk, form)
        except Refused:
            continue  # not for this worker's role, or no consent opens it
        drawn[f"07-form-{name}"] = forms.draw_composed(composed).pdf
    return drawn


def draw_supervisors(desk: Desk, person: UUID) -> dict[str, bytes]:
    """What a supervisor alone prints: who has seen a record, what is missing of whom, and letters
    about a breach."""
    letter = FormRequest(kind=FormKind.BREACH_LETTER)
    requests = {
        "who-has-seen": FormRequest(kind=FormKind.WHO_HAS_SEEN, participant_id=person),
        "one-to-one": FormRequest(kind=FormKind.ONE_TO_ONE),
        "breach-letter-blank": letter,
        "breach-letter-spanish": replace(letter, language=FormLanguage.SPANISH),
    }
    for incident in privacy_log.list_incidents(desk):
        requests["breach-letter"] = replace(letter, incident_id=incident.id)
    return {
        f"07-form-{name}": forms.draw_composed(forms.compose_form(desk, request)).pdf
        for name, request in requests.items()
    }


def _summaries(record: ParticipantRecord) -> Iterator[SummaryRequest]:
    person = record.row.id
    yield SummaryRequest(person, Audience.INTERNAL)
    yield SummaryRequest(person, Audience.PARTICIPANT)
    for consent in record.consents:
        if consent.live and consent.recipients:
            audience = Audience(consent.recipient_kind)
            yield SummaryRequest(person, audience, consent.recipients[0], consent.purpose)


def _forms(record: ParticipantRecord) -> Iterator[tuple[str, FormRequest]]:
    person = record.row.id
    named = next((line for line in record.consents if line.live and line.recipients), None)
    recipient = named.recipients[0] if named else ""
    for kind in PERSONAL:
        to = recipient if kind in (FormKind.REFERRAL_LETTER, FormKind.REVOCATION) else ""
        yield _named(kind.value), FormRequest(kind=kind, participant_id=person, recipient=to)
    if named is not None:
        signed = FormRequest(kind=FormKind.CONSENT, participant_id=person, consent_id=named.id)
        yield "consent-as-signed", signed
    for kind in OF_THE_TEAM:
        if kind not in PERSONAL and kind is not FormKind.DOCKET:
            yield _named(kind.value), FormRequest(kind=kind)
    docket = FormRequest(kind=FormKind.DOCKET, recipient="LEAD work group", purpose="Weekly review")
    yield "docket", docket
    for form in sorted(forms.IN_LANGUAGES):
        request = FormRequest(kind=form, language=FormLanguage.SPANISH)
        yield f"{_named(form.value)}-spanish", request
    for consent_kind in ConsentKind:
        if consent_kind is not ConsentKind.NON_PART2_RELEASE:
            request = FormRequest(kind=FormKind.CONSENT, consent_kind=consent_kind)
            yield f"consent-{_named(consent_kind.value)}", request


def _named(code: str) -> str:
    return code.replace("_", "-")
