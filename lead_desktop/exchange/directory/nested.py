"""HSDS 3.0 JSON, in which objects stand inside each other, taken apart into rows.

The same phone or location is repeated wherever it is used; whoever collects the rows merges those
with the same id.
"""

from __future__ import annotations

from collections.abc import Mapping

# Lists of an object -> the table of their elements, which then point back to the object.
_CHILDREN = {
    "services": "service",
    "locations": "location",
    "programs": "program",
    "phones": "phone",
    "addresses": "address",
    "contacts": "contact",
    "schedules": "schedule",
    "languages": "language",
    "required_documents": "required_document",
    "accessibility": "accessibility",
    "cost_options": "cost_option",
    "service_at_locations": "service_at_location",
    "attributes": "attribute",
}
# Single objects inside an object, which point to them by id.
_LINKED = {
    "organization": "organization",
    "service": "service",
    "location": "location",
    "program": "program",
    "taxonomy_term": "taxonomy_term",
}
_MAX_DEPTH = 12  # organization_full.json needs six

TableRow = tuple[str, dict[str, str]]


class NotHsds(ValueError):
    """An element that is no object of a directory; the message is a reason for a report."""


def flatten(element: object) -> list[TableRow]:
    """Every object within `element` as (table, cells), children before their parents.

    Raises NotHsds.
    """
    if not isinstance(element, dict):
        raise NotHsds("this is not an object")
    table = _table_of(element)
    if not table:
        raise NotHsds("this is neither an organization nor a service nor a location")
    if _depth(element) > _MAX_DEPTH:
        raise NotHsds("objects are nested too deeply")
    rows: list[TableRow] = []
    _walk(table, element, {}, rows)
    return rows


def scalars(element: Mapping[str, object]) -> dict[str, str]:
    """The texts and numbers of an object, as text."""
    return {
        key: str(value)
        for key, value in element.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }


def _table_of(element: Mapping[str, object]) -> str:
    """What an object is, by the properties that only this kind has."""
    keys = element.keys()
    if "location" in keys or keys >= {"service_id", "location_id"}:
        return "service_at_location"
    if keys & {"taxonomy", "taxonomy_detail", "term_uri"}:
        return "taxonomy_term"
    if keys & {"latitude", "location_type", "addresses", "transportation"}:
        return "location"
    if keys & {"organization", "organization_id", "service_at_locations", "status", "schedules"}:
        return "service"
    return "organization" if "name" in keys and "version" not in keys else ""


def _depth(element: object) -> int:
    """How deep objects stand in each other, without recursion; stops beyond the limit."""
    level, layer = 0, [element]
    while layer and level <= 2 * _MAX_DEPTH + 1:
        inner: list[object] = []
        for thing in layer:
            if isinstance(thing, dict):
                inner.extend(thing.values())
            elif isinstance(thing, list):
                inner.extend(thing)
        layer = [thing for thing in inner if isinstance(thing, dict | list)]
        level += 1
    return (level + 1) // 2


def _walk(
    table: str, element: Mapping[str, object], links: dict[str, str], rows: list[TableRow]
) -> str:
    cells = scalars(element)
    own_id = cells.get("id", "")
    for key, child_table in _LINKED.items():
        child = element.get(key)
        if isinstance(child, dict):
            cells.setdefault(f"{key}_id", _walk(child_table, child, {}, rows))
    for key, value in links.items():
        cells.setdefault(key, value)
    back = {"link_id": own_id, f"{table}_id": own_id}
    for key, child_table in _CHILDREN.items():
        children = element.get(key)
        for child in children if isinstance(children, list) else ():
            if isinstance(child, dict):
                _walk(child_table, child, back, rows)
    rows.append((table, cells))
    return own_id
