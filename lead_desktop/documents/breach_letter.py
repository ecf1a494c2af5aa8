"""The letter to those whom a breach concerns: what 45 CFR 164.404(c) asks for, in plain words.

It comes by mail, so that it names no program and says nothing of what kind of help somebody gets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lead_desktop.documents.dates import long_day
from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.form_texts import BLANK, filled, form_text
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.write_in import WriteIn, write_ins

_LINES = " ".join([BLANK] * 4)
"""What is not known yet is written in by hand; a sentence takes more than one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachLetter:
    """What is told. What is not known is a line to write on.

    happened, data, done: in the words of whoever keeps the incident: what happened, which
    information it was, what is done about it. contact, phone, email, address: whom to ask, one of
    which the law asks for.
    """

    happened: str = ""
    data: str = ""
    done: str = ""
    happened_on: date | None = None
    discovered_on: date | None = None
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def draw_breach_letter(head: FormHead, letter: BreachLetter, *, paper: PaperSize) -> PrintedForm:
    """Draw the letter in the language of `head`, with a line for the name of whom it goes to.

    Its day stands on that line, and not beside the title as well.
    """
    return draw_form(
        replace(head, dated=False), lambda pieces: _write(pieces, letter, head), paper=paper
    )


def _write(pieces: Pieces, letter: BreachLetter, head: FormHead) -> Iterator[float]:
    text, column = form_text("breach_letter", head.language), pieces.column

    def day(known: date | None) -> str:
        return long_day(known, head.language) if known else ""

    facts = {
        "happened": letter.happened or _LINES,
        "data": letter.data or _LINES,
        "done": letter.done or _LINES,
        "day": day(letter.happened_on),
        "found": day(letter.discovered_on),
        "contact": letter.contact,
        "phone": letter.phone,
        "email": letter.email,
        "address": letter.address,
    }
    written = WriteIn(text.label("date"), day(head.as_of.astimezone(head.zone).date()), 0.35)
    write_ins(column, pieces.root, [WriteIn(text.label("to"), share=0.65), written])
    for index, part in enumerate(text.sections):
        yield index / len(text.sections)
        section = pieces.open(part.heading)
        column.paragraph(section, filled(part.text, **facts))
        column.bullets(section, [filled(item, **facts) for item in part.items], space=2)
