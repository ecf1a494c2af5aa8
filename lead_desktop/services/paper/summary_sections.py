"""From a participant's record to the sections of a care-coordination summary.

Each writer makes one section and is called only for sections that the gate permits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

from lead_desktop.base.clock import local_day
from lead_desktop.documents import summary_content as paper
from lead_desktop.documents.dates import written
from lead_desktop.documents.typesetting.progress import Progress
from lead_desktop.domain.codes import (
    Audience,
    EventSource,
    GoalStatus,
    NeedStatus,
    OutcomeClass,
)
from lead_desktop.domain.consent.sections import (
    Limit,
    Section,
)
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.domain.people.cadence import Standing
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.enrolment import enrolment_line
from lead_desktop.domain.people.participant import LinkageLine, ParticipantRecord
from lead_desktop.domain.plan.linkage import RUNGS, Column, is_open
from lead_desktop.services.paper.summary_material import Material as Material

NOTES_IN_BRIEF = 3
BRIEF_LENGTH = 280
RECENT_CONTACTS = 3
COURT_DATE = "Court date"
COURT_ASK = "Please tell us of any change of date."
STANDING_ASKS: dict[Audience, tuple[str, ...]] = {
    Audience.PROVIDER: (
        "Please tell us of a missed or changed appointment within two working days.",
        "Please call us before ending care, so that we can help.",
    ),
    Audience.COMMUNITY: ("Please tell us when a place or a service opens or is full.",),
    Audience.JUSTICE: (
        "Please tell us of any change of court date.",
        "Please call us before a warrant is asked for, so that we can bring the participant in.",
    ),
}
"""What partners are always asked: fixed words, built from nobody's record."""

_PROGRESS: dict[Column, Progress] = {
    Column.IDENTIFIED: Progress.IDENTIFIED,
    Column.REFERRED: Progress.REFERRED,
    Column.SCHEDULED: Progress.SCHEDULED,
    Column.CONNECTED: Progress.CONNECTED,
    Column.ENGAGED: Progress.ENGAGED,
    Column.NOT_COMPLETED: Progress.NOT_COMPLETED,
}

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
    if section is Section.NEEDS:
        found = [one.identified_on for one in material.needs if one.identified_on]
        return max(found, default=None), "the participant and the team"
    if section is Section.SERVICES:
        return max((one.status_since for one in material.linkages), default=None), "the team"
    if section is Section.CONTACTS:
        days = [local_day(one.occurred_at, zone) for one in material.contacts]
        return max(days, default=None), "the team"
    if section in (Section.EVENTS, Section.CLINICAL, Section.HOUSING):
        events = material.events_of(section)
        sources = dict.fromkeys(_REPORTER[one.source] for one in events)
        newest = max((local_day(one.occurred_at, zone) for one in events), default=None)
        return newest, ", ".join(sources)
    return None, ""


def count_items(material: Material) -> dict[Section, int]:
    """How many items each section holds, shown beside its choice."""
    record = material.record
    return {
        Section.FIND: len(record.places) + len(record.phones),
        Section.GOALS: len(record.goals),
        Section.NEEDS: len(material.needs),
        Section.SERVICES: len(material.linkages),
        Section.CONTACTS: len(material.contacts),
        Section.COURT: sum(line.court for line in record.appointments),
        Section.CLINICAL: len(material.events_of(Section.CLINICAL)),
        Section.HOUSING: len(material.events_of(Section.HOUSING)),
        Section.EVENTS: len(material.events_of(Section.EVENTS)),
        Section.SUPPLIES: len(_supplies(material)),
        Section.SAFETY: len(record.safety),
        Section.ASKS: len(record.tasks),
    }


def _name(material: Material) -> paper.Name:
    row = material.record.row
    if material.has(Section.NAME, Limit.NAME_ONLY):
        return paper.Name(chosen=row.preferred_name)
    return paper.Name(
        chosen=row.preferred_name, pronouns=row.pronouns, language=material.record.language
    )


def _identifiers(material: Material) -> paper.Identifiers:
    row = material.record.row
    legal = row.legal_name if row.legal_name != row.preferred_name else ""
    own_number = () if material.has(Section.IDENTIFIERS, Limit.NO_NUMBERS) else (row.number_text,)
    return paper.Identifiers(
        legal_name=legal,
        birth_date=whole_day(row.date_of_birth),
        numbers=tuple(("Participant number", number) for number in own_number),
    )


def whole_day(text: str | None) -> date | None:
    """A birth date that is known whole: a part ("1984", "1984-05") is not printed as a day."""
    if not text or len(text) != len("2000-01-01"):
        return None
    return date.fromisoformat(text)


def best_way(record: ParticipantRecord) -> str:
    """The first number and how to use it: "Text 555-0142"; empty without one."""
    phone = record.phones[0] if record.phones else None
    return f"{'Text' if phone.text_ok else 'Call'} {phone.number}" if phone else ""


