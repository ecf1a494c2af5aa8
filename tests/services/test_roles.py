"""Every guarded service, tried by every role: only the allowed cells work, refusals are audited.

The matrix is generated from the services themselves, so that a new service is covered the day
it is written. What each role may do is stated here a second time, by hand, as the programme's
policy reads; the test fails when code and policy part.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable

import pytest

import lead_desktop.services
from lead_desktop.base.errors import Refused
from lead_desktop.domain.codes import Audience, Role
from lead_desktop.domain.trust.roles import PRINT_ACT, Act, may
from lead_desktop.services.desk import GUARDED, Desk
from lead_desktop.store.audit import list_entries

for module in pkgutil.walk_packages(lead_desktop.services.__path__, "lead_desktop.services."):
    importlib.import_module(module.name)

DESK_ROLES = (Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR, Role.READ_ONLY, Role.AUDITOR)
CARE = {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR}
POLICY: dict[Act, set[Role]] = {
    Act.SEE_PARTICIPANTS: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR, Role.READ_ONLY},
    Act.SEE_LEGAL_DETAIL: {Role.CASE_MANAGER, Role.SUPERVISOR, Role.READ_ONLY},
    Act.LOG_CONTACT: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.SIGN_OWN: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.EDIT_PERSON: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.EDIT_PLAN: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.RECORD_REFERRAL: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.RECORD_CONSENT: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.KEEP_PAPERS: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.PRINT_OWN_COPIES: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.PRINT_PARTNER_COPIES: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.PRINT_JUSTICE_COPIES: {Role.CASE_MANAGER, Role.SUPERVISOR},
    Act.COSIGN: {Role.SUPERVISOR},
    Act.SUPERVISE: {Role.SUPERVISOR},
    Act.WRITE_COUNSELING: {Role.CASE_MANAGER, Role.PEER},
    Act.READ_COUNSELING: {Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR},
    Act.OVERRIDE: {Role.SUPERVISOR},
    Act.TRANSFER_OWN: {Role.CASE_MANAGER, Role.SUPERVISOR},
    Act.TRANSFER_OTHERS: {Role.SUPERVISOR},
    Act.SEE_AUDIT: {Role.SUPERVISOR, Role.AUDITOR},
    Act.SEE_DISCLOSURES: {Role.SUPERVISOR, Role.AUDITOR},
    Act.SEE_DIRECTORY: CARE | {Role.READ_ONLY},
    Act.KEEP_PRIVACY: {Role.SUPERVISOR},
    Act.BREAK_GLASS: CARE,
    Act.SEE_RESTRICTED: {Role.SUPERVISOR},
    Act.SEE_MEASURES_OWN: CARE,
    Act.SEE_MEASURES_ALL: {Role.SUPERVISOR},
    Act.SEE_MEASURES_AGGREGATE: {Role.READ_ONLY, Role.AUDITOR},
    Act.SEE_VAULT: set(Role),
    Act.OWN_ACCOUNT: set(Role),
    Act.MANAGE_WORKERS: set(),
    Act.MANAGE_BACKUPS: set(),
    Act.IMPORT: set(),
    Act.EXPORT: set(),
    Act.CHANGE_SETTINGS: set(),
}


HOUSEKEEPING = {
    Act.MANAGE_WORKERS,
    Act.MANAGE_BACKUPS,
    Act.IMPORT,
    Act.EXPORT,
    Act.CHANGE_SETTINGS,
    Act.SEE_DIRECTORY,
}
"""What the administrator right adds to a role; none of it is upon a participant's record."""


@pytest.mark.parametrize("act", Act, ids=lambda act: act.name)
@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_the_table_says_what_the_policy_says(role: Role, act: Act) -> None:
    assert may(role, act) == (role in POLICY[act])
    assert may(role, act, administrator=True) == (role in POLICY[act] or act in HOUSEKEEPING)


def service(name: str) -> Callable[..., object]:
    """The guarded service of a dotted name."""
    module, _, function = name.rpartition(".")
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found


@pytest.mark.parametrize("role", [*DESK_ROLES, Role.ADMINISTRATOR], ids=lambda role: role.value)
def test_every_service_refuses_a_role_that_may_not(seat: Callable[..., Desk], role: Role) -> None:
    administrator = role is Role.ADMINISTRATOR
    desk = seat(role, administrator=administrator)
    allowed = {n for n, act in GUARDED.items() if may(role, act, administrator=administrator)}
    for act in {GUARDED[name] for name in allowed}:
        desk.require(act)
    assert not _refusals(desk)
    refused = sorted(set(GUARDED) - allowed)
    assert [name for name in refused if not _is_refused(desk, name)] == []
    assert _refusals(desk) == [GUARDED[name].value for name in refused]


def _is_refused(desk: Desk, name: str) -> bool:
    """Whether the check comes before anything else: the call brings nothing but the desk."""
    try:
        service(name)(desk)
    except Refused:
        return True
    except TypeError:
        return False
    return False


def _refusals(desk: Desk) -> list[object]:
    with desk.store.read() as connection:
        return [
            entry.detail["act"] for entry in list_entries(connection) if entry.action == "refused"
        ]


def test_every_service_that_takes_a_desk_is_guarded() -> None:
    unguarded = [
        f"{module.name}.{name}"
        for module in pkgutil.walk_packages(
            lead_desktop.services.__path__, "lead_desktop.services."
        )
        for name, function in inspect.getmembers(
            importlib.import_module(module.name), inspect.isfunction
        )
        if not name.startswith("_")
        and function.__module__ == module.name
        and next(iter(inspect.signature(function).parameters), "") == "desk"
        and f"{function.__module__}.{name}" not in GUARDED
    ]
    assert unguarded == []


def test_every_audience_needs_an_act_to_print() -> None:
    assert set(PRINT_ACT) == set(Audience)


def test_a_copy_for_a_partner_needs_the_act_for_that_partner() -> None:
    own, partner = Act.PRINT_OWN_COPIES, Act.PRINT_PARTNER_COPIES
    assert {
        Audience.INTERNAL: own,
        Audience.PARTICIPANT: own,
        Audience.PROVIDER: partner,
        Audience.COMMUNITY: partner,
        Audience.JUSTICE: Act.PRINT_JUSTICE_COPIES,
    } == PRINT_ACT
