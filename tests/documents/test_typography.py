"""What a good typographer would not let pass: broken dates, orphans, cramped columns, waste."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, repeat

import pypdfium2
import pytest

from lead_desktop.base.clock import DEFAULT_ZONE
from lead_desktop.documents.appointment_card import (
    AppointmentCards,
    Card,
    draw_appointment_cards,
)
from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.dates import long_day, written
from lead_desktop.documents.form import FormHead, PrintedForm, draw_form
from lead_desktop.documents.measures_report import MeasuresReport, draw_measures_report
from lead_desktop.documents.participant_block import Field, _field_rows
from lead_desktop.documents.summary_content import (
    Event,
    Events,
    Goal,
    Goals,
    Program,
    Safety,
    Supplies,
    Supply,
)
from lead_desktop.documents.summary_pieces import Pieces
from lead_desktop.documents.typesetting.blocks import TICKED, Column
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Line, Type, set_lines
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.setting import type_scale
from lead_desktop.documents.typesetting.strips import paginate
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead, table_strips
from lead_desktop.documents.typesetting.tagging import Element, Role
from lead_desktop.documents.typesetting.write_in import WriteIn, write_ins
from lead_desktop.domain.measures.lines import Block
from lead_desktop.domain.measures.lines import Line as Measure

from .examples import AS_OF, internal_page, participant_page, provider_page
from .form_examples import EXAMPLES, head
from .reading import Node, page_texts, read_structure

BODY = Type(Cut.REGULAR, 10, 13)
HEADS = ("H1", "H2")


def said(lines: list[Line]) -> list[str]:
    return ["".join(segment.text for segment in line.segments).strip() for line in lines]


@pytest.mark.parametrize("width", range(60, 240, 7))
def test_no_line_begins_with_the_sign_that_parts_two_things(width: int) -> None:
    lines = set_lines("Start of care · Written consent — kit × 2 · until Monday", BODY, width)
    assert not [line for line in said(lines) if line[0] in "·×—"]


@pytest.mark.parametrize(
    "day",
    [
        written(date(2026, 11, 23), DEFAULT_ZONE),
        written(datetime(2026, 11, 23, 16, tzinfo=UTC), DEFAULT_ZONE, year=2026),
        long_day(date(2026, 11, 23)),
    ],
)
def test_a_line_does_not_end_inside_a_day(day: str) -> None:
    text = f"Signed in the office of the program on {day}."
    for width in range(110, 320, 5):
        assert any(day in line for line in said(set_lines(text, BODY, width))), width


def test_a_day_wider_than_its_column_comes_apart_between_words_not_letters() -> None:
    lines = set_lines(written(date(2026, 11, 23), DEFAULT_ZONE), BODY, 40)
    assert said(lines) == ["Nov 23,", "2026"]


def lines_of_cells(shares: tuple[float, ...], rows: list[tuple[str, ...]]) -> list[int]:
    """How many lines each row of a table is high."""
    heads = [ColumnHead(f"Column {index}", share) for index, share in enumerate(shares)]
    types = type_scale(9.25)
    cells = [[Cell(text) for text in row] for row in rows]
    strips = table_strips(types, 504, Element(Role.SECTION), heads, cells)
    return [round(strip.height / types.body.leading) for strip in strips[1:]]


def test_a_column_that_lacks_room_takes_it_from_those_that_have_more_than_they_need() -> None:
    row = ("short", "short", "a sentence that needs about half of the width to stand on one line")
    assert lines_of_cells((0.34, 0.33, 0.33), [row] * 3) == [2, 2, 1]  # padding counts as a line
    assert lines_of_cells((0.34, 0.33, 0.33), [("word " * 30,) * 3]) > [4]


def test_columns_stay_where_the_design_has_them_while_everything_fits() -> None:
    types = type_scale(9.25)
    heads = [ColumnHead("One", 0.25), ColumnHead("Two", 0.75)]
    (head, *_) = table_strips(types, 504, Element(Role.SECTION), heads, [(Cell("a"), Cell("b"))])
    assert [ink.x for ink in head.inks if hasattr(ink, "line")] == [0.0, 126.0]


def test_a_cell_without_anything_is_seen_to_be_empty() -> None:
    structure = read_structure(EXAMPLES["roster"](PaperSize.LETTER).pdf)
    cells = [node.text.strip() for node in structure.root.walk() if node.role == "TD"]
    assert "–" in cells
    assert "" not in cells


def test_a_ticked_box_is_told_from_an_empty_one_by_eye_and_by_ear() -> None:
    structure = read_structure(EXAMPLES["consent_part2_named"](PaperSize.LETTER).pdf)
    boxes = [node.text for node in structure.root.walk() if node.role == "Lbl"]
    assert boxes.count(TICKED) == 2
    assert boxes.count("□") == len(boxes) - 2


def heads_alone(form: PrintedForm) -> list[str]:
    """Headings whose section begins on another page than they stand on."""
    structure = read_structure(form.pdf)
    nodes = [node for node in structure.root.walk() if node.marks]
    return [
        node.text
        for node, after in pairwise(nodes)
        if node.role in HEADS and after.marks[0][0] != node.marks[-1][0]
    ]


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_heading_stands_alone_at_the_foot_of_a_page(name: str, paper: PaperSize) -> None:
    assert heads_alone(EXAMPLES[name](paper)) == []


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("goals", range(0, 60, 3))
def test_wherever_a_page_ends_no_heading_or_signature_is_left_alone(
    goals: int, paper: PaperSize
) -> None:
    """The text above grows by a line at a time, so that the end of the page falls everywhere."""
    page = replace(internal_page(), goals=Goals(goals=(Goal("Find a quiet place"),) * goals))
    form = draw_care_summary(page, paper=paper)
    assert heads_alone(form) == []
    signed = [text for text in page_texts(form.pdf) if "Prepared by" in text]
    assert len(signed) == 1
    assert "Read back by" in signed[0]
    last = " ".join(signed[0].split()).split("not for release", 1)[1]
    assert not last.strip().startswith("Prepared by"), "a signature without a line of text"


def sections(node: Node) -> list[str]:
    return [kid.text for kid in node.walk() if kid.role == "H2"]


def test_short_sections_share_the_width_and_are_read_in_their_order() -> None:
    form = draw_care_summary(internal_page(), paper=PaperSize.LETTER)
    assert form.pages == 2
    assert sections(read_structure(form.pdf).root) == [
        "Hand-off",
        "Safety",
        "Program",
        "How we work together",
        "Services and linkages",
        "In her words, and what we are working on",
        "Contact since Oct 1",
        "Court",
        "Health",
        "Housing",
        "Where to find",
        "Events",
        "Supplies",
    ]


def test_long_sections_keep_the_whole_width() -> None:
    many = Events(events=(Event(date(2026, 10, 4), "Hospital", "one night, wound care"),) * 9)
    form = draw_care_summary(replace(internal_page(), events=many), paper=PaperSize.LETTER)
    structure = read_structure(form.pdf)
    assert structure.faults == []
    assert sections(structure.root)[-2:] == ["Events", "Supplies"]
    assert sections(structure.root).count("Events") == 1


def test_a_daily_log_fills_the_sheet_of_either_size() -> None:
    rows = {}
    for paper in PaperSize:
        form = EXAMPLES["daily_log"](paper)
        assert form.pages == 1
        structure = read_structure(form.pdf)
        rows[paper] = [node.role for node in structure.root.walk()].count("TR") - 1
    assert rows[PaperSize.A4] == rows[PaperSize.LETTER] + 1 == 13


@pytest.mark.parametrize("paper", PaperSize)
def test_an_hour_on_a_participants_paper_is_never_broken(paper: PaperSize) -> None:
    """The next date of a service once stood as "11:0" over "0" on A4."""
    lines = "\n".join(
        page_texts(draw_care_summary(participant_page(), paper=paper).pdf)
    ).splitlines()
    assert not [line for line in lines if len(line.strip()) == 1 and line.strip() != "•"]


def test_the_page_of_the_design_keeps_its_one_page_on_both_papers() -> None:
    for paper in PaperSize:
        assert draw_care_summary(provider_page(), paper=paper).pages == 1


def test_safety_of_a_thousand_lines_is_cut_between_lines() -> None:
    page = replace(internal_page(), safety=Safety(notes=("Meet in public places.",) * 1000))
    form = draw_care_summary(page, paper=PaperSize.A4)
    assert heads_alone(form) == []
    assert read_structure(form.pdf).faults == []


def test_a_long_word_comes_apart_at_its_hyphens_before_its_letters() -> None:
    lines = said(set_lines("Start: Befundbesprechungs-Nachsorge/Termin", BODY, 115))
    assert lines == ["Start:", "Befundbesprechungs-", "Nachsorge/Termin"]
    assert said(set_lines("privacy-officer@example.org", BODY, 85)) == [
        "privacy-officer@",
        "example.org",
    ]


def test_a_few_lines_too_many_cost_air_and_not_a_page() -> None:
    """Between the fullest page with all its air and one that needs a second page lies a range of
    stories that are set a little closer."""
    page = provider_page()
    pages, heights = [], []
    for goals in range(12):
        more = replace(page, goals=Goals(goals=(Goal("Find a quiet place"),) * goals))
        form = draw_care_summary(more, paper=PaperSize.LETTER)
        pages.append(form.pages)
        heights.append(signature_height(form))
    assert pages == sorted(pages)
    one_page = heights[: pages.count(1)]
    assert pages.count(1) > 6
    steps = [above - below for above, below in pairwise(one_page)]
    assert any(step < 0 for step in steps), "the same air on every page"


def signature_height(form: PrintedForm) -> float:
    """How far above the foot of its page the first signature line stands, in points."""
    document = pypdfium2.PdfDocument(form.pdf)
    text = document[len(document) - 1].get_textpage()
    found = text.search("Prepared by").get_next()
    assert found is not None
    _, bottom, _, _ = text.get_charbox(found[0])
    text.close()
    document.close()
    return float(bottom)


@pytest.mark.parametrize("lines", range(40, 56))
def test_words_that_lead_to_a_table_stay_with_it(lines: int) -> None:
    """Wherever the page ends above them."""

    def write(pieces: Pieces) -> Iterator[float]:
        for number in range(lines):
            pieces.column.paragraph(pieces.root, f"Line {number}")
        section = pieces.open("Figures")
        pieces.column.paragraph(section, "Counted in this span.")
        pieces.column.table(section, [ColumnHead("Measure", 1.0)], [(Cell("Reached"),)])
        yield 1.0

    form = draw_form(head("Report"), write, paper=PaperSize.LETTER)
    (page,) = [text for text in page_texts(form.pdf) if "Figures" in text]
    for words in ("Counted in this span.", "Measure", "Reached"):
        assert words in page


def test_a_section_after_lines_to_write_on_has_the_room_of_any_other() -> None:
    """The participant block asks for less room below it, but only right below it."""
    column = Column(type_scale(9.25), 504)
    column.fields(Element(Role.SECTION), [Field("Name", "Juniper Fable")])
    write_ins(column, Element(Role.SECTION), [WriteIn("From")])
    column.section(Element(Role.DOCUMENT), "What helps")
    assert 14.5 in [strip.space for strip in column.strips]


def block_rows(fields: list[Field]) -> int:
    """In how many rows the participant block of letter paper sets these fields."""
    return len(_field_rows(list(fields), type_scale(9.25), 492.0))


def test_a_field_too_many_joins_the_row_above_where_there_is_room() -> None:
    fields = [
        Field("Participant", "Juniper Fable", "Legal name June A. Fable", whole=True),
        Field("Pronouns", "she/her"),
        Field("Date of birth", "Jan 1, 1992"),
        Field("Participant number", "P-0042"),
        Field("Best way to reach", "Text 555-0142"),
    ]
    assert block_rows(fields) == 1
    row = _field_rows(list(fields), type_scale(9.25), 492.0)[0]
    assert all(x + width < after for (_, x, width), (_, after, _) in pairwise(row))
    assert row[-1][1] + row[-1][2] <= 493.0
    long = (
        "Text 555-0142 in the morning, or leave word with her sister at the salon on Sample Street"
    )
    assert block_rows([*fields[:4], Field("Best way to reach", long)]) == 2


@pytest.mark.parametrize("room", range(90, 200, 3))
def test_no_row_of_a_table_stands_alone_on_a_page(room: int) -> None:
    heads, rows = [ColumnHead("One", 1.0)], [(Cell(f"Row {number}"),) for number in range(7)]
    strips = table_strips(type_scale(9.25), 504, Element(Role.SECTION), heads, rows)
    pages = paginate(strips, repeat(float(room)))
    shown = [[one for one in page if not one.carried] for page in pages]
    shown[0] = shown[0][1:]  # the header
    assert min(len(page) for page in shown) >= 2, [len(page) for page in shown]


def measures(*figures: str) -> MeasuresReport:
    """Tables with six lines each, of one figure."""
    blocks = [
        Block(f"Table {place}", "What is counted. " * (3 + 9 * place), (Measure("One", one),) * 6)
        for place, one in enumerate(figures)
    ]
    return MeasuresReport(("All of us",), tuple(blocks))


def test_narrow_tables_of_measures_share_the_width_with_their_rows_level() -> None:
    head = FormHead(program=Program("LEAD"), title="Report", as_of=AS_OF)
    two = draw_measures_report(head, measures("12", "34"), paper=PaperSize.LETTER)
    lines = page_texts(two.pdf)[0].splitlines()
    assert [" ".join(line.split()) for line in lines].count("One 12 One 34") == 6
    assert sections(read_structure(two.pdf).root) == ["Table 0", "Table 1"]
    long = "12 (Street 1; Indoors 2; Phone, text, mail 3; Jail, court, hospital 4)"
    apart = draw_measures_report(head, measures(long, "34"), paper=PaperSize.LETTER)
    assert "One 12 (Street" in page_texts(apart.pdf)[0]
    assert page_texts(apart.pdf)[0].splitlines().count("One 34") == 6


def test_what_was_given_at_once_stands_on_one_line() -> None:
    given = Supplies(
        supplies=(
            Supply(date(2026, 11, 20), "Food", 1),
            Supply(date(2026, 11, 20), "Water", 2),
            Supply(date(2026, 11, 5), "Food", 1),
        )
    )
    page = replace(internal_page(), supplies=given)
    text = " ".join(page_texts(draw_care_summary(page, paper=PaperSize.LETTER).pdf))
    assert "Nov 20: Food × 1, Water × 2" in " ".join(text.split())
    assert text.count("Nov 5: Food") == 1


def test_the_long_copies_of_a_participant_have_their_narrow_columns_set_wide() -> None:
    text = page_texts(draw_care_summary(participant_page(), paper=PaperSize.LETTER).pdf)
    lines = [" ".join(line.split()) for page in text for line in page.splitlines()]
    assert "Helps: texts the day before, a ride, same faces" in lines


def test_an_appointment_card_sets_every_day_on_one_line() -> None:
    day = datetime(2026, 11, 25, 16, tzinfo=UTC)
    cards = AppointmentCards("Juniper", "555-0100", (Card(day), Card(day + timedelta(days=2))))
    head = FormHead(program=Program(""), title="My appointments", as_of=AS_OF, size=11)
    (text,) = page_texts(draw_appointment_cards(head, cards, paper=PaperSize.A4).pdf)
    assert any("Wednesday, Nov 25, 2026" in " ".join(line.split()) for line in text.splitlines())
