"""What can be done about a person's medication."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.upkeep import HarmReduction, MedicationLine
from lead_desktop.services.people import medications
from lead_desktop.services.people.medications import AddMedication
from ui.pages.doing import Acts
from ui.pages.form_sheet import FormSheet
from ui.pages.life_sheets.medication_sheet import MedicationSheet
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace


class MedicationActs(Acts):
    """may: whether the worker's role changes what is written down."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(workplace, owner)
        self.may = workplace.desk.may(Act.EDIT_PERSON)

    def show(self, who: UUID) -> None:
        """Show what is taken and when it runs out, with the ways to change it."""
        desk = self._desk

        def show(known: HarmReduction) -> None:
            def sheet(host: QWidget) -> MedicationSheet:
                asked = MedicationSheet(
                    self._theme, host, who, known.medications, desk.clock, may=self.may
                )
                keep_words(self._workplace, asked, who)
                asked.wanted.connect(lambda command: self._add(asked, command))
                asked.end_wanted.connect(lambda line: self._end(asked, line))
                return asked

            self.sheet_wanted.emit(sheet)

        self._fetch(lambda: medications.read_harm_reduction(desk, who), show)

    def _add(self, sheet: FormSheet, command: AddMedication) -> None:
        desk = self._desk
        self._do(
            sheet,
            lambda: medications.add_medication(desk, command),
            undo=lambda: medications.remove_medication(desk, command.id),
        )

    def _end(self, sheet: FormSheet, line: MedicationLine) -> None:
        desk = self._desk
        self._do(
            sheet,
            lambda: medications.end_medication(desk, line.id),
            undo=lambda: medications.reopen_medication(desk, line.id),
        )
