"""The review queue: every branch is a seek in an index by author, or in the open reviews."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.domain.codes import ContactMode, PlaceType
from lead_desktop.domain.contacts.contact import is_late
from lead_desktop.domain.contacts.review import OWN_REASONS, TEAM_REASONS, ReviewItem, ReviewReason
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.stored import members, read_instant, stored_instant

_MODE = members(ContactMode)
_PLACE = members(PlaceType)
_ORDER = {reason: place for place, reason in enumerate((*OWN_REASONS, *TEAM_REASONS))}

_COLUMNS = """contact.id AS id, contact.occurred_at, contact.recorded_at, contact.mode,
       contact.place_type, contact.author_id, author.name AS author, contact.signed_at"""
_NO_REVIEW = "NULL AS comment, NULL AS reviewer, NULL AS review_id"
_UNSIGNED = "contact.signed_at IS NULL AND contact.struck_at IS NULL AND contact.import_id IS NULL"
# A note that was returned stands there as returned, not a second time for another reason.
_NOT_RETURNED = """NOT EXISTS (SELECT 1 FROM note_review WHERE contact_id = contact.id
        AND verdict = 'RETURNED' AND closed_at IS NULL)"""
_NOT_WITH_AUTHOR = _NOT_RETURNED.replace("closed_at", "answered_at IS NULL AND closed_at")
_RETURNS = f"""
  SELECT CASE {{cases}} END AS reason, {_COLUMNS},
         coalesce(review.answered_at, review.reviewed_at) AS since,
         review.comment, review.signed_as AS reviewer, review.id AS review_id
    FROM note_review AS review
    JOIN contact ON contact.id = review.contact_id AND contact.struck_at IS NULL
    JOIN worker AS author ON author.id = contact.author_id
   WHERE review.verdict = 'RETURNED' AND review.closed_at IS NULL AND {{whose}}"""

_OWN = f"""
  SELECT '{ReviewReason.UNSIGNED.name}' AS reason, {_COLUMNS}, contact.recorded_at AS since,
         {_NO_REVIEW}
    FROM contact JOIN worker AS author ON author.id = contact.author_id
   WHERE contact.author_id = :worker AND {_UNSIGNED} AND {_NOT_WITH_AUTHOR}
  UNION ALL
  SELECT '{ReviewReason.LATE.name}', {_COLUMNS}, contact.signed_at, {_NO_REVIEW}
    FROM contact JOIN worker AS author ON author.id = contact.author_id
   WHERE contact.author_id = :worker AND contact.signed_at >= :late_since
     AND contact.struck_at IS NULL
     AND (julianday(contact.recorded_at) - julianday(contact.occurred_at)) * 86400 > :late_seconds
     AND {_NOT_WITH_AUTHOR}
  UNION ALL
  {
    _RETURNS.format(
        cases=f"WHEN review.answered_at IS NULL THEN '{ReviewReason.RETURNED.name}'",
        whose="contact.author_id = :worker AND review.answered_at IS NULL",
    )
}"""
_TEAM = f"""
  SELECT '{ReviewReason.COSIGN.name}' AS reason, {_COLUMNS}, contact.signed_at AS since,
         {_NO_REVIEW}
    FROM worker AS author CROSS JOIN contact ON contact.author_id = author.id
   WHERE author.role = 'peer' AND author.id != :worker AND contact.signed_at >= :cosign_since
     AND contact.struck_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM note_review WHERE contact_id = contact.id
         AND (verdict = 'COSIGNED' OR closed_at IS NULL))
  UNION ALL
  SELECT '{ReviewReason.OVERDUE.name}', {_COLUMNS}, contact.recorded_at, {_NO_REVIEW}
    FROM worker AS author CROSS JOIN contact ON contact.author_id = author.id
   WHERE author.id != :worker AND contact.recorded_at < :overdue_before AND {_UNSIGNED}
     AND {_NOT_RETURNED}
  UNION ALL
  {
    _RETURNS.format(
        cases=f"WHEN review.answered_at IS NULL THEN '{ReviewReason.WAITING.name}'"
        f" ELSE '{ReviewReason.ANSWERED.name}'",
        whose="contact.author_id != :worker",
    )
}"""
_WITH = f"FROM contact_participant WHERE contact_id = found.id AND participant_id NOT IN {HIDDEN}"
_QUEUE = f"""
SELECT found.*, here.participant_id, participant.preferred_name AS participant,
       (SELECT count(*) - 1 {_WITH}) AS others
  FROM ({{branches}}) AS found
  JOIN contact_participant AS here ON here.rowid = (SELECT rowid {_WITH} LIMIT 1)
  JOIN participant ON participant.id = here.participant_id
 ORDER BY found.since, found.id"""


def list_reviews(
    connection: Connection,
    viewer: Viewer,
    *,
    team: bool,
    late_since: datetime,
    late_after: timedelta,
    overdue_before: datetime,
    cosign_since: datetime | None,
) -> tuple[ReviewItem, ...]:
    """What waits for the viewer as an author and, with `team`, as a supervisor.

    late_since: signed late entries are shown from then on. cosign_since: None offers none.
    """
    branches = f"{_OWN} UNION ALL {_TEAM}" if team else _OWN
    bounds: dict[str, object] = {
        **bounds_of(viewer),
        "worker": viewer.worker_id.hex,
        "late_since": stored_instant(late_since),
        "late_seconds": late_after.total_seconds(),
    }
    if team:
        bounds["overdue_before"] = stored_instant(overdue_before)
        # A whole date, because a bare year would be compared as a number.
        bounds["cosign_since"] = stored_instant(cosign_since) if cosign_since else "9999-12-31"
    rows = connection.exec_driver_sql(_QUEUE.format(branches=branches), bounds).all()
    items = [
        ReviewItem(
            contact_id=UUID(row.id),
            reason=ReviewReason[row.reason],
            participant_id=UUID(row.participant_id),
            participant=row.participant,
            others=row.others,
            occurred_at=read_instant(row.occurred_at),
            mode=_MODE[row.mode],
            place_type=_PLACE[row.place_type] if row.place_type else None,
            author_id=UUID(row.author_id),
            author=row.author,
            late=is_late(read_instant(row.occurred_at), read_instant(row.recorded_at), late_after),
            signed=row.signed_at is not None,
            since=read_instant(row.since),
            comment=row.comment or "",
            reviewer=row.reviewer or "",
            review_id=UUID(row.review_id) if row.review_id else None,
        )
        for row in rows
    ]
    return tuple(sorted(items, key=lambda item: _ORDER[item.reason]))
