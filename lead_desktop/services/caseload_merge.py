"""People of a caseload file into the vault: who is new, who has changed, who stays as they are.

A person is recognized by the external id; without one by the fingerprint of the row. A row that
says what it said the last time brings no news, so whatever was changed here since then stays.
Otherwise the fields that the file holds are taken over and all others are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ParticipantStatus, Phase, WorkerPart
from lead_desktop.domain.participant import fold_name, phone_digits
from lead_desktop.domain.worker import worker_key
from lead_desktop.exchange.caseload import CaseloadFile, PersonRow
from lead_desktop.exchange.rejects import Problem
from lead_desktop.services.bulk import BATCH, Step, Tally, batches, insert_rows
from lead_desktop.services.desk import Desk
from lead_desktop.services.person_update import PersonUpdate, shown_name
from lead_desktop.store.tables import (
    Alias,
    Assignment,
    Participant,
    ParticipantPhone,
    StatusChange,
    Worker,
)

REASON = "Imported"
PARTS = (("case_manager", WorkerPart.CASE_MANAGER), ("peer", WorkerPart.PEER))
PLAIN_FIELDS = (
    "legal_first_name",
    "legal_last_name",
    "pronouns",
    "language",
    "email",
    "address",
    "city",
    "postal_code",
    "enrolled_on",
)
"""Fields that a new person gets as the file has them; a column less is time saved in each row."""
UNKNOWN_WORKER = "no active worker has this name; it is kept as text until there is one"


@dataclass(frozen=True)
class Known:
    """A person of the vault whom a row of the file names."""

    id: UUID
    fingerprint: str | None


@dataclass(frozen=True)
class OpenPart:
    """Who holds a part in a person's team now: a worker, or a name that matched nobody."""

    id: UUID
    worker_id: UUID | None
    worker_text: str | None


Parts = dict[tuple[UUID, WorkerPart], OpenPart]


