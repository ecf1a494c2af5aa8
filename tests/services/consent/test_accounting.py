"""The account of one copy: what it says, under which number, and what a broken print leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import Refused
from lead_desktop.domain.codes import Audience, Basis, ConsentCategory, DisclosureMethod
from lead_desktop.domain.consent.disclosed import DisclosureLine
from lead_desktop.domain.consent.disclosure import Permission, Section, Withheld, refused
from lead_desktop.domain.consent.redisclosure import NoticeKind
from lead_desktop.domain.consent.restriction import Acknowledgement, Restriction
from lead_desktop.services.consent import accounting
from lead_desktop.services.consent.accounting import Account, account_failure, write_account
from lead_desktop.services.consent.gate import Ground, Handing
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import list_entries
from lead_desktop.store.queries.workers import list_disclosures
from lead_desktop.store.tables import Disclosure, DisclosureException
from tests.domain.consents import TODAY

Enroll = Callable[..., UUID]
C = ConsentCategory
SHA = "ab" * 32


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def number(desk: Desk, person: UUID, *, partner: bool = False) -> str:
    with desk.store.read() as connection:
        return accounting.document_number(connection, person, partner=partner)


def account_of(desk: Desk, person: UUID, audience: Audience, **changes: object) -> Account:
    """The account of a copy of name and goals, with what a test wants otherwise."""
    partner = audience not in (Audience.INTERNAL, Audience.PARTICIPANT)
    handing = Handing(
        participant_id=person, audience=audience, recipient=" Example House ", purpose=" Care "
    )
    whole = Account(
        handing=handing,
        permission=Permission((Section.NAME, Section.GOALS), (), covered=frozenset({C.GOALS})),
        method=DisclosureMethod.PRINT,
        document_number=number(desk, person, partner=partner),
        sections=(Section.NAME, Section.GOALS),
        withheld=(Withheld(Section.NEEDS, "Not covered by the consent"),),
        sha256=SHA,
        pages=2,
    )
    return replace(whole, **changes)


def write(desk: Desk, account: Account) -> UUID | None:
    with desk.store.write() as session:
        return write_account(session, desk, account)


def left(desk: Desk, person: UUID) -> list[DisclosureLine]:
    with desk.store.read() as connection:
        return list_disclosures(connection, participant_id=person)


def issued(desk: Desk, person: UUID) -> list[dict[str, object]]:
    with desk.store.read() as connection:
        entries = list_entries(connection, subject=person)
    return [entry.detail for entry in entries if entry.action == accounting.ISSUED]


def test_the_teams_own_copy_is_audited_and_discloses_nothing(desk: Desk, person: UUID) -> None:
    assert write(desk, account_of(desk, person, Audience.INTERNAL)) is None
    assert left(desk, person) == []
    assert issued(desk, person) == [
        {
            "audience": "internal", "method": "print", "kind": "summary",
            "document": "P-0001-1", "sha256": SHA,
        }
    ]  # fmt: skip


def test_the_participants_copy_rests_on_their_right(desk: Desk, person: UUID) -> None:
    handing = Handing(participant_id=person, audience=Audience.PARTICIPANT)
    made = write(desk, account_of(desk, person, Audience.PARTICIPANT, handing=handing))
    (line,) = left(desk, person)
    assert (line.id, line.basis, line.consent_id) == (made, Basis.PATIENT_ACCESS, None)
    assert line.recipient == "The participant"
    assert len(issued(desk, person)) == 1


def test_a_partners_copy_says_what_left_to_whom_and_what_for(desk: Desk, person: UUID) -> None:
    account = account_of(desk, person, Audience.PROVIDER, recipient_address="1 Sample Street")
    write(desk, account)
    (line,) = left(desk, person)
    assert (line.recipient, line.purpose, line.recipient_address) == (
        "Example House", "Care", "1 Sample Street",
    )  # fmt: skip
    assert line.sections == ("name", "goals")
    assert line.withheld == ({"section": "needs", "reason": "Not covered by the consent"},)
    assert (line.sha256, line.pages, line.worker) == (SHA, 2, desk.worker.name)
    assert line.document_number == "C-00001"


def row(desk: Desk, disclosure_id: UUID | None) -> Disclosure:
    with desk.store.write() as session:
        return session.get_one(Disclosure, disclosure_id)


def test_the_account_keeps_the_ground_the_kinds_of_information_and_the_scope(
    desk: Desk, person: UUID
) -> None:
    told = Permission(
        (Section.NAME,), (), basis=Basis.OVERRIDE, covered=frozenset({C.NEEDS, C.GOALS}),
        notices=(NoticeKind.SCOPE,),
    )  # fmt: skip
    partner = row(desk, write(desk, account_of(desk, person, Audience.PROVIDER, permission=told)))
    assert (partner.basis, partner.categories) == (Basis.OVERRIDE, [C.GOALS, C.NEEDS])
    assert partner.scope_attached == "scope"
    bare = replace(told, notices=(), basis=Basis.PATIENT_ACCESS)
    own = row(desk, write(desk, account_of(desk, person, Audience.PARTICIPANT, permission=bare)))
    assert (own.categories, own.scope_attached) == ([], "")


def test_a_label_in_the_place_of_the_name_is_told_to_the_audit(desk: Desk, person: UUID) -> None:
    for labelled in (True, False):
        account = account_of(desk, person, Audience.JUSTICE, sha256=None)
        handing = replace(account.handing, labelled=labelled)
        write(desk, replace(account, handing=handing))
    assert [detail.get("labelled") for detail in issued(desk, person)] == [True, None]
    assert [detail["sha256"] for detail in issued(desk, person)] == ["", ""]


def test_own_copies_are_numbered_by_person_and_partners_copies_by_vault(
    desk: Desk, enroll: Enroll, person: UUID
) -> None:
    other = enroll("Moss Example", case_manager=desk)
    with desk.store.write() as session:
        desk.record(session, "participant.view", subject=person)  # a look is no copy
    write(desk, account_of(desk, person, Audience.INTERNAL))
    assert (number(desk, person), number(desk, other)) == ("P-0001-2", "P-0002-1")
    assert number(desk, other, partner=True) == "C-00001"
    write(desk, account_of(desk, other, Audience.COMMUNITY))
    assert number(desk, person, partner=True) == "C-00002"
    assert number(desk, person) == "P-0001-2"
    write(desk, account_of(desk, person, Audience.COMMUNITY))
    assert [line.copy_number for line in left(desk, person)] == [2]


def test_a_number_that_is_taken_and_a_copy_that_is_stopped_leave_no_account(
    desk: Desk, person: UUID
) -> None:
    late = account_of(desk, person, Audience.PARTICIPANT)
    write(desk, late)
    stopped = account_of(desk, person, Audience.PROVIDER, permission=refused("No consent."))
    for account in (late, stopped):
        with pytest.raises(Refused):
            write(desk, account)
    assert len(left(desk, person)) == len(issued(desk, person)) == 1


def test_the_facts_of_another_ground_are_kept_with_the_copy(desk: Desk, person: UUID) -> None:
    ground = Ground(
        basis=Basis.EMERGENCY, personnel=" Dr. Example ", affiliation=" Sample Hospital ",
        emergency=" Unconscious ", reason=" why ", authority=" law ", override_type=" kind ",
    )  # fmt: skip
    handing = Handing(
        participant_id=person, audience=Audience.PROVIDER, recipient="A", purpose="B", ground=ground
    )
    made = write(desk, account_of(desk, person, Audience.PROVIDER, handing=handing))
    with desk.store.read() as connection:
        (kept,) = connection.execute(select(*DisclosureException.__table__.columns)).all()
    assert kept.disclosure_id == made
    assert (kept.personnel, kept.affiliation, kept.emergency) == (
        "Dr. Example", "Sample Hospital", "Unconscious",
    )  # fmt: skip
    assert (kept.reason, kept.authority, kept.override_type) == ("why", "law", "kind")
    write(desk, account_of(desk, person, Audience.PROVIDER))
    with desk.store.read() as connection:
        assert len(connection.execute(select(DisclosureException.disclosure_id)).all()) == 1


@pytest.mark.parametrize("touching", [True, False])
def test_why_a_copy_left_is_kept_only_when_a_wish_touched_it(
    desk: Desk, person: UUID, touching: bool
) -> None:
    wish = Restriction(id=uuid4(), participant_id=person, asked_on=TODAY, words="Not my goals")
    permission = Permission(
        (Section.NAME,),
        (),
        restrictions=(wish,),
        touching=(wish.id,) if touching else (),
        acknowledged=Acknowledgement(
            read=frozenset({wish.id}), by=desk.worker.id, reason=" They asked me to "
        ),
        notices=(NoticeKind.SCOPE,),
    )
    write(desk, account_of(desk, person, Audience.PROVIDER, permission=permission))
    (line,) = left(desk, person)
    assert line.restrictions == (str(wish.id),)
    assert line.restriction_reason == ("They asked me to" if touching else "")


def test_a_copy_that_broke_off_keeps_its_line_and_no_hash(desk: Desk, person: UUID) -> None:
    kept = write(desk, account_of(desk, person, Audience.PARTICIPANT))
    broken = write(desk, account_of(desk, person, Audience.PARTICIPANT))
    with desk.store.write() as session:
        account_failure(session, desk, person, broken)
        account_failure(session, desk, person, None)
    assert {line.id: (line.sha256, line.pages) for line in left(desk, person)} == {
        kept: (SHA, 2),
        broken: (None, None),
    }
    with desk.store.read() as connection:
        actions = [entry.action for entry in list_entries(connection, subject=person)]
    assert actions.count("summary.failed") == 2


def test_the_last_summary_is_the_newest_of_its_reader_and_no_other_paper(
    desk: Desk, enroll: Enroll, person: UUID
) -> None:
    other = enroll("Moss Example", case_manager=desk)

    def last() -> object:
        with desk.store.read() as connection:
            return accounting.last_issued(connection, person, Audience.INTERNAL)

    assert last() is None
    write(desk, account_of(desk, person, Audience.PARTICIPANT))
    write(desk, account_of(desk, person, Audience.INTERNAL, document_kind="face_sheet"))
    assert last() is None
    write(desk, account_of(desk, other, Audience.INTERNAL))
    with desk.store.write() as session:
        desk.record(session, "summary.refused", subject=person, detail={"audience": "internal"})
    assert last() is None
    write(desk, account_of(desk, person, Audience.INTERNAL))
    assert last() == desk.clock.now()
    later = replace(desk, clock=FixedClock(instant=desk.clock.now() + timedelta(hours=1)))
    write(later, account_of(later, person, Audience.INTERNAL))
    assert last() == later.clock.now()
