"""Police districts and neighborhoods of Baltimore, as pick-lists (resources/places).

Names are facts, from the city's maps by way of mapbaltimore; a neighborhood stands with the
district (as drawn in 2023) in which its middle lies.
"""

from __future__ import annotations

import csv
from functools import cache

from lead_desktop.base.resources import resource


@cache
def districts() -> tuple[str, ...]:
    """The nine police districts, in the police's own order."""
    text = resource("places", "districts.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line)


@cache
def neighborhoods() -> dict[str, str]:
    """Neighborhoods by name, each with its police district; empty where none covers it."""
    path = resource("places", "neighborhoods.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["district"] for row in csv.DictReader(file)}


def district_of(place: str) -> str:
    """The district of a neighborhood that `place` names; "" for anything else."""
    wanted = place.strip().casefold()
    return next((of for name, of in neighborhoods().items() if name.casefold() == wanted), "")
