"""Breaking a column of strips into pages."""

from __future__ import annotations

from itertools import chain, repeat

from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.documents.typesetting.strips import Strip, paginate

STRIPS = st.lists(
    st.builds(
        Strip,
        height=st.floats(1, 150),
        inks=st.just(()),
        space=st.floats(0, 20),
        keep=st.booleans(),
    ),
    max_size=40,
)


def test_a_heading_follows_its_text_to_the_next_page() -> None:
    text, heading, first = Strip(80, ()), Strip(10, (), keep=True), Strip(20, ())
    pages = paginate([text, heading, first], repeat(100.0))
    assert [[placed.strip for placed in page] for page in pages] == [[text], [heading, first]]


def test_space_is_left_out_at_the_top_of_a_page() -> None:
    pages = paginate([Strip(90, ()), Strip(20, (), space=15)], repeat(100.0))
    assert pages[1][0].down == 0


def test_a_header_is_carried_to_the_page_that_begins_inside_its_table() -> None:
    header = Strip(10, ())
    rows = [Strip(40, (), carry=(header,)) for _ in range(4)]
    pages = paginate(rows, chain([100.0], repeat(60.0)))
    assert [len(page) for page in pages] == [3, 2, 2]
    assert pages[1][0].strip is header


@settings(max_examples=60, deadline=None)
@given(STRIPS)
def test_every_strip_is_placed_once_in_order_and_pages_hold_what_fits(strips: list[Strip]) -> None:
    pages = paginate(strips, repeat(200.0))
    placed = [item.strip for page in pages for item in page]
    assert [id(strip) for strip in placed] == [id(strip) for strip in strips]
    assert all(item.down + item.strip.height <= 200.01 for page in pages for item in page)
