"""The structure of finished forms, read back from the file."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.summary_content import CareSummary, Services
from lead_desktop.documents.typesetting.paper import PaperSize
from tests.documents.examples import internal_page, many_linkages, participant_page, provider_page
from tests.documents.reading import page_texts, read_structure

EXAMPLES = [provider_page, internal_page, participant_page, many_linkages]


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("example", EXAMPLES)
def test_all_ink_is_tagged_and_every_mark_has_one_element(
    example: Callable[[], CareSummary], paper: PaperSize
) -> None:
    structure = read_structure(draw_care_summary(example(), paper=paper).pdf)
    assert structure.faults == []
    roles = [node.role for node in structure.root.walk()]
    assert roles[0] == "Document"
    assert roles.count("H1") == 1


def test_catalog_says_what_readers_look_for() -> None:
    form = draw_care_summary(provider_page(), paper=PaperSize.LETTER)
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en-US"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo.Title == "Care-coordination summary"
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in packet
        assert "Juniper" not in packet
        assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}


def test_tables_name_what_each_header_cell_heads_and_keep_empty_cells() -> None:
    structure = read_structure(draw_care_summary(internal_page(), paper=PaperSize.LETTER).pdf)
    tables = [node for node in structure.root.walk() if node.role == "Table"]
    for table in tables:
        header, *rows = table.kids
        assert {cell.role + cell.scope for cell in header.kids} == {"THColumn"}
        assert {row.kids[0].role + row.kids[0].scope for row in rows} == {"THRow"}
        assert {len(row.kids) for row in table.kids} == {len(header.kids)}
    assert len(tables) == 4


def test_a_repeated_header_is_drawn_on_every_page_but_read_once() -> None:
    form = draw_care_summary(many_linkages(), paper=PaperSize.LETTER)
    structure = read_structure(form.pdf)
    heads = [node for node in structure.root.walk() if node.text == "Provider"]
    assert form.pages > 2
    assert len(heads) == 1
    pages = page_texts(form.pdf)
    assert all("Provider" in text for text in pages[:-1])


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    page = internal_page()
    assert page.engagement is not None
    long = replace(page.engagement, line="Working with us, day by day. " * 400)
    page = replace(page, engagement=long, services=Services())
    structure = read_structure(draw_care_summary(page, paper=PaperSize.A4).pdf)
    spread = [node for node in structure.root.walk() if node.text.startswith("Working with us")]
    assert len(spread) == 1
    assert len({index for index, _ in spread[0].marks}) > 1
    assert spread[0].text == ("Working with us, day by day. " * 400).strip()


def test_right_to_left_text_is_spelled_out_for_readers() -> None:
    page = provider_page()
    assert page.name is not None
    name = replace(page.name, chosen="محمد علي")
    structure = read_structure(
        draw_care_summary(replace(page, name=name), paper=PaperSize.LETTER).pdf
    )
    assert [n.actual_text for n in structure.root.walk() if n.actual_text] == ["محمد علي"]
