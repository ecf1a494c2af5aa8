"""Keeps what is typed in a sheet, whichever sheet it is, until it is saved or let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias
from uuid import UUID

from PySide6.QtCore import QTimer
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.contacts import drafts, sheet_drafts
from lead_desktop.services.contacts.drafts import DraftState, SavedDraft
from lead_desktop.services.contacts.sheet_drafts import Fields, SheetDraft, SheetPlace, sheet_state
from ui.kit.banner import Banner
from ui.kit.focus_trap import move_focus, put_before, tab_stops
from ui.models.day_words import Calendar
from ui.pages.choice_sheet import ChoiceSheet
from ui.pages.form_sheet import FormSheet
from ui.pages.last_words import Keep, LastWords
from ui.pages.sheet_fields import fill_fields, is_typed, read_fields
from ui.pages.workplace import Workplace

LOOK_EVERY_MS = 600
"""So often a sheet is looked at: within 0.8 s of the last key its words are inside the vault."""


KeptSheet: TypeAlias = FormSheet | ChoiceSheet
"""The sheets whose words are kept."""


def keep_words(
    workplace: Workplace,
    sheet: KeptSheet,
    participant_id: UUID | None,
    record: object = "",
) -> None:
    """Let the words of a sheet survive a lock and a closing by accident.

    participant_id: whom the sheet is about. record: which record of theirs, when it changes one;
    whatever text tells it from the others. Call it when the sheet stands as it is to be shown.
    """
    if workplace.desk.may(Act.LOG_CONTACT):
        place = SheetPlace(type(sheet).__name__, participant_id, str(record))
        SheetKeeper(workplace, sheet, place)


def about(people: Sequence[UUID]) -> tuple[UUID | None, str]:
    """Whom a sheet for one or several people is about, for `keep_words`."""
    if len(people) == 1:
        return people[0], ""
    return None, " ".join(sorted(str(one) for one in people))


class SheetKeeper(LastWords):
    """Only what the person changed is kept: the rest is shown as the record says it by then.

    looked: whether the vault was asked for earlier words, and they stand in the sheet.

    It looks at the fields instead of being told by them: fields that come and go, or are of a kind
    that a sheet invents one day, are kept like the others.
    """

    def __init__(self, workplace: Workplace, sheet: KeptSheet, place: SheetPlace) -> None:
        super().__init__(sheet, self._take)
        self._workplace = workplace
        self._sheet = sheet
        self._place = place
        self._draft = new_id()
        self._copy = new_id()
        self._writer = new_id()
        self._version = 0
        self._offered = read_fields(sheet.body)
        self._kept: Fields = {}
        self._asked: Fields | None = None
        self.banner: Banner | None = None
        self.looked = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self.keep)
        sheet.wanted.connect(self._send)
        sheet.dismissed.connect(self._end)
        self._read(self._found)

    def keep(self) -> None:
        """Keep what stands in the sheet, now."""
        write = self._take()
        if write is not None:
            # Even when the sheet is gone: these are the last words typed into it.
            self._workplace.runner.run(
                write, self._told, self._workplace.navigator.report, owner=self._workplace.bus
            )

    def let_go(self) -> None:
        """What the sheet sent is saved: nothing else lets go of its words.

        Words typed after the sending stay kept. Works when the sheet is gone already.
        """
        if Shiboken.isValid(self):
            self.keep()
        if self._kept == self._asked:
            self._discard()

    def _take(self) -> Keep | None:
        fields = self._changed()
        if fields == self._kept:
            return None
        self._kept = fields
        desk = self._workplace.desk
        if not fields:
            return partial(drafts.discard_draft, desk, self._draft)
        known = DraftState(
            self._draft,
            "",
            None,
            {},
            version=self._version,
            writer=self._writer,
            copy_id=self._copy,
        )
        return partial(drafts.save_draft, desk, sheet_state(self._place, fields, known))

    def _changed(self) -> Fields:
        """What stands there and was not offered. A choice that came up later offers itself."""
        changed: Fields = {}
        for key, value in read_fields(self._sheet.body).items():
            if value != self._offered.setdefault(key, "" if is_typed(key) else value):
                changed[key] = value
        return changed

    def _read(self, told: Callable[[SheetDraft | None], None]) -> None:
        desk, place = self._workplace.desk, self._place
        self._workplace.runner.run(
            lambda: sheet_drafts.read_sheet_draft(desk, place), told, owner=self
        )

    def _found(self, draft: SheetDraft | None) -> None:
        if draft is None:
            self._begin(None)
        else:
            # The sheet before may have been closed over its save, and lets go of these words only
            # now that it is done: what the vault holds after that counts.
            self._read(self._begin)

    def _begin(self, draft: SheetDraft | None) -> None:
        self._look.start()
        self.looked = True
        if draft is None or self._changed():
            return
        self._draft, self._version = draft.id, draft.version
        fill_fields(self._sheet.body, draft.fields)
        self._kept = self._changed()
        at = Calendar.of(self._workplace.desk.clock).ahead(draft.started_at)
        self.banner = Banner(
            self._workplace.theme,
            "info",
            f"You began this {at}.",
            "It stands here as you left it.",
            action="Start over",
        )
        self.banner.acted.connect(self._start_over)
        first = next(iter(tab_stops(self._sheet.body)), None)
        self._sheet.column.insertWidget(0, self.banner)
        if first is not None:  # the banner comes late and stands above everything
            put_before(self.banner.action, first)

    def _start_over(self) -> None:
        fill_fields(self._sheet.body, self._offered)
        if self.banner is not None:
            self.banner.hide()
        self.keep()
        move_focus(self._sheet.body, forward=True)

    def _told(self, saved: object) -> None:
        if isinstance(saved, SavedDraft):
            self._draft, self._version = saved.id, saved.version

    def _send(self, _: object) -> None:
        """The person saves: the words are kept all the same until it has happened."""
        self.keep()
        self._asked = self._changed()

    def _end(self) -> None:
        """The sheet is gone; whether what it sent was saved may not be known yet."""
        self._look.stop()
        self.keep()

    def _discard(self) -> None:
        desk, draft = self._workplace.desk, self._draft
        self._workplace.runner.run(
            lambda: drafts.discard_draft(desk, draft),
            lambda _: None,
            self._workplace.navigator.report,
            owner=self._workplace.bus,
        )
