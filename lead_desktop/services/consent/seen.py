"""Who has seen a record, and what left of it: for the screen, and as values for paper."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import Audience, DisclosureMethod
from lead_desktop.domain.consent.disclosed import DisclosureLine
from lead_desktop.domain.consent.privacy import SEEN_WORDS, SeenLine, SeenReport
from lead_desktop.domain.trust.audit import AuditRow
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store import audit
from lead_desktop.store.queries import workers as query

ACCOUNTED_YEARS = 3
"""42 CFR 2.25(a): an accounting covers the three years before it is asked for."""


@allowed(Act.SEE_AUDIT)
def read_who_has_seen(desk: Desk, participant_id: UUID) -> SeenReport:
    """Every time somebody opened, printed or exported a record, newest first; the look is audited.

    Taken from the audit, which nobody can change without breaking its chain.
    """
    with desk.store.read() as connection:
        entries = audit.list_entries(connection, subject=participant_id)
    lines = [
        SeenLine(entry.at, entry.worker, SEEN_WORDS[entry.action], _detail(entry))
        for entry in reversed(entries)
        if entry.action in SEEN_WORDS
    ]
    counts = Counter(line.worker for line in lines)
    newest = {line.worker: line.at for line in reversed(lines)}
    by_worker = sorted(
        ((worker, many, newest[worker]) for worker, many in counts.items()),
        key=lambda row: (-row[1], row[0]),
    )
    with desk.store.write() as session:
        desk.record(session, "participant.seen_report", subject=participant_id)
    return SeenReport(participant_id, tuple(lines), tuple(by_worker))


def _detail(entry: AuditRow) -> str:
    """Which copy, for whom, and how it left, in words."""
    document, audience, method = map(entry.detail.get, ("document", "audience", "method"))
    words = (
        str(document or ""),
        Audience(str(audience)).label.lower() if audience else "",
        DisclosureMethod(str(method)).label.lower() if method else "",
    )
    return " · ".join(filter(None, words))


@allowed(Act.SEE_PARTICIPANTS)
def account_for(
    desk: Desk, participant_id: UUID, *, since: date | None = None
) -> tuple[DisclosureLine, ...]:
    """What left of a record since a day, oldest first; by default in the last three years.

    For the participant who asks (42 CFR 2.25, 45 CFR 164.528): date, recipient, what, purpose. A
    copy that never left, because printing it broke off, is not in it.
    """
    today = desk.clock.today()
    begin = since or _years_before(today, ACCOUNTED_YEARS)
    with desk.store.read() as connection:
        lines = query.list_disclosures(
            connection, participant_id=participant_id, viewer=desk.viewer
        )
    return tuple(
        line
        for line in lines
        if line.sha256 is not None and local_day(line.at, desk.clock.zone) >= begin
    )


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
