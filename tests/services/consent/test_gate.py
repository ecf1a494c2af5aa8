"""Asking the gate: about whom, on what is on file for them, and by which role."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from lead_desktop.base.errors import NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Audience, Basis, ConsentCategory, Role
from lead_desktop.domain.consent.disclosure import Permission, Section
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.services.consent import consents, privacy
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.consent.gate import (
    Acknowledged,
    Ground,
    Handing,
    ask_gate,
    refusal,
    require_print,
)
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Organization
from tests.domain.consents import TODAY, terms

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
C = ConsentCategory
HOUSE = "Example House"


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


@pytest.fixture
def supervisor(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Priya Demoson")


def agree(desk: Desk, person: UUID, **changes: object) -> UUID:
    facts = {"categories": (C.GOALS,), "recipients": (Recipient(HOUSE),)} | changes
    made = new_id()
    consents.record_consent(desk, RecordConsent(made, person, terms(**facts)))
    return made


def list_in_directory(desk: Desk, *names: str) -> list[UUID]:
    ids, now = [new_id() for _ in names], desk.clock.now()
    with desk.store.write() as session:
        for made, name in zip(ids, names, strict=True):
            session.add(Organization(id=made, name=name, created_at=now, updated_at=now))
    return ids


def handing(person: UUID, audience: Audience = Audience.PROVIDER, **changes: object) -> Handing:
    facts: dict[str, object] = {"recipient": HOUSE, "purpose": "To coordinate care"} | changes
    return Handing(participant_id=person, audience=audience, **facts)  # type: ignore[arg-type]


def ask(desk: Desk, wanted: Handing) -> Permission:
    with desk.store.read() as connection:
        return ask_gate(connection, desk, wanted)


def test_the_consents_of_one_person_open_nothing_about_another(
    desk: Desk, enroll: Enroll, person: UUID
) -> None:
    made = agree(desk, person)
    assert ask(desk, handing(person)).consent_ids == (made,)
    assert ask(desk, handing(enroll("Moss Example", case_manager=desk))).refusal is not None


def test_the_gate_knows_nobody_who_is_hidden_from_whoever_asks(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    hidden = enroll("Quillon Example", case_manager=desk, restricted=True)
    other = seat(Role.CASE_MANAGER, name="Wren Example")
    for audience in Audience:
        with pytest.raises(NotFound):
            ask(other, handing(hidden, audience))


def test_a_wish_towards_partners_limits_no_copy_that_stays_with_its_own(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    agree(desk, person, categories=(C.GOALS, C.NEEDS))
    asked = privacy.AskRestriction(new_id(), person, "Not my goals", TODAY, categories=(C.GOALS,))
    privacy.ask_restriction(desk, asked)
    privacy.decide_restriction(supervisor, asked.id, agreed=True)
    assert Section.GOALS not in ask(desk, handing(person)).permitted
    own = ask(desk, handing(person, Audience.PARTICIPANT))
    assert Section.GOALS in own.permitted
    assert own.stop is None


def test_a_recipient_is_an_entry_of_the_directory_where_one_alone_has_the_name(
    desk: Desk, person: UUID
) -> None:
    """A consent tied to one entry opens nothing for another one of the same name."""
    (house,) = list_in_directory(desk, HOUSE)
    tied = agree(desk, person, recipients=(Recipient("House of Example", house),))
    assert ask(desk, handing(person)).consent_ids == (tied,)
    assert ask(desk, handing(person, recipient=" example  HOUSE ")).refusal is not None
    list_in_directory(desk, HOUSE)
    assert ask(desk, handing(person)).refusal is not None


def test_a_name_with_signs_of_a_pattern_is_that_name_alone(desk: Desk, person: UUID) -> None:
    (house,) = list_in_directory(desk, HOUSE)
    agree(desk, person, recipients=(Recipient("House of Example", house),))
    assert ask(desk, handing(person, recipient="Example %")).refusal is not None
    assert ask(desk, handing(person, recipient="%")).refusal is not None


def test_a_court_order_about_another_person_is_not_on_file_for_this_one(
    supervisor: Desk, enroll: Enroll, person: UUID
) -> None:
    other = enroll("Moss Example")
    order = privacy.RecordOrder(
        new_id(), other, "Circuit Court", "2.64", TODAY, (HOUSE,), (C.SERVICES,),
        findings_present=True, notice_given=True, mandate_attached=True,
    )  # fmt: skip
    privacy.record_order(supervisor, order)
    ground = Ground(basis=Basis.COURT_ORDER, order_id=order.id)
    assert ask(supervisor, handing(other, ground=ground)).basis is Basis.COURT_ORDER
    with pytest.raises(NotFound):
        ask(supervisor, handing(person, ground=ground))
    with pytest.raises(NotFound):
        ask(supervisor, handing(person, ground=Ground(basis=Basis.COURT_ORDER, order_id=new_id())))


def test_whoever_sits_at_the_desk_is_who_has_read(desk: Desk, person: UUID) -> None:
    agree(desk, person)
    wish = new_id()
    given = ask(desk, handing(person, acknowledged=Acknowledged(frozenset({wish}), "Read to me")))
    assert given.acknowledged is not None
    assert (given.acknowledged.by, given.acknowledged.read) == (desk.worker.id, {wish})
    assert ask(desk, handing(person)).acknowledged is None


def test_what_a_role_does_not_read_it_does_not_hand_over(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    agree(desk, person, categories=(C.GOALS, C.LEGAL))
    assert Section.COURT in ask(desk, handing(person)).permitted
    assert Section.COURT not in ask(seat(Role.PEER), handing(person)).permitted


EMERGENCY, OVERRIDE = (Ground(basis=basis) for basis in (Basis.EMERGENCY, Basis.OVERRIDE))


@pytest.mark.parametrize(
    ("role", "audience", "ground", "may"),
    [
        (Role.PEER, Audience.PROVIDER, None, True),
        (Role.PEER, Audience.JUSTICE, None, False),
        (Role.CASE_MANAGER, Audience.JUSTICE, None, True),
        (Role.READ_ONLY, Audience.PARTICIPANT, None, False),
        (Role.PEER, Audience.PROVIDER, EMERGENCY, True),
        (Role.CASE_MANAGER, Audience.PROVIDER, OVERRIDE, False),
        (Role.SUPERVISOR, Audience.PROVIDER, OVERRIDE, True),
        (Role.READ_ONLY, Audience.PROVIDER, EMERGENCY, False),
    ],
)
def test_an_emergency_waits_for_no_supervisor_and_every_other_ground_does(
    seat: Seat, person: UUID, role: Role, audience: Audience, ground: Ground | None, may: bool
) -> None:
    """42 CFR 2.51."""
    desk, wanted = seat(role), handing(person, audience, ground=ground)
    if may:
        require_print(wanted, desk)
    else:
        with pytest.raises(Refused):
            require_print(wanted, desk)


def test_a_refusal_is_written_down_and_says_what_to_do(desk: Desk, person: UUID) -> None:
    given = ask(desk, handing(person))
    refused = refusal(handing(person), desk, given)
    assert str(refused).startswith(given.refusal or "-")
    with desk.store.read() as connection:
        (entry,) = list_entries(connection, subject=person)
    assert (entry.action, entry.detail) == ("summary.refused", {"audience": "provider"})
