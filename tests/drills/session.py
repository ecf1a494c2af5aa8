"""A working day in one process, watched: command line first, then the real window.

Run as `python -m tests.drills.session SANDBOX` with HOME and the temporary folders inside
SANDBOX. Ends with status 3 the moment anything opens a network socket.
"""

from __future__ import annotations

import io
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.drills.canaries import CHANGED, COUNSELING, DRAFT, NAME, NOTE, PASSPHRASE

NETWORK = {socket.AF_INET, socket.AF_INET6}


def forbid_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: local sockets (the desktop's message bus) may be, network ones may not."""
    family: object = None
    if event == "socket.__new__":
        family = arguments[1]
    elif event in ("socket.connect", "socket.bind", "socket.sendto"):
        family = getattr(arguments[0], "family", None)
    elif event in ("socket.getaddrinfo", "urllib.Request"):
        family = socket.AF_INET
    if family in NETWORK:
        os._exit(3)


def command(*arguments: str, given: str = "") -> None:
    """Run one command as a person would; standard input is `given`."""
    from lead_desktop.cli import main

    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    kept, sys.stdout = sys.stdout, io.StringIO()
    try:
        status = main(list(arguments))
    finally:
        sys.stdout = kept
    if status != 0:
        raise SystemExit(f"{arguments[0]} ended with {status}")


def use_command_line(vault: Path, given: Path) -> None:
    """Make a vault, import a caseload, log a contact, print a summary, back up."""
    secret = ("--passphrase-file", str(given / "passphrase.txt"))
    command(
        "vault", "new", str(vault), "--worker", "Tomas Sampleton", "--role", "case_manager",
        *secret, "--recovery-file", str(given / "recovery.txt"),
    )  # fmt: skip
    command("import", str(vault), "caseload", str(given / "people.csv"), *secret)
    note = given / "note.json"
    command("log", str(vault), "--input", str(note), *secret)
    command("list", str(vault), "contacts", "--find", NOTE.split()[0], "--json", *secret)
    command(
        "summary", str(vault), "--participant", "P-0001", "--audience", "internal",
        "-o", str(given / "summary.pdf"), *secret,
    )  # fmt: skip
    write_apart(vault)
    command("vault", "backup", str(vault), *secret)


def write_apart(vault: Path) -> None:
    """Write a counseling-type note, and change the contact, which keeps what it said before."""
    from lead_desktop.app import open_vault
    from lead_desktop.base.ids import new_id
    from lead_desktop.services.contacts import contacts, note_edits
    from lead_desktop.services.contacts.counseling import WriteCounseling, write_counseling

    with open_vault(vault, None, PASSPHRASE) as application:
        desk = application.desk
        (contact,) = contacts.list_contacts(desk)
        person, now = contact.participant_id, desk.clock.now()
        write_counseling(desk, WriteCounseling(new_id(), person, now, COUNSELING))
        saved = note_edits.read_saved(desk, contact.id)
        facts = replace(saved.facts, place=CHANGED)
        note_edits.edit_contact(desk, note_edits.EditContact(contact.id, saved.version, facts))


def use_window(sandbox: Path, vault: Path) -> None:
    """Unlock with the keyboard, begin a contact, let its draft be kept, lock."""
    from PySide6.QtCore import Qt

    from lead_desktop.base.preferences import Preferences, remember_vault
    from ui.pages.unlock.door import Door
    from ui.shell.guide import Guide, without_display

    faults: list[str] = []
    with without_display(faults):
        config = sandbox / "config"
        remember_vault(config, vault)
        guide = Guide(
            Door(config, sandbox / "demo"), Preferences(scheme="light", reduced_motion=True), faults
        )

        def day(guide: Guide) -> Iterator[None]:
            yield
            page = guide.window.unlock_page
            assert page is not None
            page.form.passphrase.input.setFocus()
            guide.type(PASSPHRASE)
            guide.press(Qt.Key.Key_Return)
            yield
            guide.workspace.workplace.navigator.log_contact()
            yield
            guide.type(NAME.split()[0])
            guide.press(Qt.Key.Key_Return)
            yield
            form = guide.workspace.forms.quick_log
            assert form is not None
            form.body.story.note.boxes[0].setFocus()
            guide.type(DRAFT)
            yield
            guide.window.lock()
            yield

        guide.walk(day)
    if faults:
        raise SystemExit("; ".join(faults))


def main() -> None:
    sys.addaudithook(forbid_network)
    sandbox = Path(sys.argv[1])
    vault = sandbox / "vault"
    use_command_line(vault, sandbox / "given")
    use_window(sandbox, vault)
    arguments = Path("/proc/self/cmdline")
    if arguments.exists() and NAME.encode() in arguments.read_bytes():
        raise SystemExit("a name stands in the process list")


if __name__ == "__main__":
    main()
