"""Pairs of records that may be one person: what matched, and the two ways to settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.people.birth import read_birth
from lead_desktop.domain.people.duplicates import DuplicatePair, PossibleMatch
from lead_desktop.domain.people.merging import MergeLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.people import duplicates, merging
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.chip import Chip, ChipLabel
from ui.kit.empty_state import EmptyState
from ui.kit.gutter import keep_gutter
from ui.kit.icon_label import IconLabel
from ui.kit.label import ElidingLabel, Label
from ui.kit.paint import begin
from ui.models.day_words import Calendar
from ui.pages.workplace import Workplace
from ui.runner import Lane
from ui.theme import Theme
from ui.theme.tokens import Size, Space

MOST = 60
"""So many pairs are shown, the likeliest; settling some brings the next."""
_AVATAR = 36


@dataclass(frozen=True)
class Found:
    """What the pane shows: likely pairs, and merges that stand."""

    pairs: tuple[DuplicatePair, ...]
    merges: tuple[MergeLine, ...]


class DuplicatesPane(QWidget):
    """merge_wanted carries the pair that somebody wants to make one; undo_wanted the MergeLine
    that a supervisor takes back."""

    merge_wanted = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._stale = True
        self._may_settle = workplace.desk.may(Act.RECORD_REFERRAL)
        self._may_merge = workplace.desk.may(Act.TRANSFER_OWN)
        self._may_undo = workplace.desk.may(Act.OVERRIDE)
        self.merges: list[MergedRow] = []
        self.rows: list[PairCard] = []
        self._head = Label(workplace.theme, "", "caption", "text2", wrap=True)
        self._empty = EmptyState(
            workplace.theme,
            "search-check",
            "No two records look alike",
            "Names, birth dates, addresses and phones are compared. Nothing is merged by itself.",
        )
        content = QWidget()
        content.setProperty("kind", "clear")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(Space.PAGE, 16, Space.PAGE - Size.SCROLL_BAR, 20)
        self._column.setSpacing(12)
        self._column.addWidget(self._head)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        keep_gutter(self._scroll)
        self._stack = QStackedWidget()
        self._waiting = QWidget()
        for widget in (self._waiting, self._scroll, self._empty):
            self._stack.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def mark_stale(self) -> None:
        """Something changed while the pane does not show: compare again when it does."""
        self._stale = True

    def appear(self) -> None:
        """The pane comes on screen."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Compare and show. Comparing thousands takes seconds: not on the thread that saves."""
        self._stale = False
        desk, may_merge = self._workplace.desk, self._may_merge
        self._workplace.runner.run(
            lambda: Found(
                tuple(duplicates.list_duplicates(desk)),
                merging.list_merges(desk) if may_merge else (),
            ),
            self._take,
            self._fail,
            owner=self,
            lane=Lane.DRAWING,
        )

    def act_on(self, key: Qt.Key) -> bool:
        """A plain key of the page while the pane shows."""
        if key != Qt.Key.Key_J or not self.rows:
            return False
        self.rows[0].focus()
        return True

    def _take(self, found: Found) -> None:
        for old in (*self.rows, *self.merges):
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        theme, pairs = self._workplace.theme, found.pairs
        self.rows, self.merges = [], []
        for place, pair in enumerate(pairs[:MOST]):
            row = PairCard(
                theme,
                pair,
                self._workplace.desk.clock.today(),
                may_settle=self._may_settle,
                may_merge=self._may_merge,
            )
            row.apart.clicked.connect(lambda _=False, p=pair: self._tell_apart(p))
            row.merge.clicked.connect(lambda _=False, p=pair: self.merge_wanted.emit(p))
            row.opened.connect(self._workplace.navigator.open_participant)
            self._column.insertWidget(place + 1, row)
            self.rows.append(row)
        calendar = Calendar.of(self._workplace.desk.clock)
        for line in found.merges:
            merged = MergedRow(theme, line, calendar, may_undo=self._may_undo)
            merged.undo.clicked.connect(lambda _=False, one=line: self.undo_wanted.emit(one))
            self._column.insertWidget(self._column.count() - 1, merged)
            self.merges.append(merged)
        more = f" The likeliest {MOST} of {len(pairs)} are shown." if len(pairs) > MOST else ""
        self._head.setText(
            "Suggestions only: you decide. Where just a name is known, one in ten pairs is not "
            f"found.{more}"
        )
        anything = bool(pairs or found.merges)
        self._stack.setCurrentWidget(self._scroll if anything else self._empty)

    def _fail(self, error: LeadError) -> None:
        self._stale = True
        self._workplace.navigator.report(error)

    def _tell_apart(self, pair: DuplicatePair) -> None:
        desk, navigator = self._workplace.desk, self._workplace.navigator
        one, other = pair.a.participant_id, pair.b.participant_id

        def publish(change: Change) -> None:
            self._workplace.bus.publish(change.topics, change.ids)

        def take_back() -> None:
            self._workplace.runner.run(
                lambda: duplicates.forget_apart(desk, one, other),
                publish,
                navigator.report,
                owner=self,
            )

        def done(change: Change) -> None:
            publish(change)
            navigator.toast("Told apart, and remembered", take_back)

        self._workplace.runner.run(
            lambda: duplicates.tell_apart(desk, one, other), done, navigator.report, owner=self
        )


