"""A restricted record is nowhere: every service that lists or reads is walked, by every role.

The services are found by themselves, so that a new one is walked the day it is written. The
record holds a canary in every text that a person can type.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from functools import partial
from typing import Any, get_type_hints
from uuid import UUID

import pytest

import lead_desktop.services
from lead_desktop.base.errors import LeadError, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role, WorkerPart
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.services.desk import GUARDED, Desk
from lead_desktop.services.measures import measures
from lead_desktop.services.people import transfers
from lead_desktop.store.queries.belongings import BELONGS
from tests.services.canary import write_everywhere

for module in pkgutil.walk_packages(lead_desktop.services.__path__, "lead_desktop.services."):
    importlib.import_module(module.name)

CANARY = "Quillonberg"
WITHOUT_RIGHT = (Role.CASE_MANAGER, Role.PEER, Role.READ_ONLY, Role.AUDITOR)
READING = ("list_", "read_", "find_", "open_", "plan_", "account_", "people_", "review_", "judge_")

NO_PERSONS = {
    "again_id", "at", "back", "check_id", "contact_kind", "copy_id", "draft_id", "handover_id",
    "id", "import_id", "meeting_id", "order_id", "organization_id", "agreement_id", "breach_id",
    "service_id", "session_id", "snooze_id", "to_worker_id", "view_id", "worker_id", "worker_ids",
    "writer", "renews_id", "external_id", "merge_id", "report_id", "entry_id", "location_id",
    "supervision_id",
}  # fmt: skip
"""Identifiers of things that belong to nobody's record, or to the worker who asks."""

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]


@pytest.fixture
def hidden(desk: Desk, enroll: Enroll) -> UUID:
    """A restricted participant of the case manager's, with a canary everywhere."""
    person = enroll(
        CANARY, case_manager=desk, restricted=True, external_id=CANARY, helps=CANARY,
        legal_first_name=CANARY, legal_last_name=CANARY, date_of_birth="1980-01-01",
    )  # fmt: skip
    write_everywhere(desk, person, CANARY)
    return person


