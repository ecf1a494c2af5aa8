"""Who somebody is, how to reach them and how things stand: the first sections of a summary."""

from __future__ import annotations

from datetime import date

from lead_desktop.documents import summary_content as paper
from lead_desktop.domain.codes import Audience
from lead_desktop.domain.consent.sections import Limit, Section
from lead_desktop.domain.people.cadence import Standing
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.enrolment import enrolment_line
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.safe_contact import card_words
from lead_desktop.services.paper.own_copy import own_words
from lead_desktop.services.paper.summary_material import Material


def write_name(material: Material) -> paper.Name:
    """What they are called; only the name where the reader gets no more."""
    row = material.record.row
    if material.label:
        return paper.Name(chosen=material.label)
    if material.has(Section.NAME, Limit.NAME_ONLY):
        return paper.Name(chosen=row.preferred_name)
    return paper.Name(
        chosen=row.preferred_name,
        pronouns=row.pronouns,
        language=material.say(material.record.language),
    )


def write_identifiers(material: Material) -> paper.Identifiers:
    """Legal name, birth date and number, the last only where a reader may have it."""
    row = material.record.row
    legal = row.legal_name if row.legal_name != row.preferred_name else ""
    own_number = () if material.has(Section.IDENTIFIERS, Limit.NO_NUMBERS) else (row.number_text,)
    return paper.Identifiers(
        legal_name=legal,
        birth_date=whole_day(row.date_of_birth),
        numbers=tuple((_number_label(material), number) for number in own_number),
    )


def _number_label(material: Material) -> str:
    if material.audience is Audience.PARTICIPANT:
        return own_words(material.language).label("number")
    return "Participant number"


def whole_day(text: str | None) -> date | None:
    """A birth date that is known whole: a part ("1984", "1984-05") is not printed as a day."""
    if not text or len(text) != len("2000-01-01"):
        return None
    return date.fromisoformat(text)


def best_way(record: ParticipantRecord) -> str:
    """The first number and how to use it: "Text 555-0142"; empty without one."""
    phone = record.phones[0] if record.phones else None
    return f"{'Text' if phone.text_ok else 'Call'} {phone.number}" if phone else ""


def write_find(material: Material) -> paper.Find:
    """The best way to reach them; the team also gets the safe-contact card and places, a partner
    what not to do with the number."""
    record = material.record
    phone = record.phones[0] if record.phones else None
    if material.has(Section.FIND, Limit.PHONE_ONLY):
        asked = (("voicemail", phone and phone.voicemail_ok), ("texts", phone and phone.text_ok))
        rules = tuple(f"no {way}" for way, fine in asked if fine is False)
        return paper.Find(best_way=best_way(record), safe_contact=", ".join(rules))
    return paper.Find(
        best_way=best_way(record),
        safe_contact="; ".join(card_words(record.safe_contact, phone)),
        places=tuple(f"{line.label}: {line.place}" for line in material.places),
    )


def write_status(material: Material) -> paper.ProgramStatus:
    """Status in the program and the team; a partner gets it as a code."""
    row = material.record.row
    team = [(row.case_manager, "case manager"), (row.peer, "peer recovery specialist")]
    return paper.ProgramStatus(
        status=enrolment_line(row.status) if material.for_partner else material.say(row.stage),
        since=row.enrolled_on,
        team=tuple(paper.Worker(name, material.say(role)) for name, role in team if name),
    )


def write_engagement(material: Material) -> paper.Engagement:
    """How things are, in one line."""
    row = material.record.row
    if row.place and not material.has(Section.ENGAGEMENT, Limit.CODED_LINE):
        return paper.Engagement(line=material.say(row.place.value))
    return paper.Engagement(line=material.say(engagement_line(row)))


def engagement_line(row: CaseloadRow) -> str:
    """How things are, as a code that tells a partner nothing more."""
    near = row.cadence.standing >= Standing.DUE and row.last_reached_at is not None
    return "Working with us" if near else "We are trying to connect"
