"""The sheets about one note; each carries its command in `wanted`."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AddendumKind
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.contacts.addenda import AddAddendum, check_addendum
from lead_desktop.services.contacts.note_writing import Body
from lead_desktop.services.contacts.reviews import ReturnNote
from ui.kit.button import Button
from ui.kit.inputs import ComboBox, LineEdit, NoteEdit
from ui.models.day_words import Calendar
from ui.models.timeline import note_words
from ui.pages.form_sheet import FormSheet
from ui.theme import Theme

_NOTE_HEIGHT = 132
_SHORT_HEIGHT = 84
_KIND_HINT = {
    AddendumKind.ADDENDUM: "Something to add to the note.",
    AddendumKind.LATE_ENTRY: "Something that was not written down in time.",
    AddendumKind.CORRECTION: "Something in the note is wrong; it stays readable as it was.",
}
_REASON_OF = {
    AddendumKind.LATE_ENTRY: "Why only now",
    AddendumKind.CORRECTION: "What was wrong",
}


class AddendumSheet(FormSheet):
    """Write to a signed note: `wanted` carries an AddAddendum.

    strike_asked: the note as a whole was entered in error; offered where `may_strike`.
    """

    strike_asked = Signal()
    edited = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        entry: ContactEntry,
        calendar: Calendar,
        *,
        may_strike: bool = False,
    ) -> None:
        said = f"{note_words(entry, calendar)}. The note itself stays as it was signed."
        super().__init__(theme, host, "Add to the note", "Add and sign", lead=said)
        self.strike_button = Button(theme, "Entered in error…", kind="link", size="sm")
        self.strike_button.clicked.connect(self.strike_asked)
        self.footer.insertWidget(0, self.strike_button)
        self.strike_button.setVisible(may_strike)
        self._entry = entry
        self._id = new_id()
        self.kind = ComboBox(theme, "What it is")
        self.kind.addItems([kind.label for kind in AddendumKind])
        self._kind_field = self.add("kind", "What it is", self.kind)
        self.text = NoteEdit(theme, "Words")
        self.text.setMinimumHeight(theme.px(_NOTE_HEIGHT))
        self.add("text", "Words", self.text)
        self.reason = LineEdit(theme, "Why")
        self._reason_field = self.add("reason", "Why", self.reason)
        self.kind.currentIndexChanged.connect(lambda _: self._follow_kind())
        self.text.textChanged.connect(self.edited)
        self.reason.textEdited.connect(lambda _: self.edited.emit())
        self._follow_kind()

    def open(self) -> None:
        """What is to be said comes first; the kind stands before it, a Shift+Tab away."""
        super().open()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> AddendumKind:
        """Which of the three acts is asked for."""
        return list(AddendumKind)[self.kind.currentIndex()]

    def submit(self) -> None:
        command = AddAddendum(
            self._id,
            self._entry.id,
            self.chosen,
            self.text.toPlainText(),
            self.reason.text() if self.chosen in _REASON_OF else "",
        )
        problems = check_addendum(command)
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(command)

    def writing(self) -> Body | None:
        text, reason = self.text.toPlainText(), self.reason.text()
        if not (text.strip() or reason.strip()):
            return None
        # With its id, so that words that were saved after all are not added a second time.
        return {"id": str(self._id), "kind": self.chosen.value, "text": text, "reason": reason}

    def restore(self, body: Body) -> None:
        self._id = UUID(str(body["id"]))
        self.kind.setCurrentIndex(list(AddendumKind).index(AddendumKind(str(body["kind"]))))
        self.text.setPlainText(str(body["text"]))
        self.reason.setText(str(body["reason"]))
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def _follow_kind(self) -> None:
        self.kind.setToolTip(_KIND_HINT[self.chosen])
        self._reason_field.setVisible(self.chosen in _REASON_OF)
        words = _REASON_OF.get(self.chosen, "Why")
        self._reason_field.label.setText(words)
        self.reason.setAccessibleName(words)


class StrikeSheet(FormSheet):
    """Mark a note as entered in error: `wanted` carries the reason."""

    def __init__(
        self, theme: Theme, host: QWidget, entry: ContactEntry, calendar: Calendar
    ) -> None:
        said = (
            f"{note_words(entry, calendar)}. It stays readable, and is never counted, found or "
            "printed."
        )
        super().__init__(theme, host, "Entered in error", "Strike the note", lead=said)
        self.reason = LineEdit(theme, "Why", placeholder="Written for another person")
        self.add("reason", "Why it was entered in error", self.reason)

    def submit(self) -> None:
        self.show_problems(())
        self.wanted.emit(self.reason.text())


class ReturnSheet(FormSheet):
    """Give a note back to its author: `wanted` carries a ReturnNote."""

    edited = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, entry: ContactEntry, calendar: Calendar
    ) -> None:
        said = f"{note_words(entry, calendar)}. {entry.author} sees what you write here."
        super().__init__(theme, host, "Return the note", "Return", lead=said)
        self._contact_id = entry.id
        self._id = new_id()
        self.comment = NoteEdit(
            theme, "What to look at", placeholder="What is missing, or what is not clear"
        )
        self.comment.setMinimumHeight(theme.px(_SHORT_HEIGHT))
        self.add("comment", "What to look at", self.comment)
        self.comment.textChanged.connect(self.edited)

    def writing(self) -> Body | None:
        comment = self.comment.toPlainText()
        return {"id": str(self._id), "comment": comment} if comment.strip() else None

    def restore(self, body: Body) -> None:
        self._id = UUID(str(body["id"]))
        self.comment.setPlainText(str(body["comment"]))
        self.comment.moveCursor(QTextCursor.MoveOperation.End)

    def submit(self) -> None:
        self.show_problems(())
        self.wanted.emit(ReturnNote(self._id, self._contact_id, self.comment.toPlainText()))
