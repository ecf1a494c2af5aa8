"""Cleaning, choice of face and shaping."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.documents.typesetting.fonts import Cut, body_face
from lead_desktop.documents.typesetting.shaping import clean, clusters, is_plain, shape

_FACES_AFTER_LATIN = """
from lead_desktop.documents.typesetting.lines import Type, set_lines
from lead_desktop.documents.typesetting.fonts import Cut
from reportlab.pdfbase import pdfmetrics
set_lines("Zoë Łukasz Nguyễn \\u2013 plain", Type(Cut.REGULAR, 9, 12), 200)
latin = [n for n in pdfmetrics.getRegisteredFontNames() if "Noto" in n or "Wqy" in n]
set_lines("שלום", Type(Cut.REGULAR, 9, 12), 200)
more = [n for n in pdfmetrics.getRegisteredFontNames() if "Noto" in n or "Wqy" in n]
print(latin, more)
"""


def test_clean_composes_and_drops_what_cannot_be_seen() -> None:
    assert clean("Zoe\u0308") == "Zoë"
    assert clean("a\u202eb\u00adc\u0007d") == "abcd"
    assert clean("a\tb\r\nc\u2028d") == "a b\nc\nd"
    assert clean("lone \ud800 surrogate") == "lone ? surrogate"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_latin_is_plain_and_other_scripts_load_their_face_only_when_asked() -> None:
    result = subprocess.run(
        [sys.executable, "-c", _FACES_AFTER_LATIN], capture_output=True, text=True, check=True
    )
    assert result.stdout.split("] ")[0] == "["
    assert "NotoSansHebrew" in result.stdout
    assert "NotoSansArabic" not in result.stdout


def test_plain_text_is_one_run_of_the_body_face() -> None:
    (run,) = shape("Juniper Fable", Cut.MEDIUM)
    assert run.face is body_face(Cut.MEDIUM)
    assert run.width == pytest.approx(body_face(Cut.MEDIUM).stringWidth("Juniper Fable", 1000))
    assert not is_plain("e\u0301", Cut.REGULAR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("अमित", ["अ", "मि", "त"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("👩🏽\u200d⚕️!", ["👩🏽\u200d⚕️", "!"]),
        ("", []),
    ],
)
def test_clusters(text: str, expected: list[str]) -> None:
    assert list(clusters(text)) == expected


def test_a_character_without_a_face_is_drawn_as_a_square_and_keeps_its_meaning() -> None:
    (run,) = shape("\U00020bb7", Cut.REGULAR)
    face = body_face(Cut.REGULAR)
    assert face.face.charToGlyph[ord(run.text)] == face.face.charToGlyph[ord("□")]
    assert run.face is face


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_shaped_and_every_glyph_exists(text: str) -> None:
    for run in shape(clean(text).replace("\n", " "), Cut.REGULAR):
        assert all(ord(letter) in run.face.face.charToGlyph for letter in run.text)
        assert run.width >= 0
