"""Files of partners into the vault: people, their contacts and linkages, service directories.

An import is one transaction: everything that could be read comes in, or nothing does. What could
not be taken is told by row, column and reason, never by content. Importing the same file again
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from lead_desktop.base.errors import Cancelled
from lead_desktop.base.ids import new_id
from lead_desktop.domain.roles import Act
from lead_desktop.exchange.caseload import read_caseload
from lead_desktop.exchange.columns import ColumnMapping
from lead_desktop.exchange.columns import read_mapping as read_mapping
from lead_desktop.exchange.contacts import read_contacts
from lead_desktop.exchange.dates import DateOrder as DateOrder
from lead_desktop.exchange.directory.reading import read_directory
from lead_desktop.exchange.linkages import read_linkages
from lead_desktop.exchange.rejects import Problem, write_rejects
from lead_desktop.services.bulk import Step, Tally, without_collector
from lead_desktop.services.caseload_merge import CaseloadMerge
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contact_merge import ContactMerge
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.directory_merge import DirectoryMerge, FieldChange
from lead_desktop.services.duplicates import count_among
from lead_desktop.services.linkage_merge import LinkageMerge
from lead_desktop.store.blocking import refresh_blocking_keys
from lead_desktop.store.tables import ImportRun

COMPARED_UP_TO = 10_000
"""An import that creates more people is not held up to compare each: their page does that."""
READING_SHARE = 0.3
"""How much of an import's time goes into reading the file, roughly; for the progress bar."""


@dataclass(frozen=True)
class ImportReport:
    """What came of an import. read = created + updated + unchanged + rejected.

    Of a directory these count services; `tables` has the same for each of its kinds and `counts`
    the rows read, rows of side tables included. rejects: every bad row and cell, in the order of
    the file; `rejected` counts whole rows that were left out. unplaced: headings of columns that
    hold no field of ours. source: under which name a directory's entries are kept. changes: what
    a directory that was imported before now says otherwise, field by field.
    possible_duplicates: how many of the people it created may be here already; None where that was
    not counted (other kinds of files, more than COMPARED_UP_TO new people). Nobody is left out.
    import_id: None for a dry run, which leaves nothing behind.
    """

    kind: str
    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    dry_run: bool
    import_id: UUID | None
    rejects: tuple[Problem, ...]
    unplaced: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, Tally] = field(default_factory=dict)
    source: str = ""
    changes: tuple[FieldChange, ...] = ()
    possible_duplicates: int | None = None
    change: Change = field(default_factory=lambda: Change(frozenset()))

    def rejects_file(self) -> bytes:
        """The rejects as CSV, to send back to whoever made the file."""
        return write_rejects(self.rejects)


