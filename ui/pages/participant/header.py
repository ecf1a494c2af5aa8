"""The head of the participant page: who this is, who works with them, how things stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.people.cadence import Satisfied, Standing
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.stage import ENDED
from ui.kit.avatar import Avatar, avatar_tone
from ui.kit.button import Button, IconButton
from ui.kit.chip import Chip, ChipButton, ChipLabel
from ui.kit.flow_layout import FlowLayout
from ui.kit.label import ElidingLabel, Label
from ui.models.day_words import Calendar
from ui.pages.facts import (
    SAFETY_ICON,
    Sign,
    boxed,
    clear_layout,
    consent_is_ending,
    person_chips,
)
from ui.theme import Theme

_LONGEST_PLACE = 44
_NAME_KEEPS = 360  # px of a name that the chips beside it never take


class Header(QWidget):
    """print_asked: a summary is to be printed. forms_asked: another form is. safety_asked: the
    safety notes are to be shown.

    more: the button of everything else that can be done; the page fills its menu.
    may_print: whether the worker's role prints; without it the buttons for it are left out.
    """

    print_asked = Signal()
    forms_asked = Signal()
    safety_asked = Signal()

    def __init__(
        self, theme: Theme, *, may_print: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 20, 6)
        row.setSpacing(16)
        self._face = QHBoxLayout()
        row.addLayout(self._face)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        row.addLayout(self._lines, 1)
        button = Button(theme, "Print summary", icon="printer", keys="P")
        button.clicked.connect(self.print_asked)
        forms = Button(theme, "Forms", kind="ghost", icon="file-text", keys="O")
        forms.clicked.connect(self.forms_asked)
        for one in (forms, button):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
            if not may_print:
                one.hide()
        self.more = IconButton(theme, "ellipsis", "More that can be done", kind="default")
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        """Show this participant."""
        theme, row = self._theme, record.row
        for part in (self._face, self._lines):
            clear_layout(part)
        self._face.addWidget(Avatar(theme, row.preferred_name, avatar_tone(row.id), 56))
        self._lines.addWidget(boxed(self._name_line(record, calendar)))
        self._lines.addWidget(boxed(self._about_line(row, calendar)))
        if record.ending is not None:
            return  # quiet: what is due, where to find and what may be shared have ended too
        chips = FlowLayout(gap=8)
        for chip, tip in _state_chips(record, calendar):
            label = ChipLabel(theme, chip)
            label.setToolTip(tip)
            chips.addWidget(label)
        self._lines.addWidget(boxed(chips))

    def _name_line(self, record: ParticipantRecord, calendar: Calendar) -> QHBoxLayout:
        theme, row = self._theme, record.row
        line = QHBoxLayout()
        line.setSpacing(10)
        name = ElidingLabel(theme, row.preferred_name, "title")
        name.shrink_only()
        name.setMinimumWidth(min(name.sizeHint().width(), theme.px(_NAME_KEEPS)))
        line.addWidget(name)
        if row.pronouns:
            line.addWidget(Label(theme, row.pronouns, "body", "text2"))
        if record.restricted:
            line.addWidget(ChipLabel(theme, Chip("Restricted", "plum", "eye-off")))
        for chip in person_chips(row, calendar):
            if chip.icon == SAFETY_ICON:
                button = ChipButton(theme, chip)
                button.setAccessibleName(f"{chip.text}, show it")
                button.clicked.connect(self.safety_asked)
                line.addWidget(button)
            else:
                line.addWidget(ChipLabel(theme, chip))
        line.addStretch()
        return line

    def _about_line(self, row: CaseloadRow, calendar: Calendar) -> FlowLayout:
        theme = self._theme
        line = FlowLayout(gap=14)
        legal = row.legal_name if row.legal_name != row.preferred_name else ""
        enrolled = row.enrolled_on
        ended = row.status in ENDED
        facts = (
            ("user", f"Legal name {legal}" if legal else ""),
            ("id-card", row.number_text),
            ("calendar-days", f"Enrolled {calendar.short_date(enrolled)}" if enrolled else ""),
            ("briefcase", row.case_manager or ("" if ended else "No case manager yet")),
            ("heart-handshake", f"{row.peer}, peer" if row.peer else ""),
        )
        for icon, words in facts:
            if words:
                line.addWidget(_IconWords(theme, icon, words))
        return line


class _IconWords(QWidget):
    def __init__(self, theme: Theme, icon: str, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(Sign(theme, icon=icon))
        row.addWidget(Label(theme, words, "caption", "text2"))
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def _state_chips(record: ParticipantRecord, calendar: Calendar) -> list[tuple[Chip, str]]:
    """Last contact, where to find, consents; each with the words of its tool tip."""
    chips = [(_contact_chip(record.row, calendar), record.row.cadence.reason)]
    if record.places:
        line = record.places[0]
        words = f"{line.label}: {line.place}"
        short = words if len(words) <= _LONGEST_PLACE else f"{words[: _LONGEST_PLACE - 1]}…"
        chips.append((Chip(short, "outline", "map-pin"), words))
    chips.append((_consent_chip(record, calendar), ""))
    return chips


def _contact_chip(row: CaseloadRow, calendar: Calendar) -> Chip:
    since = row.days_since_reached
    if since is None:
        return Chip("No contact yet", "outline", "minus")
    words = {0: "Last contact today", 1: "Last contact yesterday"}.get(
        since, f"Last contact {since} days ago"
    )
    cadence = row.cadence.cadence
    match row.cadence.standing:
        case Standing.STRONGLY_PAST:
            return Chip(words, "outline", "clock-alert", ink="danger_text")
        case Standing.PAST:
            return Chip(words, "outline", "clock-alert", ink="warn_text")
        case _ if cadence is not None and cadence.satisfied_by is Satisfied.REACHED:
            return Chip(words, "outline", "check", ink="success_text")
        case _:  # on time with trying or looking is not the same as being in touch
            return Chip(words, "outline", "clock")


def _consent_chip(record: ParticipantRecord, calendar: Calendar) -> Chip:
    live = [line for line in record.consents if line.live]
    if not live:
        return Chip("No consent on file", "outline", "file-x")
    count = "1 consent" if len(live) == 1 else f"{len(live)} consents"
    ends = [
        line.expires_on
        for line in live
        if line.expires_on is not None and consent_is_ending(line, calendar.today)
    ]
    if not ends:
        return Chip(count, "outline", "file-check")
    left = (min(ends) - calendar.today).days
    when = "today" if left == 0 else f"in {left} {'day' if left == 1 else 'days'}"
    subject = "one ends" if len(live) > 1 else "ends"
    return Chip(f"{count}, {subject} {when}", "warn", "file-clock")
