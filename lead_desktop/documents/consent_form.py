"""The forms on which a participant gives a permission, or takes one back.

Plain words first, the words of the law after the signature (42 CFR 2.31; Maryland
Health-General 4-303).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lead_desktop.documents.dates import long_day
from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.form_texts import FormText, filled, form_text
from lead_desktop.documents.frame_words import law_language
from lead_desktop.documents.summary_content import Day
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span, Text
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.write_in import WriteIn, write_ins
from lead_desktop.domain.codes import (
    ConsentCategory,
    ConsentEvidence,
    ConsentKind,
    ConsentSeal,
    FormLanguage,
)
from lead_desktop.domain.consent.consent_rules import IN_A_PROCEEDING
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS, statements

READING_SIZE = 12.0
"""Points of running text on papers that a participant signs."""

_SPANISH_CATEGORY = {
    ConsentCategory.IDENTITY: "Quién soy y cómo encontrarme",
    ConsentCategory.PROGRAM_STATUS: "Que estoy en el programa",
    ConsentCategory.SERVICES: "Mis servicios y contactos",
    ConsentCategory.GOALS: "Mis metas",
    ConsentCategory.NEEDS: "Lo que necesito",
    ConsentCategory.CONTACTS: "Cuándo nos vemos",
    ConsentCategory.SUD_TREATMENT: "Tratamiento por uso de sustancias",
    ConsentCategory.MENTAL_HEALTH: "Salud mental",
    ConsentCategory.MEDICAL: "Atención médica",
    ConsentCategory.LEGAL: "Mi caso y la corte",
    ConsentCategory.HOUSING: "Vivienda",
    ConsentCategory.EVENTS: "Hospital, cárcel y otros eventos",
}
_ENGLISH_CATEGORY = {
    ConsentCategory.IDENTITY: "Who I am and how to find me",
    ConsentCategory.PROGRAM_STATUS: "That I am in the program",
    ConsentCategory.SERVICES: "My services and visits",
    ConsentCategory.GOALS: "My goals",
    ConsentCategory.NEEDS: "What I need",
    ConsentCategory.CONTACTS: "When we meet",
    ConsentCategory.SUD_TREATMENT: "Care for drug or alcohol use",
    ConsentCategory.MENTAL_HEALTH: "Mental health",
    ConsentCategory.MEDICAL: "Medical care",
    ConsentCategory.LEGAL: "My case and court",
    ConsentCategory.HOUSING: "Housing",
    ConsentCategory.EVENTS: ConsentCategory.EVENTS.label,
}
PLAIN_CATEGORY = {
    FormLanguage.ENGLISH: _ENGLISH_CATEGORY,
    FormLanguage.SPANISH: _SPANISH_CATEGORY,
}
"""The categories of a consent in the participant's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What is known of the signature.

    by: who signed for the participant, in words; "" for themselves. explained_by: who wrote it
    down. form: the version of the form that was signed. ended, withdrawn: it no longer stands.
    seal: whether it is still what was signed.
    """

    on: Day
    by: str = ""
    evidence: ConsentEvidence = ConsentEvidence.WET
    explained_by: str = ""
    form: str = ""
    ended: bool = False
    withdrawn: bool = False
    seal: ConsentSeal = ConsentSeal.INTACT


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentForm:
    """What is known when the form is printed; everything else is a line to write on.

    information: in words, beside the categories. group: a class of recipients. through, members:
    an intermediary and to whom it passes on. case, condition, part, since, over, revocable: of a
    case, as the form words them. how: where a withdrawal goes. signed: None for one to be signed.
    """

    kind: ConsentKind
    participant: str = ""
    born: Day = None
    discloser: str = ""
    recipients: tuple[str, ...] = ()
    group: str = ""
    through: str = ""
    members: str = ""
    categories: frozenset[ConsentCategory] = frozenset()
    information: str = ""
    received: bool = False
    purpose: str = ""
    case: str = ""
    condition: str = ""
    part: str = ""
    since: Day = None
    over: Day = None
    revocable: str = ""
    until: Day = None
    event: str = ""
    how: str = ""
    signed: Signed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationForm:
    """recipients: whom the consent names; empty leaves the choice to the person who signs."""

    participant: str = ""
    recipients: tuple[str, ...] = ()
    signed_on: Day = None


def draw_consent_form(head: FormHead, form: ConsentForm, *, paper: PaperSize) -> PrintedForm:
    """Draw the form in the language of `head`."""
    return draw_form(head, lambda pieces: _write_consent(pieces, form, head), paper=paper)


def draw_revocation_form(head: FormHead, form: RevocationForm, *, paper: PaperSize) -> PrintedForm:
    """Draw the form in the language of `head`."""
    return draw_form(head, lambda pieces: _write_revocation(pieces, form, head), paper=paper)


def _write_consent(pieces: Pieces, form: ConsentForm, head: FormHead) -> Iterator[float]:
    text, column, root = form_text("consent", head.language), pieces.column, pieces.root
    if form.signed is not None:
        _write_standing(pieces, form.signed, text)
    column.paragraph(root, text.intro[form.kind], space=4)
    who = (
        WriteIn(text.label("participant"), form.participant, 0.64),
        WriteIn(text.label("born"), _day(form.born, head), 0.36),
    )
    write_ins(column, root, who)
    write_ins(column, root, [WriteIn(text.label("discloser"), form.discloser)])
    _write_recipients(pieces, form, text)
    _write_what(pieces, form, text, head)
    write_ins(column, root, [WriteIn(text.label("purpose"), form.purpose)])
    _write_case(pieces, form, text, head)
    until = _day(form.until, head)
    ends = (
        WriteIn(text.label("until"), until, 0.4),
        WriteIn(text.label("event"), form.event, 0.6),
    )
    write_ins(column, root, ends)
    yield 0.5
    _write_known(pieces, text, form.kind, form.how)
    _write_signatures(pieces, text, ("worker", "copy"), form.signed, form.participant, head)
    section = pieces.open(text.label("law"))
    for one in sorted(REQUIRED_STATEMENTS[form.kind]):
        found = statements()[one]
        law, small = f"{found.source}: “{found.law}”", column.types.small
        column.paragraph(section, law, small, space=2, lang=law_language(head.language))


def _write_standing(pieces: Pieces, signed: Signed, text: FormText) -> None:
    """That this is a copy of what was signed, and where that stands."""
    on_screen = signed.evidence is ConsentEvidence.ON_SCREEN
    marks = (
        ("recorded", True),
        ("altered", signed.seal is ConsentSeal.BROKEN),
        ("not_bound", on_screen and signed.seal is ConsentSeal.NOT_BOUND),
        ("withdrawn", signed.withdrawn),
        ("ended", signed.ended),
    )
    said = " ".join(text.label(key) for key, holds in marks if holds)
    pieces.column.paragraph(pieces.root, [Span(said, Cut.SEMIBOLD)], space=4)


def _write_recipients(pieces: Pieces, form: ConsentForm, text: FormText) -> None:
    """By name, and beside them a class or an intermediary where the law knows them."""
    column, root = pieces.column, pieces.root
    blank = form.signed is None
    for recipient in form.recipients or ("", ""):
        write_ins(column, root, [WriteIn(text.label("recipients"), recipient)])
    every_form = form.kind is ConsentKind.PART2_TPO and blank
    if form.group or every_form:
        write_ins(column, root, [WriteIn(text.label("group"), form.group)])
    if form.through or every_form:
        through = WriteIn(text.label("through"), form.through, 0.4)
        write_ins(column, root, (through, WriteIn(text.label("members"), form.members, 0.6)))


def _write_case(pieces: Pieces, form: ConsentForm, text: FormText, head: FormHead) -> None:
    """The case or hearing; for a condition also whose it is, and from when it can be taken back."""
    if form.kind not in IN_A_PROCEEDING:
        return
    column, root = pieces.column, pieces.root
    write_ins(column, root, [WriteIn(text.label("case"), form.case)])
    if form.kind is not ConsentKind.CJ_2_35:
        return
    asked = WriteIn(text.label("condition"), form.condition, 0.5)
    write_ins(column, root, (asked, WriteIn(text.label("part"), form.part, 0.5)))
    since = WriteIn(text.label("since"), _day(form.since, head), 0.4)
    write_ins(column, root, (since, WriteIn(text.label("over"), _day(form.over, head), 0.6)))
    write_ins(column, root, [WriteIn(text.label("revocable"), form.revocable)])


def _write_what(pieces: Pieces, form: ConsentForm, text: FormText, head: FormHead) -> None:
    """The kinds of information, in two columns, ticked as far as they are known."""
    column = pieces.column
    section = pieces.open(text.label("what"))
    names = PLAIN_CATEGORY[head.language]
    left, right = column.half(24), column.half(24)
    half = (len(names) + 1) // 2
    for side, categories in ((left, list(names)[:half]), (right, list(names)[half:])):
        ticked = [place for place, one in enumerate(categories) if one in form.categories]
        side.tick_boxes(section, [names[category] for category in categories], ticked=ticked)
    column.pair(left, right)
    write_ins(column, section, [WriteIn(text.label("else"), form.information)])
    received = (0,) if form.received else ()
    column.tick_boxes(section, [text.label("received_too")], space=4, ticked=received)


def _write_known(pieces: Pieces, text: FormText, kind: str, how: str) -> None:
    """What the person who signs should know, one heading a thought."""
    for part in text.sections:
        if not part.kinds or kind in part.kinds:
            section = pieces.open(part.heading)
            pieces.column.paragraph(section, filled(part.text, address=how))


def _write_signatures(
    pieces: Pieces,
    text: FormText,
    staff: tuple[str, ...],
    signed: Signed | None = None,
    participant: str = "",
    head: FormHead | None = None,
) -> None:
    column, root = pieces.column, pieces.root
    column.strips[-1].keep = True
    known = dict.fromkeys(staff, "")
    name = day = other = ""
    if signed is not None and head is not None:
        way = text.label(f"by_{signed.evidence}")
        name = " · ".join(filter(None, ("" if signed.by else participant, way)))
        day, other = _day(signed.on, head), signed.by
        known["worker"] = signed.explained_by
    row = (WriteIn(text.label("signed"), name, 0.7), WriteIn(text.label("day"), day, 0.3))
    write_ins(column, root, row, space=20)
    column.strips[-1].keep = True
    write_ins(column, root, [WriteIn(text.label("for_whom"), other)], space=8)
    column.strips[-1].keep = True
    share = 1 / len(staff)
    write_ins(column, root, [WriteIn(text.label(key), known[key], share) for key in staff], space=8)
    if signed is not None and signed.form:
        version = f"{text.label('form')} {signed.form}"
        column.paragraph(root, version, column.types.small, space=2)


def _write_revocation(pieces: Pieces, form: RevocationForm, head: FormHead) -> Iterator[float]:
    text, column, root = form_text("revocation", head.language), pieces.column, pieces.root
    column.paragraph(root, text.intro[""], space=4)
    write_ins(column, root, [WriteIn(text.label("participant"), form.participant)])
    section = pieces.open(text.label("which"))
    one: Text = text.label("one")
    if form.recipients:
        one = (Span(f"{text.label('one')}: "), Span(", ".join(form.recipients), Cut.SEMIBOLD))
    column.tick_boxes(section, [text.label("all"), one])
    if not form.recipients:
        write_ins(column, section, [WriteIn(text.label("one"))])
    write_ins(column, section, [WriteIn(text.label("signed_on"), _day(form.signed_on, head), 0.5)])
    yield 0.5
    _write_known(pieces, text, "", "")
    _write_signatures(pieces, text, ("received",))


def _day(on: Day, head: FormHead) -> str:
    return long_day(on, head.language) if on is not None else ""
