"""Sheets for the entries of a record: numbers, places, names, whom to call."""

from __future__ import annotations

from abc import abstractmethod
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import EmergencyRelation, NumberKind
from lead_desktop.domain.people.details import (
    LEGAL_NUMBERS,
    AliasEntry,
    EmergencyEntry,
    Entry,
    NumberEntry,
    PhoneEntry,
    PlaceEntry,
    check_entry,
)
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice
from ui.kit.inputs import DateEdit, LineEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.theme import Theme

_ANSWERS = (Choice("yes", "Yes"), Choice("no", "No"), Choice("", "Not asked"))
_RELATIONS = tuple(EmergencyRelation)
_KEYS = {True: "yes", False: "no", None: ""}
_VALUES = {"yes": True, "no": False}


class EntrySheet(FormSheet):
    """`wanted` carries the Entry once nothing stands against it."""

    def submit(self) -> None:
        entry = self.entry()
        problems = check_entry(entry)
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(entry)

    @abstractmethod
    def entry(self) -> Entry:
        """What the fields say."""

    def _answer(self, words: str, value: bool | None) -> Segmented:
        box = Segmented(self.theme, words, _ANSWERS)
        box.choose(_KEYS[value])
        return box


class PhoneSheet(EntrySheet):
    """A number and how it may be used."""

    def __init__(
        self, theme: Theme, host: QWidget, who: UUID, entry: PhoneEntry | None = None
    ) -> None:
        lead = "Ask before you call or text: a message may be read by somebody else."
        super().__init__(theme, host, "Phone", "Save", lead=lead)
        self._was = entry or PhoneEntry(new_id(), who, "")
        self.number = LineEdit(theme, "Number")
        self.number.setText(self._was.number)
        self.label = LineEdit(theme, "Whose, or when", placeholder="Own, sister’s, evenings")
        self.label.setText(self._was.label)
        self.text_ok = self._answer("Texts are welcome", self._was.text_ok)
        self.voicemail_ok = self._answer("Voicemail is welcome", self._was.voicemail_ok)
        self.add("number", "Number", self.number)
        self.add("label", "Whose, or when", self.label)
        self.add("text_ok", "Texts are welcome", self.text_ok)
        self.add("voicemail_ok", "Voicemail is welcome", self.voicemail_ok)

    def entry(self) -> PhoneEntry:
        return PhoneEntry(
            self._was.id,
            self._was.participant_id,
            self.number.text().strip(),
            self.label.text().strip(),
            _VALUES.get(self.text_ok.value() or ""),
            _VALUES.get(self.voicemail_ok.value() or ""),
        )


class PlaceSheet(EntrySheet):
    """A usual place, when, and until when it is good."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        who: UUID,
        clock: Clock,
        entry: PlaceEntry | None = None,
        *,
        position: int = 0,
    ) -> None:
        lead = "Never on a paper for police, prosecutors or courts."
        super().__init__(theme, host, "Where to find", "Save", lead=lead)
        self._was = entry or PlaceEntry(new_id(), who, "", "", position=position)
        self.label = LineEdit(theme, "When", placeholder="Mornings, nights, Sundays")
        self.label.setText(self._was.label)
        self.place = LineEdit(theme, "Where")
        self.place.setText(self._was.place)
        self.words = LineEdit(theme, "Good to know", placeholder="Who knows them there")
        self.words.setText(self._was.words)
        self.ends = CheckBox(theme, "Only for a while")
        self.ends.setChecked(self._was.good_until is not None)
        self.until = DateEdit(theme, "Good until")
        day = self._was.good_until
        self.until.setDate(as_qdate(day) if day else as_qdate(clock.today()).addDays(30))
        self.add("label", "When", self.label)
        self.add("place", "Where", self.place)
        self.add("words", "Good to know", self.words)
        self.insert(self.ends)
        field = self.add("good_until", "Good until", self.until)
        field.setVisible(self.ends.isChecked())
        self.ends.toggled.connect(field.setVisible)

    def entry(self) -> PlaceEntry:
        return PlaceEntry(
            self._was.id,
            self._was.participant_id,
            self.label.text().strip(),
            self.place.text().strip(),
            day_in(self.until) if self.ends.isChecked() else None,
            self.words.text().strip(),
            self._was.position,
        )


class AliasSheet(EntrySheet):
    """Another name: a street name, a former name."""

    def __init__(
        self, theme: Theme, host: QWidget, who: UUID, entry: AliasEntry | None = None
    ) -> None:
        super().__init__(theme, host, "Also known as", "Save")
        self._was = entry or AliasEntry(new_id(), who, "")
        self.name = LineEdit(theme, "Name")
        self.name.setText(self._was.name)
        self.add("name", "Name", self.name)

    def entry(self) -> AliasEntry:
        return AliasEntry(self._was.id, self._was.participant_id, self.name.text().strip())


class EmergencySheet(EntrySheet):
    """Whom to call when something happens, and whether they know about the program."""

    def __init__(
        self, theme: Theme, host: QWidget, who: UUID, entry: EmergencyEntry | None = None
    ) -> None:
        lead = "Ask the person whom we may call, and what that person may hear."
        super().__init__(theme, host, "Whom to call", "Save", lead=lead)
        self._was = entry
        self._who = who
        self.name = LineEdit(theme, "Name")
        self.relation = code_box(
            theme, "Who they are", _RELATIONS, entry.relation if entry else None
        )
        self.phone = LineEdit(theme, "Phone")
        self.knows = self._answer("Knows about the program", entry.knows if entry else None)
        if entry is not None:
            self.name.setText(entry.name)
            self.phone.setText(entry.phone)
        self.add("name", "Name", self.name)
        self.add("relation", "Who they are", self.relation)
        self.add("phone", "Phone", self.phone)
        self.add("knows", "Knows about the program", self.knows)

    def entry(self) -> EmergencyEntry:
        return EmergencyEntry(
            self._was.id if self._was else new_id(),
            self._who,
            self.name.text().strip(),
            chosen_code(self.relation, _RELATIONS) or EmergencyRelation.OTHER,
            self.phone.text().strip(),
            _VALUES.get(self.knows.value() or ""),
        )


class NumberSheet(EntrySheet):
    """A number under which others know the participant."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        who: UUID,
        entry: NumberEntry | None = None,
        *,
        legal: bool = True,
    ) -> None:
        super().__init__(theme, host, "Number elsewhere", "Save")
        self._was = entry
        self._who = who
        self._kinds = tuple(kind for kind in NumberKind if legal or kind not in LEGAL_NUMBERS)
        self.kind = code_box(theme, "Which number", self._kinds, entry.kind if entry else None)
        self.number = LineEdit(theme, "Number")
        if entry is not None:
            self.number.setText(entry.number)
        self.add("kind", "Which number", self.kind)
        self.add("number", "Number", self.number)

    def entry(self) -> NumberEntry:
        return NumberEntry(
            self._was.id if self._was else new_id(),
            self._who,
            chosen_code(self.kind, self._kinds) or NumberKind.OTHER,
            self.number.text().strip(),
        )
