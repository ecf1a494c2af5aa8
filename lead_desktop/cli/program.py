"""The tree of commands, and what becomes of an error."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from importlib.metadata import version as installed_version
from typing import Annotated

import typer

from lead_desktop.base.errors import LeadError, Unexpected, place_of
from lead_desktop.cli import (
    consent,
    contact,
    export,
    imports,
    linkage,
    lists,
    log,
    participant,
    referral,
    summary,
    vault,
)

NAME = "lead-desktop"
HELP = """Case management for LEAD teams, over an encrypted vault on this computer.

Without a subcommand, "lead-desktop [VAULT]" opens the window."""
WINDOW_COMMANDS = """Commands of the window:

\b
  demo   The window over a throw-away vault with an invented caseload.
  tour   Draw every page and printed form of the demo into a folder; needs no display."""


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
    vaults = _group("Make, check, back up and restore vaults.")
    for name, command in (
        ("new", vault.new),
        ("info", vault.info),
        ("verify", vault.verify),
        ("backup", vault.backup),
        ("restore", vault.restore),
        ("add-worker", vault.add_worker),
        ("remove-worker", vault.remove_worker),
        ("change-passphrase", vault.change_passphrase),
        ("recover", vault.recover),
    ):
        vaults.command(name)(command)
    linkages = _group("Begin a linkage to a service, or move it a step.")
    linkages.command("add")(linkage.add)
    linkages.command("move")(linkage.move)
    linkages.command("again")(linkage.again)
    linkages.command("undo")(linkage.undo)
    referrals = _group("Take somebody in who was referred.")
    referrals.command("add")(referral.add)
    program.add_typer(referrals, name="referral")
    program.add_typer(vaults, name="vault")
    program.command("import")(imports.import_file)
    program.command("import-undo")(imports.undo_import)
    program.command("export")(export.export_file)
    program.command("list")(lists.show)
    program.command("log")(log.log)
    notes = _group("Sign a saved contact, write to a signed one, strike one entered in error.")
    notes.command("sign")(contact.sign)
    notes.command("addendum")(contact.addendum)
    notes.command("strike")(contact.strike)
    program.add_typer(notes, name="contact")
    program.add_typer(linkages, name="linkage")
    consents = _group("Record a signed consent, or that one was taken back.")
    consents.command("record")(consent.record)
    consents.command("revoke")(consent.revoke)
    program.add_typer(consents, name="consent")
    people = _group("Set where somebody stands with the program, and who works with them.")
    people.command("set")(participant.set_status)
    people.command("assign")(participant.assign)
    program.add_typer(people, name="participant")
    program.command("assign")(participant.assign)  # the contract's short way
    program.command("summary")(summary.print_summary)
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
