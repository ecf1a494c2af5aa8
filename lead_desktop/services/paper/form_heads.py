"""The letterheads of printed forms, by who reads them."""

from __future__ import annotations

from dataclasses import replace

from lead_desktop.documents.form import NOT_FOR_RELEASE, FormHead
from lead_desktop.documents.form_texts import form_text
from lead_desktop.documents.statements import Law, statement
from lead_desktop.documents.summary_content import Program, Worker
from lead_desktop.documents.typesetting.paper import Notice
from lead_desktop.domain.codes import FormKind, FormLanguage
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.participant import initials
from lead_desktop.services.desk import Desk

CONFIDENTIAL = "Confidential: 42 CFR part 2 record"
READING_SIZE = 12.0


def internal_head(title: str, desk: Desk, *, number: str, about: str = "") -> FormHead:
    """For the team: full letterhead, marked as not for release."""
    return FormHead(
        program=_program(desk),
        title=title,
        as_of=desk.clock.now(),
        printed_by=Worker(desk.worker.name, desk.worker.role.label.lower()),
        zone=desk.clock.zone,
        document_number=number,
        fictional=desk.settings.fictional,
        about=about,
        confidential=CONFIDENTIAL,
        mark=NOT_FOR_RELEASE,
    )


def team_head(kind: FormKind, desk: Desk) -> FormHead:
    """For a form about the team's work, numbered by its first letter and the minute."""
    letter = kind.value[0].upper()
    return internal_head(kind.label, desk, number=f"{letter}-{desk.clock.now():%y%m%d-%H%M}")


def neutral_head(title: str, desk: Desk, *, number: str, about: str = "") -> FormHead:
    """For the participant: names no program, because papers are left on tables."""
    head = internal_head(title, desk, number=number, about=about)
    settings = desk.settings
    neutral = Program("", phone=settings.program_phone, logo=False, liaison=settings.liaison)
    return replace(
        head,
        program=neutral,
        confidential="",
        mark="",
        size=READING_SIZE,
        for_participant=True,
    )


def own_head(form: str, desk: Desk, language: FormLanguage, *, number: str) -> FormHead:
    """The letterhead of a form that participants read: its title, and the mark of a translation
    that waits for review, come from the file of its words. number: "" for a copy without one."""
    text = form_text(form, language)
    head = neutral_head(text.title, desk, number=number)
    return replace(head, mark=text.review, language=language)


def partner_head(
    title: str,
    desk: Desk,
    *,
    number: str,
    about: str,
    recipient: str,
    recipient_kind: str,
    redisclosure: str,
) -> FormHead:
    """For a partner: both statements of 42 CFR 2.32, under what the recipient may do."""
    heading = redisclosure or "To the recipient."
    head = internal_head(title, desk, number=number, about=about)
    return replace(
        head,
        program=replace(head.program, liaison=desk.settings.liaison),
        mark="",
        recipient=recipient,
        recipient_kind=recipient_kind,
        notices=(Notice(heading, statement(Law.NOTICE_TO_RECIPIENT).text),),
        foot_notice=statement(Law.SHORT_NOTICE).text,
    )


def text_head(form: str, desk: Desk, language: FormLanguage) -> FormHead:
    """For a form whose words are a file: its title, and at its head that it waits for review."""
    text = form_text(form, language)
    return FormHead(
        program=_program(desk),
        title=text.title,
        as_of=desk.clock.now(),
        zone=desk.clock.zone,
        fictional=desk.settings.fictional,
        mark=text.review,
        size=READING_SIZE,
        language=language,
        for_participant=True,
    )


def about_of(row: CaseloadRow, *, numbered: bool = True) -> str:
    """What stands at the foot of each page: "JF · P-0042"; the number where it may be told."""
    short = initials(row.preferred_name)
    return f"{short} · {row.number_text}" if numbered else short


def _program(desk: Desk) -> Program:
    settings = desk.settings
    return Program(settings.program_name, settings.program_address, settings.program_phone)
