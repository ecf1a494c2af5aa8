"""What every page is handed: the desk, the runner, the change bus, the theme, the navigator
and the keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import ContactMode, FormKind
from lead_desktop.domain.consent.consent import ConsentTerms
from lead_desktop.domain.measures.spans import Span
from lead_desktop.services.desk import Desk
from ui.models.key_book import KeyBook
from ui.runner import ChangeBus, Runner
from ui.theme.theme import Theme

READS_ONLY = "Your role reads this; others of the team write it."
"""Why a button is locked for who only reads."""


@dataclass(frozen=True)
class FormWish:
    """A printed form as a button asks for it: kind None leaves the choice to the person.

    appointment_id, linkage_id, consent_id, incident_id, people, worker_id: what alone it is about,
    with `words` that say so on the forms page. recipient: to whom a letter goes, where a consent
    names them. span, mine: which days a report of measures is about, and whether of the asking
    worker's own people. terms: what a consent that is to be signed shall say.
    """

    participant_id: UUID | None = None
    kind: FormKind | None = None
    appointment_id: UUID | None = None
    linkage_id: UUID | None = None
    consent_id: UUID | None = None
    incident_id: UUID | None = None
    terms: ConsentTerms | None = None
    people: tuple[UUID, ...] = ()
    recipient: str = ""
    worker_id: UUID | None = None
    span: Span | None = None
    mine: bool | None = None
    words: str = ""


class Navigator(QObject):
    """How a page asks the window for something beyond itself; pages never know each other."""

    participant_wanted = Signal(object)
    log_wanted = Signal(object)
    log_by_wanted = Signal(object, object)
    log_several_wanted = Signal(object)
    change_wanted = Signal(object)
    draft_wanted = Signal(object)
    drawer_wanted = Signal()
    summary_wanted = Signal(object)
    forms_wanted = Signal(object)
    docket_wanted = Signal()
    tab_wanted = Signal(object, str)
    pin_wanted = Signal(object)
    service_wanted = Signal(str)
    referral_wanted = Signal(object)
    page_wanted = Signal(str)
    back_wanted = Signal()
    lock_wanted = Signal()
    toast_wanted = Signal(str, object)
    problem_met = Signal(object)

    def open_participant(self, participant_id: UUID) -> None:
        """Show one participant's page."""
        self.participant_wanted.emit(participant_id)

    def log_contact(self, participant_id: UUID | None = None) -> None:
        """Open the contact form, for one participant or with nobody chosen yet."""
        self.log_wanted.emit(participant_id)

    def log_by(self, participant_id: UUID | None, mode: ContactMode) -> None:
        """Open the contact form for one participant with its channel chosen: phone, text."""
        self.log_by_wanted.emit(participant_id, mode)

    def log_several(self, people: tuple[UUID, ...]) -> None:
        """Open the contact form for one contact with several participants."""
        self.log_several_wanted.emit(people)

    def change_contact(self, contact_id: UUID) -> None:
        """Open the contact form over a saved contact of the worker's own."""
        self.change_wanted.emit(contact_id)

    def resume_draft(self, draft_id: UUID) -> None:
        """Open the form that a draft belongs to."""
        self.draft_wanted.emit(draft_id)

    def show_drawer(self) -> None:
        """Show the worker's drafts and the contacts that were taken back."""
        self.drawer_wanted.emit()

    def print_summary(self, participant_id: UUID) -> None:
        """Show the print page for one participant."""
        self.summary_wanted.emit(participant_id)

    def print_forms(self, participant_id: UUID | None = None) -> None:
        """Show the printed forms about one participant, or those of the team."""
        self.forms_wanted.emit(FormWish(participant_id))

    def print_form(self, wish: FormWish) -> None:
        """Show the printed forms with one of them chosen."""
        self.forms_wanted.emit(wish)

    def print_docket(self) -> None:
        """Show the printed form of the work group's docket."""
        self.docket_wanted.emit()

    def open_tab(self, participant_id: UUID, tab: str) -> None:
        """Show one tab of a participant's page by its name: "consents"."""
        self.tab_wanted.emit(participant_id, tab)

    def toggle_pin(self, participant_id: UUID) -> None:
        """Keep one participant at hand in the sidebar, or let them go."""
        self.pin_wanted.emit(participant_id)

    def find_service(self, words: str) -> None:
        """Show the directory with these words looked for."""
        self.service_wanted.emit(words)

    def refer(self, before: object = None) -> None:
        """Open the new-referral form: empty, with a draft by its id, or after a referral that
        found its door closed (a ReferralLine), for the same person by the social door."""
        self.referral_wanted.emit(before)

    def show_page(self, name: str) -> None:
        """Show a page by its name: "caseload", "settings"."""
        self.page_wanted.emit(name)

    def go_back(self) -> None:
        """Return to the page shown before."""
        self.back_wanted.emit()

    def lock(self) -> None:
        """Lock the vault now."""
        self.lock_wanted.emit()

    def toast(self, words: str, undo: object = None) -> None:
        """Say that something is done; `undo` is a callable without arguments, or None."""
        self.toast_wanted.emit(words, undo)

    def report(self, problem: LeadError) -> None:
        """Show an error in the message bar."""
        self.problem_met.emit(problem)


@dataclass(frozen=True)
class Workplace:
    """The surroundings of every page while a vault is open; made anew at each unlock."""

    desk: Desk
    runner: Runner
    bus: ChangeBus
    theme: Theme
    navigator: Navigator
    keys: KeyBook = field(default_factory=KeyBook)
