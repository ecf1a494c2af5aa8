"""The privacy office of the demonstration holds one of everything, each with its clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from lead_desktop.base.clock import FixedClock
from lead_desktop.demo.cast import PRIYA
from lead_desktop.domain.consent.privacy import check_incident, next_deadline
from lead_desktop.store.queries.caseload import Viewer
from lead_desktop.store.queries.grounds import list_agreements, list_orders
from lead_desktop.store.queries.privacy import list_complaints, list_incidents

TODAY = FixedClock().today()


def test_something_waits_for_the_supervisor_and_something_is_on_file(
    demo: Connection, tomas: Viewer
) -> None:
    keeper = replace(tomas, sees_restricted=True)
    (complaint,) = list_complaints(demo, keeper)
    assert complaint.is_open
    assert (complaint.answer_by, complaint.worker) == (date(2026, 12, 18), PRIYA.name)
    (incident,) = list_incidents(demo)
    owed = next_deadline(incident.facts)
    assert owed is not None
    assert (owed.words, owed.by) == ("Tell the people concerned", date(2027, 1, 10))
    assert check_incident(incident.facts, TODAY) == ()
    (agreement,) = list_agreements(demo)
    assert agreement.holds(TODAY)
    (order,) = list_orders(demo, keeper)
    assert order.lacks(TODAY) == ("no subpoena goes with it",)
