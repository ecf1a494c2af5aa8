"""How the documents tab shows a paper: its row in the list, and the facts beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from lead_desktop.domain.consent.attachment import AttachmentLine
from lead_desktop.domain.consent.disclosure import SECTION_LABEL, Section
from ui.kit.paint import draw_icon, draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.models.day_words import Calendar
from ui.models.papers import Paper, PapersModel, about, also_said, title_of
from ui.models.rows import ROW_ROLE
from ui.theme.tokens import ColorRole, IconSize

_KEPT: ColorRole = "accent_text"
_LEFT: ColorRole = "text2"
_ROW = 54


def paper_facts(paper: Paper, calendar: Calendar, kept_days: int) -> str:
    """What the tab says of the paper it stands on: a line for each fact. kept_days: so long a paper
    that was removed can be restored."""
    if isinstance(paper, AttachmentLine):
        facts = [f"{about(paper, calendar)} · added by {paper.added_by}"]
        if (ends := paper.destroyed_from(kept_days)) is not None:
            day = calendar.short_date(calendar.day_of(ends))
            facts.append(f"Can be restored until {day}; then what it holds is destroyed.")
        if paper.purged_at is not None:
            day = calendar.short_date(calendar.day_of(paper.purged_at))
            facts.append(f"What it held was destroyed on {day}.")
        return "\n".join(facts)
    known = {section.value for section in Section}
    names = [SECTION_LABEL[Section(one)] for one in paper.sections if one in known]
    lines = [
        about(paper, calendar),
        f"On the ground of: {paper.basis.label.lower()}",
        f"For: {paper.purpose}" if paper.purpose else "",
        f"It held: {', '.join(names)}" if names else "",
        f"Handed over by {paper.worker}" if paper.worker else "",
        also_said(paper),
    ]
    return "\n".join(filter(None, lines))


class PaperDelegate(RowDelegate):
    """A paper in two lines; a copy that left bears the printer."""

    def height(self, index: AnyIndex) -> int:
        return _ROW

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        paper, model = index.data(ROW_ROLE), index.model()
        if not isinstance(paper, Paper) or not isinstance(model, PapersModel):
            return
        theme, middle = self.theme, rect.center().y()
        kept = isinstance(paper, AttachmentLine)
        icon, ink = ("file-text", _KEPT) if kept else ("printer", _LEFT)
        draw_icon(painter, theme, icon, ink, IconSize.NAV, rect.left() + 14, middle)
        step = theme.px(18)
        words = QRectF(rect.left() + 44, middle - step, rect.width() - 58, step)
        draw_text(painter, words, title_of(paper), theme.font("strong"), theme.color("text"))
        second = about(paper, model.calendar)
        draw_text(
            painter,
            words.translated(0, step),
            second,
            theme.font("caption"),
            theme.color("text3"),
        )
