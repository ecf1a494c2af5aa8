"""Forms of the team: roster, shift's hand-off, measures, the blank log, the privacy notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lead_desktop.base.clock import local_day
from lead_desktop.documents import daily_log, measures_report, privacy_notice, roster, shift_report
from lead_desktop.documents.dates import written
from lead_desktop.documents.form import FormHead
from lead_desktop.documents.privacy_notice import PrivacyNotice
from lead_desktop.domain.codes import FormLanguage
from lead_desktop.domain.measures.lines import blocks, head_lines
from lead_desktop.domain.measures.report import for_others
from lead_desktop.domain.measures.spans import Period, span_of
from lead_desktop.domain.people.cadence import Standing
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.languages import paper_language
from lead_desktop.domain.people.participant import View
from lead_desktop.services.desk import Desk
from lead_desktop.services.measures.measures import reader_for, scope_words
from lead_desktop.services.paper.form_heads import internal_head, team_head, text_head
from lead_desktop.services.paper.form_request import ComposedForm, FormRequest, without_watch
from lead_desktop.services.people.participants import list_caseload, read_record
from lead_desktop.services.worklist.worklist import list_work
from lead_desktop.store.queries import contacts as contact_query
from lead_desktop.store.queries.visibility import hidden_ids

MOST_TO_DO = 40
"""Promises on a shift's report: more than a page of them nobody reads at a hand-over."""


def compose_roster(request: FormRequest, desk: Desk) -> ComposedForm:
    """The worker's own people, the whole team's, or the chosen ones, in the order of need."""
    chosen = frozenset(request.people)
    if chosen:
        everybody = (
            *list_caseload(desk, view=View.TEAM),
            *list_caseload(desk, view=View.CLOSED),
        )
        rows = [row for row in everybody if row.id in chosen]
        whose = "Chosen participants"
    else:
        rows = list_caseload(desk, view=View.MINE if request.mine else View.TEAM)
        whose = f"{desk.worker.name}'s caseload" if request.mine else "The team's caseload"
    content = roster.Roster(
        whose=whose,
        lines=tuple(_roster_line(desk, row) for row in rows),
    )
    return ComposedForm(
        request=request,
        head=team_head(request.kind, desk),
        draw=lambda head, **watch: roster.draw_roster(head, content, **watch),
        listed=frozenset(row.id for row in rows),
    )


def _roster_line(desk: Desk, row: CaseloadRow) -> roster.RosterLine:
    zone, today = desk.clock.zone, desk.clock.today()
    reached = local_day(row.last_reached_at, zone) if row.last_reached_at else None
    when = f", {written(row.next_at, zone, year=today.year)}" if row.next_at else ""
    return roster.RosterLine(
        participant=row.preferred_name,
        number=row.number_text,
        status=row.place.value if row.place else row.stage.value,
        last_reached=reached,
        due=_due(row, today),
        next=f"{row.next_step}{when}" if row.next_step else "",
    )


def _due(row: CaseloadRow, today: date) -> str:
    state = row.cadence
    if state.cadence is None:
        return ""
    if state.days_past:
        return f"{state.days_past} {'day' if state.days_past == 1 else 'days'} past"
    left = state.cadence.days - state.waited
    if left <= 0:
        return "due today"
    day = today + timedelta(days=left)
    near = "due by" if state.standing >= Standing.DUE else "by"
    return f"{near} {day:%b} {day.day}"


