"""What a participant asked to be held back, and the privacy notices that they were given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lead_desktop.domain.consent.privacy import NoticeLine
from lead_desktop.domain.consent.restriction import Restriction
from ui.kit.button import Button
from ui.kit.card import Card, SectionHeader
from ui.kit.chip import Chip
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.consent_sheets.acts import ConsentActs
from ui.pages.facts import FactLine, FactRow, Sign
from ui.theme import Theme


class WishesCard(Card):
    """Restrictions with what can be done about each, then the notices."""

    def __init__(
        self,
        theme: Theme,
        restrictions: tuple[Restriction, ...],
        notices: tuple[NoticeLine, ...],
        calendar: Calendar,
        acts: ConsentActs,
    ) -> None:
        super().__init__()
        self._theme, self._calendar, self._acts = theme, calendar, acts
        head = SectionHeader(theme, "Restrictions asked for", count=len(restrictions))
        self.column.addWidget(head)
        for one in restrictions:
            self.column.addWidget(self._wish(one))
        self.column.addWidget(SectionHeader(theme, "Privacy notice", rule=True))
        if not notices:
            words = "Not given yet: hand it over at the first service, and write it down."
            self.column.addWidget(Label(theme, words, "body", "text2", wrap=True))
        for notice in notices:
            self.column.addWidget(self._notice(notice))

    def _notice(self, notice: NoticeLine) -> QWidget:
        signed = "signed for" if notice.acknowledged else "not signed for"
        about = f"{notice.method.label} · version {notice.version} · {signed}"
        line: list[FactLine] = [(about, "body", "text")]
        given = self._calendar.short_date(notice.given_on)
        sign = Sign(self._theme, icon="scroll-text")
        row = FactRow(self._theme, sign, line, trailing=f"{given} · {notice.worker}")
        if not self._acts.may:
            return row
        correct = self._button(
            "Correct",
            f"Correct the privacy notice of {given}",
            partial(self._acts.correct_notice, notice),
        )
        return beside(row, correct)

    def _wish(self, one: Restriction) -> QWidget:
        calendar = self._calendar
        what = ", ".join(category.label for category in one.categories) or "Everything"
        towards = one.recipient or "everybody"
        about = [what, f"towards {towards}", f"asked {calendar.short_date(one.asked_on)}"]
        if one.paid_in_full:
            about.append("paid in full")
        lines: list[FactLine] = [
            (f"“{one.words}”", "body", "text"),
            (" · ".join(about), "caption", "text3"),
        ]
        if one.ended_on is not None and one.end_reason:
            how = f"{one.end_way.label}: " if one.end_way else ""
            lines.append((f"{how}“{one.end_reason}”", "caption", "text3"))
        sign = Sign(self._theme, icon="shield")
        row = FactRow(self._theme, sign, lines, chip=self._standing(one))
        buttons = list(self._buttons(one))
        return beside(row, *buttons) if buttons else row

    def _standing(self, one: Restriction) -> Chip:
        day = self._calendar.short_date
        if one.ended_on is not None:
            return Chip(f"Ended {day(one.ended_on)}", "neutral")
        if one.agreed_on is not None:
            return Chip(f"Binds since {day(one.agreed_on)}", "accent", "shield")
        if one.declined_on is not None:
            return Chip("Declined", "neutral")
        return Chip("Waits for an answer", "warn", "hourglass")

    def _buttons(self, one: Restriction) -> list[Button]:
        """What can be done about a restriction as it stands."""
        acts, which = self._acts, f"the restriction “{one.words}”"
        found: list[Button] = []
        if one.ended_on is not None or one.declined_on is not None:
            return found
        if one.agreed_on is None:
            if acts.may_decide:
                agree, decline = (partial(acts.decide, one.id, agreed=yes) for yes in (True, False))
                found.append(self._button("Agree", f"Agree to {which}", agree, kind="default"))
                if not one.paid_in_full:
                    found.append(self._button("Decline", f"Decline {which}", decline))
            if acts.may:
                correct = partial(acts.correct_restriction, one)
                found.append(self._button("Correct", f"Correct {which}", correct))
        if acts.may_decide:
            found.append(self._button("End…", f"End {which}", partial(acts.end_restriction, one)))
        return found

    def _button(
        self,
        words: str,
        name: str,
        act: Callable[[], None],
        *,
        kind: Literal["default", "ghost"] = "ghost",
    ) -> Button:
        button = Button(self._theme, words, kind=kind, size="sm")
        button.setAccessibleName(name)
        button.clicked.connect(lambda: act())
        return button


def beside(row: QWidget, *buttons: QWidget) -> QWidget:
    """A row with buttons at its right end."""
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    across.addWidget(row, 1)
    for button in buttons:
        across.addWidget(button)
    return holder
