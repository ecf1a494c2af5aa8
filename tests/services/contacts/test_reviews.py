"""The review queue: who sees which note for what reason, and what each act does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import FormKind, Role, Seal, Verdict
from lead_desktop.domain.contacts.review import ReviewReason
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.contacts import addenda, note_edits, reviews, signing
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms
from lead_desktop.services.paper.form_request import FormRequest
from lead_desktop.services.people import participants
from lead_desktop.store.queries import reviews as query
from lead_desktop.store.queries.visibility import bounds_of
from tests.documents.reading import whole_text
from tests.services.noting import acts, edited, entry, log, tamper, write_to

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]


def later(desk: Desk, **more: float) -> Desk:
    return replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(**more)))


def waiting(desk: Desk) -> dict[ReviewReason, list[UUID]]:
    found: dict[ReviewReason, list[UUID]] = {}
    for item in reviews.review_queue(desk).items:
        found.setdefault(item.reason, []).append(item.contact_id)
    return found


@pytest.fixture
def person(enroll: Enroll) -> UUID:
    return enroll("Juniper Fable")


@pytest.fixture
def peer(seat: Seat) -> Desk:
    return seat(Role.PEER, name="Dre Exampleton")


@pytest.fixture
def supervisor(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Ada Sampleton")


def test_an_author_sees_what_is_unsigned_and_what_was_late(desk: Desk, person: UUID) -> None:
    three_days_ago = desk.clock.now() - timedelta(hours=49)
    unsigned, late = log(desk, person), log(desk, person, sign=True, occurred_at=three_days_ago)
    log(desk, person, sign=True)
    assert waiting(desk) == {ReviewReason.UNSIGNED: [unsigned], ReviewReason.LATE: [late]}
    (shown,) = reviews.review_queue(desk).of(ReviewReason.LATE)
    assert (shown.late, shown.participant, shown.how) == (True, "Juniper Fable", "Phone")
    assert reviews.review_queue(desk).asking == 1
    signing.sign_contacts(desk, [unsigned])
    assert waiting(later(desk, days=15)) == {}


def test_a_supervisor_sees_peers_notes_to_cosign_and_what_waits_too_long(
    desk: Desk, peer: Desk, supervisor: Desk, person: UUID
) -> None:
    signed, unsigned = log(peer, person, sign=True), log(desk, person)
    log(desk, person, sign=True)
    assert waiting(supervisor) == {ReviewReason.COSIGN: [signed]}
    assert waiting(later(supervisor, hours=73)) == {
        ReviewReason.COSIGN: [signed],
        ReviewReason.OVERDUE: [unsigned],
    }
    assert waiting(later(supervisor, days=15)) == {ReviewReason.OVERDUE: [unsigned]}
    assert ReviewReason.COSIGN not in waiting(peer)


def test_a_team_without_cosigning_is_offered_none(
    peer: Desk, supervisor: Desk, person: UUID
) -> None:
    log(peer, person, sign=True)
    settings = replace(supervisor.settings, cosign_days=0)
    assert waiting(replace(supervisor, settings=settings)) == {}


def test_a_cosignature_stands_under_the_note_and_ends_the_waiting(
    peer: Desk, supervisor: Desk, person: UUID
) -> None:
    notes = [log(peer, person, sign=True), log(peer, person, sign=True)]
    reviews.cosign_notes(supervisor, notes)
    reviews.cosign_notes(supervisor, notes[:1])
    assert waiting(supervisor) == {}
    now = entry(peer, notes[0])
    assert now.cosigned_by == "Ada Sampleton, supervisor"
    assert [review.seal for review in now.reviews] == [Seal.INTACT]
    assert acts(supervisor.store).count("contact.cosign") == 2


def test_a_returned_note_goes_back_and_forth(peer: Desk, supervisor: Desk, person: UUID) -> None:
    one = log(peer, person, sign=True)
    with pytest.raises(InvalidInput):
        reviews.return_note(supervisor, reviews.ReturnNote(new_id(), one, " "))
    back = reviews.ReturnNote(new_id(), one, "Which day was the appointment?")
    reviews.return_note(supervisor, back)
    reviews.return_note(supervisor, back)
    assert waiting(peer) == {ReviewReason.RETURNED: [one]}
    assert waiting(supervisor) == {ReviewReason.WAITING: [one]}
    (item,) = reviews.review_queue(peer).items
    assert (item.comment, item.reviewer) == (
        "Which day was the appointment?",
        "Ada Sampleton, supervisor",
    )
    write_to(peer, one, "On Tuesday.")
    assert waiting(peer) == {}
    assert waiting(supervisor) == {ReviewReason.ANSWERED: [one]}
    reviews.cosign_notes(supervisor, [one])
    assert waiting(supervisor) == {}
    assert [review.verdict for review in entry(peer, one).reviews] == [
        Verdict.RETURNED,
        Verdict.COSIGNED,
    ]


def test_an_unsigned_note_is_answered_by_editing_it(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    one = log(desk, person)
    reviews.return_note(supervisor, reviews.ReturnNote(new_id(), one, "Please sign."))
    assert waiting(desk) == {ReviewReason.RETURNED: [one]}
    note_edits.edit_contact(desk, edited(desk, one, note="More words."))
    assert waiting(desk) == {ReviewReason.UNSIGNED: [one]}
    (item,) = reviews.review_queue(supervisor).items
    assert (item.reason, item.signed) == (ReviewReason.ANSWERED, False)
    assert item.review_id is not None
    reviews.settle_return(supervisor, item.review_id)
    assert waiting(supervisor) == {}
    assert waiting(desk) == {ReviewReason.UNSIGNED: [one]}


def test_nobody_settles_what_was_asked_about_an_own_note(
    seat: Seat, supervisor: Desk, person: UUID
) -> None:
    colleague = seat(Role.SUPERVISOR, name="Priya Demoson")
    one = log(supervisor, person, sign=True)
    back = reviews.ReturnNote(new_id(), one, "Which day was the appointment?")
    reviews.return_note(colleague, back)
    with pytest.raises(Refused):
        reviews.settle_return(supervisor, back.id)
    assert waiting(supervisor)[ReviewReason.RETURNED] == [one]
    reviews.settle_return(colleague, back.id)
    assert ReviewReason.RETURNED not in waiting(supervisor)


def test_a_return_is_settled_once_and_nothing_else_is(
    peer: Desk, supervisor: Desk, person: UUID
) -> None:
    one = log(peer, person, sign=True)
    back = reviews.ReturnNote(new_id(), one, "Which day was the appointment?")
    reviews.return_note(supervisor, back)
    for _ in range(2):
        reviews.settle_return(supervisor, back.id)
    assert acts(supervisor.store).count("contact.return.settle") == 1
    reviews.cosign_notes(supervisor, [one])
    cosigned = entry(peer, one).reviews[-1]
    for unknown in (new_id(), cosigned.id):
        with pytest.raises(NotFound):
            reviews.settle_return(supervisor, unknown)


def test_what_cannot_be_cosigned(desk: Desk, peer: Desk, supervisor: Desk, person: UUID) -> None:
    own, unsigned, broken = (
        log(supervisor, person, sign=True),
        log(desk, person),
        log(peer, person, sign=True),
    )
    good = log(peer, person, sign=True)
    tamper(desk.store, "UPDATE contact SET place = 'Court' WHERE id = ?", broken.hex)
    for one in (own, unsigned, broken):
        with pytest.raises(Refused):
            reviews.cosign_notes(supervisor, [good, one])
    assert entry(desk, good).cosigned_by is None
    with pytest.raises(Refused):
        reviews.return_note(supervisor, reviews.ReturnNote(new_id(), own, "Hm"))
    with pytest.raises(Refused):
        reviews.cosign_notes(desk, [good])


def test_a_struck_note_waits_for_nobody(peer: Desk, supervisor: Desk, person: UUID) -> None:
    one = log(peer, person, sign=True)
    addenda.strike_note(peer, one, "Wrong person.")
    assert (waiting(peer), waiting(supervisor)) == ({}, {})


def test_a_hidden_participant_stands_in_no_queue(
    desk: Desk, supervisor: Desk, enroll: Enroll
) -> None:
    wren, moss = enroll("Wren Sample"), enroll("Moss Example")
    alone, both = log(desk, wren), log(desk, wren, moss)
    with desk.store.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE participant SET restricted = 1 WHERE id = ?", (wren.hex,)
        )
    (item,) = reviews.review_queue(desk).items
    assert (item.contact_id, item.participant, item.others) == (both, "Moss Example", 0)
    overdue = reviews.review_queue(later(supervisor, hours=73)).items
    assert {item.contact_id for item in overdue} == {alone, both}


def test_the_queue_walks_no_table_of_contacts(supervisor: Desk) -> None:
    names = ("worker", "late_since", "late_seconds", "overdue_before", "cosign_since")
    bounds = dict.fromkeys(names, "0") | bounds_of(supervisor.viewer)
    text = query._QUEUE.format(branches=f"{query._OWN} UNION ALL {query._TEAM}")
    with supervisor.store.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", bounds).all()
    steps = [step.detail for step in plan]
    assert [step for step in steps if step.startswith("SCAN contact")] == []
    assert any("ix_contact_to_sign" in step for step in steps)


@pytest.mark.parametrize(("hours", "late"), [(48, False), (24, True), (0, True)])
def test_what_is_late_is_the_teams_own_setting_wherever_it_is_said(
    desk: Desk, person: UUID, hours: int, late: bool
) -> None:
    desk = replace(desk, settings=replace(desk.settings, late_hours=hours))
    at = desk.clock.now() - timedelta(hours=30)
    one = log(desk, person, occurred_at=at, sign=True)
    assert entry(desk, one).late is late
    (shown,) = participants.list_timeline(desk, person)
    assert isinstance(shown, ContactEntry)
    assert shown.late is late
    assert (ReviewReason.LATE in waiting(desk)) is late
    request = FormRequest(kind=FormKind.CONTACT_LOG, participant_id=person, days=None)
    printed = whole_text(forms.draw_composed(forms.compose_form(desk, request)).pdf)
    assert ("Late entry" in printed) is late
