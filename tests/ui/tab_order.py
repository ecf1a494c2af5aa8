"""Reading order of Tab in whatever stands over a page, held wherever a test opens such a thing."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.kit.focus_trap import tab_stops
from ui.kit.overlay import Overlay

_SAME_ROW = 0.3  # of the lower one's height


def stops_of(overlay: Overlay) -> list[QWidget]:
    """What Tab goes through, in its order."""
    return sorted(tab_stops(overlay), key=overlay.reading_order)


def out_of_order(overlay: Overlay) -> list[str]:
    """Steps of Tab that go up, or back to the left, in words. Going up is right where the next
    column begins. From the fields to the buttons below is no step up, however far one scrolled."""
    return [
        f"{_name(one)} -> {_name(other)}"
        for one, other in pairwise(stops_of(overlay))
        if overlay.reading_order(one)[0] == overlay.reading_order(other)[0]
        and _goes_back(_place(one, other, overlay), _place(other, one, overlay))
    ]


def _place(stop: QWidget, other: QWidget, overlay: Overlay) -> QRect:
    """Where it stands; of what scrolls by itself and without `other`, where that area stands."""
    at: QWidget | None = stop
    while at is not None and at is not overlay:
        if isinstance(at, QAbstractScrollArea) and not at.isAncestorOf(other):
            stop = at
        at = at.parentWidget()
    return QRect(stop.mapTo(overlay, stop.rect().topLeft()), stop.size())


def _goes_back(here: QRect, there: QRect) -> bool:
    shared = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
    if shared > _SAME_ROW * min(here.height(), there.height()):
        return there.right() <= here.left() + 2
    return there.center().y() < here.center().y() and there.left() < here.right()


def _name(stop: QWidget) -> str:
    return stop.accessibleName() or str(stop.property("text") or type(stop).__name__)


class TabOrderWatch(QObject):
    """Looks at every overlay into which the focus comes, again whenever it has other stops."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._seen: tuple[int, int] | None = None

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """For QApplication.focusChanged."""
        at = now
        while at is not None and not isinstance(at, Overlay):
            at = at.parentWidget()
        if at is None or not at.isVisible():
            return
        state = (id(at), len(tab_stops(at)))
        if state != self._seen:
            self._seen = state
            self.faults += [f"{type(at).__name__}: {step}" for step in out_of_order(at)]
