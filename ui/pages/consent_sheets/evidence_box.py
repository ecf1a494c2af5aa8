"""What shows the signature: paper in the drawer, a scan in the vault, or signed on this screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AttachmentKind, ConsentEvidence
from lead_desktop.domain.consent.attachment import AttachmentLine, size_words
from lead_desktop.domain.consent.consent import day_words
from lead_desktop.services.consent.consent_rows import EvidencePaper
from ui.kit.button import Button
from ui.kit.inputs import ComboBox, LineEdit
from ui.kit.label import Label
from ui.kit.signature_pad import SignaturePad
from ui.models.day_words import Calendar
from ui.models.papers import about
from ui.pages.form_sheet import chosen_code, code_box
from ui.pages.sheet_fields import UNKEPT
from ui.theme import Theme

_EVIDENCE = tuple(ConsentEvidence)


class EvidenceBox(QWidget):
    """file_wanted: a file is to be chosen; its bytes come back by `take_file`.

    signed: somebody drew or typed a signature; what stands on the screen now is what they sign.
    """

    file_wanted = Signal()
    signed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._kept: tuple[AttachmentLine, ...] = ()
        self._file: EvidencePaper | None = None
        self._signature_id = new_id()
        self.kind = code_box(theme, "Kept as", _EVIDENCE, ConsentEvidence.WET)
        self.setFocusProxy(self.kind)
        self.papers = ComboBox(theme, "Scan of the signed form")
        self.papers.setPlaceholderText("Choose a kept paper, or add a file")
        self.add_file = Button(theme, "Add a file…", icon="plus")
        self.add_file.setAccessibleName("Add a scan from a file")
        self.pad = SignaturePad(theme, "Signature, drawn with a mouse or pen")
        self.clear = Button(theme, "Clear", kind="ghost", size="sm")
        self.clear.setAccessibleName("Clear the drawn signature")
        self.typed = LineEdit(
            theme, "Full name, typed as signature", placeholder="Or type the full name"
        )
        self.typed.setProperty(UNKEPT, True)
        self._terms = Label(theme, "", "body", "text", wrap=True)
        self._terms.setAccessibleName("What is signed")
        self._scan, self._screen = QWidget(), QWidget()
        self._lay_out(theme)
        self.kind.currentIndexChanged.connect(lambda _: self._show_parts())
        self.add_file.clicked.connect(self.file_wanted)
        self.clear.clicked.connect(self.pad.clear)
        self.pad.changed.connect(lambda: self.clear.setEnabled(self.pad.is_drawn()))
        self.typed.textChanged.connect(self.pad.set_typed)
        self.pad.changed.connect(self.signed)
        self.typed.textChanged.connect(lambda _: self.signed.emit())
        self.clear.setEnabled(False)
        self._show_parts()

    def evidence(self) -> ConsentEvidence:
        """How the signature is kept."""
        return chosen_code(self.kind, _EVIDENCE) or ConsentEvidence.WET

    def is_on_screen(self) -> bool:
        """Whether the signature is given here."""
        return self.evidence() is ConsentEvidence.ON_SCREEN

    def show_terms(self, words: str) -> None:
        """What the signature is for, above the field for it."""
        self._terms.setText(words)

    def unsign(self) -> None:
        """Take the signature away: it was given for something else."""
        self.pad.clear()
        self.typed.clear()

    def offer_papers(self, papers: Iterable[AttachmentLine], calendar: Calendar) -> None:
        """Offer what the participant's record holds already, signed consents first."""
        self._kept = tuple(
            sorted(papers, key=lambda paper: paper.kind is not AttachmentKind.CONSENT)
        )
        for place, paper in enumerate(self._kept):
            self.papers.insertItem(place, f"{paper.title} · {about(paper, calendar)}")

    def take_file(self, content: bytes) -> None:
        """Choose a file that was read; it is kept only together with the consent."""
        if self._file is not None:
            self.papers.removeItem(len(self._kept))
        self._file = EvidencePaper(new_id(), content)
        self.papers.addItem(f"New file · {size_words(len(content))}")
        self.papers.setCurrentIndex(len(self._kept))
        self.papers.setFocus()

    def problem(self) -> str | None:
        """What is missing; None when nothing is."""
        evidence = self.evidence()
        if evidence is ConsentEvidence.SCAN and self.papers.currentIndex() < 0:
            return "Choose the scan of the signed form, or add it from a file."
        if evidence is ConsentEvidence.ON_SCREEN and self.pad.is_empty():
            return "Sign in the field, or type the full name."
        return None

    def kept_id(self) -> UUID | None:
        """The chosen paper when it stands in the record already."""
        place = self.papers.currentIndex()
        if self.evidence() is ConsentEvidence.SCAN and 0 <= place < len(self._kept):
            return self._kept[place].id
        return None

    def paper(self, signed_on: date) -> EvidencePaper | None:
        """What is to be kept together with the consent: a new file, or the signature."""
        evidence, day = self.evidence(), day_words(signed_on)
        if evidence is ConsentEvidence.ON_SCREEN:
            way = "Signed on screen" if self.pad.is_drawn() else "Name typed as signature"
            picture = self.pad.png(f"{way} · {day}")
            return EvidencePaper(self._signature_id, picture, f"Signature of {day}")
        if evidence is ConsentEvidence.SCAN and self._file and self.kept_id() is None:
            return EvidencePaper(self._file.id, self._file.content, f"Consent signed {day}")
        return None

    def _show_parts(self) -> None:
        evidence = self.evidence()
        self._scan.setVisible(evidence is ConsentEvidence.SCAN)
        self._screen.setVisible(evidence is ConsentEvidence.ON_SCREEN)

    def _lay_out(self, theme: Theme) -> None:
        scan = QHBoxLayout(self._scan)
        scan.setContentsMargins(0, 0, 0, 0)
        scan.setSpacing(8)
        scan.addWidget(self.papers, 1)
        scan.addWidget(self.add_file)
        screen = QVBoxLayout(self._screen)
        screen.setContentsMargins(0, 0, 0, 0)
        screen.setSpacing(6)
        screen.addWidget(self._terms)
        screen.addWidget(self.pad)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.typed, 1)
        row.addWidget(self.clear)
        screen.addLayout(row)
        words = "The participant reads the form first. Drawing or typing the name signs it."
        screen.addWidget(Label(theme, words, "caption", "text3", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kind)
        column.addWidget(self._scan)
        column.addWidget(self._screen)
