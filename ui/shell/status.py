"""The window's status strip: how safe the words are, what kind of vault, when it locks."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from ui.kit.chip import Chip, ChipLabel
from ui.kit.status_strip import StatusItem, StatusStrip
from ui.pages.page import KeyHint
from ui.theme import Theme

_HOUR = 3600


class Status(StatusStrip):
    """The strip with its parts filled in by the window."""

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        *,
        fictional: bool,
        backup_hours: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._clock = clock
        self._backup_hours = backup_hours
        self.saved = StatusItem(theme, "shield-check", "Encrypted", icon_tone="accent_text")
        self.backup = StatusItem(theme, "hard-drive", "")
        self.backup.hide()
        self.lock = StatusItem(theme, "timer", "")
        self.add_left(self.saved)
        self.add_left(self.backup)
        if fictional:
            chip = Chip("Demo data. Every person here is fictional", "plum", "flask-conical")
            self.add_left(ChipLabel(theme, chip))
        self.add_right(self.lock)

    def show_saved(self) -> None:
        """Something was written just now."""
        now = self._clock.now().astimezone(self._clock.zone)
        self.saved.set_text(f"Encrypted · saved {now:%H:%M}")

    def show_backup(self, at: datetime | None) -> None:
        """When the last proven backup was made; one that is too old is said aloud."""
        self.backup.show()
        if at is None:
            self.backup.set_text("No backup yet")
            self.backup.set_icon("triangle-alert", "warn_text")
            return
        seconds = (self._clock.now() - at).total_seconds()
        old = seconds > self._backup_hours * _HOUR
        self.backup.set_text(f"Backup {_age(seconds)}")
        self.backup.set_icon(
            "triangle-alert" if old else "hard-drive", "warn_text" if old else "text2"
        )

    def show_minutes(self, minutes: int) -> None:
        """How long until the vault locks by itself."""
        self.lock.set_text(f"Locks in {minutes} min")

    def show_hints(self, hints: tuple[KeyHint, ...]) -> None:
        """The keys of the page now shown."""
        self.hints.set_hints([(" ".join(hint.keys), hint.words) for hint in hints])


def _age(seconds: float) -> str:
    hours = int(seconds // _HOUR)
    if hours < 1:
        return f"{max(1, int(seconds // 60))} min ago"
    return f"{hours} h ago" if hours < 48 else f"{hours // 24} days ago"
