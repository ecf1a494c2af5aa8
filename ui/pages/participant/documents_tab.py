"""The documents tab: papers kept in the vault, and copies of the record that left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.consent.attachment import AttachmentLine
from lead_desktop.domain.consent.disclosed import DisclosureLine
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.consent import attachments, purging
from lead_desktop.services.consent.attachments import OpenAttachment
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust import trust
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.checks import CheckBox
from ui.kit.empty_state import EmptyState
from ui.kit.keep_width import keep_width
from ui.kit.label import ElidingLabel, Label
from ui.kit.list_view import ListView
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.models.papers import Paper, PapersModel, title_of
from ui.pages.doing import Doing
from ui.pages.papers.files import FileToAdd, choose_paper
from ui.pages.papers.paper_view import Drawn, PaperView, draw_paper
from ui.pages.participant.add_paper_sheet import AddPaperSheet
from ui.pages.participant.paper_row import PaperDelegate, paper_facts
from ui.pages.participant.purge_sheet import PurgeSheet
from ui.pages.participant.tab import BESIDE_BAR, Tab
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import READS_ONLY, Workplace
from ui.runner import Lane, Task

_LIST_WIDTH = 400
_GONE = "What this paper held was destroyed. Only its line is left."
_PRESS = "Press Enter to show this paper. The look is written down."

Listed = tuple[list[AttachmentLine], list[DisclosureLine]]


class DocumentsTab(Tab):
    """Add a paper, look at it, take it away; see what was printed and for whom."""

    def __init__(self, workplace: Workplace, *, ask_for_file: FileToAdd = choose_paper) -> None:
        super().__init__()
        self._workplace = workplace
        self._ask_for_file = ask_for_file
        self._who: UUID | None = None
        self._calendar = Calendar.of(workplace.desk.clock)
        self._task: Task[Listed] | None = None
        self._look: Task[OpenAttachment] | Task[Drawn] | None = None
        self._opened: OpenAttachment | None = None
        self._may = workplace.desk.may(Act.KEEP_PAPERS)
        theme = workplace.theme
        self.model = PapersModel(self._calendar, self)
        self.view = ListView(theme, "Documents")
        self.view.setItemDelegate(PaperDelegate(theme, self.view))
        self.view.setModel(self.model)
        self.add_button = Button(theme, "Add paper", icon="plus", keys="N")
        if not self._may:
            self.add_button.lock(READS_ONLY)
        self.forms_button = Button(theme, "Print a form", icon="printer", kind="ghost")
        self.removed = CheckBox(theme, "Removed papers")
        self._title = ElidingLabel(theme, "", "heading")
        self._facts = Label(theme, "", "body", "text2", wrap=True)
        self.show_button = Button(theme, "Show", icon="eye", keys="Enter", size="sm")
        self.remove_button = Button(theme, "Remove", kind="ghost", size="sm")
        self.purge_button = Button(theme, "Destroy now…", kind="ghost", size="sm")
        self.purge_button.setAccessibleName("Destroy what this removed paper holds, now")
        self._may_purge = workplace.desk.may(Act.KEEP_PRIVACY)
        self._doing = Doing(workplace, self, self.changed.emit)
        self.paper = PaperView(theme)
        self._empty = EmptyState(
            theme,
            "file-text",
            "No papers yet",
            "Signed consents and ID copies are kept here, inside the vault. Drag a file in, or "
            "press N.",
        )
        self._stack = QStackedWidget()
        self.setAcceptDrops(self._may)
        self._lay_out()
        self._connect()

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        if record.row.id != self._who:
            self._who = record.row.id
            self.removed.setChecked(False)
            self.model.show_papers((), (), calendar)
            self._follow()
        self._calendar = calendar
        self._fetch()

    def take_focus(self) -> None:
        target = self.view if self.model.rowCount() else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def act_on(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_N and self._may:
            self._choose_file()
            return True
        return False

    def current(self) -> Paper | None:
        """The paper that keys act upon."""
        return self.model.row_at(self.view.currentIndex().row())

    def add_file(self, path: Path) -> None:
        """Ask what a file is, then keep it."""
        if self._who is None or not self._may:
            return
        person = self._who
        self.sheet_wanted.emit(lambda host: self._sheet_for(host, person, path))

    def show_paper(self) -> None:
        """Read the current paper, check it and show its pages."""
        paper, desk = self.current(), self._workplace.desk
        if not isinstance(paper, AttachmentLine) or paper.purged_at is not None:
            return
        self._stop_looking()
        self.paper.say("Opening the paper…")
        self._look = self._workplace.runner.run(
            lambda: attachments.open_attachment(desk, paper.id),
            self._draw,
            self._cannot_show,
            owner=self,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        [path] = _files(event)
        event.acceptProposedAction()
        self.add_file(path)

    def _sheet_for(self, host: QWidget, person: UUID, path: Path) -> SideSheet:
        sheet = AddPaperSheet(self._workplace, host, person, path)
        keep_words(self._workplace, sheet, person, path.name)

        def keep(work: Callable[[Desk], Change]) -> None:
            desk = self._workplace.desk
            told = "Paper added. The file itself is still where it was."
            self._doing.save(sheet, lambda: work(desk), told)

        sheet.wanted.connect(keep)
        return sheet

    def _choose_file(self) -> None:
        self._ask_for_file(self, self.add_file)

    def _fetch(self) -> None:
        who, desk, removed = self._who, self._workplace.desk, self.removed.isChecked()
        if who is None:
            return
        if self._task is not None:
            self._task.forget()
        self._task = self._workplace.runner.run(
            lambda: _read(desk, who, removed=removed),
            self._fill,
            self._workplace.navigator.report,
            owner=self,
        )

    def _fill(self, listed: Listed) -> None:
        current = self.current()
        kept, left = listed
        self.model.show_papers(kept, left, self._calendar)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        place = self.model.place_of(current.id) if current else 0
        if self.add_button.hasFocus():
            self.take_focus()  # there was nothing to give it to before
        self.view.go_to(self.model.index(max(place, 0), 0))
        self._follow()

    def _follow(self) -> None:
        """Say what the current row is; its pages are shown only when somebody asks for them."""
        self._stop_looking()
        paper = self.current()
        kept = isinstance(paper, AttachmentLine)
        self._title.setText(title_of(paper) if paper else "")
        days = self._workplace.desk.settings.removed_papers_days
        self._facts.setText(paper_facts(paper, self._calendar, days) if paper else "")
        held = isinstance(paper, AttachmentLine) and paper.purged_at is None
        in_trash = isinstance(paper, AttachmentLine) and paper.removed_at is not None
        self.show_button.setVisible(held)
        self.remove_button.setVisible(held and self._may)
        self.remove_button.setText("Restore" if in_trash else "Remove")
        self.purge_button.setVisible(held and in_trash and self._may_purge)
        self.paper.setVisible(kept)
        self.paper.say((_PRESS if held else _GONE) if kept else "")

    def _draw(self, paper: OpenAttachment) -> None:
        self._opened = paper
        self._draw_pages(0)

    def _draw_pages(self, first: int) -> None:
        """Draw some pages of the paper that was opened, from the one of this number on."""
        paper, width = self._opened, self.paper.width_to_draw()
        if paper is None:
            return
        self._look = self._workplace.runner.run(
            lambda: draw_paper(paper, width, first),
            lambda drawn: self.paper.show_drawn(drawn, width),
            self._cannot_show,
            owner=self,
            lane=Lane.DRAWING,
        )

    def _cannot_show(self, error: LeadError) -> None:
        self.paper.say("This paper is not shown.")
        self._workplace.navigator.report(error)

    def _stop_looking(self) -> None:
        self._opened = None
        if self._look is not None:
            self._look.forget()
            self._look = None

    def _move(self) -> None:
        """Into the trash, or out of it."""
        paper = self.current()
        if not isinstance(paper, AttachmentLine) or not self._may:
            return
        if paper.removed_at is None:
            self._run(lambda desk: attachments.remove_attachment(desk, paper.id), undo=paper.id)
        else:
            self._run(lambda desk: attachments.restore_attachment(desk, paper.id))

    def _purge(self) -> None:
        """Ask why, then destroy what the current paper holds."""
        paper = self.current()
        if not isinstance(paper, AttachmentLine):
            return
        desk, paper_id, person = self._workplace.desk, paper.id, paper.participant_id

        def sheet(host: QWidget) -> PurgeSheet:
            asked = PurgeSheet(self._workplace.theme, host)
            keep_words(self._workplace, asked, person, paper_id)
            asked.wanted.connect(
                lambda reason: self._doing.save(
                    asked, lambda: purging.purge_paper(desk, paper_id, reason), "Paper destroyed"
                )
            )
            return asked

        self.sheet_wanted.emit(sheet)

    def _run(self, act: Callable[[Desk], Change], *, undo: UUID | None = None) -> None:
        desk = self._workplace.desk

        def done(change: Change) -> None:
            back = None if undo is None else (lambda: self._restore(undo))
            self._workplace.navigator.toast(change.undo_label, back)
            self.changed.emit(change)

        self._workplace.runner.run(
            lambda: act(desk), done, self._workplace.navigator.report, owner=self
        )

    def _restore(self, paper_id: UUID) -> None:
        self._run(lambda desk: attachments.restore_attachment(desk, paper_id))

    def _print_forms(self) -> None:
        if self._who is not None:
            self._workplace.navigator.print_forms(self._who)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._choose_file)
        self.forms_button.clicked.connect(self._print_forms)
        self.removed.toggled.connect(self._fetch)
        self.show_button.clicked.connect(self.show_paper)
        self.remove_button.clicked.connect(self._move)
        self.purge_button.clicked.connect(self._purge)
        self.paper.pages_wanted.connect(self._draw_pages)
        self.view.opened.connect(lambda _: self.show_paper())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._follow())

    def _lay_out(self) -> None:
        theme = self._workplace.theme
        listed = Card(fixed=False)
        listed.column.setContentsMargins(1, 8, 1, 8)
        listed.column.addWidget(self.view)
        keep_width(listed, theme, _LIST_WIDTH)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.show_button)
        head.addWidget(self.remove_button)
        head.addWidget(self.purge_button)
        shown = Card(fixed=False)
        shown.column.addLayout(head)
        shown.column.addWidget(self._facts)
        shown.column.addWidget(self.paper, 1)
        shown.column.addStretch(0)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(listed)
        row.addWidget(shown, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(Label(theme, "Kept in the vault, and copies that left", "body", "text2"))
        tools.addStretch()
        tools.addWidget(self.removed)
        tools.addWidget(self.forms_button)
        tools.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, BESIDE_BAR, 16)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)


def _read(desk: Desk, who: UUID, *, removed: bool) -> Listed:
    kept = attachments.list_attachments(desk, who)
    if removed:
        kept += attachments.list_attachments(desk, who, removed=True)
    return kept, trust.list_disclosures(desk, who)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
