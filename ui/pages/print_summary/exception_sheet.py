"""A ground beside consent: what the law asks to be written down before the copy may leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import Audience, Basis
from lead_desktop.domain.consent import day_words
from lead_desktop.domain.grounds import CourtOrder
from lead_desktop.services.gate import Ground
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, LineEdit
from ui.pages.form_sheet import FormSheet, chosen_code, code_box
from ui.theme import Theme

EMERGENCY_LEAD = (
    "For medical personnel only, when consent cannot be asked for in time (42 CFR 2.51). "
    "Who, when and what you send is written down with it."
)
ORDER_LEAD = (
    "An order alone compels nothing: it opens a copy only with a subpoena and for those whom it "
    "names (42 CFR 2.61)."
)
OVERRIDE_LEAD = "Stands on the supervisor's list with your name, the authority and the reason."

_EMERGENCY = (
    ("personnel", "Medical personnel who receive it", "Name and part"),
    ("affiliation", "Their hospital or service", ""),
    ("emergency", "What the emergency is", ""),
)
_OVERRIDE = (
    ("override_type", "Kind of exception", "For example: a report to protect a child"),
    ("authority", "Authority for it", "The law, order or person relied on"),
    ("reason", "Reason", ""),
)

_ASKED = {Basis.EMERGENCY: _EMERGENCY, Basis.OVERRIDE: _OVERRIDE, Basis.COURT_ORDER: ()}
_LEADS = {
    Basis.EMERGENCY: EMERGENCY_LEAD,
    Basis.COURT_ORDER: ORDER_LEAD,
    Basis.OVERRIDE: OVERRIDE_LEAD,
}


def grounds_for(audience: Audience, *, supervisor: bool) -> tuple[Basis, ...]:
    """The grounds that somebody may record for this kind of reader."""
    emergency = (Basis.EMERGENCY,) if audience is Audience.PROVIDER else ()
    return (*emergency, Basis.COURT_ORDER, Basis.OVERRIDE) if supervisor else emergency


class ExceptionSheet(FormSheet):
    """`wanted` carries a services.gate.Ground."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        grounds: tuple[Basis, ...],
        orders: Sequence[CourtOrder] = (),
    ) -> None:
        super().__init__(theme, host, "Record a legal exception", "Use this ground", lead=" ")
        self._grounds = grounds
        self._orders = tuple(orders)
        self.kind = code_box(theme, "Ground", grounds, grounds[0])
        self.add("basis", "Ground", self.kind)
        self.order = ComboBox(theme, "Court order on file")
        self.order.addItems([_order_words(order) for order in self._orders])
        self.add("order_id", "Court order on file", self.order)
        self.inputs: dict[str, LineEdit] = {}
        for name, label, hint in (*_EMERGENCY, *_OVERRIDE):
            self.inputs[name] = LineEdit(theme, label, placeholder=hint)
            self.add(name, label, self.inputs[name])
        self.kind.currentIndexChanged.connect(lambda _: self._show_fields())
        self._show_fields()

    def submit(self) -> None:
        """Hand on what is complete; the gate judges it once more."""
        if self._basis() is Basis.COURT_ORDER:
            self._submit_order()
            return
        asked = self._asked()
        empty = [
            FieldProblem(name, "The law asks for this.")
            for name, _, _ in asked
            if not self.inputs[name].text().strip()
        ]
        self.show_problems(empty)
        if not empty:
            facts = {name: field.text().strip() for name, field in self.inputs.items()}
            if self._basis() is Basis.EMERGENCY:
                ground = Ground(
                    basis=Basis.EMERGENCY,
                    personnel=facts["personnel"],
                    affiliation=facts["affiliation"],
                    emergency=facts["emergency"],
                )
            else:
                ground = Ground(
                    basis=Basis.OVERRIDE,
                    override_type=facts["override_type"],
                    authority=facts["authority"],
                    reason=facts["reason"],
                )
            self.wanted.emit(ground)

    def _submit_order(self) -> None:
        place = self.order.currentIndex()
        if not 0 <= place < len(self._orders):
            words = "No order is on file for this participant. Record it under Privacy first."
            self.show_problems([FieldProblem("order_id", words)])
            return
        self.show_problems([])
        ground = Ground(basis=Basis.COURT_ORDER, order_id=self._orders[place].id)
        self.wanted.emit(ground)

    def _basis(self) -> Basis:
        return chosen_code(self.kind, self._grounds) or self._grounds[0]

    def _asked(self) -> tuple[tuple[str, str, str], ...]:
        return _ASKED[self._basis()]

    def _show_fields(self) -> None:
        names = {name for name, _, _ in self._asked()}
        for name, field in self.fields.items():
            shown: Field[QWidget] = field
            shown.setVisible(name == "basis" or name in names)
        self.fields["order_id"].setVisible(self._basis() is Basis.COURT_ORDER)
        self.lead.setText(_LEADS[self._basis()])


def _order_words(order: CourtOrder) -> str:
    return f"{order.court}, {order.case_number}, {day_words(order.ordered_on)}"
