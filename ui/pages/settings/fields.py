"""A card of settings that are typed, and saved together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.settings import VaultSettings
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.pages.settings.section import Section, button_row
from ui.theme import Theme


@dataclass(frozen=True)
class TextField:
    """One setting by its key. number: it is kept as one, and typed in figures."""

    key: str
    words: str
    hint: str = ""
    number: bool = False


class FieldsSection(Section):
    """changed: the settings to change, by name. Ctrl+S, Enter in a field or the button saves."""

    changed = Signal(dict)

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        line: str,
        fields: Sequence[TextField],
        *,
        reason: str,
    ) -> None:
        super().__init__(theme, icon, title, line, reason=reason)
        self._standing: dict[str, str] = {}
        self._numbers = frozenset(one.key for one in fields if one.number)
        self.fields: dict[str, Field[LineEdit]] = {
            one.key: Field(theme, one.words, LineEdit(theme, one.words), hint=one.hint)
            for one in fields
        }
        self.save = Button(theme, "Save", kind="primary", keys="Ctrl+S")
        self.save.setAccessibleName(f"Save {title.lower()}")
        self.save.clicked.connect(self.save_changes)
        for field in self.fields.values():
            field.input.textEdited.connect(self._edited)
            field.input.returnPressed.connect(self.save_changes)
            self.form.addWidget(field)
        self.note = Label(theme, "", "caption", "text2", wrap=True)
        self.note.hide()
        self.form.addWidget(self.note)
        self.form.addLayout(button_row(self.save))
        self._edited()

    def show_settings(self, settings: VaultSettings) -> None:
        """Show what stands; a field that somebody is changing keeps what was typed."""
        changed = self.changes()
        self._standing = {key: str(getattr(settings, key)) for key in self.fields}
        for key, field in self.fields.items():
            if key not in changed:
                field.input.setText(self._standing[key])
        self._edited()

    def changes(self) -> dict[str, str]:
        """What was typed and is not saved."""
        typed = {key: field.input.text().strip() for key, field in self.fields.items()}
        if not self._standing:
            return {}
        return {key: text for key, text in typed.items() if text != self._standing[key]}

    def save_changes(self) -> None:
        """Ask for the changes to be saved."""
        changes = self.changes()
        if not changes or not self.guarded.isEnabled():
            return
        wrong = [key for key in changes if key in self._numbers and not _is_number(changes[key])]
        if wrong:
            self.show_problems(tuple(FieldProblem(key, "In figures, please.") for key in wrong))
            return
        self.changed.emit(
            {key: int(text) if key in self._numbers else text for key, text in changes.items()}
        )

    def show_saved(self, changes: dict[str, object]) -> None:
        """They are saved; settings of other cards are none of this one's business."""
        own = {key: str(value) for key, value in changes.items() if key in self.fields}
        if not own:
            return
        self._standing.update(own)
        for field in self.fields.values():
            field.set_problem(None)
        self.note.setText("In force once the vault has been opened again.")
        self.note.show()
        self._edited()

    def show_problems(self, problems: tuple[FieldProblem, ...]) -> None:
        """Say at the fields what cannot be taken; problems of other cards' fields stay there."""
        told = {problem.field: problem.message for problem in problems}
        first = next((key for key in self.fields if key in told), None)
        if first is None:
            return
        for key, field in self.fields.items():
            field.set_problem(told.get(key))
        self.fields[first].input.setFocus()

    def _edited(self) -> None:
        self.save.setEnabled(bool(self.changes()))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()
