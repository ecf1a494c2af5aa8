"""Figures of the store: open, caseload, save, search, timeline."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import uuid
from datetime import UTC

from benchmarks.bench_vault import BenchVault, Size
from benchmarks.caseload_sql import CASELOAD
from benchmarks.measure import Figure, compare
from benchmarks.timeline_sql import screen_by_hand
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    PlaceType,
    Purpose,
    Seal,
    Supply,
)
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.contacts import contacts, drafts
from lead_desktop.services.contacts.contacts import FollowUp, LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.store.engine import connect
from lead_desktop.store.queries.caseload import list_caseload
from lead_desktop.store.store import open_store

NOTE = "Met at the usual corner. Talked about the housing list and the clinic on Monday. " * 3
TYPED = "hou"
"""What has been typed so far of a word that many notes hold."""


def bounds(desk: Desk) -> dict[str, str]:
    now = desk.clock.now().astimezone(UTC).replace(tzinfo=None)
    return {
        "now": now.isoformat(" ", timespec="microseconds"),
        "today": desk.clock.today().isoformat(),
        "viewer": desk.worker.id.hex,
    }


def measure_open(vault: BenchVault) -> Figure:
    """Unlocking, without the derivation of the key, until the caseload can be shown."""
    desk, path, key = vault.desk, vault.database, vault.key

    def ours() -> None:
        store = open_store(path, key)
        with store.read() as connection:
            list_caseload(connection, desk.viewer)
        store.close()

    def floor() -> None:
        with contextlib.closing(connect(path, key)) as raw:
            raw.execute(CASELOAD, bounds(desk)).fetchall()

    return compare("open", "unlocked key to caseload rows", ours, floor, 1.5)


def measure_caseload(vault: BenchVault) -> Figure:
    """Everybody, most needed first; 25 ms are allowed at size S."""
    desk = vault.desk
    with contextlib.closing(connect(vault.database, vault.key)) as raw:

        def floor() -> list[tuple[str, ...]]:
            return raw.execute(CASELOAD, bounds(desk)).fetchall()

        rows = participants.list_caseload(desk)
        if [row.id.hex for row in rows] != [row[0] for row in floor()]:
            raise RuntimeError("the program and the hand-written SQL order the caseload otherwise")
        return compare(
            "caseload",
            "need-first caseload, everybody",
            lambda: participants.list_caseload(desk),
            floor,
            1.3,
            limit=25.0 if len(rows) <= Size.S.participants else None,
        )


def measure_timeline(vault: BenchVault) -> Figure:
    """The first page of the person with the longest history."""
    with contextlib.closing(connect(vault.database, vault.key)) as raw:
        return _timeline(vault.desk, raw)


def _timeline(desk: Desk, raw: sqlite3.Connection) -> Figure:
    busiest = raw.execute(
        "SELECT participant_id FROM contact_participant GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()[0]

    wanted = {**bounds(desk), "person": busiest}
    entries = participants.list_timeline(desk, uuid.UUID(busiest))
    shown = [
        (one.id.hex, one.seal is Seal.INTACT) for one in entries if isinstance(one, ContactEntry)
    ]
    if shown != screen_by_hand(raw, wanted)[: len(shown)]:
        raise RuntimeError("the program and the hand-written SQL show another timeline")
    return compare(
        "timeline",
        "first screen of the longest timeline, seals checked",
        lambda: participants.list_timeline(desk, uuid.UUID(busiest)),
        lambda: screen_by_hand(raw, wanted),
        2.0,
        repeats=40,
    )


def measure_search(vault: BenchVault) -> Figure:
    """One keystroke in the search over notes."""
    with contextlib.closing(connect(vault.database, vault.key)) as raw:
        return _search(vault.desk, raw)


def _search(desk: Desk, raw: sqlite3.Connection) -> Figure:
    bare = """SELECT rowid, snippet(note_search, 0, char(2), char(3), '…', 12) FROM note_search
        WHERE note_search MATCH ? ORDER BY rowid DESC LIMIT 50"""
    joined = f"""SELECT c.id, p.id, p.preferred_name, c.occurred_at, c.mode, c.place_type, snippet
        FROM ({bare.replace("12)", "12) AS snippet", 1)}) hit JOIN contact c ON c.seq = hit.rowid
        JOIN contact_participant cp ON cp.contact_id = c.id
        JOIN participant p ON p.id = cp.participant_id"""
    return compare(
        "search",
        "type-ahead over notes, 50 hits with names and snippets",
        lambda: participants.find_in_notes(desk, TYPED),
        lambda: raw.execute(joined, (f'(body : "{TYPED}"*) NOT scope : struck',)).fetchall(),
        1.5,
        repeats=40,
    )


def measure_save(vault: BenchVault) -> Figure:
    """Saving a contact of which a draft was kept."""
    with contextlib.closing(connect(vault.database, vault.key)) as raw:
        return _save(vault.desk, raw)


def _save(desk: Desk, raw: sqlite3.Connection) -> Figure:
    person = participants.list_caseload(desk)[0].id

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
    bare = [new_id() for _ in ready]
    for draft in (*(one.id for one in ready), *bare):
        drafts.save_draft(desk, drafts.DraftState(draft, "contact", person, {"note": NOTE}))
    waiting, waiting_bare = iter(ready), iter(bare)

    def ours() -> None:
        contacts.log_contact(desk, next(waiting))

    def floor() -> None:
        _insert_by_hand(raw, desk, person.hex, next(waiting_bare).hex)

    return compare("save", "a contact with all its effects, durable", ours, floor, 2.0, repeats=30)


def _insert_by_hand(raw: sqlite3.Connection, desk: Desk, person: str, contact: str) -> None:
    """The same rows in one durable transaction: contact, its parts, task, audit, draft removal."""
    stamp = bounds(desk)["now"]
    task, worker = uuid.uuid4().hex, desk.worker.id.hex
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
        (task, person, worker, contact, bounds(desk)["today"], stamp, stamp),
    )
    raw.execute(
        "INSERT INTO audit VALUES (?, ?, ?, ?, 'floor', ?, '{}', ?, ?)",
        (
            newest[0] + 1,
            stamp,
            worker,
            desk.worker.name,
            contact,
            newest[1],
            hashlib.sha256(newest[1].encode()).hexdigest(),
        ),
    )
    raw.execute("DELETE FROM draft WHERE id = ?", (contact,))
    raw.execute("COMMIT")