class MergedRow(QWidget):
    """A merge that stands, and the way back for a supervisor."""

    def __init__(
        self, theme: Theme, line: MergeLine, calendar: Calendar, *, may_undo: bool
    ) -> None:
        super().__init__()
        self.line = line
        told = (
            f"{line.gone_number} was made part of {line.kept_name} ({line.kept_number}) · "
            f"{calendar.moment(line.at)} · {line.worker}"
        )
        self.undo = Button(theme, "Take back", kind="ghost", size="sm", icon="history")
        self.undo.setAccessibleDescription(told)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, "users", "text3", 15))
        row.addWidget(ElidingLabel(theme, told, "caption", "text2"), 1)
        row.addWidget(self.undo)
        if not may_undo:
            self.undo.hide()


class PairCard(Card):
    """Two records side by side. opened carries the id of the one that was asked for."""

    opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pair: DuplicatePair,
        today: date,
        *,
        may_settle: bool,
        may_merge: bool,
    ) -> None:
        super().__init__()
        self.pair = pair
        sides = QHBoxLayout()
        sides.setSpacing(24)
        for side in (pair.a, pair.b):
            sides.addWidget(_Side(theme, side, self, today), 1)
        self.column.addLayout(sides)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Label(theme, "Matched on", "caption", "text3"))
        for on in pair.matched_on:
            foot.addWidget(ChipLabel(theme, Chip(on.label, "info", size="sm")))
        foot.addStretch(1)
        self.apart = Button(theme, "Different people", kind="ghost", size="sm", icon="user-x")
        self.merge = Button(theme, "Compare and merge", size="sm", icon="users")
        who = f"{pair.a.name} and {pair.b.name}"
        self.apart.setAccessibleDescription(who)
        self.merge.setAccessibleDescription(who)
        # Only ever hidden here: shown before it has a parent, a button would be a window.
        for button, allowed in ((self.apart, may_settle), (self.merge, may_merge)):
            if not allowed:
                button.hide()
        foot.addWidget(self.apart)
        foot.addWidget(self.merge)
        self.column.addLayout(foot)

    def focus(self) -> None:
        """Take the focus to the first button that shows."""
        shown = self.merge if not self.merge.isHidden() else self.apart
        shown.setFocus(Qt.FocusReason.OtherFocusReason)


class _Side(QWidget):
    def __init__(self, theme: Theme, match: PossibleMatch, card: PairCard, today: date) -> None:
        super().__init__()
        self._theme, self._match = theme, match
        open_ = Button(theme, "Open", kind="link", size="sm")
        open_.setAccessibleDescription(f"{match.name}, {match.number_text}")
        open_.clicked.connect(lambda: card.opened.emit(match.participant_id))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidingLabel(theme, match.name, "strong"))
        birth = read_birth(match.born)
        born = f"born {birth.words(today)}" if birth is not None else ""
        facts = (match.number_text, match.status.label, born)
        told = " · ".join(str(fact) for fact in facts if fact)
        words.addWidget(ElidingLabel(theme, told, "caption", "text2"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(_AVATAR) + 12, 2, 0, 2)
        row.addLayout(words, 1)
        row.addWidget(open_)

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = QRectF(self.rect()).center().y()
        tone = avatar_tone(self._match.participant_id)
        draw_avatar(begin(self), self._theme, self._match.name, tone, 0, middle, _AVATAR)
