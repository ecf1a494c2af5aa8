"""What the whole team shares: when the vault locks itself, and how the program is called."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from lead_desktop.base.settings import VaultSettings
from ui.kit.inputs import ComboBox
from ui.kit.label import Label
from ui.pages.settings.fields import FieldsSection, TextField
from ui.pages.settings.section import Section
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


class ProgramSection(FieldsSection):
    """How the program is called and reached, and whom it works with."""

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "building-2",
            "Program",
            "Printed on copies for the team and for partners. A participant's own papers carry "
            "only the two phone numbers and the liaison's name.",
            _PROGRAM,
            reason=reason,
        )


_PROGRAM = (
    TextField(
        "display_name",
        "Name on screen",
        "A neutral name keeps a window title from outing anybody.",
    ),
    TextField("program_name", "Program name"),
    TextField("program_address", "Address"),
    TextField("program_phone", "Phone"),
    TextField("liaison_name", "Liaison"),
    TextField("liaison_phone", "Liaison's phone"),
    TextField(
        "districts",
        "Police districts we serve",
        "Parted by commas. They decide whether a referral is in our area.",
    ),
    TextField(
        "partners",
        "Partners who decide about a referral",
        "Parted by commas. Each is asked one by one.",
    ),
    TextField(
        "privacy_contact",
        "Who answers for the privacy notice",
        "Named on the notice, for questions and complaints.",
    ),
    TextField("privacy_email", "Their email"),
    TextField("notice_effective_on", "Privacy notice in effect since", "As 2026-11-23."),
)
