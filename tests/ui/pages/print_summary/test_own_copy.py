"""The participant's own copy on the print page: its type and its language."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pikepdf
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lead_desktop.domain.codes import Audience
from lead_desktop.services.desk import Desk
from tests.ui.pages.print_summary.driving import drawn_text, key
from ui.pages.print_summary.page import PrintPage


def own_sizes(page: PrintPage) -> float:
    """Points in which most of the present copy is set; 0 while another one is being made."""
    copy = page.source.present
    if copy is None:
        return 0
    with pikepdf.open(BytesIO(copy.pdf)) as opened:
        sizes = [
            round(float(operands[1]))
            for sheet in opened.pages
            for operands, operator in pikepdf.parse_content_stream(sheet)
            if str(operator) == "Tf"
        ]
    return max(set(sizes), key=sizes.count)


def test_type_and_language_of_their_own_copy_are_chosen_with_the_keys(
    qtbot: QtBot, page: PrintPage
) -> None:
    choices = page.choices
    assert not choices.type_size.isVisible()
    key(qtbot, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: own_sizes(page) == 14)
    assert choices.type_size.isVisible()
    assert choices.type_size.value() == "14"
    assert choices.type_size.accessibleName() == "Type size"
    choices.type_size.setFocus()
    key(qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: own_sizes(page) == 18)
    choices.language.setFocus()
    key(qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "Mi resumen" in drawn_text(page))
    assert own_sizes(page) == 18
    key(qtbot, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: "Care-coordination summary" in drawn_text(page))
    assert not choices.type_size.isVisible()


def test_what_they_speak_decides_and_a_translation_nobody_read_is_named(
    qtbot: QtBot, page: PrintPage, desk: Desk, enroll: Callable[..., UUID], person: UUID
) -> None:
    maria = enroll("María Ejemplo", case_manager=desk, language="Spanish")
    page.show_participant(maria)
    page.choices.audiences.choose(Audience.PARTICIPANT)
    qtbot.waitUntil(lambda: "Mi resumen" in drawn_text(page))
    assert page.choices.language.value() == "es"
    assert any(
        "human review" in label.text()
        for label in page.choices.findChildren(QLabel)
        if label.isVisible()
    )
    page.show_participant(person)
    page.choices.audiences.choose(Audience.PARTICIPANT)
    qtbot.waitUntil(lambda: "My summary" in drawn_text(page))
    assert page.choices.language.value() == "en"
