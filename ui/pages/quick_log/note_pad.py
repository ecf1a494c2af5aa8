"""The note: fixed headings, a box of words under each, one page to write on."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.contacts.note import NoteBox
from ui.kit.inputs import NoteEdit
from ui.kit.label import Label
from ui.kit.paint import begin, draw_box
from ui.pages.quick_log.parts import tab_through
from ui.theme import Theme
from ui.theme.tokens import Border, Radius

_LEAST_HEIGHT = 190


class NotePad(QFrame):
    """The boxes of a note in one frame. `changed` after every key; Tab goes from box to box.

    after: the widget that Tab leaves for the first box.
    """

    changed = Signal()

    def __init__(self, theme: Theme, after: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._after = after
        self._headings: tuple[str, ...] = ()
        self._labels: list[Label] = []
        self.boxes: list[_Box] = []
        self.setAccessibleName("Note")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._page = QWidget()
        self._page.setProperty("kind", "clear")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(14, 11, 12, 11)
        self._column.setSpacing(2)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(2, 2, 2, 2)
        frame.addWidget(self._area)

    def texts(self) -> tuple[str, ...]:
        """The words of each box."""
        return tuple(box.toPlainText() for box in self.boxes)

    def last_stop(self) -> QWidget:
        """Where Tab leaves the note."""
        return self.boxes[-1] if self.boxes else self

    def show_note(self, boxes: tuple[NoteBox, ...], texts: tuple[str, ...]) -> None:
        """Show these boxes with these words; carets stay where nothing else is shown."""
        headings = tuple(box.heading for box in boxes)
        if headings != self._headings or len(boxes) != len(self.boxes):
            self._build(boxes)
            self._headings = headings
        for box, text in zip(self.boxes, texts, strict=True):
            if box.toPlainText() != text:
                box.setPlainText(text)

    def sizeHint(self) -> QSize:
        # The least height, which the column makes grow: a scroll area asks for this one.
        return QSize(400, self._theme.px(_LEAST_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.boxes[-1].setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = any(box.hasFocus() for box in self.boxes)
        edge = self._theme.color("focus" if focused else "control")
        width = Border.FOCUS if focused else Border.HAIRLINE
        box = QRectF(self.rect())
        draw_box(begin(self), box, Radius.FIELD, self._theme.color("surface"), edge, width)

    def _build(self, boxes: tuple[NoteBox, ...]) -> None:
        had_focus = any(box.hasFocus() for box in self.boxes)
        for old in (*self._labels, *self.boxes):
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels, self.boxes = [], []
        for place, box in enumerate(boxes):
            self._add_box(place, box, last=place == len(boxes) - 1)
            self.boxes[-1].show()  # at once, or it could not take the focus yet
        tab_through(self._after, *self.boxes)
        if had_focus:
            self.boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_box(self, place: int, box: NoteBox, *, last: bool) -> None:
        prompt = box.prompt or ("" if box.heading else "What happened, and what comes next")
        edit = _Box(self._theme, box.heading or "Note", prompt, stretch=last)
        edit.setObjectName(f"note.{place}")
        edit.textChanged.connect(self.changed)
        edit.cursorPositionChanged.connect(lambda: self._follow(edit))
        edit.grown.connect(lambda: self._follow(edit))
        edit.installEventFilter(self)
        if box.heading:
            label = Label(self._theme, box.heading, "capmed", "accent_text")
            label.setBuddy(edit)
            label.setContentsMargins(0, 0 if place == 0 else 4, 0, 0)
            self._labels.append(label)
            self._column.addWidget(label)
        self.boxes.append(edit)
        self._column.addWidget(edit, 1 if last else 0)

    def _follow(self, edit: _Box) -> None:
        """Keep the line that is written on in sight."""
        if edit.hasFocus():
            spot = edit.mapTo(self._page, edit.cursorRect().center())
            self._area.ensureVisible(spot.x(), spot.y(), 0, 24)


class _Box(NoteEdit):
    """Words as high as they need; the last box takes the rest of the page."""

    grown = Signal()

    def __init__(self, theme: Theme, name: str, prompt: str, *, stretch: bool) -> None:
        super().__init__(theme, name, placeholder=prompt)
        self.setProperty("kind", "bare")
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = QSizePolicy.Policy.Expanding
        down = QSizePolicy.Policy.MinimumExpanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, down)
        # It is always as high as its words; Qt scrolls a new line into sight before it has grown.
        # Bound to the box, so that nothing is called once it is gone.
        self.verticalScrollBar().valueChanged.connect(self._stay_at_top)
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(self._grow)

    def _stay_at_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def _grow(self) -> None:
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grown.emit()

    def sizeHint(self) -> QSize:
        height, block = 0.0, self.document().begin()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return QSize(200, max(ceil(height), self.fontMetrics().lineSpacing()) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())
