"""The care-coordination summary: one participant, one reader, one or two pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from lead_desktop.documents.blocks import Column
from lead_desktop.documents.dates import written
from lead_desktop.documents.finish import finish
from lead_desktop.documents.fonts import Cut
from lead_desktop.documents.lines import set_lines
from lead_desktop.documents.paper import Furniture, PaperSize, Sheet, Watch
from lead_desktop.documents.setting import TypeScale, lead_in, text_strips, type_scale, words
from lead_desktop.documents.strips import Ink, Strip, gathered, stack_height
from lead_desktop.documents.summary_content import CareSummary, Mark
from lead_desktop.documents.summary_sections import Writer
from lead_desktop.documents.tagging import Role
from lead_desktop.domain.codes import Audience

_BODY_SIZE = {Audience.PARTICIPANT: 14.0}
_STANDARD_SIZE = 9.25


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A finished form. sha256: of `pdf`, in hexadecimal, for the disclosure record."""

    pdf: bytes
    pages: int
    sha256: str


def draw_care_summary(
    summary: CareSummary,
    *,
    paper: PaperSize,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PrintedForm:
    """Draw `summary` as a tagged PDF; the same content always gives the same bytes.

    progress hears shares from 0 to 1. Raises base.errors.Cancelled when `cancelled` says so.
    """
    watch = Watch(progress, cancelled)
    watch.reached(0.0)
    types = type_scale(_BODY_SIZE.get(summary.audience, _STANDARD_SIZE))
    sheet = Sheet(paper, types, _furniture(summary))
    _write_title(sheet, summary, types)
    writer = Writer(sheet, summary)
    steps = writer.sections()
    for index, write in enumerate(steps):
        watch.reached(0.5 * index / len(steps))
        write()
    _write_close(sheet, summary)
    drawn = sheet.draw(watch)
    watch.reached(0.9)
    as_of = summary.as_of.astimezone(summary.zone)
    pdf = finish(drawn, sheet.root, title=summary.title, made_at=as_of)
    watch.reached(1.0)
    return PrintedForm(pdf, len(drawn.owners), hashlib.sha256(pdf).hexdigest())


def _furniture(summary: CareSummary) -> Furniture:
    program, by = summary.program, summary.printed_by
    own = summary.audience is Audience.PARTICIPANT
    document = f"Document {summary.document_number}" if summary.document_number else ""
    return Furniture(
        program=program.name,
        program_line=" · ".join(filter(None, (program.address, program.phone))),
        logo=program.logo and not own,
        confidential=summary.confidential,
        document=" · ".join(
            filter(None, (document, "fictional data" if summary.fictional else ""))
        ),
        mark=_mark(summary),
        notices=summary.notices,
        foot_notice=summary.foot_notice,
        foot_left=summary.participant,
        foot_middle=f"Printed {written(summary.as_of, summary.zone)} by {by.name}",
    )


def _mark(summary: CareSummary) -> str:
    mark = summary.mark
    if summary.audience is not Audience.INTERNAL:
        return mark or ""
    internal = "Internal hand-off \N{EM DASH} not for release"
    return internal if mark in (None, Mark.NOT_FOR_RELEASE) else f"{mark} · {internal}"


def _write_title(sheet: Sheet, summary: CareSummary, types: TypeScale) -> None:
    """The title, with reader and day on its right when both fit on the line."""
    column, title_type = sheet.column, types.title
    title = set_lines(summary.title, title_type, column.width)
    strips = text_strips(title, title_type, words(sheet.root, summary.title, Role.TITLE))
    day = written(summary.as_of.astimezone(summary.zone).date(), summary.zone)
    reader = f"For: {summary.recipient}" if summary.recipient else ""
    below = " · ".join(filter(None, (summary.recipient_kind, day)))
    firm = replace(types.body, cut=Cut.SEMIBOLD)
    aside: list[Strip] = []
    room = column.width * 0.5
    for text, type_ in ((reader, firm), (below, types.small)):
        lines = set_lines(text, type_, room)
        owner = words(sheet.root, text)
        for line in lines:
            aside += text_strips([line], type_, owner, column.width - line.width)
    narrow = max((line.width for line in title), default=0.0) + room < column.width + 30
    if len(title) > 1 or not narrow:
        column.append(strips)
        column.append(aside)
        return
    height, beside = stack_height(strips), stack_height(aside)
    inks: list[Ink] = gathered(strips, 0, max(0.0, beside - height))
    inks += gathered(aside, 0, max(0.0, height - beside))
    column.append([Strip(max(height, beside), inks, keep=True)])


def _write_close(sheet: Sheet, summary: CareSummary) -> None:
    """What the copy is limited to, and the lines to sign on."""
    column, types = sheet.column, sheet.types
    if summary.limited_line:
        pad = (9.0, 4.2)
        inside = Column(types, column.width - 2 * pad[0])
        inside.paragraph(sheet.root, lead_in(summary.limited_line), types.box)
        column.boxed(inside, pad=pad, thickness=0.5, grey=0.55)
    if not summary.signatures or summary.audience is Audience.PARTICIPANT:
        return
    by = summary.printed_by
    prepared = "Prepared by " + ", ".join(filter(None, (by.name, by.role)))
    internal = summary.audience is Audience.INTERNAL
    second = (
        "Read back by (name, date)" if internal else "Reviewed with participant (initials, date)"
    )
    column.signatures(sheet.root, (prepared, second))
