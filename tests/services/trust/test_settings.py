"""Settings: typed, checked by field, audited by key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import Question, Role
from lead_desktop.domain.referral.eligibility import checklist_of
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust import settings
from lead_desktop.store.audit import list_entries


@pytest.fixture
def administrator(seat: Callable[..., Desk]) -> Desk:
    return seat(Role.SUPERVISOR, administrator=True)


def test_a_new_vault_has_the_defaults(desk: Desk) -> None:
    assert settings.read_settings(desk) == VaultSettings()


def test_a_change_is_kept_and_audited_without_its_value(administrator: Desk) -> None:
    settings.change_settings(administrator, lock_minutes=5, program_name="A quiet program")
    found = settings.read_settings(administrator)
    assert (found.lock_minutes, found.program_name) == (5, "A quiet program")
    with administrator.store.read() as connection:
        newest = list_entries(connection)[-1]
    assert newest.detail == {"keys": ["lock_minutes", "program_name"]}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lock_minutes", 0),
        ("lock_minutes", "ten"),
        ("display_name", "  "),
        ("time_zone", "Mars/Olympus"),
        ("no_such_setting", 1),
        ("attachment_mib", 101),
        ("unsigned_hours", 0),
        ("cosign_days", -1),
        ("street_outreach_hours", 337),
        ("social_outreach_hours", 0),
        ("handoff_minutes", 4),
        ("intake_days", 181),
        ("privacy_email", "nobody"),
        ("notice_effective_on", "11/23/2026"),
        ("recorded_only", "adult, adlut"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_kept(
    administrator: Desk, key: str, value: object
) -> None:
    with pytest.raises(InvalidInput) as caught:
        settings.change_settings(administrator, program_phone="555-0100", **{key: value})
    assert [problem.field for problem in caught.value.problems] == [key]
    assert settings.read_settings(administrator) == VaultSettings()


def test_spaces_around_a_text_are_no_part_of_it(administrator: Desk) -> None:
    """A zone with a space behind it was taken, and nobody could open the vault any more."""
    settings.change_settings(
        administrator,
        time_zone=" America/Chicago\n",
        notice_effective_on=" 2026-11-23 ",
        display_name="  Our team ",
    )
    found = settings.read_settings(administrator)
    assert found.zone == ZoneInfo("America/Chicago")
    assert date.fromisoformat(found.notice_effective_on) == date(2026, 11, 23)
    assert found.display_name == "Our team"


def test_the_edges_of_every_range_are_taken(administrator: Desk) -> None:
    for take in (min, max):
        edges = {key: take(allowed) for key, (allowed, _) in settings.RANGES.items()}
        settings.change_settings(administrator, **edges, recorded_only="adult, In_Area")
        found = settings.read_settings(administrator)
        assert {key: getattr(found, key) for key in edges} == edges
    assert checklist_of(found).recorded_only == {Question.ADULT, Question.IN_AREA}
