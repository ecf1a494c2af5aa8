"""lead-desktop participant: set where somebody stands, and who works with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.base.errors import NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.cli import shapes
from lead_desktop.cli.codes import parse_day, read_code
from lead_desktop.cli.output import Json, print_json
from lead_desktop.cli.unlocking import AsJson, PassphraseFile, VaultPath, WorkerName, opened
from lead_desktop.domain.codes import (
    CloseReason,
    NotEnrolledReason,
    ParticipantStatus,
    Phase,
    WorkerChangeReason,
    WorkerPart,
)
from lead_desktop.domain.people.status import StatusMove, reasons_for
from lead_desktop.domain.trust.worker import worker_key

if TYPE_CHECKING:
    from lead_desktop.services.desk import Desk

Person = Annotated[
    str,
    typer.Option("--participant", metavar="ID", help="An id, a P-number or an external id."),
]
Day = Annotated[
    date | None,
    typer.Option("--on", parser=parse_day, metavar="DAY", help="From when; else today."),
]


def set_status(
    path: VaultPath,
    participant: Person,
    status: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(ParticipantStatus)}.")
    ] = None,
    reason: Annotated[
        str,
        typer.Option(
            metavar="R",
            help=f"CLOSED: one of {', '.join(CloseReason)}. "
            f"NOT_ENROLLED: one of {', '.join(NotEnrolledReason)}. Else words.",
        ),
    ] = "",
    phase: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(Phase)}.")
    ] = None,
    on: Day = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Set a participant's status, or the phase alone."""
    from lead_desktop.services.people.participants import find_participant_id
    from lead_desktop.services.people.statuses import SetStatus, set_phase
    from lead_desktop.services.people.statuses import set_status as change

    if status is None and phase is None:
        raise typer.BadParameter("one of --status and --phase is needed", param_hint="--status")
    to = read_code(ParticipantStatus, status, "--status") if status is not None else None
    begins = read_code(Phase, phase, "--phase") if phase is not None else None
    code, words = _reason(to, reason)
    with opened(path, worker, passphrase_file) as application:
        desk = application.desk
        person = find_participant_id(desk, participant)
        if to is not None:
            move = StatusMove(to, on or desk.clock.today(), code, words, begins)
            change(desk, SetStatus(new_id(), person, move))
        elif begins is not None:
            set_phase(desk, person, begins)
        row = _row(desk, person)
    _tell(row, as_json)


def assign(
    path: VaultPath,
    participant: Person,
    case_manager: Annotated[
        str | None, typer.Option("--case-manager", metavar="W", help="A worker's name.")
    ] = None,
    peer: Annotated[
        str | None, typer.Option("--peer", metavar="W", help="A worker's name.")
    ] = None,
    on: Day = None,
    reason: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(WorkerChangeReason)}.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Give a participant a case manager, a peer, or both; their open promises go along."""
    from lead_desktop.services.people.participants import find_participant_id
    from lead_desktop.services.people.transfers import PassOn, pass_on

    if case_manager is None and peer is None:
        raise typer.BadParameter(
            "one of --case-manager and --peer is needed", param_hint="--case-manager"
        )
    why = read_code(WorkerChangeReason, reason, "--reason") if reason is not None else None
    with opened(path, worker, passphrase_file) as application:
        desk = application.desk
        person = find_participant_id(desk, participant)
        for part, name in ((WorkerPart.CASE_MANAGER, case_manager), (WorkerPart.PEER, peer)):
            if name is not None:
                to, day = find_worker(desk, name, part), on or desk.clock.today()
                pass_on(desk, PassOn(new_id(), (person,), to, part, day, why))
        row = _row(desk, person)
    _tell(row, as_json)


def _reason(to: ParticipantStatus | None, text: str) -> tuple[str, str]:
    """The reason as a code where the status has a list of them, else as words."""
    if to is None or not text.strip() or not reasons_for(to):
        return "", text
    kind = CloseReason if to is ParticipantStatus.CLOSED else NotEnrolledReason
    return read_code(kind, text, "--reason").value, ""


def find_worker(desk: Desk, name: str, part: WorkerPart) -> UUID:
    """The active worker of that name; raises NotFound."""
    from lead_desktop.services.people.transfers import list_workloads

    for load in list_workloads(desk, part):
        if worker_key(load.worker) == worker_key(name):
            return load.worker_id
    raise NotFound("No active worker of this vault has that name.", meaning="Nobody was assigned.")


def _row(desk: Desk, person: UUID) -> Json:
    from lead_desktop.services.people.participants import read_record

    return shapes.participant(read_record(desk, person).row, desk.clock)


def _tell(row: Json, as_json: bool) -> None:
    if as_json:
        print_json(row)
        return
    team = [name for name in (row["case_manager"], row["peer"]) if name]
    print(f"{row['number']}: {row['status']}, {' and '.join(map(str, team)) or 'nobody assigned'}")
