"""Scenes of printing, and every printed form itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lead_desktop.domain.codes import Audience
from lead_desktop.services.people import participants
from ui.pages.print_summary.page import PrintPage
from ui.shell.every_form import draw_all
from ui.shell.page_table import FORMS, PRINT
from ui.shell.tour.visit import Visit


def papers(visit: Visit) -> Iterator[None]:
    person = visit.person()
    yield from visit.go(PRINT, person)
    visit.picture("07-print-internal")
    yield from choose_audience(visit, Audience.PROVIDER)
    visit.picture("07-print")
    yield from visit.small("07-print")
    yield from choose_audience(visit, Audience.JUSTICE)
    visit.picture("07-print-no-consent")
    yield from visit.go(FORMS, person)
    visit.picture("07-forms")
    yield from visit.go(FORMS)
    visit.picture("07-forms-team")
    desk = visit.workspace.workplace.desk
    visit.guide.runner.run(
        lambda: draw_all(desk, participants.read_record(desk, person)),
        partial(write_all, visit.out),
        visit.guide.note,
        owner=visit.guide,
    )
    yield


def choose_audience(visit: Visit, audience: Audience) -> Iterator[None]:
    """On the page of the summary."""
    page = visit.workspace.page()
    if isinstance(page, PrintPage):
        page.choices.audiences.choose(audience)
    yield


def write_all(out: Path, drawn: dict[str, bytes]) -> None:
    """Put printed forms beside the pictures."""
    for name, pdf in drawn.items():
        (out / f"{name}.pdf").write_bytes(pdf)
