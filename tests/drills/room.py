"""A disk without room, for one process and for a moment."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator

import pytest

if sys.platform == "win32":
    pytest.skip("file sizes cannot be limited on Windows", allow_module_level=True)
import resource


@contextlib.contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Within: no file can grow beyond `size` bytes, as on a disk without room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
