"""A file in clear: whole or not at all, for its owner only, through no link, with nothing left."""

from __future__ import annotations

import os
import secrets
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lead_desktop.base.clear_files import write_whole

CHECKOUT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from lead_desktop.base.clear_files import write_whole
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1]), b"words of a record")
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links and signals")


def save_and_be_killed(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], cwd=CHECKOUT, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_is_whole_its_owners_and_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(b"the one before, which was longer")
    path.chmod(0o644)
    write_whole(path, b"words")
    assert path.read_bytes() == b"words"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == {"copy.pdf"}


def test_a_name_as_long_as_names_can_be_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_whole(path, b"words")
    assert names(tmp_path) == {path.name}


@POSIX
def test_what_a_killed_save_left_goes_with_the_next_save_of_the_same_file(tmp_path: Path) -> None:
    path, other = tmp_path / "Juniper.pdf", tmp_path / "Moss.pdf"
    path.write_bytes(b"before")
    save_and_be_killed(path)
    (left,) = names(tmp_path) - {"Juniper.pdf"}
    assert "Juniper" not in left
    assert stat.S_IMODE((tmp_path / left).stat().st_mode) == 0o600
    assert path.read_bytes() == b"before"
    write_whole(other, b"words")
    assert names(tmp_path) == {left, "Juniper.pdf", "Moss.pdf"}
    write_whole(path, b"words")
    assert names(tmp_path) == {"Juniper.pdf", "Moss.pdf"}


def test_a_save_at_work_is_no_left_over_to_another_of_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, flush = tmp_path / "copy.pdf", os.fsync

    def meanwhile(handle: int) -> None:
        flush(handle)
        monkeypatch.setattr(os, "fsync", flush)
        write_whole(path, b"of the other")
        assert path.read_bytes() == b"of the other"

    monkeypatch.setattr(os, "fsync", meanwhile)
    write_whole(path, b"of the one")
    assert path.read_bytes() == b"of the one"
    assert names(tmp_path) == {"copy.pdf"}


@POSIX
def test_a_link_laid_in_the_way_is_never_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even to somebody who foretold the name."""
    folder, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.write_bytes(b"somebody else's")
    save_and_be_killed(folder / "copy.pdf")
    (left,) = folder.iterdir()
    stem, foretold = left.name[: -len("0123456789abcdef.new")], "0" * 16
    left.unlink()
    link = folder / f"{stem}{foretold}.new"
    link.symlink_to(elsewhere)
    drawn = iter([foretold, "1" * 16])
    monkeypatch.setattr(secrets, "token_hex", lambda _: next(drawn))
    write_whole(folder / "copy.pdf", b"words of a record")
    assert elsewhere.read_bytes() == b"somebody else's"
    assert link.is_symlink()
    assert (folder / "copy.pdf").read_bytes() == b"words of a record"
    assert next(drawn, None) is None


@POSIX
def test_a_link_that_stands_at_the_place_gives_way_and_its_end_is_untouched(tmp_path: Path) -> None:
    elsewhere, path = tmp_path / "elsewhere", tmp_path / "copy.pdf"
    elsewhere.write_bytes(b"somebody else's")
    path.symlink_to(elsewhere)
    write_whole(path, b"words of a record")
    assert elsewhere.read_bytes() == b"somebody else's"
    assert not path.is_symlink()


def test_a_place_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "a folder"
    (place / "in it").mkdir(parents=True)
    for path in (place, tmp_path / "no such folder" / "copy.pdf"):
        with pytest.raises(OSError, match=r".+"):
            write_whole(path, b"words")
    assert names(tmp_path) == {"a folder"}
    assert names(place) == {"in it"}


def test_a_save_that_is_broken_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", broken_off)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "copy.pdf", b"words")
    assert names(tmp_path) == set()
