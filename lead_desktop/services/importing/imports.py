"""Files of partners into the vault: people, their contacts and linkages, service directories.

An import is one transaction: everything that could be read comes in, or nothing does. What could
not be taken is told by row, column and reason, never by content. Importing the same file again
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from lead_desktop.base.errors import Cancelled
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ImportKind
from lead_desktop.domain.trust.roles import Act
from lead_desktop.exchange.caseload import read_caseload
from lead_desktop.exchange.columns import read_mapping as read_mapping
from lead_desktop.exchange.contacts import read_contacts
from lead_desktop.exchange.dates import DateOrder as DateOrder
from lead_desktop.exchange.directory.reading import read_directory
from lead_desktop.exchange.linkages import read_linkages
from lead_desktop.exchange.record_reader import NO_HINTS
from lead_desktop.exchange.record_reader import FileHints as FileHints
from lead_desktop.exchange.rejects import Problem as Problem
from lead_desktop.exchange.rejects import write_rejects
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.importing.bulk import Tally as Tally
from lead_desktop.services.importing.bulk import without_collector
from lead_desktop.services.importing.caseload_merge import CaseloadMerge
from lead_desktop.services.importing.contact_merge import ContactMerge
from lead_desktop.services.importing.directory_merge import DirectoryMerge
from lead_desktop.services.importing.directory_merge import FieldChange as FieldChange
from lead_desktop.services.importing.linkage_merge import LinkageMerge
from lead_desktop.services.people.duplicates import count_among
from lead_desktop.store.blocking import refresh_blocking_keys
from lead_desktop.store.tables import ImportRun

File = TypeVar("File")

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

    @property
    def brings_news(self) -> bool:
        """Whether anything in the vault is otherwise for it; a directory's places and phones
        count, though its services may stand as they are."""
        own = Tally(self.created, self.updated, self.unchanged)
        return any(tally.created or tally.updated for tally in (own, *self.tables.values()))

    def rejects_file(self) -> bytes:
        """The rejects as CSV, to send back to whoever made the file."""
        return write_rejects(self.rejects)


@allowed(Act.IMPORT)
@without_collector()
def import_caseload(
    desk: Desk,
    path: Path,
    *,
    hints: FileHints = NO_HINTS,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in the people of a CSV, TSV or XLSX file.

    hints: what the file may not say itself; the errors of reading pass. dry_run: do all the work,
    then undo it. progress: told the share done; cancelled: asked between batches, raises
    Cancelled. A person is recognized as services.caseload_merge says.
    """
    run = _Import(
        desk, ImportKind.CASELOAD, dry_run=dry_run, progress=progress, cancelled=cancelled
    )
    file = run.read(lambda: read_caseload(path, today=desk.clock.today(), hints=hints))
    with run.transaction() as session:
        merge = CaseloadMerge(session, desk, file, run.id)
        tally = merge.run(run.step)
        possible = None
        if tally.created <= COMPARED_UP_TO:
            refresh_blocking_keys(session)
            possible = count_among(session.connection(), desk, merge.created)
        run.finish(session, file.read, tally, file.rejected, **merge.numbers)
    report = run.report((*file.problems, *merge.problems), file.unplaced, Topic.PARTICIPANTS)
    return replace(report, possible_duplicates=possible)


