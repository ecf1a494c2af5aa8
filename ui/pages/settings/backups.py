"""Backups: when the last one was proven, making one now, and checking the whole vault."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.services.trust.backups import Check
from ui.kit.button import Button
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.kit.progress_row import ProgressRow
from ui.models.day_words import Calendar
from ui.pages.settings.section import Section, button_row
from ui.theme import Theme
from ui.theme.tokens import IconSize

NEVER = "No backup of this vault has been made yet."
_CHECK_WORDS = {
    "keyring": "Keys",
    "pages": "Encryption of every page",
    "integrity": "Database",
    "schema": "Tables",
    "search": "Search",
    "audit": "Audit chain",
    "backups": "Backups",
}


class BackupsSection(Section):
    """back_up_wanted, cancel_wanted, verify_wanted."""

    back_up_wanted = Signal()
    cancel_wanted = Signal()
    verify_wanted = Signal()

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "hard-drive",
            "Backups",
            "A backup counts once it was opened again and every page was checked.",
            reason=reason,
        )
        self.last = Label(theme, "", "body", wrap=True)
        self.job: ProgressRow | None = None
        self.back_up = Button(theme, "Back up now", icon="save")
        self.check = Button(theme, "Check the vault", icon="shield-check")
        self.back_up.clicked.connect(self.back_up_wanted)
        self.check.clicked.connect(self.verify_wanted)
        self.results = QWidget()
        self._lines = QVBoxLayout(self.results)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self.results.hide()
        self.form.addWidget(self.back_up)
        self.column.removeWidget(self.guarded)
        self.column.addWidget(self.last)
        self._place_of_job = self.column.count()
        # Checking changes nothing, so everybody may: its button is not among the guarded.
        self.column.addLayout(button_row(self.guarded, self.check))
        self.column.addWidget(self.results)

    def show_last(self, made_at: datetime | None, calendar: Calendar) -> None:
        """Say when the newest proven backup was made."""
        words = NEVER if made_at is None else f"Last proven backup: {calendar.moment(made_at)}."
        self.last.setText(words)

    def start(self, words: str, *, can_cancel: bool) -> None:
        """Something is being done."""
        self.end()
        self.job = ProgressRow(self.theme, words)
        self.job.button.setVisible(can_cancel)
        self.job.cancelled.connect(self.cancel_wanted)
        self.column.insertWidget(self._place_of_job, self.job)
        self.back_up.setEnabled(False)
        self.check.setEnabled(False)

    def advance(self, fraction: float) -> None:
        """How far it is."""
        if self.job is not None:
            self.job.set_progress(fraction)

    def end(self) -> None:
        """It is over."""
        if self.job is not None:
            self.column.removeWidget(self.job)
            self.job.hide()
            self.job.deleteLater()
            self.job = None
        self.back_up.setEnabled(not self.reason)
        self.check.setEnabled(True)

    def show_checks(self, checks: tuple[Check, ...], calendar: Calendar) -> None:
        """List what was checked and what came out."""
        while item := self._lines.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for check in checks:
            self._lines.addWidget(_check_row(self.theme, check, calendar))
        self.results.setVisible(bool(checks))
        bad = sum(not check.ok for check in checks)
        name = "Every check passed" if not bad else f"{bad} of {len(checks)} checks found something"
        self.results.setAccessibleName(name)


def _check_row(theme: Theme, check: Check, calendar: Calendar) -> QWidget:
    row = QWidget()
    found = check.detail
    if check.at is not None:
        found = f"{found} ({calendar.moment(check.at)})"
    words = _CHECK_WORDS.get(check.name, check.name.capitalize())
    row.setAccessibleName(f"{words}: {'good' if check.ok else 'not good'}. {found}")
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    if check.ok:
        across.addWidget(IconLabel(theme, "circle-check", "success_text", IconSize.SMALL))
    else:
        across.addWidget(IconLabel(theme, "circle-alert", "danger_text", IconSize.SMALL))
    across.addWidget(Label(theme, words, "capmed"))
    across.addWidget(Label(theme, found, "caption", "text2", wrap=True), 1)
    return row
