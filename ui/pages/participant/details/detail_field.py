"""A field of the record that saves itself: a tick when it is kept, both texts when two wrote.

Where something else stood in it before, a small button beside its name tells what.
"""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.people.details import DetailField
from ui.kit.announce import announce
from ui.kit.button import Button, IconButton
from ui.kit.card import Card
from ui.kit.choice_chip import Choice
from ui.kit.field import Field
from ui.kit.icon_label import IconLabel
from ui.kit.inputs import LineEdit, NoteEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.theme import Theme

_IDLE_MS = 1500
_TICK_MS = 10_000
_NOTE_HEIGHT = 64
WHAT_IT_SAID = "What it said before"
_ANSWERS = (Choice("yes", "Yes"), Choice("no", "No"), Choice("", "Not asked"))


class DetailInput(QWidget):
    """One fact. save_wanted carries its field, the text, the text it stood on, and whether the
    person has finished typing: only then a refusal is shown. earlier_wanted carries its field.

    It saves when the focus leaves, with Enter, and after a pause, so that nothing typed waits.
    """

    save_wanted = Signal(object, str, str, bool)
    earlier_wanted = Signal(object)

    def __init__(self, theme: Theme, field: DetailField, words: str, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self.field = field
        self.words = words
        self.kept = ""
        self.before = ""
        self._tick = _Tick(theme)
        self._tick.undone.connect(self.take_back)
        self._tick.back.setAccessibleName(f"Undo: {words}")
        self.earlier = IconButton(theme, "history", f"{WHAT_IT_SAID}: {words}", size="sm")
        self.earlier.clicked.connect(lambda: self.earlier_wanted.emit(self.field))
        self._clash: _Clash | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(lambda: self._save(finished=False))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.box = Field[QWidget](
            theme, words, self.make_input(words), hint=hint, beside=self._beside()
        )
        self.column.addWidget(self.box)
        self.setFocusProxy(self.box.input)
        # First what is typed in, then what stood there: most people only come to type.
        QWidget.setTabOrder(self.box.input, self.earlier)

    @abstractmethod
    def make_input(self, words: str) -> QWidget:
        """The widget that holds the text; connect it to `typed` and `finish`."""

    @abstractmethod
    def text(self) -> str:
        """What stands in the field."""

    @abstractmethod
    def put(self, text: str) -> None:
        """Put a text into the field without saving it."""

    def show_text(self, text: str) -> None:
        """Show what the record says, unless somebody is typing here."""
        if self.text().strip() == self.kept:
            if text != self.kept:
                self.before = text
            self.kept = text
            self.put(text)

    def saved(self, text: str, sent: str) -> None:
        """The record now says `text`; `sent` is what had been typed for it."""
        self.kept = text
        self.box.set_problem(None)
        self._settle()
        if self.text() == sent and not self._typing():
            self.put(text)
        self._tick.light()

    def take_back(self) -> None:
        """Bring back the text that stood here before this writing began."""
        text, self.before = self.before, self.kept
        self.put(text)
        self.finish()

    def put_back(self, text: str) -> None:
        """Write an earlier text over what stands here; the tick takes it back again."""
        self.before = self.kept
        self.put(text)
        self.finish()

    def show_earlier(self, shown: bool) -> None:
        """Offer what it said before, or do not."""
        self.earlier.setVisible(shown)

    def set_changeable(self, changeable: bool) -> None:
        """Whether the person may write here; what it said before can be read all the same."""
        self.box.input.setEnabled(changeable)
        self.box.label.setEnabled(changeable)

    def refuse(self, problem: str) -> None:
        """Say what is wrong with the text."""
        self.box.set_problem(problem)

    def clash(self, theirs: str, mine: str) -> None:
        """Show both texts: somebody else wrote another one."""
        self._settle()
        self._clash = _Clash(self._theme, theirs, mine)
        self._clash.chosen.connect(lambda text: self._decide(theirs, text))
        self.column.addWidget(self._clash)
        announce(self, f"Somebody else wrote: {theirs}. You wrote: {mine}.", urgent=True)

    def hideEvent(self, event: QHideEvent) -> None:
        # Another tab, another page, or a lock: what was typed is not left waiting for a pause.
        self.flush()
        super().hideEvent(event)

    def flush(self) -> None:
        """Save at once what waits for a pause."""
        if self._idle.isActive():
            self._save(finished=False)

    def forget(self) -> None:
        """Be empty: another person is shown next, and nothing of this one stays."""
        self._settle()
        self._tick.hide()
        self.kept = self.before = ""
        self.earlier.hide()
        self.put("")
        self.box.set_problem(None)

    def typed(self) -> None:
        """A key changed the text."""
        self._idle.start()

    def finish(self) -> None:
        """The person has left the field or pressed Enter."""
        self._save(finished=True)

    def _beside(self) -> QWidget:
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._tick)
        row.addWidget(self.earlier)
        self.earlier.hide()
        return beside

    def _typing(self) -> bool:
        return self.box.input.hasFocus() and not isinstance(self.box.input, Segmented)

    def _save(self, *, finished: bool) -> None:
        self._idle.stop()
        text = self.text()
        if self._clash is None and text.strip() != self.kept:
            self.save_wanted.emit(self.field, text, self.kept, finished)
        elif self._clash is None:
            self.box.set_problem(None)

    def _decide(self, theirs: str, text: str) -> None:
        """The person chose which text stands."""
        self._settle()
        self.kept = theirs
        self.put(text)
        self._save(finished=True)

    def _settle(self) -> None:
        if self._clash is not None:
            self._clash.hide()
            self._clash.deleteLater()
            self._clash = None


