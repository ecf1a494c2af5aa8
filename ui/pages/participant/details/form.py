"""The single facts of the record, in sections; each saves itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lead_desktop.base.errors import EditConflict, InvalidInput, LeadError
from lead_desktop.domain.people.birth import read_birth
from lead_desktop.domain.people.details import DetailField, EarlierText, PersonDetails
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.people import details
from lead_desktop.services.people.details import SavedDetail, SaveDetail
from ui.kit.card import Card, SectionHeader
from ui.models.day_words import Calendar
from ui.pages.facts import boxed
from ui.pages.participant.details.detail_field import (
    DetailAnswer,
    DetailInput,
    DetailLine,
    DetailNote,
)
from ui.pages.participant.details.earlier_sheet import EarlierSheet
from ui.pages.workplace import READS_ONLY, Workplace

F = DetailField
Kind = TypeVar("Kind", bound=DetailInput)


class DetailsForm(QObject):
    """Makes the sections and keeps what is typed. changed carries the Change of each save,
    sheet_wanted a Callable[[QWidget], SideSheet] for what a fact said before."""

    changed = Signal(object)
    sheet_wanted = Signal(object)

    def __init__(self, workplace: Workplace, owner: QWidget) -> None:
        super().__init__(owner)
        self._workplace = workplace
        self._who: UUID | None = None
        self._earlier: Sequence[EarlierText] = ()
        self.inputs: dict[DetailField, DetailInput] = {}

    def show_details(self, known: PersonDetails, earlier: Sequence[EarlierText] = ()) -> None:
        """Show what the record says; what somebody is typing stays. earlier: newest first."""
        if known.participant_id != self._who:
            for box in self.inputs.values():
                box.flush()  # still for the person shown before
            self._who = known.participant_id
            for box in self.inputs.values():
                box.forget()
        for field, box in self.inputs.items():
            box.show_text(known.texts[field])
        self._earlier = earlier
        with_earlier = {text.field for text in earlier}
        for field, box in self.inputs.items():
            box.show_earlier(field in with_earlier)
        self._tell_age(known.texts[F.DATE_OF_BIRTH])

    def section(self, title: str, *rows: DetailInput | Sequence[DetailInput]) -> Card:
        """A card of fields under each other; those given together share a line."""
        card = Card()
        card.column.setSpacing(12)
        card.column.addWidget(SectionHeader(self._workplace.theme, title))
        for row in rows:
            if isinstance(row, DetailInput):
                card.column.addWidget(row)
                continue
            beside = QHBoxLayout()
            beside.setSpacing(12)
            for box in row:
                beside.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
            card.column.addWidget(boxed(beside))
        return card

    def line(
        self, field: DetailField, words: str, *, hint: str = "", example: str = ""
    ) -> DetailLine:
        """A fact of one line."""
        return self._know(
            DetailLine(self._workplace.theme, field, words, hint=hint, example=example)
        )

    def note(self, field: DetailField, words: str, *, hint: str = "") -> DetailNote:
        """A fact of several lines."""
        return self._know(DetailNote(self._workplace.theme, field, words, hint=hint))

    def answer(self, field: DetailField, words: str) -> DetailAnswer:
        """A fact that is yes, no, or not asked yet."""
        return self._know(DetailAnswer(self._workplace.theme, field, words))

    def _know(self, box: Kind) -> Kind:
        box.save_wanted.connect(self._save)
        box.earlier_wanted.connect(self._tell_earlier)
        may = self._workplace.desk.may(Act.EDIT_PERSON)
        box.set_changeable(may)
        if not may:
            box.setToolTip(READS_ONLY)
            box.setAccessibleDescription(READS_ONLY)
        self.inputs[box.field] = box
        return box

    def _tell_earlier(self, field: DetailField) -> None:
        """Show what a fact said before; one of its texts may be let stand again."""
        box, who, desk = self.inputs[field], self._who, self._workplace.desk
        texts = [text for text in self._earlier if text.field is field]

        def put_back(text: str) -> None:
            if who == self._who:
                box.put_back(text)

        def sheet(host: QWidget) -> EarlierSheet:
            made = EarlierSheet(
                self._workplace.theme,
                host,
                box.words,
                box.kept,
                texts,
                Calendar.of(desk.clock),
                changeable=desk.may(Act.EDIT_PERSON),
            )
            made.wanted.connect(put_back)
            return made

        self.sheet_wanted.emit(sheet)

    def _save(self, field: DetailField, text: str, was: str, finished: bool) -> None:
        if self._who is None:
            return
        desk, who, box = self._workplace.desk, self._who, self.inputs[field]
        command = SaveDetail(who, field, text, was)

        def kept(done: SavedDetail) -> None:
            if who == self._who:
                box.saved(done.text, text)
                if field is F.DATE_OF_BIRTH:
                    self._tell_age(done.text)
            if done.change.topics:
                self.changed.emit(done.change)

        self._workplace.runner.run(
            lambda: details.save_detail(desk, command),
            kept,
            lambda error: self._refuse(box, error, finished=finished),
            owner=box,
        )

    def _refuse(self, box: DetailInput, error: LeadError, *, finished: bool) -> None:
        if isinstance(error, EditConflict):
            box.clash(error.kept, error.offered)
        elif isinstance(error, InvalidInput):
            if finished:
                box.refuse(error.problems[0].message)
        else:
            self._workplace.navigator.report(error)

    def _tell_age(self, stored: str) -> None:
        box = self.inputs.get(F.DATE_OF_BIRTH)
        born = read_birth(stored)
        if isinstance(box, DetailLine):
            today = self._workplace.desk.clock.today()
            box.line.set_trailing_text(born.words(today) if born else "")
