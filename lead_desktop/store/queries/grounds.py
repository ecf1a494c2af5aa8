"""Court orders and agreements: what lets a copy leave on another ground than consent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.codes import ConsentCategory
from lead_desktop.domain.consent.grounds import Agreement, CourtOrder
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import AgreementRow, CourtOrderRow


def list_orders(
    connection: Connection, viewer: Viewer, *, participant_id: UUID | None = None
) -> tuple[CourtOrder, ...]:
    """Court orders on file, oldest first."""
    query = (
        select(*CourtOrderRow.__table__.columns)
        .where(seen_by(CourtOrderRow.participant_id, viewer))
        .order_by(CourtOrderRow.ordered_on, CourtOrderRow.id)
    )
    if participant_id is not None:
        query = query.where(CourtOrderRow.participant_id == participant_id)
    return tuple(_order(row) for row in connection.execute(query))


def find_order(connection: Connection, viewer: Viewer, order_id: UUID) -> CourtOrder | None:
    """One court order, None when it is not there or not for this viewer."""
    query = select(*CourtOrderRow.__table__.columns).where(
        CourtOrderRow.id == order_id, seen_by(CourtOrderRow.participant_id, viewer)
    )
    row = connection.execute(query).first()
    return _order(row) if row else None


def _order(row: Any) -> CourtOrder:
    return CourtOrder(
        id=row.id,
        participant_id=row.participant_id,
        court=row.court,
        case_number=row.case_number,
        section=row.section,
        ordered_on=row.ordered_on,
        expires_on=row.expires_on,
        findings_present=row.findings_present,
        notice_given=row.notice_given,
        mandate_attached=row.mandate_attached,
        recipients=tuple(row.recipients),
        categories=tuple(ConsentCategory(one) for one in row.categories),
        version=row.version,
    )


def list_agreements(connection: Connection) -> tuple[Agreement, ...]:
    """Agreements with organizations, oldest first."""
    query = select(*AgreementRow.__table__.columns).order_by(
        AgreementRow.signed_on, AgreementRow.id
    )
    return tuple(_agreement(row) for row in connection.execute(query))


def find_agreement(connection: Connection, agreement_id: UUID) -> Agreement | None:
    """One agreement, None when there is none of that id."""
    query = select(*AgreementRow.__table__.columns).where(AgreementRow.id == agreement_id)
    row = connection.execute(query).first()
    return _agreement(row) if row else None


def _agreement(row: Any) -> Agreement:
    return Agreement(
        id=row.id,
        kind=row.kind,
        organization=row.organization,
        organization_id=row.organization_id,
        signed_on=row.signed_on,
        ends_on=row.ends_on,
        binds_to_part2=row.binds_to_part2,
        will_resist=row.will_resist,
        words=row.words,
        version=row.version,
    )
