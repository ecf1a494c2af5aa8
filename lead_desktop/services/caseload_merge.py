"""People of a caseload file into the vault: who is new, who has changed, who stays as they are.

A person is recognized by the external id; without one by the fingerprint of the row. A row that
says what it said the last time brings no news, so whatever was changed here since then stays.
Otherwise the fields that the file holds are taken over and all others are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ParticipantStatus, Phase, WorkerPart
from lead_desktop.domain.participant import fold_name, phone_digits
from lead_desktop.exchange.caseload import CaseloadFile, PersonRow
from lead_desktop.exchange.rejects import Problem
from lead_desktop.services.bulk import BATCH, Step, Tally, batches, insert_rows
from lead_desktop.services.desk import Desk
from lead_desktop.services.person_update import PersonUpdate, shown_name
from lead_desktop.services.team_merge import TeamMerge, named_parts
from lead_desktop.store.tables import (
    Alias,
    Participant,
    ParticipantPhone,
    StatusChange,
)

REASON = "Imported"
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


@dataclass(frozen=True)
class Known:
    """A person of the vault whom a row of the file names."""

    id: UUID
    fingerprint: str | None


class CaseloadMerge:
    """One merge, within the transaction of `session`."""

    def __init__(self, session: Session, desk: Desk, file: CaseloadFile) -> None:
        self.problems: list[Problem] = []
        self._session = session
        self._author = desk.worker.id
        self._now = desk.clock.now()
        self._today = desk.clock.today()
        self._file = file
        self._fields = tuple(name for name in PLAIN_FIELDS if name in file.columns)
        self._team = TeamMerge(session, desk)
        self._stamps = {"created_at": self._now, "updated_at": self._now}

    def run(self, step: Step) -> Tally:
        """Take all rows in; `step` is told how far it is."""
        new, changed, same = self._sort()
        total = max(1, len(new) + len(changed) + len(same))
        self.problems += self._team.unknown_workers(self._file)
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
        updated += self._recognize_workers(same)
        step(1.0)
        return Tally(len(new), updated, len(self._file.rows) - len(new) - updated)

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
        self._add_steps(
            [
                {
                    "participant_id": one,
                    "from_status": None,
                    "to_status": _status(row),
                    "effective_on": _since(row, self._today),
                }
                for one, row in people
            ]
        )
        self._add_aliases([(one, name) for one, row in people for name in row.aliases])
        self._add_phones([(one, row) for one, row in people if row.phone])
        self._team.add((one, *named) for one, row in people for named in named_parts(row))

    def _add_steps(self, steps: Sequence[dict[str, object]]) -> None:
        """Write steps of status histories."""
        rows = [{"id": new_id(), **step} for step in steps]
        same = {"worker_id": self._author, "reason": REASON, **self._stamps}
        insert_rows(self._session, StatusChange, rows, same)

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

    def _update(self, batch: Sequence[tuple[Known, PersonRow]]) -> int:
        """Bring known people up to what their rows say; returns how many really changed."""
        ids = [known.id for known, _ in batch]
        people = {
            person.id: person
            for person in self._session.scalars(select(Participant).where(Participant.id.in_(ids)))
        }
        parts = self._team.parts_of(ids)
        names = self._grouped(Alias.participant_id, Alias.name, ids)
        numbers = self._grouped(ParticipantPhone.participant_id, ParticipantPhone.digits, ids)
        news = _News()
        for known, row in batch:
            person = people[known.id]
            change = PersonUpdate(person, row, names.get(person.id, []), numbers.get(person.id, []))
            changed = change.apply()
            news.aliases += [(person.id, name) for name in change.new_aliases]
            news.phones += [(person.id, row)] if change.phone_is_new else []
            if change.old_status is not None:
                news.steps.append(self._step_of(person, change.old_status))
            for part, name in named_parts(row):
                if self._team.hand_over(person.id, part, name, parts):
                    news.parts.append((person.id, part, name))
                    changed = True
                changed |= self._team.recognize(person.id, part, name, parts)
            if changed:
                person.updated_at = self._now
                news.people += 1
        self._session.flush()
        self._add_steps(news.steps)
        self._add_aliases(news.aliases)
        self._add_phones(news.phones)
        self._team.add(news.parts)
        self._keep_fingerprints(batch)
        self._session.expunge_all()
        return news.people

    def _keep_fingerprints(self, batch: Sequence[tuple[Known, PersonRow]]) -> None:
        """Remember what the rows said; beside the object, as it is no change of the person."""
        self._session.connection().execute(
            update(Participant)
            .where(Participant.id == bindparam("person"))
            .values(fingerprint=bindparam("print")),
            [{"person": known.id, "print": row.fingerprint or None} for known, row in batch],
        )

    def _recognize_workers(self, same: Sequence[tuple[Known, PersonRow]]) -> int:
        """Workers who joined since a row was read take the place of their names."""
        parts = self._team.recognized_parts() if same else {}
        if not parts:
            return 0
        recognized = set()
        for known, row in same:
            for part, name in named_parts(row):
                if self._team.recognize(known.id, part, name, parts):
                    recognized.add(known.id)
        return len(recognized)

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

    def _step_of(self, person: Participant, old: ParticipantStatus) -> dict[str, object]:
        person.status_since = self._today
        return {
            "participant_id": person.id,
            "from_status": old,
            "to_status": person.status,
            "effective_on": self._today,
        }


@dataclass
class _News:
    """What a batch of rows adds beside the people themselves, and how many people changed."""

    people: int = 0
    steps: list[dict[str, object]] = field(default_factory=list)
    aliases: list[tuple[UUID, str]] = field(default_factory=list)
    phones: list[tuple[UUID, PersonRow]] = field(default_factory=list)
    parts: list[tuple[UUID, WorkerPart, str]] = field(default_factory=list)


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
    shown = shown_name(row.preferred_name, row.external_id)
    born = row.date_of_birth
    values: dict[str, object] = {
        "id": participant_id,
        "number": number,
        "external_id": row.external_id or None,
        "fingerprint": row.fingerprint or None,
        "preferred_name": shown,
        "name_key": fold_name(
            shown, row.legal_first_name, row.legal_last_name, *row.aliases, row.external_id
        ),
        "date_of_birth": born.isoformat() if born else None,
        "status": _status(row),
        "status_since": _since(row, today),
    }
    for name in fields:
        values[name] = getattr(row, name) or None
    return values
