"""The steps of one merge, within its transaction; values as they are stored."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from lead_desktop.base.ids import new_id
from lead_desktop.domain.contacts.signature import JOINED
from lead_desktop.domain.people.merging import WITH_STATUS
from lead_desktop.domain.people.names import fold_name
from lead_desktop.store.merging import Before, Merger, Row
from lead_desktop.store.stored import stored_instant

_OWN = frozenset(
    {"id", "number", "created_at", "updated_at", "version", "fingerprint", "name_key", *WITH_STATUS}
)
"""Columns of a participant that a merge does not carry over."""


def join_records(
    session: Session,
    kept: UUID,
    gone: UUID,
    take: Collection[str],
    *,
    worker: UUID,
    now: datetime,
    today: date,
) -> Before:
    """Make `gone` part of `kept`; returns what stood before."""
    session.flush()
    session.expunge_all()  # from here on rows are written beside the objects
    connection = session.connection()
    one, other = _person(connection, kept), _person(connection, gone)
    merger, stamp = Merger(connection, kept, gone), stored_instant(now)
    _end_second_parts(connection, merger, kept, gone, today.isoformat())
    _join_safe_contact(connection, merger, kept, gone)
    _join_phones(connection, merger, kept, gone)
    _join_told_apart(connection, merger, kept, gone, worker, stamp)
    _join_lines(connection, merger, kept, gone)
    _rename_in_texts(connection, merger, kept, gone)
    merger.move_everything()
    merger.remove("participant", {"id": gone.hex})
    for name in _other_names(connection, one, other, take):
        row_id = new_id().hex
        row = {"id": row_id, "participant_id": kept.hex, "name": name}
        stamps = {"created_at": stamp, "updated_at": stamp}
        merger.add("participant_alias", {**row, **stamps}, {"id": row_id})
    news = _news(one, other, take)
    news |= {"name_key": _name_key(connection, kept, one | news)}
    news |= {"updated_at": stamp, "version": one["version"] + 1}
    merger.change("participant", {"id": kept.hex}, news)
    return merger.before


def _person(connection: Connection, person: UUID) -> Row:
    found = connection.exec_driver_sql("SELECT * FROM participant WHERE id = ?", (person.hex,))
    return dict(zip(found.keys(), found.one(), strict=True))


def _news(one: Row, other: Row, take: Collection[str]) -> Row:
    """What the kept record takes over: what was chosen, and whatever it did not say itself."""
    news: Row = {}
    for column, value in other.items():
        if column in _OWN or value in (None, ""):
            continue
        if column in take or one[column] in (None, ""):
            news[column] = value
    if "status" in take:
        news |= {column: other[column] for column in WITH_STATUS}
    news["restricted"] = max(one["restricted"], other["restricted"])
    return news


def _other_names(connection: Connection, one: Row, other: Row, take: Collection[str]) -> list[str]:
    """Names that would otherwise be lost: they become aliases, so that they still find."""
    legal = [
        " ".join(row[column] for column in ("legal_first_name", "legal_last_name") if row[column])
        for row in (one, other)
    ]
    known = {fold_name(name) for name in _aliases(connection, UUID(one["id"]))}
    stays = other if "preferred_name" in take else one
    known |= {fold_name(stays["preferred_name"])}
    names = []
    for name in (one["preferred_name"], other["preferred_name"], *legal):
        if name and fold_name(name) not in known:
            known.add(fold_name(name))
            names.append(name[:200])
    return names


def _aliases(connection: Connection, person: UUID) -> list[str]:
    query = "SELECT name FROM participant_alias WHERE participant_id = ?"
    return [row[0] for row in connection.exec_driver_sql(query, (person.hex,))]


def _name_key(connection: Connection, kept: UUID, row: Row) -> str:
    return fold_name(
        row["preferred_name"],
        row["legal_first_name"],
        row["legal_last_name"],
        *_aliases(connection, kept),
        row["external_id"],
    )


def _end_second_parts(
    connection: Connection, merger: Merger, kept: UUID, gone: UUID, today: str
) -> None:
    """One open case manager and one open peer: those of the kept record stay."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM assignment AS own WHERE participant_id = ? AND to_on IS NULL AND EXISTS"
        " (SELECT 1 FROM assignment WHERE participant_id = ? AND to_on IS NULL"
        " AND part = own.part)",
        (gone.hex, kept.hex),
    ).all()
    for (one,) in rows:
        merger.change("assignment", {"id": one}, {"to_on": today})


