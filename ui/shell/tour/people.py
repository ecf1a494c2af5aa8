"""Scenes of one person's page: its tabs, what becomes of people, the sheets over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from PySide6.QtCore import Qt

from lead_desktop.domain.codes import ConsentEvidence, ConsentKind, EventKind, ParticipantStatus
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.details import DetailField
from lead_desktop.services.people.participants import list_caseload
from lead_desktop.services.people.statuses import read_standing
from ui.kit.side_sheet import SideSheet
from ui.pages.consent_sheets.consent_sheet import ConsentSheet
from ui.pages.life_sheets.event_sheet import EventSheet
from ui.pages.life_sheets.transfer_sheet import TransferSheet
from ui.pages.participant.details.form import DetailsForm
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TabName
from ui.shell.page_table import PARTICIPANT
from ui.shell.tour.visit import Visit

_CONDITION = tuple(ConsentKind).index(ConsentKind.CJ_2_35)
_SIGNED_HERE = list(ConsentEvidence).index(ConsentEvidence.ON_SCREEN)

_AFTER_OVERDOSE = "Briar Whatif"
_IN_JAIL = "Alder Pretend"
_TABS = ("contacts", "services", "plan", "consents", "documents", "details")


def participant(visit: Visit) -> Iterator[None]:
    """One person's page and each of its tabs."""
    yield from visit.go(PARTICIPANT, visit.person())
    visit.picture("04-participant")
    yield from visit.small("04-participant")
    visit.press(Qt.Key.Key_F, "f")
    yield
    visit.picture("04-participant-filter")
    visit.press(Qt.Key.Key_Escape)
    yield
    for tab in _TABS:
        visit.press(Qt.Key.Key_BracketRight, "]")
        yield
        visit.picture(f"04-participant-{tab}")
    yield from _earlier_text(visit)
    for _ in _TABS:
        visit.press(Qt.Key.Key_BracketLeft, "[")
    yield


def _earlier_text(visit: Visit) -> Iterator[None]:
    """What a fact of the details said before; the details stand open."""
    form = visit.workspace.findChild(DetailsForm)
    if form is None:
        raise RuntimeError("the details are not there")
    form.inputs[DetailField.HELPS].earlier.setFocus()
    visit.press(Qt.Key.Key_Space)
    yield
    visit.picture("04-participant-details-earlier")
    visit.press(Qt.Key.Key_Escape)
    yield


def other_people(visit: Visit) -> Iterator[None]:
    """Pictures of people in every state, then of the sheets over one person's page."""
    person = visit.person()
    desk = visit.workspace.workplace.desk
    rows = list_caseload(desk)

    def of_status(row: CaseloadRow, status: ParticipantStatus, *, died: bool = False) -> bool:
        return row.status is status and read_standing(desk, row.id).deceased == died

    closed, lost = ParticipantStatus.CLOSED, ParticipantStatus.INACTIVE_LOST
    states = {
        "closed": lambda row: of_status(row, closed),
        "deceased": lambda row: of_status(row, closed, died=True),
        "in-the-wind": lambda row: of_status(row, lost),
        "in-jail": lambda row: row.preferred_name == _IN_JAIL,
        "after-overdose": lambda row: row.preferred_name == _AFTER_OVERDOSE,
    }
    for name, found in states.items():
        row = next(filter(found, rows), None)
        if row is not None:
            yield from visit.go(PARTICIPANT, row.id)
            visit.picture(f"04-participant-{name}")
    yield from visit.go(PARTICIPANT, person)
    yield from _sheets(visit, person)
    yield from _sign_consent(visit)


def _sheets(visit: Visit, person: UUID) -> Iterator[None]:
    page = visit.workspace.findChild(ParticipantPage)
    if page is None:
        raise RuntimeError("the participant page is not there")
    asks: dict[str, Callable[[], None]] = {
        "status": lambda: page.life.change_status(person),
        "event": lambda: page.life.add_event(person, EventKind.OVERDOSE_NONFATAL),
        "change": lambda: page.life.add_outcome(person),
        "safety": lambda: page.life.show_safety(person),
        "pass-on": lambda: page.transfer.pass_on((person,), (page.heading().title,)),
    }
    for name, ask in asks.items():
        ask()
        yield
        shown = next((one for one in page.findChildren(SideSheet) if one.isVisible()), None)
        if isinstance(shown, TransferSheet):
            shown.to.setCurrentIndex(0)
            yield
        elif shown is None or (name == "event" and not isinstance(shown, EventSheet)):
            visit.guide.faults.append(f"The sheet “{name}” did not open.")
        visit.picture(f"04-participant-{name}")
        if shown is not None:
            shown.dismiss()
        yield


def _sign_consent(visit: Visit) -> Iterator[None]:
    """The sheet of a consent: names from the directory, then a name typed as signature."""
    page = visit.workspace.findChild(ParticipantPage)
    if page is None:
        raise RuntimeError("the participant page is not there")
    page.show_tab(TabName.CONSENTS)
    yield
    visit.press(Qt.Key.Key_N, "n")
    yield
    sheet = page.findChild(ConsentSheet)
    if sheet is None:
        raise RuntimeError("no sheet for a consent opened")
    sheet.recipients.setFocus()
    visit.type("sam")
    yield
    visit.picture("04-participant-consent-names")
    visit.press(Qt.Key.Key_Escape)
    sheet.recipients.setText("Sample Street Recovery")
    sheet.purpose.setText("To coordinate the start of outpatient treatment")
    sheet.categories.choose("program_status", "services")
    sheet.carries.setChecked(True)
    sheet.evidence.kind.setCurrentIndex(_SIGNED_HERE)
    yield
    sheet.evidence.typed.setFocus()
    visit.type("Juniper Fable")
    yield
    visit.picture("04-participant-consent-signature")
    sheet.kind.setCurrentIndex(_CONDITION)
    sheet.case.condition.setFocus()
    yield
    visit.picture("04-participant-consent-condition")
    sheet.dismiss()
    page.show_tab(TabName.TIMELINE)
    yield
