"""The sheet that passes people on: to whom, from when, and what it does to both workloads."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import WorkerChangeReason, WorkerPart
from lead_desktop.domain.people.transfer import AHEAD, TransferPreview
from lead_desktop.domain.worklist.workload import Fullness, Workload
from lead_desktop.services.people.transfers import PassOn
from ui.kit.banner import Banner
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.choice_chip import Choice
from ui.kit.inputs import ComboBox, DateEdit, LineEdit
from ui.kit.segmented import Segmented
from ui.pages.facts import FactLine, FactRow, Sign, clear_layout
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.theme import Theme
from ui.theme.tokens import Tone

_REASONS = tuple(WorkerChangeReason)
_PARTS = tuple(Choice(part.value, part.label) for part in WorkerPart)
FULLNESS_TONE: dict[Fullness, Tone] = {
    Fullness.COMFORTABLE: "success",
    Fullness.FULL: "info",
    Fullness.OVER: "warn",
    Fullness.STOP: "danger",
}


class TransferSheet(FormSheet):
    """`wanted` carries the PassOn. part_chosen and to_chosen: something to fetch is needed anew.

    people: whom it is about. `show_workers` and `show_preview` bring what the store answers.
    """

    part_chosen = Signal(object)
    preview_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        people: Sequence[UUID],
        names: Sequence[str],
        clock: Clock,
        *,
        part: WorkerPart = WorkerPart.CASE_MANAGER,
    ) -> None:
        who = names[0] if len(names) == 1 else f"{len(people)} people"
        lead = "Open promises and linkages go along. The hand-off sheet can be printed after."
        super().__init__(theme, host, f"Pass on: {who}", "Pass on", lead=lead)
        self._people = tuple(people)
        self._today = clock.today()
        self._id = new_id()
        self._workers: tuple[Workload, ...] = ()
        self.part = Segmented(theme, "Which part", _PARTS)
        self.part.choose(part.value)
        self.to = ComboBox(theme, "To")
        self.to.setPlaceholderText("Choose")
        self.on = DateEdit(theme, "From")
        self.on.setDate(as_qdate(self._today))
        self.on.setMaximumDate(as_qdate(self._today).addDays(AHEAD))
        self.reason = code_box(theme, "Why", _REASONS)
        self.words = LineEdit(theme, "For the next worker, if it helps")
        self.loads = Card()
        self.loads.hide()
        self.over = Banner(
            theme,
            "warn",
            "Above 25 weighted people.",
            "The standard says that no more should come. You decide.",
        )
        self.over.hide()
        self.add("part", "Which part", self.part)
        self.add("to_worker", "To", self.to)
        self.insert(self.loads)
        self.insert(self.over)
        self.add("on", "From", self.on, hint="A day to come is kept and carried out on that day.")
        self.add("reason", "Why", self.reason)
        self.add("words", "For the next worker, if it helps", self.words)
        self.part.changed.connect(lambda key: self.part_chosen.emit(WorkerPart(key)))
        self.to.currentIndexChanged.connect(lambda _: self._ask_preview())

    def show_workers(self, workers: Sequence[Workload]) -> None:
        """Offer these workers, with how many people each has."""
        self._workers = tuple(workers)
        self.to.clear()
        self.to.addItems([f"{load.worker} · {load.people} people" for load in workers])
        self.to.setCurrentIndex(-1)
        self.loads.hide()
        self.over.hide()

    def show_preview(self, preview: TransferPreview) -> None:
        """Show both workloads before and after."""
        clear_layout(self.loads.column)
        for before, after in (
            (preview.from_before, preview.from_after),
            (preview.to_before, preview.to_after),
        ):
            if before is not None and after is not None:
                self.loads.column.addWidget(self._load(before, after))
        self.loads.show()
        self.over.setVisible(preview.to_after.fullness is Fullness.STOP)

    def command(self) -> PassOn | None:
        """What the fields say; None while nobody is chosen."""
        place = self.to.currentIndex()
        if place < 0:
            return None
        return PassOn(
            self._id,
            self._people,
            self._workers[place].worker_id,
            self.chosen_part(),
            day_in(self.on),
            chosen_code(self.reason, _REASONS),
            self.words.text(),
        )

    def chosen_part(self) -> WorkerPart:
        return WorkerPart(self.part.value() or WorkerPart.CASE_MANAGER)

    def submit(self) -> None:
        command = self.command()
        problems = []
        if command is None:
            problems.append(FieldProblem("to_worker", "Choose who takes over."))
        if chosen_code(self.reason, _REASONS) is None:
            problems.append(FieldProblem("reason", "Choose why the worker changes."))
        self.show_problems(problems)
        if command is not None and not problems:
            self.wanted.emit(command)

    def _ask_preview(self) -> None:
        command = self.command()
        if command is not None:
            self.preview_wanted.emit(command)

    def _load(self, before: Workload, after: Workload) -> FactRow:
        words = f"{before.people} → {after.people} people"
        weighted = f"weighted {before.weighted:g} → {after.weighted:g}"
        lines: tuple[FactLine, ...] = (
            (after.worker, "med", "text"),
            (f"{words}, {weighted}", "caption", "text2"),
        )
        chip = Chip(after.fullness.value, FULLNESS_TONE[after.fullness], size="sm")
        row = FactRow(self.theme, Sign(self.theme, icon="briefcase"), lines, chip=chip)
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return row
