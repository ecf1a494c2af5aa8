"""The note beside the queue: everything that was written of it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.codes import Seal, Verdict
from lead_desktop.domain.contacts.signature import BROKEN_WORDS
from lead_desktop.domain.contacts.timeline import AddendumLine, ContactEntry, ReviewLine
from lead_desktop.services.contacts.revisions import Revision
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.card import hairline
from ui.kit.chip import Chip, ChipLabel
from ui.kit.empty_state import EmptyState
from ui.kit.flow_layout import FlowLayout
from ui.kit.label import Label
from ui.kit.tall_column import TallColumn
from ui.models.day_words import Calendar
from ui.models.looks import SUPPLY_ICON
from ui.models.timeline import contact_title, note_parts, people_words, when_words
from ui.pages.facts import clear_layout
from ui.pages.note_sheets.acts import NoteAct
from ui.pages.note_sheets.history import RevisionBlock
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Tone

ACT_KEYS: dict[NoteAct, str] = {
    NoteAct.SIGN: "S",
    NoteAct.COSIGN: "C",
    NoteAct.RETURN: "R",
    NoteAct.ADD: "A",
    NoteAct.CHANGE: "E",
}
"""The letters of the acts that have a button here."""

_ICONS = {
    NoteAct.SIGN: "signature",
    NoteAct.COSIGN: "signature",
    NoteAct.RETURN: "corner-down-right",
    NoteAct.ADD: "plus",
    NoteAct.CHANGE: "pencil",
}
_BUTTONS = 3


class Reading(QFrame):
    """`acted` carries a NoteAct; open_asked: the participant's page is wanted."""

    acted = Signal(object)
    open_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self.setAccessibleName("The note")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = TallColumn()
        content.setProperty("kind", "clear")
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(20, 18, 20, 18)
        self._content.setSpacing(10)
        scroll.setWidget(content)
        self._tools = QHBoxLayout()
        self._tools.setContentsMargins(16, 12, 16, 12)
        self._tools.setSpacing(8)
        self._foot = QWidget()
        self._foot.setLayout(self._tools)
        self._rule = hairline()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self._rule)
        column.addWidget(self._foot)
        self.buttons: dict[NoteAct, Button] = {}
        self.show_nothing()

    def show_nothing(self) -> None:
        """No note is current."""
        self._empty_out()
        words = "Choose one on the left."
        self._content.addStretch()
        self._content.addWidget(EmptyState(self._theme, "file-text", "No note chosen", words))
        self._content.addStretch()
        self._rule.hide()
        self._foot.hide()

    def show_note(
        self,
        entry: ContactEntry,
        calendar: Calendar,
        acts: tuple[NoteAct, ...],
        revisions: tuple[Revision, ...] = (),
    ) -> None:
        """Show a note with all that was written to it, and what it said before it was changed."""
        self._empty_out()
        self._add_head(entry, calendar)
        for review in entry.reviews:
            if review.verdict is Verdict.RETURNED:
                self._content.addWidget(self._returned(review, calendar))
        if entry.seal is Seal.BROKEN:
            self._content.addWidget(
                Banner(self._theme, "danger", BROKEN_WORDS, "Tell your supervisor.")
            )
        self._add_note(entry)
        self._add_chips(entry)
        for line in entry.addenda:
            self._add_addendum(line, calendar)
        for revision in revisions:
            self._content.addWidget(RevisionBlock(self._theme, revision, calendar))
        self._content.addStretch()
        self._offer(acts)

    def _add_head(self, entry: ContactEntry, calendar: Calendar) -> None:
        theme = self._theme
        top = QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(3)
        head.addWidget(Label(theme, entry.participant, "heading"))
        day = calendar.day(calendar.day_of(entry.occurred_at))
        lines = [f"{contact_title(entry)} · {entry.outcome.label}"]
        lines.append(f"{day}, {when_words(entry, calendar)} · {people_words(entry)}")
        if entry.late:
            lines.append(f"Late entry, written {calendar.moment(entry.recorded_at)}")
        for line in lines:
            head.addWidget(Label(theme, line, "caption", "text2", wrap=True))
        self._content.addWidget(top)

    def _returned(self, review: ReviewLine, calendar: Calendar) -> Banner:
        answered = " Answered." if review.answered_at else ""
        title = f"{review.signed_by}, {calendar.moment(review.at)}:"
        tone: Tone = "neutral" if review.answered_at else "warn"
        return Banner(self._theme, tone, title, f"{review.comment}{answered}")

    def _add_note(self, entry: ContactEntry) -> None:
        theme = self._theme
        parts = note_parts(entry)
        for part in parts:
            if part.mark:
                self._content.addWidget(Label(theme, part.mark, "capstrong", "text2"))
            self._content.addWidget(self._words(part.words))
        if not parts:
            self._content.addWidget(Label(theme, "Without a note", "body", "text3"))

    def _words(self, text: str, tone: ColorRole = "text") -> Label:
        label = Label(self._theme, text, "long", tone, wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _add_chips(self, entry: ContactEntry) -> None:
        chips = [Chip(purpose.label) for purpose in entry.purposes]
        for supply, count in entry.supplies:
            words = f"{supply.label} × {count}" if count > 1 else supply.label
            chips.append(Chip(words, "neutral", SUPPLY_ICON.get(supply, "package")))
        if entry.seal is Seal.INTACT:
            chips.append(Chip(f"Signed, {entry.signed_by}", "success", "signature"))
        elif entry.seal is Seal.UNSIGNED:
            chips.append(Chip("Not signed yet", "warn", "pen-line"))
        elif entry.seal is Seal.IMPORTED:
            chips.append(Chip(Seal.IMPORTED.label, "neutral", "download"))
        if entry.cosigned_by:
            chips.append(Chip(f"Co-signed, {entry.cosigned_by}", "success", "check"))
        row = QWidget()
        flow = FlowLayout(row)
        for chip in chips:
            flow.addWidget(ChipLabel(self._theme, chip))
        self._content.addWidget(row)

    def _add_addendum(self, line: AddendumLine, calendar: Calendar) -> None:
        theme = self._theme
        self._content.addWidget(hairline())
        head = f"{line.kind.label}, {calendar.moment(line.at)} · {line.signed_by}"
        self._content.addWidget(Label(theme, head, "capstrong", "text2", wrap=True))
        if line.reason:
            self._content.addWidget(Label(theme, line.reason, "caption", "text2", wrap=True))
        self._content.addWidget(self._words(line.text))
        if line.seal is Seal.BROKEN:
            self._content.addWidget(Banner(theme, "danger", BROKEN_WORDS))

    def _offer(self, acts: tuple[NoteAct, ...]) -> None:
        shown = [act for act in acts if act in ACT_KEYS][:_BUTTONS]
        for place, act in enumerate(shown):
            button = Button(
                self._theme,
                act.value,
                kind="primary" if place == 0 else "default",
                icon=_ICONS[act],
                keys=ACT_KEYS[act],
            )
            button.clicked.connect(lambda _=False, which=act: self.acted.emit(which))
            self.buttons[act] = button
            self._tools.addWidget(button)
        self._tools.addStretch()
        opens = Button(self._theme, "Open", kind="ghost", keys="Enter")
        opens.clicked.connect(self.open_asked)
        self._tools.addWidget(opens)
        self._rule.show()
        self._foot.show()

    def _empty_out(self) -> None:
        self.buttons.clear()
        clear_layout(self._content)
        clear_layout(self._tools)
