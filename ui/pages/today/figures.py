"""The figures of the last days over Today's list."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from lead_desktop.domain.worklist.day_figures import FIGURE_DAYS, FIRST_SERVICE_TARGET, DayFigures
from ui.kit.card import Card, hairline
from ui.kit.kpi import Figure, KpiTile
from ui.theme import Theme


class FiguresCard(Card):
    """Five tiles in a row, parted by hairlines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.tiles = [KpiTile(theme, Figure("", ""), framed=False) for _ in range(5)]
        self.column.setContentsMargins(20, 8, 20, 8)
        row = QHBoxLayout()
        row.setSpacing(16)
        for place, tile in enumerate(self.tiles):
            if place:
                row.addWidget(hairline(upright=True))
            row.addWidget(tile, 1)
        self.column.addLayout(row)

    def show_figures(self, figures: DayFigures) -> None:
        """Show other figures."""
        more = figures.contacts - figures.before
        note = f"{abs(more)} {'more' if more > 0 else 'fewer'}" if more else "as before"
        icon = {True: "trending-up", False: "trending-down"}[more > 0] if more else None
        wait = figures.to_first_service
        shown = (
            Figure(
                f"Contacts, last {FIGURE_DAYS} days",
                str(figures.contacts),
                note,
                icon,
                "success_text" if more > 0 else "text2",
            ),
            Figure("People reached", str(figures.reached), f"of {figures.people}"),
            Figure("Services connected", str(figures.connected), f"{figures.engaged} engaged"),
            Figure(
                "Median days to first service",
                "–" if wait is None else f"{wait:g}",
                f"target {FIRST_SERVICE_TARGET}",
            ),
            Figure("Naloxone kits given", str(figures.naloxone)),
        )
        for tile, figure in zip(self.tiles, shown, strict=True):
            tile.set_figure(figure)
