"""The left panel of the print page: for whom, why, what, and on which paper."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.codes import Audience
from lead_desktop.domain.disclosure import Section
from lead_desktop.domain.roles import PRINT_ACT
from lead_desktop.services.summaries import PAPER_SIZES, PERIODS, SummaryPlan, SummaryRequest
from ui.kit.banner import Banner
from ui.kit.choice_chip import Choice
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.segmented import Segmented
from ui.pages.print_summary.audiences import AUDIENCES, PARTNERS, AudienceList
from ui.pages.print_summary.sections import SectionList
from ui.pages.print_summary.withheld import WithheldList
from ui.pages.workplace import Workplace
from ui.theme.tokens import Space, Tone

_PERIOD_WORDS = {30: "30 days", 90: "90 days", 365: "1 year"}
_PAPER_WORDS = {"letter": "Letter", "a4": "A4"}
_SIDE = 22
_STANDING = "standing"


class Choices(QWidget):
    """changed: something other than the audience is chosen now. audience_changed: carries it."""

    changed = Signal()
    audience_changed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = self._theme = workplace.theme
        self._clock = workplace.desk.clock
        may = workplace.desk.may
        forbidden = frozenset(one for one in AUDIENCES if not may(PRINT_ACT[one]))
        self.audiences = AudienceList(theme, forbidden)
        self.recipient = Field(theme, "Recipient", LineEdit(theme, "Recipient"))
        self.purpose = Field(
            theme, "Purpose", LineEdit(theme, "Purpose", placeholder="Why this copy is made")
        )
        self.period = Segmented(
            theme,
            "Contacts of the last",
            [Choice(str(days), _PERIOD_WORDS[days]) for days in PERIODS],
        )
        self.period.choose(str(SummaryRequest(UUID(int=0), Audience.INTERNAL).days))
        self.paper = Segmented(
            theme, "Paper", [Choice(size, _PAPER_WORDS[size]) for size in PAPER_SIZES]
        )
        self.sections = SectionList(theme)
        self.withheld = WithheldList(theme)
        self._messages = MessageBar()
        self._standing = ("", "")
        self._lay_out()
        self.audiences.changed.connect(self._audience_chosen)
        for signal in (
            self.recipient.input.textEdited,
            self.purpose.input.textEdited,
            self.period.changed,
            self.paper.changed,
            self.sections.changed,
        ):
            signal.connect(lambda *_: self.changed.emit())

    def request(self, participant_id: UUID) -> SummaryRequest:
        """What is wished for, as it stands."""
        audience = self.audiences.audience()
        return SummaryRequest(
            participant_id=participant_id,
            audience=audience,
            recipient=self.recipient.input.text().strip() if audience in PARTNERS else "",
            purpose=self.purpose.input.text().strip(),
            sections=self.sections.chosen(),
            days=int(self.period.value() or PERIODS[0]),
            paper=self.paper.value() or "letter",
        )

    def start_over(self) -> None:
        """Another participant: nothing of the earlier one's copy stays."""
        self.audiences.blockSignals(True)
        self.audiences.cards[Audience.INTERNAL].setChecked(True)
        self.audiences.blockSignals(False)
        self.audiences.set_covered({})
        self.recipient.input.clear()
        self.purpose.input.clear()
        self.sections.start_over()
        self.withheld.show_withheld((), everything=False)
        self._take_standing_down()
        self._show_fields(usable=True)

    def show_plan(self, plan: SummaryPlan) -> None:
        """Show what the gate permits for this audience."""
        permission, audience = plan.permission, self.audiences.audience()
        refused = permission.refusal is not None
        self._show_fields(usable=not refused)
        self.sections.show_permitted(permission.permitted, self._notes(plan))
        self.withheld.show_withheld(permission.withheld, everything=refused)
        if refused:
            self._stand_for(
                "danger",
                "No consent covers this recipient",
                f"Without it, even that {first_name(plan)} is enrolled stays private.",
                "file-x",
            )
        elif audience is Audience.INTERNAL:
            line = "For this team only: it holds notes and safety information."
            self._stand_for("neutral", "Full record, not for release", line, "lock")
        elif audience is Audience.PARTICIPANT:
            line = "Plain words and large type. The paper does not name the program."
            self._stand_for("success", "Their own record", line, "file-check")
        else:
            self._take_standing_down()

    def is_complete(self) -> bool:
        """Whether a partner's copy says to whom it goes and why."""
        if self.audiences.audience() not in PARTNERS:
            return True
        return bool(self.recipient.input.text().strip() and self.purpose.input.text().strip())

    def _audience_chosen(self, audience: Audience) -> None:
        self._take_standing_down()
        self._show_fields(usable=True)
        self.audience_changed.emit(audience)

    def _notes(self, plan: SummaryPlan) -> dict[Section, str]:
        notes = {section: str(count) for section, count in plan.counts.items()}
        if Section.CONTACTS in notes:
            days = int(self.period.value() or PERIODS[0])
            since = self._clock.today() - timedelta(days=days)
            year = f", {since.year}" if since.year != self._clock.today().year else ""
            notes[Section.CONTACTS] += f" since {since:%b} {since.day}{year}"
        return notes

    def _stand_for(self, tone: Tone, title: str, line: str, icon: str) -> None:
        if self._standing == (title, line):
            return  # a banner posted anew is read out anew
        self._standing = (title, line)
        self._messages.post(_STANDING, Banner(self._theme, tone, title, line, icon=icon))

    def _take_standing_down(self) -> None:
        self._standing = ("", "")
        self._messages.take_down(_STANDING)

    def _show_fields(self, *, usable: bool) -> None:
        self.recipient.setVisible(self.audiences.audience() in PARTNERS)
        for part in (self.purpose, self._measures, self.sections):
            part.setVisible(usable)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("kind", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_SIDE, 16, _SIDE - 2, 16)
        column.setSpacing(Space.FIELDS)
        first = QVBoxLayout()
        first.setSpacing(Space.LABEL)
        first.addWidget(Label(self._theme, "Who is it for?", "capstrong", "text2"))
        first.addWidget(self.audiences)
        column.addLayout(first)
        column.addWidget(self.recipient)
        column.addWidget(self._messages)
        column.addWidget(self.purpose)
        column.addWidget(self._make_measures())
        column.addWidget(self.sections)
        column.addWidget(self.withheld)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _make_measures(self) -> QWidget:
        self._measures = QWidget()
        row = QHBoxLayout(self._measures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.FIELDS)
        for words, control in (("Contacts of the last", self.period), ("Paper", self.paper)):
            column = QVBoxLayout()
            column.setSpacing(Space.LABEL)
            label = Label(self._theme, words, "capmed", "text2")
            label.setBuddy(control)
            column.addWidget(label)
            column.addWidget(control)
            row.addLayout(column)
        row.addStretch(1)
        return self._measures


def first_name(plan: SummaryPlan) -> str:
    """How the participant is spoken of in a sentence on screen."""
    return plan.participant.split()[0] if plan.participant.split() else "this person"
