"""The form as a value: drafts come back whole, words are never dropped, rules hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    LifeArea,
    LinkageMethod,
    LinkageStatus,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Role,
    Supply,
)
from lead_desktop.domain.contacts.contact import ALL_MODES, MODE_CHOICES
from lead_desktop.domain.contacts.contact_facts import ContactFacts
from lead_desktop.domain.contacts.note import boxes_for
from lead_desktop.domain.people.participant import FindLine
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.contacts.contacts import LastChoices, LifeChange, LinkageMove
from lead_desktop.services.contacts.note_edits import SavedFacts
from ui.pages.quick_log.checking import check_form, parse_minutes, to_command
from ui.pages.quick_log.draft_body import Caret, from_body, to_body
from ui.pages.quick_log.offers import with_last_choices, with_place_of
from ui.pages.quick_log.state import (
    FormState,
    Part,
    WhenChoice,
    new_form,
    next_form,
    resumed,
    with_follow_up,
    with_format,
    with_how,
    with_reached,
    with_when,
    with_when_text,
)

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
PERSON = new_id(1)
CHANGES = (LifeChange(LifeArea.HOUSING, "101"), LifeChange(LifeArea.INCOME, "SNAP"))

moments = st.integers(1_577_836_800, 1_893_456_000).map(lambda at: datetime.fromtimestamp(at, UTC))
words = st.text(max_size=40)
small = st.integers(0, 999)
moves = st.builds(
    LinkageMove,
    st.uuids(),
    small,
    st.builds(
        Move,
        st.sampled_from(LinkageStatus),
        st.dates(),
        method=st.none() | st.sampled_from(LinkageMethod),
        appointment=st.none() | moments,
        need_met=st.sampled_from([None, "fully", "partly"]),
        words=words,
    ),
)
saved = st.builds(
    SavedFacts,
    st.uuids(),
    small,
    st.builds(
        ContactFacts,
        st.lists(st.uuids(), max_size=2).map(tuple),
        st.sampled_from(ContactMode),
        st.sampled_from(ContactOutcome),
        moments,
        minutes=st.none() | small,
        note=words,
        supplies=st.sampled_from([(), ((Supply.WATER, 2),)]),
        private_lines=st.sampled_from([(), ((PERSON, "A line"),)]),
        initiated_by=st.none() | st.sampled_from(InitiatedBy),
    ),
    moments,
)
carets = st.builds(Caret, words, small, st.tuples(small, small))


@st.composite
def forms(draw: st.DrawFn) -> FormState:
    """Any form that a worker may have left behind."""
    role = draw(st.sampled_from([Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR]))
    note_format = draw(st.sampled_from(NoteFormat))
    boxes = boxes_for(note_format, role)
    supplies = draw(st.dictionaries(st.sampled_from(Supply), st.integers(1, 99)))
    return FormState(
        id=draw(st.uuids()),
        role=role,
        opened_at=draw(moments),
        occurred_at=draw(moments),
        participant_id=draw(st.none() | st.uuids()),
        also_ids=tuple(draw(st.lists(st.uuids(), max_size=2))),
        kind=draw(st.none() | st.sampled_from(ContactKind)),
        relation=draw(st.none() | st.sampled_from(Relation)),
        third_party=draw(words),
        private_lines=tuple(draw(st.dictionaries(st.uuids(), words, max_size=2)).items()),
        learns=draw(st.booleans()),
        changes=tuple(draw(st.lists(st.sampled_from(CHANGES), max_size=2, unique=True))),
        brief=draw(st.booleans()),
        find_text=draw(words),
        how=draw(st.sampled_from(ALL_MODES)),
        outcome=draw(st.sampled_from(ContactOutcome)),
        when=draw(st.sampled_from(WhenChoice)),
        when_text=draw(words),
        minutes_text=draw(words),
        place=draw(words),
        worker_ids=tuple(draw(st.lists(st.uuids(), max_size=2))),
        supplies=tuple(supplies.items()),
        note_format=note_format,
        note_texts=tuple(draw(words) for _ in boxes),
        purposes=draw(st.frozensets(st.sampled_from(Purpose))),
        linkage_ids=tuple(draw(st.lists(st.uuids(), max_size=2))),
        moves=tuple(draw(st.lists(moves, max_size=1))),
        task_ids=tuple(draw(st.lists(st.uuids(), max_size=2))),
        follow_up=draw(words),
        follow_up_on=draw(st.none() | st.dates()),
        initiated_by=draw(st.none() | st.sampled_from(InitiatedBy)),
        changes_to=draw(st.none() | saved),
        by_hand=draw(st.frozensets(st.sampled_from(Part))),
        carried=draw(st.frozensets(st.sampled_from(Part))),
    )


def a_form(**changes: object) -> FormState:
    form = new_form(new_id(), Role.CASE_MANAGER, NOW, participant_id=PERSON)
    return replace(form, **changes)  # type: ignore[arg-type]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(form=forms(), caret=carets)
def test_a_draft_brings_the_form_back_as_it_was(form: FormState, caret: Caret) -> None:
    stored = json.loads(json.dumps(to_body(form, caret)))
    assert from_body(stored, form.id, form.role, NOW) == (form, caret)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
)


# A form has thirty answers: drawing them takes a while on a machine that has much to do.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    form=forms(),
    damage=st.dictionaries(st.sampled_from(list(to_body(a_form(), Caret()))), json_values),
)
def test_a_damaged_draft_still_opens(form: FormState, damage: dict[str, object]) -> None:
    body = {**to_body(form, Caret()), **damage}
    restored, _ = from_body(body, form.id, form.role, NOW)
    if "place" not in damage:
        assert restored.place == form.place
    assert len(restored.note_texts) == len(restored.boxes)


plain = st.text(st.characters(codec="utf-8", exclude_characters=":\r\n"), max_size=30)


@given(
    role=st.sampled_from([Role.CASE_MANAGER, Role.PEER]),
    # Free text has no heading to go back to: it comes back with the one it stood under.
    start=st.sampled_from([one for one in NoteFormat if one is not NoteFormat.FREE]),
    path=st.lists(st.sampled_from(NoteFormat), min_size=1, max_size=4),
    data=st.data(),
)
def test_switching_formats_keeps_every_word_and_back_restores(
    role: Role, start: NoteFormat, path: list[NoteFormat], data: st.DataObject
) -> None:
    texts = tuple(data.draw(plain) for _ in boxes_for(start, role))
    before = replace(a_form(), role=role, note_format=start, note_texts=texts)
    form = before
    for note_format in path:
        form = with_format(form, note_format)
        assert all(text in "\n".join(form.note_texts) for text in texts)
    assert with_format(form, start).note_texts == texts


def test_peers_have_no_box_for_an_assessment_and_keep_the_words_of_one() -> None:
    written = a_form(note_format=NoteFormat.DAP, note_texts=("Seen", "Wound heals", "Call"))
    restored, _ = from_body(to_body(written, Caret()), written.id, Role.PEER, NOW)
    assert [box.heading for box in restored.boxes] == ["Data", "Plan"]
    assert restored.note_texts == ("Seen\nAssessment: Wound heals", "Call")


def test_an_attempt_has_no_length_whatever_was_typed() -> None:
    form = with_reached(a_form(minutes_text="no idea"), reached=False)
    command = to_command(form, NOW, ZONE)
    assert (command.outcome, command.minutes) == (ContactOutcome.NOT_FOUND, 0)
    assert with_reached(form, reached=True).minutes_text == "no idea"


def test_the_likeliest_attempt_follows_the_mode() -> None:
    attempt = with_reached(a_form(), reached=False)
    phone = next(choice for choice in MODE_CHOICES if choice.mode is ContactMode.PHONE)
    assert with_how(attempt, phone).outcome is ContactOutcome.NO_ANSWER
    assert with_how(with_how(attempt, phone), MODE_CHOICES[0]).outcome is ContactOutcome.NO_ANSWER


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", None), ("20", 20), ("20 min", 20), ("1h", 60), ("1 h 20", 80), ("1:20", 80), ("0", 0)],
)
def test_lengths_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert parse_minutes(text) == minutes


@given(text=st.text(max_size=12))
def test_any_length_is_read_or_named_by_field(text: str) -> None:
    refused: list[str] = []
    try:
        minutes = parse_minutes(text)
    except InvalidInput as refusal:
        minutes = None
        refused = [problem.field for problem in refusal.problems]
    assert refused in ([], [Part.MINUTES])
    assert minutes is None or minutes >= 0


def test_problems_come_in_the_order_of_the_form() -> None:
    form = a_form(
        participant_id=None,
        minutes_text="long",
        when=WhenChoice.PICKED,
        when_text="sometime",
        follow_up="Call",
    )
    problems = check_form(form, NOW, ZONE)
    assert [problem.field for problem in problems] == [
        Part.PARTICIPANT,
        Part.WHEN,
        Part.MINUTES,
        Part.FOLLOW_UP,
    ]
    with pytest.raises(InvalidInput) as refused:
        to_command(form, NOW, ZONE)
    assert refused.value.problems == problems


def test_a_follow_up_is_due_tomorrow_unless_a_day_is_chosen() -> None:
    today = date(2026, 11, 23)
    form = with_follow_up(a_form(), "Call the clinic", None, today)
    command = to_command(form, NOW, ZONE)
    assert command.follow_up is not None
    assert command.follow_up.due_on == date(2026, 11, 24)
    assert with_follow_up(form, "Call", today, today).follow_up_on == today


def test_only_untouched_answers_are_filled_in() -> None:
    last = LastChoices(ContactMode.PHONE, None, 15, NoteFormat.DAP)
    fresh = with_last_choices(a_form(), last)
    assert (fresh.how.label, fresh.minutes_text, fresh.note_format) == (
        "Phone",
        "15 min",
        NoteFormat.DAP,
    )
    mine = a_form(by_hand=frozenset({Part.HOW, Part.MINUTES}), minutes_text="5")
    kept = with_last_choices(mine, last)
    assert (kept.how, kept.minutes_text) == (MODE_CHOICES[0], "5")


def test_the_usual_place_is_offered_on_the_street_only() -> None:
    usual = (FindLine("Mornings", "Usual corner"),)
    street = with_place_of(a_form(), usual)
    assert street.place == "Usual corner"
    office = next(choice for choice in MODE_CHOICES if choice.place is PlaceType.OFFICE)
    assert with_place_of(with_how(street, office), usual).place == ""
    typed = a_form(place="The library", by_hand=frozenset({Part.PLACE}))
    assert with_place_of(typed, usual).place == "The library"


def test_a_form_resumed_later_keeps_its_time() -> None:
    form = a_form()
    assert resumed(form, NOW + timedelta(minutes=10), ZONE) == form
    later = resumed(form, NOW + timedelta(days=1), ZONE)
    assert (later.when, later.when_text) == (WhenChoice.PICKED, "Mon Nov 23, 10:41")
    assert to_command(later, NOW + timedelta(days=1), ZONE).occurred_at == NOW


def test_picking_starts_from_the_moment_chosen_so_far() -> None:
    hour_ago = with_when(a_form(), WhenChoice.HOUR_AGO, NOW, ZONE)
    picking = with_when(hour_ago, WhenChoice.PICKED, NOW, ZONE)
    assert picking.when_text == "Mon Nov 23, 09:41"
    typed = with_when_text(picking, "yest 3p", NOW, ZONE)
    assert typed.occurred_at == datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def test_another_keeps_people_place_and_mode_and_nothing_else() -> None:
    form = a_form(
        how=MODE_CHOICES[1],
        place="The library",
        worker_ids=(new_id(2),),
        note_texts=("Secret", "", "", ""),
        by_hand=frozenset({Part.PLACE}),
    )
    other = next_form(form, new_id(3), NOW)
    assert (other.how, other.place, other.worker_ids) == (form.how, form.place, form.worker_ids)
    assert (other.participant_ids, other.note, other.is_touched) == ((), "", False)
