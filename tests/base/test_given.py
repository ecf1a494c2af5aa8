"""What must be there is there, or told at once."""

from __future__ import annotations

import pytest

from lead_desktop.base.given import given


def test_a_value_is_given_back_and_a_missing_one_is_told() -> None:
    assert given(0) == 0
    assert given("") == ""
    with pytest.raises(AssertionError, match="an earlier step"):
        given(None)
