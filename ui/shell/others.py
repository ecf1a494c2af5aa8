"""Noticing what another window or program saves into the same vault, within two seconds."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from lead_desktop.services.changes import Topic, notice_others
from ui.pages.workplace import Workplace

EVERY_MS = 2000


class Others(QObject):
    """Asks the store now and then, and tells every view when somebody else has saved."""

    def __init__(self, workplace: Workplace, parent: QObject, *, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.is_asking = False
        self._clock = QTimer(self)
        self._clock.setInterval(every_ms)
        self._clock.timeout.connect(self.ask)
        self._clock.start()

    def ask(self) -> None:
        """Ask once; a question that is still under way is not asked again."""
        if self.is_asking:
            return
        self.is_asking = True
        desk = self._workplace.desk
        self._workplace.runner.run(
            lambda: notice_others(desk), self._answered, lambda _: self._rest(), owner=self
        )

    def _answered(self, changed: bool) -> None:
        self._rest()
        if changed:
            self._workplace.bus.publish(Topic)

    def _rest(self) -> None:
        self.is_asking = False