def _join_safe_contact(connection: Connection, merger: Merger, kept: UUID, gone: UUID) -> None:
    """Two safe-contact cards become one: the kept one's words stand, the other's fill its gaps.

    A way that either card rules out stays ruled out: somebody was told so, perhaps after harm.
    """
    query = "SELECT * FROM safe_contact WHERE participant_id = ?"
    cards = []
    for person in (kept, gone):
        found = connection.exec_driver_sql(query, (person.hex,))
        columns, values = list(found.keys()), found.first()
        cards.append(dict(zip(columns, values, strict=True)) if values is not None else None)
    mine, theirs = cards
    if mine is None or theirs is None:
        return
    gaps = {
        name: value
        for name, value in theirs.items()
        if value not in (None, "") and mine[name] in (None, "")
    }
    gaps |= {way: 0 for way in ("mail_ok", "visit_ok") if theirs[way] == 0 and mine[way] == 1}
    if gaps:
        merger.change("safe_contact", {"participant_id": kept.hex}, gaps)


def _join_phones(connection: Connection, merger: Merger, kept: UUID, gone: UUID) -> None:
    """One number in both records: what either rules out is ruled out on both lines, because copies
    and forms go by the first of them."""
    for way in ("text_ok", "voicemail_ok"):
        rows = connection.exec_driver_sql(
            "SELECT one.id FROM participant_phone AS one JOIN participant_phone AS other"
            " ON other.digits = one.digits AND other.participant_id IN (?, ?)"
            f" AND other.{way} = 0 AND other.participant_id <> one.participant_id"
            f" WHERE one.participant_id IN (?, ?) AND coalesce(one.{way}, 1) = 1"
            " GROUP BY one.id",
            (kept.hex, gone.hex) * 2,
        ).all()
        for (phone,) in rows:
            merger.change("participant_phone", {"id": phone}, {way: 0})


def _join_told_apart(
    connection: Connection, merger: Merger, kept: UUID, gone: UUID, worker: UUID, stamp: str
) -> None:
    """Whom the other record was told apart from, the kept one is told apart from."""
    rows = connection.exec_driver_sql(
        "SELECT one_id, other_id FROM not_the_same WHERE one_id = ? OR other_id = ?",
        (gone.hex, gone.hex),
    ).all()
    for one, other in rows:
        merger.remove("not_the_same", {"one_id": one, "other_id": other})
        stranger = other if one == gone.hex else one
        if stranger != kept.hex:
            first, second = sorted((kept.hex, stranger))
            key = {"one_id": first, "other_id": second}
            merger.add("not_the_same", {**key, "worker_id": worker.hex, "at": stamp}, key)


def _join_lines(connection: Connection, merger: Merger, kept: UUID, gone: UUID) -> None:
    """In a contact that both were part of, the one person has the lines of both: the kept record's
    first. The other row gives way afterwards, as everywhere."""
    rows = connection.exec_driver_sql(
        "SELECT one.contact_id, one.private_line, other.private_line"
        " FROM contact_participant AS one JOIN contact_participant AS other"
        " ON other.contact_id = one.contact_id AND other.participant_id = ?"
        " WHERE one.participant_id = ? AND other.private_line <> ''",
        (gone.hex, kept.hex),
    ).all()
    for contact, mine, theirs in rows:
        key = {"contact_id": contact, "participant_id": kept.hex}
        line = JOINED.join(filter(None, (mine, theirs)))
        merger.change("contact_participant", key, {"private_line": line})


_NAMES_PEOPLE = (
    ("draft", "id", "body"),
    ("note_revision", "id", "facts"),
    ("note_revision", "id", "effects"),
    ("withdrawn_contact", "contact_id", "effects"),
)
"""Columns of JSON that name people: what is being written, and what may be put back one day."""


def _rename_in_texts(connection: Connection, merger: Merger, kept: UUID, gone: UUID) -> None:
    for table, key, column in _NAMES_PEOPLE:
        rows = connection.exec_driver_sql(
            f"SELECT {key}, {column} FROM {table} WHERE instr({column}, ?)", (str(gone),)
        ).all()
        for one, told in rows:
            merger.change(table, {key: one}, {column: told.replace(str(gone), str(kept))})
    # Not a walk through all contacts: what a struck one did, it did for those who are in it.
    struck = connection.exec_driver_sql(
        "SELECT id, struck_effects FROM contact WHERE instr(struck_effects, ?) AND id IN"
        " (SELECT contact_id FROM contact_participant WHERE participant_id = ?)",
        (str(gone), gone.hex),
    ).all()
    for one, told in struck:
        news = {"struck_effects": told.replace(str(gone), str(kept))}
        merger.change("contact", {"id": one}, news)
