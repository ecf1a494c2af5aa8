"""By what the records that went into others were known outside: a file may still name them so."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class MergedIdentity:
    """An external id or a row's fingerprint that stands for the kept person since a merge."""

    merge_id: UUID
    kept_id: UUID
    external_id: str | None
    fingerprint: str | None


# What a merge took away stands in its before-state: the row that went, and what the kept record
# was called before it took the other's id over.
_IDENTITIES = """
SELECT merge_record.id, kept_id, json_extract(gone.value, '$[1].external_id') AS external_id,
       json_extract(gone.value, '$[1].fingerprint') AS fingerprint
  FROM merge_record, json_each(merge_record.before, '$.removed') AS gone
 WHERE undone_at IS NULL AND json_extract(gone.value, '$[0]') = 'participant'
UNION ALL
SELECT merge_record.id, kept_id, json_extract(kept.value, '$[2].external_id'), NULL
  FROM merge_record, json_each(merge_record.before, '$.changed') AS kept
 WHERE undone_at IS NULL AND json_extract(kept.value, '$[0]') = 'participant'
   AND json_extract(kept.value, '$[2].external_id') IS NOT NULL"""


def list_merged_identities(connection: Connection) -> list[MergedIdentity]:
    """The identities of every merge that stands. A merge into a record that went itself names
    the last one: `kept_id` moved along."""
    return [
        MergedIdentity(UUID(row.id), UUID(row.kept_id), row.external_id, row.fingerprint)
        for row in connection.exec_driver_sql(_IDENTITIES)
    ]


def merged_external_ids(connection: Connection) -> dict[str, UUID]:
    """The kept person by each external id, folded, of a record that went into theirs."""
    return {
        one.external_id.casefold(): one.kept_id
        for one in list_merged_identities(connection)
        if one.external_id
    }
