"""What a signature fixes, and whether a note still matches its own.

A hash is made by a numbered recipe that is kept beside it: when more is printed of a note than
before, a new recipe covers that too, and notes signed by an older one still match.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, product
from math import prod
from typing import NamedTuple
from uuid import UUID

from lead_desktop.domain.codes import (
    AddendumKind,
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Seal,
    Supply,
    Verdict,
)

FIRST_RECIPE = 1
"""When, how, with which outcome, every word, by whom."""
SECOND_RECIPE = 2
"""Besides: who it was with and each one's own line, who was there, where, what for, what was given,
the format, when it was recorded and when it was signed."""
RECIPE = 3
"""Besides: who started it. New signatures are made by this one."""

BROKEN_WORDS = "This note no longer matches its signature."
"""Said on screen and on paper wherever a note is shown whose seal is broken."""

_MOST_WAYS = 5000
"""Ways in which a note may have named its people before merges; a note with more is not tried."""
JOINED = "\n"
"""Stands between the lines that two records had in one contact, once they are one."""

_People = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SignedContent:
    """Everything of a contact that its signature stands for.

    people: each participant with the line written for that one alone. relation, third_party: with
    whom a contact about the participant was. Orders do not matter.
    """

    contact_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    mode: ContactMode
    outcome: ContactOutcome
    kind: ContactKind
    minutes: int | None
    place_type: PlaceType | None
    place: str
    note_format: NoteFormat
    note: str
    people: tuple[tuple[UUID, str], ...]
    relation: Relation | None
    third_party: str
    workers: tuple[UUID, ...]
    purposes: tuple[Purpose, ...]
    supplies: tuple[tuple[Supply, int], ...]
    signed_at: datetime
    signed_as: str
    initiated_by: InitiatedBy | None = None


class PlainContent(NamedTuple):
    """The same in plain values, which the hash is made over: a list of contacts is held against its
    signatures as it is read, and making 60 of the values above took as long as reading them.

    Ids are 32 hexadecimal digits, instants ISO 8601 in UTC, codes as they are stored; people,
    workers, purposes and supplies are sorted.
    """

    contact_id: str
    occurred_at: str
    recorded_at: str
    mode: str
    outcome: str
    kind: str
    minutes: int | None
    place_type: str | None
    place: str
    note_format: str
    note: str
    people: Sequence[tuple[str, str]]
    relation: str | None
    third_party: str
    workers: Sequence[str]
    purposes: Sequence[str]
    supplies: Sequence[tuple[str, int]]
    signed_at: str
    signed_as: str
    initiated_by: str | None


def note_hash(content: SignedContent, recipe: int = RECIPE) -> str:
    """SHA-256 over a signed contact, by one of the recipes."""
    return plain_hash(_plain(content), recipe)


def plain_hash(plain: PlainContent, recipe: int) -> str:
    """The same for plain values."""
    if recipe == FIRST_RECIPE:
        # A separator that cannot occur in text keeps ("ab", "c") apart from ("a", "bc").
        fields = (
            str(UUID(plain.contact_id)),
            plain.occurred_at,
            plain.mode,
            plain.outcome,
            plain.kind,
            str(plain.minutes),
            plain.note,
            plain.signed_as,
        )
        return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()
    # What a later recipe covers besides stands at the end.
    return digest("contact", *(plain[:-1] if recipe == SECOND_RECIPE else plain))


def _plain(content: SignedContent) -> PlainContent:
    return PlainContent(
        contact_id=content.contact_id.hex,
        occurred_at=_instant(content.occurred_at),
        recorded_at=_instant(content.recorded_at),
        mode=content.mode.value,
        outcome=content.outcome.value,
        kind=content.kind.value,
        minutes=content.minutes,
        place_type=content.place_type.value if content.place_type else None,
        place=content.place,
        note_format=content.note_format.value,
        note=content.note,
        people=sorted((person.hex, line) for person, line in content.people),
        relation=content.relation.value if content.relation else None,
        third_party=content.third_party,
        workers=sorted(worker.hex for worker in content.workers),
        purposes=sorted(purpose.value for purpose in content.purposes),
        supplies=sorted((supply.value, quantity) for supply, quantity in content.supplies),
        signed_at=_instant(content.signed_at),
        signed_as=content.signed_as,
        initiated_by=content.initiated_by.value if content.initiated_by else None,
    )


def seal_of(
    content: SignedContent | PlainContent,
    kept: str,
    recipe: int = RECIPE,
    *,
    merged: Mapping[UUID, Sequence[UUID]] | None = None,
) -> Seal:
    """Whether a signed contact still matches the hash `kept` at signing.

    merged: for a participant, the records that have since been merged into that one. A note that
    named one of them still matches: the people are the same, only their record is another.
    """
    plain = content if isinstance(content, PlainContent) else _plain(content)
    if plain_hash(plain, recipe) == kept:
        return Seal.INTACT
    if recipe != FIRST_RECIPE and merged:
        for earlier in _before_merging(plain, merged):
            if plain_hash(earlier, recipe) == kept:
                return Seal.INTACT
    return Seal.BROKEN


def _before_merging(
    content: PlainContent, merged: Mapping[UUID, Sequence[UUID]]
) -> Iterator[PlainContent]:
    """The same contact with the people whom it may have named when it was signed."""
    gone = {kept.hex: [one.hex for one in others] for kept, others in merged.items()}
    people = content.people
    if not any(person in gone for person, _ in people):
        return
    choices = [_may_have_been(person, line, gone.get(person, ())) for person, line in people]
    if prod(map(len, choices)) > _MOST_WAYS:
        return
    for named in product(*choices):
        yield content._replace(people=sorted(chain.from_iterable(named)))


def _may_have_been(person: str, line: str, others: Sequence[str]) -> list[_People]:
    """The one record or the other, or both of them: then one of the two had the line, or each a
    part of it."""
    may: list[_People] = [((person, line),)]
    lines = line.split(JOINED)
    parts = [(JOINED.join(lines[:at]), JOINED.join(lines[at:])) for at in range(1, len(lines))]
    for other in others:
        may.append(((other, line),))
        for mine, theirs in ((line, ""), ("", line), *parts):
            may.append(((person, mine), (other, theirs)))
    return may


def merged_into(merges: Iterable[tuple[UUID, UUID]]) -> dict[UUID, tuple[UUID, ...]]:
    """For each record that was kept, all that have gone into it, by way of others as well.

    merges: (kept, gone) of every merge that stands.
    """
    gone_of: dict[UUID, list[UUID]] = {}
    for kept, gone in merges:
        gone_of.setdefault(kept, []).append(gone)

    def all_of(record: UUID, seen: frozenset[UUID]) -> Iterator[UUID]:
        for gone in gone_of.get(record, ()):
            if gone not in seen:
                yield gone
                yield from all_of(gone, seen | {gone})

    return {kept: tuple(all_of(kept, frozenset({kept}))) for kept in gone_of}


def addendum_hash(
    *,
    addendum_id: UUID,
    contact_id: UUID,
    kind: AddendumKind,
    at: datetime,
    text: str,
    reason: str,
    signed_as: str,
    note_hash: str,
) -> str:
    """SHA-256 over an addendum and the note that it was written to."""
    return digest(
        "addendum",
        addendum_id.hex,
        contact_id.hex,
        kind.value,
        _instant(at),
        text,
        reason,
        signed_as,
        note_hash,
    )


def review_hash(
    *,
    review_id: UUID,
    contact_id: UUID,
    verdict: Verdict,
    at: datetime,
    comment: str,
    signed_as: str,
    note_hash: str,
) -> str:
    """SHA-256 over a review and the note's own hash as the reviewer saw it."""
    return digest(
        "review",
        review_id.hex,
        contact_id.hex,
        verdict.value,
        _instant(at),
        comment,
        signed_as,
        note_hash,
    )


def counseling_hash(*, note_id: UUID, held_at: datetime, at: datetime, text: str, by: str) -> str:
    """SHA-256 over a counseling-type note. by: name and role of who signed it.

    The participant is not in it: the note is found through that record alone, and follows it when
    two records of one person are merged.
    """
    return digest("counseling", note_id.hex, _instant(held_at), _instant(at), text, by)


def _instant(at: datetime) -> str:
    # The instant counts, not the zone in which it was told.
    return at.astimezone(UTC).isoformat()


# Made once: an encoder for each call took half of the time of a hash.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(*fields: object) -> str:
    """SHA-256 over plain values, in a form that keeps ("ab", "c") apart from ("a", "bc")."""
    return hashlib.sha256(_encode(fields).encode("utf-8", "surrogatepass")).hexdigest()
