"""A ground beside consent: what the law asks to be on file or written down before a copy leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import AgreementKind, Audience, Basis
from lead_desktop.domain.consent.consent import day_words
from lead_desktop.domain.consent.grounds import Agreement, CourtOrder, LegalGround, check_ground
from lead_desktop.services.consent import privacy
from lead_desktop.services.consent.gate import Ground
from lead_desktop.services.desk import Desk
from ui.kit.inputs import ComboBox, LineEdit
from ui.kit.label import Label
from ui.pages.form_sheet import FormSheet, chosen_code, code_box
from ui.theme import Theme

_LEAD = {
    Basis.EMERGENCY: (
        "For medical personnel only, when consent cannot be asked for in time (42 CFR 2.51). "
        "Who, when and what you send is written down with it."
    ),
    Basis.COURT_ORDER: (
        "An order under 42 CFR part 2, subpart E, lets go what it names, to those it names. "
        "A subpoena alone opens nothing (2.61)."
    ),
    Basis.QSO: (
        "For an organization that works for the program under a written agreement "
        "(42 CFR 2.12(c)(4))."
    ),
    Basis.AUDIT: "For an audit or evaluation under a written agreement (42 CFR 2.53).",
    Basis.OVERRIDE: "Stands on the supervisor's list with your name, the authority and the reason.",
}
_WORDS = {
    Basis.EMERGENCY: (
        ("personnel", "Medical personnel who receive it", "Name and part"),
        ("affiliation", "Their hospital or service", ""),
        ("emergency", "What the emergency is", ""),
    ),
    Basis.OVERRIDE: (
        ("override_type", "Kind of exception", "For example: a report to protect a child"),
        ("authority", "Authority for it", "The law, order or person relied on"),
        ("reason", "Reason", ""),
    ),
}
_FILED = frozenset({Basis.COURT_ORDER, Basis.QSO, Basis.AUDIT})
_OF_KIND = {Basis.QSO: AgreementKind.QSO, Basis.AUDIT: AgreementKind.AUDIT}


@dataclass(frozen=True)
class Filed:
    """What the privacy office keeps that can be a ground for one participant's copy."""

    orders: tuple[CourtOrder, ...] = ()
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True)
class Exceptional:
    """A ground with whom it is for and why, complete as far as the sheet can tell."""

    ground: Ground
    recipient: str
    purpose: str


def read_filed(desk: Desk, participant_id: UUID) -> Filed:
    """Everything on file; for the store thread."""
    return Filed(privacy.list_orders(desk, participant_id), privacy.list_agreements(desk))


def grounds_for(audience: Audience, *, supervisor: bool) -> tuple[Basis, ...]:
    """The grounds that somebody may record for this kind of reader."""
    emergency = (Basis.EMERGENCY,) if audience is Audience.PROVIDER else ()
    if not supervisor:
        return emergency
    return (*emergency, Basis.COURT_ORDER, Basis.QSO, Basis.AUDIT, Basis.OVERRIDE)


