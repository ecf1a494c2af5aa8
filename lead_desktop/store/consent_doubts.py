"""Keeping the lists true about which consents are in force; see `store/queries/standing.py`."""

from __future__ import annotations

from sqlalchemy import delete, select

from lead_desktop.domain.codes import ConsentSeal
from lead_desktop.store.queries.consents import list_consents
from lead_desktop.store.queries.standing import altered_consents
from lead_desktop.store.queries.viewer import EVERYTHING
from lead_desktop.store.store import Store
from lead_desktop.store.tables import ConsentDoubt


def settle_consents(store: Store) -> int:
    """Hold every consent against its seal; returns how many are no longer what was signed.

    The program's own upkeep: it looks at every record and tells nothing of any. Those that match
    are no more in doubt; one that is found altered stays so.
    """
    with store.read() as connection:
        lines = list_consents(connection, EVERYTHING)
        doubted = set(connection.execute(select(ConsentDoubt.consent_id)).scalars())
    broken = {line.id for line in lines if line.seal is ConsentSeal.BROKEN}
    if doubted == broken:
        return len(broken)
    with store.write() as session:
        for consent_id in broken - doubted:
            session.merge(ConsentDoubt(consent_id=consent_id))
        session.flush()
        altered = altered_consents(session.connection())
        session.execute(delete(ConsentDoubt).where(ConsentDoubt.consent_id.not_in(altered)))
    return len(altered)
