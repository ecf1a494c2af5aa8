"""Marks drawn on paper: how far a linkage has come, in the shapes of the screen, and ticks.

Progress is carried by fill and never by colour, and the status word always stands beside it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_RADIUS = 3.9
_STROKE = 0.95


class Progress(StrEnum):
    """How far a linkage has come; the value is what callers store and pass."""

    IDENTIFIED = "0"
    REFERRED = "1"
    SCHEDULED = "2"
    CONNECTED = "3"
    ENGAGED = "4"
    DONE = "done"
    NOT_COMPLETED = "dash"


_QUARTERS = {Progress.REFERRED: 1, Progress.SCHEDULED: 2, Progress.CONNECTED: 3}


def draw_progress(canvas: Canvas, x: float, y: float, progress: Progress, scale: float) -> None:
    """Draw the mark in black with its centre at (x, y). scale: 1 for body text of 9.25 points."""
    canvas.translate(x, y)
    canvas.scale(scale, scale)
    canvas.setLineWidth(_STROKE)
    canvas.setStrokeGray(0)
    canvas.setFillGray(0)
    if progress in (Progress.ENGAGED, Progress.DONE):
        _tick(canvas)
        return
    canvas.circle(0, 0, _RADIUS, stroke=1, fill=0)
    if progress is Progress.NOT_COMPLETED:
        canvas.line(-1.9, 0, 1.9, 0)
    elif progress in _QUARTERS:
        # Clockwise from twelve o'clock, with a white ring left between fill and outline.
        inner = _RADIUS - 1.2
        box = (-inner, -inner, inner, inner)
        canvas.wedge(*box, 90, -90 * _QUARTERS[progress], stroke=0, fill=1)


def _tick(canvas: Canvas) -> None:
    canvas.circle(0, 0, _RADIUS + _STROKE / 2, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    canvas.setLineWidth(1.15)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    tick = canvas.beginPath()
    tick.moveTo(-1.9, -0.1)
    tick.lineTo(-0.6, -1.4)
    tick.lineTo(1.9, 1.3)
    canvas.drawPath(tick, stroke=1, fill=0)


def draw_tick(canvas: Canvas, x: float, y: float, *, size: float) -> None:
    """A hand-like tick with its middle at (x, y), over the box of type `size` points."""
    canvas.setStrokeGray(0)
    canvas.setLineWidth(size * 0.14)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    tick = canvas.beginPath()
    tick.moveTo(x - size * 0.2, y + size * 0.06)
    tick.lineTo(x - size * 0.04, y - size * 0.16)
    tick.lineTo(x + size * 0.42, y + size * 0.46)
    canvas.drawPath(tick, stroke=1, fill=0)
