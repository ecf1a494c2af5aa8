"""Forms about one participant: read through the gate, turned into what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lead_desktop.base.clock import day_start
from lead_desktop.base.errors import Refused
from lead_desktop.documents import accounts, appointment_card, contact_log
from lead_desktop.documents import transfer_sheet as transfer
from lead_desktop.documents.summary_content import Action
from lead_desktop.domain.codes import (
    Audience,
    FormKind,
    FormLanguage,
    GoalStatus,
    OutcomeClass,
)
from lead_desktop.domain.consent.disclosed import DisclosureLine
from lead_desktop.domain.consent.disclosure import SECTION_LABEL, Section
from lead_desktop.domain.contacts.timeline import AddendumLine, ContactEntry, started_words
from lead_desktop.domain.people.handoff import HandOff
from lead_desktop.domain.people.languages import paper_language
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.safe_contact import card_words
from lead_desktop.services.consent.accounting import document_number
from lead_desktop.services.consent.gate import Handing, ask_gate
from lead_desktop.services.consent.seen import ACCOUNTED_YEARS, account_for, read_who_has_seen
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.form_heads import about_of, internal_head, neutral_head, own_head
from lead_desktop.services.paper.form_request import (
    ComposedForm,
    FormCopy,
    FormRequest,
    without_watch,
)
from lead_desktop.services.paper.summary_person import best_way
from lead_desktop.services.paper.summary_plan import linkage_rows
from lead_desktop.services.people.handoff import read_hand_off
from lead_desktop.services.people.participants import read_record
from lead_desktop.store.queries import contacts as contact_query

_CHUNK = 1000


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The participant a form is about, as this worker may read the record."""

    record: ParticipantRecord
    copy: FormCopy
    number: str

    @property
    def name(self) -> str:
        return self.record.row.preferred_name

    @property
    def about(self) -> str:
        return about_of(self.record.row)

    def language(self, request: FormRequest) -> FormLanguage:
        """Of a form that exists in several: as wished, else what the participant speaks."""
        return request.language or paper_language(self.record.language)


def subject_of(request: FormRequest, desk: Desk, audience: Audience) -> Subject:
    """Read the participant; raises Refused without one, NotFound for one that is hidden."""
    if request.participant_id is None:
        raise Refused("This form is about one participant.", remedy="Open a participant first.")
    handing = Handing(
        participant_id=request.participant_id, audience=audience, purpose=request.kind.label
    )
    with desk.store.read() as connection:
        permission = ask_gate(connection, desk, handing)
        number = document_number(connection, request.participant_id)
    record = read_record(desk, request.participant_id)
    return Subject(
        record=record, copy=FormCopy(handing=handing, permission=permission), number=number
    )


# -- contact log -----------------------------------------------------------------------------------


def compose_contact_log(request: FormRequest, desk: Desk) -> ComposedForm:
    """Every contact in the period, oldest first; struck notes are not on it."""
    subject = subject_of(request, desk, Audience.INTERNAL)
    row, days = subject.record.row, request.days
    since = desk.clock.today() - timedelta(days=days) if days is not None else None
    start = day_start(since, desk.clock.zone) if since else None
    entries, reached, attempts = [], 0, 0
    for entry in _contacts(desk, row.id, start):
        entries.append(_log_entry(entry))
        reached += entry.outcome_class is OutcomeClass.REACHED
        attempts += entry.outcome_class is OutcomeClass.ATTEMPTED
    log = contact_log.ContactLog(
        participant=subject.name,
        number=row.number_text,
        status=row.stage.value,
        period=f"last {days} days" if days is not None else "all contacts",
        entries=tuple(entries),
        reached=reached,
        attempts=attempts,
    )
    head = internal_head("Contact log", desk, number=subject.number, about=subject.about)
    return ComposedForm(
        request=request,
        head=head,
        draw=lambda head, **watch: contact_log.draw_contact_log(head, log, **watch),
        copies=(subject.copy,),
    )


def _contacts(desk: Desk, person: UUID, since: datetime | None) -> Iterator[ContactEntry]:
    """Contacts in chunks: of twenty thousand, only their lines on paper are kept."""
    offset = 0
    while True:
        with desk.store.read() as connection:
            chunk = contact_query.list_contacts(
                connection,
                participant_id=person,
                since=since,
                limit=_CHUNK,
                offset=offset,
                late_after=desk.settings.late_after,
            )
        yield from chunk
        offset += _CHUNK
        if len(chunk) < _CHUNK:
            return


def _log_entry(entry: ContactEntry) -> contact_log.LogEntry:
    supplies = [f"{one.label} × {count}" for one, count in entry.supplies]
    purposes = ", ".join(one.label for one in entry.purposes)
    note = "\n".join(filter(None, (entry.note, entry.private_line)))
    return contact_log.LogEntry(
        at=entry.occurred_at,
        how=entry.how,
        outcome=entry.outcome.label,
        minutes=entry.minutes,
        workers=entry.workers,
        details=tuple(filter(None, (entry.place, started_words(entry), purposes, *supplies))),
        note=note,
        author=entry.author,
        signed=entry.signed_by or "",
        signed_at=entry.signed_at,
        late=entry.late,
        addenda=tuple(
            contact_log.LogAddendum(one.kind.label, one.at, one.signed_by, _with_reason(one))
            for one in entry.addenda
        ),
        broken=not entry.whole,
        imported=entry.imported,
    )


def _with_reason(line: AddendumLine) -> str:
    return f"{line.text} ({line.reason})" if line.reason else line.text


# -- transfer and appointments -------------------------------------------------------------------


