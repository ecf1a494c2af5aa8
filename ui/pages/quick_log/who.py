"""With whom a contact was beyond its participant: its kind, who started it, who else took part."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lead_desktop.domain.codes import ContactKind, InitiatedBy, Relation
from ui.kit.choice_chip import Choice
from ui.kit.inputs import ComboBox, LineEdit
from ui.kit.segmented import Segmented
from ui.pages.quick_log.parts import MoreChips, set_text
from ui.theme import Theme

DIRECT = "with"
_NOT_SAID = "not_said"
_KINDS = (
    Choice(DIRECT, "With them"),
    Choice(ContactKind.COLLATERAL, "About them"),
    Choice(ContactKind.GROUP, "Group"),
    Choice(ContactKind.CASE_CONFERENCE, "Conference"),
    Choice(ContactKind.ADMIN, "Paperwork"),
)


class KindPicker(Segmented):
    """What kind of contact it was; with the participant as long as nothing else is said."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Kind of contact", _KINDS, height=30)
        for segment in self.segments:
            segment.setObjectName(f"kind.{segment.choice.key}")

    def kind(self) -> ContactKind | None:
        """The chosen kind; None lets the outcome decide between direct and attempt."""
        key = self.value()
        return None if key in (None, DIRECT) else ContactKind(key)

    def show_kind(self, kind: ContactKind | None) -> None:
        """Show `kind` as chosen."""
        stated = kind in (None, ContactKind.DIRECT, ContactKind.ATTEMPT)
        self.choose(DIRECT if stated or kind is None else kind)


class InitiatorPicker(MoreChips):
    """Who started the contact; nobody has to say."""

    def __init__(self, theme: Theme) -> None:
        choices = [Choice(one, one.label) for one in InitiatedBy]
        choices.append(Choice(_NOT_SAID, "Not said"))
        usual, more = 3, "Somebody else started it"
        super().__init__(
            theme, "Started by", "initiated", choices, usual, multiple=False, more=more
        )

    def chosen(self) -> InitiatedBy | None:
        """Who it was; None where it is not said."""
        key = self.group.value()
        return None if key in (None, _NOT_SAID) else InitiatedBy(key)

    def show_choice(self, initiator: InitiatedBy | None) -> None:
        """Show `initiator` as chosen."""
        if self.chosen() is not initiator:
            self.show_values((initiator,) if initiator else ())


class SomebodyElse(QWidget):
    """Who somebody is to the participant, and their name, which no copy ever holds."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.relation = ComboBox(theme, "Who they are to the participant")
        self.relation.setObjectName("relation")
        self.relation.addItem("Choose", None)
        for relation in Relation:
            self.relation.addItem(relation.label, relation)
        self.name = LineEdit(theme, "Their name", placeholder="Name, never printed")
        self.name.setObjectName("third_party")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.relation, 1)
        row.addWidget(self.name, 1)
        self.setFocusProxy(self.relation)
        self.relation.currentIndexChanged.connect(self.changed)
        self.name.textEdited.connect(self.changed)

    def chosen(self) -> Relation | None:
        """Who they are, None while it is not said."""
        relation = self.relation.currentData()
        return None if relation is None else Relation(relation)

    def show_somebody(self, relation: Relation | None, name: str) -> None:
        """Show who took part."""
        self.relation.setCurrentIndex(0 if relation is None else list(Relation).index(relation) + 1)
        set_text(self.name, name)
