"""In which language a paper for a participant is: theirs, until somebody chooses another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lead_desktop.domain.codes import FormLanguage
from ui.kit.choice_chip import Choice
from ui.kit.segmented import Segmented
from ui.theme import Theme


class LanguageChoice(Segmented):
    """`changed` only when a person chose. What the participant speaks is shown, and holds until
    then."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, "Language", [Choice(one.value, one.label) for one in FormLanguage], parent=parent
        )
        self._wished: FormLanguage | None = None
        self.changed.connect(self._choose)

    def wished(self) -> FormLanguage | None:
        """What a person chose; None for the participant's own."""
        return self._wished

    def language(self) -> FormLanguage:
        """What stands."""
        return FormLanguage(self.value() or FormLanguage.ENGLISH.value)

    def show_language(self, language: FormLanguage) -> None:
        """Show the language that the paper came out in."""
        self.blockSignals(True)
        self.choose(language.value)
        self.blockSignals(False)

    def start_over(self) -> None:
        """Another participant: what was chosen for the earlier one is forgotten."""
        self._wished = None

    def _choose(self, key: str) -> None:
        self._wished = FormLanguage(key)
