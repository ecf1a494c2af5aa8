"""The boxes of a note by format and role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.domain.codes import NoteFormat, Role
from lead_desktop.domain.contacts.note import (
    FORMATS,
    boxes_for,
    join_boxes,
    misplaced_assessment,
    split_boxes,
)


@pytest.mark.parametrize("note_format", NoteFormat)
def test_peers_never_see_an_assessment_box(note_format: NoteFormat) -> None:
    headings = [box.heading for box in FORMATS[note_format]]
    assert [box.heading for box in boxes_for(note_format, Role.CASE_MANAGER)] == headings
    peers = [box.heading for box in boxes_for(note_format, Role.PEER)]
    assert peers == [heading for heading in headings if heading != "Assessment"]


@pytest.mark.parametrize("role", [Role.PEER, Role.CASE_MANAGER, Role.SUPERVISOR])
@pytest.mark.parametrize("note_format", [one for one in NoteFormat if one is not NoteFormat.FREE])
def test_every_box_says_what_to_write(note_format: NoteFormat, role: Role) -> None:
    assert all(box.prompt for box in boxes_for(note_format, role))


def test_prompts_follow_the_role() -> None:
    peer = {box.heading: box.prompt for box in boxes_for(NoteFormat.DAP, Role.PEER)}
    manager = {box.heading: box.prompt for box in boxes_for(NoteFormat.DAP, Role.CASE_MANAGER)}
    assert peer["Data"] != manager["Data"]
    assert "strengths" in peer["Data"]


@pytest.mark.parametrize("role", [Role.PEER, Role.CASE_MANAGER])
@pytest.mark.parametrize("note_format", NoteFormat)
def test_what_is_written_in_the_boxes_of_a_role_is_never_misplaced(
    note_format: NoteFormat, role: Role
) -> None:
    boxes = boxes_for(note_format, role)
    note = join_boxes(boxes, tuple(f"Words {place}" for place in range(len(boxes))))
    assert not misplaced_assessment(note, note_format, role)


def test_a_peers_assessment_is_noticed_only_as_a_box() -> None:
    dap = NoteFormat.DAP
    assert misplaced_assessment("Data: Met.\n assessment : Well", dap, Role.PEER)
    assert not misplaced_assessment("Data: Talked about an assessment: soon", dap, Role.PEER)
    assert not misplaced_assessment("Assessment: free words", NoteFormat.FREE, Role.PEER)


@given(data=st.data(), note_format=st.sampled_from(NoteFormat), role=st.sampled_from(Role))
def test_a_note_goes_back_into_the_boxes_that_it_was_made_of(
    data: st.DataObject, note_format: NoteFormat, role: Role
) -> None:
    boxes = boxes_for(note_format, role)
    texts = tuple(data.draw(st.text(max_size=30)) for _ in boxes)
    note = join_boxes(boxes, texts)
    found = split_boxes(boxes, note)
    assert found is None or join_boxes(boxes, found) == note


@given(note=st.text(max_size=60), note_format=st.sampled_from(NoteFormat))
def test_words_that_were_never_in_boxes_are_not_forced_into_them(
    note: str, note_format: NoteFormat
) -> None:
    boxes = boxes_for(note_format, Role.CASE_MANAGER)
    found = split_boxes(boxes, note)
    assert found is None or join_boxes(boxes, found) == note.strip()


def test_lines_that_look_like_another_heading_stay_where_they_were_written() -> None:
    boxes = boxes_for(NoteFormat.FOUR_BOX, Role.CASE_MANAGER)
    texts = ("Came by.\nWhat happened: he said.", "", "Shoes.", "")
    assert split_boxes(boxes, join_boxes(boxes, texts)) == texts
    assert split_boxes(boxes, "Just words") is None
