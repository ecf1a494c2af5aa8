"""Line breaking."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import (
    Line,
    Span,
    Type,
    one_line,
    set_lines,
    text_width,
)

BODY = Type(Cut.REGULAR, 10, 13)


def said(line: Line) -> str:
    return "".join(segment.text for segment in line.segments)


def test_lines_break_at_spaces_and_keep_them_for_copying() -> None:
    lines = set_lines("one two three", BODY, text_width("one two", Cut.REGULAR, 10) + 1)
    assert [said(line) for line in lines] == ["one two ", "three"]


def test_a_word_keeps_together_across_two_cuts() -> None:
    spans = (Span("call "), Span("555-0101", Cut.BOLD), Span(", today"))
    lines = set_lines(spans, BODY, text_width("call 555-0101", Cut.BOLD, 10))
    assert [said(line) for line in lines] == ["call ", "555-0101, ", "today"]


def test_newlines_begin_lines_and_empty_text_gives_none() -> None:
    assert [said(line) for line in set_lines("a\n\nb", BODY, 100)] == ["a ", "b"]
    assert set_lines("", BODY, 100) == []
    assert set_lines(" \n ", BODY, 100) == []


def test_chinese_breaks_anywhere_but_not_before_a_full_stop() -> None:
    lines = set_lines("王小明住在这里。", BODY, 41)
    assert [said(line) for line in lines] == ["王小明住", "在这里。"]


def test_a_word_wider_than_the_column_is_cut_without_inventing_spaces() -> None:
    lines = set_lines("x" * 100, BODY, 60)
    assert len(lines) > 5
    assert "".join(map(said, lines)) == "x" * 100


def test_a_word_too_wide_may_begin_and_end_with_no_break_spaces() -> None:
    wide = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}WWW\N{NO-BREAK SPACE}"
    assert "".join(map(said, set_lines(wide, BODY, 20))) == "WWW"
    assert "".join(map(said, set_lines((Span(wide), Span(" b")), BODY, 20))) == "WWW b"


def test_one_line_shrinks_instead_of_breaking() -> None:
    line, fitted = one_line("A very long name " * 10, BODY, 200)
    assert fitted.size < BODY.size
    assert line.width <= 200.01
    assert said(line) == "A very long name " * 10


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abc éß-", max_size=12), max_size=12), st.floats(20, 300))
def test_no_line_is_wider_than_its_column_and_nothing_is_lost(
    texts: list[str], width: float
) -> None:
    text = " ".join(texts)
    lines = set_lines(text, BODY, width)
    space = text_width(" ", Cut.REGULAR, 10)
    assert all(line.width <= width + space + 0.02 for line in lines)
    assert "".join(map(said, lines)).split() == text.split()


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(alphabet="abcWi,. ·–×\n\N{NO-BREAK SPACE}é", max_size=60),
    width=st.integers(20, 160),
    goes_on=st.booleans(),
)
@example(text="to the end ·\n· and on", width=50, goes_on=True)
@example(text="  a   b · c", width=24, goes_on=False)
def test_text_of_one_cut_breaks_as_any_text_does(text: str, width: int, goes_on: bool) -> None:
    """Text of one cut goes a shorter way; a second span that says nothing takes it off that way."""
    long_way = set_lines((Span(text), Span(" ")), BODY, width, goes_on=goes_on)
    assert set_lines(text, BODY, width, goes_on=goes_on) == long_way
