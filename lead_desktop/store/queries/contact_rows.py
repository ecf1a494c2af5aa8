"""A row of the contacts query turned into a value, and held against its signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from lead_desktop.domain.codes import (
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
)
from lead_desktop.domain.contacts.contact import is_late
from lead_desktop.domain.contacts.signature import FIRST_RECIPE, PlainContent, seal_of
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.store.queries.writings import Writings
from lead_desktop.store.stored import members, read_id, read_instant, read_known_id, stored_iso

Merged = Mapping[UUID, Sequence[UUID]]
SEPARATOR = "\x1f"
"""Stands between the members of a joined column; no text that a person types holds it."""

_PURPOSE_ORDER = {purpose: place for place, purpose in enumerate(Purpose)}
_SUPPLY_ORDER = {supply: place for place, supply in enumerate(Supply)}


class StoredContact(NamedTuple):
    """The columns of the contacts query, in its order, as they are stored."""

    id: str
    seq: int
    participant_id: str
    participant: str
    occurred_at: str
    recorded_at: str
    minutes: int | None
    mode: str
    place_type: str | None
    place: str
    outcome: str
    kind: str
    author: str
    note_format: str
    note: str
    signed_at: str | None
    signed_as: str | None
    version: int
    author_id: str
    imported: int
    content_hash: str | None
    hash_recipe: int | None
    struck_at: str | None
    struck_as: str | None
    struck_reason: str | None
    people: str
    followed: int
    workers: str | None
    purposes: str | None
    supplies: str | None
    private_line: str
    others: int | None
    relation: str | None
    third_party: str | None
    initiated_by: str | None


_MODE = members(ContactMode)
_PLACE = members(PlaceType)
_OUTCOME = members(ContactOutcome)
_KIND = members(ContactKind)
_RELATION = members(Relation)
_FORMAT = members(NoteFormat)
_INITIATED = members(InitiatedBy)


def contact_entry(
    row: StoredContact,
    writings: Writings,
    late_after: timedelta,
    *,
    third_parties: bool,
    merged: Merged | None = None,
    edits: int = 0,
) -> ContactEntry:
    """The contact as it is listed; with the name of somebody else only when `third_parties`.

    merged: what has gone into which record, for notes that were signed before.
    """
    occurred_at, recorded_at = read_instant(row.occurred_at), read_instant(row.recorded_at)
    # In the order of the fields, without naming them: a page makes a hundred of these, and 36 names
    # take as long as a third of each.
    return ContactEntry(
        read_id(row.id),
        row.seq,
        read_known_id(row.participant_id),
        row.participant,
        occurred_at,
        recorded_at,
        row.minutes,
        _MODE[row.mode],
        _PLACE[row.place_type] if row.place_type else None,
        row.place,
        _OUTCOME[row.outcome],
        _KIND[row.kind],
        row.author,
        _those_there(row.author, row.workers),
        _FORMAT[row.note_format],
        row.note,
        _purposes(row.purposes),
        _supplies(row.supplies),
        read_instant(row.signed_at) if row.signed_at else None,
        row.signed_as,
        # When an imported note was first written down, only its own program knows.
        not row.imported and is_late(occurred_at, recorded_at, late_after),
        row.version,
        row.private_line,
        row.people.count(SEPARATOR) if row.others is None else row.others,
        _RELATION[row.relation] if row.relation else None,
        (row.third_party or "") if third_parties else "",
        read_known_id(row.author_id),
        bool(row.imported),
        _seal(row, merged),
        writings.addenda,
        writings.reviews,
        read_instant(row.struck_at) if row.struck_at else None,
        row.struck_as,
        row.struck_reason or "",
        _INITIATED[row.initiated_by] if row.initiated_by else None,
        edits,
    )


def _seal(row: StoredContact, merged: Merged | None) -> Seal:
    """Whether the row still matches its signature; from the columns as they are stored."""
    if row.signed_at is None and not row.imported:
        return Seal.UNSIGNED
    if row.signed_at is None and row.content_hash is None:
        return Seal.IMPORTED
    content = PlainContent(
        row.id,
        stored_iso(row.occurred_at),
        stored_iso(row.recorded_at),
        row.mode,
        row.outcome,
        row.kind,
        row.minutes,
        row.place_type,
        row.place,
        row.note_format,
        row.note,
        sorted(_pairs(row.people)),
        row.relation,
        row.third_party or "",
        _signed_workers(row.workers),
        _signed_purposes(row.purposes),
        _signed_supplies(row.supplies),
        # Of another system's note: when it was written down there, and by whom.
        stored_iso(row.signed_at or row.recorded_at),
        row.signed_as or ("" if row.signed_at else row.author),
        row.initiated_by,
    )
    recipe = row.hash_recipe or FIRST_RECIPE
    seal = seal_of(content, row.content_hash or "", recipe, merged=merged)
    return Seal.IMPORTED if seal is Seal.INTACT and row.signed_at is None else seal


def _pairs(joined: str | None) -> list[tuple[str, str]]:
    """The members of a joined column "id:words"; an id holds no colon."""
    return [(name, words) for name, _, words in (one.partition(":") for one in _split(joined))]


# Remembered: pairs of workers, purposes and supplies come in few mixtures, and taking a joined
# column apart costs as much as half of a row.
@lru_cache(maxsize=1024)
def _those_there(author: str, joined: str | None) -> tuple[str, ...]:
    """Names of the workers, the author first."""
    return (author, *sorted(name for _, name in _pairs(joined) if name != author))


@lru_cache(maxsize=1024)
def _purposes(joined: str | None) -> tuple[Purpose, ...]:
    return tuple(sorted((Purpose(code) for code in _split(joined)), key=_PURPOSE_ORDER.__getitem__))


@lru_cache(maxsize=1024)
def _supplies(joined: str | None) -> tuple[tuple[Supply, int], ...]:
    pairs = (entry.split(":") for entry in _split(joined))
    counted = [(Supply(code), int(quantity)) for code, quantity in pairs]
    return tuple(sorted(counted, key=lambda pair: _SUPPLY_ORDER[pair[0]]))


@lru_cache(maxsize=1024)
def _signed_workers(joined: str | None) -> tuple[str, ...]:
    return tuple(sorted(worker for worker, _ in _pairs(joined)))


@lru_cache(maxsize=1024)
def _signed_purposes(joined: str | None) -> tuple[str, ...]:
    return tuple(sorted(_split(joined)))


@lru_cache(maxsize=1024)
def _signed_supplies(joined: str | None) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((code, int(quantity)) for code, quantity in _pairs(joined)))


def _split(joined: str | None) -> list[str]:
    return joined.split(SEPARATOR) if joined else []
