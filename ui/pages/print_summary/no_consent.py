"""In the place of the pages when nothing may go to this recipient: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import IconSize

_WORDS_WIDTH = 460
_SIDE = 24


class NoConsent(QWidget):
    """consent_wanted, audience_wanted, exception_wanted: what the person chose to do.

    may_ask, may_except: whether the worker's role does these.
    """

    consent_wanted = Signal()
    audience_wanted = Signal()
    exception_wanted = Signal()

    def __init__(
        self, theme: Theme, heading: str, line: str, *, may_ask: bool, may_except: bool
    ) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self.ask = Button(theme, "Ask for consent", kind="primary", icon="signature", keys="C")
        self.other = Button(theme, "Choose another audience", keys="1–5")
        self.exception = Button(
            theme, "Record a legal exception (emergency, court order)", kind="ghost", icon="scale"
        )
        if not may_ask:
            self.ask.hide()
        if not may_except:
            self.exception.hide()
        self.ask.clicked.connect(self.consent_wanted)
        self.other.clicked.connect(self.audience_wanted)
        self.exception.clicked.connect(self.exception_wanted)
        title = Label(theme, heading, "heading", "text")
        words = Label(theme, line, "body", "text2", wrap=True)
        for label in (title, words):
            label.setAlignment(middle)
        self._theme, self._words = theme, words
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.ask)
        row.addWidget(self.other)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 0, _SIDE, 0)
        column.setSpacing(8)
        column.addStretch()
        column.addWidget(IconLabel(theme, "file-lock", "accent_text", IconSize.EMPTY), 0, middle)
        column.addSpacing(4)
        column.addWidget(title)
        column.addWidget(words, 0, middle)
        column.addSpacing(6)
        column.addLayout(row)
        column.addWidget(self.exception, 0, middle)
        column.addStretch()
        self.setAccessibleName(f"{heading}. {line}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A wrapped label in the middle of a column is given the height of two lines only.
        width = min(self._theme.px(_WORDS_WIDTH), self.width() - 2 * _SIDE)
        self._words.setFixedWidth(width)
        self._words.setMinimumHeight(self._words.heightForWidth(width))
