"""The figure of a key pressed in the caseload's search field: narrowing and painting the list."""

from __future__ import annotations

import itertools
import os

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.bench_vault import BenchVault
from benchmarks.measure import Figure, compare
from lead_desktop.domain.people.caseload_filter import CaseloadFilter, Shelves
from lead_desktop.domain.people.stage import View
from lead_desktop.services.people import participants
from ui.models.day_words import Calendar
from ui.pages.caseload.list_pane import ListPane
from ui.theme import Theme, apply_theme

TYPED = ("a", "an", "and", "an", "a", "")
"""What stands in the field after each key: a few letters and back again."""


def measure_filter(vault: BenchVault) -> Figure:
    """One key over the whole team's list until it is painted, beside painting the list alone.

    16 ms are allowed at any size: one frame of a screen, so that no key waits for the list.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([])
    theme = Theme()
    apply_theme(app, theme)
    calendar = Calendar.of(vault.desk.clock)
    pane = ListPane(theme, calendar)
    pane.resize(1040, 760)
    pane.take(Shelves.of(participants.list_caseload(vault.desk)))
    pane.show_filtered(CaseloadFilter(View.TEAM), calendar)
    pane.show()
    QTest.qWaitForWindowExposed(pane)
    viewport = pane.table.viewport()
    keys = itertools.cycle(TYPED)

    def press() -> None:
        pane.show_filtered(CaseloadFilter(View.TEAM, find=next(keys)), calendar)
        viewport.repaint()

    figure = compare(
        "filter", "a key in the caseload's search, until painted", press, viewport.repaint, 2.0,
        repeats=30, limit=16.0,
    )  # fmt: skip
    pane.close()
    pane.deleteLater()
    return figure
