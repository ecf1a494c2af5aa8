"""Juniper Fable's own story: forty-one contacts, a night in hospital, a ride for this morning."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from lead_desktop.demo.cast import Team
from lead_desktop.demo.contacts import Encounter, add_contact
from lead_desktop.demo.note_texts import notes_for
from lead_desktop.demo.notes import CLINIC, DROP_IN, OFFICE, PHONE, STREET, TEXT, Attempt, How
from lead_desktop.demo.plans import add_need
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.demo.stories import add_attempt
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    ServiceCategory,
    Supply,
)
from lead_desktop.domain.contacts.note import FORMATS, join_boxes
from lead_desktop.store.tables import Event

_SINCE_AUTUMN: tuple[tuple[int, How, bool, tuple[tuple[Supply, int], ...]], ...] = (
    (11, PHONE, False, ()),
    (18, STREET, False, ((Supply.NALOXONE_KIT, 1), (Supply.FOOD, 1))),
    (24, OFFICE, True, ((Supply.FOOD, 1), (Supply.HYGIENE, 1))),
    (31, CLINIC, False, ((Supply.TRANSIT_PASS, 2),)),
    (38, STREET, True, ((Supply.FOOD, 1), (Supply.WATER, 1))),
    (44, DROP_IN, False, ()),
    (50, PHONE, True, ()),
)
"""Days ago, how, whether Tomas wrote it (else Dre), what was given."""

_AT_THE_SHELTER = Attempt(
    STREET, ContactOutcome.NOT_FOUND, "Went by the shelter; left a card with the outreach number."
)
_EARLIER_HOWS = (STREET, PHONE, OFFICE, TEXT, STREET, CLINIC)
_EARLIER = 30
_EARLIER_ATTEMPTS = frozenset({4, 11, 19, 26})


def add_juniper(rows: Rows, days: Days, team: Team, juniper: UUID) -> None:
    """Write every contact and event of Juniper's timeline."""
    _add_this_week(rows, days, team, juniper)
    _add_hospital_night(rows, days, team, juniper)
    add_need(
        rows, days, juniper, ServiceCategory.HOUSING, 250, priority=3, words="A place of her own"
    )
    add_attempt(rows, days, juniper, team.dre, 7, (10, 5), _AT_THE_SHELTER)
    for ago, how, by_tomas, supplies in _SINCE_AUTUMN:
        _add_plain(rows, days, team, juniper, ago, how, by_tomas, supplies)
    add_attempt(rows, days, juniper, team.dre, 35, (11, 20), _AT_THE_SHELTER)
    for place in range(_EARLIER):
        ago = 57 + 7 * place
        if place in _EARLIER_ATTEMPTS:
            add_attempt(rows, days, juniper, team.dre, ago, (10, 40), _AT_THE_SHELTER)
        else:
            how = _EARLIER_HOWS[place % len(_EARLIER_HOWS)]
            _add_plain(rows, days, team, juniper, ago, how, place % 2 == 0, ())


def _add_this_week(rows: Rows, days: Days, team: Team, juniper: UUID) -> None:
    add_contact(
        rows,
        days,
        Encounter(
            people=(juniper,),
            author=team.dre,
            at=days.past(0, 8, 40),
            mode=ContactMode.TEXT,
            minutes=5,
            note="Confirmed ride for 10:30. Said she slept at her sister’s and is "
            "“nervous but ready.”",
            purposes=(Purpose.TRANSPORT,),
            initiated_by=InitiatedBy.PARTICIPANT,
            recorded_after=timedelta(minutes=3),
        ),
    )
    add_contact(
        rows,
        days,
        Encounter(
            people=(juniper,),
            author=team.tomas,
            others=(team.dre,),
            at=days.past(3, 14, 10),
            mode=ContactMode.IN_PERSON,
            place_type=PlaceType.STREET,
            place="Fable St & Example Ave, bus shelter",
            minutes=35,
            note_format=NoteFormat.DAP,
            note=join_boxes(
                FORMATS[NoteFormat.DAP],
                (
                    "Met at the Fable St shelter. Warm, talkative; asked about starting "
                    "outpatient before the holiday.",
                    "Motivated; transport is the main barrier.",
                    f"Book intake, drive her {days.today:%A}.",
                ),
            ),
            supplies=(
                (Supply.NALOXONE_KIT, 2),
                (Supply.FOOD, 1),
                (Supply.TRANSIT_PASS, 1),
            ),
        ),
    )


def _add_hospital_night(rows: Rows, days: Days, team: Team, juniper: UUID) -> None:
    rows.add_stamped(
        Event,
        days.past(5, 9),
        participant_id=juniper,
        worker_id=team.dre.id,
        kind=EventKind.HOSPITAL_ED,
        source=EventSource.SELF_REPORT,
        occurred_at=days.past(6, 22, 15),
        ended_at=days.past(5, 6, 30),
        place="Example General, emergency department",
        words="Treated and released. Dre visited at discharge.",
    )


def _add_plain(
    rows: Rows,
    days: Days,
    team: Team,
    juniper: UUID,
    ago: int,
    how: How,
    by_tomas: bool,
    supplies: tuple[tuple[Supply, int], ...],
) -> None:
    author = team.tomas if by_tomas else team.dre
    note = rows.random.choice(notes_for(how, author.role))
    add_contact(
        rows,
        days,
        Encounter(
            people=(juniper,),
            author=author,
            at=days.past(ago, 11, 45),
            mode=how[0],
            place_type=how[1],
            minutes=rows.random.randint(*note.minutes),
            note=note.words(rows.random),
            note_format=note.note_format,
            purposes=note.purposes,
            supplies=supplies,
        ),
    )
