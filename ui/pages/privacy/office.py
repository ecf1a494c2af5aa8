"""What the privacy page shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lead_desktop.domain.consent.grounds import Agreement, CourtOrder
from lead_desktop.domain.consent.privacy import (
    AccessLine,
    ComplaintLine,
    ExceptionLine,
    IncidentLine,
    next_deadline,
)
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.consent import privacy, privacy_log, restricted
from lead_desktop.services.desk import Desk


@dataclass(frozen=True)
class Office:
    """What the page shows, read in one go. Empty where the worker may not look."""

    without_notice: tuple[tuple[UUID, str], ...]
    exceptions: tuple[ExceptionLine, ...] = ()
    openings: tuple[AccessLine, ...] = ()
    wishes: tuple[Restriction, ...] = ()
    complaints: tuple[ComplaintLine, ...] = ()
    incidents: tuple[IncidentLine, ...] = ()
    restricted: tuple[tuple[UUID, str], ...] = ()
    agreements: tuple[Agreement, ...] = ()
    orders: tuple[CourtOrder, ...] = ()

    @property
    def waiting(self) -> int:
        """How many things wait for the supervisor."""
        return (
            sum(one.reviewed_at is None for one in self.exceptions)
            + sum(one.seen_at is None for one in self.openings)
            + len(self.wishes)
            + sum(one.is_open for one in self.complaints)
            + sum(next_deadline(one.facts) is not None for one in self.incidents)
        )


def read_office(desk: Desk) -> Office:
    """Everything of the privacy office that the worker may see; for the store thread."""
    without_notice = privacy.list_without_notice(desk)
    if not desk.may(Act.KEEP_PRIVACY):
        return Office(without_notice)
    wishes = privacy.list_restrictions(desk)
    return Office(
        without_notice,
        privacy_log.list_exceptions(desk),
        restricted.list_break_glass(desk),
        tuple(one for one in wishes if one.waits),
        privacy_log.list_complaints(desk),
        privacy_log.list_incidents(desk),
        restricted.list_restricted(desk),
        privacy.list_agreements(desk),
        privacy.list_orders(desk),
    )


def why(line: ExceptionLine) -> str:
    """The ground in a sentence, with the facts that the law asks for."""
    parts = (
        line.basis.label,
        line.override_type,
        line.authority,
        line.reason,
        line.personnel,
        line.affiliation,
        line.emergency,
    )
    return ": ".join(filter(None, parts[:1])) + (
        f" ({', '.join(filter(None, parts[1:]))})." if any(parts[1:]) else "."
    )
