"""Checks of a vault's database: pages and structure, then schema, search index and audit."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from lead_desktop.base.errors import VaultError
from lead_desktop.base.given import given
from lead_desktop.store import audit
from lead_desktop.store.backup import Check, check_pages
from lead_desktop.store.engine import connect, is_storage_fault
from lead_desktop.store.queries.seals import count_altered_consents, count_seals
from lead_desktop.store.schema import HEAD, REVISIONS
from lead_desktop.store.store import Store, open_store

DATABASE_CHECKS = ("pages", "integrity", "schema", "search", "audit")
"""Names in the order in which they run; what damage hides from a check is said of it."""


def check_database(path: Path, key: bytes) -> list[Check]:
    """Run every check on the file at `path`, also when it cannot be opened; it is not altered."""
    try:
        with contextlib.closing(connect(path, key, as_is=True)) as raw:
            checks = check_pages(raw)
        if not all(check.ok for check in checks):
            return _with_unreached(checks)
        store = open_store(path, key)
    except VaultError as problem:
        return _with_unreached([Check("pages", False, problem.what)])
    try:
        return checks + check_content(store)
    finally:
        store.close()


def check_store(store: Store) -> list[Check]:
    """Run every check of an open store; damage is a failed check, never a traceback.

    A connection of its own reads the file afresh: one that has worked already would answer from
    its page cache.
    """
    pool = store.engine.pool.recreate()
    try:
        fresh = pool.connect()
        checks = check_pages(given(fresh.driver_connection))
        fresh.close()
    except VaultError as problem:
        return _with_unreached([Check("pages", False, problem.what)])
    finally:
        pool.dispose()
    if not all(check.ok for check in checks):
        return _with_unreached(checks)
    return checks + check_content(store)


def check_content(store: Store) -> list[Check]:
    """Schema, search index and audit of a database whose pages are whole."""
    with store.engine.connect() as connection:
        checks = [_guarded("schema", _check_schema, connection)]
        if checks[0].ok:
            checks.append(_guarded("search", _check_search, connection))
            checks.append(_guarded("audit", _check_audit, connection))
        connection.rollback()
    return checks if checks[0].ok else _with_unreached(checks)


def _with_unreached(checks: list[Check]) -> list[Check]:
    named = {check.name for check in checks}
    last = max(DATABASE_CHECKS.index(name) for name in named)
    rest = [name for name in DATABASE_CHECKS[last + 1 :] if name not in named]
    return checks + [Check(name, False, "not checked, because of the above") for name in rest]


def _guarded(name: str, check: Callable[[Connection], Check], connection: Connection) -> Check:
    try:
        return check(connection)
    except DBAPIError as error:
        busy = is_storage_fault(error) and "lock" in str(error.orig).lower()
        detail = "not checked, the vault is being written" if busy else "cannot be read"
    except (LookupError, ValueError, TypeError):  # a date, code or list altered by hand
        detail = "an entry cannot be read"
    return Check(name, False, detail)


def _check_schema(connection: Connection) -> Check:
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    older = found in REVISIONS and found != HEAD
    more = "; opening the vault brings it up to date" if older else ""
    return Check("schema", found == HEAD, f"revision {found}{more}")


def _check_search(connection: Connection) -> Check:
    try:
        connection.execute(
            text("INSERT INTO note_search (note_search, rank) VALUES ('integrity-check', 1)")
        )
    except DBAPIError as error:
        if "malformed" not in str(error.orig).lower() and "corrupt" not in str(error.orig).lower():
            raise
        return Check("search", False, "the search index is out of step with the notes")
    return Check("search", True, "in step with the notes")


def _check_audit(connection: Connection) -> Check:
    """The chain, and that signed notes are still what was signed: by count, never by content."""
    broken = audit.verify_chain(connection)
    if broken is not None:
        return Check("audit", False, f"the chain is broken at entry {broken}")
    whole = f"chain whole, newest link {audit.head(connection)[:12]}"
    consents = count_altered_consents(connection)
    if consents:
        which = "1 consent is" if consents == 1 else f"{consents} consents are"
        return Check("audit", False, f"{whole}; {which} no longer what was signed")
    altered, signed = count_seals(connection)
    if altered:
        notes = "1 signed note does" if altered == 1 else f"{altered} signed notes do"
        return Check("audit", False, f"{whole}; {notes} not match the signature any more")
    return Check("audit", True, f"{whole}; {signed} signed notes match their signatures")
