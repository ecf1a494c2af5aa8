"""Search first, then create: who may already be here, and which records may be one person.

Suggestions only. Nothing is ever merged or turned away by a likeness.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import NotFound
from lead_desktop.domain.people.duplicates import DuplicatePair, PossibleMatch
from lead_desktop.domain.people.matching import (
    THRESHOLD,
    Likeness,
    Match,
    blocking_keys,
    compare,
    counting_keys,
    likeness,
)
from lead_desktop.domain.people.names import fold_name, phone_digits
from lead_desktop.domain.people.near_names import nearly_named
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.people.weighing import WeighedPair, likely_pairs
from lead_desktop.store.blocking import refresh_blocking_keys
from lead_desktop.store.queries import duplicates as query
from lead_desktop.store.queries.visibility import hidden_ids, not_there
from lead_desktop.store.tables import NotTheSame, Participant

MOST = 5
"""So many possible matches are shown; a longer list is not read."""
MOST_ALIKE = 3


@dataclass(frozen=True)
class Sought:
    """What is known of somebody who may be new. names: each whole; born: ISO or its beginning."""

    names: tuple[str, ...]
    born: str = ""
    phone: str = ""
    address: str = ""
    postal_code: str = ""

    @property
    def likeness(self) -> Likeness:
        digits = phone_digits(self.phone)
        return likeness(
            self.names,
            born=self.born,
            address=self.address,
            postcode=self.postal_code,
            phones=(digits,) if digits else (),
        )


@allowed(Act.SEE_PARTICIPANTS)
def find_matches(desk: Desk, sought: Sought) -> list[PossibleMatch]:
    """Who of the vault may be this person, the likeliest first: a few seeks, never a scan."""
    _work_off_marks(desk)
    with desk.store.read() as connection:
        return matches_of(connection, desk, sought.likeness)


@allowed(Act.SEE_PARTICIPANTS)
def find_spelled_alike(desk: Desk, names: Iterable[str]) -> list[PossibleMatch]:
    """Whose names are spelled nearly like one of `names`, by number: for where `find_matches` finds
    nobody. A name alone says too little for a match, but a slip of the fingers is not nobody.
    """
    with desk.store.read() as connection:
        keys = query.list_name_keys(connection, desk.viewer)
        known = [key for _, key in keys]
        near = {at for name in names for at in nearly_named(fold_name(name).split(), known)}
        people = _read_people(connection, {keys[at][0] for at in near})
    return sorted(people.values(), key=lambda person: person.number)[:MOST_ALIKE]


def matches_of(
    connection: Connection, desk: Desk, person: Likeness, *, without: Iterable[UUID] = ()
) -> list[PossibleMatch]:
    """The same within a unit of work, whose keys are up to date.

    Somebody whose record is hidden from the worker is not suggested: that would tell that they
    are here.
    """
    keys = blocking_keys(person)
    if not keys:
        return []
    hidden = hidden_ids(connection, desk.viewer)
    candidates = set(query.list_sharers(connection, keys)) - set(without) - hidden
    common = query.read_commonness(connection, counting_keys(person))
    found = [
        (compare(person, subject.likeness, common), subject)
        for subject in query.read_subjects(connection, candidates).values()
    ]
    likely = sorted(
        ((match, subject) for match, subject in found if match.score >= THRESHOLD),
        key=lambda pair: (-pair[0].score, pair[1].number),
    )[:MOST]
    people = _read_people(connection, [subject.id for _, subject in likely])
    return [_matching(people[subject.id], match) for match, subject in likely]


@allowed(Act.SEE_PARTICIPANTS)
def list_duplicates(desk: Desk, *, participant_id: UUID | None = None) -> list[DuplicatePair]:
    """Pairs of records that may be one person, the likeliest first; of one participant or of all.

    Names, a birth date and an address (or a phone) tell most of them; where only names are known,
    one in ten is not told.
    """
    _work_off_marks(desk)
    with desk.store.read() as connection:
        pairs = _pairs(connection, desk, participant_id)
        people = _read_people(connection, {one for pair, _ in pairs for one in pair})
    found = []
    for (one, other), match in pairs:
        a, b = sorted((people[one], people[other]), key=lambda person: person.number)
        found.append(
            DuplicatePair(_matching(a, match), _matching(b, match), match.score, match.matched_on)
        )
    return sorted(found, key=lambda pair: (-pair.score, pair.a.number, pair.b.number))


def count_among(connection: Connection, desk: Desk, created: Collection[UUID]) -> int:
    """How many of those who were just created may be somebody who was here before, or who came
    before them. Within a unit of work whose keys are up to date."""
    new = frozenset(created)
    sharing = [pair for pair in query.list_sharing_pairs(connection) if not new.isdisjoint(pair)]
    subjects = query.read_subjects(connection, {one for pair in sharing for one in pair})
    shown = subjects.keys() - hidden_ids(connection, desk.viewer)
    common = query.read_commonness(connection)
    newer = set()
    for one, other in sharing:
        if {one, other} <= shown:
            a, b = sorted((subjects[one], subjects[other]), key=lambda subject: subject.number)
            if b.id not in newer and compare(a.likeness, b.likeness, common).score >= THRESHOLD:
                newer.add(b.id)
    return len(newer & new)


def _pairs(connection: Connection, desk: Desk, person: UUID | None) -> Sequence[WeighedPair]:
    apart = query.told_apart(connection, person)
    hidden = hidden_ids(connection, desk.viewer)
    weighed = (
        likely_pairs(connection, desk.store)
        if person is None
        else _pairs_of(connection, person, without=hidden)
    )
    return [one for one in weighed if one[0] not in apart and hidden.isdisjoint(one[0])]


def _pairs_of(
    connection: Connection, person: UUID, *, without: frozenset[UUID]
) -> Iterator[WeighedPair]:
    """The likely pairs of one participant: a few seeks."""
    own = query.read_subjects(connection, [person]).get(person)
    if own is None or person in without:
        raise not_there()
    common = query.read_commonness(connection, counting_keys(own.likeness))
    others = set(query.list_sharers(connection, blocking_keys(own.likeness))) - {person} - without
    for other in query.read_subjects(connection, others).values():
        one, two = (own, other) if own.id.hex < other.id.hex else (other, own)
        match = compare(one.likeness, two.likeness, common)
        if match.score >= THRESHOLD:
            yield (one.id, two.id), match


@allowed(Act.RECORD_REFERRAL)
def tell_apart(desk: Desk, one: UUID, other: UUID) -> Change:
    """Remember that two records are of different people: the pair is not suggested again."""
    with desk.store.write() as session:
        remember_apart(session, desk, one, [other])
    return Change(frozenset({Topic.DUPLICATES}), (one, other), undo_label="Told apart")


@allowed(Act.RECORD_REFERRAL)
def forget_apart(desk: Desk, one: UUID, other: UUID) -> Change:
    """Take `tell_apart` back: the pair may be suggested again."""
    first, second = _ordered(one, other)
    with desk.store.write() as session:
        session.execute(
            delete(NotTheSame).where(NotTheSame.one_id == first, NotTheSame.other_id == second)
        )
        desk.record(session, "duplicates.forget", subject=first, detail={"other": str(second)})
    return Change(frozenset({Topic.DUPLICATES}), (one, other))


def remember_apart(session: Session, desk: Desk, person: UUID, others: Iterable[UUID]) -> None:
    """Write down, within a unit of work, that `person` is none of `others`."""
    for other in others:
        first, second = _ordered(person, other)
        if session.get(Participant, first) is None or session.get(Participant, second) is None:
            raise NotFound("One of these two records is not in the vault.")
        if session.get(NotTheSame, (first, second)) is None:
            session.add(
                NotTheSame(
                    one_id=first,
                    other_id=second,
                    worker_id=desk.worker.id,
                    at=desk.clock.now(),
                )
            )
            desk.record(session, "duplicates.apart", subject=first, detail={"other": str(second)})


def _ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one.hex < other.hex else (other, one)


def _work_off_marks(desk: Desk) -> None:
    """Bring the keys of whoever was written since up to date, before the question is asked."""
    with desk.store.read() as connection:
        stale = query.has_stale_keys(connection)
    if stale:
        with desk.store.write() as session:
            refresh_blocking_keys(session)


def _matching(person: PossibleMatch, match: Match) -> PossibleMatch:
    return replace(person, score=match.score, matched_on=match.matched_on)


def _read_people(
    connection: Connection, ids: Sequence[UUID] | set[UUID]
) -> dict[UUID, PossibleMatch]:
    columns = select(
        Participant.id,
        Participant.number,
        Participant.preferred_name,
        Participant.status,
        Participant.date_of_birth,
        Participant.enrolled_on,
    )
    wanted = list(ids)
    found: dict[UUID, PossibleMatch] = {}
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        for row in connection.execute(columns.where(Participant.id.in_(some))):
            found[row.id] = PossibleMatch(
                row.id,
                row.number,
                row.preferred_name,
                row.status,
                row.date_of_birth or "",
                0.0,
                (),
                since=row.enrolled_on,
            )
    return found
