"""roles: every command of the command line, tried by every role.

Exactly the allowed cells work, and each refusal is in the audit. (The same for every service:
tests/services/test_roles.py.)

The table is the program's policy, written out by hand; the test fails when code and policy part.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from uuid import uuid4

import pytest

from lead_desktop.app import open_vault
from lead_desktop.cli.program import build
from lead_desktop.domain.codes import LinkageStatus, Role, ServiceCategory
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.people.participants import list_caseload
from lead_desktop.services.plan.linkages import AddLinkage, add_linkage, move_linkage
from lead_desktop.services.trust.trust import list_audit
from tests.cli.conftest import OTHER, PASSPHRASE, Run

CM, PEER, SUPERVISOR, READER, AUDITOR = (
    Role.CASE_MANAGER,
    Role.PEER,
    Role.SUPERVISOR,
    Role.READ_ONLY,
    Role.AUDITOR,
)
ADMINISTRATOR = Role.ADMINISTRATOR
ROLES = (CM, PEER, SUPERVISOR, READER, AUDITOR, ADMINISTRATOR)
CARE = frozenset({CM, PEER, SUPERVISOR})
SEES = CARE | {READER}
KEEPS_HOUSE = frozenset({ADMINISTRATOR})
SOMEBODY = ("--participant", "A")
TO_PARTNER = ("--recipient", "Sample House", "--purpose", "Care", "-o", "{out}")
GROUPS = (
    "contact", "linkage", "consent", "participant", "referral", "vault",
    "event", "task", "appointment", "medication", "plan", "transfer",
)  # fmt: skip
UNKNOWN, LINKAGE = str(uuid4()), uuid4()
COMMANDS: dict[str, tuple[frozenset[Role], tuple[str, ...]]] = {
    "list participants": (SEES, ()),
    "list contacts": (SEES, ()),
    "list linkages": (SEES, ()),
    "list tasks": (SEES, ()),
    "list consents": (SEES, ()),
    "list referrals": (SEES, ()),
    "list duplicates": (SEES, ()),
    "list appointments": (SEES, ()),
    "list medications": (SEES, ()),
    "list transfers": (SEES, ()),
    "list services": (SEES | KEEPS_HOUSE, ()),
    "list disclosures": (frozenset({SUPERVISOR, AUDITOR}), ()),
    "list audit": (frozenset({SUPERVISOR, AUDITOR}), ()),
    "log": (CARE, (*SOMEBODY, "--mode", "PHONE", "--outcome", "NO_ANSWER")),
    "contact edit": (CARE, (UNKNOWN, "--minutes", "5")),
    "contact edit-undo": (CARE, (UNKNOWN, "1")),
    "contact sign": (CARE, (UNKNOWN,)),
    "contact addendum": (CARE, (UNKNOWN, "--note", "Words")),
    "contact strike": (CARE, (UNKNOWN, "--reason", "Another person")),
    "contact unstrike": (CARE, (UNKNOWN,)),
    "contact withdraw": (CARE, (UNKNOWN,)),
    "contact restore": (CARE, (UNKNOWN,)),
    "linkage add": (CARE, (*SOMEBODY, "--need", "HOUSING")),
    "linkage move": (CARE, (UNKNOWN, "SENT")),
    "linkage again": (CARE, (UNKNOWN,)),
    "linkage undo": (CARE, (str(LINKAGE),)),
    "consent record": (
        CARE,
        (*SOMEBODY, "--kind", "part2_named", "--recipient", "Sample House", "--purpose", "Care",
         "--category", "services", "--signed", "2026-01-02"),
    ),
    "consent revoke": (CARE, (UNKNOWN,)),
    "participant set": (CARE, (*SOMEBODY, "--phase", "ENGAGED")),
    "participant edit": (CARE, (*SOMEBODY, "--input", "{facts}")),
    "participant assign": (frozenset({CM, SUPERVISOR}), (*SOMEBODY, "--peer", "Wren peer")),
    "assign": (frozenset({CM, SUPERVISOR}), ("--participant", "B", "--peer", "Wren peer")),
    "event add": (
        CARE,
        (*SOMEBODY, "--kind", "HOSPITAL_ED", "--source", "STAFF", "--at", "2026-01-02T10:00"),
    ),
    "event end": (CARE, (UNKNOWN, "--at", "2026-01-02T10:00")),
    "event strike": (CARE, (UNKNOWN,)),
    "event restore": (CARE, (UNKNOWN,)),
    "task add": (CARE, (*SOMEBODY, "--words", "Call", "--due", "{soon}")),
    "task change": (CARE, (UNKNOWN, "--due", "{soon}")),
    "task done": (CARE, (UNKNOWN,)),
    "task reopen": (CARE, (UNKNOWN,)),
    "task remove": (CARE, (UNKNOWN,)),
    "appointment add": (CARE, (*SOMEBODY, "--title", "Intake", "--at", "{soon}T10:00")),
    "appointment reschedule": (CARE, (UNKNOWN, "--at", "{soon}T10:00")),
    "appointment settle": (CARE, (UNKNOWN, "MISSED")),
    "appointment undo": (CARE, (UNKNOWN,)),
    "medication add": (
        CARE, (*SOMEBODY, "--kind", "NALOXONE", "--runs-out", "{soon}"),
    ),
    "medication refill": (CARE, (UNKNOWN, "--runs-out", "{soon}")),
    "medication end": (CARE, (UNKNOWN,)),
    "medication reopen": (CARE, (UNKNOWN,)),
    "medication remove": (CARE, (UNKNOWN,)),
    "plan review": (CARE, SOMEBODY),
    "plan review-undo": (CARE, (UNKNOWN,)),
    "transfer add": (
        frozenset({CM, SUPERVISOR}),
        ("--participant", "C", "--to", "Wren peer", "--part", "peer", "--on", "{soon}"),
    ),
    "transfer undo": (frozenset({CM, SUPERVISOR}), (UNKNOWN,)),
    "transfer again": (frozenset({CM, SUPERVISOR}), (UNKNOWN,)),
    "referral add": (CARE, ("--door", "social", "--name", "Somebody New")),
    "summary internal": (CARE, (*SOMEBODY, "--audience", "internal", "-o", "{out}")),
    "summary participant": (CARE, (*SOMEBODY, "--audience", "participant", "-o", "{out}")),
    "summary provider": (CARE, (*SOMEBODY, "--audience", "provider", *TO_PARTNER)),
    "summary community": (CARE, (*SOMEBODY, "--audience", "community", *TO_PARTNER)),
    "summary justice": (
        frozenset({CM, SUPERVISOR}), (*SOMEBODY, "--audience", "justice", *TO_PARTNER),
    ),
    "import caseload": (KEEPS_HOUSE, ("{file}",)),
    "import contacts": (KEEPS_HOUSE, ("{file}",)),
    "import linkages": (KEEPS_HOUSE, ("{file}",)),
    "import directory": (KEEPS_HOUSE, ("{file}",)),
    "import-undo": (KEEPS_HOUSE, (UNKNOWN,)),
    "export directory": (KEEPS_HOUSE, ("{out}.json",)),
    "vault verify": (frozenset(ROLES), ()),
    "vault backup": (KEEPS_HOUSE, ()),
    "vault remove-worker": (KEEPS_HOUSE, ("--name", "Nobody")),
}  # fmt: skip
ELSEWHERE = {
    "vault new": "needs no vault",
    "vault info": "needs no passphrase",
    "vault restore": "an administrator's passphrase alone: tests/services/trust/test_restoring",
    "vault recover": "the recovery words alone: tests/cli/test_vault",
    "vault change-passphrase": "one's own, and asked for twice: tests/cli/test_vault",
    "vault add-worker": "asked for a second passphrase: tests/cli/test_vault",
}
CELLS = [pytest.param(2, id="short"), pytest.param(len(ROLES), id="long", marks=pytest.mark.drill)]
"""How many roles try each command; in the short form another pair for each command."""


def name_of(role: Role) -> str:
    return f"Wren {role.value}"


def spoken(name: str) -> tuple[str, tuple[str, ...]]:
    """A row's command, and the kind that is named after the vault."""
    first, _, second = name.partition(" ")
    if first in GROUPS:
        return name, ()
    return first, () if first == "summary" or not second else (second,)


