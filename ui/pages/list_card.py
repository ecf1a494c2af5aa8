"""The card that holds a page's rows, or says that they are coming, or why there are none."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.kit.card import Card
from ui.kit.skeleton import Skeleton


def list_card(stack: QStackedWidget, skeleton: Skeleton, *widgets: QWidget) -> Card:
    """A card over `stack`, into which come the skeleton's page and then `widgets`."""
    card = Card(fixed=False)
    card.column.setContentsMargins(4, 6, 4, 8)
    loading = QWidget()
    column = QVBoxLayout(loading)
    column.setContentsMargins(12, 12, 12, 12)
    skeleton.hide()
    column.addWidget(skeleton)
    column.addStretch()
    for widget in (loading, *widgets):
        stack.addWidget(widget)
    card.column.addWidget(stack)
    return card
