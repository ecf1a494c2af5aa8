"""Destroying what a removed paper holds, at once, with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.inputs import NoteEdit
from ui.pages.form_sheet import FormSheet
from ui.theme import Theme

_WORDS_HEIGHT = 96


class PurgeSheet(FormSheet):
    """`wanted` carries the reason."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        lead = (
            "What the paper holds is gone for good; its line stays. Backups made before may still "
            "hold it until they are thinned out."
        )
        super().__init__(theme, host, "Destroy a removed paper", "Destroy", lead=lead)
        self.save_button.set_kind("danger")
        self.reason = NoteEdit(theme, "Why it cannot wait")
        self.reason.setFixedHeight(theme.px(_WORDS_HEIGHT))
        self.add("reason", "Why it cannot wait", self.reason)

    def submit(self) -> None:
        self.show_problems(())
        self.wanted.emit(self.reason.toPlainText())
