"""`lead-desktop --self-test`: whether this installation can do its work on this machine. Opens a
throw-away vault, paints the window, logs one contact, draws one paper."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from uuid import UUID

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.base.preferences import Preferences
from lead_desktop.domain.codes import Audience, ContactMode, ContactOutcome
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import IssuedSummary, SummaryRequest
from ui.pages.unlock.door import DemoWish, Door
from ui.shell.guide import Guide, without_display

_FEW = 17  # the named people of the demo; enough for one contact


def run_self_test() -> int:
    """Returns 0 and says so, or 1 with what failed."""
    faults: list[str] = []
    done: list[IssuedSummary] = []
    with without_display(faults) as folder:
        door = Door(folder / "config", folder, FixedClock(), DemoWish(participants=_FEW))
        guide = Guide(door, Preferences(scheme="light", reduced_motion=True), faults)

        def script(guide: Guide) -> Iterator[None]:
            page = guide.window.unlock_page
            if page is not None:
                page.open_demo()
            yield
            if guide.window.grab().isNull():
                faults.append("The window could not be painted.")
            desk, person = guide.workspace.workplace.desk, guide.workspace.people.rows[0].id
            guide.runner.run(lambda: _work(desk, person), done.append, guide.note, owner=guide)
            yield

        guide.walk(script)
    if not faults and not (done and done[0].pdf.startswith(b"%PDF-")):
        faults.append("The paper could not be drawn.")
    for fault in faults or ["Self-test passed: vault, window, contact, paper."]:
        print(fault, file=sys.stderr if faults else sys.stdout)
    return 1 if faults else 0


def _work(desk: Desk, person: UUID) -> IssuedSummary:
    contact = LogContact(
        id=new_id(),
        participant_ids=(person,),
        mode=ContactMode.PHONE,
        outcome=ContactOutcome.MET,
        occurred_at=desk.clock.now(),
        note="Self-test.",
    )
    contacts.log_contact(desk, contact)
    return summaries.issue_summary(desk, SummaryRequest(person, Audience.INTERNAL))
