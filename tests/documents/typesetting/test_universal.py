"""What of ISO 14289-1 (PDF/UA) a program can check, after the numbers of the Matterhorn Protocol.

No validator can be had here; these are the conditions that need no human judgement, read from the
finished files. Where one does not hold, the file must not say that it conforms.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.form import PrintedForm
from lead_desktop.documents.summary_content import Name
from lead_desktop.documents.typesetting.finish import encrypt
from lead_desktop.documents.typesetting.paper import PaperSize
from tests.documents.examples import (
    internal_page,
    many_linkages,
    participant_page,
    participant_page_in_spanish,
    provider_page,
)
from tests.documents.form_examples import EXAMPLES
from tests.documents.reading import Node, page_texts, read_marks, read_structure

POINTED = "אַבְרָהָם"
"""Marks set over letters: a name whose glyphs get other widths than their font has."""
PARENT_OF = {
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
}
STANDARD = {"Document", "Sect", "H1", "H2", "P", "L", "Table", "Note", *PARENT_OF}
TAG = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


def summary(example: Callable[[], object]) -> Callable[[PaperSize], PrintedForm]:
    return lambda paper: draw_care_summary(example(), paper=paper)  # type: ignore[arg-type]


PAPERS: dict[str, Callable[[PaperSize], PrintedForm]] = {
    **EXAMPLES,
    **{
        f"summary_{one.__name__}": summary(one)
        for one in (
            provider_page,
            internal_page,
            many_linkages,
            participant_page,
            participant_page_in_spanish,
        )
    },
}


@pytest.fixture(params=PAPERS)
def form(request: pytest.FixtureRequest) -> PrintedForm:
    return PAPERS[request.param](PaperSize.LETTER)


def pairs(node: Node) -> Iterator[tuple[Node, Node]]:
    """Every node with its parent."""
    for kid in node.kids:
        yield node, kid
        yield from pairs(kid)


def test_all_content_is_tagged_or_an_artifact_and_no_mark_lies_in_another(
    form: PrintedForm,
) -> None:
    """01-003 to 01-006, 02-001: nothing unmarked, standard types alone."""
    structure = read_structure(form.pdf)
    assert structure.faults == []
    assert {node.role for node in structure.root.walk()} <= STANDARD
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        assert "/RoleMap" not in pdf.Root.StructTreeRoot
        assert "/Suspects" not in pdf.Root.MarkInfo


def test_the_file_says_what_it_is_and_shows_its_title(form: PrintedForm) -> None:
    """06-001 to 06-004, 07-001, 07-002, 11-001 to 11-006."""
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in packet
        assert f">{pdf.docinfo.Title}</rdf:li>" in packet
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert TAG.fullmatch(str(pdf.Root.Lang))
        assert all(str(page.obj.Tabs) == "/S" for page in pdf.pages)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert all(title.strip() for title in titles)
    langs = {node.lang for node in read_structure(form.pdf).root.walk()} - {""}
    assert all(map(TAG.fullmatch, langs))


def test_tables_lists_and_headings_are_built_as_they_must(form: PrintedForm) -> None:
    """09-004 to 09-008, 14-002, 14-003, 15-003, 16-001."""
    root = read_structure(form.pdf).root
    for parent, kid in pairs(root):
        assert parent.role in PARENT_OF.get(kid.role, {parent.role}), (parent.role, kid.role)
        assert kid.scope in ({"Column", "Row"} if kid.role == "TH" else {""})
        assert kid.numbering in ({"Disc", "Square"} if kid.role == "L" else {""})
        if parent.role == "L":
            assert [one.role for one in kid.kids] == ["Lbl", "LBody"]
    levels = [int(node.role[1]) for node in root.walk() if node.role in ("H1", "H2")]
    assert levels[0] == 1
    assert levels.count(1) == 1


def test_notes_have_names_that_can_be_looked_up(form: PrintedForm) -> None:
    """19-003, 19-004."""
    notes = [node.name for node in read_structure(form.pdf).root.walk() if node.role == "Note"]
    assert all(notes)
    assert len(set(notes)) == len(notes)
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        tree = pdf.Root.StructTreeRoot.get("/IDTree")
        known = list(tree.Names)[::2] if tree is not None else []
    assert [str(one) for one in known] == sorted(notes)


def test_nothing_needs_a_words_for_a_picture_or_a_link(form: PrintedForm) -> None:
    """13-004, 28-002: there are neither figures nor annotations that would have to be described."""
    roles = {node.role for node in read_structure(form.pdf).root.walk()}
    assert not roles & {"Figure", "Formula", "Link", "Form", "Annot"}
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert "/AcroForm" not in pdf.Root


def font_faults(pdf: bytes) -> list[str]:
    """31-004 to 31-030, for the simple TrueType fonts that are used here."""
    faults = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for name, codes in read_marks(page).codes.items():
                faults += [f"{name}: {one}" for one in _faults(page.Resources.Font[name], codes)]
    return faults


def _faults(font: pikepdf.Object, codes: set[int]) -> Iterator[str]:
    described = font.FontDescriptor
    embedded = TTFont(io.BytesIO(described.FontFile2.read_bytes()))
    tables = embedded["cmap"].tables
    if not int(described.Flags) & 4 or "/Encoding" in font:
        yield "31-020: a symbolic font has no encoding"
    if len(tables) != 1:
        yield "31-025: one table of characters"
    spoken = font.ToUnicode.read_bytes().decode("ascii")
    for code in codes:
        glyph = tables[0].cmap.get(code, ".notdef")
        if glyph == ".notdef":
            yield f"31-030: code {code} draws .notdef"
        width = embedded["hmtx"][glyph][0] * 1000 / embedded["head"].unitsPerEm
        if abs(width - float(font.Widths[code - int(font.FirstChar)])) > 1:
            yield f"31-016: code {code} has another width"
        found = re.search(rf"^<{code:02X}> <([0-9A-F]+)>$", spoken, re.MULTILINE)
        if found is None:
            yield f"31-027: code {code} says nothing"
        elif {found[1][i : i + 4] for i in range(0, len(found[1]), 4)} & {"0000", "FEFF", "FFFE"}:
            yield f"31-028: code {code} says what no text may say"


def test_every_letter_is_in_an_embedded_font_and_says_what_it_is(form: PrintedForm) -> None:
    assert font_faults(form.pdf) == []


def test_a_file_that_does_not_conform_does_not_say_so() -> None:
    """A pointed name needs widths that its font does not have."""
    page = replace(provider_page(), name=Name(chosen=POINTED))
    form = draw_care_summary(page, paper=PaperSize.LETTER)
    assert any("31-016" in fault for fault in font_faults(form.pdf))
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        assert "pdfuaid:part" not in pdf.Root.Metadata.read_bytes().decode()
    assert read_structure(form.pdf).faults == []


def test_encryption_keeps_the_copy_open_to_screen_readers() -> None:
    """26-001, 26-002."""
    sealed = encrypt(draw_care_summary(provider_page(), paper=PaperSize.A4).pdf, "maple river")
    with pikepdf.open(io.BytesIO(sealed), password="maple river") as pdf:
        assert pdf.allow.accessibility
        assert pdf.Root.MarkInfo.Marked
        assert "pdfuaid:part" in pdf.Root.Metadata.read_bytes().decode()


def words(text: str) -> Counter[str]:
    return Counter(text.replace("\u200b", "").split())


def test_the_tree_read_in_its_order_is_the_text_of_each_page(form: PrintedForm) -> None:
    """09-001, as far as it can be computed: what is heard is what is seen, once, page by page."""
    structure = read_structure(form.pdf)
    heard: dict[int, list[str]] = {}
    for node in structure.root.walk():
        for page, mark in node.marks:
            heard.setdefault(page, []).append(structure.pages[page].texts[mark])
    for index, seen in enumerate(page_texts(form.pdf)):
        outside = words(" ".join(structure.pages[index].artifacts))
        assert words(" ".join(heard.get(index, ()))) + outside == words(seen)


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("አበበ ቢቂላ", "am"),
        ("محمد علي", "ar"),
        ("王小明", "zh"),
        ("田中 さくら", "ja"),
        ("สมชาย", "th"),
        ("Νίκος", "el"),
        ("José Núñez", ""),
        ("Ana 王", ""),
    ],
)
def test_a_name_in_another_script_is_read_out_in_its_language(name: str, lang: str) -> None:
    page = replace(provider_page(), name=Name(chosen=name))
    root = read_structure(draw_care_summary(page, paper=PaperSize.LETTER).pdf).root
    assert [node.lang for node in root.walk() if (node.actual_text or node.text) == name] == [lang]


def test_the_words_of_the_law_are_english_on_a_spanish_paper() -> None:
    root = read_structure(EXAMPLES["consent_spanish"](PaperSize.LETTER).pdf).root
    law = [node.lang for node in root.walk() if node.text.startswith("42 CFR")]
    assert law
    assert set(law) == {"en-US"}
    root = read_structure(EXAMPLES["privacy_notice_spanish"](PaperSize.LETTER).pdf).root
    (opening,) = [kid for kid in root.kids if any("HOW HEALTH" in n.text for n in kid.walk())]
    assert opening.lang == "en-US"
    english = read_structure(EXAMPLES["consent_part2_named"](PaperSize.LETTER).pdf).root
    assert {node.lang for node in english.walk()} == {""}
