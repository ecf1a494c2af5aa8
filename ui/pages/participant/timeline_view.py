"""The list of a timeline: rows of any height, thousands of them, measured in small portions."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from ui.kit.gutter import keep_gutter
from ui.kit.table_view import TableView
from ui.models.timeline import TimelineModel
from ui.pages.participant.timeline_delegate import TimelineDelegate
from ui.theme import Theme

_AT_ONCE = 120  # rows measured before the next paint; a screen shows about ten
_PER_TICK = 80


class TimelineView(TableView):
    """A table of one column and no header.

    A QListView lays all its rows out anew for each page that is appended, which takes the better
    part of a second for 20,000 entries; a table only looks at the new ones.
    """

    def __init__(
        self,
        theme: Theme,
        model: TimelineModel,
        delegate: TimelineDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "Timeline", parent=parent)
        self._entries = model
        self._delegate = delegate
        self._waiting: list[tuple[int, int]] = []
        self._width = 0
        self.setProperty("kind", "clear")
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setModel(model)
        keep_gutter(self)
        self.setItemDelegate(delegate)
        self._tick = QTimer(self)
        self._tick.setInterval(0)
        self._tick.timeout.connect(self._measure_some)
        model.modelReset.connect(self.measure_anew)
        model.rowsInserted.connect(self._measure_new)
        theme.changed.connect(self.measure_anew)

    def measure_anew(self) -> None:
        """Measure every row again: what is in sight now, the rest in the pauses of the work."""
        count = self._entries.rowCount()
        top = max(self.rowAt(1), 0)
        near = min(top + _AT_ONCE, count)
        self._size_rows(top, near)
        self._waiting = [(near, count), (0, top)]
        self._tick.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._width = self.viewport().width()
            self.measure_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Past the table's own: the ring is drawn around the entry's card by the delegate.
        QTableView.paintEvent(self, event)

    def _measure_new(self, _parent: QModelIndex, first: int, last: int) -> None:
        near = min(first + _AT_ONCE, last + 1)
        self._size_rows(first, near)
        if near <= last:
            self._waiting.append((near, last + 1))
            self._tick.start()

    def _measure_some(self) -> None:
        while self._waiting and self._waiting[0][0] >= self._waiting[0][1]:
            self._waiting.pop(0)
        if not self._waiting:
            self._tick.stop()
            return
        start, end = self._waiting[0]
        middle = min(start + _PER_TICK, end)
        self._waiting[0] = (middle, end)
        self._size_rows(start, middle)

    def _size_rows(self, start: int, end: int) -> None:
        """Give rows [start, end) their heights; what is in sight stays where it is."""
        top = self.rowAt(1)
        before = self.rowViewportPosition(top) if top >= 0 else 0
        header, width = self.verticalHeader(), self.viewport().width()
        # Without updates a header does not look for the place of each section that it resizes.
        header.setUpdatesEnabled(False)
        for row in range(start, min(end, self._entries.rowCount())):
            header.resizeSection(row, self._delegate.height_of(self._entries.row_at(row), width))
        header.setUpdatesEnabled(True)
        if 0 <= start < top:
            moved = self.rowViewportPosition(top) - before
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)
