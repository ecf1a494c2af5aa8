"""Two records side by side: what differs is chosen field by field, what moves is counted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.people.merging import MergeField, MergePreview
from lead_desktop.services.people.merging import MergeRecords
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.card import hairline
from ui.kit.label import ElidingLabel, Label
from ui.kit.option_card import Option, OptionCard
from ui.pages.choice_sheet import ChoiceSheet
from ui.theme import Theme

_WIDTH, _HEIGHT = 880, 660
_LONGEST = 60


class MergeSheet(ChoiceSheet):
    """`wanted` carries a MergeRecords; swapped: the other record shall be the one that stays."""

    swapped = Signal()

    def __init__(self, theme: Theme, host: QWidget, preview: MergePreview) -> None:
        super().__init__(
            theme,
            host,
            "Make two records one",
            icon="users",
            hint="A supervisor can take it back",
            width=_WIDTH,
            height=_HEIGHT,
        )
        self.preview = preview
        self.choices: dict[str, tuple[OptionCard, OptionCard]] = {}
        self._command_id = new_id()
        column = self.column
        column.addLayout(self._head())
        if preview.refusal is not None:
            column.addWidget(Banner(theme, "warn", "These two stay apart", preview.refusal))
        elif preview.together:
            column.addWidget(
                Banner(theme, "warn", _together_words(preview.together), "Make sure first.")
            )
        column.addWidget(hairline())
        column.addWidget(self._fields(), 1)
        column.addWidget(Label(theme, _moved_words(preview), "caption", "text2", wrap=True))
        self.swap = Button(theme, "Keep the other number", kind="ghost", icon="arrow-up-down")
        self.swap.clicked.connect(self.swapped)
        self.cancel = Button(theme, "Cancel", kind="ghost", keys="Esc")
        self.cancel.clicked.connect(self.closing)
        self.merge = Button(theme, "Merge", kind="primary", keys="Ctrl+Enter")
        self.merge.setEnabled(preview.refusal is None)
        self.merge.clicked.connect(self.submit)
        self.footer.addWidget(self.swap)
        self.footer.addStretch(1)
        self.footer.addWidget(self.cancel)
        self.footer.addWidget(self.merge)

    def choose(self, field: str, *, gone: bool) -> None:
        """Let one record's value of a field stand."""
        self.choices[field][int(gone)].setChecked(True)

    def submit(self) -> None:
        """Ask for the merge with what is chosen."""
        if self.preview.refusal is not None:
            return
        take = frozenset(name for name, (_, gone) in self.choices.items() if gone.isChecked())
        self.wanted.emit(
            MergeRecords(self._command_id, self.preview.kept_id, self.preview.gone_id, take)
        )

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(self.theme, "", "caption"), 2)
        for name, number, words in (
            (self.preview.kept_name, self.preview.kept_number, "stays"),
            (self.preview.gone_name, self.preview.gone_number, "becomes part of it"),
        ):
            side = QVBoxLayout()
            side.setSpacing(1)
            side.addWidget(ElidingLabel(self.theme, name, "strong"))
            side.addWidget(Label(self.theme, f"{number} {words}", "caption", "text2"))
            row.addLayout(side, 3)
        return row

    def _fields(self) -> QScrollArea:
        content = QWidget()
        content.setProperty("kind", "clear")
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for stretch, place in ((2, 0), (3, 1), (3, 2)):
            grid.setColumnStretch(place, stretch)
        if not self.preview.fields:
            words = "Nothing differs. What only one record knows is kept."
            grid.addWidget(Label(self.theme, words, "body", "text2"), 0, 0, 1, 3)
        for line, field in enumerate(self.preview.fields):
            self._add_field(grid, line, field)
        grid.setRowStretch(len(self.preview.fields) + 1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        return scroll

    def _add_field(self, grid: QGridLayout, line: int, field: MergeField) -> None:
        pair = QWidget()  # cards with one parent exclude each other
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        cards = tuple(OptionCard(self.theme, Option(_cut(words), check=True), pair)
                      for words in (field.kept, field.gone))  # fmt: skip
        for card, words in zip(cards, (field.kept, field.gone), strict=True):
            card.setToolTip(words)
            card.setAccessibleDescription(field.label)
            row.addWidget(card, 1)
        cards[0].setChecked(True)
        self.choices[field.name] = (cards[0], cards[1])
        grid.addWidget(Label(self.theme, field.label, "body", "text2"), line, 0)
        grid.addWidget(pair, line, 1, 1, 2)


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _together_words(contacts: int) -> str:
    times = "one contact" if contacts == 1 else f"{contacts} contacts"
    return f"Both took part in {times}: somebody met them as two people there."


def _moved_words(preview: MergePreview) -> str:
    moved = ", ".join(f"{count} {words}" for words, count in preview.moved)
    what = f"Moves to {preview.kept_number}: {moved}. " if moved else ""
    return f"{what}What only one record knows is kept; the other's names still find the person."
