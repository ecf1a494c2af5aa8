"""The rows of the drawer: own drafts, contacts that were taken back, drafts of the team."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from lead_desktop.services.contacts.drafts import (
    CHANGE_FORM,
    REFERRAL_FORM,
    Body,
    DraftLine,
    TeamDraft,
)
from lead_desktop.services.contacts.trash import WithdrawnLine
from ui.models.day_words import Calendar
from ui.models.rows import RowsModel

_FIRST_WORDS = 90


class Pile(StrEnum):
    """What lies in the drawer."""

    DRAFTS = "drafts"
    TRASH = "trash"
    TEAM = "team"


@dataclass(frozen=True)
class DrawerRow:
    """One thing in the drawer. id: of the draft or contact; None where nothing can be done with it.

    line: words or a reason; note: when, at the right. about: whose avatar stands before it.
    """

    title: str
    line: str
    note: str
    id: UUID | None = None
    about: UUID | None = None

    def spoken(self) -> str:
        """The row for a screen reader."""
        return ". ".join(part for part in (self.title, self.line, self.note) if part)


def first_words(body: Body) -> str:
    """How the note of a draft begins, so that its owner knows it again."""
    boxes = body.get("note")
    texts = [box[1] for box in boxes if len(box) == 2] if isinstance(boxes, list) else []
    words = " ".join(" ".join(str(text) for text in texts).split())
    return words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS].rstrip()}…"


def draft_row(line: DraftLine, calendar: Calendar) -> DrawerRow:
    """An own draft: who it is about, how it begins, when it was saved and since when it waits."""
    saved = f"Saved {calendar.moment(line.saved_at).lower()}"
    started = calendar.days_ago(calendar.day_of(line.started_at))
    age = f" · begun {started.lower()}" if started != "Today" else ""
    referral = line.form == REFERRAL_FORM
    named = str(line.body.get("name") or "") if referral else ""
    words = "New referral" if referral else first_words(line.body)
    if line.form == CHANGE_FORM:
        words = f"Change of a saved contact. {words}".rstrip()
    return DrawerRow(
        line.participant or named or "Nobody chosen yet",
        words or "No words yet",
        saved + age,
        line.id,
        line.participant_id,
    )


def trash_row(line: WithdrawnLine, calendar: Calendar) -> DrawerRow:
    """A contact that was taken back: with whom, how and when, and why."""
    reason = f"Taken back: {line.reason}" if line.reason else "Taken back, no reason given"
    return DrawerRow(
        ", ".join(line.people),
        f"{line.how}, {line.outcome.label.lower()}. {reason}",
        calendar.moment(line.occurred_at),
        line.contact_id,
    )


def team_row(line: TeamDraft, calendar: Calendar) -> DrawerRow:
    """That a colleague's draft exists, and how old it is."""
    begun = calendar.days_ago(calendar.day_of(line.started_at))
    words = f"A draft, last saved {calendar.moment(line.saved_at).lower()}"
    return DrawerRow(line.owner, words, f"Begun {begun.lower()}")


class DrawerModel(RowsModel[DrawerRow]):
    """The rows of the pile that is open."""

    def shown(self, row: DrawerRow, column: int) -> str:
        return row.title

    def spoken(self, row: DrawerRow, column: int) -> str:
        return row.spoken()
