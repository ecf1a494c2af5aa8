"""What every set of acts does alike: ask over a page, carry out, tell, take back, refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from lead_desktop.base.errors import EditConflict, LeadError
from lead_desktop.services.changes import Change
from ui.pages.form_sheet import FormSheet
from ui.pages.workplace import Workplace

Result = TypeVar("Result")
Undo = Callable[[], Change]


class Acts(QObject):
    """changed carries the Change of each act. sheet_wanted carries a Callable[[QWidget],
    SideSheet], called with the widget over which the sheet is to open."""

    changed = Signal(object)
    sheet_wanted = Signal(object)

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(owner)
        self._workplace = workplace
        self._desk = workplace.desk
        self._theme = workplace.theme

    def _fetch(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        report = self._workplace.navigator.report
        self._workplace.runner.run(work, done, report, owner=self)

    def _do(
        self,
        sheet: FormSheet | None,
        work: Callable[[], Change],
        undo: Undo | None,
        words: str | None = None,
    ) -> None:
        def done(change: Change) -> None:
            if sheet is not None:
                sheet.dismiss()
            self._tell(change, change.undo_label if words is None else words, undo)

        self._workplace.runner.run(
            work, done, lambda error: self._refuse(sheet, error), owner=sheet or self
        )

    def _tell(self, change: Change, words: str, undo: Undo | None) -> None:
        if not change.topics:
            return
        self.changed.emit(change)
        if words:
            taken_back = (lambda: self._take_back(undo)) if undo is not None else None
            self._workplace.navigator.toast(words, taken_back)

    def _take_back(self, undo: Undo) -> None:
        self._fetch(undo, lambda change: self._tell(replace(change, undo_label=""), "", None))

    def _refuse(self, sheet: FormSheet | None, error: LeadError) -> None:
        if isinstance(error, EditConflict) and sheet is not None:
            sheet.lead.setText(f"{error.what} Now there: {error.kept}")
            sheet.lead.show()
        elif sheet is None or not sheet.refused(error):
            self._workplace.navigator.report(error)
