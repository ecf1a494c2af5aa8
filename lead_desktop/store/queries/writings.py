"""What was written to notes after they were saved: addenda and reviews, each with its seal; and
which records the people of a note have gone into since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.domain.codes import AddendumKind, Seal, Verdict
from lead_desktop.domain.contacts.signature import addendum_hash, merged_into, review_hash
from lead_desktop.domain.contacts.timeline import AddendumLine, ReviewLine
from lead_desktop.store.stored import read_instant


@dataclass(frozen=True, slots=True)
class Writings:
    """What follows one note, oldest first."""

    addenda: tuple[AddendumLine, ...] = ()
    reviews: tuple[ReviewLine, ...] = ()


NOTHING = Writings()

_ADDENDA = """
SELECT addendum.id, addendum.contact_id, addendum.kind, addendum.signed_at, addendum.author_id,
       addendum.text, addendum.reason, addendum.signed_as, addendum.content_hash,
       contact.content_hash AS note_hash
  FROM json_each(:ids) AS wanted
  JOIN addendum ON addendum.contact_id = wanted.value
  JOIN contact ON contact.id = addendum.contact_id
 ORDER BY addendum.signed_at, addendum.id
"""
_REVIEWS = """
SELECT review.id, review.contact_id, review.verdict, review.reviewed_at, review.reviewer_id,
       review.comment, review.signed_as, review.answered_at, review.note_hash, review.content_hash
  FROM json_each(:ids) AS wanted
  JOIN note_review AS review ON review.contact_id = wanted.value
 ORDER BY review.reviewed_at, review.id
"""


def read_writings(connection: Connection, contact_ids: Sequence[str]) -> Mapping[str, Writings]:
    """Addenda and reviews of some contacts, by the stored id (32 hexadecimal digits)."""
    bounds = {"ids": json.dumps(sorted(set(contact_ids)))}
    addenda: dict[str, list[AddendumLine]] = defaultdict(list)
    for row in connection.exec_driver_sql(_ADDENDA, bounds):
        kind, at = AddendumKind(row.kind), read_instant(row.signed_at)
        digest = addendum_hash(
            addendum_id=UUID(row.id),
            contact_id=UUID(row.contact_id),
            kind=kind,
            at=at,
            text=row.text,
            reason=row.reason,
            signed_as=row.signed_as,
            note_hash=row.note_hash or "",
        )
        addenda[row.contact_id].append(
            AddendumLine(
                id=UUID(row.id),
                contact_id=UUID(row.contact_id),
                kind=kind,
                at=at,
                author_id=UUID(row.author_id),
                text=row.text,
                reason=row.reason,
                signed_by=row.signed_as,
                seal=_seal(digest, row.content_hash),
            )
        )
    reviews: dict[str, list[ReviewLine]] = defaultdict(list)
    for row in connection.exec_driver_sql(_REVIEWS, bounds):
        verdict, at = Verdict(row.verdict), read_instant(row.reviewed_at)
        digest = review_hash(
            review_id=UUID(row.id),
            contact_id=UUID(row.contact_id),
            verdict=verdict,
            at=at,
            comment=row.comment,
            signed_as=row.signed_as,
            note_hash=row.note_hash,
        )
        reviews[row.contact_id].append(
            ReviewLine(
                id=UUID(row.id),
                contact_id=UUID(row.contact_id),
                verdict=verdict,
                at=at,
                reviewer_id=UUID(row.reviewer_id),
                comment=row.comment,
                signed_by=row.signed_as,
                answered_at=read_instant(row.answered_at) if row.answered_at else None,
                seal=_seal(digest, row.content_hash),
            )
        )
    return {
        one: Writings(tuple(addenda[one]), tuple(reviews[one]))
        for one in addenda.keys() | reviews.keys()
    }


def read_edits(connection: Connection, contact_ids: Sequence[str]) -> Mapping[str, int]:
    """How often some contacts were changed, by the stored id; those that were not are left out."""
    rows = connection.exec_driver_sql(
        """SELECT contact_id, count(*) FROM note_revision
            WHERE contact_id IN (SELECT value FROM json_each(:ids)) GROUP BY contact_id""",
        {"ids": json.dumps(sorted(set(contact_ids)))},
    )
    return {contact_id: int(count) for contact_id, count in rows}


def _seal(digest: str, kept: str) -> Seal:
    return Seal.INTACT if digest == kept else Seal.BROKEN


def read_merged(connection: Connection) -> dict[UUID, tuple[UUID, ...]]:
    """What has gone into which record, of every merge that stands."""
    rows = connection.exec_driver_sql(
        "SELECT kept_id, gone_id FROM merge_record WHERE undone_at IS NULL"
    )
    return merged_into((UUID(row.kept_id), UUID(row.gone_id)) for row in rows)
