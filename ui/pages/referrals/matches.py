"""Who may be here already, live under the name: the same person, or a different one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.people.duplicates import PossibleMatch
from ui.kit.announce import announce
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.button import Button
from ui.kit.flow_layout import FlowLayout
from ui.kit.icon_label import IconLabel
from ui.kit.label import ElidingLabel, Label
from ui.kit.paint import begin, draw_tint
from ui.theme import Theme
from ui.theme.tokens import Radius

_AVATAR = 28


class Matches(QWidget):
    """same and different carry the PossibleMatch; parted: the chosen person is let go again.
    opened: the id of somebody whose name is spelled alike, to be looked at."""

    same = Signal(object)
    different = Signal(object)
    parted = Signal()
    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[UUID, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._icon = IconLabel(theme, "search-check", "info_text", 15)
        self._lead = Label(theme, "", "capmed", "info_text")
        self._line = Label(theme, "", "caption", "text2")
        self._part = Button(theme, "Not this person", kind="link", size="sm")
        self._part.clicked.connect(self.parted)
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._icon, self._lead, self._line):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._part)
        self._column.addLayout(head)
        self.near = _SpelledAlike(theme)
        self.near.opened.connect(self.opened)
        self._column.addWidget(self.near)
        self.rows: list[_MatchRow] = []
        self.show_nothing()

    def show_nothing(self) -> None:
        """Before anything was typed."""
        self._say("scan-search", "Search first, then create.",
                  "Names, aliases, birth date and phone are compared as you type.")  # fmt: skip
        self._put(())

    def show_person(self, name: str) -> None:
        """Somebody of the vault was chosen."""
        self._say("circle-check", f"About {name}, who is here already.", "", part=True)
        self._put(())

    def show_matches(
        self,
        found: Sequence[PossibleMatch],
        compared: str,
        near: Sequence[PossibleMatch] = (),
    ) -> None:
        """Show who may be the person; compared: what was looked at, in words. near: whose names
        are spelled alike, where nobody may be."""
        if not found:
            self._say("search-check", "No match in this vault.", f"Checked {compared}.")
        else:
            who = "One person here" if len(found) == 1 else f"{len(found)} people here"
            self._say("user", f"{who} may be the same.", "You decide; nothing is merged.")
        self._put(tuple(found), () if found else tuple(near))

    def _say(self, icon: str, lead: str, line: str, *, part: bool = False) -> None:
        self._icon.set_icon(icon, "info_text")
        if lead != self._lead.text() and self.isVisible():
            announce(self, lead)
        self._lead.setText(lead)
        self._line.setText(line)
        self._part.setVisible(part)

    def _put(self, found: tuple[PossibleMatch, ...], near: tuple[PossibleMatch, ...] = ()) -> None:
        self.near.show_people(near)
        shown = tuple(match.participant_id for match in found)
        if shown == self._shown:
            for row, match in zip(self.rows, found, strict=True):
                row.show_match(match)
            return
        self._shown = shown
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for match in found:
            row = _MatchRow(self._theme, match)
            row.same.clicked.connect(lambda _=False, r=row: self.same.emit(r.match))
            row.different.clicked.connect(lambda _=False, r=row: self.different.emit(r.match))
            self._column.addWidget(row)
            self.rows.append(row)


class _SpelledAlike(QWidget):
    """A quiet line of links: no match, but not to be taken for nobody."""

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[PossibleMatch, ...] = ()
        self.links: list[Button] = []
        self._flow = FlowLayout(self)
        self._flow.addWidget(Label(theme, "Spelled alike:", "caption", "text2"))
        self.hide()

    def show_people(self, near: tuple[PossibleMatch, ...]) -> None:
        if near == self._shown:
            return
        self._shown = near
        for link in self.links:
            self._flow.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        for one in near:
            link = Button(self._theme, f"{one.name}, {one.number_text}", kind="link", size="sm")
            link.setAccessibleDescription("Spelled alike. Opens the record.")
            link.clicked.connect(lambda _=False, who=one.participant_id: self.opened.emit(who))
            self._flow.addWidget(link)
            self.links.append(link)
        self.setVisible(bool(near))
        if near and self.isVisible():
            announce(self, f"Spelled alike: {'; '.join(link.text() for link in self.links)}")


class _MatchRow(QWidget):
    def __init__(self, theme: Theme, match: PossibleMatch) -> None:
        super().__init__()
        self._theme = theme
        self.match = match
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name = ElidingLabel(theme, "", "med")
        self._why = ElidingLabel(theme, "", "caption", "text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._why)
        self.same = Button(theme, "Same person", size="sm", icon="check")
        self.different = Button(theme, "Different person", kind="ghost", size="sm")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(_AVATAR) + 22, 7, 10, 7)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.same)
        row.addWidget(self.different)
        self.show_match(match)

    def show_match(self, match: PossibleMatch) -> None:
        self.match = match
        self._name.setText(f"{match.name} · {match.number_text} · {match.status.label}")
        self._why.setText(f"Matched on {match.why}")
        for button in (self.same, self.different):
            button.setAccessibleDescription(f"{match.name}, matched on {match.why}")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(50))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = self._theme
        draw_tint(painter, theme, QRectF(self.rect()), Radius.OPTION, "info_tint")
        tone = avatar_tone(self.match.participant_id)
        draw_avatar(painter, theme, self.match.name, tone, 12, self.height() / 2, _AVATAR,
                    on_tint=True)  # fmt: skip


def compared_words(name: str, born: str, phone: str) -> str:
    """What was compared, for the line that says that nobody matched."""
    parts = [*(("name", "alias") if name.strip() else ())]
    parts += [
        words for words, typed in (("date of birth", born), ("phone", phone)) if typed.strip()
    ]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
