"""Several people in one field: chips that can be added and taken away, and a line to type into."""

from __future__ import annotations

from abc import abstractmethod
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.names import fold_name, short_name
from ui.kit.chip import Chip, ChipLabel, RemovableChip
from ui.kit.flow_layout import FlowLayout
from ui.kit.paint import begin, draw_box
from ui.models.finder import find_people
from ui.pages.quick_log.participant_field import MOST_OFFERED, suggestion_of
from ui.pages.quick_log.parts import tab_through
from ui.pages.suggestions import SuggestField, Suggestion
from ui.theme import Theme
from ui.theme.tokens import Border, Radius, Size

Colleagues = tuple[tuple[UUID, str], ...]


class NamesField(QFrame):
    """A box of chips with a line to type a name into. `changed`: somebody came or went.

    after: the widget that Tab leaves for the first chip. Subclasses say who can be added (`_find`
    offers them) and how they are called on a chip (`_name_of`, None while not known yet).
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, prompt: str, host: QWidget, after: QWidget, own: str = ""
    ) -> None:
        super().__init__()
        self._after = after
        self._theme = theme
        self._chosen: tuple[UUID, ...] = ()
        self._chips: dict[UUID, RemovableChip] = {}
        inner = QWidget()
        self._flow = FlowLayout(inner, gap=7, line_gap=4)
        box = QVBoxLayout(self)
        box.setContentsMargins(11, 6, 10, 6)
        box.addWidget(inner)
        if own:
            chip = ChipLabel(theme, Chip(own))
            chip.setFixedHeight(theme.px(Size.TARGET))
            self._flow.addWidget(chip)
        self.edit = _NameEdit(theme, name, prompt, host, self)
        self.edit.textEdited.connect(self._find)
        self.edit.picked.connect(self._add)
        self.edit.installEventFilter(self)
        self._flow.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setMinimumHeight(theme.px(Size.FIELD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def chosen(self) -> tuple[UUID, ...]:
        """Who stands in the field."""
        return self._chosen

    def show_chosen(self, chosen: tuple[UUID, ...]) -> None:
        """Show exactly these people as chips."""
        self._chosen = chosen
        for who in tuple(self._chips):
            if who not in chosen:
                chip = self._chips.pop(who)
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
        for who in chosen:
            name = self._name_of(who)
            if who not in self._chips and name is not None:
                self._add_chip(who, name)
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

    def _add_chip(self, who: UUID, name: str) -> None:
        chip = RemovableChip(self._theme, Chip(name, removable=True))
        chip.removed.connect(lambda: self._remove(who))
        self._chips[who] = chip
        # The line to type into stays last, for the eye and for Tab.
        self._flow.removeWidget(self.edit)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.edit)
        chip.show()
        tab_through(self._after, *self._chips.values(), self.edit)

    @abstractmethod
    def _find(self, text: str) -> None:
        """Offer those whose name has `text`."""

    @abstractmethod
    def _name_of(self, who: UUID) -> str | None:
        """The words of somebody's chip."""

    def _add(self, who: UUID) -> None:
        self.edit.clear()
        self.show_chosen((*self._chosen, who))
        self.changed.emit()

    def _remove(self, who: UUID) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_chosen(tuple(one for one in self._chosen if one != who))
        self.changed.emit()

    def remove_last(self) -> None:
        """Take the last one away (Backspace in the empty line)."""
        if self._chosen:
            self._remove(self._chosen[-1])


class PeopleField(NamesField):
    """Who was there: the writer, always, and colleagues."""

    def __init__(self, theme: Theme, me: str, host: QWidget, after: QWidget) -> None:
        self._colleagues: Colleagues = ()
        own = f"{me.split()[0]} (you)"
        super().__init__(theme, "Add a person who was there", "Add a person", host, after, own)

    def set_colleagues(self, colleagues: Colleagues) -> None:
        """Who can be added: (id, name)."""
        self._colleagues = colleagues
        self.show_chosen(self._chosen)

    def _name_of(self, who: UUID) -> str | None:
        name = dict(self._colleagues).get(who)
        return None if name is None else short_name(name)

    def _find(self, text: str) -> None:
        wanted = fold_name(text)
        matches = [
            Suggestion(worker_id, name)
            for worker_id, name in self._colleagues
            if wanted and worker_id not in self._chosen and wanted in fold_name(name)
        ]
        self.edit.offer(tuple(matches[:6]))


class AlsoField(NamesField):
    """Further participants of the contact. leave_out: whoever is chosen in the field above."""

    def __init__(self, theme: Theme, host: QWidget, after: QWidget) -> None:
        self._rows: tuple[CaseloadRow, ...] = ()
        self._names: dict[UUID, str] = {}
        self.leave_out: UUID | None = None
        super().__init__(theme, "Add another participant", "Add a participant", host, after)

    def set_rows(self, rows: tuple[CaseloadRow, ...]) -> None:
        """Who can be added."""
        self._rows = rows
        self._names = {row.id: row.preferred_name for row in rows}
        self.show_chosen(self._chosen)

    def _name_of(self, who: UUID) -> str | None:
        return self._names.get(who)

    def _find(self, text: str) -> None:
        taken = {self.leave_out, *self._chosen}
        found = find_people(self._rows, text, MOST_OFFERED + len(taken)) if text.strip() else []
        self.edit.offer(
            tuple(suggestion_of(row) for row in found if row.id not in taken)[:MOST_OFFERED]
        )


class _NameEdit(SuggestField):
    def __init__(
        self, theme: Theme, name: str, prompt: str, host: QWidget, people: NamesField
    ) -> None:
        self._people = people
        super().__init__(theme, name, host, placeholder=prompt, parent=people)
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
