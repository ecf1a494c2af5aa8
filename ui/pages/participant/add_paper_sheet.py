"""Keeping a paper: which file, what it is; and that the file itself stays where it was."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AttachmentKind
from lead_desktop.domain.consent.attachment import LEGAL_KINDS
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.consent.attachments import (
    AddAttachment,
    add_attachment,
    largest,
    read_paper,
)
from lead_desktop.services.desk import Desk
from ui.kit.inputs import LineEdit
from ui.pages.form_sheet import FormSheet, chosen_code, code_box
from ui.pages.workplace import Workplace

STAYS = (
    "The vault keeps an encrypted copy. The file itself stays where it is: it is yours to keep "
    "or to delete. PDF, PNG and JPEG, at most {} MiB."
)


class AddPaperSheet(FormSheet):
    """`wanted` carries a function for the store thread that keeps the paper."""

    def __init__(self, workplace: Workplace, host: QWidget, person: UUID, path: Path) -> None:
        desk = workplace.desk
        lead = STAYS.format(desk.settings.attachment_mib)
        super().__init__(workplace.theme, host, "Add a paper", "Add", lead=lead)
        self._person = person
        self._path = path
        self._id = new_id()
        legal = desk.may(Act.SEE_LEGAL_DETAIL)
        self._kinds = tuple(kind for kind in AttachmentKind if legal or kind not in LEGAL_KINDS)
        self.kind = code_box(self.theme, "What it is", self._kinds)
        self.name = LineEdit(self.theme, "Name in the list")
        self.add("kind", "What it is", self.kind)
        self.add("title", "Name in the list", self.name, hint="Empty: what it is.")

    def submit(self) -> None:
        """Hand on the work once it is said what the paper is."""
        kind = chosen_code(self.kind, self._kinds)
        if kind is None:
            self.show_problems([FieldProblem("kind", "Say what this paper is.")])
            return
        self.show_problems([])
        title, path, person, paper_id = self.name.text(), self._path, self._person, self._id

        def keep(desk: Desk) -> Change:
            content = read_paper(path, largest(desk.settings))
            return add_attachment(desk, AddAttachment(paper_id, person, kind, content, title))

        self.wanted.emit(keep)
