"""A process that saves drafts, contacts, signatures and addenda as fast as it can, and says what
is safe.

Run as `python -m tests.drills.saving DATABASE`. Prints one JSON line after each save that
returned: what it acknowledged must be there whatever happens to the process next.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sqlalchemy import select

from lead_desktop.base.clock import Clock
from lead_desktop.base.ids import new_id
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import AddendumKind, ContactMode, ContactOutcome, Role
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.services.contacts import addenda, contacts, drafts, signing
from lead_desktop.services.contacts.addenda import AddAddendum
from lead_desktop.services.desk import Desk
from lead_desktop.store.store import open_store
from lead_desktop.store.tables import Participant, Worker
from tests.conftest import KEY

WORDS = "One word after another is typed into the note while the light fails."


def acknowledge(**facts: str) -> None:
    """Tell the drill what has been saved."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main() -> None:
    store = open_store(Path(sys.argv[1]), KEY)
    with store.read() as connection:
        person = connection.execute(select(Participant.id)).scalar_one()
        worker = connection.execute(select(Worker.id, Worker.name)).one()
    line = WorkerLine(worker.id, worker.name, Role.CASE_MANAGER, False, True, None)
    desk = Desk(store, line, Clock(), VaultSettings())
    acknowledge(ready="yes")
    words = [
        "One",
        "word",
        "after",
        "another",
        "is",
        "typed",
        "into",
        "the",
        "note",
        "while",
        "the",
        "light",
        "fails.",
    ]
    while True:
        contact_id = new_id()
        for count in range(1, len(words)):
            text = " ".join(words[:count])
            drafts.save_draft(
                desk, drafts.DraftState(contact_id, "contact", person, {"note": text})
            )
            acknowledge(draft=str(contact_id), note=text)
        contacts.log_contact(
            desk,
            contacts.LogContact(
                id=contact_id,
                participant_ids=(person,),
                mode=ContactMode.PHONE,
                outcome=ContactOutcome.MET,
                occurred_at=desk.clock.now(),
                note=" ".join(words),
            ),
        )
        acknowledge(contact=str(contact_id))
        signing.sign_contact(desk, contact_id)
        acknowledge(signed=str(contact_id))
        addenda.add_addendum(
            desk, AddAddendum(new_id(), contact_id, AddendumKind.ADDENDUM, "One word more.")
        )
        acknowledge(added=str(contact_id))


if __name__ == "__main__":
    main()
