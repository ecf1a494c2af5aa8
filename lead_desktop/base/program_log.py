"""The program's log: when and where it made a mistake. Never what the mistake said, which may quote
a record; only the program's own words are taken in, none of a library."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG = "program.log"
_LARGEST = 100_000
_OURS = ("lead_desktop", "ui")


def keep_log(folder: Path) -> None:
    """From now on write mistakes to a file in `folder`; it is made with the first of them.

    A folder that cannot be written keeps nobody from working: the log is then left out.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    handler = RotatingFileHandler(
        folder / LOG, maxBytes=_LARGEST, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    handler.setLevel(logging.ERROR)
    # A full disk must not end in a traceback on top of the mistake that is being told.
    handler.handleError = lambda record: None  # type: ignore[method-assign]
    for name in _OURS:
        logging.getLogger(name).addHandler(handler)
