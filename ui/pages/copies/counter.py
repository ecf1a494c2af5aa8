"""Where copies are handed over: preview, the two buttons with their keys, dialogs, the account."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QStackedWidget, QWidget

from lead_desktop.base.errors import LeadError, Refused
from lead_desktop.domain.codes import DisclosureMethod
from lead_desktop.domain.consent.leaving import Leaving, leaving_as
from ui.kit.empty_state import EmptyState
from ui.pages.copies.copy_source import Copy, CopySource
from ui.pages.copies.footer import Footer
from ui.pages.copies.hand_over import HandOver
from ui.pages.copies.preview_pane import PreviewPane
from ui.pages.copies.printing import PrinterChooser, choose_printer, prepare_printer
from ui.pages.copies.save_sheet import SaveSheet
from ui.pages.copies.saving import FileChooser, choose_file
from ui.pages.copies.ways import WayChoice
from ui.pages.workplace import Workplace

NARROWEST_PREVIEW = 320


class Counter(QObject):
    """Serves one page. `pane` and `footer` are laid out by the page; `source` takes its wishes.

    gone: the copy has left or stayed, and the next one has the next number.
    """

    gone = Signal()

    def __init__(
        self,
        workplace: Workplace,
        page: QWidget,
        *,
        ask_for_printer: PrinterChooser = choose_printer,
        ask_for_file: FileChooser = choose_file,
        way: WayChoice | None = None,
    ) -> None:
        super().__init__(page)
        self._way = way
        self._workplace = workplace
        self._page = page
        self._ask_for_printer = ask_for_printer
        self._ask_for_file = ask_for_file
        self._words: QWidget | None = None
        self.sheet: SaveSheet | None = None
        self.footer = Footer(workplace.theme)
        self.preview = PreviewPane(workplace)
        self.source = CopySource(workplace, page)
        self.hand_over = HandOver(workplace, page)
        self.pane = QStackedWidget()
        self.pane.setProperty("kind", "sidebar")
        self.pane.setMinimumWidth(NARROWEST_PREVIEW)
        self.pane.addWidget(self.preview)
        self._connect()
        self._bind_keys()

    def clear(self, words: str = "Drawing the preview…") -> None:
        """Nothing of the earlier copy stays; another one is on its way."""
        self.source.drop()
        self.preview.clear()
        self.show_preview()
        self.footer.refuse(words)

    def show_preview(self) -> None:
        """Pages, rather than words in their place."""
        self.pane.setCurrentWidget(self.preview)

    def show_words(self, words: QWidget) -> None:
        """Words in the place of the pages."""
        self.preview.clear()
        if self._words is not None:
            self.pane.removeWidget(self._words)
            self._words.deleteLater()
        self._words = words
        self.pane.addWidget(words)
        self.pane.setCurrentWidget(words)

    def stop(self, icon: str, heading: str, line: str = "") -> None:
        """Say why there are no pages."""
        self.show_words(EmptyState(self._workplace.theme, icon, heading, line))

    def show_failure(self, error: LeadError) -> None:
        """Say what went wrong, in the place of the pages and beside the buttons."""
        self.stop("circle-alert", error.what, f"{error.meaning} {error.remedy}".strip())
        self.footer.refuse(error.what)

    def print_copy(self) -> None:
        """Ask for a printer, then print the copy as previewed; or write down that it was told."""
        self._when_ready(self._tell if self._is_told() else self._choose_printer)

    def save_copy(self) -> None:
        """Ask how and where, then save the copy as previewed."""
        self._when_ready(self._open_save_sheet)

    def _when_ready(self, then: Callable[[Copy], None]) -> None:
        """Call `then` with the copy, now or once it is drawn; not for one that may not leave."""

        def ready(copy: Copy) -> None:
            if self.footer.print.isEnabled():
                then(copy)

        idle = self.sheet is None and not self.hand_over.is_busy
        if idle and (self.footer.print.isEnabled() or self.source.is_working):
            self.source.when_current(ready)

    def _open_save_sheet(self, _: Copy) -> None:
        sheet = self.sheet = SaveSheet(self._workplace.theme, self._page)
        sheet.dismissed.connect(self._forget_sheet)
        sheet.wanted.connect(
            lambda passphrase: self._when_ready(partial(self._choose_file, passphrase=passphrase))
        )
        sheet.open()

    def _forget_sheet(self) -> None:
        self.sheet = None

    def _is_told(self) -> bool:
        return self._way is not None and self._way.method() is DisclosureMethod.VERBAL

    def _leaving(self, copy: Copy) -> Leaving:
        if self._way is None:
            return leaving_as(copy.pdf, DisclosureMethod.PRINT)
        return leaving_as(copy.pdf, self._way.method(), self._way.sent_to())

    def _tell(self, copy: Copy) -> None:
        self.hand_over.tell(copy, self._leaving(copy))

    def _show_way(self) -> None:
        """The button says what it does: printing, or writing down what was told."""
        self.footer.show_act("Write down as told" if self._is_told() else "Print")

    def _choose_printer(self, copy: Copy) -> None:
        grey = self.preview.is_grey
        printer = prepare_printer(copy.document_number, copy.paper, grey=grey)

        def chosen(chosen_printer: QPrinter) -> None:
            several = chosen_printer.copyCount() > 1
            chosen_printer.setCopyCount(1)
            leaving = self._leaving(copy)
            self.hand_over.print(copy, chosen_printer, leaving, grey=grey, several=several)

        try:
            self._ask_for_printer(self._page, printer, chosen)
        except Refused as refusal:
            self._workplace.navigator.report(refusal)

    def _choose_file(self, copy: Copy, *, passphrase: str | None) -> None:
        def chosen(path: Path) -> None:
            self.hand_over.save(copy, path, passphrase)

        self._ask_for_file(self._page, f"{copy.document_number}.pdf", chosen)

    def _show_copy(self, copy: Copy) -> None:
        self.show_preview()
        self.preview.show_copy(copy)

    def _has_left(self, words: str) -> None:
        self.footer.end_job()
        self._workplace.navigator.toast(words)
        self.gone.emit()

    def _has_stayed(self, error: LeadError) -> None:
        self.footer.end_job()
        self._workplace.navigator.report(error)
        self.gone.emit()

    def _connect(self) -> None:
        if self._way is not None:
            self._way.changed.connect(self._show_way)
        self.source.drawn.connect(self._show_copy)
        self.source.failed.connect(self.show_failure)
        self.footer.print_wanted.connect(self.print_copy)
        self.footer.save_wanted.connect(self.save_copy)
        self.footer.cancel_wanted.connect(self.hand_over.cancel)
        self.hand_over.started.connect(
            lambda words, can_cancel: self.footer.show_job(words, can_cancel=can_cancel)
        )
        self.hand_over.advanced.connect(self.footer.advance_job)
        self.hand_over.left.connect(self._has_left)
        self.hand_over.stayed.connect(self._has_stayed)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+P", self.print_copy),
            ("Ctrl+S", self.save_copy),
            ("Ctrl+=", self.preview.zoom_in),
            ("Ctrl++", self.preview.zoom_in),
            ("Ctrl+-", self.preview.zoom_out),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
