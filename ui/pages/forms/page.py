"""Every printed form beside the summary: choose one, look at it, hand it over."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.codes import Audience, FormKind
from lead_desktop.domain.consent.consent import ConsentLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.consent.consents import list_consents
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.forms import IN_LANGUAGES, ComposedForm, FormRequest, list_forms
from lead_desktop.services.people.participants import read_record
from lead_desktop.services.referral.docket import list_docket
from ui.kit.card import hairline
from ui.kit.gutter import keep_gutter
from ui.kit.label import Label
from ui.pages.copies.counter import Counter
from ui.pages.copies.footer import ACCOUNTED, AUDITED
from ui.pages.copies.printing import PrinterChooser, choose_printer
from ui.pages.copies.restrictions import UNREAD
from ui.pages.copies.saving import FileChooser, choose_file
from ui.pages.forms.form_copy import is_accounted, names_nobody, reading_of
from ui.pages.forms.form_list import FormList
from ui.pages.forms.options import MINE, TEAM, Options
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.workplace import FormWish, Workplace
from ui.theme.tokens import Size, Space

PANEL_WIDTH = 432
NOT_YOURS = "Your role does not print forms."
NAME_SOMEBODY = "Say who receives it."
NOBODY_AGREED = "Nobody who is up has a consent that names this recipient for this purpose."
_PARTICIPANT_PAGE = "participant"
_SIDE = 22
_MUST_NAME = frozenset({FormKind.REFERRAL_LETTER, FormKind.DOCKET})
_LETTERS_GO_TO = frozenset({Audience.PROVIDER, Audience.COMMUNITY})


class FormsPage(Page):
    """`show_participant` for the forms about one person, `show_team` for those of the team."""

    topics = frozenset(
        {
            Topic.PARTICIPANTS,
            Topic.CONTACTS,
            Topic.LINKAGES,
            Topic.TASKS,
            Topic.CONSENTS,
            Topic.DISCLOSURES,
        }
    )

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget | None = None,
        *,
        ask_for_printer: PrinterChooser = choose_printer,
        ask_for_file: FileChooser = choose_file,
    ) -> None:
        super().__init__(workplace, parent)
        self._participant: UUID | None = None
        self._name = ""
        self._wish: FormWish | None = None
        self._consents: tuple[ConsentLine, ...] = ()
        self._up: frozenset[UUID] = frozenset()
        self._may_print = workplace.desk.may(Act.PRINT_OWN_COPIES)
        self.forms = FormList(workplace.theme)
        self.options = Options(workplace.theme, everybody=workplace.desk.may(Act.SEE_MEASURES_ALL))
        self.counter = Counter(
            workplace,
            self,
            ask_for_printer=ask_for_printer,
            ask_for_file=ask_for_file,
            way=self.options.way,
        )
        self._lay_out()
        self.forms.changed.connect(self._form_chosen)
        self.options.changed.connect(self._ask)
        self.options.let_go.connect(self._let_go)
        self.counter.source.planned.connect(self._show_plan)
        self.counter.source.failed.connect(lambda _: self._show_restrictions(None))
        self.counter.source.advanced.connect(self._show_progress)
        self.counter.gone.connect(lambda: self._ask(at_once=True))

    def show_participant(self, participant_id: UUID) -> None:
        """Offer the forms about one participant."""
        self._show(participant_id)

    def show_team(self) -> None:
        """Offer the forms of the team, and blank ones."""
        self._show(None)

    def grant(self, wish: FormWish) -> None:
        """Choose the form that a button asked for, about that alone which it stood beside."""
        if wish.kind is None or wish.kind not in self.forms.cards or not self._may_print:
            return
        self._wish = wish if wish.words else None
        self.options.recipient.wish(wish.recipient)
        if wish.mine is not None:
            self.options.whose.choose(MINE if wish.mine else TEAM)
        self.forms.choose(wish.kind)
        self._show_wish()
        self._offer_recipients()
        self._ask(at_once=True)

    def choose(self, kind: FormKind) -> None:
        """Choose one of the forms that are offered."""
        self.forms.choose(kind)

    def current_person(self) -> UUID | None:
        return self._participant

    def heading(self) -> Heading:
        crumbs = ((_PARTICIPANT_PAGE, self._name),) if self._name else (("caseload", "Caseload"),)
        return Heading("Printed forms", crumbs=crumbs)

    def hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("↑", "↓"), "form"),
            KeyHint(("Ctrl", "P"), "print"),
            KeyHint(("Ctrl", "S"), "save"),
            KeyHint(("Esc",), "back"),
        )

    def refresh(self) -> None:
        if not self._may_print:
            line = "Ask a case manager or your supervisor for a copy."
            self.counter.stop("lock", NOT_YOURS, line)
            self.counter.footer.refuse(NOT_YOURS)
            return
        self._ask(at_once=True)
        person = self._participant
        self.workplace.runner.run(
            lambda: _read(self.workplace.desk, person),
            lambda found: self._show_facts(person, *found),
            self.counter.show_failure,
            owner=self,
        )

    def activate(self) -> None:
        super().activate()
        kind = self.forms.kind()
        if kind is not None:
            self.forms.cards[kind].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.workplace.navigator.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _show(self, participant_id: UUID | None) -> None:
        self._wish = None
        self.options.recipient.wish("")
        self._show_wish()
        if participant_id != self._participant:
            self._participant = participant_id
            self._name = ""
            self._consents = ()
            self.options.recipient.start_over()
            self.options.language.start_over()
            self.heading_changed.emit()
        if self._may_print:
            offers = list_forms(self.workplace.desk, personal=participant_id is not None)
            self.forms.offer(offers)
        self.counter.clear()
        self._stale = False
        self.refresh()

    def _show_facts(
        self,
        person: UUID | None,
        name: str,
        consents: tuple[ConsentLine, ...],
        up: frozenset[UUID],
    ) -> None:
        if person != self._participant:
            return
        self._up = up
        if name != self._name:
            self._name = name
            self.heading_changed.emit()
        if consents != self._consents:
            self._consents = consents
            self._offer_recipients(keep=True)
            self._ask(at_once=True)

    def _offer_recipients(self, *, keep: bool = False) -> None:
        """Whom a letter, a docket or a withdrawal can be for; a new consent is for anybody.

        keep: the consents have changed, and whoever was chosen stays."""
        kind = self.forms.kind()
        lines = self._consents
        if kind is FormKind.REFERRAL_LETTER:
            lines = tuple(one for one in lines if one.recipient_kind in _LETTERS_GO_TO)
        elif kind is FormKind.DOCKET:
            justice = (one for one in lines if one.recipient_kind is Audience.JUSTICE)
            # Whoever may hear of somebody who is up comes first: a docket is most likely theirs.
            lines = tuple(sorted(justice, key=lambda one: one.participant_id not in self._up))
        elif kind is not FormKind.REVOCATION:
            lines = ()
        self.options.offer_consents(lines, keep=keep)

    def _form_chosen(self, kind: FormKind) -> None:
        self.options.show_kind(kind)
        self._show_wish()
        self._offer_recipients()
        self.counter.clear()
        self._ask(at_once=True)

    def _ask(self, *, at_once: bool = False) -> None:
        kind = self.forms.kind()
        if kind is None or not self._may_print:
            return
        request = self._narrowed(self.options.request(kind, self._participant))
        if kind in _MUST_NAME and not request.recipient:
            self.counter.source.drop()
            line = "Only those whose consent names the recipient can be on it."
            self.counter.stop("file-lock", NAME_SOMEBODY, line)
            self.counter.footer.refuse(NAME_SOMEBODY)
            return
        self.counter.source.ask(reading_of(request), at_once=at_once)

    def _narrowed(self, request: FormRequest) -> FormRequest:
        """The request about that alone which the button stood beside, until that is let go."""
        wish = self._wish
        if request.kind is FormKind.MEASURES:
            span = self.options.span_on(self.workplace.desk.clock.today())
            request = replace(request, span=span)
        if wish is None or wish.kind is not request.kind:
            return request
        return replace(
            request,
            appointment_id=wish.appointment_id,
            linkage_id=wish.linkage_id,
            consent_id=wish.consent_id,
            incident_id=wish.incident_id,
            terms=wish.terms,
            people=wish.people,
            worker_id=wish.worker_id,
            span=wish.span or request.span,
        )

    def _show_wish(self) -> None:
        wish = self._wish if self._wish and self._wish.kind is self.forms.kind() else None
        self.options.show_alone(wish.words if wish is not None else "")

    def _let_go(self) -> None:
        self._wish = None
        self._show_wish()
        self._ask(at_once=True)

    def _show_plan(self, composed: ComposedForm) -> None:
        self._show_restrictions(composed)
        self.options.labels.show_labels(composed.labels)
        if names_nobody(composed):
            line = "A docket is printed once somebody who is up for the meeting has agreed to it."
            self.counter.stop("file-lock", NOBODY_AGREED, line)
            self.counter.footer.refuse(NOBODY_AGREED)
            return
        if composed.request.kind in IN_LANGUAGES:
            self.options.show_language(composed.head.language)
        self.counter.show_preview()
        if any(copy.permission.unread for copy in composed.copies):
            self.counter.footer.refuse(UNREAD)
            return
        self.counter.footer.allow(ACCOUNTED if is_accounted(composed) else AUDITED)

    def _show_restrictions(self, composed: ComposedForm | None) -> None:
        """What those in a form for a partner asked for; nothing for other forms, or none."""
        if composed is None:
            self.options.restrictions.show_answers(None, ())
            return
        request = composed.request
        self.options.restrictions.show_answers(
            (request.kind, request.participant_id, request.recipient),
            [copy.permission for copy in composed.copies],
        )

    def _show_progress(self, share: float) -> None:
        self.counter.preview.show_progress(share)

    def _measure(self) -> None:
        """The panel grows with the text, but leaves the preview half of the page."""
        wanted = self.workplace.theme.px(PANEL_WIDTH)
        self._panel.setFixedWidth(min(wanted, max(self.width() // 2, PANEL_WIDTH)))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("kind", "surface")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(_SIDE, 16, _SIDE - 2 - Size.SCROLL_BAR, 16)
        inner.setSpacing(Space.FIELDS)
        first = QVBoxLayout()
        first.setSpacing(Space.LABEL)
        first.addWidget(Label(self.workplace.theme, "Which form?", "capstrong", "text2"))
        first.addWidget(self.forms)
        inner.addLayout(first)
        inner.addWidget(self.options)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        keep_gutter(area)
        self._panel = QFrame()
        self._panel.setProperty("kind", "pane")
        self.workplace.theme.changed.connect(self._measure)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(self.counter.footer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        row.addWidget(hairline(upright=True))
        row.addWidget(self.counter.pane, 1)


def _read(desk: Desk, person: UUID | None) -> tuple[str, tuple[ConsentLine, ...], frozenset[UUID]]:
    """The participant's name, whom live consents name, and who is up for the partners' meeting;
    for the store thread."""
    name = read_record(desk, person).row.preferred_name if person else ""
    up = list_docket(desk) if person is None and desk.may(Act.SEE_LEGAL_DETAIL) else []
    consents = tuple(line for line in list_consents(desk, person) if line.live)
    return name, consents, frozenset(line.participant_id for line in up)
