"""The consents tab: what may be shared with whom, what was asked, and what has left."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lead_desktop.domain.consent.disclosed import DisclosureLine, left_after_withdrawal
from lead_desktop.domain.consent.privacy import AccessLine, NoticeLine, SeenReport
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.consent import privacy, restricted, seen
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust import trust
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.card import Card, SectionHeader
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.models.papers import also_said
from ui.pages.consent_sheets.acts import ConsentActs
from ui.pages.facts import FactLine, FactRow, Sign, clear_layout
from ui.pages.papers.files import FileToAdd, choose_paper
from ui.pages.participant.consent_card import ConsentCard
from ui.pages.participant.seen_card import SeenCard
from ui.pages.participant.tab import CardsTab
from ui.pages.participant.wishes_card import WishesCard, beside
from ui.pages.workplace import READS_ONLY, Workplace
from ui.runner import Task


@dataclass(frozen=True)
class Papers:
    """What the tab shows beside the consents, read in one go."""

    left: list[DisclosureLine]
    restrictions: tuple[Restriction, ...]
    notices: tuple[NoticeLine, ...]
    access: tuple[AccessLine, ...]
    colleagues: tuple[tuple[UUID, str], ...]


def read_papers(desk: Desk, who: UUID) -> Papers:
    """Everything of one participant that this tab shows; for the store thread."""
    keeps = desk.may(Act.KEEP_PRIVACY)
    return Papers(
        trust.list_disclosures(desk, who),
        privacy.list_restrictions(desk, who),
        privacy.list_notices(desk, who),
        restricted.list_access(desk, who) if keeps else (),
        contacts.colleagues(desk) if keeps else (),
    )


class ConsentsTab(CardsTab):
    """Cards under each other: consents one by one, wishes, notices, copies, and who looked.

    N records a consent.
    """

    def __init__(self, workplace: Workplace, *, ask_for_file: FileToAdd = choose_paper) -> None:
        super().__init__("Consents")
        self._workplace = workplace
        self._theme = workplace.theme
        self._who: UUID | None = None
        self._task: Task[Papers] | None = None
        self._seen_card: SeenCard | None = None
        self._report: SeenReport | None = None
        self.acts = ConsentActs(workplace, self, ask_for_file=ask_for_file)
        self.acts.changed.connect(self.changed)
        self.acts.sheet_wanted.connect(self.sheet_wanted)
        self.cards: list[ConsentCard] = []
        self._may_look = workplace.desk.may(Act.SEE_AUDIT)

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        desk, who = self._workplace.desk, record.row.id
        if who != self._who:
            self._who = who
            self._report = self._seen_card = None
            clear_layout(self.column)
        if self._task is not None:
            self._task.forget()
        self._task = self._workplace.runner.run(
            lambda: read_papers(desk, who),
            lambda papers: self._fill(record, papers, calendar),
            self._workplace.navigator.report,
            owner=self,
        )

    def act_on(self, key: Qt.Key) -> bool:
        if key != Qt.Key.Key_N or not self.acts.may or self._who is None:
            return False
        self.acts.record(self._who)
        return True

    def _fill(self, record: ParticipantRecord, papers: Papers, calendar: Calendar) -> None:
        clear_layout(self.column)
        self._seen_card = None
        who = record.row.id
        if record.restricted:
            self.column.addWidget(
                Banner(
                    self._theme,
                    "warn",
                    "This record is restricted",
                    "Only its own workers, supervisors and those let in can see it.",
                )
            )
        self.column.addWidget(self._bar(who, restricted=record.restricted))
        if record.restricted and self.acts.may_decide:
            self.column.addWidget(self._let_in(who, papers, calendar))
        zone = self._workplace.desk.clock.zone
        self.cards = [
            ConsentCard(
                self._theme,
                line,
                calendar,
                may_act=self.acts.may,
                may_print=self.acts.may_print,
                left_after=len(left_after_withdrawal(line, papers.left, zone)),
            )
            for line in record.consents
        ]
        for card in self.cards:
            card.renewed.connect(lambda line: self.acts.record(who, line))
            card.withdrawn.connect(self.acts.withdraw)
            card.came_about.connect(self.acts.end_by_event)
            card.evidence_wanted.connect(self.acts.show_evidence)
            card.print_wanted.connect(self.acts.print_consent)
            self.column.addWidget(card)
        if not self.cards:
            none = Card()
            words = "No consent on file. Nothing may be shared, not even that they are enrolled."
            none.column.addWidget(Label(self._theme, words, "body", "text2", wrap=True))
            self.column.addWidget(none)
        self.column.addWidget(
            WishesCard(self._theme, papers.restrictions, papers.notices, calendar, self.acts)
        )
        self.column.addWidget(self._disclosures(papers.left, calendar))
        if self._may_look:
            self.column.addWidget(self._looks(calendar))
        self.column.addStretch()

    def _let_in(self, who: UUID, papers: Papers, calendar: Calendar) -> Card:
        """Who was let into a restricted record beside its own workers."""
        theme, card = self._theme, Card()
        open_now = [one for one in papers.access if one.is_open(self._workplace.desk.clock.now())]
        header = SectionHeader(theme, "Let in", count=len(open_now), action="Let somebody in")
        header.acted.connect(lambda: self.acts.grant(who, papers.colleagues))
        card.add_header(header)
        if not open_now:
            words = "Nobody beside its own workers and the supervisors."
            card.column.addWidget(Label(theme, words, "body", "text2"))
        for one in open_now:
            until = f"until {calendar.moment(one.until)}" if one.until else "until it is ended"
            lines: list[FactLine] = [
                (one.worker, "med", "text"),
                (f"{one.kind.label} · {until} · “{one.reason}”", "caption", "text2"),
            ]
            fact = FactRow(theme, Sign(theme, icon="lock-open"), lines)
            end = Button(theme, "End", size="sm", kind="ghost")
            end.setAccessibleName(f"End the access of {one.worker}")
            end.clicked.connect(lambda _=False, which=one.id: self.acts.end_access(which))
            card.column.addWidget(beside(fact, end))
        return card

    def _bar(self, who: UUID, *, restricted: bool) -> QWidget:
        theme, acts = self._theme, self.acts
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(theme, "What may be shared, and what has left", "body", "text2"))
        row.addStretch(1)
        if acts.may_decide:
            words = "Show to the team" if restricted else "Restrict this record"
            restrict = Button(theme, words, kind="ghost", icon="eye-off")
            restrict.clicked.connect(lambda: acts.restrict(who, on=not restricted))
            row.addWidget(restrict)
        notice = Button(theme, "Privacy notice given", icon="scroll-text")
        notice.clicked.connect(lambda: acts.give_notice(who))
        wish = Button(theme, "Restriction", icon="shield")
        wish.setAccessibleName("Write down a restriction the participant asks for")
        wish.clicked.connect(lambda: acts.ask_restriction(who))
        record = Button(theme, "Record a consent", icon="file-check", keys="N")
        record.clicked.connect(lambda: acts.record(who))
        for button in (notice, wish, record):
            if not acts.may:
                button.lock(READS_ONLY)
            row.addWidget(button)
        return bar

    def _disclosures(self, lines: list[DisclosureLine], calendar: Calendar) -> Card:
        theme, card = self._theme, Card()
        card.column.addWidget(SectionHeader(theme, "Copies that left", count=len(lines)))
        if not lines:
            card.column.addWidget(Label(theme, "None so far.", "body", "text2"))
        for line in reversed(lines):
            recipient = line.recipient or line.audience.label
            about = " · ".join(
                part
                for part in (
                    line.basis.label,
                    line.purpose,
                    f"document {line.document_number}",
                    line.worker,
                )
                if part
            )
            words: list[FactLine] = [(recipient, "med", "text"), (about, "caption", "text3")]
            if also := also_said(line):
                words.append((also, "caption", "text3"))
            sign = Sign(theme, icon="printer" if line.sha256 else "file-x")
            said = line.method.label if line.sha256 else "Not sent"
            trailing = f"{calendar.moment(line.at)} · {said.lower()}"
            # A reason is read whole: it says why a wish was passed over.
            row = FactRow(theme, sign, words, trailing=trailing, wrap=bool(also))
            card.column.addWidget(row)
        return card

    def _looks(self, calendar: Calendar) -> SeenCard:
        card = self._seen_card = SeenCard(self._theme)
        card.asked.connect(self._ask_who_looked)
        if self._report is not None:
            card.show_report(self._report, calendar)
        return card

    def _ask_who_looked(self) -> None:
        desk, who = self._workplace.desk, self._who
        if who is not None:
            self._workplace.runner.run(
                lambda: seen.read_who_has_seen(desk, who),
                self._show_who_looked,
                self._workplace.navigator.report,
                owner=self,
            )

    def _show_who_looked(self, report: SeenReport) -> None:
        if report.participant_id != self._who:
            return
        # The card may have been made anew while the answer was read.
        self._report = report
        if self._seen_card is not None:
            self._seen_card.show_report(report, Calendar.of(self._workplace.desk.clock))
