"""Saved views of the caseload: kept, chosen, taken away, with undo."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.base.ids import new_id
from lead_desktop.domain.caseload_filter import CaseloadFilter, SavedViewLine
from lead_desktop.domain.roles import Act
from lead_desktop.services import saved_views
from lead_desktop.services.changes import Change
from lead_desktop.services.saved_views import SaveView
from ui.kit.checks import CheckBox
from ui.kit.inputs import LineEdit
from ui.pages.form_sheet import FormSheet
from ui.pages.workplace import Workplace
from ui.theme import Theme


class SaveViewSheet(FormSheet):
    """`wanted` carries a SaveView of the filters that stand now."""

    def __init__(
        self, theme: Theme, host: QWidget, wanted: CaseloadFilter, said: str, *, may_share: bool
    ) -> None:
        super().__init__(theme, host, "Save view", "Save", lead=said)
        self._filter = wanted
        self._id = new_id()
        self.name = LineEdit(theme, "Name", placeholder="Consent ending")
        self.add("name", "Name", self.name)
        self.shared = CheckBox(theme, "For the whole team")
        if may_share:
            self.insert(self.shared)

    def submit(self) -> None:
        self.show_problems(())
        shared = self.shared.isChecked()
        self.wanted.emit(SaveView(self._id, self.name.text(), self._filter, shared))


class SavedViews(QObject):
    """Keeps and removes views; the page shows them after the change has come round."""

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._host = host
        self.sheet: SaveViewSheet | None = None

    def ask_name(self, wanted: CaseloadFilter, said: str) -> None:
        """Open the sheet that keeps `wanted`; said: the filters in words."""
        workplace, desk = self._workplace, self._workplace.desk
        if self.sheet is not None:
            return
        may_share = desk.may(Act.LOG_CONTACT)
        sheet = SaveViewSheet(workplace.theme, self._host, wanted, said, may_share=may_share)

        def refuse(error: LeadError) -> None:
            if not sheet.refused(error):
                workplace.navigator.report(error)

        def saved(change: Change, command: SaveView) -> None:
            sheet.dismiss()
            self._tell(change)
            workplace.navigator.toast(
                f"View saved: {command.name.strip()}",
                lambda: workplace.runner.run(
                    lambda: saved_views.remove_view(desk, command.id), self._tell, owner=self
                ),
            )

        def save(command: SaveView) -> None:
            workplace.runner.run(
                lambda: saved_views.save_view(desk, command),
                lambda change: saved(change, command),
                refuse,
                owner=sheet,
            )

        self.sheet = sheet
        sheet.wanted.connect(save)
        sheet.closing.connect(sheet.dismiss)
        sheet.dismissed.connect(self._gone)
        sheet.open()

    def remove(self, line: SavedViewLine) -> None:
        """Let a view go; the toast brings it back."""
        workplace, desk = self._workplace, self._workplace.desk
        again = SaveView(line.id, line.name, line.wanted, line.shared)

        def removed(change: Change) -> None:
            self._tell(change)
            workplace.navigator.toast(
                f"View removed: {line.name}",
                lambda: workplace.runner.run(
                    lambda: saved_views.save_view(desk, again), self._tell, owner=self
                ),
            )

        workplace.runner.run(
            lambda: saved_views.remove_view(desk, line.id),
            removed,
            workplace.navigator.report,
            owner=self,
        )

    def _gone(self) -> None:
        self.sheet = None

    def _tell(self, change: Change) -> None:
        self._workplace.bus.publish(change.topics, change.ids)
