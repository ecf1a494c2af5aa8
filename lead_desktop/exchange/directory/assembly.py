"""From tables to a directory: links resolved, gaps reported, nothing dropped in silence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import shorten

from lead_desktop.domain.directory.opening_hours import ScheduleLine
from lead_desktop.exchange.directory.index import Index
from lead_desktop.exchange.directory.records import (
    DirectoryFile,
    Location,
    Organization,
    Phone,
    Service,
)
from lead_desktop.exchange.directory.sources import SourceRow, SourceTables
from lead_desktop.exchange.directory.taxonomy import Taxonomy, Term
from lead_desktop.exchange.directory.words import line, paragraphs, schedule_line
from lead_desktop.exchange.phones import e164

_COUNTED = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "phone": "phones",
    "address": "addresses",
    "contact": "contacts",
    "program": "programs",
    "schedule": "schedules",
    "service_at_location": "services_at_locations",
    "taxonomy_term": "taxonomy_terms",
}


def assemble(sources: SourceTables, taxonomy: Taxonomy) -> DirectoryFile:
    """Build the records of a directory; see DirectoryFile."""
    index = Index(sources)
    unmapped: Counter[str] = Counter()
    terms = _terms_of_services(index, sources)
    services = []
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for key, row in index.services.items():
        service = _service(index, key, row)
        categories = taxonomy.rank(terms.get(key, ()), unmapped)
        if key not in terms:
            keywords = [Term("", word) for word in line(row.get("keywords")).split(",")]
            categories = taxonomy.rank(keywords, Counter())
        services.append(replace(service, categories=categories))
        for place in service.location_source_ids:
            homes[place].update(filter(None, [service.organization_source_id]))
    return DirectoryFile(
        organizations=tuple(_organization(key, row) for key, row in index.organizations.items()),
        services=tuple(services),
        locations=tuple(
            _location(index, key, row, homes[key]) for key, row in index.locations.items()
        ),
        phones=tuple(_phones(index)),
        problems=tuple(index.problems),
        counts={
            name: len(sources.rows(table))
            for table, name in _COUNTED.items()
            if sources.rows(table)
        },
        unmapped_terms=dict(unmapped.most_common()),
        unused_files=tuple(sources.unused),
    )


def _organization(key: str, row: SourceRow) -> Organization:
    return Organization(
        source_id=key,
        name=line(row.get("name")),
        alternate_name=line(row.get("alternate_name")),
        description=paragraphs(row.get("description")),
        email=line(row.get("email")),
        website=line(row.get("website", "url")),
    )


def _service(index: Index, key: str, row: SourceRow) -> Service:
    organization = index.organization_of(key, row)
    if organization is None:
        index.report(row, "", "no organization could be found for the service")
    places = tuple(index.places.get(key, ()))
    if not places:
        index.report(row, "", "the service has no location")
    schedule = _schedule(index, key, places)
    return Service(
        source_id=key,
        organization_source_id=organization,
        name=line(row.get("name")),
        alternate_name=line(row.get("alternate_name")),
        description=paragraphs(row.get("description")),
        status=line(row.get("status")).casefold() or "active",
        eligibility=_eligibility(index, key, row),
        fees=_fees(index, key, row),
        application_process=paragraphs(row.get("application_process")),
        required_documents=_gathered(index, "required_document", key, row, "document"),
        languages=_gathered(index, "language", key, row, "name"),
        hours=_joined(one.text() for one in schedule),
        schedule=schedule,
        wait_time=line(row.get("wait_time")),
        website=line(row.get("website", "url")),
        email=line(row.get("email")),
        location_source_ids=places,
    )


def _eligibility(index: Index, key: str, row: SourceRow) -> str:
    texts = [row.get("eligibility_description", "eligibility"), row.get("audience")]
    texts += [
        extra.get("eligibility") for extra in index.by("eligibility", "service_id").get(key, ())
    ]
    youngest, oldest = line(row.get("minimum_age")), line(row.get("maximum_age"))
    if youngest and oldest:
        texts.append(f"Ages {youngest} to {oldest}")
    elif youngest or oldest:
        texts.append(f"Age {youngest} and over" if youngest else f"Up to age {oldest}")
    return _joined(paragraphs(text) for text in texts)


def _fees(index: Index, key: str, row: SourceRow) -> str:
    texts = [paragraphs(row.get("fees_description")), paragraphs(row.get("fees"))]
    for option in index.by("cost_option", "service_id").get(key, ()):
        parts = [
            option.get(name) for name in ("option", "amount", "currency", "amount_description")
        ]
        texts.append(line(" ".join(parts)))
    return _joined(texts)


def _gathered(index: Index, table: str, key: str, row: SourceRow, column: str) -> str:
    """What the service's own column says, then what the side table adds."""
    own = {"required_document": "required_documents", "language": "languages"}[table]
    texts = [paragraphs(row.get(own))]
    if table == "language":
        texts.append(paragraphs(row.get("interpretation_services")))
    texts += [line(extra.get(column)) for extra in index.by(table, "service_id").get(key, ())]
    return _joined(texts)


