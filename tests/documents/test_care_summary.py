"""The care-coordination summary: what stands on paper, and what does not."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import Cancelled
from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.statements import Law, statement
from lead_desktop.documents.summary_content import (
    Asks,
    CareSummary,
    Contacts,
    Court,
    Engagement,
    Events,
    Facts,
    Find,
    Goal,
    Goals,
    HandOff,
    Identifiers,
    Mark,
    Name,
    Needs,
    NoteBrief,
    Program,
    ProgramStatus,
    Safety,
    Section,
    Services,
    Standing,
    Supplies,
    Worker,
)
from lead_desktop.documents.typesetting.paper import Notice, PaperSize
from lead_desktop.domain.codes import Audience

from .examples import AS_OF, internal_page, many_linkages, participant_page, provider_page
from .reading import Node, page_texts, read_structure, whole_text

RIGHT_TO_LEFT = ("ar_SA", "fa_IR", "he_IL")

EMPTY: dict[str, tuple[Section, str]] = {
    "identifiers": (Identifiers(), "Identifiers"),
    "find": (Find(), "Best way to reach"),
    "program_status": (ProgramStatus(), "Program"),
    "engagement": (Engagement(), "How we work together"),
    "goals": (Goals(), "what we are working on"),
    "needs": (Needs(), "Needs and barriers"),
    "services": (Services(), "Services and linkages"),
    "contacts": (Contacts(), "Contact"),
    "court": (Court(), "Court"),
    "clinical": (Facts(), "Health"),
    "housing": (Facts(), "Housing"),
    "events": (Events(), "Events"),
    "supplies": (Supplies(), "Supplies"),
    "safety": (Safety(), "Safety"),
    "asks": (Asks(), "What we ask of you"),
}


def bare(audience: Audience = Audience.INTERNAL) -> CareSummary:
    """A summary without any section."""
    return CareSummary(
        program=Program("Sample City"),
        document_number="1",
        audience=audience,
        title="Summary",
        as_of=AS_OF,
        printed_by=Worker("Tomas Sampleton"),
        participant="J. F.",
    )


def text_of(summary: CareSummary, paper: PaperSize = PaperSize.LETTER) -> str:
    return whole_text(draw_care_summary(summary, paper=paper).pdf)


def nodes_of(summary: CareSummary) -> list[Node]:
    structure = read_structure(draw_care_summary(summary, paper=PaperSize.LETTER).pdf)
    assert structure.faults == []
    return list(structure.root.walk())


@pytest.mark.parametrize("section", EMPTY)
def test_an_absent_section_leaves_no_word_and_an_empty_one_says_so(section: str) -> None:
    content, heading = EMPTY[section]
    without = text_of(bare())
    empty = text_of(replace(bare(), **{section: content}))
    assert heading not in without
    assert "one recorded" not in without
    assert heading in empty
    assert "None recorded" in empty


def test_a_partner_reads_that_nothing_is_in_this_copy_not_that_nothing_is_recorded() -> None:
    """A part of the section may be held back, and the paper must neither say so nor deny it."""
    health, heading = EMPTY["clinical"]
    told = " ".join(text_of(replace(provider_page(), clinical=health)).split())
    assert f"{heading} None recorded in this copy" in told
    own = " ".join(text_of(replace(internal_page(), clinical=health)).split())
    assert f"{heading} None recorded" in own
    assert "in this copy" not in own


def test_every_section_is_tried_empty() -> None:
    with_sections = {f.name for f in fields(CareSummary) if "None" in str(f.type)}
    assert with_sections - {"mark", "purpose", "hand_off", "name"} == set(EMPTY)


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("example", [provider_page, internal_page, participant_page, many_linkages])
def test_every_page_carries_its_number_and_has_the_size_of_its_paper(
    example: Callable[[], CareSummary], paper: PaperSize
) -> None:
    form = draw_care_summary(example(), paper=paper)
    texts = page_texts(form.pdf)
    assert len(texts) == form.pages
    for index, text in enumerate(texts):
        assert f"Page {index + 1} of {form.pages}" in text
        assert example().participant in text
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        sizes = [tuple(float(side) for side in page.mediabox[2:]) for page in pdf.pages]
    assert sizes == [pytest.approx(paper.value, abs=0.01)] * form.pages


def test_the_page_of_the_design_is_one_page_and_says_it_all() -> None:
    form = draw_care_summary(provider_page(), paper=PaperSize.LETTER)
    text = whole_text(form.pdf)
    assert form.pages == 1
    for phrase in (
        "Confidential: 42 CFR part 2 record",
        "Document DEMO-0042-17 · fictional data",
        "For: Sample Street Recovery",
        "Shared with written consent. Signed Aug 30, 2026 by the participant.",
        "In her words, and what we are working on",
        "9 contacts and 2 attempts without contact. Most recent: text, Nov 23; in person, Nov 20",
        "Tell us the same day if the intake is missed or moved: 555-0101, Dre Exampleton",
        "Reviewed with participant (initials, date)",
        "Notice to the person receiving this record.",
        "Printed Nov 23, 2026 10:41 by Tomas Sampleton",
    ):
        assert phrase in text


def test_the_same_content_gives_the_same_bytes_whatever_was_drawn_before() -> None:
    first = draw_care_summary(internal_page(), paper=PaperSize.A4)
    draw_care_summary(
        replace(bare(), name=Name(chosen="محمد अमित 王小明 👩🏽‍⚕️")), paper=PaperSize.A4
    )
    second = draw_care_summary(internal_page(), paper=PaperSize.A4)
    assert first == second
    assert first.sha256 == hashlib.sha256(first.pdf).hexdigest()


def test_only_embedded_fonts() -> None:
    page = replace(internal_page(), name=Name(chosen="محمد अमित 王小明 👩🏽‍⚕️"))
    form = draw_care_summary(page, paper=PaperSize.LETTER)
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o]
        names = [str(font.BaseFont) for font in fonts]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert any("InterCase" in name for name in names)
    assert any("Arabic" in name for name in names)


def test_the_internal_copy_is_marked_on_every_page_and_shows_what_is_unsigned() -> None:
    texts = page_texts(draw_care_summary(internal_page(), paper=PaperSize.LETTER).pdf)
    assert all("Internal hand-off — not for release" in text for text in texts)
    text = " ".join(texts)
    assert "Tomas Sampleton · text · UNSIGNED" in text
    assert "Dre Exampleton · phone · signed" in text
    assert "Read back by" in text
    assert "How things are: Keep a close eye" in text


def test_a_draft_says_so() -> None:
    assert "Draft" in text_of(replace(provider_page(), mark=Mark.DRAFT))
    assert "Unsigned · Internal" in text_of(replace(internal_page(), mark=Mark.UNSIGNED))


def test_safety_and_note_text_stand_on_no_other_paper() -> None:
    note = NoteBrief(AS_OF, "Dre", "phone", "signed", "canary note")
    for audience in Audience:
        page = replace(
            bare(audience),
            safety=Safety(notes=("canary safety",)),
            contacts=Contacts(reached=1, notes=(note,)),
        )
        assert ("canary" in text_of(page)) is (audience is Audience.INTERNAL)


def test_the_participants_copy_is_neutral_large_and_in_plain_words() -> None:
    page = replace(participant_page(), program=Program("", logo=True))
    form = draw_care_summary(page, paper=PaperSize.LETTER)
    text = whole_text(form.pdf)
    assert "LEAD" not in text
    assert b"LEAD" not in form.pdf
    assert "Your to-do list" in text
    assert "Questions? Call or text us: 555-0100" in text
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        operators = [
            float(operands[1])
            for page_ in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page_)
            if str(operator) == "Tf"
        ]
    assert max(set(operators), key=operators.count) >= 14


def test_sections_may_say_where_they_come_from() -> None:
    text = text_of(internal_page())
    assert "as of Nov 18 · reported by Fictional Health Clinic" in text


def test_hand_off_without_actions_is_short() -> None:
    text = text_of(replace(bare(), hand_off=HandOff(Standing.STEADY)))
    assert "How things are: Steady" in text
    assert "To do" not in text


def test_typed_markup_is_text() -> None:
    odd = '<b>&amp; ]]> <para>"\\(x) Tj</b> <font size="40">'
    page = replace(bare(), name=Name(chosen=odd), engagement=Engagement(line=odd))
    assert [node.text for node in nodes_of(page)].count(odd) == 2
    assert text_of(page).count(odd) == 2


def test_naughty_strings_are_drawn_as_they_are(shared_data: Path) -> None:
    strings = json.loads((shared_data / "text" / "blns" / "blns.json").read_text("utf-8"))
    page = replace(
        internal_page(),
        safety=Safety(notes=tuple(strings)),
        goals=Goals(goals=tuple(map(Goal, strings))),
        name=Name(chosen=max(strings, key=len)),
    )
    spoken = {node.text.replace("\u200b", "") for node in nodes_of(page)}
    ascii_strings = [
        s for s in strings if s.isascii() and s.isprintable() and s == " ".join(s.split())
    ]
    assert len(ascii_strings) > 200
    assert [s for s in ascii_strings if s and s not in spoken] == []


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=80), st.lists(st.text(max_size=200), max_size=4))
def test_any_text_is_drawn_and_stays_tagged(chosen: str, texts: list[str]) -> None:
    page = replace(bare(), name=Name(chosen=chosen), safety=Safety(notes=tuple(texts)))
    assert nodes_of(page)


def comparable(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u200b", "")


def names_by_locale(shared_data: Path) -> dict[str, list[str]]:
    folder = shared_data / "persons" / "faker_multiscript_names"
    names: dict[str, list[str]] = defaultdict(list)
    with (folder / "names_multiscript.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["locale"]].append(row["full_name"])
    return names


def test_names_of_thirty_locales_stand_whole_and_extract_as_typed(shared_data: Path) -> None:
    names = names_by_locale(shared_data)
    assert len(names) == 30
    for locale, people in names.items():
        page = replace(
            bare(), name=Name(chosen=people[0]), safety=Safety(notes=tuple(people[1:40]))
        )
        form = draw_care_summary(page, paper=PaperSize.LETTER)
        structure = read_structure(form.pdf)
        assert structure.faults == [], locale
        lines = [comparable(line).strip() for line in "\n".join(page_texts(form.pdf)).split("\n")]
        if locale in RIGHT_TO_LEFT:
            spoken = {node.actual_text for node in structure.root.walk()}
            assert set(people[:40]) <= spoken
        assert comparable(people[0]) in lines, locale
        bulleted = {line.strip("• ") for line in lines}
        missing = [name for name in people[1:40] if comparable(name) not in bulleted]
        assert missing == [], locale


def test_a_very_long_name_stays_on_one_line() -> None:
    chosen = "Maximiliana-Konstantina " * 8 + "Fable"
    page = replace(provider_page(), name=Name(chosen=chosen))
    first = page_texts(draw_care_summary(page, paper=PaperSize.LETTER).pdf)[0]
    assert chosen in first.split("\n")


def test_progress_is_told_and_the_work_can_be_stopped() -> None:
    heard: list[float] = []
    draw_care_summary(provider_page(), paper=PaperSize.LETTER, progress=heard.append)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0.0, 1.0)
    for stop_after in (0, 5, 14):
        calls = iter(range(100))
        with pytest.raises(Cancelled):
            draw_care_summary(
                provider_page(),
                paper=PaperSize.LETTER,
                cancelled=lambda calls=calls, limit=stop_after: next(calls) >= limit,
            )


def notice_box(pdf: bytes) -> tuple[float, float, float, float]:
    """The frame of the notice on page 1: left, foot, right, head, in points."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        frames = [
            [float(one) for one in operands]
            for operands, operator in pikepdf.parse_content_stream(opened.pages[0])
            if str(operator) == "re"
        ]
    x, y, width, height = min(frames, key=lambda frame: frame[1])
    return x, y, x + width, y + height


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("example", [provider_page, many_linkages])
def test_the_notice_to_the_recipient_stands_in_a_box_on_page_1(
    example: Callable[[], CareSummary], paper: PaperSize
) -> None:
    text = statement(Law.NOTICE_TO_RECIPIENT).text
    short = statement(Law.SHORT_NOTICE).text
    notices = (Notice("Notice to the person receiving this record.", text),)
    page = replace(example(), notices=notices, foot_notice=short)
    form = draw_care_summary(page, paper=paper)
    first, *others = texts = [" ".join(one.split()) for one in page_texts(form.pdf)]
    assert " ".join(text.split()) in first
    assert all(short in one for one in texts)
    assert not any("This record which has been" in one for one in others)
    left, foot, right, head = notice_box(form.pdf)
    document = pypdfium2.PdfDocument(form.pdf)
    drawn = document[0].get_textpage()
    found = drawn.search("This record which has been disclosed").get_next()
    last = drawn.search("(see 42 CFR 2.31).").get_next()
    assert found is not None
    assert last is not None
    for start, count in (found, last):
        for index in range(start, start + count):
            x0, y0, x1, y1 = drawn.get_charbox(index)
            assert left < x0 <= x1 < right
            assert foot < y0 <= y1 < head
    drawn.close()
    document.close()
