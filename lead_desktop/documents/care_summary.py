"""The care-coordination summary: one participant, one reader, one or two pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lead_desktop.documents.form import STANDARD_SIZE, FormHead, draw_form
from lead_desktop.documents.form import PrintedForm as PrintedForm
from lead_desktop.documents.summary_content import CareSummary, Mark
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.summary_sections import Writer
from lead_desktop.documents.summary_words import own_text
from lead_desktop.documents.typesetting.blocks import Column
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.setting import lead_in
from lead_desktop.domain.codes import Audience, FormLanguage


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

    def write(pieces: Pieces) -> Iterator[float]:
        steps = Writer(pieces, summary).sections()
        for index, step in enumerate(steps):
            yield index / len(steps)
            step()
        _write_close(pieces, summary)

    return draw_form(_head(summary), write, paper=paper, progress=progress, cancelled=cancelled)


def _head(summary: CareSummary) -> FormHead:
    own = summary.audience is Audience.PARTICIPANT
    program = summary.program
    return FormHead(
        program=replace(program, logo=program.logo and not own),
        title=summary.title,
        as_of=summary.as_of,
        printed_by=summary.printed_by,
        zone=summary.zone,
        document_number=summary.document_number,
        fictional=summary.fictional,
        about=summary.participant,
        confidential=summary.confidential,
        mark=_mark(summary),
        recipient=summary.recipient,
        recipient_kind=summary.recipient_kind,
        notices=summary.notices,
        foot_notice=summary.foot_notice,
        size=summary.size if own else STANDARD_SIZE,
        language=summary.language if own else FormLanguage.ENGLISH,
        for_participant=own,
    )


def _mark(summary: CareSummary) -> str:
    mark = summary.mark
    if summary.audience is Audience.PARTICIPANT:
        review = own_text(summary.language).review
        return " · ".join(filter(None, (mark, review)))
    if summary.audience is not Audience.INTERNAL:
        return mark or ""
    internal = "Internal hand-off \N{EM DASH} not for release"
    return internal if mark in (None, Mark.NOT_FOR_RELEASE) else f"{mark} · {internal}"


def _write_close(pieces: Pieces, summary: CareSummary) -> None:
    """What the copy is limited to, and the lines to sign on."""
    column, root = pieces.column, pieces.root
    if summary.limited_line:
        pad = (9.0, 4.2)
        inside = Column(column.types, column.width - 2 * pad[0])
        inside.paragraph(root, lead_in(summary.limited_line), column.types.box)
        column.boxed(inside, pad=pad, thickness=0.5, grey=0.55)
    if not summary.signatures or summary.audience is Audience.PARTICIPANT:
        return
    by = summary.printed_by
    prepared = "Prepared by " + ", ".join(filter(None, (by.name, by.role)))
    internal = summary.audience is Audience.INTERNAL
    second = (
        "Read back by (name, date)" if internal else "Reviewed with participant (initials, date)"
    )
    column.signatures(root, (prepared, second))