class ExceptionSheet(FormSheet):
    """`wanted` carries an Exceptional. Recipient and purpose begin with those of the page."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        grounds: tuple[Basis, ...],
        filed: Filed,
        audience: Audience,
        today: date,
        *,
        recipient: str = "",
        purpose: str = "",
    ) -> None:
        super().__init__(theme, host, "Record a legal exception", "Use this ground", lead=" ")
        self._grounds, self._audience, self._today = grounds, audience, today
        self._filed = filed
        self.kind = code_box(theme, "Ground", grounds, grounds[0])
        self.order = _box(theme, "Court order")
        self.agreement = _box(theme, "Agreement")
        self.facts = Label(theme, "", "caption", "text2", wrap=True)
        self.named = _box(theme, "Who receives it")
        self.recipient = LineEdit(theme, "Who receives it")
        self.recipient.setText(recipient)
        self.purpose = LineEdit(theme, "What for", placeholder="Why this copy is made")
        self.purpose.setText(purpose)
        self.add("basis", "Ground", self.kind)
        self.add("order", "Court order", self.order)
        self.add("agreement", "Agreement", self.agreement)
        self.insert(self.facts)
        self.add("named", "Who receives it", self.named)
        self.add("recipient", "Who receives it", self.recipient)
        self.add("purpose", "What for", self.purpose)
        self.inputs: dict[str, LineEdit] = {}
        for name, label, hint in (one for words in _WORDS.values() for one in words):
            self.inputs[name] = LineEdit(theme, label, placeholder=hint)
            self.add(name, label, self.inputs[name])
        self.kind.currentIndexChanged.connect(lambda _: self._show_ground())
        self.order.currentIndexChanged.connect(lambda _: self._show_facts())
        self.agreement.currentIndexChanged.connect(lambda _: self._show_facts())
        self._show_ground()

    def submit(self) -> None:
        """Hand on what is complete; the gate judges it once more."""
        ground = self._ground()
        recipient, purpose = self._recipient(), self.purpose.text().strip()
        problems = check_ground(ground, self._audience, recipient, purpose, self._today)
        self.show_problems(self._placed(problems))
        if not problems:
            stated = Ground(
                basis=ground.basis,
                order_id=ground.order.id if ground.order else None,
                agreement_id=ground.agreement.id if ground.agreement else None,
                **self._said(ground.basis),
            )
            self.wanted.emit(Exceptional(stated, recipient, purpose))

    def _placed(self, problems: Sequence[FieldProblem]) -> list[FieldProblem]:
        """The problems at the fields that are shown; first of all that nothing is chosen."""
        unchosen = [one for one in problems if one.field in ("order", "agreement")]
        if unchosen:
            return unchosen
        at = "named" if self._order() else "recipient"
        return [replace(one, field=at) if one.field == "recipient" else one for one in problems]

    def _basis(self) -> Basis:
        return chosen_code(self.kind, self._grounds) or self._grounds[0]

    def _ground(self) -> LegalGround:
        basis = self._basis()
        return LegalGround(
            basis=basis, order=self._order(), agreement=self._agreement(), **self._said(basis)
        )

    def _said(self, basis: Basis) -> dict[str, str]:
        return {name: self.inputs[name].text().strip() for name, _, _ in _WORDS.get(basis, ())}

    def _recipient(self) -> str:
        agreement = self._agreement()
        if agreement is not None:
            return agreement.organization
        field = self.named.currentText() if self._order() else self.recipient.text()
        return field.strip()

    def _order(self) -> CourtOrder | None:
        place = self.order.currentIndex()
        if self._basis() is not Basis.COURT_ORDER or place < 0:
            return None
        return self._filed.orders[place]

    def _agreements(self) -> tuple[Agreement, ...]:
        kind = _OF_KIND.get(self._basis())
        return tuple(one for one in self._filed.agreements if one.kind is kind)

    def _agreement(self) -> Agreement | None:
        place, found = self.agreement.currentIndex(), self._agreements()
        return found[place] if 0 <= place < len(found) else None

    def _show_ground(self) -> None:
        """The fields of the chosen ground, with what is on file for it."""
        basis = self._basis()
        self.show_problems(())
        _refill(self.order, [_order_words(one) for one in self._filed.orders])
        _refill(self.agreement, [one.organization for one in self._agreements()])
        shown = {"basis", "purpose", *self._said(basis)}
        if basis is Basis.COURT_ORDER:
            shown |= {"order"}
        elif basis in _OF_KIND:
            shown |= {"agreement"}
        else:
            shown |= {"recipient"}
        for name, field in self.fields.items():
            field.setVisible(name in shown)
        self.lead.setText(_LEAD[basis])
        self._show_facts()

    def _show_facts(self) -> None:
        """What the chosen order or agreement says, and what it lacks."""
        basis, order, agreement = self._basis(), self._order(), self._agreement()
        names = order.recipients if order else ()
        if names != tuple(self.named.itemText(place) for place in range(self.named.count())):
            _refill(self.named, names)
        self.fields["named"].setVisible(order is not None)
        self.facts.setText(self._facts(basis, order, agreement))
        self.facts.setVisible(bool(self.facts.text()))

    def _facts(self, basis: Basis, order: CourtOrder | None, agreement: Agreement | None) -> str:
        if order is not None:
            kinds = ", ".join(one.label.lower() for one in order.categories)
            lacks = order.lacks(self._today)
            return _with_lacks(f"It lets go: {kinds}.", lacks)
        if agreement is not None:
            ends = f", holds until {day_words(agreement.ends_on)}" if agreement.ends_on else ""
            words = f"Signed {day_words(agreement.signed_on)}{ends}."
            return _with_lacks(words, agreement.lacks(self._today))
        some = self.order.count() if basis is Basis.COURT_ORDER else self.agreement.count()
        if basis not in _FILED or some:
            return ""
        what = "court order for this participant" if basis is Basis.COURT_ORDER else "agreement"
        return f"No {what} is on file. The page Privacy is where one is written down."


def _box(theme: Theme, name: str) -> ComboBox:
    box = ComboBox(theme, name)
    box.setPlaceholderText("Choose")
    return box


def _refill(box: ComboBox, words: list[str] | tuple[str, ...]) -> None:
    """Offer these; one that stands alone is chosen."""
    box.blockSignals(True)
    box.clear()
    box.addItems(list(words))
    box.setCurrentIndex(0 if len(words) == 1 else -1)
    box.blockSignals(False)


def _order_words(order: CourtOrder) -> str:
    case = f", {order.case_number}" if order.case_number else ""
    return f"{order.court}{case} · {order.section} · {day_words(order.ordered_on)}"


def _with_lacks(words: str, lacks: tuple[str, ...]) -> str:
    return f"{words} It opens nothing: {', '.join(lacks)}." if lacks else words
