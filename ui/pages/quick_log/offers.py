"""What the form fills in before anybody answers: last-used choices, the usual length and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lead_desktop.domain.codes import ContactMode, PlaceType
from lead_desktop.domain.contacts.contact import ALL_MODES, ModeChoice
from lead_desktop.domain.people.participant import FindLine, ParticipantRecord
from lead_desktop.services.contacts.contacts import LastChoices
from ui.pages.quick_log.state import FormState, Part, with_format


def choice_for(mode: ContactMode, place: PlaceType | None) -> ModeChoice:
    """The chip that stands for a mode and place; the first of the mode when none fits both."""
    of_mode = [choice for choice in ALL_MODES if choice.mode is mode]
    exact = [choice for choice in of_mode if choice.place is place]
    return (exact or of_mode or list(ALL_MODES))[0]


def with_last_choices(state: FormState, last: LastChoices) -> FormState:
    """Offer what was chosen last, wherever the person has not chosen yet."""
    if last.mode is not None and state.is_open(Part.HOW):
        state = replace(state, how=choice_for(last.mode, last.place_type))
    if last.initiated_by is not None and state.is_open(Part.INITIATED):
        state = replace(state, initiated_by=last.initiated_by)
    untouched = state.is_open(Part.NOTE) and not any(state.note_texts)
    if last.note_format is not None and untouched:
        state = with_format(state, last.note_format)
    return with_minutes_of(state, last)


def with_minutes_of(state: FormState, last: LastChoices) -> FormState:
    """The length of the last contact of the same mode; none for another mode."""
    if not state.is_open(Part.MINUTES):
        return state
    same = last.mode is state.how.mode and last.minutes
    return replace(state, minutes_text=f"{last.minutes} min" if same else "")


def with_records_of(state: FormState, people: Sequence[ParticipantRecord]) -> FormState:
    """Only promises and linkages of those who are in the contact are kept and touched in it."""
    promises = {task.id for one in people for task in one.tasks}
    linkages = {line.id for one in people for line in one.linkages}
    return replace(
        state,
        task_ids=tuple(one for one in state.task_ids if one in promises),
        linkage_ids=tuple(one for one in state.linkage_ids if one in linkages),
        moves=tuple(one for one in state.moves if one.linkage_id in linkages),
    )


def with_place_of(state: FormState, places: tuple[FindLine, ...]) -> FormState:
    """For street outreach, the first place where the participant is usually found."""
    if not state.is_open(Part.PLACE):
        return state
    on_street = state.how.place is PlaceType.STREET and bool(places)
    return replace(state, place=places[0].place if on_street else "")
