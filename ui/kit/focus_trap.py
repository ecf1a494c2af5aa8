"""Keeping the keyboard inside an overlay while it is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def tab_stops(root: QWidget) -> list[QWidget]:
    """The widgets below `root` that Tab reaches, in tab order."""
    stops: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if root.isAncestorOf(widget) and _takes_tab(widget):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def move_focus(root: QWidget, *, forward: bool) -> bool:
    """Focus the next (or previous) tab stop below `root`, going round; False when there is none."""
    stops = tab_stops(root)
    if not stops:
        return False
    focused = QApplication.focusWidget()
    place = stops.index(focused) if focused in stops else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    proxied = widget.focusProxy() is not None
    return bool(policy) and not proxied and widget.isEnabled() and widget.isVisible()
