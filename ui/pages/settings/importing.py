"""Taking in files from elsewhere, and taking a whole import back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QDir, QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import ImportKind
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.importing import looking
from lead_desktop.services.importing.imports import FileHints, ImportReport, import_file
from lead_desktop.services.importing.undoing import (
    ImportLine,
    ImportUndone,
    can_take_back,
    list_imports,
    undo_import,
)
from ui.kit.button import Button
from ui.kit.label import ElidingLabel, Label
from ui.kit.progress_row import ProgressRow
from ui.models.day_words import Calendar
from ui.pages.copies.saving import save_whole
from ui.pages.facts import clear_layout
from ui.pages.settings.import_sheet import ImportSheet
from ui.pages.settings.section import Section, button_row
from ui.pages.workplace import Workplace
from ui.runner import Lane, Task
from ui.theme import Theme

FileAsker = Callable[[QWidget, Callable[[Path], None]], None]
"""Asks for a file; calls back only with an answer."""


def choose_table(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask which spreadsheet, with the system's own dialog."""
    dialog = QFileDialog(parent, "Take in a file")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter("Files of tables (*.csv *.tsv *.tab *.txt *.xlsx *.zip *.json)")
    _ask(dialog, chosen)


def choose_problems(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask where the problems are to stand."""
    dialog = QFileDialog(parent, "Save the problems")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("CSV (*.csv)")
    dialog.setDefaultSuffix("csv")
    dialog.selectFile("problems.csv")
    _ask(dialog, chosen)


def _ask(dialog: QFileDialog, chosen: Callable[[Path], None]) -> None:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(places[0] if places else QDir.homePath())
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class ImportsSection(Section):
    """import_wanted; undo_wanted carries the ImportLine that is to be taken back."""

    import_wanted = Signal()
    undo_wanted = Signal(object)

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "download",
            "Files from elsewhere",
            "Tried first and taken in as a whole. People are taken back as a whole while nobody "
            "has worked with them; other files are not taken back.",
            reason=reason,
        )
        self.take_in = Button(theme, "Take in a file…", icon="download")
        self.take_in.clicked.connect(self.import_wanted)
        self.undos: list[Button] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.form.addLayout(self._lines)
        self.form.addLayout(button_row(self.take_in))

    def show_imports(self, lines: Sequence[ImportLine], calendar: Calendar) -> None:
        """List the imports that were made, the latest first."""
        clear_layout(self._lines)
        self.undos = []
        for line in lines:
            self._lines.addWidget(self._row(line, calendar))

    def _row(self, line: ImportLine, calendar: Calendar) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = f"{ImportKind(line.kind).label}, {calendar.moment(line.at)}"
        said = f"{line.created:,} new, {line.updated:,} changed, {line.rejected:,} left out"
        about = f"{said} · {line.worker}" + (" · taken back" if line.undone else "")
        words.addWidget(ElidingLabel(self.theme, title, "med"))
        words.addWidget(Label(self.theme, about, "caption", "text2", wrap=True))
        row.addLayout(words, 1)
        if line.can_undo and not self.reason:
            back = Button(self.theme, "Take back", kind="ghost", size="sm", icon="undo-2")
            back.setAccessibleName(f"Take back: {title}")
            back.clicked.connect(partial(self.undo_wanted.emit, line))
            self.undos.append(back)
            row.addWidget(back)
        return holder


class Importing(QObject):
    """Drives the section and its sheet over `page`. ask_file, ask_place: how files are chosen."""

    def __init__(self, workplace: Workplace, page: QWidget, reason: str) -> None:
        super().__init__(page)
        self._workplace = workplace
        self._page = page
        self.may = workplace.desk.may(Act.IMPORT)
        self.ask_file: FileAsker = choose_table
        self.ask_place: FileAsker = choose_problems
        self.sheet: ImportSheet | None = None
        self._job: Task[ImportReport] | None = None
        self.section = ImportsSection(workplace.theme, reason)
        self.section.import_wanted.connect(self.open)
        self.section.undo_wanted.connect(self._take_back)

    def refresh(self) -> None:
        """Read anew which imports were made."""
        desk = self._workplace.desk
        if self.may:
            self._workplace.runner.run(
                lambda: list_imports(desk),
                lambda lines: self.section.show_imports(lines, Calendar.of(desk.clock)),
                self._workplace.navigator.report,
                owner=self,
            )

    def open(self) -> None:
        """Open the sheet."""
        if not self.may or self.sheet is not None:
            return
        sheet = self.sheet = ImportSheet(self._workplace.theme, self._page)
        sheet.closing.connect(partial(self._close, sheet))
        sheet.dismissed.connect(self._gone)
        sheet.file_wanted.connect(lambda: self.ask_file(sheet, sheet.choose_path))
        sheet.look_wanted.connect(partial(self._look, sheet))
        sheet.try_wanted.connect(partial(self._try, sheet))
        sheet.wanted.connect(partial(self._take_in, sheet))
        sheet.problems_wanted.connect(lambda: self.ask_place(sheet, partial(self._write, sheet)))
        sheet.open()

    def _close(self, sheet: ImportSheet) -> None:
        """Put the sheet away; while something is under way, that is stopped first and said."""
        if self._job is not None:
            self._job.cancel()
        else:
            sheet.dismiss()

    def _gone(self) -> None:
        self.sheet = None

    def _look(self, sheet: ImportSheet, hints: FileHints) -> None:
        desk, path, kind = self._workplace.desk, sheet.path, sheet.kind
        if path is not None:
            self._workplace.runner.run(
                lambda: looking.look_at(desk, kind, path, hints=hints),
                sheet.show_look,
                partial(self._refuse, sheet),
                owner=sheet,
            )

    def _try(self, sheet: ImportSheet, hints: FileHints) -> None:
        self._run(sheet, hints, dry_run=True, done=sheet.show_report)

    def _take_in(self, sheet: ImportSheet, hints: FileHints) -> None:
        look, places = sheet.look, sheet.mapping()

        def done(report: ImportReport) -> None:
            desk = self._workplace.desk
            sheet.dismiss()
            if look is not None and not look.whole:
                self._workplace.runner.run(
                    lambda: looking.remember(desk, look.kind, look.headings, places),
                    lambda _: None,
                    self._workplace.navigator.report,
                    owner=self,
                )
            self._tell(report.change)
            import_id = report.import_id
            words = f"Taken in: {report.created:,} new, {report.updated:,} changed"
            undo = None
            if import_id is not None and can_take_back(report.kind):
                undo = partial(self._undo, import_id)
            self._workplace.navigator.toast(words, undo)

        self._run(sheet, hints, dry_run=False, done=done)

    def _run(
        self,
        sheet: ImportSheet,
        hints: FileHints,
        *,
        dry_run: bool,
        done: Callable[[ImportReport], None],
    ) -> None:
        desk, path, kind = self._workplace.desk, sheet.path, sheet.kind
        if path is None:
            return
        words = "Trying it…" if dry_run else "Taking it in…"
        row = ProgressRow(self._workplace.theme, words, sheet.body)
        sheet.insert(row)
        sheet.bring_into_view(row)
        sheet.set_busy(True)

        def over() -> None:
            self._job = None
            row.hide()
            row.deleteLater()
            sheet.set_busy(False)

        def finished(report: ImportReport) -> None:
            over()
            done(report)

        def failed(error: LeadError) -> None:
            over()
            sheet.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._refuse(sheet, error)

        job = self._job = self._workplace.runner.run_long(
            lambda report: import_file(
                desk, kind, path, hints=hints, dry_run=dry_run, progress=report
            ),
            finished,
            failed,
            progress=row.set_progress,
            owner=sheet,
            lane=Lane.STORE,
        )
        row.cancelled.connect(job.cancel)

    def _refuse(self, sheet: ImportSheet, error: LeadError) -> None:
        if not sheet.ask_more(error):
            self._workplace.navigator.report(error)

    def _write(self, sheet: ImportSheet, path: Path) -> None:
        report = sheet.report
        if report is not None:
            self._workplace.runner.run(
                lambda: save_whole(path, report.rejects_file()),
                lambda _: self._workplace.navigator.toast("The problems are saved."),
                self._workplace.navigator.report,
                owner=self,
            )

    def _take_back(self, line: ImportLine) -> None:
        self._undo(line.id)

    def _undo(self, import_id: UUID) -> None:
        desk = self._workplace.desk

        def done(undone: ImportUndone) -> None:
            self._tell(undone.change)
            kept = f"; {undone.kept:,} stay, somebody has worked with them" if undone.kept else ""
            words = f"Taken back: {undone.removed:,} gone, {undone.brought_back:,} as before{kept}"
            self._workplace.navigator.toast(words, None)

        self._workplace.runner.run(
            lambda: undo_import(desk, import_id),
            done,
            self._workplace.navigator.report,
            owner=self,
        )

    def _tell(self, change: Change) -> None:
        self._workplace.bus.publish(change.topics, change.ids)
        self.refresh()
