"""What one needs while calling the provider of a linkage, read from the directory."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.directory.directory import Band, ServiceDetail, ageing_of
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.directory import directory
from ui.models.services import call_facts
from ui.pages.facts import FactRow, Sign, clear_layout
from ui.pages.workplace import Workplace
from ui.runner import Task

_SURE = frozenset({Band.FRESH, Band.AGEING})


class ProviderFacts(QWidget):
    """Number, whom to ask for, what to bring; beside the number whether the entry can be relied
    on. Hidden while there is nothing to say."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._task: Task[ServiceDetail] | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.setAccessibleName("How to reach the provider")
        self.hide()

    def show_service(self, service_id: UUID | None) -> None:
        """Show what is known of a service; None for none."""
        if self._task is not None:
            self._task.forget()
        clear_layout(self._rows)
        self.hide()
        desk = self._workplace.desk
        if service_id is None or not desk.may(Act.SEE_DIRECTORY):
            return
        self._task = self._workplace.runner.run(
            lambda: directory.read_service(desk, service_id),
            self._take,
            self._workplace.navigator.report,
            owner=self,
        )

    def _take(self, detail: ServiceDetail) -> None:
        clear_layout(self._rows)
        clock, theme = self._workplace.desk.clock, self._workplace.theme
        ageing = ageing_of(detail.line.last_verified_on, clock.today(), detail.unanswered)
        doubt = "" if ageing.band in _SURE else ageing.words
        facts = call_facts(detail, clock.now().astimezone(clock.zone))
        for place, fact in enumerate(facts):
            self._rows.addWidget(
                FactRow(
                    theme,
                    Sign(theme, icon=fact.icon),
                    ((f"{fact.heading}: {fact.words}", "body", "text"),),
                    trailing=doubt if place == 0 else "",
                    trailing_ink="warn_text",
                    wrap=True,
                )
            )
        self.setVisible(bool(facts))
