"""Who may open this vault, and in which role."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.trust.worker import WorkerLine
from ui.kit.avatar import Avatar, avatar_tone
from ui.kit.button import Button
from ui.kit.chip import Chip, ChipLabel
from ui.kit.label import ElidingLabel, Label
from ui.models.day_words import Calendar
from ui.pages.settings.section import Section, button_row
from ui.theme import Theme

_AVATAR = 28


class WorkersSection(Section):
    """add_wanted; remove_wanted: carries the worker's name."""

    add_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, reason: str, own_id: UUID) -> None:
        super().__init__(
            theme,
            "users",
            "Workers",
            "Each opens the vault with a passphrase of their own; the role decides what they see.",
            reason=reason,
        )
        self._own_id = own_id
        self._rows: list[QWidget] = []
        self.removes: dict[str, Button] = {}
        self.add = Button(theme, "Add a worker", icon="user-plus")
        self.add.clicked.connect(self.add_wanted)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.form.addLayout(self._lines)
        self.form.addLayout(button_row(self.add))

    def show_workers(self, workers: list[WorkerLine], calendar: Calendar) -> None:
        """List those who can open the vault."""
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.removes = {}
        self._rows = [self._row(one, calendar) for one in workers if one.active]
        for row in self._rows:
            self._lines.addWidget(row)

    def names(self) -> tuple[str, ...]:
        """The accessible words of the rows."""
        return tuple(row.accessibleName() for row in self._rows)

    def _row(self, worker: WorkerLine, calendar: Calendar) -> QWidget:
        theme, own = self.theme, worker.id == self._own_id
        seen = worker.last_unlocked_at
        line = worker.role.label
        line += f" · last here: {calendar.moment(seen)}" if seen else " · not here yet"
        row = QWidget()
        rights = ", administrator" if worker.administrator else ""
        row.setAccessibleName(f"{worker.name}{', you' if own else ''}, {line}{rights}")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(Avatar(theme, worker.name, avatar_tone(worker.name), _AVATAR))
        words = QVBoxLayout()
        words.setSpacing(0)
        name = f"{worker.name} (you)" if own else worker.name
        words.addWidget(ElidingLabel(theme, name, "med"))
        words.addWidget(Label(theme, line, "caption", "text2"))
        across.addLayout(words, 1)
        if worker.administrator:
            across.addWidget(ChipLabel(theme, Chip("Administrator", "plum", "user-cog", "sm")))
        if not own:
            remove = Button(theme, "Remove", kind="ghost", size="sm")
            remove.setAccessibleName(f"Remove {worker.name}")
            remove.clicked.connect(lambda: self.remove_wanted.emit(worker.name))
            self.removes[worker.name] = remove
            across.addWidget(remove)
        return row
