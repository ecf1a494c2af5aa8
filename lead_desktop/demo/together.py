"""Contacts with several people, and with somebody else about one: a table at the drop-in, a call
from the public defender."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from lead_desktop.demo.cast import Team
from lead_desktop.demo.contacts import Encounter, add_contact
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Supply,
)

_AT_THE_TABLE = ("Cedar Makebelieve", "Marigold Demo", "Clover Imaginary")
_ABOUT = "Moss Example"


def add_together(rows: Rows, days: Days, team: Team, people: Mapping[str, UUID]) -> None:
    """Write them, where the people are part of this caseload."""
    table = tuple(people[name] for name in _AT_THE_TABLE if name in people)
    if len(table) == len(_AT_THE_TABLE):
        add_contact(
            rows,
            days,
            Encounter(
                people=table,
                author=team.dre,
                others=(team.tomas,),
                at=days.past(33, 13, 30),
                mode=ContactMode.IN_PERSON,
                kind=ContactKind.GROUP,
                place_type=PlaceType.DROP_IN,
                place="Drop-in table",
                minutes=50,
                note="Lunch table at the drop-in. Talked about the first cold week.",
                note_format=NoteFormat.FREE,
                purposes=(Purpose.PEER_SUPPORT,),
                supplies=((Supply.FOOD, 3), (Supply.BLANKET_TENT, 2)),
                private_lines=((table[0], "Stayed after; asked to come along to the ID office."),),
            ),
        )
    if _ABOUT in people:
        add_contact(
            rows,
            days,
            Encounter(
                people=(people[_ABOUT],),
                author=team.tomas,
                at=days.past(6, 9, 15),
                mode=ContactMode.PHONE,
                kind=ContactKind.COLLATERAL,
                minutes=8,
                note="The hearing was moved to the afternoon; she will send the new time.",
                note_format=NoteFormat.FREE,
                purposes=(Purpose.ADVOCACY,),
                relation=Relation.DEFENDER,
                third_party="A. Specimen",
                initiated_by=InitiatedBy.PROSECUTOR_DEFENDER,
            ),
        )
