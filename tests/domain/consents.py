"""Consents to build tests from: complete ones, of which a test spoils what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from lead_desktop.domain.codes import Audience, ConsentCategory, ConsentKind, ConsentState
from lead_desktop.domain.consent.consent import ConsentLine, ConsentTerms, state_on
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS

TODAY = date(2026, 11, 23)
PERSON = uuid4()


def terms(**changes: object) -> ConsentTerms:
    """A complete consent for a provider, with what a test wants otherwise."""
    kind = changes.get("kind", ConsentKind.PART2_NAMED)
    assert isinstance(kind, ConsentKind)
    whole = ConsentTerms(
        kind=kind,
        recipient_kind=Audience.PROVIDER,
        recipients=(Recipient("Example House"),),
        purpose="To coordinate care",
        categories=(ConsentCategory.PROGRAM_STATUS, ConsentCategory.SERVICES),
        signed_on=date(2026, 10, 1),
        expires_on=date(2027, 10, 1),
        discloser="Fable LEAD program",
        statements=tuple(REQUIRED_STATEMENTS[kind]),
    )
    if kind is ConsentKind.CJ_2_35:
        whole = replace(
            whole,
            recipient_kind=Audience.JUSTICE,
            condition_imposed_by="State's Attorney, withholding charges",
            effective_from=date(2026, 10, 1),
            revocable_on=date(2027, 3, 1),
            proceeding="District Court, the charge of September 2026",
            final_disposition_on=date(2027, 9, 1),
            recipients=(Recipient("Example House", role="Assistant State's Attorney"),),
        )
    if kind is ConsentKind.LEGAL_PROCEEDING:
        whole = replace(whole, proceeding="Circuit Court, hearing of January 2027")
    return replace(whole, **changes)


def line(
    *,
    revoked_on: date | None = None,
    today: date = TODAY,
    id: UUID | None = None,
    **changes: object,
) -> ConsentLine:
    """The same consent as it stands on `today`."""
    written = terms(**changes)
    state: ConsentState = state_on(written, today, revoked_on=revoked_on)
    return ConsentLine(id=id or uuid4(), participant_id=PERSON, terms=written, state=state)
