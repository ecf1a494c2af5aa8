"""What the participant asked for that touches a copy: to be read before the copy leaves."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.consent.consent import day_words
from lead_desktop.domain.consent.disclosure import Permission
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.services.consent.gate import Acknowledged
from ui.kit.checks import CheckBox
from ui.kit.field import Field
from ui.kit.icon_label import IconLabel
from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import IconSize

HOLDS_BACK = "I have read this. It stays out of this copy."
UNDECIDED = "I have read this. What is not decided yet may stand in this copy."
WHY = "Why this copy may leave"
UNREAD = "Read what the participant asked for, tick that you have, and say why."
TOUCHES_NOTHING = "Nothing that this copy could hold is touched by it."
HOLDS_ALL_BACK = "It holds back all that this copy could hold."
EMERGENCY = (
    "An emergency goes before it (42 CFR 2.26). Ask those who receive this copy not to use it "
    "further."
)


class RestrictionBox(QFrame):
    """Restrictions in the participant's words. acknowledged: what was read or why has changed."""

    acknowledged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._copy: Hashable = None
        self._shown: Hashable = None
        self._touching: frozenset[UUID] = frozenset()
        self._rows: list[QWidget] = []
        self.setProperty("kind", "well")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Asked for by the participant")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(theme, "shield", "text2", IconSize.SMALL))
        head.addWidget(Label(theme, "Asked for by the participant", "capmed", "text2"), 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.words = Label(theme, "", "caption", "text2", wrap=True)
        self.read = CheckBox(theme, HOLDS_BACK)
        self.read.toggled.connect(lambda _: self._read_or_not())
        self.reason = LineEdit(theme, WHY, placeholder="One line for the account of this copy")
        self.reason.textEdited.connect(lambda _: self.acknowledged.emit())
        self.why = Field(theme, WHY, self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self.words)
        column.addWidget(self.read)
        column.addWidget(self.why)
        self.hide()

    def show_answers(
        self, copy: Hashable, answers: Iterable[Permission], *, about: str = TOUCHES_NOTHING
    ) -> None:
        """What the gate says of a copy, once for each record in it.

        copy: what the answers are for; for another copy it is asked anew. about: said when nothing
        has to be read first.
        """
        told = tuple(answers)
        bound = tuple({one.id: one for each in told for one in each.restrictions}.values())
        free = (each for each in told if each.refusal is None)
        touching = frozenset(one for each in free for one in each.touching)
        if (copy, bound, touching) != self._shown:
            self._copy, self._shown = copy, (copy, bound, touching)
            self._fill(bound)
            self._touching = touching
            limiting = {one for each in told for one in each.limited_by}
            self.read.setText(HOLDS_BACK if touching <= limiting else UNDECIDED)
            self._forget()
        self.words.setText(about)
        self.words.setVisible(not touching)
        self.read.setVisible(bool(touching))
        self.why.setVisible(bool(touching) and self.read.isChecked())
        self.setVisible(bool(bound))

    def acknowledgement(self, copy: Hashable) -> Acknowledged | None:
        """What was read, and why this copy may leave; None while either is missing, and for any
        other copy than the one that it was shown for."""
        reason = self.reason.text().strip()
        read = self._touching and self.read.isChecked() and copy == self._copy
        if not read or not reason:
            return None
        return Acknowledged(self._touching, reason)

    def _read_or_not(self) -> None:
        self.why.setVisible(self.read.isChecked())
        if self.read.isChecked():
            self.reason.setFocus()
        self.acknowledged.emit()

    def _forget(self) -> None:
        self.read.blockSignals(True)
        self.read.setChecked(False)
        self.read.blockSignals(False)
        self.reason.clear()

    def _fill(self, bound: Collection[Restriction]) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in bound]
        for row in self._rows:
            self._lines.addWidget(row)

    def _row(self, one: Restriction) -> QWidget:
        row = QWidget()
        what = ", ".join(category.label for category in one.categories) or "Everything"
        since = f" · agreed {day_words(one.agreed_on)}" if one.agreed_on else " · not decided yet"
        about = f"{what} · towards {one.recipient or 'everybody'}{since}"
        row.setAccessibleName(f"“{one.words}”, {about}")
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(self._theme, f"“{one.words}”", "body", "text", wrap=True))
        column.addWidget(Label(self._theme, about, "caption", "text3", wrap=True))
        return row