def _find(material: Material) -> paper.Find:
    record = material.record
    phone = record.phones[0] if record.phones else None
    rules = []
    if phone and phone.voicemail_ok is False:
        rules.append("no voicemail")
    if phone and phone.text_ok is False:
        rules.append("no texts")
    places = () if material.has(Section.FIND, Limit.PHONE_ONLY) else record.places
    return paper.Find(
        best_way=best_way(record),
        safe_contact=", ".join(rules),
        places=tuple(f"{line.label}: {line.place}" for line in places),
    )


def _status(material: Material) -> paper.ProgramStatus:
    row = material.record.row
    team = [(row.case_manager, "case manager"), (row.peer, "peer recovery specialist")]
    return paper.ProgramStatus(
        status=enrolment_line(row.status) if material.for_partner else row.stage.value,
        since=row.enrolled_on,
        team=tuple(paper.Worker(name, role) for name, role in team if name),
    )


def _engagement(material: Material) -> paper.Engagement:
    row = material.record.row
    if row.place and not material.has(Section.ENGAGEMENT, Limit.CODED_LINE):
        return paper.Engagement(line=row.place.value)
    return paper.Engagement(line=engagement_line(row))


def engagement_line(row: CaseloadRow) -> str:
    """How things are, as a code that tells a partner nothing more."""
    near = row.cadence.standing >= Standing.DUE and row.last_reached_at is not None
    return "Working with us" if near else "We are trying to connect"


def _goals(material: Material) -> paper.Goals:
    record = material.record
    live = [g for g in record.goals if g.status in (GoalStatus.ACTIVE, GoalStatus.PROPOSED)]
    own = live[0].words if live else ""
    goals = tuple(
        paper.Goal(
            "Toward this goal" if goal.words == own else goal.words.rstrip("."),
            sum(done for _, done in goal.steps),
            len(goal.steps),
        )
        for goal in live
        if goal.words != own or goal.steps
    )
    helps = (record.helps,) if record.helps else ()
    please = (record.please,) if record.please else ()
    return paper.Goals(own_words=own, goals=goals, strengths=helps, requests=please)


def _needs(material: Material) -> paper.Needs:
    record = material.record
    by_status: dict[NeedStatus, list[str]] = {}
    for need in material.needs:
        by_status.setdefault(need.status, []).append(need.category.label)
    needs = tuple(
        f"{', '.join(labels)} ({status.label.lower()})" for status, labels in by_status.items()
    )
    coded = material.has(Section.NEEDS, Limit.CODES_ONLY)
    barriers = (record.gets_in_the_way,) if record.gets_in_the_way and not coded else ()
    return paper.Needs(needs=needs, barriers=barriers)


def _services(material: Material) -> paper.Services:
    return paper.Services(linkages=linkage_rows(material.linkages))


def linkage_rows(lines: Iterable[LinkageLine]) -> tuple[paper.Linkage, ...]:
    """Linkages as they stand on paper: words, mark, since when, what comes next."""
    return tuple(
        paper.Linkage(
            service=line.title,
            status=RUNGS[line.status].column.value,
            progress=_PROGRESS[RUNGS[line.status].column],
            provider=line.organization or "",
            since=line.status_since,
            next=line.next_at or (line.due_on if is_open(line.status) else None),
        )
        for line in lines
    )


def _contacts(material: Material) -> paper.Contacts:
    reached = [c for c in material.contacts if c.outcome_class is OutcomeClass.REACHED]
    attempts = [c for c in material.contacts if c.outcome_class is OutcomeClass.ATTEMPTED]
    cadence = material.record.row.cadence.cadence
    internal = material.audience is Audience.INTERNAL
    recent = () if material.audience is Audience.PARTICIPANT else reached[:RECENT_CONTACTS]
    return paper.Contacts(
        since=material.since,
        reached=len(reached),
        attempts=len(attempts),
        recent=tuple(
            paper.RecentContact(
                # Where they met (a hospital, a jail) tells a partner more than that they met.
                (c.mode.label if material.for_partner else c.how).lower(),
                c.occurred_at,
                f"{c.minutes} min" if c.minutes else "",
            )
            for c in recent
        ),
        cadence_days=cadence.days if cadence else None,
        notes=tuple(_brief(c) for c in _with_note(material)) if internal else (),
    )


def _with_note(material: Material) -> list[ContactEntry]:
    return [contact for contact in material.contacts if contact.note][:NOTES_IN_BRIEF]


def _brief(contact: ContactEntry) -> paper.NoteBrief:
    return paper.NoteBrief(
        on=contact.occurred_at,
        author=contact.author,
        mode=contact.how,
        signed=contact.signed_at is not None,
        text=_shortened(contact.note),
        after=tuple(
            paper.NoteAfter(line.kind.label, line.at, line.signed_by, _shortened(line.text))
            for line in contact.addenda
        ),
        broken=not contact.whole,
    )


