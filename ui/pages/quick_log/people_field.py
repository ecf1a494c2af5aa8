"""Who was there: the writer, always, and colleagues as chips that can be added and taken away."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.names import fold_name, short_name
from ui.kit.chip import Chip, ChipLabel, RemovableChip
from ui.kit.flow_layout import FlowLayout
from ui.kit.paint import begin, draw_box
from ui.pages.quick_log.parts import tab_through
from ui.pages.quick_log.suggestions import SuggestField, Suggestion
from ui.theme import Theme
from ui.theme.tokens import Border, Radius, Size

Colleagues = tuple[tuple[UUID, str], ...]


class PeopleField(QFrame):
    """A box of chips with a line to type a name into. `changed`: somebody came or went.

    after: the widget that Tab leaves for the first chip.
    """

    changed = Signal()

    def __init__(self, theme: Theme, me: str, host: QWidget, after: QWidget) -> None:
        super().__init__()
        self._after = after
        self._theme = theme
        self._colleagues: Colleagues = ()
        self._chosen: tuple[UUID, ...] = ()
        self._chips: dict[UUID, RemovableChip] = {}
        inner = QWidget()
        self._flow = FlowLayout(inner, gap=7, line_gap=4)
        box = QVBoxLayout(self)
        box.setContentsMargins(11, 6, 10, 6)
        box.addWidget(inner)
        own = ChipLabel(theme, Chip(f"{me.split()[0]} (you)"))
        own.setFixedHeight(theme.px(Size.TARGET))
        self._flow.addWidget(own)
        self.edit = _NameEdit(theme, "Add a person who was there", host, self)
        self.edit.textEdited.connect(self._find)
        self.edit.picked.connect(self._add)
        self.edit.installEventFilter(self)
        self._flow.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setMinimumHeight(theme.px(Size.FIELD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_colleagues(self, colleagues: Colleagues) -> None:
        """Who can be added: (id, name)."""
        self._colleagues = colleagues
        self.show_chosen(self._chosen)

    def chosen(self) -> tuple[UUID, ...]:
        """The colleagues who were there."""
        return self._chosen

    def show_chosen(self, chosen: tuple[UUID, ...]) -> None:
        """Show exactly these colleagues as chips."""
        self._chosen = chosen
        names = dict(self._colleagues)
        for worker_id in tuple(self._chips):
            if worker_id not in chosen:
                chip = self._chips.pop(worker_id)
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
        for worker_id in chosen:
            if worker_id not in self._chips and worker_id in names:
                self._add_chip(worker_id, short_name(names[worker_id]))
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self.edit.hasFocus()
        edge = self._theme.color("focus" if focused else "control")
        width = Border.FOCUS if focused else Border.HAIRLINE
        box = QRectF(self.rect())
        draw_box(begin(self), box, Radius.FIELD, self._theme.color("surface"), edge, width)

    def _add_chip(self, worker_id: UUID, name: str) -> None:
        chip = RemovableChip(self._theme, Chip(name, removable=True))
        chip.removed.connect(lambda: self._remove(worker_id))
        self._chips[worker_id] = chip
        # The line to type into stays last, for the eye and for Tab.
        self._flow.removeWidget(self.edit)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.edit)
        chip.show()
        tab_through(self._after, *self._chips.values(), self.edit)

    def _find(self, text: str) -> None:
        wanted = fold_name(text)
        matches = [
            Suggestion(worker_id, name)
            for worker_id, name in self._colleagues
            if wanted and worker_id not in self._chosen and wanted in fold_name(name)
        ]
        self.edit.offer(tuple(matches[:6]))

    def _add(self, worker_id: UUID) -> None:
        self.edit.clear()
        self.show_chosen((*self._chosen, worker_id))
        self.changed.emit()

    def _remove(self, worker_id: UUID) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_chosen(tuple(one for one in self._chosen if one != worker_id))
        self.changed.emit()

    def remove_last(self) -> None:
        """Take the last colleague away (Backspace in the empty line)."""
        if self._chosen:
            self._remove(self._chosen[-1])


class _NameEdit(SuggestField):
    def __init__(self, theme: Theme, name: str, host: QWidget, people: PeopleField) -> None:
        self._people = people
        super().__init__(theme, name, host, placeholder="Add a person", parent=people)
        self.setProperty("kind", "bare")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(150, self._theme.px(Size.TARGET))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self._people.remove_last()
            return
        super().keyPressEvent(event)

    def _anchor(self) -> QWidget:
        return self._people
