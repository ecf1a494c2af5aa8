"""Facts about a participant as small rows: where to find them, linkages, consents.

Shared by the caseload's preview and the participant page, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.codes import ConsentState
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.participant import (
    ConsentLine,
    FindLine,
    LinkageLine,
    PhoneLine,
)
from lead_desktop.domain.people.stage import CONSENT_ENDING_DAYS
from lead_desktop.domain.plan.linkage import RUNGS, is_open
from lead_desktop.domain.referral.incident_clock import deadline_words
from lead_desktop.domain.worklist.worklist import INTAKE_SHOWN
from ui.kit.chip import Chip, ChipLabel
from ui.kit.dots import Dot, draw_dot
from ui.kit.label import ElidingLabel, Label
from ui.kit.paint import begin, draw_icon
from ui.kit.tall_column import raise_height
from ui.models.day_words import Calendar
from ui.models.looks import PLACE_ICON, STAGE_LOOK, dot_of
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize, Tone, TypeRole

SAFETY_ICON = "shield-alert"
_SIGN = 16

FactLine = tuple[str, TypeRole, ColorRole]
"""Words of a row with their step of the type scale and their colour."""


class Sign(QWidget):
    """The icon or linkage dot at the head of a row; the row's words say the same."""

    def __init__(
        self, theme: Theme, *, icon: str = "", ink: ColorRole = "text2", dot: Dot | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._ink: ColorRole = ink
        self._dot = dot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIGN), self._theme.line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        middle = QRectF(self.rect()).center()
        if self._dot is not None:
            draw_dot(painter, self._theme, self._dot, middle.x() - 1, middle.y())
        elif self._icon:
            size = IconSize.SMALL
            draw_icon(painter, self._theme, self._icon, self._ink, size, 0, middle.y())


