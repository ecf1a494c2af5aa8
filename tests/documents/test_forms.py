"""Every printed form: its pages, its structure, its words."""

from __future__ import annotations

import io
import itertools
import re
import tomllib
from pathlib import Path

import pikepdf
import pytest

from lead_desktop.base.errors import Cancelled
from lead_desktop.base.resources import resource
from lead_desktop.documents.consent_form import PLAIN_CATEGORY
from lead_desktop.documents.contact_log import ContactLog, draw_contact_log
from lead_desktop.documents.form_texts import form_text
from lead_desktop.documents.statements import Law, statement
from lead_desktop.documents.typesetting.fonts import Cut, body_face, fallback_face
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.preview import render_page
from lead_desktop.domain.codes import ConsentCategory, ConsentKind, FormLanguage
from lead_desktop.domain.consent.statements import FORM_VERSION, REQUIRED_STATEMENTS
from tests.ui.words import avoided_words

from .form_examples import EXAMPLES, head, log_entries
from .grade import flesch_kincaid, sentences, syllables
from .reading import page_texts, read_structure, whole_text

FORMS = ("consent", "revocation", "privacy_notice", "own_copy", "appointment", "breach_letter")
KINDS = [kind for kind in ConsentKind if kind is not ConsentKind.NON_PART2_RELEASE]


def is_drawn(character: str) -> bool:
    """Whether some face has this character, so that it is no box on paper."""
    known = body_face(Cut.REGULAR).covered
    return character.isspace() or character in known or fallback_face(character) is not None


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_ink_is_tagged_and_tables_name_their_headers(name: str) -> None:
    structure = read_structure(EXAMPLES[name](PaperSize.LETTER).pdf)
    assert structure.faults == []
    nodes = list(structure.root.walk())
    assert [node.role for node in nodes].count("H1") == 1
    for table in (node for node in nodes if node.role == "Table"):
        header, *rows = table.kids
        assert {cell.role + cell.scope for cell in header.kids} == {"THColumn"}
        assert {len(row.kids) for row in rows} <= {len(header.kids)}
    assert nodes.index(next(n for n in nodes if n.role == "H1")) < nodes.index(
        next((n for n in nodes if n.role == "H2"), nodes[-1])
    )


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_has_its_number_its_size_and_no_box_for_a_letter(
    name: str, paper: PaperSize
) -> None:
    form = EXAMPLES[name](paper)
    label = "Página {} de {}" if name.endswith("spanish") else "Page {} of {}"
    texts = page_texts(form.pdf)
    assert len(texts) == form.pages
    for number, text in enumerate(texts, 1):
        assert label.format(number, form.pages) in text
        assert [c for c in text if not is_drawn(c)] == []
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        sizes = [tuple(float(side) for side in page.mediabox[2:]) for page in pdf.pages]
        assert sizes == [pytest.approx(paper.value, abs=0.01)] * form.pages
        title, language = str(pdf.docinfo.Title), str(pdf.Root.Lang)
    assert "Juniper" not in title
    assert "Fable" not in title
    assert language == ("es-US" if name.endswith("spanish") else "en-US")


@pytest.mark.parametrize("name", EXAMPLES)
def test_black_ink_only(name: str) -> None:
    image = render_page(EXAMPLES[name](PaperSize.A4).pdf, 0, 0.5)
    blue, green, red = (image.bgra[channel::4] for channel in range(3))
    assert blue == green == red


@pytest.mark.parametrize("name", ["docket", "referral_letter"])
def test_a_partners_form_carries_both_statements_and_the_scope(name: str) -> None:
    form = EXAMPLES[name](PaperSize.LETTER)
    first, *_ = texts = [" ".join(text.split()) for text in page_texts(form.pdf)]
    assert " ".join(statement(Law.NOTICE_TO_RECIPIENT).text.split()) in first
    assert all(statement(Law.SHORT_NOTICE).text in text for text in texts)
    assert "Scope of " in " ".join(texts)


def test_an_appointment_card_outs_nobody() -> None:
    pdf = EXAMPLES["appointment"](PaperSize.LETTER).pdf
    text = whole_text(pdf)
    for word in ("LEAD", "Fable", "P-0042", "treatment", "Outpatient", "court", "program"):
        assert word.casefold() not in text.casefold()
    assert "Monday, Nov 23, 2026 11:00 am" in text


def test_internal_forms_say_on_every_page_that_they_are() -> None:
    for name in ("contact_log", "shift", "roster", "one_to_one", "transfer", "daily_log"):
        for text in page_texts(EXAMPLES[name](PaperSize.LETTER).pdf):
            assert "Internal — not for release" in text


