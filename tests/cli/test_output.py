"""Files for their owner only, tables that fit, JSON that any terminal can show."""

from __future__ import annotations

import io
import json
import stat
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from lead_desktop.cli.output import CannotWrite, print_json, print_table, write_file


def test_a_file_is_for_its_owner_and_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", "utf-8")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for path in (tmp_path / "no" / "x", tmp_path / "file" / "x", tmp_path, Path()):
        with pytest.raises(CannotWrite, match="cannot be written"):
            write_file(path, b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_values_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    at = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
    print_json({"at": at, "on": date(2026, 11, 23), "id": UUID(int=1), "path": Path("a")})
    assert json.loads(capsys.readouterr().out) == {
        "at": "2026-11-23T15:41:00+00:00",
        "on": "2026-11-23",
        "id": str(UUID(int=1)),
        "path": "a",
    }
    with pytest.raises(TypeError):
        print_json({"what": object()})


def test_an_old_terminal_gets_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    print_json(["Zoë"])
    screen.seek(0)
    assert json.loads(screen.read()) == ["Zoë"]


def test_a_table_lines_up_whatever_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("NAME", "N"), [("王小明", 1), ("Zoe\u0308", None), ("x" * 60, True)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "王小明" + " " * 42 + "  1"
    assert lines[2] == "Zoe\u0308"
    assert lines[3] == "x" * 47 + "…  yes"
