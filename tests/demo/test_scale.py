"""The large vault for benchmarks, tried small."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from lead_desktop.base.clock import FixedClock
from lead_desktop.demo.scale import fill_scale
from lead_desktop.demo.vocabulary import NoteMaker, vocabulary
from lead_desktop.domain.codes import WorkerPart
from lead_desktop.store import audit
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Assignment, Contact, Participant, Worker
from tests.demo.conftest import KEY, hire_workers, read_everything


def fill(store: Store, clock: FixedClock) -> None:
    fill_scale(
        store,
        now=clock.now(),
        zone=clock.zone,
        workers=hire_workers(store),
        participants=60,
        contacts=300,
    )


def test_as_many_people_and_contacts_as_asked_for(store: Store, clock: FixedClock) -> None:
    fill(store, clock)
    with store.read() as connection:
        people = connection.scalar(select(func.count()).select_from(Participant))
        contacts = connection.scalar(select(func.count()).select_from(Contact))
        recorded = list(connection.scalars(select(Contact.recorded_at).order_by(Contact.seq)))
        problems = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        broken_link = audit.verify_chain(connection)
    assert (people, contacts) == (60, 300)
    assert recorded == sorted(recorded)
    assert (problems, broken_link) == ([], None)


def test_twenty_five_people_have_one_case_manager(store: Store, clock: FixedClock) -> None:
    fill(store, clock)
    with store.read() as connection:
        counts = connection.execute(
            select(Worker.name, func.count())
            .join(Assignment, Assignment.worker_id == Worker.id)
            .where(Assignment.part == WorkerPart.CASE_MANAGER)
            .group_by(Worker.name)
        )
        managers = sorted(tuple(row) for row in counts)
    assert managers == [("Standin 002", 25), ("Standin 003", 10), ("Tomas Sampleton", 25)]


def test_the_same_arguments_give_the_same_rows(
    store: Store, clock: FixedClock, empty_database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "again.db"
    shutil.copyfile(empty_database, path)
    again = open_store(path, KEY)
    fill(store, clock)
    fill(again, clock)
    assert read_everything(store) == read_everything(again)
    again.close()


def test_notes_have_forty_to_four_hundred_words_of_a_skewed_vocabulary() -> None:
    maker = NoteMaker(Random(3))
    notes = [maker.note() for _ in range(400)]
    lengths = [len(note.split()) for note in notes]
    words = Counter(word for note in notes for word in note.lower().replace(".", "").split())
    common = sum(count for _, count in words.most_common(100))
    assert min(lengths) >= 40
    assert max(lengths) <= 400
    assert 0.4 < common / words.total() < 0.8
    assert len(words) > 1500


def test_the_vocabulary_has_no_word_twice() -> None:
    words = vocabulary(Random(3))
    assert len(words) == len(set(words)) > 1500