def _shortened(words: str) -> str:
    text = " ".join(words.split())
    if len(text) > BRIEF_LENGTH:
        text = text[:BRIEF_LENGTH].rsplit(" ", 1)[0] + " …"
    return text


def _court(material: Material) -> paper.Court:
    coded = material.has(Section.COURT, Limit.CODES_ONLY)
    return paper.Court(
        dates=tuple(
            paper.CourtDate(line.starts_at, COURT_DATE, "", COURT_ASK)
            if coded
            else paper.CourtDate(line.starts_at, line.title, line.place, COURT_ASK)
            for line in material.appointments
            if line.court
        )
    )


def _events(material: Material) -> paper.Events:
    return paper.Events(
        events=tuple(
            paper.Event(event.occurred_at, event.kind.label, event.place)
            for event in material.events_of(Section.EVENTS)
        )
    )


def _clinical(material: Material) -> paper.Facts:
    return _told_as_facts(material, Section.CLINICAL)


def _housing(material: Material) -> paper.Facts:
    return _told_as_facts(material, Section.HOUSING)


def _told_as_facts(material: Material, section: Section) -> paper.Facts:
    zone = material.zone
    return paper.Facts(
        facts=tuple(
            (event.kind.label, written(local_day(event.occurred_at, zone), zone))
            for event in material.events_of(section)
        )
    )


def _supplies(material: Material) -> list[paper.Supply]:
    return [
        paper.Supply(contact.occurred_at, supply.label, quantity)
        for contact in material.contacts
        for supply, quantity in contact.supplies
    ]


def _supply_section(material: Material) -> paper.Supplies:
    return paper.Supplies(supplies=tuple(_supplies(material)))


def _safety(material: Material) -> paper.Safety:
    return paper.Safety(
        notes=tuple(
            ": ".join(filter(None, (line.kind.label, line.words)))
            for line in material.record.safety
        )
    )


def _asks(material: Material) -> paper.Asks:
    if material.for_partner:
        # Tasks are the team's own words; a partner is asked in words that tell nothing.
        standing = tuple(paper.Ask(words) for words in STANDING_ASKS[material.audience])
        return paper.Asks(asks=standing, team_phone=material.team_phone)
    own = material.audience is Audience.PARTICIPANT
    asks = [
        paper.Ask(task.words, who="" if own else task.worker, by=task.due_on)
        for task in material.record.tasks
    ]
    if own:
        asks += [paper.Ask(line.title, by=line.starts_at) for line in material.appointments]
        asks.sort(key=lambda ask: _day(ask.by))
    return paper.Asks(asks=tuple(asks), team_phone=material.team_phone)


def _day(when: date | datetime | None) -> date:
    if isinstance(when, datetime):
        return when.date()
    return when or date.max


def hand_off(material: Material) -> paper.HandOff:
    """The spoken hand-off of an internal copy: how things are, who, to do, if and then."""
    record, row = material.record, material.record.row
    watched = row.place or record.safety or row.cadence.days_past
    actions = []
    if Section.ASKS in material.sections:
        actions += [paper.Action(task.words, task.worker, task.due_on) for task in record.tasks]
    actions += [
        paper.Action(line.title, line.transport, line.starts_at) for line in material.appointments
    ]
    actions.sort(key=lambda action: _day(action.by))
    find = record.places if Section.FIND in material.sections else ()
    then = f"look at {find[0].place}" if find else "agree on a search with the team"
    return paper.HandOff(
        standing=paper.Standing.CLOSE_EYE if watched else paper.Standing.STEADY,
        who=f"{row.preferred_name}, {row.stage.value.lower()}. {row.cadence.reason}.",
        actions=tuple(actions),
        contingencies=(paper.Contingency("no contact by the target day", then),),
    )


_Writer = Callable[[Material], paper.Section]
_WRITERS: tuple[tuple[str, Section, _Writer], ...] = (
    ("name", Section.NAME, _name),
    ("identifiers", Section.IDENTIFIERS, _identifiers),
    ("find", Section.FIND, _find),
    ("program_status", Section.PROGRAM_STATUS, _status),
    ("engagement", Section.ENGAGEMENT, _engagement),
    ("goals", Section.GOALS, _goals),
    ("needs", Section.NEEDS, _needs),
    ("services", Section.SERVICES, _services),
    ("contacts", Section.CONTACTS, _contacts),
    ("court", Section.COURT, _court),
    ("clinical", Section.CLINICAL, _clinical),
    ("housing", Section.HOUSING, _housing),
    ("events", Section.EVENTS, _events),
    ("supplies", Section.SUPPLIES, _supply_section),
    ("safety", Section.SAFETY, _safety),
    ("asks", Section.ASKS, _asks),
)
