"""Checks of an open vault's database beyond its pages: schema, search index, audit, copies."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from lead_desktop.store import audit
from lead_desktop.store.backup import Check, check_pages
from lead_desktop.store.schema import HEAD
from lead_desktop.store.store import Store


def check_store(store: Store) -> list[Check]:
    """Run every check; damage is a failed check, never a traceback."""
    with store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        checks = check_pages(raw)
        if all(check.ok for check in checks):
            checks += [_check_schema(connection), _check_search(connection)]
            checks.append(_check_audit(connection))
        connection.rollback()
    return checks


def _check_schema(connection: Connection) -> Check:
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return Check("schema", found == HEAD, f"revision {found}")


def _check_search(connection: Connection) -> Check:
    try:
        connection.execute(
            text("INSERT INTO note_search (note_search, rank) VALUES ('integrity-check', 1)")
        )
    except DBAPIError:
        return Check("search", False, "the search index is out of step with the notes")
    return Check("search", True, "in step with the notes")


def _check_audit(connection: Connection) -> Check:
    broken = audit.verify_chain(connection)
    if broken is None:
        return Check("audit", True, f"chain whole, newest link {audit.head(connection)[:12]}")
    return Check("audit", False, f"the chain is broken at entry {broken}")
