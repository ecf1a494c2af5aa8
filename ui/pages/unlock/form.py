"""The form of the unlock page: vault, worker, passphrase, and what went wrong."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError, WrongPassphrase
from ui.kit.announce import announce
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.keep_width import keep_width
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.passphrase_field import PassphraseField
from ui.kit.tall_column import TallColumn
from ui.pages.unlock.vault_choice import VaultChoice, VaultEntry
from ui.pages.unlock.worker_choice import WorkerChoice
from ui.theme import Theme

if TYPE_CHECKING:
    from lead_desktop.app import WorkerCard

WIDTH = 416
_TICK_MS = 1000
_PROBLEM = "problem"


class UnlockForm(TallColumn):
    """unlock_wanted: Enter or the button, with everything filled in. vault_chosen: a folder.
    other_vault_wanted: the person wants to point at another folder."""

    unlock_wanted = Signal()
    vault_chosen = Signal(object)
    other_vault_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._busy = False
        self._wait = 0
        self._what = self._remedy = ""
        keep_width(self, theme, WIDTH)
        self.vault = VaultChoice(theme)
        self.workers = WorkerChoice(theme)
        self.passphrase = PassphraseField(theme, "Passphrase")
        self.messages = MessageBar()
        self.hint = Label(theme, "", "caption", "plum_text", wrap=True)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hint.setContentsMargins(0, 6, 0, 0)
        self.hint.hide()
        self.unlock = Button(
            theme, "Unlock", kind="primary", size="lg", icon="lock-open", keys="Enter"
        )
        self.unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._delay = QTimer(self)
        self._delay.setInterval(_TICK_MS)
        self._delay.timeout.connect(self.count_down)
        self._lay_out()
        self._connect()

    def show_workers(self, workers: Sequence[WorkerCard], current: str, now: datetime) -> None:
        """Offer the workers of the chosen vault."""
        self.workers.show_workers(workers, current, now)
        self._signing.setVisible(bool(workers))
        self.workers.setVisible(bool(workers))
        self._order_tabs()
        self._enable()

    def show_vaults(self, entries: tuple[VaultEntry, ...], current: Path | None) -> None:
        """Offer the vaults known on this computer."""
        self.vault.show_vaults(entries, current)
        name = next((e.name for e in entries if e.folder == current), "")
        self.passphrase.input.setAccessibleName(f"Passphrase for {name}" if name else "Passphrase")

    def set_busy(self, busy: bool) -> None:
        """While the passphrase is being tried, nothing can be pressed."""
        self._busy = busy
        for part in (self.vault, self.workers, self.passphrase):
            part.setEnabled(not busy)
        if busy:
            self.clear_problem()
            announce(self, "Opening")
        self._enable()

    def show_problem(self, error: LeadError) -> None:
        """Say what went wrong: at the field for a wrong passphrase, in a banner otherwise."""
        self.passphrase.wipe()
        if isinstance(error, WrongPassphrase):
            self._wait = math.ceil(error.retry_after)
            self._what, self._remedy = error.what, error.remedy
            self._tell_wait()
            if self._wait:
                self._delay.start()
        else:
            line = " ".join(part for part in (error.meaning, error.remedy) if part)
            self.messages.post(_PROBLEM, Banner(self._theme, "danger", error.what, line))
        self._enable()
        self.passphrase.input.setFocus()

    def clear_problem(self) -> None:
        """Take down what was said."""
        self._delay.stop()
        self._wait = 0
        self.passphrase.set_problem(None)
        self.messages.take_down(_PROBLEM)

    def seconds_to_wait(self) -> int:
        """How long until the next try counts."""
        return self._wait

    def count_down(self) -> None:
        """One second of the wait is over; the timer calls this."""
        self._wait = max(0, self._wait - 1)
        if self._wait == 0:
            self._delay.stop()
        self._tell_wait()
        self._enable()

    def _order_tabs(self) -> None:
        """The cards were made last but stand before the passphrase."""
        rest = (self.passphrase.input, self.passphrase.reveal, self.unlock)
        for before, after in pairwise((self.vault, *self.workers.stops(), *rest)):
            QWidget.setTabOrder(before, after)

    def _tell_wait(self) -> None:
        remedy = f"Try again in {self._wait} s." if self._wait else self._remedy
        self.passphrase.set_problem(f"{self._what} {remedy}".strip())

    def _enable(self) -> None:
        self.unlock.setText("Opening…" if self._busy else "Unlock")
        self.unlock.set_icon(None if self._busy else "lock-open")
        self.unlock.set_keys("" if self._busy else "Enter")
        self.unlock.setEnabled(not self._busy and not self._wait and bool(self.workers.name()))

    def _ask(self) -> None:
        if not self.unlock.isEnabled():
            return
        if not self.passphrase.text():
            self.passphrase.set_problem("Type your passphrase.")
            self.passphrase.input.setFocus()
            return
        self.unlock_wanted.emit()

    def _connect(self) -> None:
        self.unlock.clicked.connect(self._ask)
        self.passphrase.submitted.connect(self._ask)
        self.passphrase.input.textEdited.connect(lambda _: self._typed())
        self.vault.chosen.connect(self.vault_chosen)
        self.vault.other_wanted.connect(self.other_vault_wanted)
        self.workers.chosen.connect(lambda _: self._worker_changed())

    def _typed(self) -> None:
        if not self._wait:
            self.passphrase.set_problem(None)

    def _worker_changed(self) -> None:
        self.clear_problem()
        self.passphrase.wipe()
        self._enable()

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(theme, "Welcome back", "title"))
        column.addSpacing(4)
        column.addWidget(
            Label(theme, "Choose who you are and enter your passphrase.", tone="text2")
        )
        column.addSpacing(26)
        label = Label(theme, "Vault", "capmed", "text2")
        label.setBuddy(self.vault)
        column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.vault)
        column.addSpacing(18)
        self._signing = Label(theme, "Signing in as", "capmed", "text2")
        column.addWidget(self._signing)
        column.addSpacing(6)
        column.addWidget(self.workers)
        column.addSpacing(16)
        column.addWidget(self.passphrase)
        column.addWidget(self.hint)
        column.addSpacing(8)
        column.addWidget(self.messages)
        column.addSpacing(8)
        column.addWidget(self.unlock)
