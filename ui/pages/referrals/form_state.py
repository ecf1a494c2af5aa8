"""The new-referral form as one immutable value: what was typed, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Answer, Charge, Door, Question, ReferralType
from lead_desktop.domain.people.birth import parse_birth
from lead_desktop.domain.referral.eligibility import APPROVAL_CHARGES, STREET_DOORS, ReferralFacts
from lead_desktop.services.contacts.drafts import REFERRAL_FORM, Body
from lead_desktop.services.people.duplicates import Sought
from lead_desktop.services.referral.referral_taking import AddReferral, OwnerApproval

FORM = REFERRAL_FORM
"""The name under which drafts of this form are kept."""

TEXTS = (
    "name", "legal_name", "born", "phone", "officer", "unit", "district", "post",
    "incident_number", "place", "agency", "basis", "words", "approved_by", "approved_how",
)  # fmt: skip
"""The fields that are typed or picked as they are."""


@dataclass(frozen=True)
class FormState:
    """Everything in the form. person: somebody of the vault whom it is about, with their name;
    enrolled: whether they are with LEAD already."""

    id: UUID = field(default_factory=new_id)
    door: Door = Door.STOP
    type: ReferralType | None = None
    name: str = ""
    legal_name: str = ""
    born: str = ""
    phone: str = ""
    officer: str = ""
    unit: str = ""
    district: str = ""
    post: str = ""
    incident_number: str = ""
    place: str = ""
    agency: str = ""
    basis: str = ""
    words: str = ""
    approved_by: str = ""
    approved_how: str = ""
    approval: Answer | None = None
    charges: frozenset[Charge] = frozenset()
    occurred_at: datetime | None = None
    hold_until: date | None = None
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    person: tuple[UUID, str] | None = None
    enrolled: bool = False
    different_from: tuple[UUID, ...] = ()
    again_of: UUID | None = None

    @property
    def is_street(self) -> bool:
        """Whether the door begins with an officer's stop."""
        return self.door in STREET_DOORS

    @property
    def asks_approval(self) -> bool:
        """Whether a charge needs the approval of the owner or person affected."""
        return self.is_street and bool(self.charges & APPROVAL_CHARGES)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been entered that would be a pity to throw away."""
        typed = any(getattr(self, name).strip() for name in TEXTS if name != "district")
        return not (typed or self.charges or self.answers or self.person)

    def born_stored(self, today: date) -> str:
        """The birth date as the vault stores it; "" while what is typed is none."""
        try:
            birth = parse_birth(self.born, today)
        except InvalidInput:
            return ""
        return birth.stored if birth else ""

    def facts(self, today: date, *, enrolled: bool | None) -> ReferralFacts:
        """What eligibility is judged on."""
        return ReferralFacts(
            door=self.door,
            day=today,
            born=self.born_stored(today),
            charges=self.charges if self.is_street else frozenset(),
            district=self.district,
            owner_approval=self.approval,
            enrolled=enrolled,
            answers=self.answers,
        )

    def sought(self, today: date) -> Sought:
        """What is looked for among the people who are here already."""
        return Sought((self.name, self.legal_name), self.born_stored(today), self.phone)

    def command(self, today: date, *, begin_outreach: bool) -> AddReferral:
        """The referral to save. Nothing of a stop is carried into another door."""
        street = self.is_street
        approval = OwnerApproval(self.approval, self.approved_by, how=self.approved_how)
        return AddReferral(
            id=self.id,
            door=self.door,
            type=self.type if self.door is Door.OTHER else None,
            name=self.name,
            legal_name=self.legal_name,
            born=self.born_stored(today),
            phone=self.phone,
            participant_id=self.person[0] if self.person else None,
            different_from=self.different_from,
            occurred_at=self.occurred_at,
            charges=self.charges if street else frozenset(),
            basis=self.basis if street else "",
            officer=self.officer,
            unit=self.unit,
            district=self.district,
            post=self.post if street else "",
            incident_number=self.incident_number if street else "",
            place=self.place,
            agency=self.agency,
            words=self.words,
            hold_until=self.hold_until if self.door is Door.ARREST else None,
            approval=approval if self.asks_approval else OwnerApproval(),
            answers=self.answers,
            begin_outreach=begin_outreach,
            again_of=self.again_of,
        )

    def by_door(self, door: Door, today: date) -> FormState:
        """The same person by another door."""
        hold = self.hold_until or today + timedelta(days=30) if door is Door.ARREST else None
        return replace(self, door=door, hold_until=hold)


def to_body(state: FormState) -> Body:
    """The form as the JSON of a draft."""
    body: Body = {name: getattr(state, name) for name in TEXTS}
    return body | {
        "door": state.door.value,
        "type": state.type.value if state.type else None,
        "approval": state.approval.value if state.approval else None,
        "charges": sorted(charge.value for charge in state.charges),
        "occurred_at": state.occurred_at.isoformat() if state.occurred_at else None,
        "hold_until": state.hold_until.isoformat() if state.hold_until else None,
        "answers": {question.value: answer.value for question, answer in state.answers.items()},
        "person": [str(state.person[0]), state.person[1]] if state.person else None,
        "enrolled": state.enrolled,
        "different_from": [str(one) for one in state.different_from],
        "again_of": str(state.again_of) if state.again_of else None,
    }


def from_body(draft_id: UUID, body: Body) -> FormState:
    """The form from a draft; what an older or damaged one lacks is left as in an empty form."""
    texts: dict[str, Any] = {name: body[name] for name in TEXTS if isinstance(body.get(name), str)}
    state = replace(FormState(id=draft_id), **texts)
    for name, read in _READERS.items():
        try:
            state = replace(state, **{name: read(body.get(name))})
        except (KeyError, TypeError, ValueError, IndexError):
            continue
    return state


def _mapping(value: object) -> dict[Question, Answer]:
    if not isinstance(value, dict):
        raise TypeError
    return {Question(key): Answer(answer) for key, answer in value.items()}


def _list(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError
    return [str(item) for item in value]


def _person(value: object) -> tuple[UUID, str] | None:
    if value is None:
        return None
    one, name = _list(value)
    return UUID(one), name


_READERS: dict[str, Callable[[object], Any]] = {
    "door": lambda value: Door(str(value)),
    "type": lambda value: ReferralType(str(value)) if value else None,
    "approval": lambda value: Answer(str(value)) if value else None,
    "charges": lambda value: frozenset(Charge(code) for code in _list(value)),
    "occurred_at": lambda value: datetime.fromisoformat(str(value)) if value else None,
    "hold_until": lambda value: date.fromisoformat(str(value)) if value else None,
    "answers": _mapping,
    "person": _person,
    "enrolled": bool,
    "different_from": lambda value: tuple(UUID(one) for one in _list(value)),
    "again_of": lambda value: UUID(str(value)) if value else None,
}
