"""Scenes of large type, settings, warnings, errors and the lock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt

from lead_desktop.base.errors import StorageFull
from lead_desktop.domain.codes import Audience
from ui.kit.specimen import build_specimen
from ui.shell.history import Place
from ui.shell.page_table import CASELOAD, LINKAGES, PARTICIPANT, PRINT, SETTINGS, TODAY
from ui.shell.tour.papers import choose_audience
from ui.shell.tour.quick_log import discard_form, fill_form
from ui.shell.tour.visit import Visit
from ui.theme.contrast import BLACK_ON_WHITE, WHITE_ON_BLACK

_LARGE = 130  # percent


def large_type(visit: Visit) -> Iterator[None]:
    """Where the most stands on a page, in the largest type."""
    workspace, theme = visit.workspace, visit.guide.window.theme
    look = theme.look
    theme.switch(replace(look, text_percent=_LARGE))
    person = visit.person()
    for name, page in (("03-caseload", CASELOAD), ("04-participant", PARTICIPANT)):
        workspace.show_place(Place(page, person if page is PARTICIPANT else None))
        yield
        visit.picture(f"{name}-{_LARGE}")
    yield from fill_form(visit)
    visit.picture(f"05-quick-log-{_LARGE}")
    yield from discard_form(visit)
    yield from visit.go(PRINT, person)
    yield from choose_audience(visit, Audience.PROVIDER)
    visit.picture(f"07-print-{_LARGE}")
    yield from visit.go(TODAY)
    yield from visit.small(f"02-today-{_LARGE}")
    theme.switch(look)
    yield


def high_contrast(visit: Visit) -> Iterator[None]:
    """What stands where a system asks for high contrast and its tints are gone."""
    theme = visit.guide.window.theme
    look = theme.look
    theme.switch(replace(look, contrast=WHITE_ON_BLACK if theme.is_dark else BLACK_ON_WHITE))
    yield from visit.go(LINKAGES)
    visit.picture("06-linkages-contrast")
    yield from visit.go(PARTICIPANT, visit.person())
    visit.picture("04-participant-contrast")
    yield from fill_form(visit)
    visit.picture("05-quick-log-contrast")
    yield from discard_form(visit)
    sheet = build_specimen(theme)
    visit.keep(sheet.grab(), "10-components-contrast")
    sheet.deleteLater()
    theme.switch(look)
    yield


def other_states(visit: Visit) -> Iterator[None]:
    workspace = visit.workspace
    yield from visit.go(SETTINGS)
    visit.picture("13-settings")
    workspace.show_place(Place(CASELOAD))
    visit.guide.window.warn_of_lock(30)
    yield
    visit.picture("14-lock-warning")
    visit.guide.window.end_lock_warning()
    workspace.report(
        StorageFull(
            "The disk has no room for this.",
            meaning="Everything saved before is safe; your words are still here.",
            remedy="Make room on the disk, then save again.",
        )
    )
    yield
    visit.picture("15-error")
    visit.guide.window.lock()
    yield
    visit.picture("16-locked")
    visit.type("not this one")
    visit.press(Qt.Key.Key_Return)
    yield
    visit.picture("01-unlock-wrong-passphrase")


def components(visit: Visit) -> Iterator[None]:
    """Every part of the kit on one sheet."""
    sheet = build_specimen(visit.guide.window.theme)
    visit.keep(sheet.grab(), "10-components")
    sheet.deleteLater()
    yield
