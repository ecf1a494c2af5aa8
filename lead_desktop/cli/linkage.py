"""lead-desktop linkage: begin a linkage to a service, or move it a step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import typer

from lead_desktop.base.clock import to_utc
from lead_desktop.base.errors import NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.cli import shapes
from lead_desktop.cli.codes import options_named, parse_day, parse_instant, read_code, read_id
from lead_desktop.cli.output import print_json
from lead_desktop.cli.unlocking import (
    STANDARD_INPUT,
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    whole_text,
)
from lead_desktop.domain.codes import (
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import LinkageClocks, Move, linkage_clocks_of

OPTION_OF = {
    "verified_by": "--verified-by",
    "reason": "--reason",
    "appointment": "--appointment",
    "next_check": "--next-check",
    "on": "--on",
}
"""Which option gives a fact that the rules ask for."""


def add(
    path: VaultPath,
    participant: Annotated[
        str, typer.Option(metavar="ID", help="An id, a P-number or an external id.")
    ],
    need: Annotated[
        str, typer.Option(metavar="CODE", help=f"One of {', '.join(ServiceCategory)}.")
    ],
    service: Annotated[
        str | None, typer.Option(metavar="ID", help="A service, as “list services” shows it.")
    ] = None,
    title: Annotated[str, typer.Option(help="A name for it; else that of the service.")] = "",
    linkage_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one linkage.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Begin a linkage for a need; it stands at IDENTIFIED."""
    from lead_desktop.services.people.participants import find_participant_id
    from lead_desktop.services.plan.linkages import AddLinkage, add_linkage

    category = read_code(ServiceCategory, need, "--need")
    with opened(path, worker, passphrase_file) as application:
        desk = application.desk
        command = AddLinkage(
            id=linkage_id or new_id(),
            participant_id=find_participant_id(desk, participant),
            category=category,
            service_id=read_id(service, "services") if service is not None else None,
            title=title,
        )
        line = add_linkage(desk, command).line
        clocks = linkage_clocks_of(desk.settings)
    _tell(line, clocks, as_json=as_json)


def move(
    path: VaultPath,
    linkage: Annotated[str, typer.Argument(metavar="LINKAGE", help="Its id.")],
    status: Annotated[
        str, typer.Argument(metavar="STATUS", help=f"One of {', '.join(LinkageStatus)}.")
    ],
    on: Annotated[
        date | None,
        typer.Option(parser=parse_day, metavar="DAY", help="When it happened; else today."),
    ] = None,
    method: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"How: one of {', '.join(LinkageMethod)}.")
    ] = None,
    verified_by: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(VerifiedBy)}.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(LinkageReason)}.")
    ] = None,
    appointment: Annotated[
        datetime | None,
        typer.Option(parser=parse_instant, metavar="ISO", help="Date and time of the visit."),
    ] = None,
    next_check: Annotated[
        date | None,
        typer.Option(parser=parse_day, metavar="DAY", help="When to ask about the waitlist."),
    ] = None,
    partly: Annotated[
        bool, typer.Option("--partly", help="COMPLETED, with the need met in part.")
    ] = False,
    note: Annotated[
        str,
        typer.Option(
            metavar="TEXT|-",
            help="A line for the history; - reads it from standard input, where no other "
            "program sees it.",
        ),
    ] = "",
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Move a linkage; a move that needs a fact asks for it."""
    from lead_desktop.services.plan.linkages import move_linkage

    linkage_id = read_id(linkage, "linkages")
    to = read_code(LinkageStatus, status, "STATUS")
    how = read_code(LinkageMethod, method, "--method") if method else None
    witness = read_code(VerifiedBy, verified_by, "--verified-by") if verified_by else None
    why = read_code(LinkageReason, reason, "--reason") if reason else None
    with opened(path, worker, passphrase_file) as application, options_named(OPTION_OF):
        clock = application.desk.clock
        wanted = Move(
            to=to,
            on=on or clock.today(),
            method=how,
            verified_by=witness,
            reason=why,
            appointment=to_utc(appointment, clock.zone) if appointment else None,
            next_check=next_check,
            need_met=_need_met(to, partly),
            words=_note(note),
        )
        line = move_linkage(application.desk, linkage_id, wanted).line
        clocks = linkage_clocks_of(application.desk.settings)
    _tell(line, clocks, as_json=as_json)


def again(
    path: VaultPath,
    linkage: Annotated[str, typer.Argument(metavar="LINKAGE", help="One that has ended.")],
    service: Annotated[
        str | None, typer.Option(metavar="ID", help="Another service; else the same as before.")
    ] = None,
    linkage_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one linkage.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Refer again after a linkage that ended; the chain of tries is kept."""
    from lead_desktop.services.plan.linkages import ReferAgain, refer_again

    command = ReferAgain(
        linkage_id or new_id(),
        read_id(linkage, "linkages"),
        read_id(service, "services") if service is not None else None,
    )
    with opened(path, worker, passphrase_file) as application:
        line = refer_again(application.desk, command).line
        clocks = linkage_clocks_of(application.desk.settings)
    _tell(line, clocks, as_json=as_json)


def undo(
    path: VaultPath,
    linkage: Annotated[str, typer.Argument(metavar="LINKAGE", help="Its id.")],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take back a linkage's latest step; it stays in the history, marked."""
    from lead_desktop.services.plan.linkages import list_steps, undo_move

    linkage_id = read_id(linkage, "linkages")
    with opened(path, worker, passphrase_file) as application:
        desk = application.desk
        steps = (step for step in list_steps(desk, linkage_id) if not step.undone)
        latest = next((step.id for step in steps if step.id is not None), None)
        if latest is None:
            raise NotFound("This linkage has no step to take back.")
        line = undo_move(desk, linkage_id, latest).line
        clocks = linkage_clocks_of(desk.settings)
    _tell(line, clocks, as_json=as_json)


def _tell(line: LinkageLine, clocks: LinkageClocks, *, as_json: bool) -> None:
    if as_json:
        print_json(shapes.linkage(line, clocks))
    else:
        print(f"{line.id}: {line.title}, {line.status.label}")


def _need_met(to: LinkageStatus, partly: bool) -> str | None:
    if to is not LinkageStatus.COMPLETED:
        return None
    return "partly" if partly else "fully"


def _note(text: str) -> str:
    return whole_text(STANDARD_INPUT).strip() if text == STANDARD_INPUT else text
