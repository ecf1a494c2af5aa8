"""The demonstration's privacy office: a complaint, a possible breach, an agreement, an order."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.demo.cast import TeamMember
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import AgreementKind, ConsentCategory
from lead_desktop.store.tables import AgreementRow, Complaint, CourtOrderRow, Incident


def add_privacy_office(
    session: Session,
    rows: Rows,
    days: Days,
    keeper: TeamMember,
    *,
    complainant: UUID,
    under_order: UUID,
) -> None:
    """What waits for the supervisor, and what is on file, as `keeper` wrote it down.

    under_order: whom the court order is about. No subpoena goes with it, so it opens nothing yet.
    """
    for ago, row in (
        (
            190,
            AgreementRow(
                kind=AgreementKind.QSO,
                organization="Placeholder Data Services",
                signed_on=days.day(190),
                ends_on=days.day(-175),
                binds_to_part2=True,
                will_resist=True,
                words="Keeps the program's computers and backups.",
            ),
        ),
        (
            16,
            CourtOrderRow(
                participant_id=under_order,
                court="Circuit Court of Sample City",
                case_number="DEMO-C-0007",
                section="2.64",
                ordered_on=days.day(18),
                expires_on=days.day(-72),
                findings_present=True,
                notice_given=True,
                mandate_attached=False,
                recipients=["Circuit Court of Sample City"],
                categories=[ConsentCategory.PROGRAM_STATUS.value],
            ),
        ),
        (
            12,
            Incident(
                happened_on=days.day(13),
                discovered_on=days.day(12),
                words="A printed roster was left at a partner's front desk overnight.",
                people=6,
                what_data="Chosen names and next appointments; no health, no numbers.",
                who_got_it="The front desk of a partner organization.",
            ),
        ),
        (
            5,
            Complaint(
                participant_id=complainant,
                received_on=days.day(5),
                words="My name was called out loud in the waiting room.",
            ),
        ),
    ):
        at = days.past(ago, 11)
        row.id, row.worker_id = rows.new_id(at), keeper.id
        row.created_at = row.updated_at = at
        session.add(row)
    session.flush()