class CaseloadMerge:
    """One merge, within the transaction of `session`."""

    def __init__(self, session: Session, desk: Desk, file: CaseloadFile) -> None:
        self.problems: list[Problem] = []
        self._session = session
        self._author = desk.worker.id
        self._now = desk.clock.now()
        self._today = desk.clock.today()
        self._file = file
        self._fields = tuple(field for field in PLAIN_FIELDS if field in file.columns)
        self._workers = self._active_workers()
        self._named: dict[str, UUID | None] = {}
        self._stamps = {"created_at": self._now, "updated_at": self._now}

    def run(self, step: Step) -> Tally:
        """Take all rows in; `step` is told how far it is."""
        new, changed, same = self._sort()
        total = max(1, len(new) + len(changed) + len(same))
        self._report_unknown_workers()
        done = 0
        number = (self._session.scalar(select(func.max(Participant.number))) or 0) + 1
        for some in batches(new, 4 * BATCH):
            self._create(some, number + done)
            done += len(some)
            step(done / total)
        updated = 0
        for batch in batches(changed):
            updated += self._update(batch)
            done += len(batch)
            step(done / total)
        parts = self._recognized_parts() if same else {}
        if parts:
            updated += sum(self._adopt(known, row, parts) for known, row in same)
        step(1.0)
        return Tally(len(new), updated, len(self._file.rows) - len(new) - updated)

    def _active_workers(self) -> dict[str, UUID]:
        rows = self._session.execute(
            select(Worker.name_key, Worker.id).where(Worker.active.is_(True))
        )
        return {row.name_key: row.id for row in rows}

    def _sort(
        self,
    ) -> tuple[list[PersonRow], list[tuple[Known, PersonRow]], list[tuple[Known, PersonRow]]]:
        """The file's rows: of new people, with news about known people, without any news."""
        by_external: dict[str, Known] = {}
        by_fingerprint: dict[str, Known] = {}
        for person, external_id, fingerprint in self._session.execute(
            select(Participant.id, Participant.external_id, Participant.fingerprint)
        ):
            known = Known(person, fingerprint)
            if external_id:
                by_external[external_id] = known
            if fingerprint:
                by_fingerprint[fingerprint] = known
        new, changed, same = [], [], []
        for row in self._file.rows:
            held = by_fingerprint.get(row.fingerprint)
            known_as = by_external.get(row.external_id) if row.external_id else held
            if known_as is None:
                # Held by somebody whose external id was changed here: the id decides.
                new.append(replace(row, fingerprint="") if held else row)
            elif known_as.fingerprint == row.fingerprint:
                same.append((known_as, row))
            else:
                changed.append((known_as, replace(row, fingerprint="") if held else row))
        return new, changed, same

    def _worker(self, name: str) -> UUID | None:
        """The active worker of this name; names repeat from row to row, so folding is done once."""
        if name not in self._named:
            self._named[name] = self._workers.get(worker_key(name))
        return self._named[name]

    def _report_unknown_workers(self) -> None:
        for row in self._file.rows:
            for field, _ in PARTS:
                name = getattr(row, field)
                if name and self._worker(name) is None:
                    column = self._file.columns.get(field, field)
                    self.problems.append(Problem(row.row, column, UNKNOWN_WORKER))

    def _create(self, rows: Sequence[PersonRow], number: int) -> None:
        people = [(new_id(), row) for row in rows]
        insert_rows(
            self._session,
            Participant,
            [
                _person(one, number + at, row, self._today, self._fields)
                for at, (one, row) in enumerate(people)
            ],
            {"phase": Phase.ENGAGING, "restricted": False, "version": 1, **self._stamps},
        )
        insert_rows(
            self._session,
            StatusChange,
            [
                {
                    "id": new_id(),
                    "participant_id": one,
                    "to_status": _status(row),
                    "effective_on": _since(row, self._today),
                }
                for one, row in people
            ],
            {"worker_id": self._author, "reason": REASON, **self._stamps},
        )
        self._add_aliases([(one, name) for one, row in people for name in row.aliases])
        self._add_phones([(one, row) for one, row in people if row.phone])
        self._add_parts(
            [
                (one, part, name)
                for one, row in people
                for field, part in PARTS
                if (name := getattr(row, field))
            ]
        )

    def _add_aliases(self, names: Sequence[tuple[UUID, str]]) -> None:
        rows = [{"id": new_id(), "participant_id": one, "name": name} for one, name in names]
        insert_rows(self._session, Alias, rows, self._stamps)

    def _add_phones(self, people: Sequence[tuple[UUID, PersonRow]]) -> None:
        rows = [
            {
                "id": new_id(),
                "participant_id": one,
                "number": row.phone,
                "digits": _digits(row),
            }
            for one, row in people
        ]
        insert_rows(self._session, ParticipantPhone, rows, self._stamps)

    def _add_parts(self, parts: Sequence[tuple[UUID, WorkerPart, str]]) -> None:
        rows = []
        for participant_id, part, name in parts:
            worker_id = self._worker(name)
            rows.append(
                {
                    "id": new_id(),
                    "participant_id": participant_id,
                    "part": part,
                    "worker_id": worker_id,
                    "worker_text": None if worker_id else name,
                }
            )
        insert_rows(self._session, Assignment, rows, {"from_on": self._today, **self._stamps})

    def _open_parts(self, *conditions: ColumnElement[bool]) -> Parts:
        rows = self._session.execute(
            select(
                Assignment.participant_id,
                Assignment.part,
                Assignment.id,
                Assignment.worker_id,
                Assignment.worker_text,
            ).where(Assignment.to_on.is_(None), *conditions)
        )
        return {(row.participant_id, row.part): OpenPart(*row[2:]) for row in rows}

    def _recognized_parts(self) -> Parts:
        """Open parts held by a name that was kept as text and by now is that of a worker."""
        kept = self._session.scalars(
            select(Assignment.worker_text)
            .where(Assignment.to_on.is_(None), Assignment.worker_text.is_not(None))
            .distinct()
        )
        names = [name for name in kept if name and self._worker(name)]
        return self._open_parts(Assignment.worker_text.in_(names)) if names else {}

    def _update(self, batch: Sequence[tuple[Known, PersonRow]]) -> int:
        """Bring known people up to what their rows say; returns how many really changed."""
        ids = [known.id for known, _ in batch]
        people = {
            person.id: person
            for person in self._session.scalars(select(Participant).where(Participant.id.in_(ids)))
        }
        parts = self._open_parts(Assignment.participant_id.in_(ids))
        names = self._grouped(Alias.participant_id, Alias.name, ids)
        numbers = self._grouped(ParticipantPhone.participant_id, ParticipantPhone.digits, ids)
        updated = 0
        prints: list[dict[str, object]] = []
        for known, row in batch:
            person = people[known.id]
            change = PersonUpdate(person, row, names.get(person.id, []), numbers.get(person.id, []))
            news = change.apply()
            self._add_aliases([(person.id, name) for name in change.new_aliases])
            self._add_phones([(person.id, row)] if change.phone_is_new else [])
            if change.old_status is not None:
                self._note_status(person, change.old_status)
            for field, part in PARTS:
                news |= self._reassign(person.id, part, getattr(row, field), parts)
            if news:
                person.updated_at = self._now
                updated += 1
            prints.append({"person": person.id, "print": row.fingerprint or None})
        self._session.flush()
        self._session.connection().execute(
            update(Participant)
            .where(Participant.id == bindparam("person"))
            .values(fingerprint=bindparam("print")),
            prints,
        )
        self._session.expunge_all()
        return updated

    def _grouped(
        self,
        owner: InstrumentedAttribute[UUID],
        column: InstrumentedAttribute[str],
        ids: Sequence[UUID],
    ) -> dict[UUID, list[str]]:
        """What the people of `ids` have in `column` of a side table, oldest first."""
        found: dict[UUID, list[str]] = {}
        rows = self._session.execute(
            select(owner, column).where(owner.in_(ids)).order_by(owner.class_.created_at)
        )
        for participant_id, text in rows:
            found.setdefault(participant_id, []).append(text)
        return found

    def _note_status(self, person: Participant, old: ParticipantStatus) -> None:
        person.status_since = self._today
        row = {
            "id": new_id(),
            "participant_id": person.id,
            "from_status": old,
            "to_status": person.status,
            "effective_on": self._today,
        }
        insert_rows(
            self._session,
            StatusChange,
            [row],
            {"worker_id": self._author, "reason": REASON, **self._stamps},
        )

    def _reassign(
        self,
        participant_id: UUID,
        part: WorkerPart,
        name: str,
        parts: Parts,
    ) -> bool:
        """Give a part to the worker whom the file names; a name that matches nobody takes it
        from nobody."""
        if not name:
            return False
        held = parts.get((participant_id, part))
        worker_id = self._worker(name)
        if held is not None:
            if held.worker_text is not None and worker_key(held.worker_text) == worker_key(name):
                return self._recognize(held, worker_id)
            if held.worker_id is not None and worker_id in (None, held.worker_id):
                return False
            self._change_part(held, to_on=self._today)
        self._add_parts([(participant_id, part, name)])
        return True

    def _adopt(
        self,
        known: Known,
        row: PersonRow,
        parts: Parts,
    ) -> bool:
        """Put a worker in the place of a name that was kept as text before they joined."""
        changed = False
        for field, part in PARTS:
            name, held = getattr(row, field), parts.get((known.id, part))
            if name and held and held.worker_text is not None:
                same = worker_key(held.worker_text) == worker_key(name)
                changed |= same and self._recognize(held, self._worker(name))
        return changed

    def _recognize(self, held: OpenPart, worker_id: UUID | None) -> bool:
        if worker_id is None:
            return False
        self._change_part(held, worker_id=worker_id, worker_text=None)
        return True

    def _change_part(self, held: OpenPart, **values: object) -> None:
        self._session.connection().execute(
            update(Assignment)
            .where(Assignment.id == held.id)
            .values(**values, updated_at=self._now)
        )


def _status(row: PersonRow) -> ParticipantStatus:
    return row.status or ParticipantStatus.ACTIVE


def _since(row: PersonRow, today: date) -> date:
    """An active person has been active since enrolling; of other states the file knows no day."""
    active = _status(row) is ParticipantStatus.ACTIVE
    return row.enrolled_on if active and row.enrolled_on else today


def _digits(row: PersonRow) -> str:
    return phone_digits(row.phone_e164 or row.phone)


def _person(
    participant_id: UUID, number: int, row: PersonRow, today: date, fields: Sequence[str]
) -> dict[str, object]:
    """A row of the participant table; `fields` are those of PLAIN_FIELDS that the file has."""
    name = shown_name(row.preferred_name, row.external_id)
    born = row.date_of_birth
    values: dict[str, object] = {
        "id": participant_id,
        "number": number,
        "external_id": row.external_id or None,
        "fingerprint": row.fingerprint or None,
        "preferred_name": name,
        "name_key": fold_name(
            name, row.legal_first_name, row.legal_last_name, *row.aliases, row.external_id
        ),
        "date_of_birth": born.isoformat() if born else None,
        "status": _status(row),
        "status_since": _since(row, today),
    }
    for field in fields:
        values[field] = getattr(row, field) or None
    return values
