"""Readers of cells: what is kept, what is refused, and the form that a fingerprint is made of."""

from __future__ import annotations

from datetime import date

import pytest

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.exchange.cells import BadCell, Values, cell_reader

TODAY = date(2026, 11, 23)


def read(field: str, text: str) -> tuple[Values, str]:
    values = Values()
    return values, cell_reader(field, order=None, today=TODAY)(values, text)


def test_ways_of_writing_one_value_have_one_canonical_form() -> None:
    assert read("date_of_birth", "May 17, 1980")[1] == read("date_of_birth", "1980-05-17")[1]
    assert read("status", "in jail")[1] == read("status", "Custody")[1]
    assert read("status", "in jail")[0].status is ParticipantStatus.INACTIVE_CUSTODY


def test_a_reader_serves_row_after_row() -> None:
    reader = cell_reader("status", order=None, today=TODAY)
    first, second = Values(), Values()
    assert reader(first, "active") == reader(second, "active")
    assert first.status is second.status is ParticipantStatus.ACTIVE


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("city", "x" * 101, "longer than 100"),
        ("case_manager", "x" * 201, "longer than 200"),
        ("email", "nobody", "e-mail"),
        ("status", "blue", "status"),
        ("date_of_birth", "2026-11-24", "future"),
        ("enrolled_on", "2026-01", "not complete"),
    ],
)
def test_a_bad_cell_is_left_empty(field: str, text: str, reason: str) -> None:
    values = Values()
    with pytest.raises(BadCell, match=reason):
        cell_reader(field, order=None, today=TODAY)(values, text)
    assert (values.text, values.dates, values.status) == ({}, {}, None)


def test_a_bad_phone_is_kept_as_text() -> None:
    values = Values()
    with pytest.raises(BadCell, match="kept as text"):
        cell_reader("phone", order=None, today=TODAY)(values, "ask at the desk")
    assert (values.text, values.phone_e164) == ({"phone": "ask at the desk"}, None)
