"""People who may be one person: looked up by their keys, never by walking everybody."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, groupby, islice
from operator import itemgetter
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from lead_desktop.domain.people.matching import Commonness, Likeness, likeness
from lead_desktop.domain.people.matching.keys import BLOCK_LIMIT, COUNTING
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import NotTheSame, Participant, StaleFrom, StaleKeys

PART = "\x1f"


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody of the vault, as compared and as shown beside what matched."""

    id: UUID
    number: int
    name: str
    likeness: Likeness


_SUBJECTS = f"""
SELECT p.id, p.number, p.preferred_name, p.legal_first_name, p.legal_last_name, p.date_of_birth,
       p.address, p.city, p.postal_code,
       (SELECT group_concat(name, '{PART}') FROM participant_alias
         WHERE participant_id = p.id) AS aliases,
       (SELECT group_concat(digits, '{PART}') FROM participant_phone
         WHERE participant_id = p.id) AS digits
  FROM participant AS p"""
_OF_SOME = " WHERE p.id IN (SELECT value FROM json_each(:ids))"

_SHARERS = f"""
SELECT DISTINCT held.participant_id
  FROM json_each(:keys) AS asked JOIN blocking_key AS held ON held.key = asked.value
 WHERE (SELECT count(*) FROM (SELECT 1 FROM blocking_key WHERE key = asked.value
                               LIMIT {BLOCK_LIMIT + 1})) <= {BLOCK_LIMIT}"""

# In the order of the table itself, so that those who share a key stand together. The prefixes are
# of keys that only count.
_HOLDERS = f"""
SELECT key, participant_id FROM blocking_key
 WHERE substr(key, 1, 2) NOT IN ({", ".join(f"'{kind}'" for kind in COUNTING)})
 ORDER BY key, participant_id"""
_AT_A_TIME = 10_000

_COUNTS = """
SELECT asked.value, (SELECT count(*) FROM blocking_key WHERE key = asked.value)
  FROM json_each(:keys) AS asked"""
_ALL_COUNTS = f"""
SELECT key, count(*) FROM blocking_key
 WHERE substr(key, 1, 2) IN ({", ".join(f"'{kind}'" for kind in COUNTING)}) GROUP BY key"""


def read_subjects(connection: Connection, ids: Iterable[UUID] | None = None) -> dict[UUID, Subject]:
    """People as they are compared: some, or everybody."""
    if ids is None:
        rows = connection.exec_driver_sql(_SUBJECTS)
    else:
        wanted = json.dumps([one.hex for one in ids])
        rows = connection.exec_driver_sql(_SUBJECTS + _OF_SOME, {"ids": wanted})
    found = {}
    for row in rows:
        legal = " ".join(part for part in (row.legal_first_name, row.legal_last_name) if part)
        subject = Subject(
            UUID(row.id),
            row.number,
            row.preferred_name,
            likeness(
                (row.preferred_name, legal, *_parted(row.aliases)),
                born=row.date_of_birth,
                address=row.address,
                city=row.city,
                postcode=row.postal_code,
                phones=_parted(row.digits),
            ),
        )
        found[subject.id] = subject
    return found


def list_name_keys(connection: Connection, viewer: Viewer) -> list[tuple[UUID, str]]:
    """The folded names of everybody whom the viewer may meet."""
    shown = select(Participant.id, Participant.name_key).where(seen_by(Participant.id, viewer))
    return [(row.id, row.name_key) for row in connection.execute(shown)]


def _parted(text: str | None) -> list[str]:
    return text.split(PART) if text else []


def list_sharers(connection: Connection, keys: Iterable[str]) -> list[UUID]:
    """People who share one of `keys`: one look-up in an index for each key."""
    rows = connection.exec_driver_sql(_SHARERS, {"keys": json.dumps(sorted(keys))})
    return [UUID(row[0]) for row in rows]


def list_sharing_pairs(connection: Connection) -> list[tuple[UUID, UUID]]:
    """All pairs of people who share a key, the smaller id first.

    Paired here: for SQLite it is a join whose 264,000 pairs (of 5,000 people) it keeps apart in a
    tree of text, which took twice as long.
    """
    pairs: set[tuple[str, str]] = set()
    holders = connection.exec_driver_sql(_HOLDERS).partitions(_AT_A_TIME)
    for _, held in groupby(chain.from_iterable(holders), itemgetter(0)):
        # A key of one person or of too many gives no pairs.
        people = [person for _, person in islice(held, BLOCK_LIMIT + 1)]
        if len(people) <= BLOCK_LIMIT:
            pairs.update(combinations(people, 2))
    ids = {person: UUID(person) for person in {one for pair in pairs for one in pair}}
    return [(ids[one], ids[other]) for one, other in pairs]


def told_apart(connection: Connection, person: UUID | None = None) -> set[tuple[UUID, UUID]]:
    """Pairs that somebody told apart, the smaller id first; of everybody or of one person."""
    query = select(NotTheSame.one_id, NotTheSame.other_id)
    if person is not None:
        query = query.where((NotTheSame.one_id == person) | (NotTheSame.other_id == person))
    return {(one, other) for one, other in connection.execute(query)}


def read_commonness(connection: Connection, keys: Iterable[str] | None = None) -> Commonness:
    """How common names and places are: those of `keys`, or all."""
    if keys is None:
        rows = connection.exec_driver_sql(_ALL_COUNTS)
    else:
        rows = connection.exec_driver_sql(_COUNTS, {"keys": json.dumps(sorted(keys))})
    counts: Mapping[str, int] = {row[0]: row[1] for row in rows}
    return Commonness(counts, connection.scalar(select(func.count(Participant.id))) or 0)


def has_stale_keys(connection: Connection) -> bool:
    """Whether somebody was written since the keys were last brought up to date."""
    marks = select(StaleKeys.participant_id).exists(), select(StaleFrom.from_number).exists()
    return bool(connection.scalar(select(or_(*marks))))
