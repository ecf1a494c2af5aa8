"""The pad to sign on: what counts as a signature, and the picture that is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.signature_pad import SignaturePad
from ui.theme import Look, Theme
from ui.theme.tokens import Scheme


@pytest.fixture
def pad(qtbot: QtBot, theme: Theme) -> SignaturePad:
    made = SignaturePad(theme, "Signature")
    qtbot.addWidget(made)
    made.resize(400, made.height())
    made.show()
    return made


def draw(qtbot: QtBot, pad: SignaturePad, *places: tuple[int, int]) -> None:
    points = [QPoint(*place) for place in places]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(pad, point)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def ink(png: bytes) -> int:
    """Dark pixels above the line to sign on."""
    image = QImage.fromData(png)
    rows = range(0, image.height() // 2, 4)
    return sum(image.pixelColor(x, y).value() < 120 for y in rows for x in range(0, 1200, 4))


def test_a_stroke_signs_a_dot_does_not_and_clearing_takes_it_away(
    qtbot: QtBot, pad: SignaturePad
) -> None:
    blank = ink(pad.png("Nothing"))
    assert blank == 0
    draw(qtbot, pad, (50, 50))
    assert pad.is_empty()
    draw(qtbot, pad, (50, 50), (90, 20), (140, 60), (200, 30))
    assert pad.is_drawn()
    assert ink(pad.png("Signed")) > 20
    pad.clear()
    assert pad.is_empty()
    assert ink(pad.png("Nothing")) == 0


def test_a_pen_draws_as_well_and_stays_on_the_paper(pad: SignaturePad) -> None:
    device = QPointingDevice.primaryPointingDevice()
    kinds = (
        (QTabletEvent.Type.TabletPress, 20),
        (QTabletEvent.Type.TabletMove, 90),
        (QTabletEvent.Type.TabletMove, 9000),
        (QTabletEvent.Type.TabletRelease, 9000),
    )
    for kind, x in kinds:
        at = QPointF(x, 40)
        event = QTabletEvent(
            kind, device, at, at, 0.7, 0.0, 0.0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()
    assert pad.is_drawn()
    assert max(point.x() for stroke in pad._strokes for point in stroke) < pad.width()


def test_a_typed_name_signs_for_a_keyboard_and_looks_the_same_in_the_dark(
    pad: SignaturePad, theme: Theme
) -> None:
    pad.set_typed("  Juniper Fable ")
    assert not pad.is_empty()
    assert not pad.is_drawn()
    light = pad.png("Name typed as signature")
    assert ink(light) > 20
    theme.switch(Look(scheme=Scheme.DARK))
    assert pad.png("Name typed as signature") == light
    pad.set_typed("")
    assert pad.is_empty()
