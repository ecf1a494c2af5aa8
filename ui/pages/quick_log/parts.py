"""Pieces that the two columns of the form are made of."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import LineEdit
from ui.pages.quick_log.state import FormState, Part, WhenChoice
from ui.theme import Theme
from ui.theme.tokens import Space

SECTION_GAP = 13


def name_chips(group: ChoiceGroup, name: str) -> ChoiceGroup:
    """Give each chip a name by which a draft remembers that the focus was on it."""
    for chip in group.chips:
        chip.setObjectName(f"{name}.{chip.choice.key}")
    return group


class FormColumn(QWidget):
    """One of the form's two columns. `edited` names the part that a person changed."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SECTION_GAP)

    def show_state(self, state: FormState) -> None:
        """Show `state`. What already stands there is not touched, so no caret moves."""
        self._showing = True
        try:
            self.fill(state)
        finally:
            self._showing = False

    @abstractmethod
    def fill(self, state: FormState) -> None:
        """Put `state` into the widgets; for show_state."""

    def tell(self, part: Part) -> None:
        """Send `edited`, unless the change comes from show_state."""
        if not self._showing:
            self.edited.emit(part)


def tab_through(*widgets: QWidget) -> None:
    """Let Tab go through `widgets` in this order; those made late stand at the end otherwise."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def set_text(edit: LineEdit, text: str) -> None:
    """Show `text` from its beginning; the caret stays when it stands there already."""
    if edit.text() != text:
        edit.setText(text)
        edit.setCursorPosition(0)


class WhenPicker(QWidget):
    """Chips for the usual moments, and a line for any other."""

    changed = Signal()
    typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CHIPS)
        choices = (
            Choice(WhenChoice.NOW, "Now"),
            Choice(WhenChoice.HOUR_AGO, "1 h ago"),
            Choice(WhenChoice.MORNING, "This morning"),
            Choice(WhenChoice.PICKED, "Pick…", "calendar"),
        )
        self.chips = name_chips(ChoiceGroup(theme, "When", choices), "when")
        self.chips.changed.connect(self.changed)
        self.edit = LineEdit(
            theme, "Day and time of the contact", placeholder="yest 3p, fri 14:10", size="compact"
        )
        self.edit.setObjectName("when_text")
        self.edit.textEdited.connect(self.typed)
        row.addWidget(self.chips)
        row.addWidget(self.edit, 1)
        row.addStretch(0)
        self.setFocusProxy(self.chips)

    def choice(self) -> WhenChoice:
        """The chosen chip."""
        return WhenChoice(self.chips.value() or WhenChoice.NOW)

    def show_choice(self, choice: WhenChoice, text: str) -> None:
        """Show a chip as chosen, and what is typed when picking."""
        self.chips.choose(choice)
        self.edit.setVisible(choice is WhenChoice.PICKED)
        set_text(self.edit, text)


class MoreChips(QWidget):
    """Many chips of which the first few are in sight; the others, when chosen or asked for.

    multiple: whether several can be chosen. more: the words of the button that shows the others.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        key: str,
        choices: Sequence[Choice],
        usual: int,
        *,
        multiple: bool = True,
        more: str = "",
    ) -> None:
        super().__init__()
        self._usual = usual
        self._all = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.group = name_chips(ChoiceGroup(theme, name, choices, multiple=multiple), key)
        self.group.changed.connect(self.changed)
        self.more = Button(
            theme, more or f"More {name.lower()}", kind="link", size="sm", icon="plus"
        )
        self.more.clicked.connect(self._show_all)
        column.addWidget(self.group)
        column.addWidget(self.more)
        self.setFocusProxy(self.group)
        self.show_values(())

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show exactly these as chosen."""
        self.group.choose(*values)
        for place, chip in enumerate(self.group.chips):
            shown = self._all or place < self._usual or chip.isChecked()
            if shown == chip.isHidden():
                chip.setVisible(shown)

    def _show_all(self) -> None:
        self._all = True
        self.more.hide()
        self.show_values(self.group.values())
        self.group.chips[self._usual].setFocus()
