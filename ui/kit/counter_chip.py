"""Counter chips: how many of something were given, with - and + and the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSpinBox, QWidget

from ui.kit.button import IconButton
from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.theme import Theme
from ui.theme.tokens import Border, ColorRole, IconSize, Radius, Size

_PAD = 11
_GAP = 7
_NUMBER = 26


class CounterChip(QSpinBox):
    """A number from 0 up, worn as a chip. The number can be typed; at 0 it is not shown."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        icon: str,
        *,
        most: int = 99,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._icon = icon
        self.setAccessibleName(name)
        self.setRange(0, most)
        self.setSpecialValueText(" ")
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lineEdit().setProperty("kind", "bare")
        self.lineEdit().setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fewer = IconButton(theme, "minus", f"One {name} fewer", size="sm", parent=self)
        self.more = IconButton(theme, "plus", f"One {name} more", size="sm", parent=self)
        for button, step in ((self.fewer, self.stepDown), (self.more, self.stepUp)):
            # Not tab stops: the arrow keys do the same on the chip itself.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(step)
        self.valueChanged.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        return QSize(180, self._theme.px(Size.BUTTON_MD))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        given = self.value() > 0
        fill = theme.color("accent_tint" if given else "surface")
        edge = theme.color("accent" if given else "border")
        width = Border.CHOSEN if given else Border.HAIRLINE
        draw_box(painter, rect, Radius.FIELD, fill, edge, width)
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.FIELD)
        middle = rect.center().y()
        tint: ColorRole = "accent_text" if given else "text2"
        ink: ColorRole = "accent_text" if given else "text"
        draw_icon(painter, theme, self._icon, tint, IconSize.SMALL, _PAD, middle)
        left = _PAD + theme.px(IconSize.SMALL) + _GAP
        words = QRectF(left, 0, self._number_left() - left, rect.height())
        draw_text(painter, words, self._name, theme.font("med"), theme.color(ink))

    def _number_left(self) -> float:
        side = self.more.sizeHint().width()
        return self.width() - 3 - side - (_NUMBER + side if self.value() else 0)

    def _dress(self) -> None:
        given = self.value() > 0
        self.fewer.setVisible(given)
        self.lineEdit().setVisible(given)
        self.lineEdit().setFont(self._theme.font("strong"))
        for button in (self.fewer, self.more):
            button.set_ink("accent_text" if given else None)
        self._place()
        self.update()

    def _place(self) -> None:
        side = self.more.sizeHint().width()
        top = (self.height() - side) // 2
        right = self.width() - 3 - side
        self.more.setGeometry(right, top, side, side)
        self.lineEdit().setGeometry(right - _NUMBER, top, _NUMBER, side)
        self.fewer.setGeometry(right - _NUMBER - side, top, side, side)
