"""The menu of everything else that can be done with a note, where only some acts have a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ui.pages.note_sheets.acts import NoteAct

_WORDS = {
    NoteAct.RETURN: "Return with a comment…",
    NoteAct.STRIKE: "Strike: entered in error…",
    NoteAct.ADD: "Add to it…",
    NoteAct.CHANGE: "Change…",
}


def open_note_menu(under: QWidget, acts: Sequence[NoteAct], do: Callable[[NoteAct], None]) -> QMenu:
    """Open it below `under`; `do` gets the act that is chosen."""
    menu = QMenu(under)
    for act in acts:
        words = _WORDS.get(act, act.value)
        menu.addAction(words).triggered.connect(lambda _=False, chosen=act: do(chosen))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))
    return menu
