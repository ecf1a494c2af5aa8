"""The tree of commands, and what becomes of an error."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version as installed_version
from typing import Annotated

import typer

from lead_desktop.base.errors import LeadError, Unexpected, place_of
from lead_desktop.cli import (
    appointment,
    consent,
    contact,
    contact_edit,
    details,
    event,
    export,
    imports,
    linkage,
    lists,
    log,
    medication,
    participant,
    plan,
    referral,
    summary,
    task,
    transfer,
    vault,
)

Command = Callable[..., None]
NAME = "lead-desktop"
HELP = """Case management for LEAD teams, over an encrypted vault on this computer.

Without a subcommand, "lead-desktop [VAULT]" opens the window."""
WINDOW_COMMANDS = """Commands of the window:

\b
  demo   The window over a throw-away vault with an invented caseload.
  tour   Draw every page and printed form of the demo into a folder; needs no display."""


SINGLE: Mapping[str, Command] = {
    "import": imports.import_file,
    "import-undo": imports.undo_import,
    "export": export.export_file,
    "list": lists.show,
    "log": log.log,
    "assign": participant.assign,  # the contract's short way
    "summary": summary.print_summary,
}
"""Commands of one word."""

GROUPS: Mapping[str, tuple[str, Mapping[str, Command]]] = {
    "referral": ("Take somebody in who was referred.", {"add": referral.add}),
    "participant": (
        "Set where somebody stands with the program, who works with them, and their facts.",
        {"set": participant.set_status, "assign": participant.assign, "edit": details.edit},
    ),
    "contact": (
        "Change a saved contact, sign it, write to a signed one, take one back.",
        {
            "edit": contact_edit.edit,
            "edit-undo": contact_edit.take_back,
            "sign": contact.sign,
            "addendum": contact.addendum,
            "strike": contact.strike,
            "unstrike": contact.unstrike,
            "withdraw": contact.withdraw,
            "restore": contact.restore,
        },
    ),
    "linkage": (
        "Begin a linkage to a service, or move it a step.",
        {
            "add": linkage.add,
            "move": linkage.move,
            "again": linkage.again,
            "undo": linkage.undo,
        },
    ),
    "task": (
        "Write follow-ups down, change them, and say that they are done.",
        {
            "add": task.add,
            "change": task.change,
            "done": task.done,
            "reopen": task.reopen,
            "remove": task.remove,
        },
    ),
    "appointment": (
        "Write visits and court dates down, set them anew, and say what became of them.",
        {
            "add": appointment.add,
            "reschedule": appointment.reschedule,
            "settle": appointment.settle,
            "undo": appointment.undo,
        },
    ),
    "event": (
        "Write down what happened in a life: jail, hospital, release.",
        {
            "add": event.add,
            "end": event.end,
            "strike": event.strike,
            "restore": event.restore,
        },
    ),
    "medication": (
        "Write down medication and its refills, or set it aside.",
        {
            "add": medication.add,
            "refill": medication.refill,
            "end": medication.end,
            "reopen": medication.reopen,
            "remove": medication.remove,
        },
    ),
    "plan": (
        "Write down that a plan was looked at together.",
        {"review": plan.review, "review-undo": plan.take_back},
    ),
    "transfer": (
        "Pass people on, now or on a day to come.",
        {"add": transfer.add, "undo": transfer.undo, "again": transfer.again},
    ),
    "consent": (
        "Record a signed consent, or that one was taken back.",
        {"record": consent.record, "revoke": consent.revoke},
    ),
    "vault": (
        "Make, check, back up and restore vaults.",
        {
            "new": vault.new,
            "info": vault.info,
            "verify": vault.verify,
            "backup": vault.backup,
            "restore": vault.restore,
            "add-worker": vault.add_worker,
            "remove-worker": vault.remove_worker,
            "change-passphrase": vault.change_passphrase,
            "recover": vault.recover,
        },
    ),
}
"""Commands of a noun and a verb, with what the noun's help says."""


def run(argv: Sequence[str]) -> int:
    """Run one command line; returns its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A table may hold letters that an old terminal has not; JSON never comes to this.
        sys.stdout.reconfigure(errors="replace")
    command = typer.main.get_command(build())
    try:
        command.main(args=list(argv), prog_name=NAME)
    except LeadError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception as mistake:  # noqa: BLE001 - a traceback would quote what was being written
        kind, place = type(mistake).__name__, place_of(mistake.__traceback__)
        print(Unexpected(f"what it was: {kind} at {place}"), file=sys.stderr)
        return 1
    return 0


def build() -> typer.Typer:
    """All commands of this package."""
    program = _group(HELP, epilog=WINDOW_COMMANDS)
    program.callback()(_root)
    for name, command in SINGLE.items():
        program.command(name)(command)
    for noun, (text, commands) in GROUPS.items():
        group = _group(text)
        for name, command in commands.items():
            group.command(name)(command)
        program.add_typer(group, name=noun)
    return program


def _group(text: str, epilog: str | None = None) -> typer.Typer:
    return typer.Typer(
        help=text,
        epilog=epilog,
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"{NAME} {installed_version(NAME)}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Say the version and end."
        ),
    ] = False,
) -> None:
    """Nothing is done before the subcommand."""
