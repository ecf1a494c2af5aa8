"""`make run`: the window over the fictional caseload, or its pictures when there is no display."""

import os
import subprocess
import sys
from pathlib import Path


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> int:
    program, folder = sys.argv[1], Path(sys.argv[2])
    if has_display():
        return subprocess.call([program, "demo"])
    status = subprocess.call([program, "tour", str(folder)])
    if status == 0:
        print(f"There is no display here. A picture of every page is in {folder.resolve()}")
    return status


if __name__ == "__main__":
    sys.exit(main())
