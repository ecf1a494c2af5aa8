"""The participant's own copy: type that suits the eyes, hours as spoken, their language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from lead_desktop.base.clock import DEFAULT_ZONE
from lead_desktop.base.settings import OWN_COPY_SIZES
from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.dates import long_day, written
from lead_desktop.documents.form_texts import form_text
from lead_desktop.documents.summary_words import OFFICE_WORDS, own_text
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.domain.codes import (
    EventKind,
    FormLanguage,
    NeedStatus,
    ServiceCategory,
    Supply,
)
from lead_desktop.domain.people.cadence import PlaceNow
from lead_desktop.domain.people.stage import Stage
from lead_desktop.domain.plan.linkage import Column
from lead_desktop.services.paper.summary_happenings import COURT_ASK, COURT_DATE

from .examples import participant_page, participant_page_in_spanish
from .form_examples import EXAMPLES
from .reading import page_texts, read_structure, whole_text

ENGLISH, SPANISH = FormLanguage.ENGLISH, FormLanguage.SPANISH


def code_words() -> Iterator[str]:
    """Everything that the program itself says on an own copy in words of its codes."""
    for kind in (ServiceCategory, NeedStatus, EventKind, Supply):
        yield from (one.label for one in kind)
    for words in (Column, Stage, PlaceNow):
        yield from (one.value for one in words)
    yield from ("case manager", "peer recovery specialist", COURT_ASK, COURT_DATE)
    yield from ("Working with us", "We are trying to connect")


def sizes_of(pdf: bytes) -> list[float]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            float(operands[1])
            for page in opened.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        ]


@pytest.mark.parametrize("size", OWN_COPY_SIZES)
def test_running_text_has_the_size_that_was_chosen(size: int) -> None:
    form = draw_care_summary(replace(participant_page(), size=size), paper=PaperSize.LETTER)
    sizes = sizes_of(form.pdf)
    assert max(set(sizes), key=sizes.count) == pytest.approx(size, abs=0.05)
    assert read_structure(form.pdf).faults == []


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("size", OWN_COPY_SIZES)
def test_no_word_is_cut_in_any_type_on_any_paper(size: int, paper: PaperSize) -> None:
    for page in (participant_page(), participant_page_in_spanish()):
        form = draw_care_summary(replace(page, size=size), paper=paper)
        said = {word for node in read_structure(form.pdf).root.walk() for word in node.text.split()}
        seen = {word for text in page_texts(form.pdf) for word in text.split()}
        assert said - seen == set()


def test_hours_are_written_as_people_say_them() -> None:
    text = whole_text(draw_care_summary(participant_page(), paper=PaperSize.LETTER).pdf)
    assert "Go to the intake, Nov 23, 11:00 am" in text
    assert "11:00 a. m." in whole_text(
        draw_care_summary(participant_page_in_spanish(), paper=PaperSize.LETTER).pdf
    )


@pytest.mark.parametrize(
    ("hour", "english", "spanish"),
    [
        (0, "12:30 am", "12:30 a. m."),
        (12, "12:30 pm", "12:30 p. m."),
        (23, "11:30 pm", "11:30 p. m."),
    ],
)
def test_noon_and_midnight_are_told_apart(hour: int, english: str, spanish: str) -> None:
    at = datetime(2026, 1, 5, hour, 30, tzinfo=ZoneInfo("UTC"))
    zone = ZoneInfo("UTC")
    assert written(at, zone, spoken=True).replace("\xa0", " ") == f"Jan 5, 2026 {english}"
    words = written(at, zone, language=SPANISH, spoken=True).replace("\xa0", " ")
    assert words == f"5 ene 2026 {spanish}"
    assert long_day(at.date(), SPANISH).replace("\xa0", " ") == "5 de enero de 2026"


def test_a_copy_in_spanish_holds_no_english_of_the_programs() -> None:
    page = replace(participant_page_in_spanish(), goals=None)  # goals are what somebody said
    form = draw_care_summary(page, paper=PaperSize.LETTER)
    text = whole_text(form.pdf).replace("Needs human review before use.", "")
    english = {word for word in own_text(ENGLISH).labels.values() if len(word) > 3}
    english |= {*OFFICE_WORDS.values(), "None recorded", "Printed", "fictional"} - {"Participant"}
    assert [word for word in english if f" {word} " in f" {text} "] == []
    for words in ("Mi resumen", "Nada anotado", "Impreso 23 nov 2026", "Página 1 de", "Documento"):
        assert words in text
    with pikepdf.open(io.BytesIO(form.pdf)) as pdf:
        assert pdf.Root.Lang == "es-US"


def test_a_translation_that_nobody_has_read_says_so_on_every_page() -> None:
    for pdf in (
        draw_care_summary(participant_page_in_spanish(), paper=PaperSize.A4).pdf,
        EXAMPLES["appointment_spanish"](PaperSize.A4).pdf,
    ):
        assert all("Needs human review before use" in text for text in page_texts(pdf))


def test_every_code_that_may_stand_on_an_own_copy_has_a_spanish_word() -> None:
    text = own_text(SPANISH)
    assert [word for word in code_words() if word not in text.words] == []
    assert all(word.strip() for word in text.words.values())
    assert text.say("Room 3") == "Room 3"  # what somebody typed stays as it is
    assert own_text(ENGLISH).words == {}


def test_own_words_and_office_words_answer_the_same_questions() -> None:
    assert set(OFFICE_WORDS) - set(own_text(ENGLISH).labels) == set()


def test_a_card_speaks_the_language_of_its_reader() -> None:
    text = whole_text(EXAMPLES["appointment_spanish"](PaperSize.LETTER).pdf)
    assert "Lunes, 23 nov 2026" in text
    assert "Juniper, su cita" in text
    assert form_text("appointment", SPANISH).title in text


def test_days_of_another_year_carry_it() -> None:
    at = datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert written(at, DEFAULT_ZONE, year=2026, language=SPANISH) == "23\xa0nov,\xa011:00"
    assert written(at, DEFAULT_ZONE, year=2025, language=SPANISH) == "23\xa0nov\xa02026 11:00"