def _schedule(index: Index, key: str, places: tuple[str, ...]) -> tuple[ScheduleLine, ...]:
    """The service's own schedule; without one, those of the places where it is offered."""
    rows = list(index.by("schedule", "service_id").get(key, ()))
    if not rows:
        at_places = index.by("schedule", "location_id")
        rows = [row for place in places for row in at_places.get(place, ())]
    lines = (schedule_line(row) for row in rows)
    return tuple(dict.fromkeys(one for one in lines if one.text()))


def _location(index: Index, key: str, row: SourceRow, homes: set[str]) -> Location:
    """homes: organizations of the services offered here, for a place that names none itself."""
    organization = index.known(index.organizations, row, "organization_id", "organization")
    if organization is None and len(homes) == 1:
        organization = next(iter(homes))
    address = _address(index, key)
    get = address.get if address else row.get
    if not get("address_1"):
        index.report(row, "", "the location has no street address")
    streets = [line(get("address_1")), line(get("address_2"))]
    notes = [row.get("accessibility")]
    notes += [
        extra.get("description") for extra in index.by("accessibility", "location_id").get(key, ())
    ]
    return Location(
        source_id=key,
        organization_source_id=organization,
        name=line(row.get("name")),
        address=", ".join(dict.fromkeys(part for part in streets if part)),
        city=line(get("city")),
        state=line(get("state_province", "state")),
        postal_code=line(get("postal_code")),
        latitude=_degrees(index, row, "latitude", 90.0),
        longitude=_degrees(index, row, "longitude", 180.0),
        accessibility=_joined(paragraphs(note) for note in notes),
        transportation=paragraphs(row.get("transportation")),
    )


def _address(index: Index, key: str) -> SourceRow | None:
    """The place's address: where one can go, rather than where letters are sent."""
    rows = index.by("address", "location_id").get(key, ())
    physical = [row for row in rows if row.get("address_type").casefold() in ("", "physical")]
    return next(iter(physical or rows), None)


def _degrees(index: Index, row: SourceRow, column: str, limit: float) -> float | None:
    text = row.get(column)
    if not text:
        return None
    try:
        degrees = float(text)
    except ValueError:
        degrees = limit + 1
    if -limit <= degrees <= limit:
        return degrees
    index.report(row, column, f"this is no {column}")
    return None


def _phones(index: Index) -> Iterator[Phone]:
    for key, row in index.usable("phone", "number").items():
        contact = index.contacts.get(line(row.get("contact_id")))
        link = index.place_links.get(line(row.get("service_at_location_id")))
        owners = [row, *([link] if link else []), *([contact] if contact else [])]
        service = _first_known(index, owners, "service", index.services)
        location = _first_known(index, owners, "location", index.locations)
        organization = _first_known(index, owners, "organization", index.organizations)
        if service is None and location is None and organization is None:
            index.report(row, "", "the phone belongs to nothing in this directory", rejected=True)
            continue
        # Some exporters put the number itself in quotation marks.
        number = line(row.get("number")).strip('"“”')
        international = e164(number)
        if international is None:
            index.report(row, "number", "this is not a phone number; it was kept as text")
        name = [line(contact.get("name")), line(contact.get("title"))] if contact else []
        label = [line(row.get("department")), line(row.get("description")), *name]
        yield Phone(
            source_id=key,
            organization_source_id=organization,
            service_source_id=service,
            location_source_id=location,
            number=number,
            e164=international,
            extension=line(row.get("extension")),
            kind=line(row.get("number_type", "type")).casefold(),
            label=shorten(", ".join(part for part in label if part), 200, placeholder="…"),
        )


def _first_known(
    index: Index, owners: list[SourceRow], noun: str, records: dict[str, SourceRow]
) -> str | None:
    """The first owner's id that exists; an id of the phone itself that leads nowhere is told."""
    for owner in owners:
        found = line(owner.get(f"{noun}_id"))
        if found in records:
            return found
    return index.known(records, owners[0], f"{noun}_id", noun)


def _terms_of_services(index: Index, sources: SourceTables) -> dict[str, list[Term]]:
    """service id -> its taxonomy terms, from its own column and from the linking table."""
    named: dict[str, Term] = {}
    for row in sources.rows("taxonomy_term"):
        code = row.get("code") or row.get("taxonomy_id")
        # Ohana: taxonomy_id is the term itself. HSDS 3: it points to the scheme, code is the term.
        term = Term(line(code), line(row.get("name")))
        for key in (row.get("id"), row.get("taxonomy_id")):
            if key:
                named.setdefault(line(key), term)
    terms: defaultdict[str, list[Term]] = defaultdict(list)
    for key, row in index.services.items():
        for code in filter(None, map(line, row.get("taxonomy_ids").split(","))):
            terms[key].append(named.get(code, Term(code, "")))
    for row in sources.rows("attribute"):
        owner = line(row.get("service_id", "link_id"))
        linked = line(row.get("taxonomy_term_id", "taxonomy_id", "term_code"))
        if owner not in index.services:
            continue
        term = Term(linked, "") if row.get("term_code") else named.get(linked, Term(linked, ""))
        terms[owner].append(term)
    return terms


def _joined(texts: Iterable[str]) -> str:
    """The texts that say something, each once, one a line."""
    return "\n".join(dict.fromkeys(text for text in texts if text))
