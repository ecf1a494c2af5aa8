"""A letter to a service: one participant, one service, what we ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.participant_block import Field
from lead_desktop.documents.summary_content import Day, Worker
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.tagging import Role
from lead_desktop.documents.typesetting.write_in import WriteIn, write_ins


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLetter:
    """The facts that the consent covers; what is empty leaves nothing behind.

    scope: what the consent covers, in words, for the last block.
    """

    organization: str
    address: str = ""
    service: str = ""
    participant: str
    pronouns: str = ""
    language: str = ""
    born: Day = None
    phone: str = ""
    appointment: Day = None
    asks: tuple[str, ...] = ()
    sender: Worker
    scope: str = ""


def draw_referral_letter(
    head: FormHead, letter: ReferralLetter, *, paper: PaperSize
) -> PrintedForm:
    """Draw the letter; the head carries both statements of 42 CFR 2.32."""
    return draw_form(head, lambda pieces: _write(pieces, letter), paper=paper)


def _write(pieces: Pieces, letter: ReferralLetter) -> Iterator[float]:
    column, root, days = pieces.column, pieces.root, pieces.days
    address = [letter.organization, *filter(None, letter.address.split("\n"))]
    for index, line in enumerate(address):
        column.paragraph(root, line, space=0 if index else 8)
    column.paragraph(root, f"Dear colleagues at {letter.organization},", space=14)
    service = f" to your service “{letter.service}”" if letter.service else " to you"
    sentence = (
        Span("With written consent, we refer "),
        Span(letter.participant, Cut.SEMIBOLD),
        Span(f"{service}. Please welcome them, and call us with any question."),
    )
    column.paragraph(root, sentence, space=8)
    fields = [
        Field("Participant", letter.participant, whole=True),
        Field("Pronouns", letter.pronouns),
        Field("Language", letter.language),
        Field("Date of birth", days.full(letter.born)),
        Field("Best way to reach", letter.phone),
        Field("Appointment", days.short(letter.appointment)),
    ]
    column.fields(root.add(Role.SECTION), [field for field in fields if field.value])
    yield 0.5
    section = pieces.open("What we ask of you")
    if letter.asks:
        column.bullets(section, letter.asks)
    else:
        pieces.none(section)
    sender = letter.sender
    column.paragraph(root, "With thanks,", space=12)
    column.signatures(root, (", ".join(filter(None, (sender.name, sender.role, sender.phone))),))
    if letter.scope:
        scope = pieces.open("Scope of consent")
        column.paragraph(scope, letter.scope)
    answer = pieces.open("Your answer")
    column.paragraph(answer, "Please fill this in and send us this page back.")
    row = (WriteIn("Seen on", "", 0.22), WriteIn("By", "", 0.39), WriteIn("Phone", "", 0.39))
    write_ins(column, answer, row)
