"""Asking the disclosure gate: it reads what is on file and lets the pure rule decide.

Everything that leaves asks here first, and asks again in the transaction that accounts for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import NotFound, Refused
from lead_desktop.domain.codes import Audience, Basis
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.consent.disclosure import DisclosureRequest, Permission, Section, disclose
from lead_desktop.domain.consent.grounds import LegalGround
from lead_desktop.domain.consent.restriction import Acknowledgement
from lead_desktop.domain.people.names import fold_name
from lead_desktop.domain.trust.roles import PRINT_ACT, Act
from lead_desktop.services.desk import Desk
from lead_desktop.store.queries.consents import list_consents, list_restrictions
from lead_desktop.store.queries.grounds import find_agreement, find_order
from lead_desktop.store.queries.visibility import require_visible
from lead_desktop.store.tables import Organization


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground beside consent as a worker states it; see domain.grounds.LegalGround.

    order_id, agreement_id: what is on file for it.
    """

    basis: Basis
    reason: str = ""
    authority: str = ""
    override_type: str = ""
    personnel: str = ""
    affiliation: str = ""
    emergency: str = ""
    order_id: UUID | None = None
    agreement_id: UUID | None = None


@dataclass(frozen=True)
class Acknowledged:
    """Restrictions that the worker has read, and why the copy may leave all the same."""

    restrictions: frozenset[UUID]
    reason: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Handing:
    """One wanted hand-over: whose record, to what kind of reader, to whom, what for.

    holds: the sections that a paper of this kind has at all. labelled: a label in the place of
    the name.
    """

    participant_id: UUID
    audience: Audience
    recipient: str = ""
    purpose: str = ""
    ground: Ground | None = None
    holds: frozenset[Section] = frozenset(Section)
    acknowledged: Acknowledged | None = None
    labelled: bool = False


def require_print(handing: Handing, desk: Desk) -> None:
    """Refuse, audited, a copy that the worker's role does not print.

    A medical emergency may not wait for a supervisor (42 CFR 2.51); every other ground beside
    consent is a supervisor's act.
    """
    desk.require(PRINT_ACT[handing.audience])
    if handing.ground is not None and handing.ground.basis is not Basis.EMERGENCY:
        desk.require(Act.OVERRIDE)


def ask_gate(connection: Connection, desk: Desk, handing: Handing) -> Permission:
    """What the copy may hold now; raises NotFound for a participant hidden from the worker."""
    require_visible(connection, desk.viewer, handing.participant_id)
    person = handing.participant_id
    partner = handing.audience in PARTNERS
    return disclose(
        DisclosureRequest(
            audience=handing.audience,
            recipient=handing.recipient,
            organization_id=_organization(connection, handing.recipient) if partner else None,
            purpose=handing.purpose,
            legal_detail=desk.may(Act.SEE_LEGAL_DETAIL),
            ground=_legal_ground(connection, desk, handing),
            holds=handing.holds,
            acknowledged=_acknowledgement(desk, handing.acknowledged),
            labelled=handing.labelled,
        ),
        list_consents(connection, desk.viewer, participant_id=person) if partner else (),
        list_restrictions(connection, desk.viewer, participant_id=person) if partner else (),
        desk.clock.today(),
    )


def ask_gate_again(session: Session, desk: Desk, handing: Handing) -> Permission:
    """The same question inside the transaction that accounts for the copy."""
    return ask_gate(session.connection(), desk, handing)


def refusal(
    handing: Handing,
    desk: Desk,
    permission: Permission,
    *,
    why: str | None = None,
    action: str = "summary.refused",
) -> Refused:
    """Write a refusal down; the caller raises what is returned. why: beside what the gate says."""
    with desk.store.write() as session:
        desk.record(
            session,
            action,
            subject=handing.participant_id,
            detail={"audience": handing.audience.value},
        )
    why = why or permission.stop or ""
    remedy = "Ask the participant for consent, or choose another audience."
    if permission.refusal is None and why == permission.stop:
        remedy = "Read what they asked for under Consents. Say that you have, and why it may leave."
    return Refused(why, meaning="Nothing was printed.", remedy=remedy)


def _acknowledgement(desk: Desk, said: Acknowledged | None) -> Acknowledgement | None:
    """Whoever sits at the desk is the one who has read."""
    if said is None:
        return None
    return Acknowledgement(read=said.restrictions, by=desk.worker.id, reason=said.reason)


def _organization(connection: Connection, name: str) -> UUID | None:
    """The directory's entry of this name, when there is exactly one."""
    wanted = fold_name(name)
    if not wanted:
        return None
    # Names of a directory are thousands at most; a copy is asked for a few times an hour.
    rows = connection.execute(
        select(Organization.id, Organization.name).where(Organization.name.ilike(name.strip()))
    ).all()
    same = [row.id for row in rows if fold_name(row.name) == wanted]
    return same[0] if len(same) == 1 else None


def _legal_ground(connection: Connection, desk: Desk, handing: Handing) -> LegalGround | None:
    stated = handing.ground
    if stated is None:
        return None
    order = agreement = None
    if stated.order_id is not None:
        order = find_order(connection, desk.viewer, stated.order_id)
        if order is None or order.participant_id != handing.participant_id:
            raise NotFound("This court order is not on file for the participant.")
    if stated.agreement_id is not None:
        agreement = find_agreement(connection, stated.agreement_id)
    return LegalGround(
        basis=stated.basis,
        reason=stated.reason,
        authority=stated.authority,
        override_type=stated.override_type,
        personnel=stated.personnel,
        affiliation=stated.affiliation,
        emergency=stated.emergency,
        order=order,
        agreement=agreement,
    )
