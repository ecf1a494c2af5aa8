"""The preview: a bar with zoom, page and black-and-white, over a table of pages."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.services.paper.summaries import PageImage, open_preview
from ui.kit.button import Button, IconButton
from ui.kit.card import hairline
from ui.kit.checks import CheckBox
from ui.kit.held_keys import held_keys
from ui.kit.label import Label
from ui.pages.copies.copy_source import Copy
from ui.pages.copies.page_canvas import MARGIN, PageCanvas
from ui.pages.workplace import Workplace
from ui.runner import Lane, Task
from ui.theme.tokens import SKELETON_AFTER_MS

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_BAR = 40
_ROOM_FOR_WHOLE = 540
_ROOM_FOR_FIT = 480
_SETTLE_MS = 40

Pictures = dict[int, PageImage]


class Fit(StrEnum):
    """What the zoom follows when the pane changes its size."""

    PAGE = "page"
    WIDTH = "width"
    FREE = "free"


def render_pages(pdf: bytes, pages: list[int], scale: float, *, grey: bool) -> Pictures:
    """Pictures of `pages` at `scale` pixels a point; for the drawing thread."""
    with open_preview(pdf) as preview:
        return {page: preview.render(page, scale, grey=grey) for page in pages}


class PreviewPane(QWidget):
    """Shows a Copy. pictured: the pages in sight are painted."""

    pictured = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._theme = workplace.theme
        self._copy: Copy | None = None
        self._fit = Fit.PAGE
        self._zoom = 1.0
        self._task: Task[Pictures] | None = None
        self.canvas = PageCanvas(self._theme)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Preview")
        self.area.setWidget(self.canvas)
        self.area.viewport().installEventFilter(self)
        self.area.installEventFilter(self)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._render)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SKELETON_AFTER_MS)
        self._late.timeout.connect(lambda: self.canvas.clear("Drawing the preview…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(hairline())
        column.addWidget(self.area, 1)

    @property
    def is_grey(self) -> bool:
        """Whether pages are shown, and will be printed, without colour."""
        return self.grey.isChecked()

    def show_copy(self, copy: Copy) -> None:
        """Show the pages of `copy`."""
        self._late.stop()
        self._copy = copy
        self._lay_out()
        # What is in sight stands until its new picture arrives, so that nothing flickers.
        self.canvas.keep_only(self._pages_in_sight())
        self._render()

    def clear(self) -> None:
        """Show nothing of the earlier copy; another one is on its way."""
        self._forget()
        self._copy = None
        self.canvas.clear()
        self._say_page()
        self._late.start()

    def show_progress(self, share: float) -> None:
        """Say how far a long document is, once that takes longer than a blink."""
        if self._copy is None and not self._late.isActive():
            self.canvas.clear(f"Drawing the pages… {share:.0%}")

    def zoom_in(self) -> None:
        """The next larger step."""
        larger = [step for step in ZOOMS if step > self._zoom + 0.005]
        self._zoom_freely(larger[0] if larger else ZOOMS[-1])

    def zoom_out(self) -> None:
        """The next smaller step."""
        smaller = [step for step in ZOOMS if step < self._zoom - 0.005]
        self._zoom_freely(smaller[-1] if smaller else ZOOMS[0])

    def fit_width(self) -> None:
        """As wide as the pane."""
        self._fit = Fit.WIDTH
        self._change_zoom()

    def fit_page(self) -> None:
        """A whole page in the pane."""
        self._fit = Fit.PAGE
        self._change_zoom()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport():
            if self._copy is not None:
                self._change_zoom()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self.area and self._turn(event)
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.canvas.update()
        return False

    def _turn(self, event: QKeyEvent) -> bool:
        """Whether a key led to another page; pages higher than the pane are scrolled through."""
        pages = self.canvas.page_rects()
        if held_keys(event) or not pages:
            return False
        steps = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(pages) - 1}
        if pages[0].height() <= self.area.viewport().height():
            steps[Qt.Key.Key_PageDown] = self._page_in_sight() + 1
            steps[Qt.Key.Key_PageUp] = self._page_in_sight() - 1
        page = steps.get(Qt.Key(event.key()))
        if page is None:
            return False
        top = pages[min(max(page, 0), len(pages) - 1)].top()
        self.area.verticalScrollBar().setValue(round(top) - MARGIN)
        return True

    def _page_in_sight(self) -> int:
        """The page in the middle of the pane."""
        bar = self.area.verticalScrollBar()
        return self.canvas.page_at(bar.value() + self.area.viewport().height() / 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button, room in self._give_way:
            button.setVisible(self.width() >= self._theme.px(room))

    def _make_bar(self) -> QFrame:
        theme = self._theme
        bar = self._bar = QFrame()
        bar.setProperty("kind", "window")
        self._measure()
        theme.changed.connect(self._measure)
        smaller = IconButton(theme, "zoom-out", "Zoom out (Ctrl+-)", size="sm")
        larger = IconButton(theme, "zoom-in", "Zoom in (Ctrl+=)", size="sm")
        self._percent = Label(theme, "", "body", "text2")
        fit = Button(theme, "Fit width", kind="ghost", size="sm", icon="move-horizontal")
        whole = Button(theme, "Whole page", kind="ghost", size="sm")
        self._place = Label(theme, "", "body", "text2")
        self.grey = CheckBox(theme, "Black and white")
        smaller.clicked.connect(self.zoom_out)
        larger.clicked.connect(self.zoom_in)
        fit.clicked.connect(self.fit_width)
        whole.clicked.connect(self.fit_page)
        self._give_way = ((whole, _ROOM_FOR_WHOLE), (fit, _ROOM_FOR_FIT))
        self.grey.toggled.connect(self._render)
        row = QHBoxLayout(bar)
        row.setContentsMargins(17, 0, 17, 0)
        row.setSpacing(6)
        for part in (smaller, self._percent, larger):
            row.addWidget(part)
        row.addSpacing(12)
        row.addWidget(fit)
        row.addWidget(whole)
        row.addStretch(1)
        row.addWidget(self._place)
        row.addStretch(1)
        row.addWidget(self.grey)
        return bar

    def _measure(self) -> None:
        self._bar.setFixedHeight(self._theme.px(_BAR) - 1)

    def _zoom_freely(self, zoom: float) -> None:
        self._fit = Fit.FREE
        self._zoom = zoom
        self._change_zoom()

    def _change_zoom(self) -> None:
        self._lay_out()
        self._settle.start()

    def _lay_out(self) -> None:
        sizes = self._copy.sizes if self._copy is not None else ()
        if self._fit is not Fit.FREE and sizes:
            self._zoom = self._fitting(sizes)
        self.canvas.set_pages(sizes, self._zoom)
        self._percent.setText(f"{round(self._zoom * 100)}%")
        self._say_page()

    def _fitting(self, sizes: tuple[QSizeF, ...]) -> float:
        viewport = self.area.maximumViewportSize()
        widest = max(size.width() for size in sizes)
        highest = max(size.height() for size in sizes)
        # Room for a scroll bar is always kept, or its coming and going would change the fit.
        room = self.area.verticalScrollBar().sizeHint().width()
        by_width = (viewport.width() - 2 * MARGIN - room) / widest
        if self._fit is Fit.WIDTH:
            return max(by_width, 0.2)
        return max(min(by_width, (viewport.height() - 2 * MARGIN) / highest), 0.2)

    def _scrolled(self) -> None:
        self._say_page()
        self._settle.start()

    def _say_page(self) -> None:
        count = len(self._copy.sizes) if self._copy is not None else 0
        words = f"Page {self._page_in_sight() + 1} of {count}" if count else ""
        self._place.setText(words)
        self.area.setAccessibleDescription(words)

    def _pages_in_sight(self) -> list[int]:
        top = self.area.verticalScrollBar().value()
        return self.canvas.pages_between(top, top + max(self.area.viewport().height(), 1))

    def _forget(self) -> None:
        self._settle.stop()
        if self._task is not None:
            self._task.forget()
            self._task.cancel()
            self._task = None

    def _render(self) -> None:
        """Draw the pages in sight, at the pixels of this screen."""
        self._forget()
        copy = self._copy
        if copy is None:
            return
        pages = self._pages_in_sight()
        ratio = self.devicePixelRatioF()
        scale, grey = self._zoom * ratio, self.is_grey

        def done(pictures: Pictures) -> None:
            self._task = None
            for page, picture in pictures.items():
                self.canvas.set_picture(page, picture, ratio)
            self.pictured.emit()

        self._task = self._workplace.runner.run(
            lambda: render_pages(copy.pdf, pages, scale, grey=grey),
            done,
            owner=self,
            lane=Lane.DRAWING,
        )
