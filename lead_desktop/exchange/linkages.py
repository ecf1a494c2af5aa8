"""A file of linkages: one a row, good rows in, everything else reported with row and reason.

What a row must have is a participant and what is needed. Another bad cell is left empty and
reported while the row comes in. Which participant and provider are meant, and what the state
machine makes of the row, is decided by the service that imports.
"""

from __future__ import annotations

from collections.abc import Mapping
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
from lead_desktop.exchange.cells import BadCell
from lead_desktop.exchange.code_words import word_key, words_of_codes
from lead_desktop.exchange.columns import Placement
from lead_desktop.exchange.dates import parse_date
from lead_desktop.exchange.moments import parse_moment
from lead_desktop.exchange.record_reader import (
    NO_HINTS,
    DateOrders,
    FieldReader,
    FileHints,
    RecordFile,
    read_records,
)

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


LinkageFile = RecordFile[LinkageRow]


def read_linkages(
    path: Path, *, today: date, zone: ZoneInfo, hints: FileHints = NO_HINTS
) -> LinkageFile:
    """Read a CSV, TSV or XLSX file of linkages; an appointment's time is that of `zone`.

    today: nothing that has happened lies after it. Raises UnreadableFile, BadMapping,
    AmbiguousDates.
    """
    return read_records(
        path,
        LINKAGE_HEADINGS,
        (*_DATES, "appointment"),
        hints,
        lambda placement, orders: _Reader(placement, orders, today, zone),
    )


class _Reader(FieldReader[LinkageRow]):
    taken_as = "linkage"
    needed = NEEDED

    def __init__(
        self, placement: Placement, orders: DateOrders, today: date, zone: ZoneInfo
    ) -> None:
        super().__init__(placement)
        self._orders = orders
        self._today = today
        self._zone = zone

    def _record(self, number: int, fingerprint: str, values: Mapping[str, object]) -> LinkageRow:
        return LinkageRow(row=number, fingerprint=fingerprint, **values)  # type: ignore[arg-type]  # each reader returns its field's type

    def _read_field(
        self, number: int, field: str, texts: Mapping[str, str], values: dict[str, object]
    ) -> None:
        values[field] = self._value(field, texts[field])

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


_CODES: Mapping[str, tuple[Mapping[str, object], str]] = {
    "need": (_NEED_WORDS, "this is not a known kind of need"),
    "status": (_STATUS_WORDS, "this is not a known state of a linkage"),
    "method": (_METHOD_WORDS, "this is not a known way of connecting somebody"),
    "verified_by": (_VERIFIED_WORDS, "this does not say who confirmed it"),
    "reason": (_REASON_WORDS, "this is not a known reason"),
    "need_met": (_MET_WORDS, "this does not say fully or partly"),
}
