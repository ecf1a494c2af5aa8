"""Summaries from the command line: a PDF, its account, and refusals that leave nothing."""

from __future__ import annotations

import hashlib
import stat
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from lead_desktop.app import open_vault
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ConsentCategory
from lead_desktop.services.consent.consents import RecordConsent, record_consent
from lead_desktop.services.consent.privacy import (
    AskRestriction,
    ask_restriction,
    decide_restriction,
)
from lead_desktop.services.people.participants import find_participant_id
from tests.domain.consents import terms

from .conftest import OTHER, Run

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


def test_a_wish_of_the_participants_is_acknowledged_before_the_copy_leaves(
    within: Run, team: Path, tmp_path: Path
) -> None:
    vault, out = team, tmp_path / "copy.pdf"
    with open_vault(vault, "Dana Example", OTHER) as application:
        desk = application.desk
        person = find_participant_id(desk, "A")
        today = desk.clock.today()
        written = terms(
            categories=(ConsentCategory.GOALS, ConsentCategory.NEEDS),
            signed_on=today, expires_on=today + timedelta(days=30),
        )  # fmt: skip
        record_consent(desk, RecordConsent(new_id(), person, written))
        wish = AskRestriction(
            new_id(), person, "Not my own words", today, categories=(ConsentCategory.GOALS,)
        )
        ask_restriction(desk, wish)
        decide_restriction(desk, wish.id, agreed=True)
    wanted = (
        "summary", vault, "--participant", "A", "--audience", "provider", "--recipient",
        "Example House", "--purpose", "To coordinate care", "-o", out,
    )  # fmt: skip
    worker = ("--worker", "Tomas Sampleton")
    told = within(*wanted, *worker)
    assert (told.status, told.out, out.exists()) == (1, "", False)
    assert "goals, towards everybody" in told.err
    assert "own words" not in told.err
    told = within(*wanted, *worker, "--acknowledge-restriction", " ")
    assert (told.status, out.exists()) == (1, False)
    why = "Read over with her today"
    told = within(*wanted, *worker, "--acknowledge-restriction", why, "--json")
    assert told.status == 0
    (about,) = told.json["restrictions"]
    assert (about["about"], about["words"]) == ("goals, towards everybody", wish.words)
    assert "goals" not in told.json["sections"]
    told = within(*wanted, *worker, "--acknowledge-restriction", "-", stdin=f"{why}\n")
    assert "asked to keep back goals, towards everybody (agreed)" in told.err
    rows = within("list", vault, "disclosures", "--participant", "A", *worker, "--json").json
    assert [one["restriction_reason"] for one in rows] == [why, why]
    assert [one["restrictions"] for one in rows] == [[str(wish.id)]] * 2
    assert {one["worker"] for one in rows} == {"Tomas Sampleton"}


def test_paper_period_type_and_language_are_chosen(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    out = tmp_path / "own.pdf"
    told = within(
        "summary", vault, "--participant", "A", "--audience", "participant", "-o", out,
        "--paper", "A4", "--type-size", "18", "--language", "es", "--days", "all", "--since-last",
    )  # fmt: skip
    assert told.status == 0
    with pikepdf.open(out) as pdf:
        assert str(pdf.docinfo.Title) == "Mi resumen"
        assert str(pdf.Root.Lang) == "es-US"
        assert round(float(pdf.pages[0].mediabox[3])) == 842


@pytest.mark.parametrize(
    "wrong",
    [
        ("--type-size", "13"),
        ("--paper", "a5"),
        ("--language", "fr"),
        ("--days", "0"),
        ("--days", "-3"),
        ("--days", "²"),
        ("--days", "99999"),
    ],
)
def test_a_choice_that_there_is_not_is_said_and_nothing_is_made(
    within: Run, vault: Path, tmp_path: Path, wrong: tuple[str, str]
) -> None:
    out = tmp_path / "own.pdf"
    told = within(
        "summary", vault, "--participant", "A", "--audience", "participant", "-o", out, *wrong
    )
    assert (told.status, told.out) == (1, "")
    assert "Traceback" not in told.err
    assert not out.exists()
    assert within("list", vault, "disclosures", "--participant", "A", "--json").json == []


def test_a_label_is_for_justice_partners_alone(within: Run, vault: Path, tmp_path: Path) -> None:
    told = within(
        "summary", vault, "--participant", "A", "--audience", "participant", "--pseudonym",
        "-o", tmp_path / "own.pdf",
    )  # fmt: skip
    assert told.status == 1
    assert "justice partners" in told.err


def test_no_account_says_that_a_plain_copy_was_encrypted(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    out, secret = tmp_path / "own.pdf", tmp_path / "secret"
    asked = ("summary", vault, "--participant", "A", "--audience", "participant", "-o", out)
    told = within(*asked, "--method", "encrypted_file")
    assert (told.status, out.exists()) == (1, False)
    assert "--pdf-passphrase-file" in told.err
    secret.write_text("marigold window\n", "utf-8")
    told = within(*asked, "--method", "file", "--pdf-passphrase-file", secret, "--json")
    assert (told.status, told.json["method"]) == (0, "encrypted_file")


def test_the_account_says_how_a_copy_left_and_where_to(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    out = tmp_path / "own.pdf"
    told = within(
        "summary", vault, "--participant", "A", "--audience", "participant", "-o", out,
        "--method", "mail", "--address", "1 Example Street", "--json",
    )  # fmt: skip
    assert (told.status, told.json["method"]) == (0, "mail")
    (row,) = within("list", vault, "disclosures", "--participant", "A", "--json").json
    assert (row["method"], row["recipient_address"]) == ("mail", "1 Example Street")
    assert row["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest() == told.json["sha256"]
    told = within(
        "summary", vault, "--participant", "A", "--audience", "participant", "-o", out,
        "--method", "pigeon",
    )  # fmt: skip
    assert told.status == 1
