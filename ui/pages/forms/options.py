"""What a form asks beside its kind: period, whose people, language, recipient, paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.codes import ConsentKind, FormKind, FormLanguage
from lead_desktop.domain.consent.consent import ConsentLine
from lead_desktop.domain.measures.spans import Period, Span, span_of
from lead_desktop.services.paper.forms import IN_LANGUAGES, FormRequest, review_note
from lead_desktop.services.paper.summaries import PAPER_SIZES
from ui.kit.banner import Banner
from ui.kit.chip import Chip, RemovableChip
from ui.kit.choice_chip import Choice
from ui.kit.field import Field
from ui.kit.label import Label
from ui.kit.message_bar import MessageBar
from ui.kit.segmented import Segmented
from ui.pages.copies.labels import LabelChoice
from ui.pages.copies.language import LanguageChoice
from ui.pages.copies.recipients import RecipientField
from ui.pages.copies.restrictions import RestrictionBox
from ui.pages.copies.ways import WayChoice
from ui.pages.form_sheet import chosen_code, code_box
from ui.theme import Theme
from ui.theme.tokens import Space

_ALL = "all"
_PERIODS = (("30", "30 days"), ("90", "90 days"), ("365", "1 year"), (_ALL, "All"))
_HOURS = (("8", "8 hours"), ("12", "12 hours"), ("24", "24 hours"))
MINE, TEAM = "mine", "team"
_WHOSE = ((MINE, "My people"), (TEAM, "The team's"))
_SPANS = tuple((one.value, f"This {one.value}") for one in Period if one is not Period.CUSTOM)
_SHARED, _INSIDE = "shared", "inside"
_READERS = ((_SHARED, "Others"), (_INSIDE, "The team"))
_PAPERS = {"letter": "Letter", "a4": "A4"}
_KINDS = tuple(kind for kind in ConsentKind if kind is not ConsentKind.NON_PART2_RELEASE)
_NAMED = frozenset(
    {FormKind.REFERRAL_LETTER, FormKind.DOCKET, FormKind.CONSENT, FormKind.REVOCATION}
)
_REVIEW = "review"


class Options(QWidget):
    """`changed` after every choice. `show_kind` shows what matters for one form.

    let_go: the form shall no longer be about one thing alone. everybody: whether the worker's
    role sees everybody's measures.
    """

    changed = Signal()
    let_go = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, everybody: bool = True
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._everybody = everybody
        self._kind = FormKind.CONTACT_LOG
        self.period = Segmented(theme, "Contacts of the last", [Choice(*one) for one in _PERIODS])
        self.hours = Segmented(theme, "Length of the shift", [Choice(*one) for one in _HOURS])
        self.whose = Segmented(theme, "Whose people", [Choice(*one) for one in _WHOSE])
        self.span = Segmented(theme, "Which days", [Choice(*one) for one in _SPANS])
        self.readers = Segmented(theme, "Who reads it", [Choice(*one) for one in _READERS])
        self.language = LanguageChoice(theme)
        self.consent_kind = code_box(theme, "Kind of consent", _KINDS, ConsentKind.PART2_NAMED)
        self.recipient = RecipientField(theme)
        self.paper = Segmented(theme, "Paper", [Choice(*one) for one in _PAPERS.items()])
        self.way = WayChoice(theme)
        self.labels = LabelChoice(theme)
        self.restrictions = RestrictionBox(theme)
        self._only = QWidget()
        self._alone = QHBoxLayout()
        self._messages = MessageBar()
        self._reviewed = ""
        self._alone_with = ""
        self._parts: dict[QWidget, QWidget] = {}
        self._lay_out()
        for part, first in (
            (self.period, "90"),
            (self.hours, "12"),
            (self.whose, MINE),
            (self.span, Period.QUARTER.value),
            (self.readers, _SHARED),
            (self.paper, next(iter(PAPER_SIZES))),
        ):
            part.choose(first)
            part.changed.connect(lambda *_: self._chosen())
        self.language.changed.connect(lambda *_: self._chosen())
        self.consent_kind.currentIndexChanged.connect(lambda _: self._chosen())
        self.recipient.changed.connect(self._chosen)
        self.labels.changed.connect(self.changed)
        self.restrictions.acknowledged.connect(self.changed)

    def show_alone(self, words: str) -> None:
        """Say what the form is about alone; "" for all of it. The chip lets it go."""
        while (item := self._alone.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if words:
            chip = RemovableChip(self._theme, Chip(words, "accent", "funnel", removable=True))
            chip.removed.connect(self.let_go)
            self._alone.addWidget(chip)
            self._alone.addStretch(1)
        self._only.setVisible(bool(words))
        self._alone_with = words
        self._show_whose()
        self._parts[self.span].setVisible(self._kind is FormKind.MEASURES and not words)
        # A copy of what was signed has its kind and its recipients.
        self._parts[self.consent_kind].setVisible(self._kind is FormKind.CONSENT and not words)
        if self._kind in (FormKind.CONSENT, FormKind.REVOCATION):
            self.recipient.setVisible(not words)

    def _show_whose(self) -> None:
        listed = self._kind in (FormKind.ROSTER, FormKind.SHIFT) and not self._alone_with
        measured = self._kind is FormKind.MEASURES and self._everybody
        self._parts[self.whose].setVisible(listed or measured)

    def offer_consents(self, consents: Sequence[ConsentLine], *, keep: bool = False) -> None:
        """Offer those whom these consents name as recipients. keep: the chosen one stays."""
        self.recipient.offer(consents, keep=keep)

    def show_kind(self, kind: FormKind) -> None:
        """Show what this form asks."""
        self._kind = kind
        shown = {
            self.period: kind is FormKind.CONTACT_LOG,
            self.hours: kind is FormKind.SHIFT,
            self.span: kind is FormKind.MEASURES and not self._alone_with,
            self.readers: kind is FormKind.MEASURES,
            self.language: kind in IN_LANGUAGES,
            self.consent_kind: kind is FormKind.CONSENT,
            self.recipient: kind in _NAMED,
            self.labels: kind is FormKind.DOCKET,
        }
        for part, on in shown.items():
            self._parts.get(part, part).setVisible(on)
        self.way.offer(kind in (FormKind.DOCKET, FormKind.REFERRAL_LETTER))
        self._show_whose()
        self._say_review()

    def request(self, kind: FormKind, participant_id: UUID | None) -> FormRequest:
        """What is wished for, as it stands."""
        period = self.period.value() or _ALL
        named = kind in _NAMED
        recipient = self.recipient.name() if named else ""
        return FormRequest(
            kind=kind,
            participant_id=participant_id,
            paper=self.paper.value() or next(iter(PAPER_SIZES)),
            language=self.language.wished(),
            days=None if period == _ALL else int(period),
            hours=int(self.hours.value() or _HOURS[1][0]),
            mine=self.whose.value() != TEAM,
            consent_kind=chosen_code(self.consent_kind, _KINDS) or ConsentKind.PART2_NAMED,
            recipient=recipient,
            purpose=self.recipient.purpose() if named else "",
            labelled=self.labels.is_wanted(),
            acknowledged=self.restrictions.acknowledgement((kind, participant_id, recipient)),
            shared=self.readers.value() != _INSIDE,
        )

    def span_on(self, today: date) -> Span:
        """The days that a report of measures is about, unless it was wished for with others."""
        return span_of(Period(self.span.value() or Period.QUARTER), today)

    def show_language(self, language: FormLanguage) -> None:
        """Show in which language the form came out."""
        self.language.show_language(language)
        self._say_review()

    def _chosen(self) -> None:
        self._say_review()
        self.changed.emit()

    def _say_review(self) -> None:
        """A translation that nobody has read yet is named before it is printed."""
        note = review_note(self._kind, self.language.language())
        if note == self._reviewed:
            return
        self._reviewed = note
        if not note:
            self._messages.take_down(_REVIEW)
            return
        words = "Have somebody read it who speaks it from home, before it is handed out."
        title = "This translation needs human review"
        self._messages.post(_REVIEW, Banner(self._theme, "warn", title, words))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.FIELDS)
        only = QVBoxLayout(self._only)
        only.setContentsMargins(0, 0, 0, 0)
        only.setSpacing(Space.LABEL)
        only.addWidget(Label(self._theme, "Only", "capmed", "text2"))
        only.addLayout(self._alone)
        self._only.hide()
        column.addWidget(self._only)
        for words, part in (
            ("Contacts of the last", self.period),
            ("Length of the shift", self.hours),
            ("Which days", self.span),
            ("Whose people", self.whose),
            ("Who reads it", self.readers),
            ("Language", self.language),
        ):
            column.addWidget(self._labelled(words, part))
        column.addWidget(self._messages)
        kind = self._parts[self.consent_kind] = Field(
            self._theme, "Kind of consent", self.consent_kind
        )
        column.addWidget(kind)
        column.addWidget(self.recipient)
        column.addWidget(self.labels)
        column.addWidget(self._labelled("Paper", self.paper))
        column.addWidget(self.way)
        column.addWidget(self.restrictions)

    def _labelled(self, words: str, part: Segmented) -> QWidget:
        holder = self._parts[part] = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LABEL)
        label = Label(self._theme, words, "capmed", "text2")
        label.setBuddy(part)
        row = QHBoxLayout()
        row.addWidget(part)
        row.addStretch(1)
        column.addWidget(label)
        column.addLayout(row)
        return holder
