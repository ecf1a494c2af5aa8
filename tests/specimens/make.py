"""Make the specimen vault of the present schema: `python -m tests.specimens.make`.

Run once when a schema is released, and never again for that schema: a specimen is what the
program of that day wrote. Everything in it is invented and its passphrase is public.
"""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from lead_desktop.base.clock import FixedClock
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    ParticipantStatus,
    Phase,
    PlaceType,
    Role,
    WorkerPart,
)
from lead_desktop.domain.people.participant import fold_name
from lead_desktop.services.contacts.contacts import LogContact, log_contact
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust.sitting_down import open_desk
from lead_desktop.services.trust.vaults import create_vault
from lead_desktop.services.trust.workers import NewWorker, add_worker
from lead_desktop.store.schema import HEAD
from lead_desktop.store.tables import Assignment, Participant
from lead_desktop.vault.derivation import FAST

SPECIMENS = Path(__file__).parent
WORKER, PASSPHRASE = "Ada Sampleton", "marble otter window seven"
SECOND, SECOND_PASSPHRASE = "Dre Fable", "copper lantern nine rivers"
PERSON = UUID("01936000-0000-7000-8000-000000000001")
CONTACT = UUID("01936000-0000-7000-8000-000000000002")
ATTEMPT = UUID("01936000-0000-7000-8000-000000000003")
NOTE = "Met by the fountain. Talked about the dentist; naïve plan, good mood. Smörgåsbord after."
CLOCK = FixedClock()


def add_person(desk: Desk) -> None:
    now = desk.clock.now()
    with desk.store.write() as session:
        session.add(
            Participant(
                id=PERSON,
                number=1,
                preferred_name="Juniper Fable",
                name_key=fold_name("Juniper Fable"),
                status=ParticipantStatus.ACTIVE,
                status_since=date(2026, 3, 3),
                phase=Phase.ENGAGED,
                enrolled_on=date(2026, 3, 3),
                created_at=now,
                updated_at=now,
            )
        )
        session.flush()
        session.add(
            Assignment(
                participant_id=PERSON,
                part=WorkerPart.CASE_MANAGER,
                worker_id=desk.worker.id,
                from_on=date(2026, 3, 3),
                created_at=now,
                updated_at=now,
            )
        )


def log(desk: Desk) -> None:
    now = desk.clock.now()
    log_contact(
        desk,
        LogContact(
            id=CONTACT,
            participant_ids=(PERSON,),
            mode=ContactMode.IN_PERSON,
            outcome=ContactOutcome.MET,
            occurred_at=now - timedelta(hours=3),
            minutes=25,
            place_type=PlaceType.STREET,
            note=NOTE,
            sign=True,
        ),
    )
    log_contact(
        desk,
        LogContact(
            id=ATTEMPT,
            participant_ids=(PERSON,),
            mode=ContactMode.PHONE,
            outcome=ContactOutcome.NO_ANSWER,
            occurred_at=now - timedelta(hours=1),
        ),
    )


def make(target: Path) -> None:
    """Write keyring.json and caseload.db of a new specimen to `target`, which must not exist."""
    target.mkdir()
    with tempfile.TemporaryDirectory() as place:
        vault = Path(place) / "vault"
        create_vault(
            vault,
            name="Specimen",
            worker=WORKER,
            role=Role.CASE_MANAGER,
            passphrase=PASSPHRASE,
            cost=FAST,
            clock=CLOCK,
        )
        opened = open_desk(vault, WORKER, PASSPHRASE, clock=CLOCK)
        with opened.hold:
            second = NewWorker(SECOND, Role.PEER, SECOND_PASSPHRASE)
            add_worker(opened.desk, opened.keys, second, FAST)
            add_person(opened.desk)
            log(opened.desk)
        for name in ("keyring.json", "caseload.db"):
            (target / name).write_bytes((vault / name).read_bytes())


if __name__ == "__main__":
    make(SPECIMENS / HEAD)
