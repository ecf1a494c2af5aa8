"""The rows of a recorded consent: recipients tied to the directory, evidence in the vault."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.base.ids import new_ids
from lead_desktop.domain.codes import AttachmentKind, ConsentCategory, ConsentEvidence
from lead_desktop.domain.consent.consent import ConsentTerms
from lead_desktop.domain.consent.consent_seal import COVERED, RECIPE, terms_hash
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.people.names import fold_name
from lead_desktop.services.consent.attachments import AddAttachment, keep_attachment
from lead_desktop.services.desk import Desk
from lead_desktop.services.rows import required
from lead_desktop.store.tables import (
    Attachment,
    Consent,
    ConsentCategoryRow,
    ConsentDoubt,
    ConsentRecipient,
    Organization,
)

_NO_PAPER = {
    ConsentEvidence.SCAN: "Add the scan of the signed form; it is kept together with the consent.",
    ConsentEvidence.ON_SCREEN: "Nobody has signed on the screen yet.",
}
_COLUMNS = tuple(name for name in COVERED if name not in ("recipients", "categories"))


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

    Raises InvalidInput at "evidence" for a file that cannot be kept, for a scan or a signature that
    is not there, and for a paper that is in the trash or stands in another record.
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
    if terms.evidence is not ConsentEvidence.WET and terms.attachment_id is None:
        raise InvalidInput(FieldProblem("evidence", _NO_PAPER[terms.evidence]))
    if terms.attachment_id is not None:
        kept = session.get(Attachment, terms.attachment_id)
        if kept is None or kept.participant_id != participant_id or kept.removed_at is not None:
            raise InvalidInput(
                FieldProblem("evidence", "This paper is not kept with the participant's record.")
            )
    return terms


def release_signature(session: Session, desk: Desk, consent: Consent) -> None:
    """Put the signature of a consent that is taken back into the trash; a scan stays, and so does
    what shows the signature of another consent as well."""
    if consent.attachment_id is None or consent.evidence is not ConsentEvidence.ON_SCREEN:
        return
    others = select(Consent.id).where(
        Consent.attachment_id == consent.attachment_id, Consent.id != consent.id
    )
    if session.scalars(others).first() is not None:
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
    """Write a consent that was found complete, bound to its terms and to the paper it was tied to.

    The hash is made over what is written, so that reading it back gives the same.
    """
    now = desk.clock.now()
    stamps = {"created_at": now, "updated_at": now}
    known = tuple(_tidy(_match(session, named)) for named in terms.recipients)
    written = replace(terms, recipients=known)
    facts = {name: getattr(written, name) for name in _COLUMNS}
    session.add(
        Consent(
            id=consent_id,
            participant_id=participant_id,
            renews_id=renews_id,
            recorded_by_id=desk.worker.id,
            terms_hash=terms_hash(
                consent_id, participant_id, written, _paper_hash(session, terms.attachment_id)
            ),
            terms_recipe=RECIPE,
            **facts | {"kind": terms.kind.value, "statements": list(terms.statements)},
            **stamps,
        )
    )
    session.flush()
    # Ascending, so that they are read in the order of the form.
    ids = new_ids(len(written.recipients))
    for row_id, named in zip(ids, written.recipients, strict=True):
        session.add(
            ConsentRecipient(
                id=row_id,
                consent_id=consent_id,
                organization_id=named.organization_id,
                name=named.name,
                role=named.role,
                aliases=list(named.aliases),
                **stamps,
            )
        )
    for category in written.categories:
        session.add(ConsentCategoryRow(consent_id=consent_id, category=category))
    session.flush()
    # Whom it names came in after it and put it in doubt; it is what the hash was made over.
    session.execute(delete(ConsentDoubt).where(ConsentDoubt.consent_id == consent_id))


def tidied(terms: ConsentTerms) -> ConsentTerms:
    """The terms without space around their words, and without a category named twice."""
    words: dict[str, Any] = {
        field.name: value.strip()
        for field in fields(terms)
        if type(value := getattr(terms, field.name)) is str
    }
    named = (one for one in terms.recipients if one.name.strip())
    return replace(
        terms,
        **words,
        recipients=tuple(map(_tidy, named)),
        categories=tuple(one for one in ConsentCategory if one in terms.categories),
    )


def _tidy(named: Recipient) -> Recipient:
    aliases = tuple(alias.strip() for alias in named.aliases if alias.strip())
    return replace(named, name=named.name.strip(), role=named.role.strip(), aliases=aliases)


def _paper_hash(session: Session, attachment_id: UUID | None) -> str:
    paper = session.get(Attachment, attachment_id) if attachment_id else None
    return paper.sha256 if paper else ""


def _match(session: Session, named: Recipient) -> Recipient:
    """The recipient tied to the directory's entry of its name, when there is exactly one."""
    if named.organization_id is not None:
        required(session, Organization, named.organization_id)
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