def test_the_contact_log_shows_what_is_unsigned_late_and_added() -> None:
    text = whole_text(EXAMPLES["contact_log"](PaperSize.LETTER).pdf)
    assert "Phone · Met · 20 min" in text
    assert "Message left · UNSIGNED" in text
    assert "Late entry" in text
    assert "Addendum, Oct 31, 2026 13:41, Dre Exampleton: Ride agreed." in text
    assert "None recorded." in text


def test_a_long_log_is_drawn_in_parts_and_reads_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts come together: one numbering, one structure, one bookmark a month."""
    log = ContactLog("Juniper Fable", "P-0042", "Engaged", "all contacts", log_entries(400))
    whole = draw_contact_log(head("Contact log"), log, paper=PaperSize.LETTER)
    monkeypatch.setattr("lead_desktop.documents.typesetting.paper._MANY_STRIPS", 300)
    parts = draw_contact_log(head("Contact log"), log, paper=PaperSize.LETTER)
    assert parts.pages == whole.pages > 20
    assert [" ".join(text.split()) for text in page_texts(parts.pdf)] == [
        " ".join(text.split()) for text in page_texts(whole.pdf)
    ]
    structure = read_structure(parts.pdf)
    assert structure.faults == []
    assert list(structure.root.lines()) == list(read_structure(whole.pdf).root.lines())
    with pikepdf.open(io.BytesIO(parts.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "In this period"
    assert len(titles) == len(set(titles)) > 24


def test_a_long_log_can_be_stopped_and_says_how_far_it_is() -> None:
    log = ContactLog("Juniper Fable", "P-0042", "Engaged", "all contacts", log_entries(300))
    heard: list[float] = []
    draw_contact_log(head("Log"), log, paper=PaperSize.LETTER, progress=heard.append)
    assert heard == sorted(heard)
    assert len(set(heard)) > 10
    calls = itertools.count()
    with pytest.raises(Cancelled):
        draw_contact_log(
            head("Log"), log, paper=PaperSize.LETTER, cancelled=lambda: next(calls) > 3
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", FormLanguage)
def test_a_consent_form_carries_every_statement_its_kind_needs(
    kind: ConsentKind, language: FormLanguage
) -> None:
    text = form_text("consent", language)
    carried = {one for part in text.sections if kind in part.kinds for one in part.statements}
    assert carried >= REQUIRED_STATEMENTS[kind]
    assert text.intro[kind]
    assert text.version == FORM_VERSION
    assert set(PLAIN_CATEGORY[language]) == set(ConsentCategory)


def texts_of(form: str) -> str:
    """All of a form's own words, without the words of the law."""
    text = form_text(form, FormLanguage.ENGLISH)
    parts = [text.title, *text.intro.values(), *text.labels.values()]
    for part in text.sections:
        parts += [part.heading, part.text, *part.items]
    if form == "consent":
        parts += PLAIN_CATEGORY[FormLanguage.ENGLISH].values()
    return re.sub(r"\{\w+\}", "us", "\n".join(parts))


@pytest.mark.parametrize("form", FORMS)
def test_a_participants_form_reads_at_sixth_grade_at_most(form: str) -> None:
    text = texts_of(form)
    assert flesch_kincaid(text) <= 6.0
    longest = max(sentences(text), key=lambda one: len(one.split()))
    assert len(longest.split()) <= 32, longest


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("share", 1), ("shared", 1), ("wanted", 2), ("people", 2), ("table", 2), ("privacy", 3)),
        *(("information", 4), ("permission", 3), ("agrees", 2), ("places", 2), ("science", 2)),
        *(("the", 1), ("create", 2), ("HIPAA", 3), ("notes", 1), ("being", 2), ("idea", 3)),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (1 if word == "HIPAA" else 0)


def test_the_grade_tells_law_from_plain_words() -> None:
    assert flesch_kincaid(statement(Law.NOTICE_TO_RECIPIENT).text) > 14
    assert flesch_kincaid("We went to the park. The dog ran. It was fun.") < 2


@pytest.mark.parametrize("form", FORMS)
def test_the_translation_says_the_same_parts_and_waits_for_a_person(form: str) -> None:
    english, spanish = (form_text(form, language) for language in FormLanguage)
    assert english.review == ""
    assert "Needs human review" in spanish.review
    assert english.labels.keys() == spanish.labels.keys()
    assert english.intro.keys() == spanish.intro.keys()
    assert [(one.kinds, one.statements, len(one.items)) for one in english.sections] == [
        (one.kinds, one.statements, len(one.items)) for one in spanish.sections
    ]
    guide = resource("text", "forms", "README.md").read_text("utf-8")
    assert "needs human review" in " ".join(guide.split())


@pytest.mark.parametrize("path", sorted(resource("text", "forms").glob("*.toml")), ids=str)
def test_form_texts_speak_well_of_people(path: Path) -> None:
    tomllib.loads(path.read_text("utf-8"))
    assert avoided_words(path.read_text("utf-8")) == []


