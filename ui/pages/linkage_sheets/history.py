"""How a linkage went: the steps on a line, and the hand-offs with their times."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.people.participant import LinkageLine, LinkageStep
from lead_desktop.services.plan import handoffs, linkages
from lead_desktop.services.plan.handoffs import HandoffLine
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import FactLine, FactRow, Sign, clear_layout
from ui.pages.linkage_sheets.stepper import StepRow
from ui.pages.workplace import Workplace
from ui.runner import Task

Story = tuple[list[LinkageStep], list[HandoffLine]]


class History(QScrollArea):
    """Fetches and shows the story of one linkage; the keyboard scrolls it. `arrived` carries the
    steps, newest first."""

    arrived = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._task: Task[Story] | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName("How it went")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = QWidget()
        content.setProperty("kind", "clear")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self.setWidget(content)

    def show_line(self, line: LinkageLine | None) -> None:
        """Show how this linkage went, or nothing."""
        if self._task is not None:
            self._task.forget()
        if line is None:
            clear_layout(self._column)
            return
        desk, wanted = self._workplace.desk, line.id
        self._task = self._workplace.runner.run(
            lambda: (linkages.list_steps(desk, wanted), handoffs.list_handoffs(desk, wanted)),
            lambda story: self._show(*story),
            self._workplace.navigator.report,
            owner=self,
        )

    def _show(self, steps: Sequence[LinkageStep], handed: Sequence[HandoffLine]) -> None:
        clear_layout(self._column)
        theme = self._workplace.theme
        calendar = Calendar.of(self._workplace.desk.clock)
        for line in handed:
            row = FactRow(theme, Sign(theme, icon="handshake"), _handoff_lines(line, calendar))
            row.setContentsMargins(0, 0, 0, 10)
            self._column.addWidget(row)
        for place, step in enumerate(steps):
            last = place == len(steps) - 1
            self._column.addWidget(StepRow(theme, step, calendar, last=last))
        if not steps:
            self._column.addWidget(Label(theme, "Nothing yet.", "caption", "text3"))
        self._column.addStretch()
        self.arrived.emit(steps)


def _handoff_lines(line: HandoffLine, calendar: Calendar) -> list[FactLine]:
    """What a hand-off says in two lines: how and when, then with whom."""
    at = line.arrived_at or line.called_at
    when = calendar.moment(at) if at is not None else ""
    took = f" · {line.minutes} min from the call" if line.minutes is not None else ""
    parts = [line.place]
    parts += [f"with {line.went_along}"] if line.went_along else []
    parts += [f"taken in by {line.received_by}"] if line.received_by else []
    parts += ["ride given"] if line.ride_given else []
    lines: list[FactLine] = [(f"{line.method.label} · {when}{took}", "med", "text")]
    second = ", ".join(part for part in parts if part)
    if second:
        lines.append((second, "caption", "text2"))
    if line.words:
        lines.append((line.words, "caption", "text2"))
    return lines
