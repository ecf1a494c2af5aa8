"""From a participant's record to the sections of a care-coordination summary.

Each writer makes one section and is called only for sections that the gate permits; the writers
stand by noun in summary_person, summary_plan and summary_happenings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.documents import summary_content as paper
from lead_desktop.domain.codes import Audience, EventSource
from lead_desktop.domain.consent.sections import Section
from lead_desktop.services.paper import summary_happenings as happenings
from lead_desktop.services.paper import summary_person as person
from lead_desktop.services.paper import summary_plan as plan
from lead_desktop.services.paper.summary_material import Material

_REPORTER: dict[EventSource, str] = {
    EventSource.SELF_REPORT: "the participant",
    EventSource.STAFF: "the team",
    EventSource.PROVIDER: "a provider",
    EventSource.PUBLIC_RECORD: "the court record",
    EventSource.HOSPITAL_NOTICE: "the hospital",
}
"""Who told of an event, as a source of a section is named on paper."""


def write_sections(material: Material) -> dict[str, object]:
    """The fields of a CareSummary for the copy's sections; those left out are absent."""
    return {
        name: _sourced(material, section, write(material))
        for name, section, write in _WRITERS
        if section in material.sections
    }


def _sourced(material: Material, section: Section, written: paper.Section) -> paper.Section:
    """The same section with "as of" and "reported by", which the participant's copy goes without.

    A day stands only where the record knows one: a summary's own day would say that everything
    was looked at today.
    """
    if material.audience is Audience.PARTICIPANT:
        return written
    as_of, reported_by = _source(material, section)
    return replace(written, as_of=as_of, reported_by=reported_by)


def _source(material: Material, section: Section) -> tuple[date | None, str]:
    zone = material.zone
    if section is Section.GOALS:
        return None, "the participant"
    if section is Section.FIND:
        record = material.record
        card = () if material.for_partner else (record.safe_contact,)
        told = (*record.phones[:1], *material.places, *card)
        return _newest((one.written_at for one in told), zone), "the team"
    if section is Section.PROGRAM_STATUS:
        return _stands_since(material), "the team"
    if section in (Section.ENGAGEMENT, Section.ASKS):
        return None, "the team"
    if section is Section.NEEDS:
        found = [one.identified_on for one in material.needs if one.identified_on]
        return max(found, default=None), "the participant and the team"
    if section is Section.SERVICES:
        return max((one.status_since for one in material.linkages), default=None), "the team"
    if section is Section.CONTACTS:
        days = [local_day(one.occurred_at, zone) for one in material.contacts]
        return max(days, default=None), "the team"
    if section is Section.COURT:
        court = (one.written_at for one in material.appointments if one.court)
        return _newest(court, zone), "the team"
    if section is Section.SAFETY:
        notes = material.record.safety
        authors = dict.fromkeys(one.author for one in notes if one.author)
        return _newest((one.written_at for one in notes), zone), ", ".join(authors)
    if section is Section.SUPPLIES:
        given = (one.occurred_at for one in material.contacts if one.supplies)
        return _newest(given, zone), "the team"
    if section in (Section.EVENTS, Section.CLINICAL, Section.HOUSING):
        events = material.events_of(section)
        sources = dict.fromkeys(_REPORTER[one.source] for one in events)
        newest = max((local_day(one.occurred_at, zone) for one in events), default=None)
        return newest, ", ".join(sources)
    return None, ""


def _stands_since(material: Material) -> date | None:
    """The day of the newest step of status or phase. A partner hears of neither by name, so that
    the day would tell of a step that the copy keeps back."""
    if material.for_partner:
        return None
    written = (one.at for one in material.history if not one.step.undone)
    return _newest(written, material.zone) or material.record.row.status_since


def _newest(moments: Iterable[datetime | None], zone: ZoneInfo) -> date | None:
    return max((local_day(one, zone) for one in moments if one), default=None)


def count_items(material: Material) -> dict[Section, int]:
    """How many items each section holds, shown beside its choice."""
    record = material.record
    return {
        Section.FIND: len(record.phones) + len(material.places),
        Section.GOALS: len(record.goals),
        Section.NEEDS: len(material.needs),
        Section.SERVICES: len(material.linkages),
        Section.CONTACTS: len(material.contacts),
        Section.COURT: sum(line.court for line in record.appointments),
        Section.CLINICAL: len(material.events_of(Section.CLINICAL)),
        Section.HOUSING: len(material.events_of(Section.HOUSING)),
        Section.EVENTS: len(material.events_of(Section.EVENTS)),
        Section.SUPPLIES: len(happenings.list_supplies(material)),
        Section.SAFETY: len(record.safety),
        Section.ASKS: len(record.tasks),
    }


_Writer = Callable[[Material], paper.Section]
_WRITERS: tuple[tuple[str, Section, _Writer], ...] = (
    ("name", Section.NAME, person.write_name),
    ("identifiers", Section.IDENTIFIERS, person.write_identifiers),
    ("find", Section.FIND, person.write_find),
    ("program_status", Section.PROGRAM_STATUS, person.write_status),
    ("engagement", Section.ENGAGEMENT, person.write_engagement),
    ("goals", Section.GOALS, plan.write_goals),
    ("needs", Section.NEEDS, plan.write_needs),
    ("services", Section.SERVICES, plan.write_services),
    ("contacts", Section.CONTACTS, happenings.write_contacts),
    ("court", Section.COURT, happenings.write_court),
    ("clinical", Section.CLINICAL, happenings.write_clinical),
    ("housing", Section.HOUSING, happenings.write_housing),
    ("events", Section.EVENTS, happenings.write_events),
    ("supplies", Section.SUPPLIES, happenings.write_supplies),
    ("safety", Section.SAFETY, happenings.write_safety),
    ("asks", Section.ASKS, plan.write_asks),
)
