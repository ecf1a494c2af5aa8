"""Consents from the command line: recorded whole or not at all, and what they open."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from lead_desktop.base.clock import DEFAULT_ZONE

from .conftest import Run

pytestmark = pytest.mark.usefixtures("people")
TODAY = datetime.now(DEFAULT_ZONE).date()
SIGNED = (TODAY - timedelta(days=10)).isoformat()
RECORD = (
    "--participant", "A", "--kind", "part2_named", "--recipient", "Example House",
    "--purpose", "To coordinate care", "--category", "program_status", "--category", "services",
    "--signed", SIGNED,
)  # fmt: skip


def record(within: Run, vault: Path, *more: object) -> dict[str, object]:
    told = within("consent", "record", vault, *RECORD, *more, "--json")
    assert told.status == 0, told.err
    found: dict[str, object] = told.json
    return found


def summary(within: Run, vault: Path, out: Path, *more: str, audience: str = "provider") -> object:
    return within(
        "summary", vault, "--participant", "A", "--audience", audience, *more, "-o", out, "--json",
    )  # fmt: skip


def words(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


FOR = ("--recipient", "example  HOUSE", "--purpose", " to coordinate CARE ")


def test_a_recorded_consent_ends_a_year_on_and_is_listed(within: Run, vault: Path) -> None:
    made = record(within, vault)
    assert made["state"] == "live"
    assert (
        made["expires_on"]
        == date.fromisoformat(SIGNED).replace(year=date.fromisoformat(SIGNED).year + 1).isoformat()
    )
    (listed,) = within("list", vault, "consents", "--participant", "A", "--json").json
    assert listed == made


@pytest.mark.parametrize(
    ("more", "option"),
    [
        (("--expires", "2099-01-01"), "--expires"),
        (("--signed", "2099-01-01"), "--signed"),
        (("--kind", "legal_proceeding"), "--expires"),
        (("--kind", "cj_2_35"), "--condition-imposed-by"),
        (("--recipient-kind", "internal"), "--recipient-kind"),
        (("--signer", "guardian"), "--signer-name"),
    ],
)
def test_an_incomplete_consent_is_not_taken(
    within: Run, vault: Path, more: tuple[str, ...], option: str
) -> None:
    told = within("consent", "record", vault, *RECORD, *more, "--json")
    assert (told.status, told.out) == (1, "")
    assert option in told.err
    assert within("list", vault, "consents", "--json").json == []


def test_a_criminal_justice_consent_with_everything_is_taken(within: Run, vault: Path) -> None:
    made = record(
        within, vault, "--kind", "cj_2_35", "--recipient-kind", "justice",
        "--condition-imposed-by", "State's Attorney", "--effective-from", SIGNED,
        "--revocable-on", "2030-01-01", "--expires", "2031-01-01",
    )  # fmt: skip
    assert (made["state"], made["expires_on"]) == ("live", "2031-01-01")
    assert made["expires_event"] == "30 days after the final disposition"
    assert made["proceeding"] == "The matter before State's Attorney"
    assert made["recipient_roles"] == ["State's Attorney"]
    assert made["seal"] == "intact"


CONDITION = {
    "--condition-imposed-by": "District Court",
    "--effective-from": SIGNED,
    "--revocable-event": "The charge is settled",
    "--final-disposition": (TODAY + timedelta(days=90)).isoformat(),
}


@pytest.mark.parametrize("without", ["--condition-imposed-by", "--effective-from", "--revocable-"])
def test_a_condition_without_one_of_its_elements_is_refused_and_nothing_is_written(
    within: Run, vault: Path, without: str
) -> None:
    said = [part for option, value in CONDITION.items() if without not in option
            for part in (option, value)]  # fmt: skip
    told = within(
        "consent", "record", vault, *RECORD, "--kind", "cj_2_35", "--recipient-kind", "justice",
        *said, "--proceeding", "Case 1", "--recipient-role", "Judge",
    )  # fmt: skip
    assert told.status == 1
    assert without in told.err
    assert within("list", vault, "consents", "--json").json == []


def test_what_is_said_of_a_case_is_kept_as_it_was_said(within: Run, vault: Path) -> None:
    said = [part for pair in CONDITION.items() for part in pair]
    made = record(
        within, vault, "--kind", "cj_2_35", "--recipient-kind", "justice", *said,
        "--proceeding", "Case 1", "--recipient-role", "Judge", "--includes-received",
        "--information", "Whether I come", "--discloser", "Fable LEAD, its case managers",
    )  # fmt: skip
    assert (made["proceeding"], made["recipient_roles"]) == ("Case 1", ["Judge"])
    assert made["revocable_event"] == "The charge is settled"
    assert made["expires_event"] is None
    assert made["expires_on"] == (TODAY + timedelta(days=120)).isoformat()  # 30 days after
    assert (made["includes_received"], made["information"]) == (True, "Whether I come")
    assert made["discloser"] == "Fable LEAD, its case managers"


def test_a_consent_for_a_proceeding_is_about_what_its_purpose_names(
    within: Run, vault: Path
) -> None:
    end = (TODAY + timedelta(days=90)).isoformat()
    made = record(within, vault, "--kind", "legal_proceeding", "--expires", end)
    assert made["proceeding"] == made["purpose"]


def test_a_scan_is_kept_together_with_its_consent_or_neither_is(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "juniper.png"
    scan.write_bytes(b"not a picture")
    told = within("consent", "record", vault, *RECORD, "--scan", scan)
    assert (told.status, "--scan" in told.err, "juniper" in told.err) == (1, True, False)
    assert within("consent", "record", vault, *RECORD, "--evidence", "scan").status == 1
    assert within("consent", "record", vault, *RECORD, "--scan", tmp_path / "gone.pdf").status == 1
    assert within("list", vault, "consents", "--json").json == []
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    made = record(within, vault, "--scan", scan)
    assert (made["evidence"], made["seal"]) == ("scan", "intact")
    assert made["attachment_id"]
    assert scan.exists()


def test_a_withdrawal_tells_when_it_came_how_and_when_it_was_written_down(
    within: Run, vault: Path
) -> None:
    made = record(within, vault)
    came = TODAY - timedelta(days=3)
    told = within(
        "consent", "revoke", vault, str(made["id"]), "--on", f"{came}T09:30", "--how", "spoken",
        "--words", "I changed my mind", "--json",
    )  # fmt: skip
    assert (told.status, told.json["state"], told.json["revoked_how"]) == (0, "revoked", "spoken")
    assert str(told.json["revoked_at"]).startswith(came.isoformat())
    assert str(told.json["revocation_entered_at"]) > str(told.json["revoked_at"])


def test_it_opens_a_copy_for_its_recipient_and_purpose_only(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    record(within, vault)
    out = tmp_path / "copy.pdf"
    told = summary(within, vault, out, *FOR)
    assert told.status == 0, told.err
    assert {"name", "program_status", "services"} <= set(told.json["sections"])
    assert "goals" in {one["section"] for one in told.json["withheld"]}
    text = words(out)
    assert "protected by Federal confidentiality rules (42 CFR part 2)" in text
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in text
    assert "Juniper" in text
    assert "Example House" in text
    (row,) = within("list", vault, "disclosures", "--participant", "A", "--json").json
    assert (row["basis"], row["sha256"]) == ("consent", told.json["sha256"])
    (consent,) = within("list", vault, "consents", "--json").json
    assert row["consent_id"] == consent["id"]
    for more, audience in (
        (("--recipient", "Another House", "--purpose", "To coordinate care"), "provider"),
        (("--recipient", "Example House", "--purpose", "care"), "provider"),
        (("--recipient", "Example House"), "provider"),
        (FOR, "community"),
        (FOR, "justice"),
    ):
        refused = summary(within, vault, tmp_path / "no.pdf", *more, audience=audience)
        assert (refused.status, refused.out) == (1, ""), more
        assert not (tmp_path / "no.pdf").exists()


def test_once_withdrawn_it_opens_nothing(within: Run, vault: Path, tmp_path: Path) -> None:
    made = record(within, vault)
    on = TODAY.isoformat()
    told = within("consent", "revoke", vault, str(made["id"]), "--on", on, "--json")
    assert (told.status, told.json["state"]) == (0, "revoked")
    assert told.json["revoked_at"]
    refused = summary(within, vault, tmp_path / "no.pdf", *FOR)
    assert refused.status == 1
    assert "withdrawn" in refused.err
    again = within("consent", "revoke", vault, str(made["id"]), "--on", on)
    assert again.status == 1


@pytest.mark.parametrize("on", ["2099-01-01", "2000-01-01"])
def test_a_withdrawal_comes_between_the_signature_and_now(
    within: Run, vault: Path, on: str
) -> None:
    made = record(within, vault)
    assert within("consent", "revoke", vault, str(made["id"]), "--on", on).status == 1
    assert within("consent", "revoke", vault, "not-an-id", "--on", SIGNED).status == 1
    assert within("consent", "revoke", vault, str(made["id"]), "--on", "tomorrow").status == 2


@pytest.mark.parametrize("kind", ["non_part2_release", "counseling_notes"])
def test_some_kinds_open_no_copy(within: Run, vault: Path, tmp_path: Path, kind: str) -> None:
    told = within(
        "consent", "record", vault, "--participant", "A", "--kind", kind, "--recipient",
        "Example House", "--purpose", "To coordinate care", "--category", "sud_treatment",
        "--signed", SIGNED,
    )  # fmt: skip
    assert told.status == 0, told.err
    assert summary(within, vault, tmp_path / "no.pdf", *FOR).status == 1


def test_a_class_and_an_intermediary_are_recorded_beside_the_names(
    within: Run, vault: Path
) -> None:
    group = ("--recipient-class", "My treating providers", "--intermediary", "Example Exchange")
    told = within("consent", "record", vault, *RECORD, *group)
    assert (told.status, "--intermediary-members" in told.err) == (1, True)
    made = record(within, vault, *group, "--intermediary-members", "Those who treat me")
    assert made["recipient_class"] == "My treating providers"
    assert made["intermediary_members"] == "Those who treat me"
    assert (made["evidence"], made["attachment_id"]) == ("wet", None)
