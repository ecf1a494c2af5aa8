"""The weekly partners' meeting: which referrals are up, and what a copy for partners may hold.

The list on screen is the team's own. The copy is closed by default: a person is on it only when
a live consent lets this recipient, for this purpose, hear their name and program status (42 CFR
2.13(c), 2.35; the gate decides). Its fields are codes and days, nothing clinical, no free text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.domain.codes import Audience, ParticipantStatus
from lead_desktop.domain.consent.disclosure import Permission, Section
from lead_desktop.domain.referral.referral import (
    OPEN_STATES,
    DocketCopy,
    DocketLine,
    ReferralLine,
    partners_of,
    standing_decisions,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.consent.gate import Handing, ask_gate
from lead_desktop.services.consent.labels import read_labels
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.referral.referrals import list_referrals
from lead_desktop.store.queries.caseload import list_caseload

WEDNESDAY = 2
OTHER_PARTNER = "Another partner"
NEEDED = frozenset({Section.NAME, Section.PROGRAM_STATUS})
"""A name on this list says that the person is with the program, so both must be permitted."""


def next_meeting(today: date, weekday: int = WEDNESDAY) -> date:
    """The day of the next weekly meeting, today included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


@allowed(Act.SEE_LEGAL_DETAIL)
def list_docket(desk: Desk, on: date | None = None) -> list[ReferralLine]:
    """Referrals up for discussion: those on the list of a meeting, or with any meeting and open."""
    lines = list_referrals(desk)
    if on is None:
        return [line for line in lines if line.docket_on and line.state in OPEN_STATES]
    return [line for line in lines if line.docket_on == on]


@allowed(Act.PRINT_JUSTICE_COPIES)
def compose_docket(
    desk: Desk, on: date, *, recipient: str, purpose: str, labelled: bool = False
) -> DocketCopy:
    """What a copy of a meeting's list may hold for `recipient`, each person asked at the gate.

    Nothing is accounted for here: whoever hands the copy over asks again, and writes the account.
    """
    problems = [
        FieldProblem(name, words)
        for name, value, words in (
            ("recipient", recipient, "Name who gets the copy: a consent is for somebody named."),
            ("purpose", purpose, "Say what the copy is for: a consent is for a purpose."),
        )
        if not value.strip()
    ]
    if problems:
        raise InvalidInput(*problems)
    up = list_docket(desk, on)
    copied = []
    label = read_labels(desk) if labelled else lambda _: ""
    with desk.store.read() as connection:
        for line in up:
            handing = Handing(
                participant_id=line.participant_id,
                audience=Audience.JUSTICE,
                recipient=recipient,
                purpose=purpose,
                holds=NEEDED,
                labelled=labelled,
            )
            permission = ask_gate(connection, desk, handing)
            if set(permission.permitted) >= NEEDED:
                (row,) = list_caseload(connection, desk.viewer, participant_id=line.participant_id)
                named = label(line.participant_id)
                copied.append(_copied(desk, line, permission, row.status, named))
    return DocketCopy(on, recipient, purpose, tuple(copied), len(up) - len(copied))


def _copied(
    desk: Desk,
    line: ReferralLine,
    permission: Permission,
    status: ParticipantStatus,
    label: str,
) -> DocketLine:
    # Who decided may be any words in a record; on a copy stand those of the settings alone.
    partners = partners_of(desk.settings)
    ends = _days(consent.expires_on for consent in permission.consents)
    return DocketLine(
        referral_id=line.id,
        participant_id=line.participant_id,
        name=line.participant,
        door=line.door,
        received_on=local_day(line.received_at, desk.clock.zone),
        status=status,
        decisions=tuple(
            (
                said.partner if said.partner in partners else OTHER_PARTNER,
                said.decision,
                said.decided_on,
            )
            for said in standing_decisions(line.decisions).values()
        ),
        consent_signed_on=min(
            _days(consent.signed_on for consent in permission.consents), default=None
        ),
        consent_until=min(ends, default=None),
        label=label,
    )


def _days(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
