"""The privacy office: what waits for the supervisor, and what the team can write down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.codes import Basis
from lead_desktop.domain.consent.consent import day_words
from lead_desktop.domain.consent.grounds import Agreement, CourtOrder
from lead_desktop.domain.consent.privacy import (
    AccessLine,
    ComplaintLine,
    ExceptionLine,
    IncidentLine,
    next_deadline,
)
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.consent import privacy, restricted
from ui.kit.button import Button
from ui.kit.card import Card, SectionHeader
from ui.kit.chip import Chip
from ui.kit.gutter import keep_gutter
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import FactLine, FactRow, Sign, clear_layout
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.privacy.acts import PrivacyActs
from ui.pages.privacy.office import Office, read_office, why
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Size, Space

SHOWN_WITHOUT_NOTICE = 12


class PrivacyPage(Page):
    """Cards under each other. E opens a record in an emergency, Q takes a complaint."""

    topics = frozenset({Topic.PRIVACY, Topic.CONSENTS, Topic.DISCLOSURES, Topic.PARTICIPANTS})

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._theme = workplace.theme
        self._desk = workplace.desk
        self._keeps = workplace.desk.may(Act.KEEP_PRIVACY)
        self._task: Task[Office] | None = None
        self.acts = PrivacyActs(workplace, self)
        self.acts.changed.connect(self._published)
        self.office: Office | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("Privacy office")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = QWidget()
        content.setProperty("kind", "clear")
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(Space.PAGE, 16, Space.PAGE - Size.SCROLL_BAR, 16)
        self.column.setSpacing(Space.CARDS)
        self._scroll.setWidget(content)
        keep_gutter(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def heading(self) -> Heading:
        waiting = self.office.waiting if self.office else 0
        return Heading("Privacy", f"{waiting} for you to look at" if waiting else "")

    def hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("E",), "open in an emergency"), KeyHint(("Q",), "take a complaint"))

    def refresh(self) -> None:
        if self._task is not None:
            self._task.forget()
        self._task = self.workplace.runner.run(
            lambda: read_office(self._desk),
            self._show,
            self.workplace.navigator.report,
            owner=self,
        )

    def activate(self) -> None:
        if self._stale or self.office is None:
            self._stale = False
            self.refresh()
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {Qt.Key.Key_E: self.acts.break_glass, Qt.Key.Key_Q: self.acts.take_complaint}
        act = acts.get(Qt.Key(event.key()))
        if act is None or event.modifiers():
            event.ignore()
            return
        act()

    def _published(self, change: Change) -> None:
        self.workplace.bus.publish(change.topics, change.ids, writer=self)
        self.refresh()

    def _show(self, office: Office) -> None:
        self.office = office
        clear_layout(self.column)
        calendar = Calendar.of(self._desk.clock)
        self.column.addWidget(self._bar())
        if self._keeps:
            for title, rows, nothing in self._cards(office, calendar):
                self._add(title, rows, nothing)
        self._add(
            "No privacy notice on file",
            [self._person_row(who, name) for who, name in office.without_notice][
                :SHOWN_WITHOUT_NOTICE
            ],
            "Everybody enrolled has been given the notice.",
            count=len(office.without_notice),
        )
        self.column.addStretch()
        self.heading_changed.emit()

    def _cards(
        self, office: Office, calendar: Calendar
    ) -> Sequence[tuple[str, list[QWidget], str]]:
        return (
            (
                "Copies that left without consent",
                [self._exception_row(one, calendar) for one in office.exceptions],
                "None.",
            ),
            (
                "Restricted records opened in an emergency",
                [self._opening_row(one, calendar) for one in office.openings],
                "None.",
            ),
            (
                "Restrictions that wait for an answer",
                [self._wish_row(one) for one in office.wishes],
                "None.",
            ),
            (
                "Complaints",
                [self._complaint_row(one) for one in office.complaints],
                "None so far.",
            ),
            (
                "Possible breaches",
                [self._incident_row(one) for one in office.incidents],
                "None so far.",
            ),
            (
                "Restricted records",
                [self._person_row(who, name) for who, name in office.restricted],
                "None: a record is restricted on its consents tab.",
            ),
            (
                "Agreements",
                [self._agreement_row(one) for one in office.agreements],
                "None on file.",
            ),
            ("Court orders", [self._order_row(one) for one in office.orders], "None on file."),
        )

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        buttons = [
            ("Open in an emergency", "lock-open", "E", self.acts.break_glass),
            ("Complaint", "message-square", "Q", self.acts.take_complaint),
        ]
        if self._keeps:
            buttons += [
                ("Possible breach", "shield-alert", "", self.acts.keep_incident),
                ("Agreement", "handshake", "", self.acts.keep_agreement),
                ("Court order", "gavel", "", self.acts.keep_order),
            ]
        for words, icon, keys, act in buttons:
            button = Button(self._theme, words, icon=icon, keys=keys)
            button.clicked.connect(lambda _=False, do=act: do())
            row.addWidget(button)
        row.addStretch(1)
        return bar

    def _add(
        self, title: str, rows: list[QWidget], nothing: str, *, count: int | None = None
    ) -> None:
        card = Card()
        many = len(rows) if count is None else count
        card.column.addWidget(SectionHeader(self._theme, title, count=many))
        if not rows:
            card.column.addWidget(Label(self._theme, nothing, "body", "text2"))
        for row in rows:
            card.column.addWidget(row)
        self.column.addWidget(card)

    def _row(
        self,
        icon: str,
        title: str,
        about: str,
        *,
        chip: Chip | None = None,
        acts: Sequence[tuple[str, Callable[[], None]]] = (),
    ) -> QWidget:
        lines: list[FactLine] = [(title, "med", "text")]
        if about:
            lines.append((about, "caption", "text2"))
        fact = FactRow(self._theme, Sign(self._theme, icon=icon), lines, chip=chip)
        if not acts:
            return fact
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(fact, 1)
        for words, act in acts:
            button = Button(self._theme, words, size="sm")
            button.setAccessibleName(f"{words}: {title}")
            button.clicked.connect(lambda _=False, do=act: do())
            across.addWidget(button)
        return holder

    def _exception_row(self, line: ExceptionLine, calendar: Calendar) -> QWidget:
        title = f"{line.participant} to {line.recipient}"
        about = f"{calendar.moment(line.at)} · {line.worker} · {why(line)}"
        acts: list[tuple[str, Callable[[], None]]] = []
        if line.reviewed_at is None:
            acts.append(("Look at", partial(self.acts.review, line)))
        if line.basis is Basis.EMERGENCY:
            acts.append(("Correct", partial(self.acts.correct_emergency, line)))
        chip = Chip("Looked at", "neutral") if line.reviewed_at is not None else None
        return self._row("file-lock", title, about, chip=chip, acts=acts)

    def _opening_row(self, line: AccessLine, calendar: Calendar) -> QWidget:
        title = f"{line.worker} opened the record of {line.participant}"
        about = f"{calendar.moment(line.at)} · “{line.reason}”"
        if line.seen_at is not None:
            return self._row("lock-open", title, about, chip=Chip("Looked at", "neutral"))
        seen = partial(restricted.note_seen, self._desk, line.id)
        return self._row(
            "lock-open", title, about, acts=[("Looked at", partial(self.acts.do, seen))]
        )

    def _wish_row(self, one: Restriction) -> QWidget:
        def decide(agreed: bool) -> None:
            self.acts.do(lambda: privacy.decide_restriction(self._desk, one.id, agreed=agreed))

        what = ", ".join(category.label for category in one.categories) or "Everything"
        about = f"{what} · towards {one.recipient or 'everybody'}"
        acts = [("Agree", partial(decide, True))]
        if not one.paid_in_full:
            acts.append(("Decline", partial(decide, False)))
        return self._row("shield", f"“{one.words}”", about, acts=acts)

    def _complaint_row(self, line: ComplaintLine) -> QWidget:
        received = f"received {day_words(line.received_on)} by {line.worker}"
        if line.outcome is not None:
            chip = Chip(line.outcome.label, "neutral")
            about = f"{received} · answered: “{line.answer}”"
            acts = [("Open again", partial(self.acts.reopen_complaint, line))]
            return self._row("message-square", f"“{line.words}”", about, chip=chip, acts=acts)
        about = f"{received} · answer by {day_words(line.answer_by)}"
        acts = [
            ("Answer", partial(self.acts.answer, line)),
            ("Correct", partial(self.acts.correct_complaint, line)),
        ]
        return self._row("message-square", f"“{line.words}”", about, acts=acts)

    def _incident_row(self, line: IncidentLine) -> QWidget:
        owed = next_deadline(line.facts)
        late = owed is not None and owed.by < self._desk.clock.today()
        about = f"discovered {day_words(line.facts.discovered_on)}"
        if owed is not None:
            about += f" · {owed.words.lower()} by {day_words(owed.by)}"
        elif line.facts.closed_on is not None:
            about += f" · closed {day_words(line.facts.closed_on)}"
        acts = [("Go on", partial(self.acts.keep_incident, line))]
        if line.facts.is_breach is not False:
            acts.append(("Letter", partial(self.acts.print_letter, line)))
        chip = Chip("The day has passed", "danger", "circle-alert") if late else None
        return self._row("shield-alert", line.facts.words, about, chip=chip, acts=acts)

    def _person_row(self, who: UUID, name: str) -> QWidget:
        acts = [("Open", partial(self.workplace.navigator.open_participant, who))]
        return self._row("user", name, "", acts=acts)

    def _agreement_row(self, one: Agreement) -> QWidget:
        ends = f", ends {day_words(one.ends_on)}" if one.ends_on else ""
        about = f"{one.kind.label} · signed {day_words(one.signed_on)}{ends}"
        holds = one.holds(self._desk.clock.today())
        chip = Chip("Holds", "success") if holds else Chip("Does not hold", "neutral")
        acts = [("Correct", partial(self.acts.keep_agreement, one))]
        return self._row("handshake", one.organization, about, chip=chip, acts=acts)

    def _order_row(self, one: CourtOrder) -> QWidget:
        about = f"section {one.section} · ordered {day_words(one.ordered_on)}"
        lacks = one.lacks(self._desk.clock.today())
        about = " · ".join(filter(None, (about, ", ".join(lacks))))
        chip = Chip("Opens nothing", "neutral") if lacks else Chip("Opens a copy", "success")
        acts = [("Correct", partial(self.acts.keep_order, one))]
        return self._row("gavel", one.court, about, chip=chip, acts=acts)
