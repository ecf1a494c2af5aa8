"""Every kind of list, by every role, tells nothing of a restricted participant.

The kinds are those of the program, so that a new one is walked the day it is written.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from lead_desktop.app import open_vault
from lead_desktop.cli.lists import FINDABLE, ListKind
from lead_desktop.domain.codes import Role
from lead_desktop.store.tables import Participant
from tests.services.canary import write_everywhere

from .conftest import OTHER, PASSPHRASE, Run

CANARY = "Quillonberg"
WITHOUT_RIGHT = (Role.CASE_MANAGER, Role.PEER, Role.READ_ONLY, Role.AUDITOR)
OF_NOBODY = frozenset({ListKind.SERVICES})


def worker_of(role: Role) -> str:
    return f"Wren {role.value}"


@pytest.fixture
def hidden(vault: Path, within: Run, tmp_path: Path) -> UUID:
    """A restricted participant of Tomas Sampleton's with the canary everywhere, and a twin whom
    everybody may see: the pair is a possible duplicate."""
    people = tmp_path / "people.csv"
    people.write_text(
        "id,preferred,first,last,dob,status,phone,cm\n"
        f"{CANARY},{CANARY},June,{CANARY},1990-05-04,active,410-555-0177,Tomas Sampleton\n"
        "B,Quillonberk,June,Quillonberk,1990-05-04,active,410-555-0177,\n",
        encoding="utf-8",
    )
    assert within("import", vault, "caseload", people).status == 0
    with open_vault(vault, None, PASSPHRASE) as application:
        desk = application.desk
        with desk.store.write() as session:
            born = {"date_of_birth": date(1990, 5, 4)}
            session.execute(update(Participant).values(**born))
            person = session.scalars(
                select(Participant.id).where(Participant.external_id == CANARY)
            ).one()
            session.execute(
                update(Participant).where(Participant.id == person).values(restricted=True)
            )
        write_everywhere(desk, person, CANARY)
        for role in (*WITHOUT_RIGHT, Role.SUPERVISOR):
            application.add_worker(worker_of(role), role, False, OTHER)
    return person


def asked(within: Run, vault: Path, role: Role, kind: ListKind, *more: str) -> tuple[int, str]:
    ran = within("list", vault, kind.value, *more, "--worker", worker_of(role), passphrase=OTHER)
    return ran.status, ran.out + ran.err


@pytest.mark.parametrize("role", WITHOUT_RIGHT, ids=lambda role: role.value)
def test_no_list_of_the_command_line_tells_of_somebody_hidden(
    role: Role, vault: Path, within: Run, hidden: UUID
) -> None:
    secrets = (CANARY, str(hidden), "555-0199")
    answered = 0
    for kind in ListKind:
        ways: list[tuple[str, ...]] = [("--json",)]
        if kind in FINDABLE:
            ways.append(("--find", "Quillon", "--json"))
        for way in ways:
            status, words = asked(within, vault, role, kind, *way)
            answered += status == 0
            assert not [one for one in secrets if one in words], (kind, way)
        if kind not in OF_NOBODY:
            status, words = asked(within, vault, role, kind, "--participant", str(hidden))
            assert status == 1, kind  # as for an id that nobody has
            assert CANARY not in words, kind
    assert answered >= (2 if role is Role.AUDITOR else len(ListKind) - 2)


def test_the_same_walk_by_the_supervisor_meets_the_canary(
    vault: Path, within: Run, hidden: UUID
) -> None:
    met = {
        kind
        for kind in ListKind
        if CANARY in (words := asked(within, vault, Role.SUPERVISOR, kind, "--json")[1])
        or str(hidden) in words
    }
    assert met == set(ListKind) - OF_NOBODY
