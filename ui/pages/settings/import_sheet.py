"""The sheet that takes in a file: choose, say what is what, try, take in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.errors import FieldProblem, LeadError
from lead_desktop.domain.codes import ImportKind
from lead_desktop.services.importing.imports import DateOrder, FileHints, ImportReport
from lead_desktop.services.importing.looking import AmbiguousDates, FileLook, UnknownEncoding
from lead_desktop.services.importing.shapes import SHAPES, FileShape
from lead_desktop.services.importing.undoing import can_take_back
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.choice_chip import Choice
from ui.kit.field import Field
from ui.kit.inputs import ComboBox
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.pages.facts import clear_layout
from ui.pages.form_sheet import FormSheet
from ui.pages.settings.import_words import (
    besides,
    button_words,
    change_words,
    counted,
    final_words,
    problem_words,
)
from ui.theme import Theme
from ui.theme.tokens import TONE_TEXT, Tone

NOT_THERE = "Not in the file"
_WIDTH = 560
_SHOWN = 8
"""So many problems and changes are listed; the file of problems has all of those."""
_KINDS = tuple(Choice(kind, kind.label) for kind in SHAPES)
_ORDERS = (
    Choice(DateOrder.MDY, "Month first"),
    Choice(DateOrder.DMY, "Day first"),
    Choice(DateOrder.YMD, "Year first"),
)


class ImportSheet(FormSheet):
    """file_wanted: a file is to be chosen. look_wanted: it is to be looked at, as the FileHints
    say. try_wanted, `wanted` carry the FileHints with which it is tried and taken in.
    problems_wanted: what could not be taken is to be written to a file.

    What a file holds (`kind`) is said first: the columns that are asked about follow from it.
    Nothing is guessed: dates that can be read two ways and letters that can be read two ways are
    asked about when a try meets them.
    """

    file_wanted = Signal()
    look_wanted = Signal(object)
    try_wanted = Signal(object)
    problems_wanted = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "Take in a file", "Try it", lead="-", width=_WIDTH)
        self.path: Path | None = None
        self.look: FileLook | None = None
        self.report: ImportReport | None = None
        self.busy = False
        self.kinds = Segmented(theme, "What it holds", _KINDS)
        self.add("kind", "What it holds", self.kinds)
        self._final = Label(theme, "", "caption", TONE_TEXT["warn"], wrap=True)
        self.insert(self._final)
        self.choose = Button(theme, "Choose a file…", icon="folder-open")
        self.choose.clicked.connect(self.file_wanted)
        self.insert(self.choose)
        self.said = Label(theme, "", "caption", "text2", wrap=True)
        self.insert(self.said)
        self.encoding = ComboBox(theme, "Letters")
        self._letters = self.add("encoding", "How its letters are written", self.encoding)
        self.order = Segmented(theme, "Dates", _ORDERS)
        hint = "How 01/02/2026 is meant in this file."
        self._dates = self.add("date_order", "Dates", self.order, hint=hint)
        self.places: dict[str, ComboBox] = {}
        self._columns = QWidget()
        self._column_box = QVBoxLayout(self._columns)
        self._column_box.setContentsMargins(0, 0, 0, 0)
        self._column_box.setSpacing(14)
        self.insert(self._columns)
        self._came = QWidget()
        came = QVBoxLayout(self._came)
        came.setContentsMargins(0, 0, 0, 0)
        came.setSpacing(6)
        self._came_box = QVBoxLayout()
        self._came_box.setSpacing(6)
        came.addLayout(self._came_box)
        self.problems = Button(theme, "Save the problems…", kind="ghost", size="sm", icon="save")
        self.problems.clicked.connect(self.problems_wanted)
        came.addWidget(self.problems)
        self.insert(self._came)
        self._asking = (self.kinds, self.choose, self.encoding, self.order, self._columns)
        for hidden in (self.said, self._letters, self._dates, self._came):
            hidden.hide()
        self.save_button.setEnabled(False)
        self.encoding.activated.connect(lambda _: self.look_wanted.emit(self.hints()))
        self.order.changed.connect(lambda _: self._try_anew())
        self.kinds.changed.connect(lambda _: self._choose_kind())
        self._choose_kind()

    @property
    def kind(self) -> ImportKind:
        """What the file holds, as it was said."""
        return ImportKind(self.kinds.value() or ImportKind.CASELOAD)

    @property
    def shape(self) -> FileShape:
        """What such a file holds."""
        return SHAPES[self.kind]

    def set_busy(self, busy: bool) -> None:
        """While a file is tried or taken in, nothing that was said of it can be changed: what
        comes in is what was tried."""
        self.busy = busy
        for asked in self._asking:
            asked.setEnabled(not busy)
        self.problems.setEnabled(not busy)
        self.save_button.setEnabled(not busy and self.look is not None)

    def choose_path(self, path: Path) -> None:
        """This file is to be looked at."""
        self.path = path
        self.encoding.clear()
        self._letters.hide()
        self._dates.hide()
        self.order.choose(None)
        self.look_wanted.emit(self.hints())

    def show_look(self, look: FileLook) -> None:
        """Ask which column is which, with what is known already; a look at what the file was
        thought to be before is no longer wanted."""
        if look.kind is not self.kind:
            return
        self.look = look
        name = self.path.name if self.path is not None else ""
        again = " As you said for such a file the last time." if look.remembered else ""
        columns = "its tables say what is what." if look.whole else f"{len(look.headings)} columns."
        self.said.setText(f"{name}: {columns}{again}")
        self.said.show()
        self._forget_columns()
        labels = {} if look.whole else self.shape.labels
        for field, label in labels.items():
            box = ComboBox(self.theme, label)
            box.addItem(NOT_THERE)
            for heading in look.headings:
                sample = look.samples.get(heading, "")
                box.addItem(f"{heading} ({_cut(sample)})" if sample else heading, heading)
            box.setCurrentIndex(max(box.findData(look.places.get(field, "")), 0))
            box.currentIndexChanged.connect(lambda _: self._try_anew())
            self.places[field] = box
            made = self.fields[field] = Field[QWidget](self.theme, label, box)
            self._column_box.addWidget(made)
            made.show()  # its layout would show it later, and it may be asked about at once
        boxes = [*self.places.values()]
        if boxes:  # made after the button of the problems, which stands below them
            QWidget.setTabOrder(boxes[-1], self.problems)
        self._try_anew()
        self.save_button.setEnabled(True)
        first = boxes[0] if boxes else self.save_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def mapping(self) -> dict[str, str]:
        """field -> heading, of the fields that the file holds."""
        return {
            field: str(box.currentData()) for field, box in self.places.items() if box.currentData()
        }

    def hints(self) -> FileHints:
        """What was said of the file."""
        order = self.order.value() if not self._dates.isHidden() else None
        encoding = self.encoding.currentData()
        return FileHints(
            mapping=self.mapping() or None,
            encoding=str(encoding) if encoding else None,
            date_order=DateOrder(order) if order else None,
        )

    def submit(self) -> None:
        if self.busy:
            return
        if self.path is None or self.look is None:
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        missing = [] if self.look.whole else self.shape.missing(self.mapping())
        problems = [FieldProblem(need.fields[0], need.words) for need in missing]
        if not self._dates.isHidden() and not self.order.value():
            problems.append(FieldProblem("date_order", "Say how the dates are meant."))
        self.show_problems(problems)
        if problems:
            return
        if self.report is None:
            self.try_wanted.emit(self.hints())
        elif self.report.brings_news:
            self.wanted.emit(self.hints())

    def show_report(self, report: ImportReport) -> None:
        """Say what would come of it; the next step takes it in."""
        self.report = report
        clear_layout(self._came_box)
        tone: Tone = "info" if report.rejects else "success"
        title = f"Nothing was changed yet. {counted(report)}"
        self._came_box.addWidget(Banner(self.theme, tone, title, besides(report)))
        self._list([change_words(one) for one in report.changes])
        self._list([problem_words(one) for one in report.rejects])
        self.problems.setVisible(bool(report.rejects))
        self._came.show()
        self.save_button.setText(button_words(report))
        self.save_button.setEnabled(report.brings_news)
        self._scroll_to_came()

    def _list(self, lines: Sequence[str]) -> None:
        for words in lines[:_SHOWN]:
            self._came_box.addWidget(Label(self.theme, words, "caption", "text2", wrap=True))
        if len(lines) > _SHOWN:
            more = f"And {len(lines) - _SHOWN:,} more."
            self._came_box.addWidget(Label(self.theme, more, "caption", "text2"))

    def ask_more(self, error: LeadError) -> bool:
        """Ask what a try could not know; False when the error asks nothing."""
        if isinstance(error, AmbiguousDates):
            self._dates.show()
            self._dates.set_problem(f"In {', '.join(error.columns)} it can be either. Say which.")
            self.order.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if isinstance(error, UnknownEncoding):
            self.encoding.clear()
            self.encoding.addItem("Choose", "")
            for one in error.candidates:
                self.encoding.addItem(one, one)
            self._letters.show()
            self._letters.set_problem("Say how, and look at the names below.")
            self.encoding.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _choose_kind(self) -> None:
        """Other columns are asked about; a file that was chosen already is looked at anew."""
        self.lead.setText(self.shape.lead)
        self._final.setVisible(not can_take_back(self.kind))
        self._final.setText(final_words(self.kind))
        self.look = None
        self._forget_columns()
        self._dates.hide()
        self.order.choose(None)
        self._try_anew()
        if self.path is not None:
            self.look_wanted.emit(self.hints())

    def _forget_columns(self) -> None:
        clear_layout(self._column_box)
        for field in self.places:
            self.fields.pop(field, None)
        self.places = {}

    def _try_anew(self) -> None:
        """What was tried is no longer what would be taken in."""
        self.report = None
        clear_layout(self._came_box)
        self._came.hide()
        for name in ("date_order", "encoding"):
            self.fields[name].set_problem(None)
        self.save_button.setText("Try it")
        self.save_button.setEnabled(self.look is not None)

    def _scroll_to_came(self) -> None:
        self.bring_into_view(self._came)  # once its lines have their height
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _cut(sample: str) -> str:
    return sample if len(sample) <= 32 else f"{sample[:31]}…"
