"""Adding, changing, taking away and ordering the entries of a record."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.people.details import (
    AliasEntry,
    EmergencyEntry,
    Entry,
    NumberEntry,
    PhoneEntry,
    PlaceEntry,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.people import details
from ui.pages.doing import Acts
from ui.pages.form_sheet import FormSheet
from ui.pages.life_sheets.entry_sheets import (
    AliasSheet,
    EmergencySheet,
    EntrySheet,
    NumberSheet,
    PhoneSheet,
    PlaceSheet,
)
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace

AT_THE_END = 99
"""Where a new place stands until somebody puts it elsewhere."""


class EntryActs(Acts):
    """may: whether the worker's role changes records; legal: whether it sees legal numbers."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(workplace, owner)
        self.may = workplace.desk.may(Act.EDIT_PERSON)
        self.legal = workplace.desk.may(Act.SEE_LEGAL_DETAIL)

    def edit_entry(self, kind: type[Entry], who: UUID, entry: Entry | None = None) -> None:
        """Ask for a new entry of a kind, or for the new words of one."""
        desk = self._desk

        def keep(sheet: FormSheet, wanted: Entry) -> None:
            def undo() -> Change:
                if entry is None:
                    return details.remove_entry(desk, wanted)
                return details.save_entry(desk, entry)

            self._do(sheet, lambda: details.save_entry(desk, wanted, was=entry), undo=undo)

        def sheet(host: QWidget) -> EntrySheet:
            asked = self._entry_sheet(kind, host, who, entry)
            keep_words(self._workplace, asked, who, entry.id if entry else "")
            asked.wanted.connect(lambda wanted: keep(asked, wanted))
            return asked

        self.sheet_wanted.emit(sheet)

    def remove_entry(self, entry: Entry) -> None:
        """Take an entry away, with undo."""
        desk = self._desk
        self._do(
            None,
            lambda: details.remove_entry(desk, entry),
            undo=lambda: details.save_entry(desk, entry),
        )

    def order_places(self, who: UUID, places: Sequence[PlaceEntry]) -> None:
        """Keep the usual places in this order."""
        desk, ids = self._desk, tuple(place.id for place in places)
        self._do(None, lambda: details.order_places(desk, who, ids), "")

    def _entry_sheet(
        self, kind: type[Entry], host: QWidget, who: UUID, entry: Entry | None
    ) -> EntrySheet:
        theme, clock = self._theme, self._desk.clock
        if kind is PlaceEntry:
            place = entry if isinstance(entry, PlaceEntry) else None
            return PlaceSheet(theme, host, who, clock, place, position=AT_THE_END)
        if kind is PhoneEntry:
            return PhoneSheet(theme, host, who, entry if isinstance(entry, PhoneEntry) else None)
        if kind is AliasEntry:
            return AliasSheet(theme, host, who, entry if isinstance(entry, AliasEntry) else None)
        if kind is EmergencyEntry:
            person = entry if isinstance(entry, EmergencyEntry) else None
            return EmergencySheet(theme, host, who, person)
        number = entry if isinstance(entry, NumberEntry) else None
        return NumberSheet(theme, host, who, number, legal=self.legal)
