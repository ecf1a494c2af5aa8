"""Settings as the vault stores them: known and of the right kind, or the default."""

from __future__ import annotations

from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.settings import VaultSettings, read_settings

KEYS = st.sampled_from([*asdict(VaultSettings()), "unknown"])
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just([]))


def test_nothing_stored_is_the_defaults() -> None:
    assert read_settings({}) == VaultSettings()
    assert VaultSettings().zone.key == "America/New_York"


def test_what_is_stored_is_read() -> None:
    settings = VaultSettings(display_name="Harborlight", lock_minutes=5, fictional=True)
    assert read_settings(dict(asdict(settings))) == settings


def test_a_truth_is_no_number() -> None:
    assert read_settings({"lock_minutes": True, "fictional": 1}) == VaultSettings()


@given(st.dictionaries(KEYS, VALUES))
def test_whatever_is_stored_every_setting_has_its_kind(stored: dict[str, object]) -> None:
    found, defaults = asdict(read_settings(stored)), asdict(VaultSettings())
    assert {key: type(value) for key, value in found.items()} == {
        key: type(value) for key, value in defaults.items()
    }
