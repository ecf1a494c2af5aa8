"""The foot of the left panel: what handing over leaves behind, and the two ways to do it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.card import hairline
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.kit.progress_row import ProgressRow
from ui.theme import Theme
from ui.theme.tokens import IconSize

ACCOUNTED = "Printing or saving adds an entry to Disclosures."
AUDITED = "Printing or saving is written into the audit."

_SAVE_KEYS, _PRINT_KEYS = "Ctrl+S", "Ctrl+P"
_BETWEEN = 8


class Footer(QWidget):
    """print_wanted, save_wanted, cancel_wanted: the buttons were pressed."""

    print_wanted = Signal()
    save_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme, "history", "text2", IconSize.SMALL)
        self.words = Label(theme, ACCOUNTED, "caption", "text2", wrap=True)
        self.save = Button(theme, "Save encrypted PDF", icon="file-lock", keys=_SAVE_KEYS)
        self.print = Button(theme, "Print", kind="primary", icon="printer", keys=_PRINT_KEYS)
        wide = QSizePolicy.Policy.Expanding
        for button in (self.save, self.print):
            button.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.save.clicked.connect(self.save_wanted)
        self.print.clicked.connect(self.print_wanted)
        self._theme = theme
        self.job: ProgressRow | None = None
        note = QHBoxLayout()
        note.setSpacing(8)
        note.addWidget(self._icon)
        note.addWidget(self.words, 1)
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN)
        row.addWidget(self.save, 3)
        row.addWidget(self.print, 2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 0, 20, 15)
        self._column.setSpacing(8)
        self._column.addWidget(hairline())
        self._column.addLayout(note)
        self._column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button, keys in ((self.save, _SAVE_KEYS), (self.print, _PRINT_KEYS)):
            button.set_keys(keys)
        needed = self.save.sizeHint().width() + self.print.sizeHint().width() + _BETWEEN
        margins = self._column.contentsMargins()
        if needed > self.width() - margins.left() - margins.right():
            self.save.set_keys("")  # in a narrow window the words go first
            self.print.set_keys("")

    def allow(self, words: str) -> None:
        """Both buttons work; `words` say what they leave behind."""
        self._say("history", words, usable=True)

    def show_act(self, words: str) -> None:
        """What the first button does, in words."""
        self.print.setText(words)
        self.print.set_icon("printer" if words == "Print" else "check")
        self.print.setAccessibleName(words)

    def refuse(self, reason: str) -> None:
        """Neither button works, for this reason."""
        self._say("info", reason, usable=False)

    def show_job(self, words: str, *, can_cancel: bool) -> None:
        """A copy is on its way."""
        self.end_job()
        self.job = ProgressRow(self._theme, words)
        self.job.button.setVisible(can_cancel)
        self.job.cancelled.connect(self.cancel_wanted)
        self._column.insertWidget(2, self.job)
        self.save.setEnabled(False)
        self.print.setEnabled(False)

    def advance_job(self, fraction: float) -> None:
        """How far it is."""
        if self.job is not None:
            self.job.set_progress(fraction)

    def end_job(self) -> None:
        """It has left, or stayed."""
        if self.job is not None:
            self.job.hide()
            self.job.deleteLater()
            self.job = None

    def _say(self, icon: str, words: str, *, usable: bool) -> None:
        self._icon.set_icon(icon, "text2")
        self.words.setText(words)
        for button in (self.save, self.print):
            button.setEnabled(usable and self.job is None)
            # The reason belongs to the button for those who do not see what stands above it.
            button.setAccessibleDescription("" if usable else words)
            button.setToolTip("" if usable else words)
