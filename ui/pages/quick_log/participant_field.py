"""Who the contact is with: type three letters, Enter."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.people.cadence import Standing
from lead_desktop.domain.people.caseload import CaseloadRow
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.paint import begin
from ui.pages.suggestions import SuggestField, Suggestion
from ui.theme import Theme
from ui.theme.tokens import ColorRole

MOST_OFFERED = 7
_AVATAR = 24


def cadence_note(row: CaseloadRow) -> tuple[str, ColorRole]:
    """How the person stands to their cadence, in few words, and the colour of the words."""
    state = row.cadence
    days = "day" if state.days_past == 1 else "days"
    if state.standing is Standing.STRONGLY_PAST:
        return f"{state.days_past} {days} past cadence", "danger_text"
    if state.standing is Standing.PAST:
        return f"{state.days_past} {days} past cadence", "warn_text"
    if state.standing is Standing.NEVER:
        return "Not reached yet", "text3"
    since = row.days_since_reached
    if since is None:
        return row.stage.value, "text3"
    return "Reached today" if since == 0 else f"Reached {since} d ago", "text3"


def suggestion_of(row: CaseloadRow) -> Suggestion:
    """A participant as offered under the field."""
    second = row.second_line if row.second_line != row.number_text else ""
    return Suggestion(row.id, row.preferred_name, second, f"{row.stage.value} · {row.number_text}")


class ParticipantField(SuggestField):
    """The field with the chosen person's avatar before the name, and their cadence at the right."""

    def __init__(self, theme: Theme, host: QWidget, parent: QWidget | None = None) -> None:
        self._person: CaseloadRow | None = None
        super().__init__(
            theme,
            "Participant",
            host,
            placeholder="Name, number or phone",
            icon="search",
            parent=parent,
        )
        self.setFixedHeight(theme.px(40))

    def show_person(self, row: CaseloadRow | None) -> None:
        """Show who is chosen; None while nobody is."""
        if row is not None:
            self.setText(row.preferred_name)
            self.setCursorPosition(0)
            note, tone = cadence_note(row)
            self.set_trailing_text(note, tone)
        elif self._person is not None:
            self.set_trailing_text("")
        self._person = row
        self.set_icon(None if row is not None else "search")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._person is not None:
            person, middle = self._person, self.height() / 2
            tone = avatar_tone(person.id)
            draw_avatar(begin(self), self._theme, person.preferred_name, tone, 11, middle, _AVATAR)

    def _make_room(self) -> None:
        super()._make_room()
        if self._person is not None:
            margins = self.textMargins()
            self.setTextMargins(self._theme.px(_AVATAR) + 7, 0, margins.right(), margins.bottom())
