"""Which neighborhoods a ZIP code touches: Baltimore's community statistical areas.

A directory gives addresses, and the program asks no map service: a person looks for what is near
by the name of a neighborhood. resources/directory/zones.csv is a list of facts that a team
elsewhere replaces by its own.
"""

from __future__ import annotations

import csv
from collections import defaultdict

from lead_desktop.base.resources import resource


def load_zones() -> dict[str, tuple[str, ...]]:
    """ZIP code -> names of its neighborhoods."""
    zones: defaultdict[str, list[str]] = defaultdict(list)
    with resource("directory", "zones.csv").open(encoding="utf-8", newline="") as source:
        for line in csv.DictReader(source):
            zones[line["postal_code"]].append(line["neighborhood"])
    return {code: tuple(names) for code, names in zones.items()}
