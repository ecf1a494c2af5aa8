"""The words of the forms that participants read, by form and language, from resources/text/forms.

They are files so that they can be reviewed and translated without the program. Braces in them
are filled in here; what is not known becomes a line to write on.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from lead_desktop.base.resources import resource
from lead_desktop.domain.codes import FormLanguage
from lead_desktop.domain.consent.statements import statements

BLANK = "_" * 18


@dataclass(frozen=True, slots=True)
class TextSection:
    """A heading with its words; kinds: of consent for which it stands, empty for all.

    statements: ids of the mandatory statements that the words carry (domain.statements).
    """

    heading: str
    text: str
    items: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormText:
    """A form's words. review: what a person still has to do with them, empty when nothing.

    words: of codes that stand in the form, by their English words; none in the English file.
    """

    version: str
    review: str
    title: str
    labels: dict[str, str]
    sections: tuple[TextSection, ...]
    intro: dict[str, str]
    words: dict[str, str]

    def say(self, english: str) -> str:
        """A code's English words in the language of the form; unknown ones as they are."""
        return self.words.get(english, english)

    def label(self, key: str) -> str:
        """The words of one label; KeyError when the file lacks them."""
        return self.labels[key]


@cache
def form_text(form: str, language: FormLanguage) -> FormText:
    """The words of "consent", "own_copy" ...: a file of resources/text/forms."""
    path = resource("text", "forms", f"{form}.{language}.toml")
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    intro = found.get("intro", "")
    return FormText(
        version=found["version"],
        review=found["review"],
        title=found["title"],
        labels=found["labels"],
        sections=tuple(
            _section(one) for one in (*found.get("know", ()), *found.get("sections", ()))
        ),
        intro=intro if isinstance(intro, dict) else {"": intro},
        words=found.get("words", {}),
    )


def _section(found: dict[str, Any]) -> TextSection:
    carried = tuple(found.get("statements", ()))
    plain = " ".join(statements()[one].plain for one in carried)
    return TextSection(
        heading=found["heading"],
        text=found["text"].replace("{statement}", plain),
        items=tuple(found.get("items", ())),
        kinds=tuple(found.get("kinds", ())),
        statements=carried,
    )


def filled(text: str, **facts: str) -> str:
    """`text` with its braces filled; an unknown fact leaves a line to write on."""
    for name, fact in facts.items():
        text = text.replace(f"{{{name}}}", fact or BLANK)
    return text
