"""Contacts of a spreadsheet into the vault: once, marked, and never over a signed note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from lead_desktop.base.errors import Cancelled, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import InitiatedBy, Role, Seal
from lead_desktop.domain.contacts.review import ReviewReason
from lead_desktop.domain.contacts.timeline import TimelineFilter
from lead_desktop.services.contacts import contacts, note_edits, reviews, revisions, signing
from lead_desktop.services.contacts.reviews import ReturnNote
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.imports import FileHints, ImportReport, import_contacts
from lead_desktop.services.people import participants
from lead_desktop.store.tables import Contact, ImportedContact, ImportRun
from tests.services.noting import acts, edited, entry, log, tamper, write_to

Enroll = Callable[..., UUID]
HEAD = "contact id,participant id,date,type,result,duration,notes,staff"
FIRST = "C-1,A1,2026-11-20 10:00,Phone,Met,20,Talked about housing.,Dre Exampleton"
SECOND = ",P-0002,2026-11-21,IN_CUSTODY_VISIT,Met,,,Somebody Else"


@pytest.fixture
def office(seat: Callable[..., Desk]) -> Desk:
    """A case manager who is the administrator, in a vault with a peer named Dre."""
    seat(Role.PEER, name="Dre Exampleton")
    return seat(Role.CASE_MANAGER, name="Tomas Sampleton", administrator=True)


@pytest.fixture
def people(enroll: Enroll) -> tuple[UUID, UUID]:
    return enroll("Juniper Fable", external_id="A1"), enroll("Moss Example")


@pytest.fixture
def bring(tmp_path: Path, office: Desk) -> Callable[..., ImportReport]:
    def run(*lines: str, head: str = HEAD, **options: object) -> ImportReport:
        path = tmp_path / "contacts.csv"
        path.write_text("\n".join((head, *lines)), "utf-8")
        return import_contacts(office, path, **options)  # type: ignore[arg-type]

    return run


Bring = Callable[..., ImportReport]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.rejected


def test_contacts_come_in_marked_and_count(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    report = bring(FIRST, SECOND, ",nobody,2026-11-20,Phone,Met,,,")
    assert (report.kind, report.read, counts(report)) == ("contacts", 3, (2, 0, 0, 1))
    assert [(one.row, one.reason, one.rejected) for one in report.rejects] == [
        (3, "no worker has this name; it is kept as text", False),
        (4, "no participant of this vault has this id or number", True),
    ]
    (first,) = contacts.list_contacts(office, participant_id=people[0])
    assert (first.imported, first.seal, first.late) == (True, Seal.IMPORTED, False)
    assert (first.author, first.workers) == ("Dre Exampleton", ("Dre Exampleton",))
    assert first.substantive
    (second,) = contacts.list_contacts(office, participant_id=people[1])
    assert (second.author, second.workers, second.how) == (
        "Somebody Else",
        ("Somebody Else",),
        "Jail",
    )
    record = participants.read_record(office, people[0])
    assert record.row.last_reached_at == first.occurred_at
    assert [hit.contact_id for hit in participants.find_in_notes(office, "housing")] == [first.id]


def test_the_same_file_twice_changes_nothing(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    bring(FIRST, SECOND, SECOND)
    before = contacts.list_contacts(office)
    report = bring(FIRST, SECOND, SECOND)
    assert counts(report) == (0, 0, 3, 0)
    assert contacts.list_contacts(office) == before
    assert len(before) == 3


def test_a_dry_run_leaves_nothing_behind(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    report = bring(FIRST, SECOND, dry_run=True)
    assert (counts(report), report.import_id) == ((2, 0, 0, 0), None)
    with office.store.read() as connection:
        for table in (Contact, ImportedContact, ImportRun):
            assert connection.scalar(select(func.count()).select_from(table)) == 0
    assert "import.contacts" not in acts(office.store)


def test_stopping_keeps_nothing(office: Desk, people: tuple[UUID, UUID], bring: Bring) -> None:
    asked: list[float] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        bring(FIRST, SECOND, cancelled=stop)
    assert contacts.list_contacts(office) == []


def test_a_changed_row_changes_its_contact_and_keeps_the_earlier_words(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    bring(FIRST)
    report = bring(FIRST.replace("housing", "a shelter").replace(",Met,", ",No answer,"))
    assert counts(report) == (0, 1, 0, 0)
    (now,) = contacts.list_contacts(office)
    assert (now.note, now.outcome.value) == ("Talked about a shelter.", "NO_ANSWER")
    (earlier,) = revisions.list_revisions(office, now.id)
    assert earlier.note == "Talked about housing."
    assert participants.read_record(office, people[0]).row.attempts_since_reached == 1


def test_a_row_that_now_names_other_people_is_left_out(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    bring(FIRST)
    report = bring(FIRST.replace(",A1,", ",P-0002,"))
    assert counts(report) == (0, 0, 0, 1)
    assert contacts.list_contacts(office, participant_id=people[1]) == []


def test_no_file_changes_a_note_that_is_signed_or_struck(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    bring(FIRST, FIRST.replace("C-1", "C-2"))
    one, two = (line.id for line in contacts.list_contacts(office))
    with office.store.write() as session:  # as if its author had joined and signed it
        contact = session.scalars(select(Contact).where(Contact.id == one)).one()
        signing.sign_within(session, office, contact)
        struck = session.scalars(select(Contact).where(Contact.id == two)).one()
        struck.struck_at, struck.struck_as = office.clock.now(), "Ada, supervisor"
    before = entry(office, one), entry(office, two)
    changed = FIRST.replace("housing", "a shelter")
    report = bring(changed, changed.replace("C-1", "C-2"))
    assert counts(report) == (0, 0, 0, 2)
    assert {problem.reason for problem in report.rejects if problem.rejected} == {
        "the contact was written to, signed, struck or taken back here; it was left as it is"
    }
    assert (entry(office, one), entry(office, two)) == before


def test_nobody_signs_or_edits_words_that_another_wrote(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    bring(FIRST, SECOND)
    mine = log(office, people[0])
    for line in contacts.list_contacts(office):
        if line.imported:
            with pytest.raises(Refused):
                signing.sign_contact(office, line.id)
    waiting = reviews.review_queue(office).of(ReviewReason.UNSIGNED)
    assert [item.contact_id for item in waiting] == [mine]


def test_a_mapping_says_which_column_is_which(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    report = bring(
        "Met,Phone,20.11.2026,A1,Words here",
        head="Ergebnis,Art,Tag,Nr,Text",
        hints=FileHints(
            {
                "outcome": "Ergebnis",
                "mode": "Art",
                "occurred_at": "Tag",
                "participant": "Nr",
                "note": "Text",
            }
        ),
    )
    assert counts(report) == (1, 0, 0, 0)
    (line,) = contacts.list_contacts(office)
    assert (line.note, line.author) == ("Words here", "Not named in the file")


def test_who_started_it_is_read_in_the_words_of_other_programs(
    office: Desk, people: tuple[UUID, UUID], bring: Bring
) -> None:
    head = f"{HEAD},initiated by"
    report = bring(f"{FIRST},Client", f"{SECOND},BPD", f"{SECOND},the moon", head=head)
    assert [line.initiated_by for line in contacts.list_contacts(office)] == [
        InitiatedBy.PARTICIPANT,
        InitiatedBy.POLICE,
        None,
    ]
    assert "this does not say who started the contact" in {one.reason for one in report.rejects}


def test_an_imported_note_stays_as_it_came_and_is_written_to_beside_it(
    office: Desk, seat: Callable[..., Desk], people: tuple[UUID, UUID], bring: Bring
) -> None:
    bring(FIRST)
    (line,) = contacts.list_contacts(office)
    assert (line.seal, line.waits_to_be_signed, line.author) == (
        Seal.IMPORTED,
        False,
        "Dre Exampleton",
    )
    for act in (
        lambda: note_edits.edit_contact(office, edited(office, line.id, note="Mine")),
        lambda: signing.sign_contact(office, line.id),
        lambda: contacts.withdraw_contact(office, line.id),
    ):
        with pytest.raises(Refused, match="another system"):
            act()
    supervisor = seat(Role.SUPERVISOR, name="Ada Sampleton")
    for review in (
        lambda: reviews.cosign_notes(supervisor, (line.id,)),
        lambda: reviews.return_note(supervisor, ReturnNote(new_id(), line.id, "Which day?")),
    ):
        with pytest.raises(Refused, match="another system"):
            review()
    unsigned = TimelineFilter(signed=False)
    assert contacts.list_contacts(office, only=unsigned) == []
    write_to(office, line.id, "The date is that of the letter.")
    now = entry(office, line.id)
    assert (now.seal, now.whole) == (Seal.IMPORTED, True)
    assert [one.text for one in now.addenda] == ["The date is that of the letter."]
    # What somebody here has written to is not changed under their words any more ...
    report = bring(FIRST.replace("housing", "a shelter"))
    assert counts(report) == (0, 0, 0, 1)
    assert entry(office, line.id) == now
    # ... and when it is changed behind the program's back, that is said.
    tamper(office.store, "UPDATE contact SET note = 'Other words'")
    assert (entry(office, line.id).seal, entry(office, line.id).whole) == (Seal.BROKEN, False)