@pytest.fixture
def staffed(vault: Path, people: Path) -> Path:
    """A vault with a worker of each role, and a linkage that stands a step on."""
    with open_vault(vault, None, PASSPHRASE) as application:
        desk = application.desk
        who = list_caseload(desk)[0].id
        add_linkage(desk, AddLinkage(LINKAGE, who, ServiceCategory.HOUSING))
        on = desk.clock.today()
        move_linkage(desk, LINKAGE, Move(LinkageStatus.WAITLIST, on, next_check=on))
        for role in ROLES:
            application.add_worker(name_of(role), role, role is ADMINISTRATOR, OTHER)
    return vault


def test_every_command_stands_in_the_table() -> None:
    program = build()
    names = {str(command.name) for command in program.registered_commands}
    for group in program.registered_groups:
        assert group.typer_instance is not None
        for command in group.typer_instance.registered_commands:
            names.add(f"{group.name} {command.name}")
    assert names == {spoken(name)[0] for name in COMMANDS} | ELSEWHERE.keys()


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("cells", CELLS)
def test_each_role_may_what_the_policy_says_and_no_more(
    staffed: Path, within: Run, tmp_path: Path, cells: int
) -> None:
    nothing = tmp_path / "nothing.csv"
    nothing.write_text("id,first,service,date\n", "utf-8")
    facts = tmp_path / "facts.json"
    facts.write_text('{"pronouns": "they/them"}', "utf-8")
    soon = datetime.now(UTC).date() + timedelta(days=20)
    roles, refusals, wrong = cycle(ROLES), 0, []
    for name, (allowed, options) in COMMANDS.items():
        command, kind = spoken(name)
        given = [
            word.format(out=tmp_path / "copy.pdf", file=nothing, facts=facts, soon=soon)
            for word in options
        ]
        # Case managers before supervisors: whom these passed on is no longer theirs to pass on.
        for role in sorted(islice(roles, cells), key=ROLES.index):
            told = within(
                *command.split(), staffed, *kind, *given, "--worker", name_of(role),
                passphrase=OTHER,
            )  # fmt: skip
            refused = told.status == 1 and told.err.startswith(f"Your role ({role.label.lower()})")
            refusals += refused
            if refused == (role in allowed):
                wrong.append((name, role.value, told.status, told.err[:80]))
        next(roles)  # so that the short form does not try the same pair again
    assert wrong == []
    assert refusals
    with open_vault(staffed, name_of(SUPERVISOR), OTHER) as application:
        written = [entry for entry in list_audit(application.desk) if entry.action == "refused"]
    assert len(written) == refusals
