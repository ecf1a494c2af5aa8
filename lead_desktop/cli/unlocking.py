"""Getting in: which vault, which worker, and where the passphrase comes from."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lead_desktop.base.errors import LeadError

if TYPE_CHECKING:
    from lead_desktop.app import Application

STANDARD_INPUT = "-"

VaultPath = Annotated[Path, typer.Argument(metavar="PATH", help="The vault's folder.")]
WorkerName = Annotated[
    str | None,
    typer.Option("--worker", metavar="NAME", help="Who you are; needed in a team's vault."),
]
PassphraseFile = Annotated[
    str | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help="Take the passphrase from the first line of a file (- for standard input).",
    ),
]
NewPassphraseFile = Annotated[
    str | None,
    typer.Option(
        "--new-passphrase-file",
        metavar="FILE",
        help="Take the new passphrase from the first line of a file (- for standard input).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
ParticipantId = Annotated[
    str | None,
    typer.Option(
        "--participant", metavar="ID", help="An id, a number such as P-0042, or an external id."
    ),
]


class NoPassphrase(LeadError):
    """There is no passphrase and nobody to ask for it."""


class UnreadableInput(LeadError):
    """A small file or standard input that was to hold a passphrase or a note cannot be read."""


@contextmanager
def opened(path: Path, worker: str | None, passphrase_file: str | None) -> Iterator[Application]:
    """Open a vault for one command; asks for the passphrase when no file is named."""
    from lead_desktop.services.trust.vault_card import describe_vault

    if passphrase_file is None:
        describe_vault(path)  # a missing vault is told before anybody types
    passphrase = read_passphrase(passphrase_file, "Passphrase: ")
    from lead_desktop.app import open_vault  # late: it brings in the database

    with open_vault(path, worker, passphrase) as application:
        yield application


def read_passphrase(source: str | None, prompt: str) -> str:
    """The passphrase from a file's first line, from standard input, or from the person."""
    if source is not None:
        return first_line(source)
    if not sys.stdin.isatty():
        raise NoPassphrase(
            "There is no terminal to ask for the passphrase.",
            remedy="Name a file with --passphrase-file, or - for standard input.",
        )
    return getpass.getpass(prompt)


def read_new_passphrase(source: str | None) -> str:
    """A passphrase that is being set; typed twice when it is typed."""
    first = read_passphrase(source, "New passphrase: ")
    if source is None and getpass.getpass("The same again: ") != first:
        raise UnreadableInput("The two passphrases differ.", meaning="Nothing was changed.")
    return first


def first_line(source: str) -> str:
    """The first line of a file, or the next one of standard input, without its end."""
    if source == STANDARD_INPUT:
        line = _decoded(sys.stdin.buffer.readline())
    else:
        line = _decoded(_bytes_of(Path(source))).partition("\n")[0]
    return line.removesuffix("\n").removesuffix("\r")


def whole_text(source: str) -> str:
    """A file's text, or what is left of standard input."""
    if source == STANDARD_INPUT:
        return _decoded(sys.stdin.buffer.read())
    return _decoded(_bytes_of(Path(source)))


def words_of(text: str) -> str:
    """A text as it was given, or what is left of standard input where “-” stands for it."""
    return whole_text(STANDARD_INPUT) if text == STANDARD_INPUT else text


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableInput(f"{path} cannot be read: {problem.strerror}.") from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(
            "The text that was given is not UTF-8.", remedy="Save it as UTF-8 and try again."
        ) from None
