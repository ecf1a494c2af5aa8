"""Name the system libraries that Qt needs and this machine lacks, with their Debian packages.

Prints nothing when all are there. With --debian it prints the missing packages only, one a
line, for a script to install; it never installs anything itself.
"""

import ctypes
import os
import sys

DEBIAN_PACKAGE = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}

ON_A_SCREEN = {"libxcb-cursor.so.0": "libxcb-cursor0"}
"""Needed by a window on an X11 desktop, not by tests and pictures."""


def missing(wanted: dict[str, str]) -> dict[str, str]:
    """Libraries that cannot be loaded, with the package that brings each."""
    lost = {}
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            lost[library] = package
    return lost


def main() -> None:
    if not sys.platform.startswith("linux"):
        return
    lost = missing(DEBIAN_PACKAGE)
    if "--debian" in sys.argv:
        print("\n".join(lost.values()))
        return
    if os.environ.get("DISPLAY"):
        lost |= missing(ON_A_SCREEN)
    if lost:
        names = ", ".join(lost)
        print(f"The window needs these system libraries: {names}.")
        print("On Debian or Ubuntu: apt-get install " + " ".join(lost.values()))


if __name__ == "__main__":
    main()
