"""Listing from the command line: shapes that scripts can rely on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from lead_desktop.app import open_vault
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome
from lead_desktop.domain.people.caseload_filter import CaseloadFilter
from lead_desktop.domain.people.stage import View
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import FollowUp
from lead_desktop.services.people import participants
from lead_desktop.services.worklist.saved_views import SaveView, save_view

from .conftest import OTHER, PASSPHRASE, Run

SHAPES = {
    "participants": {
        "id", "external_id", "preferred_name", "legal_name", "aliases", "date_of_birth", "status",
        "case_manager", "peer", "last_reached_at", "days_since_reached", "attempts_since_reached",
        "cadence_days", "open_linkages", "next_step",
    },
    "contacts": {
        "id", "participant_id", "occurred_at", "recorded_at", "mode", "outcome", "kind", "minutes",
        "workers", "note", "signed", "late",
    },
    "linkages": {
        "id", "participant_id", "need", "service", "organization", "status", "status_since",
        "next_owner", "due_on",
    },
}  # fmt: skip


def names(within: Run, vault: Path, *arguments: str) -> list[str]:
    rows = within("list", vault, "participants", *arguments, "--json").json
    return [row["preferred_name"] for row in rows]


@pytest.mark.usefixtures("people")
def test_participants_of_every_status_oldest_first(within: Run, vault: Path) -> None:
    rows = within("list", vault, "participants", "--json").json
    assert [row["external_id"] for row in rows] == ["A", "B", "C"]
    assert all(set(row) >= SHAPES["participants"] for row in rows)
    juniper = rows[0]
    assert (juniper["legal_name"], juniper["case_manager"]) == ("June Fable", "Tomas Sampleton")
    assert (juniper["days_since_reached"], juniper["open_linkages"]) == (None, 0)


@pytest.mark.usefixtures("people")
def test_views_and_words_narrow_the_list(within: Run, vault: Path) -> None:
    assert names(within, vault, "--view", "mine") == ["Juniper"]
    assert names(within, vault, "--view", "closed") == ["Zoë"]
    assert names(within, vault, "--view", "away") == ["Bo"]
    assert names(within, vault, "--find", "zoe") == ["Zoë"]
    assert names(within, vault, "--find", "555 0142") == ["Juniper"]
    assert names(within, vault, "--find", "P-2") == ["Bo"]
    assert names(within, vault, "--participant", "P-0002") == ["Bo"]
    assert names(within, vault, "--view", "past-cadence") == []
    assert names(within, vault, "--find", "nobody at all") == []


@pytest.mark.usefixtures("people")
def test_contacts_and_linkages_have_their_shapes(within: Run, vault: Path) -> None:
    log = ("log", vault, "--participant", "A", "--mode", "PHONE", "--outcome", "MET")
    assert within(*log, "--note", "Talked about the marigold").status == 0
    assert within("linkage", "add", vault, "--participant", "A", "--need", "HOUSING").status == 0
    (contact,) = within("list", vault, "contacts", "--json").json
    assert set(contact) >= SHAPES["contacts"]
    assert (contact["workers"], contact["signed"]) == (["Tomas Sampleton"], False)
    (linkage,) = within("list", vault, "linkages", "--participant", "A", "--json").json
    assert set(linkage) >= SHAPES["linkages"]
    assert len(within("list", vault, "contacts", "--find", "marig", "--json").json) == 1
    assert within("list", vault, "contacts", "--find", "tulip", "--json").json == []
    assert within("list", vault, "contacts", "--participant", "B", "--json").json == []
    (row, *_) = within("list", vault, "participants", "--json").json
    assert (row["days_since_reached"], row["open_linkages"]) == (0, 1)


@pytest.mark.usefixtures("people")
def test_consents_and_disclosures_of_one_and_of_all(
    within: Run, vault: Path, tmp_path: Path
) -> None:
    out = tmp_path / "own.pdf"
    told = within("summary", vault, "--participant", "A", "--audience", "participant", "-o", out)
    assert told.status == 0
    (copy,) = within("list", vault, "disclosures", "--participant", "A", "--json").json
    assert (copy["basis"], copy["method"]) == ("patient_access", "file")
    assert within("list", vault, "consents", "--json").json == []
    assert within("list", vault, "consents", "--participant", "A", "--json").json == []


def test_roles_hold_here_as_well(within: Run, team: Path) -> None:
    tomas = within("list", team, "audit", "--worker", "Tomas Sampleton")
    assert (tomas.status, tomas.out) == (1, "")
    dana = within("list", team, "audit", "--json", "--worker", "Dana Example", passphrase=OTHER)
    assert dana.status == 0
    assert [row["seq"] for row in dana.json] == list(range(1, len(dana.json) + 1))
    assert "refused" in {row["action"] for row in dana.json}
    everybody = ("list", team, "disclosures", "--json", "--worker", "Dana Example")
    assert within(*everybody, passphrase=OTHER).json == []


@pytest.mark.usefixtures("people")
def test_a_table_for_a_person(within: Run, vault: Path) -> None:
    note = "red\x1b[31m\nline " + "x" * 80
    log = ("log", vault, "--participant", "A", "--mode", "TEXT", "--outcome", "MESSAGE_LEFT")
    assert within(*log, "--note", note).status == 0
    table = within("list", vault, "contacts").out
    assert "\x1b" not in table
    assert len(table.splitlines()) == 2
    for kind in ("participants", "linkages", "services", "consents"):
        assert within("list", vault, kind).status == 0


@pytest.mark.usefixtures("people")
def test_nobody_of_that_id(within: Run, vault: Path) -> None:
    told = within("list", vault, "contacts", "--participant", "P-0099", "--json")
    assert (told.status, told.out) == (1, "")


@pytest.mark.usefixtures("people")
def test_a_saved_view_is_reached_by_its_name(within: Run, vault: Path) -> None:
    with open_vault(vault, None, PASSPHRASE) as application:
        wanted = CaseloadFilter(View.TEAM, find="bo")
        save_view(application.desk, SaveView(new_id(), "Named Bo", wanted))
    assert names(within, vault, "--view", "named bo") == ["Bo"]
    told = within("list", vault, "participants", "--view", "no such view", "--json")
    assert (told.status, told.out) == (1, "")


@pytest.mark.usefixtures("people")
def test_tasks_are_promises_and_what_the_clocks_ask_for_earliest_first(
    within: Run, vault: Path
) -> None:
    with open_vault(vault, None, PASSPHRASE) as application:
        desk = application.desk
        person = participants.find_participant_id(desk, "P-0001")
        for days, words in ((3, "Call the clinic"), (1, "Bring the form")):
            contacts.log_contact(
                desk,
                contacts.LogContact(
                    id=new_id(),
                    participant_ids=(person,),
                    mode=ContactMode.PHONE,
                    outcome=ContactOutcome.MET,
                    occurred_at=desk.clock.now(),
                    follow_up=FollowUp(words, desk.clock.today() + timedelta(days=days)),
                    sign=days == 3,
                ),
            )
    rows = within("list", vault, "tasks", "--json").json
    assert [row["kind"] for row in rows] == ["UNSIGNED_NOTE", "FOLLOW_UP", "FOLLOW_UP"]
    assert [row["why"] for row in rows][1:] == ["Bring the form", "Call the clinic"]
    assert set(rows[0]) == {"id", "participant_id", "kind", "due_at", "why", "worker"}
    assert {row["worker"] for row in rows} == {"Tomas Sampleton"}
    assert len({row["id"] for row in rows}) == len(rows)
    assert within("list", vault, "tasks", "--participant", "P-0002", "--json").json == []
