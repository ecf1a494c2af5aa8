"""What a process can do so that its memory does not end up in a file or in another program, and
its files in nobody else's hands."""

from __future__ import annotations

import contextlib
import os
import sys

_PR_SET_DUMPABLE = 4  # prctl(2)


def harden_process() -> None:
    """Turn core dumps off, make every new file its owner's alone and, on Linux, forbid other
    programs of the same user to look inside.

    Call it first thing in a program: it holds for this process only, and a program that is
    started from here has to do it again. The administrator of the machine can still look.
    macOS offers the core limit alone and Windows nothing of the kind to Python; what is not
    offered is passed over without a word.
    """
    if sys.platform == "win32":
        return
    import resource

    os.umask(0o077)
    # A container may forbid it; the next step stands on its own.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _forbid_looking_in()


def _forbid_looking_in() -> None:
    import ctypes

    try:
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):
        return  # a C library without prctl
