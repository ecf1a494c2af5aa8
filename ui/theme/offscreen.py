"""A screen of a real size for runs without a display.

Qt's offscreen platform offers 800x800 by default, which clamps windows and dialogs.
"""

from __future__ import annotations

import json
from pathlib import Path

_SCREEN = {
    "synchronousWindowSystemEvents": True,
    "windowFrameMargins": False,
    "screens": [
        {
            "name": "screen",
            "x": 0,
            "y": 0,
            "width": 2560,
            "height": 1440,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
    ],
}


def offscreen_platform(path: Path) -> str:
    """Write a 2560x1440 screen description to `path`; returns the value for QT_QPA_PLATFORM.

    Set it before the QApplication is made. Raises OSError when `path` cannot be written.
    """
    path.write_text(json.dumps(_SCREEN), encoding="utf-8")
    return f"offscreen:configfile={path}"
