"""The weekly partners' meeting: what is up, and what a copy may hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lead_desktop.base.errors import InvalidInput, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentKind,
    Decision,
    Door,
    ParticipantStatus,
    Role,
)
from lead_desktop.domain.consent.consent import ConsentTerms
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.statements import REVOCATION
from lead_desktop.domain.referral.referral import ReferralLine
from lead_desktop.services.consent.consents import RecordConsent, record_consent
from lead_desktop.services.desk import Desk
from lead_desktop.services.referral.docket import (
    OTHER_PARTNER,
    compose_docket,
    list_docket,
    next_meeting,
)
from lead_desktop.services.referral.referral_steps import (
    RecordDecision,
    put_on_docket,
    record_decision,
)
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral

MEETING = date(2026, 11, 25)
GROUP = "Example Work Group"
PURPOSE = "weekly review"


def referred(desk: Desk, name: str) -> ReferralLine:
    made = add_referral(
        desk, AddReferral(id=new_id(), door=Door.SOCIAL, name=name, words="Sleeps by the bridge")
    )
    return put_on_docket(desk, made.line.id, MEETING).line


def consent(desk: Desk, person: object, *categories: ConsentCategory) -> None:
    record_consent(
        desk,
        RecordConsent(
            new_id(),
            person,  # type: ignore[arg-type]  # an id
            ConsentTerms(
                kind=ConsentKind.PART2_NAMED,
                recipient_kind=Audience.JUSTICE,
                recipients=(Recipient(GROUP),),
                purpose=PURPOSE,
                categories=categories,
                signed_on=date(2026, 11, 20),
                statements=(REVOCATION,),
            ),
        ),
    )


def test_the_meeting_is_on_wednesdays() -> None:
    assert next_meeting(date(2026, 11, 23)) == MEETING
    assert next_meeting(MEETING) == MEETING
    assert next_meeting(date(2026, 11, 26)) == date(2026, 12, 2)


def test_the_copy_is_closed_until_a_consent_opens_it(desk: Desk) -> None:
    quiet, open_one = referred(desk, "Moss Example"), referred(desk, "Cypress Hypothetical")
    assert [line.id for line in list_docket(desk, MEETING)] == [quiet.id, open_one.id]
    shut = compose_docket(desk, MEETING, recipient=GROUP, purpose=PURPOSE)
    assert (shut.lines, shut.held_back) == ((), 2)
    consent(desk, open_one.participant_id, ConsentCategory.PROGRAM_STATUS)
    record_decision(
        desk,
        RecordDecision(
            new_id(), open_one.id, "Police Department", Decision.APPROVED, date(2026, 11, 23),
            words="Said at length",
        ),
    )  # fmt: skip
    copy = compose_docket(desk, MEETING, recipient=GROUP, purpose=PURPOSE)
    (line,) = copy.lines
    assert (line.name, line.status) == ("Cypress Hypothetical", ParticipantStatus.SCREENING)
    assert line.decisions == (("Police Department", Decision.APPROVED, date(2026, 11, 23)),)
    assert line.consent_signed_on == date(2026, 11, 20)
    assert copy.held_back == 1
    # Neither free text nor anybody else is in what may be drawn.
    assert not any(word in repr(copy) for word in ("Moss", "bridge", "at length"))


def test_another_recipient_or_purpose_gets_nobody(desk: Desk) -> None:
    line = referred(desk, "Cypress Hypothetical")
    consent(desk, line.participant_id, ConsentCategory.PROGRAM_STATUS)
    assert compose_docket(desk, MEETING, recipient="Somebody", purpose=PURPOSE).lines == ()
    assert compose_docket(desk, MEETING, recipient=GROUP, purpose="a trial").lines == ()
    with pytest.raises(InvalidInput):
        compose_docket(desk, MEETING, recipient="", purpose="")


def test_a_consent_that_does_not_name_program_status_opens_nothing(desk: Desk) -> None:
    line = referred(desk, "Cypress Hypothetical")
    consent(desk, line.participant_id, ConsentCategory.GOALS, ConsentCategory.NEEDS)
    assert compose_docket(desk, MEETING, recipient=GROUP, purpose=PURPOSE).lines == ()


def test_peers_do_not_print_it(desk: Desk, seat: Callable[..., Desk]) -> None:
    with pytest.raises(Refused):
        compose_docket(seat(Role.PEER), MEETING, recipient=GROUP, purpose=PURPOSE)


def test_who_decided_stands_on_a_copy_in_the_words_of_the_settings_alone(desk: Desk) -> None:
    """The record takes any words for a partner, another participant's name among them."""
    line = referred(desk, "Cypress Hypothetical")
    consent(desk, line.participant_id, ConsentCategory.PROGRAM_STATUS)
    on = date(2026, 11, 23)
    for partner in ("Police Department", "Ofc. Sample for Moss Example"):
        said = RecordDecision(new_id(), line.id, partner, Decision.APPROVED, on)
        record_decision(desk, said)
    (told,) = compose_docket(desk, MEETING, recipient=GROUP, purpose=PURPOSE).lines
    assert [partner for partner, _, _ in told.decisions] == ["Police Department", OTHER_PARTNER]
