"""Consents and restrictions, as they stand on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import ConsentCategory, ConsentKind, ConsentSeal
from lead_desktop.domain.consent.consent import ConsentLine, ConsentTerms, state_on
from lead_desktop.domain.consent.consent_seal import seal_of_consent
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.queries.writings import read_merged
from lead_desktop.store.stored import members
from lead_desktop.store.tables import (
    Attachment,
    Consent,
    ConsentCategoryRow,
    ConsentRecipient,
    Organization,
    Participant,
    RestrictionRow,
    Worker,
)

_KIND = members(ConsentKind)


def list_consents(
    connection: Connection,
    viewer: Viewer,
    *,
    participant_id: UUID | None = None,
    consent_ids: Collection[UUID] | None = None,
) -> tuple[ConsentLine, ...]:
    """Consents with recipients and categories: a participant's, or everybody's person by person.

    Of each person the live ones come first, then by the day on which they end.
    """
    wanted = select(Consent.id).where(seen_by(Consent.participant_id, viewer))
    if participant_id is not None:
        wanted = wanted.where(Consent.participant_id == participant_id)
    if consent_ids is not None:
        wanted = wanted.where(Consent.id.in_(consent_ids))
    consents = connection.execute(
        select(
            *Consent.__table__.columns,
            Worker.name.label("recorded_by"),
            Attachment.sha256.label("paper_sha256"),
        )
        .join(Participant, Participant.id == Consent.participant_id)
        .outerjoin(Worker, Worker.id == Consent.recorded_by_id)
        .outerjoin(Attachment, Attachment.id == Consent.attachment_id)
        .where(Consent.id.in_(wanted))
        .order_by(Participant.number, Consent.expires_on, Consent.id)
    ).all()
    recipients: dict[UUID, list[Recipient]] = {}
    for row in connection.execute(
        select(*ConsentRecipient.__table__.columns)
        .where(ConsentRecipient.consent_id.in_(wanted))
        .order_by(ConsentRecipient.created_at, ConsentRecipient.id)
    ):
        recipients.setdefault(row.consent_id, []).append(
            Recipient(row.name, row.organization_id, row.role, tuple(row.aliases))
        )
    categories: dict[UUID, set[ConsentCategory]] = {}
    for owner, category in connection.execute(
        select(ConsentCategoryRow.consent_id, ConsentCategoryRow.category).where(
            ConsentCategoryRow.consent_id.in_(wanted)
        )
    ):
        categories.setdefault(owner, set()).add(category)
    merged = read_merged(connection) if any(row.terms_hash for row in consents) else {}
    lines = [
        _line(row, recipients.get(row.id, ()), categories.get(row.id, set()), viewer, merged)
        for row in consents
    ]
    of_person = groupby(lines, key=attrgetter("participant_id"))
    return tuple(
        line for _, own in of_person for line in sorted(own, key=lambda line: not line.live)
    )


def _line(
    row: Any,
    recipients: Iterable[Recipient],
    categories: set[ConsentCategory],
    viewer: Viewer,
    merged: Mapping[UUID, Iterable[UUID]],
) -> ConsentLine:
    terms = _terms(row, recipients, categories)
    revoked_on = local_day(row.revoked_at, viewer.zone) if row.revoked_at else None
    seal = seal_of_consent(
        row.id,
        (row.participant_id, *merged.get(row.participant_id, ())),
        terms,
        row.paper_sha256 or "",
        kept=row.terms_hash,
        recipe=row.terms_recipe,
    )
    return ConsentLine(
        id=row.id,
        participant_id=row.participant_id,
        terms=terms,
        state=state_on(
            terms,
            viewer.today,
            revoked_on=revoked_on,
            ended_by_event_on=row.ended_by_event_on,
            altered=seal is ConsentSeal.BROKEN,
        ),
        revoked_at=row.revoked_at,
        revoked_how=row.revoked_how,
        revocation_words=row.revocation_words,
        entered_at=row.revocation_entered_at,
        ended_by_event_on=row.ended_by_event_on,
        renews_id=row.renews_id,
        recorded_by=row.recorded_by or "",
        seal=seal,
        version=row.version,
    )


def _terms(
    row: Any, recipients: Iterable[Recipient], categories: set[ConsentCategory]
) -> ConsentTerms:
    return ConsentTerms(
        # A kind that this program does not know opens nothing.
        kind=_KIND.get(row.kind, ConsentKind.NON_PART2_RELEASE),
        recipient_kind=row.recipient_kind,
        recipients=tuple(recipients),
        purpose=row.purpose,
        categories=tuple(one for one in ConsentCategory if one in categories),
        signed_on=row.signed_on,
        expires_on=row.expires_on,
        expires_event=row.expires_event,
        discloser=row.discloser,
        information=row.information,
        signer=row.signer,
        signer_name=row.signer_name,
        evidence=row.evidence,
        attachment_id=row.attachment_id,
        statements=tuple(row.statements),
        form_version=row.form_version,
        includes_received=row.includes_received,
        refusal_consequences=row.refusal_consequences,
        condition_imposed_by=row.condition_imposed_by,
        effective_from=row.effective_from,
        revocable_on=row.revocable_on,
        revocable_event=row.revocable_event,
        final_disposition_on=row.final_disposition_on,
        proceeding=row.proceeding,
        recipient_class=row.recipient_class,
        intermediary=row.intermediary,
        intermediary_members=row.intermediary_members,
    )


def list_restrictions(
    connection: Connection, viewer: Viewer, *, participant_id: UUID | None = None
) -> tuple[Restriction, ...]:
    """Restrictions that participants asked for, oldest first."""
    query = (
        select(*RestrictionRow.__table__.columns, Worker.name.label("recorded_by"))
        .join(Worker, Worker.id == RestrictionRow.worker_id)
        .where(seen_by(RestrictionRow.participant_id, viewer))
        .order_by(RestrictionRow.asked_on, RestrictionRow.id)
    )
    if participant_id is not None:
        query = query.where(RestrictionRow.participant_id == participant_id)
    return tuple(
        Restriction(
            id=row.id,
            participant_id=row.participant_id,
            asked_on=row.asked_on,
            words=row.words,
            recipient=row.recipient,
            organization_id=row.organization_id,
            categories=tuple(ConsentCategory(one) for one in row.categories),
            agreed_on=row.agreed_on,
            declined_on=row.declined_on,
            ended_on=row.ended_on,
            end_reason=row.end_reason,
            end_way=row.end_way,
            paid_in_full=row.paid_in_full,
            recorded_by=row.recorded_by,
            version=row.version,
        )
        for row in connection.execute(query)
    )


def list_known_recipients(connection: Connection, viewer: Viewer) -> tuple[Recipient, ...]:
    """The directory's organizations, and whoever was named without standing in it; by name.

    A name on a consent of somebody hidden from the viewer is not among them.
    """
    listed = connection.execute(
        select(Organization.id, Organization.name, Organization.alternate_name)
    )
    known = [
        Recipient(row.name, row.id, aliases=(row.alternate_name,) if row.alternate_name else ())
        for row in listed
    ]
    named = connection.execute(
        select(ConsentRecipient.name, ConsentRecipient.role)
        .join(Consent, Consent.id == ConsentRecipient.consent_id)
        .where(ConsentRecipient.organization_id.is_(None), seen_by(Consent.participant_id, viewer))
        .distinct()
    )
    known += [Recipient(row.name, role=row.role) for row in named]
    return tuple(sorted(known, key=lambda one: (one.name.casefold(), one.role)))
