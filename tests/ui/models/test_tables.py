"""The models of tables and lists: what their cells show, and what they say aloud."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, LinkageStatus, ServiceCategory
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from ui.models.caseload import CaseloadModel, Col
from ui.models.contacts import ContactsModel
from ui.models.day_words import Calendar
from ui.models.linkages import LinkagesModel
from ui.models.services import NONE_YET, ServicesModel

Role = Qt.ItemDataRole


@pytest.fixture
def calendar(desk: Desk) -> Calendar:
    return Calendar.of(desk.clock)


@pytest.fixture
def moss(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    """Moss Example, reached 19 days ago, with one linkage that was sent."""
    person = enroll("Moss Example", case_manager=desk)
    at = desk.clock.now() - timedelta(days=19)
    phone, met = ContactMode.PHONE, ContactOutcome.MET
    contacts.log_contact(desk, LogContact(new_id(), (person,), phone, met, at, minutes=20))
    bed = new_id()
    linkages.add_linkage(desk, AddLinkage(bed, person, ServiceCategory.HOUSING, title="A bed"))
    linkages.move_linkage(
        desk, bed, Move(LinkageStatus.WAITING_PROVIDER, desk.clock.today() - timedelta(days=9))
    )
    return person


def test_caseload_cells_spell_out_what_is_painted(
    desk: Desk, moss: UUID, calendar: Calendar
) -> None:
    model = CaseloadModel(calendar)
    model.replace_on(tuple(participants.list_caseload(desk)), calendar)

    def spoken(column: Col) -> str:
        return str(model.index(0, column).data(Role.AccessibleTextRole))

    assert spoken(Col.LAST_CONTACT) == "Last contact: 19 d. 19 days since reached, target 14"
    assert spoken(Col.LINKAGES) == "1 linkage: 1 referred"
    assert spoken(Col.CONSENT) == "No consent"
    assert spoken(Col.NEXT_STEP) == "Next step: Reach out"
    assert spoken(Col.PEER) == "Peer: nobody yet"
    tip = str(model.index(0, Col.LAST_CONTACT).data(Role.ToolTipRole))
    assert tip == "Last reached Nov 4, 10:41. 19 days since reached, target 14"


def test_a_contact_row_says_each_fact(desk: Desk, moss: UUID, calendar: Calendar) -> None:
    model = ContactsModel(calendar)
    model.replace_on(contacts.list_contacts(desk, participant_id=moss), calendar)
    shown = [model.index(0, at).data() for at in range(model.columnCount())]
    assert shown == ["Nov 4, 10:41", "Phone", "Met", "20", "Tomas Sampleton", "Unsigned"]
    assert model.index(0, 3).data(Role.AccessibleTextRole) == "Minutes: 20"


def test_a_linkage_says_where_it_stands_and_that_it_is_overdue(
    desk: Desk, moss: UUID, calendar: Calendar
) -> None:
    model = LinkagesModel(calendar)
    model.show_lines(linkages.list_linkages(desk, participant_id=moss), calendar)
    spoken = model.index(0, 0).data(Role.AccessibleTextRole)
    assert spoken == "A bed: Referred, Provider is reviewing by Nov 21, overdue"


def test_services_begin_with_none_yet() -> None:
    model = ServicesModel()
    assert model.rowCount() == 1
    assert model.index(0, 0).data() == NONE_YET
    assert model.row_at(0) is None
