"""What a contact said before it was changed: word by word, and field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.contacts.contact_history import FieldChange
from lead_desktop.domain.contacts.difference import Part
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.contacts.revisions import Revision
from ui.kit.card import hairline
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.models.timeline import note_words
from ui.pages.note_sheets.difference import DifferenceText
from ui.theme import Theme


def field_words(change: FieldChange) -> str:
    """One field of an edit: "Minutes: 5 to 40", "Place: Front desk, not said before"."""
    if not change.before:
        return f"{change.label}: {change.after}, not said before"
    if not change.after:
        return f"{change.label}: {change.before}, taken away"
    return f"{change.label}: {change.before} to {change.after}"


class RevisionBlock(QWidget):
    """One edit: when and by whom, which fields, and what it did to the words."""

    def __init__(self, theme: Theme, revision: Revision, calendar: Calendar) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(hairline())
        head = f"Changed {calendar.moment(revision.replaced_at)} · {revision.replaced_by}"
        column.addWidget(Label(theme, head, "capstrong", "text2", wrap=True))
        for change in revision.fields:
            column.addWidget(Label(theme, field_words(change), "caption", "text2", wrap=True))
        if any(run.part is not Part.KEPT for run in revision.words):
            column.addWidget(DifferenceText(theme, revision.words, "What changed in the note"))


class HistorySheet(SideSheet):
    """Slides in over a page; nothing in it can be changed."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        entry: ContactEntry,
        revisions: Sequence[Revision],
        calendar: Calendar,
    ) -> None:
        super().__init__(theme, host, "What changed")
        content = QWidget()
        content.setProperty("kind", "clear")
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addWidget(Label(theme, note_words(entry, calendar), "body", "text2", wrap=True))
        self.blocks = [RevisionBlock(theme, revision, calendar) for revision in revisions]
        for block in self.blocks:
            column.addWidget(block)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        page = QVBoxLayout(self.body)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)
        self.closing.connect(self.dismiss)
