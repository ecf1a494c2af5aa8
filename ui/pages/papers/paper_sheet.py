"""One kept paper, opened beside the page that names it; the look is written down."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.services.consent.attachments import OpenAttachment, open_attachment
from ui.kit.button import Button
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.models.papers import about
from ui.pages.papers.paper_view import PaperView, draw_paper
from ui.pages.workplace import Workplace
from ui.runner import Lane

_WIDTH = 600


class PaperSheet(SideSheet):
    """Reads, checks and draws the paper as soon as it is open."""

    def __init__(self, workplace: Workplace, host: QWidget, paper_id: UUID, title: str) -> None:
        theme = workplace.theme
        super().__init__(theme, host, title, width=theme.px(_WIDTH))
        self._workplace = workplace
        self._paper_id = paper_id
        self.facts = Label(theme, "", "caption", "text2", wrap=True)
        self.paper = PaperView(theme)
        self._opened: OpenAttachment | None = None
        self.paper.pages_wanted.connect(self._draw_pages)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 14, 20, 8)
        column.setSpacing(10)
        column.addWidget(self.facts)
        column.addWidget(self.paper, 1)
        close = Button(theme, "Close", keys="Esc")
        close.clicked.connect(self.closing)
        self.footer.addStretch(1)
        self.footer.addWidget(close)

    def open(self) -> None:
        """Slide in, and show the paper."""
        super().open()
        desk, paper_id = self._workplace.desk, self._paper_id
        self.paper.say("Opening the paper…")
        self._workplace.runner.run(
            lambda: open_attachment(desk, paper_id), self._draw, self._refuse, owner=self
        )

    def _draw(self, paper: OpenAttachment) -> None:
        line = paper.line
        calendar = Calendar.of(self._workplace.desk.clock)
        proof = f"{line.sha256[:12]}…{line.sha256[-6:]}"
        self.facts.setText(
            f"{line.title} · {about(line, calendar)} · added by {line.added_by}\n"
            f"Unchanged since it was kept (SHA-256 {proof})"
        )
        self._opened = paper
        self._draw_pages(0)

    def _draw_pages(self, first: int) -> None:
        """Draw some pages, from the one of this number on."""
        paper, width = self._opened, self.paper.width_to_draw()
        if paper is None:
            return
        self._workplace.runner.run(
            lambda: draw_paper(paper, width, first),
            lambda drawn: self.paper.show_drawn(drawn, width),
            self._refuse,
            owner=self,
            lane=Lane.DRAWING,
        )

    def _refuse(self, error: LeadError) -> None:
        self.paper.say("This paper is not shown.")
        self._workplace.navigator.report(error)
