"""What an edit changed in a note, word by word: removed words crossed out, new ones on a tint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from lead_desktop.domain.contacts.difference import Part, Words
from ui.theme import Theme

_MOST_LINES = 8


def spoken_difference(words: Sequence[Words]) -> str:
    """The difference for a screen reader, without what stayed."""
    named = {Part.REMOVED: "removed", Part.ADDED: "added"}
    runs = [
        f"{named[run.part]}: {' '.join(run.text.split())}"
        for run in words
        if run.part in named and run.text.strip()
    ]
    return "; ".join(runs) or "only spaces changed"


class DifferenceText(QPlainTextEdit):
    """Read only; no meaning hangs on colour alone."""

    def __init__(
        self, theme: Theme, words: Sequence[Words], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = tuple(words)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "clear")
        self.setAccessibleName(name)
        self.setAccessibleDescription(spoken_difference(words))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._write()
        theme.changed.connect(self._write)

    def sizeHint(self) -> QSize:
        lines = min(max(round(self.document().size().height()), 1), _MOST_LINES)
        return QSize(200, lines * self.fontMetrics().lineSpacing() + 12)

    def _write(self) -> None:
        self.clear()
        self.setFont(self._theme.font("body"))
        cursor = QTextCursor(self.document())
        for run in self._words:
            cursor.insertText(run.text, self._shape(run.part))
        self.updateGeometry()

    def _shape(self, part: Part) -> QTextCharFormat:
        shape = QTextCharFormat()
        if part is Part.REMOVED:
            shape.setFontStrikeOut(True)
            shape.setForeground(self._theme.color("text3"))
        elif part is Part.ADDED:
            shape.setFontUnderline(True)
            shape.setBackground(self._theme.color("success_tint"))
            shape.setForeground(self._theme.color("text"))
        else:
            shape.setForeground(self._theme.color("text2"))
        return shape
