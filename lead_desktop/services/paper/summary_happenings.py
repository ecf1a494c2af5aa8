"""What happened, as a summary tells it: contacts, court, events, supplies, safety notes."""

from __future__ import annotations

from lead_desktop.base.clock import local_day
from lead_desktop.documents import summary_content as paper
from lead_desktop.documents.dates import written
from lead_desktop.domain.codes import Audience, ConsentCategory, OutcomeClass
from lead_desktop.domain.consent.sections import EVENT_CATEGORY, Limit, Section
from lead_desktop.domain.contacts.timeline import ContactEntry, EventEntry
from lead_desktop.services.paper.summary_material import Material

NOTES_IN_BRIEF = 3
BRIEF_LENGTH = 280
RECENT_CONTACTS = 3
COURT_DATE = "Court date"
COURT_ASK = "Please tell us of any change of date."


def write_contacts(material: Material) -> paper.Contacts:
    """How often they were reached; the last notes in brief for the team alone."""
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
        signed=_signed_words(contact),
        text=_shortened(contact.note),
        after=tuple(
            paper.NoteAfter(line.kind.label, line.at, line.signed_by, _shortened(line.text))
            for line in contact.addenda
        ),
        broken=not contact.whole,
    )


def _signed_words(contact: ContactEntry) -> str:
    if contact.waits_to_be_signed:
        return ""
    return "signed" if contact.signed_at else "from another system"


def _shortened(words: str) -> str:
    text = " ".join(words.split())
    if len(text) > BRIEF_LENGTH:
        text = text[:BRIEF_LENGTH].rsplit(" ", 1)[0] + " …"
    return text


def write_court(material: Material) -> paper.Court:
    """Court dates; coded for a reader who gets no free text."""
    coded = material.has(Section.COURT, Limit.CODES_ONLY)
    return paper.Court(
        dates=tuple(
            paper.CourtDate(line.starts_at, material.say(COURT_DATE), "", material.say(COURT_ASK))
            if coded
            else paper.CourtDate(
                line.starts_at, material.say(line.title), line.place, material.say(COURT_ASK)
            )
            for line in material.appointments
            if line.court
        )
    )


def write_events(material: Material) -> paper.Events:
    """Events that are neither health nor housing; stays in hospital where health is not told."""
    return paper.Events(
        events=tuple(
            paper.Event(event.occurred_at, material.say(event.kind.label), _where(event))
            for event in material.events_of(Section.EVENTS)
        )
    )


def _where(event: EventEntry) -> str:
    """Where it was; not which hospital: its name may tell what somebody was treated for."""
    return "" if EVENT_CATEGORY.get(event.kind) is ConsentCategory.MEDICAL else event.place


def write_clinical(material: Material) -> paper.Facts:
    """Health and substance use, as far as the reader may be told."""
    return _told_as_facts(material, Section.CLINICAL)


def write_housing(material: Material) -> paper.Facts:
    """Changes of housing."""
    return _told_as_facts(material, Section.HOUSING)


def _told_as_facts(material: Material, section: Section) -> paper.Facts:
    zone = material.zone
    return paper.Facts(
        facts=tuple(
            (
                material.say(event.kind.label),
                written(local_day(event.occurred_at, zone), zone, language=material.language),
            )
            for event in material.events_of(section)
        )
    )


def list_supplies(material: Material) -> list[paper.Supply]:
    """What was given, by contact."""
    return [
        paper.Supply(contact.occurred_at, material.say(supply.label), quantity)
        for contact in material.contacts
        for supply, quantity in contact.supplies
    ]


def write_supplies(material: Material) -> paper.Supplies:
    """What was given."""
    return paper.Supplies(supplies=tuple(list_supplies(material)))


def write_safety(material: Material) -> paper.Safety:
    """Safety notes, for the team alone."""
    return paper.Safety(
        notes=tuple(
            ": ".join(filter(None, (line.kind.label, line.words)))
            for line in material.record.safety
        )
    )
