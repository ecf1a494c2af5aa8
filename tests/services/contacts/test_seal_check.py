"""The check of a vault finds signed notes that were changed behind the program's back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AddendumKind
from lead_desktop.services.contacts import addenda
from lead_desktop.services.contacts.addenda import AddAddendum
from lead_desktop.services.desk import Desk
from lead_desktop.store.backup import Check
from lead_desktop.store.verify import check_store
from tests.services.noting import NOTE, log, tamper


def audit_check(desk: Desk) -> Check:
    return next(check for check in check_store(desk.store) if check.name == "audit")


def test_altered_notes_are_counted_and_never_quoted(
    desk: Desk, enroll: Callable[..., UUID]
) -> None:
    people = enroll("Juniper Fable"), enroll("Moss Example")
    group, struck, amended, whole = (log(desk, *people, sign=True) for _ in range(4))
    log(desk, people[0])
    addenda.add_addendum(
        desk, AddAddendum(new_id(), amended, AddendumKind.ADDENDUM, "One word more.")
    )
    addenda.strike_note(desk, struck, "Written for another person")
    sound = audit_check(desk)
    assert sound.ok
    assert sound.detail.endswith("; 4 signed notes match their signatures")
    tamper(desk.store, "UPDATE contact SET minutes = 90 WHERE id = ?", group.hex)
    altered = audit_check(desk)
    assert not altered.ok
    assert altered.detail.endswith("; 1 signed note does not match the signature any more")
    tamper(desk.store, "UPDATE contact SET note = 'Another' WHERE id = ?", struck.hex)
    tamper(desk.store, "UPDATE addendum SET text = 'Two words' WHERE contact_id = ?", amended.hex)
    detail = audit_check(desk).detail
    assert detail.endswith("; 3 signed notes do not match the signature any more")
    told = (NOTE, "Another", "Juniper", "Moss", *(str(one) for one in (group, whole)))
    assert not any(word in detail for word in told)
