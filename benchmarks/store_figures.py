"""Figures of the store: open, caseload, save, search, timeline."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from benchmarks.caseload_sql import CASELOAD
from benchmarks.measure import Figure, compare
from benchmarks.timeline_sql import SCREEN
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, PlaceType, Purpose, Supply
from lead_desktop.services import contacts, drafts, participants
from lead_desktop.services.contacts import FollowUp, LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.store.engine import connect
from lead_desktop.store.queries.caseload import list_caseload
from lead_desktop.store.store import open_store

NOTE = "Met at the usual corner. Talked about the housing list and the clinic on Monday. " * 3


def measure_store(desk: Desk, path: Path, key: bytes, seldom: str) -> Iterator[Figure]:
    """The store's figures. seldom: the beginning of a word that some notes hold."""
    with contextlib.closing(connect(path, key)) as raw:
        yield _open(desk, path, key)
        yield _caseload(desk, raw)
        yield _timeline(desk, raw)
        yield _search(desk, raw, seldom)
        yield _save(desk, raw)


def _bounds(desk: Desk) -> dict[str, str]:
    now = desk.clock.now().astimezone(UTC).replace(tzinfo=None)
    return {
        "now": now.isoformat(" ", timespec="microseconds"),
        "today": desk.clock.today().isoformat(),
    }


def _open(desk: Desk, path: Path, key: bytes) -> Figure:
    def ours() -> None:
        store = open_store(path, key)
        with store.read() as connection:
            list_caseload(connection, desk.viewer)
        store.close()

    def floor() -> None:
        with contextlib.closing(connect(path, key)) as raw:
            raw.execute(CASELOAD, _bounds(desk)).fetchall()

    return compare("open", "unlocked key to caseload rows", ours, floor, 1.5)


def _caseload(desk: Desk, raw: sqlite3.Connection) -> Figure:
    return compare(
        "caseload",
        "need-first caseload, everybody",
        lambda: participants.list_caseload(desk),
        lambda: raw.execute(CASELOAD, _bounds(desk)).fetchall(),
        1.3,
        limit=25.0,
    )


def _timeline(desk: Desk, raw: sqlite3.Connection) -> Figure:
    busiest = raw.execute(
        "SELECT participant_id FROM contact_participant GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()[0]

    def floor() -> None:
        for query in SCREEN:
            raw.execute(query, {"person": busiest}).fetchall()

    return compare(
        "timeline",
        "first screen of the longest timeline",
        lambda: participants.list_timeline(desk, uuid.UUID(busiest)),
        floor,
        2.0,
    )


def _search(desk: Desk, raw: sqlite3.Connection, seldom: str) -> Figure:
    bare = """SELECT rowid, snippet(note_search, 0, char(2), char(3), '…', 12) FROM note_search
        WHERE note_search MATCH ? ORDER BY rowid DESC LIMIT 50"""
    joined = f"""SELECT c.id, p.id, p.preferred_name, c.occurred_at, c.mode, c.place_type, snippet
        FROM ({bare.replace("12)", "12) AS snippet", 1)}) hit JOIN contact c ON c.seq = hit.rowid
        JOIN contact_participant cp ON cp.contact_id = c.id
        JOIN participant p ON p.id = cp.participant_id"""
    return compare(
        "search",
        "type-ahead over notes, 50 hits with names and snippets",
        lambda: participants.find_in_notes(desk, seldom),
        lambda: raw.execute(joined, (f'(body : "{seldom}"*) NOT scope : struck',)).fetchall(),
        1.5,
        repeats=40,
    )


def _save(desk: Desk, raw: sqlite3.Connection) -> Figure:
    person = participants.list_caseload(desk)[0].id
    counter = itertools.count()

    def command() -> LogContact:
        return LogContact(
            id=new_id(),
            participant_ids=(person,),
            mode=ContactMode.IN_PERSON,
            place_type=PlaceType.STREET,
            outcome=ContactOutcome.MET,
            occurred_at=desk.clock.now(),
            minutes=20,
            note=NOTE,
            purposes=frozenset({Purpose.CHECK_IN}),
            supplies=((Supply.NALOXONE_KIT, 2),),
            follow_up=FollowUp("Call the clinic", desk.clock.today()),
        )

    ready = [command() for _ in range(40)]
    for one in ready:
        drafts.save_draft(desk, drafts.DraftState(one.id, "contact", person, {"note": NOTE}))
    waiting = iter(ready)

    def ours() -> None:
        contacts.log_contact(desk, next(waiting))

    def floor() -> None:
        _insert_by_hand(raw, desk, person.hex, next(counter))

    return compare("save", "a contact with all its effects, durable", ours, floor, 2.0, repeats=30)


def _insert_by_hand(raw: sqlite3.Connection, desk: Desk, person: str, number: int) -> None:
    """The same rows in one durable transaction: contact, its parts, task, audit, draft removal."""
    stamp = _bounds(desk)["now"]
    contact, task, worker = uuid.uuid4().hex, uuid.uuid4().hex, desk.worker.id.hex
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("SELECT seq FROM contact WHERE id = ?", (contact,)).fetchone()
    raw.execute("SELECT id FROM participant WHERE id = ?", (person,)).fetchone()
    newest = raw.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    raw.execute(
        "INSERT INTO contact (id, author_id, occurred_at, recorded_at, minutes, mode, place_type,"
        " place, outcome, kind, standing, note_format, note, created_at, updated_at, version)"
        " VALUES (?, ?, ?, ?, 20, 'IN_PERSON', 'STREET', '', 'MET', 'DIRECT', 'reached', 'FREE',"
        " ?, ?, ?, 1)",
        (contact, worker, stamp, stamp, NOTE, stamp, stamp),
    )
    raw.execute(
        "INSERT INTO contact_participant VALUES (?, ?, ?, 'reached', '')", (contact, person, stamp)
    )
    raw.execute("INSERT INTO contact_worker VALUES (?, ?)", (contact, worker))
    raw.execute("INSERT INTO contact_purpose VALUES (?, 'CHECK_IN')", (contact,))
    raw.execute("INSERT INTO contact_supply VALUES (?, 'NALOXONE_KIT', 2)", (contact,))
    raw.execute(
        "INSERT INTO task (id, participant_id, worker_id, contact_id, words, due_on, created_at,"
        " updated_at, version) VALUES (?, ?, ?, ?, 'Call the clinic', ?, ?, ?, 1)",
        (task, person, worker, contact, _bounds(desk)["today"], stamp, stamp),
    )
    raw.execute(
        "INSERT INTO audit VALUES (?, ?, ?, ?, 'floor', ?, '{}', ?, ?)",
        (newest[0] + 1, stamp, worker, desk.worker.name, contact, newest[1], f"{number:064d}"),
    )
    raw.execute("DELETE FROM draft WHERE id = ?", (contact,))
    raw.execute("COMMIT")
