"""Headings: the usual ones are recognized, a mapping is obeyed to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from lead_desktop.base.errors import UnreadableFile
from lead_desktop.exchange.columns import FIELDS, BadMapping, place_columns, read_mapping


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("  FIRST_Name ", "legal_first_name"),
        ("given name", "legal_first_name"),
        ("Surname", "legal_last_name"),
        ("Chosen Name", "preferred_name"),
        ("D.O.B.", "date_of_birth"),
        ("BirthDate", "date_of_birth"),
        ("E-mail", "email"),
        ("ZIP Code", "postal_code"),
        ("PersonalID", "external_id"),
        ("Client ID", "external_id"),
        ("Case Manager", "case_manager"),
        ("Enrollment date", "enrolled_on"),
    ],
)
def test_usual_headings(heading: str, field: str) -> None:
    assert place_columns(["x", heading]).by_heading == {field: heading}


@pytest.mark.parametrize("field", FIELDS)
def test_our_own_names_are_recognized(field: str) -> None:
    assert place_columns([field]).places == {field: (0,)}


def test_what_has_no_place_is_listed() -> None:
    placement = place_columns(["name", "Shoe size", "", "Phone", "phone"])
    assert placement.by_heading == {"preferred_name": "name", "phone": "Phone"}
    assert placement.unplaced == ("Shoe size", "(column 3)", "phone (column 5)")


def test_a_full_name_beside_first_and_last_is_not_taken() -> None:
    placement = place_columns(["first", "last", "full name"])
    assert placement.unplaced == ("full name",)


def test_a_mapping_alone_decides_and_may_join_columns() -> None:
    mapping = {"address": ["No", "street "], "city": "TOWN"}
    placement = place_columns(["no", "Street", "Town", "Phone"], mapping)
    assert placement.places == {"address": (0, 1), "city": (2,)}
    assert placement.heading("address") == "no + Street"
    assert placement.unplaced == ("Phone",)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"shoe_size": "a"}, "“shoe_size”, which does not exist"),
        ({"phone": "cell"}, "“cell”, mapped to phone, is not in the file"),
        ({"phone": "twice"}, "stands 2 times"),
    ],
)
def test_a_wrong_mapping_is_refused_by_name(mapping: dict[str, str], words: str) -> None:
    with pytest.raises(BadMapping, match=words):
        place_columns(["a", "Twice", "twice"], mapping)


def test_unknown_headings_throughout_ask_for_a_mapping() -> None:
    with pytest.raises(BadMapping, match="--mapping"):
        place_columns(["a", "b"])


def test_mapping_file(tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    path.write_text('{"phone": "Cell", "address": ["No", "Street"]}')
    assert read_mapping(path) == {"phone": "Cell", "address": ("No", "Street")}


@pytest.mark.parametrize("text", ["", "[]", '{"phone": 1}', '{"phone": []}', "[" * 100_000, "\xff"])
def test_what_is_no_mapping_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(UnreadableFile, match="mapping"):
        read_mapping(path)
