"""One consent as a card: to whom, what for, what, until when, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from lead_desktop.domain.codes import ConsentEvidence, ConsentSeal, ConsentState, Signer
from lead_desktop.domain.consent.consent import ConsentLine, days_left
from lead_desktop.domain.consent.consent_rules import check_face
from lead_desktop.domain.consent.consent_seal import BROKEN_WORDS, NOT_BOUND_WORDS
from lead_desktop.domain.consent.disclosed import left_after_words
from lead_desktop.domain.people.stage import CONSENT_ENDING_DAYS
from lead_desktop.domain.worklist.worklist import CONSENT_SHOWN
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.chip import Chip, ChipLabel
from ui.kit.icon_label import IconLabel
from ui.kit.label import ElidingLabel, Label
from ui.models.day_words import Calendar
from ui.pages.facts import consent_is_ending
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize


class ConsentCard(Card):
    """renewed, withdrawn, came_about (its event), evidence_wanted, print_wanted: what was asked.

    may_act: whether the worker records consents; may_print: whether they print copies of them.
    left_after: how many copies left when its withdrawal had been received.
    """

    renewed = Signal(object)
    withdrawn = Signal(object)
    came_about = Signal(object)
    evidence_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        line: ConsentLine,
        calendar: Calendar,
        *,
        may_act: bool,
        may_print: bool = False,
        left_after: int = 0,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.line = line
        self.renew: Button | None = None
        self.withdraw: Button | None = None
        self.evidence: Button | None = None
        self.print: Button | None = None
        name = "; ".join(line.recipients) or "No recipient named"
        scope = ", ".join(category.label for category in line.categories)
        chip = consent_chip(line, calendar)
        self.setAccessibleName(f"Consent for {name}, {line.purpose}, {chip.text}")
        head = QHBoxLayout()
        head.setSpacing(9)
        icon = "file-check" if line.live else "file-x"
        ink: ColorRole = "success_text" if line.live else "text3"
        head.addWidget(IconLabel(theme, icon, ink, IconSize.DEFAULT))
        head.addWidget(ElidingLabel(theme, name, "strong"), 1)
        if line.live and check_face(line.terms, calendar.today):
            head.addWidget(ChipLabel(theme, Chip("Incomplete, opens nothing", "danger", "ban")))
        head.addWidget(ChipLabel(theme, chip))
        self.column.addLayout(head)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, line.purpose, "body", wrap=True))
        if scope:
            words.addWidget(Label(theme, scope, "caption", "text2", wrap=True))
        words.addWidget(Label(theme, _about(line, calendar), "caption", "text3", wrap=True))
        for further in filter(None, (_in_words(line), _group(line), _case(line, calendar))):
            words.addWidget(Label(theme, further, "caption", "text2", wrap=True))
        if seal := _seal_words(line):
            tone: ColorRole = "danger_text" if line.seal is ConsentSeal.BROKEN else "text3"
            words.addWidget(Label(theme, seal, "caption", tone, wrap=True))
        if line.revocation_words:
            said = f"Withdrawn with the words: “{line.revocation_words}”"
            words.addWidget(Label(theme, said, "caption", "text2", wrap=True))
        if (left := days_left(line, calendar.today)) is not None and left <= CONSENT_SHOWN:
            soon: ColorRole = "warn_text" if left <= CONSENT_ENDING_DAYS else "text2"
            words.addWidget(Label(theme, _left_words(left), "caption", soon, wrap=True))
        if late := _late_words(line, calendar):
            words.addWidget(Label(theme, late, "caption", "text2", wrap=True))
        if left_after:
            said = left_after_words(left_after)
            words.addWidget(Label(theme, said, "caption", "warn_text", wrap=True))
        self.column.addLayout(words)
        row = QHBoxLayout()
        row.setSpacing(8)
        if may_act:
            self._add_buttons(row, name)
        if line.terms.attachment_id is not None:
            self._add_evidence(row, name)
        if may_print:
            self.print = Button(theme, "Print", kind="ghost", size="sm", icon="printer")
            self.print.setAccessibleName(f"Print the consent for {name} as it was signed")
            self.print.clicked.connect(lambda: self.print_wanted.emit(self.line))
            row.addWidget(self.print)
        if row.count():
            row.addStretch(1)
            self.column.addLayout(row)

    def _add_evidence(self, row: QHBoxLayout, name: str) -> None:
        signed_here = self.line.terms.evidence is ConsentEvidence.ON_SCREEN
        what, icon = ("signature", "signature") if signed_here else ("scan", "file-text")
        self.evidence = Button(self._theme, f"Show {what}", kind="ghost", size="sm", icon=icon)
        self.evidence.setAccessibleName(f"Show the {what} of the consent for {name}")
        self.evidence.clicked.connect(lambda: self.evidence_wanted.emit(self.line))
        row.addWidget(self.evidence)

    def _add_buttons(self, row: QHBoxLayout, name: str) -> None:
        self.renew = Button(self._theme, "Renew", size="sm", icon="refresh-cw")
        self.renew.setAccessibleName(f"Renew the consent for {name}")
        self.renew.clicked.connect(lambda: self.renewed.emit(self.line))
        row.addWidget(self.renew)
        if self.line.revoked_at is None and self.line.state is not ConsentState.EXPIRED:
            self.withdraw = Button(self._theme, "Withdraw", kind="ghost", size="sm", icon="ban")
            self.withdraw.setAccessibleName(f"Withdraw the consent for {name}")
            self.withdraw.clicked.connect(lambda: self.withdrawn.emit(self.line))
            row.addWidget(self.withdraw)
        if self.line.live and self.line.terms.expires_event:
            event = Button(self._theme, "It came about", kind="ghost", size="sm", icon="flag")
            event.setAccessibleName(f"The event that ends the consent for {name} came about")
            event.clicked.connect(lambda: self.came_about.emit(self.line))
            row.addWidget(event)


def _about(line: ConsentLine, calendar: Calendar) -> str:
    terms = line.terms
    signer = "" if terms.signer is Signer.SELF else f" by {terms.signer_name}"
    parts = (
        line.kind.label,
        line.recipient_kind.label,
        f"signed {calendar.short_date(line.signed_on)}{signer}",
        _evidence(line),
        f"ends when: {terms.expires_event}" if terms.expires_event else "",
        f"recorded by {line.recorded_by}" if line.recorded_by else "",
    )
    return " · ".join(part for part in parts if part)


def _evidence(line: ConsentLine) -> str:
    """How the signature is kept; a scan that nobody has put in yet is said to be missing."""
    terms = line.terms
    missing = terms.evidence is not ConsentEvidence.WET and terms.attachment_id is None
    return f"{terms.evidence.label.lower()}{', not attached' if missing else ''}"


def _group(line: ConsentLine) -> str:
    """The class of recipients and the intermediary that the form names, if it does."""
    terms = line.terms
    parts = (
        f"Also for: {terms.recipient_class}" if terms.recipient_class else "",
        f"Through {terms.intermediary} to: {terms.intermediary_members}"
        if terms.intermediary
        else "",
    )
    return " · ".join(filter(None, parts))


def _in_words(line: ConsentLine) -> str:
    """Who shares, and what the form says beside the kinds of information."""
    terms = line.terms
    listed = ", ".join(one.label for one in terms.categories)
    parts = (
        f"From {terms.discloser}" if terms.discloser else "",
        f"“{terms.information}”" if terms.information not in ("", listed) else "",
        "with records that came from other providers" if terms.includes_received else "",
    )
    return " · ".join(filter(None, parts))


def _case(line: ConsentLine, calendar: Calendar) -> str:
    """Which case it is about, whose condition, from when it holds and can be taken back."""
    terms = line.terms
    since = calendar.short_date(terms.revocable_on) if terms.revocable_on else ""
    roles = "; ".join(dict.fromkeys(filter(None, (one.role for one in terms.recipients))))
    parts = (
        f"Case: {terms.proceeding}" if terms.proceeding else "",
        f"condition of {terms.condition_imposed_by}" if terms.condition_imposed_by else "",
        f"their part: {roles}" if roles else "",
        f"holds from {calendar.short_date(terms.effective_from)}" if terms.effective_from else "",
        f"over about {calendar.short_date(terms.final_disposition_on)}"
        if terms.final_disposition_on
        else "",
        f"can be withdrawn from {since}" if since else "",
        f"can be withdrawn after: {terms.revocable_event}" if terms.revocable_event else "",
    )
    return " · ".join(filter(None, parts))


def _left_words(days: int) -> str:
    if days == 0:
        return "Today is its last day: renew it, if the participant wants to"
    return f"Ends in {days} {'day' if days == 1 else 'days'}"


def _late_words(line: ConsentLine, calendar: Calendar) -> str:
    """When a withdrawal came and when it was written down, where that was on another day."""
    came, entered = line.revoked_at, line.entered_at
    if came is None or entered is None or calendar.day_of(came) == calendar.day_of(entered):
        return ""
    how = f" ({line.revoked_how.label.lower()})" if line.revoked_how else ""
    return f"Received {calendar.moment(came)}{how}, written down {calendar.moment(entered)}"


def _seal_words(line: ConsentLine) -> str:
    """That it is not what was signed, or that a signature on screen never fixed what it was for."""
    if line.seal is ConsentSeal.BROKEN:
        return BROKEN_WORDS
    on_screen = line.terms.evidence is ConsentEvidence.ON_SCREEN
    return NOT_BOUND_WORDS if on_screen and line.seal is ConsentSeal.NOT_BOUND else ""


def consent_chip(line: ConsentLine, calendar: Calendar) -> Chip:
    """Where the consent stands, in a word and a day."""
    if line.state is ConsentState.REVOKED and line.revoked_at is not None:
        day = calendar.short_date(calendar.day_of(line.revoked_at))
        return Chip(f"Withdrawn {day}", "neutral")
    if line.state is ConsentState.ALTERED:
        return Chip("Not as signed, opens nothing", "danger", "ban")
    if line.state is ConsentState.NOT_BEGUN:
        return Chip("Not begun", "neutral")
    if line.expires_on is None:
        return Chip("No end date", "success" if line.live else "neutral")
    end = calendar.short_date(line.expires_on)
    if consent_is_ending(line, calendar.today):
        return Chip(f"Ends {end}", "warn", "hourglass")
    return Chip(f"To {end}", "success") if line.live else Chip(f"Ended {end}", "neutral")
