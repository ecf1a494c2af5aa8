"""A copy as a file: where it is to stand, and what is said when it cannot be written there."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from lead_desktop.base.clear_files import write_whole
from lead_desktop.base.errors import LeadError

FileChooser = Callable[[QWidget, str, Callable[[Path], None]], None]
"""Asks where a file of the proposed name is to stand; calls back only with an answer."""


class CopyNotHandedOver(LeadError):
    """A copy did not leave after all; its account says so."""


def choose_file(parent: QWidget, proposed: str, chosen: Callable[[Path], None]) -> None:
    """Ask with the system's own dialog. It opens in the documents folder."""
    dialog = QFileDialog(parent, "Save the copy")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(places[0] if places else QDir.homePath())
    dialog.selectFile(proposed)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step. Raises CopyNotHandedOver; then no part is left.

    The message does not name the file: people name files after people.
    """
    try:
        write_whole(path, content)
    except OSError as problem:
        raise _not_written(problem) from None


def _not_written(problem: OSError) -> CopyNotHandedOver:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        what, remedy = "There is no room for the file.", "Make room, or choose another place."
    else:
        what, remedy = "The file could not be written there.", "Choose another folder."
    return CopyNotHandedOver(
        what, meaning="No copy was saved; the account of it says so.", remedy=remedy
    )
