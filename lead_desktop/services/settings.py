"""The vault's settings: read, and changed with the right to."""

from __future__ import annotations

from dataclasses import asdict, fields
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.base.settings import VaultSettings
from lead_desktop.base.settings import read_settings as typed_settings
from lead_desktop.domain.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.workers import read_settings as stored_settings
from lead_desktop.store.tables import Setting

LOCK_MINUTES = range(1, 121)
ATTACHMENT_MIB = range(1, 101)


@allowed(Act.SEE_VAULT)
def read_settings(desk: Desk) -> VaultSettings:
    """The settings as they stand now."""
    with desk.store.read() as connection:
        return typed_settings(stored_settings(connection))


@allowed(Act.CHANGE_SETTINGS)
def change_settings(desk: Desk, /, **changes: object) -> Change:
    """Change some settings by name; raises InvalidInput by field. Audited by key, not by value."""
    problems = _check(changes)
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        for key, value in changes.items():
            _put(session, desk, key, value)
        desk.record(session, "settings.change", detail={"keys": sorted(changes)})
    return Change(frozenset({Topic.SETTINGS}))


def _put(session: Session, desk: Desk, key: str, value: object) -> None:
    row = session.get(Setting, key)
    if row is None:
        session.add(Setting(key=key, value=value, updated_at=desk.clock.now()))
    else:
        row.value = value
        row.updated_at = desk.clock.now()


def _check(changes: dict[str, object]) -> list[FieldProblem]:
    defaults = asdict(VaultSettings())
    known = {field.name for field in fields(VaultSettings)}
    problems = []
    for key, value in changes.items():
        if key not in known:
            problems.append(FieldProblem(key, "There is no such setting."))
        elif type(value) is not type(defaults[key]):
            problems.append(FieldProblem(key, "This setting takes another kind of value."))
        elif key == "lock_minutes" and value not in LOCK_MINUTES:
            problems.append(FieldProblem(key, "Minutes go from 1 to 120."))
        elif key == "attachment_mib" and value not in ATTACHMENT_MIB:
            problems.append(FieldProblem(key, "The largest paper may have 1 to 100 MiB."))
        elif key == "display_name" and not str(value).strip():
            problems.append(FieldProblem(key, "The program needs a name."))
        elif key == "time_zone" and not _is_zone(str(value)):
            problems.append(FieldProblem(key, "This time zone is not known."))
    return problems


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
