"""referral add, list referrals, list duplicates: contracts for scripts."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.conftest import Run

ANSWERED = ("--answer", "consents_to_meet=yes", "--answer", "no_exclusion=yes")
STOP = (
    "--door", "stop", "--name", "Cypress Hypothetical", "--dob", "1988-02-29",
    "--district", "Central", "--officer", "Ofc. Q. Placeholder", *ANSWERED,
)  # fmt: skip


def test_a_stop_referral_is_judged_stored_and_listed(vault: Path, within: Run) -> None:
    made = within("referral", "add", vault, *STOP, "--charge", "CDS_POSSESSION", "--json")
    assert made.status == 0, made.err
    told = made.json
    assert (told["eligible"], told["missing"], told["possible_matches"]) == (True, [], [])
    (listed,) = within("list", vault, "referrals", "--json").json
    assert (listed["id"], listed["participant_id"]) == (told["id"], told["participant_id"])
    assert (listed["door"], listed["charges"]) == ("stop", ["CDS_POSSESSION"])
    assert {"at", "eligible", "decisions", "due"} <= set(listed)
    (person,) = within("list", vault, "participants", "--json").json
    assert (person["id"], person["status"]) == (told["participant_id"], "REFERRED")


def test_trespass_needs_the_owner_and_a_no_is_stored(vault: Path, within: Run) -> None:
    trespass = (*STOP, "--charge", "TRESPASS", "--json")
    asked = within("referral", "add", vault, *trespass, "--owner-approval", "not-asked").json
    assert (asked["eligible"], asked["missing"]) == (None, ["owner_approval"])
    no = within(
        "referral", "add", vault, *trespass, "--owner-approval", "no", "--approved-by", "Market"
    ).json
    assert no["eligible"] is False
    assert no["reason_codes"] == ["VICTIM_OR_OWNER_DECLINED"]
    assert no["reasons"]
    yes = within(
        "referral", "add", vault, *trespass, "--owner-approval", "yes", "--approved-by", "Market"
    ).json
    assert yes["eligible"] is True
    assert len(within("list", vault, "referrals", "--json").json) == 3


def test_subsistence_is_asked_where_the_poster_has_it(vault: Path, within: Run) -> None:
    larceny = (*STOP, "--charge", "LARCENY", "--json")
    assert within("referral", "add", vault, *larceny).json["missing"] == ["subsistence"]
    unknown = within("referral", "add", vault, *larceny, "--subsistence", "unknown").json
    assert unknown["eligible"] is None
    assert (
        within("referral", "add", vault, *larceny, "--subsistence", "no").json["eligible"] is False
    )


def test_a_social_referral_has_criteria_of_its_own(vault: Path, within: Run) -> None:
    social = ("--door", "social", "--name", "Moss Example", "--dob", "about 45",
              "--district", "Central", *ANSWERED, "--json")  # fmt: skip
    open_yet = within("referral", "add", vault, *social).json
    assert open_yet["missing"] == ["recent_police_contact", "tied_to_need"]
    whole = within(
        "referral", "add", vault, *social,
        "--answer", "recent_police_contact=yes", "--answer", "tied_to_need=declined",
    ).json  # fmt: skip
    assert (whole["eligible"], whole["missing"]) == (None, ["tied_to_need"])


def test_somebody_alike_is_told_and_listed_as_a_pair(
    people: Path, vault: Path, within: Run
) -> None:
    made = within(
        "referral", "add", vault, "--door", "community", "--name", "June Fable",
        "--phone", "555-0142", "--json",
    ).json  # fmt: skip
    (match,) = made["possible_matches"]
    assert match["participant_id"] != made["participant_id"]
    assert "name" in match["matched_on"]
    (pair,) = within("list", vault, "duplicates", "--json").json
    assert {pair["a"], pair["b"]} == {match["participant_id"], made["participant_id"]}
    assert {"score", "matched_on"} <= set(pair)


def test_the_same_as_json_on_standard_input(vault: Path, within: Run) -> None:
    referral = {
        "door": "arrest", "name": "Cypress Hypothetical", "dob": "1988-02-29",
        "charge": ["LARCENY"], "subsistence": "yes", "district": "Central",
        "answer": {"consents_to_meet": "yes", "no_exclusion": "yes"},
        "hold_until": "2099-01-01", "id": str(uuid4()),
    }  # fmt: skip
    given = json.dumps(referral)
    for _ in range(2):  # one id, one referral
        made = within("referral", "add", vault, "--input", "-", "--json", stdin=given)
        assert made.status == 0, made.err
        assert made.json["eligible"] is True
    (listed,) = within("list", vault, "referrals", "--json").json
    assert listed["hold_until"] == "2099-01-01"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((*STOP, "--charge", "JAYWALKING"), 1),
        ((*STOP, "--owner-approval", "perhaps"), 1),
        ((*STOP, "--answer", "height=yes"), 1),
        (("--door", "window", "--name", "Moss Example"), 1),
        (("--door", "stop", "--name", "Moss Example", "--dob", "soon"), 1),
        (("--door", "stop"), 2),
        ((*STOP, "--answer", "adult"), 2),
        ((*STOP, "--at", "yesterday"), 2),
    ],
)
def test_what_cannot_be_taken_is_refused_whole(
    vault: Path, within: Run, arguments: tuple[str, ...], status: int
) -> None:
    ran = within("referral", "add", vault, *arguments)
    assert ran.status == status
    assert ran.err
    assert "Hypothetical" not in ran.err
    assert within("list", vault, "referrals", "--json").json == []
