"""Beside the exceptions: how full every caseload is, and how supervision of peers stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from lead_desktop.domain.worklist.oversight import SupervisionStanding
from lead_desktop.domain.worklist.workload import STOP, Workload
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.list_view import ListView
from ui.kit.paint import RIGHT, draw_box, draw_text, draw_tint
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.models.rows import ROW_ROLE, RowsModel
from ui.pages.load_gauge import INK, load_words
from ui.theme import Theme

Row = Workload | SupervisionStanding
SIDE_ROW = 52


class SideModel(RowsModel[Row]):
    """Workloads, or standings of supervision, one worker to a row."""

    def shown(self, row: Row, column: int) -> str:
        return f"{row.worker}, {load_words(row) if isinstance(row, Workload) else row.words}"


class SideDelegate(RowDelegate):
    """A worker with a bar and its word, or with the last session and the hours."""

    def __init__(self, theme: Theme, view: ListView) -> None:
        super().__init__(theme, view, row_height=SIDE_ROW, rule=False, card=True)

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        row = index.data(ROW_ROLE)
        theme, middle = self.theme, rect.center().y()
        left, right = rect.left() + 8, rect.right() - 10
        tone = avatar_tone(row.worker)
        draw_avatar(painter, theme, row.worker, tone, left, middle, 28, on_tint=state.marked)
        left += theme.px(28) + 10
        line = theme.px(18)
        upper = QRectF(left, middle - line, right - left, line)
        draw_text(painter, upper, row.worker, theme.font("med"), theme.color("text"))
        lower = QRectF(left, middle + 1, right - left, line)
        if isinstance(row, Workload):
            self._paint_load(painter, upper, lower, row)
        elif isinstance(row, SupervisionStanding):
            ink = theme.color("warn_text" if row.week_due else "text2")
            draw_text(painter, lower, row.words, theme.font("caption"), ink)

    def _paint_load(self, painter: QPainter, upper: QRectF, lower: QRectF, load: Workload) -> None:
        theme = self.theme
        fill, ink = INK[load.fullness]
        word = load.fullness.value
        draw_text(painter, upper, word, theme.font("capmed"), theme.color(ink), RIGHT)
        half = lower.width() * 0.48
        track = QRectF(lower.left(), lower.center().y() - 3, half, 6)
        draw_tint(painter, theme, track, 3, "neutral_tint")
        part = min(load.weighted / STOP, 1.0) * half
        if part:
            bar = QRectF(track.left(), track.top(), max(part, 6), 6)
            draw_box(painter, bar, 3, theme.color(fill))
        words = f"{load.people} people · {load.weighted:g}"
        draw_text(painter, lower, words, theme.font("caption"), theme.color("text2"), RIGHT)
