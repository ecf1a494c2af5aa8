"""The details of a record: facts saved one by one, both texts on a conflict, entries, outcomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import EditConflict, InvalidInput, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    EmergencyRelation,
    Evidence,
    LifeArea,
    NumberKind,
    ParticipantStatus,
    Role,
    SafetyKind,
    SearchResult,
    SearchStep,
    TaskKind,
)
from lead_desktop.domain.people.details import (
    AliasEntry,
    DetailField,
    EmergencyEntry,
    NumberEntry,
    PhoneEntry,
    PlaceEntry,
)
from lead_desktop.domain.people.outcomes import standing
from lead_desktop.domain.people.status import StatusMove
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import (
    details,
    outcomes,
    participants,
    safety,
    searching,
    statuses,
)
from lead_desktop.services.people.details import SaveDetail
from lead_desktop.services.people.outcomes import RecordOutcome
from lead_desktop.services.people.safety import AddSafetyNote
from lead_desktop.services.people.searching import AddSearch
from lead_desktop.services.people.statuses import SetStatus
from lead_desktop.services.worklist import duties
from lead_desktop.store.audit import list_entries
from tests.services.people.test_statuses import log

F = DetailField
TODAY = date(2026, 11, 23)


@pytest.fixture
def juniper(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def save(desk: Desk, person: UUID, field: F, text: str, was: str = "") -> str:
    return details.save_detail(desk, SaveDetail(person, field, text, was)).text


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (F.DATE_OF_BIRTH, "about 45", "~1981"),
        (F.DATE_OF_BIRTH, "5/12/1981", "1981-05-12"),
        (F.DATE_OF_BIRTH, "May 1981", "1981-05"),
        (F.PRONOUNS, " they / them ", "they / them"),
        (F.QUIET_FROM, "9 pm", "21:00"),
        (F.MAIL_OK, "No", "no"),
        (F.CADENCE_DAYS, "10", "10"),
        (F.WHO_MAY_KNOW, "Her sister, nobody else", "Her sister, nobody else"),
    ],
)
def test_a_fact_is_kept_as_it_reads_and_can_be_emptied(
    desk: Desk, juniper: UUID, field: F, typed: str, kept: str
) -> None:
    assert save(desk, juniper, field, typed) == kept
    assert details.read_details(desk, juniper).texts[field] == kept
    assert save(desk, juniper, field, "", was=kept) == ""
    assert details.read_details(desk, juniper).texts[field] == ""


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (F.PREFERRED_NAME, " "),
        (F.DATE_OF_BIRTH, "31/31/1981"),
        (F.DATE_OF_BIRTH, "2031"),
        (F.QUIET_TO, "25:00"),
        (F.QUIET_TO, "soon"),
        (F.CADENCE_DAYS, "0"),
        (F.VISIT_OK, "perhaps"),
        (F.PRONOUNS, "x" * 61),
    ],
)
def test_a_bad_fact_is_refused_at_its_field_and_changes_nothing(
    desk: Desk, juniper: UUID, field: F, typed: str
) -> None:
    before = details.read_details(desk, juniper).texts
    with pytest.raises(InvalidInput) as caught:
        save(desk, juniper, field, typed, was=before[field])
    assert [problem.field for problem in caught.value.problems] == [field.value]
    assert details.read_details(desk, juniper).texts == before


def test_two_who_write_one_field_get_both_texts(
    desk: Desk, seat: Callable[..., Desk], juniper: UUID
) -> None:
    peer = seat(Role.PEER)
    save(peer, juniper, F.HELPS, "Morning visits")
    with pytest.raises(EditConflict) as caught:
        save(desk, juniper, F.HELPS, "Calls before noon")
    assert (caught.value.kept, caught.value.offered) == ("Morning visits", "Calls before noon")
    assert "Morning" not in str(caught.value)
    save(desk, juniper, F.PLEASE, "Knock twice")  # another field is nobody's conflict
    save(desk, juniper, F.HELPS, "Both", was="Morning visits")
    assert details.read_details(desk, juniper).texts[F.HELPS] == "Both"


def test_the_audit_names_the_field_and_not_its_text(desk: Desk, juniper: UUID) -> None:
    save(desk, juniper, F.WHO_MAY_KNOW, "Xylophone")
    with desk.store.read() as connection:
        entries = list_entries(connection)
    (entry,) = [one for one in entries if one.action == "participant.edit"]
    assert entry.detail == {"field": "who_may_know"}


def test_a_new_name_and_a_street_name_find_the_person(desk: Desk, juniper: UUID) -> None:
    save(desk, juniper, F.PREFERRED_NAME, "June Storybook", was="Juniper Fable")
    street = AliasEntry(new_id(), juniper, "Two-Tone")
    details.save_entry(desk, street)

    def found(text: str) -> bool:
        return bool(participants.list_caseload(desk, find=text))

    assert [found("storybook"), found("two tone"), found("fable")] == [True, True, False]
    details.remove_entry(desk, street)
    assert not found("two tone")
    details.save_entry(desk, street)  # its undo
    assert found("two tone")


def test_an_external_id_belongs_to_one_person(
    desk: Desk, juniper: UUID, enroll: Callable[..., UUID]
) -> None:
    enroll("Moss Example", external_id="A-7")
    with pytest.raises(InvalidInput):
        save(desk, juniper, F.EXTERNAL_ID, "A-7")


def test_phones_carry_what_is_allowed(desk: Desk, juniper: UUID) -> None:
    phone = PhoneEntry(new_id(), juniper, "(410) 555-0142", "Sister", False, None)
    details.save_entry(desk, phone)
    assert details.read_details(desk, juniper).phones == (phone,)
    assert participants.list_caseload(desk, find="5550142")
    with pytest.raises(EditConflict):
        details.save_entry(desk, replace(phone, label="Aunt"), was=replace(phone, label="Mother"))
    with pytest.raises(InvalidInput):
        details.save_entry(desk, replace(phone, number=" "))


def test_places_keep_the_order_given_by_hand(desk: Desk, juniper: UUID) -> None:
    places = [
        PlaceEntry(new_id(), juniper, label, "Fable St", None, "", position)
        for position, label in enumerate(("Mornings", "Noon", "Nights"))
    ]
    for place in places:
        details.save_entry(desk, place)
    details.order_places(desk, juniper, (places[2].id, places[0].id))
    labels = [place.label for place in details.read_details(desk, juniper).places]
    assert labels == ["Nights", "Mornings", "Noon"]
    record = participants.read_record(desk, juniper)
    assert [line.label for line in record.places] == labels


def test_peers_see_no_legal_numbers(desk: Desk, seat: Callable[..., Desk], juniper: UUID) -> None:
    peer = seat(Role.PEER)
    state = NumberEntry(new_id(), juniper, NumberKind.STATE_ID, "1234567")
    medicaid = NumberEntry(new_id(), juniper, NumberKind.MEDICAID, "7654321")
    for number in (state, medicaid):
        details.save_entry(desk, number)
    assert details.read_details(peer, juniper).numbers == (medicaid,)
    with pytest.raises(Refused):
        details.save_entry(peer, replace(state, id=new_id()))


def test_whom_to_call_is_a_coded_relation(desk: Desk, juniper: UUID) -> None:
    sister = EmergencyEntry(new_id(), juniper, "Willow", EmergencyRelation.SIBLING, "", False)
    details.save_entry(desk, sister)
    assert details.read_details(desk, juniper).emergency == (sister,)


def test_outcomes_are_dated_changes_and_the_newest_day_stands(
    desk: Desk, seat: Callable[..., Desk], juniper: UUID
) -> None:
    def told(area: LifeArea, value: str, days_ago: int) -> UUID:
        made, day = new_id(), TODAY - timedelta(days=days_ago)
        command = RecordOutcome(made, juniper, area, value, day, Evidence.SELF_REPORT)
        outcomes.record_outcome(desk, command)
        return made

    told(LifeArea.HOUSING, "435", 3)
    told(LifeArea.HOUSING, "116", 90)  # written down later, and longer ago
    told(LifeArea.LEGAL, "OPEN_CASE", 5)
    lines = outcomes.list_outcomes(desk, juniper)
    assert [line.value for line in lines] == ["435", "OPEN_CASE", "116"]
    assert standing(lines)[LifeArea.HOUSING].what.label == "Rents, with a subsidy"
    assert len(outcomes.list_outcomes(seat(Role.PEER), juniper)) == 2
    outcomes.strike_outcome(desk, lines[0].id)
    assert standing(outcomes.list_outcomes(desk, juniper))[LifeArea.HOUSING].value == "116"
    outcomes.restore_outcome(desk, lines[0].id)
    assert len(outcomes.list_outcomes(desk, juniper)) == 3
    for value, days_ago in (("FULL_TIME", 0), ("435", -1)):
        with pytest.raises(InvalidInput):
            told(LifeArea.HOUSING, value, days_ago)


def test_a_safety_note_ends_by_itself_and_is_renewed_or_set_aside(
    desk: Desk, juniper: UUID
) -> None:
    made = new_id()
    week = TODAY + timedelta(days=6)
    safety.add_safety_note(desk, AddSafetyNote(made, juniper, SafetyKind.DOG, "At the gate", week))
    assert [line.kind for line in participants.read_record(desk, juniper).safety] == [
        SafetyKind.DOG
    ]
    assert [duty.kind for duty in duties.list_duties(desk)] == [TaskKind.SAFETY_REVIEW]
    safety.renew_safety_note(desk, made)
    assert duties.list_duties(desk) == []
    safety.end_safety_note(desk, made)
    assert not participants.read_record(desk, juniper).row.safety
    assert participants.read_record(desk, juniper).safety == ()
    safety.reopen_safety_note(desk, made)
    assert participants.read_record(desk, juniper).row.safety


@pytest.mark.parametrize(
    ("words", "days", "field"),
    [("He is violent.", 10, "words"), ("", 91, "review_by"), ("", -1, "review_by")],
)
def test_a_safety_note_says_what_was_seen_and_does_not_last(
    desk: Desk, juniper: UUID, words: str, days: int, field: str
) -> None:
    note = AddSafetyNote(
        new_id(), juniper, SafetyKind.WEAPON_SEEN, words, TODAY + timedelta(days=days)
    )
    with pytest.raises(InvalidInput) as caught:
        safety.add_safety_note(desk, note)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_looking_for_somebody_in_the_wind_restarts_the_clock_of_looking(
    desk: Desk, juniper: UUID
) -> None:
    left = TODAY - timedelta(days=20)
    move = StatusMove(ParticipantStatus.INACTIVE_LOST, left)
    statuses.set_status(desk, SetStatus(new_id(), juniper, move))
    state = participants.read_record(desk, juniper).row.cadence
    assert state.reason == "Not looked for yet, waiting 20 days, target 7"
    made = new_id()
    step = AddSearch(
        made, juniper, SearchStep.SHELTERS, SearchResult.NOTHING_YET, TODAY - timedelta(days=2)
    )
    searching.add_search(desk, step)
    state = participants.read_record(desk, juniper).row.cadence
    assert state.reason == "2 days since last looked for, target 7"
    (line,) = searching.list_searches(desk, juniper)
    assert (line.step, line.worker) == (SearchStep.SHELTERS, "Tomas Sampleton")
    searching.remove_search(desk, made)
    assert searching.list_searches(desk, juniper) == ()


def test_the_peers_own_clock_runs_where_it_was_agreed(
    desk: Desk, juniper: UUID, seat: Callable[..., Desk]
) -> None:
    log(desk, juniper, hours_ago=24 * 4)
    assert participants.read_record(desk, juniper).row.cadence.days_past == 0
    save(desk, juniper, F.CASE_MANAGER_DAYS, "3")
    state = participants.read_record(desk, juniper).row.cadence
    assert state.reason == "4 days since reached by the case manager, target 3"
    assert state.days_past == 1
    save(desk, juniper, F.CASE_MANAGER_DAYS, "", was="3")
    save(desk, juniper, F.PEER_DAYS, "7")
    state = participants.read_record(desk, juniper).row.cadence
    assert state.reason.startswith("Not reached by the peer yet, waiting 265 days, target 7")


def test_a_text_that_is_written_over_is_kept_once_for_one_writing(
    desk: Desk, juniper: UUID, seat: Callable[..., Desk]
) -> None:
    save(desk, juniper, F.HELPS, "Morning visits")
    assert details.list_earlier_texts(desk, juniper) == ()
    save(desk, juniper, F.HELPS, "Morning", was="Morning visits")
    save(desk, juniper, F.HELPS, "", was="Morning")
    (kept,) = details.list_earlier_texts(desk, juniper)
    assert (kept.field, kept.before, kept.worker) == (
        F.HELPS,
        "Morning visits",
        "Tomas Sampleton",
    )
    save(seat(Role.PEER), juniper, F.HELPS, "Same faces")
    assert len(details.list_earlier_texts(desk, juniper)) == 1
