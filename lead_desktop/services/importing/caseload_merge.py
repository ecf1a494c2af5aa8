"""People of a caseload file into the vault: who is new, who has changed, who stays as they are.

A person is recognized by the external id; without one by the fingerprint of the row. Both also
stand for a record that went into another's since: its row is about the kept person. A row that
says what it said the last time brings no news, so whatever was changed here since then stays.
Otherwise the fields that the file holds are taken over and all others are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from lead_desktop.base.ids import new_ids
from lead_desktop.domain.codes import ParticipantStatus, Phase, WorkerPart
from lead_desktop.domain.people.participant import fold_name, phone_digits
from lead_desktop.exchange.caseload import CaseloadFile, PersonRow
from lead_desktop.exchange.rejects import Problem
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.bulk import BATCH, BulkInsert, Step, Tally, batches
from lead_desktop.services.importing.person_update import PersonUpdate, shown_name
from lead_desktop.services.importing.team_merge import TeamMerge, named_parts
from lead_desktop.services.importing.undoing import FIRST, LAST
from lead_desktop.store.blocking import mark_from
from lead_desktop.store.histories import moments_after
from lead_desktop.store.import_undo import keep_before, rows_of
from lead_desktop.store.merging import keep_fingerprint
from lead_desktop.store.numbers import next_number
from lead_desktop.store.queries.merged import list_merged_identities
from lead_desktop.store.stored import stored_instant
from lead_desktop.store.tables import Alias, Participant, ParticipantPhone, StatusChange

REASON = "Imported"
PERSON_COLUMNS = (
    "id",
    "number",
    "status",
    "status_since",
    "external_id",
    "fingerprint",
    "preferred_name",
    "name_key",
    "legal_first_name",
    "legal_last_name",
    "date_of_birth",
    "pronouns",
    "language",
    "email",
    "address",
    "city",
    "postal_code",
    "enrolled_on",
)
"""What the row of a new person holds; from the external id on, what `_person` gives."""

STEP_COLUMNS = ("participant_id", "from_status", "to_status", "effective_on")
ALIAS_COLUMNS = ("participant_id", "name")
PHONE_COLUMNS = ("participant_id", "number", "digits")

StatusStep = tuple[UUID, ParticipantStatus | None, ParticipantStatus, date]
"""Whose status changes, from what (None for a new person), to what, since when."""


@dataclass(frozen=True)
class Known:
    """A person of the vault whom a row of the file names. fingerprints: what rows about them said
    the last time, several after a merge. merge_id: the merge since which the row's id is theirs.
    """

    id: UUID
    fingerprints: frozenset[str]
    merge_id: UUID | None = None


class CaseloadMerge:
    """One merge, within the transaction of `session`, of the import `import_id`.

    created: the new people; numbers: the first and the last number that they got.
    """

    def __init__(self, session: Session, desk: Desk, file: CaseloadFile, import_id: UUID) -> None:
        self._import_id = import_id
        self.numbers: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.created: list[UUID] = []
        self._session = session
        self._now = desk.clock.now()
        self._today = desk.clock.today()
        self._file = file
        self._team = TeamMerge(session, desk)
        stamps = {"created_at": self._now, "updated_at": self._now}
        begun = {"phase": Phase.ENGAGING, "restricted": False, "version": 1, **stamps}
        told = {"worker_id": desk.worker.id, "reason": REASON, **stamps}
        self._people = BulkInsert(session, Participant, PERSON_COLUMNS, begun)
        self._begins = BulkInsert(session, StatusChange, STEP_COLUMNS, told)
        moved = {name: value for name, value in told.items() if name != "created_at"}
        self._steps = BulkInsert(session, StatusChange, (*STEP_COLUMNS, "created_at"), moved)
        self._aliases = BulkInsert(session, Alias, ALIAS_COLUMNS, stamps)
        self._phones = BulkInsert(session, ParticipantPhone, PHONE_COLUMNS, stamps)

    def run(self, step: Step) -> Tally:
        """Take all rows in; `step` is told how far it is."""
        new, changed, same = self._sort()
        total = max(1, len(new) + len(changed) + len(same))
        self.problems += self._team.unknown_workers(self._file)
        done = 0
        number = next_number(self._session)
        if new:
            mark_from(self._session, number)
            self.numbers = {FIRST: number, LAST: number + len(new) - 1}
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
        by_external, by_fingerprint = self._known()
        if not by_external and not by_fingerprint:  # the first import of a vault
            return list(self._file.rows), [], []
        new, changed, same = [], [], []
        for row in self._file.rows:
            held = by_fingerprint.get(row.fingerprint)
            known_as = by_external.get(row.external_id) if row.external_id else held
            if known_as is None:
                # Held by somebody whose external id was changed here: the id decides.
                new.append(row._replace(fingerprint="") if held else row)
            elif row.fingerprint in known_as.fingerprints:
                same.append((known_as, row))
            else:
                changed.append((known_as, row._replace(fingerprint="") if held else row))
        return new, changed, same

    def _known(self) -> tuple[dict[str, Known], dict[str, Known]]:
        """The people of the vault by external id and by fingerprint, those of merged records
        included; an id that somebody has now goes before one that somebody had."""
        by_external: dict[str, Known] = {}
        by_fingerprint: dict[str, Known] = {}
        merged = list_merged_identities(self._session.connection())
        said: dict[UUID, set[str]] = {}
        for gone in merged:
            said.setdefault(gone.kept_id, set()).update(filter(None, (gone.fingerprint,)))
        people = self._session.execute(
            select(Participant.id, Participant.external_id, Participant.fingerprint)
        ).all()
        for person, external_id, fingerprint in people:
            prints = frozenset(filter(None, (fingerprint, *said.get(person, ()))))
            known = Known(person, prints)
            if person in said:
                said[person] |= prints
            if external_id:
                by_external[external_id] = known
            if fingerprint:
                by_fingerprint[fingerprint] = known
        for gone in merged:
            known = Known(gone.kept_id, frozenset(said[gone.kept_id]), gone.merge_id)
            if gone.external_id:
                by_external.setdefault(gone.external_id, known)
            if gone.fingerprint:
                by_fingerprint.setdefault(gone.fingerprint, known)
        return by_external, by_fingerprint

    def _create(self, rows: Sequence[PersonRow], number: int) -> None:
        people = [
            (one, row, _status(row), _since(row, self._today))
            for one, row in zip(new_ids(len(rows)), rows, strict=True)
        ]
        self.created += [one for one, *_ in people]
        self._people.add(
            [
                (one, at, status, since, *_person(row))
                for at, (one, row, status, since) in enumerate(people, start=number)
            ]
        )
        self._begins.add([(one, None, status, since) for one, _, status, since in people])
        self._aliases.add([(one, name) for one, row, *_ in people for name in row.aliases])
        self._phones.add([(one, row.phone, _digits(row)) for one, row, *_ in people if row.phone])
        self._team.add([(one, *named) for one, row, *_ in people for named in named_parts(row)])

    def _update(self, batch: Sequence[tuple[Known, PersonRow]]) -> int:
        """Bring known people up to what their rows say; returns how many really changed."""
        ids = [known.id for known, _ in batch]
        before = rows_of(self._session.connection(), ids)
        changed_ids = set()
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
            news.phones += [(person.id, row.phone, _digits(row))] if change.phone_is_new else []
            if change.old_status is not None:
                news.steps.append(self._step_of(person, change.old_status))
            for part, name in named_parts(row):
                if self._team.hand_over(person.id, part, name, parts):
                    news.parts.append((person.id, part, name))
                    changed = True
                changed |= self._team.recognize(person.id, part, name, parts)
            if changed:
                person.updated_at = self._now
                changed_ids.add(person.id)
                news.people += 1
        self._session.flush()
        self._add_steps(news.steps)
        self._aliases.add(news.aliases)
        self._phones.add(news.phones)
        self._team.add(news.parts)
        kept = {one: rows for one, rows in before.items() if one in changed_ids}
        keep_before(self._session.connection(), self._import_id, stored_instant(self._now), kept)
        self._keep_fingerprints(batch)
        self._session.expunge_all()
        return news.people

    def _add_steps(self, steps: Sequence[StatusStep]) -> None:
        """Write steps of people who have a history already, each after the latest of theirs."""
        people = [person for person, *_ in steps]
        stamp, owner = StatusChange.created_at, StatusChange.participant_id
        moments = moments_after(self._session, stamp, self._now, owner, people)
        self._steps.add([(*step, moments[step[0]]) for step in steps])

    def _keep_fingerprints(self, batch: Sequence[tuple[Known, PersonRow]]) -> None:
        """Remember what the rows said; beside the object, as it is no change of the person."""
        own = [one for one in batch if one[0].merge_id is None]
        if own:
            self._session.connection().execute(
                update(Participant)
                .where(Participant.id == bindparam("person"))
                .values(fingerprint=bindparam("print")),
                [{"person": known.id, "print": row.fingerprint or None} for known, row in own],
            )
        for known, row in batch:
            if known.merge_id is not None:
                keep_fingerprint(self._session.connection(), known.merge_id, row.fingerprint)

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

    def _step_of(self, person: Participant, old: ParticipantStatus) -> StatusStep:
        person.status_since = self._today
        return person.id, old, person.status, self._today


@dataclass
class _News:
    """What a batch of rows adds beside the people themselves, and how many people changed."""

    people: int = 0
    steps: list[StatusStep] = field(default_factory=list)
    aliases: list[tuple[UUID, str]] = field(default_factory=list)
    phones: list[tuple[UUID, str, str]] = field(default_factory=list)
    parts: list[tuple[UUID, WorkerPart, str]] = field(default_factory=list)


def _status(row: PersonRow) -> ParticipantStatus:
    return row.status or ParticipantStatus.ACTIVE


def _since(row: PersonRow, today: date) -> date:
    """An active person has been active since enrolling; of other states the file knows no day."""
    active = _status(row) is ParticipantStatus.ACTIVE
    return row.enrolled_on if active and row.enrolled_on else today


def _digits(row: PersonRow) -> str:
    return phone_digits(row.phone_e164 or row.phone)


def _person(row: PersonRow) -> tuple[object, ...]:
    """What the file says of a new person, as the columns from the external id on."""
    shown = shown_name(row.preferred_name, row.external_id)
    first, last, born = row.legal_first_name, row.legal_last_name, row.date_of_birth
    return (
        row.external_id or None,
        row.fingerprint or None,
        shown,
        fold_name(shown, first, last, *row.aliases, row.external_id),
        first or None,
        last or None,
        born.isoformat() if born else None,
        row.pronouns or None,
        row.language or None,
        row.email or None,
        row.address or None,
        row.city or None,
        row.postal_code or None,
        row.enrolled_on,
    )
