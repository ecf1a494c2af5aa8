"""Which consents are in force: the one answer for lists that only count and warn.

The gate and the record read whole consents and ask `domain.consent.consent.state_on`. A list of
thousands cannot hold each consent against its seal, so it asks here: the days in SQL, which a test
holds equal to `state_on`, and the seal only of those that are in doubt. Triggers put a consent in
doubt the moment anything that its seal covers is written, by whichever way; the program's own
upkeep holds all of them against their seals (`store/consent_doubts.py`), so that whoever went
round the triggers is found as well.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.codes import ConsentKind, ConsentSeal
from lead_desktop.store.queries.consents import list_consents
from lead_desktop.store.queries.viewer import EVERYTHING
from lead_desktop.store.tables import ConsentDoubt


def in_force(consent: str) -> str:
    """SQL that is true while a row of `consent`, by this alias, is in force.

    Binds :today, and :altered as `altered_bound` makes it.
    """
    return (
        f"(max({consent}.signed_on, coalesce({consent}.effective_from, '')) <= :today"
        f" AND {not_over(consent)})"
    )


def not_over(consent: str) -> str:
    """The same of one that may still be to begin: a renewal is signed before it is needed."""
    return (
        f"(coalesce({consent}.expires_on >= :today, TRUE) AND {consent}.ended_by_event_on IS NULL"
        f" AND ({consent}.revoked_at IS NULL OR {consent}.kind = '{ConsentKind.CJ_2_35.value}'"
        f" AND coalesce({consent}.revocable_on > :today, FALSE))"
        f" AND instr(:altered, {consent}.id) = 0)"
    )


def altered_bound(connection: Connection) -> str:
    """What `in_force` binds: the ids of consents that are no longer what was signed."""
    return " ".join(sorted(one.hex for one in altered_consents(connection)))


def altered_consents(connection: Connection) -> frozenset[UUID]:
    """Consents in doubt that do not match their seals, whosever they are."""
    doubted = connection.execute(select(ConsentDoubt.consent_id)).scalars().all()
    if not doubted:
        return frozenset()
    lines = list_consents(connection, EVERYTHING, consent_ids=doubted)
    return frozenset(line.id for line in lines if line.seal is ConsentSeal.BROKEN)
