"""What a line of the worklist says."""

from __future__ import annotations

import pytest

from lead_desktop.domain.worklist.work_words import ride_words


@pytest.mark.parametrize(
    ("transport", "said"),
    [
        ("Tomas Sampleton", "transport: you"),
        ("tomas  sampleton ", "transport: you"),
        ("Dre Exampleton", "transport: Dre Exampleton"),
        ("Bus 8, then Tomas Sampleton", "transport: Bus 8, then Tomas Sampleton"),
        ("", ""),
    ],
)
def test_a_ride_that_the_reader_gives_says_you(transport: str, said: str) -> None:
    assert ride_words(transport, "Tomas Sampleton") == said
