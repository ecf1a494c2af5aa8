"""Under the views: how full the worker's own caseload is, and passing all of it on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.people.transfer import PlannedTransfer
from lead_desktop.domain.worklist.workload import Workload
from ui.kit.button import Button
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.load_gauge import LoadGauge
from ui.theme import Theme


class RailFoot(QWidget):
    """pass_on_asked: the worker's whole caseload is to go to somebody else.

    may: whether the worker's role passes people on; without it the button is left out.
    """

    pass_on_asked = Signal()

    def __init__(self, theme: Theme, *, may: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may = may
        self.gauge = LoadGauge(theme)
        self.planned = Label(theme, "", "caption", "text2", wrap=True)
        self.pass_on = Button(theme, "Pass on all", kind="ghost", size="sm", icon="users")
        self.pass_on.setAccessibleName("Pass on your whole caseload (Shift+A)")
        self.pass_on.setToolTip("Pass on your whole caseload (Shift+A)")
        self.pass_on.clicked.connect(lambda _=False: self.pass_on_asked.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.gauge)
        column.addWidget(self.planned)
        column.addWidget(self.pass_on)
        self.planned.hide()
        self.pass_on.hide()

    def show_load(
        self, load: Workload, planned: Sequence[PlannedTransfer], calendar: Calendar
    ) -> None:
        """Show how full the caseload is, and what of it is to be passed on."""
        self.gauge.show_load(load)
        lines = [f"{calendar.short_date(one.on)}: {one.who} to {one.to_worker}" for one in planned]
        self.planned.setText("\n".join(lines))
        self.planned.setVisible(bool(lines))
        self.pass_on.setVisible(self._may and bool(load.people))