def compose_shift(request: FormRequest, desk: Desk) -> ComposedForm:
    """What happened in the last hours, who needs an eye, what is promised next."""
    now = desk.clock.now()
    start = now - timedelta(hours=request.hours)
    viewer = desk.viewer
    with desk.store.read() as connection:
        hidden = hidden_ids(connection, viewer)
        found = contact_query.list_contacts(connection, since=start)
    contacts = [one for one in found if one.participant_id not in hidden]
    if request.mine:
        contacts = [one for one in contacts if desk.worker.name in (one.author, *one.workers)]
    rows = list_caseload(desk, view=View.MINE if request.mine else View.TEAM)
    items = list_work(desk, everybody=not request.mine).items[:MOST_TO_DO]
    report = shift_report.ShiftReport(
        start=start,
        end=now,
        contacts=tuple(
            shift_report.ShiftContact(
                at=one.occurred_at,
                participant=one.participant,
                how=one.how,
                outcome=one.outcome.label,
                workers=one.workers or (one.author,),
                minutes=one.minutes,
                unsigned=one.waits_to_be_signed,
            )
            for one in contacts
        ),
        watch=tuple(
            shift_report.ShiftWatch(row.preferred_name, why) for row in rows if (why := _why(row))
        ),
        promises=tuple(
            shift_report.ShiftPromise(
                item.at or item.due, item.participant, item.why, item.worker or ""
            )
            for item in items
            if item.participant and item.participant_id not in hidden
        ),
        unsigned=sum(one.waits_to_be_signed for one in contacts),
    )
    people = {one.participant_id for one in contacts} | {row.id for row in rows if _why(row)}
    people |= {item.participant_id for item in items if item.participant_id} - hidden
    return ComposedForm(
        request=request,
        head=team_head(request.kind, desk),
        draw=without_watch(
            lambda head, paper: shift_report.draw_shift_report(head, report, paper=paper)
        ),
        listed=frozenset(people),
    )


def _why(row: CaseloadRow) -> str:
    """Why somebody needs an eye; empty for those who do not."""
    if row.place:
        since = row.place_since
        return row.place.value + (f" since {since:%b} {since.day}" if since else "")
    strongly = row.cadence.standing is Standing.STRONGLY_PAST
    return row.cadence.reason if strongly else ""


def compose_measures(request: FormRequest, desk: Desk) -> ComposedForm:
    """What the work came to, within what the worker's role may see. No record is in it; shared,
    no small count either."""
    span = request.span or span_of(Period.QUARTER, desk.clock.today())
    found = reader_for(desk.may, mine=request.mine)(desk, span)
    if request.shared:
        found = for_others(found)
    said = head_lines(
        found,
        program=desk.settings.program_name,
        whose=scope_words(desk.may, mine=request.mine),
        by=desk.worker.name,
        at=desk.clock.now().astimezone(desk.clock.zone),
    )
    report = measures_report.MeasuresReport(tuple(said), tuple(blocks(found)))
    head = team_head(request.kind, desk)
    if request.shared:
        head = replace(head, mark="", confidential="")
    return ComposedForm(
        request=request,
        head=head,
        draw=without_watch(
            lambda head, paper: measures_report.draw_measures_report(head, report, paper=paper)
        ),
    )


def compose_daily_log(request: FormRequest, desk: Desk) -> ComposedForm:
    """A blank sheet to be filled in by hand: nobody's record is in it, so no gate is asked."""
    head = internal_head(request.kind.label, desk, number="")
    blank = FormHead(
        program=head.program,
        title="Daily log",
        as_of=head.as_of,
        zone=head.zone,
        mark=head.mark,
    )
    return ComposedForm(
        request=request,
        head=blank,
        draw=without_watch(lambda head, paper: daily_log.draw_daily_log(head, paper=paper)),
    )


def compose_notice(request: FormRequest, desk: Desk) -> ComposedForm:
    """The notice of privacy practices (42 CFR 2.22), the same for everybody."""
    settings, language = desk.settings, request.language
    if language is None and request.participant_id is not None:
        language = paper_language(read_record(desk, request.participant_id).language)
    notice = PrivacyNotice(
        program=settings.program_name,
        contact=settings.privacy_contact,
        phone=settings.program_phone,
        email=settings.privacy_email,
        address=settings.program_address,
        effective_on=_day(settings.notice_effective_on),
    )
    return ComposedForm(
        request=request,
        head=text_head("privacy_notice", desk, language or FormLanguage.ENGLISH),
        draw=without_watch(
            lambda head, paper: privacy_notice.draw_privacy_notice(head, notice, paper=paper)
        ),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
