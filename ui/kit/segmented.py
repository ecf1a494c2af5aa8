"""A segmented control: few short answers to one question, of which one always stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ui.kit.choice_chip import Choice
from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus, text_width
from ui.kit.roving import RovingKeys
from ui.theme import Theme
from ui.theme.tokens import Border, ColorRole, IconSize, Radius

_INSET = 3
_PAD = 10
_GAP = 7


class Segmented(QWidget):
    """One of `choices`; `changed` carries the key. ← and → move, Tab leaves.

    height: 26 (in a form) to 32 px (in a toolbar). `required=False` starts without an answer.
    """

    changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[Choice],
        *,
        height: int = 32,
        required: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(2)
        self.segments = [_Segment(theme, choice, name, height - 2 * _INSET) for choice in choices]
        for segment in self.segments:
            segment.clicked.connect(self._clicked)
            row.addWidget(segment)
        self._keys = RovingKeys(self, self.segments, choosing=True)
        if required and self.segments:
            self._stand(self.segments[0])

    def value(self) -> str | None:
        """The key of the standing answer."""
        return next((s.choice.key for s in self.segments if s.isChecked()), None)

    def choose(self, key: str | None) -> None:
        """Let the answer `key` stand, or none; sends `changed` when that is news."""
        if key == self.value():
            return
        found = next((s for s in self.segments if s.choice.key == key), None)
        self._stand(found)
        if found is not None:
            self.changed.emit(found.choice.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        # On a dark dialog the tint alone could not be told from the ground.
        ground, edge = self._theme.color("neutral_tint"), self._theme.color("border")
        draw_box(begin(self), QRectF(self.rect()), Radius.OPTION, ground, edge)

    def _clicked(self) -> None:
        segment = self.sender()
        if isinstance(segment, _Segment):
            self._stand(segment)
            self.changed.emit(segment.choice.key)

    def _stand(self, segment: _Segment | None) -> None:
        focused = any(other.hasFocus() for other in self.segments)
        for place, other in enumerate(self.segments):
            other.setChecked(other is segment)
            if other is segment:
                self._keys.rest_on(place)
                self.setFocusProxy(other)
        if focused and segment is not None:
            segment.setFocus()


class _Segment(QToolButton):
    def __init__(self, theme: Theme, choice: Choice, group: str, height: int) -> None:
        super().__init__()
        self._theme = theme
        self._height = height
        self.choice = choice
        self.setText(choice.text)
        self.setAccessibleName(choice.text)
        self.setAccessibleDescription(group)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = 2 * _PAD + text_width(self._theme.font("capmed"), self.text())
        if self.choice.icon:
            width += self._theme.px(IconSize.SMALL) + _GAP
        return QSize(round(width), max(self._theme.px(self._height), 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        if self.isChecked():
            edge, width = theme.color("border"), Border.HAIRLINE
            if theme.edge is not None:  # no tint around it tells that it is the chosen one
                edge, width = theme.color("accent"), Border.FOCUS
            draw_box(painter, rect, Radius.BUTTON, theme.color("surface"), edge, width)
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.BUTTON)
        x = rect.left() + _PAD
        ink = self._ink()
        if self.choice.icon:
            draw_icon(painter, theme, self.choice.icon, ink, IconSize.SMALL, x, rect.center().y())
            x += theme.px(IconSize.SMALL) + _GAP
        words = QRectF(x, rect.top(), rect.right() - x, rect.height())
        draw_text(painter, words, self.text(), theme.font("capmed"), theme.color(ink))

    def _ink(self) -> ColorRole:
        if not self.isEnabled():
            return "disabled"
        return "text" if self.isChecked() or self.underMouse() else "text2"
