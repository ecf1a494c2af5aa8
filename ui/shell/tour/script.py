"""`lead-desktop tour`: pictures of every page of the real window over the demo vault, and every
printed form. The same pictures each time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.preferences import Preferences, save_preferences
from ui.pages.unlock.door import DEMO_PARTICIPANTS, DemoWish, Door
from ui.shell.guide import Guide, without_display
from ui.shell.tour import (
    areas,
    day,
    files,
    papers,
    people,
    quick_log,
    referrals,
    states,
    supervisor,
)
from ui.shell.tour.visit import Scene, Visit

SCENES: tuple[Scene, ...] = (  # in the order of a working day
    day.unlock,
    day.today,
    day.caseload,
    areas.linkages,
    areas.calendar,
    areas.outcomes,
    people.participant,
    people.other_people,
    quick_log.quick_log,
    quick_log.change_contact,
    referrals.referrals,
    areas.directory,
    areas.privacy,
    papers.papers,
    areas.review,
    states.large_type,
    states.high_contrast,
    day.overlays,
    supervisor.supervisor,
    files.importing,
    states.other_states,
    states.components,
)


def run_tour(
    out: Path, scheme: str, *, participants: int = DEMO_PARTICIPANTS, only_first: int | None = None
) -> int:
    """Write everything to `out`; returns 0, or 1 after any error or warning of Qt.

    only_first: stop after so many steps, for a short try.
    """
    faults: list[str] = []
    with without_display(faults) as folder:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            faults.append(f"{out} cannot be written: {error.strerror}.")
        else:
            clock, wish = FixedClock(), DemoWish(participants=participants)
            door = Door(folder / "config", folder, clock, wish)
            preferences = Preferences(scheme=scheme, reduced_motion=True)
            save_preferences(door.config, preferences)  # the settings page shows them
            guide = Guide(door, preferences, faults)
            guide.walk(lambda guided: _every_scene(Visit(guided, out)), only_first=only_first)
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201 - the command's answer
    return 1 if faults else 0


def _every_scene(visit: Visit) -> Iterator[None]:
    for scene in SCENES:
        yield from scene(visit)
