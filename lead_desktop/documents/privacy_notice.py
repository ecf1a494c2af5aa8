"""The notice of privacy practices: what 42 CFR 2.22 asks for, in plain words.

The header stands word for word; the words of the law on courts stand after the plain ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lead_desktop.documents.dates import long_day
from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.form_texts import BLANK, filled, form_text
from lead_desktop.documents.frame_words import law_language
from lead_desktop.documents.statements import Law, statement
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tagging import Role

_LAW = (
    (Law.NOTICE_PROCEEDINGS, "2.22(b)(1)(ii)(H)"),
    (Law.NOTICE_COURT_HEARING, "2.22(b)(1)(ii)(H)"),
    (Law.NOTICE_COURT_MANDATE, "2.22(b)(1)(ii)(H)"),
    (Law.NOTICE_SINGLE_CONSENT, "2.22(b)(1)(ii)(E)"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyNotice:
    """Who answers for the notice. What is not known is a line to write on.

    effective_on: not earlier than the day on which the notice was first given out.
    """

    program: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    effective_on: date | None = None


def draw_privacy_notice(head: FormHead, notice: PrivacyNotice, *, paper: PaperSize) -> PrintedForm:
    """Draw the notice in the language of `head`."""
    return draw_form(head, lambda pieces: _write(pieces, notice, head), paper=paper)


def _write(pieces: Pieces, notice: PrivacyNotice, head: FormHead) -> Iterator[float]:
    text, column, root = form_text("privacy_notice", head.language), pieces.column, pieces.root
    reach = " · ".join(filter(None, (notice.phone, notice.email)))
    header = statement(Law.NOTICE_HEADER).text
    for placeholder, fact in (
        ("[Name of Part 2 Program]", notice.program),
        ("[ENTER NAME OR TITLE]", notice.contact),
        ("[PHONE AND EMAIL]", reach),
    ):
        header = header.replace(placeholder, fact or BLANK)
    first, *rest = header.split("\n")
    english, opening = law_language(head.language), root.add(Role.SECTION)
    opening.lang = english
    column.paragraph(opening, (Span(first, Cut.SEMIBOLD),), space=4)
    bullets = [line.removeprefix("• ") for line in rest if line.startswith("• ")]
    others = [line for line in rest if not line.startswith("• ")]
    column.paragraph(opening, others[0])
    column.bullets(opening, bullets)
    for line in others[1:]:
        column.paragraph(opening, line, space=3)
    effective = long_day(notice.effective_on, head.language) if notice.effective_on else BLANK
    column.paragraph(root, f"{text.label('effective')} {effective}.", space=4)
    facts = {
        "program": notice.program,
        "contact": notice.contact,
        "phone": notice.phone,
        "email": notice.email,
        "address": notice.address,
    }
    for index, part in enumerate(text.sections):
        yield index / len(text.sections)
        section = pieces.open(part.heading)
        column.paragraph(section, filled(part.text, **facts))
        column.bullets(section, [filled(item, **facts) for item in part.items], space=2)
    section = pieces.open(text.label("law"))
    for law, place in _LAW:
        words = f"42 CFR {place}: “{statement(law).text}”"
        column.paragraph(section, words, column.types.small, space=2, lang=english)
