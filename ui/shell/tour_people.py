"""The tour's walk through what becomes of people: states of the participant page, its sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from PySide6.QtCore import Qt

from lead_desktop.domain.caseload import CaseloadRow
from lead_desktop.domain.codes import ConsentEvidence, EventKind, ParticipantStatus
from lead_desktop.services.participants import list_caseload
from lead_desktop.services.statuses import read_standing
from ui.kit.side_sheet import SideSheet
from ui.pages.consent_sheets.consent_sheet import ConsentSheet
from ui.pages.life_sheets.event_sheet import EventSheet
from ui.pages.life_sheets.transfer_sheet import TransferSheet
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TabName
from ui.shell.guide import Guide
from ui.shell.history import Place
from ui.shell.page_table import PARTICIPANT

_SIGNED_HERE = list(ConsentEvidence).index(ConsentEvidence.ON_SCREEN)

Picture = Callable[[Guide, str], None]

_AFTER_OVERDOSE = "Briar Whatif"
_IN_JAIL = "Alder Pretend"


def walk_people(guide: Guide, person: UUID, picture: Picture) -> Iterator[None]:
    """Pictures of people in every state, then of the sheets over one person's page."""
    desk = guide.workspace.workplace.desk
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
            guide.workspace.show_place(Place(PARTICIPANT, row.id))
            yield
            picture(guide, f"04-participant-{name}")
    guide.workspace.show_place(Place(PARTICIPANT, person))
    yield
    yield from _sheets(guide, person, picture)
    yield from _sign_consent(guide, picture)


def _sheets(guide: Guide, person: UUID, picture: Picture) -> Iterator[None]:
    page = guide.workspace.findChild(ParticipantPage)
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
            guide.faults.append(f"The sheet “{name}” did not open.")
        picture(guide, f"04-participant-{name}")
        if shown is not None:
            shown.dismiss()
        yield


def _sign_consent(guide: Guide, picture: Picture) -> Iterator[None]:
    """The sheet of a consent: names from the directory, then a name typed as signature."""
    page = guide.workspace.findChild(ParticipantPage)
    if page is None:
        raise RuntimeError("the participant page is not there")
    page.show_tab(TabName.CONSENTS)
    yield
    guide.press(Qt.Key.Key_N, "n")
    yield
    sheet = page.findChild(ConsentSheet)
    if sheet is None:
        raise RuntimeError("no sheet for a consent opened")
    sheet.recipients.setFocus()
    guide.type("sam")
    yield
    picture(guide, "04-participant-consent-names")
    guide.press(Qt.Key.Key_Escape)
    sheet.evidence.kind.setCurrentIndex(_SIGNED_HERE)
    yield
    sheet.evidence.typed.setFocus()
    guide.type("Juniper Fable")
    yield
    picture(guide, "04-participant-consent-signature")
    sheet.dismiss()
    page.show_tab(TabName.TIMELINE)
    yield
