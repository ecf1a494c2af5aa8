"""Keeping the keyboard inside an overlay while it is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from shiboken6 import Shiboken

Order = Callable[[QWidget], tuple[int, int]]


def tab_stops(root: QWidget) -> list[QWidget]:
    """The widgets below `root` that Tab reaches, in tab order."""
    stops: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if root.isAncestorOf(widget) and _takes_tab(widget):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def move_focus(root: QWidget, *, forward: bool, order: Order | None = None) -> bool:
    """Focus the next (or previous) tab stop below `root`, going round; False when there is none.

    order: a sort key where the order in which the parts were made is not that of reading."""
    stops = sorted(tab_stops(root), key=order) if order is not None else tab_stops(root)
    if not stops:
        return False
    focused = QApplication.focusWidget()
    place = stops.index(focused) if focused in stops else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def put_before(late: QWidget, stop: QWidget) -> None:
    """Let Tab come to `late` just before `stop`. Qt only puts behind, and only behind what takes
    the focus."""
    before = stop.previousInFocusChain()
    while before is not None and before is not stop:
        if before.focusPolicy() != Qt.FocusPolicy.NoFocus and before is not late:
            QWidget.setTabOrder(before, late)
            return
        before = before.previousInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isEnabled() and widget.isVisible() and not is_inner(widget)


def is_inner(widget: QWidget) -> bool:
    """Whether the widget is the editor inside a date field or a combo box, which stands for it.

    Not asked by focusProxy(): PySide then takes the proxy for a child of the widget that named it,
    and a scroll area for a child of its own viewport. The next garbage collection destroys it.
    """
    parent = widget.parentWidget()
    return isinstance(widget, QLineEdit) and isinstance(parent, QAbstractSpinBox | QComboBox)


def give_back(widget: QWidget | None, host: QWidget | None) -> None:
    """Return the focus to `widget`, if it still is a part of `host`: the page behind an overlay may
    have been built anew meanwhile."""
    if widget is None or host is None or not Shiboken.isValid(widget):
        return
    if host.isAncestorOf(widget):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
