"""The few words that the program itself puts on every form, by language."""

from __future__ import annotations

from dataclasses import dataclass

from lead_desktop.domain.codes import FormLanguage


@dataclass(frozen=True, slots=True)
class FrameWords:
    """tag: the language as PDF names it (BCP 47). nothing: where nothing is recorded; nothing_here:
    the same in a partner's copy, where a part of the section may be held back without saying so.
    undrawn: of letters that no shipped font has; a_script: theirs, where it has no name."""

    tag: str
    page: str
    printed: str
    document: str
    fictional: str
    nothing: str
    nothing_here: str
    undrawn: str
    a_script: str


FRAME_WORDS = {
    FormLanguage.ENGLISH: FrameWords(
        tag="en-US",
        page="Page {number} of {count}",
        printed="Printed {when} by {who}",
        document="Document {number}",
        fictional="fictional data",
        nothing="None recorded",
        nothing_here="None recorded in this copy",
        undrawn="□ on this paper stands for letters or signs ({scripts}) that this program cannot "
        "draw. Write them in by hand.",
        a_script="not known by name",
    ),
    FormLanguage.SPANISH: FrameWords(
        tag="es-US",
        page="Página {number} de {count}",
        printed="Impreso {when} por {who}",
        document="Documento {number}",
        fictional="datos ficticios",
        nothing="Nada anotado",
        nothing_here="Nada anotado en esta copia",
        undrawn="□ en este papel está en lugar de letras o signos ({scripts}) que este programa no "
        "puede dibujar. Escríbalos a mano.",
        a_script="sin nombre conocido",
    ),
}


def law_language(paper: FormLanguage) -> str:
    """The language of the statements of law, which stand in English on every paper; empty where
    the whole paper is in it."""
    return "" if paper is FormLanguage.ENGLISH else FRAME_WORDS[FormLanguage.ENGLISH].tag
