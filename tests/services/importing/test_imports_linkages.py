"""Importing linkages: each row walks the ladder, a missing fact is told, twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import (
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    Role,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.imports import FileHints, ImportReport, import_linkages
from lead_desktop.services.plan.linkages import list_linkages, list_steps
from lead_desktop.store.tables import Organization

S = LinkageStatus
HEAD = (
    "participant,need,status,provider,sent on,first visit,status date,verified by,reason,"
    "referral id\n"
)


class Import(Protocol):
    def __call__(
        self, text: str, *, dry_run: bool = False, encoding: str = "utf-8"
    ) -> ImportReport: ...


@pytest.fixture
def boss(seat: Callable[..., Desk]) -> Desk:
    return seat(Role.CASE_MANAGER, name="Tomas Sampleton", administrator=True)


@pytest.fixture
def juniper(boss: Desk, enroll: Callable[..., UUID]) -> UUID:
    now = boss.clock.now()
    with boss.store.write() as session:
        session.add(Organization(name="Example House", created_at=now, updated_at=now))
    return enroll("Juniper Fable", case_manager=boss, external_id="X-1")


@pytest.fixture
def bring(boss: Desk, juniper: UUID, tmp_path: Path) -> Import:
    def run(text: str, *, dry_run: bool = False, encoding: str = "utf-8") -> ImportReport:
        path = tmp_path / "linkages.csv"
        path.write_text(text, encoding=encoding)
        named = encoding if not encoding.startswith("utf") else None
        return import_linkages(boss, path, dry_run=dry_run, hints=FileHints(encoding=named))

    return run


def only(desk: Desk) -> LinkageLine:
    (line,) = list_linkages(desk)
    return line


def reasons(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.reason) for one in report.rejects]


def test_a_row_walks_the_ladder_with_its_dates(boss: Desk, bring: Import) -> None:
    report = bring(
        HEAD + "X-1,Housing,Engaged,example house,2026-01-05,2026-02-01,2026-03-01,provider,,R1\n"
    )
    assert (report.created, report.rejects) == (1, ())
    line = only(boss)
    assert (line.status, line.status_since, line.organization) == (
        S.ONGOING, date(2026, 3, 1), "Example House",
    )  # fmt: skip
    story = [(step.to_status, step.on) for step in reversed(list_steps(boss, line.id))]
    assert story == [
        (S.IDENTIFIED, date(2026, 1, 5)),
        (S.SENT, date(2026, 1, 5)),
        (S.STARTED, date(2026, 2, 1)),
        (S.ONGOING, date(2026, 3, 1)),
    ]


def test_twice_changes_nothing_and_news_moves_on(boss: Desk, bring: Import) -> None:
    row = "X-1,Housing,{},Example House,2026-01-05,,2026-01-20,,{},R1\n"
    assert bring(HEAD + row.format("Referred", "")).created == 1
    again = bring(HEAD + row.format("Referred", ""))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    news = bring(HEAD + row.format("Not linked", "no bed"))
    assert (news.created, news.updated) == (0, 1)
    line = only(boss)
    assert (line.status, line.reason) == (S.NOT_COMPLETED, LinkageReason.NO_CAPACITY)


def test_without_ids_the_whole_row_is_the_identity(boss: Desk, bring: Import) -> None:
    text = "participant,need,status\nP-0001,Legal,Referred\nP-0001,Legal,Referred\n"
    first = bring(text)
    assert (first.created, first.unchanged) == (2, 0)
    assert reasons(first)[0][2].startswith("the row is the same as row 2")
    again = bring(text)
    assert (again.created, again.unchanged) == (0, 2)
    assert {line.method for line in list_linkages(boss)} == {LinkageMethod.INFORMATION_GIVEN}


def test_completed_needs_a_confirmed_connection_here_too(boss: Desk, bring: Import) -> None:
    report = bring(HEAD + "X-1,SUD,Completed,Example House,2026-01-05,2026-02-01,2026-03-01,,,R1\n")
    ((row, column, reason),) = reasons(report)
    assert (row, column) == (2, "verified by")
    assert "First visit attended" in reason
    assert (only(boss).status, only(boss).verified_by) == (S.STARTED, VerifiedBy.NOT_VERIFIED)


def test_what_cannot_be_taken_is_told_by_row_and_column(boss: Desk, bring: Import) -> None:
    report = bring(
        HEAD
        + "X-9,Housing,Referred,Example House,,,,,,R1\n"
        + "X-1,,Referred,Example House,,,,,,R2\n"
        + "X-1,Spaceship,Referred,,,,,,,R3\n"
        + "X-1,Legal,Somewhere,Nowhere Inc,2026-13-40,,2199-01-01,,,R4\n"
    )
    assert (report.read, report.created, report.rejected) == (4, 1, 3)
    told = {(row, column) for row, column, _ in reasons(report)}
    assert told == {
        (2, "participant"), (3, "need"), (4, "need"), (5, "status"), (5, "provider"),
        (5, "sent on"), (5, "status date"),
    }  # fmt: skip
    assert only(boss).status is S.IDENTIFIED
    assert "Juniper" not in report.rejects_file().decode()


def test_a_reason_that_is_missing_is_kept_as_other(boss: Desk, bring: Import) -> None:
    report = bring(HEAD + "X-1,Legal,Withdrawn,,2026-01-05,,,,,R1\n")
    assert [column for _, column, _ in reasons(report)] == ["reason"]
    assert (only(boss).status, only(boss).reason) == (S.WITHDRAWN, LinkageReason.OTHER)


def test_a_dry_run_leaves_nothing(boss: Desk, bring: Import) -> None:
    report = bring(HEAD + "X-1,Legal,Referred,,,,,,,R1\n", dry_run=True)
    assert (report.created, report.import_id) == (1, None)
    assert list_linkages(boss) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "latin-1", "cp850"])
def test_five_encodings(boss: Desk, bring: Import, encoding: str) -> None:
    report = bring(HEAD + "X-1,Legal,Referred,Café Réunion,,,,,,R1\n", encoding=encoding)
    assert report.created == 1
    (newest, _) = list_steps(boss, only(boss).id)
    assert newest.words == "Café Réunion"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cells=st.lists(
        st.lists(
            st.sampled_from(
                ["X-1", "P-0001", "Housing", "Referred", "Completed", "Waitlist", "Scheduled",
                 "2026-02-30", "2026-02-01", "no bed", "provider", "=1+1", "\x00", "é" * 500, "",
                 "Example House", "🜁"]
            ),
            min_size=10,
            max_size=10,
        ),
        max_size=6,
    )
)  # fmt: skip
def test_hostile_rows_are_counted_and_never_half_written(
    bring: Import, cells: list[list[str]]
) -> None:
    lines = [",".join(f'"{cell}"' for cell in row) for row in cells]
    try:
        report = bring(HEAD + "\n".join(lines) + "\n", dry_run=True)
    except LeadError:
        return
    assert report.read == report.created + report.updated + report.unchanged + report.rejected
    assert all(one.reason for one in report.rejects)


def test_every_category_and_state_is_known_by_its_code_and_its_words() -> None:
    from lead_desktop.exchange import linkages as file

    for code in (*ServiceCategory, *LinkageStatus):
        table = file._NEED_WORDS if isinstance(code, ServiceCategory) else file._STATUS_WORDS
        assert table[file.word_key(code.value)] is code
        assert table[file.word_key(code.label)] is code
