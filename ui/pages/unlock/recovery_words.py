"""The recovery words, shown once: on screen, and to a file or a printer as the person chooses."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from lead_desktop.base.clear_files import write_whole
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.sheet import Sheet
from ui.theme import Theme
from ui.theme.tokens import Tone


class RecoveryWords(Sheet):
    """A modal sheet that closes only after the person says that the words are kept safe.

    kept: they said so.
    """

    kept = Signal()

    def __init__(self, theme: Theme, host: QWidget, text: str) -> None:
        super().__init__(
            theme, host, "Your recovery sheet", icon="life-buoy", width=640, height=620
        )
        self._theme = theme
        self._text = text
        self.messages = MessageBar()
        self.words = QPlainTextEdit(text)
        self.words.setReadOnly(True)
        self.words.setAccessibleName("Recovery sheet")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.agreed = CheckBox(
            theme, "I have put these words in a safe place, away from this computer"
        )
        self.done = Button(theme, "Done", kind="primary")
        self.done.setEnabled(False)
        self.agreed.toggled.connect(self.done.setEnabled)
        self.done.clicked.connect(self._finish)
        self.closing.connect(self._stay)
        self._lay_out()

    def save_to(self, path: Path) -> None:
        """Write the words to `path`, readable by this user alone. Raises OSError."""
        write_whole(path, self._text.encode())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        why = (
            "These words open the vault when the passphrase is forgotten. They are shown this "
            "once. Nobody else has them, and nobody can make them again for you."
        )
        column.addWidget(Label(self._theme, why, tone="text2", wrap=True))
        column.addWidget(self.words, 1)
        column.addWidget(self.messages)
        column.addWidget(self.agreed)
        save = Button(self._theme, "Save to a file…", icon="download")
        save.clicked.connect(self._choose_file)
        print_ = Button(self._theme, "Print…", icon="printer")
        print_.clicked.connect(self._print)
        self.footer.addWidget(save)
        self.footer.addWidget(print_)
        self.footer.addStretch(1)
        self.footer.addWidget(self.done)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, "Save the recovery sheet", "recovery-sheet.txt")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("recovery-sheet.txt")
        dialog.fileSelected.connect(lambda name: self._save(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _save(self, path: Path) -> None:
        try:
            self.save_to(path)
        except OSError:
            self._say("danger", "The file could not be written.", "Choose another place.")
        else:
            self._say(
                "success", "Saved.", "Move the file off this computer, or print and delete it."
            )

    def _print(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self._say(
                "warn", "There is no printer on this computer.", "Save to a file or copy by hand."
            )
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Recovery sheet")
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._print_on(printer))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()

    def _print_on(self, printer: QPrinter) -> None:
        page = QTextDocument(self._text)
        page.print_(printer)

    def _say(self, tone: Tone, title: str, line: str) -> None:
        self.messages.post("told", Banner(self._theme, tone, title, line, closable=True))

    def _stay(self) -> None:
        if self.agreed.isChecked():
            self._finish()
        else:
            self._say("warn", "The words are not kept yet.", "Tick the box once they are safe.")

    def _finish(self) -> None:
        self.words.clear()
        self._text = ""
        self.dismiss()
        self.kept.emit()
