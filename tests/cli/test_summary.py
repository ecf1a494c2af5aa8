"""Summaries from the command line: a PDF, its account, and refusals that leave nothing."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from .conftest import Run

pytestmark = pytest.mark.usefixtures("people")


def test_a_copy_for_the_participant(within: Run, vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "own.pdf"
    told = within(
        "summary", vault, "--participant", "A", "--audience", "participant", "-o", out, "--json"
    )
    report = told.json
    content = out.read_bytes()
    assert (told.status, report["path"]) == (0, str(out))
    assert content.startswith(b"%PDF")
    assert report["sha256"] == hashlib.sha256(content).hexdigest()
    assert report["pages"] >= 1
    assert "name" in report["sections"]
    assert all(set(one) == {"section", "reason"} for one in report["withheld"])
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_an_encrypted_copy(within: Run, vault: Path, tmp_path: Path) -> None:
    out, secret = tmp_path / "own.pdf", tmp_path / "secret"
    secret.write_text("marigold window\n", "utf-8")
    told = within(
        "summary", vault, "--participant", "A", "--audience", "internal", "-o", out,
        "--pdf-passphrase-file", secret, "--json",
    )  # fmt: skip
    assert told.status == 0
    assert b"/Encrypt" in out.read_bytes()
    assert told.json["file_sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()


@pytest.mark.parametrize("audience", ["provider", "community", "justice"])
def test_without_consent_nothing_leaves(
    within: Run, vault: Path, tmp_path: Path, audience: str
) -> None:
    out = tmp_path / "copy.pdf"
    told = within(
        "summary", vault, "--participant", "A", "--audience", audience, "--recipient", "Example",
        "--purpose", "care", "-o", out, "--json",
    )  # fmt: skip
    assert (told.status, told.out) == (1, "")
    assert "consent" in told.err
    assert not out.exists()


def test_a_copy_that_could_not_be_written_is_accounted_as_such(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    told = within(
        "summary", vault, "--participant", "A", "--audience", "participant",
        "-o", tmp_path / "no" / "where.pdf",
    )  # fmt: skip
    assert told.status == 1
    (copy,) = within("list", vault, "disclosures", "--participant", "A", "--json").json
    assert copy["sha256"] is None
