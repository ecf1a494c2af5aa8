"""Golden texts of the printed forms: the structure tree with its text, then each page as read.

After an intended change, look at the pages, then write the goldens anew and review their diff:

    cd tests && ../.venv/bin/python -m documents.goldens
"""

from __future__ import annotations

from pathlib import Path

from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.typesetting.paper import PaperSize

from .examples import internal_page, participant_page, participant_page_in_spanish, provider_page
from .form_examples import EXAMPLES
from .reading import page_texts, read_structure

FOLDER = Path(__file__).resolve().parents[1] / "goldens"
SUMMARIES = {
    "care_summary_provider": (provider_page, PaperSize.LETTER),
    "care_summary_internal": (internal_page, PaperSize.LETTER),
    "care_summary_participant": (participant_page, PaperSize.A4),
    "care_summary_participant_spanish": (participant_page_in_spanish, PaperSize.LETTER),
}
FORMS = (*SUMMARIES, *(f"form_{name}" for name in EXAMPLES))


def _draw(name: str) -> bytes:
    if name in SUMMARIES:
        example, paper = SUMMARIES[name]
        return draw_care_summary(example(), paper=paper).pdf
    return EXAMPLES[name.removeprefix("form_")](PaperSize.LETTER).pdf


def golden_text(name: str) -> str:
    """What the golden file of the form `name` should hold today."""
    pdf = _draw(name)
    parts = ["\n".join(read_structure(pdf).root.lines())]
    for number, text in enumerate(page_texts(pdf), 1):
        lines = (line.rstrip() for line in text.split("\n"))
        parts.append("\n".join((f"--- page {number}", *lines)))
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    for form in FORMS:
        (FOLDER / f"{form}.txt").write_text(golden_text(form), encoding="utf-8", newline="\n")
