"""What a participant answered, and how it moved since the first time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.plan.assessment import (
    Answers,
    Instrument,
    Item,
    Taking,
    Way,
    change_since_first,
)
from ui.kit.button import Button
from ui.kit.card import Card, SectionHeader
from ui.kit.chip import Chip, ChipLabel
from ui.kit.flow_layout import FlowLayout
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import FactRow, Sign
from ui.pages.participant.plan.assessment_sheet import DECLINED_WORDS
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Tone

_WAYS: dict[Way, tuple[Tone, str, ColorRole]] = {
    Way.BETTER: ("success", "arrow-up-right", "success_text"),
    Way.SAME: ("neutral", "minus", "text3"),
    Way.HARDER: ("neutral", "arrow-right", "text2"),
    Way.UNKNOWN: ("neutral", "circle-dashed", "text3"),
}
"""Nothing here is a fault, so nothing is red."""

NOT_ASKED = "Not asked"


class AnswersCard(Card):
    """One list of questions: ask_asked takes it anew; removed takes the newest answers back."""

    ask_asked = Signal()
    removed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        instrument: Instrument,
        takings: Sequence[Taking],
        calendar: Calendar,
        *,
        may: bool,
    ) -> None:
        super().__init__()
        action = "" if not may else "Ask again" if takings else "Ask"
        head = SectionHeader(theme, instrument.title, action=action)
        head.action.setObjectName(f"ask:{instrument.key}")
        head.action.setAccessibleName(f"{action}: {instrument.title}")
        head.acted.connect(self.ask_asked)
        self.add_header(head)
        if not takings:
            said = "Not asked yet. Ten short questions; any of them may be left out."
            self.column.addWidget(Label(theme, said, "caption", "text2", wrap=True))
            return
        newest, first = takings[-1], takings[0]
        times = "once" if len(takings) == 1 else f"{len(takings)} times"
        since = f", first {calendar.short_date(first.answers.taken_on)}" if len(takings) > 1 else ""
        said = (
            f"{calendar.day(newest.answers.taken_on)} with {newest.worker} · asked {times}{since}"
        )
        self.column.addWidget(Label(theme, said, "caption", "text2", wrap=True))
        change = change_since_first(instrument, [one.answers for one in takings])
        if change is not None:
            chips = QWidget()
            row = FlowLayout(chips)
            for way, (tone, icon, _) in _WAYS.items():
                count = change.count(way)
                if count:
                    row.addWidget(ChipLabel(theme, Chip(f"{count} {way.value}", tone, icon)))
            self.column.addWidget(chips)
        earlier = [one.answers for one in takings[:-1]]
        for item in instrument.items:
            way = change.ways[item.key] if change is not None else Way.UNKNOWN
            self.column.addWidget(self._row(theme, instrument, item, earlier, newest.answers, way))
        if may:
            undo = Button(theme, "Take the newest answers back", kind="link", size="sm")
            undo.clicked.connect(lambda: self.removed.emit(newest))
            self.column.addWidget(undo)

    def _row(
        self,
        theme: Theme,
        instrument: Instrument,
        item: Item,
        earlier: Sequence[Answers],
        newest: Answers,
        way: Way,
    ) -> FactRow:
        now = answer_words(instrument, item, newest)
        first = next((one for one in earlier if item.key in one.values), None)
        before = answer_words(instrument, item, first) if first is not None else ""
        trailing = f"{before} → {now}" if before and before != now else now
        _, icon, ink = _WAYS[way]
        sign = Sign(theme, icon=icon, ink=ink)
        ink_of = "text" if item.key in newest.values else "text2"
        row = FactRow(
            theme,
            sign,
            ((item.words, "body", "text" if ink_of == "text" else "text2"),),
            trailing=trailing,
        )
        row.setAccessibleName(f"{item.words}: {trailing}, {way.value}")
        return row


def answer_words(instrument: Instrument, item: Item, answers: Answers) -> str:
    """An answer in words; declined is told apart from not asked."""
    if item.key in answers.declined:
        return DECLINED_WORDS
    value = answers.values.get(item.key)
    return NOT_ASKED if value is None else instrument.words_of(value)
