"""A file that becomes a kept paper: asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

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