def compose_transfer(request: FormRequest, desk: Desk) -> ComposedForm:
    """What the next worker must know; to whom it goes is written in by hand."""
    subject = subject_of(request, desk, Audience.INTERNAL)
    known = read_hand_off(desk, subject.record.row.id)
    row = known.row
    sheet = transfer.TransferSheet(
        participant=subject.name,
        number=row.number_text,
        status=row.stage.value,
        pronouns=row.pronouns,
        language=subject.record.language,
        from_worker=row.case_manager or "",
        reach=tuple(_reach(subject.record, known)),
        helps=tuple(filter(None, (known.helps, known.please))),
        safety=tuple(": ".join(filter(None, (one.kind.label, one.words))) for one in known.safety),
        linkages=linkage_rows(known.linkages),
        actions=tuple(_actions(known)),
        goals=tuple(goal.words for goal in known.goals if goal.status is GoalStatus.ACTIVE),
        consents=tuple(
            (", ".join(one.recipients), one.expires_on)
            for one in subject.record.consents
            if one.live
        ),
    )
    head = internal_head(request.kind.label, desk, number=subject.number, about=subject.about)
    return ComposedForm(
        request=request,
        head=head,
        draw=without_watch(
            lambda head, paper: transfer.draw_transfer_sheet(head, sheet, paper=paper)
        ),
        copies=(subject.copy,),
    )


def _reach(record: ParticipantRecord, known: HandOff) -> Iterator[str]:
    """How to reach them: the best way, what worked lately, what not to do, where they are."""
    if best := best_way(record):
        yield best
    for way in known.ways[:2]:
        yield f"{way.how}: reached {way.reached} of {way.tries} times lately"
    phone = record.phones[0] if record.phones else None
    if card := "; ".join(card_words(known.safe_contact, phone)):
        yield card[0].upper() + card[1:]
    yield from (f"{place.label}: {place.place}" for place in known.places)


def _actions(known: HandOff) -> Iterator[Action]:
    """Promises, what is due, and appointments, in the order of their days."""
    for task in known.promises:
        yield Action(task.words, task.worker, task.due_on)
    for duty in known.duties:
        yield Action(duty.why, "", duty.due_at)
    for line in known.appointments:
        yield Action(line.title, line.transport, line.starts_at)


def compose_appointments(request: FormRequest, desk: Desk) -> ComposedForm:
    """A card for each appointment to come, or for the one that is asked for."""
    subject = subject_of(request, desk, Audience.PARTICIPANT)
    now = desk.clock.now()
    cards = appointment_card.AppointmentCards(
        first_name=subject.name.split()[0] if subject.name.split() else "",
        phone=desk.settings.program_phone,
        liaison=desk.settings.liaison,
        cards=tuple(
            appointment_card.Card(line.starts_at, line.place, line.transport)
            for line in subject.record.appointments
            if line.starts_at >= now and request.appointment_id in (None, line.id)
        ),
    )
    head = own_head("appointment", desk, subject.language(request), number=subject.number)
    return ComposedForm(
        request=request,
        head=head,
        draw=without_watch(
            lambda head, paper: appointment_card.draw_appointment_cards(head, cards, paper=paper)
        ),
        copies=(subject.copy,),
    )


# -- accounts --------------------------------------------------------------------------------------


def compose_account(request: FormRequest, desk: Desk) -> ComposedForm:
    """What left in the last three years, without the participant's own copies."""
    subject = subject_of(request, desk, Audience.PARTICIPANT)
    since = _years_before(desk.clock.today(), ACCOUNTED_YEARS)
    lines = account_for(desk, subject.record.row.id)
    account = accounts.AccountOfDisclosures(
        participant=subject.name,
        number=subject.record.row.number_text,
        since=since,
        lines=tuple(_shared(one) for one in lines if one.audience is not Audience.PARTICIPANT),
    )
    head = neutral_head("What we shared", desk, number=subject.number, about=subject.about)
    return ComposedForm(
        request=request,
        head=head,
        draw=without_watch(lambda head, paper: accounts.draw_account(head, account, paper=paper)),
        copies=(subject.copy,),
    )


def _shared(line: DisclosureLine) -> accounts.SharedLine:
    known = {section.value for section in Section}
    sections = [SECTION_LABEL[Section(one)] for one in line.sections if one in known]
    return accounts.SharedLine(
        at=line.at,
        recipient=line.recipient,
        what="; ".join(sections) or line.document_kind,
        purpose=line.purpose,
        ground=line.basis.label,
        address=line.recipient_address,
    )


def compose_who_has_seen(request: FormRequest, desk: Desk) -> ComposedForm:
    """Every look at the record and every copy of it in the last year, newest first."""
    subject = subject_of(request, desk, Audience.PARTICIPANT)
    since = _years_before(desk.clock.today(), 1)
    start = day_start(since, desk.clock.zone)
    report = read_who_has_seen(desk, subject.record.row.id)
    seen = accounts.WhoHasSeen(
        participant=subject.name,
        number=subject.record.row.number_text,
        since=since,
        lines=tuple(
            accounts.SeenLine(one.at, one.worker, ", ".join(filter(None, (one.what, one.detail))))
            for one in report.lines
            if one.at >= start
        ),
    )
    head = neutral_head(
        FormKind.WHO_HAS_SEEN.label, desk, number=subject.number, about=subject.about
    )
    return ComposedForm(
        request=request,
        head=head,
        draw=without_watch(lambda head, paper: accounts.draw_who_has_seen(head, seen, paper=paper)),
        copies=(subject.copy,),
    )


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # Feb 29
        return day.replace(year=day.year - years, day=28)
