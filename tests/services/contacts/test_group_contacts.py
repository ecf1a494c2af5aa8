"""What a contact with several people leads to for each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import LifeArea
from lead_desktop.services.contacts import contacts, trash
from lead_desktop.services.contacts.contacts import FollowUp, LifeChange
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import outcomes, participants
from tests.services.contacts.test_contacts import a_contact

Enroll = Callable[..., UUID]
DUE = date(2026, 11, 24)


@pytest.fixture
def people(enroll: Enroll, desk: Desk) -> tuple[UUID, UUID, UUID]:
    names = ("Juniper Fable", "Moss Example", "Wren Sample")
    one, two, three = (enroll(name, case_manager=desk) for name in names)
    return one, two, three


def promised(desk: Desk, who: UUID) -> list[str]:
    return [task.words for task in participants.read_record(desk, who).tasks]


def test_everybody_is_promised_it_unless_some_are_named(
    desk: Desk, people: tuple[UUID, UUID, UUID]
) -> None:
    one, two, three = people
    told = a_contact(desk, one, participant_ids=people, follow_up=FollowUp("Call", DUE))
    contacts.log_contact(desk, told)
    assert [promised(desk, who) for who in people] == [["Call"]] * 3
    some = FollowUp("Bring the form", DUE, (two, three))
    contacts.log_contact(desk, a_contact(desk, one, participant_ids=people, follow_up=some))
    assert [len(promised(desk, who)) for who in people] == [1, 2, 2]
    trash.withdraw_contact(desk, told.id)
    assert [promised(desk, who) for who in people] == [[], ["Bring the form"], ["Bring the form"]]
    trash.restore_contact(desk, told.id)
    assert [len(promised(desk, who)) for who in people] == [1, 2, 2]


def test_a_change_is_written_down_for_the_one_it_happened_to(
    desk: Desk, people: tuple[UUID, UUID, UUID]
) -> None:
    changes = (
        LifeChange(LifeArea.HOUSING, "207", people[1]),
        LifeChange(LifeArea.HOUSING, "207", people[2]),
    )
    contacts.log_contact(desk, a_contact(desk, people[0], participant_ids=people, changes=changes))
    assert [len(outcomes.list_outcomes(desk, who)) for who in people] == [0, 1, 1]


def test_whose_it_is_has_to_be_said_and_of_those_who_were_there(
    desk: Desk, people: tuple[UUID, UUID, UUID]
) -> None:
    group, stranger = people[:2], people[2]
    for more in (
        {"changes": (LifeChange(LifeArea.HOUSING, "207"),)},
        {"changes": (LifeChange(LifeArea.HOUSING, "207", stranger),)},
        {"follow_up": FollowUp("Call", DUE, (stranger, new_id()))},
    ):
        with pytest.raises(InvalidInput):
            contacts.log_contact(desk, a_contact(desk, group[0], participant_ids=group, **more))
    assert contacts.list_contacts(desk) == []
