"""Scenes of logging a contact: brief, an attempt, the full note, the drafts."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt

from lead_desktop.domain.contacts.timeline import TimelineFilter
from lead_desktop.services.contacts import contacts
from ui.shell.tour.visit import Visit


def quick_log(visit: Visit) -> Iterator[None]:
    visit.workspace.forms.log_contact(visit.person())
    yield
    visit.picture("05-quick-log-brief")
    visit.press(Qt.Key.Key_A, "a")
    yield
    visit.picture("05-quick-log-attempt")
    form = visit.workspace.forms.quick_log
    if form is not None:
        form.close_form()
    yield
    drawer = visit.workspace.forms.show_drawer()
    yield
    visit.picture("05-drafts")
    if drawer is not None:
        visit.press(Qt.Key.Key_D, "d")
        yield
        drawer.dismiss()
    yield
    yield from fill_form(visit)
    visit.picture("05-quick-log")
    yield from visit.small("05-quick-log")
    yield from discard_form(visit)


def change_contact(visit: Visit) -> Iterator[None]:
    """An own unsigned contact in the form, down at the end of its facts."""
    desk, forms = visit.workspace.workplace.desk, visit.workspace.forms
    own = TimelineFilter(worker_id=desk.worker.id, signed=False)
    mine = [one for one in contacts.list_contacts(desk, only=own) if one.author == desk.worker.name]
    forms.change_contact(mine[-1].id)
    yield
    form = forms.quick_log
    if form is None:
        raise RuntimeError("the contact did not open to be changed")
    form.body.facts.initiator.setFocus()
    yield
    visit.picture("05-change-contact")
    form.close_form()
    yield


def fill_form(visit: Visit) -> Iterator[None]:
    """Leave the contact form open, half filled in."""
    visit.workspace.forms.log_contact(visit.person())
    yield
    form = visit.workspace.forms.quick_log
    if form is None:
        raise RuntimeError("the contact form did not open")
    if form.state.brief:
        form.reshape()
    form.body.story.note.boxes[0].setFocus()
    visit.type("Met at the shelter before the intake. Nervous but ready.")
    yield


def discard_form(visit: Visit) -> Iterator[None]:
    form = visit.workspace.forms.quick_log
    if form is not None:
        form.discard()
    yield
