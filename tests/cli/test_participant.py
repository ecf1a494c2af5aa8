"""lead-desktop participant: statuses and teams from a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import OTHER, Run


def test_a_status_is_set_with_its_day_and_listed(vault: Path, people: Path, within: Run) -> None:
    ran = within(
        "participant", "set", vault, "--participant", "A", "--status", "inactive_lost",
        "--on", "2026-01-05", "--reason", "Nobody has seen her", "--json",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert (ran.json["external_id"], ran.json["status"]) == ("A", "INACTIVE_LOST")
    listed = within("list", vault, "participants", "--view", "to_find", "--json").json
    assert [row["external_id"] for row in listed] == ["A"]


def test_closing_asks_for_a_reason_of_the_list_and_coming_back_for_none(
    vault: Path, people: Path, within: Run
) -> None:
    close = ("participant", "set", vault, "--participant", "A", "--status", "CLOSED")
    for reason in ((), ("--reason", "NON_COMPLIANT"), ("--reason", "relapse")):
        ran = within(*close, *reason)
        assert (ran.status, ran.out) == (1, "")
        assert "GOALS_MET" in ran.err
    ran = within(*close, "--reason", "GOALS_MET", "--json")
    assert ran.json["status"] == "CLOSED"
    ran = within("participant", "set", vault, "--participant", "A", "--status", "ACTIVE", "--json")
    assert (ran.json["status"], ran.json["phase"]) == ("ACTIVE", "ENGAGING")


def test_a_move_that_is_not_open_is_refused_with_the_ways_that_are(
    vault: Path, people: Path, within: Run
) -> None:
    ran = within("participant", "set", vault, "--participant", "A", "--status", "REFERRED")
    assert ran.status == 1
    assert "Closed" in ran.err


def test_a_phase_alone_is_set(vault: Path, people: Path, within: Run) -> None:
    ran = within("participant", "set", vault, "--participant", "A", "--phase", "engaged", "--json")
    assert ran.json["phase"] == "ENGAGED"
    assert within("participant", "set", vault, "--participant", "A").status == 2


@pytest.mark.usefixtures("people")
def test_a_team_is_assigned_by_names(team: Path, within: Run) -> None:
    supervisor = {"passphrase": OTHER}
    ran = within(
        "participant", "assign", team, "--participant", "B", "--case-manager", "dana example",
        "--peer", "Dana Example", "--worker", "Dana Example", "--json", **supervisor,
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert (ran.json["case_manager"], ran.json["peer"]) == ("Dana Example", "Dana Example")
    unknown = within(
        "participant", "assign", team, "--participant", "A", "--peer", "Nobody",
        "--worker", "Dana Example", **supervisor,
    )  # fmt: skip
    assert unknown.status == 1
    assert within("participant", "assign", team, "--participant", "A").status == 2


@pytest.mark.usefixtures("people")
def test_the_facts_of_a_record_are_changed_by_json(vault: Path, within: Run) -> None:
    edit = ("participant", "edit", vault, "--participant", "A", "--input", "-", "--json")
    facts = '{"preferred_name": "June", "pronouns": "they/them", "cadence_days": "10"}'
    told = within(*edit, stdin=facts)
    assert told.status == 0, told.err
    assert told.json["changed"] == ["preferred_name", "pronouns", "cadence_days"]
    assert within(*edit, stdin=facts).json["changed"] == []
    assert within(*edit, stdin='{"pronouns": ""}').json["changed"] == ["pronouns"]
    (row,) = within("list", vault, "participants", "--find", "june", "--json").json
    assert (row["preferred_name"], row["pronouns"], row["cadence_days"]) == ("June", "", 10)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "facts",
    [
        "[]", '{"shoe": "44"}', '{"pronouns": 4}', '{"pronouns": "she", "cadence_days": "soon"}',
        '{"pronouns": "she", "preferred_name": " "}', '{"pronouns": "she", "external_id": "B"}',
        '{"pronouns": "she", "date_of_birth": "2026-02-31"}',
    ],
)  # fmt: skip
def test_facts_that_cannot_be_taken_change_nothing(vault: Path, within: Run, facts: str) -> None:
    before = within("list", vault, "participants", "--json").json
    told = within("participant", "edit", vault, "--participant", "A", "--input", "-", stdin=facts)
    assert (told.status, told.out, "Traceback" in told.err) == (1, "", False)
    assert within("list", vault, "participants", "--json").json == before
