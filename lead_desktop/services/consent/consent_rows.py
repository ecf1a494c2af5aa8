"""The rows of a recorded consent: recipients tied to the directory, evidence in the vault."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound
from lead_desktop.domain.codes import AttachmentKind, ConsentEvidence
from lead_desktop.domain.consent.consent import ConsentTerms
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.people.names import fold_name
from lead_desktop.services.consent.attachments import AddAttachment, keep_attachment
from lead_desktop.services.desk import Desk
from lead_desktop.store.tables import (
    Attachment,
    Consent,
    ConsentCategoryRow,
    ConsentRecipient,
    Organization,
)


@dataclass(frozen=True)
class EvidencePaper:
    """A scan, or a signature drawn on screen, that is kept together with its consent.

    id: of the paper, made by the writer. content: PDF, PNG or JPEG.
    """

    id: UUID
    content: bytes = field(repr=False)
    title: str = field(default="", repr=False)


def tie_evidence(
    session: Session,
    desk: Desk,
    participant_id: UUID,
    terms: ConsentTerms,
    paper: EvidencePaper | None,
) -> ConsentTerms:
    """The terms with the paper that shows the signature, kept in the same transaction.

    Raises InvalidInput at "evidence" for a file that cannot be kept, and for a paper that is in
    the trash or stands in another record.
    """
    if paper is not None:
        try:
            keep_attachment(
                session,
                desk,
                AddAttachment(
                    paper.id, participant_id, AttachmentKind.CONSENT, paper.content, paper.title
                ),
            )
        except InvalidInput as refusal:
            raise InvalidInput(
                *(FieldProblem("evidence", one.message) for one in refusal.problems)
            ) from None
        return replace(terms, attachment_id=paper.id)
    if terms.attachment_id is not None:
        kept = session.get(Attachment, terms.attachment_id)
        if kept is None or kept.participant_id != participant_id or kept.removed_at is not None:
            raise InvalidInput(
                FieldProblem("evidence", "This paper is not kept with the participant's record.")
            )
    return terms


def release_signature(session: Session, desk: Desk, consent: Consent) -> None:
    """Put the signature of a consent that is taken back into the trash; a scan stays."""
    if consent.attachment_id is None or consent.evidence is not ConsentEvidence.ON_SCREEN:
        return
    row = session.get(Attachment, consent.attachment_id)
    if row is not None and row.removed_at is None:
        row.removed_at = row.updated_at = desk.clock.now()
        desk.record(
            session,
            "attachment.remove",
            subject=row.participant_id,
            detail={"attachment": str(row.id)},
        )


def insert_consent(
    session: Session,
    desk: Desk,
    consent_id: UUID,
    participant_id: UUID,
    terms: ConsentTerms,
    renews_id: UUID | None,
) -> None:
    """Write a consent that was found complete."""
    now = desk.clock.now()
    stamps = {"created_at": now, "updated_at": now}
    session.add(
        Consent(
            id=consent_id,
            participant_id=participant_id,
            kind=terms.kind.value,
            recipient_kind=terms.recipient_kind,
            purpose=terms.purpose.strip(),
            signed_on=terms.signed_on,
            expires_on=terms.expires_on,
            expires_event=terms.expires_event.strip(),
            discloser=terms.discloser,
            information=terms.information,
            signer=terms.signer,
            signer_name=terms.signer_name.strip(),
            evidence=terms.evidence,
            attachment_id=terms.attachment_id,
            statements=list(terms.statements),
            form_version=terms.form_version,
            includes_received=terms.includes_received,
            refusal_consequences=terms.refusal_consequences.strip(),
            condition_imposed_by=terms.condition_imposed_by.strip(),
            effective_from=terms.effective_from,
            revocable_on=terms.revocable_on,
            revocable_event=terms.revocable_event.strip(),
            final_disposition_on=terms.final_disposition_on,
            proceeding=terms.proceeding.strip(),
            recipient_class=terms.recipient_class.strip(),
            intermediary=terms.intermediary.strip(),
            intermediary_members=terms.intermediary_members.strip(),
            renews_id=renews_id,
            recorded_by_id=desk.worker.id,
            **stamps,
        )
    )
    session.flush()
    for named in terms.recipients:
        known = _match(session, named)
        session.add(
            ConsentRecipient(
                consent_id=consent_id,
                organization_id=known.organization_id,
                name=known.name.strip(),
                role=known.role.strip(),
                aliases=[alias.strip() for alias in known.aliases if alias.strip()],
                **stamps,
            )
        )
    for category in dict.fromkeys(terms.categories):
        session.add(ConsentCategoryRow(consent_id=consent_id, category=category))


def _match(session: Session, named: Recipient) -> Recipient:
    """The recipient tied to the directory's entry of its name, when there is exactly one."""
    if named.organization_id is not None:
        if session.get(Organization, named.organization_id) is None:
            raise NotFound("This organization is not in the directory.")
        return named
    wanted = fold_name(named.name)
    rows = session.execute(
        select(Organization.id, Organization.name, Organization.alternate_name).where(
            or_(
                Organization.name.ilike(named.name.strip()),
                Organization.alternate_name.ilike(named.name.strip()),
            )
        )
    )
    same = [row for row in rows if wanted in (fold_name(row.name), fold_name(row.alternate_name))]
    if len(same) != 1:
        return named
    other_names = [
        one for one in (same[0].name, same[0].alternate_name) if fold_name(one) != wanted
    ]
    aliases = (*named.aliases, *filter(None, other_names))
    return replace(named, organization_id=same[0].id, aliases=tuple(dict.fromkeys(aliases)))
