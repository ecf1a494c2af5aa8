"""The sheet that records a signed consent, new or renewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentKind,
    Signer,
)
from lead_desktop.domain.consent.consent import (
    PARTNERS,
    ConsentLine,
    ConsentTerms,
    a_year_after,
    read_aloud,
)
from lead_desktop.domain.consent.consent_rules import check_terms
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS, statements
from lead_desktop.services.consent.consents import RecordConsent
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateEdit, LineEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.pages.consent_sheets.case_fields import CaseFields
from ui.pages.consent_sheets.evidence_box import EvidenceBox
from ui.pages.consent_sheets.recipient_line import RecipientLine
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.theme import Theme

_KINDS = tuple(ConsentKind)
_SIGNERS = tuple(Signer)
_SHORT = {
    Audience.PROVIDER: "Provider",
    Audience.COMMUNITY: "Community",
    Audience.JUSTICE: "Justice",
}
_GROUP_FIELDS = ("recipient_class", "intermediary", "intermediary_members")
_GROUP_KINDS = frozenset({ConsentKind.PART2_NAMED, ConsentKind.PART2_TPO})
"""Kinds whose form may name a class of recipients or an intermediary (42 CFR 2.31(a)(4))."""


_ENDS = {
    ConsentKind.CJ_2_35: "30 days after the final disposition at most.",
    ConsentKind.LEGAL_PROCEEDING: "As the form says it, one year at most.",
}
_NOT_WHOLE = "Once everything above is said, it stands here to be read and signed."
_SIGN_AGAIN = (
    "What stands here was changed after it was signed. Read it again, then sign once more."
)


class ConsentSheet(FormSheet):
    """`wanted` carries a RecordConsent; what the law still asks for is shown at its field.

    program: who shares, when the form names nobody else. renews: the consent that the new one
    takes over from; its terms stand in the fields, the signature is new. print_wanted carries the
    ConsentTerms of which a form is to be printed and signed.
    """

    print_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        today: date,
        *,
        program: str = "",
        renews: ConsentLine | None = None,
    ) -> None:
        title = "Renew a consent" if renews else "Record a consent"
        super().__init__(
            theme, host, title, "Record", lead="As the participant signed it, element by element."
        )
        self._id = new_id()
        self._grouped = False
        self._program, self._today = program, today
        self._signed: ConsentTerms | None = None
        self._participant_id = participant_id
        self._renews = renews
        self._earlier = renews.terms if renews else None
        self.kind = code_box(theme, "Kind", _KINDS, ConsentKind.PART2_NAMED)
        choices = [Choice(one.value, _SHORT[one]) for one in PARTNERS]
        self.audience = Segmented(theme, "For", choices)
        self.recipients = RecipientLine(theme, "Who may receive it", self)
        self.recipient_class = LineEdit(theme, "A class of recipients")
        self.intermediary = LineEdit(theme, "Intermediary")
        self.more = Button(
            theme, "The form names a class of people, or an intermediary", kind="link", size="sm"
        )
        self.members = LineEdit(theme, "To whom the intermediary passes it on")
        self.discloser = LineEdit(theme, "Who may share it", placeholder=program)
        self.purpose = LineEdit(theme, "What for")
        self.information = LineEdit(theme, "What may be shared, in words")
        self.categories = ChoiceGroup(
            theme,
            "What may be shared",
            [Choice(one.value, one.label) for one in ConsentCategory],
            multiple=True,
        )
        self.signed_on = _day(theme, "Signed on", today)
        self.signed_on.setMaximumDate(as_qdate(today))
        self.expires_on = _day(theme, "Holds until", a_year_after(today))
        self.expires_event = LineEdit(theme, "Or when this comes about")
        self.signer = code_box(theme, "Signed by", _SIGNERS, Signer.SELF)
        self.signer_name = LineEdit(theme, "Their name")
        self.evidence = EvidenceBox(theme)
        self.includes_received = CheckBox(theme, "Also records that came from other providers")
        self.carries = CheckBox(theme, "The signed form says all of this")
        self._said = Label(theme, "", "caption", "text2", wrap=True)
        self._lay_out(today)
        self._connect()
        if self._earlier is not None:
            self._fill(self._earlier)
        self._ask_needed()

    def submit(self) -> None:
        self.show_problems(())
        terms = self._filled()
        if terms is None:
            self.show_problems([FieldProblem("kind", "Choose the kind of consent.")])
            return
        unsigned = self.evidence.problem()
        if unsigned is None and self.evidence.is_on_screen() and terms != self._signed:
            unsigned = _SIGN_AGAIN
            self.evidence.unsign()
        if unsigned is not None:
            self.show_problems([FieldProblem("evidence", unsigned)])
            return
        renews = self._renews.id if self._renews else None
        paper = self.evidence.paper(terms.signed_on)
        self.wanted.emit(RecordConsent(self._id, self._participant_id, terms, renews, paper))

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        super().show_problems([self.case.at_its_field(one) for one in problems])
        self.lead.setText("" if not problems else "A consent lacks something that the law asks.")
        self.lead.setVisible(bool(problems))

    def _lay_out(self, today: date) -> None:
        self.add("kind", "Kind", self.kind)
        self.add("recipient_kind", "For which kind of partner", self.audience)
        self.add(
            "recipients",
            "Who may receive it",
            self.recipients,
            hint="Type a name and choose with ↓, or keep your own; “;” sets several apart.",
        )
        self.add(
            "discloser",
            "Who may share it",
            self.discloser,
            hint="Empty: the program. Else by name, or by their part in it.",
        )
        self.insert(self.more)
        self.add(
            "recipient_class",
            "And a class of recipients, if the form names one",
            self.recipient_class,
            hint="In the words of the form, like “my treating providers”. Copies go to names only.",
        )
        self.add(
            "intermediary",
            "Intermediary, if the form names one",
            self.intermediary,
            hint="An exchange that passes it on to its members.",
        )
        self.add(
            "intermediary_members",
            "To whom the intermediary passes it on",
            self.members,
            hint="Its members by name, or those of them who treat the participant.",
        )
        self.add("purpose", "What for", self.purpose, hint="In the words of the form.")
        self.add("categories", "What may be shared", self.categories)
        self.add(
            "information",
            "The same in the words of the form",
            self.information,
            hint="If it says more than the kinds above.",
        )
        self.add("includes_received", "Records of others", self.includes_received)
        self.case = CaseFields(self, today, self._ask_needed)
        self.add("signed_on", "Signed on", self.signed_on)
        self.add("expires_on", "Holds until", self.expires_on, hint="One year at most.")
        self.add(
            "expires_event",
            "Or earlier, when this comes about",
            self.expires_event,
            hint="In the words of the form, if it names an event.",
        )
        holder = QWidget()
        holder.setAccessibleName("Statements on the form")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._said)
        column.addWidget(self.carries)
        holder.setFocusProxy(self.carries)
        self.add("statements", "Statements on the form", holder)
        form = Button(self.theme, "Print this, to be signed on paper", kind="link", size="sm")
        form.clicked.connect(self._print)
        self.insert(form)
        self.add("signer", "Signed by", self.signer)
        self.add("signer_name", "Their name", self.signer_name)
        self.add("evidence", "How the signature is kept", self.evidence)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._ask_needed())
        self.signer.currentIndexChanged.connect(lambda _: self._ask_needed())
        self.intermediary.textChanged.connect(lambda _: self._ask_needed())
        self.more.clicked.connect(self._ask_for_group)
        self.evidence.kind.currentIndexChanged.connect(
            lambda _: self.bring_into_view(self.fields["evidence"])
        )
        self.signed_on.dateChanged.connect(lambda _: self._propose_end())
        self.case.disposition.dateChanged.connect(lambda _: self._propose_end())
        self.evidence.signed.connect(self._note_signature)
        for change in (
            self.recipients.textChanged,
            self.discloser.textChanged,
            self.purpose.textChanged,
            self.information.textChanged,
            self.categories.changed,
            self.expires_on.dateChanged,
            self.kind.currentIndexChanged,
            self.evidence.kind.currentIndexChanged,
            self.carries.toggled,
            self.signer_name.textChanged,
            *self.case.changes(),
        ):
            change.connect(lambda *_: self._show_what_is_signed())

    def _ask_needed(self) -> None:
        kind = chosen_code(self.kind, _KINDS) or ConsentKind.PART2_NAMED
        justice = kind is ConsentKind.CJ_2_35
        self.case.show(kind)
        self.fields["expires_on"].setVisible(not self.case.ends_with_the_case)
        self.fields["expires_on"].set_hint(_ENDS.get(kind, "One year at most."))
        self._show_group(kind)
        if justice:
            self.audience.choose(Audience.JUSTICE.value)
        self.fields["recipient_kind"].setVisible(not justice)
        signer = chosen_code(self.signer, _SIGNERS)
        self.fields["signer_name"].setVisible(signer is not Signer.SELF)
        known = statements()
        needed = [known[one].plain for one in sorted(REQUIRED_STATEMENTS[kind])]
        self._said.setText("\n".join(f"“{words}”" for words in needed))
        self.fields["statements"].setVisible(bool(needed))

    def _print(self) -> None:
        terms = self._filled()
        if terms is not None:
            self.print_wanted.emit(terms)

    def _propose_end(self) -> None:
        """The latest day that the law lets it hold, until another one is chosen."""
        condition = chosen_code(self.kind, _KINDS) is ConsentKind.CJ_2_35
        latest = self.case.latest() if condition else a_year_after(day_in(self.signed_on))
        self.expires_on.setDate(as_qdate(latest))

    def _note_signature(self) -> None:
        """Remember over which terms somebody signs on the screen."""
        self._signed = self._filled()

    def _show_what_is_signed(self) -> None:
        terms = self._filled()
        if terms is not None and self.evidence.is_on_screen():
            named = replace(terms, discloser=terms.discloser or self._program)
            whole = not check_terms(named, self._today)
            self.evidence.show_terms(read_aloud(named) if whole else _NOT_WHOLE)

    def _show_group(self, kind: ConsentKind) -> None:
        """A class and an intermediary: always for treatment and payment, else when asked for."""
        shown = kind is ConsentKind.PART2_TPO or (kind in _GROUP_KINDS and self._grouped)
        for name in _GROUP_FIELDS:
            self.fields[name].setVisible(shown)
        passed_on = bool(self.intermediary.text().strip() or self.members.text().strip())
        self.fields["intermediary_members"].setVisible(shown and passed_on)
        self.more.setVisible(kind in _GROUP_KINDS and not shown)

    def _ask_for_group(self) -> None:
        self._grouped = True
        self._ask_needed()
        self.recipient_class.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, terms: ConsentTerms) -> None:
        self.kind.setCurrentIndex(_KINDS.index(terms.kind))
        self.audience.choose(terms.recipient_kind.value)
        self.recipients.put(terms.recipients)
        self._grouped = bool(terms.recipient_class or terms.intermediary)
        self.recipient_class.setText(terms.recipient_class)
        self.intermediary.setText(terms.intermediary)
        self.members.setText(terms.intermediary_members)
        self.discloser.setText("" if terms.discloser == self._program else terms.discloser)
        self.purpose.setText(terms.purpose)
        listed = ", ".join(one.label for one in terms.categories)
        self.information.setText("" if terms.information == listed else terms.information)
        self.categories.choose(*(one.value for one in terms.categories))
        self.includes_received.setChecked(terms.includes_received)
        self.signer.setCurrentIndex(_SIGNERS.index(terms.signer))
        self.signer_name.setText(terms.signer_name)
        self.expires_event.setText(terms.expires_event)
        self.case.put(terms)

    def _filled(self) -> ConsentTerms | None:
        kind = chosen_code(self.kind, _KINDS)
        if kind is None:
            return None
        terms = ConsentTerms(
            kind=kind,
            recipient_kind=Audience(self.audience.value() or Audience.PROVIDER.value),
            recipients=self.recipients.recipients(),
            purpose=self.purpose.text().strip(),
            categories=tuple(ConsentCategory(one) for one in self.categories.values()),
            signed_on=day_in(self.signed_on),
            expires_on=day_in(self.expires_on),
            expires_event=self.expires_event.text().strip(),
            discloser=self.discloser.text().strip(),
            information=self.information.text().strip(),
            signer=chosen_code(self.signer, _SIGNERS) or Signer.SELF,
            signer_name=self.signer_name.text().strip(),
            evidence=self.evidence.evidence(),
            attachment_id=self.evidence.kept_id(),
            statements=tuple(sorted(REQUIRED_STATEMENTS[kind])) if self.carries.isChecked() else (),
            includes_received=self.includes_received.isChecked(),
        )
        if kind in _GROUP_KINDS:
            return replace(
                terms,
                recipient_class=self.recipient_class.text().strip(),
                intermediary=self.intermediary.text().strip(),
                intermediary_members=self.members.text().strip(),
            )
        return self.case.filled(terms)


def _day(theme: Theme, name: str, day: date) -> DateEdit:
    edit = DateEdit(theme, name)
    edit.setDate(as_qdate(day))
    return edit
