"""hostile: odd texts in every field that a person types into, odd files into every importer.

Each is kept as it is or refused in plain words; the vault stays whole and all of it can be read.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from openpyxl import Workbook

import lead_desktop.services
from lead_desktop.base.errors import LeadError
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Audience, Role
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import GUARDED, Desk
from lead_desktop.services.directory import directory
from lead_desktop.services.importing import imports
from lead_desktop.services.paper import summaries
from lead_desktop.services.people import participants
from lead_desktop.services.plan import linkages
from lead_desktop.services.worklist import worklist
from lead_desktop.store.audit import verify_chain
from lead_desktop.store.verify import check_store
from tests.drills.typed import NOT_TYPED, commands_of

TEXTS = {
    "nul": "a\x00b",
    "half a character": "met \ud83d there",
    "right to left": "a\u202egnp.exe\u2066b",
    "marks without end": "Z" + "\u0351\u0300" * 400,
    "markup": "<script>alert('x')</script>&amp;<font color=red>",
    "quotes": "Robert'); DROP TABLE participant;-- \"`",
    "search words": 'NEAR("a" b)* OR - ^ : {',
    "formula": "=cmd|' /C calc'!A0",
    "places for values": "%s %n {0} ${x} :name ?1",
    "invisible": "\u200b\u2060\ufeff",
    "family": "👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈",
    "Amharic": "አበበ በሶ በላ",
    "lines": "one\r\ntwo\u2028three\x0bfour\x85five",
    "long": "Very long " * 30_000,
}
TRIED = [pytest.param(3, id="short"), pytest.param(len(TEXTS), id="long", marks=pytest.mark.drill)]


def is_whole(desk: Desk) -> bool:
    """Whether the vault passes its checks and everything that shows it can be read."""
    worklist.list_work(desk, everybody=True)
    contacts.list_contacts(desk)
    linkages.list_board(desk)
    for row in participants.list_caseload(desk):
        participants.read_record(desk, row.id)
        request = summaries.SummaryRequest(row.id, Audience.INTERNAL)
        summaries.plan_summary(desk, request)
    with desk.store.read() as connection:
        assert verify_chain(connection) is None
    return all(check.ok for check in check_store(desk.store))


def text_fields(command: object) -> list[str]:
    """The fields of a command that take free text."""
    assert is_dataclass(command)
    hints = get_type_hints(type(command))
    return [
        one.name
        for one in fields(command)
        if hints[one.name] is str and (type(command).__name__, one.name) not in NOT_TYPED
    ]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("tried", TRIED)
def test_odd_texts_are_kept_or_refused_in_every_field(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID], tried: int
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Priya Specimen", administrator=True)
    commands = commands_of(desk, supervisor, enroll("Juniper Fable", case_manager=desk))
    dice = random.Random(tried)
    filled = 0
    for act, command in commands:
        for field in text_fields(command):
            for name in dice.sample(sorted(TEXTS), tried):
                fresh = {"id": new_id()} if hasattr(command, "id") else {}
                odd = replace(command, **fresh, **{field: TEXTS[name]})  # type: ignore[type-var]  # a dataclass
                try:
                    act(odd)
                    filled += 1
                except LeadError as refusal:
                    said = str(refusal)
                    assert said, (name, type(command).__name__, field)
                    assert TEXTS[name] not in said
    assert filled > len(commands)
    assert is_whole(supervisor)


def test_every_command_with_a_text_is_tried(
    desk: Desk, seat: Callable[..., Desk], enroll: Callable[..., UUID]
) -> None:
    """A new command of the services is named here, or says why nobody types into it."""
    supervisor = seat(Role.SUPERVISOR, name="Priya Specimen", administrator=True)
    commands = commands_of(desk, supervisor, enroll("Juniper Fable", case_manager=desk))
    tried = {type(command).__name__ for _, command in commands}
    names = {name for name, field in NOT_TYPED if field == "*"}
    assert command_types() == tried | names
    assert not tried & names


def command_types() -> set[str]:
    """The commands of all guarded services that hold a text."""
    for module in pkgutil.walk_packages(lead_desktop.services.__path__, "lead_desktop.services."):
        importlib.import_module(module.name)
    found = set()
    for name in GUARDED:
        module_name, _, function = name.rpartition(".")
        guarded = getattr(importlib.import_module(module_name), function)
        hints = get_type_hints(inspect.unwrap(guarded))
        hints.pop("return", None)
        hints.pop("desk")
        found |= {name for hint in hints.values() for name in texts_in(hint)}
    return found


def texts_in(hint: object) -> set[str]:
    """The command itself when it holds a text, else those of its parts that do."""
    if get_origin(hint) in (tuple, Sequence):
        return {name for one in get_args(hint) for name in texts_in(one)}
    if not is_dataclass(hint):
        return set()
    if any(str(one.type) == "str" for one in fields(hint)):
        return {str(getattr(hint, "__name__", ""))}
    return {name for part in get_type_hints(hint).values() for name in texts_in(part)}


def workbook(*rows: tuple[str, ...]) -> bytes:
    book, target = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(target)
    return target.getvalue()


def repacked(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts altered."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            made.writestr(name, change(data) if name == part else data)
    return target.getvalue()


GOOD = workbook(("id", "first", "service", "agency"), ("A", "Juniper", "Beds", "Sample House"))
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
FILES: dict[str, bytes] = {
    "empty.csv": b"",
    "nothing.csv": b"\n\n,,,\n",
    "cut.xlsx": GOOD[: len(GOOD) // 2],
    "noise.xlsx": b"PK\x03\x04" + random.Random(1).randbytes(4000),
    "noise.csv": random.Random(2).randbytes(4000),
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "entities.xlsx": repacked(
        GOOD, SHEET, lambda data: ENTITIES + data.replace(b"<v>", b"<v>&a;", 1)
    ),
    "huge.xlsx": repacked(
        GOOD, SHEET, lambda data: data.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"')
    ),
    "broken.xlsx": repacked(GOOD, SHEET, lambda data: data[:-40]),
    "western.csv": "id,first,service\nA,Søren,Søren’s beds\n".encode("cp1252"),
    "nested.json": b"[" * 200_000,
    "no directory.json": b'{"services": 7}',
    "cut.zip": GOOD[:900],
    "mixed.csv": b'id,first,service\nA,"Junip\nB,Bo,Beds\n' + b'C,"' + b"x" * 300_000 + b"\n",
}


def held(desk: Desk) -> int:
    """How many people and services the vault holds."""
    return len(participants.list_caseload(desk)) + len(directory.list_services(desk))


@pytest.mark.parametrize("kind", ["caseload", "contacts", "linkages", "directory"])
def test_odd_files_are_read_or_refused_and_nothing_is_half_written(
    seat: Callable[..., Desk], tmp_path: Path, kind: str
) -> None:
    desk = seat(Role.CASE_MANAGER, name="Ana Specimen", administrator=True)
    take_in: Callable[..., imports.ImportReport] = getattr(imports, f"import_{kind}")
    refused = 0
    for name, content in FILES.items():
        path = tmp_path / name
        path.write_bytes(content)
        before = held(desk)
        try:
            report = take_in(desk, path)
        except LeadError as refusal:
            said, created = str(refusal), 0
            refused += 1
        else:
            said, created = "", report.created
            assert report.read == created + report.updated + report.rejected, name
            assert all(problem.reason for problem in report.rejects), name
        assert "Juniper" not in said
        assert held(desk) == before + (created if kind in ("caseload", "directory") else 0), name
    assert refused > len(FILES) // 2
    assert [check for check in check_store(desk.store) if not check.ok] == []


@pytest.mark.parametrize("kind", ["caseload", "contacts", "linkages", "directory"])
def test_odd_texts_in_a_file_are_kept_or_reported(
    seat: Callable[..., Desk], enroll: Callable[..., UUID], tmp_path: Path, kind: str
) -> None:
    desk = seat(Role.CASE_MANAGER, name="Ana Specimen", administrator=True)
    enroll("Juniper Fable", external_id="A", case_manager=desk)
    now = desk.clock.now() - timedelta(days=2)
    heads = {
        "caseload": ("id", "first", "last", "aka", "phone", "email", "dob", "status", "address"),
        "contacts": ("client id", "date", "type", "result", "notes", "where", "staff", "given"),
        "linkages": ("client id", "need", "title", "agency", "status", "notes", "method"),
        "directory": ("service", "agency", "description", "phone", "website", "hours", "zip"),
    }
    sound = {"client id": "A", "date": f"{now:%Y-%m-%d}", "type": "Phone", "result": "Met",
             "need": "Housing", "first": "Somebody"}  # fmt: skip
    rows = [heads[kind]]
    for text in TEXTS.values():
        kept = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
        rows += [
            tuple(kept if column == odd else sound.get(column, "") for column in heads[kind])
            for odd in heads[kind]
        ]
    path = tmp_path / f"{kind}.csv"
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_text("\n".join(lines), "utf-8", newline="")
    take_in: Callable[..., imports.ImportReport] = getattr(imports, f"import_{kind}")
    first, again = take_in(desk, path), take_in(desk, path)
    assert first.created + first.rejected == first.read > 0
    assert (again.created, again.updated) == (0, 0)
    assert is_whole(desk)
