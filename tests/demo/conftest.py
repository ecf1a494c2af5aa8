"""The demonstration vault, filled once for the tests that only look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import Connection, select

from lead_desktop.base.clock import FixedClock
from lead_desktop.demo.caseload import fill_demo
from lead_desktop.demo.cast import DEMO_WORKERS, TOMAS
from lead_desktop.demo.rows import reproducible_id
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.store.queries.caseload import Viewer
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Base, Worker

KEY = bytes(range(32))
CLOCK = FixedClock()
Hire = Callable[[Store], dict[str, UUID]]
Rows = dict[str, list[tuple[object, ...]]]


def hire_workers(store: Store, at: datetime = CLOCK.instant) -> dict[str, UUID]:
    """Rows for the demonstration's workers, as a vault makes them; ids by name, always the same."""
    random = Random(1)
    ids = {worker.name: reproducible_id(random, at) for worker in DEMO_WORKERS}
    with store.write() as session:
        for worker in DEMO_WORKERS:
            session.add(
                Worker(
                    id=ids[worker.name],
                    name=worker.name,
                    name_key=worker_key(worker.name),
                    role=worker.role,
                    administrator=worker.administrator,
                    created_at=at,
                    updated_at=at,
                )
            )
    return ids


def read_everything(store: Store) -> Rows:
    """Every row of every table, in the order of the tables' keys."""
    with store.read() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture(scope="session")
def filled(
    empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, dict[str, UUID]]]:
    """The default demonstration and the ids of its workers. Look, do not write."""
    path = tmp_path_factory.mktemp("demo") / "caseload.db"
    shutil.copyfile(empty_database, path)
    store = open_store(path, KEY)
    workers = hire_workers(store)
    fill_demo(store, now=CLOCK.now(), zone=CLOCK.zone, workers=workers)
    yield store, workers
    store.close()


@pytest.fixture
def demo(filled: tuple[Store, dict[str, UUID]]) -> Iterator[Connection]:
    """A reading connection to the default demonstration."""
    with filled[0].read() as connection:
        yield connection


@pytest.fixture
def tomas(filled: tuple[Store, dict[str, UUID]]) -> Viewer:
    """Tomas Sampleton on Monday 23 November 2026, 10:41."""
    return Viewer(filled[1][TOMAS.name], CLOCK.now(), CLOCK.zone)
