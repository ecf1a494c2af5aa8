"""The finder at work: what is typed goes to the people in memory, and after a pause to the notes
and the service directory in the vault."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.contacts.timeline import NoteHit
from lead_desktop.domain.directory.directory import ServiceLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk
from lead_desktop.services.directory import directory
from lead_desktop.services.people import participants
from ui.models.finder import (
    LETTERS_FOR_NOTES,
    SERVICES_SHOWN,
    Entry,
    Kind,
    Question,
    find_near,
    find_people,
    list_entries,
)
from ui.models.key_book import KeyBook
from ui.models.shortcuts import Command
from ui.pages.workplace import Workplace
from ui.shell.finder import Finder
from ui.shell.page_table import pages_for
from ui.shell.people import People

_NOTES = Act.SEE_PARTICIPANTS


@dataclass(frozen=True)
class Found:
    """What the vault holds of what was typed: notes, and services of the directory."""

    notes: tuple[NoteHit, ...]
    services: tuple[ServiceLine, ...]


def find_in_vault(desk: Desk, text: str) -> Found:
    """Look through notes and directory, as far as the role may see them. On the store's thread."""
    notes = participants.find_in_notes(desk, text, limit=12) if desk.may(_NOTES) else []
    may_look = desk.may(Act.SEE_DIRECTORY)
    services = directory.list_services(desk, find=text, limit=SERVICES_SHOWN) if may_look else []
    return Found(tuple(notes), tuple(services))


class Finding(QObject):
    """Opens the finder over `host`. command_wanted carries a Command; pages and people go to the
    workplace's navigator."""

    command_wanted = Signal(object)

    def __init__(self, workplace: Workplace, people: People, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._people = people
        self._host = host
        self._finder: Finder | None = None
        self._found = Found((), ())

    @property
    def finder(self) -> Finder | None:
        """The finder while it is open."""
        return self._finder

    def open(self) -> Finder:
        """Show the finder, or the one that is open already."""
        if self._finder is None:
            self._finder = Finder(self._workplace.theme, self._host)
            self._finder.asked.connect(self._ask)
            self._finder.paused.connect(self._ask_vault)
            self._finder.chosen.connect(self._go)
            self._finder.dismissed.connect(self._gone)
            self._finder.open()
            self._ask("")
        return self._finder

    def log(self) -> bool:
        """Log a contact with whom the open finder found; False while it is closed."""
        if self._finder is None:
            return False
        self._finder.choose_kind(Kind.LOG)
        return True

    def _ask(self, text: str) -> None:
        self._found = Found((), ())
        self._show(text, keep=False)

    def _show(self, text: str, *, keep: bool) -> None:
        if self._finder is None:
            return
        desk = self._workplace.desk
        people = find_people(self._people.rows, text)
        question = Question(
            text=text,
            people=people,
            near=() if people else find_near(self._people.rows, text),
            recent=self._people.recent(),
            offers=_offers(desk, self._workplace.keys),
            notes=self._found.notes,
            services=self._found.services,
            pinned=self._people.pins,
            log_keys=self._workplace.keys.keys_of(Command.LOG_CONTACT),
            may_log=desk.may(Act.LOG_CONTACT),
            may_print=desk.may(Act.PRINT_OWN_COPIES),
            now=desk.clock.now().astimezone(desk.clock.zone),
        )
        self._finder.show_entries(list_entries(question), keep=keep)

    def _ask_vault(self, text: str) -> None:
        if self._finder is None or len(text.strip()) < LETTERS_FOR_NOTES:
            return
        desk = self._workplace.desk

        def found(hits: Found) -> None:
            if self._finder is not None and self._finder.text() == text:
                self._found = hits
                self._show(text, keep=True)

        def failed(_: LeadError) -> None:
            return  # the rest of the list stands without what lies in the vault

        self._workplace.runner.run(
            lambda: find_in_vault(desk, text), found, failed, owner=self._finder
        )

    def _go(self, entry: Entry) -> None:
        navigator = self._workplace.navigator
        if entry.kind is Kind.PAGE:
            navigator.show_page(entry.target)
        elif entry.kind is Kind.COMMAND:
            self.command_wanted.emit(Command(entry.target))
        elif entry.kind is Kind.SERVICE:
            navigator.find_service(entry.target)
        elif entry.subject is None:
            return
        elif entry.kind is Kind.LOG:
            navigator.log_contact(entry.subject)
        elif entry.kind is Kind.PRINT:
            navigator.print_summary(entry.subject)
        elif entry.kind is Kind.PIN:
            navigator.toggle_pin(entry.subject)
        else:
            navigator.open_participant(entry.subject)

    def _gone(self) -> None:
        self._finder = None
        self._found = Found((), ())


def _offers(desk: Desk, keys: KeyBook) -> tuple[Entry, ...]:
    pages = [
        Entry(Kind.PAGE, page.title, icon=page.icon, keys=f"G {page.letter}", target=page.name)
        for page in pages_for(desk.may)
        if page.icon
    ]
    writes = (("Drafts and trash", "pen-line", Command.DRAFTS),)
    commands = (
        *(writes if desk.may(Act.LOG_CONTACT) else ()),
        ("Lock now", "lock", Command.LOCK),
        ("Keys", "keyboard", Command.SHORTCUTS),
    )
    return (
        *pages,
        *(
            Entry(Kind.COMMAND, title, icon=icon, keys=keys.keys_of(command), target=command)
            for title, icon, command in commands
        ),
    )
