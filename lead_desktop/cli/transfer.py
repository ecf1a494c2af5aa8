"""lead-desktop transfer: pass people on, now or on a day to come, and take that back."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from lead_desktop.base.ids import new_id
from lead_desktop.cli.codes import read_code
from lead_desktop.cli.output import tell_id
from lead_desktop.cli.participant import Day, find_worker
from lead_desktop.cli.unlocking import (
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    words_of,
)
from lead_desktop.domain.codes import WorkerChangeReason, WorkerPart

TransferId = Annotated[
    UUID, typer.Argument(metavar="TRANSFER", help="As “transfer add” or “list transfers” told it.")
]


def add(
    path: VaultPath,
    to: Annotated[str, typer.Option(metavar="W", help="The worker who takes over, by name.")],
    part: Annotated[str, typer.Option(metavar="PART", help=f"One of {', '.join(WorkerPart)}.")],
    participant: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Whom to pass on. Repeatable.")
    ] = None,
    all_of: Annotated[
        str | None, typer.Option(metavar="W", help="Everybody whom this worker has in that part.")
    ] = None,
    on: Day = None,
    reason: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(WorkerChangeReason)}.")
    ] = None,
    words: Annotated[
        str,
        typer.Option(metavar="TEXT|-", help="More of it; - reads it from standard input."),
    ] = "",
    transfer_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one transfer.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Pass people on; a day to come is a plan, carried out when it is there."""
    if bool(participant) is (all_of is not None):
        raise typer.BadParameter(
            "either --participant or --all-of is needed", param_hint="--participant"
        )
    meant = read_code(WorkerPart, part, "--part")
    why = read_code(WorkerChangeReason, reason, "--reason") if reason is not None else None
    made = transfer_id or new_id()
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.participants import find_participant_id
        from lead_desktop.services.people.transfers import PassOn, pass_on, people_of

        desk = application.desk
        if all_of is not None:
            people = people_of(desk, find_worker(desk, all_of, meant), meant)
        else:
            people = tuple(find_participant_id(desk, one) for one in participant or ())
        day, taker = on or desk.clock.today(), find_worker(desk, to, meant)
        pass_on(desk, PassOn(made, people, taker, meant, day, why, words_of(words)))
        planned = day > desk.clock.today()
    tell_id(made, "Planned as" if planned else "Passed on as", as_json=as_json)


def undo(
    path: VaultPath,
    transfer: TransferId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Cancel a planned transfer, or bring the people of one back who were passed on."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.transfers import undo_transfer

        undo_transfer(application.desk, transfer)
    tell_id(transfer, "Taken back:", as_json=as_json)


def again(
    path: VaultPath,
    transfer: TransferId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Let a planned transfer that was cancelled stand for its day again."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.transfers import plan_again

        plan_again(application.desk, transfer)
    tell_id(transfer, "Planned again:", as_json=as_json)
