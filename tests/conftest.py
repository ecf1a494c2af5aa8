"""Fixtures for all tests: the real encrypted store, a clock that stands still, public data."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

import hypothesis
import pytest
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import ParticipantStatus, Phase, Role, WorkerPart
from lead_desktop.domain.people.participant import fold_name
from lead_desktop.domain.trust.worker import WorkerLine, worker_key
from lead_desktop.services.desk import Desk
from lead_desktop.store.schema import migrate
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Assignment, Participant, PlanReview, Worker

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes is the machine's affair. New examples are sought where somebody works
# who can look into them; what gates a change is the same for everybody.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")

KEY = bytes(range(32))
CLOCK = FixedClock()


def pytest_configure(config: pytest.Config) -> None:
    """The mark of a test that takes ten seconds and more by itself."""
    config.addinivalue_line("markers", "long: takes ten seconds and more, so it starts first")


@pytest.hookimpl(trylast=True)  # after the shuffle
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest starts first, so that at the end no process waits for another."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not walk over all of it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """All stores of a run share what SQLAlchemy compiled, which is a third of the run's time.

    The program does not: compiled statements remember the first values that they were given.
    """
    share = partial(Engine, execution_options={"compiled_cache": LRUCache(2000)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lead_desktop.store.engine.Engine", share)
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public test data beside the checkout; the test is skipped without it."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public test data folder is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted database with the newest schema and no rows, made once and copied per test."""
    path = tmp_path_factory.mktemp("template") / "caseload.db"
    migrate(path, KEY, create=True)
    return path


@pytest.fixture
def store(empty_database: Path, tmp_path: Path) -> Iterator[Store]:
    """A fresh encrypted store of its own."""
    path = tmp_path / "caseload.db"
    shutil.copyfile(empty_database, path)
    opened = open_store(path, KEY)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, 10:41 in Baltimore."""
    return CLOCK


@pytest.fixture
def seat(store: Store, clock: FixedClock) -> Callable[..., Desk]:
    """Make a worker of a role and return their desk: seat(Role.PEER), seat(..., name="Dre")."""

    def make(
        role: Role = Role.CASE_MANAGER, *, name: str = "", administrator: bool = False
    ) -> Desk:
        now = clock.now()
        title = name or f"{role.label} worker"
        worker_id = new_id()
        with store.write() as session:
            session.add(
                Worker(
                    id=worker_id,
                    name=title,
                    name_key=worker_key(title),
                    role=role,
                    administrator=administrator,
                    created_at=now,
                    updated_at=now,
                )
            )
        line = WorkerLine(worker_id, title, role, administrator, True, None)
        return Desk(store, line, clock, VaultSettings())

    return make


@pytest.fixture
def desk(seat: Callable[..., Desk]) -> Desk:
    """The desk of a case manager, Tomas Sampleton."""
    return seat(Role.CASE_MANAGER, name="Tomas Sampleton")


@pytest.fixture
def enroll(store: Store, clock: FixedClock) -> Callable[..., UUID]:
    """Add a participant: enroll("Juniper Fable", case_manager=desk) returns the id.

    plan_looked_at: the case manager has looked at the plan with them today.
    """
    numbers = iter(range(1, 10_000))

    def add(
        name: str,
        *,
        case_manager: Desk | None = None,
        status: ParticipantStatus = ParticipantStatus.ACTIVE,
        phase: Phase = Phase.ENGAGED,
        enrolled_on: date = date(2026, 3, 3),
        plan_looked_at: bool = True,
        **facts: object,
    ) -> UUID:
        now: datetime = clock.now()
        person = new_id()
        with store.write() as session:
            session.add(
                Participant(
                    id=person,
                    number=next(numbers),
                    preferred_name=name,
                    name_key=fold_name(name),
                    status=status,
                    status_since=enrolled_on,
                    phase=phase,
                    enrolled_on=enrolled_on,
                    created_at=now,
                    updated_at=now,
                    **facts,
                )
            )
            session.flush()
            if case_manager is not None:
                session.add(
                    Assignment(
                        participant_id=person,
                        part=WorkerPart.CASE_MANAGER,
                        worker_id=case_manager.worker.id,
                        from_on=enrolled_on,
                        created_at=now,
                        updated_at=now,
                    )
                )
            if case_manager is not None and plan_looked_at:
                session.add(
                    PlanReview(
                        participant_id=person,
                        worker_id=case_manager.worker.id,
                        reviewed_on=clock.today(),
                        created_at=now,
                        updated_at=now,
                    )
                )
        return person

    return add
