"""The sheets that begin a linkage, and that choose or change its provider."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory.directory import ServiceLine
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.services.plan.linkages import AddLinkage, SetProvider
from ui.kit.inputs import LineEdit
from ui.pages.form_sheet import FormSheet, chosen_code, code_box
from ui.pages.linkage_sheets.person_choice import PersonChoice
from ui.pages.linkage_sheets.service_choice import ServiceChoice
from ui.pages.workplace import Workplace

_CATEGORIES: Final = tuple(ServiceCategory)


class NewLinkageSheet(FormSheet):
    """`wanted` carries the AddLinkage. Without a service the linkage waits for a provider.

    participant_id: for whom; None asks for the person first. category: what is needed, when that
    was said already. service: where to, when it was chosen in the directory.
    """

    def __init__(
        self,
        workplace: Workplace,
        host: QWidget,
        participant_id: UUID | None,
        *,
        category: ServiceCategory | None = None,
        service: ServiceLine | None = None,
    ) -> None:
        theme = workplace.theme
        super().__init__(theme, host, "New linkage", "Begin linkage")
        self._who = participant_id
        self._id = new_id()  # made once, so that pressing twice begins one linkage
        self.person = PersonChoice(workplace) if participant_id is None else None
        if self.person is not None:
            self.add("participant_id", "Participant", self.person)
        self.category = code_box(theme, "What is needed", _CATEGORIES, category)
        self.add("category", "What is needed", self.category)
        self.choice = ServiceChoice(workplace)
        self.services = self.choice.list
        self.model = self.choice.model
        self.search = self.choice.search
        self.insert(self.choice, 1)
        self.title_edit = LineEdit(theme, "Called", placeholder="Named after the service")
        self.add("title", "Called", self.title_edit)
        self.category.currentIndexChanged.connect(lambda _: self._offer())
        self.choice.chosen_changed.connect(self._guess_category)
        if self.person is not None:
            self.person.chosen.connect(
                lambda: self.category.setFocus(Qt.FocusReason.OtherFocusReason)
            )
        if service is not None:
            self.choice.choose(service)
        elif category is not None:
            self._offer()

    def submit(self) -> None:
        problems = []
        who = self.person.person() if self.person is not None else self._who
        category = chosen_code(self.category, _CATEGORIES)
        if who is None:
            problems.append(FieldProblem("participant_id", "Say for whom."))
        if category is None:
            problems.append(FieldProblem("category", "Say what is needed."))
        self.show_problems(problems)
        if who is None or category is None:
            return
        chosen = self.choice.chosen()
        self.wanted.emit(
            AddLinkage(
                self._id,
                who,
                category,
                chosen.id if chosen else None,
                chosen.organization_id if chosen else None,
                self.title_edit.text(),
            )
        )

    def _offer(self) -> None:
        self.fields["category"].set_problem(None)
        self.choice.offer(chosen_code(self.category, _CATEGORIES))

    def _guess_category(self) -> None:
        """A chosen service says what is needed, unless that was said before."""
        line = self.choice.chosen()
        if line is None or chosen_code(self.category, _CATEGORIES) or not line.categories:
            return
        self.category.blockSignals(True)  # the list must not be searched anew for it
        self.category.setCurrentIndex(_CATEGORIES.index(line.categories[0]))
        self.category.blockSignals(False)


class ProviderSheet(FormSheet):
    """`wanted` carries the SetProvider: where the linkage is to go."""

    def __init__(self, workplace: Workplace, host: QWidget, line: LinkageLine) -> None:
        super().__init__(workplace.theme, host, f"Provider: {line.title}", "Choose")
        self._line = line
        self.choice = ServiceChoice(workplace)
        self.insert(self.choice, 1)
        self.fields["service_id"] = self.choice.field
        self.choice.offer(line.need)

    def submit(self) -> None:
        chosen = self.choice.chosen()
        if chosen is None:
            self.show_problems([FieldProblem("service_id", "Choose a service from the list.")])
            return
        self.wanted.emit(SetProvider(self._line.id, chosen.id, chosen.organization_id))
