"""One linkage with all that can be done about it: in the services tab and on the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.codes import AppointmentStatus, FormKind
from lead_desktop.domain.people.participant import LinkageLine, LinkageStep
from lead_desktop.domain.plan.calendar import CalendarLine
from lead_desktop.domain.plan.linkage import (
    RUNGS,
    NextOwner,
    ended_by,
    is_open,
    is_stalled,
    linkage_clocks_of,
    supervisor_sees_on,
)
from lead_desktop.services.plan import appointments
from ui.kit.button import Button
from ui.kit.card import SectionHeader
from ui.kit.chip import Chip, ChipLabel
from ui.kit.flow_layout import FlowLayout
from ui.kit.label import Label
from ui.kit.tall_column import TallColumn
from ui.models.day_words import Calendar
from ui.models.linkages import due_words
from ui.pages.facts import FactRow, Sign, clear_layout
from ui.pages.linkage_sheets.acts import LinkageActs
from ui.pages.linkage_sheets.card import card_of
from ui.pages.linkage_sheets.history import History
from ui.pages.linkage_sheets.ladder import Ladder
from ui.pages.linkage_sheets.provider_facts import ProviderFacts
from ui.pages.workplace import FormWish, Workplace
from ui.runner import Task
from ui.theme.tokens import Tone

_OWNER = {
    NextOwner.WORKER: "Ours to do",
    NextOwner.PROVIDER: "With the provider",
    NextOwner.PARTICIPANT: "With the participant, and us",
}
_APPOINTMENT_TONE: dict[AppointmentStatus, Tone] = {
    AppointmentStatus.PLANNED: "accent",
    AppointmentStatus.ATTENDED: "success",
}


@dataclass(frozen=True)
class _Deed:
    """A button: the key that does the same, its words, and whether it is offered."""

    key: Qt.Key
    words: str
    icon: str
    act: Callable[[], None]
    while_open: bool = True
    with_visit: bool = False
    with_service: bool = False
    edits: bool = True


class LinkageDetail(TallColumn):
    """`show_line` fetches history and appointments; `press` does what a letter asks."""

    def __init__(self, workplace: Workplace, acts: LinkageActs) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        theme = workplace.theme
        self._workplace = workplace
        self._acts = acts
        self._line: LinkageLine | None = None
        self._visits: tuple[CalendarLine, ...] = ()
        self._task: Task[list[CalendarLine]] | None = None
        self._state = QWidget()
        self._chips = FlowLayout(self._state)
        self._words = Label(theme, "", "caption", "text2", wrap=True)
        self._chain = Label(theme, "", "caption", "text2", wrap=True)
        self.provider = ProviderFacts(workplace)
        self.ladder = Ladder(theme)
        self._deeds = self._make_deeds()
        self.buttons: dict[Qt.Key, Button] = {}
        tools = QWidget()
        row = FlowLayout(tools, gap=6)
        for deed in self._deeds:
            button = Button(theme, deed.words, size="sm", icon=deed.icon, keys=deed.key.name[-1])
            button.clicked.connect(deed.act)
            self.buttons[deed.key] = button
            row.addWidget(button)
        self._shown_visits = QVBoxLayout()
        self._shown_visits.setSpacing(6)
        self.history = History(workplace)
        self.history.arrived.connect(self._show_way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self._state, self._words, self._chain, self.provider, self.ladder, tools):
            column.addWidget(widget)
        column.addLayout(self._shown_visits)
        column.addWidget(SectionHeader(theme, "How it went", rule=True))
        column.addWidget(self.history, 1)

    def show_line(self, line: LinkageLine | None, earlier: Sequence[LinkageLine] = ()) -> None:
        """Show a linkage; earlier: the tries of its chain before it, newest first."""
        self._line = line
        self._visits = ()
        self.setEnabled(line is not None)
        self.history.show_line(line)
        clear_layout(self._shown_visits)
        if self._task is not None:
            self._task.forget()
        if line is None:
            self.provider.show_service(None)
            return
        self._show_state(line)
        self.provider.show_service(line.service_id if is_open(line.status) else None)
        self._chain.setText(chain_words(earlier, self._calendar()))
        self._chain.setVisible(bool(earlier))
        self._offer()
        desk, who = self._workplace.desk, line.participant_id
        self._task = self._workplace.runner.run(
            lambda: appointments.list_appointments(desk, who),
            self._take_visits,
            self._workplace.navigator.report,
            owner=self,
        )

    def press(self, key: Qt.Key) -> bool:
        """Do what a letter asks; False when it asks nothing here."""
        button = self.buttons.get(key)
        if button is None or button.isHidden() or not button.isEnabled():
            return False
        button.click()
        return True

    def _make_deeds(self) -> tuple[_Deed, ...]:
        acts = self._acts
        key = Qt.Key

        def on_line(act: Callable[[LinkageLine], None]) -> Callable[[], None]:
            return lambda: act(self._line) if self._line is not None else None

        def on_visit(act: Callable[[CalendarLine], None]) -> Callable[[], None]:
            return lambda: act(self._visits[0]) if self._visits else None

        return (
            _Deed(key.Key_M, "Move", "arrow-right", on_line(acts.move)),
            _Deed(key.Key_W, "Warm hand-off", "handshake", on_line(acts.hand_off)),
            _Deed(key.Key_S, "Still there", "refresh-cw", on_line(acts.check)),
            _Deed(key.Key_B, "Appointment", "calendar", on_line(acts.book)),
            _Deed(
                key.Key_D,
                "What became of it",
                "calendar-check",
                on_visit(acts.settle),
                with_visit=True,
            ),
            _Deed(
                key.Key_T,
                "New date",
                "calendar-days",
                on_visit(acts.set_new_date),
                with_visit=True,
            ),
            _Deed(
                key.Key_A,
                "Nobody answered",
                "phone",
                on_line(acts.note_no_answer),
                with_service=True,
            ),
            _Deed(key.Key_V, "Provider", "building", on_line(acts.choose_provider)),
            _Deed(key.Key_F, "Letter", "file-text", on_line(self._letter), edits=False),
            _Deed(key.Key_C, "Card", "ticket", on_visit(self._card), edits=False, with_visit=True),
            _Deed(
                key.Key_R, "Refer again", "corner-down-right", on_line(acts.again), while_open=False
            ),
        )

    def _letter(self, line: LinkageLine) -> None:
        """The referral letter about this linkage, to its provider."""
        wish = FormWish(
            line.participant_id,
            FormKind.REFERRAL_LETTER,
            linkage_id=line.id,
            recipient=line.organization or "",
            words=line.title or line.service or line.need.label,
        )
        self._workplace.navigator.print_form(wish)

    def _card(self, visit: CalendarLine) -> None:
        """The card of the next visit."""
        self._workplace.navigator.print_form(card_of(visit, self._calendar()))

    def _calendar(self) -> Calendar:
        return Calendar.of(self._workplace.desk.clock)

    def _offer(self) -> None:
        """Offer what can be done now."""
        line = self._line
        for deed in self._deeds:
            fits = line is not None and is_open(line.status) is deed.while_open
            button = self.buttons[deed.key]
            fits = fits and (bool(self._visits) or not deed.with_visit)
            named = line is not None and line.service_id is not None
            fits = fits and (self._acts.may or not deed.edits)
            button.setVisible(fits and (named or not deed.with_service))

    def _show_state(self, line: LinkageLine) -> None:
        clear_layout(self._chips)
        theme, calendar = self._workplace.theme, self._calendar()
        rung = RUNGS[line.status]
        late = is_stalled(line.status, line.due_on, calendar.today)
        tone: Tone = "warn" if late else "accent" if is_open(line.status) else "neutral"
        chips = [Chip(line.status.label, tone)]
        if rung.owner is not None:
            chips.append(Chip(_OWNER[rung.owner], "neutral", "user"))
        side = ended_by(line.status, line.reason)
        if side is not None:
            chips.append(Chip(side.label, "neutral"))
        if line.reason is not None:
            chips.append(Chip(line.reason.label, "neutral"))
        if line.method is not None:
            chips.append(Chip(line.method.label, "neutral", "link"))
        if line.verified_by is not None:
            chips.append(Chip(line.verified_by.label, "neutral", "eye"))
        seen = supervisor_sees_on(
            line.status, line.due_on, clocks=linkage_clocks_of(self._workplace.desk.settings)
        )
        if late and seen is not None:
            words = f"Supervisor sees it {calendar.short_date(seen)}"
            chips.append(Chip(words, "warn", "users"))
        for chip in chips:
            self._chips.addWidget(ChipLabel(theme, chip))
        provider = line.organization or line.service or "No provider chosen yet"
        self._words.setText(f"{provider} · {due_words(line, calendar)} · {line.worker}")

    def _show_way(self, steps: list[LinkageStep]) -> None:
        if self._line is not None:
            self.ladder.show_way(self._line.status, steps, self._calendar())

    def _take_visits(self, lines: list[CalendarLine]) -> None:
        line = self._line
        if line is None:
            return
        own = [visit for visit in lines if visit.linkage_id == line.id]
        ready = (AppointmentStatus.PLANNED, AppointmentStatus.MISSED)
        first = [visit for visit in own if visit.status is ready[0]]
        self._visits = tuple(first or [visit for visit in own[-1:] if visit.status in ready])
        clear_layout(self._shown_visits)
        calendar = self._calendar()
        for visit in own[-3:]:
            self._shown_visits.addWidget(self._visit_row(visit, calendar))
        self._offer()

    def _visit_row(self, visit: CalendarLine, calendar: Calendar) -> FactRow:
        theme = self._workplace.theme
        where = " · ".join(part for part in (visit.place, visit.transport) if part)
        seen = f", {visit.verified_by.label.lower()}" if visit.verified_by else ""
        tone = _APPOINTMENT_TONE.get(visit.status, "neutral")
        return FactRow(
            theme,
            Sign(theme, icon="calendar"),
            ((calendar.moment(visit.starts_at), "med", "text"), (where, "caption", "text3")),
            chip=Chip(f"{visit.status.label}{seen}", tone, size="sm"),
        )


def chain_words(earlier: Sequence[LinkageLine], calendar: Calendar) -> str:
    """What was tried before: "Tried before: Nov 10, No opening (Example House)"."""
    tries = []
    for line in earlier:
        why = line.reason.label if line.reason else line.status.label
        where = f" ({line.organization})" if line.organization else ""
        tries.append(f"{calendar.short_date(line.status_since)}, {why}{where}")
    return f"Tried before: {'; '.join(tries)}"


def chain_of(line: LinkageLine, lines: Sequence[LinkageLine]) -> list[LinkageLine]:
    """The tries before `line`, newest first."""
    known = {one.id: one for one in lines}
    chain: list[LinkageLine] = []
    before = line.again_of_id
    while before is not None and before in known and known[before] not in chain:
        chain.append(known[before])
        before = known[before].again_of_id
    return chain
