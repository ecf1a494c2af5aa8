"""A column inside a scroll area that is as high as its contents need."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class TallColumn(QWidget):
    """What a scroll area scrolls, as high as its contents need at its width: a scroll area by
    itself does not ask lines that wrap how high they get, and would squeeze what stands below
    them."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            raise_height(self)
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        raise_height(self)


def raise_height(widget: QWidget) -> None:
    """Let a widget ask for the height that its lines need at the width that it has now."""
    layout = widget.layout()
    if layout is None:
        return
    needed = layout.totalHeightForWidth(widget.width())
    if needed > 0 and needed != widget.minimumHeight():
        widget.setMinimumHeight(needed)
        # Within a resize the layout would still place everything for the size before it.
        layout.update()
