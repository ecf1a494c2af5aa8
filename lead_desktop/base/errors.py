"""Every refusal and failure that a person may read.

An error says what happened, what it means for the work and what to do. It never carries
participant data: messages are shown on screen, printed by the command line and may be copied
into an e-mail, so a name or a note has no place in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType


class LeadError(Exception):
    """Root of all errors that are meant for the person at the keyboard.

    what: one sentence, what happened.
    meaning: what it means for the work ("Nothing was saved."), may be empty.
    remedy: what to do next, may be empty.
    """

    def __init__(self, what: str, *, meaning: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.meaning = meaning
        self.remedy = remedy

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.meaning, self.remedy) if part)


@dataclass(frozen=True)
class FieldProblem:
    """One field that cannot be taken as it is. `field` is the command's attribute name."""

    field: str
    message: str


class InvalidInput(LeadError):
    """Input that cannot be taken; `problems` says which field and why. Nothing was written."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class BrokenText(LeadError):
    """A text with half of a character in it (a surrogate alone), which nothing can store or find.

    Some keyboards and terminals make one out of a sign that they do not know, an emoji mostly.
    """

    def __init__(self) -> None:
        super().__init__(
            "The text holds a sign that is broken: half of a character.",
            meaning="Nothing was saved; the text itself is still where it was written.",
            remedy="Take that sign out (it often shows as an empty box), then try again.",
        )


class Unexpected(LeadError):
    """A fault of the program itself."""

    def __init__(self, told: str = "the time: the program’s log says where it happened") -> None:
        super().__init__(
            "The program made a mistake and could not finish this.",
            meaning="Everything saved before is safe.",
            remedy=f"Try again. If it happens again, tell your administrator {told}.",
        )


def place_of(trace: TracebackType | None) -> str:
    """module:line at the end of a trace, to tell a fault by. Never its message, which may quote
    what was being written about a participant."""
    if trace is None:
        return "?"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


class Refused(LeadError):
    """The act is not allowed for this role, or not allowed at all in this state."""


class NotFound(LeadError):
    """The thing asked for is not in this vault (or not for this worker's eyes)."""


class EditConflict(LeadError):
    """Somebody else changed the same record in between. Both texts are kept.

    kept: the text now in the vault; offered: the text that this writer brought.
    Both are shown side by side; neither is part of the message.
    """

    def __init__(self, what: str, *, kept: str, offered: str) -> None:
        super().__init__(what, meaning="Both versions are kept.", remedy="Choose which one stands.")
        self.kept = kept
        self.offered = offered


class Cancelled(LeadError):
    """The person stopped a long piece of work. Nothing of it was kept."""


class VaultError(LeadError):
    """Something about the vault's folder, files or keys; each kind is its own class below."""


class VaultMissing(VaultError):
    """No vault, or no database, at this place."""


class VaultExists(VaultError):
    """A vault, or other files, already stand at this place."""


class WrongPassphrase(VaultError):
    """The passphrase or recovery words did not open the worker's key slot.

    retry_after: seconds to wait before the next try counts.
    """

    def __init__(self, what: str, *, remedy: str = "", retry_after: float = 0.0) -> None:
        super().__init__(what, remedy=remedy)
        self.retry_after = retry_after


class UnknownWorker(VaultError):
    """No key slot carries this worker's name."""


class WeakPassphrase(VaultError):
    """The passphrase breaks the policy; the message says which part and why."""


class KeyringDamaged(VaultError):
    """keyring.json is missing, cut short, altered or not a keyring."""


class DatabaseDamaged(VaultError):
    """caseload.db cannot be read with the vault's key: damaged or not this vault's file."""


class AttachmentDamaged(VaultError):
    """A kept paper no longer is what was put into the vault: its hash differs."""


class NotEncrypted(VaultError):
    """caseload.db is a plain SQLite file; this program never reads records in clear."""


class NewerSchema(VaultError):
    """The vault was written by a newer version of the program."""


class VaultBusy(VaultError):
    """Another process holds the vault for restoring, migrating or key rotation."""


class StorageFull(VaultError):
    """The disk (or quota) has no room for the write. The file is intact."""


class StorageReadOnly(VaultError):
    """The vault's folder or file cannot be written."""


class BackupUnproven(VaultError):
    """A backup was written but did not pass its proof; it does not count as a backup."""


class UnreadableFile(LeadError):
    """A file given for import cannot be read as what it claims to be."""
