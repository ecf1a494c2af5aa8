"""Appointment cards for a pocket. A card outs nobody: no program, no kind of service, no name
beyond the first (42 CFR 2.18)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.form_texts import form_text
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.blocks import Column
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span, Type, natural_width
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.strips import Strip, stack_height
from lead_desktop.documents.typesetting.tagging import Role

_GAP = 16.0
_PAD = (14.0, 12.0)


@dataclass(frozen=True, slots=True)
class Card:
    """One appointment. transport: how to get there, in words."""

    at: datetime
    place: str = ""
    transport: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentCards:
    """first_name: of the chosen name. phone: of somebody who can help. liaison: somebody else, by
    name and number."""

    first_name: str
    phone: str
    cards: tuple[Card, ...]
    liaison: str = ""


def draw_appointment_cards(
    head: FormHead, content: AppointmentCards, *, paper: PaperSize
) -> PrintedForm:
    """Draw one card for each appointment, two abreast, to be cut apart."""
    return draw_form(head, lambda pieces: _write(pieces, content, head), paper=paper)


def _write(pieces: Pieces, content: AppointmentCards, head: FormHead) -> Iterator[float]:
    column, root = pieces.column, pieces.root
    if not content.cards:
        pieces.none(root)
        return
    for start in range(0, len(content.cards), 2):
        yield start / len(content.cards)
        row = [_card(pieces, card, content, head) for card in content.cards[start : start + 2]]
        height = max(stack_height(inside.strips) for inside in row)
        sides = [column.half(_GAP) for _ in range(2)]
        for side, inside in zip(sides, row, strict=False):
            # Cards of a row are equally high, so that one cut parts them from the next row.
            inside.append([Strip(height - stack_height(inside.strips), [])])
            side.boxed(inside, pad=_PAD, thickness=0.75, grey=0.4)
        column.append([Strip(_GAP, [], keep=True)])
        if len(row) == 1:
            sides[1].append([Strip(1, [])])
        column.pair(*sides)


def _big(pieces: Pieces, content: AppointmentCards, width: float) -> Type:
    """The type of days and hours: so large that each day still stands on one line."""
    body = pieces.column.types.body
    big = replace(pieces.column.types.title, size=body.size * 1.45, leading=body.leading * 1.4)
    widest = max(natural_width(pieces.days.weekday(card.at), big) for card in content.cards)
    return replace(big, size=big.size * min(1.0, width / (widest + 1)))


def _card(pieces: Pieces, card: Card, content: AppointmentCards, head: FormHead) -> Column:
    inside = Column(pieces.column.types, pieces.column.half(_GAP).width - 2 * _PAD[0])
    types, section = inside.types, pieces.root.add(Role.SECTION)
    text = form_text("appointment", head.language)
    big = _big(pieces, content, inside.width)
    first = content.first_name
    name = text.label("named").format(name=first) if first else text.label("unnamed")
    inside.paragraph(section, name, types.small)
    inside.paragraph(section, pieces.days.weekday(card.at), big, space=3)
    inside.paragraph(section, pieces.days.hour(card.at), big)
    inside.paragraph(section, card.place, space=4)
    if card.transport:
        way = text.label("way").format(how=card.transport)
        inside.paragraph(section, way, types.small, space=2)
    if content.phone:
        help_ = (Span(f"{text.label('questions')} "), Span(content.phone, Cut.SEMIBOLD))
        inside.paragraph(section, help_, space=6)
    if content.liaison:
        liaison = text.label("liaison").format(who=content.liaison)
        inside.paragraph(section, liaison, types.small, space=2)
    return inside
