"""Linkages of a file into the vault: each row walked through the same state machine as any move.

A linkage is recognized by its external id; without one by the fingerprint of its row. What the
state machine does not allow, for want of a fact, is told by row and column; the linkage then
stands on the last rung that its facts carry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    VerifiedBy,
)
from lead_desktop.domain.people.names import fold_name, parse_number
from lead_desktop.domain.plan.linkage import (
    END_STATES,
    LADDER,
    Move,
    Position,
    check_move,
    due_on,
    linkage_clocks_of,
)
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.exchange.linkages import LinkageFile, LinkageRow
from lead_desktop.exchange.rejects import Problem
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.bulk import BATCH, Step, Tally
from lead_desktop.services.plan import linkage_effects as effects
from lead_desktop.store.queries.merged import merged_external_ids
from lead_desktop.store.tables import (
    Linkage,
    LinkageSource,
    Organization,
    Participant,
    Service,
    Worker,
)

S = LinkageStatus
UNKNOWN_PERSON = "no participant of this vault has this id or number"
UNKNOWN_PROVIDER = "no provider of the directory has this name; it is kept in the history"
UNKNOWN_WORKER = "no worker has this name; the linkage is yours"
NO_REASON = "the row gives no reason; it is kept as “Other”"


@dataclass(frozen=True)
class _Provider:
    """Where a row sends somebody. named: the file names a provider, known here or not."""

    service_id: UUID | None = None
    organization_id: UUID | None = None
    named: bool = False


class LinkageMerge:
    """One merge, within the transaction of `session`. rejected: rows that were left out here."""

    def __init__(self, session: Session, desk: Desk, file: LinkageFile) -> None:
        self.problems: list[Problem] = []
        self.rejected = 0
        self._session = session
        self._desk = desk
        self._file = file
        people = session.execute(
            select(Participant.id, Participant.number, Participant.external_id)
        ).all()
        self._people: dict[str, UUID] = {str(row.id): row.id for row in people}
        self._people |= merged_external_ids(session.connection())
        self._people |= {row.external_id.casefold(): row.id for row in people if row.external_id}
        self._numbers = {row.number: row.id for row in people}
        self._workers = {
            row.name_key: row.id for row in session.execute(select(Worker.name_key, Worker.id))
        }
        organizations = session.execute(select(Organization.id, Organization.name)).all()
        self._organizations = {fold_name(row.name): row.id for row in organizations}
        services = session.execute(select(Service.id, Service.name, Service.organization_id)).all()
        self._services = {(row.organization_id, fold_name(row.name)): row.id for row in services}

    def run(self, step: Step) -> Tally:
        """Take all rows in; `step` is told how far it is."""
        created = updated = unchanged = 0
        rows = self._file.rows
        for place, row in enumerate(rows):
            if place % BATCH == 0:
                step(place / len(rows))
            source = self._known(row)
            if source is None:
                created += self._add(row)
            elif source.fingerprint == row.fingerprint:
                unchanged += 1
            elif self._change(source, row):
                updated += 1
            else:
                unchanged += 1
        return Tally(created, updated, unchanged)

    def _known(self, row: LinkageRow) -> LinkageSource | None:
        query = select(LinkageSource)
        if row.external_id:
            query = query.where(LinkageSource.external_id == row.external_id)
        else:
            query = query.where(
                LinkageSource.external_id.is_(None), LinkageSource.fingerprint == row.fingerprint
            )
        return self._session.scalars(query.limit(1)).first()

    def _add(self, row: LinkageRow) -> int:
        person = self._person(row.participant)
        if person is None:
            self._tell(row, "participant", UNKNOWN_PERSON, rejected=True)
            return 0
        provider = self._provider(row)
        began = self._began(row)
        now = self._desk.clock.now()
        linkage = Linkage(
            id=new_id(),
            participant_id=person,
            need_id=self._need(person, row, began),
            category=row.need,
            title=row.title or row.need.label,
            service_id=provider.service_id,
            organization_id=provider.organization_id,
            worker_id=self._worker(row),
            status=S.IDENTIFIED,
            status_since=began,
            due_on=due_on(Move(S.IDENTIFIED, began), clocks=linkage_clocks_of(self._desk.settings)),
            created_at=now,
            updated_at=now,
        )
        self._session.add(linkage)
        self._session.flush()
        effects.begin_history(self._session, self._desk, linkage)
        self._session.add(
            LinkageSource(
                linkage_id=linkage.id,
                external_id=row.external_id or None,
                fingerprint=row.fingerprint,
            )
        )
        self._session.flush()
        for move in self._path(row, provider, began):
            self._move(linkage, row, move, provider)
        return 1

    def _change(self, source: LinkageSource, row: LinkageRow) -> bool:
        """A row that says something else than the last time moves its linkage on."""
        source.fingerprint = row.fingerprint
        linkage = self._session.get(Linkage, source.linkage_id)
        if linkage is None or row.status is None or linkage.status is row.status:
            return False
        provider = self._provider(row)
        on = row.since or self._desk.clock.today()
        return self._move(linkage, row, self._to(row, provider, row.status, on), provider)

    def _path(self, row: LinkageRow, provider: _Provider, began: date) -> list[Move]:
        """The moves that the dates and the state of a row tell of, in order."""
        moves = []
        end = row.status or self._implied(row)
        sent = row.sent_on or (began if end is not S.IDENTIFIED else None)
        if sent is not None and end is not S.SENT:
            moves.append(Move(S.SENT, sent, method=row.method or _method(provider)))
        if row.first_visit_on is not None and end is not S.STARTED:
            witness = row.verified_by or VerifiedBy.NOT_VERIFIED
            moves.append(Move(S.STARTED, row.first_visit_on, verified_by=witness))
        if end is not S.IDENTIFIED:
            known = (row.first_visit_on if end is S.STARTED else None) or row.since
            on = known or row.first_visit_on or sent or began
            moves.append(self._to(row, provider, end, on))
        return moves

    def _implied(self, row: LinkageRow) -> LinkageStatus:
        """Where a row without a state stands, as its dates tell."""
        if row.first_visit_on is not None:
            return S.STARTED
        if row.appointment is not None:
            return S.SCHEDULED
        return S.SENT if row.sent_on is not None else S.IDENTIFIED

    def _to(self, row: LinkageRow, provider: _Provider, end: LinkageStatus, on: date) -> Move:
        """The move to where a row stands, with every fact that it gives."""
        reason = row.reason
        if reason is None and end in (S.NOT_COMPLETED, S.WITHDRAWN):
            reason = LinkageReason.OTHER
            self._tell(row, "reason", NO_REASON)
        clock = timedelta(days=linkage_clocks_of(self._desk.settings).waitlist)
        wait = self._desk.clock.today() + clock if end is S.WAITLIST else None
        return Move(
            end,
            on,
            method=row.method or (_method(provider) if end is S.SENT else None),
            verified_by=row.verified_by or (VerifiedBy.NOT_VERIFIED if end is S.STARTED else None),
            reason=reason,
            appointment=row.appointment if end is S.SCHEDULED else None,
            next_check=row.next_check or wait,
            need_met=(row.need_met or "fully") if end is S.COMPLETED else None,
            words=_said(row),
        )

    def _move(self, linkage: Linkage, row: LinkageRow, move: Move, provider: _Provider) -> bool:
        position = Position(linkage.status, provider.named, linkage.method)
        if position.status in LADDER and move.to in LADDER and move.reason is None:
            goes_back = LADDER.index(move.to) < LADDER.index(position.status)
            move = replace(move, reason=LinkageReason.OTHER) if goes_back else move
        problems = check_move(position, move)
        if problems:
            stands = linkage.status.label
            for problem in problems:
                field = problem.field if problem.field in self._file.headings else "status"
                self._tell(row, field, f"{problem.message} It stands at “{stands}”.")
            return False
        effects.make_move(self._session, self._desk, linkage, move)
        self._session.flush()
        return True

    def _person(self, word: str) -> UUID | None:
        plain = word.strip().casefold()
        number = parse_number(plain)
        found = self._people.get(plain)
        return found or (self._numbers.get(number) if number is not None else None)

    def _worker(self, row: LinkageRow) -> UUID:
        if not row.worker:
            return self._desk.worker.id
        found = self._workers.get(worker_key(row.worker))
        if found is None:
            self._tell(row, "worker", UNKNOWN_WORKER)
        return found or self._desk.worker.id

    def _provider(self, row: LinkageRow) -> _Provider:
        if not row.provider:
            return _Provider()
        organization = self._organizations.get(fold_name(row.provider))
        if organization is None:
            self._tell(row, "provider", UNKNOWN_PROVIDER)
            return _Provider(named=True)
        service = self._services.get((organization, fold_name(row.title)))
        return _Provider(service, organization, named=True)

    def _began(self, row: LinkageRow) -> date:
        days = [
            row.identified_on,
            row.sent_on,
            row.first_visit_on,
            row.since if row.status in END_STATES or row.status in LADDER else None,
        ]
        known = [day for day in days if day is not None]
        if row.appointment is not None:
            known.append(min(local_day(row.appointment, self._desk.clock.zone), self._today()))
        return min(known, default=self._today())

    def _today(self) -> date:
        return self._desk.clock.today()

    def _need(self, person: UUID, row: LinkageRow, began: date) -> UUID:
        found = effects.find_open_need(self._session, person, row.need)
        if found is not None:
            return found.id
        return effects.begin_need(self._session, self._desk, person, row.need, began)

    def _tell(self, row: LinkageRow, field: str, reason: str, *, rejected: bool = False) -> None:
        heading = self._file.headings.get(field, "")
        self.problems.append(Problem(row.row, heading, reason, rejected=rejected))
        self.rejected += rejected


def _method(provider: _Provider) -> LinkageMethod | None:
    """Without any provider a person can only have been told where to go."""
    return None if provider.named else LinkageMethod.INFORMATION_GIVEN


def _said(row: LinkageRow) -> str:
    """The note of a row, and the provider as it was written."""
    return ". ".join(part for part in (row.provider, row.note) if part)