def test_the_privacy_notice_has_every_part_that_2_22_asks_for() -> None:
    text = whole_text(EXAMPLES["privacy_notice"](PaperSize.LETTER).pdf)
    for phrase in (
        "Notice of Privacy Practices of LEAD Sample City",
        "HOW HEALTH INFORMATION ABOUT YOU MAY BE USED AND DISCLOSED",
        "DISCUSS IT WITH Ada Sampleton, privacy officer AT 555-0100 · privacy@example.org",
        "This notice starts on November 23, 2026",
        "You can sign once for all your care",
        "You can take back your yes at any time",
        "A paper from the court must come with the order",
        "You can ask us to share less",
        "If you paid for a service in full",
        "in the last three years",
        "We may change it",
        "Secretary of Health and Human Services",
        statement(Law.NOTICE_PROCEEDINGS).text,
        statement(Law.NOTICE_COURT_HEARING).text,
        statement(Law.NOTICE_COURT_MANDATE).text,
        statement(Law.NOTICE_SINGLE_CONSENT).text,
    ):
        assert phrase in text, phrase


def test_a_breach_letter_has_every_part_that_164_404_asks_for_and_outs_nobody() -> None:
    text = whole_text(EXAMPLES["breach_letter"](PaperSize.LETTER).pdf)
    for phrase in (
        "November 23, 2026",
        "A bag with two printed lists was left on a bus.",  # what happened
        "It took place on November 16, 2026.",
        "We found out on November 18, 2026.",
        "First names and phone numbers.",  # the kinds of information
        "If you do not feel safe, tell us at once.",  # what to do
        "We called the bus company.",  # what is done about it
        # Whom to ask.
        "Ada Sampleton, privacy officer. Phone 555-0100. E-mail privacy@example.org.",
        "By mail: 100 Example Street, Suite 0.",
    ):
        assert phrase in text, phrase
    for word in ("LEAD", "Sample City", "treatment", "drug", "42 CFR", "police", "program"):
        assert word.casefold() not in text.casefold(), word
    assert "_____" not in text.replace("To", "")


def test_a_consent_as_signed_shows_everything_that_was_recorded() -> None:
    text = whole_text(EXAMPLES["consent_recorded"](PaperSize.LETTER).pdf)
    for words in (
        "A copy of what was signed. It was taken back.",
        "LEAD Sample City, its case managers",
        "Sample District liaison",
        "Sample Parole Office",
        "Those who watch over my release",
        "Example Exchange",
        "Its members who know me",
        "Whether I come, nothing else",
        "To say whether I come",
        "District Court, the charge of May 2026",
        "State's Attorney",
        "Assistant State's Attorney",
        "August 30, 2026",
        "May 1, 2027",
        "March 1, 2027; The charge is settled",
        "May 31, 2027",
        "30 days after the final disposition",
        "Rose Example, Guardian",
        "signed on the screen",
        "Tomas Sampleton",
        "Form 2026-11.2",
    ):
        assert words in text, words
    assert "no longer what was signed" not in text
    for ticked in ("That I am in the program", "Papers about me that came from others too"):
        assert f"\N{BALLOT BOX WITH CHECK} {ticked}" in text
    assert text.count("\N{BALLOT BOX WITH CHECK}") == 2


def test_a_consent_that_was_changed_says_so_on_paper_in_the_readers_language() -> None:
    text = whole_text(EXAMPLES["consent_altered_spanish"](PaperSize.A4).pdf)
    assert "Lo que está aquí ya no es lo que se firmó. No vale." in text


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("consent_part2_tpo", ("group", "through", "members", "received_too")),
        ("consent_legal_proceeding", ("case",)),
        ("consent_cj_2_35", ("case", "condition", "part", "since", "over", "revocable")),
    ],
)
def test_a_form_to_be_signed_has_a_line_for_each_thing_that_its_kind_asks_for(
    name: str, labels: tuple[str, ...]
) -> None:
    text = form_text("consent", FormLanguage.ENGLISH)
    said = {node.text for node in read_structure(EXAMPLES[name](PaperSize.LETTER).pdf).root.walk()}
    for label in labels:
        assert any(text.label(label) in one for one in said), label


def test_what_a_blank_form_does_not_know_is_a_line_to_write_on() -> None:
    structure = read_structure(EXAMPLES["consent_blank"](PaperSize.LETTER).pdf)
    said = [node.text for node in structure.root.walk()]
    assert "My name" in said
    assert "Juniper" not in " ".join(said)
    assert "Printed" not in whole_text(EXAMPLES["daily_log"](PaperSize.LETTER).pdf)
