"""Short sheets: a withdrawal, somebody let in, a notice given."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import day_end
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import NoticeMethod, RevocationWay
from lead_desktop.domain.consent.consent import ConsentLine, day_words, withdrawal_counts_from
from lead_desktop.domain.consent.privacy import NoticeLine
from lead_desktop.services.consent.consents import WithdrawConsent
from lead_desktop.services.consent.privacy import GiveNotice
from lead_desktop.services.consent.restricted import GrantAccess
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.inputs import ComboBox, DateEdit, DateTimeEdit, NoteEdit
from ui.pages.form_sheet import (
    FormSheet,
    as_qdate,
    chosen_code,
    code_box,
    day_in,
    moment_in,
    show_moment,
)
from ui.theme import Theme

_WAYS = tuple(RevocationWay)
_METHODS = tuple(NoticeMethod)
_WORDS_HEIGHT = 96


class WithdrawSheet(FormSheet):
    """`wanted` carries a WithdrawConsent. form_wanted: the form to sign is to be printed."""

    form_wanted = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, line: ConsentLine, now: datetime, zone: ZoneInfo
    ) -> None:
        today = now.astimezone(zone).date()
        from_day = withdrawal_counts_from(line.terms, today)
        lead = "Nothing more is shared on it from the moment it was received."
        if from_day > today:
            lead = f"By its terms it ends on {day_words(from_day)}; it is written down today."
        super().__init__(theme, host, "Withdraw a consent", "Withdraw", lead=lead)
        self.save_button.set_kind("danger")
        self._consent_id, self._zone = line.id, zone
        self.received_at = DateTimeEdit(theme, "Received")
        show_moment(self.received_at, now, zone)
        self._shown = moment_in(self.received_at, zone)
        self._now = now
        self.how = code_box(theme, "How", _WAYS, RevocationWay.WRITING)
        self.words = NoteEdit(theme, "In their words")
        self.words.setFixedHeight(theme.px(_WORDS_HEIGHT))
        form = Button(theme, "Print the form to sign", kind="link", size="sm")
        form.clicked.connect(self.form_wanted)
        self.insert(form)
        self.add("how", "How it was withdrawn", self.how)
        self.add("received_at", "Received", self.received_at)
        self.add("words", "In their words, if any", self.words)

    def submit(self) -> None:
        self.show_problems(())
        at = moment_in(self.received_at, self._zone)
        # The field shows no seconds: left as it stood, it means the moment of opening.
        at = self._now if at == self._shown else at
        how = chosen_code(self.how, _WAYS) or RevocationWay.WRITING
        self.wanted.emit(WithdrawConsent(self._consent_id, at, how, self.words.toPlainText()))


class GrantSheet(FormSheet):
    """`wanted` carries a GrantAccess. colleagues: (id, name) of those who can be let in."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        colleagues: tuple[tuple[UUID, str], ...],
        today: date,
        zone: ZoneInfo,
    ) -> None:
        lead = "They see the whole record until the day is over."
        super().__init__(theme, host, "Let somebody in", "Let in", lead=lead)
        self._participant_id, self._colleagues, self._zone = participant_id, colleagues, zone
        self.worker = ComboBox(theme, "Who")
        self.worker.addItems([name for _, name in colleagues])
        self.until = DateEdit(theme, "Until")
        self.until.setDate(as_qdate(today).addDays(30))
        self.until.setMinimumDate(as_qdate(today))
        self.reason = NoteEdit(theme, "Why")
        self.reason.setFixedHeight(theme.px(_WORDS_HEIGHT))
        self.add("to_worker_id", "Who", self.worker)
        self.add("until", "Until", self.until)
        self.add("reason", "Why", self.reason)

    def submit(self) -> None:
        self.show_problems(())
        if self._colleagues:
            chosen, _ = self._colleagues[max(self.worker.currentIndex(), 0)]
            end = day_end(day_in(self.until), self._zone)
            reason = self.reason.toPlainText()
            self.wanted.emit(GrantAccess(new_id(), self._participant_id, chosen, reason, end))


class NoticeSheet(FormSheet):
    """`wanted` carries a GiveNotice. earlier: the one that is put right.

    taken_back: that one was not given at all.
    """

    taken_back = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        today: date,
        earlier: NoticeLine | None = None,
    ) -> None:
        title = "A privacy notice put right" if earlier else "Privacy notice given"
        super().__init__(theme, host, title, "Write it down")
        self._participant_id = participant_id
        self._id = earlier.id if earlier else new_id()
        self.given_on = DateEdit(theme, "Given on")
        self.given_on.setMaximumDate(as_qdate(today))
        self.given_on.setDate(as_qdate(earlier.given_on if earlier else today))
        how = earlier.method if earlier else NoticeMethod.PAPER
        self.method = code_box(theme, "How", _METHODS, how)
        self.acknowledged = CheckBox(theme, "The participant signed for it")
        self.acknowledged.setChecked(earlier.acknowledged if earlier else True)
        self.add("method", "How", self.method)
        self.add("given_on", "Given on", self.given_on)
        self.add("acknowledged", "Acknowledged", self.acknowledged)
        if earlier is not None:
            never = Button(theme, "It was not given after all", kind="link", size="sm")
            never.clicked.connect(self.taken_back)
            self.insert(never)

    def submit(self) -> None:
        self.wanted.emit(
            GiveNotice(
                self._id,
                self._participant_id,
                day_in(self.given_on),
                chosen_code(self.method, _METHODS) or NoticeMethod.PAPER,
                self.acknowledged.isChecked(),
            )
        )
