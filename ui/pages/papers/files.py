"""A file that becomes a kept paper: asked for, and read without saying its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from lead_desktop.base.errors import UnreadableFile

FileToAdd = Callable[[QWidget, Callable[[Path], None]], None]
"""Asks which file to add; calls back only with an answer."""


def choose_paper(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask with the system's own dialog."""
    dialog = QFileDialog(parent, "Add a paper")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter("Papers (*.pdf *.png *.jpg *.jpeg)")
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(places[0] if places else QDir.homePath())
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def read_paper(path: Path, most: int) -> bytes:
    """The bytes of a file, and no more than one beyond what may be kept.

    The message does not name the file: people name files after people.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        raise UnreadableFile(
            "This file cannot be read.",
            meaning="Nothing was added.",
            remedy="Open it once to see whether it is whole, then add it again.",
        ) from None
