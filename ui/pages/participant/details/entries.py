"""Cards of entries: numbers, usual places, other names, whom to call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.domain.people.details import (
    AliasEntry,
    EmergencyEntry,
    Entry,
    NumberEntry,
    PersonDetails,
    PhoneEntry,
    PlaceEntry,
)
from ui.kit.chip import Chip
from ui.models.day_words import Calendar
from ui.pages.facts import FactLine
from ui.pages.life_sheets.entry_acts import EntryActs
from ui.pages.participant.details.rows import ListCard, RowAct, acting_row
from ui.pages.workplace import Workplace

_ALLOWED: dict[bool | None, str] = {True: "ok", False: "no", None: "not asked"}


class EntryCards:
    """The cards, and what their buttons do; `show_details` fills them anew."""

    def __init__(self, workplace: Workplace, acts: EntryActs) -> None:
        self._theme = workplace.theme
        self._acts = acts
        self._who: UUID | None = None
        self._places: tuple[PlaceEntry, ...] = ()
        self.phones = self._card("Phones", "No number yet.", PhoneEntry)
        self.places = self._card("Where to find", "No place yet.", PlaceEntry)
        self.aliases = self._card("Also known as", "No other name.", AliasEntry)
        self.emergency = self._card("Whom to call", "Nobody named yet.", EmergencyEntry)
        self.numbers = self._card("Numbers elsewhere", "None.", NumberEntry)

    def show_details(self, known: PersonDetails, calendar: Calendar) -> None:
        """Show the entries of one participant."""
        self._who, self._places = known.participant_id, known.places
        self.phones.show_rows([self._phone(entry) for entry in known.phones])
        self.places.show_rows(
            [self._place(at, entry, calendar) for at, entry in enumerate(known.places)]
        )
        self.aliases.show_rows(
            [
                self._row("user", ((one.name, "body", "text"),), one, one.name)
                for one in known.aliases
            ]
        )
        self.emergency.show_rows([self._person(entry) for entry in known.emergency])
        self.numbers.show_rows([self._number(entry) for entry in known.numbers])

    def _card(self, title: str, empty: str, kind: type[Entry]) -> ListCard:
        def add() -> None:
            if self._who is not None:
                self._acts.edit_entry(kind, self._who)

        return ListCard(self._theme, title, empty, add if self._acts.may else None)

    def _row(
        self,
        icon: str,
        lines: tuple[FactLine, ...],
        entry: Entry,
        name: str,
        *,
        before: tuple[RowAct, ...] = (),
        chip: Chip | None = None,
    ) -> QWidget:
        acts: tuple[RowAct, ...] = ()
        if self._acts.may:
            acts = (
                *before,
                RowAct("pencil", f"Change {name}", self._edit(entry)),
                RowAct("x", f"Take away {name}", lambda: self._acts.remove_entry(entry)),
            )
        return acting_row(self._theme, icon, lines, acts, chip=chip)

    def _edit(self, entry: Entry) -> Callable[[], None]:
        return lambda: self._acts.edit_entry(type(entry), entry.participant_id, entry)

    def _phone(self, entry: PhoneEntry) -> QWidget:
        use = f"text {_ALLOWED[entry.text_ok]}, voicemail {_ALLOWED[entry.voicemail_ok]}"
        about = " · ".join(part for part in (entry.label, use) if part)
        lines: tuple[FactLine, ...] = (
            (entry.number, "med", "text"),
            (about, "caption", "text3"),
        )
        return self._row("phone", lines, entry, entry.number)

    def _place(self, at: int, entry: PlaceEntry, calendar: Calendar) -> QWidget:
        about = [entry.words] if entry.words else []
        chip = None
        if entry.good_until is not None:
            chip = _until(entry.good_until, calendar)
        lines: list[FactLine] = [(entry.label, "caption", "text3"), (entry.place, "med", "text")]
        lines += [(words, "caption", "text2") for words in about]
        up = RowAct("chevron-up", f"Move {entry.label} up", lambda: self._lift(at))
        icon = "moon" if "night" in entry.label.casefold() else "map-pin"
        before = (up,) if at else ()
        return self._row(icon, tuple(lines), entry, entry.label, before=before, chip=chip)

    def _lift(self, at: int) -> None:
        places = list(self._places)
        places[at - 1], places[at] = places[at], places[at - 1]
        if self._who is not None:
            self._acts.order_places(self._who, places)

    def _person(self, entry: EmergencyEntry) -> QWidget:
        knows = {True: "knows about us", False: "does not know about us", None: ""}[entry.knows]
        about = " · ".join(part for part in (entry.relation.label, entry.phone, knows) if part)
        lines: tuple[FactLine, ...] = ((entry.name, "med", "text"), (about, "caption", "text3"))
        return self._row("life-buoy", lines, entry, entry.name)

    def _number(self, entry: NumberEntry) -> QWidget:
        lines: tuple[FactLine, ...] = (
            (entry.kind.label, "caption", "text3"),
            (entry.number, "body", "text"),
        )
        return self._row("id-card", lines, entry, entry.kind.label)


def _until(day: date, calendar: Calendar) -> Chip:
    words = calendar.short_date(day)
    if day < calendar.today:
        return Chip(f"Was good until {words}", "warn", "hourglass", size="sm")
    return Chip(f"Until {words}", "neutral", "hourglass", size="sm")
