"""What one needs while calling a provider, and nothing that is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import Capacity
from lead_desktop.domain.directory.directory import (
    LocalKnowledge,
    PlaceLine,
    ServiceDetail,
    ServiceLine,
)
from lead_desktop.domain.directory.opening_hours import ScheduleLine
from ui.models.services import call_facts

MONDAY = datetime(2026, 11, 23, 10, 41, tzinfo=ZoneInfo("America/New_York"))
LINE = ServiceLine(uuid4(), "Methadone", None, "Sample Clinic", "active", (), (), (), None)
BARE = ServiceDetail(
    LINE, "", "", "", "", "", "", "", "", "", "", "", (), (), (), LocalKnowledge(), (), 0
)


def told(detail: ServiceDetail) -> dict[str, str]:
    return {fact.heading: fact.words for fact in call_facts(detail, MONDAY)}


def test_what_is_not_known_is_not_said() -> None:
    assert told(BARE) == {}


def test_numbers_of_service_and_place_stand_once_with_whether_it_is_open() -> None:
    place = PlaceLine("Clinic", "2 Sample St", "21201", "", "", ("410-555-0143", "410-555-0199"))
    detail = replace(
        BARE,
        phones=(("410-555-0143", "Front desk"),),
        places=(place,),
        schedule=(ScheduleLine("MO,TU", "09:00", "17:00"),),
    )
    assert told(detail)["Call"] == "410-555-0143, 410-555-0199, open now"


def test_what_the_team_knows_comes_before_what_the_directory_says() -> None:
    known = LocalKnowledge(
        capacity=Capacity.OPEN,
        capacity_on=date(2026, 11, 20),
        documents="Photo ID, or a letter from us",
        handoff_name="Quincy at intake",
        handoff_phone="555-0160",
    )
    detail = replace(
        BARE, required_documents="ID", application_process="Apply by mail", knowledge=known
    )
    assert told(detail) == {
        "Ask for": "Quincy at intake, 555-0160",
        "Room": f"{Capacity.OPEN.label}, heard Nov 20",
        "Bring": "Photo ID, or a letter from us",
        "First steps": "Apply by mail",
    }
    assert told(replace(detail, knowledge=LocalKnowledge()))["Bring"] == "ID"
