"""Every field that a kind of file may hold is asked about by name, and none that it may not."""

from __future__ import annotations

import pytest

from lead_desktop.domain.codes import ImportKind
from lead_desktop.services.importing.shapes import SHAPES


@pytest.mark.parametrize("kind", SHAPES)
def test_every_field_that_a_file_may_hold_is_asked_about(kind: ImportKind) -> None:
    shape = SHAPES[kind]
    assert set(shape.labels) == set(shape.usual)
    assert len(set(shape.labels.values())) == len(shape.labels)
    assert {one for need in shape.needed for one in need.fields} <= set(shape.labels)


def test_one_of_several_columns_may_be_enough() -> None:
    people, contacts = SHAPES[ImportKind.CASELOAD], SHAPES[ImportKind.CONTACTS]
    assert people.missing({"aliases": "Goes by"}) == []
    assert [need.fields for need in contacts.missing({"mode": "How"})] == [
        ("participant",),
        ("occurred_at",),
    ]
    assert (people.counted(1), contacts.counted(1200)) == ("1 person", "1,200 contacts")
