"""Consents as the lists tell them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from lead_desktop.domain.codes import Audience, ConsentCategory
from lead_desktop.services.consent.consents import list_consents
from lead_desktop.services.desk import Desk
from lead_desktop.store.tables import Consent, ConsentCategoryRow, ConsentRecipient

Give = Callable[[UUID, str, date], None]


@pytest.fixture
def give(desk: Desk) -> Give:
    """A participant's consent for one recipient, until a day."""

    def add(participant_id: UUID, recipient: str, expires_on: date) -> None:
        stamps = {"created_at": desk.clock.now(), "updated_at": desk.clock.now()}
        with desk.store.write() as session:
            consent = Consent(
                participant_id=participant_id,
                kind="part2_named",
                recipient_kind=Audience.PROVIDER,
                purpose="housing",
                signed_on=date(2026, 1, 5),
                expires_on=expires_on,
                **stamps,
            )
            session.add(consent)
            session.flush()
            session.add(ConsentRecipient(consent_id=consent.id, name=recipient, **stamps))
            session.add(ConsentCategoryRow(consent_id=consent.id, category=ConsentCategory.HOUSING))

    return add


def test_everybody_in_one_list_person_by_person(
    desk: Desk, enroll: Callable[..., UUID], give: Give
) -> None:
    first, second = enroll("Juniper Fable"), enroll("Moss Example")
    give(second, "Clinic", date(2027, 1, 1))
    give(first, "Ended House", date(2026, 2, 1))
    give(first, "Example House", date(2027, 3, 1))
    lines = list_consents(desk)
    assert [(line.participant_id, line.recipients, line.live) for line in lines] == [
        (first, ("Example House",), True),
        (first, ("Ended House",), False),
        (second, ("Clinic",), True),
    ]
    assert {line.categories for line in lines} == {(ConsentCategory.HOUSING,)}
    assert list_consents(desk, first) == lines[:2]
    assert list_consents(desk, second) == lines[2:]
