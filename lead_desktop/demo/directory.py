"""The fictional service directory: sixteen organizations of a town that does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.store.tables import (
    Location,
    Organization,
    Phone,
    Service,
    ServiceCategoryRow,
    ServiceLocation,
)

C = ServiceCategory
SOURCE = "demo"


@dataclass(frozen=True)
class Provider:
    """An organization, where it is, and what it offers as (service, category) pairs."""

    name: str
    address: str
    phone: str
    hours: str
    services: tuple[tuple[str, ServiceCategory], ...]
    documents: str = "None to start"


@dataclass(frozen=True)
class Listed:
    """The ids under which a service of the directory was written."""

    organization_id: UUID
    service_id: UUID


Directory = dict[str, dict[ServiceCategory, Listed]]
"""Services by the organization's name and the category of the need."""

WEEKDAYS = "Mon-Fri 9:00-17:00"

PROVIDERS: tuple[Provider, ...] = (
    Provider(
        "Sample Street Recovery",
        "200 Sample Street",
        "555-0110",
        "Mon-Sat 8:00-20:00, evening groups",
        (("Outpatient treatment", C.SUD_TREATMENT),),
    ),
    Provider(
        "Fictional Health Clinic",
        "12 Fictional Avenue",
        "555-0111",
        "Mon-Fri 8:00-18:00, walk-in before 10:00",
        (
            ("Medication for opioid use", C.SUD_TREATMENT),
            ("Primary care, wound care, dental and eye care", C.HEALTH),
        ),
    ),
    Provider(
        "Demo Community Hall",
        "5 Demo Square",
        "555-0112",
        "Daily 12:00-21:00",
        (("Peer support group", C.RECOVERY_SUPPORT), ("Meals and showers", C.BASIC_NEEDS)),
    ),
    Provider(
        "Example House",
        "44 Example Avenue",
        "555-0113",
        "Front desk day and night",
        (("Shelter beds and supportive housing", C.HOUSING),),
        "ID helps; a letter from us is enough at first",
    ),
    Provider(
        "Demo Benefits Desk",
        "6 Demo Square",
        "555-0114",
        WEEKDAYS,
        (("SNAP, cash and medical assistance", C.BENEFITS_INCOME),),
        "Any proof of who you are",
    ),
    Provider(
        "Sample Legal Clinic",
        "210 Sample Street",
        "555-0115",
        "Tue and Thu 10:00-16:00",
        (("Free legal advice", C.LEGAL),),
        "Court papers, if there are any",
    ),
    Provider(
        "Example Records Office",
        "1 Example Avenue",
        "555-0116",
        WEEKDAYS,
        (("Birth certificates and ID", C.ID_DOCUMENTS),),
        "Form and fee; we can pay the fee",
    ),
    Provider(
        "Pretend Works",
        "77 Pretend Road",
        "555-0117",
        "Mon-Thu 9:00-15:00",
        (("Job training and placement", C.EMPLOYMENT_EDU),),
    ),
    Provider(
        "Sample Detox",
        "230 Sample Street",
        "555-0118",
        "Intake day and night",
        (("Withdrawal management bed", C.SUD_TREATMENT),),
        "Call first for a bed",
    ),
    Provider(
        "Example General",
        "300 Example Avenue",
        "555-0119",
        "Day and night",
        (("Emergency department and inpatient care", C.HEALTH),),
    ),
    Provider(
        "Example Re-entry",
        "9 Example Avenue",
        "555-0120",
        WEEKDAYS,
        (("Re-entry planning", C.LEGAL), ("Help with a mailing address", C.OTHER)),
    ),
    Provider(
        "Madeup Minds",
        "31 Madeup Lane",
        "555-0121",
        "Mon-Fri 9:00-19:00",
        (("Counseling and psychiatry", C.MENTAL_HEALTH),),
    ),
    Provider(
        "Placeholder Point",
        "8 Placeholder Way",
        "555-0122",
        "Van: Mon, Wed, Fri 13:00-18:00",
        (("Naloxone, test strips and safer-use supplies", C.HARM_REDUCTION),),
    ),
    Provider(
        "Imaginary Families",
        "16 Imaginary Court",
        "555-0123",
        WEEKDAYS,
        (("Child care and family reunification", C.FAMILY_SOCIAL),),
    ),
    Provider(
        "Storybook Pantry",
        "2 Storybook Row",
        "555-0124",
        "Tue, Thu, Sat 11:00-14:00",
        (("Groceries, clothing and hygiene", C.BASIC_NEEDS),),
    ),
    Provider(
        "Mockup Recovery Homes",
        "60 Mockup Terrace",
        "555-0125",
        WEEKDAYS,
        (("Recovery residence", C.RECOVERY_SUPPORT), ("Transitional rooms", C.HOUSING)),
    ),
)


_CHECKED_LONG_AGO: dict[str, int | None] = {
    "Pretend Works": 131,
    "Imaginary Families": 204,
    "Storybook Pantry": 96,
    "Example Re-entry": None,
}


def checked_ago(name: str) -> int | None:
    """How many days ago a provider's entry was last verified; None for never."""
    place = next(at for at, provider in enumerate(PROVIDERS) if provider.name == name)
    return _CHECKED_LONG_AGO.get(name, 11 + place)


def add_directory(rows: Rows, days: Days) -> Directory:
    """Write every provider; returns where to find each service by organization and category."""
    return {
        provider.name: _add_provider(rows, days, number, provider)
        for number, provider in enumerate(PROVIDERS, start=1)
    }


def _add_provider(
    rows: Rows, days: Days, number: int, provider: Provider
) -> dict[ServiceCategory, Listed]:
    at = days.past(300, 9)
    organization_id = rows.add_stamped(
        Organization, at, source=SOURCE, source_id=f"organization-{number}", name=provider.name
    )
    location_id = rows.add_stamped(
        Location,
        at,
        source=SOURCE,
        source_id=f"location-{number}",
        organization_id=organization_id,
        name=provider.name,
        address=provider.address,
        city="Sample City",
    )
    rows.add_stamped(
        Phone,
        at,
        source=SOURCE,
        source_id=f"phone-{number}",
        location_id=location_id,
        number=provider.phone,
        kind="voice",
    )
    checked = checked_ago(provider.name)
    listed: dict[ServiceCategory, Listed] = {}
    for place, (name, category) in enumerate(provider.services, start=1):
        service_id = rows.add_stamped(
            Service,
            at,
            source=SOURCE,
            source_id=f"service-{number}-{place}",
            organization_id=organization_id,
            name=name,
            description=f"{name} at {provider.name}. Fictional, for the demonstration.",
            hours=provider.hours,
            required_documents=provider.documents,
            last_verified_on=None if checked is None else days.day(checked),
        )
        rows.add(ServiceCategoryRow, service_id=service_id, category=category)
        rows.add(ServiceLocation, service_id=service_id, location_id=location_id)
        listed[category] = Listed(organization_id, service_id)
    return listed
