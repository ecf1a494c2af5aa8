"""Measures of contacts: reached and attempted apart, by week and by how, and what was handed out.

A contact counts once, however many took part in it. Contacts about somebody (with family, a
provider, a conference) are no tries to reach them and are counted apart. Struck ones are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lead_desktop.domain.codes import ContactKind, ContactMode, ContactOutcome, PlaceType, Supply
from lead_desktop.domain.contacts.contact import (
    SUBSTANTIVE_MINUTES,
    SUBSTANTIVE_NOTE,
    WITH_OTHERS,
    is_substantive,
    standing_of,
)
from lead_desktop.domain.measures.cells import (
    SMALL_CELL,
    Share,
    hide_cell,
    hide_counts,
    hide_share,
)
from lead_desktop.domain.measures.spans import Span


class Channel(StrEnum):
    """How people were met, as it is drawn; finer than this a chart cannot be read."""

    STREET = "Street"
    INDOORS = "Indoors"
    LINE = "Phone, text, mail"
    INSTITUTION = "Jail, court, hospital"


_STREET = frozenset(
    {PlaceType.STREET, PlaceType.ENCAMPMENT, PlaceType.VACANT_BUILDING, PlaceType.VEHICLE}
)
_INSTITUTION = frozenset(
    {
        PlaceType.POLICE_DISTRICT,
        PlaceType.JAIL_BOOKING,
        PlaceType.COURT,
        PlaceType.HOSPITAL_ED,
        PlaceType.HOSPITAL_INPT,
        PlaceType.TREATMENT_PROGRAM,
    }
)


def channel_of(mode: ContactMode, place: PlaceType | None) -> Channel:
    """Under which heading a contact is drawn."""
    if mode is not ContactMode.IN_PERSON:
        return Channel.LINE
    if place in _STREET:
        return Channel.STREET
    return Channel.INSTITUTION if place in _INSTITUTION else Channel.INDOORS


@dataclass(frozen=True, slots=True)
class ContactGroup:
    """So many contacts of one part of the span that are alike in everything that counts.

    part: its place among the parts of the span. long, purposeful, told: enough minutes, a purpose,
    enough of a note, as `domain.contact.is_substantive` asks.
    """

    part: int
    mode: ContactMode
    place: PlaceType | None
    kind: ContactKind
    outcome: ContactOutcome
    long: bool
    purposeful: bool
    told: bool
    count: int

    @property
    def substantive(self) -> bool:
        """Whether these had substance."""
        return is_substantive(
            self.kind,
            self.outcome,
            self.mode,
            minutes=SUBSTANTIVE_MINUTES if self.long else 0,
            purposes=int(self.purposeful),
            note_length=SUBSTANTIVE_NOTE if self.told else 0,
        )


@dataclass(frozen=True)
class PartOfContacts:
    """What a week or a month came to. reached: by channel. Counts are None where too small."""

    span: Span
    reached: Mapping[Channel, int | None]
    attempted: int | None

    @property
    def all_reached(self) -> int | None:
        """Reached in all; None where a part of it is hidden."""
        counts = [count for count in self.reached.values() if count is not None]
        return sum(counts) if len(counts) == len(self.reached) else None


@dataclass(frozen=True)
class ContactMeasures:
    """The contacts of a span. tries: the reached of all tries to reach somebody. about: contacts
    with others about a participant. handed_out: things, the most first."""

    parts: tuple[PartOfContacts, ...]
    reached: int | None
    attempted: int | None
    tries: Share
    substantive: Share
    about: int | None
    handed_out: Mapping[Supply, int | None]


def measure_contacts(
    groups: Iterable[ContactGroup], supplies: Mapping[Supply, int], parts: Sequence[Span]
) -> ContactMeasures:
    """The measures of the contacts of a span, nothing hidden."""
    reached = [Counter[Channel]() for _ in parts]
    attempted: Counter[int] = Counter()
    substantive = about = 0
    for group in groups:
        standing = standing_of(group.kind, group.outcome)
        if standing == "reached":
            reached[group.part][channel_of(group.mode, group.place)] += group.count
            substantive += group.count if group.substantive else 0
        elif standing == "attempted":
            attempted[group.part] += group.count
        elif group.kind in WITH_OTHERS:
            about += group.count
    met, tried = sum(one.total() for one in reached), attempted.total()
    return ContactMeasures(
        parts=tuple(
            PartOfContacts(span, {one: reached[at][one] for one in Channel}, attempted[at])
            for at, span in enumerate(parts)
        ),
        reached=met,
        attempted=tried,
        tries=Share(met, met + tried),
        substantive=Share(substantive, met),
        about=about,
        handed_out=dict(Counter(supplies).most_common()),
    )


def hide_contacts(measures: ContactMeasures) -> ContactMeasures:
    """The same without small counts: a week with three visits to a jail can be somebody's."""
    return ContactMeasures(
        parts=tuple(_part_hidden(part) for part in measures.parts),
        reached=hide_cell(measures.reached),
        attempted=hide_cell(measures.attempted),
        tries=hide_share(measures.tries),
        substantive=hide_share(measures.substantive),
        about=hide_cell(measures.about),
        handed_out={
            thing: None if (count or 0) < SMALL_CELL else count
            for thing, count in measures.handed_out.items()
        },
    )


def _part_hidden(part: PartOfContacts) -> PartOfContacts:
    counts = hide_counts({**part.reached, None: part.attempted})
    return PartOfContacts(part.span, {one: counts[one] for one in part.reached}, counts[None])
