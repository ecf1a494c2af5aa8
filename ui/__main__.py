"""The console script: hands subcommands to the command line before any Qt import, else opens the
window, the demo, the tour or the self-test."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from lead_desktop import cli
from lead_desktop.base.hygiene import harden_process

WINDOW_WORDS = frozenset({"demo", "tour", "--self-test"})
CLI_OPTIONS = frozenset({"--help", "-h", "--version"})
_NO_DISPLAY = (
    "There is no display here for a window: use `lead-desktop tour OUT_DIR` for pictures of every "
    "page, or `lead-desktop list PATH participants` to read a vault."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status."""
    harden_process()
    words = list(sys.argv[1:] if argv is None else argv)
    if words and (words[0] in cli.COMMANDS or words[0] in CLI_OPTIONS):
        return cli.main(words)
    options = _parse(words)
    if options.tour is not None:
        from ui.shell.tour.script import run_tour

        return run_tour(options.tour, options.theme)
    if options.self_test:
        from ui.shell.self_test import run_self_test

        return run_self_test()
    if not has_display(os.environ, sys.platform):
        print(_NO_DISPLAY, file=sys.stderr)  # noqa: T201 - this is the program's answer
        return 1
    # Nothing that a start loads goes away again; looking for what does took 20 of its 240 ms. The
    # window turns it on once it is shown.
    gc.disable()
    from ui.pages.unlock.door import DEMO_PARTICIPANTS, DemoWish
    from ui.shell.start import run_window

    wished = options.participants or DEMO_PARTICIPANTS
    demo = DemoWish(wished, options.seed) if options.demo else None
    return run_window(options.vault, demo)


def has_display(environment: dict[str, str] | os._Environ[str], platform: str) -> bool:
    """Whether a window can open: on Linux there must be a display, or a platform asked for."""
    if platform != "linux":
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def _parse(words: list[str]) -> argparse.Namespace:
    """What the window's own words ask for; leaves with status 2 on wrong usage."""
    parser = argparse.ArgumentParser("lead-desktop", add_help=False)
    nothing = {
        "tour": None, "theme": "light", "self_test": False, "demo": False, "vault": None,
        "participants": None, "seed": 42,
    }  # fmt: skip
    parser.set_defaults(**nothing)
    first = words[0] if words else ""
    if first == "tour":
        parser.add_argument("tour", metavar="OUT_DIR", type=Path)
        parser.add_argument("--theme", choices=("light", "dark"))
        return parser.parse_args(words[1:])
    if first == "demo":
        parser.set_defaults(demo=True)
        parser.add_argument("--participants", type=_count)
        parser.add_argument("--seed", type=int)
        return parser.parse_args(words[1:])
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("vault", metavar="VAULT", nargs="?", type=Path)
    return parser.parse_args(words)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())
