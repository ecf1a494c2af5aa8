"""To whom a partner's copy goes: those whom a consent names, or somebody else by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.consent.consent import ConsentLine
from lead_desktop.domain.consent.recipients import Recipient, same_recipient
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, LineEdit
from ui.theme import Theme
from ui.theme.tokens import Space

SOMEBODY_ELSE = "Somebody else…"


class RecipientField(QWidget):
    """`changed` after every choice. A consent's recipients are offered by name; its purpose goes
    with the choice (`purpose`)."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[tuple[str, ConsentLine]] = []
        self._wished = ""
        self.choice = ComboBox(theme, "Recipient")
        self.other = LineEdit(theme, "Name of the recipient", placeholder="Who receives this copy")
        self._choice = Field(theme, "Recipient", self.choice)
        self._other = Field(theme, "Name of the recipient", self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.FIELDS)
        column.addWidget(self._choice)
        column.addWidget(self._other)
        self.choice.currentIndexChanged.connect(lambda _: self._chosen())
        self.other.textEdited.connect(lambda _: self.changed.emit())
        self.offer(())

    def offer(self, consents: Sequence[ConsentLine], *, keep: bool = False) -> None:
        """Offer the recipients of these consents, the first one chosen.

        keep: whoever was chosen or typed stays, named by a consent or not: when another consent
        comes or ends, a copy must not turn into one for somebody else under the worker's hands.
        """
        wanted = (self.name() if keep else "") or self._wished
        named: dict[str, ConsentLine] = {}
        for line in consents:
            for name in line.recipients:
                named.setdefault(name, line)
        self._offers = list(named.items())
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([name for name, _ in self._offers])
        self.choice.addItem(SOMEBODY_ELSE)
        self.choice.setCurrentIndex(self._first(wanted))
        self.choice.blockSignals(False)
        self._choice.setVisible(bool(self._offers))
        if keep and self.consent() is None:
            self.other.setText(wanted)
        self._show_other()

    def wish(self, name: str) -> None:
        """Choose this recipient among those offered; where no consent names them, they stand in
        the line for somebody else, so that what is missing can be told by name."""
        self._wished = name
        if name:
            self.other.setText(name)

    def _first(self, wanted: str) -> int:
        """The place of the wanted one, else of the first."""
        wished = Recipient(wanted)
        places = (
            place
            for place, (name, _) in enumerate(self._offers)
            if wanted and same_recipient(wished, name, None)
        )
        return next(places, len(self._offers) if wanted else 0)

    def start_over(self) -> None:
        """Nobody is offered and nobody named."""
        self.other.clear()
        self.offer(())

    def name_somebody(self, name: str) -> None:
        """Choose somebody by name: one whom a consent names, or somebody else."""
        names = [one for one, _ in self._offers]
        self.choice.blockSignals(True)
        self.choice.setCurrentIndex(names.index(name) if name in names else len(names))
        self.choice.blockSignals(False)
        self.other.setText("" if name in names else name)
        self._show_other()

    def consent(self) -> ConsentLine | None:
        """The consent that names the chosen one; None for somebody else."""
        place = self.choice.currentIndex()
        return self._offers[place][1] if 0 <= place < len(self._offers) else None

    def name(self) -> str:
        """Who receives the copy."""
        place = self.choice.currentIndex()
        if 0 <= place < len(self._offers):
            return self._offers[place][0]
        return self.other.text().strip()

    def purpose(self) -> str:
        """What the consent says the copy is for; of several purposes the first."""
        consent = self.consent()
        return consent.purpose.split(";")[0].strip() if consent else ""

    def _chosen(self) -> None:
        self._show_other()
        if self.consent() is None:
            self.other.setFocus()
        self.changed.emit()

    def _show_other(self) -> None:
        self._other.setVisible(self.consent() is None)
