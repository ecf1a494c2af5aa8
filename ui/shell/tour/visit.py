"""What a scene of the tour is handed: the guided window, and where its pictures go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from ui.shell.guide import SIZE, Guide
from ui.shell.history import Place
from ui.shell.workspace import Workspace

SMALL = (1280, 720)
_PNG_QUALITY = 80  # of 100; nothing is lost, but saving takes a third of the time
_PERSON = "Juniper Fable"


@dataclass
class Visit:
    """One walk through the window. A scene leaves the window as the next one expects it.

    passphrase: of every worker of the demo vault, known once the unlock page has made it.
    """

    guide: Guide
    out: Path
    passphrase: str = ""

    @property
    def workspace(self) -> Workspace:
        """The workspace; raises RuntimeError while the vault is closed."""
        return self.guide.workspace

    def press(self, key: Qt.Key, text: str = "") -> None:
        """Press a key where the focus is."""
        self.guide.press(key, text)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.guide.type(text)

    def go(self, page: str, person: UUID | None = None) -> Iterator[None]:
        """Show a page, and wait until it is still."""
        self.workspace.show_place(Place(page, person))
        yield

    def picture(self, name: str) -> None:
        """Write what the window shows now to `name`.png, without a passing toast."""
        if self.guide.window.workspace is not None:
            self.guide.window.workspace.toasts.dismiss()
        self.keep(self.guide.window.grab(), name)

    def keep(self, picture: QPixmap, name: str) -> None:
        """Write any picture to `name`.png."""
        if not picture.save(str(self.out / f"{name}.png"), quality=_PNG_QUALITY):
            self.guide.faults.append(f"{name}.png could not be written.")

    def small(self, name: str) -> Iterator[None]:
        """A picture of the same in a small window."""
        self.guide.window.resize(*SMALL)
        yield
        self.picture(f"{name}-{SMALL[0]}x{SMALL[1]}")
        self.guide.window.resize(*SIZE)
        yield

    def person(self) -> UUID:
        """The participant whose pages are pictured; much is known about her."""
        rows = self.workspace.people.rows
        return next(row.id for row in rows if row.preferred_name == _PERSON)


Scene = Callable[[Visit], Iterator[None]]
