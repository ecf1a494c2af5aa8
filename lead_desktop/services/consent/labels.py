"""Labels in the place of names, for this vault: its secret is made when it is first needed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from uuid import UUID

from sqlalchemy import select

from lead_desktop.domain.consent.pseudonym import KEY_BYTES, pseudonym
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.tables import Setting

_KEY = "label_key"


@allowed(Act.PRINT_JUSTICE_COPIES)
def read_labels(desk: Desk) -> Callable[[UUID], str]:
    """What says which label stands for a participant on every labelled copy of this vault.

    For callers that ask the gate about the participant.
    """
    return partial(pseudonym, _secret(desk))


def _secret(desk: Desk) -> bytes:
    with desk.store.read() as connection:
        kept = connection.execute(select(Setting.value).where(Setting.key == _KEY)).scalar()
    if kept is None:
        with desk.store.write() as session:
            row = session.get(Setting, _KEY)  # another window may have been faster
            if row is None:
                row = Setting(
                    key=_KEY, value=secrets.token_hex(KEY_BYTES), updated_at=desk.clock.now()
                )
                session.add(row)
            kept = row.value
    return bytes.fromhex(str(kept))
