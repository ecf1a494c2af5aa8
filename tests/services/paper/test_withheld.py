"""No word of a withheld section, of another person or of an undone note is on any paper.

Whatever the record holds and whichever sections are chosen: what the gate keeps back cannot be
extracted from the PDF, as typed or reversed (a reader may turn right-to-left text round).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    Audience,
    ContactKind,
    ContactMode,
    ContactOutcome,
    Relation,
    SafetyKind,
)
from lead_desktop.domain.consent.disclosure import Section
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.store.tables import Appointment, SafetyNote, WhereToFind
from tests.services.contacts.test_contacts import a_contact
from tests.services.paper.test_summaries import text_of

Enroll = Callable[..., UUID]
UNDONE, OTHER_NOTE, OTHER_NAME = "Quagmire", "Bumblebee", "Umbrella Sample"
OTHER_LINE, THIRD_PARTY = "Porcupine", "Tarantula"
MARKS = {
    Section.CONTACTS: "Xylophone",
    Section.COURT: "Zeppelin",
    Section.SAFETY: "Wolfhound",
    Section.FIND: "Foxglove",
}


def log(desk: Desk, person: UUID, note: str) -> UUID:
    contact_id = new_id()
    contacts.log_contact(
        desk,
        contacts.LogContact(
            id=contact_id,
            participant_ids=(person,),
            mode=ContactMode.PHONE,
            outcome=ContactOutcome.MET,
            occurred_at=desk.clock.now(),
            note=f"Talked about {note} for a while.",
        ),
    )
    return contact_id


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    """Somebody with a mark in each section that can be withheld, and somebody else."""
    participant = enroll("Juniper Fable", case_manager=desk)
    other = enroll(OTHER_NAME, case_manager=desk)
    log(desk, other, OTHER_NOTE)
    together = a_contact(
        desk,
        participant,
        participant_ids=(participant, other),
        kind=ContactKind.GROUP,
        private_lines=((other, OTHER_LINE),),
    )
    about = a_contact(
        desk,
        participant,
        kind=ContactKind.COLLATERAL,
        relation=Relation.FAMILY,
        third_party=THIRD_PARTY,
    )
    for command in (together, about):
        contacts.log_contact(desk, command)
    log(desk, participant, MARKS[Section.CONTACTS])
    contacts.withdraw_contact(desk, log(desk, participant, UNDONE))
    now = desk.clock.now()
    stamps = {"participant_id": participant, "created_at": now, "updated_at": now}
    with desk.store.write() as session:
        session.add(
            Appointment(
                title=MARKS[Section.COURT],
                starts_at=now + timedelta(days=3),
                status=AppointmentStatus.PLANNED,
                court=True,
                **stamps,
            )
        )
        session.add(
            SafetyNote(
                author_id=desk.worker.id,
                kind=SafetyKind.DOG,
                words=MARKS[Section.SAFETY],
                review_by=desk.clock.today() + timedelta(days=30),
                **stamps,
            )
        )
        session.add(WhereToFind(label="Mornings", place=MARKS[Section.FIND], **stamps))
    return participant


def holds(text: str, word: str) -> bool:
    return word in text or word[::-1] in text


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(sections=frozenset(), audience=Audience.INTERNAL)
@example(sections=frozenset({Section.ASKS}), audience=Audience.INTERNAL)
@example(sections=frozenset({Section.ASKS}), audience=Audience.PARTICIPANT)
@given(
    sections=st.frozensets(st.sampled_from(list(Section))),
    audience=st.sampled_from([Audience.INTERNAL, Audience.PARTICIPANT]),
)
def test_what_is_not_chosen_or_not_permitted_is_not_on_paper(
    desk: Desk, person: UUID, sections: frozenset[Section], audience: Audience
) -> None:
    request = SummaryRequest(person, audience, sections=sections)
    composed = summaries.compose_summary(desk, request)
    text = text_of(summaries.draw_summary(composed).pdf)
    never = (UNDONE, OTHER_NOTE, OTHER_LINE, THIRD_PARTY, *OTHER_NAME.split()[:1])
    assert not any(holds(text, word) for word in never)
    for section, mark in MARKS.items():
        if section not in composed.sections:
            assert not holds(text, mark), section
