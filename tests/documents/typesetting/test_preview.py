"""Page images for the preview and for printing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.preview import PageSize, can_open, open_preview, render_page
from tests.documents.examples import internal_page, provider_page


def test_pages_are_drawn_at_the_scale_asked_for() -> None:
    form = draw_care_summary(internal_page(), paper=PaperSize.LETTER)
    with open_preview(form.pdf) as preview:
        assert preview.sizes() == (PageSize(612, 792),) * form.pages
        image = preview.render(1, 0.5)
    assert (image.width, image.height) == (306, 396)
    assert len(image.bgra) == image.stride * image.height
    assert set(image.bgra[:3]) == {255}  # the margin is white
    assert min(image.bgra) < 60  # and something is printed


def test_the_paper_has_no_colour_so_grey_is_the_same_picture() -> None:
    form = draw_care_summary(provider_page(), paper=PaperSize.A4)
    coloured, grey = (render_page(form.pdf, 0, 1.0, grey=grey) for grey in (False, True))
    assert coloured.bgra[0::4] == coloured.bgra[1::4] == coloured.bgra[2::4]
    assert grey.bgra[0::4] == coloured.bgra[0::4]


def test_a_page_that_is_not_there_is_an_index_error() -> None:
    form = draw_care_summary(provider_page(), paper=PaperSize.A4)
    with pytest.raises(IndexError):
        render_page(form.pdf, 7, 1.0)


def test_two_threads_may_look_at_papers_at_once() -> None:
    """PDFium itself would end the process."""
    pdf = draw_care_summary(internal_page(), paper=PaperSize.LETTER).pdf
    with ThreadPoolExecutor(max_workers=4) as threads:
        drawn = list(threads.map(lambda _: (can_open(pdf), render_page(pdf, 0, 0.5)), range(40)))
    assert len({image.bgra for _, image in drawn}) == 1


@pytest.mark.parametrize("rows", [97, 512, 4096])
def test_bands_put_together_are_the_page(rows: int) -> None:
    pdf = draw_care_summary(provider_page(), paper=PaperSize.LETTER).pdf
    with open_preview(pdf) as preview:
        whole = preview.render(0, 2.0, grey=True)
        bands = list(preview.bands(0, 2.0, grey=True, rows=rows))
    joined = b"".join(band.bgra for _, band in bands)
    assert len(joined) == len(whole.bgra)
    # Edges of letters may be rounded to the neighbouring grey.
    assert max(abs(a - b) for a, b in zip(joined, whole.bgra, strict=True)) <= 1
    assert [above for above, _ in bands] == sorted({above for above, _ in bands})
    assert all(band.height <= rows for _, band in bands)
