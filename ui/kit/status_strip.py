"""Parts of the strip along the lower edge of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.kit.card import hairline
from ui.kit.icon_label import IconLabel
from ui.kit.keycap import KeyCaps
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Size


class StatusItem(QWidget):
    """An icon and a few words."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        *,
        icon_tone: ColorRole = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = IconLabel(theme, icon, icon_tone, 14)
        self._label = Label(theme, text, "caption", "text2")
        row.addWidget(self._icon)
        row.addWidget(self._label)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)

    def text(self) -> str:
        """The words shown."""
        return self._label.text()

    def set_icon(self, icon: str, tone: ColorRole) -> None:
        """Show another icon in another colour."""
        self._icon.set_icon(icon, tone)


class KeyHints(QWidget):
    """Keys and what they do here: ("J", "next"), ("Ctrl+P", "print")."""

    def __init__(
        self, theme: Theme, hints: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(9)
        self.set_hints(hints)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other hints."""
        while item := self._row.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._pairs = [
            (KeyCaps(self._theme, keys), Label(self._theme, words, "caption", "text2"))
            for keys, words in hints
        ]
        for caps, label in self._pairs:
            self._row.addWidget(caps)
            self._row.addWidget(label)

    def fit(self, room: int) -> None:
        """Show as many from the first on as `room` px take; the list of keys has them all."""
        gap = self._row.spacing()
        for caps, label in self._pairs:
            room -= caps.sizeHint().width() + label.sizeHint().width() + gap
            for part in (caps, label):
                part.setVisible(room >= 0)
            room -= gap


class StatusStrip(QFrame):
    """30 px: what is safe on the left, keys and the lock countdown on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "sidebar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        # The strip never keeps a window from shrinking: the keys give way.
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(16)
        self._row.addStretch(1)
        self.hints = KeyHints(theme)
        self._row.addWidget(self.hints)
        self._measure()
        theme.changed.connect(self._measure)

    def add_left(self, widget: QWidget) -> None:
        """Add a part to the left group."""
        self._row.insertWidget(self._row.count() - 2, widget)

    def add_right(self, widget: QWidget) -> None:
        """Add a part at the far right, behind an upright line."""
        line = hairline(upright=True)
        line.setFixedHeight(14)
        self._row.addWidget(line)
        self._row.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # other words, or another text size
            self._fit()
        return done

    def _fit(self) -> None:
        others = self._row.sizeHint().width() - self.hints.sizeHint().width()
        self.hints.fit(self.width() - others)

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(Size.STATUS_STRIP))
