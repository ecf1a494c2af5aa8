"""The account of what left: written in the same act as the copy itself (42 CFR 2.25).

A form that prints asks the gate inside a write transaction, then calls `write_account` in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Audience, Basis, DisclosureMethod
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.consent.disclosure import Permission, Section, Withheld
from lead_desktop.domain.consent.redisclosure import NoticeKind
from lead_desktop.domain.people.names import number_text
from lead_desktop.services.consent.gate import Handing
from lead_desktop.services.desk import Desk
from lead_desktop.store.tables import AuditEntry, Disclosure, DisclosureException, Participant

ISSUED = "summary.issue"
"""The audit's word for a copy that left; copies are numbered by counting it."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """What the account of one copy says. sha256: of the bytes that leave, in hexadecimal.

    sections: names of the sections in it; withheld: with reasons, kept for the supervisor.
    recipient_address: where it was sent, when it was (45 CFR 164.528(b)(2)(ii)).
    """

    handing: Handing
    permission: Permission
    method: DisclosureMethod
    document_number: str
    sections: tuple[Section, ...]
    withheld: tuple[Withheld, ...] = ()
    sha256: str | None = None
    pages: int | None = None
    document_kind: str = "summary"
    recipient_address: str = ""
    notice_version: str = ""


def document_number(connection: Connection, participant_id: UUID, *, partner: bool = False) -> str:
    """The participant's number and a running number of the copies made of this record.

    A partner's copy has a running number of the vault's instead: the participant's own number is
    an identifier, which not every consent covers and no justice partner gets.
    """
    if partner:
        left = connection.execute(select(func.count()).select_from(Disclosure)).scalar_one()
        return f"C-{int(left) + 1:05d}"
    number = connection.execute(
        select(Participant.number).where(Participant.id == participant_id)
    ).scalar_one()
    return f"{number_text(number)}-{_copies(connection, participant_id) + 1}"


def _copies(connection: Connection, participant_id: UUID) -> int:
    counted = connection.execute(
        select(func.count())
        .select_from(AuditEntry)
        .where(AuditEntry.subject == str(participant_id), AuditEntry.action == ISSUED)
    ).scalar_one()
    return int(counted)


def last_issued(
    connection: Connection, participant_id: UUID, audience: Audience
) -> datetime | None:
    """When the newest summary for this kind of reader left; None before the first one."""
    rows = connection.execute(
        select(AuditEntry.at, AuditEntry.detail)
        .where(AuditEntry.subject == str(participant_id), AuditEntry.action == ISSUED)
        .order_by(AuditEntry.seq.desc())
    )
    return next(
        (
            row.at
            for row in rows
            if row.detail.get("audience") == audience.value
            and row.detail.get("kind", "summary") == "summary"
        ),
        None,
    )


def write_account(session: Session, desk: Desk, account: Account) -> UUID | None:
    """Account for a copy in the running transaction; returns the disclosure's id.

    None for the team's own copy, which is audited only. Refuses what the gate does not let go,
    and a number that another copy has taken since this one was drawn: no two papers carry the same.
    """
    handing = account.handing
    if account.permission.stop is not None:
        raise Refused(account.permission.stop, meaning="Nothing was printed.")
    copies = _copies(session.connection(), handing.participant_id)
    free = document_number(
        session.connection(), handing.participant_id, partner=handing.audience in PARTNERS
    )
    if account.document_number != free:
        raise Refused(
            "Another copy of this record was made a moment ago.",
            meaning="Nothing was printed.",
            remedy="Print again: the copy gets a number of its own.",
        )
    disclosure_id = None
    if handing.audience is not Audience.INTERNAL:
        disclosure_id = new_id()
        _add_disclosure(session, desk, account, disclosure_id, copies + 1)
    desk.record(
        session,
        ISSUED,
        subject=handing.participant_id,
        detail={
            "audience": handing.audience.value,
            "method": account.method.value,
            "kind": account.document_kind,
            "document": account.document_number,
            "sha256": account.sha256 or "",
            **({"labelled": True} if handing.labelled else {}),
        },
    )
    return disclosure_id


def _add_disclosure(
    session: Session, desk: Desk, account: Account, disclosure_id: UUID, copy_number: int
) -> None:
    handing, permission, now = account.handing, account.permission, desk.clock.now()
    stamps = {"created_at": now, "updated_at": now}
    consents = permission.consent_ids
    partner = handing.audience is not Audience.PARTICIPANT
    session.add(
        Disclosure(
            id=disclosure_id,
            participant_id=handing.participant_id,
            worker_id=desk.worker.id,
            at=now,
            audience=handing.audience,
            recipient=handing.recipient.strip() or "The participant",
            purpose=handing.purpose.strip(),
            basis=permission.basis or Basis.PATIENT_ACCESS,
            consent_id=consents[0] if consents else None,
            consent_ids=[str(one) for one in consents],
            method=account.method,
            document_number=account.document_number,
            document_kind=account.document_kind,
            copy_number=copy_number,
            sections=[section.value for section in account.sections],
            categories=sorted(permission.covered) if partner else [],
            withheld=[
                {"section": one.section.value, "reason": one.reason} for one in account.withheld
            ],
            restrictions=[str(one.id) for one in permission.restrictions],
            restriction_reason=_reason(permission),
            recipient_address=account.recipient_address,
            notice_version=account.notice_version,
            scope_attached="scope" if NoticeKind.SCOPE in permission.notices else "",
            sha256=account.sha256,
            pages=account.pages,
            **stamps,
        )
    )
    ground = handing.ground
    if ground is not None:
        session.flush()
        session.add(
            DisclosureException(
                disclosure_id=disclosure_id,
                override_type=ground.override_type.strip(),
                authority=ground.authority.strip(),
                reason=ground.reason.strip(),
                personnel=ground.personnel.strip(),
                affiliation=ground.affiliation.strip(),
                emergency=ground.emergency.strip(),
                court_order_id=ground.order_id,
                agreement_id=ground.agreement_id,
                **stamps,
            )
        )


def _reason(permission: Permission) -> str:
    """Why the copy left although a participant's wish touched it."""
    read = permission.acknowledged
    return read.reason.strip() if read is not None and permission.touching else ""


def account_failure(
    session: Session,
    desk: Desk,
    participant_id: UUID,
    disclosure_id: UUID | None,
    *,
    document_number: str | None = None,
) -> None:
    """Correct the account of a copy that did not leave after all: it keeps no hash.

    document_number: what stands on the paper, where it has a number of its own. Raises Refused,
    and nothing is corrected, unless the account is of this very copy, written by this worker and
    not corrected yet: what an account says that left must not be taken out of the accounting of
    disclosures by a wrong identifier.
    """
    if disclosure_id is not None:
        this_copy = [
            Disclosure.id == disclosure_id,
            Disclosure.participant_id == participant_id,
            Disclosure.worker_id == desk.worker.id,
            Disclosure.sha256.is_not(None),
        ]
        if document_number is not None:
            this_copy.append(Disclosure.document_number == document_number)
        corrected = session.execute(
            update(Disclosure)
            .where(*this_copy)
            .values(sha256=None, pages=None, updated_at=desk.clock.now())
            .returning(Disclosure.id)
        )
        if corrected.first() is None:
            raise Refused(
                "This account of a copy is not one that can be corrected here.",
                meaning="It stays as it is.",
                remedy="Whoever made the copy can correct its account, once.",
            )
    desk.record(session, "summary.failed", subject=participant_id)
