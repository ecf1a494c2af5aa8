"""Which column of a partner's spreadsheet holds which of our fields.

Without a mapping the usual headings are recognized, whatever their case, blanks and punctuation.
A mapping says it outright; then nothing is recognized beside it, so that the result is what was
written down.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lead_desktop.base.errors import LeadError, UnreadableFile
from lead_desktop.exchange.tables import read_bytes

ColumnMapping = Mapping[str, str | Sequence[str]]
UsualHeadings = Mapping[str, tuple[str, ...]]

USUAL_HEADINGS: UsualHeadings = {
    "external_id": (
        "id", "external id", "client id", "personal id", "participant id", "person id",
        "record id", "rec id", "case id", "case number", "participant number", "client number",
        "lead id", "mrn",
    ),
    "preferred_name": (
        "preferred name", "preferred", "chosen name", "goes by", "known as", "called",
        "preferred first name",
    ),
    "legal_first_name": (
        "first name", "first", "given name", "given", "legal first name", "legal first", "fname",
        "forename",
    ),
    "legal_last_name": (
        "last name", "last", "surname", "family name", "family", "legal last name", "legal last",
        "lname",
    ),
    "aliases": (
        "aliases", "alias", "aka", "also known as", "nickname", "nicknames", "street name",
        "other names", "other name",
    ),
    "date_of_birth": (
        "date of birth", "dob", "birth date", "birthdate", "birthday", "d o b", "born",
    ),
    "phone": (
        "phone", "phone number", "telephone", "mobile", "cell", "cell phone", "mobile phone",
        "tel", "contact number", "primary phone",
    ),
    "email": ("email", "e mail", "email address", "e mail address", "mail"),
    "address": (
        "address", "street", "street address", "address 1", "address line 1", "home address",
        "mailing address",
    ),
    "city": ("city", "town"),
    "postal_code": ("zip", "zip code", "postal code", "postcode", "zipcode", "post code"),
    "pronouns": ("pronouns", "pronoun"),
    "language": ("language", "preferred language", "primary language", "spoken language"),
    "status": ("status", "participant status", "program status", "client status", "case status"),
    "case_manager": (
        "case manager", "cm", "casemanager", "assigned case manager", "worker", "assigned to",
    ),
    "peer": (
        "peer", "peer specialist", "peer recovery specialist", "peer worker", "prs",
        "assigned peer",
    ),
    "enrolled_on": (
        "enrolled on", "enrolled", "enrollment date", "enrolment date", "date enrolled",
        "intake date", "start date", "enrolled date", "entry date",
    ),
}  # fmt: skip
FIELDS = tuple(USUAL_HEADINGS)
# Taken for the preferred name only where first and last name have no columns of their own: beside
# them nobody knows whether such a column repeats them.
_WHOLE_NAME = ("name", "full name", "participant name", "client name", "person", "participant")
_NOT_LETTERS = re.compile(r"[\W_]+")


class BadMapping(LeadError):
    """A mapping that names an unknown field, or a column that the file does not have."""


@dataclass(frozen=True)
class Placement:
    """Where the fields stand.

    places: field -> indexes of its columns, in the order in which they are joined.
    unplaced: headings (with their column number when blank or repeated) that hold no field of ours.
    """

    headers: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    unplaced: tuple[str, ...]

    def heading(self, field: str) -> str:
        """The heading of a field's column, for a report."""
        return " + ".join(self.headers[index] for index in self.places[field])

    @property
    def by_heading(self) -> dict[str, str]:
        """field -> heading, for showing and for keeping as a mapping."""
        return {field: self.heading(field) for field in self.places}


def read_mapping(path: Path) -> dict[str, str | tuple[str, ...]]:
    """A mapping file: a JSON object {our field: their column, or a list of their columns}.

    Raises UnreadableFile when it is no such JSON.
    """
    try:
        content: object = json.loads(read_bytes(path))
    except (ValueError, RecursionError):
        raise _no_mapping() from None
    if not isinstance(content, dict):
        raise _no_mapping()
    mapping: dict[str, str | tuple[str, ...]] = {}
    for field, columns in content.items():
        if isinstance(columns, str):
            mapping[field] = columns
        elif isinstance(columns, list) and columns and all(isinstance(c, str) for c in columns):
            mapping[field] = tuple(columns)
        else:
            raise _no_mapping()
    return mapping


def place_columns(
    headers: Sequence[str],
    mapping: ColumnMapping | None = None,
    usual: UsualHeadings = USUAL_HEADINGS,
) -> Placement:
    """Find our fields among `headers`, by `mapping` where there is one.

    usual: the fields that can be placed, each with the headings that it usually has.
    Raises BadMapping; and when nothing at all could be placed.
    """
    if mapping is not None:
        places = _by_mapping(headers, mapping, usual)
    else:
        places = _by_usual_names(headers, usual)
    if not places:
        raise BadMapping(
            "None of the column headings is known.",
            meaning="Nothing was read.",
            remedy="Give a mapping file (--mapping) that says which column holds which field.",
        )
    used = {index for indexes in places.values() for index in indexes}
    seen = Counter(_key(header) for header in headers)
    unplaced = tuple(
        header if header and seen[_key(header)] == 1 else f"{header} (column {index + 1})".strip()
        for index, header in enumerate(headers)
        if index not in used
    )
    return Placement(tuple(headers), places, unplaced)


def _by_mapping(
    headers: Sequence[str], mapping: ColumnMapping, usual: UsualHeadings
) -> dict[str, tuple[int, ...]]:
    plain = [" ".join(header.split()).casefold() for header in headers]
    places = {}
    for field, wanted in mapping.items():
        if field not in usual:
            raise BadMapping(
                f"The mapping names the field “{field}”, which does not exist.",
                remedy=f"The fields are {', '.join(usual)}.",
            )
        columns = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        places[field] = tuple(_find(plain, column, field) for column in columns)
    return places


def _find(plain: Sequence[str], column: str, field: str) -> int:
    wanted = " ".join(column.split()).casefold()
    count = plain.count(wanted)
    if count == 1:
        return plain.index(wanted)
    where = "is not in the file" if count == 0 else f"stands {count} times in the file"
    raise BadMapping(
        f"The column “{column}”, mapped to {field}, {where}.",
        remedy="Compare the mapping with the first row of the file.",
    )


def _by_usual_names(headers: Sequence[str], usual: UsualHeadings) -> dict[str, tuple[int, ...]]:
    """The first column of a usual name wins; names listed earlier go before later ones."""
    index_of: dict[str, int] = {}
    for index, header in enumerate(headers):
        index_of.setdefault(_key(header), index)
    places: dict[str, tuple[int, ...]] = {}
    for field, names in usual.items():
        for name in (field, *names):
            if _key(name) in index_of:
                places[field] = (index_of[_key(name)],)
                break
    named = {"preferred_name", "legal_first_name", "legal_last_name"}
    if named <= usual.keys() and not places.keys() & named:
        for name in _WHOLE_NAME:
            if _key(name) in index_of:
                places["preferred_name"] = (index_of[_key(name)],)
                break
    return places


def _key(heading: str) -> str:
    return _NOT_LETTERS.sub("", heading.casefold())


def _no_mapping() -> UnreadableFile:
    return UnreadableFile(
        "The mapping file is not a JSON object of the form {our field: their column}.",
        remedy='Write for example {"external_id": "Client No", "phone": "Cell"}.',
    )
