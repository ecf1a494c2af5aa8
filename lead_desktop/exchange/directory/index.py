"""The rows of a directory by their ids and links; what does not fit together is reported here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lead_desktop.exchange.directory.sources import SourceRow, SourceTables
from lead_desktop.exchange.directory.words import line
from lead_desktop.exchange.rejects import Problem

Grouped = Mapping[str, Sequence[SourceRow]]


class Index:
    """All tables of a directory. Ids are collected first, so that rows may refer to later ones.

    organizations, services, locations, contacts, programs: usable rows by id.
    places: service id -> ids of the locations where it is offered; place_links: the rows of
    service_at_location by their id.
    """

    def __init__(self, sources: SourceTables) -> None:
        self.problems: list[Problem] = list(sources.problems)
        self._sources = sources
        self._groups: dict[tuple[str, str], Grouped] = {}
        self.organizations = self.usable("organization", "name")
        self.locations = self.usable("location")
        self.services = self.usable("service", "name")
        self.contacts = {line(row.get("id")): row for row in sources.rows("contact")}
        self.programs = {line(row.get("id")): row for row in sources.rows("program")}
        self.places = self._places()
        self.place_links = {line(row.get("id")): row for row in sources.rows("service_at_location")}

    def usable(self, table: str, *needed: str) -> dict[str, SourceRow]:
        """Rows by id; those without an id or a needed column, or with an id twice, are rejected."""
        by_id: dict[str, SourceRow] = {}
        for row in self._sources.rows(table):
            key = line(row.get("id"))
            missing = next((name for name in ("id", *needed) if not line(row.get(name))), "")
            if missing:
                self.report(row, missing, f"the {table} has no {missing}", rejected=True)
            elif key in by_id:
                reason = f"row {by_id[key].number} has the same id and was taken"
                self.report(row, "id", reason, rejected=True)
            else:
                by_id[key] = row
        return by_id

    def by(self, table: str, column: str) -> Grouped:
        """The rows of a table grouped by the id that they hold in `column`."""
        if (table, column) not in self._groups:
            groups: defaultdict[str, list[SourceRow]] = defaultdict(list)
            for row in self._sources.rows(table):
                if row.get(column):
                    groups[line(row.get(column))].append(row)
            self._groups[table, column] = groups
        return self._groups[table, column]

    def known(
        self, records: Mapping[str, SourceRow], row: SourceRow, column: str, noun: str
    ) -> str | None:
        """The id in `column` when there is such a record; one that leads nowhere is reported."""
        key = line(row.get(column))
        if key and key not in records:
            self.report(row, column, f"there is no {noun} with this id")
            return None
        return key or None

    def report(self, row: SourceRow, column: str, reason: str, *, rejected: bool = False) -> None:
        """Note that something is wrong with a row."""
        self.problems.append(Problem(row.number, column, reason, rejected, row.file))

    def organization_of(self, key: str, row: SourceRow) -> str | None:
        """A service's organization: by its own id, places, program, phones or contacts."""
        program = self.programs.get(line(row.get("program_id")))
        candidates = [
            row,
            *(self.locations[place] for place in self.places.get(key, ())),
            *([program] if program else []),
            *self.by("phone", "service_id").get(key, ()),
            *self.by("contact", "service_id").get(key, ()),
        ]
        found = (line(candidate.get("organization_id")) for candidate in candidates)
        return next((known for known in found if known in self.organizations), None)

    def _places(self) -> dict[str, list[str]]:
        """service id -> location ids, from services.csv and from service_at_location."""
        places: defaultdict[str, list[str]] = defaultdict(list)
        links = list(self.services.items())
        for row in self._sources.rows("service_at_location"):
            service = self.known(self.services, row, "service_id", "service")
            links += [(service, row)] if service else []
        for service, row in links:
            place = self.known(self.locations, row, "location_id", "location")
            if place and place not in places[service]:
                places[service].append(place)
        return places