@allowed(Act.IMPORT)
@without_collector()
def import_caseload(
    desk: Desk,
    path: Path,
    *,
    mapping: ColumnMapping | None = None,
    encoding: str | None = None,
    date_order: DateOrder | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in the people of a CSV, TSV or XLSX file.

    mapping, encoding, date_order, sheet: as for exchange.caseload.read_caseload, whose errors
    pass. dry_run: do all the work, then undo it. progress: told the share done; cancelled: asked
    between batches, raises Cancelled. A person is recognized as services.caseload_merge says.
    """
    step = _step(progress, cancelled)
    step(0.0)
    file = read_caseload(
        path,
        today=desk.clock.today(),
        mapping=mapping,
        encoding=encoding,
        date_order=date_order,
        sheet=sheet,
    )
    step(READING_SHARE)
    with _transaction(desk, dry_run=dry_run) as session:
        merge = CaseloadMerge(session, desk, file)
        tally = merge.run(_later(step))
        possible = None
        if tally.created <= COMPARED_UP_TO:
            refresh_blocking_keys(session)
            possible = count_among(session.connection(), desk, merge.created)
        import_id = _record(session, desk, "caseload", file.read, tally, file.rejected)
    return ImportReport(
        kind="caseload",
        read=file.read,
        created=tally.created,
        updated=tally.updated,
        unchanged=tally.unchanged,
        rejected=file.rejected,
        dry_run=dry_run,
        import_id=None if dry_run else import_id,
        rejects=_in_order((*file.problems, *merge.problems)),
        unplaced=file.unplaced,
        possible_duplicates=possible,
        change=Change(frozenset() if dry_run else frozenset({Topic.PARTICIPANTS})),
    )


@allowed(Act.IMPORT)
@without_collector()
def import_contacts(
    desk: Desk,
    path: Path,
    *,
    mapping: ColumnMapping | None = None,
    encoding: str | None = None,
    date_order: DateOrder | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in contacts that were written elsewhere, from a CSV, TSV or XLSX file.

    They come in unsigned and marked as imported, with their author's name as it was written; no
    file changes a note that is signed. The parameters are those of import_caseload.
    """
    step = _step(progress, cancelled)
    step(0.0)
    file = read_contacts(
        path,
        now=desk.clock.now(),
        zone=desk.clock.zone,
        mapping=mapping,
        encoding=encoding,
        date_order=date_order,
        sheet=sheet,
    )
    step(READING_SHARE)
    with _transaction(desk, dry_run=dry_run) as session:
        run = _begin(session, desk, "contacts")
        merge = ContactMerge(session, desk, file, run.id)
        tally = merge.run(_later(step))
        rejected = file.read - len(file.rows) + merge.rejected
        _finish(session, desk, run, file.read, tally, rejected)
        import_id = run.id
    topics = frozenset({Topic.CONTACTS, Topic.PARTICIPANTS})
    return ImportReport(
        kind="contacts",
        read=file.read,
        created=tally.created,
        updated=tally.updated,
        unchanged=tally.unchanged,
        rejected=rejected,
        dry_run=dry_run,
        import_id=None if dry_run else import_id,
        rejects=_in_order((*file.problems, *merge.problems)),
        unplaced=file.unplaced,
        change=Change(frozenset() if dry_run else topics),
    )


@allowed(Act.IMPORT)
def import_linkages(
    desk: Desk,
    path: Path,
    *,
    mapping: ColumnMapping | None = None,
    encoding: str | None = None,
    date_order: DateOrder | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in linkages that were kept elsewhere, from a CSV, TSV or XLSX file.

    Each row is walked through the state machine of every other move; a row without the facts of
    its state stands where its facts carry it. The parameters are those of import_caseload.
    """
    step = _step(progress, cancelled)
    step(0.0)
    file = read_linkages(
        path,
        today=desk.clock.today(),
        zone=desk.clock.zone,
        mapping=mapping,
        encoding=encoding,
        date_order=date_order,
        sheet=sheet,
    )
    step(READING_SHARE)
    with _transaction(desk, dry_run=dry_run) as session:
        merge = LinkageMerge(session, desk, file)
        tally = merge.run(_later(step))
        rejected = file.read - len(file.rows) + merge.rejected
        import_id = _record(session, desk, "linkages", file.read, tally, rejected)
    topics = frozenset({Topic.LINKAGES, Topic.PARTICIPANTS, Topic.APPOINTMENTS})
    return ImportReport(
        kind="linkages",
        read=file.read,
        created=tally.created,
        updated=tally.updated,
        unchanged=tally.unchanged,
        rejected=rejected,
        dry_run=dry_run,
        import_id=None if dry_run else import_id,
        rejects=_in_order((*file.problems, *merge.problems)),
        unplaced=file.unplaced,
        change=Change(frozenset() if dry_run else topics),
    )


@allowed(Act.IMPORT)
@without_collector()
def import_directory(
    desk: Desk,
    path: Path,
    *,
    mapping: ColumnMapping | None = None,
    encoding: str | None = None,
    source: str | None = None,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in a service directory: a folder or zip of HSDS tables, an HSDS JSON file, or any
    partner's spreadsheet with a service in each row.

    mapping: for a spreadsheet, {our field: its column} (exchange.directory.sheet). source: under
    which name its entries are known from import to import; without it the name of the directory
    that they already belong to, else the file's. What the team knows of a service stays, whatever
    the file says. Entries that the file no longer has are kept, since linkages may lead to them.
    The other parameters are those of import_caseload.
    """
    step = _step(progress, cancelled)
    step(0.0)
    file = read_directory(path, encoding=encoding, mapping=mapping)
    step(READING_SHARE)
    with _transaction(desk, dry_run=dry_run) as session:
        merge = DirectoryMerge(session, desk, file, source or path.resolve().stem)
        if source is None:
            merge.recognize_source()
        tables = merge.run(_later(step))
        read, tally = file.counts.get("services", 0), tables["services"]
        rejected = read - len(file.services)
        import_id = _record(session, desk, "directory", read, tally, rejected)
    return ImportReport(
        kind="directory",
        read=read,
        created=tally.created,
        updated=tally.updated,
        unchanged=tally.unchanged,
        rejected=rejected,
        dry_run=dry_run,
        import_id=None if dry_run else import_id,
        rejects=file.problems,
        unplaced=file.unused_files,
        counts=file.counts,
        tables=tables,
        source=merge.source,
        changes=tuple(merge.changes),
        change=Change(frozenset() if dry_run else frozenset({Topic.DIRECTORY})),
    )


class _Undo(Exception):
    """Carries a dry run out of its transaction, so that all of it is undone."""


@contextmanager
def _transaction(desk: Desk, *, dry_run: bool) -> Iterator[Session]:
    try:
        with desk.store.write() as session:
            yield session
            if dry_run:
                raise _Undo
    except _Undo:
        return


def _step(progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None) -> Step:
    def step(share: float) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("The import was stopped.", meaning="Nothing of it was kept.")
        if progress is not None:
            progress(share)

    return step


def _later(step: Step) -> Step:
    """The same for the part that follows the reading."""
    return lambda share: step(READING_SHARE + (1 - READING_SHARE) * share)


def _record(
    session: Session, desk: Desk, kind: str, read: int, tally: Tally, rejected: int
) -> UUID:
    """Write down that there was an import, and chain it into the audit."""
    run = _begin(session, desk, kind)
    _finish(session, desk, run, read, tally, rejected)
    return run.id


def _begin(session: Session, desk: Desk, kind: str) -> ImportRun:
    """Make the import's own row first, for records that name it."""
    now = desk.clock.now()
    run = ImportRun(
        id=new_id(),
        kind=kind,
        worker_id=desk.worker.id,
        at=now,
        counts={},
        created_at=now,
        updated_at=now,
    )
    session.add(run)
    session.flush()
    return run


def _finish(
    session: Session, desk: Desk, run: ImportRun, read: int, tally: Tally, rejected: int
) -> None:
    counts = {"read": read, **asdict(tally), "rejected": rejected}
    session.connection().execute(
        update(ImportRun).where(ImportRun.id == run.id).values(counts=counts)
    )
    desk.record(session, f"import.{run.kind}", subject=run.id, detail=dict(counts))


def _in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.row))
