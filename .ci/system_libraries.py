"""Name the system libraries that Qt needs and this machine lacks, with their Debian packages.

Prints nothing when all are there. With --debian it prints the missing packages only, one a
line, for a script to install; it never installs anything itself.
"""

import ctypes
import sys

DEBIAN_PACKAGE = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}


def missing() -> dict[str, str]:
    """Libraries that cannot be loaded, with the package that brings each."""
    lost = {}
    for library, package in DEBIAN_PACKAGE.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            lost[library] = package
    return lost


def main() -> None:
    if not sys.platform.startswith("linux"):
        return
    lost = missing()
    if "--debian" in sys.argv:
        print("\n".join(lost.values()))
    elif lost:
        names = ", ".join(lost)
        print(f"The window needs these system libraries: {names}.")
        print("On Debian or Ubuntu: apt-get install " + " ".join(lost.values()))


if __name__ == "__main__":
    main()
