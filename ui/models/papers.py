"""What the documents tab lists: papers kept in the vault, then copies that left."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from lead_desktop.domain.codes import DisclosureMethod, FormKind
from lead_desktop.domain.consent.attachment import AttachmentLine, size_words
from lead_desktop.domain.consent.disclosed import DisclosureLine
from ui.models.day_words import Calendar
from ui.models.rows import DatedRows

Paper = AttachmentLine | DisclosureLine
_FORMS = {kind.value: kind.label for kind in FormKind}
_ON_PAPER = frozenset(
    {DisclosureMethod.PRINT, DisclosureMethod.FILE, DisclosureMethod.ENCRYPTED_FILE}
)


def title_of(paper: Paper) -> str:
    """What a row is called."""
    if isinstance(paper, AttachmentLine):
        return paper.title
    return _FORMS.get(paper.document_kind, "Care-coordination summary")


def about(paper: Paper, calendar: Calendar) -> str:
    """The second line: kind and day of a kept paper; reader, day and number of a copy."""
    if isinstance(paper, AttachmentLine):
        day = calendar.short_date(calendar.day_of(paper.added_at))
        removed = "Removed · " if paper.removed_at else ""
        removed = "Destroyed · " if paper.purged_at else removed
        return f"{removed}{paper.kind.label} · {day} · {size_words(paper.size)}"
    day = calendar.short_date(calendar.day_of(paper.at))
    unsent = paper.sha256 is None and paper.method in _ON_PAPER
    state = "did not leave" if unsent else paper.method.label.lower()
    return f"{paper.recipient} · {day} · {paper.document_number}, {state}"


def also_said(copy: DisclosureLine) -> str:
    """Where a copy was sent, and why it left although a restriction touched it; "" for neither."""
    parts = (
        f"Sent to {copy.recipient_address}" if copy.recipient_address else "",
        f"Left although a restriction touched it: {copy.restriction_reason}"
        if copy.restriction_reason
        else "",
    )
    return " · ".join(filter(None, parts))


class PapersModel(DatedRows[Paper]):
    """Papers of one participant, newest first, then the copies that left, newest first."""

    def show_papers(
        self,
        kept: Iterable[AttachmentLine],
        left: Iterable[DisclosureLine],
        calendar: Calendar,
    ) -> None:
        """Show other papers."""
        copies = sorted(left, key=lambda line: (line.at, line.id), reverse=True)
        self.replace_on((*kept, *copies), calendar)

    def place_of(self, paper_id: UUID) -> int:
        """The row of a paper, -1 when it is not there."""
        return self.place_where(lambda paper: paper.id == paper_id)

    def shown(self, row: Paper, column: int) -> str:
        return title_of(row)

    def spoken(self, row: Paper, column: int) -> str:
        kind = "Kept paper" if isinstance(row, AttachmentLine) else "Copy that left"
        return f"{title_of(row)}. {kind}: {about(row, self.calendar)}"
