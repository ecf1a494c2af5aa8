"""Toasts of the window, and the undo of the session that stands behind them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.kit.toast import Toast
from ui.models.key_book import KeyBook
from ui.models.shortcuts import Command
from ui.theme import Theme

Undo = Callable[[], None]
_KEPT = 50


class Toasts(QObject):
    """One toast at a time. `undo_last` works after its toast is gone."""

    def __init__(self, theme: Theme, keys: KeyBook, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._keys = keys
        self._host = host
        self._shown: Toast | None = None
        self._undos: list[Undo] = []

    def tell(self, words: str, undo: Undo | None = None) -> None:
        """Say that something is done; with `undo`, how to take it back."""
        self._clear()
        toast = Toast(
            self._theme,
            self._host,
            words,
            action="Undo" if undo else "",
            keys=self._keys.keys_of(Command.UNDO),
        )
        if undo is not None:
            self._undos = [*self._undos, undo][-_KEPT:]
            toast.undone.connect(self._undo_newest)
        toast.gone.connect(lambda: self._let_go(toast))
        self._shown = toast
        toast.pop_up()

    def undo_last(self) -> None:
        """Take back the latest act that can be taken back; says so when there is none."""
        if not self._undos:
            self.tell("Nothing to undo.")
            return
        self._clear()
        self._undo_newest()

    def dismiss(self) -> None:
        """Take down what is shown; its undo stays."""
        self._clear()

    def text(self) -> str:
        """The words now shown; "" when there is no toast."""
        return self._shown.accessibleName() if self._shown is not None else ""

    def _undo_newest(self) -> None:
        if self._undos:
            self._undos.pop()()

    def _clear(self) -> None:
        if self._shown is not None:
            self._shown.dismiss()

    def _let_go(self, toast: Toast) -> None:
        if self._shown is toast:
            self._shown = None
        toast.deleteLater()
