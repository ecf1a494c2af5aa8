"""What each kind of file holds, in the words of whoever says which column is which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lead_desktop.domain.codes import ImportKind
from lead_desktop.exchange.columns import USUAL_HEADINGS, UsualHeadings
from lead_desktop.exchange.contacts import CONTACT_HEADINGS
from lead_desktop.exchange.directory.sheet import SERVICE_HEADINGS
from lead_desktop.exchange.linkages import LINKAGE_HEADINGS


@dataclass(frozen=True)
class Needed:
    """One of `fields` has to have a column; `words` ask for it."""

    fields: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class FileShape:
    """A kind of file. lead: what stands in it. one, many: what a row is called. labels: our fields
    as a person reads them, in the order in which they are asked for; usual: the headings that each
    usually has. needed: without these columns nothing of the file could be taken."""

    lead: str
    one: str
    many: str
    usual: UsualHeadings
    labels: Mapping[str, str]
    needed: tuple[Needed, ...]

    def counted(self, number: int) -> str:
        """So many of what the file holds."""
        return f"1 {self.one}" if number == 1 else f"{number:,} {self.many}"

    def missing(self, places: Mapping[str, str]) -> list[Needed]:
        """What has no column yet in `places` (field -> heading)."""
        return [need for need in self.needed if not any(one in places for one in need.fields)]


_PEOPLE = FileShape(
    lead="A spreadsheet with one person in each row: CSV, TSV or XLSX.",
    one="person",
    many="people",
    usual=USUAL_HEADINGS,
    labels={
        "external_id": "Their own number or id",
        "preferred_name": "Chosen name",
        "legal_first_name": "Legal first name",
        "legal_last_name": "Legal last name",
        "aliases": "Other names",
        "date_of_birth": "Birth date",
        "phone": "Phone",
        "email": "Email",
        "address": "Street",
        "city": "City",
        "postal_code": "ZIP code",
        "pronouns": "Pronouns",
        "language": "Language",
        "status": "Status",
        "case_manager": "Case manager",
        "peer": "Peer",
        "enrolled_on": "Enrolled on",
    },
    needed=(
        Needed(
            ("preferred_name", "legal_first_name", "legal_last_name", "external_id", "aliases"),
            "Say which column holds a name.",
        ),
    ),
)

_CONTACTS = FileShape(
    lead="A spreadsheet with one contact in each row: CSV, TSV or XLSX. Notes come in unsigned, "
    "marked as written elsewhere, with their author's name.",
    one="contact",
    many="contacts",
    usual=CONTACT_HEADINGS,
    labels={
        "participant": "With whom (their number or id)",
        "occurred_at": "Day",
        "time": "Time of day",
        "mode": "How it happened",
        "outcome": "How it went",
        "minutes": "Minutes",
        "kind": "Kind of contact",
        "initiated_by": "Who started it",
        "place_type": "Kind of place",
        "place": "Place",
        "purposes": "What it was about",
        "supplies": "Supplies given",
        "note": "Note",
        "author": "Who wrote it",
        "recorded_at": "Written down on",
        "external_id": "The contact's own number or id",
    },
    needed=(
        Needed(("participant",), "Say which column holds whom it was with."),
        Needed(("occurred_at",), "Say which column holds the day."),
        Needed(("mode",), "Say which column holds how it happened."),
    ),
)

_LINKAGES = FileShape(
    lead="A spreadsheet with one linkage in each row: CSV, TSV or XLSX. A linkage comes in as far "
    "as its facts carry it.",
    one="linkage",
    many="linkages",
    usual=LINKAGE_HEADINGS,
    labels={
        "participant": "Whose it is (their number or id)",
        "need": "What is needed",
        "title": "Service",
        "provider": "Provider",
        "status": "Where it stands",
        "since": "It stands there since",
        "identified_on": "Need named on",
        "sent_on": "Sent on",
        "appointment": "Appointment",
        "first_visit_on": "First visit",
        "next_check": "Look again on",
        "method": "How they were connected",
        "verified_by": "Who confirmed it",
        "reason": "Reason",
        "need_met": "Need met (fully, partly)",
        "worker": "Who looks after it",
        "note": "Note",
        "external_id": "The linkage's own number or id",
    },
    needed=(
        Needed(("participant",), "Say which column holds whose linkage it is."),
        Needed(("need",), "Say which column holds what is needed."),
    ),
)

_DIRECTORY = FileShape(
    lead="A service directory: a spreadsheet with one service in each row (CSV, TSV or XLSX), or "
    "a zip or JSON file of the HSDS standard. What the team knows of a service stays.",
    one="service",
    many="services",
    usual=SERVICE_HEADINGS,
    labels={
        "name": "Service",
        "organization": "Organization",
        "description": "What they do",
        "category": "Kind of service",
        "phone": "Phone",
        "email": "Email",
        "website": "Website",
        "address": "Street",
        "city": "City",
        "state": "State",
        "postal_code": "ZIP code",
        "hours": "Opening hours",
        "eligibility": "Who can come",
        "fees": "What it costs",
        "languages": "Languages",
        "documents": "Papers to bring",
        "intake": "How to get in",
        "status": "Status",
        "id": "The service's own number or id",
    },
    needed=(Needed(("name",), "Say which column holds the service's name."),),
)

SHAPES: Mapping[ImportKind, FileShape] = {
    ImportKind.CASELOAD: _PEOPLE,
    ImportKind.CONTACTS: _CONTACTS,
    ImportKind.LINKAGES: _LINKAGES,
    ImportKind.DIRECTORY: _DIRECTORY,
}
"""The kinds of files that the window takes in, in the order in which it offers them."""
