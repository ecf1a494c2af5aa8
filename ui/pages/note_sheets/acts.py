"""What can be done with a note, for every page that shows one: who may, the sheets, the undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.codes import Seal, Verdict
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.contacts import addenda, reviews, revisions, signing
from lead_desktop.services.contacts.addenda import AddAddendum
from lead_desktop.services.contacts.note_writing import Purpose
from lead_desktop.services.contacts.reviews import ReturnNote
from lead_desktop.services.contacts.revisions import Revision
from lead_desktop.services.desk import Desk
from ui.models.day_words import Calendar
from ui.pages.doing import Doing, SheetHost, Work
from ui.pages.form_sheet import FormSheet
from ui.pages.note_sheets.history import HistorySheet
from ui.pages.note_sheets.keeper import WritingKeeper
from ui.pages.note_sheets.sheets import AddendumSheet, ReturnSheet, StrikeSheet
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace

Command = TypeVar("Command")


class NoteAct(StrEnum):
    """One act upon a note; the value is what its button says."""

    SIGN = "Sign"
    CHANGE = "Change"
    ADD = "Add to it"
    COSIGN = "Co-sign"
    RETURN = "Return"
    STRIKE = "Strike"
    UNSTRIKE = "Take the strike back"
    HISTORY = "What changed"


def acts_on(entry: ContactEntry, desk: Desk) -> tuple[NoteAct, ...]:
    """What this worker can do with a note, the most likely first."""
    own = entry.author_id == desk.worker.id and not entry.imported
    supervises = desk.may(Act.COSIGN)
    history = (NoteAct.HISTORY,) if entry.edits else ()
    if entry.struck_at is not None:
        return (NoteAct.UNSTRIKE, *history) if own or supervises else history
    acts: list[NoteAct] = []
    if own and entry.seal is Seal.UNSIGNED and desk.may(Act.SIGN_OWN):
        acts += [NoteAct.SIGN, NoteAct.CHANGE]
    if supervises and entry.author_id != desk.worker.id and not entry.imported:
        if entry.seal is Seal.INTACT and not _cosigned_by(entry, desk.worker.id):
            acts.append(NoteAct.COSIGN)
        acts.append(NoteAct.RETURN)
    if entry.seal is not Seal.UNSIGNED and desk.may(Act.SIGN_OWN):
        acts.append(NoteAct.ADD)
    if (own or supervises) and desk.may(Act.LOG_CONTACT):
        acts.append(NoteAct.STRIKE)
    return (*acts, *history)


def _cosigned_by(entry: ContactEntry, worker_id: UUID) -> bool:
    return any(
        line.verdict is Verdict.COSIGNED and line.reviewer_id == worker_id for line in entry.reviews
    )


class NoteActs(QObject, SheetHost):
    """Acts upon notes, over `host`, which the sheets slide in on."""

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._host = host
        self._doing = Doing(workplace, self)
        self._written: WritingKeeper | None = None
        self.history: HistorySheet | None = None

    def do(self, act: NoteAct, entry: ContactEntry) -> None:
        """Do `act` upon the note, or ask for what it needs."""
        desk, theme = self._workplace.desk, self._workplace.theme
        calendar = Calendar.of(desk.clock)
        match act:
            case NoteAct.SIGN:
                self.sign((entry.id,))
            case NoteAct.COSIGN:
                self.cosign((entry.id,))
            case NoteAct.CHANGE:
                self._workplace.navigator.change_contact(entry.id)
            case NoteAct.ADD:
                self._add(entry, calendar)
            case NoteAct.RETURN:
                self._return(entry.id, ReturnSheet(theme, self._host, entry, calendar))
            case NoteAct.STRIKE:
                self._strike(entry.id, StrikeSheet(theme, self._host, entry, calendar))
            case NoteAct.HISTORY:
                self._look_back(entry, calendar)
            case NoteAct.UNSTRIKE:
                self._doing.do(
                    lambda: addenda.unstrike_note(desk, entry.id), "The note counts again"
                )

    def sign(self, contact_ids: Sequence[UUID]) -> None:
        """Sign own notes; all of them or none."""
        desk, ids = self._workplace.desk, tuple(contact_ids)
        words = "Note signed" if len(ids) == 1 else f"{len(ids)} notes signed"
        self._doing.do(lambda: signing.sign_contacts(desk, ids), words)

    def cosign(self, contact_ids: Sequence[UUID]) -> None:
        """Co-sign notes of others; all of them or none."""
        desk, ids = self._workplace.desk, tuple(contact_ids)
        words = "Note co-signed" if len(ids) == 1 else f"{len(ids)} notes co-signed"
        self._doing.do(lambda: reviews.cosign_notes(desk, ids), words)

    def settle(self, review_id: UUID) -> None:
        """Close a return that was answered."""
        desk = self._workplace.desk
        self._doing.do(lambda: reviews.settle_return(desk, review_id), "Return settled")

    def _look_back(self, entry: ContactEntry, calendar: Calendar) -> None:
        desk, theme = self._workplace.desk, self._workplace.theme

        def show(found: tuple[Revision, ...]) -> None:
            if self.history is not None:
                self.history.dismiss()
            self.history = HistorySheet(theme, self._host, entry, found, calendar)
            self.history.dismissed.connect(self._forget_history)
            self.history.open()

        self._workplace.runner.run(
            lambda: revisions.list_revisions(desk, entry.id),
            show,
            self._workplace.navigator.report,
            owner=self,
        )

    def _forget_history(self) -> None:
        self.history = None

    def _add(self, entry: ContactEntry, calendar: Calendar) -> None:
        desk, theme = self._workplace.desk, self._workplace.theme
        may_strike = NoteAct.STRIKE in acts_on(entry, desk)
        sheet = AddendumSheet(theme, self._host, entry, calendar, may_strike=may_strike)
        sheet.strike_asked.connect(lambda: self.do(NoteAct.STRIKE, entry))

        def add(command: AddAddendum) -> None:
            self._save(
                sheet, lambda: addenda.add_addendum(desk, command), f"{command.kind.label} signed"
            )

        self._show(sheet, add, self._keeper(sheet, entry.id, Purpose.ADDENDUM))

    def _return(self, contact_id: UUID, sheet: ReturnSheet) -> None:
        desk = self._workplace.desk

        def give_back(command: ReturnNote) -> None:
            self._save(
                sheet,
                lambda: reviews.return_note(desk, command),
                "Note returned",
                lambda: reviews.settle_return(desk, command.id),
            )

        self._show(sheet, give_back, self._keeper(sheet, contact_id, Purpose.COMMENT))

    def _strike(self, contact_id: UUID, sheet: StrikeSheet) -> None:
        desk = self._workplace.desk
        keep_words(self._workplace, sheet, None, contact_id)

        def strike(reason: str) -> None:
            self._save(
                sheet,
                lambda: addenda.strike_note(desk, contact_id, reason),
                "Note struck",
                lambda: addenda.unstrike_note(desk, contact_id),
            )

        self._show(sheet, strike)

    def _keeper(
        self, sheet: AddendumSheet | ReturnSheet, contact_id: UUID, purpose: Purpose
    ) -> WritingKeeper:
        return WritingKeeper(self._workplace, sheet, sheet, contact_id, purpose)

    def _show(
        self,
        sheet: FormSheet,
        wanted: Callable[[Command], None],
        keeper: WritingKeeper | None = None,
    ) -> None:
        if self._written is not None and self.sheet is not None:
            self._written.keep()
        self._written = keeper
        if keeper is not None:
            sheet.closing.connect(keeper.keep)
        sheet.wanted.connect(wanted)
        self.show_sheet(sheet)

    def _save(self, sheet: FormSheet, act: Work, words: str, undo: Work | None = None) -> None:
        self._doing.save(sheet, act, words, undo, saved=self._let_go_of(sheet))

    def _let_go_of(self, sheet: FormSheet) -> Callable[[], None]:
        """What is done once the words of the sheet that stands open are saved."""
        keeper = self._written if self.sheet is sheet else None

        def let_go() -> None:
            if keeper is not None:
                keeper.let_go()
            if self._written is keeper:
                self._written = None

        return let_go