class FactRow(QWidget):
    """A sign, one or two lines of words, and at the right a word or a chip.

    lines: (words, type, colour) from top to bottom; each gives way to the width.
    """

    def __init__(
        self,
        theme: Theme,
        sign: Sign,
        lines: Iterable[FactLine],
        *,
        trailing: str = "",
        trailing_ink: ColorRole = "text2",
        chip: Chip | None = None,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self._wraps = wrap
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        said = []
        for text, font, ink in lines:
            label = (
                Label(theme, text, font, ink, wrap=True)
                if wrap
                else ElidingLabel(theme, text, font, ink)
            )
            words.addWidget(label)
            said.append(text)
        row.addLayout(words, 1)
        if chip is not None:
            row.addWidget(ChipLabel(theme, chip), 0, Qt.AlignmentFlag.AlignVCenter)
            said.append(chip.text)
        elif trailing:
            font = "capmed" if trailing_ink != "text2" else "caption"
            row.addWidget(Label(theme, trailing, font, trailing_ink))
            said.append(trailing)
        self.setAccessibleName(", ".join(said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps:
            raise_height(self)


def person_chips(row: CaseloadRow, calendar: Calendar) -> list[Chip]:
    """Stage, place and safety, as they stand beside a name."""
    tone, icon = STAGE_LOOK[row.stage]
    chips = [Chip(row.stage.value, tone, icon)]
    if row.place and row.place_since:
        words = f"{row.place.value} since {calendar.short_date(row.place_since)}"
        chips.append(Chip(words, "plum", PLACE_ICON[row.place]))
    if row.safety:
        chips.append(Chip("Safety note on file", "danger", SAFETY_ICON))
    if row.deadline is not None:
        left = (row.deadline.on - calendar.today).days
        pressing: Tone = "danger" if left < 0 else "warn" if left <= INTAKE_SHOWN else "neutral"
        chips.append(Chip(deadline_words(row.deadline, calendar.today), pressing, "hourglass"))
    return chips


def find_rows(
    theme: Theme, places: Iterable[FindLine], phones: Iterable[PhoneLine]
) -> list[FactRow]:
    """Usual places and numbers, in the order in which they are best tried."""
    rows = [
        FactRow(
            theme,
            Sign(theme, icon="moon" if "night" in line.label.casefold() else "map-pin"),
            ((_when(line), "caption", "text3"), (line.place, "body", "text")),
            wrap=True,
        )
        for line in places
    ]
    rows += [
        FactRow(
            theme,
            Sign(theme, icon="phone"),
            ((_phone_use(line), "caption", "text3"), (line.number, "body", "text")),
        )
        for line in phones
    ]
    return rows


def _when(line: FindLine) -> str:
    end = line.good_until
    return f"{line.label}, until {end:%b} {end.day}" if end else line.label


def _phone_use(line: PhoneLine) -> str:
    parts = ["Phone", line.label] if line.label else ["Phone"]
    if line.text_ok and "text" not in line.label.casefold():
        parts.append("text ok")
    elif line.text_ok is False:
        parts.append("no texts")
    if line.voicemail_ok is False:
        parts.append("no voicemail")
    return ", ".join(parts)


def open_linkages(lines: Iterable[LinkageLine]) -> list[LinkageLine]:
    """Those with a next step, furthest along first."""
    order = list(RUNGS)
    still_open = [line for line in lines if is_open(line.status)]
    return sorted(still_open, key=lambda line: -order.index(line.status))


def linkage_rows(
    theme: Theme, lines: Iterable[LinkageLine], calendar: Calendar, *, with_provider: bool
) -> list[FactRow]:
    """Open linkages: dot, what, with whom, and how long they stand there or when the visit is."""
    rows = []
    for line in open_linkages(lines):
        words: list[FactLine] = [(line.title, "med", "text")]
        column = RUNGS[line.status].column.value
        if with_provider:
            words.append((line.organization or line.need.label, "caption", "text3"))
        age = f"{max((calendar.today - line.status_since).days, 0)} d"
        chip, trailing, ink = None, age, "text2"
        if line.next_at is not None:
            today = calendar.day_of(line.next_at) == calendar.today
            trailing, ink = calendar.moment(line.next_at), "accent_text" if today else "text2"
            if today and with_provider:
                chip = Chip("Today", "accent", "calendar")
        row = FactRow(
            theme,
            Sign(theme, dot=Dot(dot_of(line.status))),
            words,
            trailing=trailing,
            trailing_ink="accent_text" if ink == "accent_text" else "text2",
            chip=chip,
        )
        row.setAccessibleName(f"{line.title}, {column}, {trailing}")
        row.setToolTip(f"{column} since {calendar.short_date(line.status_since)}")
        rows.append(row)
    return rows


def consent_rows(theme: Theme, lines: Iterable[ConsentLine], calendar: Calendar) -> list[FactRow]:
    """Live consents: with whom, and until when. Ones that were changed after signing, too."""
    rows = []
    for line in lines:
        if line.state is ConsentState.ALTERED:
            named: tuple[FactLine, ...] = ((", ".join(line.recipients), "body", "text2"),)
            sign = Sign(theme, icon="file-x", ink="danger_text")
            rows.append(FactRow(theme, sign, named, chip=Chip("Not as signed", "danger", "ban")))
        if not line.live:
            continue
        ending = consent_is_ending(line, calendar.today)
        name = ", ".join(line.recipients) or "No recipient named"
        end = line.expires_on
        sign = Sign(
            theme,
            icon="file-clock" if ending else "file-check",
            ink="warn_text" if ending else "success_text",
        )
        words: tuple[FactLine, ...] = ((name, "body", "text"),)
        if ending and end is not None:
            chip = Chip(f"Ends {calendar.short_date(end)}", "warn", "hourglass")
            rows.append(FactRow(theme, sign, words, chip=chip))
        else:
            trailing = f"to {calendar.short_date(end)}" if end else "no end date"
            rows.append(FactRow(theme, sign, words, trailing=trailing))
    return rows


def consent_is_ending(line: ConsentLine, today: date) -> bool:
    """Whether a live consent ends within the time in which it is shown as ending."""
    end = line.expires_on
    return line.live and end is not None and (end - today).days <= CONSENT_ENDING_DAYS


def boxed(layout: QLayout) -> QWidget:
    """A widget around `layout`, so that it can be taken away as a whole."""
    box = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    box.setLayout(layout)
    return box


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of `layout` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
