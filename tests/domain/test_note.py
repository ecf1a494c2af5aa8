"""What a signature fixes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import ContactKind, ContactMode, ContactOutcome
from lead_desktop.domain.note import signed_hash

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
hashed = partial(
    signed_hash,
    contact_id=UUID(int=1),
    occurred_at=AT,
    mode=ContactMode.PHONE,
    outcome=ContactOutcome.MET,
    kind=ContactKind.DIRECT,
    minutes=20,
    note="Asked about housing",
    signed_as="Ada Sampleton, supervisor",
)


def test_the_instant_counts_and_not_its_zone() -> None:
    assert hashed(occurred_at=AT.astimezone(ZoneInfo("America/New_York"))) == hashed()


def test_every_field_is_fixed() -> None:
    changed = {
        hashed(contact_id=UUID(int=2)),
        hashed(occurred_at=AT + timedelta(microseconds=1)),
        hashed(mode=ContactMode.TEXT),
        hashed(outcome=ContactOutcome.BRIEF),
        hashed(kind=ContactKind.GROUP),
        hashed(minutes=None),
        hashed(note="Asked about housing."),
        hashed(signed_as="Ada Sampleton, case manager"),
    }
    assert len(changed) == 8
    assert hashed() not in changed