def told(value: object) -> Iterator[str]:
    """Every text and identifier in what a service answers, however deep."""
    if isinstance(value, str | UUID):
        yield str(value)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from told(key)
            yield from told(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from told(getattr(value, field.name))
    elif isinstance(value, CaseloadRow):
        yield from told(value._facts)
        yield str(value.id)
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for one in value:
            yield from told(one)
    else:
        yield repr(value)


def service(name: str) -> Callable[..., object]:
    module, _, function = name.rpartition(".")
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found


def parameters(name: str) -> dict[str, inspect.Parameter]:
    listed = dict(inspect.signature(service(name)).parameters)
    listed.pop("desk")
    return listed


def questions(name: str) -> Iterator[dict[str, object]]:
    """Ways to ask a reading service about everybody: plainly, with its switches on, by words."""
    listed = parameters(name)
    needed = [key for key, one in listed.items() if one.default is inspect.Parameter.empty]
    needed = [
        key
        for key in needed
        if listed[key].kind not in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    ]
    if set(needed) <= {"words", "text", "find"}:
        said: dict[str, object] = dict.fromkeys(needed, CANARY)
        yield said
        switches = {key: True for key, one in listed.items() if isinstance(one.default, bool)}
        yield said | switches
        yield said | {key: not on for key, on in switches.items()}
        if "find" in listed:
            yield said | {"find": CANARY}
    elif set(needed) <= {"first", "last"}:
        yield {}


READERS = sorted(name for name in GUARDED if name.rpartition(".")[2].startswith(READING))


def ask(desk: Desk, name: str, question: dict[str, object]) -> object:
    try:
        return service(name)(desk, **question)
    except (Refused, NotFound):
        return None


@pytest.mark.parametrize("role", WITHOUT_RIGHT, ids=lambda role: role.value)
def test_no_list_tells_of_somebody_hidden(role: Role, seat: Seat, hidden: UUID) -> None:
    desk = seat(role, name="Wren Example", administrator=True)
    today = desk.clock.today()
    walked = []
    for name in READERS:
        for question in questions(name):
            span = {"first": today - timedelta(days=9), "last": today + timedelta(days=9)}
            asked = span if "first" in parameters(name) else question
            answer = list(told(ask(desk, name, asked)))
            walked.append(name)
            leaks = [text for text in answer if CANARY in text or str(hidden) in text]
            assert not leaks, (name, asked)
    assert len(set(walked)) > 25


def test_the_walk_would_find_a_leak(desk: Desk, hidden: UUID) -> None:
    """The same walk by somebody with the right meets the canary in most of these lists."""
    met = set()
    for name in READERS:
        for question in questions(name):
            day = desk.clock.today()
            asked = {"first": day, "last": day} if "first" in parameters(name) else question
            if any(CANARY in text for text in told(ask(desk, name, asked))):
                met.add(name.rpartition(".")[2])
    assert {
        "list_caseload", "list_contacts", "find_in_notes", "list_tasks", "list_linkages",
        "list_board", "list_work", "list_consents", "list_restrictions",
        "read_agenda", "list_referrals",
    } <= met  # fmt: skip


@pytest.mark.parametrize("role", WITHOUT_RIGHT, ids=lambda role: role.value)
def test_no_service_answers_about_somebody_hidden_who_is_named(
    role: Role, seat: Seat, hidden: UUID
) -> None:
    desk = seat(role, name="Wren Example", administrator=True)
    named = [
        name
        for name in GUARDED
        if "participant_id" in parameters(name)
        and all(
            one.default is not inspect.Parameter.empty or key == "participant_id"
            for key, one in parameters(name).items()
        )
    ]
    assert len(named) > 20
    for name in named:
        with pytest.raises((NotFound, Refused)) as caught:
            service(name)(desk, participant_id=hidden)
        assert CANARY not in str(caught.value)


def test_every_identifier_that_services_take_is_known_to_belong_to_somebody() -> None:
    unknown = []
    for name in GUARDED:
        function = inspect.unwrap(service(name))
        hints = get_type_hints(function)
        for key in parameters(name):
            kind: Any = hints.get(key)
            taken = (
                {field.name: str(field.type) for field in fields(kind)}
                if is_dataclass(kind)
                else {key: str(kind)}
            )
            unknown += [
                f"{name}({part})"
                for part, what in taken.items()
                if part.endswith(("_id", "_ids"))
                and "UUID" in what
                and part not in BELONGS
                and part not in NO_PERSONS
            ]
    assert unknown == []


def test_who_reads_is_told_the_same_as_of_somebody_who_is_not_there(
    seat: Seat, hidden: UUID
) -> None:
    desk = seat(Role.CASE_MANAGER, name="Wren Example")
    from lead_desktop.services.people.participants import read_record

    answers = []
    for who in (hidden, new_id()):
        with pytest.raises(LeadError) as caught:
            read_record(desk, who)
        answers.append((type(caught.value), str(caught.value)))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("role", WITHOUT_RIGHT, ids=lambda role: role.value)
def test_no_figure_counts_somebody_hidden(
    role: Role, seat: Seat, desk: Desk, enroll: Enroll
) -> None:
    """A workload, a caseload to pass on, a measure: none changes when a hidden record comes in."""
    wren = seat(role, name="Wren Example")
    enroll("Juniper Fable", case_manager=desk)
    today = desk.clock.today()
    span = Span(today - timedelta(days=30), today)

    asked = [
        *(
            partial(ask_part, wren, part)
            for part in WorkerPart
            for ask_part in (
                transfers.list_workloads,
                transfers.list_takers,
                lambda who, part: transfers.people_of(who, desk.worker.id, part),
            )
        ),
        *(
            partial(measure, wren, span)
            for measure in (
                measures.own_measures, measures.all_measures, measures.aggregate_measures,
            )
        ),
    ]  # fmt: skip

    def figures() -> list[object]:
        return [_answer(question) for question in asked]

    before = figures()
    person = enroll(CANARY, case_manager=desk, restricted=True)
    write_everywhere(desk, person, CANARY)
    assert figures() == before


def _answer(ask: Callable[[], object]) -> object:
    """None where the role may not ask."""
    try:
        return ask()
    except Refused:
        return None
