"""What left, and who is kept out: copies handed over, a restricted record, a restriction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from lead_desktop.demo.cast import Team
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    Audience,
    Basis,
    ConsentCategory,
    DisclosureMethod,
    NoticeMethod,
)
from lead_desktop.domain.consent.disclosure import Section
from lead_desktop.domain.consent.privacy import NOTICE_VERSION
from lead_desktop.domain.people.names import number_text
from lead_desktop.domain.trust.audit import Actor
from lead_desktop.store import audit
from lead_desktop.store.tables import (
    Consent,
    ConsentRecipient,
    Disclosure,
    NoticeGiven,
    Participant,
    RestrictionRow,
)

_CARE = (
    Section.NAME,
    Section.PROGRAM_STATUS,
    Section.GOALS,
    Section.NEEDS,
    Section.SERVICES,
    Section.CONTACTS,
    Section.ASKS,
)
_WITHOUT_NOTICE = 19
"""One of so many people has not been given the notice yet."""
_OWN = (Section.NAME, Section.GOALS, Section.SERVICES, Section.ASKS)


def add_privacy(
    session: Session,
    rows: Rows,
    days: Days,
    team: Team,
    people: Mapping[str, UUID],
    own: Sequence[UUID],
) -> None:
    """Add to a caseload that has been written. own: Tomas's people; the last is restricted."""
    if own:
        session.execute(
            update(Participant).where(Participant.id == own[-1]).values(restricted=True)
        )
    _give_notices(session, rows, days, team)
    juniper = people.get("Juniper Fable")
    if juniper is None:
        return
    actor = Actor(team.tomas.id, team.tomas.name)
    for copy, (ago, audience, recipient, method) in enumerate(
        (
            (41, Audience.PROVIDER, "Sample Street Recovery", DisclosureMethod.FAX),
            (20, Audience.PARTICIPANT, "The participant", DisclosureMethod.HANDED),
            (6, Audience.PROVIDER, "Sample Street Recovery", DisclosureMethod.ENCRYPTED_FILE),
        ),
        start=1,
    ):
        at = days.past(ago, 15, 10 * copy)
        consent = session.execute(
            select(Consent.id, Consent.purpose)
            .join(ConsentRecipient, ConsentRecipient.consent_id == Consent.id)
            .where(Consent.participant_id == juniper, ConsentRecipient.name == recipient)
        ).first()
        number = session.scalar(select(Participant.number).where(Participant.id == juniper)) or 0
        document = f"{number_text(number)}-{copy}"
        own_copy = audience is Audience.PARTICIPANT
        session.add(
            Disclosure(
                id=rows.new_id(at),
                participant_id=juniper,
                worker_id=team.tomas.id,
                at=at,
                audience=audience,
                recipient=recipient,
                purpose=consent.purpose if consent else "Their own record",
                basis=Basis.PATIENT_ACCESS if own_copy else Basis.CONSENT,
                consent_id=consent.id if consent else None,
                consent_ids=[str(consent.id)] if consent else [],
                method=method,
                recipient_address="555-0110" if method is DisclosureMethod.FAX else "",
                document_number=document,
                copy_number=copy,
                sections=[section.value for section in (_OWN if own_copy else _CARE)],
                withheld=[],
                sha256=f"{copy:064x}",
                pages=2,
                scope_attached="" if own_copy else "scope",
                created_at=at,
                updated_at=at,
            )
        )
        detail = {"audience": audience.value, "document": document, "method": method.value}
        audit.append(session, actor, "summary.issue", at, subject=juniper, detail=dict(detail))
    session.add(
        RestrictionRow(
            id=rows.new_id(days.past(30, 11)),
            participant_id=juniper,
            worker_id=team.tomas.id,
            asked_on=days.day(30),
            words="Nothing about where I stay goes to Example House.",
            recipient="Example House",
            categories=[ConsentCategory.HOUSING.value],
            agreed_on=days.day(29),
            created_at=days.past(30, 11),
            updated_at=days.past(29, 11),
        )
    )


def _give_notices(session: Session, rows: Rows, days: Days, team: Team) -> None:
    """The privacy notice in nearly everybody's hands, on the day they enrolled."""
    enrolled = session.execute(
        select(Participant.id, Participant.enrolled_on)
        .where(Participant.enrolled_on.is_not(None))
        .order_by(Participant.number)
    ).all()
    at = days.past(1, 9)
    session.execute(
        insert(NoticeGiven),
        [
            {
                "id": rows.new_id(at),
                "participant_id": person.id,
                "worker_id": team.tomas.id,
                "notice_version": NOTICE_VERSION,
                "given_on": person.enrolled_on,
                "method": NoticeMethod.PAPER,
                "acknowledged": place % 7 != 3,
                "created_at": at,
                "updated_at": at,
            }
            for place, person in enumerate(enrolled)
            if place % _WITHOUT_NOTICE
        ],
    )
