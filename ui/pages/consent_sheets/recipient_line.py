"""Who may receive it: names that complete themselves from the directory and earlier consents."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.domain.consent.recipients import Recipient, RecipientBook
from ui.pages.suggestions import SuggestField, Suggestion
from ui.theme import Theme

_BETWEEN = ";"


class RecipientLine(SuggestField):
    """Several names set apart by ";". Whoever is offered is taken only by ↓ and Enter or a click:
    a name that nobody knows stays as it was typed."""

    def __init__(self, theme: Theme, name: str, host: QWidget) -> None:
        super().__init__(theme, name, host, eager=False)
        self._book = RecipientBook(())
        self._found: tuple[Recipient, ...] = ()
        self._known: dict[str, Recipient] = {}
        self.textEdited.connect(lambda _: self._look_up())
        self.picked.connect(self._take)

    def know(self, recipients: Iterable[Recipient]) -> None:
        """Whom to offer from now on."""
        self._book = RecipientBook(recipients)

    def put(self, recipients: Iterable[Recipient]) -> None:
        """Name these; what is known of them is kept for as long as their names stand."""
        named = tuple(recipients)
        self._known |= {one.name: one for one in named}
        self.setText(f"{_BETWEEN} ".join(one.name for one in named))

    def recipients(self) -> tuple[Recipient, ...]:
        """Everybody who is named, in order."""
        names = [name.strip() for name in self.text().split(_BETWEEN)]
        return tuple(self._known.get(name, Recipient(name)) for name in names if name)

    def _name_at_cursor(self) -> tuple[int, int]:
        """Where the name that is being typed begins and ends."""
        text, cursor = self.text(), self.cursorPosition()
        start = text.rfind(_BETWEEN, 0, cursor) + 1
        end = text.find(_BETWEEN, cursor)
        return start, len(text) if end < 0 else end

    def _look_up(self) -> None:
        start, end = self._name_at_cursor()
        typed = self.text()[start:end].strip()
        found = self._book.find(typed)
        self._found = found if [one.name for one in found] != [typed] else ()
        self.offer(tuple(_suggestion(place, one) for place, one in enumerate(self._found)))

    def _take(self, place: UUID) -> None:
        one = self._found[place.int]
        self._known[one.name] = one
        start, end = self._name_at_cursor()
        lead = " " if start else ""
        text = self.text()
        self.setText(f"{text[:start]}{lead}{one.name}{text[end:]}")
        self.setCursorPosition(start + len(lead) + len(one.name))


def _suggestion(place: int, one: Recipient) -> Suggestion:
    listed = one.organization_id is not None
    return Suggestion(
        UUID(int=place),
        one.name,
        ", ".join(one.aliases) or one.role,
        "In the directory" if listed else "Named before",
        "building-2" if listed else "user",
    )
