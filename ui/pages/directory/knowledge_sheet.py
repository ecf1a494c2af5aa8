"""The sheet of what the team knows of a service. Nothing in it is ever touched by an import."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import EditConflict
from lead_desktop.domain.codes import Capacity, Cost, Insurance, Moud, Welcomes
from lead_desktop.domain.directory.directory import LocalKnowledge
from ui.kit.banner import Banner
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import LineEdit, NoteEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet
from ui.theme import Theme

_YES_NO = (Choice("yes", "Yes"), Choice("no", "No"), Choice("", "Not asked"))
_ANSWERS: dict[str | None, bool | None] = {"yes": True, "no": False}
_KEYS = {True: "yes", False: "no", None: ""}


class KnowledgeSheet(FormSheet):
    """`wanted` carries the LocalKnowledge."""

    def __init__(
        self, theme: Theme, host: QWidget, name: str, known: LocalKnowledge, today: date
    ) -> None:
        super().__init__(theme, host, "What we know", "Save", lead=name)
        self._known, self._today = known, today
        self.walk_in = Segmented(theme, "Walk-in", _YES_NO, height=30)
        self.walk_in.choose(_KEYS[known.walk_in])
        self.capacity = _choices(theme, "Room, as last heard", Capacity)
        self.cost = _choices(theme, "Cost", Cost)
        self.moud = _choices(theme, "MOUD there", Moud, multiple=True)
        self.insurance = _choices(theme, "Pays there", Insurance, multiple=True)
        self.capacity.choose(*([known.capacity.value] if known.capacity else []))
        self.cost.choose(*([known.cost.value] if known.cost else []))
        self.moud.choose(*(one.value for one in known.moud))
        self.insurance.choose(*(one.value for one in known.insurance))
        self.welcomes = {who: Segmented(theme, who.label, _YES_NO, height=28) for who in Welcomes}
        for who, answer in self.welcomes.items():
            answer.choose(_KEYS[known.welcomed(who)])
        self.zone = LineEdit(theme, "Neighborhood, as we say it")
        self.zone.setText(known.zone)
        self.handoff_name = LineEdit(theme, "Warm hand-off to", placeholder="Name and desk")
        self.handoff_name.setText(known.handoff_name)
        self.handoff_phone = LineEdit(theme, "Their direct number")
        self.handoff_phone.setText(known.handoff_phone)
        self.intake_steps = _note(theme, "First steps there", known.intake_steps)
        self.documents = _note(theme, "Bring", known.documents)
        self.words = _note(theme, "Good to know", known.words)
        for key, input_ in self._inputs().items():
            if key == Welcomes.WARRANTS.value:
                asked = "Do they take … ? Leave what nobody asked."
                self.insert(Label(theme, asked, "capstrong", "text2"))
            self.add(key, input_.accessibleName(), input_)

    def show_conflict(self, conflict: EditConflict) -> None:
        """Somebody else saved meanwhile: show theirs; what is written here stays."""
        line = f"Saved by somebody else meanwhile:\n{conflict.kept}\n{conflict.remedy}"
        self.column.insertWidget(0, Banner(self.theme, "warn", conflict.what, line))

    def filled(self) -> LocalKnowledge:
        """What stands in the form."""
        room = self.capacity.value()
        capacity = Capacity(room) if room else None
        heard = self._known.capacity_on if capacity is self._known.capacity else self._today
        cost = self.cost.value()
        answers = {who: _ANSWERS.get(answer.value()) for who, answer in self.welcomes.items()}
        return replace(
            self._known,
            walk_in=_ANSWERS.get(self.walk_in.value()),
            capacity=capacity,
            capacity_on=heard if capacity else None,
            cost=Cost(cost) if cost else None,
            moud=tuple(Moud(one) for one in self.moud.values()),
            insurance=tuple(Insurance(one) for one in self.insurance.values()),
            welcomes=tuple((who, yes) for who, yes in answers.items() if yes is not None),
            zone=self.zone.text(),
            handoff_name=self.handoff_name.text(),
            handoff_phone=self.handoff_phone.text(),
            intake_steps=self.intake_steps.toPlainText(),
            documents=self.documents.toPlainText(),
            words=self.words.toPlainText(),
        )

    def _inputs(self) -> dict[str, QWidget]:
        return {
            "walk_in": self.walk_in,
            "capacity": self.capacity,
            "cost": self.cost,
            "moud": self.moud,
            "insurance": self.insurance,
            **{who.value: answer for who, answer in self.welcomes.items()},
            "zone": self.zone,
            "handoff_name": self.handoff_name,
            "handoff_phone": self.handoff_phone,
            "intake_steps": self.intake_steps,
            "documents": self.documents,
            "words": self.words,
        }

    def submit(self) -> None:
        self.wanted.emit(self.filled())


def _choices(
    theme: Theme,
    name: str,
    members: type[Capacity] | type[Cost] | type[Moud] | type[Insurance],
    *,
    multiple: bool = False,
) -> ChoiceGroup:
    answers = [Choice(one.value, one.label) for one in members]
    return ChoiceGroup(theme, name, answers, multiple=multiple)


def _note(theme: Theme, name: str, text: str) -> NoteEdit:
    edit = NoteEdit(theme, name)
    edit.setPlainText(text)
    edit.setFixedHeight(theme.px(72))
    return edit
