"""What this program is, which version, and under which licences its parts come."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop import __version__
from lead_desktop.base.resources import resource
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, NoteEdit
from ui.kit.label import Label
from ui.kit.sheet import Sheet
from ui.pages.settings.section import Section, button_row
from ui.theme import Theme
from ui.theme.tokens import Space

OWN_LICENCE = "LEAD Desktop is free software under the Apache License 2.0."


class AboutSection(Section):
    """Version and licences. host: over which the licence texts open."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "info", "About")
        self._host = host
        self.version = Label(theme, f"LEAD Desktop, version {__version__}", "body")
        self.licences = Button(theme, "Licences", icon="scroll-text")
        self.licences.clicked.connect(self._open)
        self.form.addWidget(self.version)
        self.form.addWidget(
            Label(theme, f"{OWN_LICENCE} It sends nothing anywhere.", "caption", "text2", wrap=True)
        )
        self.form.addLayout(button_row(self.licences))

    def _open(self) -> None:
        LicenceSheet(self.theme, self._host).open()


class LicenceSheet(Sheet):
    """The licence texts of fonts and icons that come with the program."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "Licences", icon="scroll-text", width=760, height=620)
        self.closing.connect(self.dismiss)
        folder = resource("licences")
        self._texts = {_part(path): path for path in sorted(folder.iterdir()) if path.is_file()}
        self.choice = Field(theme, "Part", ComboBox(theme, "Part"))
        self.choice.input.addItems(list(self._texts))
        self.text = NoteEdit(theme, "Licence text")
        self.text.setReadOnly(True)
        self.choice.input.currentTextChanged.connect(self._show)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(Space.FIELDS)
        column.addWidget(self.choice)
        column.addWidget(self.text, 1)
        close = Button(theme, "Close")
        close.clicked.connect(self.dismiss)
        self.footer.addStretch(1)
        self.footer.addWidget(close)
        self._show(self.choice.input.currentText())

    def _show(self, name: str) -> None:
        path = self._texts.get(name)
        self.text.setPlainText(path.read_text(encoding="utf-8") if path is not None else "")


def _part(path: Path) -> str:
    """What a licence file is about, by its name."""
    words = [word for word in path.stem.split("-") if word not in ("COPYRIGHT", "LICENSE")]
    return " ".join(words)
