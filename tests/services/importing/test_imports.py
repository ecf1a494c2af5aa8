"""Importing a caseload: who is new, who changed, what is told, and nothing half-written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lead_desktop.base.errors import Cancelled, UnreadableFile
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ParticipantStatus, Role
from lead_desktop.domain.people.details import DetailField
from lead_desktop.domain.people.participant import CaseloadRow
from lead_desktop.services.contacts.contacts import list_contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.imports import (
    FileHints,
    ImportReport,
    import_caseload,
    import_contacts,
    read_mapping,
)
from lead_desktop.services.people.details import read_details
from lead_desktop.services.people.merging import MergeRecords, merge_records
from lead_desktop.services.people.participants import list_caseload, read_record
from lead_desktop.store.audit import list_entries, verify_chain
from lead_desktop.store.tables import Assignment, ImportRun, Participant, StatusChange

FEBRL = {
    "external_id": "rec_id",
    "legal_first_name": "given_name",
    "legal_last_name": "surname",
    "date_of_birth": "date_of_birth",
    "address": ["street_number", "address_1", "address_2"],
    "city": "suburb",
    "postal_code": "postcode",
}


class Import(Protocol):
    def __call__(self, text: str, *, dry_run: bool = False) -> ImportReport: ...


@pytest.fixture
def boss(seat: Callable[..., Desk]) -> Desk:
    """A case manager who is administrator, as the first worker of a vault."""
    return seat(Role.CASE_MANAGER, name="Tomas Sampleton", administrator=True)


@pytest.fixture
def bring(boss: Desk, tmp_path: Path) -> Import:
    """Import a caseload from the text of a CSV file."""

    def run(text: str, *, dry_run: bool = False) -> ImportReport:
        path = tmp_path / "people.csv"
        path.write_text(text, encoding="utf-8")
        return import_caseload(boss, path, dry_run=dry_run)

    return run


def people(desk: Desk) -> dict[str, CaseloadRow]:
    """Everybody in the vault by external id, else by name."""
    rows = list_caseload(desk, need_first=False)
    return {row.external_id or row.preferred_name: row for row in rows}


def tally(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.created, report.updated, report.unchanged, report.rejected


def test_every_field_arrives(boss: Desk, bring: Import) -> None:
    report = bring(
        "external_id,preferred_name,legal_first_name,legal_last_name,aliases,date_of_birth,phone,"
        "email,address,city,postal_code,pronouns,language,status,case_manager,peer,enrolled_on\n"
        "A-1,Sam,Samuel,Okafor,Sunny; Red,1980-05,(410) 555-0142,sam@example.org,1 E St,"
        "Baltimore,21202,they/them,Igbo,in jail,tomas SAMPLETON,Jo Nobody,2026-01-05\n"
    )
    assert tally(report) == (1, 1, 0, 0, 0)
    assert [(p.row, p.column, p.rejected) for p in report.rejects] == [(2, "peer", False)]
    row = people(boss)["A-1"]
    assert (row.number, row.preferred_name, row.legal_name) == (1, "Sam", "Samuel Okafor")
    assert set(row.aliases) == {"Sunny", "Red"}
    assert (row.date_of_birth, row.status) == ("1980-05", ParticipantStatus.INACTIVE_CUSTODY)
    assert (row.case_manager, row.peer, row.mine) == ("Tomas Sampleton", "Jo Nobody", True)
    assert row.enrolled_on is not None
    record = read_record(boss, row.id)
    assert [phone.number for phone in record.phones] == ["(410) 555-0142"]
    assert record.language == "Igbo"
    with boss.store.read() as connection:
        (change,) = connection.execute(
            select(StatusChange.from_status, StatusChange.to_status, StatusChange.effective_on)
        ).all()
    assert change == (None, ParticipantStatus.INACTIVE_CUSTODY, boss.clock.today())


def test_an_active_person_has_been_so_since_enrolling(boss: Desk, bring: Import) -> None:
    bring("name,enrolled\nJuniper Fable,2026-01-05\n")
    with boss.store.read() as connection:
        since = connection.execute(select(StatusChange.effective_on)).scalar()
    assert str(since) == "2026-01-05"


def test_found_by_names_numbers_and_phone_digits(boss: Desk, bring: Import) -> None:
    bring("id,first,last,aka,phone\nZ-9,Zoë,O'Brien,Blue,410-555-0142\n")
    for words in ("zoe obrien", "blue", "Z-9", "5550142", "P-1", "+14105550142"):
        assert len(list_caseload(boss, find=words)) == 1, words


def test_the_same_file_again_changes_nothing(boss: Desk, bring: Import) -> None:
    text = "id,first,last,aka,phone,cm\n1,Ana,Fable,Bird,410-555-0142,Nobody\n,Ana,Fable,,,\n"
    first = bring(text)
    before = people(boss)
    second = bring(text)
    assert (tally(first), tally(second)) == ((2, 2, 0, 0, 0), (2, 0, 0, 2, 0))
    assert people(boss) == before
    assert second.rejects == first.rejects


def test_what_was_changed_here_outlives_a_file_without_news(boss: Desk, bring: Import) -> None:
    text = "id,first,status\n1,Ana,active\n"
    bring(text)
    with boss.store.write() as session:
        session.scalars(select(Participant)).one().preferred_name = "Bird"
    bring(text)
    assert people(boss)["1"].preferred_name == "Bird"


def test_only_the_fields_of_the_file_are_taken_over(boss: Desk, bring: Import) -> None:
    bring("id,preferred,first,pronouns,city\n1,Bird,Ana,she/her,Baltimore\n")
    report = bring("id,first,pronouns,status\n1,Anna,,closed\n")
    row = people(boss)["1"]
    assert tally(report) == (1, 0, 1, 0, 0)
    assert (row.preferred_name, row.legal_name, row.pronouns) == ("Bird", "Anna", "she/her")
    assert row.status is ParticipantStatus.CLOSED
    assert len(list_caseload(boss, find="anna")) == 1
    with boss.store.read() as connection:
        steps = connection.execute(select(StatusChange.from_status, StatusChange.to_status)).all()
        city = connection.execute(select(Participant.city)).scalar()
    assert steps[1] == (ParticipantStatus.ACTIVE, ParticipantStatus.CLOSED)
    assert city == "Baltimore"


def test_a_derived_name_follows_the_legal_one(boss: Desk, bring: Import) -> None:
    bring("id,first\n1,Ana\n2,\n")
    assert [row.preferred_name for row in people(boss).values()] == ["Ana", "2"]
    bring("id,first,last\n1,Ana,Fable\n2,Bo,Fable\n")
    assert [row.preferred_name for row in people(boss).values()] == ["Ana Fable", "Bo Fable"]


def test_numbers_and_aliases_are_added_once(boss: Desk, bring: Import) -> None:
    bring("id,aka,phone\n1,Blue,410-555-0142\n")
    bring("id,aka,phone\n1,blue; Red,+1 (410) 555 0142\n")
    row = people(boss)["1"]
    assert set(row.aliases) == {"Blue", "Red"}
    assert len(read_record(boss, row.id).phones) == 1
    bring("id,phone\n1,443-555-0100\n")
    assert len(read_record(boss, row.id).phones) == 2
    assert len(list_caseload(boss, find="red")) == 1


def test_a_row_that_says_the_same_in_other_words_is_no_update(boss: Desk, bring: Import) -> None:
    bring("id,first,dob\n1,Ana,1980-05-17\n")
    with boss.store.read() as connection:
        before = connection.execute(select(Participant.version)).scalar()
    report = bring("id,dob\n1,5/17/1980\n")
    assert tally(report) == (1, 0, 0, 1, 0)
    with boss.store.read() as connection:
        assert connection.execute(select(Participant.version)).scalar() == before


def test_two_people_who_share_a_name_stay_two(boss: Desk, bring: Import) -> None:
    bring("first,dob\nAna,1980-05-17\nAna,1990-01-02\nAna,1990-01-02\n")
    assert len(list_caseload(boss)) == 3
    again = bring("first,dob\nAna,1990-01-02\nAna,1990-01-02\nAna,1980-05-17\n")
    assert tally(again) == (3, 0, 0, 3, 0)


def test_numbers_go_on_where_they_were(
    boss: Desk, bring: Import, enroll: Callable[..., object]
) -> None:
    enroll("Juniper Fable")
    bring("first\nAna\nBo\n")
    assert sorted(row.number for row in people(boss).values()) == [1, 2, 3]


def test_a_name_is_given_its_worker_once_there_is_one(
    boss: Desk, bring: Import, seat: Callable[..., Desk]
) -> None:
    text = "id,cm,peer\n1,Dee Whitfield,Jo\n"
    report = bring(text)
    assert [p.column for p in report.rejects] == ["cm", "peer"]
    dee = seat(Role.CASE_MANAGER, name="dee whitfield")
    assert tally(bring(text)) == (1, 0, 1, 0, 0)
    assert (people(boss)["1"].case_manager, people(boss)["1"].peer) == ("dee whitfield", "Jo")
    assert people(dee)["1"].mine
    assert tally(bring(text)) == (1, 0, 0, 1, 0)


def test_a_new_worker_takes_over_and_the_old_part_is_kept(
    boss: Desk, bring: Import, seat: Callable[..., Desk]
) -> None:
    seat(Role.CASE_MANAGER, name="Dee")
    bring("id,cm\n1,Tomas Sampleton\n")
    assert tally(bring("id,cm\n1,Dee\n")) == (1, 0, 1, 0, 0)
    assert people(boss)["1"].case_manager == "Dee"
    assert tally(bring("id,cm\n1,Somebody Unknown\n")) == (1, 0, 0, 1, 0)
    assert people(boss)["1"].case_manager == "Dee"
    with boss.store.read() as connection:
        ended = connection.execute(select(Assignment.to_on)).scalars().all()
    assert sorted(str(day) for day in ended) == ["2026-11-23", "None"]


def test_more_people_than_fit_in_one_batch(boss: Desk, bring: Import) -> None:
    def table(city: str, status: str) -> str:
        rows = (f"{n},Ana {n},{city},{status},Tomas Sampleton" for n in range(1_200))
        return "id,first,city,status,cm\n" + "\n".join(rows)

    assert tally(bring(table("Baltimore", "active"))) == (1200, 1200, 0, 0, 0)
    assert tally(bring(table("Towson", "closed"))) == (1200, 0, 1200, 0, 0)
    with boss.store.read() as connection:
        cities = connection.execute(select(Participant.city).distinct()).scalars().all()
        steps = connection.execute(select(StatusChange.from_status)).scalars().all()
    assert (cities, len(steps)) == (["Towson"], 2400)
    assert len(people(boss)) == 1200


def test_a_dry_run_counts_the_same_and_leaves_nothing(boss: Desk, bring: Import) -> None:
    bring("id,first\n1,Ana\n2,Bo\n")
    text = "id,first\n1,Anna\n2,Bo\n3,Cy\n,\n"
    with boss.store.read() as connection:
        audited = len(list_entries(connection))
    dry = bring(text, dry_run=True)
    assert people(boss)["1"].preferred_name == "Ana"
    with boss.store.read() as connection:
        assert len(list_entries(connection)) == audited
    real = bring(text)
    assert tally(dry) == tally(real) == (3, 1, 1, 1, 0)
    assert dry.rejects == real.rejects
    assert (dry.import_id, dry.dry_run) == (None, True)


def test_bad_rows_and_cells_are_told_without_their_content(boss: Desk, bring: Import) -> None:
    report = bring("id,first,dob,status\n,,1980-01-01,\n2,Ana,1980-02-31,whatever\n3,Bo,,\n")
    assert tally(report) == (3, 2, 0, 0, 1)
    told = [(p.row, p.column, p.rejected) for p in report.rejects]
    assert told == [(2, "", True), (3, "dob", False), (3, "status", False)]
    lines = report.rejects_file().decode("utf-8-sig").splitlines()
    assert lines[0] == "row,column,reason"
    assert len(lines) == 4
    assert "whatever" not in report.rejects_file().decode()


def test_the_run_is_written_down_and_audited(boss: Desk, bring: Import) -> None:
    report = bring("first\nAna\n")
    with boss.store.read() as connection:
        run = connection.execute(select(ImportRun.id, ImportRun.kind, ImportRun.counts)).one()
        (entry,) = list_entries(connection)
        assert verify_chain(connection) is None
    assert (run.id, run.kind) == (report.import_id, "caseload")
    assert run.counts == {
        "read": 1, "created": 1, "updated": 0, "unchanged": 0, "rejected": 0,
        "first_number": 1, "last_number": 1,
    }  # fmt: skip
    assert (entry.action, entry.subject) == ("import.caseload", str(report.import_id))


def test_stopped_in_the_middle_nothing_is_kept(boss: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("first\n" + "".join(f"Ana {n}\n" for n in range(5_000)), encoding="utf-8")
    shares: list[float] = []

    def stop() -> bool:
        return len(shares) == 3

    with pytest.raises(Cancelled):
        import_caseload(boss, path, progress=shares.append, cancelled=stop)
    assert 0.4 < shares[-1] < 1
    assert list_caseload(boss) == []
    report = import_caseload(boss, path, progress=shares.append)
    assert (report.created, shares[-1]) == (5_000, 1.0)


def test_a_fault_at_the_very_end_undoes_everything(
    boss: Desk, bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Desk, "record", fail)
    with pytest.raises(Exception, match="room"):
        bring("first\nAna\n")
    monkeypatch.undo()
    assert list_caseload(boss) == []


def test_a_file_that_cannot_be_read_is_refused(boss: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        import_caseload(boss, tmp_path / "nothing.csv")


@pytest.mark.shared
def test_names_of_thirty_locales(boss: Desk, shared_data: Path) -> None:
    path = shared_data / "persons" / "faker_multiscript_names" / "names_multiscript.csv"
    report = import_caseload(boss, path)
    assert tally(report) == (3000, 3000, 0, 0, 0)
    assert tally(import_caseload(boss, path)) == (3000, 0, 0, 3000, 0)
    with path.open(encoding="utf-8", newline="") as source:
        wanted = list(csv.DictReader(source))
    kept = list_caseload(boss, need_first=False)
    assert len(kept) == len(wanted) == 3000


@pytest.mark.shared
def test_febrl_by_a_mapping_file(boss: Desk, shared_data: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "febrl.json"
    mapping.write_text(json.dumps(FEBRL), encoding="utf-8")
    path = shared_data / "persons" / "febrl" / "dataset2.csv"
    report = import_caseload(boss, path, hints=FileHints(mapping=read_mapping(mapping)))
    assert tally(report) == (5000, 5000, 0, 0, 0)
    assert len(report.rejects) == 10
    assert {p.column for p in report.rejects} == {"date_of_birth"}
    again = import_caseload(boss, path, hints=FileHints(mapping=read_mapping(mapping)))
    assert tally(again) == (5000, 0, 0, 5000, 0)


@pytest.mark.shared
def test_five_encodings_and_a_workbook_are_the_same_people(
    boss: Desk, shared_data: Path, tmp_path: Path
) -> None:
    folder = shared_data / "tables" / "hmis_encodings"
    named = {"Windows-1252.csv": "windows-1252", "macRoman.csv": "mac-roman"}
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    text = (folder / "UTF-8.csv").read_text(encoding="utf-8")
    for cells in csv.reader(io.StringIO(text, newline="")):
        sheet.append(cells)
    book.save(tmp_path / "people.xlsx")
    files = [*sorted(folder.glob("*.csv")), tmp_path / "people.xlsx"]
    told = [FileHints(encoding=named.get(path.name)) for path in files]
    tallies = [
        tally(import_caseload(boss, path, hints=hints))
        for path, hints in zip(files, told, strict=True)
    ]
    assert tallies == [(7, 7, 0, 0, 0)] + [(7, 0, 0, 7, 0)] * 5
    assert "Øyvind Barge" in {row.preferred_name for row in list_caseload(boss)}


CELLS = st.sampled_from(["", "1", "2", "Ana", "Bo", "1980-05-17", "1980-02-31", "active", "x"])
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=6)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TABLES, min_size=1, max_size=3))
def test_any_tables_add_up_and_import_once(
    boss: Desk, bring: Import, tables: list[list[tuple[str, ...]]]
) -> None:
    for rows in tables:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([("id", "first", "dob", "status"), *rows])
        dry = bring(text.getvalue(), dry_run=True)
        report = bring(text.getvalue())
        assert tally(dry) == tally(report)
        assert report.read == sum(tally(report)[1:])
        before = people(boss)
        again = bring(text.getvalue())
        assert tally(again)[1:3] == (0, 0)
        assert people(boss) == before


def test_people_who_may_be_here_already_are_counted_and_taken_in_all_the_same(
    bring: Import, boss: Desk
) -> None:
    first = bring("id,first,last,dob\n1,Juniper,Fable,1988-02-29\n2,Moss,Example,1970-01-05\n")
    assert first.possible_duplicates == 0
    text = (
        "id,first,last,dob\n7,Junipper,Fable,1988-02-29\n8,Cedar,Makebelieve,1991-07-01\n"
        "9,Ceder,Makebelieve,1991-07-01\n"
    )
    assert bring(text, dry_run=True).possible_duplicates == 2
    report = bring(text)
    assert (report.created, report.possible_duplicates) == (3, 2)
    assert bring(text).possible_duplicates == 0  # nobody is new


def test_the_row_of_a_merged_record_updates_the_kept_person(bring: Import, boss: Desk) -> None:
    both = "id,first,last,pronouns\nA-1,Juniper,Fable,she/her\nB-2,June,Fable,\n"
    bring(both)
    found = people(boss)
    kept, gone = found["A-1"].id, found["B-2"].id
    merge_id = new_id()
    merge_records(boss, MergeRecords(merge_id, kept, gone))
    assert tally(bring(both)) == (2, 0, 0, 2, 0)
    said = "id,first,last,city\nb-0,Nobody,Atall,\nB-2,June,Fable,Baltimore\n"
    assert tally(bring(said)) == (2, 1, 1, 0, 0)
    assert tally(bring(said)) == (2, 0, 0, 2, 0)
    row = people(boss)["A-1"]
    assert row.id == kept
    assert "B-2" not in people(boss)
    assert read_details(boss, kept).texts[DetailField.CITY] == "Baltimore"
    bring(both)
    assert tally(bring(both)) == (2, 0, 0, 2, 0)


def test_contacts_of_a_merged_record_go_to_the_kept_person(
    bring: Import, boss: Desk, tmp_path: Path
) -> None:
    bring("id,first,last\nA-1,Juniper,Fable\nB-2,June,Fable\n")
    found = people(boss)
    kept = found["A-1"].id
    merge_records(boss, MergeRecords(new_id(), kept, found["B-2"].id))
    path = tmp_path / "contacts.csv"
    path.write_text("participant id,date,type,result,notes\nB-2,2026-11-20,Phone,Met,Came by\n")
    assert import_contacts(boss, path).created == 1
    (entry,) = list_contacts(boss, participant_id=kept)
    assert entry.note == "Came by"
