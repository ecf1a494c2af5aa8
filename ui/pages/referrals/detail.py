"""One referral beside the list: where it stands, what partners said, what can be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.codes import Answer, Decision, ReferralState
from lead_desktop.domain.people.names import short_name
from lead_desktop.domain.referral.referral import (
    SHELF_LABEL,
    Clocks,
    GivenAnswer,
    ReferralLine,
    ReferralMore,
    standing_decisions,
    waiting_for,
)
from ui.kit.button import Button, Kind
from ui.kit.card import hairline
from ui.kit.chip import Chip, ChipLabel
from ui.kit.flow_layout import FlowLayout
from ui.kit.icon_label import IconLabel
from ui.kit.label import ElidingLabel, Label
from ui.kit.tall_column import TallColumn
from ui.models.day_words import Calendar
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Tone

_DECIDED: dict[Decision | None, tuple[str, ColorRole]] = {
    Decision.APPROVED: ("circle-check", "accent_text"),
    Decision.NOT_APPROVED: ("ban", "text2"),
    Decision.DEFERRED: ("circle-dashed", "warn_text"),
    None: ("circle-dashed", "text3"),
}
_ANSWERED: dict[Answer, tuple[str, ColorRole]] = {
    Answer.YES: ("circle-check", "accent_text"),
    Answer.NO: ("ban", "text2"),
    Answer.UNKNOWN: ("circle-dashed", "warn_text"),
    Answer.DECLINED: ("circle-dashed", "warn_text"),
}

_APPROVED: dict[Answer, str] = {
    Answer.YES: "Agreed",
    Answer.NO: "Did not agree",
    Answer.UNKNOWN: "Not asked yet",
    Answer.DECLINED: "Would not say",
}


@dataclass(frozen=True)
class _Face:
    words: str
    icon: str
    keys: str = ""
    kind: Kind = "default"


FACES: dict[str, _Face] = {
    "accept": _Face("Accept", "check", "A", "primary"),
    "begin": _Face("Start outreach", "footprints", "B", "primary"),
    "decide": _Face("Record a decision", "users", "E"),
    "hand_off": _Face("Hand-off", "handshake", "H"),
    "incident": _Face("Clock and outcome", "scale", "I"),
    "docket": _Face("Put on the docket", "calendar-days", "P"),
    "answer": _Face("Answer questions", "circle-dashed", "Q"),
    "again": _Face("Take up again", "history", "U"),
    "social": _Face("Offer a social referral", "users"),
    "decline": _Face("Does not go on", "corner-down-right", "X", "ghost"),
    "exception": _Face("Make an exception", "shield-check", "", "ghost"),
    "open": _Face("Open record", "user", "Enter", "ghost"),
}
"""What can be done with a referral, by the name under which `acted` asks for it."""


@dataclass(frozen=True)
class Shown:
    """A referral with what stands behind it."""

    line: ReferralLine
    more: ReferralMore

    @property
    def answers(self) -> tuple[GivenAnswer, ...]:
        return self.more.answers


class Detail(QFrame):
    """acted carries the name of what was asked for: "begin", "decide", "accept" and so on."""

    acted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        partners: Sequence[str],
        *,
        may_record: bool,
        may_except: bool,
        clocks: Clocks,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._partners = tuple(partners)
        self._may_record = may_record
        self._may_except = may_except
        self._clocks = clocks
        self.setProperty("kind", "surface")
        self.name = ElidingLabel(theme, "", "heading")
        self._number = Label(theme, "", "caption", "text3")
        self._state = ChipLabel(theme, Chip("", "neutral"))
        self.buttons = {
            name: Button(
                theme, face.words, kind=face.kind, size="sm", icon=face.icon, keys=face.keys
            )
            for name, face in FACES.items()
        }
        self._facts = QVBoxLayout()
        self._facts.setSpacing(7)
        self._content = TallColumn()
        self._content.setProperty("kind", "clear")
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No referral is current."""
        self._content.hide()

    def show_referral(self, shown: Shown, calendar: Calendar) -> None:
        """Show one referral."""
        line = shown.line
        self.name.setText(line.participant)
        self._number.setText(f"{line.number_text} · {line.door.label}")
        self._state.set_chip(Chip(SHELF_LABEL[line.shelf], _TONES[line.state]))
        self._clear()
        self._add_lines(line, calendar)
        self._add_told(shown, calendar)
        self._add_more(shown.more, calendar)
        self._heading("Partners")
        standing = standing_decisions(line.decisions)
        for partner in dict.fromkeys((*self._partners, *standing)):
            said = standing.get(partner)
            words = f"{said.decision.label}, {calendar.day(said.decided_on)}" if said else "Not yet"
            self._add(*_DECIDED[said.decision if said else None], partner, words)
        if shown.answers:
            self._heading("Answers")
            for answer in shown.answers:
                told = answer.evidence or f"{answer.answer.label} · {short_name(answer.worker)}"
                self._add(*_ANSWERED[answer.answer], answer.question.label, told)
        self._offer(shown)
        self._content.show()

    def _offer(self, shown: Shown) -> None:
        """Show only what can be done now."""
        line = shown.line
        is_open = line.is_open
        settled = line.state in (ReferralState.DECLINED, ReferralState.NOT_ELIGIBLE)
        possible = {
            "begin": line.state is ReferralState.PENDING and line.eligible is not False,
            "accept": is_open and not waiting_for(self._partners, line.decisions),
            "decide": is_open,
            "hand_off": is_open and line.is_street,
            "incident": shown.more.incident is not None,
            "docket": is_open,
            "answer": is_open or line.state is ReferralState.NOT_ELIGIBLE,
            "decline": is_open,
            "exception": line.state is ReferralState.NOT_ELIGIBLE and self._may_except,
            "again": line.state is ReferralState.DECLINED,
            "social": settled and line.is_street,
            "open": True,
        }
        for name, button in self.buttons.items():
            button.setVisible(possible[name] and (self._may_record or name == "open"))
        self.buttons["docket"].setText(
            "Take off the docket" if line.docket_on else "Put on the docket"
        )

    def _add_lines(self, line: ReferralLine, calendar: Calendar) -> None:
        self._heading("Clock")
        if line.due is not None:
            self._add("timer", "text2", "First outreach", f"by {calendar.ahead(line.due)}")
        elif line.first_tried_at is not None:
            tried = calendar.moment(line.first_tried_at)
            self._add("circle-check", "accent_text", "First outreach", tried)
        if line.intake_due_on is not None:
            self._add("calendar-days", "text2", "Full intake", calendar.day(line.intake_due_on))
        if line.hold_until is not None:
            self._add("scale", "text2", "Charge held until", calendar.day(line.hold_until))
        if line.docket_on is not None:
            self._add("users", "text2", "Partners' meeting", calendar.day(line.docket_on))

    def _add_told(self, shown: Shown, calendar: Calendar) -> None:
        """What happened and who referred, as it was told; what the owner said."""
        line, told, approval = shown.line, shown.more.told, shown.more.approval
        facts = [
            ("Charge in lieu of", ", ".join(charge.label for charge in line.charges)),
            ("When", calendar.moment(told.occurred_at) if told.occurred_at else ""),
            ("Place", told.place),
            ("Basis of the stop", told.basis),
            ("Referred by", " · ".join(filter(None, (line.officer, line.unit, told.agency)))),
            ("District", " · ".join(filter(None, (line.district, told.post)))),
            ("Incident number", line.incident_number),
        ]
        if approval is not None:
            day = calendar.day(calendar.day_of(approval.at)) if approval.at else ""
            said = (_APPROVED[approval.answer], approval.by, approval.how, day)
            facts.append(("Owner or person affected", " · ".join(filter(None, said))))
        if any(words for _, words in facts):
            self._heading("What happened")
        for title, words in facts:
            if words:
                self._add(None, "text2", title, words)

    def _add_more(self, more: ReferralMore, calendar: Calendar) -> None:
        if more.hand_off is not None:
            took = more.hand_off.minutes
            words = f"{took} min" if took is not None else "on the way"
            met = more.hand_off.met(self._clocks)
            goal = {True: " · in time", False: f" · goal {self._clocks.handoff_minutes}", None: ""}
            self._add("handshake", "text2", "Warm hand-off", f"{words}{goal[met]}")
        if more.incident is not None:
            stopped = more.incident.stopped
            if stopped.since is not None and stopped.reason is not None:
                self._add("snowflake", "text2", "Clock stands still", stopped.reason.label)
            self._add("scale", "text2", "Outcome", more.incident.outcome.label)
        if more.exception is not None:
            name = short_name(more.exception.worker)
            words = f"{name}, {calendar.day(calendar.day_of(more.exception.at))}"
            self._add("shield-check", "text2", "Exception", words)
            self._add(None, "text2", more.exception.reason, "")

    def _heading(self, words: str) -> None:
        if self._facts.count():
            self._facts.addSpacing(6)
        self._facts.addWidget(Label(self._theme, words, "capstrong", "text2"))

    def _add(self, icon: str | None, ink: ColorRole, title: str, words: str) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        if icon is not None:
            row.addWidget(IconLabel(self._theme, icon, ink, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(self._theme, title, "body", "text2", wrap=True), 1)
        told = Label(self._theme, words, "med")
        told.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(told)
        self._facts.addWidget(holder)

    def _clear(self) -> None:
        while self._facts.count():
            item = self._facts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, n=name: self.acted.emit(n))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.name, 1)
        top.addWidget(self._state)
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(20, 18, 20, 18)
        inner.setSpacing(6)
        inner.addLayout(top)
        inner.addWidget(self._number)
        inner.addSpacing(4)
        acts = QWidget()
        flow = FlowLayout(acts, gap=8, line_gap=8)
        for button in self.buttons.values():
            flow.addWidget(button)
        inner.addWidget(acts)
        inner.addSpacing(6)
        inner.addWidget(hairline())
        inner.addSpacing(4)
        inner.addLayout(self._facts)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._content)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(hairline(upright=True))
        row.addWidget(scroll, 1)


_TONES: dict[ReferralState, Tone] = {
    ReferralState.PENDING: "warn",
    ReferralState.OUTREACH: "accent",
    ReferralState.ACCEPTED: "success",
    ReferralState.NOT_ELIGIBLE: "neutral",
    ReferralState.DECLINED: "neutral",
}
