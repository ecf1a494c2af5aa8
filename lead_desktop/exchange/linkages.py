"""A file of linkages: one a row, good rows in, everything else reported with row and reason.

What a row must have is a participant and what is needed. Another bad cell is left empty and
reported while the row comes in. Which participant and provider are meant, and what the state
machine makes of the row, is decided by the service that imports.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import (
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.exchange.caseload import clean
from lead_desktop.exchange.cells import BadCell
from lead_desktop.exchange.code_words import word_key, words_of_codes
from lead_desktop.exchange.columns import ColumnMapping, Placement, place_columns
from lead_desktop.exchange.dates import (
    AmbiguousDates,
    BadDate,
    DateOrder,
    detect_order,
    parse_date,
)
from lead_desktop.exchange.moments import parse_moment
from lead_desktop.exchange.rejects import Problem
from lead_desktop.exchange.rows import Row
from lead_desktop.exchange.tables import read_table

S, C = LinkageStatus, ServiceCategory

LINKAGE_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "external_id": ("linkage id", "referral id", "record id", "rec id", "entry id"),
    "participant": (
        "participant id", "participant number", "client id", "person id", "personal id",
        "case id", "case number", "client number", "lead id", "mrn", "client",
    ),
    "need": (
        "category", "service category", "need type", "service type", "domain", "type of service",
        "referral type", "type",
    ),
    "title": ("service", "service name", "referred for", "program", "description"),
    "provider": (
        "agency", "organization", "organisation", "referred to", "partner", "referral agency",
        "provider name", "agency name",
    ),
    "worker": ("staff", "staff name", "case manager", "made by", "created by", "assigned to"),
    "status": ("linkage status", "referral status", "outcome", "result", "disposition"),
    "since": (
        "status date", "status since", "date of status", "as of", "updated", "outcome date",
        "end date", "closed on", "date closed",
    ),
    "identified_on": (
        "need date", "identified", "date identified", "opened", "date opened", "created on",
    ),
    "sent_on": (
        "referral date", "date referred", "date sent", "referred on", "date of referral", "date",
    ),
    "first_visit_on": (
        "first visit", "linked on", "date linked", "date of first visit", "start date",
        "date connected", "connected on", "linkage date",
    ),
    "appointment": ("appointment date", "appointment on", "appt", "appt date", "intake date"),
    "next_check": ("check on", "follow up on", "follow up date", "next check on"),
    "method": ("how", "referral method", "how referred", "warm handoff"),
    "verified_by": ("confirmed by", "verified", "verification", "how verified"),
    "reason": ("why", "barrier", "reason not linked", "reason for closing", "decline reason"),
    "need_met": ("met", "need status"),
    "note": ("notes", "comment", "comments"),
}  # fmt: skip
NEEDED = {
    "participant": "the row does not say whose linkage it is",
    "need": "the row does not say what is needed",
}
"""Without one of these a row is left out, with this reason."""

LONGEST = 2_000
_LIMITS = {"external_id": 100, "participant": 100, "title": 200, "provider": 300, "worker": 200}
_DATES = ("since", "identified_on", "sent_on", "first_visit_on", "next_check")
_STATUS_WORDS = words_of_codes(
    S,
    {
        S.IDENTIFIED: "need identified, agreed, new, not sent, to do",
        S.SENT: "sent, referred, referral made, open, pending, made",
        S.WAITING_PROVIDER: "in review, under review, waiting for provider, awaiting response",
        S.WAITING_PARTICIPANT: "needs client action, waiting for client, waiting for participant",
        S.WAITLIST: "waitlist, waitlisted, waiting list, wait list",
        S.ACCEPTED: "accepted, eligible, approved",
        S.SCHEDULED: "scheduled, appointment made, intake scheduled, booked",
        S.STARTED: "started, linked, attended, connected, got help, attained, enrolled",
        S.ONGOING: "ongoing, engaged, active, in services, receiving services",
        S.COMPLETED: "complete, closed successful, need met, finished, successful",
        S.NOT_COMPLETED: (
            "not attained, not linked, declined by provider, no capacity, not eligible, "
            "unsuccessful, closed unsuccessful, rejected, failed, couldn't get help"
        ),
        S.WITHDRAWN: "withdrawn, no longer interested, client declined, declined, cancelled",
        S.ERROR: "error, entered in error, duplicate",
    },
)
_NEED_WORDS = words_of_codes(
    C,
    {
        C.SUD_TREATMENT: "sud, substance use, treatment, detox, moud, mat, methadone",
        C.RECOVERY_SUPPORT: "recovery, peer support, recovery housing, mutual aid",
        C.MENTAL_HEALTH: "mental health, behavioral health, psychiatry, counseling, therapy",
        C.HEALTH: "health, medical, primary care, dental, wound care, healthcare",
        C.HARM_REDUCTION: "naloxone, syringe services",
        C.HOUSING: "shelter, housing assistance, rent",
        C.ID_DOCUMENTS: "id, identification, documents, birth certificate, social security card",
        C.BENEFITS_INCOME: "benefits, income, snap, medicaid, insurance, ssi, food stamps",
        C.LEGAL: "legal, legal aid, court, expungement",
        C.EMPLOYMENT_EDU: "employment, job, jobs, education, ged, training, work",
        C.BASIC_NEEDS: "food, clothing, transportation, transport, phone, hygiene",
        C.FAMILY_SOCIAL: "family, childcare, child care, domestic violence, social",
    },
)
_METHOD_WORDS = words_of_codes(
    LinkageMethod,
    {
        LinkageMethod.WARM_HANDOFF_IN_PERSON: "warm handoff, warm hand off, yes, warm",
        LinkageMethod.WARM_HANDOFF_PHONE: "three way call, 3 way call, phone handoff",
        LinkageMethod.ACCOMPANIED: "accompanied, escorted, drove",
        LinkageMethod.INFORMATION_GIVEN: "information, info given, passive, gave information",
        LinkageMethod.FORM_OR_PORTAL_SENT: "fax, faxed, form, portal, email, online",
    },
)
_VERIFIED_WORDS = words_of_codes(
    VerifiedBy,
    {
        VerifiedBy.PARTICIPANT_REPORT: "participant, client, client report, self report, self",
        VerifiedBy.PROVIDER_CONFIRMED: "provider, agency, confirmed by provider",
        VerifiedBy.STAFF_PRESENT: "staff, case manager, peer, present",
        VerifiedBy.DOCUMENT_SEEN: "document, letter, paperwork",
        VerifiedBy.NOT_VERIFIED: "no, none, unverified, unknown",
    },
)
_REASON_WORDS = words_of_codes(
    LinkageReason,
    {
        LinkageReason.NO_CAPACITY: "no bed, no beds, full, no capacity, at capacity",
        LinkageReason.CHANGED_MIND: "changed mind, no longer interested, declined",
        LinkageReason.COULD_NOT_CONTACT: "could not contact, unable to contact, no response",
        LinkageReason.MISSED_APPOINTMENT: "missed appointment, no show, noshow",
        LinkageReason.INCARCERATED: "jail, in custody, incarcerated",
        LinkageReason.HOSPITALIZED: "hospital, hospitalized",
    },
)
_MET_WORDS = {"fully": "fully", "yes": "fully", "met": "fully", "partly": "partly",
              "partlymet": "partly", "partial": "partly", "partially": "partly"}  # fmt: skip


class LinkageRow(NamedTuple):
    """One linkage as the file tells it; texts are empty and facts None where it says nothing.

    fingerprint: SHA-256 over all mapped values, as in exchange.caseload.PersonRow.
    """

    row: int
    fingerprint: str
    participant: str
    need: ServiceCategory
    external_id: str = ""
    title: str = ""
    provider: str = ""
    worker: str = ""
    status: LinkageStatus | None = None
    since: date | None = None
    identified_on: date | None = None
    sent_on: date | None = None
    first_visit_on: date | None = None
    appointment: datetime | None = None
    next_check: date | None = None
    method: LinkageMethod | None = None
    verified_by: VerifiedBy | None = None
    reason: LinkageReason | None = None
    need_met: str | None = None
    note: str = ""


@dataclass(frozen=True)
class LinkageFile:
    """What a file of linkages holds. read: rows that were not blank; headings: by field."""

    rows: tuple[LinkageRow, ...]
    problems: tuple[Problem, ...]
    read: int
    headings: Mapping[str, str]
    unplaced: tuple[str, ...]


def read_linkages(
    path: Path,
    *,
    today: date,
    zone: ZoneInfo,
    mapping: ColumnMapping | None = None,
    encoding: str | None = None,
    date_order: DateOrder | None = None,
    sheet: str | None = None,
) -> LinkageFile:
    """Read a CSV, TSV or XLSX file of linkages; an appointment's time is that of `zone`.

    The parameters are those of exchange.caseload.read_caseload. today: nothing that has happened
    lies after it. Raises UnreadableFile, BadMapping, AmbiguousDates.
    """
    table = read_table(path, encoding=encoding, sheet=sheet)
    placement = place_columns(table.headers, mapping, LINKAGE_HEADINGS)
    rows = list(table.rows)
    reader = _Reader(placement, _date_orders(placement, rows, date_order), today, zone)
    for row in rows:
        reader.take(row)
    return LinkageFile(
        rows=tuple(reader.linkages),
        problems=tuple(reader.problems),
        read=len(rows),
        headings=placement.by_heading,
        unplaced=placement.unplaced,
    )


def _date_orders(
    placement: Placement, rows: Iterable[Row], named: DateOrder | None
) -> dict[str, DateOrder | None]:
    fields = [field for field in (*_DATES, "appointment") if field in placement.places]
    if named is not None:
        return dict.fromkeys(fields, named)
    orders: dict[str, DateOrder | None] = {}
    ask = []
    for field in fields:
        cells = (clean(_joined(row, placement, field)) for row in rows)
        orders[field], unclear = detect_order(cells)
        if unclear:
            ask.append(placement.heading(field))
    if ask:
        raise AmbiguousDates(tuple(ask))
    return orders


class _Reader:
    """Walks the rows and keeps what can only be known across them: ids and repeats seen."""

    def __init__(
        self,
        placement: Placement,
        orders: Mapping[str, DateOrder | None],
        today: date,
        zone: ZoneInfo,
    ) -> None:
        self.linkages: list[LinkageRow] = []
        self.problems: list[Problem] = []
        self._placement = placement
        self._orders = orders
        self._today = today
        self._zone = zone
        self._row_of_id: dict[str, int] = {}
        self._row_of_words: dict[str, int] = {}
        self._repeats: Counter[str] = Counter()

    def take(self, row: Row) -> None:
        """Add the row's linkage to `linkages`, or say in `problems` why not."""
        if row.fatal_reason:
            self._reject(row.number, "", row.fatal_reason)
            return
        for flaw in row.flaws:
            heading = self._placement.headers[flaw.column] if flaw.column >= 0 else ""
            self.problems.append(Problem(row.number, heading, flaw.reason))
        places = self._placement.places
        joined = {field: clean(_joined(row, self._placement, field)) for field in places}
        texts = {field: text for field, text in joined.items() if text}
        values = self._values(row.number, texts)
        lacking = next((field for field in NEEDED if not values.get(field)), None)
        if lacking is not None:
            self._reject(row.number, self._heading(lacking), NEEDED[lacking])
            return
        external_id = str(values.get("external_id", ""))
        earlier = self._row_of_id.setdefault(external_id, row.number)
        if external_id and earlier != row.number:
            reason = f"row {earlier} has the same id and was taken"
            self._reject(row.number, self._heading("external_id"), reason)
            return
        said = self._fingerprint(row.number, texts, repeatable=not external_id)
        self.linkages.append(
            LinkageRow(row=row.number, fingerprint=said, **values)  # type: ignore[arg-type]  # each reader returns its field's type
        )

    def _values(self, number: int, texts: Mapping[str, str]) -> dict[str, object]:
        values: dict[str, object] = {}
        for field, text in texts.items():
            try:
                values[field] = self._value(field, text)
            except (BadCell, BadDate) as fault:
                self.problems.append(Problem(number, self._heading(field), str(fault)))
        return values

    def _value(self, field: str, text: str) -> object:
        if field in _DATES:
            return self._day(field, text)
        if field == "appointment":
            return parse_moment(text, "", self._zone, self._orders.get(field))
        if field in _CODES:
            words, reason = _CODES[field]
            code = words.get(word_key(text))
            if code is None:
                raise BadCell(reason)
            return code
        if len(text) > _LIMITS.get(field, LONGEST):
            raise BadCell(f"the cell is longer than {_LIMITS.get(field, LONGEST):,} characters")
        return text

    def _day(self, field: str, text: str) -> date:
        day = parse_date(text, self._orders.get(field)).full()
        if day is None:
            raise BadCell("the date is not complete")
        if day > self._today and field != "next_check":
            raise BadCell("the date lies in the future")
        return day

    def _fingerprint(self, number: int, texts: Mapping[str, str], *, repeatable: bool) -> str:
        canonical = "\x1e".join(f"{field}\x1f{texts[field]}" for field in sorted(texts))
        first = self._row_of_words.setdefault(canonical, number)
        if repeatable and first != number:
            reason = f"the row is the same as row {first}; it was taken as another linkage"
            self.problems.append(Problem(number, "", reason))
            self._repeats[canonical] += 1
            canonical += f"#{self._repeats[canonical] + 1}"
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _heading(self, field: str) -> str:
        return self._placement.heading(field) if field in self._placement.places else ""

    def _reject(self, number: int, heading: str, reason: str) -> None:
        self.problems.append(Problem(number, heading, reason, rejected=True))


def _joined(row: Row, placement: Placement, field: str) -> str:
    return " ".join(row.cells[index] for index in placement.places[field] if row.cells[index])


_CODES: Mapping[str, tuple[Mapping[str, object], str]] = {
    "need": (_NEED_WORDS, "this is not a known kind of need"),
    "status": (_STATUS_WORDS, "this is not a known state of a linkage"),
    "method": (_METHOD_WORDS, "this is not a known way of connecting somebody"),
    "verified_by": (_VERIFIED_WORDS, "this does not say who confirmed it"),
    "reason": (_REASON_WORDS, "this is not a known reason"),
    "need_met": (_MET_WORDS, "this does not say fully or partly"),
}
