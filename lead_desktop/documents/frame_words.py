"""The few words that the program itself puts on every form, by language."""

from __future__ import annotations

from dataclasses import dataclass

from lead_desktop.domain.codes import FormLanguage


@dataclass(frozen=True, slots=True)
class FrameWords:
    """tag: the language as PDF names it (BCP 47). nothing: where nothing is recorded."""

    tag: str
    page: str
    printed: str
    document: str
    fictional: str
    nothing: str


FRAME_WORDS = {
    FormLanguage.ENGLISH: FrameWords(
        tag="en-US",
        page="Page {number} of {count}",
        printed="Printed {when} by {who}",
        document="Document {number}",
        fictional="fictional data",
        nothing="None recorded",
    ),
    FormLanguage.SPANISH: FrameWords(
        tag="es-US",
        page="Página {number} de {count}",
        printed="Impreso {when} por {who}",
        document="Documento {number}",
        fictional="datos ficticios",
        nothing="Nada anotado",
    ),
}
