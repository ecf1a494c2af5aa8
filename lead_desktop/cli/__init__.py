"""The command line: everything that a script, or a person without a display, does with a vault."""

from __future__ import annotations

import sys
from collections.abc import Sequence

COMMANDS = (
    "vault",
    "import",
    "import-undo",
    "export",
    "list",
    "log",
    "contact",
    "linkage",
    "consent",
    "summary",
    "referral",
    "participant",
    "assign",
    "event",
    "task",
    "appointment",
    "medication",
    "plan",
    "transfer",
)
"""The subcommands answered here; the window's own program answers the others."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 refused or failed, 2 wrong usage.

    argv: the arguments without the program's name; those of the process when it is None.
    """
    from lead_desktop.cli.program import run  # late: the window only asks for COMMANDS

    return run(sys.argv[1:] if argv is None else list(argv))
