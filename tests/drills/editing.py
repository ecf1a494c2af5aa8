"""A process that writes word after word into one note that another process writes into as well.

Run as `python -m tests.drills.editing DATABASE CONTACT NAME COUNT [sign]`. It starts when a line
comes on standard input. It reads the note, adds a word, saves; when somebody was faster it looks at
the new text and tries again. Ends with one JSON line: which words were saved, how often it was
second, and whether it met a signature.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import EditConflict, Refused, VaultBusy
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import Role
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.services.contacts import note_edits, signing
from lead_desktop.services.desk import Desk
from lead_desktop.store.store import open_store
from lead_desktop.store.tables import Worker
from tests.conftest import KEY


def main() -> None:
    path, contact, name, count, *more = sys.argv[1:]
    store, contact_id = open_store(Path(path), KEY), UUID(contact)
    with store.read() as connection:
        worker = connection.execute(select(Worker.id, Worker.name)).one()
    line = WorkerLine(worker.id, worker.name, Role.CASE_MANAGER, False, True, None)
    desk = Desk(store, line, Clock(), VaultSettings())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    saved: list[str] = []
    second, locked = 0, False
    while len(saved) < int(count) and not locked:
        word = f"{name}{len(saved)}"
        try:
            now = note_edits.read_saved(desk, contact_id)
            facts = replace(now.facts, note=f"{now.facts.note} {word}")
            command = note_edits.EditContact(contact_id, now.version, facts)
            note_edits.edit_contact(desk, command)
            saved.append(word)
        except (EditConflict, VaultBusy):
            second += 1
        except Refused:
            locked = True
    if more and not locked:
        signing.sign_contact(desk, contact_id)
    sys.stdout.write(json.dumps({"saved": saved, "second": second, "locked": locked}) + "\n")
    store.close()


if __name__ == "__main__":
    main()
