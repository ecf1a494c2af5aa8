"""What a timeline entry shows and how much room it takes, apart from the painting itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from lead_desktop.domain.codes import Seal, Verdict
from lead_desktop.domain.contacts.contact import (
    ALL_MODES,
    counts_as_attempt,
    mode_label,
    resets_cadence,
)
from lead_desktop.domain.contacts.timeline import (
    ChangeEntry,
    ContactEntry,
    EventEntry,
    LinkageEntry,
)
from ui.kit.chip import Chip, chip_height, chip_width
from ui.models.day_words import Calendar
from ui.models.looks import SUPPLY_ICON, event_look
from ui.models.timeline import (
    DayMark,
    NotePart,
    WordFinder,
    contact_parts,
    contact_title,
    people_words,
    seal_words,
    when_words,
)
from ui.pages.participant.note_text import NoteText
from ui.theme import Theme
from ui.theme.tokens import Tone

RAIL = 15  # px from the left edge to the upright line
LEFT = 42  # px from the left edge to the cards
INSIDE = 17  # px from a card's edge to its words
TITLE = 20  # height of a title line
GAP = 7  # between a card's parts
CARD_PAD = 10
_CARD_BELOW = 4
_DAY = 34
_MOVE = 34
_CHIP_GAP = 8
_MODE_ICON = {choice.label: choice.icon for choice in ALL_MODES}
_SEALS: dict[str, tuple[Tone, str]] = {
    "Signed": ("success", "signature"),
    "Co-signed": ("success", "check"),
    "To sign": ("warn", "pen-line"),
    "Not signed yet": ("warn", "pen-line"),
    Seal.IMPORTED.label: ("neutral", "download"),
    Seal.BROKEN.label: ("danger", "shield-alert"),
}
_AMENDED: tuple[Tone, str] = ("plum", "history")
_STRUCK: tuple[Tone, str] = ("neutral", "ban")


@dataclass(frozen=True)
class Face:
    """An entry made ready for painting. card: it has a ground of its own. struck: its words stand
    crossed out."""

    title: str
    beside: str
    when: str
    icon: str
    tone: Tone
    parts: tuple[NotePart, ...]
    chips: tuple[Chip, ...]
    card: bool
    struck: bool = False


@dataclass(frozen=True)
class Setting:
    """Where the parts of an entry stand; heights in px from the top of its row."""

    height: int
    note: NoteText | None
    note_top: float
    chips: tuple[tuple[Chip, float, float], ...]
    """Each chip with its left edge, and the middle of its height."""


def face_of(entry: ContactEntry | EventEntry, calendar: Calendar, own: str) -> Face:
    """How a contact or an event looks. own: name of the worker who reads it."""
    when = when_words(entry, calendar)
    if isinstance(entry, EventEntry):
        tone, icon = event_look(entry.kind)
        words = f"{entry.source.label}. {entry.words}".strip()
        chips = [Chip("Event", tone, "activity")]
        if entry.contacts:
            count = "1 contact" if entry.contacts == 1 else f"{entry.contacts} contacts"
            chips.append(Chip(f"{count} linked", "neutral", "link"))
        return Face(
            entry.kind.label,
            entry.place,
            when,
            icon,
            tone,
            (NotePart("", words),),
            tuple(chips),
            True,
        )
    attempted = counts_as_attempt(entry.kind, entry.outcome)
    beside = people_words(entry)
    if attempted:
        beside = f"{entry.outcome.label}, {entry.how.lower()} · {beside}"
    icon = _MODE_ICON.get(mode_label(entry.mode, entry.place_type), "message-square")
    return Face(
        contact_title(entry),
        beside,
        when,
        "door-closed" if attempted else icon,
        "neutral" if attempted or entry.struck_at else "accent",
        contact_parts(entry, calendar),
        _contact_chips(entry, calendar, own),
        not attempted,
        struck=entry.struck_at is not None,
    )


def _contact_chips(entry: ContactEntry, calendar: Calendar, own: str) -> tuple[Chip, ...]:
    seals = [_seal_chip(words) for words in seal_words(entry, calendar, own)]
    if entry.struck_at is not None:
        return tuple(seals)
    chips = []
    if resets_cadence(entry.kind, entry.outcome):
        chips.append(Chip("Reached", "success", "check"))
    if entry.others:
        chips.append(Chip(f"{entry.others + 1} people", "neutral", "users"))
    chips += [Chip(purpose.label) for purpose in entry.purposes]
    for supply, count in entry.supplies:
        words = f"{supply.label} × {count}" if count > 1 else supply.label
        chips.append(Chip(words, "neutral", SUPPLY_ICON.get(supply, "package")))
    if entry.edits:
        chips.append(Chip("Changed since", "outline", "history"))
    if entry.late:
        chips.append(Chip("Late entry", "outline", "clock"))
    returned = [one for one in entry.reviews if one.verdict is Verdict.RETURNED]
    if returned and returned[-1].answered_at is None:
        chips.append(Chip("Returned with a comment", "warn", "corner-down-right"))
    return (*chips, *seals)


def _seal_chip(words: str) -> Chip:
    tone, icon = _SEALS.get(words, _AMENDED)
    return Chip(words, *(_STRUCK if words.startswith("Entered") else (tone, icon)))


def set_entry(theme: Theme, face: Face, width: float, found: WordFinder | None = None) -> Setting:
    """Break an entry into lines for a row of `width` px."""
    inner = width - LEFT - 2 * INSIDE
    y = float(CARD_PAD + theme.px(TITLE)) if face.card else float(4 + theme.px(TITLE))
    note = None
    top = y + 3
    if face.parts:
        note = NoteText(theme, face.parts, inner, found, struck=face.struck)
        y = top + note.height
    placed: list[tuple[Chip, float, float]] = []
    if face.chips:
        tall = chip_height(theme, face.chips[0])
        y += GAP
        x = 0.0
        for chip in face.chips:
            wide = min(chip_width(theme, chip), inner)
            if x > 0 and x + wide > inner:
                x, y = 0.0, y + tall + 6
            placed.append((chip, LEFT + INSIDE + x, y + tall / 2))
            x += wide + _CHIP_GAP
        y += tall
    below = CARD_PAD + 2 + _CARD_BELOW if face.card else 8
    return Setting(round(y + below), note, top, tuple(placed))


def plain_height(theme: Theme, item: DayMark | LinkageEntry | ChangeEntry) -> int:
    """Height of a row that is one line: a day, a move."""
    return theme.px(_DAY if isinstance(item, DayMark) else _MOVE)


def card_box(rect: QRectF) -> QRectF:
    """The card inside a row."""
    return rect.adjusted(LEFT, 0, -1, -_CARD_BELOW)