@allowed(Act.IMPORT)
@without_collector()
def import_contacts(
    desk: Desk,
    path: Path,
    *,
    hints: FileHints = NO_HINTS,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in contacts that were written elsewhere, from a CSV, TSV or XLSX file.

    They come in unsigned and marked as imported, with their author's name as it was written; no
    file changes a note that is signed. The parameters are those of import_caseload.
    """
    run = _Import(
        desk, ImportKind.CONTACTS, dry_run=dry_run, progress=progress, cancelled=cancelled
    )
    now, zone = desk.clock.now(), desk.clock.zone
    file = run.read(lambda: read_contacts(path, now=now, zone=zone, hints=hints))
    with run.transaction() as session:
        merge = ContactMerge(session, desk, file, run.id)
        tally = merge.run(run.step)
        run.finish(session, file.read, tally, file.rejected + merge.rejected)
    problems = (*file.problems, *merge.problems)
    return run.report(problems, file.unplaced, Topic.CONTACTS, Topic.PARTICIPANTS)


@allowed(Act.IMPORT)
def import_linkages(
    desk: Desk,
    path: Path,
    *,
    hints: FileHints = NO_HINTS,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in linkages that were kept elsewhere, from a CSV, TSV or XLSX file.

    Each row is walked through the state machine of every other move; a row without the facts of
    its state stands where its facts carry it. The parameters are those of import_caseload.
    """
    run = _Import(
        desk, ImportKind.LINKAGES, dry_run=dry_run, progress=progress, cancelled=cancelled
    )
    today, zone = desk.clock.today(), desk.clock.zone
    file = run.read(lambda: read_linkages(path, today=today, zone=zone, hints=hints))
    with run.transaction() as session:
        merge = LinkageMerge(session, desk, file)
        tally = merge.run(run.step)
        run.finish(session, file.read, tally, file.rejected + merge.rejected)
    topics = (Topic.LINKAGES, Topic.PARTICIPANTS, Topic.APPOINTMENTS)
    return run.report((*file.problems, *merge.problems), file.unplaced, *topics)


@allowed(Act.IMPORT)
@without_collector()
def import_directory(
    desk: Desk,
    path: Path,
    *,
    hints: FileHints = NO_HINTS,
    source: str | None = None,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in a service directory: a folder or zip of HSDS tables, an HSDS JSON file, or any
    partner's spreadsheet with a service in each row.

    hints: the encoding; and for a spreadsheet the mapping, {our field: its column}
    (exchange.directory.sheet). source: under which name its entries are known from import to
    import; without it the name of the directory that they already belong to, else the file's.
    What the team knows of a service stays, whatever the file says. Entries that the file no longer
    has are kept, since linkages may lead to them. The other parameters are those of
    import_caseload.
    """
    run = _Import(
        desk, ImportKind.DIRECTORY, dry_run=dry_run, progress=progress, cancelled=cancelled
    )
    file = run.read(lambda: read_directory(path, mapping=hints.mapping, encoding=hints.encoding))
    with run.transaction() as session:
        merge = DirectoryMerge(session, desk, file, source or path.resolve().stem)
        if source is None:
            merge.recognize_source()
        tables = merge.run(run.step)
        read = file.counts.get("services", 0)
        run.finish(session, read, tables["services"], read - len(file.services))
    return replace(
        run.report(file.problems, file.unused_files, Topic.DIRECTORY),
        rejects=file.problems,  # of several files: they stay in the order of the files
        counts=file.counts,
        tables=tables,
        source=merge.source,
        changes=tuple(merge.changes),
    )


@allowed(Act.IMPORT)
def import_file(
    desk: Desk,
    kind: ImportKind,
    path: Path,
    *,
    hints: FileHints = NO_HINTS,
    source: str | None = None,
    dry_run: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take in a file of any kind, as the import of its kind says. source: of a directory only."""
    if kind is ImportKind.DIRECTORY:
        return import_directory(
            desk,
            path,
            hints=hints,
            source=source,
            dry_run=dry_run,
            progress=progress,
            cancelled=cancelled,
        )
    take_in = _OF_RECORDS[kind]
    return take_in(desk, path, hints=hints, dry_run=dry_run, progress=progress, cancelled=cancelled)


_OF_RECORDS: Mapping[ImportKind, Callable[..., ImportReport]] = {
    ImportKind.CASELOAD: import_caseload,
    ImportKind.CONTACTS: import_contacts,
    ImportKind.LINKAGES: import_linkages,
}


class _Undo(Exception):
    """Carries a dry run out of its transaction, so that all of it is undone."""


class _Import:
    """One import under way: what is told and asked meanwhile, its own row, what came of it."""

    def __init__(
        self,
        desk: Desk,
        kind: str,
        *,
        dry_run: bool,
        progress: Callable[[float], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.id = new_id()
        self._desk = desk
        self._kind = kind
        self._dry_run = dry_run
        self._progress = progress
        self._cancelled = cancelled
        self._came = (0, Tally(), 0)

    def read(self, work: Callable[[], File]) -> File:
        """Read the file, which is the first part of the work."""
        self._tell(0.0)
        file = work()
        self._tell(READING_SHARE)
        return file

    def step(self, share: float) -> None:
        """Told the share done of what follows the reading; raises Cancelled."""
        self._tell(READING_SHARE + (1 - READING_SHARE) * share)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All of the import or nothing. Its own row comes first, for records that name it."""
        now = self._desk.clock.now()
        stamps = {"created_at": now, "updated_at": now}
        try:
            with self._desk.store.write() as session:
                run = ImportRun(
                    id=self.id,
                    kind=self._kind,
                    worker_id=self._desk.worker.id,
                    at=now,
                    counts={},
                    **stamps,
                )
                session.add(run)
                session.flush()
                yield session
                if self._dry_run:
                    raise _Undo
        except _Undo:
            return

    def finish(self, session: Session, read: int, tally: Tally, rejected: int, **more: int) -> None:
        """Write down what came of it, and chain that into the audit."""
        self._came = (read, tally, rejected)
        counts = {"read": read, **asdict(tally), "rejected": rejected, **more}
        session.connection().execute(
            update(ImportRun).where(ImportRun.id == self.id).values(counts=counts)
        )
        self._desk.record(session, f"import.{self._kind}", subject=self.id, detail=dict(counts))

    def report(
        self, problems: Sequence[Problem], unplaced: tuple[str, ...], *topics: Topic
    ) -> ImportReport:
        """The finished import, told. problems: of the file and of taking it in; topics: what it
        changed."""
        read, tally, rejected = self._came
        return ImportReport(
            kind=self._kind,
            read=read,
            created=tally.created,
            updated=tally.updated,
            unchanged=tally.unchanged,
            rejected=rejected,
            dry_run=self._dry_run,
            import_id=None if self._dry_run else self.id,
            rejects=tuple(sorted(problems, key=lambda problem: problem.row)),
            unplaced=unplaced,
            change=Change(frozenset() if self._dry_run else frozenset(topics)),
        )

    def _tell(self, share: float) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled("The import was stopped.", meaning="Nothing of it was kept.")
        if self._progress is not None:
            self._progress(share)