class DetailLine(DetailInput):
    """A fact of one line."""

    def __init__(
        self, theme: Theme, field: DetailField, words: str, *, hint: str = "", example: str = ""
    ) -> None:
        self._example = example
        super().__init__(theme, field, words, hint)

    def make_input(self, words: str) -> QWidget:
        self.line = LineEdit(self._theme, words, placeholder=self._example)
        self.line.textEdited.connect(lambda _: self.typed())
        self.line.editingFinished.connect(self.finish)
        return self.line

    def text(self) -> str:
        return self.line.text()

    def put(self, text: str) -> None:
        self.line.setText(text)


class DetailNote(DetailInput):
    """A fact of several lines."""

    def __init__(self, theme: Theme, field: DetailField, words: str, *, hint: str = "") -> None:
        super().__init__(theme, field, words, hint)

    def make_input(self, words: str) -> QWidget:
        self.note = NoteEdit(self._theme, words)
        self.note.setFixedHeight(self._theme.px(_NOTE_HEIGHT))
        self.note.installEventFilter(self)
        self.note.textChanged.connect(self._changed)
        return self.note

    def text(self) -> str:
        return self.note.toPlainText()

    def put(self, text: str) -> None:
        if self.note.toPlainText() != text:
            self.note.setPlainText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.finish()
        return False

    def _changed(self) -> None:
        if self.note.hasFocus():
            self.typed()


class DetailAnswer(DetailInput):
    """A fact that is yes, no, or not asked yet; saved as soon as it is chosen."""

    def __init__(self, theme: Theme, field: DetailField, words: str, *, hint: str = "") -> None:
        super().__init__(theme, field, words, hint)

    def make_input(self, words: str) -> QWidget:
        self.answer = Segmented(self._theme, words, _ANSWERS)
        self.answer.choose("")
        self.answer.changed.connect(lambda _: self.finish())
        return self.answer

    def text(self) -> str:
        return self.answer.value() or ""

    def put(self, text: str) -> None:
        self.answer.blockSignals(True)
        self.answer.choose(text)
        self.answer.blockSignals(False)


class _Tick(QWidget):
    """ "Saved", for a moment, with the way back. undone: the earlier text is wanted again."""

    undone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(IconLabel(theme, "check", "success_text", 13))
        row.addWidget(Label(theme, "Saved", "caption", "success_text"))
        self.back = Button(theme, "Undo", kind="link", size="sm")
        self.back.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.back.clicked.connect(self.undone)
        row.addWidget(self.back)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.hide)
        self.hide()

    def light(self) -> None:
        self.show()
        self._clock.start()


class _Clash(Card):
    """Both texts of one field, and which one is to stand."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, theirs: str, mine: str) -> None:
        super().__init__()
        self.column.addWidget(
            Label(theme, "Somebody else wrote here too. Which one stands?", "med", "warn_text")
        )
        self.column.addWidget(Label(theme, f"Theirs: {theirs or 'nothing'}", "body", wrap=True))
        self.column.addWidget(Label(theme, f"Yours: {mine or 'nothing'}", "body", wrap=True))
        row = QHBoxLayout()
        for words, text in (("Keep theirs", theirs), ("Use mine", mine)):
            button = Button(theme, words, size="sm")
            button.clicked.connect(lambda _=False, text=text: self.chosen.emit(text))
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(row)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
