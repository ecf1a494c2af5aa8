"""The finder (Ctrl+K): one field for people, actions, pages and words in notes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.kit.announce import announce
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.card import hairline
from ui.kit.focus_trap import move_focus
from ui.kit.inputs import LineEdit
from ui.kit.keycap import KeyCaps, draw_keycaps, keycaps_width
from ui.kit.label import ElidingLabel, Label
from ui.kit.list_view import ListView
from ui.kit.paint import begin, draw_icon, draw_text, draw_tint, text_width
from ui.kit.row_keys import AnyIndex, edge_row, step_row
from ui.models.finder import Entry, FinderModel, Kind
from ui.theme import Theme
from ui.theme.tokens import DIM_OPACITY, ColorRole, IconSize, Radius

_WIDTH = 580
_TOP = 96
_LIST_HEIGHT = 420
_HEADER = 30
_ROW = 38
_NOTE = 52
_PAUSE_MS = 200


class Finder(QWidget):
    """A panel over the window. asked: the text after each key. paused: the text after a pause in
    typing (notes are searched then). chosen: an Entry. dismissed: it is gone."""

    asked = Signal(str)
    paused = Signal(str)
    chosen = Signal(object)
    dismissed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._came_from: QWidget | None = None
        self.setAccessibleName("Find")
        self.panel = QFrame(self)
        self.panel.setProperty("kind", "overlay")
        self.model = FinderModel(self)
        self.field = LineEdit(
            theme,
            "Find a participant, action or page",
            placeholder="Name, number, phone digits, service or words of a note",
            size="lg",
        )
        self.field.setProperty("kind", "bare")
        self.field.setFont(theme.font("sub"))
        self.list = ListView(theme, "Found", clear=True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(theme, self.model, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._choose)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.paused.emit(self.text()))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        host.installEventFilter(self)
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show it over the host and take the keys."""
        self._came_from = QApplication.focusWidget()
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus()

    def dismiss(self) -> None:
        """Close it; focus returns to where it was."""
        self._pause.stop()
        self.hide()
        host = self.parentWidget()
        if host is not None:
            host.removeEventFilter(self)
            if self._came_from is not None and host.isAncestorOf(self._came_from):
                self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dismissed.emit()
        self.deleteLater()

    def text(self) -> str:
        """What is typed."""
        return self.field.text()

    def show_entries(self, entries: tuple[Entry, ...], *, keep: bool = False) -> None:
        """List `entries`; the first is ready to be opened. keep: the chosen line stays chosen."""
        row = self.list.currentIndex().row() if keep else -1
        self.model.replace(entries)
        index = self.model.index(row, 0)
        if row < 0 or not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            index = edge_row(self.list, last=False)
        self.list.go_to(index)
        self._nothing.setVisible(not entries)
        self.list.setVisible(bool(entries))
        self._fit()
        self._say_current()

    def current(self) -> Entry | None:
        """The line that Enter opens."""
        return self.model.entry(self.list.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._fit()
        elif watched is self.field and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key(event)
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()  # the page behind must not act on keys that are typed here

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        dim = QColor(self._theme.color("backdrop"))
        dim.setAlphaF(DIM_OPACITY)
        begin(self).fillRect(self.rect(), dim)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.go_to(step_row(self.list, 1 if key == Qt.Key.Key_Down else -1))
            self._say_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _choose(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None and entry.kind is not Kind.HEADER:
            self.dismiss()
            self.chosen.emit(entry)

    def choose_kind(self, kind: Kind) -> None:
        """Choose the first line of this kind, if there is one."""
        for row in range(self.model.rowCount()):
            entry = self.model.entry(self.model.index(row, 0))
            if entry is not None and entry.kind is kind:
                self._choose(self.model.index(row, 0))
                return

    def _typed(self, text: str) -> None:
        self.asked.emit(text)
        self._pause.start()

    def _say_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and self.isVisible():
            announce(self.field, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(20, 4, 16, 4)
        top.setSpacing(12)
        mark = QLabel()
        ratio = self.devicePixelRatioF()
        mark.setPixmap(self._theme.pixmap("search", "text2", IconSize.NAV, ratio))
        top.addWidget(mark)
        top.addWidget(self.field, 1)
        top.addWidget(KeyCaps(self._theme, "Esc"))
        column.addLayout(top)
        column.addWidget(hairline())
        column.addSpacing(6)
        column.addWidget(self.list, 1)
        self._nothing = Label(self._theme, "Nobody and nothing by these words.", tone="text2")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(96)
        self._nothing.hide()
        column.addWidget(self._nothing)
        column.addSpacing(6)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 9, 18, 9)
        foot.setSpacing(6)
        foot.addWidget(
            ElidingLabel(
                self._theme, "People, phones, services, notes, commands", "caption", "text2"
            ),
            1,
        )
        foot.addWidget(KeyCaps(self._theme, "↑ ↓"))
        foot.addWidget(Label(self._theme, "choose", "caption", "text2"))
        foot.addWidget(KeyCaps(self._theme, "Enter"))
        foot.addWidget(Label(self._theme, "open", "caption", "text2"))
        column.addLayout(foot)

    def _fit(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        self.setGeometry(host.rect())
        rows = range(self.model.rowCount())
        wanted = sum(self.list.sizeHintForRow(row) for row in rows)
        room = host.height() - _TOP - 140
        self.list.setFixedHeight(max(min(wanted, self._theme.px(_LIST_HEIGHT), room), 0))
        width = min(self._theme.px(_WIDTH), host.width() - 48)
        self.panel.setFixedWidth(width)
        self.panel.adjustSize()
        self.panel.move((host.width() - width) // 2, _TOP)


class _Rows(QStyledItemDelegate):
    """Paints headers, people, actions and notes."""

    def __init__(self, theme: Theme, model: FinderModel, view: ListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        entry = self._model.entry(index)
        heights = {Kind.HEADER: _HEADER, Kind.NOTE: _NOTE}
        return QSize(0, self._theme.px(heights.get(entry.kind, _ROW) if entry else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = self._model.entry(index)
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if entry.kind is Kind.HEADER:
            box = rect.adjusted(20, 4, -20, 0)
            draw_text(
                painter, box, entry.title, self._theme.font("capmed"), self._theme.color("text3")
            )
        else:
            current = self._view.currentIndex().row() == index.row()
            self._paint_ground(painter, rect, current, self._view.hovered_row == index.row())
            self._paint_entry(painter, rect, entry, current=current)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, current: bool, hovered: bool) -> None:
        if current or hovered:
            box = rect.adjusted(8, 1, -8, -1)
            ground: ColorRole = "selected" if current else "hover"
            draw_tint(painter, self._theme, box, Radius.OPTION, ground)

    def _paint_entry(self, painter: QPainter, rect: QRectF, entry: Entry, *, current: bool) -> None:
        theme = self._theme
        left, right = rect.left() + 20, rect.right() - 20
        middle = rect.center().y()
        if entry.kind is Kind.PARTICIPANT:
            tone = avatar_tone(entry.subject)
            draw_avatar(painter, theme, entry.title, tone, left, middle, 24, on_tint=current)
        else:
            draw_icon(painter, theme, entry.icon, "text2", IconSize.NAV, left + 3, middle)
        left += theme.px(24) + 12
        if entry.keys and (current or entry.kind is not Kind.PARTICIPANT):
            right -= keycaps_width(theme, entry.keys)
            draw_keycaps(painter, theme, entry.keys, right, middle)
            right -= 12
        if entry.kind is Kind.NOTE:
            self._paint_note(painter, QRectF(left, rect.top(), right - left, rect.height()), entry)
            return
        font = theme.font("strong" if entry.kind is Kind.PARTICIPANT else "med")
        width = min(text_width(font, entry.title) + 1, right - left)
        draw_text(
            painter,
            QRectF(left, rect.top(), width, rect.height()),
            entry.title,
            font,
            theme.color("text"),
        )
        rest = QRectF(
            left + width + 10, rect.top(), max(right - left - width - 10, 0), rect.height()
        )
        draw_text(painter, rest, entry.line, theme.font("caption"), theme.color("text2"))

    def _paint_note(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        theme, half = self._theme, self._theme.px(19)
        box = QRectF(rect.left(), rect.center().y() - half, rect.width(), half)
        draw_text(painter, box, entry.title, theme.font("med"), theme.color("text"))
        x, at = rect.left(), 0
        stretches = [*entry.marks, (len(entry.line), 0)]
        for start, length in stretches:
            for words, found in (
                (entry.line[at:start], False),
                (entry.line[start : start + length], True),
            ):
                if words and x < rect.right():
                    font = theme.font("capstrong" if found else "caption")
                    line = QRectF(x, box.bottom() - 2, rect.right() - x, half)
                    ink = theme.color("accent_text" if found else "text2")
                    draw_text(painter, line, words, font, ink)
                    x += text_width(font, words)
            at = start + length
