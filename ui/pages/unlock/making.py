"""The two longer ways in: making a vault, and getting back in with recovery words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lead_desktop.base.errors import LeadError, WeakPassphrase
from ui.kit.new_passphrase import NewPassphrase
from ui.pages.unlock.door import NewVault
from ui.pages.unlock.new_vault import NewVaultSheet
from ui.pages.unlock.recovery import RecoverySheet
from ui.pages.unlock.recovery_words import RecoveryWords

if TYPE_CHECKING:
    from ui.pages.unlock.page import UnlockPage


class VaultMaking(QObject):
    """Opens the sheets over the unlock page and carries their wishes to the door."""

    def __init__(self, page: UnlockPage) -> None:
        super().__init__(page)
        self._page = page

    def create(self, parent_folder: Path) -> NewVaultSheet:
        """Ask for everything that a new vault needs, and make it."""
        sheet = NewVaultSheet(self._page.theme, self._page, parent_folder)
        self._advise(sheet.passphrase)

        def make(wish: NewVault) -> None:
            def done(paper: str) -> None:
                sheet.passphrase.wipe()
                sheet.dismiss()
                self._show_words(paper, wish.folder)

            sheet.set_busy(True)
            self._page.runner.run(
                lambda: self._page.door.create(wish), done, sheet.show_problem, owner=sheet
            )

        sheet.wanted.connect(make)
        sheet.open()
        return sheet

    def recover(self, folder: Path, worker: str) -> RecoverySheet:
        """Ask for the recovery words and a new passphrase, and set it."""
        sheet = RecoverySheet(self._page.theme, self._page, worker)
        self._advise(sheet.passphrase)

        def use(words: str, passphrase: str) -> None:
            def done(paper: str) -> None:
                sheet.words.input.clear()
                sheet.passphrase.wipe()
                sheet.dismiss()
                self._show_words(paper, folder)

            sheet.set_busy(True)
            self._page.runner.run(
                lambda: self._page.door.recover(folder, worker, words, passphrase),
                done,
                sheet.show_problem,
                owner=sheet,
            )

        sheet.wanted.connect(use)
        sheet.open()
        return sheet

    def _show_words(self, text: str, folder: Path) -> None:
        words = RecoveryWords(self._page.theme, self._page, text)
        words.kept.connect(lambda: self._page.reload(folder))
        words.open()

    def _advise(self, passphrase: NewPassphrase) -> None:
        """Judge what is typed, and propose words, on the thread that knows the rules."""
        page = self._page

        def failed(error: LeadError) -> None:
            if isinstance(error, WeakPassphrase):
                passphrase.show_problem(error)

        def judge(text: str) -> None:
            def done(_: None) -> None:
                if passphrase.text() == text:
                    passphrase.show_good()

            page.runner.run(
                lambda: page.door.judge_passphrase(text), done, failed, owner=passphrase
            )

        def propose() -> None:
            page.runner.run(
                page.door.propose_passphrase, passphrase.show_proposal, failed, owner=passphrase
            )

        passphrase.judgement_wanted.connect(judge)
        passphrase.proposal_wanted.connect(propose)
