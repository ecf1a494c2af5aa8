"""The unlock page: what the window shows while no vault is open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from lead_desktop.base.errors import LeadError
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.card import hairline
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.tall_column import TallColumn
from ui.pages.unlock.art import ArtPanel
from ui.pages.unlock.door import Door
from ui.pages.unlock.first_run import FirstRun
from ui.pages.unlock.form import UnlockForm
from ui.pages.unlock.vault_choice import VaultEntry
from ui.pages.unlock.words import vault_line
from ui.runner import Runner
from ui.theme import Theme

if TYPE_CHECKING:
    from lead_desktop.app import Application, DemoAccess, VaultCard
    from ui.pages.unlock.making import VaultMaking


_CLEAR = 12  # px kept free below the button when the form is scrolled to it


@dataclass(frozen=True)
class Start:
    """What the page begins with: a vault and worker (those that were just locked), and the way
    into a demonstration vault that was made before."""

    vault: Path | None = None
    worker: str = ""
    demo: DemoAccess | None = None
    demo_vault: Path | None = None


class UnlockPage(QWidget):
    """opened: an Application. It belongs to whoever takes it, who closes it."""

    opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        runner: Runner,
        door: Door,
        start: Start,
        *,
        name: str,
        lock_minutes: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self.runner, self.door = theme, runner, door
        self._start = start
        self._cards: dict[Path, VaultCard] = {}
        self._folders: list[Path] = []
        self.setProperty("kind", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = UnlockForm(theme)
        self.first_run = FirstRun(theme)
        self.messages = MessageBar()
        self._lay_out(name, lock_minutes)
        self._connect()
        self.reload()

    @property
    def demo(self) -> tuple[Path | None, DemoAccess | None]:
        """The demonstration vault made so far, and the way into it."""
        return self._start.demo_vault, self._start.demo

    def reload(self, current: Path | None = None) -> None:
        """Read the list of vaults; `current` is to be chosen."""
        wanted = current or self._current()
        folders = list(self.door.recent())
        if wanted is not None and wanted not in folders:
            folders.insert(0, wanted)
        self._folders = folders
        self._middle.setCurrentWidget(self._form_side if folders else self._first_side)
        self._feet.setVisible(bool(folders))  # the three cards say the same
        if not folders:
            self.first_run.setFocus()
            return
        self._show_vaults(wanted or folders[0])
        for folder in folders:
            self._describe(folder)
        self.form.passphrase.input.setFocus()

    def show_problem(self, error: LeadError) -> None:
        """Say what went wrong, outside any sheet."""
        self.set_busy(False)
        if self._folders:
            self.form.show_problem(error)
            return
        line = " ".join(part for part in (error.meaning, error.remedy) if part)
        self.messages.post("problem", Banner(self.theme, "danger", error.what, line))

    def set_busy(self, busy: bool) -> None:
        """While something is being opened or made, nothing can be pressed."""
        self.form.set_busy(busy)
        self.first_run.set_busy(busy)
        for button in self._ways:
            button.setEnabled(not busy)

    def open_demo(self) -> None:
        """Make the demonstration vault, where it is not there yet, and open it."""
        folder, access = self.demo
        self.set_busy(True)
        if folder is not None and access is not None:
            self._enter(folder, access.worker, access.passphrase)
            return

        def made(demo: tuple[Path, DemoAccess]) -> None:
            self._know_demo(demo)
            self._enter(demo[0], demo[1].worker, demo[1].passphrase)

        self.runner.run(self.door.make_demo, made, self.show_problem, owner=self)

    def make_demo(self) -> None:
        """Make the demonstration vault and show its door, without going in."""

        def made(demo: tuple[Path, DemoAccess]) -> None:
            self._know_demo(demo)
            self.reload(demo[0])

        self.runner.run(self.door.make_demo, made, self.show_problem, owner=self)

    def chosen_vault(self) -> Path | None:
        """The folder of the chosen vault."""
        return self.form.vault.folder() if self._folders else None

    def _know_demo(self, made: tuple[Path, DemoAccess]) -> None:
        folder, access = made
        self._start = Start(self._start.vault, self._start.worker, access, folder)

    def _describe(self, folder: Path) -> None:
        def failed(error: LeadError) -> None:
            if folder == self.chosen_vault():
                self.form.show_workers((), "", self.door.now())
                self.form.show_problem(error)

        self.runner.run(
            lambda: self.door.describe(folder),
            lambda card: self._described(folder, card),
            failed,
            owner=self,
        )

    def _described(self, folder: Path, card: VaultCard) -> None:
        self._cards[folder] = card
        current = self.chosen_vault()
        self._show_vaults(current)
        if folder == current:
            self._show_workers(folder)

    def _show_vaults(self, current: Path | None) -> None:
        entries = []
        for folder in self._folders:
            card = self._cards.get(folder)
            if card is None:
                entries.append(VaultEntry(folder, folder.name, str(folder.parent)))
            else:
                entries.append(VaultEntry(folder, card.name, vault_line(card, self.door.now())))
        self.form.show_vaults(tuple(entries), current)

    def _show_workers(self, folder: Path) -> None:
        card = self._cards.get(folder)
        self.form.show_workers(card.workers if card else (), self._start.worker, self.door.now())
        access = self._start.demo if folder == self._start.demo_vault else None
        self.form.hint.setVisible(access is not None)
        if access is not None:
            self.form.hint.setText(f"Demo: the passphrase is “{access.passphrase}”.")

    def _vault_chosen(self, folder: Path) -> None:
        self.form.clear_problem()
        self.form.passphrase.wipe()
        self._show_workers(folder)
        self._describe(folder)

    def _unlock(self) -> None:
        folder = self.chosen_vault()
        if folder is None:
            return
        passphrase = self.form.passphrase.text()
        self.set_busy(True)
        self._enter(folder, self.form.workers.name(), passphrase)

    def _enter(self, folder: Path, worker: str, passphrase: str) -> None:
        def done(application: Application) -> None:
            self.form.passphrase.wipe()
            self.door.remember(folder)
            self.opened.emit(application)

        self.runner.run(
            lambda: self.door.open(folder, worker, passphrase), done, self.show_problem, owner=self
        )

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "Open a vault", str(_documents()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.reload(Path(chosen)))
        dialog.open()

    def _current(self) -> Path | None:
        return self.chosen_vault() or self._start.vault

    def _connect(self) -> None:
        self.form.unlock_wanted.connect(self._unlock)
        self.form.vault_chosen.connect(self._vault_chosen)
        self.form.other_vault_wanted.connect(self._choose_folder)
        self.first_run.create_wanted.connect(self._create)
        self.first_run.open_wanted.connect(self._choose_folder)
        self.first_run.demo_wanted.connect(self.open_demo)

    def _making(self) -> VaultMaking:
        # Late: these sheets are opened once in a vault's life, and the page at every start.
        from ui.pages.unlock.making import VaultMaking

        return VaultMaking(self)

    def _create(self) -> None:
        self._making().create(_documents())

    def show_recovery(self) -> None:
        """Ask for the recovery words of the chosen worker at the chosen vault."""
        folder = self.chosen_vault()
        if folder is not None and self.form.workers.name():
            self._making().recover(folder, self.form.workers.name())

    def _lay_out(self, name: str, lock_minutes: int) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(ArtPanel(self.theme, name), 5)
        self._middle = QStackedWidget()
        self._form_side = _centred(self.form)
        self._form_side.verticalScrollBar().rangeChanged.connect(self._keep_button_in_sight)
        self._first_side = _centred(self.first_run)
        self._middle.addWidget(self._form_side)
        self._middle.addWidget(self._first_side)
        right = QVBoxLayout()
        right.setContentsMargins(24, 24, 24, 20)
        right.setSpacing(14)
        right.addWidget(self.messages)
        right.addWidget(self._middle, 1)
        right.addWidget(self._foot())
        right.addLayout(self._promise(lock_minutes))
        row.addLayout(right, 7)

    def _foot(self) -> QWidget:
        self._ways = (
            Button(self.theme, "Use &recovery key", kind="ghost", icon="life-buoy"),
            Button(self.theme, "Create &new vault", kind="ghost", icon="plus"),
            Button(self.theme, "Explore the &demo", kind="ghost", icon="flask-conical"),
        )
        acts = (self.show_recovery, self._create, self.open_demo)
        self._feet = QWidget()
        foot = QHBoxLayout(self._feet)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(4)
        foot.addStretch(1)
        for place, (button, act) in enumerate(zip(self._ways, acts, strict=True)):
            if place:
                line = hairline(upright=True)
                line.setFixedHeight(16)
                foot.addWidget(line)
            button.clicked.connect(act)
            foot.addWidget(button)
        foot.addStretch(1)
        return self._feet

    def _keep_button_in_sight(self) -> None:
        """In a window too low for the whole form, its end matters: what is wrong, and the button.
        Called when the form has grown or the window has shrunk."""
        if Shiboken.isValid(self) and self.form.passphrase.input.hasFocus():
            self._form_side.ensureWidgetVisible(self.form.unlock, 0, _CLEAR)

    def _promise(self, lock_minutes: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        mark = QLabel()
        mark.setPixmap(self.theme.pixmap("shield-check", "text2", 13, self.devicePixelRatioF()))
        words = (
            f"Locks itself after {lock_minutes} minutes without activity. Nothing is sent anywhere."
        )
        row.addStretch(1)
        row.addWidget(mark)
        row.addWidget(Label(self.theme, words, "caption", "text2"))
        row.addStretch(1)
        return row


def _centred(widget: QWidget) -> QScrollArea:
    """`widget` in the middle, scrolling where the window is too low for it."""
    ground = TallColumn()
    ground.setProperty("kind", "surface")
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(ground)
    column.setContentsMargins(8, 8, 8, 8)
    column.addStretch(1)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(ground)
    return area


def _documents() -> Path:
    """The person's documents folder."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
