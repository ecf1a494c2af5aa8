"""The menu of everything that can be done about a person, under the header's last button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from lead_desktop.domain.codes import ParticipantStatus, Phase
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.people.status import ENROLLED
from ui.pages.life_sheets.acts import LifeActs
from ui.pages.life_sheets.medication_acts import MedicationActs
from ui.pages.life_sheets.transfer_acts import TransferActs


@dataclass(frozen=True)
class Acts:
    """What the menu's entries do."""

    life: LifeActs
    transfer: TransferActs
    medication: MedicationActs


def open_menu(under: QWidget, record: ParticipantRecord, acts: Acts) -> QMenu:
    """Open the menu below `under`; what the role or the status does not allow is left out."""
    menu = make_menu(under, record, acts)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))
    return menu


def make_menu(parent: QWidget, record: ParticipantRecord, acts: Acts) -> QMenu:
    """The menu itself."""
    life, transfer = acts.life, acts.transfer
    menu, row = QMenu(parent), record.row
    who = row.id
    if life.may:
        if row.status in ENDED:
            back = ParticipantStatus.ACTIVE
            if row.status is ParticipantStatus.NOT_ENROLLED:
                back = ParticipantStatus.REFERRED
            menu.addAction("Reopen…").triggered.connect(lambda: life.change_status(who, back))
        menu.addAction("Change status…\tC").triggered.connect(lambda: life.change_status(who))
        if row.status in ENROLLED:
            _add_phases(menu, record, life)
        menu.addSeparator()
        menu.addAction("Add event…\tE").triggered.connect(lambda: life.add_event(who))
        menu.addAction("A change in life…").triggered.connect(lambda: life.add_outcome(who))
        if row.status is ParticipantStatus.INACTIVE_LOST:
            menu.addAction("Looking for them…").triggered.connect(lambda: life.look_for(who))
    menu.addAction("Safety…").triggered.connect(lambda: life.show_safety(who))
    menu.addAction("Medication…").triggered.connect(lambda: acts.medication.show(who))
    if transfer.may and row.status not in ENDED:
        menu.addSeparator()
        name = row.preferred_name
        menu.addAction("Pass on…").triggered.connect(lambda: transfer.pass_on((who,), (name,)))
    return menu


def _add_phases(menu: QMenu, record: ParticipantRecord, life: LifeActs) -> None:
    who, now = record.row.id, record.row.phase
    phases = menu.addMenu("Phase")
    for phase in Phase:
        action = phases.addAction(phase.label)
        action.setCheckable(True)
        action.setChecked(phase is now)
        action.setEnabled(phase is not now)
        action.triggered.connect(lambda _=False, phase=phase: life.set_phase(who, phase))
