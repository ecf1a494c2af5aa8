"""Parts of the new-referral form: a numbered card, a line of fields, one question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QWidget

from lead_desktop.domain.codes import Answer, Question
from lead_desktop.domain.referral.eligibility import ASKED
from ui.kit.card import Card
from ui.kit.chip import Chip, ChipLabel
from ui.kit.choice_chip import Choice
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.theme import Theme

_LETTERS = {
    Qt.Key.Key_Y: Answer.YES,
    Qt.Key.Key_N: Answer.NO,
    Qt.Key.Key_U: Answer.UNKNOWN,
    Qt.Key.Key_D: Answer.DECLINED,
}


class NumberedCard(Card):
    """A card with its number and title; `set_complete` says that nothing is missing in it."""

    def __init__(self, theme: Theme, number: int, title: str) -> None:
        # Not of a fixed height: that would be the height before lines wrap.
        super().__init__(fixed=False)
        self.column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(theme, str(number), "caption", "text3"))
        self._title = Label(theme, title, "strong")
        head.addWidget(self._title)
        head.addStretch(1)
        self._complete = ChipLabel(theme, Chip("Complete", "success", "check"))
        keep = self._complete.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._complete.setSizePolicy(keep)
        head.addWidget(self._complete)
        self.column.addLayout(head)
        self.set_complete(complete=False)

    def set_title(self, title: str) -> None:
        """Call the card something else."""
        self._title.setText(title)

    def set_complete(self, *, complete: bool) -> None:
        """Show or hide the mark."""
        self._complete.setVisible(complete)

    def is_complete(self) -> bool:
        """Whether the mark is shown."""
        return not self._complete.isHidden()


class FieldGrid(QWidget):
    """Fields in lines; `add` places one, `show_only` leaves those out that a door does not ask."""

    def __init__(self, columns: Sequence[int]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        for column, stretch in enumerate(columns):
            self._grid.setColumnStretch(column, stretch)
        self._columns = len(columns)
        self._fields: dict[str, Field[QWidget]] = {}

    def add(self, name: str, field: Field[QWidget]) -> None:
        """A further field; its place follows from those shown."""
        self._fields[name] = field
        field.setParent(self)

    def show_only(self, names: Sequence[str]) -> None:
        """Show the named fields in this order, line by line."""
        for name, field in self._fields.items():
            self._grid.removeWidget(field)
            field.setVisible(name in names)
        for place, name in enumerate(names):
            line, column = divmod(place, self._columns)
            self._grid.addWidget(self._fields[name], line, column, Qt.AlignmentFlag.AlignTop)


class TypeAhead(LineEdit):
    """A line that completes itself from what was written before; nothing pops up."""

    def __init__(self, theme: Theme, name: str, *, placeholder: str = "") -> None:
        super().__init__(theme, name, placeholder=placeholder)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def offer(self, words: Sequence[str]) -> None:
        """What it may complete to, the likeliest first."""
        self._words.setStringList(list(words))


class QuestionRow(QWidget):
    """One question with its answers; Y, N, U and D answer it. answered carries the answer."""

    answered = Signal(object, object)

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__()
        self.question = question
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = ASKED[question]
        row.addWidget(Label(theme, words, "body", wrap=True), 1)
        self.choice = Segmented(
            theme,
            words,
            [
                Choice(Answer.YES.value, "Yes"),
                Choice(Answer.NO.value, "No"),
                Choice(Answer.UNKNOWN.value, "Unknown"),
                Choice(Answer.DECLINED.value, "Won't say"),
            ],
            height=30,
            required=False,
        )
        self.choice.changed.connect(self._tell)
        self._showing = False
        row.addWidget(self.choice)

    def show_answer(self, answer: Answer | None) -> None:
        """Let an answer stand, the person's own or the one that follows from something else."""
        self._showing = True
        self.choice.choose(answer.value if answer else None)
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = _LETTERS.get(Qt.Key(event.key()))
        if answer is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        self.choice.choose(answer.value)
        self.answered.emit(self.question, answer)

    def _tell(self, key: str) -> None:
        if not self._showing:
            self.answered.emit(self.question, Answer(key))
