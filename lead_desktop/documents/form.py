"""What all printed forms share: letterhead, title line, and the way from words to tagged bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import DEFAULT_ZONE
from lead_desktop.documents.dates import written
from lead_desktop.documents.frame_words import FRAME_WORDS, FrameWords
from lead_desktop.documents.summary_content import Program, Worker
from lead_desktop.documents.summary_pieces import Days, Pieces
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import set_lines
from lead_desktop.documents.typesetting.paper import Furniture, Notice, PaperSize, Sheet, Watch
from lead_desktop.documents.typesetting.scripts import script_names
from lead_desktop.documents.typesetting.setting import text_strips, type_scale, words
from lead_desktop.documents.typesetting.strips import Ink, Strip, gathered, stack_height
from lead_desktop.documents.typesetting.tagging import Role
from lead_desktop.domain.codes import FormLanguage

STANDARD_SIZE = 9.25
"""Running text of papers for the office, in points."""
_HAIR_BELOW = 3.0
"""Points."""

NOT_FOR_RELEASE = "Internal \N{EM DASH} not for release"


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A finished form. sha256: of `pdf`, in hexadecimal, for the disclosure record.

    undrawn: scripts of which no shipped font has the letters; the paper says so as well.
    """

    pdf: bytes
    pages: int
    sha256: str
    undrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHead:
    """What a form says of itself, around its text. Empty strings leave nothing behind.

    title: also the title of the file, so never a person's name. as_of: aware; also the date of
    the file. about: initials and number for the foot of each page. mark: across the head of each
    page. size: of the running text, in points. for_participant: hours stand as people say them.
    dated: the day stands beside the title; not on a form that has a line for it.
    """

    program: Program
    title: str
    as_of: datetime
    printed_by: Worker | None = None
    zone: ZoneInfo = DEFAULT_ZONE
    document_number: str = ""
    fictional: bool = False
    about: str = ""
    confidential: str = ""
    mark: str = ""
    recipient: str = ""
    recipient_kind: str = ""
    notices: tuple[Notice, ...] = ()
    foot_notice: str = ""
    size: float = STANDARD_SIZE
    language: FormLanguage = FormLanguage.ENGLISH
    for_participant: bool = False
    dated: bool = True


Write = Callable[[Pieces], Iterable[float]]
"""Writes a form's text, and yields how far it is (0 to 1) as often as it likes."""


def draw_form(
    head: FormHead,
    write: Write,
    *,
    paper: PaperSize,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PrintedForm:
    """Draw a form as a tagged PDF; the same content always gives the same bytes.

    progress hears shares from 0 to 1. Raises base.errors.Cancelled when `cancelled` says so.
    """
    # Late: pikepdf, like reportlab below it, is paid by those who print.
    from lead_desktop.documents.typesetting.finish import finish

    watch = Watch(progress, cancelled)
    watch.reached(0.0)
    sheet = Sheet(paper, type_scale(head.size), _furniture(head))
    _write_title(sheet, head)
    year = head.as_of.astimezone(head.zone).year
    days = Days(head.zone, year, head.language, spoken=head.for_participant)
    frame = FRAME_WORDS[head.language]
    nothing = frame.nothing_here if head.notices else frame.nothing
    for share in write(Pieces(sheet.column, sheet.root, days, nothing)):
        watch.reached(0.5 * share)
        sheet.advance()
    undrawn = _say_undrawn(sheet, frame)
    drawn = sheet.draw(watch)
    watch.reached(0.9)
    pdf = finish(
        drawn,
        sheet.root,
        title=head.title,
        made_at=head.as_of.astimezone(head.zone),
        language=frame.tag,
    )
    watch.reached(1.0)
    return PrintedForm(pdf, len(drawn.owners), hashlib.sha256(pdf).hexdigest(), undrawn)


def _say_undrawn(sheet: Sheet, frame: FrameWords) -> tuple[str, ...]:
    """Say in words, below the text, what a square stands for."""
    if not sheet.column.undrawn:
        return ()
    scripts = script_names("".join(sorted(sheet.column.undrawn))) or (frame.a_script,)
    words = frame.undrawn.format(scripts=", ".join(scripts))
    sheet.column.paragraph(sheet.root, words, sheet.types.small, space=10)
    return scripts


def _furniture(head: FormHead) -> Furniture:
    program, by, words = head.program, head.printed_by, FRAME_WORDS[head.language]
    number = head.document_number
    document = (
        words.document.format(number=number) if number else "",
        words.fictional if head.fictional else "",
    )
    when = written(head.as_of, head.zone, language=head.language, spoken=head.for_participant)
    return Furniture(
        program=program.name,
        program_line=program.line,
        logo=program.logo,
        confidential=head.confidential,
        document=" · ".join(filter(None, document)),
        mark=head.mark,
        notices=head.notices,
        foot_notice=head.foot_notice,
        foot_left=head.about,
        foot_middle=words.printed.format(when=when, who=by.name) if by else "",
        page_label=words.page,
    )


def _write_title(sheet: Sheet, head: FormHead) -> None:
    """The title, with reader and day on its right when both fit on the line."""
    column, types = sheet.column, sheet.types
    title = set_lines(head.title, types.title, column.width)
    strips = text_strips(title, types.title, words(sheet.root, head.title, Role.TITLE))
    day = ""
    if head.dated and head.printed_by is not None:  # a blank form carries no day of its own
        today = head.as_of.astimezone(head.zone).date()
        day = written(today, head.zone, language=head.language)
    reader = f"For: {head.recipient}" if head.recipient else ""
    below = " · ".join(filter(None, (head.recipient_kind, day)))
    aside, last = list[Strip](), types.title
    widest = 0.0
    for text, type_ in ((reader, replace(types.body, cut=Cut.SEMIBOLD)), (below, types.small)):
        owner = words(sheet.root, text)
        for line in set_lines(text, type_, column.width * 0.5):
            aside += text_strips([line], type_, owner, column.width - line.width)
            last, widest = type_, max(widest, line.width)
    if len(title) > 1 or sum(line.width for line in title) + widest + 18 > column.width:
        column.append(strips)
        column.append(aside)
        return
    # What stands beside the title ends on its baseline; two lines, as designed, a hair below.
    rise = types.title.baseline - (stack_height(aside) - last.leading + last.baseline)
    drop = max(0.0, -rise - _HAIR_BELOW)
    inks: list[Ink] = gathered(strips, 0, drop)
    inks += gathered(aside, 0, max(0.0, rise))
    height = max(stack_height(strips) + drop, stack_height(aside))
    column.append([Strip(height, inks, keep=True)])
