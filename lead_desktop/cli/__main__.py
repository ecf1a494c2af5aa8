"""`python -m lead_desktop.cli`: the command line where the window's libraries are not installed."""

from __future__ import annotations

import sys

from lead_desktop.base.hygiene import harden_process
from lead_desktop.cli import main

if __name__ == "__main__":
    harden_process()
    sys.exit(main())
