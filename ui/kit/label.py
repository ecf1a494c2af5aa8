"""Text on a page, in one step of the type scale and one colour role."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Theme
from ui.theme.tokens import ColorRole, TypeRole


class Label(QLabel):
    """Plain text; markup in it is shown as typed, never interpreted."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        font: TypeRole = "body",
        tone: ColorRole = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = font
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self._tone: ColorRole = tone
        self._dress()
        theme.changed.connect(self._dress)

    def set_tone(self, tone: ColorRole) -> None:
        """Change the colour role."""
        self._tone = tone
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange:
            # The stylesheet takes back the font of an earlier text size with the old parent.
            self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._role))
        # By palette and not by stylesheet: polishing again would put the font back.
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.color(self._tone))
        self.setPalette(palette)


class ElidingLabel(Label):
    """One line that gives way: cut with an ellipsis, the whole text in its tool tip."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        font: TypeRole = "body",
        tone: ColorRole = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, font, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def shrink_only(self) -> None:
        """Take no more room than the words need, and less where there is less."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        line = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if line != self.text() else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.TextFlag.TextSingleLine, line)
