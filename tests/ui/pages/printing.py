"""What the tests of printing pages share: answers to the system's dialogs, a complete consent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Audience, ConsentCategory, ConsentKind
from lead_desktop.domain.consent.consent import ConsentTerms
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS
from lead_desktop.services.consent.consents import RecordConsent, record_consent
from lead_desktop.services.desk import Desk
from tests.documents.reading import read_structure

PURPOSE = "Start of treatment"


class Answers:
    """What a person would answer in the system's dialogs, and what these were asked with.

    prints: the print dialog is not left by its Cancel. copies, printer_paper: chosen in it.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "copy.pdf"
        self.proposed = ""
        self.job_name = ""
        self.prints = True
        self.copies = 1
        self.printer_paper: QPageSize | None = None

    def choose_file(self, parent: QWidget, proposed: str, chosen: Callable[[Path], None]) -> None:
        self.proposed = proposed
        chosen(self.file)

    def choose_printer(
        self, parent: QWidget, printer: QPrinter, chosen: Callable[[QPrinter], None]
    ) -> None:
        self.job_name = printer.docName()
        if not self.prints:
            return
        printer.setCopyCount(self.copies)
        if self.printer_paper is not None:
            printer.setPageSize(self.printer_paper)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        chosen(printer)


def agree(
    desk: Desk, person: UUID, audience: Audience, recipient: str, *kinds: ConsentCategory
) -> UUID:
    """Record a complete consent of a participant, signed three days ago."""
    terms = ConsentTerms(
        kind=ConsentKind.PART2_NAMED,
        recipient_kind=audience,
        recipients=(Recipient(recipient),),
        purpose=PURPOSE,
        categories=kinds,
        signed_on=desk.clock.today() - timedelta(days=3),
        statements=tuple(REQUIRED_STATEMENTS[ConsentKind.PART2_NAMED]),
    )
    consent = new_id()
    record_consent(desk, RecordConsent(id=consent, participant_id=person, terms=terms))
    return consent


def words_of(pdf: bytes) -> str:
    """The words of a copy. Read without PDFium, which the drawing thread may be using."""
    nodes = read_structure(pdf).root.walk()
    return " ".join(" ".join(node.text for node in nodes).replace("\u200b", "").split())
