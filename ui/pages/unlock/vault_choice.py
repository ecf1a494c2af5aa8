"""Which vault: a combo box whose entries have two lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, draw_tint, shows_focus
from ui.models.rows import RowsModel
from ui.theme import Theme
from ui.theme.tokens import IconSize, Radius

_HEIGHT = 56
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class VaultEntry:
    """A vault as offered. folder is None for the entry that asks for another one."""

    folder: Path | None
    name: str
    line: str = ""

    @property
    def icon(self) -> str:
        """The icon that leads."""
        return "folder-open" if self.folder is None else "vault"


OTHER = VaultEntry(None, "Open another vault…", "Choose its folder on this computer")


class _Vaults(RowsModel[VaultEntry]):
    def shown(self, row: VaultEntry, column: int) -> str:
        return row.name

    def spoken(self, row: VaultEntry, column: int) -> str:
        return f"{row.name}, {row.line}" if row.line else row.name


class VaultChoice(QComboBox):
    """chosen: another vault (its folder). other_wanted: the last entry was picked."""

    chosen = Signal(object)
    other_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._vaults = _Vaults()
        self.setModel(self._vaults)
        self._drawn_by: _TwoLines | None = None
        self.setAccessibleName("Vault")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._activate)
        self._last = 0

    def show_vaults(self, entries: tuple[VaultEntry, ...], current: Path | None) -> None:
        """Offer `entries`, with the one at `current` chosen; sends nothing."""
        self._vaults.replace((*entries, OTHER))
        row = next((i for i, e in enumerate(entries) if e.folder == current), 0)
        self.setCurrentIndex(row)
        self._last = row
        self._tell()

    def showPopup(self) -> None:
        if self._drawn_by is None:
            # Not before: a delegate makes Qt build the popup, a seventh of the start-up time.
            self._drawn_by = _TwoLines(self._theme, self._vaults, self)
            self.setItemDelegate(self._drawn_by)
        super().showPopup()

    def folder(self) -> Path | None:
        """The chosen vault's folder."""
        return self._current().folder

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = begin(self), self._theme
        rect = QRectF(self.rect())
        draw_box(painter, rect, Radius.OPTION, theme.color("surface"), theme.color("control"))
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.OPTION)
        _paint_entry(painter, theme, rect.adjusted(0, 0, -36, 0), self._current())
        x = rect.right() - theme.px(IconSize.DEFAULT) - 12
        draw_icon(
            painter, theme, "chevrons-up-down", "text2", IconSize.DEFAULT, x, rect.center().y()
        )

    def _current(self) -> VaultEntry:
        row = self.currentIndex()
        return self._vaults.rows[row] if 0 <= row < len(self._vaults.rows) else OTHER

    def _activate(self, row: int) -> None:
        entry = self._vaults.rows[row]
        if entry.folder is None:
            self.setCurrentIndex(self._last)
            self.other_wanted.emit()
        elif row != self._last:
            self._last = row
            self._tell()
            self.chosen.emit(entry.folder)

    def _tell(self) -> None:
        self.setAccessibleDescription(self._current().line)


class _TwoLines(QStyledItemDelegate):
    def __init__(self, theme: Theme, vaults: _Vaults, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._vaults = vaults

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        from PySide6.QtWidgets import QStyle  # late: 5 ms of the start, for a list not yet open

        marked = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if option.state & marked:
            draw_tint(painter, self._theme, rect, Radius.BUTTON, "selected")
        _paint_entry(painter, self._theme, rect, self._vaults.rows[index.row()])
        painter.restore()


def _paint_entry(painter: QPainter, theme: Theme, rect: QRectF, entry: VaultEntry) -> None:
    middle = rect.center().y()
    draw_icon(painter, theme, entry.icon, "accent_text", 20, rect.left() + 15, middle)
    left = rect.left() + 49
    half = theme.px(17)
    box = QRectF(left, middle - half, rect.right() - left - 8, half)
    if not entry.line:
        box.translate(0, half / 2)
    draw_text(painter, box, entry.name, theme.font("strong"), theme.color("text"))
    box.translate(0, half - 1)
    draw_text(painter, box, entry.line, theme.font("caption"), theme.color("text2"))
