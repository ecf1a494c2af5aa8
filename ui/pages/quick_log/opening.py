"""Opening the contact form over a window, and the keys that act anywhere in it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.contacts.contact import MODE_CHOICES
from lead_desktop.services.contacts.drafts import CHANGE_FORM, DraftLine
from lead_desktop.services.contacts.note_edits import SavedFacts
from ui.kit.sheet import Sheet
from ui.models.shortcuts import Command
from ui.pages.quick_log.form import QuickLog
from ui.pages.quick_log.state import Shape, shape_of
from ui.pages.workplace import Workplace
from ui.theme.tokens import Size

_SIZES: dict[Shape, tuple[int, int]] = {
    Shape.BRIEF: (720, 556),
    Shape.BRIEF_ATTEMPT: (720, 690),
    Shape.FULL: (Size.SHEET_WIDTH, 840),
}


def open_quick_log(
    workplace: Workplace,
    host: QWidget,
    participant_id: UUID | None = None,
    draft: DraftLine | None = None,
    *,
    brief: bool = False,
    also: tuple[UUID, ...] = (),
    saved: SavedFacts | None = None,
) -> QuickLog:
    """Open the form over `host` (the window's content) and put the focus into it.

    saved: a contact that it changes. The form is destroyed with its sheet, after its `closed` or
    together with the host.
    """
    changes = saved is not None or (draft is not None and draft.form == CHANGE_FORM)
    sheet = Sheet(
        workplace.theme,
        host,
        "Change a contact" if changes else "Log a contact",
        icon="pencil" if changes else "message-square-plus",
        keys="" if changes else workplace.keys.keys_of(Command.LOG_CONTACT),
        hint="What it said before is kept" if changes else "Tab moves on, arrows choose",
    )
    form = QuickLog(
        workplace, participant_id, draft, sheet.body, brief=brief, also=also, saved=saved
    )
    mount(form, sheet)
    sheet.open()
    form.take_focus()
    return form


def mount(form: QuickLog, sheet: Sheet) -> None:
    """Make `form` the content of `sheet`, and the sheet's keys and closing the form's."""
    page = QVBoxLayout(sheet.body)
    page.setContentsMargins(0, 0, 0, 0)
    page.addWidget(form)
    sheet.footer.addWidget(form.footer, 1)
    _fit(sheet, form, shape_of(form.state))
    form.body.reshaped.connect(lambda shape: _fit(sheet, form, shape))
    sheet.closing.connect(form.close_form)
    _bind(sheet, "Ctrl+M", form.reshape)
    form.closed.connect(sheet.dismiss)
    _bind(sheet, "Ctrl+S", lambda: form.save(sign=False))
    for enter in ("Return", "Enter"):
        _bind(sheet, f"Ctrl+{enter}", lambda: form.save(sign=True))
        _bind(sheet, f"Ctrl+Shift+{enter}", lambda: form.save(sign=True, another=True))
    for place in range(len(MODE_CHOICES)):
        _bind_mode(form, sheet, place)


def _fit(sheet: Sheet, form: QuickLog, shape: Shape) -> None:
    width, height = _SIZES[shape]
    # What the window has not, the form's columns scroll.
    sheet.resize_to(form.theme.px(width), form.theme.px(height))
    form.footer.show_brief(brief=shape is not Shape.FULL)


def _bind_mode(form: QuickLog, sheet: Sheet, place: int) -> None:
    _bind(sheet, f"Alt+{place + 1}", lambda: form.choose_mode(MODE_CHOICES[place]))


def _bind(sheet: Sheet, keys: str, act: Callable[[], None]) -> None:
    shortcut = QShortcut(QKeySequence(keys), sheet)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
