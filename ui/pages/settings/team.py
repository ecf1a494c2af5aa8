"""What the whole team shares: when the vault locks itself, and how the program is called."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.settings import VaultSettings
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, LineEdit
from ui.kit.label import Label
from ui.pages.settings.section import Section, button_row
from ui.theme import Theme

USUAL_MINUTES = (2, 5, 10, 15, 20, 30, 60)
_PAUSE_MS = 600


class LockingSection(Section):
    """changed: the settings to change, by name."""

    changed = Signal(dict)

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "timer",
            "Locking",
            "The vault also locks when the computer sleeps or its screen is locked. Nothing that "
            "was typed is lost.",
            reason=reason,
        )
        self._standing = VaultSettings().lock_minutes
        self.minutes = ComboBox(theme, "Lock after")
        self.minutes.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.minutes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # The arrow keys pass by answers that nobody wants to have saved.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._settled)
        self.minutes.activated.connect(lambda _: self._pause.start())
        row = QHBoxLayout()
        row.setSpacing(10)
        label = Label(theme, "Lock after", "body")
        label.setBuddy(self.minutes)
        row.addWidget(label)
        row.addWidget(self.minutes)
        row.addWidget(Label(theme, "without a key or a click", "body"))
        row.addStretch(1)
        self.form.addLayout(row)

    def show_settings(self, settings: VaultSettings) -> None:
        """Show what stands, also when it is not one of the usual answers."""
        self._standing = settings.lock_minutes
        self.minutes.clear()
        for minutes in sorted({*USUAL_MINUTES, self._standing}):
            self.minutes.addItem("1 minute" if minutes == 1 else f"{minutes} minutes", minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(self._standing))

    def _settled(self) -> None:
        chosen = self.minutes.currentData()
        if isinstance(chosen, int) and chosen != self._standing:
            self._standing = chosen
            self.changed.emit({"lock_minutes": chosen})


class ProgramSection(Section):
    """changed: the settings to change, by name. Ctrl+S or the button saves."""

    changed = Signal(dict)

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "building-2",
            "Program",
            "Printed on copies for the team and for partners. A participant's own copy carries "
            "only the phone number.",
            reason=reason,
        )
        self._standing: dict[str, str] = {}
        self.fields = {
            "display_name": Field(
                theme,
                "Name on screen",
                LineEdit(theme, "Name on screen"),
                hint="A neutral name keeps a window title from outing anybody.",
            ),
            "program_name": Field(theme, "Program name", LineEdit(theme, "Program name")),
            "program_address": Field(theme, "Address", LineEdit(theme, "Address")),
            "program_phone": Field(theme, "Phone", LineEdit(theme, "Phone")),
            "liaison_name": Field(theme, "Police liaison", LineEdit(theme, "Police liaison")),
            "liaison_phone": Field(theme, "Liaison's phone", LineEdit(theme, "Liaison's phone")),
            "districts": Field(
                theme,
                "Police districts we serve",
                LineEdit(theme, "Police districts we serve"),
                hint="Parted by commas. They decide whether a referral is in our area.",
            ),
            "partners": Field(
                theme,
                "Partners who decide about a referral",
                LineEdit(theme, "Partners who decide about a referral"),
                hint="Parted by commas. Each is asked one by one.",
            ),
        }
        self.save = Button(theme, "Save", kind="primary", keys="Ctrl+S")
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
        self._standing = {key: getattr(settings, key) for key in self.fields}
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
        if changes and self.guarded.isEnabled():
            self.changed.emit(changes)

    def show_saved(self, changes: dict[str, str]) -> None:
        """They are saved."""
        self._standing.update(changes)
        for field in self.fields.values():
            field.set_problem(None)
        self.note.setText("Paper carries the new words once the vault has been opened again.")
        self.note.show()
        self._edited()

    def show_problems(self, problems: tuple[FieldProblem, ...]) -> None:
        """Say at the fields what cannot be taken."""
        told = {problem.field: problem.message for problem in problems}
        for key, field in self.fields.items():
            field.set_problem(told.get(key))
        first = next((key for key in self.fields if key in told), None)
        if first is not None:
            self.fields[first].input.setFocus()

    def _edited(self) -> None:
        self.save.setEnabled(bool(self.changes()))
