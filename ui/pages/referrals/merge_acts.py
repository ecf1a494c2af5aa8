"""Merging from the duplicates pane: the sheet, the act, and the way back for a supervisor."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.domain.people.duplicates import DuplicatePair
from lead_desktop.domain.people.merging import MergeLine, MergePreview
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.people import merging
from lead_desktop.services.people.merging import Merged, MergeRecords
from ui.pages.doing import when_saved
from ui.pages.referrals.merge_sheet import MergeSheet
from ui.pages.sheet_keeper import about, keep_words
from ui.pages.workplace import Workplace


class MergeActs:
    """Opens the sheet over `page` for one pair at a time; `changed` is called after each act."""

    def __init__(self, workplace: Workplace, page: QWidget, changed: Callable[[], None]) -> None:
        self._workplace = workplace
        self._page = page
        self._changed = changed
        self.sheet: MergeSheet | None = None

    def compare(self, pair: DuplicatePair) -> None:
        """Show both records side by side; the older number stays unless somebody says otherwise."""
        self._preview(pair.a.participant_id, pair.b.participant_id)

    def take_back(self, line: MergeLine) -> None:
        """Take a merge back; for a supervisor."""
        self._undo(line.id)

    def _preview(self, kept: UUID, gone: UUID) -> None:
        desk = self._workplace.desk
        self._workplace.runner.run(
            lambda: merging.preview_merge(desk, kept, gone),
            self._open,
            self._workplace.navigator.report,
            owner=self._page,
        )

    def _open(self, preview: MergePreview) -> None:
        self.close()
        sheet = MergeSheet(self._workplace.theme, self._page.window(), preview)
        # The same whichever of the two stays: what was chosen goes by the values.
        keep_words(self._workplace, sheet, None, about((preview.kept_id, preview.gone_id))[1])
        sheet.closing.connect(self.close)
        sheet.dismissed.connect(lambda: self._forget(sheet))
        sheet.swapped.connect(lambda: self._preview(preview.gone_id, preview.kept_id))
        sheet.wanted.connect(lambda command: self._merge(command, when_saved(sheet)))
        self.sheet = sheet
        sheet.open()

    def close(self) -> None:
        """Put the sheet away."""
        if self.sheet is not None:
            self.sheet.dismiss()

    def _forget(self, sheet: MergeSheet) -> None:
        if self.sheet is sheet:
            self.sheet = None

    def _merge(self, command: MergeRecords, saved: Callable[[], None]) -> None:
        desk, navigator = self._workplace.desk, self._workplace.navigator

        def done(merged: Merged) -> None:
            saved()
            self.close()
            self._publish(merged.change)
            way_back = (lambda: self._undo(merged.id)) if desk.may(Act.OVERRIDE) else None
            navigator.toast("Two records are one", way_back)

        self._workplace.runner.run(
            lambda: merging.merge_records(desk, command), done, navigator.report, owner=self._page
        )

    def _undo(self, merge_id: UUID) -> None:
        desk = self._workplace.desk
        self._workplace.runner.run(
            lambda: merging.undo_merge(desk, merge_id),
            self._publish,
            self._workplace.navigator.report,
            owner=self._page,
        )

    def _publish(self, change: Change) -> None:
        self._workplace.bus.publish(change.topics, change.ids, writer=self._page)
        self._changed()
