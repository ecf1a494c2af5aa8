"""Papers in the trash end: their bytes are destroyed, their line and the audit stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AttachmentKind, ConsentEvidence, Role
from lead_desktop.services.consent import attachments, consents, purging
from lead_desktop.services.consent.attachments import AddAttachment
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import AttachmentContent
from tests.domain.consents import terms

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
WHY = "It shows somebody else's card"


def keep(desk: Desk, person: UUID, content: bytes = PNG, *, removed: bool = True) -> UUID:
    paper = AddAttachment(new_id(), person, AttachmentKind.LETTER, content)
    attachments.add_attachment(desk, paper)
    if removed:
        attachments.remove_attachment(desk, paper.id)
    return paper.id


def after(desk: Desk, **time: int) -> Desk:
    return replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(**time)))


def held(desk: Desk) -> set[UUID]:
    """Papers whose bytes are in the vault."""
    with desk.store.read() as connection:
        return set(connection.scalars(select(AttachmentContent.attachment_id)))


def test_after_some_days_what_a_removed_paper_held_is_destroyed_and_its_line_stays(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    paper, kept = keep(desk, person), keep(desk, person, PNG + b"1", removed=False)
    assert purging.purge_due(after(desk, days=29, hours=23)) == 0
    assert held(desk) == {paper, kept}
    later = after(desk, days=30)
    assert purging.purge_due(later) == 1
    assert purging.purge_due(later) == 0
    assert held(desk) == {kept}
    (line,) = attachments.list_attachments(desk, person, removed=True)
    assert (line.id, line.purged_at) == (paper, later.clock.now())
    for act in (attachments.open_attachment, attachments.restore_attachment):
        with pytest.raises(Refused, match="destroyed"):
            act(desk, paper)
    with desk.store.read() as connection:
        (entry,) = (one for one in list_entries(connection) if one.action == "attachment.purge")
    assert entry.detail == {"attachment": str(paper), "why": "time"}


def test_the_team_sets_how_long_and_a_restored_paper_is_not_destroyed(
    desk: Desk, enroll: Enroll
) -> None:
    paper = keep(desk, enroll("Juniper Fable"))
    quick = replace(after(desk, days=2), settings=replace(desk.settings, removed_papers_days=2))
    attachments.restore_attachment(desk, paper)
    assert purging.purge_due(quick) == 0
    attachments.remove_attachment(desk, paper)
    assert purging.purge_due(quick) == 1


def test_a_supervisor_destroys_at_once_with_a_reason_and_nobody_else(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    paper = keep(desk, enroll("Juniper Fable"))
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    with pytest.raises(Refused):
        purging.purge_paper(desk, paper, WHY)
    with pytest.raises(InvalidInput) as caught:
        purging.purge_paper(supervisor, paper, "because")
    assert [one.field for one in caught.value.problems] == ["reason"]
    attachments.restore_attachment(desk, paper)
    with pytest.raises(Refused, match="not in the trash"):
        purging.purge_paper(supervisor, paper, WHY)
    with pytest.raises(NotFound):
        purging.purge_paper(supervisor, new_id(), WHY)
    assert held(desk) == {paper}
    attachments.remove_attachment(desk, paper)
    purging.purge_paper(supervisor, paper, WHY)
    purging.purge_paper(supervisor, paper, WHY)
    assert held(desk) == set()
    with desk.store.read() as connection:
        told = [one.detail for one in list_entries(connection) if one.action == "attachment.purge"]
    assert told == [{"attachment": str(paper), "why": "at once", "reason": WHY}]


def test_what_shows_a_signature_is_never_destroyed(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    scan = keep(desk, person, removed=False)
    signed = terms(evidence=ConsentEvidence.SCAN, attachment_id=scan)
    consents.record_consent(desk, RecordConsent(new_id(), person, signed))
    with pytest.raises(Refused):
        attachments.remove_attachment(desk, scan)
    assert purging.purge_due(after(desk, days=400)) == 0
    assert held(desk) == {scan}


def test_the_bytes_are_gone_from_the_file_as_well(desk: Desk, enroll: Enroll) -> None:
    keep(desk, enroll("Juniper Fable"), PNG + b"a mark that can be found" * 400)
    purging.purge_due(after(desk, days=31))
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.execute(select(func.count()).select_from(AttachmentContent)).scalar() == 0
