"""Every script that the shipped fonts know is drawn, and what no font knows is said in words."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from lead_desktop.base.resources import resource
from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.form import PrintedForm
from lead_desktop.documents.summary_content import CareSummary, Name, Safety
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.documents.typesetting.scripts import _LANGUAGES, script_names
from lead_desktop.documents.typesetting.shaping import clean
from lead_desktop.domain.codes import FormLanguage
from tests.documents.examples import internal_page, participant_page_in_spanish
from tests.documents.reading import read_marks, whole_text

FACES = sorted((resource("fonts") / "fallback").glob("*.ttf"))
MOST_LETTERS = 300
GREETINGS = {
    "Amharic": "እንኳን ደህና መጡ",
    "Arabic": "مرحبًا بكم",
    "Armenian": "Բարի գալուստ",
    "Bengali": "স্বাগতম",
    "Burmese": "ကြိုဆိုပါတယ်",
    "Chinese": "欢迎光临",
    "Emoji": "👩🏽‍⚕️ 🏠 ❤️",
    "Georgian": "კეთილი იყოს",
    "Greek": "Καλώς ήρθατε",
    "Gujarati": "સ્વાગત છે",
    "Hebrew": "ברוכים הבאים",
    "Hindi": "स्वागत है श्री",
    "Japanese": "ようこそ カタカナ 漢字",
    "Kannada": "ಸ್ವಾಗತ",
    "Khmer": "សូមស្វាគមន៍",
    "Korean": "환영합니다",
    "Lao": "ຍິນດີຕ້ອນຮັບ",
    "Malayalam": "സ്വാഗതം",
    "Nepali": "स्वागतम्",
    "Persian": "خوش آمدید می‌خواهم",
    "Punjabi": "ਜੀ ਆਇਆਂ ਨੂੰ",
    "Russian": "Добро пожаловать",
    "Sinhala": "සාදරයෙන් පිළිගනිමු",
    "Tamil": "வரவேற்கிறோம்",
    "Telugu": "స్వాగతం",
    "Thai": "ยินดีต้อนรับ",
    "Vietnamese": "Chào mừng quý vị",
    "Yoruba": "Ẹ káàbọ̀",
}


def page_with(*lines: str) -> CareSummary:
    return replace(internal_page(), safety=Safety(notes=lines))


def drawn(page: CareSummary) -> PrintedForm:
    return draw_care_summary(page, paper=PaperSize.LETTER)


def undrawn_glyphs(pdf: bytes) -> Iterator[str]:
    """Glyphs that are .notdef, by the font that draws them, read from the fonts in the file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for name, codes in read_marks(page).codes.items():
                font = page.Resources.Font[name]
                inside = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
                known = inside["cmap"].tables[0].cmap
                for code in codes:
                    if known.get(code, ".notdef") == ".notdef":
                        yield f"{font.BaseFont} {code}"


def letters_of(face: TTFont) -> list[str]:
    """Characters that a person may type, as many as a page takes, from all parts of the face."""
    codes = (
        chr(code)
        for code in sorted(face.getBestCmap())
        if unicodedata.category(chr(code))[0] in "LNSP" and clean(chr(code)) == chr(code)
    )
    found = list(codes)
    step = max(1, len(found) // MOST_LETTERS)
    return found[::step]


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_every_letter_of_a_shipped_face_is_drawn(path: object) -> None:
    letters = letters_of(TTFont(str(path), fontNumber=0, lazy=False))
    assert letters
    lines = [" ".join(letters[start : start + 25]) for start in range(0, len(letters), 25)]
    form = drawn(page_with(*lines))
    assert list(undrawn_glyphs(form.pdf)) == []
    assert form.undrawn == ()
    assert "stands for letters" not in whole_text(form.pdf)


@pytest.mark.parametrize("language", GREETINGS)
def test_words_of_many_languages_are_drawn_and_found_again(language: str) -> None:
    words = GREETINGS[language]
    page = replace(page_with(words), name=Name(chosen=words))
    form = drawn(page)
    assert list(undrawn_glyphs(form.pdf)) == []
    assert form.undrawn == ()


def test_letters_that_no_face_has_are_named_on_the_paper_and_told_to_the_caller() -> None:
    form = drawn(page_with("ⵣ ⵣⵣ Tifinagh", "ᏣᎳᎩ"))
    assert form.undrawn == ("Cherokee", "Tifinagh")
    text = whole_text(form.pdf)
    assert "□ on this paper stands for letters or signs (Cherokee, Tifinagh)" in text
    assert "Write them in by hand." in text
    assert list(undrawn_glyphs(form.pdf)) == []


def test_it_is_said_wherever_the_letters_stand_and_in_the_papers_language() -> None:
    page = replace(participant_page_in_spanish(), name=Name(chosen="ⵣⵣ"))
    form = drawn(page)
    assert form.undrawn == ("Tifinagh",)
    assert "□ en este papel está en lugar de letras o signos (Tifinagh)" in whole_text(form.pdf)
    assert page.language is FormLanguage.SPANISH


def test_signs_without_a_script_are_told_as_such() -> None:
    form = drawn(page_with("\U000f1234"))
    assert form.undrawn == ("not known by name",)
    assert script_names("\U0001d11e") == ()  # a sign of music belongs to no script


def test_the_ranges_of_languages_stand_in_order_and_apart() -> None:
    assert all(one[1] < other[0] for one, other in pairwise(_LANGUAGES))
