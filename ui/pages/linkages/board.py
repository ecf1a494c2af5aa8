"""The board: six columns of cards, moved by keys or dragged."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import Column, is_open
from ui.kit.button import IconButton
from ui.kit.dots import Dot, draw_dot
from ui.kit.held_keys import held_keys
from ui.kit.label import Label
from ui.kit.list_view import ListView
from ui.kit.paint import CENTER, begin, draw_box, draw_text
from ui.models.day_words import Calendar
from ui.models.linkage_board import TARGETS, Board, Card, CardsModel, column_beside
from ui.models.looks import COLUMN_DOT
from ui.pages.linkages.cards import CardDelegate
from ui.theme import Theme
from ui.theme.tokens import Radius

_HEADER = 38
_GHOST_OPACITY = 0.85
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_EMPTY = {
    Column.IDENTIFIED: "Nothing waits for a provider",
    Column.REFERRED: "Nothing is out",
    Column.SCHEDULED: "Nothing scheduled",
    Column.CONNECTED: "Nobody just started",
    Column.ENGAGED: "Nobody yet",
    Column.NOT_COMPLETED: "Nothing ended of late",
}


class BoardView(QWidget):
    """opened carries the LinkageLine of a card (Enter, double click); moved carries the line and
    the Column into which it was put (Shift with ← →, or the mouse). begin_asked: a new linkage."""

    opened = Signal(object)
    moved = Signal(object, object)
    begin_asked = Signal()

    def __init__(self, theme: Theme, calendar: Calendar, *, may_begin: bool) -> None:
        super().__init__()
        self._theme = theme
        self._at = Column.IDENTIFIED
        self._ghost: QLabel | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.columns: dict[Column, BoardColumn] = {}
        for name in Column:
            column = BoardColumn(theme, name, calendar, may_begin=may_begin)
            self.columns[name] = column
            row.addWidget(column, 1)
            column.list.opened.connect(lambda index, which=column: self._open(which, index.row()))
            column.list.focused.connect(lambda which=name: self._stand_on(which))
            column.list.dragged.connect(lambda at, which=column: self._drag(which, at))
            column.list.dropped.connect(lambda at, which=column: self._drop(which, at))
            if column.begin is not None:
                column.begin.clicked.connect(self.begin_asked)

    def show_board(self, board: Board, calendar: Calendar) -> None:
        """Show other cards; the card that was current stays current, wherever it has gone."""
        kept = self.current()
        for name, column in self.columns.items():
            column.show_cards(board.columns[name], calendar)
        place = board.column_of(kept.id) if kept is not None else None
        had_focus = any(column.list.hasFocus() for column in self.columns.values())
        if kept is not None and place is not None:
            self.go_to(kept.id, focus=had_focus and place is not self._at)
        elif self.current() is None:
            self._at = self._first_filled()
            if had_focus:
                self.take_focus()

    def current(self) -> LinkageLine | None:
        """The linkage that keys act upon."""
        card = self.columns[self._at].current()
        return card.line if card is not None else None

    def go_to(self, linkage_id: UUID, *, focus: bool = True) -> None:
        """Make a card the current one."""
        for name, column in self.columns.items():
            place = column.model.place_of(linkage_id)
            if place >= 0:
                self._at = name
                column.list.go_to(column.model.index(place, 0))
                if focus:
                    column.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard on the current card, or the first one there is."""
        if self.current() is None:
            self._at = self._first_filled()
        self.columns[self._at].list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = held_keys(event)
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        elif modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._move_card(step)
        elif not modifiers:
            self._step(step)
        else:
            event.ignore()

    def _first_filled(self) -> Column:
        filled = (name for name, column in self.columns.items() if column.model.rows)
        return next(filled, self._at)

    def _open(self, column: BoardColumn, row: int) -> None:
        card = column.model.row_at(row)
        if card is not None:
            self.opened.emit(card.line)

    def _stand_on(self, name: Column) -> None:
        self._at = name

    def _step(self, step: int) -> None:
        """Go to the nearest column with cards, about at the same height."""
        names = list(Column)
        place = names.index(self._at) + step
        row = self.columns[self._at].list.currentIndex().row()
        while 0 <= place < len(names):
            column = self.columns[names[place]]
            if column.model.rows:
                near = min(max(row, 0), len(column.model.rows) - 1)
                column.list.go_to(column.model.index(near, 0))
                column.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            place += step

    def _move_card(self, step: int) -> None:
        line, beside = self.current(), column_beside(self._at, step)
        if line is not None and beside is not None:
            self._put(line, beside)

    def _put(self, line: LinkageLine, column: Column) -> None:
        if column in TARGETS and is_open(line.status):
            self.moved.emit(line, column)

    # Cards are dragged by hand and not by the system's drag and drop: that would run an event loop
    # of its own, and offer a participant's card to every other window on the screen.

    def _drag(self, source: BoardColumn, at: QPoint) -> None:
        if self._ghost is None:
            self._ghost = QLabel(self)
            self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._ghost.setPixmap(_faint(source.list.card_picture()))
            self._ghost.adjustSize()
            self._ghost.show()
        here = self.mapFromGlobal(at)
        self._ghost.move(here.x() - self._ghost.width() // 2, here.y() - 20)
        over = self._column_at(at)
        for name, column in self.columns.items():
            column.invite(name is over and name in TARGETS and column is not source)

    def _drop(self, source: BoardColumn, at: QPoint) -> None:
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None
        for column in self.columns.values():
            column.invite(False)
        over, card = self._column_at(at), source.current()
        if over is not None and card is not None and self.columns[over] is not source:
            self._put(card.line, over)

    def _column_at(self, at: QPoint) -> Column | None:
        for name, column in self.columns.items():
            if column.rect().contains(column.mapFromGlobal(at)):
                return name
        return None


class BoardColumn(QFrame):
    """A column: its dot, name and count over its cards."""

    def __init__(self, theme: Theme, name: Column, calendar: Calendar, *, may_begin: bool) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._invited = False
        self.model = CardsModel(calendar, self)
        self.list = CardList(theme, name.value)
        self.list.setItemDelegate(CardDelegate(theme, self.list))
        self.list.setModel(self.model)
        self.begin: IconButton | None = None
        self._title = Label(theme, name.value, "strong")
        self._count = Label(theme, "", "body", "text3")
        head = QHBoxLayout()
        head.setContentsMargins(30, 0, 6, 0)
        head.setSpacing(7)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch()
        if may_begin and name is Column.IDENTIFIED:
            self.begin = IconButton(theme, "plus", "New linkage", size="sm")
            head.addWidget(self.begin)
        self._top = QWidget()
        self._top.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.list, 1)
        # A method of this widget and not a lambda: the theme outlives the page.
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._top.setFixedHeight(self._theme.px(_HEADER))

    def show_cards(self, cards: tuple[Card, ...], calendar: Calendar) -> None:
        """Show other cards."""
        row = max(self.list.currentIndex().row(), 0)
        self.model.replace_on(cards, calendar)
        self.list.go_to(self.model.index(min(row, max(len(cards) - 1, 0)), 0))
        self._count.setText(str(len(cards)))
        stalled = sum(bool(card.stall) for card in cards)
        late = f", {stalled} stalled" if stalled else ""
        many = "linkage" if len(cards) == 1 else "linkages"
        self.list.setAccessibleName(f"{self._name.value}, {len(cards)} {many}{late}")
        policy = Qt.FocusPolicy.StrongFocus if cards else Qt.FocusPolicy.NoFocus
        self.list.setFocusPolicy(policy)
        self.update()

    def current(self) -> Card | None:
        """The card that keys act upon."""
        return self.model.row_at(self.list.currentIndex().row())

    def invite(self, invited: bool) -> None:
        """Show that a card may be dropped here, or not."""
        if invited != self._invited:
            self._invited = invited
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = begin(self), self._theme
        box = QRectF(self.rect())
        edge = theme.color("accent_line") if self._invited else theme.edge
        ground = theme.color("accent_tint" if self._invited else "sidebar")
        draw_box(painter, box, Radius.CARD, ground, edge, 1.5)
        dot = Dot(COLUMN_DOT[self._name])
        draw_dot(painter, theme, dot, 18, theme.px(_HEADER) / 2)
        if not self.model.rows:
            slot = QRectF(8, theme.px(_HEADER) + 2, self.width() - 16, theme.px(64))
            painter.setPen(QPen(theme.color("border"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(slot, Radius.OPTION, Radius.OPTION)
            font = theme.font("caption")
            words = slot.adjusted(8, 0, -8, 0)
            draw_text(painter, words, _EMPTY[self._name], font, theme.color("text3"), CENTER)


class CardList(ListView):
    """The cards of a column. dragged and dropped carry where the mouse is on the screen."""

    focused = Signal()
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, clear=True)
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def card_picture(self) -> QPixmap:
        """The current card as it is drawn."""
        return self.viewport().grab(self.visualRect(self.currentIndex()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        on_card = self.indexAt(event.position().toPoint()).isValid()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if on_card and left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._pressed is None:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._dragging, self._pressed = self._dragging, False, None
        if dragging:
            self.dropped.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)


def _faint(picture: QPixmap) -> QPixmap:
    """A card in the hand: the page shows through it a little."""
    faint = QPixmap(picture.size())
    faint.setDevicePixelRatio(picture.devicePixelRatio())
    faint.fill(QColor(0, 0, 0, 0))
    painter = QPainter(faint)
    painter.setOpacity(_GHOST_OPACITY)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return faint
