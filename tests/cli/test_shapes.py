"""Shapes of things that no command makes yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from lead_desktop.cli import shapes
from lead_desktop.domain.codes import ConsentCategory
from lead_desktop.domain.participant import ConsentLine

TODAY = date(2026, 11, 23)
PERSON = uuid4()
CONSENT = ConsentLine(
    id=uuid4(),
    participant_id=PERSON,
    recipients=("Example House",),
    categories=(ConsentCategory.HOUSING,),
    kind="part2_single",
    recipient_kind="provider",
    purpose="housing",
    signed_on=date(2026, 1, 5),
    expires_on=date(2027, 1, 5),
    revoked_at=None,
    live=True,
)


def test_the_shape_of_a_consent() -> None:
    shape = shapes.consent(CONSENT, TODAY)
    assert set(shape) == {
        "id", "participant_id", "kind", "recipients", "recipient_kind", "purpose", "categories",
        "signed_on", "expires_on", "revoked_at", "state",
    }  # fmt: skip
    assert (shape["participant_id"], shape["categories"]) == (PERSON, ["housing"])


def test_the_state_of_a_consent() -> None:
    revoked = replace(CONSENT, revoked_at=datetime(2026, 2, 1, tzinfo=UTC), live=False)
    states = [
        shapes.consent_state(line, TODAY)
        for line in (
            CONSENT,
            revoked,
            replace(CONSENT, expires_on=date(2026, 11, 22), live=False),
            replace(CONSENT, signed_on=date(2026, 12, 1), live=False),
        )
    ]
    assert states == ["live", "revoked", "expired", "not_begun"]
