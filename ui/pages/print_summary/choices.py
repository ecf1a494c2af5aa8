"""The left panel of the print page: for whom, why, what, and on which paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.base.settings import OWN_COPY_SIZES
from lead_desktop.domain.codes import Audience, Basis
from lead_desktop.domain.consent.consent import ConsentLine, day_words
from lead_desktop.domain.consent.disclosure import Permission, Section
from lead_desktop.domain.trust.roles import PRINT_ACT
from lead_desktop.services.consent.gate import Ground
from lead_desktop.services.paper.summaries import PAPER_SIZES, SummaryPlan, SummaryRequest
from ui.kit.banner import Banner
from ui.kit.choice_chip import Choice
from ui.kit.field import Field
from ui.kit.gutter import keep_gutter
from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.segmented import Segmented
from ui.pages.copies.labels import LabelChoice
from ui.pages.copies.language import LanguageChoice
from ui.pages.copies.recipients import RecipientField
from ui.pages.copies.restrictions import (
    EMERGENCY,
    HOLDS_ALL_BACK,
    TOUCHES_NOTHING,
    RestrictionBox,
)
from ui.pages.copies.ways import WayChoice
from ui.pages.print_summary.audiences import AUDIENCES, PARTNERS, AudienceList
from ui.pages.print_summary.sections import SectionList
from ui.pages.print_summary.withheld import WithheldList
from ui.pages.workplace import Workplace
from ui.theme.tokens import Size, Space, Tone

_SINCE_LAST, _ALL = "last", "all"
_PERIODS = (
    (_SINCE_LAST, "Since the last"),
    ("30", "30 days"),
    ("90", "90 days"),
    (_ALL, "All"),
)
_PAPER_WORDS = {"letter": "Letter", "a4": "A4"}
_SIDE = 22
_STANDING = "standing"
_USUAL_DAYS = 90


class Choices(QWidget):
    """changed: something other than the audience is chosen now. audience_changed: carries it.
    consent_wanted: the consents are to be looked at."""

    changed = Signal()
    consent_wanted = Signal()
    audience_changed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = self._theme = workplace.theme
        self._clock = workplace.desk.clock
        may = workplace.desk.may
        forbidden = frozenset(one for one in AUDIENCES if not may(PRINT_ACT[one]))
        self.audiences = AudienceList(theme, forbidden)
        self.recipient = RecipientField(theme)
        self.purpose = Field(
            theme, "Purpose", LineEdit(theme, "Purpose", placeholder="Why this copy is made")
        )
        self.period = Segmented(
            theme,
            "Contacts and events",
            [Choice(*one) for one in _PERIODS],
        )
        self.period.choose(str(SummaryRequest(UUID(int=0), Audience.INTERNAL).days))
        self.paper = Segmented(
            theme, "Paper", [Choice(size, _PAPER_WORDS[size]) for size in PAPER_SIZES]
        )
        self.type_size = Segmented(
            theme, "Type size", [Choice(str(size), f"{size} pt") for size in OWN_COPY_SIZES]
        )
        self._size_wished = False
        self.language = LanguageChoice(theme)
        self.way = WayChoice(theme)
        self.labels = LabelChoice(theme)
        self.labels.changed.connect(self.changed)
        self.sections = SectionList(theme)
        self.withheld = WithheldList(theme)
        self.restrictions = RestrictionBox(theme)
        self.restrictions.acknowledged.connect(self.changed)
        self._messages = MessageBar()
        self._standing = ("", "")
        self._consents: Mapping[Audience, Sequence[ConsentLine]] = {}
        self._ground: Ground | None = None
        self._lay_out()
        self.recipient.changed.connect(self._recipient_chosen)
        self.audiences.changed.connect(self._audience_chosen)
        for signal in (
            self.purpose.input.textEdited,
            self.period.changed,
            self.paper.changed,
            self.language.changed,
            self.sections.changed,
        ):
            signal.connect(lambda *_: self.changed.emit())
        self.type_size.changed.connect(self._size_chosen)

    def request(self, participant_id: UUID) -> SummaryRequest:
        """What is wished for, as it stands."""
        audience = self.audiences.audience()
        return SummaryRequest(
            participant_id=participant_id,
            audience=audience,
            recipient=self.recipient.name() if audience in PARTNERS else "",
            purpose=self.purpose.input.text().strip(),
            sections=self.sections.chosen(),
            days=None if self.period.value() == _ALL else self._days(),
            since_last=self.period.value() == _SINCE_LAST,
            paper=self.paper.value() or "letter",
            ground=self._ground if audience in PARTNERS else None,
            acknowledged=self.restrictions.acknowledgement(self._copy()),
            labelled=self.labels.is_wanted(),
            type_size=int(self.type_size.value() or 0) if self._size_wished else None,
            language=self.language.wished(),
        )

    def offer_consents(self, by_audience: Mapping[Audience, Sequence[ConsentLine]]) -> None:
        """Say for which partners a consent is on file, and offer whom these name."""
        if by_audience == self._consents:
            return  # a refresh must not take back what somebody chose or typed
        self._consents = by_audience
        self.audiences.set_covered({one: bool(lines) for one, lines in by_audience.items()})
        before = (self.recipient.name(), self.purpose.input.text())
        self._offer_recipients(keep=True)
        if (self.recipient.name(), self.purpose.input.text()) != before:
            self.changed.emit()

    def use_ground(self, ground: Ground, recipient: str, purpose: str) -> None:
        """Rest the copy on a ground beside consent, for whom and for what it was recorded."""
        self._ground = ground
        self.recipient.name_somebody(recipient)
        self.purpose.input.setText(purpose)

    def start_over(self) -> None:
        """Another participant: nothing of the earlier one's copy stays."""
        self.audiences.blockSignals(True)
        self.audiences.cards[Audience.INTERNAL].setChecked(True)
        self.audiences.blockSignals(False)
        self.audiences.set_covered({})
        self._consents = {}
        self._ground = None
        self._size_wished = False
        self.language.start_over()
        self.recipient.start_over()
        self.labels.start_over()
        self.way.start_over()
        self.purpose.input.clear()
        self.sections.start_over()
        self.withheld.show_withheld((), everything=False)
        self.restrictions.show_answers(None, ())
        self._take_standing_down()
        self._show_fields(usable=True)

    def show_plan(self, plan: SummaryPlan) -> None:
        """Show what the gate permits for this audience."""
        permission, audience = plan.permission, self.audiences.audience()
        refused = permission.refusal is not None
        if audience is Audience.PARTICIPANT:
            self._show_own(plan)
        self._show_fields(usable=not refused)
        partner = audience in PARTNERS
        self.labels.show_labels([(plan.participant, plan.label)] if plan.label else ())
        self.sections.show_permitted(permission.permitted, self._notes(plan))
        self.withheld.show_withheld(permission.withheld, everything=refused)
        self.restrictions.show_answers(
            self._copy(),
            (permission,),
            about=_about_restrictions(permission),
        )
        if refused:
            line = f"Without it, even that {first_name(plan)} is enrolled stays private."
            self._stand_for("danger", _why(permission), line, "file-x")
        elif audience is Audience.INTERNAL:
            line = "For this team only: it holds notes and safety information."
            self._stand_for("neutral", "Full record, not for release", line, "lock")
        elif audience is Audience.PARTICIPANT:
            self._stand_for(*_own_record(plan), "file-check")
        elif partner and permission.consents:
            self._stand_for("success", *_covered(permission), "file-check", action="View")
        else:
            line = "Documented with this copy; the supervisor sees it."
            label = permission.basis.label if permission.basis else "A legal exception"
            self._stand_for("warn", label, line, "scale")

    def _copy(self) -> tuple[Audience, str, Ground | None]:
        """For whom, and on which ground: what somebody has read is about this copy alone."""
        return self.audiences.audience(), self.recipient.name(), self._ground

    def is_complete(self) -> bool:
        """Whether a partner's copy says to whom it goes and why."""
        if self.audiences.audience() not in PARTNERS:
            return True
        return bool(self.recipient.name() and self.purpose.input.text().strip())

    def _offer_recipients(self, *, keep: bool = False) -> None:
        """Whom the consents for this kind of reader name, with the purpose of the first.

        keep: somebody who was chosen, and what was typed as the purpose, stay.
        """
        audience, before = self.audiences.audience(), self.recipient.name()
        self.recipient.offer(self._consents.get(audience, ()), keep=keep)
        stays = keep and bool(before) and bool(self.purpose.input.text().strip())
        if audience in PARTNERS and self.recipient.consent() is not None and not stays:
            self.purpose.input.setText(self.recipient.purpose())

    def _recipient_chosen(self) -> None:
        if self.recipient.consent() is not None:
            self.purpose.input.setText(self.recipient.purpose())
        self.changed.emit()

    def _audience_chosen(self, audience: Audience) -> None:
        self._take_standing_down()
        self._ground = None
        self._offer_recipients()
        self._show_fields(usable=True)
        self.audience_changed.emit(audience)

    def _show_own(self, plan: SummaryPlan) -> None:
        """In which type and language the participant's copy came out."""
        self.language.show_language(plan.language)
        self.type_size.blockSignals(True)
        self.type_size.choose(str(plan.type_size))
        self.type_size.blockSignals(False)

    def _size_chosen(self) -> None:
        self._size_wished = True
        self.changed.emit()

    def _notes(self, plan: SummaryPlan) -> dict[Section, str]:
        notes = {section: str(count) for section, count in plan.counts.items()}
        if Section.CONTACTS in notes:
            notes[Section.CONTACTS] += self._since(plan.since)
        return notes

    def _days(self) -> int:
        """How far back; before the first summary "since the last" goes as far as usual."""
        value = self.period.value() or ""
        return int(value) if value.isdecimal() else _USUAL_DAYS

    def _since(self, day: date | None) -> str:
        if day is None:
            return ""
        year = f", {day.year}" if day.year != self._clock.today().year else ""
        return f" since {day:%b} {day.day}{year}"

    def _stand_for(self, tone: Tone, title: str, line: str, icon: str, *, action: str = "") -> None:
        if self._standing == (title, line):
            return  # a banner posted anew is read out anew
        self._standing = (title, line)
        banner = Banner(self._theme, tone, title, line, icon=icon, action=action)
        banner.acted.connect(self.consent_wanted)
        self._messages.post(_STANDING, banner)

    def _take_standing_down(self) -> None:
        self._standing = ("", "")
        self._messages.take_down(_STANDING)

    def _show_fields(self, *, usable: bool) -> None:
        self.recipient.setVisible(self.audiences.audience() in PARTNERS)
        self.labels.setVisible(self.audiences.audience() is Audience.JUSTICE)
        self.way.offer(usable and self.audiences.audience() is not Audience.INTERNAL)
        # Somebody who asks for another purpose than the consent's must be able to mend it.
        self.purpose.setVisible(usable or self.audiences.audience() in PARTNERS)
        for part in (self._measures, self.sections):
            part.setVisible(usable)
        self._own.setVisible(usable and self.audiences.audience() is Audience.PARTICIPANT)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("kind", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_SIDE, 16, _SIDE - 2 - Size.SCROLL_BAR, 16)
        column.setSpacing(Space.FIELDS)
        first = QVBoxLayout()
        first.setSpacing(Space.LABEL)
        first.addWidget(Label(self._theme, "Who is it for?", "capstrong", "text2"))
        first.addWidget(self.audiences)
        column.addLayout(first)
        column.addWidget(self.recipient)
        column.addWidget(self._messages)
        column.addWidget(self.purpose)
        column.addWidget(self.labels)
        self._measures = self._row(("Contacts and events", self.period), ("Paper", self.paper))
        self._own = self._row(("Type size", self.type_size), ("Language", self.language))
        self._own.hide()
        column.addWidget(self._measures)
        column.addWidget(self._own)
        column.addWidget(self.sections)
        column.addWidget(self.way)
        column.addWidget(self.restrictions)
        column.addWidget(self.withheld)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        keep_gutter(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _row(self, *parts: tuple[str, Segmented]) -> QWidget:
        """Choices beside each other, each under its words."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.FIELDS)
        for words, control in parts:
            column = QVBoxLayout()
            column.setSpacing(Space.LABEL)
            label = Label(self._theme, words, "capmed", "text2")
            label.setBuddy(control)
            column.addWidget(label)
            column.addWidget(control)
            row.addLayout(column)
        row.addStretch(1)
        return holder


def _own_record(plan: SummaryPlan) -> tuple[Tone, str, str]:
    """Tone, title and line of a participant's own copy; a translation that nobody has read yet is
    named before it is handed out."""
    if plan.review:
        line = "Have somebody read it who speaks it from home, before it is handed out."
        return "warn", "This translation needs human review", line
    line = "Plain words, in the type that suits them. The paper does not name the program."
    return "success", "Their own record", line


def _about_restrictions(permission: Permission) -> str:
    if permission.basis is Basis.EMERGENCY:
        return EMERGENCY
    return HOLDS_ALL_BACK if permission.refusal and permission.limited_by else TOUCHES_NOTHING


def first_name(plan: SummaryPlan) -> str:
    """How the participant is spoken of in a sentence on screen."""
    return plan.participant.split()[0] if plan.participant.split() else "this person"


def _why(permission: Permission) -> str:
    """The first sentence of a refusal: what stands against this copy."""
    return (permission.refusal or "").split(". ")[0].rstrip(".")


def _covered(permission: Permission) -> tuple[str, str]:
    """Title and line for a copy that a consent covers."""
    consent = permission.consents[0]
    title = f"Covered by consent of {day_words(consent.signed_on)}"
    ends = consent.expires_on
    until = f"In effect until {day_words(ends)}. " if ends else ""
    return title, f"{until}Names this recipient."
