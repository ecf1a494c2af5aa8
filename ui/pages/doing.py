"""Carrying out what the sheets and buttons of a page ask for: do it, say so, let it be taken back.

What stands against it is shown in the sheet that asked, which stays; everything else is reported.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import Shiboken

from lead_desktop.base.errors import LeadError
from lead_desktop.services.changes import Change
from ui.kit.overlay import Overlay
from ui.kit.side_sheet import SideSheet
from ui.pages.form_sheet import FormSheet
from ui.pages.sheet_keeper import SheetKeeper
from ui.pages.workplace import Workplace

Result = TypeVar("Result")
Sheet = TypeVar("Sheet", bound=FormSheet)
Work = Callable[[], Change]


class Doing:
    """Carries out one set of acts, for as long as `owner` lives.

    told: hears of each change, also of one that was taken back; without it the other views do.
    """

    def __init__(
        self,
        workplace: Workplace,
        owner: QObject,
        told: Callable[[Change], None] | None = None,
    ) -> None:
        self._workplace = workplace
        self._owner = owner
        self._told = told or self.publish

    def do(
        self,
        work: Work,
        words: str | None = None,
        undo: Work | None = None,
        *,
        refused: Callable[[LeadError], None] | None = None,
    ) -> None:
        """Do `work` on the store thread and say `words` (without them the change's own).

        refused: gets an error; without it, it is reported.
        """
        self._workplace.runner.run(
            work,
            lambda change: self.tell(change, words, undo),
            refused or self._workplace.navigator.report,
            owner=self._owner,
        )

    def save(
        self,
        sheet: Sheet,
        work: Work,
        words: str | None = None,
        undo: Work | None = None,
        *,
        saved: Callable[[], None] | None = None,
        refused: Callable[[Sheet, LeadError], bool] | None = None,
    ) -> None:
        """As `do`, for what a sheet holds: it goes once the work is done.

        saved: called before it goes. refused: shows an error in the sheet; False when it cannot.
        Without it, problems of fields are shown at the fields.
        """

        put_away = when_saved(sheet)

        def done(change: Change) -> None:
            if saved is not None:
                saved()
            put_away()
            self.tell(change, words, undo)

        self._workplace.runner.run(
            work, done, lambda error: self.refuse(sheet, error, refused), owner=self._owner
        )

    def refuse(
        self,
        sheet: Sheet,
        error: LeadError,
        refused: Callable[[Sheet, LeadError], bool] | None = None,
    ) -> None:
        """Show an error in the sheet whose work met it, or report it."""
        show = refused or (lambda sheet, error: sheet.refused(error))
        if not _stands(sheet) or not show(sheet, error):
            self._workplace.navigator.report(error)

    def tell(self, change: Change, words: str | None, undo: Work | None) -> None:
        """Tell of a change that is made, and offer to take it back."""
        if not change.topics:
            return
        self._told(change)
        said = change.undo_label if words is None else words
        if said:
            way_back = partial(self._take_back, undo) if undo is not None else None
            self._workplace.navigator.toast(said, way_back)

    def _take_back(self, undo: Work) -> None:
        # The page may be gone by then, the toast outlives it: the other views hear of it anyhow.
        alive = Shiboken.isValid(self._owner)
        self._workplace.runner.run(
            undo,
            self._told if alive else self.publish,
            self._workplace.navigator.report,
            owner=self._owner if alive else self._workplace.bus,
        )

    def publish(self, change: Change) -> None:
        """Tell the other views of a change."""
        self._workplace.bus.publish(change.topics, change.ids)


class Acts(QObject):
    """What can be done with one kind of record, for every page that shows one.

    changed carries the Change of each act. sheet_wanted carries a Callable[[QWidget], SideSheet],
    called with the widget over which the sheet is to open.
    """

    changed = Signal(object)
    sheet_wanted = Signal(object)

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        super().__init__(owner)
        self._workplace = workplace
        self._desk = workplace.desk
        self._theme = workplace.theme
        self._doing = Doing(workplace, self, self.changed.emit)

    def _fetch(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        report = self._workplace.navigator.report
        self._workplace.runner.run(work, done, report, owner=self)

    def _do(
        self,
        sheet: FormSheet | None,
        work: Work,
        words: str | None = None,
        undo: Work | None = None,
    ) -> None:
        """Do `work`, which a sheet asks for or a press of its own."""
        if sheet is None:
            self._doing.do(work, words, undo)
        else:
            self._doing.save(sheet, work, words, undo)


class SheetHost:
    """Beside QObject, for whoever opens sheets over a page: one stands, another takes its place."""

    sheet: SideSheet | None = None
    """The sheet that stands open."""

    def show_sheet(self, sheet: SideSheet) -> None:
        """Open a sheet. Who keeps its words listens already, and so hears of a closing first."""
        if self.sheet is not None:
            self.sheet.dismiss()
        self.sheet = sheet
        sheet.closing.connect(sheet.dismiss)
        sheet.dismissed.connect(lambda: self._forget_sheet(sheet))
        sheet.open()

    def _forget_sheet(self, sheet: SideSheet) -> None:
        if self.sheet is sheet:
            self.sheet = None


def when_saved(sheet: Overlay) -> Callable[[], None]:
    """What to call once that is saved which a sheet has just sent: it puts the sheet away.

    Its kept words are let go of here and nowhere else: a sheet that goes for any other reason may
    have sent what is refused later. One that was closed meanwhile is gone by then.
    """
    keeper = sheet.findChild(SheetKeeper)

    def saved() -> None:
        if isinstance(keeper, SheetKeeper):
            keeper.let_go()
        if _stands(sheet):
            sheet.dismiss()

    return saved


def _stands(sheet: Overlay) -> bool:
    return Shiboken.isValid(sheet) and not sheet.isHidden()
